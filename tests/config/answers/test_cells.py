"""A value is read as what it would be if somebody typed it."""

from datetime import UTC, date, datetime, time

import pytest

from config.answers.cells import as_moment, as_switch, as_text, as_whole, as_words, folded
from consultation.errors import InvalidInput

NAIVE = datetime(2019, 9, 20, 18, 30)  # noqa: DTZ001  (a spreadsheet knows no zones)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (" a\0", " a\ufffd"),
        (12, "12"),
        (12.0, "12"),
        (1.5, "1.5"),
        (NAIVE, "2019-09-20T18:30:00"),
        (NAIVE.replace(hour=0, minute=0), "2019-09-20"),
        (date(2019, 9, 20), "2019-09-20"),
        (time(18, 30), "18:30:00"),
    ],
)
def test_a_value_of_a_spreadsheet_is_the_text_that_was_typed(value: object, text: str) -> None:
    assert as_text(value) == text


@pytest.mark.parametrize("value", [True, [], {}, None])
def test_what_is_no_text_is_not_made_one(value: object) -> None:
    with pytest.raises(InvalidInput, match="must be a text"):
        as_text(value)


@pytest.mark.parametrize(
    ("value", "words", "whole"),
    [
        ("a; b;", ("a", "b"), ("a; b;",)),
        (["a;b", " c "], ("a;b", "c"), ("a;b", "c")),
        ('["a", "b"]', ("a", "b"), ("a", "b")),
        ("[a] or [b]", ("[a] or [b]",), ("[a] or [b]",)),
        (7, ("7",), ("7",)),
        ([], (), ()),
    ],
)
def test_several_words_are_a_list_or_parted_by_semicolons(
    value: object, words: tuple[str, ...], whole: tuple[str, ...]
) -> None:
    assert (as_words(value), as_whole(value)) == (words, whole)


@pytest.mark.parametrize(("value", "on"), [("On", True), (" off ", False), (True, True), (False, False)])
def test_a_switch_is_on_or_off(value: object, on: object) -> None:
    assert as_switch(value) == on


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2019-09-20", datetime(2019, 9, 19, 22, tzinfo=UTC)),
        (date(2019, 9, 20), datetime(2019, 9, 19, 22, tzinfo=UTC)),
        (" 2019-09-20 18:30 ", datetime(2019, 9, 20, 16, 30, tzinfo=UTC)),
        (NAIVE, datetime(2019, 9, 20, 16, 30, tzinfo=UTC)),
        ("2019-09-20T18:30+05:30", datetime(2019, 9, 20, 13, tzinfo=UTC)),
        ("2019-12-20T18:30", datetime(2019, 12, 20, 17, 30, tzinfo=UTC)),
    ],
)
def test_a_time_without_a_zone_is_the_consultation_s(value: object, moment: datetime) -> None:
    assert as_moment(value, "Europe/Berlin") == moment


def test_texts_are_compared_without_case_space_or_form() -> None:
    assert folded(" É\u00a0 TÉ\n\ufb01n") == folded("e\u0301 te\u0301 fin")
    assert folded("ete") != folded("été")
