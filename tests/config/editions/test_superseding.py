"""An edition whose words must go is taken away and succeeded once, wherever a process is killed on the way."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from config.editions import files as folders
from config.editions import reporting, settling
from config.editions.reporting import make_report, remake
from config.editions.superseding import QUIET, supersede, supersede_due
from config.editions.syntheses import SUMMARY
from config.editions.workings import WORKINGS
from config.loading import find_consultation, load_consultation
from config.settings import Settings
from config.time_and_chance import SteppedClock
from config.wiring import Deployment
from consultation.editions import Cause, Edition, State
from consultation.notices import Purpose
from consultation.records import Answer, Consent, Part, Participation, Piece, Quoting, Revision
from consultation.rounds import Kind, Round, Stage
from reports.render import DRAFTS
from storage.memory import MemoryStore
from storage.memory_codings import MemoryCodings
from storage.memory_outbox import MemoryOutbox

NOW = datetime(2019, 10, 1, 12, tzinfo=UTC)
SECRET = "PLANTED WORDS that are taken back."
ROUNDS = [
    Round(name, f"CODE-{name}", "partnerships", Kind.QUESTIONS, NOW, guide="guiding", stage=Stage.CLOSED)
    for name in ("r1", "r2")
]


def said(answer_id: str, text: str) -> Answer:
    revision = Revision(1, NOW, (Piece("m1", text),), "en")
    return Answer(answer_id, "capacity", Part.ANSWER, (revision,))


def somebody(name: str, text: str, round_id: str = "r1") -> Participation:
    answers = (said(f"{name}-{round_id}", text),)
    return Participation(
        name, round_id, "fr", NOW, consent=Consent("v1", NOW), quoting=Quoting.VERBATIM, answers=answers
    )


@pytest.fixture
def house(tmp_path: Path) -> Deployment:
    """Give a house with two closed rounds, in which Ada said what she will take back, and Bob what stays."""
    store = MemoryStore()
    for launched in ROUNDS:
        store.add_round(launched)
    for name, text in (("ada", SECRET), ("bob", "What stays is this.")):
        person = somebody(name, text)
        store.keep(None, person, identity=f"at-{name}", delivery="", at=NOW, address=f"telegram:{name}")
    return Deployment(
        Settings(home=tmp_path, site="https://example.org"),
        clock=SteppedClock(NOW),
        _store=store,
        _outbox=MemoryOutbox(store),
        _codings=MemoryCodings(store),
        _loaded={"partnerships": load_consultation(find_consultation("partnerships"))},
    )


def withdraw(house: Deployment) -> None:
    ada = house.store.participation("r1", "ada")
    assert ada
    assert ada.consent
    answers = tuple(replace(answer, withdrawn=NOW) for answer in ada.answers)
    gone = replace(ada, answers=answers, consent=replace(ada.consent, withdrawn=NOW), quoting=None)
    house.store.keep(ada, gone, identity="at-ada", delivery="", at=NOW)


def edit(house: Deployment, at: datetime) -> None:
    bob = house.store.participation("r1", "bob")
    assert bob
    answer = bob.answers[0]
    revision = replace(answer.current, number=answer.current.number + 1, pieces=(Piece("m1", f"Other words {at}."),))
    revised = replace(bob, answers=(replace(answer, revisions=(*answer.revisions, revision)),))
    house.store.keep(bob, revised, identity="at-bob", delivery="", at=at)


def files(house: Deployment) -> list[str]:
    top = house.settings.home / "editions"
    found = (path.relative_to(top) for path in top.rglob("*") if path.is_file())
    return sorted(
        str(path) for path in found if path.name not in {SUMMARY, WORKINGS} and not path.parent.name.endswith(DRAFTS)
    )


def words(house: Deployment) -> bytes:
    return b"\n".join(path.read_bytes() for path in house.settings.home.rglob("*") if path.is_file())


def receipts(house: Deployment) -> int:
    return sum(sending.purpose is Purpose.RECEIPT for sending in house.outbox.sendings("r1"))


def states(house: Deployment) -> list[tuple[int, State, int | None]]:
    return [(one.number, one.state, one.superseded_by) for one in house.store.editions("r1")]


BURIED = ["r1/1/report.html", "r1/1/tombstone.md", "r1/2/report.html", "r1/2/report.md"]


def test_the_words_go_the_new_edition_comes_and_who_withdrew_is_told(house: Deployment) -> None:
    make_report(house, ["r1"])
    remake(house, "r1", 1, language="fr")
    assert SECRET.encode() in words(house)
    withdraw(house)
    (made,) = supersede(house, "r1")
    assert SECRET.encode() not in words(house)
    assert states(house) == [(1, State.SUPERSEDED, 2), (2, State.STANDING, None)]
    assert (files(house), made.number) == (BURIED, 2)
    assert "What stays is this." in made.paths[0].read_text(encoding="utf-8")
    note = (house.editions_of("r1") / "1" / "tombstone.md").read_text(encoding="utf-8")
    assert note == (
        "# Edition 1 is no longer shown\n\n"
        "Something that it used may not be shown any more, or was changed. Its words were removed here; copies that"
        " were downloaded before cannot be called back.\n\n"
        "One answer or position was withdrawn since edition 1.\n\n"
        "The current edition is edition 2.\n"
    )
    page = (house.editions_of("r1") / "1" / "report.html").read_text(encoding="utf-8")
    assert '<a href="../2/report.html">The current edition is edition 2.</a>' in page
    (errand,) = house.outbox.claim("telegram", worker="w", now=NOW + QUIET, until=NOW + QUIET, limit=9)
    assert errand.address == "telegram:ada"
    assert [line.text for line in errand.notice.reply.lines][1:] == [
        "L’édition 1 du rapport utilisait quelque chose que vous avez retiré ou modifié.",
        "Elle est remplacée\u00a0: l’édition 2 repose sur ce qui vaut maintenant.",
        "À lire ici\u00a0: https://example.org",
        "Les copies téléchargées auparavant ne peuvent pas être rappelées.",
    ]


def test_where_all_stand_nothing_is_made(house: Deployment) -> None:
    make_report(house, ["r1"])
    before = files(house)
    assert supersede(house, "r1") == supersede_due(house, NOW + QUIET) == ()
    assert files(house) == before
    assert states(house) == [(1, State.STANDING, None)]


def test_a_second_time_changes_nothing(house: Deployment) -> None:
    make_report(house, ["r1"])
    withdraw(house)
    supersede(house, "r1")
    stamps = {path: path.stat().st_mtime_ns for path in house.settings.home.rglob("*") if path.is_file()}
    assert supersede(house, "r1") == supersede_due(house, NOW + QUIET) == ()
    assert {path: path.stat().st_mtime_ns for path in house.settings.home.rglob("*") if path.is_file()} == stamps
    assert receipts(house) == 1


def test_each_kind_of_stale_edition_has_a_successor_and_several_of_a_kind_have_one(house: Deployment) -> None:
    for language in ("en", "fr", "en"):
        make_report(house, ["r1"], language=language)
    make_report(house, ["r2", "r1"])
    make_report(house, ["r1"], language="en", formats=["md"], by="region")
    withdraw(house)
    made = supersede(house, "r1")
    assert [(one.number, one.superseded_by) for one in house.store.editions("r1")] == [
        *((1, 6), (2, 5), (3, 6), (4, 7)),
        *((5, None), (6, None), (7, None)),
    ]
    assert [one.made_as for one in house.store.editions("r1")[4:]] == [
        (("r1",), "fr", ("html", "md"), ""),
        (("r1",), "en", ("html", "md"), ""),
        (("r1",), "en", ("md",), "region"),
    ]
    assert len(made) == 3
    assert house.store.editions("r2")[0].state is State.WITHDRAWN
    supersede(house, "r2")
    assert house.store.editions("r2")[0].state is State.SUPERSEDED
    assert SECRET.encode() not in words(house)
    assert receipts(house) == 3  # one for each superseding edition of r1


def test_a_new_report_supersedes_what_was_stale_and_made_alike(house: Deployment) -> None:
    make_report(house, ["r1"])
    make_report(house, ["r1"], language="fr")
    withdraw(house)
    make_report(house, ["r1"])
    assert states(house) == [(1, State.SUPERSEDED, 3), (2, State.WITHDRAWN, None), (3, State.STANDING, None)]
    assert files(house) == [
        *("r1/1/report.html", "r1/1/tombstone.md", "r1/2/report.html", "r1/2/tombstone.md"),
        *("r1/3/report.html", "r1/3/report.md"),
    ]
    assert SECRET.encode() not in words(house)


def test_the_calendar_waits_until_nobody_changes_anything_but_never_with_words_that_must_go(house: Deployment) -> None:
    make_report(house, ["r1"])
    edit(house, NOW)
    later = NOW + timedelta(minutes=50)
    assert supersede_due(house, later) == ()
    edit(house, later)
    assert supersede_due(house, NOW + QUIET) == ()
    (made,) = supersede_due(house, later + QUIET)
    assert house.store.editions("r1")[0].causes == {Cause.EDITED: 2}
    assert made.number == 2
    withdraw(house)
    (made,) = supersede_due(house, later)
    assert (made.number, SECRET.encode() in words(house)) == (3, False)


def test_the_snapshot_knows_what_it_supersedes(house: Deployment) -> None:
    make_report(house, ["r1"])
    withdraw(house)
    supersede(house, "r1")
    snapshot = house.store.pinned("r1", 2)
    assert [(one.round, one.number, one.rounds) for one in snapshot.earlier] == [("r1", 1, frozenset({"r1"}))]
    assert snapshot.supersedes
    assert snapshot.supersedes.causes == {Cause.WITHDRAWN: 1}
    assert snapshot.supersedes.statements == {"ada-r1", "bob-r1"}
    assert make_report(house, ["r1"]).snapshot.supersedes is None


def test_where_nobody_can_be_written_to_nobody_is_told(house: Deployment) -> None:
    make_report(house, ["r1"])
    withdraw(house)
    ada = house.store.participation("r1", "ada")
    assert ada
    house.store.keep(ada, replace(ada, silent=True), identity="at-ada", delivery="", at=NOW)
    supersede(house, "r1")
    assert (receipts(house), house.store.receipts("r1")) == (0, ())


# Killed at every step.


class Killed(BaseException):
    """What no code of ours catches."""


def steps() -> list[tuple[object, str]]:
    return [
        (folders, "_holds"),
        (shutil, "rmtree"),
        (reporting, "_write"),
        (reporting, "told"),
        (MemoryStore, "add_edition"),
        (reporting, "place"),
        (reporting, "reported"),
        (settling, "give_receipts"),
        (MemoryOutbox, "add_notices"),
        (MemoryStore, "receipted"),
        (MemoryStore, "note"),
    ]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("where", "what"), steps(), ids=[what for _, what in steps()])
def test_wherever_it_is_killed_the_next_one_ends_it(
    house: Deployment, monkeypatch: pytest.MonkeyPatch, where: object, what: str, *, after: bool
) -> None:
    make_report(house, ["r1"])
    withdraw(house)
    doing: Callable[..., object] = getattr(where, what)
    killed = 0

    def kill(*given: object, **named: object) -> object:
        nonlocal killed
        if not after:
            killed += 1
            raise Killed
        done = doing(*given, **named)
        killed += 1
        raise Killed(done)

    with monkeypatch.context() as patch:
        patch.setattr(where, what, kill)
        with pytest.raises(Killed):
            supersede(house, "r1")
    assert killed
    editions: tuple[Edition, ...] = house.store.editions("r1")
    assert len(editions) <= 2
    supersede_due(house, NOW)
    assert states(house) == [(1, State.SUPERSEDED, 2), (2, State.STANDING, None)]
    assert files(house) == BURIED
    assert SECRET.encode() not in words(house)
    assert receipts(house) == 1
    assert house.store.receipts("r1") == ()
