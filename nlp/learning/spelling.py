"""Which words look alike, by their runs of three characters: typos, endings, compounds. Imports the standard library.

The measure is Dice's coefficient: twice the runs that two words share, over all their runs.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

ALIKE = 0.6
"""From which an unknown word is taken for a known one: a letter too many in eight, two swapped in ten."""

_SHORTEST = 4  # letters; shorter words have too few runs to tell a typo from another word
_REMEMBERED = 100_000


class Spelling:
    """Finds those among ``words`` that look like another word."""

    def __init__(self, words: Sequence[str]) -> None:
        self._at = {word: number for number, word in enumerate(words)}
        self._sizes: dict[int, int] = {}
        self._having: Mapping[str, list[int]] = defaultdict(list)
        self._known: dict[str, int | None] = {}
        for number, word in enumerate(words):
            if len(word) >= _SHORTEST:
                runs = _runs(word)
                self._sizes[number] = len(runs)
                for run in runs:
                    self._having[run].append(number)

    def find(self, word: str) -> int | None:
        """Return the number of a word, or of the one most like it; None where there is none."""
        if (number := self._at.get(word)) is not None:
            return number
        if word not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            like = self.like(word, ALIKE)
            self._known[word] = min(like, key=lambda number: (-like[number], number)) if like else None
        return self._known[word]

    def like(self, word: str, least: float) -> dict[int, float]:
        """Return the numbers of the words that look like another one, at ``least`` so much, and how much they do."""
        if len(word) < _SHORTEST:
            return {}
        runs = _runs(word)
        shared = Counter(number for run in runs for number in self._having.get(run, ()))
        alike = {number: 2 * count / (len(runs) + self._sizes[number]) for number, count in shared.items()}
        return {number: dice for number, dice in alike.items() if dice >= least}


def _runs(word: str) -> frozenset[str]:
    edged = f"<{word}>"
    return frozenset(edged[at : at + 3] for at in range(len(edged) - 2))
