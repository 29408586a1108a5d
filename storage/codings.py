"""`SqlCodings`: samples and codings in a store's database, each method a transaction. Imports `consultation`."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, RowMapping, and_, delete, distinct, exists, func, insert, select

from consultation.checking.coding import MOST_CODERS, Coded, Coding, Drawn, Sample, Showing, coded, desk
from consultation.errors import Conflict, NotFound
from consultation.records import RoundRecord
from storage import books, loading
from storage.engine import Database, insert_or, take_turns
from storage.keeping import require_round
from storage.tables import CodingRow, DrawnRow, SampleRow

_SAMPLES = select(*SampleRow.__table__.columns.values()).order_by(SampleRow.number)
_DRAWN = select(*DrawnRow.__table__.columns.values()).order_by(DrawnRow.place)
_CODINGS = select(*CodingRow.__table__.columns.values(), DrawnRow.revision, DrawnRow.showing).join(
    DrawnRow,
    and_(DrawnRow.round == CodingRow.round, DrawnRow.sample == CodingRow.sample, DrawnRow.answer == CodingRow.answer),
)


class SqlCodings:
    """A `Codings` in the database of an `SqlStore`, for any number of threads and processes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_sample(self, sample: Sample) -> None:
        with self._database.writing() as connection:
            take_turns(connection, _turn(sample.round, sample.number))
            require_round(connection, sample.round)
            _require_uncoded(connection, sample)
            this = and_(SampleRow.round == sample.round, SampleRow.number == sample.number)
            connection.execute(delete(SampleRow).where(this))
            connection.execute(insert(SampleRow), _sample_values(sample))
            if sample.answers:
                connection.execute(insert(DrawnRow), _drawn_values(sample))

    def samples(self, round_id: str) -> tuple[Sample, ...]:
        with self._database.reading() as connection:
            return _samples(connection, round_id)

    def keep_codings(self, round_id: str, number: int, codings: Iterable[Coding]) -> None:
        new = list(codings)
        with self._database.writing() as connection:
            take_turns(connection, _turn(round_id, number))
            _require_drawn(connection, round_id, number, new)
            if new:
                rows = [_coding_values(round_id, number, coding) for coding in new]
                adding = insert_or(connection, CodingRow)
                changed = {name: adding.excluded[name] for name in ("themes", "codebook", "at")}
                keys = ["round", "sample", "answer", "coder"]
                connection.execute(adding.on_conflict_do_update(index_elements=keys, set_=changed), rows)
            theirs = and_(CodingRow.round == round_id, CodingRow.sample == number)
            coders = select(func.count(distinct(CodingRow.coder))).where(theirs)
            if connection.execute(coders).scalar_one() > MOST_CODERS:
                raise Conflict(f"sample {number} of {round_id} has its {MOST_CODERS} coders already")

    def codings(self, round_id: str, number: int) -> tuple[Coding, ...]:
        with self._database.reading() as connection:
            return tuple(_codings(connection, round_id).get(number, ()))

    def coded(self, round_id: str) -> tuple[Coded, ...]:
        with self._database.reading() as connection:
            samples, codings = _samples(connection, round_id), _codings(connection, round_id)
            whole = RoundRecord(
                books.one_round(connection, round_id), loading.participations(connection, round_id) if samples else ()
            )
        return tuple(coded(desk(sample, whole, codings.get(sample.number, ())) for sample in samples))


def _turn(round_id: str, number: int) -> str:
    return f"sample {number} of {round_id}"


def _require_uncoded(connection: Connection, sample: Sample) -> None:
    begun = exists().where(CodingRow.round == sample.round, CodingRow.sample == sample.number)
    if connection.scalar(select(begun)):
        raise Conflict(f"sample {sample.number} of {sample.round} has been coded in already")


def _require_drawn(connection: Connection, round_id: str, number: int, codings: Sequence[Coding]) -> None:
    drawn = select(DrawnRow.answer, DrawnRow.revision, DrawnRow.showing)
    these = connection.execute(drawn.where(DrawnRow.round == round_id, DrawnRow.sample == number))
    known = {(answer, revision, Showing(showing)) for answer, revision, showing in these}
    for coding in codings:
        if (coding.answer, coding.revision, coding.showing) not in known:
            raise NotFound(f"sample {number} of {round_id} has no answer {coding.answer} to be coded so")


def _samples(connection: Connection, round_id: str) -> tuple[Sample, ...]:
    drawn = defaultdict(list)
    for row in connection.execute(_DRAWN.where(DrawnRow.round == round_id)).mappings():
        drawn[row["sample"]].append(_to_drawn(row))
    rows = connection.execute(_SAMPLES.where(SampleRow.round == round_id)).mappings()
    return tuple(_to_sample(row, drawn[row["number"]]) for row in rows)


def _codings(connection: Connection, round_id: str) -> dict[int, list[Coding]]:
    """Return the codings of a round's samples by number, each ordered by coder and place."""
    rows = connection.execute(_CODINGS.where(CodingRow.round == round_id).order_by(DrawnRow.place)).mappings()
    found = defaultdict(list)
    for row in sorted(rows, key=lambda row: str(row["coder"])):  # databases differ in how they sort text
        found[row["sample"]].append(_to_coding(row))
    return found


def _sample_values(sample: Sample) -> dict[str, object]:
    names = ("round", "number", "drawn", "seed", "codebook", "population")
    return {name: getattr(sample, name) for name in names}


def _to_sample(row: RowMapping, drawn: Sequence[Drawn]) -> Sample:
    return Sample(
        round=row["round"],
        number=row["number"],
        drawn=row["drawn"],
        seed=row["seed"],
        codebook=row["codebook"],
        population=row["population"],
        answers=tuple(drawn),
    )


def _drawn_values(sample: Sample) -> list[dict[str, object]]:
    return [
        {
            "round": sample.round,
            "sample": sample.number,
            "answer": drawn.answer,
            "revision": drawn.revision,
            "place": place,
            "showing": drawn.showing.value,
            "weight": drawn.weight,
            "heard": list(drawn.heard),
        }
        for place, drawn in enumerate(sample.answers)
    ]


def _to_drawn(row: RowMapping) -> Drawn:
    return Drawn(row["answer"], row["revision"], Showing(row["showing"]), row["weight"], tuple(row["heard"]))


def _coding_values(round_id: str, number: int, coding: Coding) -> dict[str, object]:
    return {
        "round": round_id,
        "sample": number,
        "answer": coding.answer,
        "coder": coding.coder,
        "themes": list(coding.themes),
        "codebook": coding.codebook,
        "at": coding.at,
    }


def _to_coding(row: RowMapping) -> Coding:
    return Coding(
        answer=row["answer"],
        revision=row["revision"],
        showing=Showing(row["showing"]),
        coder=row["coder"],
        themes=tuple(row["themes"]),
        codebook=row["codebook"],
        at=row["at"],
    )
