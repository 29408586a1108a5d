"""Reading XML that others wrote, into elements with their lines. Imports the core and expat.

There is no DTD and so no entity of anybody's own: nothing is fetched, and nothing explodes.
"""

from dataclasses import dataclass, field
from xml.parsers import expat

from consultation.errors import InvalidInput
from consultation.messages import clean

DEEPEST = 100
"""How deep elements may be nested."""


@dataclass(slots=True)
class Element:
    """An element: its name without the namespace, and the line that it begins in."""

    name: str
    line: int
    attributes: dict[str, str]
    children: list["Element"] = field(default_factory=list)
    text: str = ""

    def all(self, name: str) -> list["Element"]:
        """Return the children of a name."""
        return [child for child in self.children if child.name == name]


def read_xml(data: bytes, *, file: str) -> Element:
    """Return the root of a document; raise `InvalidInput`, with the line, for what is no XML or has a document type."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    building = _Building(parser, file)
    try:
        parser.Parse(data, True)  # noqa: FBT003 (expat takes it by position)
    except expat.ExpatError as error:
        what = f"this is not XML: {expat.ErrorString(error.code)}"
        raise InvalidInput(what, where=f"{file}:{error.lineno}") from None
    except (LookupError, ValueError) as error:
        raise InvalidInput(f"this is not XML that can be read: {error}", where=f"{file}:1") from None
    return building.root


class _Building:
    """Takes what expat reads and makes elements of it."""

    def __init__(self, parser: expat.XMLParserType, file: str) -> None:
        self._parser, self._file = parser, file
        self._open = [Element("", 0, {})]
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words

    @property
    def root(self) -> Element:
        return self._open[0].children[0]

    def _refuse(self, *_: object) -> None:
        what = "has a document type (<!DOCTYPE>), which no codebook needs: take it out"
        raise InvalidInput(what, where=f"{self._file}:{self._parser.CurrentLineNumber}")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        line = self._parser.CurrentLineNumber
        if len(self._open) > DEEPEST:
            raise InvalidInput(f"is nested deeper than {DEEPEST} elements", where=f"{self._file}:{line}")
        given = {_local(key): clean(value) for key, value in attributes.items()}
        element = Element(_local(name), line, given)
        self._open[-1].children.append(element)
        self._open.append(element)

    def _end(self, _: str) -> None:
        self._open.pop()

    def _words(self, words: str) -> None:
        self._open[-1].text += clean(words)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
