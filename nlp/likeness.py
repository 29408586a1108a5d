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
from functools import cached_property, lru_cache
from itertools import chain, zip_longest
from math import sqrt
from typing import TYPE_CHECKING

from consultation.likeness import ALIKE, ALIKE_BY_ONE_WORD, Passage
from consultation.private_data import masked
from nlp.denials import denies
from nlp.folding import UNSPACED, parts
from nlp.non_answers import is_non_answer
from nlp.private_data import PrivateDataFinder
from nlp.stems import stemmer
from nlp.weighing import carries
from nlp.words import function_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Numbers = NDArray[np.float64]
    Places = NDArray[np.int64]

PAIRS_WEIGH = 0.25

DECIMALS = 6
"""What differs beyond is the processor's."""

_BLOCK = 250
"""How many passages are compared with all others at once, which bounds the memory."""

_MOST_OF_NOTHING = 4
"""How many words that carry something there are at most where nothing is said; of more it is not asked."""

_PIECES = 100_000
"""How many spellings are remembered with the words that they are."""


class Kind(Enum):
    """What a word is here for. A denial carries nothing by itself."""

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
        self._stem, self._idle = stemmer(language), function_words(language)
        self._found = PrivateDataFinder((language,)).find
        self._words = lru_cache(maxsize=_PIECES)(self._cut)

    def __call__(self, text: str) -> Said:
        shown = masked(text, self._found(text, language=self._language))
        words = list(chain.from_iterable(map(self._words, shown.split())))
        return Said(
            stems=tuple(stem for stem, _, _ in words),
            carrying=tuple((stem, form) for stem, form, kind in words if kind is Kind.CARRIES),
            denies=any(kind is Kind.DENIES for _, _, kind in words),
        )

    def _cut(self, piece: str) -> tuple[tuple[str, str, Kind], ...]:
        """Return the words of a text without blanks; where a script puts none, each two characters are one."""
        found = [part for part in parts(piece) if any(map(str.isalnum, part))]
        words = []
        for part, following in zip_longest(found, found[1:]):
            if not UNSPACED.match(part):
                form = part.lower()
                words.append((self._stem(part), form, self._kind(form)))
            elif following is not None and UNSPACED.match(following):
                words.append((part + following, part + following, Kind.CARRIES))
        return tuple(words)

    def _kind(self, form: str) -> Kind:
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
        """Return ``passages`` as they are ``read``; those that say nothing, or no word that carries, are left out."""
        together = defaultdict[Said, list[Passage]](list)
        for one in sorted(passages, key=lambda one: (one.answer, one.start)):
            said = read(one.text)
            if said.carrying and not (len(said.carrying) <= _MOST_OF_NOTHING and is_non_answer(one.text)):
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
        from scipy.sparse import coo_matrix, eye

        found = [self._alike(first) for first in range(0, len(self.rows), _BLOCK)]
        cosine, row, column = (np.concatenate(parts) for parts in zip(*found, strict=True))
        shape = (len(self.rows), len(self.rows))
        after = coo_matrix((cosine, (row, column)), shape=shape).tocsr()
        return after + after.T + eye(len(self.rows), format="csr")

    def _alike(self, first: int) -> tuple["Numbers", "Places", "Places"]:
        """Return the pairs of a block's rows with what follows each that are alike: cosines, rows and columns."""
        import numpy as np

        near = self.matrix[first : first + _BLOCK] @ self.matrix[first:].T
        hits = np.flatnonzero(near.data >= ALIKE - 10**-DECIMALS)
        cosine, column = near.data[hits].round(DECIMALS), near.indices[hits] + first
        row = np.searchsorted(near.indptr, hits, side="right") - 1 + first
        sure = (cosine >= ALIKE) & (column > row) & (self._denying[row] == self._denying[column])
        cosine, row, column = cosine[sure], row[sure], column[sure]
        sure = (cosine >= ALIKE_BY_ONE_WORD) | (self._shared(row, column) > 1)
        return cosine[sure], row[sure], column[sure]

    @cached_property
    def _denying(self) -> "NDArray[np.bool_]":
        import numpy as np

        return np.array([one.denies for one in self.said])

    def _shared(self, row: "Places", column: "Places") -> "Numbers":
        """Return how many words that carry something each two rows share."""
        import numpy as np

        return np.asarray(self._words[row].multiply(self._words[column]).sum(axis=1)).ravel()

    @cached_property
    def _words(self) -> "csr_matrix":
        from sklearn.feature_extraction.text import CountVectorizer

        counting = CountVectorizer(analyzer=lambda one: {stem for stem, _ in one.carrying})
        return counting.fit_transform(self.said)

    def nearness(self, rows: Sequence[int]) -> float:
        """Return the mean cosine of ``rows``, of which there are one or more, with every other row; 0 without any."""
        others = len(self.rows) - len(rows)
        inside = self._length(rows) ** 2 if len(rows) > 1 else 1.0
        everything = float(self._with_all[list(rows)].sum())
        return round((everything - inside) / (len(rows) * others), DECIMALS) if others else 0.0

    @cached_property
    def _with_all(self) -> "Numbers":
        """The sum of the cosines of each row with all rows."""
        import numpy as np

        return np.asarray(self.matrix @ np.asarray(self.matrix.sum(axis=0)).ravel())

    def common(self, rows: Sequence[int]) -> list[float]:
        """Return the cosine of each of ``rows`` (one may come several times) with what all of them have in common."""
        cosines = (self.matrix[list(rows)] @ self._together(rows).T).toarray().ravel() / self._length(rows)
        return [round(float(cosine), DECIMALS) for cosine in cosines]

    def _length(self, rows: Sequence[int]) -> float:
        here = self._together(rows)
        return sqrt(here.multiply(here).sum())

    def _together(self, rows: Sequence[int]) -> "csr_matrix":
        from scipy.sparse import csr_matrix

        return csr_matrix([[1.0] * len(rows)]) @ self.matrix[list(rows)]

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


def _weighed(words: Sequence[Sequence[object]]) -> "csr_matrix":
    """Return the TF-IDF of lists of words, of which each counts 1 + ln of how often it comes."""
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

    if not any(words):
        return csr_matrix((len(words), 0))
    return TfidfVectorizer(analyzer=lambda one: one, sublinear_tf=True, norm=None).fit_transform(words)
