"""Runs the command in forks of one process that has its libraries loaded, which saves each half a second or two.

A fork is a process like any other, with arguments, an environment, files and signals of its own. What only a start from
nothing shows (the installed script, what it imports, another seed of hashes) is for `commands.InstalledPalabre`.

Whoever wants a fork sends that process a request, with the files that are to be its input, output and errors and with
one end of a line, on which come the fork's number and, once it has ended, its status.
"""

import atexit
import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, NoReturn

from ruamel.yaml import YAML
from sqlalchemy import Connection

from tests.crashes.steps import watch

ROOT = Path(__file__).parents[2]
ROOMS = ("bots", "commands", "config", "consultation", "nlp", "reports", "storage")
NOT_LOADED = ("storage.migrations", "nlp.cluster")
"""What nothing of ours imports unless it is asked for: Alembic runs its scripts itself, and Dask is an extra."""

LIBRARIES = (
    "alembic.command",
    "babel.dates",
    "babel.messages.mofile",
    "babel.messages.pofile",
    "palabre",
    "psycopg",
    "sqlalchemy.dialects.postgresql.psycopg",
    "sqlalchemy.dialects.sqlite.pysqlite",
    "uvloop",
)
LONGEST_REQUEST = 1 << 17
HANDS = "HANDS_OF_THE_CLOCK"
"""Names the file by which a fork's clock is moved, for stories that last days."""

FILES = 4
"""Input, output, errors and the line."""


class Fork:
    """A fork, as a story sees it: what it uses of `subprocess.Popen`, safe for threads."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._turn = threading.Lock()
        self.pid = int(line.recv(64))
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return the exit status, None as long as it runs."""
        with self._turn:
            if self.returncode is None and select.select([self._line], [], [], 0)[0]:
                self.returncode = int(self._line.recv(64))
                self._line.close()
            return self.returncode

    def wait(self, timeout: float) -> int:
        """Wait until it has ended, and return its exit status."""
        end = time.monotonic() + timeout
        while (status := self.poll()) is None:
            if time.monotonic() > end:
                raise subprocess.TimeoutExpired(f"process {self.pid}", timeout)
            time.sleep(0.002)
        return status

    def send_signal(self, number: int) -> None:
        """Send it a signal, where it still runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it without a word."""
        self.send_signal(signal.SIGKILL)


def fork(arguments: Sequence[str], environment: Mapping[str, str], files: Sequence[int]) -> Fork:
    """Begin a command in this folder; ``files`` are its input, output and errors."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    request = json.dumps([[*arguments], {**environment}, str(Path.cwd())])
    with theirs:
        socket.send_fds(_forking(), [request.encode()], [*files, theirs.fileno()])
    return Fork(ours)


@cache
def _forking() -> socket.socket:
    """Start the process that forks; it ends with this one."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    code = f"import {__name__} as forks; forks.fork_on_request({theirs.fileno()})"  # with -m usage would tell of that
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", code],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        pass_fds=[theirs.fileno()],
        stdin=subprocess.DEVNULL,
    )
    theirs.close()
    atexit.register(process.wait, 10)
    atexit.register(ours.close)
    return ours


# In the process that forks


def fork_on_request(control: int) -> None:
    """Fork at each request on this socket until there come no more; in a fork, run the command."""
    _load()
    requests = socket.socket(fileno=control)
    running: dict[int, tuple[int, int]] = {}
    waiting = select.poll()
    waiting.register(requests, select.POLLIN)
    while True:
        for ready, _ in waiting.poll():
            if ready in running:
                waiting.unregister(ready)
                _tell_end(ready, *running.pop(ready))
                continue
            request, files, _, _ = socket.recv_fds(requests, LONGEST_REQUEST, FILES)
            if not request:
                return
            *standard, line = files
            if not (pid := os.fork()):
                _run(*json.loads(request), standard=standard)
            os.write(line, str(pid).encode())
            for file in standard:
                os.close(file)
            ended = os.pidfd_open(pid)
            running[ended] = (pid, line)
            waiting.register(ended, select.POLLIN)


