"""A draft changes while a round is open, and what others said before is read before a position; on every channel."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from consultation.rounds import Round
from tests.bot_api.phone import Phone
from tests.stories.commands import Palabre
from tests.stories.serving import Guest, Installation, discord_town, town, until

pytestmark = pytest.mark.story

PRO = "Whoever begins should not have to look for weeks before finding how it is done."
CON = "Pages that nobody keeps current mislead more people than they ever help."
TITLE, SHORT = "Documentation first, in every language", "Write it down, keep it current, translate it."
OPPOSED = (
    "What people said of this draft in an earlier round, as it was then: as many for as against, in random order. They "
    "allow their words to be shown."
)
LOOKED = "One of 3 positions on drafts was taken after looking at opposing statements of an earlier round."
NOTHING = "Nobody has said anything on this that can be shown here."
CHANGED = f"Draft 8 has changed since you spoke on it: {TITLE}"
CHANGING = ("/drafts", "8. Prioritise documentation", "A new version of it")
WRITING = (
    "Title",
    TITLE,
    "Short text",
    SHORT,
    "Full text",
    "The first part of the whole.",
    "The second part of the whole.",
    "That is all",
    "Français",
    "Title",
    "D’abord la documentation",
    "See it as people will",
    "Texte intégral",
    "End the preview",
    "English",
    "See it as people will",
)
"""What a facilitator does, typed alike at a terminal and on a phone."""


def first_round(palabre: Palabre) -> str:
    """Hold a round on drafts at the terminal, in which one supports the eighth and one opposes it; return its id."""
    name = palabre.run("round", "launch", "partnerships", "--drafts").out.strip()
    here = ("partnerships", "--round", name)
    for who, side, words in (("pia", "Support", PRO), ("otto", "Oppose", CON)):
        palabre.talk(
            "I agree", "8. Prioritise documentation", side, words, "That is all", "Skip", "Finish and review",
            "That is right, go on", "Yes, as it is", options=here, name=who,
        )  # fmt: skip
    palabre.run("round", "close", name)
    return name


def invited(palabre: Palabre) -> str:
    return palabre.run("facilitator", "invite", "Ada").out.strip()


def versions_of(palabre: Palabre, draft: str) -> list[dict[str, Any]]:
    """Return what is listed of a draft's versions, the oldest first."""
    return [one for one in json.loads(palabre.run("draft", "list", "partnerships", "--json").out) if one["id"] == draft]


def withdraws(palabre: Palabre, first: str, name: str) -> None:
    palabre.talk("/withdraw", "Answer 1", options=("partnerships", "--round", first), name=name)


def positions(place: Installation, launched: Round) -> list[tuple[str, str, str]]:
    return sorted((one.draft, one.version, one.side) for each in place.kept(launched) for one in each.stances)


def method(palabre: Palabre, launched: Round, folder: Path) -> str:
    palabre.run("round", "close", launched.id)
    palabre.run("report", launched.id, "--format", "md,json", "--out", folder)
    return (folder / "report.md").read_text(encoding="utf-8")


