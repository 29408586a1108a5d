"""Tells those who spoke on a draft that it has changed, by a notice each. Standard library only."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from consultation.announcing import Announcer
from consultation.drafts.choices import ask_again
from consultation.drafts.news import news, version_of
from consultation.drafts.wording import changed
from consultation.facilitation import ACTOR
from consultation.guide import Draft
from consultation.messages import Line, Reply, Style
from consultation.notices import Notice, Purpose, Reachable
from consultation.ports import Outbox, Store
from consultation.records import Act
from consultation.rounds import Kind, Round


def tell(
    store: Store,
    outbox: Outbox,
    announcer: Announcer,
    rounds: Iterable[Round],
    drafts: Sequence[Draft],
    *,
    now: datetime,
    by: str = ACTOR,
) -> int:
    """Queue a notice for everyone who spoke on what these drafts come from; return how many are new.

    ``rounds`` are those of their consultation; only in those on drafts that are open is anybody told. A person gets one
    for all the drafts that change at once, and none for a version that they were told of in chat.
    Whoever wants no messages gets none.
    """
    entered = {version_of(one) for one in drafts}
    queued = 0
    for launched in rounds:
        if launched.kind is not Kind.DRAFTS or not launched.takes_answers(now):
            continue
        asked, there = announcer.asked(launched), {one.respondent: one for one in outbox.reachable(launched.id)}
        people = [one for one in store.record(launched.id).participations if one.respondent in there] if there else []
        several = [
            (who, [one for one in news(who, asked, launched, now) if version_of(one) in entered]) for who in people
        ]
        notices = [_notice(announcer, launched, there[who.respondent], new, now) for who, new in several if new]
        if notices:
            added = outbox.add_notices(notices)
            store.note(Act(now, by, "tell of changed drafts", launched.id, str(added)))
            queued += added
    return queued


def _notice(announcer: Announcer, launched: Round, who: Reachable, drafts: Sequence[Draft], now: datetime) -> Notice:
    consultation, voice = announcer.spoken(launched, who.language)
    lines = [
        Line(voice.show(consultation.title), Style.TITLE),
        *changed(voice, drafts),
        Line(voice("You get this because you took part. /stop ends such messages."), Style.NOTE),
    ]
    key = ",".join(version_of(one) for one in drafts)
    return Notice(
        f"changed:{launched.id}:{who.respondent}:{key}",
        Purpose.CHANGE,
        launched.id,
        Reply(tuple(lines), tuple(ask_again(voice, drafts)), voice.language),
        now,
        identity=who.identity,
    )
