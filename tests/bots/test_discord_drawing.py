"""Replies as Discord shows them: every character as it was written, no mark of anybody's read, all choices there."""

import asyncio
import re
from collections.abc import Sequence
from typing import Any

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bots import discord_markdown
from bots.discord_drawing import files, shortened, view
from bots.discord_markdown import LIMIT, escaped, messages
from consultation.messages import Attachment, Button, Line, Reply, Style
from tests.bots.discord_world import seen

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
TRAPS = [
    *("**", "*", "_", "__", "~~", "||", "`", "```", "\\", "\\\\", "> ", ">>> ", "# ", "## ", "-# ", "- ", "+ ", "1. "),
    *("2) ", "<@1>", "<@&1>", "<#1>", "<:a:1>", "<a:b:2>", "<t:1:R>", "</menu:1>", "<id:home>", "@everyone", "@here"),
    *(
        "[a](https://b.example)",
        "[",
        "](",
        ")",
        "<",
        ">",
        "|",
        "https://a.example/_x_?y=*z*",
        "http://b.example).",
        "://",
    ),
    *(
        "https://en.wikipedia.org/wiki/Foo_(bar)",
        "https://",
        "steam://run/1_2_",
        "a@b.example",
        "¯\\_(ツ)_/¯",
        ":smile:",
    ),
    *("\n", "\n\n", " ", "  ", "word", "é", "سلام ", FAMILY, "\u200d", "1", ".", "<https://c.example>", "-", "#", "'"),
]
ANYTHING = st.lists(st.one_of(st.sampled_from(TRAPS), st.text(max_size=4)), max_size=25).map("".join)


def shown(line: Line) -> tuple[str, set[str]]:
    found = [seen(message) for message in messages([line])]
    return "\n".join(each.text for each in found), {kind for each in found for kind, _ in each.marks}


@settings(max_examples=300)
@given(ANYTHING.filter(lambda text: text.strip() and "\r" not in text))
def test_what_people_write_is_seen_as_they_wrote_it(text: str) -> None:
    text = text.strip()
    assert shown(Line(text)) == (text, {"link"} & shown(Line(text))[1])


@settings(max_examples=200)
@given(ANYTHING.filter(lambda text: text.strip() and "\r" not in text), st.sampled_from([Style.QUOTE, Style.TITLE]))
def test_so_it_is_in_quotes_and_titles(text: str, style: Style) -> None:
    text = text.strip()
    seen_text, marks = shown(Line(text, style))
    assert seen_text == text
    assert marks <= ({"link"} if style is Style.QUOTE else {"link", "bold"})


@settings(max_examples=50)
@given(ANYTHING.filter(str.strip), st.integers(1, 120), st.sampled_from(list(Style)))
def test_no_message_is_too_long_and_nothing_is_lost(text: str, times: int, style: Style) -> None:
    text = " ".join(text.split()) or "x"
    several = messages([Line(f"{text} " * times, style)])
    assert max(map(len, several)) <= LIMIT
    read = "".join(seen(message).text for message in several)
    assert re.sub(r"\s", "", read) == re.sub(r"\s", "", text * times)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("plain words, nothing else.", "plain words, nothing else."),
        ("*a* _b_ ~~c~~ `d` ||e||", r"\*a\* \_b\_ \~\~c\~\~ \`d\` \|\|e\|\|"),
        ("# a\n- b\n1. c\n> d\n-# e", "\\# a\n\\- b\n1\\. c\n\\> d\n\\-# e"),
        ("a # b - c 1. d", "a # b - c 1. d"),
        ("<@1> @everyone <t:1>", r"\<@1\> \@everyone \<t:1\>"),
        ("see https://a.example/b_c, or not", "see <https://a.example/b_c>, or not"),
        ("https://en.wikipedia.org/wiki/Foo_(bar)).", "<https://en.wikipedia.org/wiki/Foo_(bar)>)."),
        ("https://a.example<@1>", r"<https://a.example>\<@1\>"),
    ],
)
def test_marks_are_escaped_and_addresses_are_links(text: str, markdown: str) -> None:
    assert escaped(text) == markdown


