"""What can go wrong around a process that lives on: the disk, the database, the clock, what it is configured with.

Each function is one trouble, and asserts all that is to hold while it lasts and afterwards. `TROUBLES` lists them.
"""

import resource
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import chdir, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from time import sleep
from unittest.mock import patch

from sqlalchemy import make_url

from consultation.rounds import Round
from storage.engine import connect
from tests.bot_api import phone
from tests.bot_api.phone import Respondent
from tests.bot_api.server import BotApi
from tests.crashes.commands import is_closed, no_half_edition, nothing_left_over
from tests.crashes.scenes import InTheHome, Scene, Stages
from tests.crashes.serving import WORDS
from tests.stories.commands import Palabre
from tests.stories.serving import PATIENCE, Serving, Town, serving

NO_LIMIT = resource.RLIM_INFINITY
LITTLE = 8192
"""Bytes: enough for what a process says of itself, too little for a transaction."""

DAY = 86_400


@dataclass
class Talk:
    """Somebody in an interview with a process that serves, who answers one question and begins the next."""

    town: Town
    process: Serving
    ada: Respondent
    round: Round

    def begins(self) -> None:
        self.ada.joins()
        self.ada.answers("capacity", *WORDS["capacity"])

    def goes_on(self) -> None:
        self.ada.answers("areas", *WORDS["areas"])

    @property
    def answered(self) -> int:
        """How many messages they have got."""
        return sum(message.sender is not self.ada.person for message in self.ada.person.chat.messages)

    def holds(self) -> None:
        """Assert that each answer is kept once."""
        kept = self.town.said_by_all(self.round)
        assert kept == [tuple((question, *words) for question, words in WORDS.items())], f"kept is {kept}"


@contextmanager
def talking(scene: Scene, palabre: Palabre | None = None) -> Iterator[tuple[Talk, ThreadPoolExecutor]]:
    """Give somebody who has answered one question; all that they said is checked at the end."""
    name = scene.palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    with scene.store() as store:
        launched = store.round(name)
    patient = patch.object(phone, "PATIENCE", 3 * PATIENCE)  # they wait longer than a trouble lasts
    with patient, BotApi(seed=3) as api, ThreadPoolExecutor(1) as aside:
        town = Town(scene.palabre, api, api.bot())
        with serving(palabre or scene.palabre, api, town.token) as process:
            talk = Talk(town, process, Respondent(api.person("Ada"), launched.code, WORDS), launched)
            talk.begins()
            api.waits_until_idle()
            yield talk, aside
            assert process.stop() == 0
        talk.holds()
        assert api.complaints == []


def waits(talk: Talk, aside: ThreadPoolExecutor, act: Callable[[], None]) -> "Future[None]":
    """Let somebody act who gets no answer, and return when the process says that it waits."""
    talk.town.api.waits_until_idle()
    before, ending = talk.answered, aside.submit(act)
    talk.process.says("waiting for the database")
    assert not ending.done(), "they were told that something is kept"
    assert talk.answered == before, "they were told that something is kept"
    return ending


def full_disk(stages: Stages, seconds: float) -> None:
    """Let no file grow any more while somebody answers; then there is room again."""
    with talking(stages.empty("full_disk")) as (talk, aside):
        resource.prlimit(talk.process.process.pid, resource.RLIMIT_FSIZE, (LITTLE, NO_LIMIT))
        ending = waits(talk, aside, talk.goes_on)
        sleep(seconds)
        assert not ending.done(), "they were told that something is kept"
        resource.prlimit(talk.process.process.pid, resource.RLIMIT_FSIZE, (NO_LIMIT, NO_LIMIT))
        ending.result(3 * PATIENCE)


def full_disk_for_files(stages: Stages, seconds: float) -> None:  # noqa: ARG001 (it does not take long)
    """Leave no room for reports, backups and sites: each says so and leaves what was there."""
    scene = stages.empty("no_room")
    name = is_closed(scene)
    scene.palabre.run("report", name)
    scene.palabre.run("backup", scene.folder / "all.zip")
    scene.palabre.run("publish", name, "--site", scene.folder / "site")
    scene.palabre.run("report", name, "--format", "md")
    whole = {path: path.read_bytes() for path in scene.folder.rglob("*") if _is_kept(path)}
    cramped = replace(scene.doomed, most=LITTLE)
    for command in (
        ("report", name, "--format", "html,md"),
        ("backup", str(scene.folder / "all.zip")),
        ("publish", name, "--site", str(scene.folder / "site")),
    ):
        ran = cramped.ends(*command)
        assert (ran.code, ran.err.count("\n"), "Traceback" in ran.err) == (1, 1, False), ran.err
        assert "too large" in ran.err or "full" in ran.err or "does not answer" in ran.err, ran.err
        assert {path: path.read_bytes() for path in whole if path.exists()} == whole, f"{command[0]} broke something"
        no_half_edition(scene)
    for command in (("report", name), ("backup", str(scene.folder / "all.zip"))):
        scene.palabre.run(*command)
    no_half_edition(scene)
    nothing_left_over(scene)


def _is_kept(path: Path) -> bool:
    return path.is_file() and path.suffix in {".html", ".md", ".zip", ".json", ".xml", ".js"}


