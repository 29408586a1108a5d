"""Labels fit their buttons."""

from consultation.choices import LABEL_LENGTH, shortened
from consultation.voice import END_ISOLATE, ISOLATE


def test_a_label_that_fits_is_left_alone() -> None:
    assert shortened("a" * LABEL_LENGTH) == "a" * LABEL_LENGTH


def test_a_long_label_is_cut_at_a_word() -> None:
    cut = shortened("Data partnerships approach to fulfill the vision of knowledge as a service")
    assert cut == "Data partnerships approach to fulfill the vision of…"
    assert len(cut) <= LABEL_LENGTH


def test_a_cut_label_closes_its_direction_again() -> None:
    cut = shortened(f"{ISOLATE}{'knowledge ' * 9}{END_ISOLATE} [en]")
    assert cut.count(ISOLATE) == cut.count(END_ISOLATE) == 1
    assert cut.endswith(f"…{END_ISOLATE}")
    assert len(cut) <= LABEL_LENGTH
