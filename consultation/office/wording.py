"""Every sentence of the office, in the facilitator's language. Imports the standard library only.

As in `wording`, English stands in the code and the other languages in ``locale/*.po``; `office_flow.WAYS` names the
sentences, and each place has a prompt; `office.choices` has what each offers.
"""

from collections.abc import Iterator
from datetime import datetime

from consultation.guide import Consultation
from consultation.messages import Line, Style
from consultation.office import (
    announcing,
    draft_wording,
    moderating,
    noting_wording,
    plan,
    status,
    suggestions,
    targets,
)
from consultation.office.checking_wording import CHECKING_PROMPTS, CHECKING_SENTENCES
from consultation.office.flow import Asked, Where, right_of
from consultation.office.responding import reason_prompt, subject_prompt, verdict_prompt
from consultation.office.scene import OfficeScene, Sentence, kept_time, moment
from consultation.planning import stage_name
from consultation.roles import Right, Role
from consultation.rounds import Kind
from consultation.voice import Voice

# Words


def role_name(voice: Voice, role: Role) -> str:
    """Name a role."""
    return {
        Role.OWNER: voice("owner"),
        Role.FACILITATOR: voice("facilitator"),
        Role.ANALYST: voice("analyst"),
        Role.READER: voice("reader of drafts"),
    }[role]


def what_asked(voice: Voice, consultation: Consultation, kind: str, bank: str) -> str:
    """Name what a round asks about."""
    guide = consultation.guide(bank)
    if kind == Kind.DRAFTS or guide is None:
        return voice("Drafts")
    return voice("Questions: {bank}", bank=voice.show(guide.title))


