"""Long texts cut where a reader would, and nothing of them lost."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.cutting import joined, pages, parts
from consultation.messages import Line, Style

FAMILY, FLAG, KEYCAP = "👨\u200d👩\u200d👧\u200d👦", "🇫🇷", "1\ufe0f\u20e3"
PIECES = st.lists(
    st.sampled_from(
        ["word ", "One sentence. ", "行く。", "\n", FAMILY, FLAG, KEYCAP, "e\u0301", "\u00a0!", "xxxxxxxxxxxxxxxx"]
    )
)


def cut(text: str, length: int) -> list[str]:
    return list(parts(text, lambda part: len(part) <= length))


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("", 10, []),
        ("  short\n", 10, ["short"]),
        ("one line\nand another one", 15, ["one line", "and another one"]),
        ("One sentence. Another one.", 20, ["One sentence.", "Another one."]),
        ("« Ah bon ? » Oui, sans doute.", 20, ["« Ah bon ? »", "Oui, sans doute."]),
        ("Est-ce vrai\u00a0? Oui, sans doute.", 20, ["Est-ce vrai\u00a0?", "Oui, sans doute."]),
        ("我们需要合作。谁来做这项工作？", 10, ["我们需要合作。", "谁来做这项工作？"]),
        ("just words and more words", 12, ["just words", "and more", "words"]),
        ("x" * 25, 10, ["x" * 10, "x" * 10, "x" * 5]),
        ("😀" * 3, 2, ["😀😀", "😀"]),
        (FAMILY * 2, 10, [FAMILY, FAMILY]),
        (FLAG * 4, 5, [FLAG * 2, FLAG * 2]),
        (f"x{FLAG * 4}", 6, [f"x{FLAG * 2}", FLAG * 2]),
        ("e\u0301" * 5, 5, ["e\u0301" * 2, "e\u0301" * 2, "e\u0301"]),
    ],
)
def test_a_text_is_cut_where_it_reads_best(text: str, length: int, expected: list[str]) -> None:
    assert cut(text, length) == expected


@given(PIECES.map("".join), st.integers(16, 60))
def test_nothing_is_lost_or_torn_and_all_fits(text: str, length: int) -> None:
    several = cut(text, length)
    assert re.sub(r"\s", "", "".join(several)) == re.sub(r"\s", "", text)
    assert all(0 < len(part) <= length and part == part.strip() for part in several)
    for part in several:
        assert not unicodedata.category(part[0]).startswith("M")
        assert "\u200d" not in (part[0], part[-1])
        assert part.count("\U0001f1eb") == part.count("\U0001f1f7")


def test_what_can_never_fit_is_cut_all_the_same() -> None:
    assert list(parts("abc", lambda _: False)) == ["a", "b", "c"]


def test_a_title_stands_above_what_it_is_of() -> None:
    lines = [Line("x" * 20), Line("Title", Style.TITLE), Line("y" * 20, Style.QUOTE)]
    drawn = pages(lines, lambda line: len(line.text), 40)
    assert drawn == [[lines[0]], lines[1:]]
    assert [joined(page, lambda line: line.text) for page in drawn] == ["x" * 20, f"Title\n{'y' * 20}"]
