"""Tags where nothing is coded yet, and no cue or label is heard: by the company of words. Imports numpy and `nlp`."""

from dataclasses import dataclass, replace

import numpy as np

from nlp.learning.codesigns import SIGNS
from nlp.learning.vocabulary import Array

_ENOUGH_ANSWERS = 200
"""From how many answers on company says something although nothing is coded."""

_SHARE = 0.1
"""As many tags as this share of what cues and labels hear are given by company alone."""

_HEARD = SIGNS.index("heard")
_COMPANY = [SIGNS.index("company beside others"), SIGNS.index("spread beside others")]


@dataclass(frozen=True)
class Alone:
    """When a theme is tagged in an answer without any cue or label, although nobody has coded anything yet.

    The best theme's sum of its two signs of company, each less its ``mean`` and over its ``deviation``, must reach
    ``least``.
    """

    mean: Array
    deviation: Array
    least: float

    @classmethod
    def by(cls, signs: Array) -> "Alone":
        """Return what the signs of all answers (answers × themes × signs) ask for; of few answers, nothing will do."""
        pairs = signs[..., _COMPANY].reshape(-1, len(_COMPANY))
        alone = cls(pairs.mean(axis=0), pairs.std(axis=0) + 1e-6, np.inf)
        heard = signs[..., _HEARD]
        silent = heard.sum(axis=1) == 0
        most = int(min(_SHARE * heard.sum(), silent.sum()))
        if len(signs) < _ENOUGH_ANSWERS or not most:
            return alone
        strongest = np.sort(alone.strength(signs[silent]).max(axis=1))[::-1]
        return replace(alone, least=float(strongest[most - 1]))

    def strength(self, signs: Array) -> Array:
        """Return that sum for each pair."""
        return np.asarray(((signs[..., _COMPANY] - self.mean) / self.deviation).sum(axis=-1))

    def chances(self, signs: Array) -> Array:
        """Return 0.99 where a theme is heard, 0.5 where it is the best of an answer in which none is, else 0."""
        heard, strength = signs[..., _HEARD], self.strength(signs)
        silent = heard.sum(axis=1, keepdims=True) == 0
        best = strength >= np.maximum(self.least, strength.max(axis=1, keepdims=True))
        return np.where(heard > 0, 0.99, np.where(silent & best, 0.5, 0)).astype(np.float32)
