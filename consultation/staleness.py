"""Why an edition goes stale: what became of what it used, from people's participations before and after.

Standard library only. Whoever keeps a change asks this in the same transaction, for each edition that had used it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from consultation.editions import Cause
from consultation.pinning import standing_stances
from consultation.records import Answer, Participation, may_count, may_quote


def used_before(before: Participation, after: Participation) -> bool:
    """Say whether something changed that an edition may have used: most messages only add to what was said."""
    old = before.answers != after.answers[: len(before.answers)] or before.stances != after.stances
    told = (before.consent, before.quoting, before.on_record, before.attributes)
    return old or told != (after.consent, after.quoting, after.on_record, after.attributes)


def names_of(people: Iterable[Participation]) -> frozenset[str]:
    """Return the pseudonyms under which editions may know what these people said, also before they were linked."""
    several = tuple(people)
    brought = {answer.brought_by for person in several for answer in person.answers}
    brought |= {stance.brought_by for person in several for stance in person.stances}
    return frozenset(brought | {name for one in several for name in (one.respondent, one.brought_by)}) - {""}


def causes(
    shown: Mapping[str, bool], before: Sequence[Participation], after: Sequence[Participation], *, made: datetime
) -> Counter[Cause]:
    """Return what makes an edition stale that was ``made`` then, of what the same people said before and after.

    ``shown`` has the answers that it pinned, and whether their words may be read in it. An answer that is in no
    participation ``after`` is withdrawn: it was left out of a link.
    """
    now = {answer.id: (person, answer) for person in after for answer in person.answers}
    found: Counter[Cause] = Counter()
    for person in before:
        for answer in person.answers:
            if answer.id in shown and may_count(person, answer):
                found.update(_cause(person, answer, now.get(answer.id), shown=shown[answer.id]))
    found.update(_of_positions(before, after, made))
    if len(before) == len(after) == 1:
        found[Cause.EDITED] += before[0].attributes != after[0].attributes
    return +found


def _cause(
    person: Participation, answer: Answer, now: tuple[Participation, Answer] | None, *, shown: bool
) -> list[Cause]:
    if now is None or now[1].withdrawn is not None or not now[0].consented:
        return [Cause.WITHDRAWN]
    if not may_count(*now):
        return [Cause.ASIDE]
    if shown and may_quote(person, answer) and not may_quote(*now):
        return [Cause.QUOTING]
    return [Cause.EDITED] if now[1].current != answer.current else []


def _of_positions(before: Iterable[Participation], after: Iterable[Participation], made: datetime) -> Iterable[Cause]:
    """Yield what became of positions: one that is another now was edited, one that is none was withdrawn."""
    now = Counter(position for person in after for position in _positions(person))
    known = {(draft, version) for draft, version, _ in now}
    for person in before:
        taken = {(one.draft, one.version): one.at for one in standing_stances(person)}
        for draft, version, side in _positions(person):
            if now[draft, version, side]:
                now[draft, version, side] -= 1
            elif taken[draft, version] <= made:
                yield Cause.EDITED if (draft, version) in known else Cause.WITHDRAWN


def _positions(person: Participation) -> list[tuple[str, str, str]]:
    return [(one.draft, one.version, one.side) for one in standing_stances(person)]
