"""Codes that somebody gave and that nobody had opened: counted, so that they are not guessed. Imports the tables.

Every function works inside the caller's transaction.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from consultation.joining import WRONG_CODES, WRONG_CODES_WITHIN
from storage.tables import IdentityRow, WrongCodeRow


def too_often(connection: Connection, identity: str, at: datetime) -> bool:
    """Say whether an identity has given as many wrong codes as are taken."""
    lately = WrongCodeRow.identity == identity, WrongCodeRow.at > at - WRONG_CODES_WITHIN
    given = connection.scalar(select(func.count()).select_from(WrongCodeRow).where(*lately))
    return (given or 0) >= WRONG_CODES


def note(connection: Connection, identity: str, at: datetime) -> None:
    """Count a wrong code, and forget those of long ago."""
    connection.execute(delete(WrongCodeRow).where(WrongCodeRow.at <= at - WRONG_CODES_WITHIN))
    connection.execute(insert(WrongCodeRow), {"identity": identity, "at": at})


def forget(connection: Connection, respondents: Sequence[str]) -> None:
    """Forget what respondents gave, who are erased."""
    theirs = select(IdentityRow.id).where(IdentityRow.respondent.in_(respondents))
    connection.execute(delete(WrongCodeRow).where(WrongCodeRow.identity.in_(theirs)))
