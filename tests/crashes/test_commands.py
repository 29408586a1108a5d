"""A sample of the crash matrix: commands that die at steps picked by the recorded seed. `make crash` tries them all."""

from pathlib import Path

import pytest

from tests.crashes.commands import CASES, Case
from tests.crashes.matrix import some, struck
from tests.crashes.scenes import Databases, InTheHome, OnAServer, Stages

pytestmark = [pytest.mark.story, pytest.mark.postgres]

DATABASES = ("sqlite", "postgresql")
SLOW = ("report", "supersede", "publish", "learn", "erase")


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case.name for case in CASES])
def test_a_command_that_is_killed_leaves_nothing_half_done(
    request: pytest.FixtureRequest, tmp_path: Path, number: int
) -> None:
    case: Case = CASES[number]
    stages = Stages(databases(DATABASES[number % 2], request), tmp_path)
    cells = list(struck(case, stages, some(1 if case.name in SLOW else 2)))
    assert cells
    assert [cell for cell in cells if cell.trouble] == []


def databases(name: str, request: pytest.FixtureRequest) -> Databases:
    return InTheHome() if name == "sqlite" else OnAServer(request.getfixturevalue("postgres_url"))
