"""What is said of reminders, and the notices themselves. Imports the standard library and the core's values only."""

from collections.abc import Iterator

from consultation.guide import Consultation
from consultation.messages import Button, Line, Reply, Style
from consultation.reminding import EVENING, MORNING, zone_of
from consultation.rounds import Round
from consultation.voice import Scene, Voice


def reminding(voice: Voice, scene: Scene) -> Iterator[Line]:
    """Say what somebody agreed to who wishes to be reminded: how often, at which hours, and how it ends."""
    zone = zone_of(scene.consultation, scene.participation.attributes)
    yield Line(
        voice(
            "As long as you have not finished I will remind you, twice at most, and tell you when the round has closed."
        )
    )
    hours = {"morning": f"{MORNING:%H:%M}", "evening": f"{EVENING:%H:%M}", "zone": zone.key}
    yield Line(voice("It comes between {morning} and {evening}, by the clocks of {zone}.", **hours), Style.NOTE)
    yield Line(voice("A button below each ends it, and so does /stop."), Style.NOTE)


def reminder(voice: Voice, asked: Consultation, launched: Round) -> Reply:
    """Return what reminds somebody of a round that they began."""
    lines = [
        Line(voice.show(asked.title), Style.TITLE),
        Line(voice("You began to answer, and wished to be reminded. What you have said so far is kept.")),
    ]
    if launched.closes:
        lines.append(
            Line(voice("Open until {moment}.", moment=voice.catalogue.moment(launched.closes, asked.timezone)))
        )
    buttons = (Button(f"start:{launched.code}", voice("Go on")), Button("no-reminders", voice("No more reminders")))
    return Reply(tuple(lines), buttons, voice.language)


def closing(voice: Voice, asked: Consultation, launched: Round) -> Reply:
    """Return what tells somebody that a round which they began has closed."""
    lines = [Line(voice.show(asked.title), Style.TITLE)]
    if launched.closes:
        moment = voice.catalogue.moment(launched.closes, asked.timezone)
        lines.append(Line(voice("This round closed on {moment}; new answers are no longer taken.", moment=moment)))
    lines += [
        Line(voice("What you said is kept, and counts as it stands.")),
        Line(voice.show(asked.next_steps)),
        Line(voice("You can still read, change or withdraw yours with /my."), Style.NOTE),
    ]
    return Reply(tuple(lines), (), voice.language)
