"""`MemoryAddresses`: addresses like others, over a `MemoryStore`, for tests. Imports `consultation` and this room."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import datetime

from consultation.notices import Fate
from consultation.retention import Contact
from storage.fates import DROPPED
from storage.memory import MemoryStore
from storage.memory_outbox import NOTHING


class MemoryAddresses:
    """The `Addresses` that forget everything with their store."""

    def __init__(self, store: MemoryStore) -> None:
        self._held = store.held

    def reseal(self, resealed: Callable[[str], str]) -> int:
        with self._held.lock:
            people = {one: resealed(known.address) for one, known in self._held.identities.items() if known.address}
            groups = {one: resealed(known.address) for one, known in self._held.groups.items() if known.address}
            changed = [made != self._held.identities[one].address for one, made in people.items()]
            changed += [made != self._held.groups[one].address for one, made in groups.items()]
            for one, made in people.items():
                self._held.identities[one] = replace(self._held.identities[one], address=made)
            for one, made in groups.items():
                self._held.groups[one] = replace(self._held.groups[one], address=made)
            return sum(changed)

    def contacts(self, rounds: Collection[str]) -> tuple[Contact, ...]:
        with self._held.lock:
            everybody = (self._contact(one) for one, known in sorted(self._held.identities.items()) if known.address)
            return tuple(one for one in everybody if one.rounds & set(rounds))

    def drop(self, contacts: Iterable[Contact], *, at: datetime) -> int:
        with self._held.lock:
            known = (one for one in contacts if one.identity in self._held.identities)
            standing = [one.identity for one in known if self._address(one) and self._contact(one.identity) == one]
            for identity in standing:
                self._held.identities[identity] = replace(self._held.identities[identity], address="")
                self._refuse(identity, at)
            return len(standing)

    def _address(self, contact: Contact) -> str:
        return self._held.identities[contact.identity].address

    def _contact(self, identity: str) -> Contact:
        respondent = self._held.identities[identity].respondent
        rounds = frozenset(whose.round for whose in self._held.theirs(respondent))
        rows = [row for row in self._held.outbox.values() if row.notice.identity == identity]
        noticed = [max(row.at, row.notice.due) for row in rows if row.notice.round in rounds]
        return Contact(identity, rounds, max(noticed, default=None))

    def _refuse(self, identity: str, at: datetime) -> None:
        for number, row in self._held.outbox.items():
            if row.notice.identity == identity and row.fate is Fate.WAITING:
                said = replace(row.notice, reply=NOTHING)
                self._held.outbox[number] = replace(row, notice=said, fate=Fate.REFUSED, at=at, note=DROPPED)
