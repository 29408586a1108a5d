"""A command with a fresh home for each story."""

from pathlib import Path

import pytest

from tests.stories.commands import Palabre


@pytest.fixture
def palabre(tmp_path: Path) -> Palabre:
    return Palabre(tmp_path / "home")
