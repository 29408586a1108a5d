"""Writing a codebook as the file that it is read from. Imports the core and ruamel.yaml."""

import re
from collections.abc import Mapping, Sequence
from io import StringIO

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from consultation.codebook import Codebook, Theme

WIDTH = 110
"""Where lines end, as far as words allow."""

NARROW = 100
"""How many characters of keys and texts still stand on one line, with what stands before them."""

NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")

Shape = CommentedMap | CommentedSeq | str | int


def codebook_yaml(codebook: Codebook) -> str:
    """Return the text of a codebook file, which `load_codebook` reads back as an equal codebook."""
    themes = "\n".join(_as_item(theme_yaml(theme)) for theme in codebook.themes)
    return (
        f"version: {codebook.version}\n\nthemes:\n{themes}" if themes else f"version: {codebook.version}\nthemes: []\n"
    )


def theme_yaml(theme: Theme) -> str:
    """Return what stands under a theme; a space at the end of a line is where ruamel.yaml broke it, and goes."""
    yaml = YAML()
    yaml.width, yaml.allow_unicode = WIDTH, True
    written = StringIO()
    yaml.dump(_theme(theme), written)
    return "".join(f"{line.rstrip(' ')}\n" for line in written.getvalue().split("\n")[:-1])


def _as_item(lines: str) -> str:
    return "  - " + "".join(f"    {line}\n" for line in lines.split("\n")[:-1]).lstrip(" ")


def _theme(theme: Theme) -> CommentedMap:
    """Return what stands under a theme, in the order in which people read it."""
    keys: dict[str, Shape] = {
        "id": _text(theme.id),
        "was": _line([_text(old) for old in theme.was]),
        "label": _texts(theme.labels),
        "definition": _texts(theme.definitions),
        "cues": CommentedMap(_cues(theme)),
        "needs": CommentedMap({_text(language): _needs(broad) for language, broad in theme.needs.items()}),
        "probe": _texts(theme.probes),
        "bears_on": _line([_draft(draft) for draft in theme.bears_on]),
    }
    return CommentedMap({key: shape for key, shape in keys.items() if shape})


def _cues(theme: Theme) -> dict[str, Shape]:
    """Return the cues by language, without those that `needs` lists and thereby adds at the end."""
    shown = {language: (cues, tuple(theme.needs.get(language, ()))) for language, cues in theme.cues.items()}
    own = {language: _without_tail(cues, broad) for language, (cues, broad) in shown.items()}
    kept = {language: cues for language, cues in own.items() if cues or language not in theme.needs}
    return {_text(language): _line([_text(cue) for cue in cues]) for language, cues in kept.items()}


def _without_tail(cues: tuple[str, ...], broad: tuple[str, ...]) -> tuple[str, ...]:
    rest, tail = cues[: len(cues) - len(broad)], cues[len(cues) - len(broad) :]
    return rest if tail == broad and not set(rest) & set(broad) else cues


def _needs(broad: Mapping[str, Sequence[str]]) -> CommentedMap:
    return _keyed({cue: _line([_text(phrase) for phrase in phrases]) for cue, phrases in broad.items()})


def _texts(by_language: Mapping[str, str]) -> CommentedMap:
    return _keyed({language: _text(text) for language, text in by_language.items()})


def _keyed(shapes: Mapping[str, Shape]) -> CommentedMap:
    """Return keys with what belongs to each: on one line where that is short."""
    keyed = CommentedMap({_text(key): shape for key, shape in shapes.items()})
    if sum(len(key) + len(str(shape)) + 4 for key, shape in shapes.items()) <= NARROW:
        keyed.fa.set_flow_style()
    return keyed


def _line(items: Sequence[Shape]) -> CommentedSeq:
    line = CommentedSeq(items)
    line.fa.set_flow_style()
    return line


def _draft(draft: str) -> Shape:
    """Return a draft's id; one that is a number needs no quotes, since it is read as it is written."""
    return int(draft) if NUMBER.fullmatch(draft) else _text(draft)


def _text(text: str) -> str:
    """Return a text that ruamel.yaml writes as it is or in quotes; what is no plain word is escaped in double ones."""
    return text if text[:1].isalnum() and text.isprintable() else DoubleQuotedScalarString(text)
