"""Which buttons each place of the office offers. Imports the standard library only."""

from collections.abc import Callable, Iterator

from consultation.choices import shortened
from consultation.loop.responses import Verdict
from consultation.loop.results import verdict_name
from consultation.messages import Button
from consultation.office import announcing, moderating, noting_wording, plan, suggestions, targets
from consultation.office.checking_choices import CHECKING_OFFERS
from consultation.office.draft_choices import OFFERS as OF_DRAFTS
from consultation.office.flow import Asked, Where, right_of
from consultation.office.hearing import BUTTONS, button
from consultation.office.responding import DRAFT, THEME, subjects_offered
from consultation.office.scene import OfficeScene
from consultation.office.wording import what_asked
from consultation.roles import Right
from consultation.rounds import Kind
from consultation.voice import LANGUAGE_NAMES, Voice

DAYS = (7, 14, 21)
NAMES = {asked: name for name, asked in BUTTONS.items()}

Offer = Callable[[Voice, OfficeScene], Iterator[Button]]


def choices_of(voice: Voice, scene: OfficeScene, asked: Asked) -> Iterator[Button]:
    """Offer the rounds with which something can be done."""
    right = right_of(asked)
    for known in scene.possible(right) if right else ():
        yield button(NAMES[asked], known.id, known.id)


def _lobby(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    who = scene.seat.facilitator
    if who.may_at_all(Right.SEE):
        yield button("rounds", voice("The rounds"))
        yield button("drafts", voice("Drafts"))
    if who.may_at_all(Right.LAUNCH):
        yield button("launch", voice("Launch a round"))
    if who.may_at_all(Right.SIFT):
        yield button("partners", voice("Partners"))
        yield button("resources", voice("Resources"))
    if who.may_at_all(Right.PLAN):
        yield button("plan", voice("The plan"))


def _group(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    for reference, consultation in scene.consultations.items():
        if scene.may(Right.LAUNCH, reference):
            yield button("group", shortened(voice.show(consultation.title)), consultation.id)
    yield _back(voice)


def _template(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    if asked := scene.consultation:
        for bank in asked.guides:
            label = what_asked(voice, asked, Kind.QUESTIONS, bank.id)
            yield button("what", shortened(label), f"{Kind.QUESTIONS}:{bank.id}")
        if asked.current_drafts():
            yield button("what", voice("Drafts"), Kind.DRAFTS)
    yield _back(voice)


def _opening(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    yield button("time", voice("At once"), "now")
    yield from _in_days(voice)
    yield _back(voice)


def _ending(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    yield from _in_days(voice)
    yield button("time", voice("By hand"), "hand")
    yield _back(voice)


def _extending(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    yield from _in_days(voice)
    yield _back(voice)


def _in_days(voice: Voice) -> Iterator[Button]:
    for days in DAYS:
        yield button("time", voice.several("In {number} day", "In {number} days", days), f"{days}d")


def _confirming(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    yield button("do", voice("Launch it"))
    if scene.planned_beside:
        yield button("beside", voice("Launch it beside the other"))
    if scene.may(Right.PREVIEW):
        yield button("try", voice("Try it first"))
    yield _back(voice)


def _holding(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    known = scene.launched
    if known:
        labels = {
            Asked.STATUS: voice("How it goes"),
            Asked.PREVIEW: voice("Try it"),
            Asked.EXTEND: voice("More time"),
            Asked.CLOSE: voice("Close it"),
            Asked.MODERATE: voice("Read answers"),
            Asked.NOTE: voice("Notes"),
            Asked.REVIEW: voice("Check tags"),
            Asked.CODE: voice("Code a sample"),
            Asked.RESPOND: voice("Answer what was said"),
            Asked.ANNOUNCE: voice("Announce it"),
            Asked.TARGET: voice("Targets"),
        }
        for asked, label in labels.items():
            right = right_of(asked)
            if right and known in scene.possible(right):
                yield button(NAMES[asked], label, known.id)
    yield _back(voice)


def _closing(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    yield button("do", voice("Close it now"))
    yield _back(voice)


def _tongue(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    if scene.consultation:
        for code in scene.consultation.languages:
            yield button("tongue", LANGUAGE_NAMES.get(code, code), code)
    yield _back(voice)


def _rehearsing(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    yield button("end", voice("End the preview"))


def _subject(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    asked = scene.consultation
    kind = scene.seat.held.get("list") or (DRAFT if asked and asked.current_drafts() else THEME)
    if asked:
        for word, label in subjects_offered(voice, asked, scene.responses, kind):
            yield button("subject", label, word)
        if kind == DRAFT:
            yield button("all-themes", voice("Themes"))
    yield _back(voice)


def _verdict(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    for verdict in Verdict:
        yield button("verdict", capitalised(verdict_name(voice, verdict)), verdict)
    yield _back(voice)


def _reason(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    if scene.seat.held.get("verdict") == Verdict.OPEN:
        yield button("no-reason", voice("Skip"))
    yield _back(voice)


def capitalised(label: str) -> str:
    """Return a label with its first letter as at the beginning of a sentence."""
    return label[:1].upper() + label[1:]


def _back(voice: Voice) -> Button:
    return button("back", voice("Back"))


def offers(voice: Voice, scene: OfficeScene, said: tuple[str, ...]) -> tuple[Button, ...]:
    """Return the buttons of the place, the rounds first where they were listed or one is asked for."""
    listed: Iterator[Button] = iter(())
    if "which" in said:
        listed = choices_of(voice, scene, Asked(scene.argument))
    elif "rounds" in said:
        listed = choices_of(voice, scene, Asked.ROUND)
    return (*listed, *OFFERS[scene.seat.where](voice, scene))


OFFERS: dict[Where, Offer] = {
    Where.AWAY: _lobby,
    Where.LOBBY: _lobby,
    Where.GROUP: _group,
    Where.TEMPLATE: _template,
    Where.OPENING: _opening,
    Where.ENDING: _ending,
    Where.CONFIRMING: _confirming,
    Where.HOLDING: _holding,
    Where.EXTENDING: _extending,
    Where.CLOSING: _closing,
    Where.CALLING: announcing.offers,
    Where.AIMING: targets.offers,
    Where.SIFTING: suggestions.offers,
    Where.PLANNING: plan.offers,
    Where.SORTING: plan.kind_offers,
    Where.DATING: plan.back_alone,
    Where.TITLING: plan.back_alone,
    Where.TONGUE: _tongue,
    Where.REHEARSING: _rehearsing,
    **moderating.OFFERS,
    **noting_wording.OFFERS,
    **CHECKING_OFFERS,
    Where.SUBJECT: _subject,
    Where.VERDICT: _verdict,
    Where.REASON: _reason,
    **OF_DRAFTS,
}
