"""A sample of the crash matrix: bots that die at steps picked by the recorded seed. `make crash` tries them all."""

from pathlib import Path

import pytest

from tests.crashes.matrix import served, some
from tests.crashes.scenes import Databases, InTheHome, OnAServer, Stages
from tests.crashes.serving import COURSES, Course

pytestmark = pytest.mark.story


@pytest.mark.parametrize("course", COURSES, ids=[course.name for course in COURSES])
def test_a_bot_that_is_killed_loses_no_answer_and_reminds_nobody_twice(tmp_path: Path, course: Course) -> None:
    holds(course, InTheHome(), tmp_path)


@pytest.mark.postgres
def test_a_bot_that_is_killed_with_postgresql(tmp_path: Path, postgres_url: str) -> None:
    for course in COURSES[1:]:
        holds(course, OnAServer(postgres_url), tmp_path)


def holds(course: Course, databases: Databases, folder: Path) -> None:
    cells = list(served(course, Stages(databases, folder), some(4 if course.name == "outbox" else 2)))
    assert cells
    assert [cell for cell in cells if cell.trouble] == []
