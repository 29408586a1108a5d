"""Somebody takes back what a report had quoted; the report is made anew, and nothing of it is left where it was."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from time import monotonic, sleep

import pytest

from tests.stories.commands import Palabre, Process

pytestmark = pytest.mark.story

FINISH = ("Finish and review", "That is right, go on", "Yes, as it is")
PLANTED = "Our planted grant went to a room in the old harbour."
STAYS = "We need training for newcomers, twice a year."
PATIENCE = 60.0


@pytest.fixture
def reported(palabre: Palabre) -> tuple[Palabre, str]:
    """Give a round with an edition that quotes what Ada and Bela said."""
    name = palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    for who, words in (("ada", PLANTED), ("bela", STAYS)):
        talk(palabre, name, who, "I agree", "1", words, "That is all", *FINISH)
    palabre.run("round", "close", name)
    palabre.run("report", name)
    return palabre, name


def talk(palabre: Palabre, name: str, who: str, *lines: str) -> list[str]:
    return palabre.talk(*lines, options=("partnerships", "--round", name), name=who)


def bytes_of(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def editions(palabre: Palabre, name: str) -> list[tuple[int, str, dict[str, int], bool]]:
    listed = json.loads(palabre.run("edition", "list", name, "--json").out)
    return [(one["number"], one["state"], one["causes"], one["current"]) for one in listed]


def receipts(palabre: Palabre) -> list[str]:
    return [one["purpose"] for one in json.loads(palabre.run("outbox", "--json").out) if one["purpose"] == "receipt"]


def test_what_was_withdrawn_is_in_no_file_and_the_person_is_told_once(reported: tuple[Palabre, str]) -> None:
    palabre, name = reported
    here = palabre.home / "editions" / name
    assert PLANTED.encode() in bytes_of(here)
    assert editions(palabre, name) == [(1, "standing", {}, True)]
    assert palabre.run("edition", "supersede", name).err == "nothing to supersede: no edition is stale\n"
    talk(palabre, name, "ada", "/withdraw", "Answer 1")
    assert editions(palabre, name) == [(1, "withdrawn", {"withdrawn": 1}, False)]
    assert "withdrawn (1 withdrawn)" in palabre.run("edition", "list", name).out
    told = talk(palabre, name, "bela", "/report")
    assert "The report is being made anew, because something in it was taken back. It is back soon." in told
    with ThreadPoolExecutor(2) as both:
        ran = list(both.map(lambda _: palabre.run("edition", "supersede", name), range(2)))
    assert sorted(one.out for one in ran) == ["", f"{here}/2/report.html\n{here}/2/report.md\n"]
    assert editions(palabre, name) == [(1, "superseded", {"withdrawn": 1}, False), (2, "standing", {}, True)]
    assert PLANTED.encode() not in bytes_of(palabre.home / "editions")
    assert STAYS.encode() in bytes_of(here / "2")
    assert "The current edition is edition 2." in (here / "1" / "tombstone.md").read_text(encoding="utf-8")
    palabre.run("edition", "supersede", name)
    assert receipts(palabre) == ["receipt"]
    again = palabre.run("report", name, "--edition", "1", exits=1)
    assert f"edition 1 of {name} cannot be made again" in again.err
    assert "the current one is edition 2" in again.err
    told = talk(palabre, name, "bela", "/report")
    assert any(line.startswith("The current report is edition 2, made on ") for line in told)


def test_who_erases_themselves_is_in_no_file_and_gets_no_letter(reported: tuple[Palabre, str]) -> None:
    palabre, name = reported
    talk(palabre, name, "ada", "/forget", "Yes, erase everything")
    assert editions(palabre, name) == [(1, "withdrawn", {"erased": 1}, False)]
    palabre.run("edition", "supersede", name)
    assert PLANTED.encode() not in bytes_of(palabre.home)
    assert receipts(palabre) == []


def test_an_edition_is_made_again_byte_for_byte_after_other_things_changed(
    reported: tuple[Palabre, str], tmp_path: Path
) -> None:
    palabre, name = reported
    here = palabre.home / "editions" / name / "1"
    before = {path.name: path.read_bytes() for path in here.glob("report.*")}
    rows = "".join(json.dumps({"text": f"A new voice on tools, {n}.", "lang": "en"}) + "\n" for n in range(20))
    palabre.run("import", name, "-", stdin=rows)
    talk(palabre, name, "carla", "/start", "I agree")
    palabre.run("report", name)
    for where in (("--out", str(tmp_path / "again")), ()):
        ran = palabre.run("report", name, "--edition", "1", *where)
        assert {Path(path).name: Path(path).read_bytes() for path in ran.out.split()} == before
    assert (palabre.home / "editions" / name / "2" / "report.md").read_bytes() != before["report.md"]
    french = palabre.run("report", name, "--edition", "1", "--language", "fr", "--format", "md").out.strip()
    assert french == str(here / "fr" / "report.md")
    assert PLANTED in Path(french).read_text(encoding="utf-8")
    talk(palabre, name, "ada", "/withdraw", "Answer 1")
    palabre.run("edition", "supersede", name)
    assert PLANTED.encode() not in bytes_of(palabre.home / "editions")


@pytest.mark.parametrize("option", [("--by", "region"), ("--draft",), ("--with", "other")])
def test_an_edition_is_made_again_as_it_was_or_not_at_all(
    reported: tuple[Palabre, str], option: tuple[str, ...]
) -> None:
    palabre, name = reported
    ran = palabre.run("report", name, "--edition", "1", *option, exits=2)
    assert "an edition is made again as it was" in " ".join(ran.err.replace("│", " ").split())


def test_a_change_of_words_leaves_the_edition_until_it_is_superseded(reported: tuple[Palabre, str]) -> None:
    palabre, name = reported
    talk(palabre, name, "ada", "/edit 1 Our grant went somewhere else.")
    assert editions(palabre, name) == [(1, "stale", {"edited": 1}, True)]
    assert palabre.run("report", name, "--edition", "1").out
    palabre.run("edition", "supersede", name)
    assert PLANTED.encode() not in bytes_of(palabre.home / "editions")
    assert b"Our grant went somewhere else." in bytes_of(palabre.home / "editions" / name / "2")


def until(so: Callable[[], bool], process: Process) -> bool:
    """Wait until something is so or the process has ended; return whether it was."""
    patience = monotonic() + PATIENCE
    while not so():
        if process.poll() is not None:
            return so()
        assert monotonic() < patience
        sleep(0.001)
    return True


def is_there(folder: Path, pattern: str) -> bool:
    return any(folder.glob(pattern))


@pytest.mark.parametrize("moment", [".making-2", ".making-2/.report-*/report.html", ".making-2/report.md", "2"])
def test_a_kill_in_the_middle_leaves_no_half_edition(reported: tuple[Palabre, str], moment: str) -> None:
    palabre, name = reported
    here = palabre.home / "editions" / name
    talk(palabre, name, "ada", "/withdraw", "Answer 1")
    with TemporaryFile() as given, TemporaryFile() as out, TemporaryFile() as err:
        process = palabre.begin(("edition", "supersede", name), {}, given=given, out=out, err=err)
        assert until(partial(is_there, here, moment), process)
        process.kill()
        process.wait(PATIENCE)
    if (here / "2").exists():
        assert sorted(path.name for path in (here / "2").glob("report.*")) == ["report.html", "report.md"]
    palabre.run("edition", "supersede", name)
    assert editions(palabre, name) == [(1, "superseded", {"withdrawn": 1}, False), (2, "standing", {}, True)]
    assert sorted(path.name for path in here.iterdir()) == ["1", "2"]
    assert sorted(path.name for path in (here / "2").glob("report.*")) == ["report.html", "report.md"]
    assert PLANTED.encode() not in bytes_of(palabre.home / "editions")
    assert receipts(palabre) == ["receipt"]
