"""The sentences of reviewing and coding; see `office.wording`. Imports the standard library only."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from consultation.checking.coding import Desk, Showing, Statement
from consultation.checking.review_desk import Case
from consultation.checking.reviewing import Reason, may_lean
from consultation.checking.reviews import Lean
from consultation.codebook import MACHINE, Tag
from consultation.guide import Draft, Unit
from consultation.messages import Line, Style, standing_out
from consultation.office.checking import leans_in, listed
from consultation.office.flow import Where
from consultation.office.scene import OfficeScene
from consultation.voice import Voice

LEANS: Mapping[Lean, Callable[[Voice], str]] = {
    Lean.FOR: lambda voice: voice("For it"),
    Lean.AGAINST: lambda voice: voice("Against it"),
    Lean.NEITHER: lambda voice: voice("Neither"),
}

REASONS: Mapping[Reason, Callable[[Voice], str]] = {
    Reason.DISPUTED: lambda voice: voice("Its author says that we got it wrong."),
    Reason.UNCERTAIN: lambda voice: voice("The machine is not sure of a theme here."),
    Reason.RARE: lambda voice: voice("A theme of it is rare in this round."),
    Reason.OTHER: lambda voice: voice("Nobody has looked at its tags yet."),
}


def leaning_on(scene: OfficeScene) -> tuple[Draft, ...]:
    """Return the drafts on which the words in hand may be read as leaning."""
    asked, case = scene.consultation, scene.case
    if asked is None or case is None:
        return ()
    return may_lean(asked, case.whose, case.answer, listed(scene.seat.held, "themes"))


def statement_in_hand(scene: OfficeScene) -> Statement | None:
    """Return the statement that is being coded, None where it has left the sample or all is coded."""
    answer = scene.seat.held.get("answer")
    return next((one for one in scene.desk.statements if one.id == answer), None) if scene.desk else None


# Reviewing


def review_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """One answer, its evidence standing out, with its themes and why."""
    case, held = scene.case, scene.seat.held
    if case is None:
        yield Line(
            voice("That answer is not there any more.")
            if held.get("answer")
            else voice("No answer waits to be looked at in this round now.")
        )
        return
    yield Line(_title(voice, scene, case.answer.item), Style.TITLE)
    themes = listed(held, "themes")
    spans = [span for theme in themes for span in case.marks.get(theme, ())]
    yield Line(case.words, Style.QUOTE, standing_out(case.words, spans))
    if held.get("reason"):
        yield Line(REASONS[Reason(held["reason"])](voice), Style.NOTE)
    yield from _themes_and_why(voice, scene, case, themes)
    yield from _leanings(voice, scene)


def _themes_and_why(voice: Voice, scene: OfficeScene, case: Case, themes: Sequence[str]) -> Iterator[Line]:
    tags = {tag.theme: tag for tag in case.answer.current.tags}
    for theme in themes:
        yield Line(_why(voice, scene, case, tags.get(theme), theme), Style.ITEM)
    if not themes:
        yield Line(voice("No theme."), Style.ITEM)
    for theme in tags:
        if theme not in themes and theme not in case.answer.current.refused:
            yield Line(voice("{theme}: you take it off", theme=_label(voice, scene, theme)), Style.ITEM)
    for theme in case.answer.current.refused:
        yield Line(voice("{theme}: its author took it off", theme=_label(voice, scene, theme)), Style.ITEM)


def _why(voice: Voice, scene: OfficeScene, case: Case, tag: Tag | None, theme: str) -> str:
    name = _label(voice, scene, theme)
    if tag is None:
        return voice("{theme}: you put it on", theme=name)
    if tag.source not in MACHINE:
        by_author = tag.source == "respondent"
        return (
            voice("{theme}: its author put it on", theme=name)
            if by_author
            else voice("{theme}: a reviewer put it on", theme=name)
        )
    words = dict.fromkeys(case.words[start:end] for start, end in case.marks.get(theme, ()))
    shown = voice(", ").join(voice.isolated(word) for word in words)
    if tag.source == "model":
        share = f"{tag.score:.0%}"
        if not shown:
            return voice("{theme}: by the model, {share} sure", theme=name, share=share)
        return voice("{theme}: by the model, {share} sure; {words}", theme=name, share=share, words=shown)
    return voice("{theme}: by the words {words}", theme=name, words=shown)


def _leanings(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    leans = leans_in(scene.seat.held)
    for draft in leaning_on(scene):
        if draft.id in leans:
            judged = LEANS[leans[draft.id]](voice)
            yield Line(voice("Draft {draft}: {side}", draft=draft.id, side=judged), Style.ITEM)


def adding_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Ask which theme is missing."""
    if scene.case:
        yield Line(scene.case.words, Style.QUOTE)
        yield Line(voice("Which theme is in it too?"))
    else:
        yield Line(voice("That answer is not there any more."))


