"""What stands out in a line: bold in Telegram and Discord, in brackets at a terminal, also where a text is cut."""

import re
from itertools import pairwise
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots import discord_markdown, telegram_drawing
from bots.cutting import MOST_MARKS
from bots.terminal_bot import drawn_line
from consultation.messages import Line, Style, pieces, standing_out

WORDS = "A *grant* for <us> & you,\n- and 1. a budget"


def line(text: str, *marked: str, style: Style = Style.QUOTE) -> Line:
    spans = [(text.index(one), text.index(one) + len(one)) for one in marked]
    return Line(text, style, standing_out(text, spans))


def test_telegram_has_it_bold_and_everything_escaped() -> None:
    (html,) = telegram_drawing.messages([line(WORDS, "*grant*", "<us> & you")])
    assert html == ("<blockquote>A <b>*grant*</b> for <b>&lt;us&gt; &amp; you</b>,\n- and 1. a budget</blockquote>")


def test_discord_has_it_bold_and_everything_escaped() -> None:
    (markdown,) = discord_markdown.messages([line(WORDS, "*grant*", "1.")])
    assert markdown == "> A **\\*grant\\*** for \\<us\\> & you,\n> \\- and **1.** a budget"


def test_discord_leaves_an_address_whole() -> None:
    text = "See https://example.org/grant about a grant"
    marked = Line(text, marks=((24, 29), (text.rindex("grant"), len(text))))
    (markdown,) = discord_markdown.messages([marked])
    assert markdown == "See <https://example.org/grant> about a **grant**"


def test_a_terminal_has_it_in_brackets() -> None:
    shown = [text for text, _ in drawn_line(line(WORDS, "*grant*", "budget"))]
    assert shown == ["│ A [*grant*] for <us> & you,", "│ - and 1. a [budget]"]


@pytest.mark.parametrize("drawing", [telegram_drawing, discord_markdown], ids=["telegram", "discord"])
def test_what_is_cut_keeps_what_stands_out_and_is_no_longer_than_allowed(drawing: ModuleType) -> None:
    text = " ".join(f"word{number:05}" for number in range(1500))
    spans = tuple((at, at + 9) for at in range(0, len(text), 100))
    pages: list[str] = drawing.messages([Line(text, Style.QUOTE, spans)])
    assert len(pages) > 3
    found = re.findall(r"(?:<b>|\*\*)(word\d{5})(?:</b>|\*\*)", "\n".join(pages))
    assert found == [text[start:end] for start, end in spans]
    assert all(len(re.sub(r"<[^>]+>", "", page)) <= drawing.LIMIT for page in pages)


def test_a_part_with_very_many_marks_has_the_first_of_them() -> None:
    text = "a " * 1900
    spans = tuple((at, at + 1) for at in range(0, len(text.rstrip()), 2))
    pages = discord_markdown.messages([Line(text, Style.PLAIN, spans)])
    assert all(len(page) <= discord_markdown.LIMIT for page in pages)
    assert max(page.count("**a**") for page in pages) == MOST_MARKS


def test_spans_are_merged_parted_at_line_breaks_and_trimmed() -> None:
    text = "one two\nthree four"
    assert standing_out(text, [(4, 13), (0, 3), (2, 4), (13, 14), (14, 99)]) == ((0, 7), (8, 18))
    assert standing_out(text, [(3, 4), (7, 8)]) == ()


@given(
    text=st.text(st.sampled_from("ab \n*[é"), max_size=30),
    spans=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6),
)
def test_the_pieces_are_the_text_and_marks_are_in_order(text: str, spans: list[tuple[int, int]]) -> None:
    marks = standing_out(text, spans)
    parts = list(pieces(Line(text, marks=marks)))
    assert "".join(text[start:end] for start, end, _ in parts) == text
    assert all(first[1] < second[0] for first, second in pairwise(marks))
    assert all(text[start:end].strip() == text[start:end] and "\n" not in text[start:end] for start, end in marks)
    assert all(start < end for start, end in marks)
