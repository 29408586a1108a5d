"""Looks for emerging themes in a round or a file, and lists what was found. Imports everyone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from config.loading import load_codebook
from config.wiring import Deployment, non_answers
from consultation.codebook import Codebook
from consultation.codebooks.emergence import Decision, Loose, Proposal, Verdict
from consultation.codebooks.unthemed import without_theme
from consultation.errors import InvalidInput, NotFound
from consultation.excerpts import excerpt
from consultation.facilitation import propose
from consultation.ports import Finder
from consultation.private_data import masked
from consultation.records import RoundRecord, may_quote

EXAMPLES = 4


@dataclass(frozen=True, slots=True)
class Example:
    """Part of an answer that stands well for a proposal, private data masked."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Offered:
    """A proposal with what stands behind it now.

    ``answers`` are ids, of those alone that no theme fits still and that say something; ``share`` is what they are of
    all such answers in its language; ``unshown`` counts those whose words may not be shown.
    """

    id: str
    language: str
    cues: tuple[str, ...]
    sureness: float
    respondents: int
    share: float
    answers: tuple[str, ...]
    unshown: int
    examples: tuple[Example, ...]
    decision: Decision | None

    @property
    def is_refused(self) -> bool:
        """Whether a facilitator said that it is no theme."""
        return self.decision is not None and self.decision.verdict is Verdict.REFUSED


@dataclass(frozen=True, slots=True)
class Listing:
    """Every answer that no theme fits, by id: it says nothing, is in a proposal, or in none but refused ones."""

    without_theme: int
    proposals: tuple[Offered, ...]
    alone: tuple[str, ...]
    non_answers: tuple[str, ...]


def find_in_round(deployment: Deployment, round_id: str) -> Listing:
    """Look for emerging themes in a round, keep what was found, and return it with what was decided before."""
    from nlp.emergence import find

    record = deployment.store.record(round_id)
    propose(
        deployment.store, round_id, find(without_theme(record, readable=True)).proposals, now=deployment.clock.now()
    )
    return list_round(deployment, round_id)


def list_round(deployment: Deployment, round_id: str) -> Listing:
    """Return what was found in a round, as it is now."""
    record = deployment.store.record(round_id)
    finder = deployment.finder(deployment.consultation(record.round.consultation))
    proposals = deployment.store.proposals(round_id)
    return _listing(tuple(without_theme(record)), proposals, non_answers([record]), _quotable(record), finder)


def find_in_file(file: Path, codebook: Path) -> Listing:
    """Return what may be emerging in a file of answers, in which a codebook's themes are heard first.

    Every row is a respondent of its own, and whoever has the file may read it.
    """
    from nlp.emergence import find
    from nlp.private_data import PrivateDataFinder

    book = load_codebook(codebook)
    loose = tuple(_unheard(file, book))
    found = find(loose)
    everyone, finder = frozenset(one.id for one in loose), PrivateDataFinder(book.languages)
    return _listing(loose, found.proposals, frozenset(found.non_answers), everyone, finder)


def _unheard(file: Path, codebook: Codebook) -> Iterator[Loose]:
    """Yield the answers of a file in which nothing is heard; raise `InvalidInput`, with the line, for a bad one."""
    from nlp.rows import Unreadable, read_row
    from nlp.tagger import CueTagger

    if not file.is_file():
        raise NotFound(f"no file {file}: give one with a JSON object per line")
    tagger, seen = CueTagger(codebook), dict[str, int]()
    for number, line in enumerate(file.read_bytes().splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = read_row(line)
        except Unreadable as error:
            raise InvalidInput(str(error), where=f"{file}:{number}") from None
        name = str(row.id)
        if seen.setdefault(name, number) != number:
            raise InvalidInput(f'the id "{name}" is taken in line {seen[name]}', where=f"{file}:{number}")
        tagged = tagger.tag_in(row.language, row.text) if row.language else tagger.tag(row.text, spoken="")
        if not tagged.tags:
            yield Loose(name, name, tagged.language, row.text)


def _quotable(record: RoundRecord) -> frozenset[str]:
    return frozenset(
        answer.id for person in record.participations for answer in person.answers if may_quote(person, answer)
    )


def _listing(
    loose: Sequence[Loose],
    proposals: Iterable[Proposal],
    silent: frozenset[str],
    quotable: frozenset[str],
    finder: Finder,
) -> Listing:
    speaking = {one.id: one for one in loose if one.id not in silent}
    offered = tuple(_offered(one, speaking, quotable, finder) for one in proposals)
    taken = {answer for one in offered if not one.is_refused for answer in one.answers}
    return Listing(len(loose), offered, tuple(sorted(speaking.keys() - taken)), tuple(sorted(silent)))


def _offered(proposal: Proposal, speaking: dict[str, Loose], quotable: frozenset[str], finder: Finder) -> Offered:
    answers = [speaking[answer] for answer in proposal.answers if answer in speaking]
    shown = [one for one in answers if one.id in quotable]
    of = sum(one.language == proposal.language for one in speaking.values())
    return Offered(
        id=proposal.id,
        language=proposal.language,
        cues=proposal.cues,
        sureness=proposal.sureness,
        respondents=len({one.respondent for one in answers}),
        share=round(len(answers) / of, 3) if of else 0.0,
        answers=tuple(one.id for one in answers),
        unshown=len(answers) - len(shown),
        examples=tuple(Example(one.id, _masked(one, finder)) for one in shown[:EXAMPLES]),
        decision=proposal.decision,
    )


def _masked(one: Loose, finder: Finder) -> str:
    return masked(one.text, finder.find(one.text, language=one.language), *excerpt(one.text))
