"""What is said and offered where a facilitator records what the working group answers. Standard library only.

Which round and consultation are in hand is the scene's; a subject is held as a word, ``d:2019-09/3`` or ``t:4f2a…``.
"""

from collections.abc import Iterator, Mapping, Sequence

from consultation.choices import shortened, ticked
from consultation.guide import Consultation, Unit
from consultation.loop.responses import Response, Subject, Verdict
from consultation.loop.results import named, verdict_name
from consultation.messages import Line, Style
from consultation.voice import Voice

DRAFT, THEME = "d", "t"


def subject_held(consultation: Consultation | None, word: str) -> Subject | None:
    """Return the subject of a word, None where there is no such draft or theme any more."""
    kind, _, name = word.partition(":")
    version, _, number = name.rpartition("/")
    if consultation is None:
        return None
    if kind == THEME:
        return next((Subject(theme=one.id) for one in consultation.codebook.themes if one.key == name), None)
    drafts = (one for one in consultation.current_drafts() if kind == DRAFT)
    return next((Subject(one.id, one.version) for one in drafts if (one.id, one.version) == (number, version)), None)


def subjects_offered(
    voice: Voice, consultation: Consultation, responses: Sequence[Response], kind: str
) -> Iterator[tuple[str, str]]:
    """Yield the word and the label of each draft, or of each theme; what has an answer is ticked."""
    answered = {one.subject for one in responses}
    if kind == THEME:
        for theme in consultation.codebook.themes:
            label = ticked(theme.label(voice.chain), Subject(theme=theme.id) in answered)
            yield f"{THEME}:{theme.key}", shortened(label)
        return
    for draft in consultation.current_drafts():
        label = ticked(f"{draft.id}. {voice.show(draft.title)}", Subject(draft.id, draft.version) in answered)
        yield f"{DRAFT}:{draft.version}/{draft.id}", shortened(label)


def subject_prompt(voice: Voice, consultation: Consultation | None, responses: Sequence[Response]) -> Iterator[Line]:
    """Ask what it is that the working group answers to."""
    if consultation is None:
        return
    yield Line(voice("To which draft or theme does the working group answer?"))
    drafts = {Subject(one.id, one.version) for one in consultation.current_drafts()}
    open_ones = drafts - {one.subject for one in responses}
    if drafts:
        counts = {"count": str(len(open_ones)), "all": str(len(drafts))}
        yield Line(voice("Drafts without an answer: {count} of {all}.", **counts), Style.NOTE)


def verdict_prompt(
    voice: Voice, consultation: Consultation | None, responses: Sequence[Response], held: Mapping[str, str]
) -> Iterator[Line]:
    """Ask what becomes of it, below what is answered so far."""
    subject = subject_held(consultation, held.get("subject", ""))
    if consultation is None or subject is None:
        return
    yield Line(named(consultation, voice, subject), Style.TITLE)
    for one in (one for one in responses if one.subject == subject):
        yield Line(voice("So far: {choice}", choice=verdict_name(voice, one.verdict)), Style.NOTE)
        if one.why:
            yield Line(voice.show(Unit(subject.name, one.why)), Style.QUOTE)
    yield Line(voice("What becomes of it?"))


def reason_prompt(voice: Voice, consultation: Consultation | None, held: Mapping[str, str]) -> Iterator[Line]:
    """Ask why."""
    subject = subject_held(consultation, held.get("subject", ""))
    if consultation and subject and held.get("verdict"):
        verdict = verdict_name(voice, Verdict(held["verdict"]))
        title = voice("{subject}: {verdict}", subject=named(consultation, voice, subject), verdict=verdict)
        yield Line(title, Style.TITLE)
    yield Line(voice("Why? Write it in one message."))
    yield Line(voice("It stands in the report, and is told to those whose words it answers."), Style.NOTE)
