"""Opening a text or YAML file; what cannot be opened is reported. Imports the core, ours and ruamel.yaml.

YAML is only composed into nodes, which know their lines, and these become our shapes: no tag constructs anything, and
`no`, `on` and 2019-09 stay the texts that they are.
"""

from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode
from ruamel.yaml.reader import ReaderError

from config.reading.places import Place
from config.reading.problems import Problems
from config.reading.written import Keyed, Many, Text, Written
from consultation.messages import clean

DEEPEST = 20
"""How deep a file may be nested; ours go to seven."""


def read_text(path: Path, problems: Problems) -> str:
    """Return the text of a file, "" where there is none to read, which is reported."""
    problems.rank(path.name)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        problems.report("there is no such file", file=path.name)
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        problems.report("this is not UTF-8: save it with this encoding", file=path.name, line=line)
    except OSError as error:
        problems.report(f"cannot be read: {error.strerror}", file=path.name)
    else:
        if not text.strip():
            problems.report("is empty", file=path.name)
        return text.strip("\ufeff")
    return ""


def open_yaml(path: Path, problems: Problems, *, root: str = "") -> Place:
    """Return the top of the file, whose units' paths begin with ``root``; an empty place where it cannot be read."""
    written = written_yaml(read_text(path, problems), problems, file=path.name)
    return Place(problems, file=path.name, path=root, written=written)


def written_yaml(text: str, problems: Problems, *, file: str, line: int = 1) -> Written | None:
    """Return what is written in YAML that begins in ``line`` of a file; None where it cannot be read."""
    node = _compose(text, problems, file, line)
    return None if node is None else _written(node, node.start_mark.line + line, line)


def _compose(text: str, problems: Problems, file: str, first: int) -> Node | None:
    yaml = YAML(typ="safe", pure=True)
    yaml.max_depth = DEEPEST
    try:
        node: Node | None = yaml.compose(text) if text.strip() else None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = error.problem or error.context or "it cannot be read"
        problems.report(f"this is not YAML: {what}", file=file, line=mark.line + first if mark else 0)
        return None
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + first
        problems.report(f"this is not YAML: {error.reason}", file=file, line=line)
        return None
    if node is not None and _repeats(node):
        problems.report("an alias (*name) repeats a part of the file: write it out", file=file)
        return None
    return node


def _repeats(top: Node) -> bool:
    """Say whether any part is met twice: it could be endless, or explode when it is written out."""
    seen: set[int] = set()
    waiting = [top]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, CollectionNode):
            continue
        if id(node) in seen:
            return True
        seen.add(id(node))
        waiting.extend(_parts(node))
    return False


def _parts(node: CollectionNode) -> list[Node]:
    if isinstance(node, MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value)


def _written(node: Node, line: int, first: int) -> Written:
    """Return ``node`` in our shapes; what stands under a key is said to be on the key's line."""
    if isinstance(node, MappingNode):
        lines = ((key, value, key.start_mark.line + first) for key, value in node.value)
        return Keyed(line, tuple((_key(key), _written(value, at, first)) for key, value, at in lines))
    if isinstance(node, CollectionNode):
        return Many(line, tuple(_written(item, item.start_mark.line + first, first) for item in node.value))
    empty = node.tag == "tag:yaml.org,2002:null"
    return Text(line, "" if empty else clean(node.value).strip())


def _key(node: Node) -> str:
    """Return a key as text; one that is a list or has keys of its own is called "?", which nothing is."""
    return str(node.value) if isinstance(node, ScalarNode) else "?"
