"""Goes through the matrix: each use case is done once whole, then once for each of its steps by a process that dies."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random

from tests.crashes.commands import Case
from tests.crashes.scenes import KILLED, Doomed, Scene, Stages
from tests.crashes.serving import Course
from tests.crashes.steps import Step

SEED = 20180414
"""By which a sample of the steps is picked: the same steps in every run."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What came of one death, or of what went wrong around a process: ``trouble`` is "" where all held."""

    case: str
    database: str
    step: Step | str
    trouble: str

    def __str__(self) -> str:
        return f"{self.case:<22} {self.database:<11} {'ok' if not self.trouble else 'BROKEN':<7} {self.step}" + (
            f"\n    {self.trouble}" if self.trouble else ""
        )


TELLING = ("commit", "sendMessage", "call", "rename", "write", "getUpdates")
Pick = Callable[[str, Sequence[Step]], Sequence[Step]]


def every(case: str, steps: Sequence[Step]) -> Sequence[Step]:
    """Pick all steps; of changes of files that are alike the first, the last and one between."""
    alike: dict[tuple[str, str, str], list[int]] = {}
    for place, step in enumerate(steps):
        alike.setdefault(step.like, []).append(place)
    chance = Random(f"{SEED} {case}")
    chosen = {place for places in alike.values() for place in (places[0], chance.choice(places), places[-1])}
    return [steps[place] for place in sorted(chosen)]


def some(size: int, seed: int = SEED) -> Pick:
    """Return what picks so many steps by a seed, in their order: of each kind one before and one after it, then others.

    What changes the state of something comes first: commits, then messages and calls, then files.
    """

    def picked(case: str, steps: Sequence[Step]) -> Sequence[Step]:
        chance = Random(f"{seed} {case}")
        seen, ranked = Counter[tuple[str, str]](), []
        for place in chance.sample(range(len(steps)), len(steps)):
            kind, when = steps[place].kind, steps[place].when
            ranked.append((seen[kind, when], TELLING.index(kind) if kind in TELLING else len(TELLING), place))
            seen[kind, when] += 1
        return [steps[place] for place in sorted(place for *_, place in sorted(ranked)[:size])]

    return picked


def struck(case: Case, stages: Stages, pick: Pick) -> Iterator[Cell]:
    """Yield what comes of each death of a command."""
    prepared = stages.empty(f"{case.name}_prepared")
    case.prepare(prepared)
    whole = stages.copy(prepared, f"{case.name}_whole")
    ran = whole.doomed.ends(*case.arguments(whole))
    assert ran.code == 0, ran.err
    for step in pick(case.name, whole.doomed.taken()):
        scene = stages.copy(prepared, f"{case.name}_struck")
        yield Cell(
            case.name, stages.databases.name, step, _trouble(partial(_holds, case, scene, prepared, whole, step))
        )


def _holds(case: Case, scene: Scene, before: Scene, whole: Scene, step: Step) -> None:
    """Let a command die at a step, and assert that it did so there, and all that is to hold then."""
    _dies(scene.doomed.dying(step), case.arguments(scene), step)
    case.check(scene, before, whole)
    case.again(scene, whole)


def _dies(doomed: Doomed, arguments: tuple[str, ...], step: Step) -> None:
    """Let a command die at a step, and assert that this is where it died."""
    ran = doomed.ends(*arguments)
    taken = doomed.taken()
    assert ran.code == KILLED, f"it ended with {ran.code}: {ran.err[-300:]}"
    assert taken[-1].place == step.place, f"it died {taken[-1]}"


def _trouble(check: Callable[[], None]) -> str:
    """Return what does not hold, "" where all does."""
    try:
        check()
    except Exception as error:  # noqa: BLE001 (whatever is broken, the other steps are tried)
        return f"{type(error).__name__}: {error}"
    return ""


def served(course: Course, stages: Stages, pick: Pick) -> Iterator[Cell]:
    """Yield what comes of each death of a process that serves."""
    with course.ready(stages):
        for step in pick(course.name, course.steps()):
            yield Cell(course.name, stages.databases.name, step, _trouble(partial(course.dies, step)))


def around(happens: Callable[[Stages, float], None], stages: Stages, seconds: float) -> Cell:
    """Return what comes of a trouble that lasts so long."""
    name = happens.__name__.replace("_", " ")
    return Cell(name, stages.databases.name, "lives on", _trouble(partial(happens, stages, seconds)))
