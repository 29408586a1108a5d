"""The map of partners, resources and the year's plan: named by people, decided by facilitators, shown to anybody."""

import json
from pathlib import Path

import pytest

from tests.bot_api.phone import Phone
from tests.stories.commands import Palabre
from tests.stories.serving import Guest, discord_town, town

pytestmark = pytest.mark.story


def code_for(palabre: Palabre, name: str) -> str:
    return palabre.run("facilitator", "invite", name).out.strip()


def listed(palabre: Palabre, what: str) -> dict[str, str | None]:
    found = json.loads(palabre.run(what, "list", "partnerships", "--json").out)
    return {one["name"]: one["verdict"] for one in found}


def audited(palabre: Palabre) -> list[tuple[str, str]]:
    return [(act["actor"], act["verb"]) for act in json.loads(palabre.run("audit", "--json").out)]


def test_on_a_phone_from_a_name_to_the_report(palabre: Palabre) -> None:
    with town(palabre) as place:
        launched = place.launches()
        with place.serves() as process:
            bob = Phone(place.api, place.api.person("Bob"))
            bob.types(f"/start {launched.code}")
            bob.types("I agree")
            bob.types("/partner")
            assert bob.types("The National Archive")[0] == "What kind of partner is it?"
            assert bob.types("Library, archive, museum")[0] == "On which level does it work?"
            bob.types("Skip")
            assert bob.types("Oceania")[0].startswith("Thank you: that is noted.")
            assert bob.types("/partners")[1] == "Nobody is on it yet."
            ada = Phone(place.api, place.api.person("Ada"))
            ada.types(f"/start {code_for(palabre, 'Ada')}")
            told = ada.types("/partners")
            assert {"The National Archive", "Kind: Library, archive, museum", "Region: Oceania"} <= {
                line.removeprefix("│ ") for line in told
            }
            ada.types("Approve")
            assert bob.types("/partners")[1] == "The National Archive: Library, archive, museum, Oceania"
            assert process.stop() == 0
        assert place.api.complaints == []
    assert listed(palabre, "partner") == {"The National Archive": "approved"}
    assert ("Ada", "approve partner") in audited(palabre)
    palabre.talk("I agree", "1", "We need training.", options=("partnerships", "--round", launched.id))
    palabre.run("round", "close", launched.id)
    made = palabre.run("report", launched.id, "--format", "md,json").out.split()
    report, data = (next(path for path in made if path.endswith(kind)) for kind in ("report.md", "report.json"))
    assert "The National Archive" in Path(report).read_text(encoding="utf-8")
    assert [one["name"] for one in json.loads(Path(data).read_text(encoding="utf-8"))["partners"]] == [
        "The National Archive"
    ]


def test_in_discord_a_resource_and_the_plan(palabre: Palabre) -> None:  # noqa: PLR0915 - one story
    with discord_town(palabre) as place:
        launched = place.launches()
        place.syncs()
        with place.serves() as process:
            bob = place.arrives("Bob", launched)
            bob.runs("resource")
            bob.sees("back")
            bob.writes("A handbook", "done")
            bob.writes("https://example.org/handbook", "done")
            bob.presses("pick:resource-language:en")
            bob.sees("done", but="pick:resource-language:en")
            bob.presses("done")
            bob.reads("Thank you: that is noted.")
            ada = Guest(place.api.person("Ada"), code_for(palabre, "Ada"))
            ada.runs("facilitate", code=ada.code)
            ada.presses("office:resources")
            assert "https://example.org/handbook" in ada.reads("A resource that somebody suggested")
            (one,) = json.loads(palabre.run("resource", "list", "partnerships", "--waiting", "--json").out)
            ada.presses(f"office:approve:{one['id']}")
            ada.reads("Approved: it is on the list.")
            bob.runs("resources")
            assert "A handbook" in bob.reads("Resources")
            ada.writes("/plan", "office:new-entry")
            ada.presses("office:new-entry")
            ada.presses("office:kind:interview")
            ada.sees("office:back", but="office:kind:interview")
            ada.writes("2030-05-01", "office:back")
            ada.writes("Museums of the south", "office:new-entry")
            bob.runs("plan")
            assert "1 May 2030: Interview. Museums of the south" in bob.reads("What is planned").replace("*", "")
            assert process.stop() == 0


