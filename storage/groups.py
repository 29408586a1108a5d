"""The groups in which rounds are announced. Imports `consultation` and the tables.

Every function works inside the caller's transaction.
"""

from sqlalchemy import Connection, delete, select, update

from consultation.notices import Group
from storage.engine import insert_or
from storage.fates import UNSETTLED
from storage.tables import GroupRow, NoticeRow

_all = select(GroupRow.id, GroupRow.name, GroupRow.address, GroupRow.joined)


def known(connection: Connection) -> tuple[Group, ...]:
    """Return the groups by the day they were joined, then by id."""
    found = [Group(*row) for row in connection.execute(_all)]
    # Sorted here, since databases differ in how they sort text.
    return tuple(sorted(found, key=lambda group: (group.joined, group.id)))


def join(connection: Connection, group: Group) -> None:
    """Keep a group, or what is new about it."""
    news = {"name": group.name, "address": group.address}
    joining = insert_or(connection, GroupRow).values(id=group.id, joined=group.joined, **news)
    connection.execute(joining.on_conflict_do_update(index_elements=[GroupRow.id], set_=news))


def leave(connection: Connection, group_id: str) -> None:
    """Forget a group and what was to be sent there; what was sent is no group's."""
    _locked(connection, group_id)
    waiting = delete(NoticeRow).where(
        NoticeRow.group == group_id, NoticeRow.fate.in_([fate.value for fate in UNSETTLED])
    )
    connection.execute(waiting)
    connection.execute(delete(GroupRow).where(GroupRow.id == group_id))


def move(connection: Connection, group_id: str, moved: Group) -> None:
    """Give a group that is known another id, name and address, and its notices with it."""
    was = _locked(connection, group_id)
    if was is None:
        return
    join(connection, Group(moved.id, moved.name, moved.address, was.joined))
    if moved.id != group_id:
        connection.execute(update(NoticeRow).where(NoticeRow.group == group_id).values(group=moved.id))
        connection.execute(delete(GroupRow).where(GroupRow.id == group_id))
        first = update(GroupRow).where(GroupRow.id == moved.id, GroupRow.joined > was.joined)
        connection.execute(first.values(joined=was.joined))


def _locked(connection: Connection, group_id: str) -> Group | None:
    """Return a group to which nobody adds notices until the transaction ends."""
    row = connection.execute(_all.where(GroupRow.id == group_id).with_for_update()).one_or_none()
    return row and Group(*row)
