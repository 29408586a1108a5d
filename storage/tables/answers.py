"""Tables of what people said. Imports SQLAlchemy only."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class ParticipationRow(Base):
    """One respondent in one round; ``turn`` guards it against two writers. ``at_…`` is the position.

    ``brought_by`` is a pseudonym here as in answers and stances; ``lent`` is null but while another has what was said.
    ``shown`` are [draft, version, seed, [answer id], basis, time] each, ``told_of`` names of versions of drafts.
    """

    __tablename__ = "participations"
    __table_args__ = (Index(None, "round", "reminding"),)

    round: Mapped[str] = mapped_column(ForeignKey("rounds.id"), primary_key=True)
    respondent: Mapped[str] = mapped_column(
        ForeignKey("respondents.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    turn: Mapped[int]
    language: Mapped[str]
    began: Mapped[datetime]
    at_state: Mapped[str]
    at_item: Mapped[str]
    at_version: Mapped[str]
    at_answer: Mapped[str]
    at_probed: Mapped[bool]
    consent_version: Mapped[str | None]
    consent_given: Mapped[datetime | None]
    consent_withdrawn: Mapped[datetime | None]
    quoting: Mapped[str | None]
    silent: Mapped[bool]
    attributes: Mapped[dict[str, Any]]
    source: Mapped[str]
    people: Mapped[int | None]
    on_record: Mapped[bool]
    brought_by: Mapped[str] = mapped_column(server_default="")
    lent: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    finished: Mapped[datetime | None]
    reminding: Mapped[bool] = mapped_column(server_default=false())
    shown: Mapped[list[Any]] = mapped_column(server_default="[]")
    told_of: Mapped[list[Any]] = mapped_column(server_default="[]")


class AnswerRow(Base):
    """An answer; ``place`` is its place among its author's. ``coded`` is null where nobody has coded it by hand."""

    __tablename__ = "answers"
    __table_args__ = (
        ForeignKeyConstraint(
            ["round", "respondent"], ["participations.round", "participations.respondent"], ondelete="CASCADE"
        ),
        Index(None, "round", "respondent"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    round: Mapped[str]
    respondent: Mapped[str]
    place: Mapped[int]
    item: Mapped[str]
    part: Mapped[str]
    draft_version: Mapped[str]
    withdrawn: Mapped[datetime | None]
    aside: Mapped[str]
    coded: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    brought_by: Mapped[str] = mapped_column(server_default="")


class RevisionRow(Base):
    """An immutable state of an answer. ``pieces`` are [message, text] each; ``codebook`` is what tagged it.

    ``review`` is what a reviewer decided on its words, null where nobody has.
    """

    __tablename__ = "revisions"

    answer: Mapped[str] = mapped_column(ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    language: Mapped[str]
    codebook: Mapped[str]
    pieces: Mapped[list[Any]]
    refused: Mapped[list[Any]]
    review: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class TagRow(Base):
    """A theme heard in a revision. ``evidence`` are [start, end, text] each, in code points of the revision's text."""

    __tablename__ = "tags"
    __table_args__ = (
        ForeignKeyConstraint(["answer", "revision"], ["revisions.answer", "revisions.number"], ondelete="CASCADE"),
    )

    answer: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    theme: Mapped[str]
    source: Mapped[str]
    score: Mapped[float]
    evidence: Mapped[list[Any]]


class RecodingRow(Base):
    """What became of a human code of an answer in a ``version`` of the codebook; the record that it stood."""

    __tablename__ = "recodings"

    number: Mapped[int] = mapped_column(primary_key=True)
    answer: Mapped[str] = mapped_column(ForeignKey("answers.id", ondelete="CASCADE"), index=True)
    version: Mapped[int]
    mark: Mapped[str]
    theme: Mapped[str]
    fate: Mapped[str]
    onto: Mapped[list[Any]]


class StanceRow(Base):
    """A position taken on a version of a draft. A new one is appended; an old one can only be withdrawn."""

    __tablename__ = "stances"
    __table_args__ = (
        ForeignKeyConstraint(
            ["round", "respondent"], ["participations.round", "participations.respondent"], ondelete="CASCADE"
        ),
    )

    round: Mapped[str] = mapped_column(primary_key=True)
    respondent: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    draft: Mapped[str]
    version: Mapped[str]
    side: Mapped[str]
    at: Mapped[datetime]
    withdrawn: Mapped[datetime | None]
    brought_by: Mapped[str] = mapped_column(server_default="")


class DeliveryRow(Base):
    """A delivery that was handled, as a hash of its key: it has no second effect, even after its author is erased."""

    __tablename__ = "deliveries"

    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