def test_the_plan_by_command(palabre: Palabre) -> None:
    first = json.loads(palabre.run("plan", "partnerships", "--json").out)
    assert [(one["id"], one["kind"], one["months"]) for one in first] == [
        ("principles", "review", [1, 4]), ("map", "mapping", [3, 7]), ("interviews", "interview", [5, 12]),
    ]  # fmt: skip
    assert all(set(one["titles"]) == {"en", "fr", "es", "ar"} for one in first)
    palabre.run("step", "set", "partnerships", "map", "--starts", "2030-03-01", "--ends", "2030-05-31")
    palabre.run(
        "step", "set", "partnerships", "launch", "--title", "Our launch", "--starts", "2030-02-01", "--kind", "meeting"
    )
    palabre.run("step", "remove", "partnerships", "interviews")
    palabre.run("round", "launch", "partnerships", "--drafts", "--opens", "2030-01-10", "--closes", "2030-01-20")
    found = json.loads(palabre.run("plan", "partnerships", "--json").out)
    assert [(one["id"], one["kind"], one["starts"], one["ends"]) for one in found] == [
        ("partnerships-1", "round", "2030-01-10", "2030-01-20"),
        ("launch", "meeting", "2030-02-01", None),
        ("map", "mapping", "2030-03-01", "2030-05-31"),
        ("principles", "review", None, None),
    ]
    shown = palabre.run("plan", "partnerships").out
    assert "2030-02-01                launch  meeting  Our launch" in shown
    assert [verb for _, verb in audited(palabre)] == ["plan", "plan", "remove from plan", "launch"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("step", "set", "partnerships", "map", "--kind", "party"), "--kind: there is no kind 'party'"),
        (("step", "set", "partnerships", "map", "--ends", "2001-01-01"), "--ends: it would end before it starts"),
        (("step", "set", "partnerships", "map", "--starts", "soon"), "--starts: 'soon' is no time"),
        (
            ("step", "set", "partnerships", "map", "--title", "X", "--language", "tlh"),
            "--language: the consultation does not",
        ),
        (("step", "set", "partnerships", "new"), "STEP: there is no step new yet"),
        (("step", "set", "partnerships", "No Id", "--title", "X", "--starts", "1d"), 'STEP: "No Id" is no id'),
        (("step", "remove", "partnerships", "nothing"), "there is no entry nothing in the plan"),
        (
            ("partner", "add", "partnerships", "X", "--kind", "friend"),
            "kind: there is no kind 'friend'; there are: glam",
        ),
        (("partner", "add", "partnerships", " "), "name: it needs a name"),
        (("resource", "add", "partnerships", "X", "--link", "ftp://x"), "link: 'ftp://x' is no link"),
        (("partner", "approve", "partnerships", "NOSUCH"), "there is no partner NOSUCH; see: palabre partner list"),
        (
            ("round", "launch", "partnerships", "--questions", "--target", "shoe=42:1"),
            "--target: there is no attribute",
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_line(palabre: Palabre, arguments: tuple[str, ...], message: str) -> None:
    ran = palabre.run(*arguments, exits=1)
    assert (ran.out, ran.err.count("\n")) == ("", 1)
    assert message in ran.err


def test_lists_by_command(palabre: Palabre) -> None:
    added = palabre.run("partner", "add", "partnerships", "The archive", "--kind", "glam", "--region", "oceania").out
    palabre.run("resource", "add", "partnerships", "Call +33 6 12 34 56 78", "--link", "https://example.org")
    assert listed(palabre, "partner") == {"The archive": "approved"}
    palabre.run("partner", "refuse", "partnerships", added.strip())
    assert listed(palabre, "partner") == {"The archive": "refused"}
    (one,) = json.loads(palabre.run("resource", "list", "partnerships", "--json").out)
    palabre.run("resource", "refuse", "partnerships", one["id"])
    again = palabre.run("resource", "approve", "partnerships", one["id"])
    assert again.err == "careful: there may be private data in it, and everybody sees it now\n"
    assert palabre.run("partner", "list", "partnerships", "--waiting").out == "nothing waits or was suggested\n"
    assert [verb for _, verb in audited(palabre)] == [
        "approve partner", "approve resource", "refuse partner", "refuse resource", "approve resource",
    ]  # fmt: skip


def test_targets_at_the_launch(palabre: Palabre) -> None:
    name = palabre.run(
        "round", "launch", "partnerships", "--questions", "--target", "region=oceania:4", "--target", "language=ar:10"
    ).out.strip()
    told = json.loads(palabre.run("round", "status", name, "--json").out)["round"]["targets"]
    assert [(one["attribute"], one["group"], one["people"]) for one in told] == [
        ("language", "ar", 10), ("region", "oceania", 4),
    ]  # fmt: skip
