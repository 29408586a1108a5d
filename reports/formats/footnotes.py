"""Where the footnotes of a line stand, and what they lead to. Imports only consultation.

A sentence has one footnote for all its numbers, after its end, where no one reads it as a power of a number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reports.document import Inline, Line
from reports.evidence import Evidence
from reports.sentences import Figure

FEW = 8
"""Up to so many statements are named in a footnote; of more, it leads to where they are listed."""

_END = re.compile(r"[.!?…؟。।](?:[\u00a0\u202f]?[»”’)\]]+)?(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: what stands behind the numbers of one sentence, each evidence once, in their order."""

    behind: tuple[Evidence, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The statements behind the sentence, in order of id, where they are few and all listed; else none."""
        few = tuple(sorted({id_ for one in self.behind for id_ in one.ids}))
        return few if len(few) <= FEW and all(one.ids for one in self.behind) else ()


def noted(line: Line) -> Iterator[Inline | Note]:
    """Yield the pieces of ``line``, with a note after each sentence that has a number with something behind it."""
    pending: dict[str, Evidence] = {}
    for piece in line:
        if isinstance(piece, str) and pending and (end := _END.search(piece)):
            yield piece[: end.end()]
            yield Note(tuple(pending.values()))
            pending.clear()
            if rest := piece[end.end() :]:
                yield rest
            continue
        if isinstance(piece, Figure) and leads(piece):
            pending.setdefault(piece.evidence.anchor, piece.evidence)
        yield piece
    if pending:
        yield Note(tuple(pending.values()))


def leads(figure: Figure) -> bool:
    """Return whether anything stands behind a number, so that it leads there."""
    return bool(figure.evidence.respondents or figure.evidence.answers)
