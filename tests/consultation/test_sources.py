"""By which link somebody came: kept the first time, whatever the app made of it, and never in the way."""

import pytest

from consultation.errors import InvalidInput
from consultation.rounds import Kind
from consultation.sources import linked, named, parted
from storage.memory import MemoryStore
from tests.consultation.conversations import Installation, Respondent


@pytest.mark.parametrize(
    ("argument", "told"),
    [
        ("CODE", ("CODE", "")),
        ("code-Salon", ("CODE", "salon")),
        ("CODE-village_pump", ("CODE", "village_pump")),
        ("CODE-", ("CODE", "")),
        ("CODE-a-b", ("CODE", "")),
        ("CODE-<b>", ("CODE", "")),
        ("CODE-" + "a" * 32, ("CODE", "a" * 32)),
        ("CODE-" + "a" * 33, ("CODE", "")),
    ],
)
def test_a_link_says_its_code_and_source(argument: str, told: tuple[str, str]) -> None:
    assert parted(argument) == told


def test_a_link_is_read_as_it_is_written() -> None:
    assert [parted(linked("CODE", source)) for source in ("", "salon")] == [("CODE", ""), ("CODE", "salon")]


def test_the_source_of_the_first_link_stands() -> None:
    here = Installation.over(MemoryStore())
    known = here.launch()
    ada = Respondent(here)
    ada.says(f"/start {known.code}-salon")
    ada.presses("agree")
    ada.says(f"/start {known.code}-elsewhere")
    (person,) = here.record(known).participations
    assert (person.source, person.consented) == ("salon", True)


def test_whoever_changes_over_to_another_round_comes_by_its_link() -> None:
    here = Installation.over(MemoryStore())
    first, second = here.launch(beside=False), here.launch(Kind.DRAFTS, beside=False)
    ada = Respondent(here)
    ada.agrees(first)
    ada.says(f"/start {second.code}-salon")
    ada.presses("Change over")
    ((before,), (after,)) = here.record(first).participations, here.record(second).participations
    assert (before.source, after.source) == ("", "salon")


@pytest.mark.parametrize("written", ["village_pump", " Village_Pump ", "a" * 32])
def test_a_source_is_named_as_links_carry_it(written: str) -> None:
    name = named(written, option="--source")
    assert name == written.strip().lower()
    assert parted(linked("CODE", name)) == ("CODE", name)


@pytest.mark.parametrize("written", ["", "a-b", "é", "a" * 33, "a b"])
def test_a_source_that_no_link_carries_is_refused(written: str) -> None:
    with pytest.raises(InvalidInput, match=r"--source: .* cannot stand in a link"):
        named(written, option="--source")
