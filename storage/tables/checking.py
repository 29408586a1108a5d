"""Tables of tags that people check. Imports SQLAlchemy only."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
)
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class SampleRow(Base):
    """A sample of a round's answers, for people to code."""

    __tablename__ = "samples"

    round: Mapped[str] = mapped_column(ForeignKey("rounds.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    drawn: Mapped[datetime]
    seed: Mapped[int] = mapped_column(BigInteger)
    codebook: Mapped[str]
    population: Mapped[int]


class DrawnRow(Base):
    """A revision of an answer in a sample, at its ``place`` in the queue; ``heard`` is what the machine gave it."""

    __tablename__ = "drawn"
    __table_args__ = (
        ForeignKeyConstraint(["round", "sample"], ["samples.round", "samples.number"], ondelete="CASCADE"),
        ForeignKeyConstraint(["answer", "revision"], ["revisions.answer", "revisions.number"], ondelete="CASCADE"),
        Index(None, "answer", "revision"),
    )

    round: Mapped[str] = mapped_column(primary_key=True)
    sample: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    answer: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int]
    place: Mapped[int]
    showing: Mapped[str]
    weight: Mapped[float]
    heard: Mapped[list[Any]]


class CodingRow(Base):
    """What one person coded an answer of a sample with."""

    __tablename__ = "codings"
    __table_args__ = (
        ForeignKeyConstraint(
            ["round", "sample", "answer"], ["drawn.round", "drawn.sample", "drawn.answer"], ondelete="CASCADE"
        ),
    )

    round: Mapped[str] = mapped_column(primary_key=True)
    sample: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    answer: Mapped[str] = mapped_column(primary_key=True)
    coder: Mapped[str] = mapped_column(primary_key=True)
    themes: Mapped[list[Any]]
    codebook: Mapped[str]
    at: Mapped[datetime]


class ClaimRow(Base):
    """That somebody has an answer in hand to review it, up to ``until``."""

    __tablename__ = "claims"

    answer: Mapped[str] = mapped_column(ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True)
    by: Mapped[str]
    until: Mapped[datetime]
