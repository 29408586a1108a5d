"""The use case of facilitators in chat: hear what is asked, do it, keep where they are, say what comes next.

An act is done before the seat and its delivery are kept: where the process dies in between it is done again, so each
act can be repeated without a second effect. Imports the standard library only; all else comes in through `ports`.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from consultation import appointing
from consultation.drafts import sketches
from consultation.errors import Conflict, NotAllowed, NotFound, NotMade
from consultation.forms import Field, Form
from consultation.guide import Draft
from consultation.interview import ATTEMPTS, Interview
from consultation.messages import Attachment, Incoming, Line, Reply, Style
from consultation.office.acts import ACTS
from consultation.office.asking import resolved
from consultation.office.choices import NAMES, offers
from consultation.office.drafting import in_making, seen
from consultation.office.flow import WORDED, Asked, Seat, Way, Where, way
from consultation.office.hearing import Request, requested
from consultation.office.looking import looked_up
from consultation.office.scene import OfficeScene, kept_time
from consultation.office.turn import Held, Means, Turn
from consultation.office.wording import say
from consultation.phrases import CODE_REFUSED, CODES_LIMITED
from consultation.ports import Clock, Staff, Store, Tokens
from consultation.rounds import Kind, Round, Stage
from consultation.voice import Catalogue, Voice

PREVIEWS = 200
"""How many previews are open at once; the one begun longest ago ends first."""

NOTE = "note"
"""Under which name a note that was begun is in hand."""

IN_PREVIEW = frozenset({"rehearse", "rehearse_draft", "speak"})
"""What is done in a store that is thrown away."""

Replies = tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """An interview that keeps nothing: its store is thrown away with it."""

    interview: Interview
    round: Round


class Office:
    """Conducts what facilitators do in chat. Holds nothing of anyone but the previews, which are not to be kept."""

    def __init__(
        self,
        store: Store,
        staff: Staff,
        *,
        means: Means,
        catalogues: Mapping[str, Catalogue],
        clock: Clock,
        tokens: Tokens,
    ) -> None:
        self._store = store
        self._staff = staff
        self._means = means
        self._catalogues = catalogues
        self._clock = clock
        self._tokens = tokens
        self._means = means
        self._rehearsals: OrderedDict[str, Rehearsal] = OrderedDict()

    def redeem(self, incoming: Incoming, code: str) -> Replies:
        """Return the answer to a code: all codes that do not work are answered alike, whatever became of them."""
        now = self._clock.now()
        seat = self._staff.seats([incoming.identity]).get(incoming.identity)
        if not self._store.recall(incoming.identity, incoming.delivery).heard_before:
            given = appointing.redeem(
                self._store, self._staff, incoming.identity, code, now=now, delivery=incoming.delivery
            )
            if given.facilitator is None:
                return (self._plain(incoming, CODES_LIMITED if given.limited else CODE_REFUSED),)
            seat = self._staff.seats([incoming.identity])[incoming.identity]
        if seat is None:
            return (self._plain(incoming, CODE_REFUSED),)
        return self._replied(incoming, seat, ("welcome", "help"), now)

    def hear(self, incoming: Incoming, request: Request, seat: Seat) -> Replies:
        """Return the replies to a request, once it is done and kept.

        A delivery that was handled before has no second effect: the facilitator is told again where they are.
        """
        for _ in range(ATTEMPTS - 1):
            try:
                return self._heard(incoming, request, seat)
            except Conflict:
                again = self._staff.seats([seat.identity]).get(seat.identity)
                if again is None:
                    raise
                seat = again
                request = requested(incoming, seat) or request
        return self._heard(incoming, request, seat)

    def leave(self, seat: Seat) -> None:
        """Let a facilitator go who turns to the interview: their words are not taken as a time any more."""
        if seat.where in WORDED:
            held = _with_note(seat, sketches.kept(seat.held))
            self._staff.sit(seat, replace(seat, where=Where.AWAY, held=held), at=self._clock.now())

    def help(self, incoming: Incoming, seat: Seat) -> Replies:
        """Return what a facilitator can do, as lines to read above the help that everybody has."""
        scene = self._scene(seat, self._clock.now())
        voice = self._voice(incoming, seat, scene)
        return (Reply(tuple(say("help", voice, scene)), (), voice.language),)

    def form(self, seat: Seat) -> Form | None:
        """Return what can be written where they are: a time, or what the preview takes; None for nothing."""
        rehearsal = self._rehearsals.get(seat.identity)
        if seat.where is Where.REHEARSING and rehearsal:
            return rehearsal.interview.form(seat.identity)
        if seat.where not in WORDED:
            return None
        scene = self._scene(seat, self._clock.now())
        voice = self._spoken(seat.language, scene)
        question, *_ = [line.text for line in say("prompt", voice, scene) if line.style is Style.PLAIN]
        return Form(voice("Write"), (Field((), question, question),), voice.language, f"office:{seat.where}")

    # Hearing

    def _heard(self, incoming: Incoming, request: Request, seat: Seat) -> Replies:
        now = self._clock.now()
        scene = self._scene(seat, now)
        voice = self._voice(incoming, seat, scene)
        if self._store.recall(incoming.identity, incoming.delivery).heard_before:
            return self._worded(voice, scene, ("prompt",))
        in_preview = seat.identity in self._rehearsals
        turn = Turn(incoming, request, scene, voice, self._store, self._tokens, self._means, in_preview)
        request = resolved(turn)
        turn = replace(turn, request=request)
        taken = self._allowed(turn, way(seat, request.asked))
        after, taken, told = self._done(turn, taken)
        after = self._staff.sit(
            seat, replace(after, where=taken.to, language=voice.language), at=now, delivery=incoming.delivery
        )
        if after.where is not Where.REHEARSING:
            self._rehearsals.pop(seat.identity, None)
        if told is not None:
            return told
        shown = replace(self._scene(after, now), argument=request.argument)
        voice = self._voice(incoming, after, shown)
        if "status" in taken.say:
            shown = replace(shown, going=self._means.going(after.held["round"]))
        return self._worded(voice, shown, taken.say, self._picture(shown, voice.language))

    def _allowed(self, turn: Turn, taken: Way) -> Way:
        """Return the way, or that of what is out of place where they have no right to it."""
        asked = turn.request
        about = turn.scene.reference
        if asked.asked in NAMES or asked.asked is Asked.LATE:
            known = next((one for one in turn.scene.rounds if one.id == asked.argument), None)
            about = known.consultation if known else about
        if asked.asked in (Asked.GROUP, Asked.SHELF):
            about = turn.scene.group(asked.argument)
        who = turn.seat.facilitator
        may = taken.right is None or (who.may(taken.right, about) if about else who.may_at_all(taken.right))
        return taken if may else way(turn.seat, Asked.STALE)

    # Doing

    def _done(self, turn: Turn, taken: Way) -> tuple[Seat, Way, Replies | None]:
        """Do what a way says; return the seat with what it holds then, the way, and what was said in a preview."""
        seat = turn.seat
        if taken.do in IN_PREVIEW:
            begin = {"rehearse": self._begun, "rehearse_draft": self._begun_on_draft}.get(taken.do)
            return seat, taken, begin(turn) if begin else self._rehearsed(turn, turn.incoming)
        try:
            return replace(seat, held=_with_note(seat, ACTS[taken.do](turn))), taken, None
        except (NotAllowed, NotFound):
            return seat, Way(seat.where, say=("not_possible", "prompt")), None

    # Previews

    def _begun(self, turn: Turn) -> Replies:
        """Begin a preview, and return how a respondent is welcomed."""
        held, now = turn.seat.held, turn.now
        planned = turn.scene.launched or Round(
            id="preview",
            code=held["code"],
            consultation=held["group"],
            kind=Kind(held["kind"]),
            guide=held["bank"],
            opens=now,
            closes=kept_time(held, "closes"),
        )
        closes = planned.closes if planned.closes and planned.closes > now else None
        open_now = replace(planned, opens=min(planned.opens, now), closes=closes, stage=Stage.OPEN)
        self._open(turn, open_now)
        coming = replace(turn.incoming, text=f"/start {open_now.code}", button="", language=turn.request.argument)
        return self._rehearsed(turn, coming)

    def _begun_on_draft(self, turn: Turn) -> Replies:
        """Begin a preview before a version in the making, and return how respondents will meet it."""
        sketch, drafted = in_making(turn), seen(turn)
        open_now = Round("preview", "PREVIEW", sketch.group, Kind.DRAFTS, opens=turn.now, stage=Stage.OPEN)
        there = self._open(turn, open_now, drafted)
        coming = replace(turn.incoming, text=f"/start {open_now.code}", button="", language=sketch.language)
        there.interview.hear(replace(coming, delivery=f"{coming.delivery}:start"))
        there.interview.hear(replace(coming, text="", button="agree", delivery=f"{coming.delivery}:agree"))
        return self._rehearsed(turn, replace(coming, text="", button=f"d:{drafted.id}"))

    def _open(self, turn: Turn, launched: Round, *drafts: Draft) -> Rehearsal:
        """Open a preview for somebody, in the place of one they were in; of too many the oldest ends."""
        self._rehearsals.pop(turn.seat.identity, None)
        opened = Rehearsal(self._means.preview(launched, drafts), launched)
        self._rehearsals[turn.seat.identity] = opened
        if len(self._rehearsals) > PREVIEWS:
            self._rehearsals.popitem(last=False)
        return opened

    def _rehearsed(self, turn: Turn, incoming: Incoming) -> Replies:
        """Return what a respondent would be answered, marked as a preview, with the way out of it."""
        seat = replace(turn.seat, where=Where.REHEARSING)
        scene = replace(turn.scene, seat=seat)
        above = tuple(say("prompt", turn.voice, scene))
        replies = self._rehearsals[seat.identity].interview.hear(incoming)
        *others, last = [replace(reply, lines=(*above, *reply.lines)) for reply in replies]
        return (*others, replace(last, buttons=(*last.buttons, *offers(turn.voice, scene, ()))))

    # Wording

    def _scene(self, seat: Seat, now: datetime) -> OfficeScene:
        scope = seat.facilitator.consultation
        there = {name: one for name, one in self._means.consultations().items() if scope in ("", name)}
        mine = [one.at(now) for one in reversed(self._store.rounds()) if one.consultation in there]
        return looked_up(OfficeScene(seat, now, tuple(mine), there), self._store, self._means)

    def _voice(self, incoming: Incoming, seat: Seat, scene: OfficeScene) -> Voice:
        """Speak the language they chose as a respondent, else their app's, else the one spoken last."""
        known = self._store.recall(incoming.identity, "").participation
        spoken = (known.language if known else "", incoming.language, seat.language)
        return self._spoken(next((each for each in spoken if each in self._catalogues), ""), scene)

    def _spoken(self, language: str, scene: OfficeScene) -> Voice:
        spoken = language or "en"
        chain = scene.consultation.chain(spoken) if scene.consultation else (spoken, "en")
        return Voice(self._catalogues[spoken], chain)

    def _replied(self, incoming: Incoming, seat: Seat, said: tuple[str, ...], now: datetime) -> Replies:
        scene = self._scene(seat, now)
        return self._worded(self._voice(incoming, seat, scene), scene, said)

    def _worded(
        self, voice: Voice, scene: OfficeScene, said: tuple[str, ...], picture: Attachment | None = None
    ) -> Replies:
        lines = tuple(line for name in said for line in say(name, voice, scene))
        return (Reply(lines, offers(voice, scene, said), voice.language, picture),)

    def _picture(self, scene: OfficeScene, language: str) -> Attachment | None:
        """Return how a round goes as a picture, where that is told; its words stand without it where it fails."""
        if scene.going is None or scene.consultation is None:
            return None
        try:
            drawn = self._means.draughtsman.standing(scene.going, scene.consultation, language)
        except NotMade:
            return None
        return Attachment(f"{scene.going.status.round.id}.png", drawn)

    def _plain(self, incoming: Incoming, phrase: str) -> Reply:
        """Return a sentence to somebody who has no role."""
        language = incoming.language if incoming.language in self._catalogues else "en"
        return Reply((Line(self._catalogues[language].gettext(phrase)),), language=language)


def _with_note(seat: Seat, held: Held) -> Held:
    """Return what is in hand with the note that was begun: whatever else is done, it waits until it is kept or left."""
    note = held.get(NOTE, seat.held.get(NOTE, ""))
    return {**{name: word for name, word in held.items() if name != NOTE}, **({NOTE: note} if note else {})}
