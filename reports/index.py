"""All counted answers, sorted in one pass: by theme, by place, by both. Imports only consultation."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from reports.evidence import Evidence, evidence, words_of
from reports.statements import Heard, Place

ByTheme = tuple[tuple[str, Evidence], ...]
"""Themes with what stands behind them, the most heard first."""


@dataclass(frozen=True, slots=True)
class Index:
    """Where each answer belongs: once under its place, and once under each of its themes.

    ``kind`` is the word with which the anchors of themes begin.
    """

    kind: str
    answers: Sequence[Heard]
    by_theme: Mapping[str, Sequence[Heard]]
    by_place: Mapping[Place, Sequence[Heard]]
    by_both: Mapping[Place, Mapping[str, Sequence[Heard]]]
    untagged: Sequence[Heard]

    def theme(self, theme: str) -> Evidence:
        """Return what stands behind a theme."""
        return evidence(self.by_theme.get(theme, ()), self.kind, theme)

    def place(self, place: Place) -> Evidence:
        """Return what stands behind a question, a draft or the free contributions."""
        return evidence(self.by_place.get(place, ()), *words_of(place))

    def themes(self) -> ByTheme:
        """Return the themes that any answer has."""
        return most_first((theme, self.theme(theme)) for theme in self.by_theme)

    def themes_at(self, place: Place) -> ByTheme:
        """Return the themes heard in one place."""
        there = self.by_both.get(place, {})
        return most_first((theme, self._both(theme, place)) for theme in there)

    def places_of(self, theme: str) -> tuple[tuple[Place, Evidence], ...]:
        """Return where a theme was heard, in order of the places."""
        places = sorted(place for place, there in self.by_both.items() if theme in there)
        return tuple((place, self._both(theme, place)) for place in places)

    def _both(self, theme: str, place: Place) -> Evidence:
        return evidence(self.by_both[place][theme], self.kind, theme, *words_of(place))


def index(
    answers: Sequence[Heard], themes_of: Callable[[Heard], Iterable[str]] = lambda one: one.themes, kind: str = "theme"
) -> Index:
    """Sort ``answers`` into an index, under the themes that ``themes_of`` gives each of them."""
    by_theme: dict[str, list[Heard]] = defaultdict(list)
    by_place: dict[Place, list[Heard]] = defaultdict(list)
    by_both: dict[Place, dict[str, list[Heard]]] = defaultdict(lambda: defaultdict(list))
    untagged = []
    for one in answers:
        themes = dict.fromkeys(themes_of(one))
        by_place[one.place].append(one)
        for theme in themes:
            by_theme[theme].append(one)
            by_both[one.place][theme].append(one)
        if not themes:
            untagged.append(one)
    return Index(kind, answers, dict(by_theme), dict(by_place), dict(by_both), untagged)


def most_first(found: Iterable[tuple[str, Evidence]]) -> ByTheme:
    """Order themes by respondents, then by answers, then by id."""
    return tuple(sorted(found, key=lambda pair: (-pair[1].respondents, -pair[1].answers, pair[0])))
