"""`SqlStaff`: who facilitates, in a store's database, each method a transaction. Imports `consultation`."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, RowMapping, and_, delete, insert, select, update

from consultation.appointing import digest, fitting
from consultation.errors import Conflict, NotFound
from consultation.office.flow import Seat, Where
from consultation.roles import Facilitator, Invitation, Redeemed, Role
from storage import guessing
from storage.engine import Database, insert_or, take_turns
from storage.tables import FacilitatorRow, InvitationRow, SeatRow
from storage.turns import deliver

_INVITED = select(*InvitationRow.__table__.columns.values())
_SEATED = select(
    *SeatRow.__table__.columns.values(), FacilitatorRow.role, FacilitatorRow.consultation, FacilitatorRow.since
).join(FacilitatorRow, FacilitatorRow.name == SeatRow.facilitator)
_TURN = "staff"


class SqlStaff:
    """A `Staff` in the database of an `SqlStore`, for any number of threads and processes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def invite(self, invitation: Invitation, code: str) -> None:
        with self._database.writing() as connection:
            take_turns(connection, _TURN)
            connection.execute(delete(InvitationRow).where(InvitationRow.name == invitation.name))
            values = {"name": invitation.name, "role": invitation.role.value, "consultation": invitation.consultation}
            connection.execute(insert(InvitationRow), values | {"code": digest(code), "until": invitation.until})

    def invitations(self) -> tuple[Invitation, ...]:
        with self._database.reading() as connection:
            rows = connection.execute(_INVITED).mappings().all()
        return tuple(sorted((_invitation(row) for row in rows), key=lambda one: one.name))

    def redeem(self, identity: str, code: str, *, at: datetime, delivery: str = "") -> Redeemed:
        with self._database.writing() as connection:
            take_turns(connection, _TURN)
            if guessing.too_often(connection, identity, at):
                return Redeemed(limited=True)
            still = connection.execute(_INVITED.where(InvitationRow.until >= at)).mappings().all()
            open_ones = {str(row["code"]): _invitation(row) for row in still}
            invitation = open_ones.get(fitting(code, open_ones))
            if invitation is None:
                guessing.note(connection, identity, at)
                return Redeemed()
            deliver(connection, [(delivery, at)])
            connection.execute(delete(InvitationRow).where(InvitationRow.name == invitation.name))
            return Redeemed(_appointed(connection, identity, invitation, at))

    def facilitators(self) -> tuple[Facilitator, ...]:
        with self._database.reading() as connection:
            return _facilitators(connection)

    def revoke(self, name: str) -> None:
        with self._database.writing() as connection:
            take_turns(connection, _TURN)
            invited = connection.execute(delete(InvitationRow).where(InvitationRow.name == name)).rowcount
            appointed = connection.execute(delete(FacilitatorRow).where(FacilitatorRow.name == name)).rowcount
            if not invited + appointed:
                raise NotFound(f"nobody is called {name}")

    def seats(self, identities: Iterable[str]) -> dict[str, Seat]:
        wanted = _SEATED.where(SeatRow.identity.in_(list(identities)))
        with self._database.reading() as connection:
            return {row["identity"]: _seat(row) for row in connection.execute(wanted).mappings()}

    def sit(self, before: Seat, after: Seat, *, at: datetime, delivery: str = "") -> Seat:
        with self._database.writing() as connection:
            this = SeatRow.identity == before.identity
            row = connection.execute(_SEATED.where(this).with_for_update()).mappings().one_or_none()
            if row is None or _seat(row) != before:
                raise Conflict("this seat was left or taken in the meantime: load it again")
            deliver(connection, [(delivery, at)])
            values = {"at_place": after.where.value, "held": dict(after.held), "language": after.language}
            same = and_(this, SeatRow.turn == before.turn)
            connection.execute(update(SeatRow).where(same), values | {"turn": before.turn + 1})
            return _seat(connection.execute(_SEATED.where(this)).mappings().one())


def _appointed(connection: Connection, identity: str, invitation: Invitation, at: datetime) -> Facilitator:
    """Give an account the role, and that role to all accounts of the name."""
    role = {"role": invitation.role.value, "consultation": invitation.consultation}
    adding = insert_or(connection, FacilitatorRow).values(name=invitation.name, since=at, **role)
    connection.execute(adding.on_conflict_do_update(index_elements=["name"], set_=role))
    seat = {"facilitator": invitation.name, "at_place": Where.AWAY.value, "held": {}, "language": "", "turn": 1}
    sitting = insert_or(connection, SeatRow).values(identity=identity, **seat)
    connection.execute(sitting.on_conflict_do_update(index_elements=["identity"], set_=seat))
    return next(one for one in _facilitators(connection) if one.name == invitation.name)


def _facilitators(connection: Connection) -> tuple[Facilitator, ...]:
    accounts: dict[str, list[str]] = {}
    for identity, name in connection.execute(select(SeatRow.identity, SeatRow.facilitator)):
        accounts.setdefault(name, []).append(identity)
    rows = connection.execute(select(*FacilitatorRow.__table__.columns.values())).mappings().all()
    found = [_facilitator(row, row["name"], tuple(sorted(accounts.get(row["name"], ())))) for row in rows]
    return tuple(sorted(found, key=lambda one: one.name))


def _facilitator(row: RowMapping, name: str, accounts: tuple[str, ...] = ()) -> Facilitator:
    return Facilitator(name, Role(row["role"]), row["consultation"], row["since"], accounts)


def _invitation(row: RowMapping) -> Invitation:
    return Invitation(row["name"], Role(row["role"]), row["consultation"], row["until"])


def _seat(row: RowMapping) -> Seat:
    return Seat(
        identity=row["identity"],
        facilitator=_facilitator(row, row["facilitator"]),
        where=Where(row["at_place"]),
        held=dict(row["held"]),
        language=row["language"],
        turn=row["turn"],
    )
