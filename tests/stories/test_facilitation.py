"""Who facilitates: invited by the command, at work in a chat; who does not learns nothing; the audit log has it all."""

import json
import re

import pytest

from consultation.joining import WRONG_CODES
from consultation.rounds import Stage
from tests.bot_api.phone import Phone, Respondent
from tests.replaying import told
from tests.stories.commands import Palabre
from tests.stories.serving import Town, said, town

pytestmark = pytest.mark.story

REFUSED = "That code does not work: it may be used or too old. Whoever gave it to you can make another."
LIMITED = "These codes did not work. Please wait a quarter of an hour before you give another."
LAUNCHING = (
    "/rounds",
    "/launch",
    "Questions: Guiding questions",
    "At once",
    "soon",
    "In 14 days",
    "Try it first",
    "Français",
    "J’accepte",
    "End the preview",
    "Launch it",
    "/extend",
    "30d",
    "/close",
    "Close it now",
    "/rounds",
    "/facilitate",
)
"""What a facilitator does, typed alike at a terminal and on a phone."""


def invited(palabre: Palabre, name: str, *options: str) -> str:
    """Return the code that is printed alone."""
    code = palabre.run("facilitator", "invite", name, *options).out
    assert re.fullmatch(r"[A-Z2-7]{26}\n", code)
    return code.strip()


def at_office(palabre: Palabre, *lines: str, name: str = "me") -> list[str]:
    """Say lines in the office at a terminal, and return what was answered."""
    ran = palabre.run("office", "--as", name, stdin="".join(f"{line}\n" for line in lines))
    return [line.removeprefix("< ") for line in ran.out.splitlines() if line.startswith("<")]


def audit(palabre: Palabre, *options: str) -> list[tuple[str, str, str, str]]:
    acts = json.loads(palabre.run("audit", "--json", *options).out)
    return [(act["actor"], act["verb"], act["subject"], act["note"]) for act in acts]


def phone(place: Town, name: str) -> Phone:
    return Phone(place.api, place.api.person(name))


def test_from_an_invitation_to_the_close_of_a_round(palabre: Palabre) -> None:
    with town(palabre) as place, place.serves() as process:
        ada = phone(place, "Ada")
        assert ada.types(f"/start {invited(palabre, 'Ada')}")[0] == "Welcome, Ada. Your role here: facilitator."
        for line in ("/launch", "Questions: Guiding questions", "At once", "In 14 days"):
            ada.types(line)
        launched = next(line for line in ada.types("Launch it") if line.startswith("People come in with: "))
        bob = Respondent(place.api.person("Bob"), launched.rpartition(" ")[2])
        bob.joins()
        bob.answers("capacity", "Train more people in small towns, and pay those who train them.")
        with place.store() as store:
            (known,) = store.rounds()
        (kept,) = place.kept(known)
        assert said(kept) == (("capacity", "Train more people in small towns, and pay those who train them."),)
        ada.types("/close")
        assert ada.types("Close it now")[0] == "Closed. What was said can still be changed and withdrawn."
        late = Phone(place.api, bob.person).types("Something that comes too late")
        assert late[0] == "I have not kept what you just wrote."
        assert late[1].startswith("This round closed on ")
        assert late[3].startswith("What comes after the round has closed goes to the working group")
        assert [said(one) for one in place.kept(known)] == [said(kept)]
        assert process.stop() == 0
        assert place.api.complaints == []
    with place.store() as store:
        assert [one.stage for one in store.rounds()] == [Stage.CLOSED]
    assert audit(palabre) == [
        ("command line", "invite facilitator", "Ada", "facilitator, all consultations"),
        ("Ada", "take up role", "Ada", "facilitator, all consultations"),
        ("Ada", "launch", known.id, ""),
        ("Ada", "close", known.id, ""),
    ]


def test_the_office_reads_the_same_at_a_terminal_and_on_a_phone(palabre: Palabre) -> None:
    lines = [f"/start {invited(palabre, 'Ada')}", *LAUNCHING]
    ran = palabre.run("office", "--as", "ada", stdin="".join(f"{line}\n" for line in lines))
    turns = [turn.splitlines()[1:] for turn in re.split(r"^(?=> )", ran.out, flags=re.MULTILINE)[1:]]
    shown = [[line.removeprefix("< ").removeprefix("<") for line in turn] for turn in turns]
    elsewhere = Palabre(palabre.home.parent / "another")
    with town(elsewhere) as place, place.serves() as process:
        ada = phone(place, "Ada")
        for line, answered in zip((f"/start {invited(elsewhere, 'Ada')}", *LAUNCHING), shown, strict=True):
            assert timeless(ada.types(line)) == timeless(answered), line
        assert process.stop() == 0
    assert [act[1:3] for act in audit(palabre)[2:]] == [
        ("launch", "partnerships-1"),
        ("extend", "partnerships-1"),
        ("close", "partnerships-1"),
    ]
    assert audit(palabre) == audit(elsewhere)


def timeless(lines: list[str]) -> list[str]:
    """Return lines without what the clock decides."""
    return [re.sub(r"\d+ \w+ \d{4}(,| à) \d\d:\d\d", "…", line) for line in told(lines)]


def test_a_stranger_learns_nothing(palabre: Palabre) -> None:
    with town(palabre) as place:
        launched = place.launches()
        with place.serves() as process:
            eve = Respondent(place.api.person("Eve"), launched.code)
            eve.joins()
            place.api.waits_until_idle()
            typing = Phone(place.api, eve.person)
            unknown = typing.types("/nosuchcommand")
            commands = ("/rounds", "/launch", "/preview", "/extend", "/close", "/moderate", "/note", "/facilitate")
            assert [typing.types(command) for command in commands] == [unknown] * len(commands)
            unheld = phone(place, "Mallory")
            assert {tuple(unheld.types(command)) for command in commands} == {tuple(unheld.types("/nosuchcommand"))}
            assert process.stop() == 0
    assert [act[1] for act in audit(palabre)] == ["launch"]


