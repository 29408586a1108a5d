"""Coding a sample in chat: blind first, then with the machine's tags; two people, and the command line beside them."""

import pytest

from consultation.checking.coding import Coding, Sample, Showing
from consultation.checking.coding_desk import desk_of
from consultation.roles import Role
from consultation.rounds import Round
from tests.consultation.conversations import Respondent
from tests.consultation.offices import House

SAID = (
    "A grant for us all, please, and soon",
    "An upload for everyone, in our language",
    "Nothing that we would think of today",
    "A budget for us all, call 06 12 34 56 78",
)
NOTHING = "There is no sample here for you to code: none was drawn, it is for two others, or too old."
LAST = "This is the last one without tags: after it, what you chose without them stands."
DONE = "All of it is coded. Thank you."
STALE = "That is not possible here any more. Let us go on:"


@pytest.fixture
def house() -> House:
    return House.in_memory()


@pytest.fixture
def known(house: House) -> Round:
    known = house.launch()
    for number, words in enumerate(SAID):
        somebody = Respondent(house, f"respondent-{number}")
        somebody.agrees(known)
        somebody.answers("hopes", words)
    return known


@pytest.fixture
def sample(house: House, known: Round) -> Sample:
    """Give a sample of all four answers, the last of which is coded with the machine's tags shown."""
    drawn = house.draws(known, size=4, shown=0.25)
    assert [one.showing for one in drawn.answers] == [Showing.BLIND] * 3 + [Showing.SHOWN]
    return drawn


def kept(house: House, known: Round) -> list[tuple[str, tuple[str, ...], Showing]]:
    """Return what was coded: by whom, with which themes, how."""
    with house.opened() as store:
        codings: tuple[Coding, ...] = house.codings(store).codings(known.id, 1)
    return [(one.coder, one.themes, one.showing) for one in codings]


def words(who: Respondent) -> str:
    return who.hears[2]


@pytest.mark.usefixtures("sample")
def test_without_tags_first_then_with_them(house: House, known: Round) -> None:
    ada = house.appoints("ada", Role.ANALYST)
    ada.says("/code")
    assert ada.hears[:2] == ["Without the machine’s tags: 1 of 3", "Hopes"]
    assert ada.hears[3:] == ["You choose: no theme"]
    ada.assert_offered("No theme", "Tools", "People", "Money", "The one before", "Stop here")
    seen = [words(ada)]
    ada.goes("office:on:money office:on:people office:on:people")
    assert ada.hears[-1] == "You choose: Money"
    assert "✓ Money" in ada.offered
    ada.presses("Keep it so")
    seen.append(words(ada))
    ada.presses("No theme")
    assert ada.hears[-1] == LAST
    seen.append(words(ada))
    assert "heard" not in repr(ada.hears)
    ada.presses("No theme")
    assert ada.hears[0] == "With the machine’s tags: 1 of 1"
    seen.append(words(ada))
    assert ada.hears[3].startswith("The machine heard: ")
    ada.goes("office:on:tools office:keep")
    ada.assert_hears(DONE)
    ada.assert_offered("Stop here")
    assert {text.replace("[…]", "06 12 34 56 78") for text in seen} == set(SAID)
    assert kept(house, known) == [
        ("ada", ("money",), Showing.BLIND),
        ("ada", (), Showing.BLIND),
        ("ada", (), Showing.BLIND),
        ("ada", ("tools",), Showing.SHOWN),
    ]
    assert [act for act in house.acts() if act[1] == "code"] == [("ada", "code", known.id, "sample 1: 1 by ada")] * 4


@pytest.mark.usefixtures("sample")
def test_who_stops_goes_on_at_the_same_one_and_may_go_back(house: House, known: Round) -> None:
    ada = house.appoints("ada")
    ada.goes("/code office:on:money office:keep")
    second = words(ada)
    ada.presses("Stop here")
    assert ada.hears[0] == known.id
    house.restarts()
    ada.says("/code")
    assert words(ada) == second
    ada.presses("The one before")
    assert ada.hears[-1] == "You choose: Money"
    ada.goes("office:on:money office:on:tools office:keep")
    assert words(ada) == second
    assert [themes for _, themes, _ in kept(house, known)] == [("tools",)]


