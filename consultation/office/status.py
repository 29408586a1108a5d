"""How a round goes, in a facilitator's language, in the numbers of `palabre round status`. Standard library only."""

from collections.abc import Iterator, Sequence

from consultation.going import Going
from consultation.guide import Consultation
from consultation.messages import Line, Style
from consultation.office.scene import OfficeScene
from consultation.progress import LANGUAGE, NOTHING_SAID, SOURCE, Progress, Reach
from consultation.voice import LANGUAGE_NAMES, Voice


def how_it_goes(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Counts, the way through the round, groups against their targets, and who is absent."""
    going, asked = scene.going, scene.consultation
    if going is None or asked is None:
        return
    yield Line(voice("How {round} goes", round=going.status.round.id), Style.TITLE)
    yield from (Line(text, Style.ITEM) for text in _counts(voice, going))
    yield from _stopped(voice, going.progress, asked)
    for name, several in going.progress.groups.items():
        yield from _groups(voice, asked, name, several)
    yield from (Line(text) for text in _absent(voice, asked, going.progress))
    yield Line(
        voice("Groups of fewer than five are not shown apart; their numbers move when five more people were heard."),
        Style.NOTE,
    )


def _counts(voice: Voice, going: Going) -> Iterator[str]:
    found, reached = going.status, going.progress
    yield voice("Respondents: {number}", number=str(found.respondents))
    yield voice("Answers: {number}", number=str(found.answers))
    yield voice("Agreed to take part: {number}", number=str(reached.began))
    share = "" if reached.completion is None else f" ({reached.completion:.0%})"
    yield voice("Came to the end: {number}", number=f"{reached.finished}{share}")
    if reached.median_minutes is None:
        yield voice("Median time: too few came to the end to say")
    else:
        yield voice("Median time, in minutes: {number}", number=f"{reached.median_minutes:g}")
    yield voice("Withdrawn: {number}", number=str(found.withdrawn))
    yield voice("Set aside: {number}", number=str(found.set_aside))
    yield voice("Erased: {number}", number=str(found.erased))


def _stopped(voice: Voice, reached: Progress, asked: Consultation) -> Iterator[Line]:
    """Say where people stopped who did not come to the end."""
    if not reached.stopped:
        return
    yield Line(voice("Where people stopped"), Style.TITLE)
    for item, number in reached.stopped.items():
        yield Line(voice("{name}: {number}", name=place(voice, asked, item), number=str(number)), Style.ITEM)


def place(voice: Voice, asked: Consultation, item: str) -> str:
    """Name a question, a draft, or what is none."""
    if item == NOTHING_SAID:
        return voice("after agreeing")
    questions = {one.id: voice.show(one.title) for bank in asked.guides for one in bank.questions}
    drafts = {draft.id: f"{draft.id}. {voice.show(draft.title)}" for draft in asked.drafts}
    return (questions | drafts).get(item) or voice("Free contribution")


def _groups(voice: Voice, asked: Consultation, name: str, several: Sequence[Reach]) -> Iterator[Line]:
    """Yield the groups that were heard or are to be, under what tells them apart."""
    shown = [one for one in several if one.heard != 0 or one.target]
    if shown:
        yield Line(heading(voice, asked, name), Style.TITLE)
    for one in shown:
        heard = voice("masked") if one.heard is None else str(one.heard)
        number = voice("{number} of {target}", number=heard, target=str(one.target)) if one.target else heard
        group = group_name(voice, asked, name, one.group)
        if one.finished is None or not one.heard:
            yield Line(voice("{name}: {number}", name=group, number=number), Style.ITEM)
        else:
            ended = voice("{name}: {number}; to the end: {ended}", name=group, number=number, ended=str(one.finished))
            yield Line(ended, Style.ITEM)


def _absent(voice: Voice, asked: Consultation, reached: Progress) -> Iterator[str]:
    for name in reached.groups:
        groups = [group_name(voice, asked, of, group) for of, group in reached.absent if of == name]
        if groups and name != SOURCE:
            whom = {"name": heading(voice, asked, name), "groups": voice(", ").join(groups)}
            yield voice("Nobody was heard yet. {name}: {groups}.", **whom)


def heading(voice: Voice, asked: Consultation, name: str) -> str:
    """Name what tells groups apart."""
    attribute = asked.attribute(name)
    if attribute:
        return voice.show(attribute.label)
    return voice("Language") if name == LANGUAGE else voice("Source")


def group_name(voice: Voice, asked: Consultation, name: str, group: str) -> str:
    """Name a group."""
    if name == LANGUAGE:
        return LANGUAGE_NAMES.get(group, group)
    if name == SOURCE:
        return group or voice("by no link of a source")
    attribute = asked.attribute(name)
    label = next((one.label for one in attribute.choices if one.id == group), None) if attribute else None
    return voice.show(label) if label else group
