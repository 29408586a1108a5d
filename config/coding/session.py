"""Coding by hand in the terminal: one statement at a time, themes by number, kept at once. Imports everyone, and rich.

Whoever stops, or goes away in the middle, finds the same statement before them when they come back.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from config.answers.cells import printable
from config.codebooks.themes_shown import explained, named, numbered
from config.coding.sheets import place_of
from consultation.checking.coding import Coding, Desk, Showing, Statement
from consultation.codebook import Theme
from consultation.errors import NotFound
from consultation.guide import Consultation
from consultation.ports import Finder

if TYPE_CHECKING:
    from rich.console import Console

KEYS = "numbers: themes you find · 0: none · b: back · ?: what they mean · q: stop"
LAST_BLIND = "The last blind answer: after it your blind coding stands. Enter: done · b: back"
BLIND_DONE = "The blind part is done. Now you see what the machine heard; code what you find."
ALL_DONE = "All of it is coded. Thank you."
STOPPED = "Everything is kept. The same command takes you back here."

Enter = Callable[[Desk, Sequence[tuple[str, Sequence[str]]]], tuple[Coding, ...]]
"""Keeps what a coder says of statements, and returns what is new."""


@dataclass
class Session:
    """One coder at a terminal. ``enter`` keeps, ``again`` looks at the sample anew where an answer was erased."""

    there: Desk
    coder: str
    consultation: Consultation
    finder: Finder
    console: "Console"
    lines: Iterator[str]
    enter: Enter
    again: Callable[[], Desk]
    place: int = field(default=0, init=False)

    def run(self) -> None:
        """Go through what is left, until all of it is coded, the coder stops, or the input ends."""
        stage = self._begin()
        while self.there.left(self.coder, stage):
            statements = self.there.part(stage)
            self.place = min(self.place, len(statements) - 1)
            self._show(statements)
            if not self._answered(statements[self.place]):
                return self._say(f"\n{STOPPED}", "dim")
            if self.there.stage(self.coder) is not stage:
                self._say(BLIND_DONE, "bold yellow")
                stage = self._begin()
        return self._say(ALL_DONE, "bold green")

    def _begin(self) -> Showing:
        stage = self.there.stage(self.coder)
        self.place = self._next(stage, 0)
        return stage

    def _next(self, stage: Showing, start: int) -> int:
        """Return the place of the next statement that is not coded: from ``start`` on, else from the beginning."""
        left = {one.id for one in self.there.left(self.coder, stage)}
        places = [place for place, one in enumerate(self.there.part(stage)) if one.id in left]
        return next((place for place in places if place >= start), places[0] if places else 0)

    # Showing

    def _say(self, text: str, style: str = "") -> None:
        self.console.print(text, style=style)

    def _show(self, statements: Sequence[Statement]) -> None:
        from rich.padding import Padding
        from rich.rule import Rule
        from rich.text import Text

        one = statements[self.place]
        on = place_of(one, self.consultation) or "said freely"
        part = f"{one.drawn.showing} · {self.place + 1} of {len(statements)}"
        self._say("")
        self.console.print(Rule(Text(part, style="bold cyan"), style="cyan", align="left"))
        self._say(f"{on}  ({one.revision.language})", "dim")
        words = "\n".join(printable(line) for line in one.words(self.finder).split("\n"))
        self.console.print(Padding(words, (1, 3)), style="bold")
        heard = self.there.heard(self.coder, one)
        if heard is not None:
            self._say(f"The machine heard: {self._names(heard)}", "yellow")
            self._say("")
        for row in numbered(self.consultation):
            self._say(row)
        known = self.there.coding(self.coder, one.id)
        if known:
            self._say(f"You coded: {self._names(known.themes)}. Enter leaves it so.", "green")
        self._say(KEYS, "dim")

    @property
    def _codebook(self) -> Sequence[Theme]:
        return self.consultation.codebook.themes

    def _names(self, themes: Sequence[str]) -> str:
        return named(self.consultation, themes)

    # Answering

    def _answered(self, one: Statement) -> bool:
        """Take lines until one of them moves on; return False where the coder stops."""
        for line in self.lines:
            word = line.strip().lower()
            if word == "q":
                return False
            if word == "b":
                self.place = max(self.place - 1, 0)
                return True
            if word == "?":
                self.console.print(explained(self.consultation))
                self._say("")
            elif not word and self.there.coding(self.coder, one.id):
                self.place = self._next(one.drawn.showing, self.place + 1)
                return True
            else:
                chosen = self._chosen(word)
                if chosen is not None:
                    return self._coded(one, chosen)
        return False

    def _chosen(self, word: str) -> tuple[str, ...] | None:
        """Return the themes of the numbers in ``word``; None, and say why, where they are none."""
        numbers = word.replace(",", " ").split()
        themes = {str(number): theme.id for number, theme in enumerate(self._codebook, 1)}
        wrong = [number for number in numbers if number not in {"0", *themes}]
        if wrong:
            self._say(f"{printable(wrong[0])} is no theme: write numbers from 1 to {len(themes)}, or 0 for none", "red")
        elif not numbers:
            self._say("Write the numbers of the themes you find, or 0 for none.", "red")
        elif "0" in numbers and len(numbers) > 1:
            self._say("0 is for none: write it alone, or leave it out.", "red")
        else:
            return tuple(themes[number] for number in numbers if number != "0")
        return None

    def _coded(self, one: Statement, chosen: Sequence[str]) -> bool:
        """Keep a coding, and go on to the next statement; before the last blind one, ask."""
        left = self.there.left(self.coder, one.drawn.showing)
        if one.drawn.showing is Showing.BLIND and [still.id for still in left] == [one.id]:
            self._say(LAST_BLIND, "yellow")
            sure = next(self.lines, None)
            if sure is None or sure.strip().lower() == "q":
                return False
            if sure.strip():
                self.place = max(self.place - 1, 0)
                return True
        try:
            self.there = self.there.after(self.enter(self.there, [(one.id, chosen)]))
            self.place += 1
        except NotFound:  # its author erased it in the meantime, and the next one is in its place
            self._say("This answer has left the sample since.", "red")
            self.there = self.again()
        self.place = self._next(one.drawn.showing, self.place)
        return True
