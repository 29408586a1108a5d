"""Reviewing at the terminal: what is on the screen, what a line does, what is kept, and stopping anywhere."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from config.coding.review_session import DONE, PASSED, STOPPED, ReviewSession
from config.coding.reviewing import queue_table, review_queue
from config.settings import Settings
from config.time_and_chance import SteppedClock
from config.wiring import Deployment
from consultation.checking.review_desk import case_of, decide, taken_next
from consultation.checking.reviews import Lean, Leaning, Removed, Review
from consultation.records import Revision
from storage.memory import MemoryStore
from storage.memory_claims import MemoryClaims
from storage.memory_codings import MemoryCodings
from tests.config.desks import TOWN
from tests.reports.snapshots import FINDER, LIST, OPENED, QUESTIONS, person, said, token

GRANT, TOOLS = "Wire me at ana@example.org, a grant", "Tools for all, with no cue that is known"


@pytest.fixture
def house(tmp_path: Path) -> Deployment:
    """Give a round in which somebody spoke of funding, and somebody else of tools."""
    store = MemoryStore()
    store.add_round(QUESTIONS.round)
    for name, answer in (("ana", said(GRANT, "funding")), ("bo", said(TOOLS, "tools"))):
        whose = replace(person(name, answer), round="R1")
        store.keep(None, whose, identity=f"i-{name}", delivery="", at=OPENED)
    return Deployment(
        Settings(home=tmp_path),
        clock=SteppedClock(OPENED),
        _store=store,
        _codings=MemoryCodings(store),
        _claims=MemoryClaims(store),
        _loaded={"town": TOWN},
    )


def review(house: Deployment, *typed: str, lines: Iterator[str] | None = None, by: str = "cleo") -> str:
    """Type lines and return the screen."""
    screen = io.StringIO()
    console = Console(file=screen, width=88, highlight=False, markup=False, emoji=False)
    store, clock = house.store, house.clock
    ReviewSession(
        TOWN,
        console,
        lines or iter(typed),
        lambda skipped: taken_next(store, house.codings, house.claims, "R1", by=by, now=clock.now(), skipped=skipped),
        lambda answer: case_of(store, answer, FINDER),
        lambda ruling: decide(store, TOWN, ruling, by=by, now=clock.now()),
    ).run()
    return screen.getvalue()


def now(house: Deployment, words: str) -> Revision:
    (whose,) = [one for one in house.store.record("R1").participations if one.answers[0].id == token(words)]
    return whose.answers[0].current


def first(*words: str) -> list[str]:
    """Return these words in the order in which they wait: both themes are as rare."""
    return sorted(words, key=token)


def test_what_is_on_the_screen(house: Deployment) -> None:
    screen = review(house, "s", "q")
    assert f"{token(GRANT)} · rare" in screen
    assert "   [W]ire me at […], a grant" in screen
    assert "Funding: by cue, 1.00\n" in screen
    assert "  1  Funding                                  3  Equity" in screen
    assert "Themes: Funding\nDrafts: 1, 3\n" in screen
    assert screen.endswith(f"{STOPPED}\n")


def test_what_is_kept_line_by_line(house: Deployment) -> None:
    one, other = first(GRANT, TOOLS)
    screen = review(house, "1, 2 3", "f 1", "", "")
    assert screen.endswith(f"{DONE}\n")
    heard = now(house, one).themes
    before = {GRANT: "funding", TOOLS: "tools"}[one]
    assert set(heard) == {"funding", "tools", "equity"} - {before}
    review_of = now(house, one).review
    assert review_of == Review(2, (Removed(before, "cue"),), (Leaning("1", LIST, Lean.FOR),))
    assert now(house, other).review == Review(2)
    assert [(act.actor, act.verb) for act in house.store.acts()] == [("cleo", "review")] * 2


def test_a_line_that_cannot_be_meant_changes_nothing(house: Deployment) -> None:
    screen = review(house, "9", "f", "f 9", "x 1", "?", "q")
    assert "9 is no theme: write numbers from 1 to 4" in screen
    assert "x is no theme" in screen
    assert screen.count("Write the letter and one of the drafts that these words bear on: ") == 2
    assert "About funding." in screen
    assert house.store.acts() == ()


def test_what_its_author_took_off_stays_off(house: Deployment) -> None:
    (whose,) = [one for one in house.store.record("R1").participations if one.answers[0].id == token(GRANT)]
    answer = whose.answers[0]
    off = replace(answer.current, number=2, tags=(), refused=("funding",))
    corrected = replace(whose, answers=(replace(answer, revisions=(answer.current, off)),))
    house.store.keep(whose, corrected, identity="i-ana", delivery="", at=OPENED)
    screen = review(house, "1", "q")
    assert f"{token(GRANT)} · disputed" in screen
    assert "Its author took Funding off, and it stays off." in screen


def test_who_comes_too_late_is_told(house: Deployment) -> None:
    def typed() -> Iterator[str]:
        """Type Enter, once everything on the screen was said otherwise."""
        for whose in house.store.record("R1").participations:
            (answer,) = whose.answers
            revised = replace(answer, revisions=(*answer.revisions, replace(answer.current, number=2)))
            identity = whose.respondent.replace("respondent", "i")
            house.store.keep(whose, replace(whose, answers=(revised,)), identity=identity, delivery="", at=OPENED)
        yield ""
        yield "q"

    assert PASSED in review(house, lines=typed())
    assert house.store.acts() == ()


def test_the_queue_as_lines_and_as_json(house: Deployment) -> None:
    queue = review_queue(house, "R1")
    one, other = first(GRANT, TOOLS)
    assert json.loads(json.dumps(queue)) == [
        {"statement": token(one), "reason": "rare", "in_hand": ""},
        {"statement": token(other), "reason": "rare", "in_hand": ""},
    ]
    taken_next(house.store, house.codings, house.claims, "R1", by="dan", now=house.clock.now())
    assert queue_table(review_queue(house, "R1")) == (
        f"    1  {token(one)}  rare       dan\n"
        f"    2  {token(other)}  rare\n"
        "2 answers wait: 0 disputed, 0 uncertain, 2 rare, 0 other"
    )
