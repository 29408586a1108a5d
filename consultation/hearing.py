"""What was heard, in full: the event, whether it still fits, the themes of the words, the follow-up they call for.

Imports the standard library only. Everything is a question about a `Context`; nothing here changes anything.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from consultation.changes import answer_holding, pieces_after, pieces_edited, pieces_without
from consultation.choices import sides
from consultation.codebook import Tagged
from consultation.drafts.opposing import Shown
from consultation.drafts.others import Others
from consultation.flow import MOVES, UNCONSENTED, Event, Move, State
from consultation.guide import Consultation, Draft
from consultation.joining import Bringing, Joining
from consultation.loop.echoes import Echo
from consultation.loop.echoing import judgement_in
from consultation.messages import Button, Incoming
from consultation.naming import offered
from consultation.ports import Tagger
from consultation.records import Answer, Participation, Quoting
from consultation.rounds import Round
from consultation.understanding import Heard, understand
from consultation.voice import Scene

SHORT, SHORT_LENGTH = 4, 40
"""An answer of fewer words and code points is very short: not all scripts write blanks between words."""

ANSWERS = frozenset({Event.QUESTION, Event.DRAFT, Event.FREELY, Event.STANCE, Event.STUDY, Event.AGREE})
UNDECIDED = frozenset({State.ARRIVING, State.CONSENTING, State.DECLINED})
"""States in which somebody who writes is asked to agree first: of no use where the round takes nothing new."""

KEEPING = frozenset({"keep_words", "keep_words_and_probe", "keep_freely"})


@dataclass(frozen=True, slots=True)
class Context:
    """What a message is heard in.

    ``kept`` is the participation as the store has it, None for a newcomer; ``joining`` is what is asked of somebody
    who links two accounts, ``reachable`` whether they can be written to, see `Scene`. ``echo`` is what the message
    answers of an edition, None where it is about none or nobody asks any more; ``about`` are the answers that it may be
    about; ``before`` gives what others said in earlier rounds.
    """

    round: Round
    consultation: Consultation
    tagger: Tagger
    before: Others
    participation: Participation
    kept: Participation | None
    now: datetime
    joining: Joining | None = None
    reachable: bool = False
    echo: Echo | None = None
    about: tuple[Answer, ...] = ()

    def scene(self) -> Scene:
        """Return the scene that words are about, as the person is now."""
        return Scene(
            self.consultation,
            self.round,
            self.participation,
            self.now,
            joining=self.joining,
            reachable=self.reachable,
            echo=self.echo,
            about=self.about,
            others=self.others(),
        )

    def others(self) -> bool:
        """Say whether there is something to show of what others said on the draft in hand."""
        draft, asked = self._weighed(), (self.consultation, self.round, self.participation)
        return draft is not None and self.before.any_on(draft, *asked, now=self.now)

    def shown(self) -> Shown | None:
        """Return what others said on the draft in hand, None where there is nothing to show."""
        draft, asked = self._weighed(), (self.consultation, self.round, self.participation)
        return self.before.on(draft, *asked, now=self.now) if draft else None

    def _weighed(self) -> Draft | None:
        """Return the draft on which the person is about to take a position, as they read it."""
        at, drafts = self.participation.position, self.consultation.drafts
        if at.state is not State.WEIGHING:
            return None
        return next((one for one in drafts if (one.id, one.version) == (at.item, at.version)), None)


def heard_in(context: Context, incoming: Incoming, offered: Sequence[Button]) -> Heard:
    """Return what a person meant; out of place where its object is gone, late where the round takes nothing new."""
    heard = understand(incoming, context.participation.position, offered)
    if _is_explanation(context, heard):
        edited = heard.event is Event.EDITED
        return replace(heard, event=Event.EDITED_WHY if edited else Event.DELETED_WHY)
    if heard.event is Event.DELETED:
        return Heard(_deleted(context.participation, heard.argument), heard.argument)
    if not _fits(context, heard):
        return Heard(Event.STALE)
    if heard.event is Event.WORDS and _wants_a_choice(context):
        return Heard(Event.UNASKED)
    if _too_late(context, heard):
        return Heard(Event.LATE_WORDS if heard.event is Event.WORDS else Event.LATE)
    return heard


def _is_explanation(context: Context, heard: Heard) -> bool:
    """Say whether a message that was edited or deleted is the one in which somebody said what an edition got wrong."""
    if heard.event not in (Event.EDITED, Event.DELETED) or context.echo is None:
        return False
    return context.echo.message == heard.argument


def _deleted(person: Participation, message: str) -> Event:
    """Return what the deletion of a chat message means: its words go, or with them the answer that is open."""
    answer = answer_holding(person, message)
    if answer is None:
        return Event.DELETED_OTHER
    is_open = answer.id == person.position.item
    return Event.DELETED if pieces_without(answer, message) or not is_open else Event.DELETED_WHOLE


def _fits(context: Context, heard: Heard) -> bool:
    """Say whether what a button or an edit is about is still there."""
    person, scene = context.participation, context.scene()
    state, step = person.position.state, person.position.item.rpartition("-")[2]
    known: dict[Event, Callable[[str], bool]] = {
        Event.QUESTION: lambda item: item in {question.id for question in scene.questions()},
        Event.DRAFT: lambda item: item in {draft.id for draft in scene.drafts()},
        Event.FREELY: lambda item: not item,
        Event.OPEN: lambda item: _standing(person, item),
        Event.TAKE_BACK: lambda item: item.startswith("side-") or _standing(person, item),
        Event.AS_SAID: lambda item: not item,
        Event.STANCE: lambda side: side in sides(scene),
        Event.STUDY: lambda side: side in sides(scene),
        Event.ALLOW: lambda quoting: quoting in set(Quoting),
        Event.JOIN: lambda bringing: bringing in set(Bringing),
        Event.REMIND: lambda _: scene.may_be_reminded,
        Event.PICK: lambda choice: state is not State.SUGGESTING or choice in offered(context.consultation, step),
        Event.SET_LANGUAGE: lambda language: language in context.consultation.languages,
        Event.RIGHT: lambda said: context.echo is not None and judgement_in(said) is not None,
        Event.NOT_RIGHT: lambda said: context.echo is not None and judgement_in(said) is not None,
        Event.ABOUT: lambda item: context.echo is not None and item in ("", *(one.id for one in context.about)),
        Event.WORDS: lambda _: context.echo is not None or person.position.state is not State.EXPLAINING,
        Event.EDITED: lambda message: (
            person.position.state in UNCONSENTED or answer_holding(person, message) is not None
        ),
    }
    check = known.get(heard.event)
    return check is None or check(heard.argument)


def _too_late(context: Context, heard: Heard) -> bool:
    """Say whether something new is said to a round that takes nothing new."""
    if context.round.takes_answers(context.now):
        return False
    state = context.participation.position.state
    entering = heard.event is Event.START and state in UNCONSENTED
    unasked = heard.event is Event.WORDS and state in UNDECIDED
    move = MOVES[state].get(heard.event)
    return entering or unasked or heard.event in ANSWERS or (move is not None and move.do in KEEPING)


def tagged_words(context: Context, incoming: Incoming, heard: Heard, move: Move) -> Tagged | None:
    """Return the themes of the whole answer that the words will make, None where none are kept or left."""
    person, position = context.participation, context.participation.position
    if move.do == "take_back_words":
        answer = answer_holding(person, heard.argument)
        pieces = pieces_without(answer, heard.argument) if answer else ()
        if not pieces:
            return None
    elif move.do == "revise":
        answer = answer_holding(person, heard.argument)
        pieces = pieces_edited(answer, heard.argument, heard.words) if answer else ()
    elif move.do in KEEPING or move.do == "reword":
        at = {"reword": position.item, "keep_freely": ""}.get(move.do, position.answer)
        answer = person.answer(at)
        pieces = pieces_after(answer, incoming.message, heard.words, instead=move.do == "reword")
    else:
        return None
    text = "\n".join(piece.text for piece in pieces)
    question = context.scene().question(answer.item if answer else position.item)
    asked = question.text.shown((person.language,)).text if question else ""
    return context.tagger.tag(text, spoken=person.language, question=asked)


def follow_up(context: Context, heard: Heard, tagged: Tagged) -> Mapping[str, str] | None:
    """Return the follow-up these words call for; an empty one is the general one, None is none."""
    position = context.participation.position
    if position.probed or position.answer or Event.SHORT_WORDS not in MOVES[position.state]:
        return None
    themes = [context.consultation.codebook.theme(tag.theme) for tag in tagged.tags]
    of_theme = next((theme.probes for theme in themes if theme and theme.probes), None)
    question = context.scene().question(position.item)
    if len(heard.words.split()) < SHORT and len(heard.words) < SHORT_LENGTH:
        return question.probe.texts if question and question.probe else {}
    return of_theme


def _standing(person: Participation, answer_id: str) -> bool:
    answer = person.answer(answer_id)
    return answer is not None and answer.withdrawn is None


def _wants_a_choice(context: Context) -> bool:
    """Say whether something is asked that words do not answer."""
    position = context.participation.position
    attribute = context.consultation.attribute(position.item)
    return position.state is State.DESCRIBING and attribute is not None and bool(attribute.choices)
