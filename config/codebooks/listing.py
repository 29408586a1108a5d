"""What a change of the codebook does, as lines for the terminal. Imports the core and ours."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from config.answers.cells import printable
from consultation.codebooks.changes import TextChange, ThemeChange
from consultation.codebooks.commit import Committed
from consultation.codebooks.difference import Changed, Difference, Moved, Numbers
from consultation.codebooks.recoding import Recoding

LISTED = 20
"""How many changed answers are listed; JSON has all of them."""


def difference_lines(found: Difference) -> Iterator[str]:
    """Yield what differs between two versions: themes, texts, and what changes in the numbers of a round."""
    yield f"version {found.old} → {found.new}"
    yield from _section("themes", map(_theme, found.themes))
    yield from _section("texts", map(_text, found.texts))
    if not found.themes and not found.texts:
        yield "the two say the same"
    if found.numbers:
        yield from _numbers(found.numbers)


def committed_lines(done: Committed) -> Iterator[str]:
    """Yield what a commit did, and what it left to people."""
    yield f"version {done.version}: {done.answers} answers tagged anew; {_fates(done.codes)}"
    yield from map(open_line, done.open)


def open_line(code: Recoding) -> str:
    """Return a code that a split left open, with the parts of which somebody is to choose."""
    return f"{code.answer}  {code.mark:10}  {code.theme} → {' or '.join(code.onto)}"


def _numbers(found: Numbers) -> Iterator[str]:
    yield ""
    yield f"{found.round}: {found.answers} answers"
    yield from _section("answers, respondents by theme", _table(found.themes))
    yield from _section("answers, respondents by draft", _table(found.drafts))
    yield from _section("answers without a theme", [f"{found.untagged[0]} → {found.untagged[1]}"])
    yield from _section(f"answers whose themes change: {len(found.changed)}", map(_changed, found.changed[:LISTED]))
    if len(found.changed) > LISTED:
        yield f"  and {len(found.changed) - LISTED} more; --json lists them all"
    yield from _section(f"human codes: {_fates(found.codes)}", map(open_line, found.open), always=True)


def _section(title: str, lines: Iterable[str], *, always: bool = False) -> Iterator[str]:
    listed = list(lines)
    if listed or always:
        yield ""
        yield title
        yield from (f"  {line}" for line in listed)


def _theme(change: ThemeChange) -> str:
    old, new = ", ".join(change.old), ", ".join(change.new)
    return f"{change.kind:8} {' → '.join(side for side in (old, new) if side)}"


def _text(change: TextChange) -> str:
    where = " ".join(part for part in (change.theme, change.part, change.language) if part)
    return printable("  ".join((where, *(f"+ {one}" for one in change.added), *(f"− {one}" for one in change.removed))))


def _table(rows: Sequence[Moved]) -> Iterator[str]:
    width = max((len(row.id) for row in rows), default=0)
    for row in rows:
        moved = any(before != after for before, after in (row.answers, row.respondents))
        yield f"{row.id:{width}}  {_arrow(row.answers)}  {_arrow(row.respondents)}{'*' if moved else ''}".rstrip()


def _arrow(pair: tuple[int, int]) -> str:
    return f"{pair[0]:5} → {pair[1]:<5}"


def _changed(one: Changed) -> str:
    moves = (*(f"− {old}" for old in one.lost), *(f"+ {new}" for new in one.gained))
    return printable("  ".join((one.answer, " ".join(moves), one.words))).rstrip()


def _fates(codes: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {fate}" for fate, count in codes.items())
