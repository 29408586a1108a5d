"""How far a round has come: completion, time, where people stopped, groups against targets, who is absent."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from consultation.errors import InvalidInput
from consultation.progress import NOTHING_SAID, Progress, Reach, progress, targets
from consultation.records import IMPORTED, Answer, Consent, Part, Participation, Piece, Revision, RoundRecord
from consultation.rounds import Kind, Round, Target
from reports import masking
from storage.memory import MemoryStore
from tests.consultation.conversations import CONSULTATION, Installation, Respondent

NOW = datetime(2030, 3, 1, 9, tzinfo=UTC)
ROUND = Round("r1", "CODE", "partnerships", Kind.QUESTIONS, NOW, guide="guiding")


def said(item: str, minutes: int = 1, **changes: Any) -> Answer:
    words = Revision(1, NOW + timedelta(minutes=minutes), (Piece("m1", "A grant."),), "en")
    return replace(Answer(f"{item}-{minutes}", item, Part.ANSWER, (words,)), **changes)


def somebody(number: int, *answers: Answer, ended: int | None = None, **changes: Any) -> Participation:
    finished = None if ended is None else NOW + timedelta(minutes=ended)
    begun = Participation(f"p{number}", "r1", "en", NOW, consent=Consent("v1", NOW), answers=answers, finished=finished)
    return replace(begun, **changes)


def reached(people: Sequence[Participation], *aims: Target) -> Progress:
    return progress(RoundRecord(replace(ROUND, targets=aims), tuple(people)), CONSULTATION, masking)


def test_nobody_has_come() -> None:
    found = reached([])
    assert (found.began, found.completion, found.median_minutes, found.stopped) == (0, None, None, {})


def test_the_median_is_of_those_who_came_to_the_end_and_shown_of_enough() -> None:
    ends = [somebody(number, ended=minutes) for number, minutes in enumerate((4, 90, 10, 6))]
    assert reached(ends).median_minutes is None
    found = reached([*ends, somebody(8, ended=12), somebody(9)])
    assert (found.began, found.finished, found.median_minutes, found.completion) == (6, 5, 10.0, 5 / 6)


def test_where_people_stopped_is_what_they_spoke_of_last() -> None:
    people = [
        somebody(1),
        somebody(2, said("hopes", 1), said("barriers", 2)),
        somebody(3, said("barriers", 2), said("hopes", 1)),
        somebody(4, said("hopes", 1), said("", 2, aside="spam")),
        somebody(5, said("", 3)),
        somebody(6, said("hopes"), ended=9),
    ]
    assert reached(people).stopped == {"": 1, NOTHING_SAID: 1, "barriers": 2, "hopes": 1}


def test_whoever_was_imported_was_heard_but_walked_no_way() -> None:
    brought = somebody(1, said("hopes"), consent=Consent(IMPORTED, NOW), language="fr")
    found = reached([brought, *(somebody(number, said("hopes"), language="fr") for number in range(2, 6))])
    assert (found.began, found.groups["language"][1].heard) == (4, 5)


def test_who_has_not_agreed_or_took_all_back_is_in_no_number() -> None:
    gone = Consent("v1", NOW, withdrawn=NOW)
    found = reached([somebody(1, said("hopes"), consent=gone), somebody(2, consent=None)])
    assert (found.began, [one.heard for one in found.groups["language"]]) == (0, [0] * len(CONSULTATION.languages))


def test_small_groups_are_masked_and_found_by_no_subtraction() -> None:
    people = [somebody(number, said("hopes"), source="pump") for number in range(9)]
    people += [somebody(number, said("hopes"), source="salon") for number in range(20, 23)]
    people += [somebody(number, said("hopes"), source="chat") for number in range(30, 37)]
    assert reached(people).groups["source"] == (
        Reach("chat", 7, None),
        Reach("pump", None, None),
        Reach("salon", None, None),
    )


def test_a_column_that_cannot_be_masked_in_part_is_masked_whole() -> None:
    found = reached([somebody(1, said("hopes"), source="pump")])
    assert found.groups["source"] == (Reach("pump", None, None),)
    assert {one.heard for one in found.groups["language"]} == {None}
    assert [name for name, _ in found.absent if name == "language"] == []


def test_a_group_is_compared_with_its_target() -> None:
    attribute = next(one for one in CONSULTATION.attributes if one.choices)
    first, second, *_ = [choice.id for choice in attribute.choices]
    people = [somebody(n, said("hopes"), attributes={attribute.id: (first,)}, ended=5) for n in range(6)]
    found = reached(people, Target(attribute.id, first, 30), Target(attribute.id, second, 10))
    assert found.groups[attribute.id][:2] == (Reach(first, 6, 6, 30), Reach(second, 0, 0, 10))
    assert (attribute.id, first) not in found.absent
    assert (attribute.id, second) in found.absent


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("language=en", "'language=en' is no target"),
        ("language=en:many", "is no target"),
        ("language=en:-1", "is no target"),
        ("language=en:1000001", "is no target"),
        ("source=pump:3", "there is no attribute 'source'"),
        ("language=tlh:3", "there is no language 'tlh'; there are: en"),
    ],
)
def test_a_target_that_cannot_be_is_said(written: str, told: str) -> None:
    with pytest.raises(InvalidInput, match=told) as error:
        targets([written], CONSULTATION, option="TARGET")
    assert error.value.where == "TARGET"


def test_a_target_is_read() -> None:
    assert targets(["language=fr:30"], CONSULTATION, option="TARGET") == (Target("language", "fr", 30),)


def test_coming_to_the_end_is_noted_the_first_time_and_stopping_is_no_end() -> None:
    here = Installation.over(MemoryStore())
    known = here.launch()
    ada, ben = Respondent(here), Respondent(here, "ben")
    for one in (ada, ben):
        one.agrees(known)
    ben.says("/stop")
    ben.presses("keep")
    ada.goes("free = done finish go-on quote: skip: skip: skip:")
    first = ended(here, known)
    here.later(timedelta(minutes=5))
    ada.goes("/menu finish go-on quote: skip: skip: skip:")
    assert None not in first.values()
    assert ended(here, known) == first


def ended(here: Installation, known: Round) -> dict[str, datetime | None]:
    """Return when each came to the end who is not silent, by pseudonym; who only stopped never did."""
    people = here.record(known).participations
    assert [one.finished for one in people if one.silent] == [None]
    return {one.respondent: one.finished for one in people if not one.silent}
