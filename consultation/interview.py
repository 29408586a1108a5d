"""The one use case that every channel shares: hear what a person sent, keep it, say what comes next.

Load, understand, tag, step, keep, word, in this order: nobody is answered before their words are kept. Several people
can be heard at once, and what they said is kept in one go. Imports the standard library only; store, tagger, clock and
tokens come in through `ports`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from consultation import naming
from consultation.allowance import used_up
from consultation.changes import CHANGES, Turn
from consultation.choices import offers
from consultation.codebook import Tagged
from consultation.crossing import must_ask
from consultation.drafts.news import news, told
from consultation.drafts.opposing import Shown
from consultation.drafts.others import Others
from consultation.editions import Edition, current_edition
from consultation.errors import Conflict, PalabreError
from consultation.flow import Event, Move, Position, State, step
from consultation.forms import Form, form
from consultation.guide import Consultation, Draft
from consultation.hearing import Context, follow_up, heard_in, tagged_words
from consultation.joining import Bringing, Joining, Linking, Parting, asked_about
from consultation.loop.echoes import Echo
from consultation.loop.echoing import echo_after, echo_meant, may_mean
from consultation.messages import FORWARDED, Attachment, Incoming, Line, Reply, clean
from consultation.notices import is_carried_to
from consultation.own_data import own_data
from consultation.own_text import own_text
from consultation.phrases import CONSENT_VERSION, LOST, TOO_MANY_CODES
from consultation.plan import Planned, planned
from consultation.ports import Clock, Keeping, Recalled, Store, Syntheses, Tagger, Tokens
from consultation.records import Answer, Participation
from consultation.rounds import Round
from consultation.sources import linked, parted
from consultation.suggestions import suggested
from consultation.understanding import Heard, start_code, start_source, understand
from consultation.voice import Catalogue, Scene, Voice
from consultation.wording import say

ATTEMPTS = 5
LINK_LIFE = timedelta(minutes=15)
PAPER = "report.pdf"
"""The name of a file with a whole report."""

REACHING_OUT = frozenset({"erase", "link", "join", "unlink", "cross"})
"""What a move does that is not a change of one participation."""

PAUSES = frozenset({State.CHOOSING, State.THANKED})
"""Where a person has nothing in hand, and can be told what is news to them."""

ASKING = frozenset({State.DESCRIBING, State.SUGGESTING})
"""Where one thing is asked after the other, until nothing is left to ask."""

IN_PLACE = frozenset({Event.TOGGLE, Event.PICK, Event.ABOUT})
"""Buttons that change what their own message shows."""

Replies = tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """A consultation ready to be run, the tagger built from its codebook, and what others said in earlier rounds."""

    consultation: Consultation
    tagger: Tagger
    others: Others


@dataclass(frozen=True, slots=True)
class Turned:
    """A turn that was taken: what it changes, None where that is kept already, and the answer once it is kept."""

    keeping: Keeping | None
    answer: Callable[[], Replies]


@dataclass(frozen=True, slots=True)
class Telling:
    """What a reply tells besides what the move says.

    ``in_place`` is as in `Reply`, all else as in `Scene`.
    """

    probe: Mapping[str, str] | None = None
    outcome: Linking | Parting = Linking.REFUSED
    shown: Shown | None = None
    news: tuple[Draft, ...] = ()
    in_place: bool = False


NOTHING_MORE = Telling()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Syntheses of which nothing is at hand here, but perhaps their address."""

    address: str = ""

    def summary(self, edition: Edition, language: str) -> tuple[str, ...]:  # noqa: ARG002 - as the port has it
        """Return nothing."""
        return ()

    def paper(self, edition: Edition, language: str) -> bytes:  # noqa: ARG002 - as the port has it
        """Return nothing."""
        return b""


NOTHING_AT_HAND = Elsewhere()


