"""Drafts that changed since somebody spoke on them: what is news to whom. Imports the standard library only.

What was said stays with the version it was said on. Its author is told that there is another, and asked again, once.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from consultation.guide import Consultation, Draft
from consultation.records import Participation
from consultation.rounds import Kind, Round


def version_of(draft: Draft) -> str:
    """Name a version of a draft: ``2019-11/8``."""
    return f"{draft.version}/{draft.id}"


def spoken_before(person: Participation, consultation: Consultation) -> tuple[Draft, ...]:
    """Return the drafts of which a person spoke on what they come from, and not on them as they are now."""
    spoken = {(one.draft, one.version) for one in person.stances if one.withdrawn is None}
    spoken |= {(one.item, one.draft_version) for one in person.standing() if one.draft_version}
    return tuple(
        draft
        for draft in consultation.current_drafts()
        if (draft.id, draft.version) not in spoken
        and any((one.id, one.version) in spoken for one in consultation.before(draft))
    )


def news(person: Participation, consultation: Consultation, launched: Round, now: datetime) -> tuple[Draft, ...]:
    """Return the changed drafts that a person is to be told of; none once the round is over."""
    if launched.kind is not Kind.DRAFTS or not person.consented or not launched.takes_answers(now):
        return ()
    return tuple(one for one in spoken_before(person, consultation) if version_of(one) not in person.told_of)


def told(person: Participation, drafts: Iterable[Draft]) -> Participation:
    """Return a participation in which the person knows of these versions."""
    return replace(person, told_of=tuple(dict.fromkeys((*person.told_of, *map(version_of, drafts)))))
