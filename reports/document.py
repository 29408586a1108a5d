"""What a report is made of, whatever file it becomes: chapters of sentences, quotes, tables and charts.

A `Document` is built once from a `Page` (`reports.chapters`) and written by each format of text (`reports.formats`):
HTML, Markdown, wikitext, PDF. Every format writes every node, so what a reader can learn does not depend on the file.
A format decides on layout alone: it escapes, numbers footnotes and draws, but counts, chooses and words nothing.
Imports only consultation.

Texts are plain text, as they shall be read; each format escapes them. Anchors are made by `evidence.anchor_of`: ``#``
plus the anchor is where a link within the report leads.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from consultation.guide import Shown
from reports.sentences import Figure


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead elsewhere within the report: to ``anchor``, without ``#``."""

    words: str | Shown
    anchor: str


@dataclass(frozen=True, slots=True)
class Address:
    """Words that lead to an address of the web, which is fit to be a link (`ground.followed`)."""

    words: str | Shown
    url: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that a reader's eye is to fall on."""

    words: str | Shown


@dataclass(frozen=True, slots=True)
class Hint:
    """Words that matter less than those beside them: a share beside a number, a doubt beside a theme."""

    words: str | Shown


@dataclass(frozen=True, slots=True)
class Key:
    """The colour and hatching by which ``drawing`` shows a position, beside its name; formats without them leave it."""

    side: str


Inline = str | Shown | Figure | Link | Address | Strong | Hint | Key
"""A piece of a line.

A string is in the report's language; `Shown` may be in another (``language`` "" is not known), and says so where it is
a ``fallback``. A `Figure` leads to the block ``e-`` plus its evidence's anchor where anything stands behind it.
"""

Line = tuple[Inline, ...]


class Role(StrEnum):
    """What a paragraph is there for, where that is not to go on with the text."""

    PLAIN = "plain"
    LEAD = "lead"  # the sentences that say it all
    INTRO = "intro"  # how to read what follows
    NOTE = "note"  # small print under a table
    TEXT = "text"  # the consultation's own words: a draft's short text, a definition
    ABSENT = "absent"  # who was not heard, what was not asked
    NOTICE = "notice"  # what a reader must know before they go on: a preview, an edition that is superseded


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. Where it is one `Shown`, the whole paragraph is in that language and runs in its direction."""

    line: Line
    role: Role = Role.PLAIN


@dataclass(frozen=True, slots=True)
class Items:
    """A list of lines."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and whether it holds numbers."""

    heading: Line
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first cell in each row is that row's heading.

    ``titled`` is False where the caption goes without saying, ``wide`` True where it may have more columns than fit on
    a telephone. ``drawings`` has one for each row, or none at all: the row's numbers as a picture, for formats that can
    draw beside them; each is an element as in `Chart`, hidden from who listens, since the numbers follow it.
    """

    caption: Line
    columns: tuple[Column, ...]
    rows: tuple[tuple[Line, ...], ...]
    titled: bool = False
    wide: bool = False
    drawings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture, never alone: ``table`` says the same in numbers.

    ``name`` is an anchor of its own; ``title`` and ``description`` are read out to who does not see it, and stand in
    the drawing too. ``svg`` is a whole element: 100 % wide and so many pixels high, its lengths across in percent, so
    that letters do not grow with it. Its colours are attributes, fit for print, and its classes let a page choose
    others. ``tall`` is whether it may stand beside its table where there is room.
    """

    name: str
    title: str
    description: str
    svg: str
    table: Table
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words past the gate, private data replaced: an exact span of statement ``id``, in ``language``."""

    id: str
    words: str
    language: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Two sides of one question, side by side where there is room: their titles and quotes, in this order.

    The titles are headings one below that of what they stand in.
    """

    titles: tuple[Line, Line]
    sides: tuple[tuple["Block", ...], tuple["Block", ...]]