def test_a_draft_changes_in_mid_round_in_telegram(palabre: Palabre, tmp_path: Path) -> None:  # noqa: PLR0915 (one story)
    first = first_round(palabre)
    with town(palabre) as place:
        launched = place.launches("--drafts")
        with place.serves() as process:
            ada, ben, cleo = (Phone(place.api, place.api.person(name)) for name in ("Ada", "Ben", "Cleo"))
            ben.types(f"/start {launched.code}")
            ben.types("I agree")
            ben.types("8. Prioritise documentation")
            shown = ben.types("What others said")
            assert shown[0] == OPPOSED
            assert sorted(zip(shown[1:5:2], shown[2:6:2], strict=True)) == [
                ("Against", f"│ {CON}"),
                ("For", f"│ {PRO}"),
            ]
            ben.types("Support")
            ben.types("Skip")
            ben.types("Skip")

            withdraws(palabre, first, "otto")
            cleo.types(f"/start {launched.code}")
            cleo.types("I agree")
            cleo.types("8. Prioritise documentation")
            told = cleo.types("What others said")
            assert told[0] == NOTHING
            assert CON not in "\n".join(told)
            cleo.types("Oppose")

            ada.types(f"/start {invited(palabre)}")
            for line in (*CHANGING, "Title", TITLE, "Short text", SHORT):
                ada.types(line)
            seen = ada.types("See it as people will")
            assert seen[:4] == [
                "Preview: nothing of this is kept.", f"8. {TITLE}", SHORT, "What is your position?"
            ]  # fmt: skip
            ada.types("End the preview")
            assert ada.types("Save it")[0].startswith("Saved.")
            until(lambda: any(CHANGED in one.text for one in ben.person.chat.messages), "word of the change")
            until(lambda: any(CHANGED in one.text for one in cleo.person.chat.messages), "word of the change")
            assert ben.types("See draft 8 as it is now")[:2] == [f"8. {TITLE}", SHORT]
            ben.types("Oppose")
            ben.types("Skip")
            ben.types("Skip")
            assert cleo.types("Keep what I said")[0] == "What you said stands, on the version that you read."
            again = cleo.types("/menu")
            assert CHANGED not in again
            assert process.stop() == 0
            assert place.api.complaints == []
        newer = versions_of(palabre, "8")[-1]["version"]
        assert positions(place, launched) == sorted(
            [("8", "2019-09", "support"), ("8", "2019-09", "oppose"), ("8", newer, "oppose")]
        )
        acts = [(one["actor"], one["verb"]) for one in json.loads(palabre.run("audit", "--json").out)]
        assert acts[-2:] == [("Ada", "enter drafts"), ("Ada", "tell of changed drafts")]
        sent = [(one.purpose, one.fate) for one in place.sendings(launched)]
        assert sent == [("changed draft", "sent")] * 2

        report = method(palabre, launched, tmp_path / "report")
        assert LOOKED in report
        found = json.loads((tmp_path / "report" / "report.json").read_text(encoding="utf-8"))
        assert _sides(found) == {("8", "2019-09"): {"support": 1, "oppose": 1}, ("8", newer): {"oppose": 1}}
        assert CON not in report


def _sides(found: dict[str, Any]) -> dict[tuple[str, str], dict[str, int]]:
    """Return how many took which position on which version, where anybody did."""
    sides: dict[tuple[str, str], dict[str, int]] = {}
    for row in found["positions"]:
        if row["respondents"]:
            sides.setdefault((row["draft"], row["version"]), {})[row["side"]] = row["respondents"]
    return sides


def test_drafts_are_written_alike_at_a_terminal_and_on_a_phone(palabre: Palabre) -> None:
    lines = (f"/start {invited(palabre)}", *CHANGING, *WRITING, "End the preview", "Save it", "/drafts")
    ran = palabre.run("office", "--as", "ada", stdin="".join(f"{line}\n" for line in lines))
    turns = [turn.splitlines()[1:] for turn in re.split(r"^(?=> )", ran.out, flags=re.MULTILINE)[1:]]
    shown = [[line.removeprefix("< ").removeprefix("<") for line in turn] for turn in turns]
    elsewhere = Palabre(palabre.home.parent / "another")
    with town(elsewhere) as place, place.serves() as process:
        ada = Phone(place.api, place.api.person("Ada"))
        for line, answered in zip((f"/start {invited(elsewhere)}", *lines[1:]), shown, strict=True):
            assert ada.types(line) == [text for text in answered if text.strip("│ ")], line
        assert process.stop() == 0
    for one in (palabre, elsewhere):
        (_, entered) = versions_of(one, "8")
        assert entered["title"]["en"] == TITLE
        assert entered["title"]["fr"] == "D’abord la documentation"
        assert entered["lineage"] == {"relation": "kept", "sources": ["2019-09/8"]}
        assert "The second part of the whole." in one.run("draft", "show", "partnerships", "8").out


def test_a_draft_changes_in_mid_round_in_discord(palabre: Palabre) -> None:  # noqa: PLR0915 (one story)
    first = first_round(palabre)
    with discord_town(palabre) as place:
        place.syncs()
        launched = place.launches("--drafts")
        with place.serves() as process:
            guest, ada = place.arrives("Gina", launched), Guest(place.api.person("Ada"), invited(palabre))
            guest.presses("d:8")
            guest.presses("others:8")
            read = guest.reads(CON)
            assert OPPOSED in read
            assert PRO in read
            guest.presses("side:8:support")
            guest.presses("skip:8")
            guest.sees("skip:8")
            guest.presses("skip:8")
            guest.sees("free")

            ada.runs("facilitate", code=ada.code)
            ada.reads("Welcome, Ada.")
            _writes(ada)
            ada.presses("office:see")
            assert TITLE in ada.reads("Preview: nothing of this is kept.").partition("Preview: nothing")[2]
            ada.presses("office:end")
            ada.presses("office:save-draft")
            ada.reads("Saved.")
            until(lambda: any(CHANGED in one.content for one in guest.person.dm.messages), "word of the change")
            guest.looks_back()
            guest.presses("see:8")
            guest.reads(SHORT)
            guest.presses("side:8:oppose")
            guest.sees("skip:8")

            withdraws(palabre, first, "pia")
            later = place.arrives("Hugo", launched)
            later.presses("d:8")
            later.presses("others:8")
            assert PRO not in later.reads(NOTHING)
            place.api.waits_until_idle()
            assert process.stop() == 0
        assert place.api.complaints == []
    assert [(draft, side) for draft, _, side in positions(place, launched)] == [("8", "support"), ("8", "oppose")]


