"""A Telegram bot as it is put together in earnest, over a real store, with a small consultation."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from bots.identity import Identities
from bots.telegram_bot import TelegramBot
from bots.telegram_polling import Polling
from consultation.messages import Reply
from consultation.records import Answer, Participation
from storage.store import SqlStore
from tests.bot_api import BotApi, Button, Message, Person
from tests.bots.loops import Beside
from tests.bots.worlds import AnyWorld
from tests.databases import Place

Heard = Sequence[tuple[Reply, ...] | Exception]


class World(AnyWorld):
    """A bot that leads to a round, beside a Telegram."""

    def __init__(self, api: BotApi, token: str, loop: Beside, store: SqlStore, identities: Identities) -> None:
        super().__init__("telegram", store, identities)
        self.api = api
        self.loop = loop
        self.bot = self.another(token)

    def another(self, token: str) -> TelegramBot:
        return TelegramBot(token, self.house(), api=self.api.url)

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
        self.api.waits_until_idle()
        return [message.text for message in person.chat.messages[count + 1 :]]

    def presses(self, person: Person, data: str) -> list[str]:
        """Let somebody press a button by the beginning of its data, and return what they are told."""
        count = len(person.chat.messages)
        person.presses(self.button(person, data))
        self.api.waits_until_idle()
        return [message.text for message in person.chat.messages[count:]]

    def button(self, person: Person, data: str) -> Button:
        drawn = [button for message in reversed(person.chat.messages) for row in message.buttons for button in row]
        return next(button for button in drawn if button.data.startswith(data))

    # What is kept

    def identity(self, person: Person) -> str:
        return self.identity_of(person.id)

    def participation(self, person: Person) -> Participation:
        return self.participation_of(person.id)

    def answers(self, person: Person) -> list[Answer]:
        return self.answers_of(person.id)

    def said(self, person: Person) -> list[str]:
        return [answer.current.text for answer in self.answers(person)]


def told(person: Person) -> list[Message]:
    return [message for message in person.chat.messages if message.sender is not person]


@contextmanager
def world_over(place: Place, api: BotApi, token: str, loop: Beside, identities: Identities) -> Iterator[World]:
    """Give a world over a database of its own, which need not survive a power cut."""
    with place.store() as store:
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
