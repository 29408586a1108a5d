"""Drafts on a wiki page, brought into the form of drafts.yaml. Imports ours.

::

    <!-- version: 2019-11 -->  <!-- dated: 2019-11-02 -->  <!-- language: fr -->  <!-- status: Revised draft -->
    == 3. Shared ecosystem of services and tools ==
    The first paragraph is the short text.

    All paragraphs are the full text, if there is more than one.

The comments are optional and stand above the first heading, among other text that is not read. Translate markup, links
and emphasis are taken off, since a chat shows none of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from config.reading.problems import Problems
from config.reading.written import Keyed, Text, Written

SETTING = re.compile(r"<!--\s*(version|dated|language|status)\s*:\s*(.*?)\s*-->")
HEADING = re.compile(r"==\s*([0-9]+)\s*[.:)]?\s+(.*?)\s*==")
ANY_HEADING = re.compile(r"==[^=].*==")
SUBHEADING = re.compile(r"={3,6}\s*(.*?)\s*={3,6}")

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
MARKUP = (
    (re.compile(r"</?(?:translate|languages|onlyinclude|noinclude|tvar)\b[^>]*>"), ""),
    (re.compile(r"\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]"), r"\1"),
    (re.compile(r"\[(?:https?:)?//\S+\s+([^\]]*)\]"), r"\1"),
    (re.compile(r"'{2,5}"), ""),
)
"""What a wiki renders and what stays of it."""


@dataclass(slots=True)
class Section:
    """A draft's heading, and the lines below it."""

    line: int
    id: str
    title: str
    lines: list[str] = field(default_factory=list)

    def paragraphs(self) -> list[str]:
        """Return the paragraphs below the heading, subheadings among them."""
        return [part.strip() for part in re.split(r"\n\s*\n", "\n".join(self.lines)) if part.strip()]


def written_in_wikitext(text: str, problems: Problems, *, file: str, version: str, language: str) -> Keyed:
    """Return the page ``text`` as a list of drafts; ``version`` and ``language`` hold where its comments name none."""
    said = {name: value for name, value in SETTING.findall(text) if value}
    sections = list(_sections(_plain(text), problems, file))
    if not sections:
        problems.report("there is no heading like == 3. Title ==", file=file)
    named = said.get("version", version)
    if sections and not named:
        problems.report("name the version of this list: <!-- version: 2019-11 -->", file=file, line=1)
    spoken = said.get("language", language)
    listed = [(name, Text(1, said[name])) for name in ("dated",) if name in said]
    status = [("status", Keyed(1, ((spoken, Text(1, said["status"])),)))] if "status" in said else []
    drafts = Keyed(1, tuple((section.id, _draft(section, spoken)) for section in sections))
    return Keyed(1, ((named or "unnamed", Keyed(1, (*listed, *status, ("drafts", drafts)))),))


def _plain(text: str) -> str:
    """Return ``text`` without markup, with as many lines."""
    text = COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    for pattern, what_stays in MARKUP:
        text = pattern.sub(what_stays, text)
    return text


def _sections(text: str, problems: Problems, file: str) -> Iterator[Section]:
    section = None
    for number, line in enumerate(text.splitlines(), start=1):
        heading = HEADING.fullmatch(line.strip())
        if heading:
            if section:
                yield section
            section = Section(number, heading[1], heading[2])
        elif ANY_HEADING.fullmatch(line.strip()):
            problems.report("a draft's heading has its number: == 3. Title ==", file=file, line=number)
        elif section:
            section.lines += ["", line, ""] if SUBHEADING.fullmatch(line.strip()) else [line.rstrip()]
    if section:
        yield section


def _draft(section: Section, language: str) -> Keyed:
    paragraphs = section.paragraphs()
    short = next((part for part in paragraphs if not SUBHEADING.fullmatch(part)), "")
    full = "\n\n".join(SUBHEADING.sub(r"\1", part) for part in paragraphs)
    texts = {"title": section.title, "short": short, "full": full if full != short else ""}

    def unit(text: str) -> Written:
        return Keyed(section.line, ((language, Text(section.line, text)),))

    return Keyed(section.line, tuple((name, unit(text)) for name, text in texts.items() if text))
