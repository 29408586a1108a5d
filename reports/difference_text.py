"""What is said of what changed between two editions, in one language. Imports only consultation."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from consultation.editions import Cause
from reports.difference import Change, Difference
from reports.labels import Labels
from reports.sentences import Grammar
from reports.statements import Place

MOST_NAMED = 20
"""So many statements are named; of more only the number is said."""


def causes_told(causes: Mapping[Cause, int], number: int, grammar: Grammar) -> Iterator[str]:
    """Yield a sentence on what happened how often since an edition, for each cause."""
    for cause in Cause:
        if count := causes.get(cause, 0):
            yield grammar.counted(f"since_{cause.value.replace(' ', '_')}", count, edition=str(number))


@dataclass(frozen=True, slots=True)
class DifferenceText:
    """The sentences on a difference; ``labels`` name what is counted."""

    found: Difference
    labels: Labels

    def title(self) -> str:
        """Return the heading."""
        return self._words["since"].format(edition=self.found.number)

    def causes(self) -> Iterator[str]:
        """Yield a sentence for each cause, in the order of `Cause`."""
        return causes_told(self.found.causes, self.found.number, self.labels.grammar)

    def numbers(self) -> Iterator[str]:
        """Yield a sentence for each number of all respondents that is another now."""
        for change in self.found.numbers:
            before, now = map(self.labels.grammar.number, (change.before, change.now))
            yield self._words["since_number"].format(what=self._what(change), before=before, now=now)

    def statements(self) -> Iterator[str]:
        """Yield which statements are new, and which can be read no longer, by their ids."""
        for key, ids in (("since_new", self.found.new), ("since_gone", self.found.gone)):
            if ids:
                yield self._counted(key, len(ids), ids=self._listed(ids))

    def lines(self) -> tuple[str, ...]:
        """Return all of them."""
        return (*self.causes(), *self.numbers(), *self.statements())

    def _what(self, change: Change) -> str:
        kind, *key = change.what
        if kind == "theme":
            return self.labels.theme(key[0]).text
        if kind == "stance":
            draft, version, side = key
            title = self.labels.place(Place("draft", version, draft)).text
            return f"{self._words['draft'].format(number=draft)} · {title} · {self._words[f'side_{side}']}"
        return self._words[kind]

    def _listed(self, ids: Sequence[str]) -> str:
        return self._words["comma"].join((*ids[:MOST_NAMED], *(["…"] if len(ids) > MOST_NAMED else [])))

    def _counted(self, key: str, count: int, **values: str) -> str:
        return self.labels.grammar.counted(key, count, **values)

    @property
    def _words(self) -> Mapping[str, str]:
        return self.labels.grammar.words
