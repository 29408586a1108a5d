"""Several people heard in one go: each as if alone, nobody disturbed by what happens to another."""

from collections.abc import Iterator
from functools import partial

import pytest

from consultation.errors import Conflict
from consultation.flow import Position, State
from consultation.records import Quoting
from consultation.rounds import Round
from storage.memory import MemoryStore
from storage.recent import RecentStore
from tests.consultation.conversations import (
    CONSENT,
    ERASED,
    HOPES,
    KEPT,
    KEPT_WITH_BEFORE,
    NOT_KEPT,
    SAY_MORE,
    SEND_START,
    WELCOME,
    Installation,
    Respondent,
    Twins,
)
from tests.databases import Place

LONG = "We would like to meet others like us more often"
GRANT = "A grant for every one of us"
LINKED = "Linked. You are one person here and there, and counted once."


@pytest.fixture(params=["as they are", "remembered"])
def installation(request: pytest.FixtureRequest, place: Place) -> Iterator[Installation]:
    """Give an installation in memory and in a file, told the same, as it is and behind what bots put before it."""
    with place.store() as file:
        both = Twins.of(MemoryStore(), file)
        yield Installation.over(RecentStore(both) if request.param == "remembered" else both)


@pytest.fixture
def bea(installation: Installation, questions: Round) -> Respondent:
    """Give Bea, who has agreed to take part in the round on questions and is asked about hopes."""
    bea = Respondent(installation, "bea")
    bea.agrees(questions)
    bea.presses("q:hopes")
    return bea


@pytest.fixture
def cy(installation: Installation, questions: Round) -> Respondent:
    """Give Cy, who has answered and reviews it."""
    cy = Respondent(installation, "cy", language="fr")
    cy.agrees(questions)
    cy.answers("needs", GRANT)
    cy.says("/my")
    return cy


def test_nobody_at_once_is_nothing(installation: Installation) -> None:
    assert installation.together() == ()


def test_each_is_answered_in_their_order_and_what_they_said_is_kept(
    installation: Installation, questions: Round, ada: Respondent, bea: Respondent, cy: Respondent
) -> None:
    zoe = Respondent(installation, "zoe")
    outcomes = installation.together(
        lambda: cy.presses("go-on"),
        lambda: zoe.enters(questions),
        lambda: bea.says("Peace"),
        lambda: ada.presses("q:hopes"),
    )
    assert outcomes == (cy.replies, zoe.replies, bea.replies, ada.replies)
    cy.assert_hears("May reports and later rounds quote your words? Your name never appears. (fr)")
    zoe.assert_hears(*WELCOME, *CONSENT)
    bea.assert_hears(KEPT, SAY_MORE)
    ada.assert_hears(*HOPES)
    assert bea.standing == [("hopes", "Peace")]
    assert [who.at.state for who in (cy, zoe, ada)] == [State.QUOTING, State.CONSENTING, State.ANSWERING]
    assert len(installation.record(questions).participations) == 4


def test_newcomers_are_told_apart(installation: Installation, questions: Round, on_drafts: Round) -> None:
    zoe, yan, xiu = (Respondent(installation, name) for name in ("zoe", "yan", "xiu"))
    installation.together(lambda: zoe.enters(questions), lambda: yan.enters(on_drafts), lambda: xiu.says("hello"))
    assert (zoe.kept.round, yan.kept.round, xiu.found()) == (questions.id, on_drafts.id, None)
    assert zoe.kept.respondent != yan.kept.respondent
    installation.together(lambda: zoe.presses("I agree"), lambda: yan.presses("No, thank you"))
    assert (zoe.kept.consented, yan.kept.consented) == (True, False)


def test_who_is_not_known_and_lost_hinders_nobody(installation: Installation, ada: Respondent) -> None:
    zoe = Respondent(installation, "zoe")
    installation.together(lambda: zoe.says("/start NOSUCH"), lambda: ada.presses("q:hopes"))
    assert zoe.hears[0].startswith("I do not know which consultation you mean.")
    ada.assert_hears(*HOPES)


