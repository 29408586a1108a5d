"""In a process that may have to die: its steps, written down before each is taken, and its death at one of them.

A step is where a process can leave things half done: a commit, a request to Telegram, the taking of a call by webhook,
a change of a file. Commits, requests and calls can be struck before or after they take effect, a file that is to be
written before or after it is opened, with nothing in it yet; what comes after any other change of a file is what comes
before the next one. Nothing of the product knows of this.
"""

import os
import re
import resource
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

TRACE, STRIKE, FOLDER = "CRASH_TRACE", "CRASH_AT", "CRASH_FOLDER"
LARGEST, CLOCK = "CRASH_LARGEST", "CRASH_CLOCK"
BEFORE, AFTER = "before", "after"
WRITING = os.O_WRONLY | os.O_RDWR
CHANGED = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM|(?:CREATE|ALTER|DROP) TABLE)\s+\"?(\w+)", re.IGNORECASE)
FILE_EVENTS = {"open": "write", "os.rename": "rename", "os.remove": "remove", "os.rmdir": "remove", "os.mkdir": "make"}
CHANCE = re.compile(r"(?:(?<=[-_.])|(?<=/tmp)|(?<=^tmp))[a-z0-9_]{8}(?=$|[/.])")
"""What `tempfile` puts into a name."""

DEPTH, LANGUAGE = 2, 2
"""How deep folders tell what is in them, and how long the name of one is that is in each language."""


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """The ``number``-th of a ``kind``, from 1, and whether it is `BEFORE` or `AFTER` its effect; ``what`` it is on."""

    kind: str
    number: int
    when: str
    what: str = ""

    @property
    def place(self) -> str:
        """By which it is found again in another run."""
        return f"{self.kind}:{self.number}:{self.when}"

    @property
    def like(self) -> tuple[str, str, str]:
        """What it has in common with others that can leave no more than it does.

        A file that is made beside is like all others below the folder, with a dot before its name, that will be moved.
        """
        if self.kind not in FILE_EVENTS.values():
            return self.kind, self.when, "" if self.kind.startswith("setMy") else str(self.number)
        folders: list[str] = []
        for part in self.what.split("/")[:DEPTH]:
            folders.append("*" if len(part) == LANGUAGE else part)
            if part.startswith("."):
                break
        return self.kind, self.when, "/".join(folders if len(folders) > 1 else folders[:-1])

    def __str__(self) -> str:
        return f"{self.when} {self.kind} {self.number}" + (f" ({self.what})" if self.what else "")


def steps_in(trace: Path) -> list[Step]:
    """Return the steps that a process has begun, in order."""
    lines = trace.read_text(encoding="utf-8").splitlines() if trace.exists() else []
    rows = [line.split("\t") for line in lines]
    return [Step(kind, int(number), when, what) for kind, number, when, what in rows]


def watch(environment: Mapping[str, str]) -> None:
    """Write down the steps of this process, and kill it at one of them, where its environment asks for that.

    Likewise let no file grow beyond so many bytes, or let the clock go wrong.
    """
    if environment.get(LARGEST):
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(environment[LARGEST]), resource.RLIM_INFINITY))
    if environment.get(CLOCK):
        _set_the_clock_by(Path(environment[CLOCK]))
    if TRACE in environment:
        watched = _Watched(Path(environment[TRACE]), environment.get(STRIKE, ""))
        _watch_commits(watched)
        _watch_requests(watched)
        _watch_calls(watched)
        _watch_files(watched, Path(environment[FOLDER]))


def _set_the_clock_by(path: Path) -> None:
    """Let a file say by how many seconds the clock is wrong."""
    from config.time_and_chance import SystemClock

    def now(_: SystemClock) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(path.read_text(encoding="ascii") or 0))

    SystemClock.now = now  # type: ignore[method-assign,assignment]  # in this process only


