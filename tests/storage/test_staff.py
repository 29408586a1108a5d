"""What everything that keeps who facilitates does, sentence by sentence of `consultation.ports.Staff`."""

from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

import pytest
from sqlalchemy import select

from consultation.errors import Conflict, NotFound
from consultation.joining import WRONG_CODES, WRONG_CODES_WITHIN, Linking
from consultation.office.flow import Seat, Where
from consultation.ports import Staff, Store
from consultation.roles import Facilitator, Invitation, Redeemed, Role
from storage.memory import MemoryStore
from storage.memory_staff import MemoryStaff
from storage.recent import RecentStore
from storage.staff import SqlStaff
from storage.store import SqlStore
from storage.tables import InvitationRow
from tests.storage.conftest import POSTGRES
from tests.storage.samples import HOUR, NOW, a_round, kept, somebody

CODE, OTHER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ZYXWVUTSRQPONMLKJIHGFEDCBA"
ADA = Invitation("Ada", Role.FACILITATOR, "partnerships", NOW + 48 * HOUR)
ADA_NOW = Facilitator("Ada", Role.FACILITATOR, "partnerships", NOW, ("phone",))


class House(NamedTuple):
    """A store, and who facilitates there."""

    store: Store
    staff: Staff


@pytest.fixture(params=["memory", "sqlite", POSTGRES, "recent over sqlite"])
def house(request: pytest.FixtureRequest) -> House:
    kind = request.param.removeprefix("recent over ")
    if kind == "memory":
        store = MemoryStore()
        return House(store, MemoryStaff(store))
    made: SqlStore = request.getfixturevalue(kind)
    return House(made if kind == request.param else RecentStore(made), SqlStaff(made.database))


@pytest.fixture
def appointed(house: House) -> House:
    """Give a house where Ada facilitates from her phone."""
    house.staff.invite(ADA, CODE)
    assert house.staff.redeem("phone", CODE, at=NOW).facilitator == ADA_NOW
    return house


def test_an_invitation_is_kept_until_it_is_taken_up(house: House) -> None:
    bob = Invitation("Bob", Role.OWNER, "", NOW)
    house.staff.invite(bob, OTHER)
    house.staff.invite(ADA, CODE)
    assert house.staff.invitations() == (ADA, bob)
    assert house.staff.facilitators() == ()
    assert house.staff.redeem("phone", CODE, at=NOW, delivery="d") == Redeemed(ADA_NOW)
    assert house.staff.invitations() == (bob,)
    assert house.staff.facilitators() == (ADA_NOW,)


def test_a_code_works_once(appointed: House) -> None:
    assert appointed.staff.redeem("laptop", CODE, at=NOW) == Redeemed()
    assert appointed.staff.redeem("phone", CODE, at=NOW) == Redeemed()
    assert appointed.staff.facilitators() == (ADA_NOW,)


def test_a_code_works_up_to_its_time(house: House) -> None:
    house.staff.invite(ADA, CODE)
    assert house.staff.redeem("phone", CODE, at=ADA.until + timedelta(seconds=1)) == Redeemed()
    assert house.staff.invitations() == (ADA,)
    assert house.staff.redeem("phone", CODE, at=ADA.until).facilitator is not None


def test_a_second_invitation_replaces_the_first(house: House) -> None:
    house.staff.invite(ADA, CODE)
    house.staff.invite(replace(ADA, role=Role.READER), OTHER)
    assert house.staff.redeem("phone", CODE, at=NOW) == Redeemed()
    found = house.staff.redeem("phone", OTHER, at=NOW).facilitator
    assert found == replace(ADA_NOW, role=Role.READER)


def test_one_code_is_not_made_for_two(house: House) -> None:
    house.staff.invite(ADA, CODE)
    with pytest.raises(Conflict):
        house.staff.invite(replace(ADA, name="Bob"), CODE)
    assert house.staff.invitations() == (ADA,)
    house.staff.invite(ADA, CODE)


def test_another_account_of_the_same_name_changes_the_role_of_all(appointed: House) -> None:
    appointed.staff.invite(Invitation("Ada", Role.ANALYST, "", NOW), OTHER)
    both = Facilitator("Ada", Role.ANALYST, "", NOW, ("laptop", "phone"))
    assert appointed.staff.redeem("laptop", OTHER, at=NOW) == Redeemed(both)
    assert appointed.staff.facilitators() == (both,)
    seats = appointed.staff.seats(["phone", "laptop", "a stranger"])
    assert {who: seat.facilitator.role for who, seat in seats.items()} == {
        "phone": Role.ANALYST,
        "laptop": Role.ANALYST,
    }


def test_an_account_has_one_name(appointed: House) -> None:
    appointed.staff.invite(replace(ADA, name="Bob"), OTHER)
    appointed.staff.redeem("phone", OTHER, at=NOW)
    assert [(one.name, one.accounts) for one in appointed.staff.facilitators()] == [("Ada", ()), ("Bob", ("phone",))]


def test_after_too_many_wrong_codes_none_is_looked_at(house: House) -> None:
    house.staff.invite(ADA, CODE)
    for _ in range(WRONG_CODES):
        assert house.staff.redeem("phone", OTHER, at=NOW) == Redeemed()
    assert house.staff.redeem("phone", CODE, at=NOW) == Redeemed(limited=True)
    assert house.staff.redeem("phone", CODE, at=NOW + WRONG_CODES_WITHIN - timedelta(seconds=1)).limited
    assert house.staff.invitations() == (ADA,)
    assert house.staff.redeem("phone", CODE, at=NOW + WRONG_CODES_WITHIN).facilitator is not None


