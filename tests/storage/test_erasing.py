"""What is left of a person who erased themselves: a digest in a table, and in SQLite nothing in any file."""

import json
import zlib
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import Row

from consultation.checking.coding import Coding, Drawn, Sample, Showing
from consultation.editions import Cause, Edition, Told
from consultation.errors import Withdrawn
from consultation.joining import Bringing
from consultation.notices import Fate
from consultation.pinning import pinned
from consultation.records import Consent, Piece, Side, Snapshot
from storage.codings import SqlCodings
from storage.outbox import SqlOutbox
from storage.store import SqlStore
from storage.tables import Base
from tests.databases import Place
from tests.reports.snapshots import town
from tests.storage.samples import HOUR, NOW, a_notice, a_revision, a_round, a_stance, an_answer, kept, somebody

PLANTED = (
    "planted-pseudonym",
    "planted-identity",
    "planted-linked-identity",
    "planted-other-pseudonym",
    "planted-other-identity",
    "planted other words",
    "BROUGHT",
    "telegram:planted-address",
    "planted words",
    "planted rewording",
    "planted evidence",
    "planted-message",
    "planted-organisation",
    "planted-source",
    "planted-reason",
    "planted-theme",
    "planted-heard",
    "planted-coding",
    "planted-code",
    "planted-delivery",
    "planted notice",
    "planted-key",
    "PINNED",
    "UNPINNED",
)


def plant(store: SqlStore) -> None:
    """Fill every table with somebody, and with somebody else who stays."""
    pieces = (Piece("planted-message", "planted rewording"),)
    rewording = a_revision(number=2, pieces=pieces, refused=("planted-theme",))
    revisions = (a_revision("planted words"), rewording)
    worded = an_answer("PINNED", revisions=revisions, coded=("planted-theme",))
    whose = somebody(
        "planted-pseudonym",
        consent=Consent("v1", NOW),
        attributes={"organisation": ("planted-organisation",)},
        source="planted-source",
        answers=(worded, an_answer("UNPINNED", "planted evidence", aside="planted-reason")),
        stances=(a_stance(), a_stance(Side.OPPOSE)),
    )
    for round_id in ("r1", "r2"):
        store.add_round(a_round(round_id))
    kept(
        store, None, whose, identity="planted-identity", delivery="planted-delivery", address="telegram:planted-address"
    )
    kept(store, None, somebody("planted-pseudonym", round="r2"), identity="planted-identity")
    store.open_link("planted-pseudonym", "another code", until=NOW)
    store.link("planted-linked-identity", "another code", at=NOW)
    said = somebody("planted-other-pseudonym", answers=(an_answer("BROUGHT", "planted other words"),))
    kept(store, None, said, identity="planted-other-identity")
    store.open_link("planted-pseudonym", "a third code", until=NOW)
    store.link("planted-other-identity", "a third code", at=NOW, bringing=Bringing.ALONG)
    store.open_link("planted-pseudonym", "planted-code", until=NOW + HOUR)
    kept(store, None, somebody("bob", answers=(an_answer("OTHER", "other words"),)), address="telegram:other")
    plant_edition(store)
    waiting = a_notice("planted-key", "planted notice", identity="planted-identity", due=NOW + HOUR)
    SqlOutbox(store.database).add_notices([waiting, a_notice("other", "other words", identity="identity-of-bob")])
    plant_codings(store)


def plant_edition(store: SqlStore) -> None:
    """Make an edition of which the planted one then changes something, and is owed a receipt."""
    snapshot = pinned(Snapshot(town(), (store.record("r1"),), NOW))
    store.add_edition(Edition("r1", 1, NOW, {"PINNED": 2, "OTHER": 1}), snapshot, Told())
    before = store.participation("r1", "planted-pseudonym")
    assert before is not None
    told = {"organisation": ("planted-organisation", "too")}
    kept(store, before, replace(before, attributes=told), identity="planted-linked-identity")


def plant_codings(store: SqlStore) -> None:
    """Have all answers drawn and coded."""
    revisions = {"PINNED": 2, "UNPINNED": 1, "BROUGHT": 1, "OTHER": 1}
    themes = {name: ("other",) if name == "OTHER" else ("planted-heard", "planted-coding") for name in revisions}
    drawn = tuple(Drawn(name, revisions[name], Showing.BLIND, 1.0, themes[name][:1]) for name in revisions)
    made = [Coding(name, revisions[name], Showing.BLIND, "ana", themes[name][-1:], "c0ffee", NOW) for name in revisions]
    codings = SqlCodings(store.database)
    codings.add_sample(Sample("r1", 1, NOW, 7, "c0ffee", 4, drawn))
    codings.keep_codings("r1", 1, made)


def traces(store: SqlStore) -> dict[str, set[str]]:
    """Return what was planted and stands in a table, by table."""
    found = {}
    with store.database.reading() as connection:
        for table in Base.metadata.sorted_tables:
            rows = " ".join(map(readable, connection.execute(table.select())))
            found[table.name] = {word for word in PLANTED if f"'{word}'" in rows or (" " in word and word in rows)}
    return {table: words for table, words in found.items() if words}


