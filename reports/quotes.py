"""Quotes: how they are chosen, and the gate that no words pass unless their author wrote and allowed them.

Imports only consultation. Choosing is deterministic: last come answers that a person coded without the theme; first
those that are quoted nowhere else in the report, then those of 40 to 280 characters, longer ones cut to whole sentences
around the evidence, then shorter ones; then by id, which is random. At most one per respondent and section, and the
languages of a section take turns.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain, islice, zip_longest

from consultation.errors import Refused
from consultation.excerpts import LONGEST, SHORTEST, excerpt
from consultation.ports import Finder
from consultation.private_data import Private, masked, masked_span
from consultation.records import Answer, Snapshot, may_quote
from reports.statements import Heard


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of a statement: ``text`` is what stands there from ``start`` to ``end``, private data and all.

    Only `Gate.words` makes it fit to be shown.
    """

    id: str
    start: int
    end: int
    text: str
    language: str


Ranked = tuple[tuple[bool, int, int, str], Heard]
"""An answer behind its rank: the lowest is quoted first."""


def choose(candidates: Iterable[Heard], limit: int, used: Counter[str], *, theme: str = "") -> tuple[Quote, ...]:
    """Choose up to ``limit`` quotes and count them in ``used`` (answer id → how often it is quoted already)."""
    best: dict[str, Ranked] = {}
    for one in candidates:
        text = one.answer.current.text if one.quotable else ""
        rank = (_misheard(one, theme), used[one.answer.id], _length_rank(len(text)), one.answer.id)
        if text.strip() and (one.respondent not in best or rank < best[one.respondent][0]):
            best[one.respondent] = (rank, one)
    chosen = list(islice(_in_turns(best.values(), limit), limit))
    used.update(one.answer.id for one in chosen)
    return tuple(quote_from(one.answer, theme) for one in chosen)


def _misheard(one: Heard, theme: str) -> bool:
    """Say whether a person coded the answer and did not find the theme in it."""
    coded = one.answer.coded
    return bool(theme) and coded is not None and theme not in coded


def _length_rank(length: int) -> int:
    return 2 if length < SHORTEST else int(length > LONGEST)


def _in_turns(ranked: Iterable[Ranked], limit: int) -> Iterator[Heard]:
    """Yield the best of each language in turn, the language most heard from first."""
    languages: dict[str, list[Ranked]] = {}
    for rank, one in ranked:
        languages.setdefault(one.answer.current.language, []).append((rank, one))
    order = sorted(languages, key=lambda language: (-len(languages[language]), language))
    best = [nsmallest(limit, languages[language], key=lambda pair: pair[0]) for language in order]
    return (pair[1] for pair in chain.from_iterable(zip_longest(*best)) if pair is not None)


def quote_from(answer: Answer, theme: str = "") -> Quote:
    """Return the quote that an answer gives, around the evidence for ``theme`` where there is any."""
    spans = [span for tag in answer.current.tags if tag.theme == theme for span in tag.evidence]
    return quote_at(answer, (spans[0].start, spans[0].end) if spans else None)


def quote_at(answer: Answer, around: tuple[int, int] | None) -> Quote:
    """Return the quote that an answer gives around a span of it, in code points."""
    revision = answer.current
    start, end = excerpt(revision.text, around)
    return Quote(answer.id, start, end, revision.text[start:end], revision.language)


class Gate:
    """The last gate: made from the snapshot when a report is rendered, it alone hands out words."""

    def __init__(self, snapshot: Snapshot, finder: Finder) -> None:
        self._finder = finder
        self._found: dict[str, tuple[Private, ...]] = {}
        self._allowed = {
            answer.id: answer
            for record in snapshot.rounds
            for participation in record.participations
            for answer in participation.answers
            if may_quote(participation, answer)
        }

    def words(self, quote: Quote) -> str:
        """Return a quote's words with private data replaced; raise `Refused` unless they are exact and allowed."""
        text = self._answer(quote.id).current.text
        exact = 0 <= quote.start < quote.end <= len(text) and text[quote.start : quote.end] == quote.text
        if not exact:
            raise Refused(f"statement {quote.id}: the quote is not an exact span of what was said")
        return masked(text, self._private(quote.id), quote.start, quote.end)

    def statement(self, statement_id: str) -> str:
        """Return a whole statement with private data replaced; raise `Refused` where it may not be shown."""
        return masked(self._answer(statement_id).current.text, self._private(statement_id))

    def shown_at(self, statement_id: str, start: int, end: int) -> tuple[int, int]:
        """Return where a span of a statement stands in what `statement` gives; raise `Refused` as that does."""
        return masked_span(self._private(statement_id), start, end)

    def masked(self) -> int:
        """Return in how many of the statements that may be shown something is masked."""
        return sum(bool(self._private(statement_id)) for statement_id in self._allowed)

    def _answer(self, statement_id: str) -> Answer:
        if statement_id not in self._allowed:
            raise Refused(f"statement {statement_id}: not a standing answer whose author allowed its words to be shown")
        return self._allowed[statement_id]

    def _private(self, statement_id: str) -> tuple[Private, ...]:
        if statement_id not in self._found:
            said = self._answer(statement_id).current
            self._found[statement_id] = self._finder.find(said.text, language=said.language)
        return self._found[statement_id]
