from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.private_data import MARK, Kind, Private, masked, masked_span

TEXT = "Ask ana@example.org now"
FOUND = [Private(4, 19, Kind.EMAIL)]


def test_what_was_found_is_replaced_and_nothing_around_it() -> None:
    assert masked(TEXT, FOUND) == f"Ask {MARK} now"
    assert masked(TEXT, []) == TEXT


def test_a_span_that_cuts_an_address_in_two_shows_neither_half() -> None:
    assert masked(TEXT, FOUND, 0, 8) == f"Ask {MARK}"
    assert masked(TEXT, FOUND, 8) == f"{MARK} now"
    assert masked(TEXT, FOUND, 6, 8) == MARK


def test_a_span_beside_it_is_whole() -> None:
    assert (masked(TEXT, FOUND, 0, 4), masked(TEXT, FOUND, 19)) == ("Ask ", " now")


@given(st.text(alphabet="ab ", max_size=30), st.lists(st.integers(0, 30), max_size=6), st.integers(0, 30))
def test_all_else_is_shown_as_it_was_written(text: str, cuts: Sequence[int], start: int) -> None:
    edges = sorted({cut for cut in cuts if cut <= len(text)})
    found = [Private(first, last, Kind.PHONE) for first, last in zip(edges[::2], edges[1::2], strict=False)]
    at, kept = start, ""
    for one in found:
        kept += text[at : max(one.start, at)]
        at = max(at, one.end)
    assert masked(text, found, start).replace(MARK, "") == kept + text[at:]


@pytest.mark.parametrize("start", range(len(TEXT) + 1))
@pytest.mark.parametrize("end", range(len(TEXT) + 1))
def test_a_span_is_found_again_in_the_masked_text(start: int, end: int) -> None:
    if start < end:
        begins, ends = masked_span(FOUND, start, end)
        assert masked(TEXT, FOUND)[begins:ends] == masked(TEXT, FOUND, start, end)
