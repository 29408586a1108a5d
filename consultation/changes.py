"""What each `do` of the table changes: from a participation to a participation, as values. Standard library only.

The names in `CHANGES` are those of `flow.MOVES`. What reaches beyond one participation (erasing, linking) is the
interview's.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from consultation import naming
from consultation.codebook import Tag, Tagged
from consultation.drafts.news import spoken_before, told
from consultation.drafts.opposing import Shown
from consultation.flow import Position, State
from consultation.guide import Consultation
from consultation.ports import Tokens
from consultation.records import Answer, Consent, Part, Participation, Piece, Quoting, Revision, Side, Stance
from consultation.suggestions import Sort
from consultation.suggestions import id_of as suggestion_id
from consultation.understanding import Heard

PARTS: Mapping[str, Part] = MappingProxyType({"arguing": Part.WHY, "completing": Part.MISSING})


@dataclass(frozen=True, slots=True)
class Turn:
    """All that a change may look at.

    ``origin`` is the position the message was heard in; ``participation`` stands already in the state it leads to.
    ``tagged`` are the themes of the whole answer as it will be, where words were heard; ``shown`` is what others said,
    where that was asked for.
    """

    participation: Participation
    origin: Position
    heard: Heard
    consultation: Consultation
    message: str
    at: datetime
    tokens: Tokens
    consent_version: str
    tagged: Tagged | None = None
    shown: Shown | None = None

    @property
    def position(self) -> Position:
        """The position after the move."""
        return self.participation.position


# Words


def pieces_after(turn_on: Answer | None, message: str, words: str, *, instead: bool = False) -> tuple[Piece, ...]:
    """Return an answer's messages once ``words`` are added to them, or stand instead of them."""
    kept = () if turn_on is None or instead else turn_on.current.pieces
    return (*kept, Piece(message, words))


def pieces_edited(answer: Answer, message: str, words: str) -> tuple[Piece, ...]:
    """Return an answer's messages with the one named ``message`` reworded."""
    return tuple(replace(piece, text=words) if piece.message == message else piece for piece in answer.current.pieces)


def pieces_without(answer: Answer, message: str) -> tuple[Piece, ...]:
    """Return an answer's messages less the one named ``message``."""
    return tuple(piece for piece in answer.current.pieces if piece.message != message)


def answer_holding(participation: Participation, message: str) -> Answer | None:
    """Return the standing answer that a chat message belongs to."""
    return next(
        (
            answer
            for answer in participation.standing()
            if any(piece.message == message for piece in answer.current.pieces)
        ),
        None,
    )


def merged_tags(heard: tuple[Tag, ...], before: Revision | None) -> tuple[Tag, ...]:
    """Return a new revision's tags: what the tagger hears, less what the person took off, plus what they put on."""
    if before is None:
        return heard
    own = tuple(tag for tag in before.tags if tag.source == "respondent")
    closed = {*before.refused, *(tag.theme for tag in own)}
    return (*(tag for tag in heard if tag.theme not in closed), *own)


def _revised(turn: Turn, answer: Answer, pieces: tuple[Piece, ...]) -> Participation:
    """Return the participation with one more revision of ``answer``, tagged as heard."""
    assert turn.tagged is not None, "words are always tagged before they are kept"
    before = answer.revisions[-1] if answer.revisions else None
    revision = Revision(
        number=len(answer.revisions) + 1,
        at=turn.at,
        pieces=pieces,
        language=turn.tagged.language,
        tags=merged_tags(turn.tagged.tags, before),
        refused=before.refused if before else (),
        codebook=turn.consultation.codebook.fingerprint,
    )
    return _with_answer(turn.participation, replace(answer, revisions=(*answer.revisions, revision)))


def _with_answer(participation: Participation, answer: Answer) -> Participation:
    """Return the participation with ``answer`` in place of the one of its id, or after all others."""
    if participation.answer(answer.id) is None:
        return replace(participation, answers=(*participation.answers, answer))
    answers = tuple(answer if kept.id == answer.id else kept for kept in participation.answers)
    return replace(participation, answers=answers)


