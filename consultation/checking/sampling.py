"""Draws the answers by which the machine's tags are checked. Standard library only.

Every answer that may count and was said on the record can be drawn, and its chance is known. Answers are parted into
strata by language and, in each, by the rarest theme that the machine heard (or none). A stratum of N answers is to have
a share of the sample in proportion to √N, so that rare themes, small languages and answers without a theme get their
place (power allocation: Bankier, Power Allocations, The American Statistician 42, 1988, with q = ½); none is drawn more
than whole. Answers are put in the order of the strata, shuffled within each, and drawn at equal steps through the sum
of their chances (systematic sampling with unequal probabilities: Madow, Annals of Mathematical Statistics 20, 1949). So
each language and each stratum has the number it should, up to one, also where there are more strata than answers to
draw. An answer's weight is one over its chance; whoever estimates by weights is not misled by who was favoured.

Every k-th of those drawn, in that same order, is coded with the machine's tags shown.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import accumulate
from math import floor, sqrt
from random import Random

from consultation.checking.coding import Drawn, Sample, Showing, countable, machine_heard
from consultation.errors import InvalidInput, NotFound
from consultation.records import Answer, RoundRecord

Stratum = tuple[str, str]
"""A language, and the rarest theme heard, "" for none."""


def draw(
    record: RoundRecord, *, number: int, size: int, shown: float, seed: int, codebook: str, at: datetime
) -> Sample:
    """Return a sample of about ``size`` of the answers of a round that may count, all where there are no more.

    ``shown`` is the share of it, from 0 up to but not 1, that is coded with the machine's tags shown. The same record
    and seed give the same sample. Raises `InvalidInput` for a size or share that cannot be meant, `NotFound` where
    there is no answer.
    """
    if size < 1:
        raise InvalidInput("at least one answer is drawn", where=f"--size {size}")
    if not 0 <= shown < 1:
        raise InvalidInput(
            "the share coded with the machine's tags shown is from 0 to below 1", where=f"--shown {shown}"
        )
    answers = list(countable(record))
    if not answers:
        raise NotFound(f"no answer of round {record.round.id} may count: there is nothing to draw from")
    chance = Random(seed)
    strata = strata_of(answers)
    chance.shuffle(answers)
    answers.sort(key=lambda answer: strata[answer.id])
    chances = chances_of([strata[answer.id] for answer in answers], size)
    picked = _systematic(chances, chance)
    showings = _alternating(len(picked), shown, chance)
    drawn = [_drawn(answers[place], showing, chances[place]) for place, showing in zip(picked, showings, strict=True)]
    chance.shuffle(drawn)
    drawn.sort(key=lambda one: one.showing is Showing.SHOWN)
    return Sample(record.round.id, number, at, seed, codebook, len(answers), tuple(drawn))


def strata_of(answers: Sequence[Answer]) -> Mapping[str, Stratum]:
    """Return the stratum of each answer, by id: its language and, of the themes heard in it, the rarest of all."""
    heard = {answer.id: machine_heard(answer) for answer in answers}
    often = Counter(theme for themes in heard.values() for theme in themes)
    rarest = {name: min(themes, key=lambda theme: (often[theme], theme), default="") for name, themes in heard.items()}
    return {answer.id: (answer.current.language, rarest[answer.id]) for answer in answers}


def chances_of(strata: Sequence[Stratum], size: int) -> list[float]:
    """Return the chance of each answer to be drawn, given the stratum of each: they add up to ``size``, or to all.

    Within a stratum of N it is in proportion to 1/√N. What would be above 1 is 1, and the others share what is left.
    """
    often = Counter(strata)
    wanted = {stratum: 1 / sqrt(count) for stratum, count in often.items()}
    certain: set[Stratum] = set()
    while True:
        room = size - sum(often[stratum] for stratum in certain)
        open_to_chance = sum(often[stratum] * wanted[stratum] for stratum in often if stratum not in certain)
        scale = room / open_to_chance if open_to_chance else 0.0
        over = {stratum for stratum in often if stratum not in certain and scale * wanted[stratum] >= 1}
        if not over:
            return [1.0 if stratum in certain else scale * wanted[stratum] for stratum in strata]
        certain |= over


def _systematic(chances: Sequence[float], chance: Random) -> list[int]:
    """Return the places at which a comb of step 1, laid at a random start, meets the running sum of the chances."""
    start = chance.random()
    sums = [0.0, *accumulate(chances)]
    meets = [floor(total + start + 1e-9) for total in sums]  # so that adding up n ones reaches n
    return [place for place in range(len(chances)) if meets[place + 1] > meets[place]]


def _alternating(count: int, share: float, chance: Random) -> list[Showing]:
    """Return how each of ``count`` is coded: shown at equal steps, from a random start."""
    start = chance.random()
    meets = [floor(place * share + start) for place in range(count + 1)]
    return [Showing.SHOWN if meets[place + 1] > meets[place] else Showing.BLIND for place in range(count)]


def _drawn(answer: Answer, showing: Showing, chance: float) -> Drawn:
    return Drawn(answer.id, answer.current.number, showing, 1 / chance, machine_heard(answer))
