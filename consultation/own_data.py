"""What a person gets when they ask for their own data: everything, as JSON. Imports the standard library only."""

import json
from collections.abc import Iterable
from typing import Any

from consultation.records import Answer, Participation, Revision

Everything = Iterable[tuple[str, Iterable[Participation]]]
"""Pseudonyms, each with the participations under it."""


def own_data(everything: Everything) -> str:
    """Return all that is held about a person, in every round, as indented JSON with stable order.

    The first pseudonym is theirs; what is still kept under that of an account they linked, and left out, follows.
    """
    held: list[dict[str, Any]] = [
        {"respondent": respondent, "rounds": [_participation(person) for person in participations]}
        for respondent, participations in everything
    ]
    data = held[0] | ({"linked": held[1:]} if held[1:] else {})
    return json.dumps(data, ensure_ascii=False, indent=2)


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
    }