@pytest.mark.usefixtures("sample", "known")
def test_one_goes_back_one_at_a_time(house: House) -> None:
    ada = house.appoints("ada")
    ada.goes("/code office:keep office:keep")
    for number in (3, 2, 1, 1):
        assert ada.hears[0] == f"Without the machine’s tags: {number} of 3"
        ada.presses("The one before")


def test_two_at_once_and_no_third(house: House, known: Round, sample: Sample) -> None:
    ada, cleo, dan = (house.appoints(name) for name in ("ada", "cleo", "dan"))
    ada.goes("/code office:keep")
    dan.says("/code")
    cleo.goes("/code office:on:money office:keep")
    assert {coder for coder, _, _ in kept(house, known)} == {"ada", "cleo"}
    dan.presses_old("office:keep:" + sample.answers[0].answer)
    assert not any(coder == "dan" for coder, _, _ in kept(house, known))
    dan.says("/code")
    assert dan.hears[0] == NOTHING
    ada.goes("office:keep office:keep office:keep")
    ada.assert_hears(DONE, "cleo has 3 answers left.")


@pytest.mark.usefixtures("sample")
def test_what_is_being_coded_is_not_reviewed_until_it_is_done(house: House, known: Round) -> None:
    ada = house.appoints("ada")
    ada.says("/review")
    ada.assert_hears("No answer waits to be looked at in this round now.")
    ada.goes("/code office:keep office:keep office:keep /review")
    ada.assert_hears("No answer waits to be looked at in this round now.")
    ada.goes("/code office:keep")
    ada.assert_hears(DONE)
    ada.says("/review")
    assert ada.hears[1].replace("[…]", "06 12 34 56 78") in SAID
    assert kept(house, known)


@pytest.mark.usefixtures("sample")
def test_a_statement_that_leaves_the_sample_is_passed_over(house: House, known: Round) -> None:
    ada = house.appoints("ada")
    ada.says("/code")
    gone = words(ada).replace("[…]", "06 12 34 56 78")
    with house.opened() as store:
        record = store.record(known.id)
        (author,) = [whose for whose in record.participations if whose.answers[0].current.text == gone]
        store.erase(author.respondent, at=house.clock.now())
    ada.presses("No theme")
    assert ada.hears[:2] == ["That answer has left the sample. Here is the next:", "Without the machine’s tags: 1 of 2"]
    assert kept(house, known) == []


def test_where_there_is_nothing_to_code(house: House, known: Round) -> None:
    ada = house.appoints("ada")
    ada.says(f"/code {known.id}")
    assert ada.hears[:2] == [NOTHING, known.id]
    ada.says("/code nosuch")
    assert ada.hears[0] == "There is no such round."


def test_a_sample_of_an_older_codebook_is_not_coded(house: House, known: Round) -> None:
    house.draws(known, size=4, codebook="another")
    ada = house.appoints("ada")
    ada.says("/code")
    assert ada.hears[0] == NOTHING


@pytest.mark.usefixtures("sample")
def test_a_button_below_an_older_statement_codes_nothing(house: House, known: Round) -> None:
    ada = house.appoints("ada")
    ada.says("/code")
    (old,) = [data for data in ada.data if data.startswith("office:keep")]
    ada.presses(old)
    ada.goes("office:on:tools")
    ada.presses_old(old)
    assert ada.hears[0] == STALE
    assert [themes for _, themes, _ in kept(house, known)] == [()]


def test_the_command_line_sees_the_same(house: House, known: Round, sample: Sample) -> None:
    ada = house.appoints("ada")
    ada.goes("/code office:on:money office:keep")
    with house.opened() as store:
        there = desk_of(store, house.codings(store), known.id)
    assert (there.coders, len(there.left("ada", Showing.BLIND))) == (("ada",), 2)
    assert there.sample == sample
