"""Rows of the tables of themes: what was heard, beside what people coded by hand. Imports only consultation."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from reports.by_hand import NOBODY
from reports.evidence import Evidence
from reports.findings import Findings
from reports.index import ByTheme
from reports.labels import Labels
from reports.statements import Place
from reports.theme_findings import ThemeFinding

Key = TypeVar("Key", str, Place)


@dataclass(frozen=True, slots=True)
class Row(Generic[Key]):
    """A theme or a place: what was heard, and what people coded; None where nobody coded any answer."""

    key: Key
    heard: Evidence
    coded: Evidence | None


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of themes of one report."""

    findings: Findings
    labels: Labels

    @property
    def by_place(self) -> bool:
        """Whether what was said can be told apart by place: there is more than one question, or there are drafts."""
        return len(self.findings.questions) > 1 or bool(self.findings.drafts)

    def at_a_glance(self) -> Iterator[Row[str]]:
        """Yield all themes, across the consultation."""
        return self.across(tuple((one.theme, one.evidence) for one in self.findings.themes))

    def across(self, themes: ByTheme) -> Iterator[Row[str]]:
        """Yield some themes, as they were heard across the consultation."""
        by_hand = self.findings.by_hand
        return _beside(dict(themes), {theme: by_hand.theme(theme) for theme, _ in themes} if by_hand else None)

    def at(self, place: Place, themes: ByTheme) -> Iterator[Row[str]]:
        """Yield the themes heard in one place, then those that people alone found there."""
        by_hand = self.findings.by_hand
        return _beside(dict(themes), by_hand.places.get(place, {}) if by_hand else None)

    def places_of(self, found: ThemeFinding) -> list[Row[Place]]:
        """Return where a theme was heard or coded: on drafts, to questions, freely, each in the report's order."""
        rows = _beside(dict(found.places), dict(found.coded_at) if self.findings.by_hand else None)
        places = [one.place for one in self.findings.drafts] + [one.place for one in self.findings.questions]
        order = {place: number for number, place in enumerate(places)}
        return sorted(rows, key=lambda row: (order.get(row.key, len(order)), row.key))

    def doubt(self, theme: str) -> str:
        """Return the note on a theme of whose tags fewer than half agree with people; "" on all others."""
        by_hand, grammar = self.findings.by_hand, self.labels.grammar
        if by_hand is None or theme not in by_hand.doubtful:
            return ""
        return grammar.words["row_doubt"].format(precision=grammar.ratio(by_hand.doubtful[theme]))

    def note(self) -> str:
        """Return what the column of coding by hand counts; "" where there is none."""
        by_hand, grammar = self.findings.by_hand, self.labels.grammar
        return grammar.counted("by_hand_column", by_hand.everything.respondents) if by_hand else ""


def _beside(heard: Mapping[Key, Evidence], coded: Mapping[Key, Evidence] | None) -> Iterator[Row[Key]]:
    for key in dict.fromkeys((*heard, *(coded or ()))):
        yield Row(key, heard.get(key, NOBODY), None if coded is None else coded.get(key, NOBODY))
