"""What stories run in forks is what a user runs: it takes and says the same, and ends the same way."""

import os
import signal
import tempfile
from pathlib import Path

import pytest

from tests.stories.commands import InstalledPalabre, Palabre

pytestmark = pytest.mark.story


@pytest.mark.parametrize(
    ("command", "given", "exits"),
    [
        ("talk partnerships", "I agree\n/why تدريب, s’il vous plaît\n", 0),
        ("talk nowhere", "", 1),
        ("round lsit", "", 2),
    ],
)
def test_a_fork_says_what_the_installed_command_says(tmp_path: Path, command: str, given: str, exits: int) -> None:
    forked, installed = (
        kind(tmp_path / kind.__name__).run(*command.split(), stdin=given, exits=exits)
        for kind in (Palabre, InstalledPalabre)
    )
    assert forked == installed


def test_a_fork_is_in_this_folder_and_has_these_settings_alone(
    palabre: Palabre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "palabre.toml").write_text("listen = 'nowhere'", encoding="utf-8")
    monkeypatch.setenv("PALABRE_LISTEN", "somewhere")
    assert palabre.run("round", "list").err == ""
    monkeypatch.chdir(tmp_path)
    assert "listen: write a host and a port" in palabre.run("round", "list", exits=1).err
    assert palabre.run("round", "list", settings={"listen": "127.0.0.1:80"}).err == ""


def test_a_fork_is_a_process_that_signals_end(palabre: Palabre) -> None:
    reading, writing = os.pipe()
    with tempfile.TemporaryFile() as out, os.fdopen(reading, "rb") as given, os.fdopen(writing, "wb"):
        process = palabre.begin(("talk", "partnerships"), {}, given=given, out=out, err=out)
        assert process.poll() is None
        process.send_signal(signal.SIGKILL)
        assert process.wait(10) == process.poll() == process.returncode == -signal.SIGKILL
