"""What an edition keeps of a snapshot: what it uses, and nothing besides. Standard library only.

A report is made from the pinned snapshot itself, so that making it again gives the same. Whoever said nothing that
counts is not in it, nor is what was withdrawn or set aside, but as a number.
"""

from dataclasses import replace

from consultation.flow import Position
from consultation.records import Consent, Participation, RoundRecord, Snapshot, Stance, may_count


def pinned(snapshot: Snapshot) -> Snapshot:
    """Return a snapshot with what a report of it uses: the same again for one that is pinned already."""
    people = [person for record in snapshot.rounds for person in record.participations]
    counted = {person.respondent for person in people if person.consented and _speaks(person)}
    left_out = [(person, answer) for person in people for answer in person.answers if not may_count(person, answer)]
    withdrawn = sum(answer.withdrawn is not None or not person.consented for person, answer in left_out)
    return replace(
        snapshot,
        rounds=tuple(_record(record, counted) for record in snapshot.rounds),
        withdrawn=snapshot.withdrawn + withdrawn,
        set_aside=snapshot.set_aside + len(left_out) - withdrawn,
    )


def standing_stances(person: Participation) -> tuple[Stance, ...]:
    """Return the positions of somebody that stand, one on each version of a draft, in the order they were taken."""
    versions = dict.fromkeys((stance.draft, stance.version) for stance in person.stances)
    found = {person.stance(*version) for version in versions}
    return tuple(stance for stance in person.stances if stance in found) if person.consented else ()


def _speaks(person: Participation) -> bool:
    return any(may_count(person, answer) for answer in person.answers) or bool(standing_stances(person))


def _record(record: RoundRecord, counted: set[str]) -> RoundRecord:
    people = (person for person in record.participations if person.consented and person.respondent in counted)
    return replace(record, participations=tuple(map(_person, people)))


def _person(person: Participation) -> Participation:
    consent = person.consent and Consent(person.consent.version, person.consent.given)
    answers = (answer for answer in person.answers if may_count(person, answer))
    return replace(
        person,
        position=Position(),
        turn=0,
        consent=consent,
        silent=False,
        answers=tuple(replace(answer, revisions=(answer.current,), brought_by="") for answer in answers),
        stances=tuple(replace(stance, brought_by="") for stance in standing_stances(person)),
        source="",
        brought_by="",
        lent=None,
        finished=None,
        reminding=False,
        told_of=(),
    )
