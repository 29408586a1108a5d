from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.private_data import MARK, masked, private_spans


@pytest.mark.parametrize(
    "private",
    [
        "ana.lopez+wiki@example.org",
        "ana (at) example.org",
        "+33 6 12 34 56 78",
        "06.12.34.56.78",
        "+1 (555) 123-4567",
        "٠١٢٣٤٥٦٧٨٩",
        "4111 1111 1111 1111",
        "FR76 3000 6000 0112 3456 7890 189",
        "DE89370400440532013000",
        "@ana_l",
        "ana#1234",
        "https://t.me/ana",
        "User:Ana",
    ],
)
def test_it_is_replaced_and_nothing_around_it(private: str) -> None:
    assert masked(f"Write to {private}, please.") == f"Write to {MARK}, please."


@pytest.mark.parametrize(
    "text",
    [
        "In 2017, 1,846 statements on 106 pages from about 1,392 people.",
        "The strategy of 2018-2020, and 2018–2020 again.",
        "On 2019-09-01 and on 01/09/2019, at 14:00.",
        "Wikidata has Q123456789.",
        "EU27 will have more than that.",
        "Five of us @ the library.",
        "See https://meta.wikimedia.org/wiki/Strategy.",
    ],
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert masked(text) == text


def test_a_span_that_cuts_an_address_in_two_shows_neither_half() -> None:
    text = "Ask ana@example.org now"
    assert masked(text, 0, 8) == f"Ask {MARK}"
    assert masked(text, 8) == f"{MARK} now"


@given(st.text(), st.integers(0, 30), st.integers(0, 30))
def test_spans_are_in_order_and_masking_drops_nothing_else(text: str, start: int, end: int) -> None:
    spans = private_spans(text)
    assert all(0 <= first < last <= len(text) for first, last in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    if not spans:
        assert masked(text, min(start, end), max(start, end)) == text[min(start, end) : max(start, end)]


@given(st.text(alphabet="ab1 @._+#:/-", max_size=40))
def test_masking_again_changes_nothing_more(text: str) -> None:
    assert masked(masked(text)) == masked(text)
