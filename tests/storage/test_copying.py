"""A copy of a database holds all of it, fits into any other, and brings nobody back who was erased."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import select

from consultation.editions import Edition
from consultation.errors import InvalidInput, NotAllowed
from consultation.records import Act
from storage.copying import Row, copied, put_back
from storage.engine import Database, connect
from storage.outbox import SqlOutbox
from storage.schema import HEAD, config, version
from storage.store import SqlStore
from storage.tables import Base
from tests.storage.conftest import POSTGRES
from tests.storage.samples import NOW, a_notice, a_round, an_answer, kept, somebody, with_answers

Held = dict[str, list[Row]]


@pytest.fixture(params=["sqlite", POSTGRES])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Give a database without tables, beside the one that is copied."""
    sqlite = f"sqlite:///{tmp_path / 'other.db'}"
    with closing(connect(sqlite if request.param == "sqlite" else request.getfixturevalue("empty_postgres"))) as made:
        yield made


@pytest.fixture
def lived_in(sql_store: SqlStore) -> SqlStore:
    """Give a store in which people spoke, were reported, are written to, and were erased."""
    sql_store.add_round(a_round())
    for name in ("ada", "bela", "chen"):
        whose = with_answers(somebody(name), an_answer(f"A-{name}", f"Réponse « de » {name} 🌍\n= 1"))
        kept(sql_store, None, whose, identity=f"i-{name}", delivery=f"d-{name}", address="telegram:gAAA")
    sql_store.add_edition(Edition("r1", 1, NOW, {"A-ada": 1, "A-chen": 1}))
    SqlOutbox(sql_store.database).add_notices([a_notice(identity="i-ada")])
    sql_store.note(Act(NOW, "command line", "launch", "r1"))
    sql_store.erase("chen", at=NOW)
    return sql_store


def held(database: Database) -> Held:
    """Return all rows, as JSON has them."""
    with copied(database) as copy:
        written: Held = json.loads(json.dumps({name: list(copy.rows(name)) for name in copy.tables}))
    return written


def test_a_copy_is_all_of_it_in_an_order_in_which_it_can_be_put_back(lived_in: SqlStore) -> None:
    with copied(lived_in.database) as copy:
        assert copy.schema == HEAD
        assert set(copy.tables) == set(Base.metadata.tables)
        order = [copy.tables.index(name) for name in ("respondents", "participations", "answers", "revisions", "tags")]
    assert order == sorted(order)
    found = held(lived_in.database)
    assert [row["id"] for row in found["answers"]] == ["A-ada", "A-bela"]
    assert [row["answer"] for row in found["tombstones"]] == ["A-chen"]
    assert len(found["erased"]) == len(found["outbox"]) == 1


def test_what_was_put_back_is_what_was_copied_on_either_kind_of_database(
    lived_in: SqlStore, elsewhere: Database
) -> None:
    found = held(lived_in.database)
    assert put_back(elsewhere, HEAD, found, replace=False, at=NOW) == 0
    assert held(elsewhere) == found
    with SqlStore(elsewhere) as again:
        assert again.record("r1") == lived_in.record("r1")
        assert again.editions("r1") == lived_in.editions("r1")
        assert again.acts() == lived_in.acts()


def test_life_goes_on_after_it(lived_in: SqlStore, elsewhere: Database) -> None:
    """New rows get numbers that are not taken."""
    put_back(elsewhere, HEAD, held(lived_in.database), replace=False, at=NOW)
    with SqlStore(elsewhere) as again:
        again.note(Act(NOW, "command line", "close", "r1"))
        again.add_round(a_round("r2"))
        assert SqlOutbox(elsewhere).add_notices([a_notice("n2", identity="i-ada")]) == 1
        assert [act.verb for act in again.acts()][-1] == "close"


def test_nothing_is_replaced_unasked(lived_in: SqlStore, sql_store: SqlStore) -> None:
    before = held(lived_in.database)
    with pytest.raises(NotAllowed, match="add --replace"):
        put_back(sql_store.database, HEAD, {name: [] for name in before}, replace=False, at=NOW)
    assert held(sql_store.database) == before


