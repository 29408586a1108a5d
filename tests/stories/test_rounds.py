"""A facilitator launches, follows, extends and closes rounds."""

import json

import pytest

from tests.stories.commands import Palabre

pytestmark = pytest.mark.story


def launch(palabre: Palabre, *options: str) -> tuple[str, str]:
    """Launch a round and return its id and its code."""
    name = palabre.run("round", "launch", "partnerships", *options).out.strip()
    listed = json.loads(palabre.run("round", "list", "--json").out)
    return name, next(known["code"] for known in listed if known["id"] == name)


def test_launch_prints_the_id_alone_and_numbers_the_rounds(palabre: Palabre) -> None:
    assert palabre.run("round", "launch", "partnerships", "--questions").out == "partnerships-1\n"
    assert palabre.run("round", "launch", "partnerships", "--questions", "conference-2018").out == "partnerships-2\n"
    assert palabre.run("round", "launch", "partnerships", "--drafts", "--closes", "21d").out == "partnerships-3\n"


def test_a_code_leads_a_person_into_a_round(palabre: Palabre) -> None:
    first, _ = launch(palabre, "--questions")
    _, code = launch(palabre, "--drafts", "--beside")
    answered = palabre.talk("I agree", f"/start {code}", "I agree", options=("partnerships", "--round", first))
    titled = [line for line in answered if line.startswith("8. ")]
    assert titled == ["8. Prioritise documentation"]
    refused = palabre.talk("/start NOSUCHXX", options=("partnerships", "--round", first))
    assert refused[-1].startswith("I do not know which consultation you mean.")


def test_status_counts_what_was_said_by_how_many(palabre: Palabre) -> None:
    name, _ = launch(palabre, "--questions")
    for who in ("ada", "bela"):
        palabre.talk(
            "I agree", "1", "We need training.", "And time.", options=("partnerships", "--round", name), name=who
        )
    palabre.talk("No, thank you", options=("partnerships", "--round", name), name="chen")
    found = json.loads(palabre.run("round", "status", name, "--json").out)
    counted = {key: found[key] for key in ("respondents", "answers", "messages", "identities", "withdrawn", "items")}
    assert counted == {
        "respondents": 2,
        "answers": 2,
        "messages": 4,
        "identities": 2,
        "withdrawn": 0,
        "items": {"capacity": 2},
    }
    assert found["round"]["stage"] == "open"
    assert "respondents" in palabre.run("round", "status", name).out


def test_status_says_where_people_stopped_how_many_came_to_the_end_and_who_is_absent(palabre: Palabre) -> None:
    name, _ = launch(palabre, "--questions")
    palabre.run("round", "target", name, "language=en:10", "region=oceania:30", "role=staff:5")
    palabre.run("round", "target", name, "role=staff:0")
    there = ("partnerships", "--round", name)
    for number in range(5):
        said = ("I agree", "1", "We need training.", "That is all", "/my", "That is right, go on", "Yes, as it is")
        palabre.talk(*said, *["Skip"] * 5, options=there, name=f"ended{number}")
    palabre.talk("I agree", "1", "We need training.", options=there, name="stopped")
    palabre.talk("I agree", options=there, name="silent")
    palabre.talk("J’accepte", "1", "Une formation.", options=(*there, "--language", "fr"), name="french")
    told = palabre.run("round", "status", name).out.splitlines()
    shown = {line.partition("  ")[0]: line.partition("  ")[2].strip() for line in told}
    picked = ("agreed to take part", "came to the end", "stopped after: agreeing", "language: en", "source: by none")
    assert {line: shown[line] for line in picked} == {
        "agreed to take part": "8",
        "came to the end": "5 (62%)",
        "stopped after: agreeing": "1",
        "language: en": "masked of 10",
        "source: by none": "7",
    }
    assert shown["Region: Oceania"] == "0 of 30"
    assert "median time" in shown
    found = json.loads(palabre.run("round", "status", name, "--json").out)
    assert found["progress"]["completion"] == 0.625
    assert found["progress"]["stopped"] == {"capacity": 2, "nothing": 1}
    assert ["region", "oceania"] in found["progress"]["absent"]
    assert [(one["group"], one["people"]) for one in found["round"]["targets"]] == [("en", 10), ("oceania", 30)]


def test_a_closed_round_takes_no_new_answers_but_still_lets_one_change_and_withdraw(palabre: Palabre) -> None:
    name, _ = launch(palabre, "--questions")
    here = ("partnerships", "--round", name)
    palabre.talk("I agree", "1", "Train more people in small towns.", options=here)
    palabre.run("round", "close", name)
    answered = palabre.talk(
        "One more thing: pay them.", "/edit 1 Train many more people in small towns.", "/my", options=here
    )
    assert not any("One more thing" in line for line in answered)
    assert any(line.startswith("This round closed on ") for line in answered)
    assert "│ Train many more people in small towns." in answered
    palabre.talk("/withdraw", "Answer 1", options=here)
    assert json.loads(palabre.run("round", "status", name, "--json").out)["answers"] == 0


def test_extending_a_closed_round_opens_it_again(palabre: Palabre) -> None:
    name, _ = launch(palabre, "--questions")
    palabre.run("round", "close", name)
    palabre.run("round", "extend", name, "--closes", "7d")
    assert json.loads(palabre.run("round", "status", name, "--json").out)["round"]["stage"] == "open"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("round", "status", "nowhere"), "nowhere"),
        (("round", "launch", "nowhere", "--questions"), 'no consultation "nowhere"'),
        (("round", "launch", "partnerships", "--questions", "no-bank"), "there are: guiding, conference-2018"),
        (("round", "launch", "partnerships", "--questions", "--closes", "soon"), "--closes: 'soon' is no time"),
        (("round", "launch", "partnerships", "--questions", "--closes", "2001-01-01"), "choose a later --closes"),
        (("report", "nowhere"), "nowhere"),
        (("forget", "NOBODY"), "nobody here has that code"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(palabre: Palabre, arguments: tuple[str, ...], message: str) -> None:
    ran = palabre.run(*arguments, exits=1)
    assert (ran.out, ran.err.count("\n")) == ("", 1)
    assert message in ran.err


def test_wrong_usage_is_two(palabre: Palabre) -> None:
    palabre.run("round", "launch", "partnerships", exits=2)
    palabre.run("round", "launch", "partnerships", "--questions", "--drafts", exits=2)
    palabre.run("nonsense", exits=2)
