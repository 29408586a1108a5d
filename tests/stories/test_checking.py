"""Two facilitators check tags and code a sample in chat, in Telegram, in Discord and at a terminal; a report has it."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.bot_api.phone import Phone
from tests.stories.commands import Palabre
from tests.stories.serving import DiscordTown, Guest, Town, choices, discord_town, town

pytestmark = pytest.mark.story

GRANT = "We need a grant for small groups, call 06 12 34 56 78"
TRAINING = "Training for newcomers, and a workshop each year"
NOTHING = "Nothing to say that anybody would know"
SAID = (GRANT, TRAINING, NOTHING)
SHOWN = GRANT.replace("06 12 34 56 78", "[…]")


def launched(palabre: Palabre, said: Sequence[str] = SAID) -> str:
    """Launch a round with answers that were imported, and return its id."""
    name = palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    rows = "".join(json.dumps({"text": words, "question": "capacity"}) + "\n" for words in said)
    file = palabre.home.parent / f"{name}.jsonl"
    file.write_text(rows, encoding="utf-8")
    palabre.run("import", name, file)
    return name


def invited(palabre: Palabre, name: str) -> str:
    return palabre.run("facilitator", "invite", name).out.strip()


def queue(palabre: Palabre, name: str) -> list[tuple[str, str]]:
    """Return why answers wait, and who has them in hand."""
    found = json.loads(palabre.run("review", "list", name, "--json").out)
    return [(one["reason"], one["in_hand"]) for one in found]


def reviews(palabre: Palabre) -> list[tuple[str, str]]:
    acts = json.loads(palabre.run("audit", "--json").out)
    return [(act["actor"], act["note"]) for act in acts if act["verb"] == "review"]


def report(palabre: Palabre, name: str, out: Path) -> str:
    palabre.run("report", name, "--out", out, "--format", "md")
    return (out / "report.md").read_text(encoding="utf-8")


def words_of(lines: Sequence[str]) -> str:
    """Return the words of the answer among the lines of a reply."""
    return next(line.removeprefix("│ ") for line in lines if line.startswith("│ "))


def bold(phone: Phone) -> list[str]:
    """Return what stands out in the words of the newest message."""
    message = phone.person.chat.messages[-1]
    units = message.text.encode("utf-16-le")
    quote = next(one for one in message.entities if one["type"].endswith("blockquote"))
    inside = range(quote["offset"], quote["offset"] + quote["length"])
    spans = [one for one in message.entities if one["type"] == "bold" and one["offset"] in inside]
    return [units[2 * one["offset"] : 2 * (one["offset"] + one["length"])].decode("utf-16-le") for one in spans]


def phone(place: Town, name: str) -> Phone:
    found = Phone(place.api, place.api.person(name))
    found.types(f"/start {invited(place.palabre, name)}")
    return found


def test_two_review_in_telegram_and_the_report_has_what_they_decided(palabre: Palabre, tmp_path: Path) -> None:
    name = launched(palabre)
    assert [reason for reason, _ in queue(palabre, name)] == ["rare", "rare", "other"]
    with town(palabre) as place, place.serves() as process:
        ada, bob = phone(place, "Ada"), phone(place, "Bob")
        first, second = ada.types("/review"), bob.types("/review")
        assert {words_of(first), words_of(second)} == {SHOWN, TRAINING}
        assert sorted(who for _, who in queue(palabre, name)) == ["", "Ada", "Bob"]
        grants, trains = (ada, bob) if words_of(first) == SHOWN else (bob, ada)
        assert bold(grants) == ["grant"]
        assert bold(trains) == ["Training", "workshop"]
        for line in ("Not: Funding", "Add a theme", "Equity", "For or against", "1. "):
            button = next(one.label for one in grants.buttons if one.label.startswith(line))
            told = grants.types(button)
        assert "How do these words stand to it? Say so only where they do: a theme alone is neither." in told
        assert "Draft 1: For it" in grants.types("For it")
        third = grants.types("Keep it so")
        assert (third[0], words_of(third)) == ("Kept.", NOTHING)
        assert trains.types("Right as it is")[:2] == ["Kept.", "No answer waits to be looked at in this round now."]
        grants.types("Stop here")
        assert process.stop() == 0
        assert place.api.complaints == []
    by = {"Ada": "Bob", "Bob": "Ada"}
    who = "Ada" if grants is ada else "Bob"
    assert sorted(reviews(palabre)) == sorted([(who, "+equity, -funding, for 1"), (by[who], "as it was")])
    assert queue(palabre, name) == [("other", "")]
    text = report(palabre, name, tmp_path)
    assert "A reviewer read what " in text
    assert "06 12 34 56 78" not in text


def test_two_code_the_same_sample_in_telegram_and_at_a_terminal(palabre: Palabre) -> None:
    name = launched(palabre)
    palabre.run("agreement", "draw", name, "--size", "3", "--shown", "0.34", "--seed", "5")
    with town(palabre) as place, place.serves() as process:
        ada = phone(place, "Ada")
        assert ada.types("/review")[0] == "No answer waits to be looked at in this round now."
        shown = ada.types("/code")
        assert shown[0].startswith("Without the machine’s tags: 1 of ")
        before: list[str] = []
        while not shown[0].startswith("With the machine’s tags: "):
            before += shown
            shown = ada.types("No theme")
        assert not any("machine heard" in line for line in before)
        assert any(line.startswith("The machine heard: ") for line in shown)
        assert ada.types("No theme")[0] == "All of it is coded. Thank you."
        assert process.stop() == 0
    assert json.loads(palabre.run("agreement", "show", name, "--json").out)["coders"].keys() == {"Ada"}
    palabre.run("agreement", "code", name, "--as", "Bo", stdin="0\n" * 2 + "\n" + "0\n" * 2)
    found = json.loads(palabre.run("agreement", "show", name, "--json").out)
    assert found["coders"].keys() == {"Ada", "Bo"}
    assert found["quality"]["coders"] == 2
    assert len(queue(palabre, name)) == 3


def test_two_review_in_discord(palabre: Palabre) -> None:
    name = launched(palabre, SAID[:2])
    with discord_town(palabre) as place:
        place.syncs()
        with place.serves() as process:
            ada, bob = guest(place, "Ada"), guest(place, "Bob")
            texts = []
            for who in (ada, bob):
                who.writes("/review", "office:themes")
                texts.append(who.news)
            assert any("> We need a **grant** for small groups, call \\[…\\]" in text for text in texts)
            assert any("> **Training** for newcomers, and a **workshop** each year" in text for text in texts)
            trains = ada if "Training" in texts[0] else bob
            trains.presses("office:off:skills")
            trains.presses("office:themes")
            trains.presses("office:on:equity")
            trains.reads("Equity: you put it on")
            (keep,) = [data for data in choices_of(trains) if data.startswith("office:keep:")]
            trains.presses(keep)
            trains.reads("Kept.")
            assert process.stop() == 0
    assert [who for _, who in queue(palabre, name)] == ["Bob" if trains is ada else "Ada"]
    assert reviews(palabre) == [("Ada" if trains is ada else "Bob", "+equity, -skills")]


def choices_of(who: Guest) -> list[str]:
    """Return what can be chosen below what came last."""
    return [data for message in who.person.dm.messages[-1:] for data in choices(message)]


def guest(place: DiscordTown, name: str) -> Guest:
    found = Guest(place.api.person(name), "")
    found.runs("facilitate", code=invited(place.palabre, name))
    found.sees("office:rounds")
    return found


def test_at_a_terminal(palabre: Palabre, tmp_path: Path) -> None:
    name = launched(palabre, SAID[:1])
    lines = [f"/facilitate {invited(palabre, 'Cleo')}", "/review", "For or against", "1", "2", "Keep it so"]
    ran = palabre.run("office", "--as", "cleo", stdin="".join(f"{line}\n" for line in lines))
    assert "< │ We need a [grant] for small groups, call […]" in ran.out.splitlines()
    assert ran.out.splitlines()[-3:] == [
        "< Kept.",
        "< No answer waits to be looked at in this round now.",
        "< [1] Stop here",
    ]
    assert next(note for _, note in reviews(palabre)).startswith("against ")
    assert queue(palabre, name) == []
    listed = palabre.run("review", "list", name)
    assert listed.out == "0 answers wait: 0 disputed, 0 uncertain, 0 rare, 0 other\n"
    other = launched(palabre, SAID[1:2])
    ran = palabre.run("review", "next", other, "--as", "Cleo", stdin="1\n\n")
    assert "[Training] for newcomers" in ran.out
    assert ran.out.endswith("No other answer waits to be looked at now.\n")
    assert len(reviews(palabre)) == 2
    assert "What the machine" not in report(palabre, name, tmp_path)
