"""A Telegram bot as it is put together in earnest, over a real store, with a small consultation."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import event

from bots.house import House
from bots.identity import Identities
from bots.telegram_bot import TelegramBot
from bots.telegram_polling import Polling
from bots.turns import Turns
from consultation.announcing import Announcer
from consultation.messages import Incoming, Reply
from consultation.records import Answer, Participation
from storage.engine import connect
from storage.outbox import SqlOutbox
from storage.recent import RecentStore
from storage.schema import migrate
from storage.store import SqlStore
from tests.bot_api import BotApi, Button, Message, Person
from tests.bots.loops import Beside
from tests.consultation.conversations import CATALOGUES, Installation

Heard = Sequence[tuple[Reply, ...] | Exception]


def empty_database(folder: Path) -> Path:
    """Make an SQLite file with all tables, to copy."""
    migrate(f"sqlite:///{folder / 'empty.db'}")
    return folder / "empty.db"


class World:
    """A round on questions, a bot that leads to it, and what it keeps. ``before`` is called before each batch."""

    def __init__(self, api: BotApi, token: str, loop: Beside, store: SqlStore, identities: Identities) -> None:
        self.api = api
        self.loop = loop
        self.store = store
        self.installation = Installation.over(RecentStore(store))
        self.round = self.installation.launch()
        self.before: Callable[[Sequence[Incoming]], None] = lambda _: None
        with self.installation.opened() as opened:
            self.interview = self.installation.interview(opened)
        self.outbox = SqlOutbox(store.database)
        self.identities = identities
        self.turns = Turns(self._hear_all)
        self.bot = self.another(token)

    def another(self, token: str) -> TelegramBot:
        house = House(
            turns=self.turns,
            announcer=Announcer(lambda _: self.installation.consultation, CATALOGUES),
            outbox=self.outbox,
            identities=self.identities,
            clock=self.installation.clock,
            open_rounds=lambda: (self.round,),
            form=self.interview.form,
            heard=self.interview.heard,
        )
        return TelegramBot(token, house, api=self.api.url)

    def _hear_all(self, incomings: Sequence[Incoming]) -> Heard:
        self.before(incomings)
        return self.interview.hear_all(incomings)

    # What people do, each waiting for the answer

    def person(self, name: str = "Ada", language: str = "en") -> Person:
        """Return somebody who has agreed to take part."""
        person = self.api.person(name, language=language, username=name.lower())
        self.hears(person, f"/start {self.round.code}")
        self.presses(person, "agree")
        return person

    def hears(self, person: Person, text: str) -> list[str]:
        """Let somebody write, and return what they are told."""
        count = len(person.chat.messages)
        person.says(text)
        self.api.waits_until_idle(20)
        return [message.text for message in person.chat.messages[count + 1 :]]

    def presses(self, person: Person, data: str) -> list[str]:
        """Let somebody press a button by the beginning of its data, and return what they are told."""
        count = len(person.chat.messages)
        person.presses(self.button(person, data))
        self.api.waits_until_idle(20)
        return [message.text for message in person.chat.messages[count:]]

    def button(self, person: Person, data: str) -> Button:
        drawn = [button for message in reversed(person.chat.messages) for row in message.buttons for button in row]
        return next(button for button in drawn if button.data.startswith(data))

    # What is kept

    def identity(self, person: Person) -> str:
        return self.identities.hashed("telegram", str(person.id))

    def participation(self, person: Person) -> Participation:
        found = self.store.recall(self.identity(person), "").participation
        assert found is not None
        return found

    def answers(self, person: Person) -> list[Answer]:
        return list(self.participation(person).answers)

    def said(self, person: Person) -> list[str]:
        return [answer.current.text for answer in self.answers(person)]


def told(person: Person) -> list[Message]:
    return [message for message in person.chat.messages if message.sender is not person]


@contextmanager
def world_over(
    empty: Path, folder: Path, api: BotApi, token: str, loop: Beside, identities: Identities
) -> Iterator[World]:
    """Give a world over a database of its own, which need not survive a power cut."""
    database = connect(f"sqlite:///{shutil.copy(empty, folder / 'palabre.db')}")
    database.engine.dispose()
    event.listen(database.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = OFF"))
    with SqlStore(database) as store:
        world = World(api, token, loop, store, identities)
        try:
            yield world
        finally:
            world.turns.close()


@contextmanager
def polling(world: World) -> Iterator[None]:
    """Let the bot poll."""
    world.loop.does(world.bot.start())
    source = Polling(world.bot.bot, world.bot.request, world.bot.handle)
    task = world.loop.begins(source.run())
    try:
        yield
    finally:
        world.loop.ends(task)
        world.loop.does(source.finish(5))
        world.loop.does(world.bot.stop())
