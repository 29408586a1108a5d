"""Tables of people: pseudonyms, their accounts, and what is left of the erased. Imports SQLAlchemy only."""

from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    Index,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class RespondentRow(Base):
    """A pseudonym. To delete this row is to erase the person."""

    __tablename__ = "respondents"

    id: Mapped[str] = mapped_column(primary_key=True)


class IdentityRow(Base):
    """An account on a platform, as a keyed hash: whose it is, the round it last took part in, when it was last met.

    ``address`` is sealed, its platform before it. A ``linked`` identity joined a respondent by a code, and may leave
    them. A ``paused`` one is sent no notices.
    """

    __tablename__ = "identities"

    id: Mapped[str] = mapped_column(primary_key=True)
    respondent: Mapped[str] = mapped_column(ForeignKey("respondents.id", ondelete="CASCADE"), index=True)
    round: Mapped[str] = mapped_column(ForeignKey("rounds.id"))
    met: Mapped[datetime]
    address: Mapped[str]
    linked: Mapped[bool]
    paused: Mapped[bool] = mapped_column(server_default=false())


class JoiningRow(Base):
    """A respondent who has joined another: one person, who is the other as long as this stands."""

    __tablename__ = "joinings"

    respondent: Mapped[str] = mapped_column(ForeignKey("respondents.id", ondelete="CASCADE"), primary_key=True)
    other: Mapped[str] = mapped_column(ForeignKey("respondents.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]


class HomeRow(Base):
    """Whose an identity was before its respondent joined another, and in which round: where it goes back to."""

    __tablename__ = "homes"

    identity: Mapped[str] = mapped_column(ForeignKey("identities.id", ondelete="CASCADE"), primary_key=True)
    respondent: Mapped[str] = mapped_column(ForeignKey("respondents.id", ondelete="CASCADE"), index=True)
    round: Mapped[str] = mapped_column(ForeignKey("rounds.id"))


class LinkCodeRow(Base):
    """The one code by which another identity may join a respondent, as a hash."""

    __tablename__ = "link_codes"

    respondent: Mapped[str] = mapped_column(ForeignKey("respondents.id", ondelete="CASCADE"), primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    until: Mapped[datetime]


class WrongCodeRow(Base):
    """A code that an account gave and nobody had opened. It may be a stranger's, so it hangs from no identity."""

    __tablename__ = "wrong_codes"
    __table_args__ = (Index(None, "identity", "at"),)

    number: Mapped[int] = mapped_column(primary_key=True)
    identity: Mapped[str]
    at: Mapped[datetime]


class TombstoneRow(Base):
    """An answer that an edition had pinned and its author erased: its public id, and nothing else."""

    __tablename__ = "tombstones"

    answer: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class ErasedRow(Base):
    """Somebody who was erased: a digest of the pseudonym, so that a file they stood in does not bring them back."""

    __tablename__ = "erased"

    respondent: Mapped[str] = mapped_column(primary_key=True)
