"""Whose turn it is among processes: by number, whoever asks first; who goes without a word holds up nobody."""

from collections.abc import Iterator

import pytest

from consultation.errors import PalabreError
from consultation.ports import Ticket
from storage.engine import Database, connect
from storage.turnstile import SqlTurnstile
from tests.bots.loops import until

pytestmark = pytest.mark.postgres

ADA, BELA = "0a" * 16, "fb" * 16


def ticket(number: int, person: str = ADA) -> Ticket:
    return Ticket(person, number)


@pytest.fixture
def database(empty_postgres: str) -> Iterator[Database]:
    made = connect(empty_postgres)
    yield made
    made.close()


@pytest.fixture
def processes(database: Database) -> Iterator[tuple[SqlTurnstile, SqlTurnstile, SqlTurnstile]]:
    made = (SqlTurnstile(database), SqlTurnstile(database), SqlTurnstile(database))
    yield made
    for one in made:
        one.close()


Processes = tuple[SqlTurnstile, SqlTurnstile, SqlTurnstile]


def test_whoever_is_alone_goes_through_at_once(processes: Processes) -> None:
    assert processes[0].pass_on([ticket(7), ticket(9, BELA)], []) == {ticket(7), ticket(9, BELA)}


def test_one_person_goes_through_by_number_and_nobody_waits_for_others(processes: Processes) -> None:
    one, two, three = processes
    assert one.pass_on([ticket(2)], []) == {ticket(2)}
    assert two.pass_on([ticket(4), ticket(1, BELA)], []) == {ticket(1, BELA)}
    assert three.pass_on([ticket(3)], []) == set()
    assert two.pass_on([ticket(4)], []) == set()
    assert one.pass_on([], [ticket(2)]) == set()
    assert two.pass_on([ticket(4)], []) == set()
    assert three.pass_on([ticket(3)], []) == {ticket(3)}
    three.pass_on([], [ticket(3)])
    assert two.pass_on([ticket(4)], [ticket(1, BELA)]) == {ticket(4)}


def test_whoever_is_through_stays_first_until_they_leave(processes: Processes) -> None:
    one, two, _ = processes
    assert one.pass_on([ticket(5)], []) == {ticket(5)}
    assert one.pass_on([ticket(6)], []) == set()
    assert one.pass_on([ticket(6)], [ticket(5)]) == {ticket(6)}
    assert two.pass_on([ticket(6)], []) == set(), "the same message has come twice, and is being heard"
    one.pass_on([], [ticket(6)])
    assert two.pass_on([ticket(6)], []) == {ticket(6)}


def test_a_process_that_ends_holds_up_nobody(processes: Processes) -> None:
    one, two, _ = processes
    assert one.pass_on([ticket(1), ticket(2)], []) == {ticket(1)}
    assert two.pass_on([ticket(3)], []) == set()
    one.close()
    until(lambda: two.pass_on([ticket(3)], []) == {ticket(3)}, "the server knows")


def test_after_the_connection_was_lost_all_is_as_it_was(processes: Processes, database: Database) -> None:
    one, two, _ = processes
    assert one.pass_on([ticket(1)], []) == {ticket(1)}
    assert two.pass_on([ticket(1, BELA)], []) == {ticket(1, BELA)}
    with database.writing() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
    with pytest.raises(PalabreError, match="the database does not say whose turn it is: AdminShutdown"):
        one.pass_on([ticket(2)], [])
    assert one.pass_on([ticket(2)], []) == set()
    with pytest.raises(PalabreError):
        two.pass_on([ticket(3)], [])
    assert two.pass_on([ticket(3)], []) == set()
    assert one.pass_on([ticket(2)], [ticket(1)]) == {ticket(2)}


def test_locks_of_others_are_nobodys_turn(processes: Processes, database: Database) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(1), pg_advisory_xact_lock(168430090, 0)")
        assert processes[0].pass_on([ticket(1, BELA)], []) == {ticket(1, BELA)}
