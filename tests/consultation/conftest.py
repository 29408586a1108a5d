"""An installation of its own for each test, and Ada, who has agreed to take part."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from consultation.rounds import Kind, Round
from storage.memory import MemoryStore
from tests.consultation.conversations import Installation, Respondent
from tests.databases import Place


@pytest.fixture
def database(empty: Path, tmp_path: Path) -> Path:
    """Give the file of a database of the test's own."""
    return Path(shutil.copy(empty, tmp_path / "palabre.db"))


@pytest.fixture
def installation() -> Installation:
    """Give an installation in memory; `test_properties` shows that one in a file does the same."""
    return Installation.over(MemoryStore())


@pytest.fixture
def in_a_file(place: Place) -> Iterator[Installation]:
    """Give an installation over a database in a file."""
    with place.store() as store:
        yield Installation.over(store)


@pytest.fixture
def questions(installation: Installation) -> Round:
    """Give an open round on questions."""
    return installation.launch()


@pytest.fixture
def ada(installation: Installation, questions: Round) -> Respondent:
    """Give Ada, who has agreed to take part in the round on questions."""
    ada = Respondent(installation)
    ada.agrees(questions)
    return ada


@pytest.fixture
def on_drafts(installation: Installation) -> Round:
    """Give an open round on drafts."""
    return installation.launch(Kind.DRAFTS)


@pytest.fixture
def ben(installation: Installation, on_drafts: Round) -> Respondent:
    """Give Ben, who has agreed to take part in the round on drafts."""
    ben = Respondent(installation, "ben")
    ben.agrees(on_drafts)
    return ben