class TestMeanwhile:
    """Something happens elsewhere after all have been loaded, and before they are kept."""

    def test_who_was_overtaken_is_heard_again_and_nobody_else_is(
        self, installation: Installation, ada: Respondent, bea: Respondent, cy: Respondent
    ) -> None:
        bea.says(LONG)
        before = cy.found()
        assert before is not None
        installation.overtake(lambda: bea.says("and to learn"))
        installation.together(
            lambda: ada.says("You forgot to ask about schools"),
            lambda: bea.says("from each other"),
            lambda: cy.presses("go-on"),
        )
        bea.assert_hears(KEPT_WITH_BEFORE)
        assert bea.standing == [("hopes", f"{LONG}\nand to learn\nfrom each other")]
        assert ada.standing == [("", "You forgot to ask about schools")]
        after = cy.found()
        assert after is not None
        assert (after.turn, after.position) == (before.turn + 1, Position(State.QUOTING))

    def test_who_was_overtaken_is_found_among_those_of_whom_nothing_is_to_be_kept(
        self, installation: Installation, ada: Respondent, bea: Respondent, cy: Respondent
    ) -> None:
        zoe = Respondent(installation, "zoe")
        installation.overtake(lambda: bea.says("and to learn"))
        installation.together(
            lambda: zoe.says("/start NOSUCH"), lambda: bea.says(LONG), cy.delivers_again, lambda: ada.says(GRANT)
        )
        bea.assert_hears(KEPT_WITH_BEFORE)
        assert bea.standing == [("hopes", f"and to learn\n{LONG}")]
        assert ada.standing == [("", GRANT)]

    def test_who_was_overtaken_by_the_same_message_is_told_where_they_are(
        self, installation: Installation, ada: Respondent, bea: Respondent
    ) -> None:
        installation.overtake(bea.delivers_again)
        installation.together(lambda: bea.says(LONG), lambda: ada.says(GRANT))
        bea.assert_hears(*HOPES)
        assert (bea.standing, ada.standing) == ([("hopes", LONG)], [("", GRANT)])

    def test_who_has_left_meanwhile_is_a_stranger(
        self, installation: Installation, questions: Round, ada: Respondent, bea: Respondent
    ) -> None:
        bea.says(LONG)
        bea.says("/forget")
        installation.overtake(lambda: bea.presses("erase"))
        installation.together(lambda: ada.says(GRANT), lambda: bea.edits(3, "A secret of mine"))
        bea.assert_hears(NOT_KEPT, SEND_START)
        assert "secret" not in repr(installation.record(questions))
        assert ada.standing == [("", GRANT)]

    def test_who_is_always_overtaken_is_told_to_the_channel_and_nobody_else_is(
        self, installation: Installation, ada: Respondent, bea: Respondent
    ) -> None:
        texts = [f"Overtaking for the {number}th time" for number in range(1, 8)]
        installation.overtake(*(partial(bea.says, text) for text in texts))
        answered, failed = installation.together(lambda: ada.says(GRANT), lambda: bea.says(LONG))
        assert answered == ada.replies
        assert isinstance(failed, Conflict)
        assert ada.standing == [("", GRANT)]
        assert LONG not in bea.standing[0][1]


class TestDeliveredAgain:
    def test_what_was_heard_before_has_no_second_effect(
        self, installation: Installation, questions: Round, ada: Respondent, bea: Respondent, cy: Respondent
    ) -> None:
        bea.says(LONG)
        cy.presses("back")
        before = [bea.found(), cy.found()]
        installation.together(bea.delivers_again, lambda: ada.says(GRANT), cy.delivers_again)
        bea.assert_hears(*HOPES)
        cy.assert_hears("You have spoken on 1 of 2. Choose another, write freely, or finish. (fr)")
        assert [bea.found(), cy.found()] == before
        assert ada.standing == [("", GRANT)]
        assert len(installation.record(questions).participations) == 3

    def test_a_batch_that_comes_again_has_no_second_effect(
        self, installation: Installation, questions: Round, ada: Respondent, bea: Respondent
    ) -> None:
        installation.together(lambda: bea.says(LONG), lambda: ada.says(GRANT))
        before = installation.record(questions)
        installation.together(bea.delivers_again, ada.delivers_again)
        assert installation.record(questions) == before

    def test_forgetting_that_comes_again_among_others_does_nothing(
        self, installation: Installation, ada: Respondent, bea: Respondent
    ) -> None:
        bea.says("/forget")
        installation.together(lambda: bea.presses("erase"), lambda: ada.says(GRANT))
        installation.together(lambda: ada.says("/menu"), bea.delivers_again)
        bea.assert_hears(SEND_START)
        assert bea.found() is None
        assert ada.standing == [("", GRANT)]


