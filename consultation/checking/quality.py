"""How good the tags of a round are: what coding a sample by people says of the machine. Standard library only.

The figures are made by ``nlp/agreement.py``, which has their formulas; a snapshot holds them, so that an edition prints
the same from then on. They are rounded to four decimals, so that every machine has the same.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with the bounds between which 95 of 100 resamples of the answers had it."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ModelQuality:
    """A learnt model: its number, from how many examples, and F1 on answers held back from it, overall and by theme."""

    number: int
    examples: int
    micro_f1: float
    macro_f1: float


@dataclass(frozen=True, slots=True)
class ThemeQuality:
    """A theme in the blind part: in how many answers any person found it (``coded``) and the machine heard it.

    ``alpha`` is the agreement of two people on it; ``f1`` that of the machine with them. Each is None where it would
    rest on fewer than five answers, or is not defined.
    """

    theme: str
    coded: int
    heard: int
    alpha: Estimate | None
    f1: Estimate | None


@dataclass(frozen=True, slots=True)
class Gap:
    """How far people follow the machine: F1, all tags together, where its tags were shown less where they were not."""

    shown: Estimate
    blind: Estimate
    gap: Estimate


@dataclass(frozen=True, slots=True)
class Quality:
    """What a sample says, once its blind part is coded.

    ``blind`` and ``shown`` count the answers of each part that stand, ``gone`` those that have left the sample. Of two
    coders ``alpha`` is the agreement on sets of themes, and ``people`` their F1 with each other, the measure of what
    can be reached; None of one. ``micro`` and ``macro`` are the machine's F1; ``gap`` is None until the shown part is
    coded too. ``themes`` are those that anybody gave, in the codebook's order.
    """

    sample: int
    seed: int
    drawn: datetime
    codebook: str
    population: int
    coders: int
    blind: int
    shown: int
    gone: int
    alpha: Estimate | None
    people: Estimate | None
    micro: Estimate | None
    macro: Estimate | None
    themes: tuple[ThemeQuality, ...]
    gap: Gap | None
