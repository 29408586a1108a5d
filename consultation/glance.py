"""What was last told of a round's groups, so that asking twice tells no more than asking once. Standard library only.

A number that was 9 and is 10 names the group of who came in between. So groups are looked at anew only once five more
people, or five fewer, were heard than at the last look; then a group's number moves only where it changed by five or
more, and else stays as it was told. Numbers of the whole round always move.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from consultation.progress import FEWEST, Progress, Reach, absences


@dataclass(frozen=True, slots=True)
class Glance:
    """What was told of each group, by what tells them apart, when ``heard`` people had been heard."""

    heard: int
    groups: Mapping[str, tuple[Reach, ...]]


def steadied(now: Progress, before: Glance | None) -> tuple[Progress, Glance]:
    """Return what may be told after what was told before, and what is told with it; None where nothing was."""
    if before is None or not before.heard:
        return now, Glance(now.heard, now.groups)
    moving = abs(now.heard - before.heard) >= FEWEST
    step = _moved if moving else _stayed
    groups = {name: tuple(step(several, before.groups.get(name, ()))) for name, several in now.groups.items()}
    told = replace(now, groups=groups, absent=absences(groups))
    return told, Glance(now.heard if moving else before.heard, groups)


def _stayed(now: Sequence[Reach], told: Sequence[Reach]) -> Iterator[Reach]:
    """Yield groups as they were told, with the targets of now; one that was not there then is not there yet."""
    aims = {one.group: one.target for one in now}
    known = {one.group for one in told}
    yield from (replace(one, target=aims.get(one.group, 0)) for one in told)
    yield from (one for one in now if one.group not in known and one.heard == 0)


def _moved(now: Sequence[Reach], told: Sequence[Reach]) -> Iterator[Reach]:
    """Yield groups as they are now, but for those that changed by fewer than five."""
    before = {one.group: one for one in told}
    for one in now:
        was = before.get(one.group)
        if was is None:
            yield one
            continue
        heard, finished = _told(one.heard, was.heard), _told(one.finished, was.finished)
        fits = finished is None or (heard is not None and finished <= heard)
        yield replace(one, heard=heard, finished=finished if fits else None)


def _told(now: int | None, was: int | None) -> int | None:
    if now is None or was is None:
        return now
    return was if abs(now - was) < FEWEST else now
