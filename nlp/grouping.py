"""Groups of rows that the same columns weigh in: NMF. Imports nothing of ours, and numpy and scikit-learn when used.

All that chance decides has one seed, and weights are rounded before they are compared: what differs beyond is the
processor's.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Weights = NDArray[np.float64]
    Labels = NDArray[np.int64]

NOWHERE = -1
"""The group of a row that is in none."""

OWN_SHARE = 0.5
"""The share of a row's weight that is in its group at least."""

AGAIN, KEPT = 5, 0.8
"""How often rows are grouped again, and what share of them, to see which groups are found again."""

_SEED = 0
_DECIMALS = 6


@dataclass(frozen=True)
class Groups:
    """Rows of a matrix in groups: ``weights`` of each row in each group, ``words`` of each column in each group."""

    matrix: "csr_matrix"
    weights: "Weights"
    words: "Weights"

    @classmethod
    def of(cls, matrix: "csr_matrix", count: int) -> "Groups":
        """Group the rows into ``count`` groups, or into fewer where there are too few words."""
        import numpy as np
        from sklearn.decomposition import NMF

        model = NMF(min(count, *matrix.shape), init="nndsvda", max_iter=1000, random_state=_SEED)
        with np.errstate(invalid="ignore"):  # its error is a root, and none is less than nothing
            weights = model.fit_transform(matrix)
        return cls(matrix, (weights * model.components_.sum(axis=1)).round(_DECIMALS), model.components_)

    @property
    def count(self) -> int:
        """How many groups there are."""
        return int(self.weights.shape[1])

    @cached_property
    def labels(self) -> "Labels":
        """The group of each row, or nowhere where no group has enough of its weight."""
        import numpy as np

        most = self.weights.max(axis=1)
        sure = (most > 0) & (most >= OWN_SHARE * self.weights.sum(axis=1))
        return np.where(sure, self.weights.argmax(axis=1), NOWHERE)

    def members(self, group: int) -> list[int]:
        """Return the rows of a group, the weightiest first."""
        rows = (self.labels == group).nonzero()[0]
        return [int(row) for row in sorted(rows, key=lambda row: (-self.weights[row, group], row))]

    def words_of(self, group: int) -> list[int]:
        """Return the columns that have any weight in a group, the weightiest first."""
        weights = self.words[group].round(_DECIMALS)
        return [int(column) for column in sorted(weights.nonzero()[0], key=lambda column: (-weights[column], column))]

    def sureness(self, group: int) -> float:
        """Return how much of a group is found again: the mean share in common with the likest group without a fifth."""
        shares = [self._found_again(group, rows, again) for rows, again in self._again]
        return round(sum(shares) / len(shares), 2)

    def _found_again(self, group: int, rows: "Labels", again: "Labels") -> float:
        here = self.labels[rows] == group
        others = [again == other for other in range(self.count)]
        return max(float((here & there).sum() / max(1, (here | there).sum())) for there in others)

    @cached_property
    def _again(self) -> list[tuple["Labels", "Labels"]]:
        """Samples of the rows, each with the groups that its rows are in when they are grouped by themselves."""
        import numpy as np

        chance, rows = np.random.default_rng(_SEED), self.matrix.shape[0]
        samples = [np.sort(chance.choice(rows, int(rows * KEPT), replace=False)) for _ in range(AGAIN)]
        return [(sample, Groups.of(self.matrix[sample], self.count).labels) for sample in samples]
