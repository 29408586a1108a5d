"""Rounds, people and answers to try a store with."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from consultation.codebook import Span, Tag
from consultation.guide import Draft, Unit
from consultation.messages import Button, Line, Reply
from consultation.notices import Notice, Purpose
from consultation.ports import Store
from consultation.records import Answer, Consent, Part, Participation, Piece, Revision, Side, Stance
from consultation.rounds import Kind, Round

NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)

_deliveries = (f"telegram:chat:{number}" for number in count())


def a_round(round_id: str = "r1", **changes: Any) -> Round:
    return replace(Round(round_id, f"CODE-{round_id}", "partnerships", Kind.QUESTIONS, opens=NOW), **changes)


def a_draft(draft_id: str = "1", *, version: str = "2019-09", title: str = "Fonds partagé", **changes: Any) -> Draft:
    unit = Unit(f"drafts.{draft_id}.title", {"fr": title})
    draft = Draft(draft_id, version, kind="recommendation", status=unit, title=unit, short=unit)
    return replace(draft, **changes)


def somebody(respondent: str = "ada", **changes: Any) -> Participation:
    begun = Participation(respondent, "r1", "fr", began=NOW, consent=Consent("v1", NOW))
    return replace(begun, **changes)


def a_revision(text: str = "Il faut une subvention.", *, number: int = 1, **changes: Any) -> Revision:
    heard = Tag("funding", "cue", 1.0, (Span(0, len(text), text),))
    revision = Revision(number, NOW, (Piece(f"m{number}", text),), "fr", (heard,), ("data",), "c0ffee")
    return replace(revision, **changes)


def an_answer(answer_id: str = "A1", text: str = "Il faut une subvention.", **changes: Any) -> Answer:
    return replace(Answer(answer_id, "capacity", Part.ANSWER, (a_revision(text),)), **changes)


def a_stance(side: Side = Side.SUPPORT, **changes: Any) -> Stance:
    return replace(Stance("1", "2019-09", side, NOW), **changes)


def with_answers(whose: Participation, *answers: Answer) -> Participation:
    return replace(whose, answers=(*whose.answers, *answers))


def kept(
    store: Store, before: Participation | None, after: Participation, *, identity: str = "", **given: Any
) -> Participation:
    """Keep ``after`` with a delivery of its own and return it as the store has it."""
    who = identity or f"identity-of-{after.respondent}"
    store.keep(before, after, identity=who, **{"delivery": next(_deliveries), "at": NOW, **given})
    found = store.participation(after.round, after.respondent)
    assert found is not None
    return found


def a_notice(key: str = "n1", text: str = "La consultation ferme demain.", **changes: Any) -> Notice:
    reply = Reply((Line(text),), (Button("start", "Répondre"),), "fr")
    notice = Notice(key, Purpose.INVITATION, "r1", reply, NOW, identity="identity-of-ada")
    return replace(notice, **changes)
