"""Answers that no theme fits: neither a tagger, nor their author, nor a coder found one. Standard library only."""

from collections.abc import Iterator

from consultation.codebooks.emergence import Loose
from consultation.records import Answer, RoundRecord, may_count


def without_theme(record: RoundRecord, *, readable: bool = False) -> Iterator[Loose]:
    """Yield the counted answers of a round in which neither a tagger, nor their author, nor a coder found a theme.

    With ``readable`` those alone that were said on the record: their words may be looked at, and be shown as cues.
    """
    for person in record.participations:
        if readable and not person.on_record:
            continue
        for answer in person.answers:
            if may_count(person, answer) and not has_theme(answer):
                revision = answer.current
                yield Loose(answer.id, person.respondent, revision.language, revision.text)


def has_theme(answer: Answer) -> bool:
    """Say whether a theme stands in an answer: heard and not taken off by its author, or coded by hand."""
    revision = answer.current
    return bool(answer.coded) or any(theme not in revision.refused for theme in revision.themes)
