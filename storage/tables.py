"""The tables, as SQLAlchemy maps them: one set for SQLite and PostgreSQL. Imports SQLAlchemy only.

Everything that erasure must reach hangs from `respondents` by foreign keys that cascade; what must outlive a person
(deliveries, pins, tombstones, digests of the erased, editions, the audit log) does not, and holds nothing of theirs.
What waits to be sent to them hangs from their identities, and goes with each.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    TypeDecorator,
    UniqueConstraint,
    false,
    true,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Utc(TypeDecorator[datetime]):
    """An aware datetime, kept as UTC and given back in UTC. A naive one is a mistake of ours, and refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn to UTC; SQLite keeps no zone, so it is given none."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone cannot be kept: {value.isoformat()}")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back, or turn PostgreSQL's session zone to UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The metadata of all tables."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: Utc, float: Double, list[Any]: JSON, dict[str, Any]: JSON}  # noqa: RUF012  (SQLAlchemy's own form)


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


class TombstoneRow(Base):
    """An answer that an edition had pinned and its author erased: its public id, and nothing else."""

    __tablename__ = "tombstones"

    answer: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class ErasedRow(Base):
    """Somebody who was erased: a digest of the pseudonym, so that a file they stood in does not bring them back."""

    __tablename__ = "erased"

    respondent: Mapped[str] = mapped_column(primary_key=True)


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
