"""What each sign is worth, learnt once for all themes. Imports numpy and scipy.

A logistic model over all pairs of a coded answer and a theme. With few coded answers it stays near what signs were
worth in other consultations (``weights.json``, made by ``make weights``), from which it goes as far as these ask for.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from nlp.learning.vocabulary import Array

LOYALTY = 20.0
"""What it costs to leave the worth of a sign elsewhere: the penalty on the squared difference."""

SHIPPED = Path(__file__).with_name("weights.json")
PARTS = ("mean", "deviation", "examples", "weights")
"""What stands in that file."""

_FREE = 0.1  # of that, for how common themes are, which differs everywhere
_FARTHEST = 8.0  # standard deviations
_STEPS = 400


@dataclass(frozen=True)
class Scale:
    """Brings each sign to one scale, by its ``mean`` and its ``deviation`` in other consultations."""

    mean: Array
    deviation: Array

    def of(self, signs: Array) -> Array:
        """Return ``signs`` (… × signs) on one scale, with a one behind them."""
        flat = signs.reshape(-1, signs.shape[-1])
        scaled = np.ones((len(flat), flat.shape[1] + 1))
        within = scaled[:, :-1]  # in place: these are the largest arrays of all
        np.subtract(flat, self.mean, out=within)
        np.divide(within, self.deviation, out=within)
        np.clip(within, -_FARTHEST, _FARTHEST, out=within)
        return scaled


@dataclass(frozen=True)
class Elsewhere:
    """What signs were worth in other consultations, on one ``scale``.

    ``weights`` has a row for each number of coded answers in ``examples``, a column for each sign, and one for what
    stands alone.
    """

    scale: Scale
    examples: Array
    weights: Array

    def after(self, examples: float) -> Array:
        """Return the weights after so many coded answers, between those that are known."""
        known = np.log(self.examples)
        at = np.log(max(1.0, examples))
        return np.array([np.interp(at, known, column) for column in self.weights.T])


@cache
def elsewhere() -> Elsewhere:
    """Return what is shipped."""
    told = json.loads(SHIPPED.read_text(encoding="utf-8"))
    mean, deviation, examples, weights = (np.array(told[name]) for name in PARTS)
    return Elsewhere(Scale(mean, deviation), examples, weights)


def fitted(signs: Array, labels: Array, weights: Array, begun: Array, loyalty: float = LOYALTY) -> Array:
    """Return the weights of scaled ``signs`` (pairs × signs) that explain ``labels`` (pairs), starting at ``begun``.

    Least is the pairs' log loss, each times its weight, and ``loyalty`` times the squared way from ``begun``.
    """
    held = np.full(signs.shape[1], loyalty)
    held[-1] *= _FREE

    def loss(now: Array) -> tuple[float, Array]:
        told = signs @ now
        away = now - begun
        slope = signs.T @ (weights * (expit(told) - labels)) + 2 * held * away
        return float(weights @ (np.logaddexp(0, told) - labels * told) + held @ away**2), slope

    return np.asarray(minimize(loss, begun, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x)


def chances(scaled: Array, weights: Array, shape: tuple[int, int]) -> Array:
    """Return the chance of each pair (answers × themes), the same for a row whatever rows stand beside it."""
    return np.asarray(expit((scaled * weights).sum(axis=1)).reshape(shape), np.float32)
