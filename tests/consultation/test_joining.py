"""What comes along and what is given back, where a conversation does not show it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from consultation.flow import Position, State
from consultation.joining import Bringing, brought, given_back, settled
from consultation.records import (
    Answer,
    Basis,
    Consent,
    Part,
    Participation,
    Piece,
    Quoting,
    Revision,
    Showing,
)
from tests.consultation.conversations import BEGINS

HOUR = timedelta(hours=1)


def somebody(name: str, *answers: str) -> Participation:
    said = tuple(
        Answer(text, "hopes", Part.ANSWER, (Revision(1, BEGINS, (Piece(text, text),), "en"),)) for text in answers
    )
    return Participation(
        name, "r1", "en", BEGINS, Position(State.CHOOSING), consent=Consent("v1", BEGINS), answers=said
    )


@pytest.mark.parametrize(("own", "other"), [(False, True), (True, False), (False, False)])
def test_what_may_only_be_counted_is_only_counted(*, own: bool, other: bool) -> None:
    bob, ada = replace(somebody("bob", "B"), on_record=own), replace(somebody("ada", "A"), on_record=other)
    assert not brought(bob, ada, "ada", Bringing.ALONG)[1].on_record


def test_what_an_other_withdrew_long_before_is_not_withdrawn_for_both() -> None:
    withdrawn = Consent("v1", BEGINS, BEGINS)
    bob, ada = somebody("bob", "B"), replace(somebody("ada"), consent=withdrawn, position=Position(State.DECLINED))
    assert given_back(bob, ada, since=BEGINS + HOUR, visited=False) == (bob, ada)
    back, _ = given_back(bob, ada, since=BEGINS, visited=False)
    assert not back.consented
    assert [answer.withdrawn for answer in back.answers] == [BEGINS]


def test_who_withdrew_everything_themselves_stays_so_when_a_consent_is_given_back() -> None:
    before = Consent("v1", BEGINS, BEGINS)
    ada = replace(somebody("ada"), consent=before, position=Position(State.DECLINED))
    left, both = brought(somebody("bob", "B"), ada, "ada", Bringing.ALONG)
    assert both.consented
    later = Consent("v1", BEGINS, BEGINS + HOUR)
    gone = replace(both, consent=later, position=Position(State.DECLINED))
    back, rest = given_back(left, gone, since=BEGINS + HOUR, visited=False)
    assert rest is not None
    assert rest.consent == later
    assert not back.consented


def test_a_permission_changed_while_linked_is_not_taken_away() -> None:
    left, both = brought(replace(somebody("bob", "B"), quoting=Quoting.NONE), somebody("ada"), "ada", Bringing.ALONG)
    _, rest = given_back(left, replace(both, quoting=Quoting.PARAPHRASE), since=BEGINS, visited=False)
    assert rest is not None
    assert rest.quoting is Quoting.PARAPHRASE


@pytest.mark.parametrize("state", [State.READING, State.REWORDING, State.CORRECTING])
def test_nobody_is_at_an_answer_that_is_not_theirs(state: State) -> None:
    ada = somebody("ada", "A")
    assert settled(replace(ada, position=Position(state, "A"))).position == Position(state, "A")
    assert settled(replace(ada, position=Position(state, "B"))).position == Position(State.REVIEWING)
    answering = Position(State.ANSWERING, "hopes", answer="B", probed=True)
    assert settled(replace(ada, position=answering)).position == Position(State.ANSWERING, "hopes")
    in_hand = replace(answering, answer="A")
    assert settled(replace(ada, position=in_hand)).position == in_hand


def test_who_has_not_agreed_is_where_one_is_before_it() -> None:
    stranger = replace(somebody("ada"), consent=None)
    for state in (State.ARRIVING, State.CONSENTING, State.DECLINED):
        assert settled(replace(stranger, position=Position(state))).position == Position(state)
    assert settled(replace(stranger, position=Position(State.JOINING, "CODE"))).position == Position()
    assert settled(stranger).position == Position(State.DECLINED)


def test_what_somebody_was_shown_and_told_comes_along_once_and_stays_with_both() -> None:
    showing = Showing("1", "2019-09", "SEED", ("S1", "S2"), Basis.STANCES, BEGINS)
    theirs = Showing("2", "2019-09", "SEED", ("S3", "S4"), Basis.THEMES, BEGINS)
    bob = replace(somebody("bob", "B"), shown=(showing, theirs), told_of=("2019-10/1", "2019-10/2"))
    ada = replace(somebody("ada", "A"), shown=(theirs,), told_of=("2019-10/2",))
    own, joined = brought(bob, ada, "ada", Bringing.ALONG)
    assert joined.shown == (theirs, showing)
    assert joined.told_of == ("2019-10/2", "2019-10/1")
    assert given_back(own, joined, since=BEGINS, visited=True)[0] == settled(bob)
