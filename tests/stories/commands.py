"""Runs the command from outside, as another tool would."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from tests.stories.forks import HANDS, fork

COMMAND = Path(sys.executable).with_name("palabre")
PATIENCE = 300


class Process(Protocol):
    """What a story does with a process."""

    pid: int
    returncode: int | None

    def poll(self) -> int | None: ...
    def wait(self, timeout: float) -> int: ...
    def send_signal(self, number: int, /) -> None: ...
    def kill(self) -> None: ...


@dataclass(frozen=True)
class Ran:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Palabre:
    """The command with a home of its own, and its database there unless another is named."""

    home: Path
    database: str = ""

    def begin(
        self,
        arguments: tuple[str, ...],
        settings: Mapping[str, str],
        *,
        given: IO[bytes],
        out: IO[bytes],
        err: IO[bytes],
    ) -> Process:
        """Begin a command with these settings alone, and with these files as its input, output and errors."""
        environment = self._environment(settings)
        return fork([str(COMMAND), *arguments], environment, [given.fileno(), out.fileno(), err.fileno()])

    def run(
        self, *arguments: str | Path, stdin: str | bytes = "", exits: int = 0, settings: Mapping[str, str] = {}
    ) -> Ran:
        """Run it and check its exit status; a traceback is never what a user may see."""
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            given.write(stdin.encode() if isinstance(stdin, str) else stdin)
            given.seek(0)
            process = self.begin(tuple(map(str, arguments)), settings, given=given, out=out, err=err)
            try:
                code = process.wait(PATIENCE)
            finally:
                process.kill()
            ran = Ran(code, _read(out), _read(err))
        assert "Traceback" not in ran.err, ran.err
        assert ran.code == exits, f"exit {ran.code}, expected {exits}\n{ran.out[-2000:]}\n{ran.err[-2000:]}"
        return ran

    def talk(self, *lines: str, options: tuple[str, ...] = ("partnerships",), name: str = "me") -> list[str]:
        """Say lines to the interview and return the lines it answered, its marks taken off."""
        ran = self.run("talk", *options, "--as", name, stdin="".join(f"{line}\n" for line in lines))
        return [line.removeprefix("< ") for line in ran.out.splitlines() if line.startswith("<")]

    def _environment(self, settings: Mapping[str, str]) -> dict[str, str]:
        bare = {name: value for name, value in os.environ.items() if not name.startswith("PALABRE_")}
        bare |= {"PALABRE_HOME": str(self.home), "PALABRE_DATABASE": self.database, "COLUMNS": "200"}
        return bare | {f"PALABRE_{name.upper()}": value for name, value in settings.items()}


@dataclass(frozen=True)
class Hastened(Palabre):
    """The command where days pass at once: its clock is ahead by as many seconds as a file says that one can change."""

    hands: Path = Path()

    def ahead(self, seconds: float) -> None:
        """Put the clock of all its processes ahead of the machine's."""
        written = self.hands.with_suffix(".new")
        written.write_text(str(seconds), encoding="utf-8")
        written.replace(self.hands)

    def _environment(self, settings: Mapping[str, str]) -> dict[str, str]:
        return super()._environment(settings) | {HANDS: str(self.hands)}


class InstalledPalabre(Palabre):
    """The command as it is installed, started from nothing each time."""

    def begin(
        self,
        arguments: tuple[str, ...],
        settings: Mapping[str, str],
        *,
        given: IO[bytes],
        out: IO[bytes],
        err: IO[bytes],
    ) -> Process:
        environment = self._environment(settings)
        return subprocess.Popen([COMMAND, *arguments], env=environment, stdin=given, stdout=out, stderr=err)


def _read(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()
