"""A codebook as REFI-QDA codebook exchange (.qdc), and back. Imports the core, ours and ElementTree, to write.

REFI-QDA 1.5, section 5.2: a code has a name, a description and no language. The name is the label in the codebook's
first language, the description the definition in it; what else a theme says stands below a line of its own in the
description, as it stands in a codebook file, so that nothing is lost on the way there and back. A theme whose id begins
with that of another and a full stop is nested in it. Codes that another program wrote become themes by their path.
"""

import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from config.codebooks.writing import theme_yaml
from config.reading.files import written_yaml
from config.reading.problems import Problems
from config.reading.written import Keyed, Many, Text, Written
from config.reading.xml_reading import Element, read_xml
from consultation.codebook import Codebook, Theme
from consultation.errors import InvalidInput
from consultation.refi_qda import code_guid, draft_guid, held, parent_of

NAMESPACE = "urn:QDA-XML:codebook:1.0"
ORIGIN = "Palabre"
BELOW = "--- Palabre: "
"""Begins the line below which the rest of a theme stands; the language of name and description follows."""

MADE = re.compile(rf"(?:^|\n){re.escape(BELOW)}(\S*)\n")

LONGEST_ID = 80
TRUE = ("true", "1")


# Writing


def codebook_qdc(codebook: Codebook) -> bytes:
    """Return a codebook as REFI-QDA XML; raise `InvalidInput` for one without a theme, which the format cannot hold."""
    if not codebook.themes:
        raise InvalidInput("a REFI-QDA codebook has at least one code: this one has no theme")
    language = next(iter(codebook.themes[0].labels))
    root = ET.Element("CodeBook", {"xmlns": NAMESPACE, "origin": ORIGIN})
    codes = ET.SubElement(root, "Codes")
    elements: dict[str, ET.Element] = {}
    for theme in sorted(codebook.themes, key=lambda theme: theme.id.count(".")):
        elements[theme.id] = _code(theme, language)
    for theme in codebook.themes:
        parent = parent_of(theme.id, elements)
        (codes if parent is None else elements[parent]).append(elements[theme.id])
    _sets(root, codebook)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _code(theme: Theme, language: str) -> ET.Element:
    guid = code_guid(theme.id)
    spoken = language if language in theme.labels else next(iter(theme.labels))
    element = ET.Element(
        "Code",
        {"guid": str(guid), "name": held(theme.labels[spoken]), "isCodable": "true", "color": f"#{guid.hex[:6]}"},
    )
    above = held(theme.definitions.get(spoken, ""))
    below = f"{BELOW}{spoken}\n{theme_yaml(theme)}"
    ET.SubElement(element, "Description").text = f"{above}\n\n{below}" if above else below
    return element


def _sets(root: ET.Element, codebook: Codebook) -> None:
    """Add a set per draft, with the themes that bear on it."""
    drafts = dict.fromkeys(draft for theme in codebook.themes for draft in theme.bears_on)
    sets = ET.SubElement(root, "Sets") if drafts else root
    for draft in drafts:
        made = ET.SubElement(sets, "Set", {"guid": str(draft_guid(draft)), "name": held(f"draft {draft}")})
        for theme in codebook.themes:
            if draft in theme.bears_on:
                ET.SubElement(made, "MemberCode", {"guid": str(code_guid(theme.id))})


# Reading


def read_qdc(data: bytes, *, file: str, language: str, problems: Problems) -> Many:
    """Return the themes of REFI-QDA XML, as they would stand in a codebook file; names are in ``language``.

    Raises `InvalidInput` for what is no XML, or no codebook.
    """
    root = read_xml(data, file=file)
    if root.name != "CodeBook":
        raise InvalidInput(f"this is no REFI-QDA codebook: it begins with <{root.name}>", where=f"{file}:{root.line}")
    codes = [code for part in root.all("Codes") for code in part.all("Code")]
    return Many(root.line, tuple(_Reading(file, language, problems).themes(codes)))


class _Reading:
    """Reads codes, nested in each other, and gives each an id that no other has."""

    def __init__(self, file: str, language: str, problems: Problems) -> None:
        self._file, self._language, self._problems = file, language, problems
        self._taken: set[str] = set()

    def themes(self, codes: Sequence[Element], above: str = "") -> Iterator[Written]:
        for code in codes:
            theme = self._theme(code, above)
            if code.attributes.get("isCodable", "true").strip().lower() in TRUE:
                yield theme
            yield from self.themes(code.all("Code"), _id_in(theme))

    def _theme(self, code: Element, above: str) -> Keyed:
        name = code.attributes.get("name", "").strip()
        described = "\n".join(part.text for part in code.all("Description"))
        made = MADE.search(described)
        if made and (own := self._own(code, name, described, made)):
            return own
        pairs: list[tuple[str, Written]] = [
            ("id", Text(code.line, self._free(_path(above, name)))),
            ("label", Keyed(code.line, ((self._language, Text(code.line, name)),))),
        ]
        if described.strip():
            pairs.append(("definition", Keyed(code.line, ((self._language, Text(code.line, described.strip())),))))
        return Keyed(code.line, tuple(pairs))

    def _own(self, code: Element, name: str, described: str, made: re.Match[str]) -> Keyed | None:
        """Return a theme that was exported, with what was changed of its name and description since.

        None, and reported, where the rest of it cannot be read any more.
        """
        first = code.all("Description")[0].line + described.count("\n", 0, made.end())
        written = written_yaml(described[made.end() :], self._problems, file=self._file, line=first)
        if not isinstance(written, Keyed):
            self._problems.report(f"what stands below {BELOW}{made[1]} is no theme", file=self._file, line=first)
            return None
        pairs = dict(written.pairs)
        pairs["label"] = _said(pairs.get("label"), made[1], name, code.line)
        above = described[: made.start()].strip()
        definition = _said(pairs.pop("definition", None), made[1], above, code.line)
        pairs |= {"definition": definition} if definition.pairs else {}
        theme = Keyed(code.line, tuple(pairs.items()))
        self._taken.add(_id_in(theme))
        return theme

    def _free(self, path: str) -> str:
        wanted, number = path, 1
        while wanted in self._taken:
            number += 1
            wanted = f"{path[: LONGEST_ID - 4]}-{number}"
        self._taken.add(wanted)
        return wanted


def _said(written: Written | None, language: str, text: str, line: int) -> Keyed:
    """Return texts by language, that of one as it is said now, unless only what XML cannot hold is different."""
    texts = dict(written.pairs) if isinstance(written, Keyed) else {}
    before = texts.get(language)
    kept = isinstance(before, Text) and _as_read(before.text) == _as_read(text)
    if text and not kept:
        texts[language] = Text(line, text)
    elif not text:
        texts.pop(language, None)
    return Keyed(line, tuple(texts.items()))


def _as_read(text: str) -> str:
    """Return a text as it comes back from XML, which has one kind of line end and lacks some characters."""
    return held(text).replace("\r\n", "\n").replace("\r", "\n").strip()


def _id_in(theme: Keyed) -> str:
    return next((value.text for key, value in theme.pairs if key == "id" and isinstance(value, Text)), "")


def _path(above: str, name: str) -> str:
    """Return the id that a code's name makes, after that of the code that it is nested in."""
    own = re.sub(r"[^\w.-]+", "-", name.lower()).strip("-._") or "code"
    return (f"{above}.{own}" if above else own)[:LONGEST_ID]