class Interview:
    """Conducts all interviews. Holds no state of any person: everything is in the store between two messages."""

    def __init__(
        self,
        store: Store,
        *,
        material: Callable[[Round], Material],
        catalogues: Mapping[str, Catalogue],
        clock: Clock,
        tokens: Tokens,
        announced: Callable[[str], str] = lambda _: "",
        syntheses: Syntheses = NOTHING_AT_HAND,
    ) -> None:
        """``announced`` gives the language in which a round was announced, ``syntheses`` what is shown of editions."""
        self._store = store
        self._material = material
        self._catalogues = catalogues
        self._clock = clock
        self._tokens = tokens
        self._announced = announced
        self._syntheses = syntheses

    def hear(self, incoming: Incoming) -> Replies:
        """Return the replies to a message, once all its effects are kept.

        A delivery that was handled before has no second effect: the person is told again where they are. Raises
        `Conflict` only when others keep changing the same participation at every one of the attempts.
        """
        for _ in range(ATTEMPTS - 1):
            try:
                return self._heard(incoming)
            except Conflict:
                continue
        return self._heard(incoming)

    def hear_all(self, incomings: Sequence[Incoming]) -> tuple[Replies | Exception, ...]:
        """Return for each person's message its replies, or what `hear` would have raised; all are kept in one go.

        Two of one person would meet in the store, and the second is then heard after the first. Where something else
        goes wrong it raises, and each can be heard again by itself.
        """
        turns = [self._turn(incoming) for incoming in incomings]
        kept = iter(self._store.keep_all([turned.keeping for turned in turns if turned.keeping]))
        failures = [next(kept) if turned.keeping else None for turned in turns]
        return tuple(map(self._answered, incomings, turns, failures))

    def form(self, identity: str) -> Form | None:
        """Return what somebody can write where they are, None for a stranger; nothing is changed by asking."""
        kept = self._store.recall(identity, "").participation
        if kept is None:
            return None
        entered = self._store.round(kept.round)
        material = self._material(entered)
        now = self._clock.now()
        context = Context(entered.at(now), material.consultation, material.tagger, material.others, kept, kept, now)
        return form(self._voice(context, kept), context.scene())

    def heard(self, identity: str, delivery: str) -> bool:
        """Say whether a delivery was handled."""
        return self._store.recall(identity, delivery).heard_before

    def _answered(self, incoming: Incoming, turned: Turned, failure: Exception | None) -> Replies | Exception:
        """Return the answer to a turn that was kept; one that met another change is taken again by itself."""
        if not isinstance(failure, Conflict):
            return failure or turned.answer()
        try:
            return self.hear(incoming)
        except PalabreError as error:
            return error

    def _heard(self, incoming: Incoming) -> Replies:
        turned = self._turn(incoming)
        if turned.keeping:
            kept = turned.keeping
            self._store.keep(
                kept.before,
                kept.after,
                identity=kept.identity,
                delivery=kept.delivery,
                at=kept.at,
                address=kept.address,
                echo=kept.echo,
            )
        return turned.answer()

    def _turn(self, incoming: Incoming) -> Turned:
        own = clean("" if incoming.medium == FORWARDED else incoming.text)
        if own != incoming.text:
            incoming = replace(incoming, text=own)
        entered = self._entered(incoming)
        recalled = self._store.recall(incoming.identity, incoming.delivery, entered.id if entered else None)
        if entered and (elsewhere := self._elsewhere(incoming, entered)):
            if recalled.heard_before:
                return self._again(elsewhere)
            return self._acted(
                incoming, elsewhere, Heard(Event.ANOTHER_ROUND, linked(entered.code, start_source(incoming)))
            )
        context = self._context(incoming, entered, recalled)
        if context is None:
            told = self._joined(incoming, heard_before=recalled.heard_before) or (self._plain(incoming, LOST),)
            return Turned(None, lambda: told)
        if recalled.heard_before:
            return self._again(context)
        # A button says itself what it means; words may be the label of one.
        offered = () if incoming.button else offers(self._voice(context, context.participation), context.scene())
        return self._acted(incoming, context, heard_in(context, incoming, offered))

    def _again(self, context: Context) -> Turned:
        """Return the answer to what was handled before: where the person is."""
        where = Move(context.participation.position.state)
        return Turned(None, lambda: self._worded(context, context.participation, where, Heard(Event.MENU)))

    # Loading

    def _entered(self, incoming: Incoming) -> Round | None:
        """Return the round that a `/start CODE` leads into."""
        code = start_code(incoming)
        return self._round_of(code) if code else None

    def _round_of(self, code: str) -> Round | None:
        return next((known for known in self._store.rounds() if known.code == code), None)

    def _elsewhere(self, incoming: Incoming, entered: Round) -> Context | None:
        """Return what a link is heard in where its round is not entered before they are asked: the one they are in."""
        here = self._store.recall(incoming.identity, incoming.delivery)
        person = here.participation
        if person is None:
            return None
        known = self._store.round(person.round)
        asked_first = must_ask(person, known, entered, self._clock.now())
        return self._context(incoming, known, here) if asked_first else None

    def _context(self, incoming: Incoming, entered: Round | None, recalled: Recalled) -> Context | None:
        """Return what the message is heard in; None where no round can be told."""
        now, kept = self._clock.now(), recalled.participation
        if entered is None and not start_code(incoming):
            entered = self._store.round(kept.round) if kept else self._only_open_round(now)
        if entered is None:
            return None
        material = self._material(entered)
        languages = material.consultation.languages
        language = incoming.language if kept else self._language(incoming, recalled, entered)
        person = kept or Participation(
            respondent=recalled.respondent or self._tokens.token(10),
            round=entered.id,
            language=language if language in languages else languages[0],
            began=now,
            source=start_source(incoming),
        )
        asked = self._asked(person, now)
        echo, about = self._echo(incoming, person)
        return Context(
            entered.at(now),
            material.consultation,
            material.tagger,
            material.others,
            person,
            kept,
            now,
            asked,
            reachable=is_carried_to(incoming.address),
            echo=echo,
            about=about,
        )

    def _echo(self, incoming: Incoming, person: Participation) -> tuple[Echo | None, tuple[Answer, ...]]:
        """Return what a message answers of an edition, where that is still asked, and what it may be about."""
        meant = may_mean(incoming, person.position)
        echo = echo_meant(incoming, person.position, self._store.asked(person.respondent)) if meant else None
        whose = self._store.participation(echo.of_round, person.respondent) if echo else None
        return (echo, tuple(whose.standing())) if whose and whose.consented else (None, ())

    def _language(self, incoming: Incoming, recalled: Recalled, entered: Round) -> str:
        """Return the language of one's last round, else what the channel hints at, else the announcement's."""
        before = self._store.recall(incoming.identity, "").participation if recalled.respondent else None
        return before.language if before else incoming.language or self._announced(entered.id)

    def _only_open_round(self, now: datetime) -> Round | None:
        """Return the one round that takes answers; where there are several, only a code tells which."""
        taking = [known for known in self._store.rounds() if known.takes_answers(now)]
        return taking[0] if len(taking) == 1 else None

    def _joined(self, incoming: Incoming, *, heard_before: bool) -> Replies:
        """Return the replies to a stranger's `/link CODE`, which tells the round by itself; none for all else."""
        heard = understand(incoming, Position(), ())
        code = heard.argument.upper() if heard.event is Event.LINK else ""
        outcome = self._linked(incoming, code, self._clock.now()) if code and not heard_before else Linking.REFUSED
        if outcome is Linking.LIMITED:
            return (self._plain(incoming, TOO_MANY_CODES),)
        if not outcome:
            return ()
        context = self._context(incoming, None, self._store.recall(incoming.identity, incoming.delivery))
        said = Move(State.ARRIVING, say=("linked", "prompt"))
        if context is None:
            return ()
        return self._worded(context, context.participation, said, heard, Telling(outcome=Linking.JOINED))

    def _plain(self, incoming: Incoming, phrase: str) -> Reply:
        """Return a sentence to somebody who is in no round."""
        language = incoming.language if incoming.language in self._catalogues else "en"
        return Reply((Line(self._catalogues[language].gettext(phrase)),), language=language)

    # Acting

    def _acted(self, incoming: Incoming, context: Context, heard: Heard) -> Turned:
        before = context.participation
        if used_up(before, heard.event):
            return self._told(context, before, Move(before.position.state, say=("too_much", "prompt")), heard)
        position, move = step(before.position, heard.event)
        tagged = tagged_words(context, incoming, heard, move)
        probe = None
        if tagged and heard.event is Event.WORDS:
            probe = follow_up(context, heard, tagged)
            if probe is not None:
                position, move = step(before.position, Event.SHORT_WORDS)
        if move.do == "suggest":
            return self._suggested(incoming, context, heard)
        if move.do in REACHING_OUT:
            return self._reached_out(incoming, context, heard, move)
        shown = context.shown() if move.do == "show_others" else None
        telling = Telling(probe=probe, shown=shown)
        return self._changed(incoming, context, heard, (position, move), tagged=tagged, telling=telling)

    def _changed(
        self,
        incoming: Incoming,
        context: Context,
        heard: Heard,
        stepped: tuple[Position, Move],
        *,
        tagged: Tagged | None = None,
        telling: Telling = NOTHING_MORE,
    ) -> Turned:
        """Change the participation as the move says, and answer once that is kept."""
        before, (position, move) = context.participation, stepped
        turn = Turn(
            participation=replace(before, position=position),
            origin=before.position,
            heard=heard,
            consultation=context.consultation,
            message=incoming.message,
            at=context.now,
            tokens=self._tokens,
            consent_version=CONSENT_VERSION,
            tagged=tagged,
            shown=telling.shown,
        )
        after = CHANGES[move.do](turn)
        words_kept = bool(heard.words and move.do)
        if after.position.state in ASKING and not after.position.item:
            last, move = step(after.position, Event.EXHAUSTED)
            after = replace(after, position=last)
        if after.position.state is State.THANKED and heard.event is not Event.KEEP and after.finished is None:
            after = replace(after, finished=context.now)
        if incoming.medium and words_kept:
            move = replace(move, say=("only_words", *move.say))
        if after.position.state in PAUSES and "prompt" in move.say:
            telling = replace(telling, news=news(after, context.consultation, context.round, context.now))
        if telling.news:
            after, move = told(after, telling.news), replace(move, say=(*move.say, "changed_drafts"))
        in_place = bool(incoming.button) and heard.event in IN_PLACE and after.position == before.position
        said = self._said(incoming, context, heard, move)
        context, telling = replace(context, echo=said or context.echo), replace(telling, in_place=in_place)
        return Turned(
            self._keeping(incoming, context, after, said),
            lambda: self._worded(context, after, move, heard, telling),
        )

    def _said(self, incoming: Incoming, context: Context, heard: Heard, move: Move) -> Echo | None:
        """Return what is said of an edition, if this is about one."""
        if context.echo is None:
            return None
        about, message = context.about, incoming.message
        return echo_after(move.do, context.echo, heard, about=about, message=message, at=context.now)

    def _keeping(self, incoming: Incoming, context: Context, after: Participation, said: Echo | None) -> Keeping:
        """Return what changed, and the delivery even where nothing did: later it might be heard differently."""
        return Keeping(context.kept, after, incoming.identity, incoming.delivery, context.now, incoming.address, said)

    def _reached_out(self, incoming: Incoming, context: Context, heard: Heard, move: Move) -> Turned:
        """Do what reaches beyond this participation: erase a respondent, join identities, part them."""
        person = context.participation
        if move.do == "erase":
            self._store.erase(person.respondent, at=context.now, delivery=incoming.delivery)
            gone = replace(person, position=replace(person.position, state=State.ARRIVING), answers=(), stances=())
            return self._told(context, gone, move, heard)
        if move.do == "unlink":
            return self._parted(incoming, context, heard, move)
        if move.do == "cross":
            return self._crossed(incoming, context)
        if move.do == "join":
            bringing = Bringing(heard.argument)
            return self._given(incoming, context, Heard(heard.event, person.position.item), move, bringing)
        if heard.argument:
            return self._given(incoming, context, Heard(heard.event, heard.argument.upper()), move)
        return self._told(context, person, move, Heard(heard.event, self._code_for(context)))

    def _crossed(self, incoming: Incoming, context: Context) -> Turned:
        """Enter the round whose link was followed; what was said here stays, and so does the place to come back to."""
        link = context.participation.position.item
        entered = self._round_of(parted(link)[0])
        recalled = self._store.recall(incoming.identity, incoming.delivery, entered.id if entered else None)
        following = replace(incoming, button=f"start:{link}")
        there = self._context(following, entered, recalled) or context
        heard = heard_in(there, following, ())
        return self._changed(incoming, there, heard, step(there.participation.position, heard.event))

    def _code_for(self, context: Context) -> str:
        """Return a new code to go on elsewhere, marked as one; "" before consent."""
        person = context.participation
        if not person.consented:
            return ""
        code = self._tokens.token(10)
        self._store.open_link(person.respondent, code, until=context.now + LINK_LIFE)
        return f"+{code}"

    def _suggested(self, incoming: Incoming, context: Context, heard: Heard) -> Turned:
        """Keep what somebody named, or a detail of it, and go on; heard again, it is the same suggestion."""
        person, at = context.participation, context.participation.position
        said = suggested(
            self._store.suggestions(context.consultation.id, naming.asked_at(at.item)[0]),
            heard.words or heard.argument,
            person,
            consultation=context.consultation.id,
            message=incoming.message,
            now=context.now,
        )
        if isinstance(said, Event):
            return self._changed(incoming, context, heard, step(at, said))
        self._store.suggest(said)
        return self._changed(incoming, context, heard, step(at, heard.event))

    def _given(
        self, incoming: Incoming, context: Context, heard: Heard, move: Move, bringing: Bringing | None = None
    ) -> Turned:
        """Join the respondent whose code was given, or ask first what shall become of what was said here."""
        outcome = self._linked(incoming, heard.argument, context.now, bringing)
        at = context.participation.position
        if outcome is Linking.ASKED:
            return self._changed(incoming, context, heard, step(at, Event.BOTH_SPOKEN))
        if outcome is Linking.JOINED:
            recalled = self._store.recall(incoming.identity, incoming.delivery)
            context = self._context(incoming, None, recalled) or context
            return self._told(context, context.participation, move, heard, outcome=outcome)
        # The delivery is kept with what is said: given again later, the code might work.
        stepped = step(at, Event.BACK) if bringing else (at, Move(at.state))
        stepped = (stepped[0], replace(stepped[1], say=move.say))
        return self._changed(incoming, context, heard, stepped, telling=Telling(outcome=outcome))

    def _linked(self, incoming: Incoming, code: str, now: datetime, bringing: Bringing | None = None) -> Linking:
        return self._store.link(incoming.identity, code, at=now, delivery=incoming.delivery, bringing=bringing)

    def _parted(self, incoming: Incoming, context: Context, heard: Heard, move: Move) -> Turned:
        """Undo the joining: who had said something before is who they were, who had not a stranger."""
        outcome = self._store.unlink(incoming.identity, at=context.now, delivery=incoming.delivery)
        if outcome is not Parting.PARTED:
            at = context.participation.position
            return self._changed(incoming, context, heard, (at, replace(move, do="")), telling=Telling(outcome=outcome))
        recalled = self._store.recall(incoming.identity, incoming.delivery)
        person = replace(context.participation, position=Position())
        if recalled.participation:
            context = self._context(incoming, None, recalled) or context
            person = context.participation
        return self._told(context, person, move, heard, outcome=outcome)

    def _told(
        self,
        context: Context,
        person: Participation,
        move: Move,
        heard: Heard,
        *,
        outcome: Linking | Parting = Linking.REFUSED,
    ) -> Turned:
        """Return the answer to what is kept already, where the person is now."""
        told = self._worded(context, person, replace(move, to=person.position.state), heard, Telling(outcome=outcome))
        return Turned(None, lambda: told)

    def _asked(self, person: Participation, now: datetime) -> Joining | None:
        """Return what is asked of somebody who links two accounts; None of others, or where the code works no more."""
        if person.position.state not in (State.LINKING, State.JOINING):
            return None
        other = self._store.opened_by(person.position.item, at=now)
        if other in ("", person.respondent):
            return None
        everything = self._everything_of(person.respondent)
        return asked_about((own, self._store.participation(own.round, other)) for own in everything)

    # Wording

    def _voice(self, context: Context, person: Participation) -> Voice:
        catalogue = self._catalogues.get(person.language) or self._catalogues["en"]
        return Voice(catalogue, context.consultation.chain(person.language))

    def _worded(
        self,
        context: Context,
        person: Participation,
        move: Move,
        heard: Heard,
        telling: Telling = NOTHING_MORE,
    ) -> Replies:
        voice = self._voice(context, person)
        editions = self._store.editions(person.round, pins=False) if "report" in move.say else ()
        current = current_edition(editions)
        summary, paper = self._given_of(current, person.language) if current else ((), b"")
        scene = replace(
            context.scene(),
            participation=person,
            argument=heard.argument,
            probe=telling.probe,
            outcome=telling.outcome,
            joining=self._asked(person, context.now),
            edition=current,
            remaking=bool(editions),
            site=self._syntheses.address,
            summary=summary,
            attached=bool(paper),
            others=replace(context, participation=person).others(),
            shown=telling.shown,
            news=telling.news,
            plan=self._planned(context) if "plan" in move.say else (),
        )
        lines = tuple(line for name in move.say for line in say(name, voice, scene))
        attachment = Attachment(PAPER, paper) if paper else None
        before: Replies = ()
        if "exported" in move.say:
            theirs = (person.respondent, *self._store.joined(person.respondent))
            everything = [(respondent, [*self._everything_of(respondent)]) for respondent in theirs]
            text = own_text(voice, everything, partial(self._seen, context.now))
            before = (Reply(lines[:1], (), voice.language, Attachment("palabre-export.txt", text)),)
            asked, waiting = self._store.asked(person.respondent), self._store.suggested_by(theirs)
            lines = lines[1:]
            attachment = Attachment("palabre-export.json", own_data(everything, asked, waiting))
        buttons = offers(voice, scene, languages=heard.event is Event.LANGUAGE)
        return (*before, Reply(lines, buttons, voice.language, attachment, telling.in_place))

    def _seen(self, now: datetime, person: Participation) -> Scene | None:
        """Return where somebody was in a round, None where its consultation cannot be read any more."""
        launched = self._store.round(person.round)
        try:
            consultation = self._material(launched).consultation
        except PalabreError:
            return None
        return Scene(consultation, launched.at(now), person, now)

    def _given_of(self, edition: Edition, language: str) -> tuple[tuple[str, ...], bytes]:
        """Return what somebody who asks for an edition is given: its summary, and the whole."""
        return self._syntheses.summary(edition, language), self._syntheses.paper(edition, language)

    def _planned(self, context: Context) -> tuple[Planned, ...]:
        reference = context.round.consultation
        rounds = [known.at(context.now) for known in self._store.rounds() if known.consultation == reference]
        return planned(context.consultation, self._store.plan(context.consultation.id), rounds)

    def _everything_of(self, respondent: str) -> Iterator[Participation]:
        """Yield a respondent's participations in all rounds, oldest round first."""
        for known in self._store.rounds():
            found = self._store.participation(known.id, respondent)
            if found is not None:
                yield found
