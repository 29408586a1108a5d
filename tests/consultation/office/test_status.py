"""How a round goes, as facilitators are told in chat."""

from dataclasses import replace

import pytest

from consultation.errors import NotMade
from consultation.going import Going
from consultation.guide import Consultation
from consultation.messages import Attachment
from consultation.roles import Role
from consultation.rounds import Round, Target
from tests.consultation.conversations import Respondent
from tests.consultation.offices import Drawn, House

NOTE = "Groups of fewer than five are not shown apart; their numbers move when five more people were heard."


@pytest.fixture
def house() -> House:
    return House.in_memory()


@pytest.fixture
def ada(house: House) -> Respondent:
    return house.appoints("ada")


def crowd(house: House, known: Round, people: int, *, language: str = "en", name: str = "p") -> None:
    """Let people agree and say something."""
    for number in range(people):
        somebody = Respondent(house, f"{name}{number}", language=language)
        somebody.agrees(known)
        somebody.says("A grant for tools would do.")


def test_it_is_told_in_words_and_drawn(house: House, ada: Respondent) -> None:
    known = house.launch()
    with house.opened() as store:
        store.change_round(known, replace(known, targets=(Target("language", "en", 30),)))
    crowd(house, known, 6)
    crowd(house, known, 5, language="fr", name="f")
    ada.says("/status")
    ada.assert_hears(
        "How on-questions goes",
        "Respondents: 11",
        "Answers: 11",
        "Agreed to take part: 11",
        "Came to the end: 0 (0%)",
        "Median time: too few came to the end to say",
        "Withdrawn: 0",
        "Set aside: 0",
        "Erased: 0",
        "Where people stopped",
        "Free contribution: 11",
        "Language",
        "English: 6 of 30; to the end: 0",
        "Français: 5; to the end: 0",
        "Source",
        "by no link of a source: 11; to the end: 0",
        "Nobody was heard yet. Language: \u2068العربية\u2069.",
        "Nobody was heard yet. Role: Volunteer, Staff.",
        "Nobody was heard yet. Criteria: Partner, Law.",
        NOTE,
    )
    assert ada.replies[-1].attachment == Attachment("on-questions.png", b"on-questions of partnerships in en")
    assert ada.offered[:2] == ["How it goes", "Try it"]


def test_small_groups_are_masked_and_do_not_move_with_one_person(house: House, ada: Respondent) -> None:
    known = house.launch()
    crowd(house, known, 6)
    crowd(house, known, 2, language="fr", name="f")
    ada.says("/status")
    first = ada.hears
    assert [line for line in first if line.startswith(("English", "Français"))] == [
        "English: masked",
        "Français: masked",
    ]
    crowd(house, known, 3, name="later")
    ada.says("/status")
    assert "Respondents: 11" in ada.hears
    language = slice(first.index("Language"), first.index("Source"))
    assert ada.hears[language] == first[language]


def test_an_analyst_sees_it_and_a_reader_of_drafts_finds_no_such_thing(house: House) -> None:
    house.launch()
    analyst, reader = house.appoints("bob", Role.ANALYST), house.appoints("cleo", Role.READER)
    analyst.says("/status on-questions")
    assert analyst.hears[0] == "How on-questions goes"
    reader.says("/nosuchword")
    unknown = reader.replies
    reader.says("/status")
    assert reader.replies == unknown
    reader.says("/rounds")
    assert "How it goes" not in reader.offered


def test_where_several_can_be_meant_one_is_asked_which(house: House, ada: Respondent) -> None:
    house.launch(name="one")
    house.launch(name="two")
    ada.says("/status")
    ada.assert_hears("Which round?")
    ada.presses("office:status:one")
    assert ada.hears[0] == "How one goes"


def test_where_nothing_can_be_drawn_the_words_stand_alone(house: House, ada: Respondent) -> None:
    class Torn(Drawn):
        def standing(self, going: Going, consultation: Consultation, language: str) -> bytes:  # noqa: ARG002 - as the port has it
            raise NotMade("there is no ink")

    house.launch()
    house.is_drawn_by(Torn())
    ada.says("/status")
    assert ada.hears[0] == "How on-questions goes"
    assert ada.replies[-1].attachment is None


def test_a_message_heard_again_draws_nothing_anew(house: House, ada: Respondent) -> None:
    house.launch()
    ada.says("/status")
    ada.delivers_again()
    assert ada.hears[0] == "on-questions"
    assert ada.replies[-1].attachment is None
