"""What there is to translate: the interview's messages, read from the source by `ast`. Imports nothing of ours.

A message is the literal text of a ``voice("…")`` or ``voice.several("one", "many", number)`` anywhere in
`consultation`, or a text that stands in a constant of `phrases`.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CORE = Path(__file__).parents[2] / "consultation"
PHRASES = "phrases.py"
CHOICES = "choices.py"
OF_PHRASES = frozenset({"message", "CONSENT_TEXTS[0]", "CONSENT_TEXTS[1]", "TOO_MANY_CODES", "TROUBLE"})
"""What the code may hand to a voice without writing it out: texts of `phrases`, which are collected there."""


@dataclass(frozen=True, slots=True)
class Message:
    """A text to translate; ``many`` is its plural, "" where it has none, ``files`` are those it stands in."""

    one: str
    many: str = ""
    files: tuple[str, ...] = ()


def collected(core: Path = CORE) -> tuple[Message, ...]:
    """Return every message once: by file in alphabetical order, then in the order of the source."""
    files: dict[tuple[str, str], dict[str, None]] = {}
    for file, tree in _trees(core).items():
        found = _constants(tree) if file == PHRASES else _spoken(tree, file)
        for forms in found:
            files.setdefault(forms, {})[f"{core.name}/{file}"] = None
    return tuple(Message(one, many, tuple(names)) for (one, many), names in files.items())


def buttons(core: Path = CORE) -> dict[str, tuple[str, ...]]:
    """Return, by offer of `choices`, the messages of its buttons: those that can stand together."""
    trees = _trees(core)
    functions = {node.name: node for tree in trees.values() for node in tree.body if isinstance(node, ast.FunctionDef)}
    offers = [node for node in trees[CHOICES].body if isinstance(node, ast.FunctionDef)]
    return {offer.name: tuple(dict.fromkeys(_said_in(offer, functions))) for offer in offers}


def _trees(core: Path) -> dict[str, ast.Module]:
    """Return the modules of the core, each by its path in it."""
    paths = {path.relative_to(core).as_posix(): path for path in sorted(core.rglob("*.py"))}
    return {file: ast.parse(path.read_text(encoding="utf-8"), str(path)) for file, path in paths.items()}


def _said_in(function: ast.FunctionDef, functions: dict[str, ast.FunctionDef]) -> Iterator[str]:
    """Yield the messages of a function and of those it calls."""
    yield from (one for one, _ in _spoken(function, CHOICES))
    for call in _calls(function):
        if isinstance(call.func, ast.Name) and call.func.id in functions:
            yield from _said_in(functions[call.func.id], functions)


def _spoken(tree: ast.AST, file: str) -> Iterator[tuple[str, str]]:
    """Yield singular and plural of what is handed to a voice; a plural is "" where there is none."""
    for call in _calls(tree):
        wanted = {"voice": 1, "voice.several": 2}.get(ast.unparse(call.func), 0)
        given = call.args[:wanted]
        if not wanted or ast.unparse(given[0]) in OF_PHRASES:
            continue
        texts = [text for argument in given for text in _texts(argument)]
        if len(texts) != wanted:
            raise ValueError(f"{file}:{call.lineno}: a voice is given its words in full, so that they can be collected")
        yield texts[0], "".join(texts[1:])


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield the texts of a module's constants, without the keys of its dictionaries."""
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            yield from ((text, "") for text in _texts(node.value))


def _texts(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.Tuple(elts=parts) | ast.Dict(values=parts):
            yield from (text for part in parts for text in _texts(part))


def _calls(tree: ast.AST) -> list[ast.Call]:
    """Return the calls in the order of the source."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return sorted(calls, key=lambda call: (call.lineno, call.col_offset))
