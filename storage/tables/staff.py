"""Tables of who facilitates, and what they did. Imports SQLAlchemy only."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ForeignKey,
)
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class ActRow(Base):
    """A line of the audit log."""

    __tablename__ = "acts"

    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    verb: Mapped[str]
    subject: Mapped[str]
    note: Mapped[str]


class InvitationRow(Base):
    """An open invitation to a role; ``code`` is a digest, ``consultation`` "" for all."""

    __tablename__ = "invitations"

    name: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    consultation: Mapped[str]
    until: Mapped[datetime]


class FacilitatorRow(Base):
    """Somebody with a role. To delete this row is to take it from all their accounts."""

    __tablename__ = "facilitators"

    name: Mapped[str] = mapped_column(primary_key=True)
    role: Mapped[str]
    consultation: Mapped[str]
    since: Mapped[datetime]


class SeatRow(Base):
    """An account of a facilitator, as a keyed hash, and where it is in the office; ``turn`` guards it."""

    __tablename__ = "seats"

    identity: Mapped[str] = mapped_column(primary_key=True)
    facilitator: Mapped[str] = mapped_column(ForeignKey("facilitators.name", ondelete="CASCADE"), index=True)
    at_place: Mapped[str]
    held: Mapped[dict[str, Any]]
    language: Mapped[str]
    turn: Mapped[int]
