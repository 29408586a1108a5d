"""The working group's responses, line by line. Imports `consultation` and the tables.

Every function works inside the caller's transaction and raises to undo it.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, insert, select

from consultation.loop.responses import Recorded, Subject, Verdict
from storage.keeping import require_round
from storage.tables import ResponseRow

_HISTORY = select(*ResponseRow.__table__.columns.values()).order_by(ResponseRow.number)


def respond(connection: Connection, recorded: Recorded) -> None:
    """Keep a line."""
    require_round(connection, recorded.round)
    subject = recorded.subject
    values = {"draft": subject.draft, "version": subject.version, "theme": subject.theme}
    values |= {"verdict": recorded.verdict.value, "language": recorded.language, "why": recorded.why}
    connection.execute(insert(ResponseRow), values | {"round": recorded.round, "at": recorded.at, "by": recorded.by})


def responses(connection: Connection, round_ids: Sequence[str]) -> tuple[Recorded, ...]:
    """Return the lines of these rounds in the order in which they were kept."""
    rows = connection.execute(_HISTORY.where(ResponseRow.round.in_(round_ids))).mappings()
    return tuple(
        Recorded(
            round=row["round"],
            subject=Subject(row["draft"], row["version"], row["theme"]),
            verdict=Verdict(row["verdict"]),
            language=row["language"],
            why=row["why"],
            at=row["at"],
            by=row["by"],
        )
        for row in rows
    )
