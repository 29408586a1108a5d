"""A backup's file: what was written comes back, and what was not is refused."""

import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from config.keeping.archive import CHUNK, LARGE, LIST, ArchiveWriter, inside, open_archive
from consultation.errors import InvalidInput

Parts = dict[str, bytes]


def written(path: Path, parts: Parts) -> Path:
    archive = ArchiveWriter(path)
    for name, content in parts.items():
        archive.add(name, [content[:3], content[3:]])
    archive.close(made="2026-03-02")
    return path


def rewritten(path: Path, change: Callable[[Parts], None]) -> Path:
    """Write an archive anew with its members changed, list and all."""
    with zipfile.ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in members.items():
            new.writestr(name, content)
    return path


def listed(members: Parts, name: str, size: int) -> None:
    about = json.loads(members[LIST])
    about["parts"][name]["size"] = size
    members[LIST] = json.dumps(about).encode()


def test_what_was_written_comes_back(tmp_path: Path) -> None:
    long = Random(1).randbytes(2 * CHUNK + 1)
    archive = open_archive(written(tmp_path / "a", {"tables/x.jsonl": b"one\ntwo\n\nlast", "models/m/1": long}))
    archive.check()
    assert archive.about["made"] == "2026-03-02"
    assert list(archive.lines("tables/x.jsonl")) == [b"one", b"two", b"", b"last"]
    assert b"".join(archive.chunks("models/m/1")) == long


def test_only_its_owner_can_read_it_and_the_same_parts_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (written(tmp_path / name, {"a": b"same"}) for name in "ab")
    assert first.read_bytes() == second.read_bytes()
    assert first.stat().st_mode & 0o777 == 0o600


def swapped(members: Parts) -> None:
    members["a"] = b"seven"


def cut(members: Parts) -> None:
    members["a"] = b"si"


def longer_than_listed(members: Parts) -> None:
    listed(members, "a", 2)


def a_bomb(members: Parts) -> None:
    members["a"] = bytes(LARGE + 1)
    listed(members, "a", LARGE + 1)


def many_small_bombs(members: Parts) -> None:
    """Put many parts in, each of which could be an honest one."""
    for number in range(20):
        members[f"b{number}"] = bytes(LARGE // 16)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (swapped, "a: is damaged"),
        (cut, "a: is damaged"),
        (longer_than_listed, "a: is damaged"),
        (a_bomb, "unpacks to more than it can hold"),
        (many_small_bombs, "unpacks to more than it can hold"),
    ],
)
def test_a_part_that_is_not_what_was_written_is_refused(
    tmp_path: Path, change: Callable[[Parts], None], what: str
) -> None:
    path = rewritten(written(tmp_path / "x", {"a": b"sixes"}), change)
    with pytest.raises(InvalidInput, match=what):
        open_archive(path).check()


def one_more(members: Parts) -> None:
    members["b"] = b"hidden"


def one_less(members: Parts) -> None:
    del members["a"]


def no_list(members: Parts) -> None:
    del members[LIST]


def a_list_of_nothing(members: Parts) -> None:
    members[LIST] = b"[]"


def of_the_future(members: Parts) -> None:
    members[LIST] = json.dumps({**json.loads(members[LIST]), "format": 2}).encode()


def an_endless_list(members: Parts) -> None:
    members[LIST] = b"[" * 17 * CHUNK


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (one_more, "its parts are not those of its list"),
        (one_less, "its parts are not those of its list"),
        (no_list, "not a backup of Palabre"),
        (a_list_of_nothing, "not a backup of Palabre"),
        (of_the_future, "made by a newer version"),
        (an_endless_list, "too long"),
    ],
)
def test_a_file_that_is_no_backup_is_refused(tmp_path: Path, change: Callable[[Parts], None], what: str) -> None:
    path = rewritten(written(tmp_path / "x", {"a": b"sixes"}), change)
    with pytest.raises(InvalidInput, match=what):
        open_archive(path)


@pytest.mark.parametrize("left", [0, 10, 200])
def test_a_piece_of_a_file_is_refused(tmp_path: Path, left: int) -> None:
    path = written(tmp_path / "x", {"a": b"sixes" * 100})
    path.write_bytes(path.read_bytes()[:left])
    with pytest.raises(InvalidInput, match="not a backup of Palabre, or only a piece of one"):
        open_archive(path)


@pytest.mark.parametrize("at", range(40, 400, 7))
def test_a_flipped_bit_is_noticed(tmp_path: Path, at: int) -> None:
    """Wherever it is: in a part, in the list, in what names them."""
    path = written(tmp_path / "x", {"a": bytes(range(200))})
    content = bytearray(path.read_bytes())
    content[at] ^= 0x10
    path.write_bytes(content)
    before = {"a": bytes(range(200))}
    try:
        archive = open_archive(path)
        archive.check()
        found = {name: b"".join(archive.chunks(name)) for name in archive.parts}
    except InvalidInput:
        return
    assert found == before  # a bit that says nothing of what is in it


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("models/partnerships/1/card.json", True),
        ("editions/r1/1/report.html", True),
        ("models", False),
        ("models/../keys/identity.key", False),
        ("models/./x", True),
        ("/models/x", False),
        ("keys/identity.key", False),
        ("models/..\\x", False),
        ("models/c:x", False),
        ("models/a\0b", False),
        ("../models/x", False),
        ("", False),
    ],
)
def test_no_name_leads_out_of_the_folders(name: str, *, may: bool) -> None:
    assert inside(name, "models", "editions") is may


def test_parts_that_are_the_same_bytes_are_refused(tmp_path: Path) -> None:
    """A bomb needs no high ratio where its list tells of one part a thousand times."""
    path = written(tmp_path / "x", {"a": random.Random(1).randbytes(LARGE // 2)})
    whole = path.read_bytes()
    at = whole.rindex(b"PK\x01\x02", 0, whole.rindex(b"PK\x01\x02"))  # where the directory tells of it
    entry = whole[at : whole.rindex(b"PK\x01\x02")]
    end = whole.rindex(b"PK\x05\x06")
    count, size = (
        int.from_bytes(whole[end + 10 : end + 12], "little"),
        int.from_bytes(whole[end + 12 : end + 16], "little"),
    )
    more = (count + 3).to_bytes(2, "little") * 2 + (size + 3 * len(entry)).to_bytes(4, "little")
    path.write_bytes(whole[:at] + entry * 3 + whole[at:end] + whole[end : end + 8] + more + whole[end + 16 :])
    with pytest.raises(InvalidInput, match="unpacks to more than it can hold"):
        open_archive(path)


@pytest.mark.parametrize(
    "told",
    [{"size": "6"}, {"size": -1}, {"size": True}, {"size": 6, "sha256": "x"}, {"size": 6, "sha256": 1}, [], None],
)
def test_a_part_that_is_told_of_in_another_way_is_refused(tmp_path: Path, told: object) -> None:
    def change(members: Parts) -> None:
        members[LIST] = json.dumps({"format": 1, "parts": {"a": told}}).encode()

    path = rewritten(written(tmp_path / "x", {"a": b"sixes"}), change)
    with pytest.raises(InvalidInput, match="its parts are not those of its list"):
        open_archive(path)


def test_a_line_without_an_end_does_not_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.keeping.archive.LONGEST_LINE", 2 * CHUNK)
    path = written(tmp_path / "x", {"a": b"x" * CHUNK * 4, "b": b"x" * CHUNK + b"\ny"})
    archive = open_archive(path)
    assert [len(line) for line in archive.lines("b")] == [CHUNK, 1]
    with pytest.raises(InvalidInput, match="a: has a line over"):
        list(archive.lines("a"))
