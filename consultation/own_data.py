"""What a person gets when they ask for their own data: everything, as JSON. Imports the standard library only."""

import json
from collections.abc import Iterable
from typing import Any

from consultation.checking.reviews import Review
from consultation.loop.echoes import Echo
from consultation.records import Answer, Participation, Revision, Showing
from consultation.suggestions import Suggestion

Everything = Iterable[tuple[str, Iterable[Participation]]]
"""Pseudonyms, each with the participations under it."""


def own_data(everything: Everything, asked: Iterable[Echo] = (), suggestions: Iterable[Suggestion] = ()) -> str:
    """Return all that is held about a person, in every round, as indented JSON with stable order.

    The first pseudonym is theirs; what is still kept under that of an account they linked, and left out, follows.
    ``asked`` is what they were asked of editions, and said; ``suggestions`` are those that are not approved.
    """
    held: list[dict[str, Any]] = [
        {"respondent": respondent, "rounds": [_participation(person) for person in participations]}
        for respondent, participations in everything
    ]
    data = held[0] | ({"linked": held[1:]} if held[1:] else {})
    said = [_echo(one) for one in asked]
    data |= {"did_we_get_you_right": said} if said else {}
    suggested = [_suggestion(one) for one in suggestions]
    data |= {"suggestions": suggested} if suggested else {}
    return json.dumps(data, ensure_ascii=False, indent=2)


def _suggestion(one: Suggestion) -> dict[str, Any]:
    return {"sort": one.sort, "name": one.name, **one.details, "at": one.at.isoformat(), "verdict": one.verdict}


def _participation(participation: Participation) -> dict[str, Any]:
    consent = participation.consent
    return {
        "round": participation.round,
        "language": participation.language,
        "began": participation.began.isoformat(),
        "came_by": participation.source,
        "finished": participation.finished and participation.finished.isoformat(),
        "consent": consent
        and {
            "version": consent.version,
            "given": consent.given.isoformat(),
            "withdrawn": consent.withdrawn and consent.withdrawn.isoformat(),
        },
        "quoting": participation.quoting,
        "no_more_messages": participation.silent,
        "reminders": participation.reminding,
        "attributes": {name: list(values) for name, values in sorted(participation.attributes.items())},
        "answers": [_answer(answer) for answer in participation.answers],
        "stances": [
            {
                "draft": stance.draft,
                "version": stance.version,
                "stance": stance.side,
                "at": stance.at.isoformat(),
                "withdrawn": stance.withdrawn and stance.withdrawn.isoformat(),
            }
            for stance in participation.stances
        ],
        "shown_of_others": [_showing(one) for one in participation.shown],
        "told_of_new_versions": list(participation.told_of),
    }


def _showing(one: Showing) -> dict[str, Any]:
    return {
        "draft": one.draft,
        "version": one.version,
        "statements": list(one.statements),
        "basis": one.basis,
        "seed": one.seed,
        "at": one.at.isoformat(),
    }


def _echo(echo: Echo) -> dict[str, Any]:
    return {
        "round": echo.round,
        "edition": echo.edition,
        "asked": echo.asked.isoformat(),
        "said": echo.judgement,
        "at": echo.at and echo.at.isoformat(),
        "statement": echo.answer,
        "why": echo.words,
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "statement": answer.id,
        "item": answer.item,
        "part": answer.part,
        "draft_version": answer.draft_version,
        "withdrawn": answer.withdrawn and answer.withdrawn.isoformat(),
        "set_aside": answer.aside,
        "revisions": [_revision(revision) for revision in answer.revisions],
    }


def _revision(revision: Revision) -> dict[str, Any]:
    return {
        "number": revision.number,
        "at": revision.at.isoformat(),
        "text": revision.text,
        "language": revision.language,
        "themes": [{"theme": tag.theme, "by": tag.source} for tag in revision.tags],
        "themes_taken_off": list(revision.refused),
        "review": revision.review and _review(revision.review),
    }


def _review(review: Review) -> dict[str, Any]:
    return {
        "revision": review.revision,
        "themes_taken_off": [tag.theme for tag in review.removed],
        "speaks": [{"draft": one.draft, "version": one.version, "leans": one.lean} for one in review.leanings],
    }
