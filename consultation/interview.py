"""The one use case that every channel shares: hear what a person sent, keep it, say what comes next.

Load, understand, tag, step, keep, word, in this order: nobody is answered before their words are kept. Imports the
standard library only; store, tagger, clock and tokens come in through `ports`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from consultation.changes import CHANGES, Turn
from consultation.choices import offers
from consultation.errors import Conflict
from consultation.flow import Event, Move, Position, State, step
from consultation.guide import Consultation
from consultation.hearing import Context, follow_up, heard_in, tagged_words
from consultation.messages import Attachment, Incoming, Line, Reply, clean
from consultation.own_data import own_data
from consultation.phrases import CONSENT_VERSION, LOST
from consultation.ports import Clock, Recalled, Store, Tagger, Tokens
from consultation.records import Participation
from consultation.rounds import Round
from consultation.understanding import Heard, start_code, understand
from consultation.voice import Catalogue, Voice
from consultation.wording import say

ATTEMPTS = 5
LINK_LIFE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Material:
    """A consultation ready to be run, and the tagger built from its codebook."""

    consultation: Consultation
    tagger: Tagger


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
        site: str = "",
    ) -> None:
        self._store = store
        self._material = material
        self._catalogues = catalogues
        self._clock = clock
        self._tokens = tokens
        self._site = site

    def hear(self, incoming: Incoming) -> tuple[Reply, ...]:
        """Return the replies to a message, once all its effects are kept.

        A delivery that was handled before has no second effect: the person is told again where they are. Raises
        `Conflict` only when others keep changing the same participation at every one of the attempts.
        """
        incoming = replace(incoming, text=clean(incoming.text))
        for _ in range(ATTEMPTS - 1):
            try:
                return self._turn(incoming)
            except Conflict:
                continue
        return self._turn(incoming)

    def _turn(self, incoming: Incoming) -> tuple[Reply, ...]:
        entered = self._entered(incoming)
        recalled = self._store.recall(incoming.identity, incoming.delivery, entered.id if entered else None)
        context = self._context(incoming, entered, recalled)
        if context is None:
            return self._joined(incoming) or (self._lost(incoming),)
        if recalled.heard_before:
            return self._worded(
                context, context.participation, Move(context.participation.position.state), Heard(Event.MENU)
            )
        offered = offers(self._voice(context, context.participation), context.scene())
        return self._acted(incoming, context, heard_in(context, incoming, offered))

    # Loading

    def _entered(self, incoming: Incoming) -> Round | None:
        """Return the round that a `/start CODE` leads into."""
        code = start_code(incoming.text)
        return next((known for known in self._store.rounds() if known.code == code), None) if code else None

    def _context(self, incoming: Incoming, entered: Round | None, recalled: Recalled) -> Context | None:
        """Return what the message is heard in; None where no round can be told."""
        now, kept = self._clock.now(), recalled.participation
        if entered is None and not start_code(incoming.text):
            entered = self._store.round(kept.round) if kept else self._only_open_round(now)
        if entered is None:
            return None
        material = self._material(entered)
        languages = material.consultation.languages
        language = incoming.language if kept else self._language(incoming, recalled)
        person = kept or Participation(
            respondent=recalled.respondent or self._tokens.token(10),
            round=entered.id,
            language=language if language in languages else languages[0],
            began=now,
        )
        return Context(entered.at(now), material.consultation, material.tagger, person, kept, now)

    def _language(self, incoming: Incoming, recalled: Recalled) -> str:
        """Return the language of one's last round, else the one the channel hints at."""
        before = self._store.recall(incoming.identity, "").participation if recalled.respondent else None
        return before.language if before else incoming.language

    def _only_open_round(self, now: datetime) -> Round | None:
        """Return the one round that takes answers; where there are several, only a code tells which."""
        taking = [known for known in self._store.rounds() if known.takes_answers(now)]
        return taking[0] if len(taking) == 1 else None

    def _joined(self, incoming: Incoming) -> tuple[Reply, ...]:
        """Return the replies to a stranger's `/link CODE`, which tells the round by itself; none for all else."""
        heard = understand(incoming, Position(), ())
        code = heard.argument.upper() if heard.event is Event.LINK else ""
        if not code or not self._store.link(incoming.identity, code, at=self._clock.now()):
            return ()
        context = self._context(incoming, None, self._store.recall(incoming.identity, incoming.delivery))
        said = Move(State.ARRIVING, say=("linked", "prompt"))
        return self._worded(context, context.participation, said, heard) if context else ()

    def _lost(self, incoming: Incoming) -> Reply:
        language = incoming.language if incoming.language in self._catalogues else "en"
        text = self._catalogues[language].gettext(LOST)
        return Reply((Line(text),), language=language)

    # Acting

    def _acted(self, incoming: Incoming, context: Context, heard: Heard) -> tuple[Reply, ...]:
        before = context.participation
        position, move = step(before.position, heard.event)
        tagged = tagged_words(context, incoming, heard, move)
        probe = None
        if tagged and heard.event is Event.WORDS:
            probe = follow_up(context, heard, tagged)
            if probe is not None:
                position, move = step(before.position, Event.SHORT_WORDS)
        if move.do in ("erase", "link", "unlink"):
            return self._reached_out(incoming, context, heard, move)
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
        )
        after = CHANGES[move.do](turn)
        if after.position.state is State.DESCRIBING and not after.position.item:
            last, move = step(after.position, Event.EXHAUSTED)
            after = replace(after, position=last)
        self._keep(incoming, context, after)
        return self._worded(context, after, move, heard, probe=probe)

    def _keep(self, incoming: Incoming, context: Context, after: Participation) -> None:
        """Keep what changed, and the delivery even where nothing did: heard again later, it might change something."""
        self._store.keep(
            context.kept,
            after,
            identity=incoming.identity,
            delivery=incoming.delivery,
            at=context.now,
            address=incoming.address,
        )

    def _reached_out(self, incoming: Incoming, context: Context, heard: Heard, move: Move) -> tuple[Reply, ...]:
        """Do what reaches beyond this participation: erase a respondent, join identities, part them."""
        person, argument, outcome = context.participation, heard.argument, True
        if move.do == "erase":
            self._store.erase(person.respondent, at=context.now, delivery=incoming.delivery)
            person = replace(person, position=replace(person.position, state=State.ARRIVING), answers=(), stances=())
        elif move.do == "unlink":
            outcome = self._store.unlink(incoming.identity)
            person = replace(person, position=Position()) if outcome else person
        elif argument:
            outcome = self._store.link(incoming.identity, argument.upper(), at=context.now)
            if outcome:
                recalled = self._store.recall(incoming.identity, incoming.delivery)
                context = self._context(incoming, None, recalled) or context
                person = context.participation
        elif person.consented:
            code = self._tokens.token(10)
            self._store.open_link(person.respondent, code, until=context.now + LINK_LIFE)
            argument = f"+{code}"
        return self._worded(
            context,
            person,
            replace(move, to=person.position.state),
            Heard(heard.event, argument),
            outcome=outcome,
        )

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
        *,
        probe: Mapping[str, str] | None = None,
        outcome: bool = True,
    ) -> tuple[Reply, ...]:
        voice = self._voice(context, person)
        editions = self._store.editions(person.round) if "report" in move.say else ()
        scene = replace(
            context.scene(),
            participation=person,
            argument=heard.argument,
            probe=probe,
            outcome=outcome,
            edition=editions[-1] if editions else None,
            site=self._site,
        )
        lines = tuple(line for name in move.say for line in say(name, voice, scene))
        attachment = None
        if "exported" in move.say:
            attachment = Attachment("palabre-export.json", own_data(person.respondent, self._everything_of(person)))
        buttons = offers(voice, scene, languages=heard.event is Event.LANGUAGE)
        return (Reply(lines, buttons, voice.language, attachment),)

    def _everything_of(self, person: Participation) -> Iterator[Participation]:
        """Yield a person's participations in all rounds, oldest round first."""
        for known in self._store.rounds():
            found = self._store.participation(known.id, person.respondent)
            if found is not None:
                yield found
