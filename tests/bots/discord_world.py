"""A Discord bot as it is put together in earnest, over a real store, in a Discord that simcord fakes in process."""

import asyncio
import inspect
import re
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import simcord
from simcord.backend.models import Message

from bots import discord_missed
from bots.courier import Courier
from bots.discord_bot import DiscordBot
from bots.identity import Identities
from consultation.messages import Reply
from consultation.records import Answer, Participation
from storage.store import SqlStore
from tests.bots.worlds import AnyWorld
from tests.databases import Place

TOKEN = "not.a.token"
BUTTON, SELECT, LINK = 2, 3, 5
FORGIVEN = re.compile(r"[\u2066-\u2069✓]")

Heard = Sequence[tuple[Reply, ...] | Exception]
discord_missed.EVERY = 0.0  # simcord waits for all that a bot does


# How Discord's app reads markdown: https://support.discord.com/hc/en-us/articles/210298617

LINES = (("quote", re.compile("> ")), ("note", re.compile("-# ")), ("heading", re.compile("#{1,3} ")))
LISTED = re.compile(r"\s*(?:[-*]|\d+\.) ")
SIGNS = (
    ("escape", re.compile(r"\\([^0-9A-Za-z\s])")),
    ("code", re.compile(r"```(.+?)```|``(.+?)``|`([^`]+?)`", re.DOTALL)),
    ("link", re.compile(r"<([^: >]+:/[^ >]+)>")),
    ("mention", re.compile(r"<@[!&]?\d+>|<#\d+>|<a?:\w+:\d+>|<t:-?\d+(?::\w)?>|</[^>]+:\d+>|<id:\w+>")),
    ("everyone", re.compile("@everyone|@here")),
    ("link", re.compile(r"((?:https?|steam|discord)://[^\s<]+[^<.,:;\"')\]\s])")),
    ("masked", re.compile(r"\[((?:\\.|[^\]\\])+)\]\(.+?\)", re.DOTALL)),
    ("bold", re.compile(r"\*\*((?:\\.|[^\\])+?)\*\*(?!\*)", re.DOTALL)),
    ("underlined", re.compile(r"__((?:\\.|[^\\])+?)__(?!_)", re.DOTALL)),
    ("italic", re.compile(r"\*(?=\S)((?:\\.|[^\\*])+?)\*(?!\*)|\b_((?:\\.|[^\\_])+?)_\b", re.DOTALL)),
    ("struck", re.compile(r"~~((?:\\.|[^\\])+?)~~(?!_)", re.DOTALL)),
    ("spoiler", re.compile(r"\|\|((?:\\.|[^\\])+?)\|\|", re.DOTALL)),
)
MARKED = {"bold", "underlined", "italic", "struck", "spoiler"}


@dataclass
class Seen:
    """What a person sees of a message: its lines, and of what kind each is; what else Discord made of the text."""

    lines: list[tuple[str, str]] = field(default_factory=list)
    marks: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(line for _, line in self.lines)


def seen(content: str) -> Seen:
    """Read a message as Discord's app does."""
    found = Seen()
    blocks: list[tuple[str, list[str]]] = []
    for line in content.split("\n"):
        kind, rest = _block(line)
        if kind == "quote" and _block(rest)[0] not in ("plain", "quote"):
            found.marks.append((_block(rest)[0], rest))
        if kind in ("heading", "list"):
            found.marks.append((kind, rest))
        if not blocks or blocks[-1][0] != kind:
            blocks.append((kind, []))
        blocks[-1][1].append(rest)
    for kind, lines in blocks:
        found.lines += [(kind, line) for line in _inline("\n".join(lines), found.marks).split("\n")]
    return found


def _block(line: str) -> tuple[str, str]:
    for kind, mark in LINES:
        if start := mark.match(line):
            return kind, line[start.end() :]
    return ("list" if LISTED.match(line) else "plain"), line


