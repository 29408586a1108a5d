"""Tables of editions, of what they used, and of what came back. Imports SQLAlchemy only."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    UniqueConstraint,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class EditionRow(Base):
    """A report that was made. ``told`` is what its readers know in numbers, null where it was not kept."""

    __tablename__ = "editions"

    round: Mapped[str] = mapped_column(ForeignKey("rounds.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    made: Mapped[datetime]
    language: Mapped[str]
    others: Mapped[list[Any]] = mapped_column(server_default="[]")
    formats: Mapped[list[Any]] = mapped_column(server_default="[]")
    by: Mapped[str] = mapped_column(server_default="")
    edited: Mapped[datetime | None]
    superseded_by: Mapped[int | None]
    told: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class PinRow(Base):
    """Which revision of an answer an edition used, and whether it may be read there.

    It outlives the answer, so it is no foreign key.
    """

    __tablename__ = "pins"
    __table_args__ = (ForeignKeyConstraint(["round", "edition"], ["editions.round", "editions.number"]),)

    round: Mapped[str] = mapped_column(primary_key=True)
    edition: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    answer: Mapped[str] = mapped_column(primary_key=True, index=True)
    revision: Mapped[int]
    shown: Mapped[bool] = mapped_column(server_default=true())


class PinnedRow(Base):
    """The snapshot that an edition was made from: compressed JSON of all but the words, which its pins lead to."""

    __tablename__ = "pinned"
    __table_args__ = (ForeignKeyConstraint(["round", "edition"], ["editions.round", "editions.number"]),)

    round: Mapped[str] = mapped_column(primary_key=True)
    edition: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class UsedRow(Base):
    """A participation, ``of_round`` and respondent, that an edition which is not superseded has used."""

    __tablename__ = "used"
    __table_args__ = (
        ForeignKeyConstraint(["round", "edition"], ["editions.round", "editions.number"]),
        Index(None, "round", "edition"),
    )

    respondent: Mapped[str] = mapped_column(ForeignKey("respondents.id", ondelete="CASCADE"), primary_key=True)
    of_round: Mapped[str] = mapped_column(primary_key=True)
    round: Mapped[str] = mapped_column(primary_key=True)
    edition: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class CauseRow(Base):
    """How often something happened that made an edition stale."""

    __tablename__ = "causes"
    __table_args__ = (ForeignKeyConstraint(["round", "edition"], ["editions.round", "editions.number"]),)

    round: Mapped[str] = mapped_column(primary_key=True)
    edition: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    cause: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]


class ReceiptRow(Base):
    """Somebody who is told once the edition that used what they took back is superseded."""

    __tablename__ = "receipts"
    __table_args__ = (ForeignKeyConstraint(["round", "edition"], ["editions.round", "editions.number"]),)

    respondent: Mapped[str] = mapped_column(ForeignKey("respondents.id", ondelete="CASCADE"), primary_key=True)
    round: Mapped[str] = mapped_column(primary_key=True)
    edition: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class EchoRow(Base):
    """Somebody who is asked whether an edition got them right; ``judgement`` and ``at`` are null until they say."""

    __tablename__ = "echoes"
    __table_args__ = (
        ForeignKeyConstraint(["round", "edition"], ["editions.round", "editions.number"]),
        UniqueConstraint("round", "edition", "respondent"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    round: Mapped[str]
    edition: Mapped[int]
    respondent: Mapped[str] = mapped_column(ForeignKey("respondents.id", ondelete="CASCADE"), index=True)
    of_round: Mapped[str]
    asked: Mapped[datetime]
    told: Mapped[datetime]
    judgement: Mapped[str | None]
    at: Mapped[datetime | None]
    answer: Mapped[str]
    words: Mapped[str]
    message: Mapped[str]


class ResponseRow(Base):
    """A line of what the working group answers, to a draft or to a theme: never changed, the last one stands."""

    __tablename__ = "responses"

    number: Mapped[int] = mapped_column(primary_key=True)
    round: Mapped[str] = mapped_column(ForeignKey("rounds.id"), index=True)
    draft: Mapped[str]
    version: Mapped[str]
    theme: Mapped[str]
    verdict: Mapped[str]
    language: Mapped[str]
    why: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