class _Watched:
    """What this process has done by now."""

    def __init__(self, trace: Path, strike: str) -> None:
        self._trace = os.open(trace, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._strike = strike
        self._taken: Counter[str] = Counter()
        self._turn = threading.Lock()

    def begins(self, kind: str, what: str) -> int:
        """Note that a step is to be taken; return its number."""
        with self._turn:
            self._taken[kind] += 1
            number = self._taken[kind]
        self.at(Step(kind, number, BEFORE, what))
        return number

    def at(self, step: Step, last: Callable[[], object] = bool) -> None:
        """Note where this process is; where it was to die there, do a ``last`` thing and end it without a word."""
        os.write(self._trace, f"{step.kind}\t{step.number}\t{step.when}\t{step.what}\n".encode())
        if step.place == self._strike:
            last()
            os.kill(os.getpid(), signal.SIGKILL)
            threading.Event().wait()  # nothing more is done until the signal arrives


def _watch_commits(watched: _Watched) -> None:
    from sqlalchemy import Engine, event
    from sqlalchemy.engine.default import DefaultDialect

    changed = threading.local()
    commit: Callable[..., None] = DefaultDialect.do_commit

    def executing(connection: Any, cursor: Any, statement: str, *_: Any) -> None:  # noqa: ARG001 (SQLAlchemy passes them)
        if found := CHANGED.match(statement):
            changed.tables = {*getattr(changed, "tables", ()), found[1]}

    def committing(self: DefaultDialect, connection: Any) -> None:
        what, changed.tables = "+".join(sorted(getattr(changed, "tables", ()))), set()
        what = what if len(what) < 60 else f"{what[:57]}..."
        number = watched.begins("commit", what)
        commit(self, connection)
        watched.at(Step("commit", number, AFTER, what))

    listen: Callable[..., None] = event.listen  # it has no types
    listen(Engine, "before_cursor_execute", executing)
    DefaultDialect.do_commit = committing  # type: ignore[method-assign]  # in this process only


def _watch_requests(watched: _Watched) -> None:
    from bots.telegram_request import AiohttpRequest

    request = AiohttpRequest.do_request

    async def requesting(self: AiohttpRequest, url: str, *arguments: Any, **options: Any) -> tuple[int, bytes]:
        method = url.rpartition("/")[2].partition("?")[0]
        number = watched.begins(method, "")
        answer = await request(self, url, *arguments, **options)
        watched.at(Step(method, number, AFTER))
        return answer

    AiohttpRequest.do_request = requesting  # type: ignore[method-assign]  # in this process only


def _watch_calls(watched: _Watched) -> None:
    from bots.telegram_webhook import Webhook

    take: Callable[..., Any] = Webhook._take

    async def taking(self: Webhook, request: Any) -> Any:
        number = watched.begins("call", "")
        response = await take(self, request)
        watched.at(Step("call", number, AFTER))
        return response

    Webhook._take = taking  # type: ignore[method-assign]  # in this process only


def _watch_files(watched: _Watched, folder: Path) -> None:
    noting = threading.local()

    def heard(event: str, arguments: tuple[Any, ...]) -> None:
        kind = FILE_EVENTS.get(event)
        if kind is None or getattr(noting, "now", False):
            return
        if kind == "write" and not (isinstance(arguments[2], int) and arguments[2] & WRITING):
            return
        what = _named(arguments[1 if kind == "rename" else 0], folder)
        if what:
            noting.now = True
            number = watched.begins(kind, what)
            if kind == "write" and str(arguments[0]).startswith("/"):
                watched.at(Step(kind, number, AFTER, what), partial(_opened, Path(arguments[0]), arguments[2]))
            noting.now = False

    sys.addaudithook(heard)


def _opened(path: Path, flags: int) -> None:
    """Open a file to write, and write nothing: what stood in it is gone."""
    os.close(os.open(path, flags, 0o600))


def _named(path: object, folder: Path) -> str:
    """Return how a step calls a file in the folder, or relative to one that is open; "" for any other."""
    name = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else ""
    if name.startswith("/"):
        name = os.path.relpath(name, folder) if name.startswith(f"{folder}/") else ""
    return CHANCE.sub("*", name)
