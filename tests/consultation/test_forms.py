"""What can be written in a form, state by state."""

from datetime import timedelta
from pathlib import Path

import pytest

from consultation.forms import AT_ONCE, Field, Form
from consultation.rounds import Kind
from tests.consultation.conversations import BEGINS, WEEK, Installation, Respondent

WORDS = "A tool or a grant for every one of us"
FREELY = Field(("free",), "Something else", "Write freely: one message or several.")
NEEDS = Field(("q:needs",), "Needs", "Which tools does your community need?")
HOPES = Field(("q:hopes",), "Hopes", "What do you hope for?")


@pytest.fixture
def ada(tmp_path: Path) -> Respondent:
    return Respondent(Installation.in_file(tmp_path / "palabre.db"))


def form(person: Respondent) -> Form | None:
    with person.installation.opened() as store:
        return person.installation.interview(store).form(f"identity-{person.name}")


def fields(person: Respondent) -> tuple[Field, ...]:
    found = form(person)
    assert found is not None
    return found.fields


def begun(person: Respondent, kind: Kind = Kind.QUESTIONS) -> None:
    launched = person.installation.launch(kind)
    person.agrees(launched)


def test_a_stranger_has_no_form(ada: Respondent) -> None:
    assert form(ada) is None


def test_before_consent_there_is_nothing_to_write(ada: Respondent) -> None:
    ada.enters(ada.installation.launch())
    assert form(ada) == Form("Write", place="consenting:")


def test_the_menu_gives_each_question_not_spoken_on(ada: Respondent) -> None:
    begun(ada)
    assert form(ada) == Form("Write", (NEEDS, HOPES), place="choosing:", apart=True)
    ada.answers("needs", WORDS)
    assert fields(ada) == (HOPES,)
    ada.answers("hopes", WORDS)
    assert fields(ada) == (FREELY,)
    assert AT_ONCE == 5


@pytest.mark.parametrize(("way", "expected"), [("q:needs", NEEDS), ("q:hopes =", HOPES), ("free", FREELY)])
def test_what_is_in_hand_is_one_field(ada: Respondent, way: str, expected: Field) -> None:
    begun(ada)
    ada.goes(way)
    assert fields(ada) == (expected,)


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ("d:1", Field(("d:1",), "1. A shared fund", "Why? Write one message or several.")),
        ("d:1 side", Field(("d:1",), "1. A shared fund", "Why? Write one message or several.")),
        ("d:1 side skip", Field(("d:1",), "1. A shared fund", "What is missing in this draft, or should change?")),
        ("d:13 side", Field(("d:13",), "13. A research agenda", "Which question is missing?")),
    ],
)
def test_on_a_draft(ada: Respondent, way: str, expected: Field) -> None:
    begun(ada, Kind.DRAFTS)
    assert fields(ada) == (FREELY,)
    ada.goes(way)
    assert fields(ada) == (expected,)


def test_other_words_begin_with_the_present_ones(ada: Respondent) -> None:
    begun(ada)
    ada.answers("needs", WORDS)
    ada.goes("finish open reword")
    (field,) = fields(ada)
    answer = field.way[0].removeprefix("open:")
    assert field == Field(
        (f"open:{answer}", f"reword:{answer}"),
        "Needs",
        "Write the answer as it should be; it replaces the present one.",
        WORDS,
    )


def test_of_oneself_only_what_has_no_choices_is_written(ada: Respondent) -> None:
    begun(ada)
    ada.answers("needs", WORDS)
    ada.goes("finish go-on quote")
    assert fields(ada) == ()
    ada.goes("skip skip")
    assert fields(ada) == (Field((), "Organisation", "Which organisation are you with?"),)
    assert (form(ada) or Form("")).place == "describing:organisation"


def test_a_form_speaks_the_persons_language(ada: Respondent) -> None:
    ada.language = "fr"
    begun(ada)
    assert form(ada) == Form(
        "Write (fr)",
        (
            Field(("q:needs",), "Needs (fr)", "Which tools does your community need? (fr)"),
            Field(("q:hopes",), "Hopes (fr)", "What do you hope for? (fr)"),
        ),
        "fr",
        "choosing:",
        apart=True,
    )


def test_a_closed_round_takes_other_words_only(ada: Respondent) -> None:
    begun(ada)
    ada.answers("needs", WORDS)
    ada.goes("q:hopes")
    ada.installation.later(WEEK + timedelta(days=1))
    assert fields(ada) == ()
    ada.goes("/my open reword")
    assert [field.text for field in fields(ada)] == [WORDS]
    assert ada.installation.clock.now() > BEGINS + WEEK
