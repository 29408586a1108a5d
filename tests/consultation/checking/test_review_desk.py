"""Deciding over a store in which people go on talking: what is kept, and what comes too late."""

from dataclasses import replace

import pytest

from consultation.checking.review_desk import TRIES, Ruling, decide
from consultation.checking.reviews import Lean
from consultation.errors import Conflict
from consultation.records import Act, Participation, Quoting
from storage.memory import MemoryStore
from tests.reports.snapshots import OPENED, QUESTIONS, person, said, token, town

WORDS = "We need a grant."
STATEMENT = token(WORDS)


class Talking(MemoryStore):
    """A store in which the author says something more, so many times, between a look at an answer and a decision."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.times = times
        self.add_round(QUESTIONS.round)
        whose = replace(person("ana", said(WORDS, "funding")), round=QUESTIONS.round.id)
        self.keep(None, whose, identity="i", delivery="", at=OPENED)

    def said_in(self, answer_id: str) -> Participation:
        found = super().said_in(answer_id)
        if self.times:
            self.times -= 1
            self.keep(found, replace(found, quoting=Quoting.NONE), identity="i", delivery="", at=OPENED)
        return found


def ruled(store: MemoryStore, *themes: str, revision: int = 1, statement: str = STATEMENT) -> bool:
    ruling = Ruling(statement, revision, themes, {"1": Lean.FOR, "2": Lean.AGAINST})
    return decide(store, town(), ruling, by="Ada", now=OPENED)


@pytest.mark.parametrize("times", [0, 1, TRIES - 1])
def test_who_talks_on_hinders_no_decision(times: int) -> None:
    store = Talking(times)
    assert ruled(store, "funding", "equity")
    assert store.acts() == (Act(OPENED, "Ada", "review", STATEMENT, "+equity, for 1"),)
    assert store.said_in(STATEMENT).answers[0].current.reviewed


def test_who_talks_faster_than_one_decides_is_left_alone() -> None:
    store = Talking(TRIES)
    with pytest.raises(Conflict):
        ruled(store, "funding")
    assert store.acts() == ()


def test_what_comes_too_late_keeps_nothing() -> None:
    store = Talking(0)
    assert not ruled(store, "funding", revision=2)
    assert not ruled(store, "funding", statement="NOSUCH22")
    store.set_aside(STATEMENT, "spam")
    assert not ruled(store, "funding")
    assert store.acts() == ()
    store.set_aside(STATEMENT, "")
    assert ruled(store)
    assert not ruled(store, "funding")
    assert [(act.verb, act.note) for act in store.acts()] == [("review", "-funding")]
