"""What the calendar does when its time has come: rounds open and close, people are reminded. Standard library only.

Any number of processes may look at once, and each as often as it likes: a round changes once, since whoever comes
second finds it changed, and a notice is queued once, since its key says the round, the person and which one it is.
"""

from datetime import datetime

from consultation.announcing import Announcer
from consultation.errors import Conflict
from consultation.notices import Notice, Purpose
from consultation.ports import Outbox, Store
from consultation.records import Act
from consultation.reminding import APART, NEWS, Begun, Slot, closing_notice, next_reminder, zone_of
from consultation.reminding_words import closing, reminder
from consultation.rounds import Round, Stage, Step

CALENDAR = "calendar"
"""Under what name the audit log has what nobody did by hand."""

BATCH = 500
"""How many notices are queued at a time: whoever answers in the meantime waits no longer than for these."""

STEPS = {Stage.OPEN: Step.OPEN, Stage.CLOSED: Step.CLOSE}


def turn(store: Store, known: Round, now: datetime) -> Round:
    """Keep that a round has opened or closed, with a line in the audit log; return it as it is now."""
    due = known.at(now)
    if due == known:
        return known
    try:
        store.change_round(known, due, Act(now, CALENDAR, STEPS[due.stage], known.id))
    except Conflict:
        return store.round(known.id).at(now)  # somebody else has changed it since
    return due


def remind(outbox: Outbox, announcer: Announcer, known: Round, now: datetime) -> int:
    """Queue what is due of reminders and notices of the close of a round; return how many are new.

    ``known`` is the round as it is now, see `turn`.
    """
    if known.closes is None or known.stage is Stage.DRAFTED or now >= known.closes + NEWS:
        return 0
    is_open = known.stage is Stage.OPEN
    consultation = announcer.asked(known)
    notices: list[Notice] = []
    for begun in outbox.begun(known.id, quiet_since=now - APART if is_open else now):
        zone = zone_of(consultation, begun.attributes)
        slot = (next_reminder if is_open else closing_notice)(known, begun, zone, now)
        if slot and slot.due <= now:
            notices.append((_reminder if is_open else _closing)(announcer, known, begun, slot))
    batches = (notices[start : start + BATCH] for start in range(0, len(notices), BATCH))
    return sum(map(outbox.add_notices, batches))


def _reminder(announcer: Announcer, known: Round, begun: Begun, slot: Slot) -> Notice:
    consultation, voice = announcer.spoken(known, begun.language)
    return Notice(
        f"reminder:{known.id}:{begun.respondent}:{begun.reminders + 1}",
        Purpose.REMINDER,
        known.id,
        reminder(voice, consultation, known),
        slot.due,
        identity=begun.identity,
        lapses=slot.lapses,
    )


def _closing(announcer: Announcer, known: Round, begun: Begun, slot: Slot) -> Notice:
    consultation, voice = announcer.spoken(known, begun.language)
    return Notice(
        f"closing:{known.id}:{begun.respondent}",
        Purpose.CLOSING,
        known.id,
        closing(voice, consultation, known),
        slot.due,
        identity=begun.identity,
        lapses=slot.lapses,
    )
