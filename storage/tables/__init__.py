"""The tables, as SQLAlchemy maps them: one set for SQLite and PostgreSQL. Imports SQLAlchemy only.

Everything that erasure must reach hangs from `respondents` by foreign keys that cascade; what must outlive a person
(deliveries, pins, tombstones, digests of the erased, editions, the audit log) does not, and holds nothing of theirs.
What waits to be sent to them hangs from their identities, and goes with each.
"""

from storage.tables.answers import AnswerRow, DeliveryRow, ParticipationRow, RecodingRow, RevisionRow, StanceRow, TagRow
from storage.tables.base import NAMES, Base, Utc
from storage.tables.checking import ClaimRow, CodingRow, DrawnRow, SampleRow
from storage.tables.editions import CauseRow, EchoRow, EditionRow, PinnedRow, PinRow, ReceiptRow, ResponseRow, UsedRow
from storage.tables.people import (
    ErasedRow,
    HomeRow,
    IdentityRow,
    JoiningRow,
    LinkCodeRow,
    RespondentRow,
    TombstoneRow,
    WrongCodeRow,
)
from storage.tables.rounds import CodebookRow, DraftRow, PlanRow, ProposalRow, RoundRow, SuggestionRow
from storage.tables.sending import GroupRow, JobRow, NoticeRow
from storage.tables.staff import ActRow, FacilitatorRow, InvitationRow, SeatRow

__all__ = [
    "NAMES",
    "ActRow",
    "AnswerRow",
    "Base",
    "CauseRow",
    "ClaimRow",
    "CodebookRow",
    "CodingRow",
    "DeliveryRow",
    "DraftRow",
    "DrawnRow",
    "EchoRow",
    "EditionRow",
    "ErasedRow",
    "FacilitatorRow",
    "GroupRow",
    "HomeRow",
    "IdentityRow",
    "InvitationRow",
    "JobRow",
    "JoiningRow",
    "LinkCodeRow",
    "NoticeRow",
    "ParticipationRow",
    "PinRow",
    "PinnedRow",
    "PlanRow",
    "ProposalRow",
    "ReceiptRow",
    "RecodingRow",
    "RespondentRow",
    "ResponseRow",
    "RevisionRow",
    "RoundRow",
    "SampleRow",
    "SeatRow",
    "StanceRow",
    "SuggestionRow",
    "TagRow",
    "TombstoneRow",
    "UsedRow",
    "Utc",
    "WrongCodeRow",
]
