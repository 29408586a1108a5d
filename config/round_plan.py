"""What the calendar did in a round and will do, as counts, for the terminal and other programs. Imports everyone."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from config.listings import aligned
from config.wiring import Deployment
from consultation.due import CALENDAR
from consultation.notices import WISHED
from consultation.reminding import outlook
from consultation.rounds import Round

NAMES = {"reminder": "reminders", "closing": "notices of the close"}


@dataclass(frozen=True, slots=True)
class Done:
    """Something that the calendar did to the round itself."""

    at: datetime
    what: str


@dataclass(frozen=True, slots=True)
class Notices:
    """So many ``people`` whose notice of a kind (reminder, closing) has had a fate."""

    kind: str
    fate: str
    people: int


@dataclass(frozen=True, slots=True)
class Coming:
    """So many notices of a kind that will be due on a day of the consultation's if all stay silent."""

    day: date
    kind: str
    people: int


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """What the calendar did in a round and will do.

    ``wishing`` counts those who could be reminded now: they began, have not finished, asked for it and can be written
    to.
    """

    round: str
    stage: str
    opens: datetime
    closes: datetime | None
    timezone: str
    wishing: int
    done: tuple[Done, ...]
    notices: tuple[Notices, ...]
    coming: tuple[Coming, ...]


def round_plan(deployment: Deployment, round_id: str) -> RoundPlan:
    """Return the plan of a round as it is now; raise `NotFound`."""
    now = deployment.clock.now()
    known = deployment.store.round(round_id).at(now)
    consultation = deployment.consultation(known.consultation)
    people = deployment.outbox.begun(round_id, quiet_since=now)
    reminders, closings = outlook(known, people, consultation, now)
    zone = ZoneInfo(consultation.timezone)
    coming = [*_days("reminder", reminders, zone), *_days("closing", closings, zone)]
    return RoundPlan(
        round=known.id,
        stage=known.stage.value,
        opens=known.opens.astimezone(zone),
        closes=known.closes and known.closes.astimezone(zone),
        timezone=consultation.timezone,
        wishing=len(people),
        done=tuple(_done(deployment, known, zone)),
        notices=tuple(_notices(deployment, known)),
        coming=tuple(sorted(coming, key=lambda one: (one.day, NAMES[one.kind]))),
    )


def _done(deployment: Deployment, known: Round, zone: ZoneInfo) -> Iterable[Done]:
    for act in deployment.store.acts():
        if act.actor == CALENDAR and act.subject == known.id:
            yield Done(act.at.astimezone(zone), f"{act.verb} {act.note}".strip())


def _notices(deployment: Deployment, known: Round) -> Iterable[Notices]:
    theirs = [sending for sending in deployment.outbox.sendings(known.id) if sending.purpose in WISHED]
    counted = Counter((sending.purpose.value, sending.fate.value) for sending in theirs)
    return (Notices(*key, counted[key]) for key in sorted(counted))


def _days(kind: str, moments: Iterable[datetime], zone: ZoneInfo) -> Iterable[Coming]:
    counted = Counter(moment.astimezone(zone).date() for moment in moments)
    return (Coming(day, kind, people) for day, people in counted.items())


def plan_text(plan: RoundPlan) -> str:
    """Return a plan as aligned lines: the round, what was done, what will come if all stay silent."""
    closes = plan.closes.isoformat(timespec="minutes") if plan.closes else "by hand: nobody is reminded"
    parts: list[list[tuple[str, object]]] = [
        [
            ("round", f"{plan.round} ({plan.stage})"),
            ("opens", plan.opens.isoformat(timespec="minutes")),
            ("closes", closes),
            ("days and hours of", plan.timezone),
            ("to be reminded as they wish", plan.wishing),
        ],
        [(f"done {one.at.isoformat(timespec='minutes')}", one.what) for one in plan.done],
        [(f"{NAMES[one.kind]}, {one.fate}", one.people) for one in plan.notices],
        [(f"to come {one.day.isoformat()}", f"{NAMES[one.kind]}: {one.people}") for one in plan.coming],
    ]
    return "\n\n".join(aligned(rows) for rows in parts if rows)
