"""What a round, or several of one consultation, found: every number of a report, as a pure function of its snapshot.

Imports only consultation. Sentences (`reports.sentences`) and templates say and show what stands here; they count
nothing. A respondent of several rounds is one respondent.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from consultation.ports import Grouper
from consultation.records import Participation, Snapshot
from consultation.rounds import Kind
from reports.asks import Asks, asks
from reports.by_hand import ByHand, by_hand
from reports.circles import Circle, circles
from reports.coverage import Coverage, Cut, attributes_of, coverage, cut, groups_by
from reports.disputes import DisputeFinding, disputes_found
from reports.draft_findings import DraftFinder, DraftFinding
from reports.emerging import Emerging, emerging
from reports.evidence import Evidence, evidence
from reports.index import Index, index
from reports.method import Method, method
from reports.minorities import FarApart, Minorities, far_apart, few_took
from reports.omissions import Audit, Omissions, quotes_in, seed_of
from reports.question_findings import QuestionFinding, questions_found
from reports.readers import Readers
from reports.stances import Positions, positions, sides_of
from reports.statements import Heard, heard, pins
from reports.theme_findings import ThemeFinding, themes_found
from reports.timeline import Timeline, timeline


@dataclass(frozen=True, slots=True)
class Counts:
    """The four counts, never merged: chat messages, answers, respondents, linked identities."""

    messages: int
    answers: int
    respondents: int
    identities: int


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings.

    ``languages`` are those of the answers, by code; ``everything`` is what all else rests on; ``untagged`` the answers
    in which no theme was heard, ``emerging`` where each of them is; ``asked`` whether any of the rounds asked for
    positions on drafts; ``by_hand`` what people coded, None where nobody coded any; ``alike`` who uses much the same
    words, per draft and theme; ``omissions`` whom the quotes of all the other findings leave out; ``timeline`` when the
    answers came, None where that may not be shown; ``disputes`` who says that an edition did not get them right.
    """

    counts: Counts
    languages: tuple[str, ...]
    everything: Evidence
    asked: bool
    drafts: tuple[DraftFinding, ...]
    themes: tuple[ThemeFinding, ...]
    questions: tuple[QuestionFinding, ...]
    coverages: tuple[Coverage, ...]
    cut: Cut | None
    untagged: Evidence
    emerging: Emerging
    by_hand: ByHand | None
    method: Method
    alike: tuple[Asks, ...]
    minorities: Minorities
    omissions: Omissions
    timeline: Timeline | None
    disputes: tuple[DisputeFinding, ...]


def find(snapshot: Snapshot, *, by: str | None = None, grouper: Grouper | None = None) -> Findings:
    """Find all there is to say of ``snapshot``, cut ``by`` one attribute of the respondents where one is given.

    ``grouper`` says who uses much the same words; without one nobody does, and nobody is far from everybody else.

    Raises `InvalidInput` for an attribute that the consultation does not have. Time and memory grow in proportion to
    the answers.
    """
    consultation = snapshot.consultation
    answers, taken = tuple(heard(snapshot)), positions(snapshot)
    respondents = respondents_of(snapshot, answers, taken)
    groups = {one: groups_by(one, consultation, respondents) for one in attributes_of(consultation)}
    readers = Readers.of(snapshot)
    coverages = tuple(coverage(one, consultation, theirs, readers) for one, theirs in groups.items())
    sorted_answers, used = index(answers), Counter[str]()
    asked = asked_for_positions(snapshot)
    answered = {one.subject: one for one in snapshot.responses}
    finder = DraftFinder(consultation, sorted_answers, taken, coverages, groups, used, asked, readers, answered)
    drafts = finder.found()
    coded = by_hand(answers)
    themes = themes_found(consultation, sorted_answers, coded, used, answered)
    questions = questions_found(snapshot, sorted_answers, used)
    unthemed = emerging(snapshot, sorted_answers.untagged, used)
    said = _said(themes, drafts, sorted_answers, taken)
    few = tuple(few_took(drafts, sorted_answers, taken, used))
    alike, apart = _grouped(circles(drafts, themes, sorted_answers, taken), grouper, used)
    minorities = Minorities(few, apart)
    audit = Audit(answers, taken, respondents.keys(), coverages, groups, readers)
    quotes = quotes_in((drafts, themes, questions, unthemed, alike, minorities))
    return Findings(
        counts=_counts(snapshot, answers, len(respondents)),
        languages=tuple(sorted({one.answer.current.language for one in answers})),
        everything=evidence(answers, "statements").by(len(respondents)),
        asked=asked,
        drafts=drafts,
        themes=themes,
        questions=questions,
        coverages=coverages,
        cut=cut(by, consultation, groups.get(by, {}), said, readers) if by else None,
        untagged=evidence(sorted_answers.untagged, "untagged"),
        emerging=unthemed,
        by_hand=coded,
        method=method(snapshot, answers),
        alike=alike,
        minorities=minorities,
        omissions=audit.of(quotes, seed_of(pins(snapshot))),
        timeline=timeline(snapshot, answers, readers),
        disputes=disputes_found(snapshot),
    )


def _grouped(
    spoke: Iterable[Circle], grouper: Grouper | None, used: Counter[str]
) -> tuple[tuple[Asks, ...], tuple[FarApart, ...]]:
    """Return who uses much the same words in each circle, and who is far from everybody else there."""
    alike, apart, shown = [], [], set[str]()
    if grouper is None:
        return (), ()
    for circle in spoke:
        grouped = grouper.group(circle.passages())
        alike.append(asks(circle, grouped, used))
        far = far_apart(circle, grouped, used, shown)
        apart += [far] if far else []
    return tuple(alike), tuple(apart)


def asked_for_positions(snapshot: Snapshot) -> bool:
    """Say whether any of the rounds asked for positions on drafts."""
    return any(record.round.kind is Kind.DRAFTS for record in snapshot.rounds)


def respondents_of(
    snapshot: Snapshot, answers: Sequence[Heard], taken: Positions
) -> Mapping[str, Sequence[Participation]]:
    """Return who said anything that counts, or took a position, with their participations in the order of rounds."""
    counted = {one.respondent for one in answers} | {who for there in taken.values() for who in there}
    found: dict[str, list[Participation]] = {}
    for record in snapshot.rounds:
        for participation in record.participations:
            if participation.respondent in counted and participation.consented:
                found.setdefault(participation.respondent, []).append(participation)
    return found


def _counts(snapshot: Snapshot, answers: Sequence[Heard], respondents: int) -> Counts:
    everyone = (person for record in snapshot.rounds for person in record.participations if person.consented)
    return Counts(
        messages=sum(person.messages for person in everyone),
        answers=len(answers),
        respondents=respondents,
        identities=snapshot.identities,
    )


def _said(
    themes: Sequence[ThemeFinding], drafts: Sequence[DraftFinding], found: Index, taken: Positions
) -> Iterator[tuple[tuple[str, ...], frozenset[str]]]:
    """Yield who said what, for the cut: each theme, then each position on each draft, in the order of the report."""
    for theme in themes:
        yield (theme.theme,), frozenset(one.respondent for one in found.by_theme.get(theme.theme, ()))
    for draft in drafts:
        there = taken.get(draft.place, {})
        for side in dict.fromkeys(one for one in sides_of(draft.draft) if one in there.values()):
            key = (draft.draft.id, draft.draft.version, side.value)
            yield key, frozenset(who for who in there if there[who] is side)
