"""How good the tags are, in words and rows: what people who coded a sample blind say of the machine's tags.

Imports only consultation. The figures stand in the snapshot; nothing is computed here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from zoneinfo import ZoneInfo

from consultation.checking.quality import Estimate, Quality
from consultation.guide import Shown
from consultation.rounds import Round
from reports.labels import Labels


class QualityRow(NamedTuple):
    """A theme, or all of them: in how many answers people found it and the machine heard it, and the two figures."""

    name: Shown
    coded: str
    heard: str
    alpha: str
    f1: str


@dataclass(frozen=True, slots=True)
class QualityText:
    """What one round's sample says, for a reader."""

    asked: Round
    found: Quality
    labels: Labels

    @property
    def title(self) -> str:
        """Which round it is of."""
        return self.labels.grammar.words[f"round_{self.asked.kind.value}"]

    def rows(self) -> Iterator[QualityRow]:
        """Yield all themes together, their mean, then each theme that anybody gave, in the codebook's order."""
        found, own, words = self.found, self.labels.own, self.labels.grammar.words
        together = self._estimate(found.alpha), self._estimate(found.micro)
        yield QualityRow(own(words["quality_all"]), "", "", *together)
        yield QualityRow(own(words["quality_mean"]), "", "", "", self._estimate(found.macro))
        for one in found.themes:
            counts = self._number(one.coded), self._number(one.heard)
            yield QualityRow(self.labels.theme(one.theme), *counts, self._estimate(one.alpha), self._estimate(one.f1))

    def sample(self) -> Iterator[str]:
        """Yield how the sample came about: drawn how, coded by how many, and what has left it."""
        grammar, found = self.labels.grammar, self.found
        zone = ZoneInfo(self.labels.consultation.timezone)
        yield grammar.words["quality_drawn"].format(
            population=self._number(found.population),
            seed=found.seed,
            date=grammar.day(found.drawn.astimezone(zone).date()),
        )
        yield grammar.counted("quality_blind", found.coders, answers=self._number(found.blind))
        if found.shown:
            yield grammar.counted("quality_shown", found.shown)
        if found.gone:
            yield grammar.counted("quality_gone", found.gone)
        if found.codebook != self.labels.consultation.codebook.fingerprint:
            yield grammar.words["quality_codebook"]

    def meaning(self) -> Iterator[str]:
        """Yield what the figures mean, and what they say of people: with each other, and before the machine's tags."""
        words, found = self.labels.grammar.words, self.found
        yield words["quality_alpha"] if found.coders > 1 else words["quality_no_alpha"]
        yield words["quality_f1"]
        if found.people:
            yield words["quality_people"].format(f1=self._estimate(found.people))
        if found.gap:
            shown, blind, gap = (self._estimate(one) for one in (found.gap.shown, found.gap.blind, found.gap.gap))
            yield words["quality_gap"].format(shown=shown, blind=blind, gap=gap)
        else:
            yield words["quality_no_gap"]

    def _number(self, count: int) -> str:
        return self.labels.grammar.number(count)

    def _estimate(self, estimate: Estimate | None) -> str:
        if estimate is None:
            return "–"
        value, low, high = (self._signed(one) for one in (estimate.value, estimate.low, estimate.high))
        return self.labels.grammar.words["quality_interval"].format(value=value, low=low, high=high)

    def _signed(self, value: float) -> str:
        size = self.labels.grammar.ratio(abs(value))
        return f"−{size}" if value < 0 and size != self.labels.grammar.ratio(0) else size
