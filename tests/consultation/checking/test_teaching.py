"""What people said of an answer's themes is an example once, by who knows best, of the codebook in use alone."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from consultation.checking.coding import Coded, Coding, Showing
from consultation.checking.reviewing import reviewed as decided
from consultation.checking.teaching import By, Example, Lesson, lessons
from consultation.codebook import Tag
from consultation.records import Answer
from tests.reports.snapshots import OPENED, person, said, snapshot, token, town

WORDS = "The cheque came late."
OURS, OTHER = town().codebook.fingerprint, "ba9876543210"


def taught(answer: Answer, *coded: Coded, agreed: bool = True) -> list[Lesson]:
    """Return what an answer and what reviewers coded it with teach."""
    record = snapshot([person("a", answer, agreed=agreed)]).rounds[0]
    return list(lessons(town(), record, coded))


def reviewed(coder: str, *themes: str, showing: Showing = Showing.BLIND, codebook: str = OURS) -> Coded:
    revision = said(WORDS).current
    return Coded(token(WORDS), revision, Coding(token(WORDS), 1, showing, coder, themes, codebook, OPENED))


def then(answer: Answer, *, put_on: Iterable[str] = (), off: tuple[str, ...] = (), text: str = WORDS) -> Answer:
    """Return an answer after its author put themes on or took them off, or changed the words."""
    now = answer.current
    tags = (*(tag for tag in now.tags if tag.theme not in off), *(Tag(theme, "respondent") for theme in put_on))
    after = replace(now, number=now.number + 1, tags=tags, refused=(*now.refused, *off))
    pieces = (replace(now.pieces[0], text=text),)
    return replace(answer, revisions=(*answer.revisions, replace(after, pieces=pieces)))


def reviewed_as(answer: Answer, *themes: str) -> Answer:
    """Return an answer after a reviewer decided that these are its themes."""
    return decided(answer, themes, (), codebook=town().codebook, at=OPENED)


def tagged_anew(answer: Answer) -> Answer:
    """Return an answer after another version of the codebook came, and went again."""
    now = answer.current
    other = replace(now, number=now.number + 1, codebook=OTHER)
    return replace(answer, revisions=(*answer.revisions, other, replace(now, number=now.number + 2)))


def test_reviewers_teach_most_blind_and_two_of_one_answer_share() -> None:
    coded = [reviewed("Ana", "funding"), reviewed("Bo", showing=Showing.SHOWN)]
    (alone,) = taught(said(WORDS, "tools"), coded[0])
    assert alone.examples == (Example(("funding",), By.BLIND, 1.0),)
    (both,) = taught(said(WORDS, "tools"), *coded)
    assert both.examples == (Example(("funding",), By.BLIND, 0.5), Example((), By.SHOWN, 0.35))
    (again,) = taught(said(WORDS), coded[0], reviewed("Ana", "equity"))
    assert again.examples == (Example(("equity",), By.BLIND, 1.0),)


def test_what_was_coded_by_hand_teaches_also_that_there_is_no_theme() -> None:
    assert taught(said(WORDS, "tools", coded=()))[0].examples == (Example((), By.HAND, 1.0),)
    (lesson,) = taught(said(WORDS, "tools", coded=("funding",)), reviewed("Ana", "equity"))
    assert lesson.examples == (Example(("equity",), By.BLIND, 1.0),)


def test_an_author_teaches_by_what_they_corrected_and_not_by_what_they_let_stand() -> None:
    heard = said(WORDS, "tools", "equity")
    assert taught(heard)[0].examples == ()
    corrected = then(heard, put_on=["funding"], off=("tools",))
    assert taught(corrected)[0].examples == (Example(("equity", "funding"), By.AUTHOR, 0.5),)
    assert taught(then(corrected, text="Other words."))[0].examples == ()


def test_a_reviewer_teaches_with_every_decision_until_something_changes() -> None:
    heard = said(WORDS, "tools", "equity", coded=("funding",))
    as_it_is = reviewed_as(heard, "tools", "equity")
    assert taught(as_it_is)[0].examples == (Example(("tools", "equity"), By.REVIEW, 0.7),)
    nothing = reviewed_as(then(said(WORDS, "tools"), put_on=["funding"]))
    assert taught(nothing)[0].examples == (Example((), By.REVIEW, 0.7),)
    assert taught(nothing, reviewed("Ana", "equity"))[0].examples == (Example(("equity",), By.BLIND, 1.0),)
    corrected = then(reviewed_as(said(WORDS, "tools"), "tools"), put_on=["funding"])
    assert taught(corrected)[0].examples == (Example(("tools", "funding"), By.AUTHOR, 0.5),)
    (anew,) = taught(tagged_anew(reviewed_as(said(WORDS, "tools"), "tools")))
    assert (anew.examples, anew.elsewhere) == ((), True)


def test_who_judged_by_another_codebook_teaches_nothing_and_is_counted() -> None:
    (by_reviewer,) = taught(said(WORDS), reviewed("Ana", "funding", codebook=OTHER))
    hand = said(WORDS, coded=("funding",))
    old = replace(hand.current, codebook=OTHER)
    (by_hand,) = taught(replace(hand, revisions=(old, replace(hand.current, number=2))))
    before = then(
        replace(said(WORDS, "tools"), revisions=(replace(said(WORDS, "tools").current, codebook=OTHER),)),
        off=("tools",),
    )
    now = replace(before.current, number=3, codebook=OURS)
    (by_author,) = taught(replace(before, revisions=(*before.revisions, now)))
    assert [(one.examples, one.elsewhere) for one in (by_reviewer, by_hand, by_author)] == [((), True)] * 3
    assert not taught(said(WORDS))[0].elsewhere


@pytest.mark.parametrize("left_out", [{"withdrawn": OPENED}, {"aside": "spam"}])
def test_what_may_not_count_is_not_even_read(left_out: dict[str, object]) -> None:
    assert taught(replace(said(WORDS, coded=("tools",)), **left_out), reviewed("Ana")) == []  # type: ignore[arg-type]
    assert taught(said(WORDS, coded=("tools",)), agreed=False) == []


def test_whose_words_they_are_is_known_by_every_name_they_may_be_erased_by() -> None:
    (lesson,) = taught(said(WORDS, brought_by="respondent-b"))
    assert lesson.respondents == ("respondent-a", "respondent-b")
    assert lesson.question == "What would help you?"
