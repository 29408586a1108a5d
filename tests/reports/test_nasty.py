from consultation.messages import clean
from tests.reports.nasty import LONGEST, NASTY, nasty_people
from tests.reports.snapshots import FINDER


def test_the_texts_are_such_as_are_kept_and_shown_whole() -> None:
    """Nothing is cleaned or masked on their way, so a format must show every character of them."""
    assert {name: clean(text) for name, text in NASTY.items()} == NASTY
    assert [name for name, text in NASTY.items() if FINDER.find(text, language="en")] == []
    assert max(map(len, NASTY.values())) == LONGEST


def test_each_is_said_by_somebody() -> None:
    people = nasty_people()
    assert [answer.current.text for one in people for answer in one.answers] == list(NASTY.values())
    assert len({answer.id for one in people for answer in one.answers}) == len(NASTY)
