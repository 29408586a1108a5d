"""What the method section says, line by line. Imports only consultation."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from consultation.checking.measures import Score
from consultation.codebook import Source
from consultation.guide import Shown
from consultation.likeness import ALIKE, ALIKE_BY_ONE_WORD
from consultation.records import Snapshot
from reports.findings import Findings
from reports.labels import Labels
from reports.minorities import FEWEST_IN_LANGUAGE, ONE_IN, QUOTES

FEW_RESPONDENTS = 30
"""Fewer respondents than this in all, and the report says that single answers move its shares."""


@dataclass(frozen=True, slots=True)
class MethodText:
    """The method of one report in words."""

    snapshot: Snapshot
    findings: Findings
    labels: Labels

    def codebook(self) -> Iterator[str]:
        """Yield which codebook the tags are from, where another was used, and which learnt model is in use."""
        grammar, codebook = self.labels.grammar, self.snapshot.consultation.codebook
        yield grammar.words["codebook_version"].format(
            version=codebook.version, fingerprint=codebook.fingerprint or "–", themes=len(codebook.themes)
        )
        others = sum(count for used, count in self.findings.method.codebooks if used != codebook.fingerprint)
        if others:
            yield grammar.counted("codebook_other", others)
        if model := self.snapshot.model:
            yield grammar.words["model_in_use"].format(
                number=model.number,
                examples=grammar.number(model.examples),
                micro=grammar.ratio(model.micro_f1),
                macro=grammar.ratio(model.macro_f1),
            )

    def tags_by_source(self) -> list[tuple[Source, int, str]]:
        """Return how many tags each source gave, and their share."""
        tags = self.findings.method.tags
        total = sum(count for _, count in tags)
        return [(source, count, self.labels.grammar.percent(count, total)) for source, count in tags]

    def scores(self) -> Iterator[tuple[Shown, Score]]:
        """Yield the agreement with coding by hand: micro, macro, then per theme, those coded most often first."""
        if self.findings.by_hand is not None:
            found = self.findings.by_hand.agreement
            yield self.labels.own(self.labels.grammar.words["micro"]), found.micro
            yield self.labels.own(self.labels.grammar.words["macro"]), found.macro
            for theme, score in sorted(found.themes.items(), key=lambda pair: (-pair[1].support, pair[0])):
                yield self.labels.theme(theme), score

    def allowed(self) -> Iterator[str]:
        """Yield how many of the counted answers may appear how."""
        allowed = asdict(self.findings.method.allowed)
        yield from (self.labels.grammar.counted(f"allowed_{way}", count) for way, count in allowed.items() if count)

    def looked(self) -> Iterator[str]:
        """Yield how many positions were taken after looking at what others said before, where any was."""
        grammar, found = self.labels.grammar, self.findings.method
        if found.looked:
            yield grammar.counted("looked", found.looked, positions=grammar.number(found.positions))
            yield grammar.words["looked_how"]

    def left_out(self) -> Iterator[str]:
        """Yield what is in no other number of the report."""
        grammar, left_out = self.labels.grammar, self.findings.method.left_out
        yield grammar.counted("set_aside", left_out.set_aside)
        yield grammar.counted("withdrawn", left_out.withdrawn)
        yield grammar.counted("erased", left_out.erased)

    def grouping(self) -> Iterator[str]:
        """Yield how groups of like words are made, what they can and cannot say, and what minority views are."""
        grammar, words = self.labels.grammar, self.labels.grammar.words
        yield words["alike_how"].format(alike=grammar.ratio(ALIKE), one=grammar.ratio(ALIKE_BY_ONE_WORD))
        yield words["alike_quotes"]
        yield words["alike_limits"]
        yield words["minorities_how"].format(
            few=grammar.number(ONE_IN), count=grammar.number(QUOTES), fewest=grammar.number(FEWEST_IN_LANGUAGE)
        )

    def limits(self) -> Iterator[str]:
        """Yield what a reader should bear in mind."""
        grammar, words, notes = self.labels.grammar, self.labels.grammar.words, self.findings.method.notes
        yield from self.small()
        yield from (words[f"limit_{way}"] for way in self._ways_to_count_twice())
        if notes:
            people = grammar.number(sum(notes))
            yield grammar.counted("limit_notes", len(notes), people=people)
        yield from (words[f"limit_{limit}"] for limit in ("self_selected", "tags", "language"))
        if self.findings.drafts:
            yield words["limit_local"]

    def small(self) -> Iterator[str]:
        """Yield that there are few respondents, where there are."""
        if self.findings.counts.respondents < FEW_RESPONDENTS:
            yield self.labels.grammar.counted("limit_small", self.findings.counts.respondents)

    def _ways_to_count_twice(self) -> Iterator[str]:
        """Yield how a person may count as several: by the accounts of those who came, by the rows of a file."""
        imported, identities = self.findings.method.imported, self.findings.counts.identities
        if identities or not imported:
            yield "double"
        if imported:
            yield "imported"
