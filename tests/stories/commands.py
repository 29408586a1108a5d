"""Runs the command from outside, as another tool would."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

COMMAND = Path(sys.executable).with_name("palabre")


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

    def run(self, *arguments: str | Path, stdin: str | bytes = "", exits: int = 0) -> Ran:
        """Run it and check its exit status; a traceback is never what a user may see."""
        given = stdin.encode() if isinstance(stdin, str) else stdin
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PALABRE_")}
        environment |= {"PALABRE_HOME": str(self.home), "PALABRE_DATABASE": self.database, "COLUMNS": "200"}
        done = subprocess.run(  # the command is ours, its arguments are the test's
            [COMMAND, *map(str, arguments)], input=given, capture_output=True, env=environment, check=False, timeout=300
        )
        ran = Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback" not in ran.err, ran.err
        assert ran.code == exits, f"exit {ran.code}, expected {exits}\n{ran.out[-2000:]}\n{ran.err[-2000:]}"
        return ran

    def talk(self, *lines: str, options: tuple[str, ...] = ("partnerships",), name: str = "me") -> list[str]:
        """Say lines to the interview and return the lines it answered, its marks taken off."""
        ran = self.run("talk", *options, "--as", name, stdin="".join(f"{line}\n" for line in lines))
        return [line.removeprefix("< ") for line in ran.out.splitlines() if line.startswith("<")]