def welcome(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Say what somebody has become."""
    who = scene.seat.facilitator
    role = role_name(voice, who.role)
    yield Line(voice("Welcome, {name}. Your role here: {role}.", name=who.name, role=role))


def help_(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Every command there is for them, in a line."""
    role = role_name(voice, scene.seat.facilitator.role)
    yield Line(voice("What you can do here, as {role}", role=role), Style.TITLE)
    lines = (
        (Right.SEE, voice("/rounds: the rounds, and what can be done with each")),
        (Right.SEE, voice("/drafts: the drafts, and new versions of them")),
        (Right.LAUNCH, voice("/launch: launch a round")),
        (Right.FOLLOW, voice("/status: how a round goes, as text and as a picture")),
        (Right.PREVIEW, voice("/preview: try a round as people will meet it; nothing is kept")),
        (Right.EXTEND, voice("/extend: give a round more time")),
        (Right.CLOSE, voice("/close: close a round now")),
        (Right.MODERATE, voice("/moderate: read the newest answers, set some aside, restore others")),
        (Right.NOTE, voice("/note: enter notes of a salon, an interview or a talk page")),
        (Right.REVIEW, voice("/review: check the tags of answers, one at a time")),
        (Right.CODE, voice("/code: code a sample of answers by hand, without the machine’s tags")),
        (Right.RESPOND, voice("/respond: record what the working group answers")),
        (Right.ANNOUNCE, voice("/announce: announce a round in groups and channels")),
        (Right.AIM, voice("/target: how many of which group a round is to hear")),
        (Right.SIFT, voice("/partners and /resources: read what people suggested, and decide")),
        (Right.PLAN, voice("/plan: see and change what is planned")),
    )
    yield from (Line(line, Style.ITEM) for right, line in lines if scene.seat.facilitator.may_at_all(right))
    yield Line(voice("/facilitate: this list"), Style.ITEM)
    yield Line(voice("Whatever else you write is heard as anybody's who takes part."), Style.NOTE)


def rounds(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """The rounds they may see, the newest first."""
    if not scene.rounds:
        yield Line(voice("There is no round yet."))
        return
    yield Line(voice("The rounds"), Style.TITLE)
    for known in scene.rounds:
        asked = scene.consultations[known.consultation]
        what = what_asked(voice, asked, known.kind, known.guide)
        stage = stage_name(voice, known.stage)
        yield Line(voice("{round}: {stage}. {what}", round=known.id, stage=stage, what=what), Style.ITEM)


def round_in_hand(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """All about one round."""
    known, asked = scene.launched, scene.consultation
    if known is None or asked is None:
        yield from rounds(voice, scene)
        return
    yield Line(known.id, Style.TITLE)
    yield Line(voice.show(asked.title))
    yield Line(what_asked(voice, asked, known.kind, known.guide))
    yield Line(voice("Stage: {stage}", stage=stage_name(voice, known.stage)), Style.ITEM)
    yield from times(voice, scene, known.opens, known.closes)
    yield Line(voice("People come in with: /start {code}", code=known.code), Style.ITEM)
    if known.beside:
        yield Line(voice("People may be in it and in another round at the same time."), Style.NOTE)


def times(voice: Voice, scene: OfficeScene, opens: datetime | None, closes: datetime | None) -> Iterator[Line]:
    """When a round opens and closes; no opening is at once, no closing by hand."""
    at = moment(voice, scene, opens) if opens else voice("at once")
    yield Line(voice("Opens: {moment}", moment=at), Style.ITEM)
    until = moment(voice, scene, closes) if closes else voice("by hand")
    yield Line(voice("Closes: {moment}", moment=until), Style.ITEM)


def which(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Ask which round."""
    right = right_of(Asked(scene.argument))
    yield Line(
        voice("Which round?")
        if right and scene.possible(right)
        else voice("There is no round with which to do that now.")
    )


def group_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Ask which consultation."""
    yield Line(voice("A round of which consultation?"))


def template_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Ask what the round asks about."""
    if scene.consultation:
        yield Line(voice.show(scene.consultation.title), Style.TITLE)
    yield Line(voice("What shall the round ask about?"))


def opening_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Ask when the round opens."""
    yield Line(voice("When shall it open?"))
    yield from how_to_write(voice, scene)


def ending_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Ask when the round closes."""
    yield Line(voice("When shall it close?"))
    yield from how_to_write(voice, scene)


def extending_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Ask until when the round shall be open."""
    if scene.launched:
        yield Line(scene.launched.id, Style.TITLE)
        yield from times(voice, scene, scene.launched.opens, scene.launched.closes)
    yield Line(voice("When shall it close now?"))
    yield from how_to_write(voice, scene)


def how_to_write(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Say how a time is written, and in which zone it is read."""
    zone = scene.consultation.timezone if scene.consultation else "UTC"
    text = voice(
        "Choose, or write a time such as {example} ({zone}) or {length}.",
        example="2030-12-31 18:00",
        zone=zone,
        length="10d",
    )
    yield Line(text, Style.NOTE)


def confirm_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Sum up what will be launched."""
    held, asked = scene.seat.held, scene.consultation
    if asked is None:
        return
    yield Line(voice.show(asked.title), Style.TITLE)
    yield Line(what_asked(voice, asked, held.get("kind", ""), held.get("bank", "")))
    yield from times(voice, scene, kept_time(held, "opens"), kept_time(held, "closes"))
    if scene.planned_beside:
        yield Line(
            voice("A round of this consultation is open: people are in one at a time, unless you say otherwise.")
        )
    yield Line(voice("Shall I launch it?"))


def closing_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Ask whether to close for good."""
    yield from round_in_hand(voice, scene)
    yield Line(voice("Shall I close it now? New answers are then no longer taken."))


def tongue_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Ask in which language to try a round."""
    yield Line(voice("In which language would you like to try it?"))


def rehearsing_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Stands above all that is said in a preview."""
    yield Line(voice("Preview: nothing of this is kept."), Style.NOTE)


SENTENCES: dict[str, Sentence] = {
    "aimed": lambda voice, _: iter((Line(voice("Noted.")),)),
    "announced": lambda voice, _: iter((Line(voice("Announced, unless it was there already.")),)),
    "approved": lambda voice, _: iter((Line(voice("Approved: it is on the list.")),)),
    "closed": lambda voice, _: iter((Line(voice("Closed. What was said can still be changed and withdrawn.")),)),
    "extended": lambda voice, _: iter((Line(voice("It has more time now.")),)),
    "help": help_,
    "launched": lambda voice, _: iter((Line(voice("Launched.")),)),
    "no_aim": lambda voice, _: iter((Line(voice("That is no target: there is no such group, or no number.")),)),
    "no_date": lambda voice, _: iter(
        (Line(voice("That is no day that I can read, or the last is before the first.")),)
    ),
    "no_title": lambda voice, _: iter((Line(voice("That is too long for a title.")),)),
    "no_round": lambda voice, _: iter((Line(voice("There is no such round.")),)),
    "no_time": lambda voice, _: iter((Line(voice("That is no time that can be: it is over, or I cannot read it.")),)),
    "not_now": lambda voice, _: iter((Line(voice("Its stage does not allow that.")),)),
    "not_possible": lambda voice, _: iter((Line(voice("That is not possible as it stands; nothing has changed.")),)),
    "out_of_place": lambda voice, _: iter((Line(voice("That is not possible here any more. Let us go on:")),)),
    "planned": lambda voice, _: iter((Line(voice("The plan is changed.")),)),
    "refused": lambda voice, _: iter((Line(voice("Refused: it is on no list.")),)),
    "preview_over": lambda voice, _: iter((Line(voice("The preview is over; nothing of it was kept.")),)),
    "responded": lambda voice, _: iter((Line(voice("Recorded. It stands in the next edition of the report.")),)),
    "rounds": rounds,
    "status": status.how_it_goes,
    "welcome": welcome,
    "which": which,
    **moderating.SENTENCES,
    **noting_wording.SENTENCES,
    **CHECKING_SENTENCES,
    **draft_wording.SENTENCES,
}

PROMPTS: dict[Where, Sentence] = {
    Where.AWAY: help_,
    Where.LOBBY: help_,
    Where.GROUP: group_prompt,
    Where.TEMPLATE: template_prompt,
    Where.OPENING: opening_prompt,
    Where.ENDING: ending_prompt,
    Where.CONFIRMING: confirm_prompt,
    Where.HOLDING: round_in_hand,
    Where.EXTENDING: extending_prompt,
    Where.CLOSING: closing_prompt,
    Where.CALLING: announcing.prompt,
    Where.AIMING: targets.prompt,
    Where.SIFTING: suggestions.prompt,
    Where.PLANNING: plan.prompt,
    Where.SORTING: plan.kind_prompt,
    Where.DATING: plan.date_prompt,
    Where.TITLING: plan.title_prompt,
    Where.TONGUE: tongue_prompt,
    Where.REHEARSING: rehearsing_prompt,
    **moderating.PROMPTS,
    **noting_wording.PROMPTS,
    **CHECKING_PROMPTS,
    Where.SUBJECT: lambda voice, scene: subject_prompt(voice, scene.consultation, scene.responses),
    Where.VERDICT: lambda voice, scene: verdict_prompt(voice, scene.consultation, scene.responses, scene.seat.held),
    Where.REASON: lambda voice, scene: reason_prompt(voice, scene.consultation, scene.seat.held),
    **draft_wording.PROMPTS,
}


def say(name: str, voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Yield the lines of a sentence by its name; ``"prompt"`` is the one of the place."""
    yield from PROMPTS[scene.seat.where](voice, scene) if name == "prompt" else SENTENCES[name](voice, scene)
