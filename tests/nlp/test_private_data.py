"""What is found, what only looks like it, and in what time."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.private_data import MARK, Kind, Private, masked
from nlp.private_data import PrivateDataFinder
from tests.nlp.private_texts import CARRIERS, FINDER, Labelled, counts, read

PLAIN = [one for one in list(read())[:: len(CARRIERS)] if not one.labels]
HOSTILE = ["a", "@", "a@", "a.", "1 ", "06 ", "+1 ", "1.", "ab:", "FR76 3000 ", "www.", "a[at]", "[[User:", "x.com/"]
HOSTILE += ["1\u200b", "https://en.wikipedia.org/wiki/A @ana "]
UNIT_LENGTH = 20_000
MOST_TIMES = 12
"""How many times longer four times the text may take: 4 where time is in proportion, 16 where it is squared."""


def shown(text: str, language: str = "en") -> str:
    return masked(text, FINDER.find(text, language=language))


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_is_found_nearly_always_and_little_else_with_it(kind: Kind) -> None:
    labelled, hidden, found, right = counts()[kind]
    assert labelled >= 9
    assert hidden == labelled
    assert right == found


@pytest.mark.parametrize("one", PLAIN, ids=lambda one: one.text)
def test_what_only_looks_like_it_stays(one: Labelled) -> None:
    assert one.found() == ()


def test_the_language_of_the_text_says_whose_numbers_to_expect() -> None:
    assert shown("55 1234 5678 es mi casa", "es") == "[…] es mi casa"
    assert shown("55 1234 5678 bij mij", "nl") == "55 1234 5678 bij mij"


def test_without_a_language_those_of_the_consultation_count() -> None:
    text = "55 1234 5678"
    assert masked(text, PrivateDataFinder(("es",)).find(text)) == MARK
    assert PrivateDataFinder(("nl",)).find(text) == ()


def test_what_overlaps_becomes_one_place_of_the_longest_kind() -> None:
    text = "see https://example.org/ana@example.net/0612345678 now"
    assert FINDER.find(text) == (Private(4, 50, Kind.LINK),)


def test_the_check_digits_tell_a_card_and_an_account_from_other_numbers() -> None:
    assert shown("4111 1111 1111 1111, GB82 WEST 1234 5698 7654 32") == "[…], […]"
    assert shown("4111 1111 1111 1112") == "4111 1111 1111 1112"
    assert shown("GB82 WEST 1234 5698 7654 33") == "GB82 WEST 1234 5698 7654 33"
    assert shown("my card 4111 1111 1111 1112") == "my card […]"
    assert shown("IBAN GB82 WEST 1234 5698 7654 33") == "IBAN […]"


@given(st.text() | st.text(alphabet="ab1206 @._+#:/-(\u200b٠", max_size=60))
def test_places_are_in_order_apart_and_inside_the_text(text: str) -> None:
    found = FINDER.find(text, language="en")
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_with_the_length_of_the_text_and_no_faster(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        start = time.process_time()
        FINDER.find(text, language="en")
        return time.process_time() - start

    short = min(seconds(UNIT_LENGTH // 4) for _ in range(3))
    assert seconds(UNIT_LENGTH) < MOST_TIMES * max(short, 0.002)