@dataclass(frozen=True, slots=True)
class Folded:
    """Blocks that a page may show on asking only; other formats show them under ``title``.

    The title is a heading one below that of what it stands in; what stands in it begins one below that.
    """

    title: Line
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a chapter with a heading: a draft, a theme, a question. ``anchor`` is "" where nothing leads to it.

    ``number`` stands before the title, ``level`` is the heading's: 3 within a chapter, 4 within a part. ``kind`` names
    what it is about (draft, theme, question, …) for formats that set it apart, "" for an ordinary heading. ``page`` is
    where it has a page of its own, beside this file and without the format's suffix, "" where it has none.
    """

    title: Line
    blocks: tuple["Block", ...]
    anchor: str = ""
    number: str = ""
    level: int = 3
    kind: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Backing:
    """What stands behind one number: the block that its `Figure` leads to, ``e-`` plus its evidence's ``anchor``.

    ``behind`` counts it, ``ids`` are the statements that may be read, each at ``s-`` plus its id.
    """

    anchor: str
    title: Line
    behind: str
    ids: tuple[str, ...]
    level: int = 3
    number: str = ""


@dataclass(frozen=True, slots=True)
class StatementText:
    """A whole statement in the appendix, at ``s-`` plus ``id``; ``about`` says what it is on and its themes."""

    id: str
    words: str
    language: str
    about: Line


Block = Paragraph | Items | Table | Chart | Quotation | Beside | Folded | Part | Backing | StatementText


def kind_of(block: Block) -> str:
    """Return the name of a block's class, for templates that have a macro for each."""
    return type(block).__name__


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its heading, of level 2, and its blocks, which are made as they are read.

    ``listed`` is whether it stands in the contents.
    """

    anchor: str
    title: Line
    blocks: Callable[[], Iterator[Block]]
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the opening: a name and what it is, or a count, ``figure``, with what it counts."""

    name: str
    line: Line
    what: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands before the first chapter, on one side of paper.

    ``blocks`` are the ``notices``, which stand before the title, and the ``rest``, which stands after the counts.
    """

    kicker: tuple[str, ...]
    title: Shown
    standfirst: Shown
    facts: tuple[Fact, ...]
    counts: tuple[Fact, ...]
    blocks: tuple[Block, ...]

    @property
    def notices(self) -> tuple[Block, ...]:
        """What a reader must know before they go on."""
        return tuple(one for one in self.blocks if isinstance(one, Paragraph) and one.role is Role.NOTICE)

    @property
    def rest(self) -> tuple[Block, ...]:
        """What is said on the first page."""
        return tuple(one for one in self.blocks if one not in self.notices)


@dataclass(frozen=True, slots=True)
class Citing:
    """How the edition is cited and described to machines: Dublin Core's terms, as plain text, "" where unknown."""

    title: str
    creator: str
    date: str
    identifier: str
    licence: str
    description: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """Where a document stands on a site: ``home`` is the page that holds it, called ``name``, as seen from it.

    ``others`` are the same document in other languages: each one's code, what it calls itself, and its address.
    """

    home: str
    name: str
    others: tuple[tuple[str, str, str], ...] = ()

    def below(self) -> "Around":
        """Return the same for a document in a folder of this one."""
        return Around(f"../{self.home}", self.name)


@dataclass(frozen=True, slots=True)
class Document:
    """One report in one language, as every format of text writes it.

    ``language`` is that of its own sentences; ``words`` are the headings that a format needs by itself (``contents``,
    ``skip``, ``page_of``); ``language_of`` names a language by its code, for texts that fall back. ``report`` is "" but
    for a page that belongs to a report: the file, seen from it and without its suffix, where anchors and figures lead.
    ``around`` is None but on a site.
    """

    language: str
    words: Mapping[str, str]
    citing: Citing
    opening: Opening
    chapters: tuple[Chapter, ...]
    language_of: Callable[[str], str]
    report: str = ""
    around: Around | None = None