def _inline(text: str, marks: list[tuple[str, str]]) -> str:
    shown, at = "", 0
    while at < len(text):
        kind, sign = next(((kind, found) for kind, mark in SIGNS if (found := mark.match(text, at))), ("", None))
        if sign is None:
            shown, at = shown + text[at], at + 1
            continue
        inner = next((group for group in sign.groups() if group is not None), sign.group())
        shown += _inline(inner, marks) if kind in MARKED else inner
        at = sign.end()
        if kind != "escape":
            marks.append((kind, inner))
    return shown


# People and their apps


@dataclass(frozen=True)
class Choice:
    """A button, or a line of a menu: ``custom_id`` and ``value`` are what is sent."""

    label: str
    custom_id: str
    value: str
    in_menu: bool = False
    url: str = ""


def choices(message: Message) -> list[Choice]:
    """Return what can be chosen below a message, in order."""
    found = []
    for part in (part for row in message.components for part in row["components"]):
        if part["type"] == SELECT:
            found += [Choice(each["label"], part["custom_id"], each["value"], in_menu=True) for each in part["options"]]
        elif part["style"] == LINK:
            found.append(Choice(part["label"], "", "", url=part["url"]))
        else:
            found.append(Choice(part["label"], part["custom_id"], part["custom_id"]))
    return found


def lines_of(messages: Sequence[Message], files: Callable[[str], bytes | None]) -> list[str]:
    """Return messages as the lines of a transcript: a bar before quoted lines and in files, then numbered choices."""
    texts = []
    for message in messages:
        texts += [f"│ {line}" if kind == "quote" else line for kind, line in seen(message.content).lines if line]
        for file in message.attachments:
            content = files(file["url"]) or b""
            texts += [f"[{file['filename']}]", *(f"│ {line}" for line in content.decode().split("\n"))]
    labels = [choice.label for message in messages for choice in choices(message)]
    return texts + [f"[{number}] {label}" for number, label in enumerate(labels, 1)]


def plain(text: str) -> str:
    return " ".join(FORGIVEN.sub("", text).casefold().split())