def test_wrong_codes_of_one_account_hinder_no_other(house: House) -> None:
    house.staff.invite(ADA, CODE)
    for _ in range(WRONG_CODES + 1):
        house.staff.redeem("a stranger", OTHER, at=NOW)
    assert house.staff.redeem("phone", CODE, at=NOW) == Redeemed(ADA_NOW)


def test_wrong_codes_of_both_kinds_are_counted_together(house: House) -> None:
    house.staff.invite(ADA, CODE)
    house.store.add_round(a_round())
    kept(house.store, None, somebody("ada"))
    house.store.open_link("ada", "SECRET", until=NOW)
    for _ in range(WRONG_CODES - 1):
        house.staff.redeem("phone", OTHER, at=NOW)
    assert house.store.link("phone", "NOSUCH", at=NOW) is Linking.REFUSED
    assert house.store.link("phone", "SECRET", at=NOW) is Linking.LIMITED
    assert house.staff.redeem("phone", CODE, at=NOW).limited


def test_a_delivery_is_kept_with_what_came_of_it(house: House) -> None:
    house.staff.invite(ADA, CODE)
    house.staff.redeem("phone", CODE, at=NOW, delivery="d1")
    assert house.store.recall("phone", "d1").heard_before
    house.staff.invite(ADA, OTHER)
    with pytest.raises(Conflict):
        house.staff.redeem("phone", OTHER, at=NOW, delivery="d1")
    assert house.staff.invitations() == (ADA,)
    house.staff.redeem("phone", CODE, at=NOW, delivery="d2")
    assert not house.store.recall("phone", "d2").heard_before


def test_who_is_revoked_has_no_seat_and_no_invitation(appointed: House) -> None:
    appointed.staff.invite(ADA, OTHER)
    (seat,) = appointed.staff.seats(["phone"]).values()
    appointed.staff.revoke("Ada")
    assert (appointed.staff.facilitators(), appointed.staff.invitations()) == ((), ())
    assert appointed.staff.seats(["phone"]) == {}
    assert appointed.staff.redeem("phone", OTHER, at=NOW) == Redeemed()
    with pytest.raises(Conflict):
        appointed.staff.sit(seat, seat, at=NOW)
    with pytest.raises(NotFound, match="nobody is called Ada"):
        appointed.staff.revoke("Ada")


def test_an_invitation_alone_is_revoked(house: House) -> None:
    house.staff.invite(ADA, CODE)
    house.staff.invite(replace(ADA, name="Bob"), OTHER)
    house.staff.revoke("Ada")
    assert house.staff.redeem("phone", CODE, at=NOW) == Redeemed()
    assert [one.name for one in house.staff.invitations()] == ["Bob"]


def test_revoking_one_leaves_the_others(appointed: House) -> None:
    appointed.staff.invite(replace(ADA, name="Bob"), OTHER)
    appointed.staff.redeem("laptop", OTHER, at=NOW)
    appointed.staff.revoke("Ada")
    assert [one.name for one in appointed.staff.facilitators()] == ["Bob"]
    assert list(appointed.staff.seats(["phone", "laptop"])) == ["laptop"]


def test_a_seat_comes_back_as_it_was_kept(appointed: House) -> None:
    (seat,) = appointed.staff.seats(["phone"]).values()
    assert seat == Seat("phone", replace(ADA_NOW, accounts=()), turn=1)
    after = replace(seat, where=Where.OPENING, held={"kind": "questions", "fête": "é"}, language="fr")
    assert appointed.staff.sit(seat, after, at=NOW, delivery="d1") == replace(after, turn=2)
    assert appointed.staff.seats(["phone"]) == {"phone": replace(after, turn=2)}
    assert appointed.store.recall("phone", "d1").heard_before


def test_two_who_loaded_the_same_seat_do_not_both_keep(appointed: House) -> None:
    (seat,) = appointed.staff.seats(["phone"]).values()
    first = appointed.staff.sit(seat, replace(seat, where=Where.LOBBY), at=NOW)
    with pytest.raises(Conflict):
        appointed.staff.sit(seat, replace(seat, where=Where.HOLDING), at=NOW, delivery="d1")
    assert appointed.staff.seats(["phone"]) == {"phone": first}
    assert not appointed.store.recall("phone", "d1").heard_before


def test_a_delivery_that_was_handled_moves_nobody(appointed: House) -> None:
    (seat,) = appointed.staff.seats(["phone"]).values()
    first = appointed.staff.sit(seat, replace(seat, where=Where.LOBBY), at=NOW, delivery="d1")
    with pytest.raises(Conflict):
        appointed.staff.sit(first, replace(first, where=Where.HOLDING), at=NOW, delivery="d1")
    assert appointed.staff.seats(["phone"]) == {"phone": first}


def test_who_has_another_role_by_now_loads_it_again(appointed: House) -> None:
    (seat,) = appointed.staff.seats(["phone"]).values()
    appointed.staff.invite(Invitation("Ada", Role.READER, "partnerships", NOW), OTHER)
    appointed.staff.redeem("laptop", OTHER, at=NOW)
    with pytest.raises(Conflict):
        appointed.staff.sit(seat, replace(seat, where=Where.LOBBY), at=NOW)


def test_who_is_erased_as_a_respondent_keeps_the_role(appointed: House) -> None:
    appointed.store.add_round(a_round())
    kept(appointed.store, None, somebody("ada"), identity="phone")
    assert appointed.store.erase("ada", at=NOW)
    assert appointed.staff.facilitators() == (ADA_NOW,)


def test_a_database_has_no_code(sql_store: SqlStore) -> None:
    SqlStaff(sql_store.database).invite(ADA, CODE)
    with sql_store.database.reading() as connection:
        (kept_of_it,) = connection.scalars(select(InvitationRow.code))
    assert len(kept_of_it) == 64
    assert CODE not in kept_of_it
