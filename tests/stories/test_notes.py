"""Notes of a group, entered in chat: alike at a terminal and on a phone, counted, off the record read by nobody."""

import json
import re
from pathlib import Path

import pytest

from tests.bot_api.phone import Phone
from tests.replaying import told
from tests.stories.commands import Palabre
from tests.stories.serving import Guest, Installation, discord_town, town, until

pytestmark = pytest.mark.story

SECRET = "quuxwatch: the hosts fear for their grant"
ENTERED = (
    "/note",
    "New note",
    "Salon in Bamako",
    "2020-02-01",
    "Français",
    "a dozen",
    "12",
    "No, off the record",
    "1",
    SECRET,
    "and for their data",
    "That is all",
    "On another question",
    "Freely",
    "They want to be asked again",
    "That is all",
    "Keep it",
)
CHANGED = ("1. Salon in Bamako", "Another number of people", "14 people", "Keep it")
REMOVED = ("1. Salon in Bamako", "Remove it", "Erase it")


def invited(palabre: Palabre) -> str:
    return palabre.run("facilitator", "invite", "Ada").out.strip()


def acts(palabre: Palabre) -> list[tuple[str, str, str]]:
    log = json.loads(palabre.run("audit", "--json").out)
    return [(act["actor"], act["verb"], act["note"]) for act in log if "note" in act["verb"]]


def nowhere(palabre: Palabre, name: str, folder: Path) -> None:
    """See that nobody reads the words of the note, and that it is counted."""
    run = palabre.run
    run("report", name, "--draft", "--format", "html,md,json,qdpx,csv", "--out", folder)
    files = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    printed = [run("export", name, *options).out for options in ((), ("--raw",))]
    printed += [run("answer", "list", name).out, run("agreement", "draw", name, exits=1).err]
    assert b"quuxwatch" not in files
    assert "quuxwatch" not in "".join(printed)
    assert "14 people" in (folder / "report.md").read_text(encoding="utf-8")
    assert json.loads(run("round", "status", name, "--json").out)["answers"] == 2


def test_a_note_reads_the_same_at_a_terminal_and_on_a_phone(palabre: Palabre, tmp_path: Path) -> None:
    name = palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    lines = [f"/start {invited(palabre)}", *ENTERED, *CHANGED]
    ran = palabre.run("office", "--as", "ada", stdin="".join(f"{line}\n" for line in lines))
    turns = [turn.splitlines()[1:] for turn in re.split(r"^(?=> )", ran.out, flags=re.MULTILINE)[1:]]
    shown = [[line.removeprefix("< ").removeprefix("<") for line in turn] for turn in turns]
    elsewhere = Palabre(palabre.home.parent / "another")
    elsewhere.run("round", "launch", "partnerships", "--questions")
    with town(elsewhere) as place, place.serves() as process:
        ada = Phone(place.api, place.api.person("Ada"))
        for line, answered in zip((f"/start {invited(elsewhere)}", *ENTERED, *CHANGED), shown, strict=True):
            assert told(ada.types(line)) == told(answered), line
        assert process.stop() == 0
        assert place.api.complaints == []
    assert acts(palabre) == acts(elsewhere)
    assert acts(palabre) == [
        ("Ada", "enter note", "2 answers of 12 people, off the record"),
        ("Ada", "change note", "2 answers of 14 people, off the record"),
    ]
    nowhere(palabre, name, tmp_path / "report")
    again = palabre.run("office", "--as", "ada", stdin="/note\n1. Salon in Bamako\n").out
    assert "(off the record)" in again
    assert "quuxwatch" not in again
    gone = palabre.run("office", "--as", "ada", stdin="".join(f"{line}\n" for line in ("/note", *REMOVED))).out
    assert "< The note is erased." in gone
    assert palabre.run("answer", "list", name).out == "no answers\n"


def test_a_note_is_entered_in_discord(palabre: Palabre) -> None:
    code = invited(palabre)
    with discord_town(palabre) as place:
        launched = place.launches()
        place.syncs()
        with place.serves() as process:
            ada = Guest(place.api.person("Ada"), code)
            ada.runs("facilitate", code=code)
            ada.sees("office:rounds")
            ada.writes("/note", "office:new-note")
            ada.presses("office:new-note")
            ada.reads("Where is the note from?")
            ada.writes("Interview", "office:tell:today")
            for data in ("office:tell:today", "office:tell:en", "office:tell:1", "office:tell:quoted"):
                ada.presses(data)
            ada.presses("office:item:capacity:")
            ada.writes("Train more people in small towns.", "office:all")
            ada.presses("office:all")
            ada.presses("office:save")
            ada.reads("The note is kept.")
            until(lambda: len(_notes(place, launched.id)) == 1, "a note")
            assert process.stop() == 0
        ((source, people, text),) = _notes(place, launched.id)
        assert (source, people, text) == ("Interview", 1, "Train more people in small towns.")
    assert "Train more people in small towns." in palabre.run("export", launched.id).out


def _notes(place: Installation, name: str) -> list[tuple[str, int | None, str]]:
    with place.store() as store:
        return [(one.source, one.people, one.answers[0].current.text) for one in store.notes(name)]


def test_a_note_in_chat_and_the_same_one_in_a_file_are_kept_alike(palabre: Palabre, tmp_path: Path) -> None:
    name = palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    row = {"text": SECRET, "question": "capacity", "lang": "fr", "source": "Salon in Bamako", "date": "2020-02-01"}
    file = tmp_path / "notes.jsonl"
    file.write_text(json.dumps(row | {"people": 12, "record": "off"}) + "\n", encoding="utf-8")
    preview = palabre.run("import", name, file, "--dry-run").out
    assert "(off the record)" in preview
    assert "quuxwatch" not in preview
    palabre.run("import", name, file)
    assert "0 new answers, 1 already there, 0 refused" in palabre.run("import", name, file).out
    listed = palabre.run("office", "--as", "ada", stdin=f"/start {invited(palabre)}\n/note\n").out
    (first,) = [line for line in listed.splitlines() if "1. Salon in Bamako, " in line]
    assert first.endswith(": 12 people, off the record")
    palabre.run("office", "--as", "ada", stdin="".join(f"{line}\n" for line in ("/note", *ENTERED[1:12], "Keep it")))
    lines = palabre.run("office", "--as", "ada", stdin="/note\n").out.splitlines()
    both = [re.sub(r"^.*\d\. Salon", "Salon", line) for line in lines if ". Salon in Bamako, " in line]
    assert len(both) == 2
    assert len(set(both)) == 1
    bad = tmp_path / "bad.jsonl"
    rows = [row, row | {"people": "many"}, row | {"record": "perhaps"}, row | {"question": "nosuch"}]
    bad.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    refused = palabre.run("import", name, bad, "--dry-run", exits=1).err
    assert [line.removeprefix(f"{bad}:").split(": ")[0] for line in refused.splitlines()] == ["2", "3", "4"]
