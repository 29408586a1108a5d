"""A command with a fresh home for each story: forked, which is quick, or as it is installed."""

from pathlib import Path

import pytest

from tests.stories.commands import InstalledPalabre, Palabre


@pytest.fixture
def palabre(tmp_path: Path) -> Palabre:
    return Palabre(tmp_path / "home")


@pytest.fixture
def installed(tmp_path: Path) -> InstalledPalabre:
    """Give the command as it is installed, with the same home."""
    return InstalledPalabre(tmp_path / "home")
