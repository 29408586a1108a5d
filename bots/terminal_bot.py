r"""The terminal as a channel: lines in, lines out, and a transcript of both. Imports consultation only.

A line is a message, with ``\n`` in it for a line break; a number or a label chooses a button; ``/edit K text`` edits
one's K-th message. A transcript has ``> `` before what was typed and ``< `` before what was answered.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from consultation.messages import Button, Incoming, Line, Reply, Style, pieces
from consultation.ports import Clock, Tokens
from consultation.understanding import plain

TYPED, ANSWERED = "> ", "< "
Drawn = tuple[str, Style]
Hear = Callable[[Incoming], Sequence[Reply]]


class Screen(Protocol):
    """Shows a conversation."""

    def typed(self, line: str) -> None:
        """Show what the person typed."""
        ...

    def answered(self, reply: Reply) -> None:
        """Show what they were answered."""
        ...


def drawn(reply: Reply) -> Iterator[Drawn]:
    """Yield the lines of a reply as a terminal shows them, numbered choices last."""
    for line in reply.lines:
        yield from drawn_line(line)
    yield from drawn_attachment(reply)
    yield from drawn_buttons(reply)


def drawn_line(line: Line) -> Iterator[Drawn]:
    """Yield one paragraph; a person's own words have a bar before them, and what stands out is in brackets."""
    bar = "│ " if line.style is Style.QUOTE else ""
    shown = (f"[{line.text[start:end]}]" if marked else line.text[start:end] for start, end, marked in pieces(line))
    yield from ((f"{bar}{part}", line.style) for part in "".join(shown).split("\n"))


def drawn_attachment(reply: Reply) -> Iterator[Drawn]:
    """Yield a file's name, and its content where that is text: a terminal has nothing else to give it into."""
    if reply.attachment:
        yield f"[{reply.attachment.name}]", Style.NOTE
        if isinstance(reply.attachment.content, str):
            yield from drawn_line(Line(reply.attachment.content, Style.QUOTE))


def drawn_buttons(reply: Reply) -> Iterator[Drawn]:
    """Yield the choices, numbered."""
    yield from ((f"[{number}] {button.label}", Style.PLAIN) for number, button in enumerate(reply.buttons, 1))


def spoken(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines a person typed; a transcript, known by the mark of its first line, is reduced to those."""
    marked: bool | None = None
    for line in (line.rstrip("\r\n") for line in lines):
        if marked is None:
            marked = line.startswith((TYPED, ANSWERED))
        if not marked:
            yield line
        elif line.startswith(TYPED):
            yield line.removeprefix(TYPED)


@dataclass
class Transcript:
    """Writes a conversation down as a transcript, through ``write``."""

    write: Callable[[str], object]

    def typed(self, line: str) -> None:
        """Write what the person typed."""
        self.write(f"{TYPED}{line}\n")

    def answered(self, reply: Reply) -> None:
        """Write what they were answered."""
        for text, _ in drawn(reply):
            self.write(f"{ANSWERED}{text}".rstrip() + "\n")


@dataclass
class Terminal:
    """One person at one terminal. ``messages`` counts what they have written, also before this session.

    ``waiting`` gives the notices that wait for them, each once: they are told after the answer to whatever they do.
    """

    hear: Hear
    identity: str
    screens: Sequence[Screen]
    clock: Clock
    tokens: Tokens
    language: str = ""
    address: str = ""
    messages: int = 0
    waiting: Callable[[], Sequence[Reply]] = tuple
    offered: tuple[Button, ...] = field(default=(), init=False)

    def start(self, code: str) -> None:
        """Enter the round of that code; this is not typed by the person."""
        self._send(text=f"/start {code}")

    def run(self, lines: Iterable[str]) -> None:
        """Hear every line to the end; an empty line at the keyboard is an empty message."""
        for line in lines:
            for screen in self.screens:
                screen.typed(line)
            self._line(line)

    def _line(self, line: str) -> None:
        edit = re.fullmatch(r"/edit (\d{1,9}) (.+)", line)
        button = self._chosen(line)
        if edit:
            self._send(text=unescaped(edit[2]), message=self._message(int(edit[1])), edited=True)
        elif button:
            self._send(button=button.data)
        elif line.startswith("/"):
            self._send(text=line)
        else:
            self.messages += 1
            self._send(text=unescaped(line), message=self._message(self.messages))

    def _chosen(self, line: str) -> Button | None:
        """Return the button that a line names by its number or its label."""
        said = plain(line)
        if re.fullmatch(r"\d{1,3}", said) and 1 <= int(said) <= len(self.offered):
            return self.offered[int(said) - 1]
        return next((button for button in self.offered if plain(button.label) == said), None)

    def _message(self, number: int) -> str:
        return f"{self.identity}:{number}"

    def _send(self, *, text: str = "", button: str = "", message: str = "", edited: bool = False) -> None:
        incoming = Incoming(
            identity=self.identity,
            delivery=f"{self.identity}:{self.tokens.token(16)}",
            message=message,
            at=self.clock.now(),
            text=text,
            button=button,
            edited=edited,
            language=self.language,
            address=self.address,
        )
        for reply in (*self.hear(incoming), *self.waiting()):
            self.offered = reply.buttons
            for screen in self.screens:
                screen.answered(reply)


def unescaped(line: str) -> str:
    r"""Return a typed line with its ``\n`` made line breaks."""
    return line.replace("\\n", "\n")


def messages_before(identity: str, known: Iterable[str]) -> int:
    """Return the highest number among this identity's message ids, so that counting goes on after a pause."""
    own = (name.removeprefix(f"{identity}:") for name in known if name.startswith(f"{identity}:"))
    return max((int(number) for number in own if number.isdecimal()), default=0)