def keep_words(turn: Turn) -> Participation:
    """Add the words to the answer in hand, or begin one on the item in hand."""
    answer = turn.participation.answer(turn.origin.answer)
    pieces = pieces_after(answer, turn.message, turn.heard.words)
    if answer is None:
        part = PARTS.get(turn.position.state, Part.ANSWER)
        answer = Answer(turn.tokens.token(), turn.origin.item, part, (), draft_version=turn.origin.version)
    kept = _revised(turn, answer, pieces)
    return replace(kept, position=replace(turn.position, answer=answer.id))


def keep_words_and_probe(turn: Turn) -> Participation:
    """Keep the words, and remember that the one follow-up is being asked."""
    kept = keep_words(turn)
    return replace(kept, position=replace(kept.position, probed=True))


def keep_freely(turn: Turn) -> Participation:
    """Begin a free contribution with the words."""
    return keep_words(replace(turn, origin=Position(), participation=_clear(turn)))


def revise(turn: Turn) -> Participation:
    """Follow the edit of a chat message."""
    answer = answer_holding(turn.participation, turn.heard.argument)
    assert answer is not None, "an edit of an unknown message is heard as out of place"
    return _revised(turn, answer, pieces_edited(answer, turn.heard.argument, turn.heard.words))


def take_back_words(turn: Turn) -> Participation:
    """Follow the deletion of a chat message: its words go from their answer, which is withdrawn where none are left."""
    answer = answer_holding(turn.participation, turn.heard.argument)
    assert answer is not None, "the deletion of an unknown message is heard as another's"
    pieces = pieces_without(answer, turn.heard.argument)
    if pieces:
        return _revised(turn, answer, pieces)
    at = turn.position
    if answer.id == at.item:
        at = Position(at.state)
    elif answer.id == at.answer:
        at = replace(at, answer="", probed=False)
    return replace(_with_answer(turn.participation, replace(answer, withdrawn=turn.at)), position=at)


def reword(turn: Turn) -> Participation:
    """Put the words instead of the answer in hand."""
    answer = turn.participation.answer(turn.origin.item)
    assert answer is not None, "rewording starts from an answer that is open"
    return _revised(turn, answer, pieces_after(answer, turn.message, turn.heard.words, instead=True))


# Where one is


def _clear(turn: Turn) -> Participation:
    return replace(turn.participation, position=Position(turn.position.state))


def set_down(turn: Turn) -> Participation:
    """Let go of the item in hand."""
    return _clear(turn)


def take_up(turn: Turn) -> Participation:
    """Take a question or a draft in hand; a draft with the version that is shown."""
    item = turn.heard.argument
    draft = next((draft for draft in turn.consultation.current_drafts() if draft.id == item), None)
    version = draft.version if draft and turn.heard.event == "a draft" else ""
    taken = replace(turn.participation, position=Position(turn.position.state, item=item, version=version))
    return told(taken, [one for one in spoken_before(taken, turn.consultation) if one == draft])


def keep_as_said(turn: Turn) -> Participation:
    """Leave what was said with the versions it was said on, knowing that there are others."""
    return told(turn.participation, spoken_before(turn.participation, turn.consultation))


def show_others(turn: Turn) -> Participation:
    """Keep what a person was shown of others; shown again the same, it is kept once."""
    if turn.shown is None:
        return turn.participation
    new, shown = turn.shown.showing, turn.participation.shown
    known = {(one.draft, one.version, one.seed, one.statements) for one in shown}
    again = (new.draft, new.version, new.seed, new.statements) in known
    return turn.participation if again else replace(turn.participation, shown=(*shown, new))


def close_answer(turn: Turn) -> Participation:
    """Close the answer in hand, staying with its draft."""
    return replace(turn.participation, position=replace(turn.position, answer="", probed=False))


def take_code(turn: Turn) -> Participation:
    """Take the code of another account or round in hand, keeping hold of an answer in the making."""
    origin = turn.origin
    position = Position(turn.position.state, item=turn.heard.argument, answer=origin.answer, probed=origin.probed)
    return replace(turn.participation, position=position)


def open_answer(turn: Turn) -> Participation:
    """Take one of one's own answers in hand."""
    return replace(turn.participation, position=replace(turn.position, item=turn.heard.argument))


