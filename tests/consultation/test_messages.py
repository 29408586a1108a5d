"""The one cleaning at the border, and a reply as plain text."""

from hypothesis import given
from hypothesis import strategies as st

from consultation.messages import REPLACEMENT, clean

anything = st.text(st.characters())
unkeepable = st.sampled_from(["\0", "\ud800", "\udbff", "\udc00", "\udfff"])


@given(anything)
def test_what_is_cleaned_can_be_kept_in_any_database_and_file(text: str) -> None:
    assert "\0" not in clean(text)
    assert clean(text).encode().decode() == clean(text)


@given(anything)
def test_cleaning_moves_nothing_and_changes_nothing_else(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert {now for was, now in zip(text, cleaned, strict=True) if was != now} <= {REPLACEMENT}
    assert clean(cleaned) == cleaned


@given(st.text(), unkeepable, st.text())
def test_only_what_cannot_be_kept_is_replaced(before: str, sign: str, after: str) -> None:
    kept = before.replace("\0", REPLACEMENT), after.replace("\0", REPLACEMENT)
    assert clean(f"{before}{sign}{after}") == REPLACEMENT.join(kept)


def test_signs_of_two_halves_stay_whole() -> None:
    assert clean("👩‍👩‍👧 \U0001fae8 \u202e \ufffd \r\n\t") == "👩‍👩‍👧 \U0001fae8 \u202e \ufffd \r\n\t"
