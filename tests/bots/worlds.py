"""What the worlds of all bots have in common: a real store, a round on questions, and the house that a bot needs."""

from collections.abc import Callable, Sequence

from bots.house import House
from bots.identity import Identities
from bots.turns import Turns
from consultation.announcing import Announcer
from consultation.messages import Incoming, Reply
from consultation.records import Answer, Participation
from consultation.roles import Role
from storage.outbox import SqlOutbox
from storage.recent import RecentStore
from storage.staff import SqlStaff
from storage.store import SqlStore
from tests.consultation.conversations import CATALOGUES
from tests.consultation.offices import House as AnyHouse

Heard = Sequence[tuple[Reply, ...] | Exception]


class AnyWorld:
    """A round on questions on one ``platform``, and what is kept. ``before`` is called before each batch."""

    def __init__(self, platform: str, store: SqlStore, identities: Identities) -> None:
        self.platform = platform
        self.store = store
        self.installation = AnyHouse.over(RecentStore(store))
        self.staff = SqlStaff(store.database)
        self.outbox = SqlOutbox(store.database)
        self.installation.staff, self.installation.outbox = self.staff, self.outbox
        self.round = self.installation.launch()
        self.before: Callable[[Sequence[Incoming]], None] = lambda _: None
        with self.installation.opened() as opened:
            self.reception = self.installation.door(opened)
        self.interview = self.reception._interview
        self.identities = identities
        self.turns = Turns(self._hear_all)
        self.announcer = Announcer(lambda _: self.installation.consultation, CATALOGUES)
        self.heard: list[Incoming] = []

    def house(self) -> House:
        return House(
            turns=self.turns,
            announcer=self.announcer,
            outbox=self.outbox,
            identities=self.identities,
            clock=self.installation.clock,
            open_rounds=lambda: (self.round,),
            form=self.reception.form,
            heard=self.reception.heard,
        )

    def _hear_all(self, incomings: Sequence[Incoming]) -> Heard:
        self.before(incomings)
        self.heard += incomings
        return self.reception.hear_all(incomings)

    def code(self, name: str, role: Role = Role.FACILITATOR) -> str:
        """Invite somebody to a role and return the code."""
        return self.installation.invite(self.store, name, role)

    # What is kept of somebody, by the number of their account

    def identity_of(self, account: int) -> str:
        return self.identities.hashed(self.platform, str(account))

    def participation_of(self, account: int) -> Participation:
        found = self.store.recall(self.identity_of(account), "").participation
        assert found is not None
        return found

    def answers_of(self, account: int) -> list[Answer]:
        return list(self.participation_of(account).standing())