def judge(turn: Turn) -> Participation:
    """Take what is said of an edition in hand where it is to be explained; who was explaining lets go of it."""
    if turn.position.state is State.EXPLAINING:
        echo = turn.heard.argument.partition(":")[0]
        return replace(turn.participation, position=Position(State.EXPLAINING, item=echo))
    return _clear(turn) if turn.origin.state is State.EXPLAINING else turn.participation


# Consent, withdrawal, settings


def consent(turn: Turn) -> Participation:
    """Record the consent to the present text; being heard again starts with being written to again."""
    given = Consent(turn.consent_version, turn.at)
    return replace(_clear(turn), consent=given, silent=False)


def withdraw_one(turn: Turn) -> Participation:
    """Withdraw one answer; with a draft's reasons the stance stays, it is an answer of its own."""
    item = turn.heard.argument or turn.origin.item
    if item.startswith("side-"):
        return _without_stances(_clear(turn), turn.at, item.removeprefix("side-"))
    answers = tuple(
        replace(answer, withdrawn=turn.at) if answer.id == item and answer.withdrawn is None else answer
        for answer in turn.participation.answers
    )
    return replace(_clear(turn), answers=answers)


def withdraw_all(turn: Turn) -> Participation:
    """Withdraw every answer, every stance, the permission to quote and the consent itself."""
    kept = _without_stances(_clear(turn), turn.at)
    answers = tuple(replace(answer, withdrawn=answer.withdrawn or turn.at) for answer in kept.answers)
    taken_back = replace(kept.consent, withdrawn=turn.at) if kept.consent else None
    return replace(kept, answers=answers, consent=taken_back, quoting=None, reminding=False)


def _without_stances(participation: Participation, at: datetime, draft: str = "") -> Participation:
    stances = tuple(
        replace(stance, withdrawn=stance.withdrawn or at) if draft in ("", stance.draft) else stance
        for stance in participation.stances
    )
    return replace(participation, stances=stances)


def silence(turn: Turn) -> Participation:
    """Ask for no more messages; whoever comes back is not reminded unless they ask for it anew."""
    return replace(_clear(turn), silent=True, reminding=False)


def remind(turn: Turn) -> Participation:
    """Wish to be reminded of the round."""
    return replace(turn.participation, reminding=True)


def remind_no_more(turn: Turn) -> Participation:
    """Wish for no reminders any more."""
    return replace(turn.participation, reminding=False)


def speak_again(turn: Turn) -> Participation:
    """Coming back of one's own accord ends the silence."""
    return replace(turn.participation, silent=False)


def come_back(turn: Turn) -> Participation:
    """Come back from another round: its link is let go of, and so is the silence."""
    return replace(_clear(turn), silent=False)


def set_language(turn: Turn) -> Participation:
    """Change the language, where the consultation has it."""
    language = turn.heard.argument
    known = language in turn.consultation.languages
    return replace(turn.participation, language=language) if known else turn.participation


def take_stance(turn: Turn) -> Participation:
    """Record the stance on the version that was shown; the last one stands."""
    stance = Stance(turn.origin.item, turn.origin.version, Side(turn.heard.argument), turn.at)
    return replace(turn.participation, stances=(*turn.participation.stances, stance))


def toggle_theme(turn: Turn) -> Participation:
    """Put a theme on the answer in hand, or take it off: a revision with the same words, by the respondent."""
    answer = turn.participation.answer(turn.origin.item)
    theme = next((theme for theme in turn.consultation.codebook.themes if theme.key == turn.heard.argument), None)
    if answer is None or theme is None:
        return turn.participation
    before = answer.current
    rest = tuple(tag for tag in before.tags if tag.theme != theme.id)
    refused = tuple(refused for refused in before.refused if refused != theme.id)
    if theme.id in before.themes:
        tags, refused = rest, (*refused, theme.id)
    else:
        tags = (*rest, Tag(theme.id, "respondent"))
    revision = replace(before, number=before.number + 1, at=turn.at, tags=tags, refused=refused)
    return _with_answer(turn.participation, replace(answer, revisions=(*answer.revisions, revision)))


# What a person says of themselves


def allow_and_describe(turn: Turn) -> Participation:
    """Record how the person may be quoted, and turn to the first thing they may say of themselves."""
    allowed = replace(turn.participation, quoting=Quoting(turn.heard.argument))
    return _next_attribute(allowed, turn.consultation, after="")


