"""Committed codebooks, answers tagged anew, and what became of people's codes. Imports `consultation` and the tables.

Every function works inside the caller's transaction and raises to undo it.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, insert, select

from consultation.codebook import Codebook
from consultation.codebooks.recoding import Fate, Recoding
from consultation.records import Participation
from storage.changes import newer
from storage.codebook_json import from_json, to_json
from storage.keeping import add, go_on, require_round
from storage.tables import AnswerRow, CodebookRow, RecodingRow

_new_codebooks = insert(CodebookRow)
_new_recodings = insert(RecodingRow)
_recodings = (
    select(
        RecodingRow.answer, RecodingRow.version, RecodingRow.mark, RecodingRow.theme, RecodingRow.fate, RecodingRow.onto
    )
    .join(AnswerRow, AnswerRow.id == RecodingRow.answer)
    .order_by(RecodingRow.number)
)


def codebooks(connection: Connection, consultation: str) -> tuple[Codebook, ...]:
    """Return the versions of a consultation, the lowest first."""
    of_it = select(CodebookRow.content).where(CodebookRow.consultation == consultation)
    return tuple(from_json(content) for content in connection.scalars(of_it.order_by(CodebookRow.version)))


def add_codebooks(connection: Connection, consultation: str, offered: Iterable[Codebook]) -> None:
    """Keep the versions that are not there yet."""
    new = newer(codebooks(connection, consultation), offered)
    rows = [{"consultation": consultation, "version": book.version, "content": to_json(book)} for book in new]
    add(connection, _new_codebooks, rows)


def recode(
    connection: Connection, pairs: Sequence[tuple[Participation, Participation]], codes: Iterable[Recoding]
) -> None:
    """Keep participations tagged anew, with what became of their codes."""
    go_on(connection, pairs)
    add(connection, _new_recodings, [_values(code) for code in codes])


def recodings(connection: Connection, round_id: str) -> tuple[Recoding, ...]:
    """Return what became of the codes of a round's answers, oldest first."""
    require_round(connection, round_id)
    rows = connection.execute(_recodings.where(AnswerRow.round == round_id))
    return tuple(
        Recoding(answer, version, mark, theme, Fate(fate), tuple(onto))
        for answer, version, mark, theme, fate, onto in rows
    )


def _values(code: Recoding) -> dict[str, object]:
    return {
        "answer": code.answer,
        "version": code.version,
        "mark": code.mark,
        "theme": code.theme,
        "fate": code.fate.value,
        "onto": list(code.onto),
    }
