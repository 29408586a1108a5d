"""Proposals of themes, and what facilitators decided on them. Imports `consultation` and the tables.

Every function works inside the caller's transaction and raises to undo it.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, delete, insert, select, update

from consultation.codebooks.emergence import Decision, Proposal, Verdict, renewed
from consultation.errors import NotFound
from storage.books import one_round
from storage.tables import ProposalRow

_KEPT = select(*ProposalRow.__table__.columns.values())


def propose(connection: Connection, round_id: str, found: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """Keep what was found, beside what is decided; whoever decides in the meantime waits for the round."""
    one_round(connection, round_id, locked=True)
    kept = renewed(proposals(connection, round_id), found)
    connection.execute(delete(ProposalRow).where(ProposalRow.round == round_id))
    if kept:
        connection.execute(insert(ProposalRow), [_values(round_id, place, one) for place, one in enumerate(kept)])
    return kept


def proposals(connection: Connection, round_id: str) -> tuple[Proposal, ...]:
    """Return the proposals of a round in their order."""
    rows = connection.execute(_KEPT.where(ProposalRow.round == round_id).order_by(ProposalRow.place))
    return tuple(_proposal(row) for row in rows.mappings())


def decide(connection: Connection, round_id: str, proposal_id: str, decision: Decision) -> None:
    """Keep a decision on one proposal."""
    one_round(connection, round_id, locked=True)
    this = and_(ProposalRow.round == round_id, ProposalRow.id == proposal_id)
    if not connection.execute(update(ProposalRow).where(this), _decided(decision)).rowcount:
        raise NotFound(f"there is no proposal {proposal_id} in round {round_id}")


def _values(round_id: str, place: int, one: Proposal) -> dict[str, Any]:
    return {
        "round": round_id,
        "id": one.id,
        "place": place,
        "language": one.language,
        "cues": list(one.cues),
        "answers": list(one.answers),
        "sureness": one.sureness,
        **_decided(one.decision),
    }


def _decided(decision: Decision | None) -> dict[str, Any]:
    if decision is None:
        return {"verdict": None, "at": None, "theme": "", "reason": ""}
    return {
        "verdict": decision.verdict.value,
        "at": decision.at,
        "theme": decision.theme,
        "reason": decision.reason,
    }


def _proposal(row: RowMapping) -> Proposal:
    decision = row["verdict"] and Decision(Verdict(row["verdict"]), row["at"], row["theme"], row["reason"])
    return Proposal(
        id=row["id"],
        language=row["language"],
        cues=tuple(row["cues"]),
        answers=tuple(row["answers"]),
        sureness=row["sureness"],
        decision=decision or None,
    )