def test_codes_that_are_used_revoked_expired_or_mistyped(palabre: Palabre) -> None:
    used, revoked, right = (invited(palabre, name) for name in ("Ada", "Bob", "Cleo"))
    expired = palabre.run("facilitator", "invite", "Dan", "--lasts", "1m").out.strip()
    palabre.run("facilitator", "revoke", "Bob")
    assert at_office(palabre, f"/facilitate {used}", name="ada")[0] == "Welcome, Ada. Your role here: facilitator."
    for code, name in ((used, "eve"), (revoked, "fay")):
        assert at_office(palabre, f"/facilitate {code}", name=name) == [REFUSED]
    later = ("--clock", "2099-01-01T00:00:00")
    ran = palabre.run("office", "--as", "gus", *later, stdin=f"/facilitate {expired}\n")
    assert ran.out == f"> /facilitate {expired}\n< {REFUSED}\n"
    mistyped = right[:-1] + "0"
    tries = [f"/facilitate {mistyped}"] * (WRONG_CODES + 1)
    assert at_office(palabre, *tries, f"/facilitate {right}", name="hal") == [REFUSED] * WRONG_CODES + [LIMITED] * 2
    assert at_office(palabre, f"/facilitate {right}", name="cleo")[0] == "Welcome, Cleo. Your role here: facilitator."


def test_roles_are_listed_and_taken_again(palabre: Palabre) -> None:
    assert palabre.run("facilitator", "list").out == (
        "nobody facilitates yet; invite somebody with: palabre facilitator invite NAME\n"
    )
    code = invited(palabre, "Ada Lovelace", "--role", "analyst", "--consultation", "partnerships")
    (member,) = json.loads(palabre.run("facilitator", "list", "--json").out)
    assert member["invited_until"]
    del member["invited_until"]
    expected = {"name": "Ada Lovelace", "role": "analyst", "consultation": "partnerships", "accounts": 0}
    assert member == expected | {"since": None, "over": False}
    assert code not in palabre.run("facilitator", "list").out
    at_office(palabre, f"/facilitate {code}", name="ada")
    assert "accounts: 1" in palabre.run("facilitator", "list").out
    assert at_office(palabre, "/rounds", name="ada")[0] == "There is no round yet."
    palabre.run("facilitator", "revoke", "Ada Lovelace")
    assert at_office(palabre, "/rounds", name="ada")[0].startswith("I do not know which consultation you mean.")
    assert palabre.run("facilitator", "revoke", "Ada Lovelace", exits=1).err == "nobody is called Ada Lovelace\n"


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (("Ada", "--role", "owner", "--consultation", "partnerships"), "--consultation: an owner has all"),
        (("Ada", "--lasts", "soon"), "--lasts: 'soon' is no length of time; write 7d, 48h or 30m"),
        (("Ada", "--lasts", "0h"), "--lasts: the code would never work"),
        (("command line",), "NAME: a name has 1 to 60 characters"),
        (("  ",), "NAME: a name has 1 to 60 characters"),
        (("Ada", "--consultation", "nosuch"), 'no consultation "nosuch"'),
    ],
)
def test_an_invitation_that_cannot_be_is_refused(palabre: Palabre, options: tuple[str, ...], problem: str) -> None:
    assert palabre.run("facilitator", "invite", *options, exits=1).err.startswith(problem)
    assert audit(palabre) == []


def test_the_audit_log_has_every_act_and_nobodys_words(palabre: Palabre) -> None:
    name = palabre.run("round", "launch", "partnerships", "--questions", "--beside").out.strip()
    words = "Train more people in small towns, and pay them."
    palabre.talk("I agree", "1", words, "/privacy", options=("partnerships", "--round", name))
    found = palabre.talk("/privacy", options=("partnerships", "--round", name))
    code = next(line for line in found if line.startswith("Your code is ")).split()[3].rstrip(".")
    palabre.run("round", "extend", name, "--closes", "9d")
    palabre.run("round", "close", name)
    palabre.run("report", name)
    palabre.run("forget", code)
    log = palabre.run("audit", "--json").out
    assert [(act["actor"], act["verb"]) for act in json.loads(log)] == [
        ("command line", verb) for verb in ("launch", "extend", "close", "report", "forget")
    ]
    assert words not in log
    assert code not in log
    assert palabre.run("audit").out.count("command line") == 5
    assert audit(palabre, "--since", "1h") == audit(palabre)
    assert audit(palabre, "--since", "2099-01-01") == []
    assert palabre.run("audit", "--since", "2099-01-01").out == "nothing was done\n"


def test_people_are_in_one_round_at_a_time_unless_it_stands_beside(palabre: Palabre) -> None:
    first, second, beside = (
        palabre.run("round", "launch", "partnerships", *options).out.strip()
        for options in (("--questions",), ("--drafts",), ("--drafts", "--beside"))
    )
    codes = {one["id"]: one["code"] for one in json.loads(palabre.run("round", "list", "--json").out)}
    here = ("partnerships", "--round", first)
    asked = palabre.talk("I agree", f"/start {codes[second]}", options=here)
    assert asked[-2:] == ["[1] Go on here", "[2] Change over"]
    stayed = palabre.talk(
        f"/start {codes[second]}", "Go on here", "1", "Train more people in small towns, too.", options=here
    )
    assert "Kept. You can go on writing." in stayed
    entered = palabre.talk(f"/start {codes[beside]}", options=here)
    assert "Do you agree to take part?" in entered
