import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.markdown import Markdown

from reports.formats.markdown_text import escaped, inline, quoted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# no heading", r"\# no heading"),
        ("no heading's end #", r"no heading's end \#"),
        ("- no list", r"\- no list"),
        ("12. no list", r"12\. no list"),
        ("> no quote", r"\> no quote"),
        ("---", r"\---"),
        ("-- - -", r"\-- - -"),
        (":-:", r"\:-:"),
        ("*no* _em_ `code` ~~x~~ $x$", r"\*no\* \_em\_ \`code\` \~\~x\~\~ \$x\$"),
        ("<script>alert(1)</script> &amp;", r"\<script>alert(1)\</script> \&amp;"),
        ("<1@b.c>", r"\<1@b.c>"),
        ("[a](http://b.c) www.d.e", r"\[a\](http\://b.c) www\.d.e"),
        ("[…](b) […]: c", r"\[…\](b) \[…\]: c"),
        ("a | b", r"a \| b"),
        ("two\nlines", "two lines"),
    ],
)
def test_text_stays_text(text: str, expected: str) -> None:
    assert str(inline(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "0.66",
        "1,846",
        "<1%",
        "-5 or +5",
        "12.5 (or 3) of it.",
        "a < b > c",
        "Salt & pepper; R&D",
        "statement #12",
        "a snake_case word",
        "~ 30, or so",
        "{curly}",
        "Write to […], or […].",
        "10:30 = half past ten",
        "ABCD2345",
    ],
)
def test_what_markdown_does_not_read_is_left_as_it_is(text: str) -> None:
    assert str(inline(text)) == text


def test_lines_and_indents_of_a_statement_show() -> None:
    assert quoted("One\n\n    indented\r\n- dash") == "> One  \n>\n> &nbsp;&nbsp;&nbsp;&nbsp;indented  \n> \\- dash  "


TEXT = {"text", "softbreak", "hardbreak"}
FRAME = {"blockquote_open", "blockquote_close", "paragraph_open", "paragraph_close", "inline"}


def parsed(markdown: str) -> list[tuple[str, str]]:
    """Return kind and content of each token that a parser with tables and strikethrough finds."""
    tokens = Markdown(markdown).parsed
    return [(one.type, one.content) for token in tokens for one in (token, *(token.children or ()))]


def read(markdown: str) -> str:
    return "".join(content for kind, content in parsed(markdown) if kind == "text")


def joined(text: str) -> str:
    return "".join(text.replace("\0", "\N{REPLACEMENT CHARACTER}").split())


anything = st.text() | st.text(alphabet="<>&*_`[]()#-+=:;.~|$\\!/@1a \n", max_size=40)


@given(anything)
def test_a_parser_finds_all_that_a_person_writes_and_no_markup_in_it(text: str) -> None:
    shown = quoted(text)
    assert all(line.startswith(">") for line in shown.split("\n"))
    assert {kind for kind, _ in parsed(shown)} <= TEXT | FRAME
    assert joined(read(shown)) == joined(text)


@given(anything)
def test_a_cell_shows_what_it_is_given(text: str) -> None:
    table = f"| a | b |\n| --- | --- |\n| {inline(text)} | z |\n"
    assert [kind for kind, _ in parsed(table)].count("inline") == 4
    assert joined(read(table)) == f"ab{joined(text)}z"


@given(st.text(alphabet="ab1 .,;:?!'\"()%\n"))
def test_plain_words_are_escaped_only_where_a_list_would_begin(text: str) -> None:
    without_lists = re.sub(r"^\d+[.)](?=\s|$)", "", text, flags=re.MULTILINE)
    assert escaped(without_lists) == without_lists