def _tell_end(ended: int, pid: int, line: int) -> None:
    """Tell on the line how a fork ended; who asked may have ended before."""
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        os.write(line, str(status).encode())
    os.close(line)
    os.close(ended)


def _load() -> None:
    """Load all that is ours, and what each process would read or make once that is the same in all."""
    for module in (*LIBRARIES, *_ours()):
        importlib.import_module(module)
    import typer.main

    from config import wiring
    from config.catalogues import read_catalogues
    from config.loading import SHIPPED
    from nlp import listener
    from nlp.language import language_of
    from palabre import app

    _remember_yaml()
    _remember_migrations()
    shipped = _remember(wiring, "load_consultation", SHIPPED / "partnerships")
    for language in shipped.languages:
        _remember(listener, "build", shipped.codebook, language)
    _remember(typer.main, "get_command", app)
    read_catalogues()
    language_of("palabre", ("en", "fr"))
    gc.freeze()


def _remember(module: Any, name: str, *given: Any) -> Any:
    """Let what a function makes of these arguments be known from then on, and return it."""
    make = getattr(module, name)
    made = make(*given)
    setattr(module, name, lambda *asked: made if asked == given else make(*asked))
    return made


def _ours() -> Iterator[str]:
    """Yield the names of our modules."""
    for room in ROOMS:
        package = importlib.import_module(room)
        for module in walk_packages(package.__path__, f"{room}."):
            if not module.name.startswith(NOT_LOADED):
                yield module.name


def _remember_yaml() -> None:
    """Let a text that was composed be known from then on: the shipped consultation takes a seventh of a second."""
    compose, known = YAML.compose, dict[str, Any]()

    def remembering(self: YAML, text: str) -> Any:
        if text not in known:
            known[text] = compose(self, text)
        return known[text]

    YAML.compose = remembering  # type: ignore[method-assign,assignment]  # only in the forks


def _remember_migrations() -> None:
    """Let an empty SQLite database be given at once what the migrations make of one: that takes a tenth of a second."""
    from storage import schema
    from storage.engine import connect

    with tempfile.TemporaryDirectory() as folder, closing(connect(f"sqlite:///{folder}/empty.db")) as database:
        schema.bring_to_head(database)
        with database.reading() as connection:
            rows = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
            made = [sql for (sql,) in rows]
    upgrade = schema.upgrade

    def remembering(connection: Connection, to: str = "head") -> None:
        if connection.dialect.name != "sqlite" or to != "head" or schema.version(connection) is not None:
            upgrade(connection, to)
            return
        for sql in made:
            connection.exec_driver_sql(sql)
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (schema.HEAD,))

    schema.upgrade = remembering


def _run(arguments: list[str], environment: dict[str, str], folder: str, *, standard: Sequence[int]) -> NoReturn:
    """Run the command as if it had been started with these, as far as Python can tell."""
    import palabre

    for place, file in enumerate(standard):
        os.dup2(file, place)
    os.closerange(FILES - 1, os.sysconf("SC_OPEN_MAX"))
    hands = environment.pop(HANDS, "")
    if hands:
        _follow(Path(hands))
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(folder)
    watch(environment)
    sys.argv = arguments
    status = 1
    try:
        palabre.main()
    except SystemExit as ended:
        status = int(ended.code or 0)
    except BaseException:  # noqa: BLE001 (what Python itself would show)
        traceback.print_exc()
    _end(status)


def _follow(hands: Path) -> None:
    """Let the machine's clock be, at any moment, ahead by as many seconds as that file says."""
    from config.time_and_chance import SystemClock

    def now(_: SystemClock) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(hands.read_text(encoding="utf-8")))

    SystemClock.now = now  # type: ignore[method-assign,assignment]  # only in this fork


def _end(status: int) -> NoReturn:
    """End as Python does, except that nothing is taken apart: what all forks share would be copied for it."""
    threading._shutdown()  # type: ignore[attr-defined]  # there is no public name for it
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