class Person:
    """Somebody with the app: at first in their direct messages with the bot; ``member`` is who they are in a server."""

    def __init__(self, discord: "Discord", name: str, locale: str) -> None:
        self.discord = discord
        self.locale = locale
        self.user = discord.env.create_user(name)
        self.member = discord.guild.add_member(self.user)
        self.channel = self.user.dm_channel
        discord.locales[self.user.id] = locale
        self.written: list[Any] = []

    @property
    def id(self) -> int:
        return int(self.user.id)

    # What they see

    @property
    def chat(self) -> list[Message]:
        """The direct messages, oldest first."""
        return list(self.discord.env.backend.messages[self.channel.id].values())

    @property
    def aside(self) -> list[Message]:
        """What only they see in the channel of the server."""
        there = self.discord.env.backend.messages[self.discord.channel.id].values()
        return [message for message in there if message.is_ephemeral and message.visible_to(self.id)]

    @property
    def told(self) -> list[Message]:
        """What the bot said, in both places, oldest first."""
        own = [message for message in self.chat if message.author_id != self.id]
        return sorted((*own, *self.aside), key=lambda message: message.id)

    @property
    def last(self) -> str:
        """The text of the newest message of the bot."""
        return seen(self.told[-1].content).text

    def offered(self, message: Message | None = None) -> list[Choice]:
        """Return what can be chosen below a message, or the newest one with choices."""
        newest = message or next((each for each in reversed(self.told) if each.components), None)
        return choices(newest) if newest else []

    # What they do, each waiting for the answer

    async def says(self, text: str, **more: Any) -> Any:
        self.written.append(await self.user.send_dm(text, **more))
        return self.written[-1]

    async def slash(self, name: str, **words: str) -> Any:
        return await self.user.slash(name, **words)

    async def slash_there(self, name: str, **words: str) -> Any:
        """Use a command in the channel of the server."""
        return await self.member.slash(self.discord.channel, name, **words)

    async def presses(self, wanted: str, message: Message | None = None) -> Any:
        """Choose the first button or line whose data begins so."""
        there = message or next(each for each in reversed(self.told) if any(_is(c, wanted) for c in choices(each)))
        return await self.chooses(next(choice for choice in choices(there) if _is(choice, wanted)), there)

    async def chooses(self, choice: Choice, message: Message) -> Any:
        actor = self.user if message.channel_id == self.channel.id else self.member
        shown = simcord.ResponseMessage(self.discord.env, message)
        if choice.in_menu:
            return await actor.select(shown, [choice.value], custom_id=choice.custom_id)
        return await actor.click(shown, custom_id=choice.custom_id)

    async def fills(self, shown: Any, *words: str) -> Any:
        """Write into the fields of a form in order, "" for nothing, and send it."""
        fields = [part["component"]["custom_id"] for part in shown.modal["components"] if "component" in part]
        values = {name: said for name, said in zip(fields, words, strict=False) if said}
        actor = self.user if shown._interaction.guild_id is None else self.member
        return await actor.submit_modal(shown, values)

    # Transcripts

    def can(self, line: str) -> bool:
        """Say whether a line can be done: Discord sends no empty message, and edits none that was never written."""
        edit = re.match(r"/edit (\d+)", line)
        return bool(line.strip()) and (edit is None or int(edit[1]) <= len(self.written))

    async def types(self, line: str) -> list[str]:
        """Do what a line of a transcript says; return what the bot answers, as the lines of a transcript."""
        before, pressed = {message.id for message in self.told}, None
        edit, choice = re.fullmatch(r"/edit (\d+) (.+)", line), self._chosen(line)
        if edit:
            await self.user.edit(self.written[int(edit[1]) - 1], edit[2].replace("\\n", "\n"))
        elif choice:
            pressed = self._newest()
            await self.chooses(choice, pressed)
        elif line.startswith("/"):
            await self.user.send_dm(line)
        else:
            await self.says(line.replace("\\n", "\n"))
        new = [each for each in self.told if each.id not in before or (each is pressed and each.components)]
        return self.reads(new)

    def reads(self, messages: Sequence[Message]) -> list[str]:
        """Return messages as the lines of a transcript."""
        return lines_of(messages, self.discord.env.backend.cdn.get)

    def _newest(self) -> Message:
        return next(each for each in reversed(self.told) if each.components)

    def _chosen(self, line: str) -> Choice | None:
        said, offered = plain(line), self.offered()
        if said.isdecimal() and 1 <= int(said) <= len(offered):
            return offered[int(said) - 1]
        return next((choice for choice in offered if plain(choice.label) == said), None)


def _is(choice: Choice, wanted: str) -> bool:
    return choice.value.startswith(wanted)


class Discord:
    """A server with a channel, and people."""

    def __init__(self, env: simcord.Env) -> None:
        self.env = env
        self.locales: dict[int, str] = {}
        self.guild = env.create_guild("Salon", shard_id=0)
        self.channel = self.guild.create_text_channel("general")
        self._emit = env.backend.emit
        env.backend.emit = self._with_locale  # type: ignore[method-assign,assignment]

    def person(self, name: str = "ada", locale: str = "en-US") -> Person:
        return Person(self, name, locale)

    @property
    def public(self) -> list[Message]:
        """What everybody sees in the channel."""
        return [each for each in self.env.backend.messages[self.channel.id].values() if not each.is_ephemeral]

    def calls(self, method: str = "*", path: str = "") -> list[Any]:
        """Return the calls to Discord of a method whose path holds this."""
        return [each for each in self.env.http_requests if method in ("*", each.method) and path in each.path]

    def closes_messages(self, person: Person) -> None:
        """Let somebody take no direct messages."""
        self.env.inject_error("POST", f"/channels/{person.channel.id}/messages", status=403, code=50007, times=None)

    def opens_messages(self) -> None:
        self.env.backend.faults.clear()

    def _with_locale(self, kind: str, payload: Any) -> None:
        if kind == "INTERACTION_CREATE":
            user = payload.get("user") or payload["member"]["user"]
            payload["locale"] = self.locales.get(int(user["id"]), "en-US")
        self._emit(kind, payload)


