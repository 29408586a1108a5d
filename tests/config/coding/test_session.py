"""Coding at the terminal: one statement at a time, kept at once, back and forth, and stopped anywhere."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from rich.console import Console

from config.coding.session import ALL_DONE, BLIND_DONE, LAST_BLIND, STOPPED, Session
from consultation.checking.coding import Coding, Desk, codings_of
from consultation.errors import NotFound
from tests.config.desks import TOWN, a_desk
from tests.reports.snapshots import FINDER, OPENED

BLIND = ("We need a grant.", "Nothing.", "Tools, please.")
SHOWN = ("Shown words.",)


@dataclass
class Table:
    """Ana at the terminal; ``kept`` is everything in the order in which it was kept, by words."""

    there: Desk = field(default_factory=lambda: a_desk(BLIND, SHOWN))
    erased: str = ""
    kept: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def code(self, *lines: str) -> str:
        """Type lines and return the screen."""
        screen = io.StringIO()
        console = Console(file=screen, width=88, highlight=False, markup=False, emoji=False)
        Session(self.there, "ana", TOWN, FINDER, console, iter(lines), self.enter, lambda: self.there).run()
        return screen.getvalue()

    def enter(self, there: Desk, coded: Sequence[tuple[str, Sequence[str]]]) -> tuple[Coding, ...]:
        words = {one.id: one.words(FINDER) for one in there.statements}
        if self.erased in [words[name] for name, _ in coded]:
            standing = tuple(one for one in there.statements if words[one.id] != self.erased)
            self.there = Desk(there.sample, standing, there.codings)
            raise NotFound("gone")
        new = codings_of(there, "ana", coded, codebook=TOWN.codebook, at=OPENED)
        self.kept += [(words[coding.answer], coding.themes) for coding in new]
        self.there = there.after(new)
        return new


def test_one_answer_after_the_other_blind_then_shown() -> None:
    table = Table()
    screen = table.code("1", "0", "2, 4", "", "3")
    assert table.kept == [
        (BLIND[0], ("funding",)),
        (BLIND[1], ()),
        (BLIND[2], ("tools", "process")),
        (SHOWN[0], ("equity",)),
    ]
    before, after = screen.split(BLIND_DONE)
    assert "The machine heard" not in before
    assert "The machine heard: Equity" in after
    assert "blind · 1 of 3" in before
    assert "shown · 1 of 1" in after
    assert screen.endswith(f"{ALL_DONE}\n")


def test_what_is_on_the_screen() -> None:
    screen = Table().code("q")
    assert "Help  (en)" in screen
    assert "   We need a grant." in screen
    assert "  1  Funding                                  3  Equity" in screen
    assert screen.endswith(f"{STOPPED}\n")


def test_going_back_shows_what_was_coded_and_leaves_or_changes_it() -> None:
    table = Table()
    screen = table.code("1", "b", "", "2", "b", "b", "3", "q")
    assert "You coded: Funding. Enter leaves it so." in screen
    assert table.kept == [(BLIND[0], ("funding",)), (BLIND[1], ("tools",)), (BLIND[0], ("equity",))]


def test_who_stops_goes_on_at_the_same_answer() -> None:
    table = Table()
    table.code("1")
    screen = table.code("q")
    assert "Nothing." in screen
    assert "We need a grant." not in screen
    table.code("2", "q")
    assert table.kept == [(BLIND[0], ("funding",)), (BLIND[1], ("tools",))]


def test_before_the_last_blind_answer_is_kept_one_may_go_back() -> None:
    table = Table()
    screen = table.code("1", "2", "3", "b", "4", "3", "", "0")
    assert screen.count(LAST_BLIND) == 2
    assert table.kept == [
        (BLIND[0], ("funding",)),
        (BLIND[1], ("tools",)),
        (BLIND[1], ("process",)),
        (BLIND[2], ("equity",)),
        (SHOWN[0], ()),
    ]
    for ending in ((), ("q",)):
        stopped = Table()
        stopped.code("1", "2", "3", *ending)
        assert len(stopped.kept) == 2


def test_what_is_no_theme_is_said_and_asked_again() -> None:
    table = Table()
    screen = table.code("5", "\x1b[2J", "", "0 1", "x1", "1", "q")
    assert "5 is no theme: write numbers from 1 to 4, or 0 for none" in screen
    assert "x1 is no theme" in screen
    assert "Write the numbers of the themes you find, or 0 for none." in screen
    assert "0 is for none: write it alone, or leave it out." in screen
    assert "\x1b" not in screen
    assert table.kept == [(BLIND[0], ("funding",))]


def test_the_question_mark_says_what_themes_are_about() -> None:
    assert "About equity." in Table().code("?", "q")


def test_words_cannot_command_the_terminal_and_addresses_are_masked() -> None:
    screen = Table(a_desk(["\x1b[31mRed\nand a@example.org"])).code("q")
    assert "\x1b" not in screen
    assert "and […]" in screen


def test_an_answer_that_is_erased_in_the_meantime_is_passed_over() -> None:
    table = Table(erased=BLIND[0])
    screen = table.code("1", "2", "q")
    assert "This answer has left the sample since." in screen
    assert table.kept == [(BLIND[1], ("tools",))]


def test_where_all_is_coded_there_is_nothing_to_do() -> None:
    table = Table(a_desk(["One."], (), {"ana": {"One.": ()}}))
    assert table.code("1") == f"{ALL_DONE}\n"
    assert table.kept == []
