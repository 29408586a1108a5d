"""All out in one file, and back: on the same machine, on a new one, in another database."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.stories.commands import Palabre

pytestmark = pytest.mark.story

SAID = "We need training for newcomers."
PASSPHRASE = "a boat, a lamp and a long rope"


@pytest.fixture
def spoken(palabre: Palabre) -> str:
    """Give a round that is closed and reported, in which two people spoke."""
    name = palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    for who in ("ada", "bela"):
        palabre.talk(
            "I agree", "1", f"{SAID} {who}", "That is all", options=("partnerships", "--round", name), name=who
        )
    palabre.run("round", "close", name)
    palabre.run("report", name)
    return name


def passphrase(palabre: Palabre) -> Path:
    file = palabre.home.parent / "passphrase"
    file.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return file


def everything(home: Path) -> dict[str, bytes]:
    folders = (home / name for name in ("editions", "keys", "models"))
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_backup_is_restored_on_a_new_machine_and_people_go_on(palabre: Palabre, spoken: str, tmp_path: Path) -> None:
    file, secret = tmp_path / "backup", passphrase(palabre)
    ran = palabre.run("backup", file, "--keys", secret)
    assert "read back" in ran.err
    assert "without the keys" not in ran.err
    assert file.stat().st_mode & 0o777 == 0o600
    new = Palabre(tmp_path / "new")
    assert new.run("restore", file, "--keys", secret).err.count("\n") == 1
    assert everything(new.home) == everything(palabre.home)
    assert new.run("round", "status", spoken, "--json").out == palabre.run("round", "status", spoken, "--json").out
    assert f"│ {SAID} ada" in new.talk("/my", options=("partnerships", "--round", spoken), name="ada")


@pytest.mark.usefixtures("spoken")
def test_keys_are_left_out_unless_asked_for_and_never_lie_open(palabre: Palabre, tmp_path: Path) -> None:
    keys = [path.read_bytes().strip() for path in sorted((palabre.home / "keys").iterdir())]
    bare, full = tmp_path / "bare", tmp_path / "full"
    assert "keep " in palabre.run("backup", bare).err
    palabre.run("backup", full, "--keys", passphrase(palabre))
    for file in (bare, full):
        with zipfile.ZipFile(file) as opened:
            held = b"".join(opened.read(name) for name in opened.namelist())
            assert any(name.startswith("keys/") for name in opened.namelist()) is (file == full)
        assert not [key for key in keys if key in held]
    new = Palabre(tmp_path / "new")
    assert "nobody will be recognised" in new.run("restore", bare).err


@pytest.mark.usefixtures("spoken")
def test_a_wrong_passphrase_changes_nothing(palabre: Palabre, tmp_path: Path) -> None:
    file, wrong = tmp_path / "backup", tmp_path / "wrong"
    wrong.write_text("another boat, another lamp", encoding="utf-8")
    palabre.run("backup", file, "--keys", passphrase(palabre))
    new = Palabre(tmp_path / "new")
    ran = new.run("restore", file, "--keys", wrong, exits=1)
    assert ran.err == "--keys: this is not the passphrase that the keys were locked with\n"
    assert everything(new.home) == {}
    short = tmp_path / "short"
    short.write_text("boat", encoding="utf-8")
    assert "too short" in palabre.run("backup", tmp_path / "x", "--keys", short, exits=1).err


def test_what_is_there_is_replaced_on_asking_alone_and_the_erased_stay_erased(
    palabre: Palabre, spoken: str, tmp_path: Path
) -> None:
    file, here = tmp_path / "backup", ("partnerships", "--round", spoken)
    palabre.run("backup", file)
    palabre.talk("/forget", "Yes, erase everything", options=here, name="bela")
    refused = palabre.run("restore", file, exits=1)
    assert "--replace" in refused.err
    done = palabre.run("restore", file, "--replace")
    assert "1 had been erased since, and are again" in done.err
    assert f"│ {SAID} ada" in palabre.talk("/my", options=here, name="ada")
    kept = b"".join(path.read_bytes() for path in palabre.home.glob("palabre.db*"))
    assert f"{SAID} ada".encode() in kept
    assert f"{SAID} bela".encode() not in kept


def test_a_file_that_is_no_backup_or_a_piece_of_one_is_refused(palabre: Palabre, spoken: str, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    palabre.run("backup", file)
    whole, before = file.read_bytes(), palabre.run("export", spoken, "--raw").out
    for content in (b"", b"hello", whole[: len(whole) // 2], whole[:-1]):
        file.write_bytes(content)
        refused = palabre.run("restore", file, "--replace", exits=1)
        assert refused.err == f"{file}: this is not a backup of Palabre, or only a piece of one\n"
    assert "No such file" in palabre.run("restore", tmp_path / "nowhere", exits=1).err
    assert palabre.run("export", spoken, "--raw").out == before


@pytest.mark.usefixtures("spoken")
def test_a_part_that_would_leave_the_home_is_refused(palabre: Palabre, tmp_path: Path) -> None:
    from config.keeping.archive import ArchiveWriter

    file = tmp_path / "backup"
    archive = ArchiveWriter(file)
    archive.add("editions/../../escaped", [b"x"])
    archive.close(made="2026-01-01T00:00:00+00:00", schema="0007", rows={}, key_mark="")
    assert "strange names" in palabre.run("restore", file, "--replace", exits=1).err
    assert not (palabre.home.parent / "escaped").exists()


@pytest.mark.parametrize(
    "told", [{"made": "soon"}, {"rows": ["rounds"]}, {"schema": 10}, {"schema": "base"}, {"key_mark": None}]
)
def test_what_a_backup_says_of_itself_is_not_trusted(palabre: Palabre, tmp_path: Path, told: dict[str, object]) -> None:
    from config.keeping.archive import ArchiveWriter

    file = tmp_path / "backup"
    honest = {"made": "2026-01-01T00:00:00+00:00", "schema": "0010", "rows": {}, "key_mark": ""}
    ArchiveWriter(file).close(**honest | told)
    refused = palabre.run("restore", file, exits=1).err
    assert refused.count("\n") == 1
    assert "is not what Palabre writes" in refused or "'base' is no version of the database" in refused


def test_what_does_not_fit_on_the_disk_is_refused_before_anything_is_unpacked(palabre: Palabre, tmp_path: Path) -> None:
    from config.keeping.archive import LIST, ArchiveWriter

    file = tmp_path / "backup"
    ArchiveWriter(file).close(made="2026-01-01T00:00:00+00:00", schema="0010", rows={}, key_mark="")
    with zipfile.ZipFile(file) as packed:
        listed = json.loads(packed.read(LIST))
    listed["parts"] = {"editions/x": {"size": 2**60, "sha256": "0" * 64}}
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("editions/x", "small")
        packed.writestr(LIST, json.dumps(listed))
    assert "make room" in palabre.run("restore", file, exits=1).err


@pytest.mark.postgres
def test_from_a_laptop_to_postgresql_and_back(
    palabre: Palabre, spoken: str, empty_postgres: str, tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    palabre.run("backup", first)
    grown = Palabre(palabre.home, database=empty_postgres)
    grown.run("restore", first, "--replace")
    grown.run("backup", second)
    with zipfile.ZipFile(first) as one, zipfile.ZipFile(second) as other:
        rows = [name for name in one.namelist() if name.startswith("tables/")]
        assert {name: one.read(name) for name in rows} == {name: other.read(name) for name in rows}
    assert f"│ {SAID} ada" in grown.talk("/my", options=("partnerships", "--round", spoken), name="ada")


def test_through_standard_streams(palabre: Palabre, spoken: str, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    palabre.run("backup", file)
    with file.open("rb") as given, (tmp_path / "out").open("wb") as out, (tmp_path / "err").open("wb") as err:
        piped = Palabre(tmp_path / "new").begin(("restore", "-"), {}, given=given, out=out, err=err)
        assert piped.wait(60) == 0
    assert Palabre(tmp_path / "new").run("export", spoken).out == palabre.run("export", spoken).out


def test_an_export_shows_what_may_be_shown_and_a_raw_one_is_noted(palabre: Palabre, tmp_path: Path) -> None:
    name = palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    rows = [
        {"text": "=A grant, write to ada@example.org.", "respondent": "ada", "region": "oceania", "id": "1"},
        {"text": "Off the record we doubt it.", "respondent": "bela", "record": "off", "id": "2"},
    ]
    file = tmp_path / "answers.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    palabre.run("import", name, file, "--quote", "verbatim")
    [shown] = map(json.loads, palabre.run("export", name).out.splitlines())
    assert shown["text"] == "=A grant, write to […]."
    assert set(shown) == {"id", "text", "lang"}
    assert "'=A grant, write to […]." in palabre.run("export", name, "--format", "csv").out
    [whole] = map(json.loads, palabre.run("export", name, "--raw").out.splitlines())
    assert whole["text"] == "=A grant, write to ada@example.org."
    assert whole["region"] == "oceania"
    again, raw = tmp_path / "again.jsonl", palabre.run("export", name, "--raw").out
    again.write_text(raw, encoding="utf-8")
    other = palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    assert "1 new answers" in palabre.run("import", other, again).out
    palabre.run("backup", tmp_path / "backup")
    with zipfile.ZipFile(tmp_path / "backup") as opened:
        acts = [json.loads(line) for line in opened.read("tables/acts.jsonl").splitlines()]
    assert [(act["verb"], act["subject"]) for act in acts if act["verb"] == "export raw"] == [("export raw", name)] * 2
