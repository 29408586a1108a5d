"""The tables that the migrations make are the tables that the code knows."""

from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import CommandLine
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from consultation.editions import Cause, Edition, Told
from consultation.errors import InvalidInput
from consultation.flow import Position, State
from consultation.joining import Bringing
from consultation.records import Quoting, Side
from consultation.roles import Invitation, Role
from storage.engine import Database, connect
from storage.schema import HEAD, MIGRATIONS, bring_to_head, config, migrate, version
from storage.staff import SqlStaff
from storage.store import SqlStore
from storage.tables import Base
from tests.storage.conftest import POSTGRES
from tests.storage.samples import NOW, a_round, a_stance, an_answer, kept, somebody, with_answers


@pytest.fixture(params=["sqlite", POSTGRES])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the URL of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    return str(request.getfixturevalue("empty_postgres"))


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


def test_upgrading_an_empty_database_makes_what_the_code_knows(url: str) -> None:
    migrate(url)
    database = connect(url)
    with database.reading() as connection:
        assert tables(connection) == set(Base.metadata.tables)
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    database.close()


def test_downgrading_to_the_beginning_leaves_nothing_and_one_can_begin_again(url: str) -> None:
    migrate(url)
    database = connect(url)
    with database.writing() as connection:
        command.downgrade(config(connection), "base")
        assert tables(connection) == set()
    bring_to_head(database)
    with database.reading() as connection:
        assert (tables(connection), version(connection)) == (set(Base.metadata.tables), HEAD)
    database.close()


def test_addresses_have_their_platform_before_them_and_nobody_is_paused(url: str) -> None:
    database = connect(url)
    with database.writing() as connection:
        command.upgrade(config(connection), "0001")
        connection.exec_driver_sql(
            "INSERT INTO rounds (number, id, code, consultation, kind, opens, guide, stage, erased)"
            " VALUES (1, 'r1', 'CODE', 'partnerships', 'questions', '2024-03-01 12:00:00', '', 'open', 0)"
        )
        connection.exec_driver_sql("INSERT INTO respondents (id) VALUES ('ada')")
        connection.exec_driver_sql(
            "INSERT INTO identities (id, respondent, round, met, address, linked) VALUES"
            " ('at a terminal', 'ada', 'r1', '2024-03-01 12:00:00', 'gAAAA_-=', false),"
            " ('anywhere', 'ada', 'r1', '2024-03-01 12:00:00', '', true)"
        )
    bring_to_head(database)
    with database.writing() as connection:
        assert addresses(connection) == {"at a terminal": "terminal:gAAAA_-=", "anywhere": ""}
        assert connection.exec_driver_sql("SELECT count(*) FROM identities WHERE paused").scalar() == 0
        connection.exec_driver_sql(
            "INSERT INTO identities (id, respondent, round, met, address, linked, paused) VALUES"
            " ('on Telegram', 'ada', 'r1', '2024-03-01 12:00:00', 'telegram:gBBBB', true, true)"
        )
        command.downgrade(config(connection), "0001")
        assert addresses(connection) == {"at a terminal": "gAAAA_-=", "anywhere": "", "on Telegram": ""}
    database.close()


def addresses(connection: Connection) -> dict[str, str]:
    return {row.id: row.address for row in connection.exec_driver_sql("SELECT id, address FROM identities")}


def link(store: SqlStore) -> None:
    """Let Bob join Ada, and say one thing more."""
    for name in ("r1", "r2"):
        store.add_round(a_round(name))
    kept(store, None, somebody("ada", answers=(an_answer("A1"),), stances=(a_stance(),), quoting=Quoting.VERBATIM))
    answers = (an_answer("B1"), an_answer("B2"))
    own = somebody("bob", answers=answers, stances=(a_stance(Side.OPPOSE),), quoting=Quoting.PARAPHRASE)
    kept(store, None, own)
    kept(store, None, somebody("bob", round="r2", answers=(an_answer("B3"),)))
    store.open_link("ada", "SECRET", until=NOW)
    store.link("identity-of-bob", "SECRET", at=NOW, bringing=Bringing.OWN)
    linked = store.recall("identity-of-bob", "").participation
    assert linked is not None
    stances = (*linked.stances, a_stance(Side.NONE))
    reading = Position(State.READING, "B1")
    after = replace(with_answers(linked, an_answer("A2")), stances=stances, position=reading, quoting=Quoting.NONE)
    assert kept(store, linked, after, identity="identity-of-bob").respondent == "ada"


def test_who_has_joined_another_is_who_they_were_again_where_there_is_no_joining(url: str) -> None:
    with SqlStore.open(url) as store:
        link(store)
    database = connect(url)
    with database.writing() as connection:
        command.downgrade(config(connection), "0002")
        names = connection.exec_driver_sql("SELECT respondent, round FROM identities ORDER BY id").all()
    database.close()
    assert names == [("ada", "r1"), ("bob", "r2")]
    with SqlStore.open(url) as store:
        ada, bob = store.record("r1").participations
        assert [answer.id for answer in ada.answers] == ["A1", "A2"]
        assert [answer.id for answer in bob.answers] == ["B1", "B2"]
        assert [stance.side for stance in ada.stances] == [Side.SUPPORT, Side.NONE]
        assert [stance.side for stance in bob.stances] == [Side.OPPOSE]
        assert (ada.quoting, bob.quoting) == (None, None)
        assert ada.position == bob.position == Position(State.CHOOSING)
        (elsewhere,) = store.record("r2").participations
        assert (elsewhere.respondent, [answer.id for answer in elsewhere.answers]) == ("bob", ["B3"])
        kept(store, ada, replace(with_answers(ada, an_answer("A3")), stances=(*ada.stances, a_stance())))
        kept(store, bob, replace(with_answers(bob, an_answer("B4")), stances=(*bob.stances, a_stance())))


