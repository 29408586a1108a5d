"""Presses that come all at once, across a real wire: how soon `palabre serve` has a word for each, and the answer.

Beside the tests' Discord, a gateway and a REST server on loopback, which gives an interaction three seconds.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.discord_api.clock import EPOCH, SHIFT
from tests.discord_api.interactions import Interaction
from tests.stories.commands import Palabre
from tests.stories.serving import Guest, discord_town

HANDS = 8
"""How many people arrive at a time: that is not measured."""


@dataclass(frozen=True, slots=True)
class Burst:
    """Seconds from each press to the first word of the bot, and to the answer, the soonest first.

    ``deferred`` is how many were first told that an answer takes a moment, ``failed`` how many Discord gave up on.
    """

    first: Sequence[float]
    answered: Sequence[float]
    deferred: int
    failed: int


def press_at_once(people: int) -> Burst:
    """Let so many people press a button of the same menu as fast as they can be let."""
    with TemporaryDirectory() as folder, discord_town(Palabre(Path(folder))) as there:
        launched = there.launches()
        there.syncs()
        with there.serves() as process, ThreadPoolExecutor(HANDS) as pool:
            crowd = list(pool.map(lambda number: there.arrives(f"Guest {number}", launched), range(people)))
            pressed = [guest.presses("q:capacity") for guest in crowd]
            for guest in crowd:
                guest.sees("back")
            answered = sorted(map(_answered_after, crowd, pressed))
            process.stop()
    first = sorted(each.answered_after for each in pressed)
    return Burst(first, answered, sum(each.deferred for each in pressed), sum(each.failed for each in pressed))


def _answered_after(guest: Guest, pressed: Interaction) -> float:
    """Return the seconds from a press to the newest message, by the time that is in its id."""
    (*_, newest) = guest.person.dm.messages
    return ((newest.id >> SHIFT) + EPOCH) / 1000 - pressed.begun
