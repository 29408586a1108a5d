"""Groups of people who say much the same, as stars: a passage, and all that are like it. Imports the core and `nlp`.

In each language by itself the passage that is like what most people say is the first centre; its group is one passage
of every answer that is like it. Then the next among the answers that are left. So each member is like its centre, which
a chain of likenesses would not promise, nothing is put where it does not belong, and the time is in proportion to the
pairs that are alike. (J. Aslam, E. Pelekhov, D. Rus: The Star Clustering Algorithm, 2004.) Across languages no words
are shared, so nothing is joined.

The same passages give the same groups, whatever their order. scikit-learn is imported where it is used.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from consultation.likeness import Alike, Apart, Grouped, Passage, by_language
from nlp.likeness import DECIMALS, Compared, Reading

FEWEST_BEHIND = 3
"""How many people wrote each word that a group is named by, at least: no word is one person's."""

WORDS = 5

FEWEST_WORDS = 5
"""How many different words that carry something an answer has, at least, that is held to be like no other."""


class StarGrouper:
    """Groups passages by their words alone: no network, no chance, no vectors."""

    def __init__(self) -> None:
        self._readings: dict[str, Reading] = {}

    def group(self, passages: Iterable[Passage]) -> Grouped:
        """Return groups of passages that are alike, and answers that are like no other."""
        return Grouped.together(self._in_one(language, several) for language, several in by_language(passages))

    def _in_one(self, language: str, passages: Sequence[Passage]) -> Grouped:
        stars = Stars(Compared.of(passages, self._reading(language)))
        return Grouped(stars.groups, tuple(stars.apart()))

    def _reading(self, language: str) -> Reading:
        if language not in self._readings:
            self._readings[language] = Reading(language)
        return self._readings[language]


class Stars:
    """The groups among passages of one language."""

    def __init__(self, compared: Compared) -> None:
        self._compared = compared
        self._grouped: set[str] = set()
        self.groups = tuple(self._found())

    def _found(self) -> Iterator[Alike]:
        if not self._compared.rows:
            return
        likeness, rows = self._compared.likeness, self._compared.rows
        company = (likeness @ self._compared.respondents).round(DECIMALS)
        for centre in sorted(range(len(rows)), key=lambda row: (-company[row], row)):
            if all(one.answer in self._grouped for one in rows[centre]):
                continue
            start, end = likeness.indptr[centre : centre + 2]
            near = zip(likeness.data[start:end], likeness.indices[start:end], strict=True)
            members = self._free(sorted(((float(cosine), int(row)) for cosine, row in near), key=_nearest))
            if len({one.respondent for one, _ in members.values()}) > 1:
                self._grouped |= members.keys()
                yield self._alike(members)

    def _free(self, near: Iterable[tuple[float, int]]) -> Mapping[str, tuple[Passage, int]]:
        """Return the passage that is nearest of each answer that is in no group yet, with its row."""
        members: dict[str, tuple[Passage, int]] = {}
        for _, row in near:
            for one in self._compared.rows[row]:
                if one.answer not in self._grouped:
                    members.setdefault(one.answer, (one, row))
        return members

    def _alike(self, members: Mapping[str, tuple[Passage, int]]) -> Alike:
        rows = [row for _, row in members.values()]
        ranked = zip(self._compared.common(rows), (one for one, _ in members.values()), strict=True)
        passages = tuple(one for _, one in sorted(ranked, key=lambda pair: (-pair[0], pair[1].answer)))
        shared = self._compared.words(((row, one) for one, row in members.values()), by=FEWEST_BEHIND)
        people = len({one.respondent for one in passages})
        telling = sorted((-count, word) for word, count in shared if 2 * count >= people)
        words = tuple(word for _, word in telling[:WORDS])
        return Alike(passages, words, self._compared.nearness(sorted(set(rows))))

    def apart(self) -> Iterator[Apart]:
        """Yield the answers of which no passage is like what anybody else says, with the one that says most."""
        accompanied, alone = set[str](), dict[str, list[tuple[int, int]]]()
        if not self._compared.rows:
            return
        likeness = self._compared.likeness
        for row, here in enumerate(self._compared.rows):
            near = likeness.indices[likeness.indptr[row] : likeness.indptr[row + 1]]
            if len({one.respondent for other in near for one in self._compared.rows[other]}) > 1:
                accompanied |= {one.answer for one in here}
            else:
                for one in here:
                    alone.setdefault(one.answer, []).append((len(set(self._compared.said[row].carrying)), row))
        for answer in sorted(alone.keys() - accompanied - self._grouped):
            words, row = max(alone[answer], key=lambda pair: (pair[0], -pair[1]))
            if words >= FEWEST_WORDS:
                passage = next(one for one in self._compared.rows[row] if one.answer == answer)
                yield Apart(passage, self._compared.nearness([row]))


def _nearest(pair: tuple[float, int]) -> tuple[float, int]:
    return -pair[0], pair[1]
