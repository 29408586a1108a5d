"""Tables of rounds, and of what belongs to a consultation. Imports SQLAlchemy only."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ForeignKey,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class RoundRow(Base):
    """A round. ``erased`` counts the respondents who erased themselves from it, and says nothing else of them.

    ``glance`` is what was last told of its groups, null before anybody asked.
    """

    __tablename__ = "rounds"

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str] = mapped_column(unique=True)
    consultation: Mapped[str]
    kind: Mapped[str]
    opens: Mapped[datetime]
    closes: Mapped[datetime | None]
    guide: Mapped[str]
    stage: Mapped[str]
    erased: Mapped[int]
    beside: Mapped[bool] = mapped_column(server_default=false())
    targets: Mapped[list[Any]] = mapped_column(server_default="[]")
    glance: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class DraftRow(Base):
    """One immutable version of a draft; ``content`` is the whole of it."""

    __tablename__ = "draft_versions"
    __table_args__ = (UniqueConstraint("consultation", "version", "draft"),)

    number: Mapped[int] = mapped_column(primary_key=True)
    consultation: Mapped[str]
    version: Mapped[str]
    draft: Mapped[str]
    content: Mapped[dict[str, Any]]


class CodebookRow(Base):
    """A version of a consultation's codebook that was committed; ``content`` is the whole of it."""

    __tablename__ = "codebooks"
    __table_args__ = (UniqueConstraint("consultation", "version"),)

    number: Mapped[int] = mapped_column(primary_key=True)
    consultation: Mapped[str]
    version: Mapped[int]
    content: Mapped[dict[str, Any]]


class ProposalRow(Base):
    """A theme that may be emerging in a round; ``verdict`` and ``at`` are null until a facilitator decides."""

    __tablename__ = "proposals"

    round: Mapped[str] = mapped_column(ForeignKey("rounds.id"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int]
    language: Mapped[str]
    cues: Mapped[list[Any]]
    answers: Mapped[list[Any]]
    sureness: Mapped[float]
    verdict: Mapped[str | None]
    at: Mapped[datetime | None]
    theme: Mapped[str]
    reason: Mapped[str]


class SuggestionRow(Base):
    """Something suggested for a consultation's lists; ``respondent`` is null for a facilitator's and once approved."""

    __tablename__ = "suggestions"

    id: Mapped[str] = mapped_column(primary_key=True)
    consultation: Mapped[str] = mapped_column(index=True)
    sort: Mapped[str]
    name: Mapped[str]
    details: Mapped[dict[str, Any]]
    respondent: Mapped[str | None] = mapped_column(ForeignKey("respondents.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    verdict: Mapped[str | None]
    decided: Mapped[datetime | None]


class PlanRow(Base):
    """An entry of a consultation's plan; ``content`` is the whole of it."""

    __tablename__ = "plan_entries"

    consultation: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]]
