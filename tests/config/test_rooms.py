"""A folder to make something in: gone when that is done, and gone after who was killed in it."""

import os
import signal
from pathlib import Path

import pytest

from config.rooms import room, sweep


def test_it_is_private_and_goes_when_that_is_done(tmp_path: Path) -> None:
    with room(tmp_path, "making") as made:
        assert made.parent == tmp_path
        assert made.name.startswith(".making-")
        assert made.stat().st_mode & 0o777 == 0o700
        (made / "words").write_text("What somebody said.", encoding="utf-8")
    assert list(tmp_path.iterdir()) == []


def test_it_goes_too_where_that_fails(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), room(tmp_path, "making") as made:
        (made / "nowhere" / "words").touch()
    assert list(tmp_path.iterdir()) == []


def test_what_somebody_works_in_is_left_and_so_is_what_is_called_otherwise(tmp_path: Path) -> None:
    (tmp_path / ".others-1").mkdir()
    (tmp_path / "making-1").mkdir()
    with room(tmp_path, "making") as mine, room(tmp_path, "making") as theirs:
        sweep(tmp_path, "making")
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
            [".others-1", "making-1", mine.name, theirs.name]
        )


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nobody is killed here")
def test_what_a_killed_process_left_goes_with_the_next(tmp_path: Path) -> None:
    child = os.fork()
    if not child:
        with room(tmp_path, "making") as made:
            (made / "words").write_text("What somebody said.", encoding="utf-8")
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    (left,) = tmp_path.iterdir()
    assert (left / "words").read_text(encoding="utf-8") == "What somebody said."
    with room(tmp_path, "making") as made:
        assert list(tmp_path.iterdir()) == [made]


def test_there_must_be_a_place_for_it(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), room(tmp_path / "nowhere", "making"):
        pass
