"""What a facilitator records of the working group's answer to a draft or theme. Imports the standard library only."""

from collections.abc import Iterable
from dataclasses import replace

from consultation.errors import InvalidInput, NotFound
from consultation.guide import Consultation
from consultation.loop.responses import Recorded, Response, Subject, Verdict, standing
from consultation.ports import Store
from consultation.records import Act


def respond(store: Store, consultation: Consultation, line: Recorded) -> bool:
    """Record what the working group answers to a subject in a round; return whether that is new.

    Raises `InvalidInput` for a language the consultation lacks, and where no reason is given for what is decided.
    """
    if line.language not in consultation.languages:
        known = ", ".join(consultation.languages)
        raise InvalidInput(f"{line.language!r} is not one of its languages: {known}", where="--language")
    if not line.why.strip() and line.verdict is not Verdict.OPEN:
        raise InvalidInput("say why: it is shown in the report and sent to those whose words it answers", where="--why")
    line = replace(line, why=line.why.strip())
    history = store.responses(line.round)
    before, after = (_on(line.subject, lines) for lines in (history, (*history, line)))
    if before and after and (before.verdict, before.why) == (after.verdict, after.why):
        return False
    store.respond(line)
    store.note(Act(line.at, line.by, f"respond {line.verdict}", line.subject.name, f"{line.round}, {line.language}"))
    return True


def _on(subject: Subject, history: Iterable[Recorded]) -> Response | None:
    return next((one for one in standing(history) if one.subject == subject), None)


def draft_named(consultation: Consultation, name: str) -> Subject:
    """Return the draft of that number in its current version, or that of a version: ``2019-09/3``.

    Raises `NotFound`.
    """
    version, _, number = name.rpartition("/")
    drafts = [one for one in consultation.drafts if version] if version else list(consultation.current_drafts())
    found = next((one for one in drafts if one.id == number and version in ("", one.version)), None)
    if found is None:
        known = ", ".join(one.id for one in consultation.current_drafts()) or "none"
        raise NotFound(f"there is no draft {name}; there are: {known}")
    return Subject(found.id, found.version)


def theme_named(consultation: Consultation, theme_id: str) -> Subject:
    """Return the theme of that id; raise `NotFound`."""
    if consultation.codebook.theme(theme_id) is None:
        known = ", ".join(one.id for one in consultation.codebook.themes)
        raise NotFound(f"there is no theme {theme_id}; there are: {known}")
    return Subject(theme=theme_id)


def subjects(consultation: Consultation, responses: Iterable[Response]) -> tuple[tuple[Subject, Response | None], ...]:
    """Return all that can be answered, each with its response: current drafts, themes, what else was answered."""
    known = {one.subject: one for one in responses}
    drafts = [Subject(one.id, one.version) for one in consultation.current_drafts()]
    themes = [Subject(theme=one.id) for one in consultation.codebook.themes]
    return tuple((one, known.get(one)) for one in dict.fromkeys((*drafts, *themes, *known)))
