"""Nothing is lost while the disk is full, the database is gone, the clock jumps or a file is broken."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.crashes.scenes import InTheHome, OnAServer, Stages
from tests.crashes.surroundings import TROUBLES, database_away, locked_database

pytestmark = pytest.mark.story

MOMENT = 1.0
"""Seconds for which a trouble lasts here; in `make crash` it is a minute."""


@pytest.mark.parametrize("trouble", [one for one in TROUBLES if one is not database_away], ids=lambda one: one.__name__)
def test_with_sqlite(tmp_path: Path, trouble: Callable[[Stages, float], None]) -> None:
    trouble(Stages(InTheHome(), tmp_path), MOMENT)


@pytest.mark.postgres
@pytest.mark.parametrize("trouble", [locked_database, database_away], ids=lambda one: one.__name__)
def test_with_postgresql(tmp_path: Path, postgres_url: str, trouble: Callable[[Stages, float], None]) -> None:
    trouble(Stages(OnAServer(postgres_url), tmp_path), MOMENT)
