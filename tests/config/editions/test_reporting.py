"""A report becomes an edition, or nothing: no file stays of what somebody took back in the meantime."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.editions.reporting import make_report, remake
from config.loading import find_consultation, load_consultation
from config.settings import Settings
from config.time_and_chance import SteppedClock
from config.wiring import Deployment
from consultation.editions import Edition, Told
from consultation.errors import Conflict, InvalidInput, NotAllowed, NotFound
from consultation.records import Answer, Consent, Part, Participation, Piece, Quoting, Revision, Snapshot
from consultation.rounds import Kind, Round, Stage
from storage.memory import MemoryStore
from storage.memory_codings import MemoryCodings

NOW = datetime(2019, 10, 1, 12, tzinfo=UTC)
CLOSED = Round("r1", "CODE", "partnerships", Kind.QUESTIONS, NOW, guide="guiding", stage=Stage.CLOSED)
SAID = Answer("A1", "capacity", Part.ANSWER, (Revision(1, NOW, (Piece("m1", "A small grant."),), "en"),))
ADA = Participation("ada", "r1", "en", NOW, consent=Consent("v1", NOW), answers=(SAID,))


class Interrupted(MemoryStore):
    """A store in which something happens between writing a report and keeping its edition."""

    meanwhile: Callable[[], object] = staticmethod(lambda: None)

    def add_edition(
        self,
        edition: Edition,
        snapshot: Snapshot | None = None,
        told: Told | None = None,
        *,
        supersedes: Sequence[int] = (),
    ) -> None:
        self.meanwhile()
        super().add_edition(edition, snapshot, told, supersedes=supersedes)


@pytest.fixture
def store() -> Interrupted:
    """Give a store with a closed round in which somebody answered."""
    made = Interrupted()
    made.add_round(CLOSED)
    made.keep(None, ADA, identity="identity", delivery="", at=NOW)
    return made


@pytest.fixture
def house(store: Interrupted, tmp_path: Path) -> Deployment:
    loaded = {"partnerships": load_consultation(find_consultation("partnerships"))}
    codings = MemoryCodings(store)
    return Deployment(Settings(home=tmp_path), clock=SteppedClock(NOW), _store=store, _codings=codings, _loaded=loaded)


def files(house: Deployment) -> list[str]:
    """Return the files of reports, without the pages of their drafts."""
    found = (path.relative_to(house.settings.home) for path in house.settings.home.rglob("*.*"))
    return sorted(str(path) for path in found if path.suffix in {".html", ".md"} and "-drafts" not in path.parent.name)


def test_a_report_of_a_closed_round_is_an_edition_that_pins_what_it_used(house: Deployment, store: Interrupted) -> None:
    made = make_report(house, ["r1"])
    assert [path.name for path in made.paths] == ["report.html", "report.md"]
    assert files(house) == ["editions/r1/1/report.html", "editions/r1/1/report.md"]
    assert [(edition.number, edition.pins) for edition in store.editions("r1")] == [(made.number, {"A1": 1})]
    assert store.round("r1").stage is Stage.REPORTED


@pytest.mark.parametrize("how", ["erased", "withdrawn"])
def test_what_was_taken_back_while_it_was_written_is_in_no_file(
    house: Deployment, store: Interrupted, how: str
) -> None:
    def taken_back() -> None:
        if how == "erased":
            store.erase("ada", at=NOW)
        else:
            before = replace(ADA, turn=1)
            after = replace(before, answers=(replace(SAID, withdrawn=NOW),))
            store.keep(before, after, identity="identity", delivery="", at=NOW)
        del store.meanwhile

    store.meanwhile = taken_back
    with pytest.raises(
        NotAllowed, match="withdrew, changed or erased something while the report was being made; make it again"
    ):
        make_report(house, ["r1"])
    assert (files(house), store.editions("r1"), store.round("r1")) == ([], (), CLOSED)
    assert make_report(house, ["r1"]).number == 1


def test_the_files_of_whoever_was_faster_stay(house: Deployment, store: Interrupted) -> None:
    theirs = house.editions_of("r1") / "1" / "report.md"

    def somebody_is_faster() -> None:
        MemoryStore.add_edition(store, Edition("r1", 1, NOW, {"A1": 1}))
        theirs.parent.mkdir()
        theirs.write_text("theirs")

    store.meanwhile = somebody_is_faster
    with pytest.raises(Conflict):
        make_report(house, ["r1"])
    assert (files(house), theirs.read_text()) == (["editions/r1/1/report.md"], "theirs")


def test_an_edition_says_what_it_was_made_as(house: Deployment, store: Interrupted) -> None:
    store.add_round(replace(CLOSED, id="r2", code="CODE2"))
    make_report(
        house, ["r1", "r2"], language="fr", formats=["md"], by="region", base=house.settings.home / "out" / "name"
    )
    (edition,) = store.editions("r1")
    assert edition.made_as == (("r1", "r2"), "fr", ("md",), "region")
    assert (edition.shown, edition.pinned) == (frozenset(), True)
    assert files(house) == ["out/name.md"]


def test_an_edition_is_made_again_as_it_was_whatever_happened_since(house: Deployment, store: Interrupted) -> None:
    made = make_report(house, ["r1"], by="language")
    before = [path.read_bytes() for path in made.paths]
    everything_changes(house, store)
    again = remake(house, "r1", 1, base=house.settings.home / "again" / "report")
    assert [path.read_bytes() for path in again.paths] == before
    assert [path.read_bytes() for path in remake(house, "r1", 1).paths] == before
    assert remake(house, "r1", 1).paths == made.paths
    french = remake(house, "r1", 1, language="fr", formats=["md"])
    assert french.paths == (house.editions_of("r1") / "1" / "fr" / "report.md",)
    assert "Édition 1" in french.paths[0].read_text(encoding="utf-8")
    assert make_report(house, ["r1"], by="language").number == 2
    assert [path.read_bytes() for path in made.paths] == before


def everything_changes(house: Deployment, store: MemoryStore) -> None:
    """Change all around an edition that does not make it stale."""
    bela = replace(ADA, respondent="bela", answers=(replace(SAID, id="B1"),), attributes={"role": ("staff",)})
    store.keep(None, bela, identity="bela", delivery="", at=NOW)
    store.code([("A1", ["funding"])])
    ada = store.participation("r1", "ada")
    assert ada
    quotable = replace(
        ada, quoting=Quoting.VERBATIM, silent=True, language="ar", answers=(*ada.answers, replace(SAID, id="A2"))
    )
    store.keep(ada, quotable, identity="identity", delivery="", at=NOW)
    shipped = house.consultation("partnerships")
    house._loaded["partnerships"] = replace(shipped, title=replace(shipped.title, texts={"en": "Another title"}))


def test_what_cannot_be_made_again_is_said(house: Deployment, store: Interrupted) -> None:
    make_report(house, ["r1"])
    with pytest.raises(NotFound, match="round r1 has no edition 2; see: palabre edition list r1"):
        remake(house, "r1", 2)
    with pytest.raises(InvalidInput, match="'xx' is not one of its languages"):
        remake(house, "r1", 1, language="xx")
    store.set_aside("A1", "spam")
    with pytest.raises(
        NotAllowed, match="edition 1 of r1 cannot be made again: something in it was taken back or changed"
    ):
        remake(house, "r1", 1)
    make_report(house, ["r1"])
    with pytest.raises(NotAllowed, match="the current one is edition 2"):
        remake(house, "r1", 1)


def test_a_process_killed_before_its_files_stood_is_made_good(
    house: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_room: Path, _target: Path) -> None:
        raise KeyboardInterrupt

    folder = house.editions_of("r1")
    with monkeypatch.context() as patch:
        patch.setattr("config.editions.reporting.place", killed)
        with pytest.raises(KeyboardInterrupt):
            make_report(house, ["r1"])
        (folder / ".gone-1").mkdir()
        with pytest.raises(KeyboardInterrupt):  # and again, while it is made good
            make_report(house, ["r1"])
    assert not (folder / "1").exists()
    assert make_report(house, ["r1"]).number == 2
    assert files(house) == [f"editions/r1/{number}/report.{end}" for number in (1, 2) for end in ("html", "md")]
    assert sorted(path.name for path in folder.iterdir()) == ["1", "2"]


def test_a_preview_is_no_edition(house: Deployment, store: Interrupted) -> None:
    assert make_report(house, ["r1"], preview=True).number is None
    assert store.editions("r1") == ()
    assert files(house) == ["editions/r1/preview/report.html", "editions/r1/preview/report.md"]
