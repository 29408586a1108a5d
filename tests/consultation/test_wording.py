"""Sentences for scenes that are rare: a round without a guide, an item that is gone, a report that is nowhere."""

from dataclasses import replace
from datetime import timedelta

import pytest

from consultation.choices import offers
from consultation.editions import Edition
from consultation.flow import Position, State
from consultation.forms import form
from consultation.guide import Choice, Member
from consultation.records import Participation
from consultation.rounds import Kind, Round, Stage
from consultation.voice import Scene, Voice
from consultation.wording import (
    answer_prompt,
    consent_prompt,
    correct_prompt,
    describe_prompt,
    preface,
    report,
    review_prompt,
    round_closed,
    why,
)
from tests.consultation.conversations import BEGINS, CATALOGUES, CONSULTATION, texts

ROUND = Round("r1", "CODE", "partnerships", Kind.QUESTIONS, BEGINS, guide="guiding", stage=Stage.OPEN)
SCENE = Scene(CONSULTATION, ROUND, Participation("ada", "r1", "en", BEGINS), BEGINS)
VOICE = Voice(CATALOGUES["en"], ("en",))
CLOSED = "This round is closed; new answers are no longer taken."


def lines(sentence: object, scene: Scene) -> list[str]:
    return [line.text for line in sentence(VOICE, scene)]  # type: ignore[operator]  # a sentence of the table


def at(item: str) -> Scene:
    """Return the scene with something in hand."""
    return replace(SCENE, participation=replace(SCENE.participation, position=Position(State.READING, item)))


def test_nobody_is_asked_for_a_consent_to_a_round_that_is_closed() -> None:
    by_hand = replace(SCENE, round=replace(ROUND, stage=Stage.CLOSED))
    assert lines(consent_prompt, by_hand) == lines(round_closed, by_hand)
    assert lines(round_closed, by_hand)[0] == CLOSED
    by_time = replace(SCENE, round=replace(ROUND, closes=BEGINS - timedelta(days=1)))
    assert lines(consent_prompt, by_time)[0] == (
        "This round closed on 2030-02-28 09:00 Africa/Bamako; new answers are no longer taken."
    )


def test_a_round_of_neither_kind_has_no_preface() -> None:
    assert lines(preface, SCENE) == ["In any order."]
    assert lines(preface, replace(SCENE, round=replace(ROUND, guide="gone"))) == []


@pytest.mark.parametrize("item", ["", "A9"])
def test_an_answer_that_is_gone_leads_back_to_the_review(item: str) -> None:
    assert lines(answer_prompt, at(item)) == lines(review_prompt, at(item))
    assert lines(correct_prompt, at(item)) == ["Choose a theme to add it or take it off."]


def test_an_attribute_that_is_gone_is_not_asked_for() -> None:
    assert lines(describe_prompt, at("gone")) == []
    assert lines(describe_prompt, at("criteria")) == ["What do you bring?"]
    assert len(lines(describe_prompt, at("role"))) == 2


def test_why_names_keywords_members_and_a_list_where_there_are_any() -> None:
    bare = replace(CONSULTATION, mailing_list="")
    assert lines(why, replace(SCENE, consultation=bare))[3:] == ["Who asks: The working group.", "Meta-Wiki, CC BY-SA"]
    role = Choice("volunteer", texts("role", "Volunteer"))
    member = Member("Ada L.", ("Wikimedia Mali", "A museum"), "volunteer", ())
    full = replace(bare, keywords=(Choice("data", texts("data", "Data")), role), members=(member,))
    assert lines(why, replace(SCENE, consultation=full))[3:6] == [
        "Keywords: Data, Volunteer",
        "Who asks: The working group.",
        "• Ada L.: Wikimedia Mali, A museum",
    ]


def test_a_report_is_where_it_can_be_had() -> None:
    there = replace(SCENE, edition=Edition("r1", 2, BEGINS, {}))
    first = "The current report is edition 2, made on 2030-03-01 09:00 Africa/Bamako."
    assert lines(report, there) == [first, "The working group publishes it on its own page."]
    assert lines(report, replace(there, attached=True, summary=("Title", "Text"))) == [
        *(first, "Title", "Text", "The whole report is in the file."),
    ]
    assert lines(report, replace(there, site="https://example.org")) == [first, "Read it here: https://example.org"]


def test_what_is_gone_offers_nothing_of_its_own_and_asks_for_no_words() -> None:
    def buttons(state: State, item: str) -> list[str]:
        there = replace(SCENE, participation=replace(SCENE.participation, position=Position(state, item)))
        return [button.data for button in offers(VOICE, there)]

    assert "pick:role:staff" in buttons(State.DESCRIBING, "role")
    assert buttons(State.DESCRIBING, "gone") == []
    on_drafts = replace(SCENE, round=replace(ROUND, kind=Kind.DRAFTS))
    for item, asked in (("1", 1), ("99", 0)):
        position = Position(State.ARGUING, item)
        there = replace(on_drafts, participation=replace(SCENE.participation, position=position))
        assert len(form(VOICE, there).fields) == asked