def test_lines_look_as_they_are_meant() -> None:
    lines = [
        Line("Which?", Style.TITLE),
        Line("one\n\ntwo", Style.QUOTE),
        Line("heard", Style.NOTE),
        Line("1. first", Style.ITEM),
        Line("2. second", Style.ITEM),
        Line("and on"),
    ]
    assert messages(lines) == ["**Which?**\n> one\n> \n> two\n-# heard\n\n1\\. first\n2\\. second\n\nand on"]


def test_quotes_stay_quotes_where_they_are_cut() -> None:
    several = messages([Line("A sentence with *stars*. " * 200, Style.QUOTE)])
    assert len(several) == 3
    assert {kind for message in several for kind, _ in seen(message).lines} == {"quote"}
    assert all(message.endswith(".") for message in several)


def test_what_people_wrote_is_not_remembered_when_it_was_shown() -> None:
    discord_markdown._said_to_many.cache_clear()
    for _ in range(2):
        messages([Line("Answer 1", Style.TITLE), Line("Words that somebody may erase", Style.QUOTE)])
    remembered = discord_markdown._said_to_many.cache_info()
    assert (remembered.currsize, remembered.hits) == (1, 1)


# Choices


async def stopped(data: Sequence[str], write: str) -> discord.ui.View:
    """Return a view as it is made in a loop, where the library would remember it if it were not stopped."""
    drawn = view(tuple(Button(each, each.upper()) for each in data), write=write)
    assert drawn.is_finished()
    return drawn


def rows(*data: str, write: str = "") -> list[list[Any]]:
    drawn = asyncio.run(stopped(data, write))
    return [
        [[option["value"] for option in part["options"]] if part["type"] == 3 else part["custom_id"] for part in row]
        for row in (row["components"] for row in drawn.to_components())
    ]


def numbered(kind: str, count: int) -> list[str]:
    return [f"{kind}:{number}" for number in range(count)]


def test_few_choices_are_buttons_and_five_of_a_kind_are_a_menu() -> None:
    assert rows(*numbered("q", 4), "free") == [[*numbered("q", 4), "free"]]
    assert rows(*numbered("q", 5), "free", "finish") == [[numbered("q", 5)], ["free", "finish"]]


def test_more_than_a_menu_holds_are_several() -> None:
    assert rows(*numbered("q", 60), "free", write="Write") == [
        [numbered("q", 60)[:25]],
        [numbered("q", 60)[25:50]],
        [numbered("q", 60)[50:]],
        ["free", "write"],
    ]


def test_of_too_many_the_ways_on_stay() -> None:
    drawn = rows(*numbered("q", 200), "free", "finish")
    assert (len(drawn), drawn[-1]) == (5, ["free", "finish"])
    assert len(rows(*numbered("q", 200))) == 5
    assert rows(*[f"{letter}:1" for letter in "abcdefghijklmnopqrstuvwxyzäöüß"])[-1][-1] == "ß:1"


def test_no_choices_are_no_rows() -> None:
    assert rows() == []
    assert rows(write="Write") == [["write"]]


def test_labels_fit_and_an_address_is_a_link() -> None:
    (row,) = view((Button("a", "x" * 90), Button("https://a.example", "Go"))).to_components()
    first, second = row["components"]
    assert (first["label"], first["custom_id"]) == ("x" * 79 + "…", "a")
    assert (second["style"], second["url"]) == (discord.ButtonStyle.link.value, "https://a.example")
    options = view(tuple(Button(f"q:{n}", "y" * 120) for n in range(5))).to_components()[0]["components"][0]["options"]
    assert {option["label"] for option in options} == {"y" * 99 + "…"}
    assert shortened("abc def", 5) == "abc…"


async def drawn_twice() -> None:
    first, second = (view((Button("menu", "Menu"),), write=write) for write in ("", ""))
    assert first is second
    assert view((Button("menu", "Menu"),), write="Write") is not first


def test_the_same_choices_are_drawn_once() -> None:
    asyncio.run(drawn_twice())


def test_an_attachment_can_be_sent_again() -> None:
    reply = Reply((Line("x"),), attachment=Attachment("a.json", "é"))
    for _ in range(2):
        (file,) = files(reply)
        assert (file.filename, file.fp.read()) == ("a.json", "é".encode())
    assert files(Reply((Line("x"),))) == []
