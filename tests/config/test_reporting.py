"""A report becomes an edition, or nothing: no file stays of what somebody took back in the meantime."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.loading import find_consultation, load_consultation
from config.reporting import make_report
from config.settings import Settings
from config.time_and_chance import SteppedClock
from config.wiring import Deployment
from consultation.editions import Edition, Told
from consultation.errors import Conflict, NotAllowed
from consultation.records import Answer, Consent, Part, Participation, Piece, Revision, Snapshot
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
    return sorted(str(path.relative_to(house.settings.home)) for path in house.settings.home.rglob("*.*"))


def edition(name: str) -> list[str]:
    """Return the files of an edition: the report, and a page for each of the thirteen drafts."""
    pages = (f"report-drafts/draft.2019-09.{number}.{end}" for number in range(1, 14) for end in ("html", "md"))
    return sorted(f"editions/{name}/{file}" for file in ("report.html", "report.md", *pages))


def test_a_report_of_a_closed_round_is_an_edition_that_pins_what_it_used(house: Deployment, store: Interrupted) -> None:
    made = make_report(house, ["r1"])
    assert [path.name for path in made.paths] == ["report.html", "report.md"]
    assert files(house) == edition("r1/1")
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
    with pytest.raises(NotAllowed, match="withdrew or erased an answer while the report was being made; make it again"):
        make_report(house, ["r1"])
    assert (files(house), store.editions("r1"), store.round("r1")) == ([], (), CLOSED)
    assert make_report(house, ["r1"]).number == 1


def test_the_files_of_whoever_was_faster_stay(house: Deployment, store: Interrupted) -> None:
    store.meanwhile = lambda: MemoryStore.add_edition(store, Edition("r1", 1, NOW, {"A1": 1}))
    with pytest.raises(Conflict):
        make_report(house, ["r1"])
    assert files(house) == edition("r1/1")
