"""A person's phone: what is typed as in the terminal's transcripts, and what the bot answered as they have it.

Also whole crowds: people who go through an interview by themselves, many at once, whatever happens on the way.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tests.bot_api.chats import Chat
from tests.bot_api.messages import Button, Message
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi

FORGIVEN = re.compile(r"[\u2066-\u2069✓]")
PATIENCE = 60.0
GUIDING = ("capacity", "areas", "partners", "responsibilities", "changes")
"""The questions of the shipped consultation, in its order."""


@dataclass
class Phone:
    """One person at their phone. A line is typed; a number or a label presses a button of the newest keyboard."""

    api: BotApi
    person: Person
    written: list[Message] = field(default_factory=list)

    def can(self, line: str) -> bool:
        """Say whether a line can be done: Telegram sends no empty message, and edits none that was never written."""
        edit = re.match(r"/edit (\d+)", line)
        return bool(line.strip()) and (edit is None or int(edit[1]) <= len(self.written))

    def types(self, line: str) -> list[str]:
        """Do what a line of a transcript says; return what the bot answers, as the lines of a transcript."""
        before, pressed = {message.id for message in self.person.chat.messages}, None
        edit, button = re.fullmatch(r"/edit (\d+) (.+)", line), self._chosen(line)
        if edit:
            self.person.edits(self.written[int(edit[1]) - 1], edit[2].replace("\\n", "\n"))
        elif button:
            pressed = button.message
            self.person.presses(button)
        elif line.startswith("/"):
            self.person.says(line)
        else:
            self.written.append(self.person.says(line.replace("\\n", "\n")))
        self.api.waits_until_idle()
        bots = [message for message in self.person.chat.messages if message.sender is not self.person]
        return lines_of([each for each in bots if each.id not in before or (each is pressed and each.buttons)])

    @property
    def buttons(self) -> list[Button]:
        """The buttons of the newest message that has some."""
        newest = next((message for message in reversed(self.person.chat.messages) if message.buttons), None)
        return [button for row in newest.buttons for button in row] if newest else []

    def _chosen(self, line: str) -> Button | None:
        said, offered = _plain(line), self.buttons
        if said.isdecimal() and 1 <= int(said) <= len(offered):
            return offered[int(said) - 1]
        return next((button for button in offered if _plain(button.label) == said), None)


def lines_of(messages: list[Message]) -> list[str]:
    """Return messages as the lines of a transcript: a bar before quoted lines and in files, then numbered buttons."""
    texts = []
    for message in messages:
        texts += _text(message)
        if file := message.document:
            shown = [] if file.name.endswith(".png") else file.content.decode().split("\n")
            texts += [f"[{file.name}]", *(f"│ {line}" for line in shown)]
    labels = [button.label for message in messages for row in message.buttons for button in row]
    return texts + [f"[{number}] {label}" for number, label in enumerate(labels, 1)]


def _text(message: Message) -> list[str]:
    """Return the lines of a message that are not empty."""
    quotes = [entity for entity in message.entities if entity["type"].endswith("blockquote")]
    lines, offset = [], 0
    for line in message.text.split("\n"):
        quoted = any(quote["offset"] <= offset < quote["offset"] + quote["length"] for quote in quotes)
        if line:
            lines.append(f"│ {line}" if quoted else line)
        offset += len(line.encode("utf-16-le")) // 2 + 1
    return lines


def _plain(text: str) -> str:
    return " ".join(FORGIVEN.sub("", text).casefold().split())


@dataclass
class Respondent:
    """Somebody who answers every question, each in words of their own, and does not mind being answered twice.

    They press and write only what they see: a person who gets no answer waits, and in the end AssertionError is raised.
    """

    person: Person
    code: str
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What they are going to say, by question, in the order of asking."""

    def __post_init__(self) -> None:
        self.words = self.words or distinct_words(self.person.name)

    @property
    def saying(self) -> tuple[tuple[str, ...], ...]:
        """What is to be kept of them: for each answer its question, then its messages."""
        return tuple((question, *messages) for question, messages in self.words.items())

    def takes_part(self, *questions: str) -> None:
        """Go from the invitation to the review, by all questions or some."""
        self.joins()
        for question in questions or self.words:
            self.answers(question, *self.words[question])
        self.presses("finish")
        self.sees("go-on", "back")

    def joins(self) -> None:
        """Follow the invitation and agree."""
        self.after(self.person.says(f"/start {self.code}"))
        self.presses("agree")
        self.sees("free")

    def answers(self, question: str, *messages: str) -> None:
        """Choose a question and answer it in one message or several."""
        self.presses(f"q:{question}")
        self.sees("back", but="done")
        for words in messages:
            self.after(self.person.says(words))
            self.sees("done", "back")
        self.presses("done")
        self.sees("free", "finish")

    def looks_around(self) -> None:
        """Ask for the menu, and see it: the conversation goes on."""
        self.after(self.person.says("/menu"))
        self.sees("free")

    def presses(self, data: str) -> None:
        """Press a button once it is there, as many as there are above."""
        button = self.sees(data)
        self._since = self.person.chat.last.id
        self.person.presses(button)

    def sees(self, *data: str, but: str = "") -> Button:
        """Wait for a message, newer than what was done last, that has these buttons; return the first of them."""
        chat, news = self.person.chat, self.person.api.news
        with news:
            news.wait_for(lambda: self._seen(chat, data, but), PATIENCE)
            seen = self._seen(chat, data, but)
        there = "\n".join(map(str, chat.messages[-12:]))
        assert seen is not None, f"{self.person.name} sees no {data} after #{self._since}:\n{there}"
        return seen

    def _seen(self, chat: Chat, data: Sequence[str], but: str) -> Button | None:
        for message in reversed(chat.messages):
            offered = {button.data: button for row in message.buttons for button in row}
            if message.id > self._since and offered.keys() >= set(data) and but not in offered:
                return offered[data[0]]
        return None

    def after(self, message: Message) -> None:
        """Look from now on for what comes after a message."""
        self._since = message.id

    _since: int = field(default=0, init=False, repr=False)


def distinct_words(name: str) -> dict[str, tuple[str, ...]]:
    """Return an answer to each guiding question that nobody else gives; one of them takes two messages."""
    said = {question: (f"{name} on {question}: more training & <tools> for everybody.",) for question in GUIDING}
    return said | {"partners": (f"{name} on partners, to begin with.", f"{name} on partners, once more.")}


def all_at_once(crowd: Sequence[Respondent], act: Callable[[Respondent], None]) -> None:
    """Let everybody in a crowd do something at the same time; raise what went wrong for one of them."""
    with ThreadPoolExecutor(len(crowd)) as pool:
        list(pool.map(act, crowd))


def a_crowd(api: BotApi, code: str, names: str, *, languages: Sequence[str] = ("en",)) -> list[Respondent]:
    """Return people of these names, who have not come yet; their apps speak the languages in turn."""
    spoken = itertools.cycle(languages)
    return [Respondent(api.person(name, language=next(spoken)), code) for name in names.split()]