def leaning_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Ask on which draft the words lean, then which way."""
    if scene.case is None:
        yield Line(voice("That answer is not there any more."))
        return
    yield Line(scene.case.words, Style.QUOTE)
    draft = next((one for one in leaning_on(scene) if one.id == scene.seat.held.get("draft")), None)
    if draft is None:
        yield Line(voice("On which draft do these words bear?"))
        return
    yield Line(voice("Draft {number}: {title}", number=draft.id, title=voice.show(draft.title)), Style.TITLE)
    yield Line(voice.show(draft.short))
    yield Line(voice("How do these words stand to it? Say so only where they do: a theme alone is neither."))


# Coding


def coding_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """One statement of the sample, without the machine's tags where they are hidden."""
    there, statement = scene.desk, statement_in_hand(scene)
    if there is None or statement is None:
        yield from _nothing_to_code(voice, scene)
        return
    coder = there.known_as(scene.seat.facilitator.name)
    showing = statement.drawn.showing
    part = there.part(showing)
    number, count = str(part.index(statement) + 1), str(len(part))
    yield Line(
        voice("Without the machine’s tags: {number} of {count}", number=number, count=count)
        if showing is Showing.BLIND
        else voice("With the machine’s tags: {number} of {count}", number=number, count=count),
        Style.TITLE,
    )
    yield Line(_title(voice, scene, statement.item), Style.NOTE)
    if scene.finder:
        yield Line(statement.words(scene.finder), Style.QUOTE)
    heard = there.heard(coder, statement)
    if heard is not None:
        yield Line(voice("The machine heard: {themes}", themes=_named(voice, scene, heard)))
    yield Line(voice("You choose: {themes}", themes=_named(voice, scene, listed(scene.seat.held, "themes"))))
    if showing is Showing.BLIND and [one.id for one in there.left(coder, showing)] == [statement.id]:
        yield Line(
            voice("This is the last one without tags: after it, what you chose without them stands."), Style.NOTE
        )


def _nothing_to_code(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    there = scene.desk
    if scene.seat.held.get("answer"):
        yield Line(voice("That answer has left the sample."))
        return
    yield Line(voice("All of it is coded. Thank you."))
    for coder, left in _left(there) if there else ():
        yield Line(
            voice.several("{name} has {number} answer left.", "{name} has {number} answers left.", left, name=coder),
            Style.ITEM,
        )


def _left(there: Desk) -> Iterator[tuple[str, int]]:
    """Yield who has still something to code, and how much."""
    for coder in there.coders:
        left = sum(len(there.left(coder, showing)) for showing in Showing)
        if left:
            yield coder, left


# Words


def _title(voice: Voice, scene: OfficeScene, item: str) -> str:
    """Name what an answer is on: a question or a draft; a free contribution is on none."""
    asked = scene.consultation
    if not item or asked is None:
        return voice("A free contribution")
    titles: dict[str, Unit] = {one.id: one.title for one in asked.drafts}
    titles |= {one.id: one.title for guide in asked.guides for one in guide.questions}
    return voice.show(titles[item]) if item in titles else item


def _label(voice: Voice, scene: OfficeScene, theme_id: str) -> str:
    theme = scene.consultation.codebook.theme(theme_id) if scene.consultation else None
    return theme.label(voice.chain) if theme else theme_id


def _named(voice: Voice, scene: OfficeScene, themes: Sequence[str]) -> str:
    if not themes:
        return voice("no theme")
    return voice(", ").join(voice.isolated(_label(voice, scene, theme)) for theme in themes)


CHECKING_SENTENCES: dict[str, Callable[[Voice, OfficeScene], Iterator[Line]]] = {
    "decided": lambda voice, _: iter((Line(voice("Kept.")),)),
    "left_sample": lambda voice, _: iter((Line(voice("That answer has left the sample. Here is the next:")),)),
    "no_sample": lambda voice, _: iter(
        (Line(voice("There is no sample here for you to code: none was drawn, it is for two others, or too old.")),)
    ),
    "passed_on": lambda voice, _: iter(
        (Line(voice("That answer was changed, taken back or decided on in the meantime. Let us go on:")),)
    ),
}

CHECKING_PROMPTS: dict[Where, Callable[[Voice, OfficeScene], Iterator[Line]]] = {
    Where.REVIEWING: review_prompt,
    Where.ADDING: adding_prompt,
    Where.LEANING: leaning_prompt,
    Where.CODING: coding_prompt,
}