def describe(turn: Turn) -> Participation:
    """Tick or untick a choice; where only one can be, it also leads on."""
    attribute = turn.consultation.attribute(turn.origin.item)
    picked = turn.heard.argument
    if attribute is None or picked not in {choice.id for choice in attribute.choices}:
        return turn.participation
    if not attribute.several:
        return _next_attribute(_told(turn, (picked,)), turn.consultation, after=attribute.id)
    ticked = turn.participation.attributes.get(attribute.id, ())
    order = [choice.id for choice in attribute.choices]
    changed = set(ticked) ^ {picked}
    return _told(turn, tuple(choice for choice in order if choice in changed))


def describe_in_words(turn: Turn) -> Participation:
    """Keep words for an attribute that takes them; one with choices keeps asking."""
    attribute = turn.consultation.attribute(turn.origin.item)
    if attribute is None or attribute.choices:
        return turn.participation
    told = _told(turn, (turn.heard.words.strip(),))
    return _next_attribute(told, turn.consultation, after=attribute.id)


def name_partner(turn: Turn) -> Participation:
    """Begin to name a partner."""
    return replace(turn.participation, position=Position(turn.position.state, naming.first(Sort.PARTNER)))


def name_resource(turn: Turn) -> Participation:
    """Begin to name a resource."""
    return replace(turn.participation, position=Position(turn.position.state, naming.first(Sort.RESOURCE)))


def suggest(turn: Turn) -> Participation:
    """Turn to the next detail of what was named, by its id: the suggestion itself is kept beside the participation."""
    suggested = turn.origin.version or suggestion_id(turn.participation.respondent, turn.message)
    return next_detail(replace(turn, participation=_at(turn, replace(turn.position, version=suggested))))


def next_detail(turn: Turn) -> Participation:
    """Turn to the next detail that may be told; to nothing where that was the last."""
    item = naming.after(turn.position.item)
    return _at(turn, replace(turn.position, item=item, version=turn.position.version if item else ""))


def _at(turn: Turn, position: Position) -> Participation:
    return replace(turn.participation, position=position)


def next_attribute(turn: Turn) -> Participation:
    """Turn to the next thing that may be said."""
    return _next_attribute(turn.participation, turn.consultation, after=turn.origin.item)


def _told(turn: Turn, values: tuple[str, ...]) -> Participation:
    told = {**turn.participation.attributes, turn.origin.item: values}
    return replace(turn.participation, attributes={name: told[name] for name in told if told[name]})


def _next_attribute(participation: Participation, consultation: Consultation, *, after: str) -> Participation:
    order = ["", *(attribute.id for attribute in consultation.attributes), ""]
    following = order[order.index(after) + 1] if after in order else ""
    return replace(participation, position=Position(participation.position.state, item=following))


CHANGES: dict[str, Callable[[Turn], Participation]] = {
    "": lambda turn: turn.participation,
    "allow_and_describe": allow_and_describe,
    "close_answer": close_answer,
    "come_back": come_back,
    "consent": consent,
    "describe": describe,
    "describe_in_words": describe_in_words,
    "explain": set_down,
    "judge": judge,
    "keep_as_said": keep_as_said,
    "keep_freely": keep_freely,
    "keep_words": keep_words,
    "keep_words_and_probe": keep_words_and_probe,
    "name_partner": name_partner,
    "name_resource": name_resource,
    "next_attribute": next_attribute,
    "next_detail": next_detail,
    "open": open_answer,
    "revise": revise,
    "remind": remind,
    "remind_no_more": remind_no_more,
    "reexplain": lambda turn: turn.participation,
    "reword": reword,
    "say_which": lambda turn: turn.participation,
    "set_down": set_down,
    "set_language": set_language,
    "show_others": show_others,
    "silence": silence,
    "speak_again": speak_again,
    "suggest": suggest,
    "take_back_words": take_back_words,
    "take_code": take_code,
    "take_stance": take_stance,
    "take_up": take_up,
    "toggle_theme": toggle_theme,
    "unexplain": lambda turn: turn.participation,
    "withdraw_all": withdraw_all,
    "withdraw_one": withdraw_one,
}