def test_what_was_there_before_joining_was_possible_was_brought_by_nobody(url: str) -> None:
    with SqlStore.open(url) as store:
        store.add_round(a_round())
        before = kept(store, None, somebody("ada", answers=(an_answer("A1"),), stances=(a_stance(),)))
    database = connect(url)
    with database.writing() as connection:
        command.downgrade(config(connection), "0002")
    bring_to_head(database)
    database.close()
    with SqlStore.open(url) as store:
        assert store.record("r1").participations == (before,)


def test_who_facilitates_and_which_rounds_stand_beside_others_goes_with_its_tables(url: str) -> None:
    invitation = Invitation("Ada", Role.OWNER, "", NOW)
    with SqlStore.open(url) as store:
        store.add_round(a_round("r1", beside=True))
        staff = SqlStaff(store.database)
        staff.invite(invitation, "CODE")
        staff.redeem("phone", "CODE", at=NOW)
        staff.invite(invitation, "ANOTHER")
    database = connect(url)
    with database.writing() as connection:
        command.downgrade(config(connection), "0007")
        assert not {"facilitators", "invitations", "seats"} & tables(connection)
        assert "beside" not in {column["name"] for column in inspect(connection).get_columns("rounds")}
    bring_to_head(database)
    database.close()
    with SqlStore.open(url) as store:
        assert store.rounds() == (a_round("r1"),)
        staff = SqlStaff(store.database)
        assert (staff.facilitators(), staff.invitations(), staff.seats(["phone"])) == ((), (), {})


def test_editions_of_before_go_stale_too_and_are_superseded(url: str) -> None:
    with SqlStore.open(url) as store:
        for name in ("r1", "r2"):
            store.add_round(a_round(name))
        kept(store, None, somebody("ada", answers=(an_answer("A1"),), quoting=Quoting.VERBATIM))
        kept(store, None, somebody("bob", round="r2", answers=(an_answer("B1"),)))
        store.add_edition(
            Edition("r1", 1, NOW, {"A1": 1, "B1": 1}, formats=("html", "md"), others=("r2",)), told=Told()
        )
        store.add_edition(Edition("r1", 2, NOW, {"B1": 1}), supersedes=[1])
        store.add_edition(Edition("r2", 1, NOW, {"A1": 1}, formats=("md",), by="region"))
    database = connect(url)
    with database.writing() as connection:
        command.downgrade(config(connection), "0007")
        assert tables(connection) & {"pinned", "used", "causes", "receipts"} == set()
        assert connection.exec_driver_sql("SELECT count(*) FROM pins").scalar() == 4
    bring_to_head(database)
    database.close()
    with SqlStore.open(url) as store:
        first, second = store.editions("r1")
        assert (first.pins, first.shown) == ({"A1": 1, "B1": 1}, frozenset({"A1", "B1"}))
        assert (first.rounds, first.formats, first.pinned) == (("r1",), ("html", "md"), False)
        assert (store.told("r1"), second.superseded_by) == ((), None)
        ada = store.participation("r1", "ada")
        assert ada
        kept(store, ada, replace(ada, quoting=Quoting.NONE))
        store.erase("bob", at=NOW)
        assert [one.causes for one in store.editions("r1")] == [{Cause.ERASED: 1, Cause.QUOTING: 1}, {Cause.ERASED: 1}]
        assert store.editions("r2")[0].causes == {Cause.QUOTING: 1}
        store.add_edition(Edition("r1", 3, NOW, {}), supersedes=[1, 2])
        assert [one.respondent for one in store.receipts("r1")] == ["ada"]


def test_a_migration_that_fails_has_changed_nothing(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    database = connect(url)
    upgrade = command.upgrade

    def half_way(given: object, revision: str) -> None:
        upgrade(given, revision)  # type: ignore[arg-type]  # handed on as it came
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "upgrade", half_way)
    with pytest.raises(KeyboardInterrupt):
        bring_to_head(database)
    with database.reading() as connection:
        assert (tables(connection), version(connection)) == (set(), None)
    database.close()


def test_migrating_again_keeps_what_is_there(url: str) -> None:
    with SqlStore.open(url) as store:
        store.add_round(a_round())
    migrate(url)
    with SqlStore.open(url) as store:
        assert store.rounds() == (a_round(),)


def test_the_head_that_the_code_knows_is_the_newest_migration(sqlite: SqlStore) -> None:
    with sqlite.database.reading() as connection:
        assert ScriptDirectory.from_config(config(connection)).get_heads() == [HEAD]


def test_whoever_writes_a_migration_needs_no_configuration(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    migrate(url)
    monkeypatch.chdir(MIGRATIONS.parents[1])  # where pyproject.toml is
    CommandLine().main(["-x", f"url={url}", "check"])  # exits where --autogenerate would find something to change


def test_a_database_of_a_newer_version_is_refused(url: str) -> None:
    migrate(url)
    database = connect(url)
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(InvalidInput, match="made by a newer version of Palabre"):
        bring_to_head(database)
    database.close()


def test_a_database_of_something_else_is_refused(url: str) -> None:
    database: Database = connect(url)
    with database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE rounds (id INTEGER)")
    with pytest.raises(InvalidInput, match="a table rounds that Palabre did not make"):
        bring_to_head(database)
    database.close()
