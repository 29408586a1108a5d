"""What all keep of addresses, sentence by sentence of `consultation.ports.Addresses`."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from consultation.notices import Fate, Group
from consultation.ports import Addresses, Outbox, Store
from consultation.records import Participation
from consultation.retention import Contact
from storage.addresses import BATCH, SqlAddresses
from storage.fates import DROPPED
from storage.memory import MemoryStore
from storage.memory_addresses import MemoryAddresses
from storage.memory_outbox import MemoryOutbox
from storage.outbox import SqlOutbox
from storage.store import SqlStore
from tests.storage.conftest import POSTGRES
from tests.storage.samples import HOUR, NOW, a_notice, a_round, kept, somebody

DAY = timedelta(days=1)


@dataclass
class House:
    """A store, its outbox and its addresses, with Ada and Bob in r1."""

    store: Store
    outbox: Outbox
    addresses: Addresses

    def comes(self, name: str, round_id: str = "r1") -> Participation:
        return kept(self.store, None, somebody(name, round=round_id), address=f"telegram:{name}")

    def address(self, name: str) -> str:
        known = self.outbox.met("telegram", since=NOW - 99 * DAY, limit=9999)
        return next((one.address for one in known if one.identity == f"identity-of-{name}"), "")


@pytest.fixture(params=["memory", "sqlite", POSTGRES])
def house(request: pytest.FixtureRequest) -> House:
    if request.param == "memory":
        held = MemoryStore()
        made = House(held, MemoryOutbox(held), MemoryAddresses(held))
    else:
        store: SqlStore = request.getfixturevalue(request.param)
        made = House(store, SqlOutbox(store.database), SqlAddresses(store.database))
    for round_id in ("r1", "r2"):
        made.store.add_round(a_round(round_id))
    for name in ("ada", "bob"):
        made.comes(name)
    return made


def contact(name: str, *rounds: str, **given: object) -> Contact:
    return replace(Contact(f"identity-of-{name}", frozenset(rounds or ("r1",))), **given)  # type: ignore[arg-type]


class TestResealing:
    def test_each_address_of_people_and_groups_is_what_was_made_of_it(self, house: House) -> None:
        house.outbox.join_group(Group("g1", "Wikimedians", "telegram:group", NOW))
        kept(house.store, None, somebody("nowhere"))
        assert house.addresses.reseal(lambda address: f"{address}!") == 3
        assert (house.address("ada"), house.address("bob")) == ("telegram:ada!", "telegram:bob!")
        assert [group.address for group in house.outbox.groups()] == ["telegram:group!"]
        assert house.addresses.contacts(["r1"]) == (contact("ada"), contact("bob"))

    def test_what_stays_as_it_was_is_not_counted(self, house: House) -> None:
        assert house.addresses.reseal(lambda address: address.replace("ada", "Ada")) == 1
        assert house.addresses.reseal(lambda address: address) == 0
        assert house.address("bob") == "telegram:bob"

    def test_what_it_raises_undoes_everything(self, house: House) -> None:
        house.outbox.join_group(Group("g1", "Wikimedians", "telegram:group", NOW))

        def made(address: str) -> str:
            if address.endswith("bob"):
                raise KeyError("a key that is missing")
            return f"{address}!"

        with pytest.raises(KeyError):
            house.addresses.reseal(made)
        assert (house.address("ada"), house.address("bob")) == ("telegram:ada", "telegram:bob")
        assert [group.address for group in house.outbox.groups()] == ["telegram:group"]


class TestContacts:
    def test_they_are_of_who_takes_part_with_all_the_rounds_they_take_part_in(self, house: House) -> None:
        ada = house.store.participation("r1", "ada")
        assert ada is not None
        kept(house.store, None, replace(ada, round="r2"), address="telegram:ada")
        kept(house.store, None, somebody("nowhere"))
        assert house.addresses.contacts(["r1"]) == (contact("ada", "r1", "r2"), contact("bob"))
        assert house.addresses.contacts(["r2"]) == (contact("ada", "r1", "r2"),)
        assert house.addresses.contacts([]) == ()
        assert house.addresses.contacts(["r9"]) == ()

    def test_the_last_notice_is_the_last_about_a_round_of_theirs(self, house: House) -> None:
        def notice(key: str, name: str, **given: object) -> None:
            house.outbox.add_notices([replace(a_notice(key, identity=f"identity-of-{name}"), **given)])  # type: ignore[arg-type]

        notice("1", "ada", due=NOW - DAY)
        notice("2", "bob", due=NOW + DAY)
        notice("3", "ada", due=NOW + 9 * DAY, round="r2")
        [errand] = house.outbox.claim("telegram", worker="w", now=NOW, until=NOW + HOUR, limit=9)
        house.outbox.settle(errand.number, worker="w", fate=Fate.SENT, at=NOW + HOUR)
        assert house.addresses.contacts(["r1"]) == (
            contact("ada", noticed=NOW + HOUR),
            contact("bob", noticed=NOW + DAY),
        )


class TestDropping:
    def test_nobody_is_written_to_any_more_and_they_may_come_back(self, house: House) -> None:
        house.outbox.add_notices([a_notice()])
        [ada, _] = house.addresses.contacts(["r1"])
        assert house.addresses.drop([ada], at=NOW + DAY) == 1
        assert (house.address("ada"), house.address("bob")) == ("", "telegram:bob")
        assert house.addresses.contacts(["r1"]) == (contact("bob"),)
        assert [who.respondent for who in house.outbox.reachable("r1")] == ["bob"]
        assert house.addresses.drop([ada], at=NOW + DAY) == 0
        known = house.store.recall("identity-of-ada", "").participation
        assert known is not None
        kept(house.store, known, known, address="telegram:ada")
        assert [who.respondent for who in house.outbox.reachable("r1")] == ["ada", "bob"]

    def test_what_waits_for_them_is_refused_and_forgotten(self, house: House) -> None:
        house.outbox.add_notices([a_notice("1"), a_notice("2", identity="identity-of-bob")])
        house.addresses.drop(house.addresses.contacts(["r1"])[:1], at=NOW + DAY)
        first, second = house.outbox.sendings()
        assert (first.fate, first.note, first.at) == (Fate.REFUSED, DROPPED, NOW + DAY)
        assert (second.fate, second.note) == (Fate.WAITING, "")
        [claimed] = house.outbox.claim("telegram", worker="w", now=NOW + DAY, until=NOW + 2 * DAY, limit=9)
        assert claimed.notice.key == "2"

    def test_what_was_sent_stays_as_it_was(self, house: House) -> None:
        house.outbox.add_notices([a_notice()])
        [errand] = house.outbox.claim("telegram", worker="w", now=NOW, until=NOW + HOUR, limit=9)
        house.outbox.settle(errand.number, worker="w", fate=Fate.SENT, at=NOW)
        before = house.outbox.sendings()
        assert house.addresses.drop(house.addresses.contacts(["r1"]), at=NOW + DAY) == 2
        assert house.outbox.sendings() == before

    def test_who_came_into_another_round_or_was_written_to_since_keeps_theirs(self, house: House) -> None:
        before = house.addresses.contacts(["r1"])
        ada = house.store.participation("r1", "ada")
        assert ada is not None
        kept(house.store, None, replace(ada, round="r2"), address="telegram:ada")
        house.outbox.add_notices([a_notice(identity="identity-of-bob")])
        assert house.addresses.drop(before, at=NOW) == 0
        assert (house.address("ada"), house.address("bob")) == ("telegram:ada", "telegram:bob")

    def test_who_erased_themselves_since_is_no_trouble(self, house: House) -> None:
        before = house.addresses.contacts(["r1"])
        house.store.erase("ada", at=NOW)
        assert house.addresses.drop(before, at=NOW) == 1

    def test_however_many_they_are(self, house: House) -> None:
        for number in range(BATCH + 3):
            house.comes(f"person-{number}")
        everybody = house.addresses.contacts(["r1"])
        assert len(everybody) == BATCH + 5
        assert house.addresses.drop(reversed(everybody), at=NOW) == BATCH + 5
        assert house.addresses.contacts(["r1"]) == ()
