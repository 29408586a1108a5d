"""Tables of what is to be sent and done. Imports SQLAlchemy only."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ForeignKey,
    Index,
)
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class GroupRow(Base):
    """A group or channel in which rounds are announced: ``id`` a keyed hash, ``address`` sealed."""

    __tablename__ = "groups"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    address: Mapped[str]
    joined: Mapped[datetime]


class NoticeRow(Base):
    """What is to be sent to one identity or group, or was.

    ``content`` is the notice until its fate is known, ``language`` what it is worded in, ``key`` a hash. A ``worker``
    that is sending has ``until`` to say what became of it. No number is used again, so that no worker settles another
    notice than it claimed.
    """

    __tablename__ = "outbox"
    __table_args__ = (Index(None, "platform", "fate", "due"), {"sqlite_autoincrement": True})

    number: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    purpose: Mapped[str]
    platform: Mapped[str]
    round: Mapped[str] = mapped_column(ForeignKey("rounds.id"))
    identity: Mapped[str | None] = mapped_column(ForeignKey("identities.id", ondelete="CASCADE"), index=True)
    group: Mapped[str | None] = mapped_column(ForeignKey("groups.id", ondelete="SET NULL"), index=True)
    content: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    language: Mapped[str] = mapped_column(server_default="")
    due: Mapped[datetime]
    at: Mapped[datetime]
    fate: Mapped[str]
    attempts: Mapped[int]
    worker: Mapped[str]
    until: Mapped[datetime | None]
    note: Mapped[str]
    lapses: Mapped[datetime | None]


class JobRow(Base):
    """What one process does at a time: when it is due, and the ``worker`` that has claimed it ``until`` then, or ""."""

    __tablename__ = "jobs"

    name: Mapped[str] = mapped_column(primary_key=True)
    worker: Mapped[str]
    until: Mapped[datetime | None]
    due: Mapped[datetime]
