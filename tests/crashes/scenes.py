"""Installations to let a process die in: one is prepared, and copied for each death, on either database."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Protocol

from sqlalchemy import make_url

from storage.engine import connect
from storage.store import SqlStore
from tests.crashes.steps import CLOCK, FOLDER, LARGEST, STRIKE, TRACE, Step, steps_in
from tests.stories.commands import PATIENCE, Palabre, Process, Ran

KILLED = -9


class Databases(Protocol):
    """A kind of database: where those of installations are, and how one is copied while nobody uses it."""

    name: str

    def url(self, name: str) -> str:
        """Return the URL of a new empty database, "" for SQLite in the home."""
        ...

    def copy(self, name: str, of: str) -> str:
        """Return the URL of a new copy of a database."""
        ...


class InTheHome:
    """SQLite: a file in the home, which is copied with it."""

    name = "sqlite"

    def url(self, name: str) -> str:  # noqa: ARG002 (each home has one)
        return ""

    def copy(self, name: str, of: str) -> str:  # noqa: ARG002 (each home has one)
        return ""


class OnAServer:
    """PostgreSQL: databases beside the one at ``url``."""

    name = "postgresql"

    def __init__(self, url: str) -> None:
        self._url = url

    def url(self, name: str) -> str:
        return self._made(name, "")

    def copy(self, name: str, of: str) -> str:
        return self._made(name, f" TEMPLATE {make_url(of).database}")

    def _made(self, name: str, how: str) -> str:
        server = connect(self._url)
        # A killed process's connections end when the server notices; FORCE is for those it has not.
        for statement in (f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}{how}"):
            with server.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql(statement)
        server.close()
        return self._url.replace("/postgres?", f"/{name}?")


@dataclass(frozen=True)
class Scene:
    """An installation, alone in a ``folder``: ``known`` is what its makers want to remember of it."""

    folder: Path
    database: str = ""
    known: dict[str, str] = field(default_factory=dict)

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def palabre(self) -> Palabre:
        """The command, which nothing happens to."""
        return Palabre(self.home, self.database)

    @property
    def doomed(self) -> "Doomed":
        """The command, whose steps are written down."""
        return Doomed(self.home, self.database, trace=self.folder.with_suffix(".trace"), folder=self.folder)

    @contextmanager
    def store(self) -> Iterator[SqlStore]:
        """Give what is kept."""
        with SqlStore.open(self.database or f"sqlite:///{self.home / 'palabre.db'}") as store:
            yield store

    def words(self, *folders: str) -> bytes:
        """Return all that stands in files here, or in some folders of the home."""
        rooms = [self.home / name for name in folders] or [self.folder]
        return b"\n".join(path.read_bytes() for room in rooms for path in sorted(room.rglob("*")) if path.is_file())


@dataclass(frozen=True)
class Doomed(Palabre):
    """The command in a process that writes its steps down, and dies ``at`` one of them where one is named.

    It makes no file of more than ``most`` bytes, and its clock is as many seconds wrong as the file ``clock`` says.
    """

    trace: Path = Path()
    folder: Path = Path()
    at: str = ""
    most: int = 0
    clock: Path | None = None

    def dying(self, step: Step) -> "Doomed":
        """Return the command that dies at a step."""
        return replace(self, at=step.place)

    def taken(self) -> list[Step]:
        """Return the steps of the process that ran last."""
        return steps_in(self.trace)

    def ends(self, *arguments: str) -> Ran:
        """Run it to its end, whatever that is."""
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            process = self.begin(arguments, {}, given=given, out=out, err=err)
            try:
                code = process.wait(PATIENCE)
            finally:
                process.kill()
            for file in (out, err):
                file.seek(0)
            return Ran(code, out.read().decode(), err.read().decode())

    def begin(
        self,
        arguments: tuple[str, ...],
        settings: Mapping[str, str],
        *,
        given: IO[bytes],
        out: IO[bytes],
        err: IO[bytes],
    ) -> Process:
        self.trace.unlink(missing_ok=True)
        return super().begin(arguments, settings, given=given, out=out, err=err)

    def _environment(self, settings: Mapping[str, str]) -> dict[str, str]:
        own = {TRACE: str(self.trace), STRIKE: self.at, FOLDER: str(self.folder)}
        own |= {LARGEST: str(self.most or ""), CLOCK: str(self.clock or "")}
        return super()._environment(settings) | own


@dataclass
class Stages:
    """Makes scenes on one kind of database, in a folder of its own."""

    databases: Databases
    folder: Path

    def empty(self, name: str) -> Scene:
        """Return an installation with nothing in it."""
        scene = Scene(self.folder / name, self.databases.url(f"scene_{name}"))
        scene.home.mkdir(parents=True)
        return scene

    def copy(self, scene: Scene, name: str) -> Scene:
        """Return a copy of an installation that no process uses, in the place of the last of that name."""
        folder = self.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(scene.folder, folder, copy_function=_copied)
        return Scene(folder, self.databases.copy(f"scene_{name}", scene.database), {**scene.known})


def _copied(source: str, target: str) -> None:
    """Copy a file with its mode, sharing nothing."""
    shutil.copyfile(source, target)
    Path(target).chmod(Path(source).stat().st_mode & 0o777)