def test_whoever_was_erased_since_is_erased_again(lived_in: SqlStore) -> None:
    before = held(lived_in.database)
    lived_in.erase("bela", at=NOW)
    assert put_back(lived_in.database, HEAD, before, replace=True, at=NOW) == 1
    after = held(lived_in.database)
    assert [row["id"] for row in after["respondents"]] == ["ada"]
    assert "bela" not in json.dumps(after)
    assert len(after["erased"]) == 2
    assert lived_in.erased(["ada", "bela", "chen"]) == {"bela", "chen"}


def test_whoever_is_said_to_be_erased_is_erased_and_noted(lived_in: SqlStore, elsewhere: Database) -> None:
    with copied(lived_in.database) as copy:
        tables = {name: list(copy.rows(name)) for name in copy.tables}
    digests = {sha256(name).hexdigest() for name in (b"ada", b"nobody")}
    assert put_back(elsewhere, copy.schema, tables, replace=False, at=NOW, erased=digests) == 1
    found = SqlStore(elsewhere)
    assert found.participation("r1", "ada") is None
    assert found.erasures() >= digests


def test_whoever_was_erased_here_and_is_unknown_there_stays_noted(lived_in: SqlStore) -> None:
    empty = {name: list[Row]() for name in held(lived_in.database)}
    assert put_back(lived_in.database, HEAD, empty, replace=True, at=NOW) == 0
    assert lived_in.erased(["chen"]) == {"chen"}


def test_a_copy_of_an_older_version_is_brought_up_to_date(sql_store: SqlStore, elsewhere: Database) -> None:
    """What an older Palabre copied has fewer tables and columns."""
    with elsewhere.writing() as connection:
        command.upgrade(config(connection), "0001")
        connection.exec_driver_sql("INSERT INTO respondents (id) VALUES ('ada')")
    with copied(elsewhere) as copy:
        assert copy.schema == "0001"
        old: Held = {name: list(copy.rows(name)) for name in copy.tables}
    assert "outbox" not in old
    with sql_store.database.writing() as connection:
        Base.metadata.drop_all(connection)
        connection.exec_driver_sql("DROP TABLE alembic_version")
    put_back(sql_store.database, "0001", old, replace=False, at=NOW)
    with sql_store.database.reading() as connection:
        assert version(connection) == HEAD
        assert connection.scalars(select(Base.metadata.tables["respondents"].c.id)).all() == ["ada"]


def tell_of_no_such_table(rows: Held) -> None:
    rows["spoons"] = []


def tell_of_no_such_column(rows: Held) -> None:
    rows["respondents"][0]["colour"] = "red"


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (tell_of_no_such_table, "tables/spoons.jsonl: there is no table spoons in version"),
        (tell_of_no_such_column, "tables/respondents.jsonl: there is no column colour"),
    ],
)
def test_what_does_not_fit_changes_nothing(lived_in: SqlStore, spoil: Callable[[Held], None], what: str) -> None:
    before = held(lived_in.database)
    spoilt: Any = json.loads(json.dumps(before))
    spoil(spoilt)
    with pytest.raises(InvalidInput, match=what):
        put_back(lived_in.database, HEAD, spoilt, replace=True, at=NOW)
    assert held(lived_in.database) == before


def test_a_copy_of_a_newer_version_is_refused(lived_in: SqlStore) -> None:
    before = held(lived_in.database)
    with pytest.raises(InvalidInput, match="made by a newer version of Palabre"):
        put_back(lived_in.database, "9999", before, replace=True, at=NOW)
    assert held(lived_in.database) == before


def test_a_copy_sees_one_moment(lived_in: SqlStore) -> None:
    with copied(lived_in.database) as copy:
        assert len(list(copy.rows("rounds"))) == 1
        kept(lived_in, None, somebody("dina"), identity="i-dina", delivery="d-dina")
        assert [row["id"] for row in copy.rows("respondents")] == ["ada", "bela"]
    assert len(held(lived_in.database)["respondents"]) == 3
