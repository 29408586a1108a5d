"""A site is replaced whole or not at all, holds only what is its own, and never what was taken back meanwhile."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.editions.reporting import make_report
from config.loading import find_consultation, load_consultation
from config.settings import Settings
from config.sites.folder import BUILT, LIST
from config.sites.publishing import publish
from config.sites.publishing_anew import publish_anew
from config.time_and_chance import SteppedClock
from config.wiring import Deployment
from consultation.errors import InvalidInput, NotAllowed, NotFound
from consultation.records import Answer, Consent, Part, Participation, Piece, Quoting, Revision, Snapshot
from consultation.rounds import Kind, Round, Stage
from storage.memory import MemoryStore
from storage.memory_codings import MemoryCodings

NOW = datetime(2019, 10, 1, 12, tzinfo=UTC)
CLOSED = Round("r1", "CODE", "partnerships", Kind.QUESTIONS, NOW, guide="guiding", stage=Stage.CLOSED)
SAID = Answer("A1", "capacity", Part.ANSWER, (Revision(1, NOW, (Piece("m1", "A small grant."),), "en"),))
ADA = Participation("ada", "r1", "en", NOW, consent=Consent("v1", NOW), quoting=Quoting.VERBATIM, answers=(SAID,))


class Interrupted(MemoryStore):
    """A store in which something happens once an edition was read."""

    meanwhile: Callable[[], object] = staticmethod(lambda: None)

    def pinned(self, round_id: str, number: int) -> Snapshot:
        found = super().pinned(round_id, number)
        self.meanwhile()
        return found


@pytest.fixture
def store() -> Interrupted:
    made = Interrupted()
    made.add_round(CLOSED)
    made.keep(None, ADA, identity="identity", delivery="", at=NOW)
    return made


@pytest.fixture
def house(store: Interrupted, tmp_path: Path) -> Deployment:
    """Give a house with one consultation in one language, so that a site is quickly made, and an edition."""
    shipped = load_consultation(find_consultation("partnerships"))
    loaded = {"partnerships": replace(shipped, languages=("en",), chains={})}
    codings, clock = MemoryCodings(store), SteppedClock(NOW)
    home = tmp_path / "home"
    made = Deployment(Settings(home=home), clock=clock, _store=store, _codings=codings, _loaded=loaded)
    make_report(made, ["r1"], formats=("md",))
    return made


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def withdraw(store: MemoryStore) -> None:
    before = store.participation("r1", "ada")
    assert before is not None
    after = replace(before, answers=(replace(SAID, withdrawn=NOW),))
    store.keep(before, after, identity="identity", delivery="", at=NOW)


def test_the_round_is_published_and_the_list_names_every_file(house: Deployment, tmp_path: Path) -> None:
    made = publish(house, "r1", tmp_path / "site")
    assert house.store.round("r1").stage is Stage.PUBLISHED
    listed = json.loads((made.page.parent / LIST).read_text(encoding="utf-8"))
    there = files(made.page.parent)
    assert (listed["rounds"], listed["files"]) == (["r1"], sorted(there.keys() - {LIST}))
    assert (made.files, made.changed, made.removed) == (len(there) - 1, len(there) - 1, 0)
    assert b"A small grant." in there["partnerships/s/A1.html"]


def test_what_is_taken_back_while_the_site_is_made_leaves_it_as_it_was(
    house: Deployment, store: Interrupted, tmp_path: Path
) -> None:
    def taken_back() -> None:
        del store.meanwhile
        withdraw(store)

    store.meanwhile = taken_back
    with pytest.raises(NotAllowed, match="took back or changed an answer while the site was being made"):
        publish(house, "r1", tmp_path / "site")
    assert files(tmp_path / "site") == {}
    assert store.round("r1").stage is Stage.REPORTED
    with pytest.raises(NotAllowed, match="has no edition that may be shown; make one"):
        publish(house, "r1", tmp_path / "site")


def test_a_publication_that_broke_off_is_mended_by_the_next(house: Deployment, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish(house, "r1", folder)
    whole = files(folder)
    listed = json.loads(whole[LIST])
    stale = "partnerships/s/GONE.html"
    (folder / LIST).write_text(json.dumps(listed | {"files": [*listed["files"], stale]}), encoding="utf-8")
    (folder / stale).write_text("words that were taken back", encoding="utf-8")
    (folder / "index.html").unlink()
    (folder / "style.css").write_text("half", encoding="utf-8")
    (folder / BUILT / "partnerships").mkdir(parents=True)
    (folder / BUILT / "partnerships" / "left.html").write_text("words", encoding="utf-8")
    made = publish(house, "r1", folder)
    assert (made.changed, made.removed) == (2, 1)
    assert files(folder) == whole
    assert not (folder / BUILT).exists()


def test_what_is_not_the_sites_stays_and_is_not_written_over(house: Deployment, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish(house, "r1", folder)
    (folder / "CNAME").write_text("town.example", encoding="utf-8")
    publish(house, "r1", folder)
    assert (folder / "CNAME").read_text(encoding="utf-8") == "town.example"
    listed = json.loads((folder / LIST).read_text(encoding="utf-8"))
    listed["files"].remove("robots.txt")
    (folder / LIST).write_text(json.dumps(listed), encoding="utf-8")
    (folder / "robots.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"robots\.txt: this file is none of the site's"):
        publish(house, "r1", folder)
    assert (folder / "robots.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "told",
    [
        "no JSON",
        "[]",
        '{"format": 2, "rounds": [], "files": []}',
        '{"format": 1, "rounds": ["r1"], "shown": {"r1": ["one"]}, "files": []}',
        '{"format": 1, "rounds": [], "files": ["../../mine.txt"]}',
        '{"format": 1, "rounds": [], "files": ["/etc/passwd"]}',
    ],
)
def test_a_list_that_cannot_be_is_refused(house: Deployment, tmp_path: Path, told: str) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "a" / "site").mkdir(parents=True)
    (tmp_path / "a" / "site" / LIST).write_text(told, encoding="utf-8")
    with pytest.raises(InvalidInput, match="this is no list of a site that this Palabre can read"):
        publish(house, "r1", tmp_path / "a" / "site")
    assert (tmp_path / "mine.txt").exists()


def test_neither_a_file_nor_an_unknown_round_is_published(house: Deployment, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(InvalidInput, match="this is a file; give a folder"):
        publish(house, "r1", tmp_path / "file")
    with pytest.raises(NotFound):
        publish(house, "r9", tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_a_site_follows_what_is_taken_back_and_nothing_else(
    house: Deployment, store: Interrupted, tmp_path: Path
) -> None:
    publish(house, "r1", tmp_path / "site")
    publish(house, "r1", tmp_path / "moved")
    (tmp_path / "moved").rename(tmp_path / "elsewhere")
    (tmp_path / "moved").write_text("another thing by now", encoding="utf-8")
    make_report(house, ["r1"], formats=("json",))
    assert publish_anew(house) == ()
    withdraw(store)
    assert publish_anew(house) == (tmp_path / "site",)
    assert not [name for name, content in files(tmp_path / "site").items() if b"A small grant." in content]
    assert publish_anew(house) == ()


def test_a_site_that_broke_off_is_due_again(house: Deployment, store: Interrupted, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish(house, "r1", folder)
    withdraw(store)
    (folder / "partnerships" / "s" / "A1.html").unlink()
    (folder / "partnerships" / "s" / "A1.html").mkdir()
    assert publish_anew(house) == ()
    (folder / "partnerships" / "s" / "A1.html").rmdir()
    assert len(publish_anew(house)) == 1


def test_a_list_of_before_names_no_editions_until_it_is_published_again(
    house: Deployment, store: Interrupted, tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    publish(house, "r1", folder)
    listed = json.loads((folder / LIST).read_text(encoding="utf-8"))
    del listed["shown"]
    (folder / LIST).write_text(json.dumps(listed), encoding="utf-8")
    publish(house, "r1", folder)
    withdraw(store)
    assert len(publish_anew(house)) == 1
