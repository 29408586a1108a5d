"""Setting answers aside and restoring them: what moderators read, and what they do. Imports the standard library only.

An answer that is set aside appears in no output of any kind (`records.may_count`); it is counted, its author sees it,
and it can be restored. Moderators read words with private data masked; what was said off the record nobody reads.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from consultation.errors import NotAllowed
from consultation.ports import Finder, Store
from consultation.private_data import masked
from consultation.records import Act, Answer, Aside, Part, Participation, RoundRecord

AT_A_TIME = 20
"""How many ids are asked for at once while the next answer to read is looked for."""

Mark = tuple[datetime, str]
"""Where one is among the answers of a round: the time of an answer's present words, and its id."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A standing answer as a moderator sees it: nothing of who said it.

    ``text`` is masked, "" where it was said off the record; ``aside`` is the reason why it is set aside, ``note`` what
    the moderator wrote to that.
    """

    id: str
    item: str
    part: Part
    version: str
    language: str
    at: datetime
    text: str
    aside: str = ""
    note: str = ""

    @property
    def mark(self) -> Mark:
        """Where it stands in the order of `Store.newest`."""
        return self.at, self.id


def set_aside(store: Store, answer_id: str, reason: Aside, *, note: str = "", now: datetime, by: str) -> bool:
    """Set a standing answer aside and return whether it was not, for that reason; the audit log has the ``note``.

    Raises `NotFound`, and `NotAllowed` where its author withdrew it.
    """
    _, answer = standing(store, answer_id)
    if answer.aside == reason:
        return False
    store.set_aside(answer_id, reason)
    said = " ".join(note.split())
    store.note(Act(now, by, "set aside", answer_id, f"{reason}: {said}" if said else reason))
    return True


def restore(store: Store, answer_id: str, *, now: datetime, by: str) -> bool:
    """Let a standing answer count again, and return whether it was set aside.

    Raises `NotFound`, and `NotAllowed` where its author withdrew it.
    """
    _, answer = standing(store, answer_id)
    if not answer.aside:
        return False
    store.set_aside(answer_id, "")
    store.note(Act(now, by, "restore", answer_id, answer.aside))
    return True


def standing(store: Store, answer_id: str) -> tuple[Participation, Answer]:
    """Return a standing answer with whose it is; raise `NotFound`, or `NotAllowed` where its author withdrew it."""
    whose = store.said_in(answer_id)
    answer = next(one for one in whose.answers if one.id == answer_id)
    if answer.withdrawn is not None or not whose.consented:
        raise NotAllowed(f"statement {answer_id} is shown to nobody: its author withdrew it")
    return whose, answer


def next_to_read(store: Store, round_id: str, before: Mark | None = None) -> Mark | None:
    """Return the mark of the newest answer that a moderator can read, after ``before``; None where there is no more."""
    while found := store.newest(round_id, aside=False, before=before, limit=AT_A_TIME):
        for answer_id in found:
            whose, answer = standing(store, answer_id)
            before = answer.current.at, answer.id
            if whose.on_record:
                return before
    return None


def set_aside_in(store: Store, round_id: str, finder: Finder, *, limit: int) -> tuple[Statement, ...]:
    """Return up to ``limit`` answers of a round that are set aside, the newest first, without their words."""
    notes = notes_of(store)
    found = store.newest(round_id, aside=True, limit=limit)
    return tuple(statement(*standing(store, one), finder, note=notes.get(one, "")) for one in found)


def statements(record: RoundRecord, finder: Finder, notes: Mapping[str, str]) -> tuple[Statement, ...]:
    """Return every standing answer of a round, the newest first; ``notes`` are by id, see `notes_of`."""
    people = [whose for whose in record.participations if whose.consented]
    found = [
        statement(whose, answer, finder, note=notes.get(answer.id, "") if answer.aside else "")
        for whose in people
        for answer in whose.standing()
    ]
    return tuple(sorted(found, key=lambda one: one.mark, reverse=True))


def statement(whose: Participation, answer: Answer, finder: Finder, *, note: str = "") -> Statement:
    """Return an answer as a moderator sees it."""
    said = answer.current
    words = masked(said.text, finder.find(said.text, language=said.language)) if whose.on_record else ""
    return Statement(
        answer.id, answer.item, answer.part, answer.draft_version, said.language, said.at, words, answer.aside, note
    )


def notes_of(store: Store) -> dict[str, str]:
    """Return what moderators wrote to the answers that they set aside last, by id."""
    found = {}
    for act in store.acts():
        if act.verb == "set aside":
            found[act.subject] = act.note.partition(": ")[2]
    return found