# The bot


@dataclass(frozen=True)
class Standing:
    """A clock that stands still."""

    time: datetime

    def now(self) -> datetime:
        return self.time


class World(AnyWorld):
    """A bot that leads to a round, in a Discord."""

    def __init__(self, store: SqlStore, identities: Identities) -> None:
        super().__init__("discord", store, identities)
        self.bot = self.another()
        self.discord: Discord

    def another(self, shards: int = 1) -> DiscordBot:
        return DiscordBot(TOKEN, self.house(), shards=shards)

    @asynccontextmanager
    async def opened(self, shards: int = 1) -> AsyncIterator["World"]:
        self.bot = self.another(shards)
        async with simcord.run(self.bot, settle_timeout=20.0) as env:
            self.discord = Discord(env)
            yield self

    async def restarts(self) -> None:
        """Let another process take over."""
        self.bot = self.another()
        await self.discord.env.restart_bot(self.bot)

    async def participant(self, name: str = "ada", locale: str = "en-US") -> Person:
        """Return somebody who has agreed to take part, in direct messages."""
        person = self.discord.person(name, locale)
        await person.says(f"/start {self.round.code}")
        await person.presses("agree")
        return person

    async def shut_off(self, name: str = "ada") -> Person:
        """Return somebody who takes no direct messages and has agreed to take part."""
        person = self.discord.person(name)
        self.discord.closes_messages(person)
        await self.announces()
        await person.presses("start", self.discord.public[-1])
        await person.presses("agree")
        return person

    async def announces(self) -> None:
        """Announce the round in the channel."""
        reply = self.announcer.announcement(self.round, "en")
        await self.bot.carry(f"channel:{self.discord.channel.id}", reply)

    async def delivers(self) -> None:
        """Let the courier carry what is due, as if it had just carried something else."""
        courier = Courier(
            self.outbox,
            self.bot.carry,
            platform="discord",
            worker="w",
            open_address=self.identities.opened,
            regroup=self.bot.regroup,
            clock=Standing(self.installation.clock.time),
            pace=self.bot.pace,
        )
        courier._carried_last = courier.monotonic()
        await courier.trip()

    # What is kept

    def identity(self, person: Person) -> str:
        return self.identity_of(person.id)

    def participation(self, person: Person) -> Participation:
        return self.participation_of(person.id)

    def answers(self, person: Person) -> list[Answer]:
        return self.answers_of(person.id)

    def said(self, person: Person) -> list[str]:
        return [answer.current.text for answer in self.answers(person)]


def in_discord(test: Callable[..., Coroutine[Any, Any, None]] | None = None, *, shards: int = 1) -> Callable[..., Any]:
    """Let a test with a ``world`` happen in an event loop, the bot at work in it."""

    def made(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
        def run(place: Place, identities: Identities, **others: Any) -> None:
            asyncio.run(_happens(test, others, (place, identities), shards))

        parameters = [each for name, each in inspect.signature(test).parameters.items() if name != "world"]
        fixtures = list(inspect.signature(run).parameters.values())[:2]
        run.__signature__ = inspect.Signature([*fixtures, *parameters])  # type: ignore[attr-defined]
        run.__name__, run.__doc__, run.__module__ = test.__name__, test.__doc__, test.__module__
        return run

    return made(test) if test else made


async def _happens(
    test: Callable[..., Coroutine[Any, Any, None]], others: dict[str, Any], kept: tuple[Any, ...], shards: int
) -> None:
    place, identities = kept
    with place.store() as store:
        world = World(store, identities)
        try:
            async with world.opened(shards):
                await test(world, **others)
        finally:
            world.turns.close()