def readable(row: Row[Any]) -> str:
    """Return a row as text, what is compressed in it unpacked."""
    values = [json.loads(zlib.decompress(value)) if isinstance(value, bytes) else value for value in row]
    return str(values)


def test_everything_that_was_planted_would_be_found(sql_store: SqlStore) -> None:
    plant(sql_store)
    assert {"drawn", "codings", "used", "pinned", "receipts"} <= traces(sql_store).keys()
    assert {"planted-pseudonym", "planted-organisation", "PINNED"} <= traces(sql_store)["pinned"]
    # The code and the delivery are nowhere in clear, even before.
    assert set.union(*traces(sql_store).values()) == {*PLANTED} - {"planted-code", "planted-delivery"}


def test_only_the_public_id_of_a_pinned_answer_is_left(sql_store: SqlStore) -> None:
    plant(sql_store)
    assert sql_store.erase("planted-pseudonym", at=NOW)
    assert traces(sql_store) == {"pins": {"PINNED"}, "tombstones": {"PINNED"}}
    (edition,) = sql_store.editions("r1")
    assert edition.causes == {Cause.EDITED: 1, Cause.ERASED: 1}
    with pytest.raises(Withdrawn):
        sql_store.pinned("r1", 1)


def test_their_pseudonym_is_left_as_a_digest(sql_store: SqlStore) -> None:
    plant(sql_store)
    sql_store.erase("planted-pseudonym", at=NOW)
    sql_store.erase("nobody", at=NOW)
    with sql_store.database.reading() as connection:
        left = connection.execute(Base.metadata.tables["erased"].select()).all()
    pseudonyms = (b"planted-pseudonym", b"planted-other-pseudonym")
    assert sorted(left) == sorted((sha256(pseudonym).hexdigest(),) for pseudonym in pseudonyms)


def test_others_stay_as_they_were(sql_store: SqlStore) -> None:
    plant(sql_store)
    before = sql_store.recall("identity-of-bob", "d")
    sql_store.erase("planted-pseudonym", at=NOW)
    assert sql_store.recall("identity-of-bob", "d") == before


@pytest.mark.parametrize("fate", [Fate.SENT, Fate.REFUSED, Fate.UNKNOWN, Fate.WAITING])
def test_what_a_notice_said_is_there_while_it_waits(sql_store: SqlStore, fate: Fate) -> None:
    plant(sql_store)
    outbox = SqlOutbox(sql_store.database)
    at = NOW + HOUR
    for errand in outbox.claim("telegram", worker="w1", now=at, until=at, limit=2):
        outbox.settle(errand.number, worker="w1", fate=fate, at=at)
    # Whose it was stays, so that it goes with them.
    said = {"planted notice", "planted-key"} if fate is Fate.WAITING else set()
    assert traces(sql_store)["outbox"] == {"planted-identity", *said}


def test_what_was_interrupted_or_refused_is_no_longer_there(sql_store: SqlStore) -> None:
    plant(sql_store)
    outbox = SqlOutbox(sql_store.database)
    at = NOW + HOUR
    outbox.claim("telegram", worker="w1", now=at, until=at, limit=2)
    outbox.claim("telegram", worker="w1", now=at, until=at, limit=2)
    assert traces(sql_store)["outbox"] == {"planted-identity"}
    outbox.add_notices([a_notice("again", "planted words", identity="planted-identity")])
    whose = sql_store.recall("planted-identity", "").participation
    assert whose is not None
    kept(sql_store, whose, replace(whose, silent=True), identity="planted-identity")
    outbox.claim("telegram", worker="w1", now=at, until=at, limit=2)
    assert traces(sql_store)["outbox"] == {"planted-identity"}
    assert [sending.fate for sending in outbox.sendings()] == [Fate.UNKNOWN, Fate.UNKNOWN, Fate.REFUSED]


def test_an_account_that_leaves_takes_its_notices_along(sql_store: SqlStore) -> None:
    plant(sql_store)
    whose = sql_store.recall("planted-linked-identity", "").participation
    assert whose is not None
    kept(sql_store, whose, whose, identity="planted-linked-identity", address="telegram:linked")
    outbox = SqlOutbox(sql_store.database)
    outbox.add_notices([a_notice("linked", "planted words", identity="planted-linked-identity")])
    before = traces(sql_store)["outbox"]
    assert sql_store.unlink("planted-linked-identity", at=NOW)
    assert before - traces(sql_store)["outbox"] == {"planted-linked-identity", "planted words"}


def test_no_byte_of_theirs_is_left_in_the_files(sqlite: SqlStore, place: Place) -> None:
    plant(sqlite)
    assert any(b"planted words" in file.read_bytes() for file in place.folder.iterdir())
    sqlite.erase("planted-pseudonym", at=NOW)
    left = {word for word in PLANTED for file in place.folder.iterdir() if word.encode() in file.read_bytes()}
    assert left == {"PINNED"}
