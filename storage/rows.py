"""Records to rows and back: nothing is decided here. Imports `consultation` and the tables.

Values are named as the columns of `tables`. What a row is made to is equal to the record that it was made from.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from sys import intern
from typing import Any, NamedTuple

from sqlalchemy import Row, RowMapping

from consultation.codebook import Source, Span, Tag
from consultation.editions import Cause, Edition
from consultation.flow import Position, State
from consultation.records import (
    Act,
    Answer,
    Basis,
    Consent,
    Lent,
    Part,
    Participation,
    Piece,
    Quoting,
    Revision,
    Showing,
    Side,
    Stance,
)
from consultation.rounds import Kind, Round, Stage, Target
from storage import review_json

Values = dict[str, Any]


class Answered(NamedTuple):
    """An answer's row, in the order in which `answer` wants it."""

    id: str
    item: str
    part: str
    draft_version: str
    withdrawn: datetime | None
    aside: str
    coded: list[str] | None
    brought_by: str


def hashed(key: str) -> str:
    """Return what is kept of a key, a code or the pseudonym of the erased: enough to know it again."""
    return sha256(key.encode()).hexdigest()


def round_values(launched: Round) -> Values:
    """Return the columns of `rounds` that a round says."""
    return {
        "id": launched.id,
        "code": launched.code,
        "consultation": launched.consultation,
        "kind": launched.kind.value,
        "opens": launched.opens,
        "closes": launched.closes,
        "guide": launched.guide,
        "stage": launched.stage.value,
        "beside": launched.beside,
        "targets": [[one.attribute, one.group, one.people] for one in launched.targets],
    }


def to_round(values: RowMapping) -> Round:
    """Return the round of a row."""
    return Round(
        id=values["id"],
        code=values["code"],
        consultation=values["consultation"],
        kind=Kind(values["kind"]),
        opens=values["opens"],
        closes=values["closes"],
        guide=values["guide"],
        stage=Stage(values["stage"]),
        beside=values["beside"],
        targets=tuple(Target(*one) for one in values["targets"]),
    )


def participation_values(whose: Participation, turn: int) -> Values:
    """Return the columns of `participations`, at that turn."""
    consent, position = whose.consent, whose.position
    return {
        "round": whose.round,
        "respondent": whose.respondent,
        "turn": turn,
        "language": whose.language,
        "began": whose.began,
        "at_state": position.state.value,
        "at_item": position.item,
        "at_version": position.version,
        "at_answer": position.answer,
        "at_probed": position.probed,
        "consent_version": consent.version if consent else None,
        "consent_given": consent.given if consent else None,
        "consent_withdrawn": consent.withdrawn if consent else None,
        "quoting": whose.quoting.value if whose.quoting else None,
        "silent": whose.silent,
        "attributes": {name: list(values) for name, values in whose.attributes.items()},
        "source": whose.source,
        "people": whose.people,
        "on_record": whose.on_record,
        "brought_by": whose.brought_by,
        "lent": whose.lent and _lent_values(whose.lent),
        "finished": whose.finished,
        "reminding": whose.reminding,
        "shown": [_showing_values(one) for one in whose.shown],
        "told_of": list(whose.told_of),
    }


def to_participation(values: RowMapping, answers: tuple[Answer, ...], stances: tuple[Stance, ...]) -> Participation:
    """Return the participation of a row with its answers and stances."""
    return Participation(
        respondent=values["respondent"],
        round=intern(values["round"]),
        language=intern(values["language"]),
        began=values["began"],
        position=_position(values),
        turn=values["turn"],
        consent=_consent(values),
        quoting=None if values["quoting"] is None else Quoting(values["quoting"]),
        silent=values["silent"],
        attributes={intern(name): tuple(said) for name, said in values["attributes"].items()},
        answers=answers,
        stances=stances,
        source=values["source"],
        people=values["people"],
        on_record=values["on_record"],
        brought_by=values["brought_by"],
        lent=None if values["lent"] is None else _lent(values["lent"]),
        finished=values["finished"],
        reminding=values["reminding"],
        shown=tuple(_showing(one) for one in values["shown"]),
        told_of=tuple(values["told_of"]),
    )


def _position(values: RowMapping) -> Position:
    return Position(
        state=State(values["at_state"]),
        item=values["at_item"],
        version=values["at_version"],
        answer=values["at_answer"],
        probed=values["at_probed"],
    )


def _consent(values: RowMapping) -> Consent | None:
    if values["consent_given"] is None:
        return None
    return Consent(values["consent_version"], values["consent_given"], values["consent_withdrawn"])


def _showing_values(one: Showing) -> list[Any]:
    return [one.draft, one.version, one.seed, list(one.statements), one.basis.value, one.at.isoformat()]


def _showing(values: Sequence[Any]) -> Showing:
    draft, version, seed, statements, basis, at = values
    return Showing(draft, version, seed, tuple(statements), Basis(basis), datetime.fromisoformat(at))


