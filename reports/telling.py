"""What is said of the findings: which sentences, in which order. Imports only consultation.

How a sentence is worded is its language's, in `reports.sentences`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from consultation.guide import Shown
from consultation.records import Side
from reports.asks import Ask, Asks
from reports.coverage import Coverage
from reports.draft_findings import DraftFinding, StanceFinding
from reports.emerging import ProposalFinding
from reports.evidence import Evidence
from reports.findings import Findings
from reports.index import ByTheme
from reports.labels import Labels
from reports.minorities import FarApart, FewTook
from reports.question_findings import QuestionFinding
from reports.sentences import FEW_IN_ALL, Grammar, Named, Sentence
from reports.statements import FREE
from reports.theme_findings import ThemeFinding

FEWEST, MOST = 3, 5
"""How many themes a sentence names: three, or up to five where the third is level with those that follow."""


@dataclass(frozen=True, slots=True)
class Telling:
    """The sentences of one report."""

    findings: Findings
    labels: Labels

    @property
    def _grammar(self) -> Grammar:
        return self.labels.grammar

    @property
    def _respondents(self) -> int:
        return self.findings.counts.respondents

    def lead(self) -> Iterator[Sentence]:
        """Yield the main findings: who took part, what was raised most, where opinions part."""
        everything = self.findings.everything
        yield self._grammar.took_part(everything, len(self.findings.languages))
        yield from self._most()
        yield from self._extremes()

    def absences(self) -> Iterator[Sentence]:
        """Yield who was not heard, by each attribute."""
        for one in self.findings.coverages:
            if one.absent:
                yield self.absent(one)

    def _most(self) -> Iterator[Sentence]:
        """Yield which themes people coded most by hand, which were heard most, and how well the two agree."""
        coded = self.findings.by_hand
        by_hand = self._coded(coded.themes) if coded else []
        if coded and by_hand:
            yield self._grammar.most_coded(by_hand, coded.everything.respondents)
        heard = self._named([(one.theme, one.evidence) for one in self.findings.themes])
        if heard:
            yield self._grammar.most_heard(heard, self._respondents, by_machine=coded is not None)
        if coded:
            yield self._grammar.quality(coded.everything, coded.agreement.micro)

    def _extremes(self) -> Iterator[Sentence]:
        """Yield which drafts have most support and most opposition, where several have enough positions to say so."""
        decided = [
            (one.draft.id, one.stance)
            for one in self.findings.drafts
            if one.stance and one.stance.decided >= FEW_IN_ALL and one.draft.kind != "research"
        ]
        if len(decided) > 1:
            yield self._grammar.most_supported(*largest_share(decided, Side.SUPPORT))
            yield self._grammar.most_opposed(*largest_share(decided, Side.OPPOSE))

    def absent(self, covered: Coverage) -> Sentence:
        """Say of which groups of one attribute nobody was heard."""
        groups = [self.labels.group(covered.attribute, group) for group in covered.absent]
        return self._grammar.absent(groups, self.findings.everything)

    def on_theme(self, found: ThemeFinding) -> Iterator[Sentence]:
        """Yield what is said of a theme."""
        if found.evidence.answers or not found.raised:
            label = self.labels.theme_in_sentence(found.theme)
            yield self._grammar.raised(label, found.evidence, self._respondents)
        if found.coded and self.findings.by_hand:
            of = self.findings.by_hand.everything.respondents
            yield self._grammar.coded(found.coded, of, self.findings.by_hand.doubtful.get(found.theme))

    def on_question(self, found: QuestionFinding) -> Iterator[Sentence]:
        """Yield what is said of a question, or of the free contributions."""
        if found.of:
            answered = self._grammar.freely if found.place == FREE else self._grammar.answered
            yield answered(found.evidence, found.of)
            yield from self._heard_there(found.themes, found.evidence)

    def on_draft(self, found: DraftFinding) -> Iterator[Sentence]:
        """Yield what is said of a draft on which positions were asked for."""
        if found.stance:
            yield self._grammar.positions(found.stance, found.said)
            of = max(found.stance.respondents, found.said.respondents)
            yield self._grammar.changes(found.changes, of, research=found.draft.kind == "research")
        yield from self._heard_there(found.raised, found.said)
        if found.reading:
            yield self._grammar.reading(found.reading)

    def _heard_there(self, themes: ByTheme, said: Evidence) -> Iterator[Sentence]:
        named = self._named(themes)
        if named:
            yield self._grammar.heard_there(named, said.respondents)

    def _named(self, themes: Sequence[tuple[str, Evidence]]) -> list[Named]:
        doubtful = self.findings.by_hand.doubtful if self.findings.by_hand else {}
        return [
            Named(self.labels.theme_in_sentence(theme), evidence, doubtful.get(theme))
            for theme, evidence in heard_most(themes)
        ]

    def _coded(self, themes: Mapping[str, Evidence]) -> list[Named]:
        most = heard_most(tuple(themes.items()))
        return [Named(self.labels.theme_in_sentence(theme), evidence) for theme, evidence in most]

    def untagged(self) -> Iterator[Sentence]:
        """Yield in how many answers no theme was heard, and how many of these say nothing; then what people coded."""
        yield self._grammar.untagged(self.findings.untagged, self.findings.counts.answers)
        if self.findings.emerging.non_answers.answers:
            yield self._grammar.saying_nothing(self.findings.emerging.non_answers)
        coded = self.findings.by_hand
        missed = self._coded(coded.missed) if coded else []
        if coded and missed:
            yield self._grammar.missed(missed, coded.unheard.respondents)
        if coded:
            yield self._grammar.uncoded(coded.untagged, coded.everything.answers)

    def on_proposal(self, found: ProposalFinding) -> Iterator[Sentence]:
        """Yield what a theme that may be emerging rests on, and what was decided on it."""
        words = [Shown(word, found.language, fallback=False) for word in found.words]
        yield self._grammar.proposed(words, found.evidence, self._grammar.words[self._decision(found)])

    def _decision(self, found: ProposalFinding) -> str:
        return f"proposal_{found.decision.verdict.value}" if found.decision else "proposal_undecided"

    def recurring(self, found: Asks) -> Iterator[tuple[Sentence, Ask | None]]:
        """Yield what is said of each group of a circle, with the group, and in the end of the answers in none.

        That nobody uses the same words as another is said from `FEW_IN_ALL` respondents on: fewer are read as soon.
        """
        speaking, of = found.subject.speaking, found.everything.respondents
        for group in found.groups:
            words = [Shown(word, group.language, fallback=False) for word in group.words]
            yield self._grammar.alike(speaking, words, group.evidence, of), group
        if not found.groups and of >= FEW_IN_ALL:
            yield self._grammar.nobody_alike(speaking, found.everything), None
        elif found.groups and found.rest.answers:
            yield self._grammar.ungrouped(found.rest), None

    def far_apart(self, found: FarApart) -> Sentence:
        """Say how many say what is farthest from everything else in a circle."""
        return self._grammar.far_apart(found.subject.speaking, found.evidence, found.of)

    def few_took(self, found: FewTook) -> Sentence:
        """Say how many took a position that few did."""
        return self._grammar.few_took(found.side, found.evidence, found.of)

    def alone(self) -> Iterator[Sentence]:
        """Yield how many of those answers are in no group."""
        yield self._grammar.alone(self.findings.emerging.alone)


def heard_most(themes: Sequence[tuple[str, Evidence]]) -> list[tuple[str, Evidence]]:
    """Return the themes that a sentence names: no theme is named while one that is level with it is left out.

    ``themes`` are ordered, the most heard first. Where too many are level there are fewer than `FEWEST`, or none.
    """
    counts = [evidence.respondents for _, evidence in themes if evidence.respondents]
    least = counts[FEWEST - 1] if len(counts) > FEWEST else 1
    if sum(count >= least for count in counts) > MOST:
        least += 1
    return [(theme, evidence) for theme, evidence in themes if evidence.respondents >= least]


def largest_share(decided: Sequence[tuple[str, StanceFinding]], side: Side) -> tuple[tuple[str, ...], StanceFinding]:
    """Return the drafts with the largest share of one position, and what was found on the first of them.

    Of drafts with the same share, those count on which more respondents decided.
    """

    def rank(stance: StanceFinding) -> tuple[Fraction, int]:
        return Fraction(stance.side(side).respondents, stance.decided), stance.decided

    most = max(rank(stance) for _, stance in decided)
    first = [(draft, stance) for draft, stance in decided if rank(stance) == most]
    return tuple(draft for draft, _ in first), first[0][1]
