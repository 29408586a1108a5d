"""Runs `palabre serve` from outside, beside a local Telegram, Discord or both, and looks into what it keeps.

Also somebody at Discord's app, who goes through an interview by what they see there.
"""

import contextlib
import json
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import update

from consultation.notices import Sending
from consultation.records import Participation
from consultation.rounds import Round
from storage.engine import Database, connect
from storage.outbox import SqlOutbox
from storage.recent import MOMENT
from storage.store import SqlStore
from storage.tables import NoticeRow
from tests.bot_api.clients import free_port
from tests.bot_api.server import BotApi
from tests.discord_api import Button as DrawnButton
from tests.discord_api import DiscordApi, GuildChannel, Interaction, Modal
from tests.discord_api import Message as DiscordMessage
from tests.discord_api import Person as DiscordPerson
from tests.discord_api import Select as DrawnMenu
from tests.stories.commands import Palabre, Process, Ran

PATIENCE = 60.0
T = TypeVar("T")


def until(condition: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"never came: {what}"
        time.sleep(0.02)


def telegram_settings(api: BotApi | str, token: str) -> dict[str, str]:
    """Return the settings by which a Telegram bot talks to a server of ours, or to a host and port."""
    return {"telegram_token": token, "telegram_api": f"http://{api}" if isinstance(api, str) else api.url}


def discord_settings(api: DiscordApi | str, token: str) -> dict[str, str]:
    """Return the settings by which a Discord bot talks to a server of ours, or to a host and port."""
    at = api if isinstance(api, str) else f"127.0.0.1:{api.port}"
    return {"discord_token": token, "discord_api": f"http://{at}/api/v10", "discord_gateway": f"ws://{at}"}


def webhook_settings() -> dict[str, str]:
    """Return the settings by which updates come in at a port of this machine."""
    listen = f"127.0.0.1:{free_port()}"
    return {"telegram_webhook": f"http://{listen}/telegram", "listen": listen}


def health(settings: Mapping[str, str]) -> tuple[int, dict[str, dict[str, Any]]]:
    """Return what a process says of its state, and with which status."""
    connection = HTTPConnection(settings["listen"], timeout=60)
    connection.request("GET", "/health")
    answer = connection.getresponse()
    found = answer.status, json.loads(answer.read())
    connection.close()
    return found


def states(settings: Mapping[str, str]) -> tuple[int, dict[str, str]]:
    """Return the states of its services alone."""
    status, told = health(settings)
    return status, {name: one["state"] for name, one in told.items()}


@dataclass
class Serving:
    """A process that serves; ``said`` is what it wrote to standard error so far."""

    process: Process
    errors: Path

    @property
    def said(self) -> str:
        return self.errors.read_text(encoding="utf-8")

    def says(self, text: str) -> None:
        """Wait until it has said something."""
        end = time.monotonic() + PATIENCE
        while text not in self.said:
            assert time.monotonic() < end, f"never said {text!r}, but:\n{self.said}"
            assert self.process.poll() is None, f"ended with {self.process.returncode}:\n{self.said}"
            time.sleep(0.02)

    def ends(self) -> int:
        """Wait until it ends by itself, and return its exit status."""
        return self.process.wait(PATIENCE)

    def stop(self) -> int:
        """Tell it to end, and return its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)

    def kill(self) -> None:
        """End it without a word."""
        self.process.kill()
        self.process.wait(PATIENCE)


@contextlib.contextmanager
def started(palabre: Palabre, **settings: str) -> Iterator[Serving]:
    """Give a process with these settings alone, as soon as it is there; it is killed at the end where it still runs."""
    with tempfile.NamedTemporaryFile(prefix="palabre-serve-") as errors, Path("/dev/null").open("r+b") as nothing:
        process = palabre.begin(("serve",), settings, given=nothing, out=nothing, err=errors)
        running = Serving(process, Path(errors.name))
        try:
            yield running
        finally:
            if process.poll() is None:
                running.kill()
            assert "Traceback" not in running.said, running.said


@contextlib.contextmanager
def serving(palabre: Palabre, api: BotApi, token: str, **settings: str) -> Iterator[Serving]:
    """Give a process that serves a bot, once it is at work; it is killed at the end where it still runs."""
    with started(palabre, **telegram_settings(api, token), **settings) as running:
        running.says("palabre.telegram: this is @")
        yield running


@dataclass(frozen=True)
class Installation:
    """What facilitators do in an installation, and what is kept there."""

    palabre: Palabre

    def launches(self, *options: str) -> Round:
        """Launch a round, on questions unless told otherwise."""
        name = self.palabre.run("round", "launch", "partnerships", *(options or ("--questions",))).out.strip()
        time.sleep(MOMENT)  # so long a process that serves remembers which rounds there are
        with self.store() as store:
            return store.round(name)

    @contextlib.contextmanager
    def store(self) -> Iterator[SqlStore]:
        """Give what is kept, read by another process than the one that serves."""
        store = SqlStore.open(self._url)
        try:
            yield store
        finally:
            store.close()

    @contextlib.contextmanager
    def busy(self) -> Iterator[None]:
        """Keep everybody else from writing into the database."""
        with self._database() as database, database.writing():
            yield

    def kept(self, launched: Round) -> tuple[Participation, ...]:
        """Return everyone in a round."""
        with self.store() as store:
            return store.record(launched.id).participations

    def said_by_all(self, launched: Round) -> list[tuple[tuple[str, ...], ...]]:
        """Return what each of those who answered said, in any order: per answer its item, then its messages."""
        return sorted(said(one) for one in self.kept(launched) if one.answers)

    def sendings(self, launched: Round) -> tuple[Sending, ...]:
        """Return what became of the notices of a round."""
        with self._database() as database:
            return SqlOutbox(database).sendings(launched.id)

    def group_ids(self) -> dict[str, str]:
        """Return the ids of the groups that the bot is in, by name."""
        with self._database() as database:
            return {group.name: group.id for group in SqlOutbox(database).groups()}

    def lets_two_minutes_pass(self) -> None:
        """Let the claims of a process that was killed run out."""
        with self._database() as database, database.writing() as connection:
            connection.execute(update(NoticeRow).values(until=NoticeRow.at).where(NoticeRow.until.is_not(None)))

    @contextlib.contextmanager
    def _database(self) -> Iterator[Database]:
        database = connect(self._url)
        try:
            yield database
        finally:
            database.close()

    @property
    def _url(self) -> str:
        return self.palabre.database or f"sqlite:///{self.palabre.home / 'palabre.db'}"


@dataclass(frozen=True)
class Town(Installation):
    """An installation beside a Telegram of its own."""

    api: BotApi
    token: str

    def serves(self, **settings: str) -> contextlib.AbstractContextManager[Serving]:
        """Give the process that serves this installation's bot."""
        return serving(self.palabre, self.api, self.token, **settings)

    def group_ids(self) -> dict[str, str]:
        """Return the ids of the groups that the bot is in, by name, once all that happened so far is noted."""
        self.api.waits_until_idle()
        return super().group_ids()


@contextlib.contextmanager
def town(palabre: Palabre, *, seed: int | None = None, webhook_backoff: float = 0.05) -> Iterator[Town]:
    """Give an installation with a round-less database and a Telegram in which it has a bot."""
    with BotApi(allow_http_webhook=True, seed=seed, webhook_backoff=webhook_backoff) as api:
        yield Town(palabre, api, api.bot())


def said(participation: Participation) -> tuple[tuple[str, ...], ...]:
    """Return what somebody said: for each standing answer its item, then its messages."""
    standing = participation.standing()
    return tuple((answer.item, *(piece.text for piece in answer.current.pieces)) for answer in standing)


# Discord


@dataclass(frozen=True)
class DiscordTown(Installation):
    """An installation beside a Discord of its own."""

    api: DiscordApi
    token: str

    @property
    def settings(self) -> dict[str, str]:
        """The settings by which its bot talks to this Discord."""
        return discord_settings(self.api, self.token)

    @contextlib.contextmanager
    def serves(self, *, shards: int = 1, settings: Mapping[str, str] = {}) -> Iterator[Serving]:
        """Give the process that serves its bot, once that is connected on so many shards."""
        self.api.waits_until_disconnected()
        with started(self.palabre, **self.settings, **settings) as running:
            until(lambda: len(self.api.connected) >= shards or running.process.poll() is not None, "a connection")
            assert running.process.poll() is None, running.said
            yield running

    def syncs(self, *options: str, exits: int = 0, **settings: str) -> Ran:
        """Make the commands known to Discord."""
        return self.palabre.run("discord", "sync", *options, exits=exits, settings=self.settings | settings)

    def arrives(self, name: str, launched: Round, *, locale: str = "en-US") -> "Guest":
        """Return somebody who has agreed to take part, by direct message."""
        guest = Guest(self.api.person(name, locale=locale), launched.code)
        guest.joins()
        return guest


@contextlib.contextmanager
def discord_town(palabre: Palabre, **how: Any) -> Iterator[DiscordTown]:
    """Give an installation with a round-less database and a Discord, made as told, in which it has a bot."""
    with DiscordApi(**how) as api:
        yield DiscordTown(palabre, api, api.bot())


@dataclass
class Guest:
    """Somebody in Discord, by direct message or where only they see it; they press and write only what they see.

    A choice is named by what it sends, be it a button or a line of a menu.
    """

    person: DiscordPerson
    code: str
    _since: str = field(default="", init=False, repr=False)

    # The interview

    def joins(self) -> None:
        """Follow the invitation in the direct messages, and agree."""
        self.runs("start", code=self.code)
        self.presses("agree")
        self.sees("free")

    def answers(self, question: str, *messages: str) -> list[DiscordMessage]:
        """Choose a question and answer it in one message or several; return these."""
        self.presses(f"q:{question}")
        self.sees("back", but="done")
        sent = [self.writes(words, "done", "back") for words in messages]
        self.presses("done")
        self.sees("free", "finish")
        return sent

    # What they do

    def runs(self, command: str, where: GuildChannel | None = None, **options: str) -> Interaction:
        """Use a command."""
        return self._acts(lambda: self.person.runs(command, where, **options))

    def writes(self, words: str, *choices: str) -> DiscordMessage:
        """Write a direct message, and wait for these choices after it."""
        sent = self._acts(lambda: self.person.says(words))
        if choices:
            self.sees(*choices)
        return sent

    def edits(self, message: DiscordMessage, words: str) -> None:
        """Change a message."""
        self._acts(lambda: self.person.edits(message, words))

    def deletes(self, message: DiscordMessage) -> None:
        """Take a message away."""
        self._acts(lambda: self.person.deletes(message))

    def presses(self, data: str) -> Interaction:
        """Press a button, or choose a line of a menu, once it is there."""
        drawn = self.sees(data)
        if isinstance(drawn, DrawnMenu):
            return self._acts(lambda: self.person.selects(drawn, values=[data]))
        return self._acts(lambda: self.person.presses(drawn))

    def follows(self, message: DiscordMessage) -> Interaction:
        """Press the one button below an announcement."""
        ((button,),) = message.buttons
        return self._acts(lambda: self.person.presses(button))

    def opens(self) -> Modal:
        """Open the form to write in."""
        form = self.presses("write").wait(lambda opened: opened.modal is not None).modal
        assert form is not None
        return form

    def fills(self, form: Modal, **words: str) -> Interaction:
        """Answer these questions in a form, and send it."""
        fields = {question: form.input(f"q:{question}").custom_id for question in words}
        return self._acts(lambda: self.person.submits(form, {fields[name]: words[name] for name in words}))

    def _acts(self, act: Callable[[], T]) -> T:
        """Do something, and look from now on for what comes after it."""
        self._since = self.person.api.clock.timestamp()
        return act()

    # What they see

    def sees(self, *data: str, but: str = "") -> DrawnButton | DrawnMenu:
        """Wait for a message, newer than what was done last, that has these choices; return what has the first."""
        end = time.monotonic() + PATIENCE
        while (seen := self._seen(data, but)) is None:
            assert time.monotonic() < end, f"{self.person.name} sees no {data} since {self._since}:{self._all()}"
            time.sleep(0.02)
        return seen

    def reads(self, text: str) -> str:
        """Wait until what came since they did something last says this, and return all of it."""
        end = time.monotonic() + PATIENCE
        while text not in self.news:
            assert time.monotonic() < end, f"{self.person.name} reads no {text!r} since {self._since}:{self._all()}"
            time.sleep(0.02)
        return self.news

    def offered(self, *data: str) -> bool:
        """Say whether these choices have come since they did something last."""
        return self._seen(data, "") is not None

    def looks_back(self) -> None:
        """Take what stood there before for news."""
        self._since = ""

    @property
    def news(self) -> str:
        """What the bot has said since they did something last."""
        return "\n".join(message.content for message in self._news())

    def _seen(self, data: tuple[str, ...], but: str) -> DrawnButton | DrawnMenu | None:
        for message in reversed(self._news()):
            there = choices(message)
            if there.keys() >= set(data) and but not in there:
                return there[data[0]]
        return None

    def _news(self) -> list[DiscordMessage]:
        return self.person.api.run(self._changed)

    def _all(self) -> str:
        there = [*self.person.dm.messages, *self.person.ephemerals][-12:]
        return "".join(f"\n{message.edited_at or message.created} {message}" for message in there)

    def _changed(self) -> list[DiscordMessage]:
        there = [message for message in self.person.dm.messages if message.author is not self.person]
        there += self.person.ephemerals
        changed = [message for message in there if (message.edited_at or message.created) > self._since]
        return sorted(changed, key=lambda message: message.edited_at or message.created)


def choices(message: DiscordMessage) -> dict[str, DrawnButton | DrawnMenu]:
    """Return what can be chosen below a message, by what it sends."""
    buttons = {button.custom_id: button for row in message.buttons for button in row if not button.disabled}
    return buttons | {option.value: menu for menu in message.selects for option in menu.options}
