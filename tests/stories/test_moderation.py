"""What is set aside is in no output of any kind, is counted, is its author's still, and comes back when restored."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest

from tests.bot_api.phone import Phone, Respondent
from tests.reports.pdf_reader import Pdf
from tests.stories.commands import Palabre
from tests.stories.serving import Guest, discord_town, town, until

pytestmark = pytest.mark.story

MARK = "quuxwatch"
"""A word that nobody writes: where it stands, the planted answer can be read."""

PLANTED = f"Buy a {MARK}, a {MARK} for every grant."
FINISH = ("That is all", "Finish and review", "That is right, go on", "Yes, as it is")
FORMATS = "html,md,pdf,wikitext,xlsx,csv,json,qdpx"
LANGUAGES = ("en", "fr", "es", "ar")
SPOKEN = {
    "funding": ("the cheque came too late", "our treasurer waits for a refund"),
    "equity": ("village elders were never asked", "women of the valley are absent"),
}
ENDS = ("in our town", "last year", "as always", "says my group", "in the north", "once more")
MY_MARK = "A facilitator has set this aside (spam): it is in no report."


@dataclass(frozen=True)
class Held:
    """A round in which a planted answer stands among others."""

    palabre: Palabre
    name: str
    folder: Path

    def talk(self, *lines: str, name: str = "eve") -> list[str]:
        return self.palabre.talk(*lines, options=("partnerships", "--round", self.name), name=name)

    def run(self, *arguments: str | Path) -> str:
        return self.palabre.run(*arguments).out

    def listed(self, *options: str) -> list[dict[str, str]]:
        found: list[dict[str, str]] = json.loads(self.run("answer", "list", self.name, "--json", *options))
        return found

    def planted(self) -> str:
        """Return the id of the planted answer."""
        return next(one["id"] for one in self.listed() if one["language"] and MARK in (one["text"] or ""))

    def editions(self) -> list[tuple[int, str, dict[str, int]]]:
        listed = json.loads(self.run("edition", "list", self.name, "--json"))
        return [(one["number"], one["state"], one["causes"]) for one in listed]


@pytest.fixture
def held(palabre: Palabre, tmp_path: Path) -> Held:
    name = palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    there = Held(palabre, name, tmp_path)
    rows = [
        {"text": f"{words} {end}", "labels": [theme], "lang": "en"}
        for theme, spoken in SPOKEN.items()
        for words in spoken
        for end in ENDS
    ]
    file = tmp_path / "answers.jsonl"
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    palabre.run("import", name, file, "--quote", "verbatim")
    there.talk("I agree", "1", PLANTED, *FINISH)
    return there


def contents(path: Path) -> Iterator[bytes]:
    """Yield what stands in a file: of one that is packed, in its parts; of a PDF, its text."""
    yield path.read_bytes()
    if path.suffix == ".pdf":
        yield Pdf(path).text.encode()
    elif is_zipfile(path):
        with ZipFile(BytesIO(path.read_bytes())) as packed:
            yield from map(packed.read, packed.namelist())


def where_it_stands(folder: Path, *words: str) -> list[str]:
    """Return the names of the files in which one of these words can be read."""
    wanted = [word.encode().lower() for word in words]
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [
        path.name for path in files if any(word in content.lower() for content in contents(path) for word in wanted)
    ]


def outputs(held: Held, into: Path) -> dict[str, str]:
    """Make every output there is of a closed round; return those that were printed, by what was asked."""
    run, name = held.run, held.name
    for language in LANGUAGES:
        run("report", name, "--format", FORMATS, "--language", language, "--out", into / language)
    run("report", name, "--format", "html,md", "--by", "region")
    run("publish", name, "--site", into / "site")
    run("model", "learn", "partnerships")
    for end in ("csv", "xlsx"):
        run("agreement", "sheet", name, "--as", "Ana", "--out", into / f"sheet.{end}")
    printed = {
        "export": run("export", name),
        "export as a table": run("export", name, "--format", "csv"),
        "export raw": run("export", name, "--raw"),
        "status": run("round", "status", name),
        "status as JSON": run("round", "status", name, "--json"),
        "themes": run("themes", "find", name, "--json"),
        "codes left open": run("codebook", "open", name, "--json"),
        "codebook difference": run("codebook", "diff", "current", "current", "--round", name, "--json"),
        "coding": held.palabre.run("agreement", "code", name, "--as", "Bo", stdin="q\n").out,
        "models": run("model", "list", "partnerships", "--json"),
        "editions": run("edition", "list", name, "--json"),
        "outbox": run("outbox", "--json"),
        "the report in chat": "\n".join(held.talk("/report", name="bela")),
        "set aside": run("answer", "list", name, "--aside"),
    }
    (into / "exported.jsonl").write_text(printed["export raw"], encoding="utf-8")
    book = held.folder / "codebook.yaml"
    run("codebook", "export", "partnerships", "--out", book)
    printed["tags"] = run("tag", into / "exported.jsonl", "--codebook", book)
    return printed


def test_what_is_set_aside_is_in_no_output_of_any_kind(held: Held, tmp_path: Path) -> None:
    statement = held.planted()
    held.run("agreement", "draw", held.name, "--size", "40", "--seed", "7")
    held.run("report", held.name, "--format", FORMATS, "--out", tmp_path / "before")
    before = where_it_stands(tmp_path / "before", MARK)
    assert {Path(name).suffix[1:] for name in before} >= {*FORMATS.split(",")} - {"wikitext", "csv"}, before
    assert MARK in held.run("agreement", "sheet", held.name, "--as", "Cy", "--out", "-")
    held.run("answer", "aside", statement, "--reason", "spam", "--note", "sells something")
    held.run("round", "close", held.name)
    printed = outputs(held, into := tmp_path / "outputs")
    assert [asked for asked, said in printed.items() if MARK in said.lower()] == []
    assert [asked for asked, said in printed.items() if statement in said] == ["set aside"]
    assert where_it_stands(into, MARK, statement) == []
    assert where_it_stands(held.palabre.home / "editions", MARK, statement) == []
    assert where_it_stands(held.palabre.home / "models", MARK, statement) == []
    # It is counted, and by nothing but its number.
    assert "One answer was set aside by a facilitator." in (into / "en" / "report.md").read_text(encoding="utf-8")
    assert json.loads(printed["status as JSON"])["set_aside"] == 1
    assert re.search(r"^set aside +1$", printed["status"], flags=re.MULTILINE)
    # It is its author's still; and a backup is a copy of all that is kept, for whoever runs the installation.
    mine = held.talk("/my")
    assert f"│ {PLANTED}" in mine
    assert MY_MARK in mine
    assert MARK in "\n".join(held.talk("/export"))
    held.run("backup", tmp_path / "all.tar.gz")
    held.run("restore", tmp_path / "all.tar.gz", "--replace")
    assert [one["note"] for one in held.listed("--aside")] == ["sells something"]


def test_what_is_restored_counts_again_and_the_report_is_made_anew(held: Held) -> None:
    statement = held.planted()
    held.run("answer", "aside", statement, "--reason", "spam")
    held.run("round", "close", held.name)
    held.run("report", held.name)
    assert held.editions() == [(1, "standing", {})]
    assert held.palabre.run("answer", "restore", statement).err == "restored\n"
    assert held.editions() == [(1, "stale", {"restored": 1})]
    held.run("publish", held.name, "--site", held.folder / "site")
    pages = "".join(path.read_text(encoding="utf-8") for path in (held.folder / "site").rglob("*.html"))
    for told in ("Answers that count again", "Réponses qui comptent à nouveau", "إجابات عادت تُحسب"):
        assert told in pages, told
    held.run("edition", "supersede", held.name)
    assert held.editions() == [(1, "superseded", {"restored": 1}), (2, "standing", {})]
    here = held.palabre.home / "editions" / held.name
    made = (here / "2" / "report.md").read_text(encoding="utf-8")
    told = (here / "1" / "tombstone.md").read_text(encoding="utf-8")
    assert "One answer that had been set aside counts again since edition 1." in told
    assert MARK in made
    assert "No answer was set aside." in made
    assert MY_MARK not in held.talk("/my")
    held.run("answer", "aside", statement, "--reason", "abuse")
    assert held.editions()[1] == (2, "withdrawn", {"set aside": 1})
    acts = [(act["verb"], act["subject"], act["note"]) for act in json.loads(held.run("audit", "--json"))]
    assert [act for act in acts if act[1] == statement] == [
        ("set aside", statement, "spam"),
        ("restore", statement, "spam"),
        ("set aside", statement, "abuse"),
    ]


def test_what_cannot_be_set_aside_is_told(held: Held) -> None:
    run, statement = held.palabre.run, held.planted()
    assert run("answer", "aside", "NOSUCH", "--reason", "spam", exits=1).err == "there is no answer NOSUCH\n"
    assert run("answer", "restore", "NOSUCH", exits=1).err == "there is no answer NOSUCH\n"
    assert "'nonsense' is not one of" in run("answer", "aside", statement, "--reason", "nonsense", exits=2).err
    assert run("answer", "aside", statement, exits=2).out == ""
    assert run("answer", "restore", statement).err == "it is not set aside\n"
    assert run("answer", "aside", statement.lower(), "--reason", "spam").err == "set aside\n"
    assert run("answer", "aside", statement, "--reason", "spam").err == "set aside already, for that reason\n"
    assert run("answer", "list", held.name, "--aside").out == f"{statement}  en   capacity      set aside: spam\n"
    assert held.listed("--aside")[0]["text"] is None
    held.talk("/withdraw", "Answer 1")
    for arguments in (("restore", statement), ("aside", statement, "--reason", "spam")):
        assert run("answer", *arguments, exits=1).err == (
            f"statement {statement} is shown to nobody: its author withdrew it\n"
        )
    assert run("answer", "list", held.name, "--aside").out == "no answers\n"
    assert run("answer", "list", "nosuch", exits=1).err == "there is no round nosuch\n"


def test_the_list_masks_and_has_no_words_off_the_record(palabre: Palabre, tmp_path: Path) -> None:
    name = palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    rows = [
        {"text": "Write to dina@example.org about grants", "question": "capacity", "lang": "en"},
        {"text": f"Nobody quotes a {MARK}", "people": 12, "record": "off", "lang": "en"},
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    palabre.run("import", name, tmp_path / "in.jsonl", "--quote", "none")
    table = palabre.run("answer", "list", name).out
    assert sorted(line.split("  ", 1)[1].strip() for line in table.splitlines()) == [
        "en   capacity      Write to […] about grants",
        "en   free          (off the record)",
    ]
    assert MARK not in palabre.run("answer", "list", name, "--json").out


def test_a_facilitator_moderates_at_a_terminal(held: Held) -> None:
    code = held.run("facilitator", "invite", "Ada").strip()
    lines = (f"/start {code}", "/moderate", "Abuse", "What is set aside", held.planted(), "Restore it", "Back", "Stop")
    ran = held.palabre.run("office", "--as", "ada", stdin="".join(f"{line}\n" for line in lines)).out
    said = [line.removeprefix("< ") for line in ran.splitlines() if line.startswith("<")]
    assert f"│ {PLANTED}" in said
    assert "Set aside (abuse): it appears nowhere any more. Who wrote it still sees it." in said
    assert "Restored: it counts again." in said
    assert [one["aside"] for one in held.listed() if one["id"] == held.planted()] == [""]


def test_a_facilitator_moderates_from_a_phone(palabre: Palabre) -> None:
    code = palabre.run("facilitator", "invite", "Ada").out.strip()
    with town(palabre) as place:
        launched = place.launches()
        with place.serves() as process:
            eve = Respondent(place.api.person("Eve"), launched.code)
            eve.joins()
            eve.answers("capacity", PLANTED)
            ada, at_eves = Phone(place.api, place.api.person("Ada")), Phone(place.api, eve.person)
            ada.types(f"/start {code}")
            assert f"│ {PLANTED}" in ada.types("/moderate")
            told = ada.types("Spam")
            assert told[0] == "Set aside (spam): it appears nowhere any more. Who wrote it still sees it."
            assert told[1] == "There is no answer left to read."
            assert MY_MARK in at_eves.types("/my")
            listed = ada.types("What is set aside")
            (statement,) = [line.split(":")[0].removeprefix("• ") for line in listed if ": spam. " in line]
            assert f"│ {PLANTED}" in ada.types(statement)
            assert ada.types("Restore it")[:2] == ["Restored: it counts again.", "Nothing is set aside."]
            assert MY_MARK not in at_eves.types("/my")
            assert process.stop() == 0
            assert place.api.complaints == []
    acts = [(act["actor"], act["verb"]) for act in json.loads(palabre.run("audit", "--json").out)]
    assert acts[-3:] == [("Ada", "set aside"), ("Ada", "read what is set aside"), ("Ada", "restore")]


def test_a_facilitator_moderates_in_discord(palabre: Palabre) -> None:
    code = palabre.run("facilitator", "invite", "Ada").out.strip()
    with discord_town(palabre) as place:
        launched = place.launches()
        place.syncs()
        with place.serves() as process:
            eve = place.arrives("Eve", launched)
            eve.answers("capacity", PLANTED)
            ada = Guest(place.api.person("Ada"), code)
            ada.runs("facilitate", code=code)
            ada.sees("office:rounds")
            ada.writes("/moderate")
            ada.reads(PLANTED)
            with place.store() as store:
                (statement,) = store.newest(launched.id, aside=False, limit=9)
            ada.presses(f"office:aside:off-topic:{statement}")
            ada.reads("Set aside (off topic): it appears nowhere any more.")
            eve.writes("/my")
            eve.reads("A facilitator has set this aside (off topic): it is in no report.")
            ada.presses("office:asides")
            ada.presses(f"office:look:{statement}")
            ada.presses(f"office:restore:{statement}")
            ada.reads("Restored: it counts again.")
            until(lambda: _standing(place.palabre, launched.id) == [""], "the answer restored")
            assert process.stop() == 0


def _standing(palabre: Palabre, name: str) -> list[str]:
    return [one["aside"] for one in json.loads(palabre.run("answer", "list", name, "--json").out)]