def _lent_values(lent: Lent) -> Values:
    before = lent.before
    times = before and [before.given.isoformat(), before.withdrawn and before.withdrawn.isoformat()]
    return {
        "consent": lent.consent,
        "before": before and [before.version, *(times or ())],
        "quoting": lent.quoting,
        "quoted": lent.quoted and lent.quoted.value,
        "silenced": lent.silenced,
        "silent": lent.silent,
        "attributes": list(lent.attributes),
    }


def _lent(values: Values) -> Lent:
    before = None
    if values["before"]:
        version, given, withdrawn = values["before"]
        before = Consent(version, datetime.fromisoformat(given), withdrawn and datetime.fromisoformat(withdrawn))
    return Lent(
        consent=values["consent"],
        before=before,
        quoting=values["quoting"],
        quoted=values["quoted"] and Quoting(values["quoted"]),
        silenced=values["silenced"],
        silent=values["silent"],
        attributes=tuple(values["attributes"]),
    )


def answer_values(whose: Participation, place: int, answer: Answer) -> Values:
    """Return the columns of `answers`."""
    return {
        "id": answer.id,
        "round": whose.round,
        "respondent": whose.respondent,
        "place": place,
        "item": answer.item,
        "part": answer.part.value,
        "draft_version": answer.draft_version,
        "withdrawn": answer.withdrawn,
        "aside": answer.aside,
        "coded": None if answer.coded is None else list(answer.coded),
        "brought_by": answer.brought_by,
    }


def to_answer(row: Answered, revisions: tuple[Revision, ...]) -> Answer:
    """Return the answer of a row with its revisions."""
    return Answer(
        id=row.id,
        item=intern(row.item),
        part=Part(row.part),
        revisions=revisions,
        draft_version=intern(row.draft_version),
        withdrawn=row.withdrawn,
        aside=row.aside,
        coded=None if row.coded is None else tuple(row.coded),
        brought_by=row.brought_by,
    )


def revision_values(answer: str, revision: Revision) -> Values:
    """Return the columns of `revisions`."""
    return {
        "answer": answer,
        "number": revision.number,
        "at": revision.at,
        "language": revision.language,
        "codebook": revision.codebook,
        "pieces": [[piece.message, piece.text] for piece in revision.pieces],
        "refused": list(revision.refused),
        "review": review_json.to_json(revision.review),
    }


def to_revision(row: Sequence[Any], tags: tuple[Tag, ...]) -> Revision:
    """Return the revision of (number, at, language, codebook, pieces, refused, review) with its tags."""
    number, at, language, codebook, pieces, refused, review = row
    return Revision(
        number=number,
        at=at,
        pieces=tuple(Piece(message, text) for message, text in pieces),
        language=intern(language),
        tags=tags,
        refused=tuple(refused),
        codebook=intern(codebook),
        review=review_json.from_json(review),
    )


def tag_values(answer: str, revision: int, place: int, tag: Tag) -> Values:
    """Return the columns of `tags`."""
    return {
        "answer": answer,
        "revision": revision,
        "place": place,
        "theme": tag.theme,
        "source": tag.source,
        "score": tag.score,
        "evidence": [[span.start, span.end, span.text] for span in tag.evidence],
    }


def to_tag(theme: str, source: Source, score: float, evidence: list[tuple[int, int, str]]) -> Tag:
    """Return the tag of a row."""
    return Tag(intern(theme), source, score, tuple(Span(start, end, text) for start, end, text in evidence))


def stance_values(whose: Participation, place: int, stance: Stance) -> Values:
    """Return the columns of `stances`."""
    return {
        "round": whose.round,
        "respondent": whose.respondent,
        "place": place,
        "draft": stance.draft,
        "version": stance.version,
        "side": stance.side.value,
        "at": stance.at,
        "withdrawn": stance.withdrawn,
        "brought_by": stance.brought_by,
    }


def to_stance(draft: str, version: str, side: str, at: datetime, withdrawn: datetime | None, brought_by: str) -> Stance:
    """Return the stance of a row."""
    return Stance(intern(draft), intern(version), Side(side), at, withdrawn, brought_by)


def edition_values(edition: Edition) -> Values:
    """Return the columns of `editions`."""
    return {
        "round": edition.round,
        "number": edition.number,
        "made": edition.made,
        "language": edition.language,
        "others": list(edition.others),
        "formats": list(edition.formats),
        "by": edition.by,
        "edited": edition.edited,
        "superseded_by": edition.superseded_by,
    }


def to_edition(row: Row[Any], pins: Iterable[tuple[str, int, bool]], causes: Mapping[Cause, int]) -> Edition:
    """Return the edition of a row, with (answer, revision, whether it is shown) each, and what made it stale."""
    several = list(pins)
    return Edition(
        round=row.round,
        number=row.number,
        made=row.made,
        pins={answer: revision for answer, revision, _ in several},
        language=row.language,
        shown=frozenset(answer for answer, _, shown in several if shown),
        others=tuple(row.others),
        formats=tuple(row.formats),
        by=row.by,
        causes=causes,
        edited=row.edited,
        superseded_by=row.superseded_by,
        pinned=row.pinned,
    )


def act_values(act: Act) -> Values:
    """Return the columns of `acts`."""
    return {
        "at": act.at,
        "actor": act.actor,
        "verb": act.verb,
        "subject": act.subject,
        "note": act.note,
    }
