"""Reviewing tags in the terminal: one answer at a time, kept at once. Imports everyone, and rich.

It decides what chat decides, by the same functions of the core; who stops finds the same queue when they come back.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bots.terminal_bot import drawn_line
from config.answers.cells import printable
from config.codebooks.themes_shown import explained, label, named, numbered
from config.coding.sheets import title_of
from consultation.checking.review_desk import Case, Ruling
from consultation.checking.reviewing import Waiting, leanings_of, may_lean, standing
from consultation.checking.reviews import Lean
from consultation.guide import Consultation
from consultation.messages import Line, standing_out

if TYPE_CHECKING:
    from rich.console import Console

KEYS = "Enter: keep it so · numbers: put themes on, take them off · s: skip · q: stop"
MORE_KEYS = "f, a, n and a draft: for it, against it, neither · ?: what themes mean"
LEANS = {"f": Lean.FOR, "a": Lean.AGAINST, "n": Lean.NEITHER}
PASSED = "That answer was changed, taken back or decided on in the meantime."
DONE = "No other answer waits to be looked at now."
STOPPED = "What you decided is kept. The same command takes you back here."


@dataclass
class ReviewSession:
    """One reviewer at a terminal.

    ``following`` gives the next answer that waits, without those skipped; ``look`` what it says, None where nobody may
    read it any more; ``keep`` a decision, False where it came too late.
    """

    consultation: Consultation
    console: "Console"
    lines: Iterator[str]
    following: Callable[[tuple[str, ...]], Waiting | None]
    look: Callable[[str], Case | None]
    keep: Callable[[Ruling], bool]
    skipped: tuple[str, ...] = field(default=(), init=False)
    themes: list[str] = field(default_factory=list, init=False)
    leans: dict[str, Lean] = field(default_factory=dict, init=False)

    def run(self) -> None:
        """Go through what waits, until there is nothing more, the reviewer stops, or the input ends."""
        while found := self.following(self.skipped):
            case = self.look(found.answer)
            if case is None:
                self.skipped += (found.answer,)
                continue
            self.themes = list(standing(case.answer.current))
            self.leans = {one.draft: one.lean for one in leanings_of(case.answer)}
            self._show(found, case)
            if not self._decided(case):
                return self._say(f"\n{STOPPED}", "dim")
        return self._say(DONE, "bold green")

    def _say(self, text: str, style: str = "") -> None:
        self.console.print(text, style=style)

    def _show(self, found: Waiting, case: Case) -> None:
        from rich.padding import Padding
        from rich.rule import Rule
        from rich.text import Text

        on = title_of(case.answer.item, self.consultation) or "said freely"
        self._say("")
        self.console.print(
            Rule(Text(f"{case.answer.id} · {found.reason}", style="bold cyan"), style="cyan", align="left")
        )
        self._say(f"{on}  ({case.answer.current.language})", "dim")
        spans = [span for theme in self.themes for span in case.marks.get(theme, ())]
        words = Line(case.words, marks=standing_out(case.words, spans))
        text = "\n".join(printable(part) for part, _ in drawn_line(words))
        self.console.print(Padding(text, (1, 3)), style="bold")
        for tag in case.answer.current.tags:
            self._say(f"{label(self.consultation, tag.theme)}: by {tag.source}, {tag.score:.2f}", "yellow")
        for row in numbered(self.consultation):
            self._say(row)
        self._stands(case)
        self._say(KEYS, "dim")
        self._say(MORE_KEYS, "dim")

    def _stands(self, case: Case) -> None:
        """Say what would be kept, and on which drafts the words may lean."""
        self._say(f"Themes: {named(self.consultation, self.themes)}", "green")
        drafts = may_lean(self.consultation, case.whose, case.answer, self.themes)
        if drafts:
            told = (f"{one.id} {self.leans[one.id]}" if one.id in self.leans else one.id for one in drafts)
            self._say(f"Drafts: {', '.join(told)}", "green")

    def _decided(self, case: Case) -> bool:
        """Take lines until one of them decides or skips; return False where the reviewer stops."""
        for line in self.lines:
            words = line.strip().lower().split()
            if not words:
                ruling = Ruling(case.answer.id, case.answer.current.number, tuple(self.themes), dict(self.leans))
                if not self.keep(ruling):
                    self._say(PASSED, "red")
                return True
            if words == ["q"]:
                return False
            if words == ["s"]:
                self.skipped += (case.answer.id,)
                return True
            if words == ["?"]:
                self.console.print(explained(self.consultation))
            elif words[0] in LEANS:
                self._lean(case, LEANS[words[0]], words[1:])
            else:
                self._toggle(case, [number for word in words for number in word.split(",") if number])
        return False

    def _lean(self, case: Case, lean: Lean, drafts: list[str]) -> None:
        known = [one.id for one in may_lean(self.consultation, case.whose, case.answer, self.themes)]
        if len(drafts) != 1 or drafts[0] not in known:
            there = ", ".join(known) or "none"
            return self._say(f"Write the letter and one of the drafts that these words bear on: {there}", "red")
        self.leans[drafts[0]] = lean
        return self._stands(case)

    def _toggle(self, case: Case, numbers: list[str]) -> None:
        """Put themes on or take them off by their numbers; none of them where one is wrong."""
        themes = {str(number): one.id for number, one in enumerate(self.consultation.codebook.themes, 1)}
        wrong = [number for number in numbers if number not in themes]
        if wrong:
            return self._say(f"{printable(wrong[0])} is no theme: write numbers from 1 to {len(themes)}", "red")
        refused = [themes[number] for number in numbers if themes[number] in case.answer.current.refused]
        if refused:
            return self._say(f"Its author took {label(self.consultation, refused[0])} off, and it stays off.", "red")
        for theme in (themes[number] for number in numbers):
            self.themes = (
                [one for one in self.themes if one != theme] if theme in self.themes else [*self.themes, theme]
            )
        return self._stands(case)