class TestReachingOut:
    def test_one_is_erased_and_the_others_are_kept(
        self, installation: Installation, questions: Round, ada: Respondent, bea: Respondent, cy: Respondent
    ) -> None:
        bea.says("A tambourine for every one of us")
        bea.says("/forget")
        installation.together(lambda: ada.says(GRANT), lambda: bea.presses("erase"), lambda: cy.presses("go-on"))
        bea.assert_hears(ERASED)
        bea.assert_offered("Begin")
        assert bea.found() is None
        assert "tambourine" not in repr(installation.record(questions))
        assert ada.standing == [("", GRANT)]
        assert cy.at.state is State.QUOTING

    def test_all_can_be_erased_at_once(
        self, installation: Installation, questions: Round, bea: Respondent, cy: Respondent
    ) -> None:
        for who in (bea, cy):
            who.says("/forget")
        installation.together(lambda: bea.presses("erase"), lambda: cy.presses("erase"))
        assert installation.record(questions).participations == ()

    def test_a_code_is_made_and_used_while_others_speak(
        self, installation: Installation, questions: Round, ada: Respondent, bea: Respondent
    ) -> None:
        ada.answers("hopes", LONG)
        elsewhere = Respondent(installation, "ada-elsewhere")
        installation.together(lambda: ada.says("/link"), lambda: bea.says(LONG))
        bea.assert_hears(KEPT)
        code = ada.hears[0].removeprefix("In the other app, send: /link ")
        installation.together(lambda: bea.says("and to learn"), lambda: elsewhere.says(f"/link {code}"))
        assert elsewhere.hears[0] == LINKED
        assert elsewhere.standing == ada.standing == [("hopes", LONG)]
        assert bea.standing == [("hopes", f"{LONG}\nand to learn")]
        assert len(installation.record(questions).participations) == 2

    def test_a_link_is_undone_while_others_speak(
        self, installation: Installation, ada: Respondent, bea: Respondent
    ) -> None:
        elsewhere = Respondent(installation, "ada-elsewhere")
        ada.says("/link")
        elsewhere.says(ada.hears[0].removeprefix("In the other app, send: "))
        assert elsewhere.hears[0] == LINKED
        installation.together(lambda: elsewhere.says("/unlink"), lambda: bea.says(LONG))
        elsewhere.assert_hears("No longer linked.", SEND_START)
        assert elsewhere.found() is None
        assert ada.kept.consented
        assert bea.standing == [("hopes", LONG)]

    def test_two_accounts_of_one_person_lose_nothing(
        self, installation: Installation, bea: Respondent, on_drafts: Round
    ) -> None:
        elsewhere = Respondent(installation, "bea-elsewhere")
        bea.says("/link")
        elsewhere.says(bea.hears[0].removeprefix("In the other app, send: "))
        installation.together(lambda: bea.says(LONG), lambda: elsewhere.says("and to learn"))
        assert bea.standing == elsewhere.standing == [("hopes", f"{LONG}\nand to learn")]
        installation.together(lambda: bea.enters(on_drafts), lambda: elsewhere.enters(on_drafts))
        assert bea.at == elsewhere.at == Position(State.CONSENTING)
        assert bea.kept.respondent == elsewhere.kept.respondent


def test_what_is_heard_at_once_is_cleaned_too(installation: Installation, ada: Respondent, bea: Respondent) -> None:
    installation.together(lambda: bea.says("half a pair \ud83d, and a \0 in it"), lambda: ada.presses("q:needs"))
    assert bea.standing == [("hopes", "half a pair \ufffd, and a \ufffd in it")]


def test_the_calendar_holds_for_all(
    installation: Installation, questions: Round, ada: Respondent, bea: Respondent, cy: Respondent
) -> None:
    installation.close(questions)
    installation.together(
        lambda: ada.says(GRANT), lambda: bea.says(LONG), lambda: cy.edits(3, "A budget for every one of us")
    )
    assert [ada.standing, bea.standing, cy.standing] == [[], [], [("needs", "A budget for every one of us")]]
    assert cy.kept.quoting is not Quoting.VERBATIM
