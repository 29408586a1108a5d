"""How like passages of one language are: cosines of TF-IDF on our stems. Imports the core and `nlp`.

scikit-learn is imported where it is used.

A word that carries something weighs by itself, and each two words that follow each other weigh a quarter besides:
these know the little words, which tell *made me feel better* from *could be better*. Two passages that share a single
word that carries something must be nearly that word alone. Where one denies and the other does not, they are never
alike: *solved* and *not solved* share all else.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import TYPE_CHECKING

from consultation.likeness import ALIKE, ALIKE_BY_ONE_WORD, Passage
from consultation.private_data import masked
from nlp.denials import denies
from nlp.private_data import PrivateDataFinder
from nlp.weighing import carries, words_in
from nlp.words import blank, function_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Numbers = NDArray[np.float64]

PAIRS_WEIGH = 0.25

DECIMALS = 6
"""What differs beyond is the processor's."""

_BLOCK = 1000
"""How many passages are compared with all others at once, which bounds the memory."""


class Kind(Enum):
    """What a word is here for. A denial carries nothing by itself."""

    MARK = auto()
    LITTLE = auto()
    DENIES = auto()
    CARRIES = auto()


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a passage. ``stems`` has all, ``carrying`` (stem, form in lower case) those that carry something."""

    stems: tuple[str, ...]
    carrying: tuple[tuple[str, str], ...]
    denies: bool


class Reading:
    """Reads passages of one language; private data is out before a text is cut into words."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._nlp, self._idle = blank(language), function_words(language)
        self._found = PrivateDataFinder((language,)).find
        self._kinds: dict[str, Kind] = {}

    def __call__(self, text: str) -> Said:
        shown = masked(text, self._found(text, language=self._language))
        words = [(stem, form, self._kind(form)) for stem, form in words_in(self._nlp.make_doc(shown))]
        return Said(
            stems=tuple(stem for stem, _, kind in words if kind is not Kind.MARK),
            carrying=tuple((stem, form) for stem, form, kind in words if kind is Kind.CARRIES),
            denies=any(kind is Kind.DENIES for _, _, kind in words),
        )

    def _kind(self, form: str) -> Kind:
        if form not in self._kinds:
            self._kinds[form] = self._looked_up(form)
        return self._kinds[form]

    def _looked_up(self, form: str) -> Kind:
        if not any(map(str.isalnum, form)):
            return Kind.MARK
        if denies(form, self._language):
            return Kind.DENIES
        return Kind.CARRIES if carries(form, self._idle) else Kind.LITTLE


@dataclass(frozen=True)
class Compared:
    """Passages of one language, ordered by answer. ``rows`` are lists of those that have the same words."""

    said: Sequence[Said]
    rows: Sequence[Sequence[Passage]]

    @classmethod
    def of(cls, passages: Iterable[Passage], read: Callable[[str], Said]) -> "Compared":
        """Return ``passages`` as they are ``read``; those without a word that carries anything are left out."""
        together = defaultdict[Said, list[Passage]](list)
        for one in sorted(passages, key=lambda one: (one.answer, one.start)):
            if (said := read(one.text)).carrying:
                together[said].append(one)
        return cls(tuple(together), tuple(together.values()))

    @cached_property
    def respondents(self) -> "Numbers":
        """How many people each row is from."""
        import numpy as np

        return np.array([len({one.respondent for one in row}) for row in self.rows], np.float64)

    @cached_property
    def matrix(self) -> "csr_matrix":
        """What each row weighs, at length one: a column for each word that carries something and each two words."""
        from scipy.sparse import hstack
        from sklearn.preprocessing import normalize

        words = _weighed([[stem for stem, _ in one.carrying] for one in self.said])
        pairs = _weighed([list(zip(one.stems, one.stems[1:], strict=False)) for one in self.said])
        return normalize(hstack([words, pairs * PAIRS_WEIGH**0.5], format="csr"))

    @cached_property
    def likeness(self) -> "csr_matrix":
        """The cosine of each two rows that are alike, and 1 of each with itself."""
        import numpy as np
        from scipy.sparse import csr_matrix, vstack

        denying = np.array([one.denies for one in self.said])
        blocks = []
        for first in range(0, len(self.rows), _BLOCK):
            near = (self.matrix[first : first + _BLOCK] @ self.matrix.T).tocoo()
            cosine, row, column = near.data.round(DECIMALS), near.row + first, near.col
            sure = (cosine >= ALIKE) & (denying[row] == denying[column])
            cosine, row, column = cosine[sure], row[sure], column[sure]
            sure = (cosine >= ALIKE_BY_ONE_WORD) | (self._shared(row, column) > 1)
            where = (row[sure] - first, column[sure])
            blocks.append(csr_matrix((cosine[sure], where), shape=(near.shape[0], len(self.rows))))
        return vstack(blocks, format="csr")

    def _shared(self, row: "NDArray[np.int64]", column: "NDArray[np.int64]") -> "Numbers":
        """Return how many words that carry something each two rows share."""
        import numpy as np

        return np.asarray(self._words[row].multiply(self._words[column]).sum(axis=1)).ravel()

    @cached_property
    def _words(self) -> "csr_matrix":
        from sklearn.feature_extraction.text import CountVectorizer

        counting = CountVectorizer(analyzer=lambda one: {stem for stem, _ in one.carrying})
        return counting.fit_transform(self.said)

    def nearness(self, rows: Sequence[int]) -> float:
        """Return the mean cosine of what ``rows`` have in common with every other row, 0 without any other."""
        others = len(self.rows) - len(rows)
        here = self._together(rows)
        rest = self._together(slice(None)) - here
        return round(float(_unit(here) @ rest) / others, DECIMALS) if others else 0.0

    @cached_property
    def nearness_of_each(self) -> "Numbers":
        """The mean cosine of each row with every other."""
        import numpy as np

        cosines = self.matrix @ self._together(slice(None)) - 1
        return np.asarray((cosines / max(1, len(self.rows) - 1)).round(DECIMALS))

    def common(self, rows: Sequence[int]) -> list[float]:
        """Return the cosine of each of ``rows`` (one may come several times) with what all of them have in common."""
        cosines = self.matrix[list(rows)] @ _unit(self._together(rows))
        return [round(float(cosine), DECIMALS) for cosine in cosines]

    def _together(self, rows: Sequence[int] | slice) -> "Numbers":
        import numpy as np

        return np.asarray(self.matrix[rows].sum(axis=0)).ravel()

    def words(self, members: Iterable[tuple[int, Passage]], *, by: int) -> Iterator[tuple[str, int]]:
        """Yield the words of passages (behind their rows) that ``by`` people wrote in one form, and by how many."""
        used: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for row, one in members:
            for stem, form in self.said[row].carrying:
                used[stem][form].add(one.respondent)
        for forms in used.values():
            form = min(forms, key=lambda form: (-len(forms[form]), form))
            if len(forms[form]) >= by:
                yield form, len(set().union(*forms.values()))


def _unit(vector: "Numbers") -> "Numbers":
    import numpy as np

    return np.asarray(vector / np.sqrt(vector @ vector))


def _weighed(words: Sequence[Sequence[object]]) -> "csr_matrix":
    """Return the TF-IDF of lists of words, of which each counts 1 + ln of how often it comes."""
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

    if not any(words):
        return csr_matrix((len(words), 0))
    return TfidfVectorizer(analyzer=lambda one: one, sublinear_tf=True, norm=None).fit_transform(words)