def _writes(ada: Guest) -> None:
    """Write a new version of the eighth draft in the direct messages."""
    ada.writes("/drafts", "office:draft:8")
    ada.presses("office:draft:8")
    ada.presses("office:change")
    ada.presses("office:title")
    ada.reads("Write the title in one line")
    ada.writes(TITLE, "office:short")
    ada.presses("office:short")
    ada.reads("Write the short text in one message")
    ada.writes(SHORT, "office:save-draft")


def test_who_spoke_is_told_of_what_a_file_changes_and_the_same_file_tells_nobody_twice(
    palabre: Palabre, tmp_path: Path
) -> None:
    with town(palabre) as place:
        launched = place.launches("--drafts")
        with place.serves() as process:
            ben = Phone(place.api, place.api.person("Ben"))
            for line in (f"/start {launched.code}", "I agree", "8. Prioritise documentation", "Support"):
                ben.types(line)
            file = tmp_path / "new.wiki"
            file.write_text(f"== 8. {TITLE} ==\n{SHORT}\n", encoding="utf-8")
            for _ in range(2):
                palabre.run("draft", "import", "partnerships", file, "--version", "2019-11")
            until(lambda: [one.fate for one in place.sendings(launched)] == ["sent"], "one notice")
            assert sum(CHANGED in one.text for one in ben.person.chat.messages) == 1
            ben.types("Skip")
            assert CHANGED in ben.types("Skip")
            assert process.stop() == 0


def test_drafts_are_listed_and_shown(palabre: Palabre, tmp_path: Path) -> None:
    listed = palabre.run("draft", "list", "partnerships").out.splitlines()
    assert len(listed) == 13
    assert listed[7].split(maxsplit=3) == ["8", "2019-09", "en,fr,es,ar", "Prioritise documentation"]
    shown = palabre.run("draft", "show", "partnerships", "8", "--language", "fr").out.splitlines()
    assert shown[0] == "8. Donner la priorité à la documentation"
    assert "kept from 2019-08" in shown
    file = tmp_path / "new.wiki"
    file.write_text(f"== 8. {TITLE} ==\n{SHORT}\n\nA second paragraph.\n", encoding="utf-8")
    palabre.run("draft", "import", "partnerships", file, "--version", "2019-11")
    versions = versions_of(palabre, "8")
    assert [(one["version"], one["current"], one["dated"]) for one in versions] == [
        ("2019-09", False, "2019-09"),
        ("2019-11", True, None),
    ]
    assert versions[1]["languages"] == {"title": ["en"], "short": ["en"], "full": ["en"]}
    now = palabre.run("draft", "show", "partnerships", "8").out.splitlines()
    assert now[0] == f"8. {TITLE}"
    assert now[-1] == "versions: 2019-09, 2019-11"
    assert palabre.run("draft", "show", "partnerships", "8", "--language", "fr").out.startswith(f"8. {TITLE} [en]\n")
    before = palabre.run("draft", "show", "partnerships", "8", "--version", "2019-09").out
    assert before.startswith("8. Prioritise documentation\n")


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (
            ("99",),
            "consultation partnerships has no draft '99'; there are: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13\n",
        ),
        (("8", "--version", "1999"), "draft 8 has no version '1999'; there are: 2019-09\n"),
        (("8", "--language", "de"), "--language: the consultation is not in 'de'; there are: en, fr, es, ar\n"),
    ],
)
def test_a_draft_that_is_not_there_is_said_to_be_so(palabre: Palabre, options: tuple[str, ...], problem: str) -> None:
    assert palabre.run("draft", "show", "partnerships", *options, exits=1).err == problem