def locked_database(stages: Stages, seconds: float) -> None:
    """Hold the tables while somebody answers."""
    scene = stages.empty("locked")
    with talking(scene) as (talk, aside):
        talk.town.api.waits_until_idle()
        before = talk.answered
        database = connect(scene.database or f"sqlite:///{scene.home / 'palabre.db'}")
        with database.writing() as connection:
            if not database.is_sqlite:
                connection.exec_driver_sql("LOCK TABLE deliveries IN ACCESS EXCLUSIVE MODE")
            ending = aside.submit(talk.goes_on)
            sleep(seconds)
            assert not ending.done(), "they were told that something is kept"
            assert talk.answered == before, "they were told that something is kept"
        database.close()
        ending.result(3 * PATIENCE)


def database_away(stages: Stages, seconds: float) -> None:
    """End all connections to PostgreSQL, and let no new ones be made for a while."""
    scene = stages.empty("away")
    with way_to(scene.database) as way:
        near = Palabre(scene.home, way.url)
        with talking(scene, near) as (talk, aside):
            way.closes()
            ending = waits(talk, aside, talk.goes_on)
            sleep(seconds)
            assert not ending.done(), "they were told that something is kept"
            way.opens()
            ending.result(3 * PATIENCE)


def clock_that_jumps(stages: Stages, seconds: float) -> None:  # noqa: ARG001 (the clock does)
    """Let the clock go days forward and back while somebody answers, and tell again what was heard."""
    scene = stages.empty("clock")
    clock = scene.folder / "clock"
    clock.write_text("0", encoding="ascii")
    with talking(scene, replace(scene.doomed, clock=clock)) as (talk, _):
        for days in (3, -3, 30, 0):
            clock.write_text(str(days * DAY), encoding="ascii")
            before = talk.answered
            talk.ada.looks_around()
            assert talk.answered > before
        clock.write_text(str(3 * DAY), encoding="ascii")
        talk.town.api.faults.duplicate_updates(1.0)
        talk.goes_on()
        talk.town.api.faults.clear()


def corrupt_configuration(stages: Stages, seconds: float) -> None:  # noqa: ARG001 (it does not take long)
    """Break each file that is read in turn: a line says which, nothing is changed, and mended it works."""
    scene = stages.empty("corrupt")
    name = is_closed(scene)
    models = scene.home / "models" / "partnerships"
    models.mkdir(parents=True)
    broken: list[tuple[Path, bytes, tuple[str, ...]]] = [
        (scene.home / "keys" / "identity.key", b"", ("talk", "partnerships", "--round", name)),
        (scene.home / "keys" / "address.key", b"no key", ("talk", "partnerships", "--round", name)),
        (models / "current", b"the best one\n", ("model", "list", "partnerships")),
        (models / "1.json", b"{", ("model", "list", "partnerships")),
    ]
    if isinstance(stages.databases, InTheHome):
        broken.append((scene.home / "palabre.db", b"This is no database, and was one never." * 99, ("round", "list")))
    for path, content, command in broken:
        before = path.read_bytes() if path.exists() else None
        path.write_bytes(content)
        for one in (command, ("doctor",)):
            ran = scene.doomed.ends(*one)
            assert "Traceback" not in ran.err, f"{path.name}, {one[0]}: {ran.err}"
            if one is command:
                assert (ran.code, ran.err.count("\n")) == (1, 1), f"{path.name}: {ran}"
                assert path.name in ran.err, f"{path.name}: {ran.err}"
        assert path.read_bytes() == content, f"{path.name} was changed"
        path.unlink()
        if before is not None:
            path.write_bytes(before)
            path.chmod(0o600)
        scene.palabre.run(*command)
    for text in ("home = [", "listen = 'nowhere'", 'discord_shards = "many"'):
        (scene.folder / "palabre.toml").write_text(text, encoding="utf-8")
        with chdir(scene.folder):
            ran = scene.doomed.ends("round", "list")
        assert (ran.code, ran.err.count("\n"), "palabre.toml" in ran.err) == (1, 1, True), ran.err


TROUBLES: tuple[Callable[[Stages, float], None], ...] = (
    full_disk,
    full_disk_for_files,
    locked_database,
    database_away,
    clock_that_jumps,
    corrupt_configuration,
)


# A way to PostgreSQL that can be closed.


class Way:
    """A port of this machine from which connections are led on to a server's socket, while it is open."""

    def __init__(self, server: str) -> None:
        parts = make_url(server)
        self._socket = f"{parts.query['host']}/.s.PGSQL.{parts.port or 5432}"
        self._door = socket.create_server(("127.0.0.1", 0))
        port = self._door.getsockname()[1]
        self.url = f"postgresql://{parts.username}@127.0.0.1:{port}/{parts.database}"
        self._open = True
        self._led: list[socket.socket] = []
        self._turn = threading.Lock()
        threading.Thread(target=self._leads, daemon=True).start()

    def closes(self) -> None:
        """End all connections, and let none come."""
        with self._turn:
            self._open = False
            self._end_all()

    def opens(self) -> None:
        """Let them come again."""
        self._open = True

    def ends(self) -> None:
        """Close it for good."""
        self._door.close()
        self._end_all()

    def _end_all(self) -> None:
        for one in self._led:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._led.clear()

    def _leads(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._door.accept()
                with self._turn:
                    if not self._open:
                        near.close()
                        continue
                    far = socket.socket(socket.AF_UNIX)
                    far.connect(self._socket)
                    self._led += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=_carries, args=(one, other), daemon=True).start()


def _carries(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while chunk := one.recv(1 << 16):
            other.sendall(chunk)
        other.shutdown(socket.SHUT_WR)


@contextmanager
def way_to(server: str) -> Iterator[Way]:
    """Give a way to a server."""
    way = Way(server)
    try:
        yield way
    finally:
        way.ends()
