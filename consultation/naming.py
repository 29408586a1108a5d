"""Naming a partner or a resource step by step: what is asked, what is offered, and the lists. Standard library only.

Where somebody is, is the position's item (``partner-kind``), and what they name the position's version: its id.
"""

from collections.abc import Iterator

from consultation.guide import Consultation, Document, Partner
from consultation.messages import Button, Line, Style
from consultation.suggestions import DETAILS, Sort, choices_of
from consultation.voice import LANGUAGE_NAMES, Scene, Voice

NAME = "name"
SHOWN = 30
"""How many of a list are shown in chat at most; the report has all."""


def first(sort: Sort) -> str:
    """Return where somebody is who begins to name something."""
    return f"{sort}-{NAME}"


def asked_at(item: str) -> tuple[Sort, str]:
    """Return what is being named, and what is asked of it."""
    sort, _, step = item.partition("-")
    return Sort(sort), step


def after(item: str) -> str:
    """Return where one is when that is told or skipped, "" where nothing is left to ask."""
    sort, step = asked_at(item)
    steps = (NAME, *DETAILS[sort])
    following = steps[steps.index(step) + 1 :]
    return f"{sort}-{following[0]}" if following else ""


def offered(consultation: Consultation, step: str) -> dict[str, str]:
    """Return the ids of what can be chosen; what they are called is for `offers`."""
    if step == "language":
        return {language: LANGUAGE_NAMES.get(language, language) for language in consultation.languages}
    return {choice: "" for choice, _ in choices_of(consultation, step)}


def prompt(voice: Voice, scene: Scene) -> Iterator[Line]:
    """Ask what is next."""
    sort, step = asked_at(scene.position.item)
    if step == NAME:
        yield from partners(voice, scene) if sort is Sort.PARTNER else resources(voice, scene)
    yield Line(question(voice, scene))
    if step == NAME:
        note = voice(
            "Name organisations and works, no private persons, and leave out addresses and numbers. A facilitator "
            "reads it before anybody else does."
        )
        yield Line(note, Style.NOTE)


def question(voice: Voice, scene: Scene) -> str:
    """Return what is asked."""
    return {
        "partner-name": voice("Which partner should be on the map? Write its name."),
        "partner-kind": voice("What kind of partner is it?"),
        "partner-level": voice("On which level does it work?"),
        "partner-region": voice("In which region?"),
        "resource-name": voice("Which resource would you add? Write its title."),
        "resource-link": voice("Where is it? Write the link."),
        "resource-language": voice("In which language is it?"),
        "resource-why": voice("Why is it of use? Write a sentence."),
    }[scene.position.item]


def offers(voice: Voice, scene: Scene) -> Iterator[Button]:
    """Offer what can be chosen, and the ways on."""
    item = scene.position.item
    _, step = asked_at(item)
    labels = {choice: voice.show(label) for choice, label in choices_of(scene.consultation, step)}
    for choice, name in offered(scene.consultation, step).items():
        yield Button(f"pick:{item}:{choice}", labels.get(choice, name))
    if step == NAME:
        yield Button("back", voice("Menu"))
    else:
        yield Button(f"skip:{item}", voice("Skip"))
        yield Button("done", voice("That is all"))


def partners(voice: Voice, scene: Scene) -> Iterator[Line]:
    """Show the map of partners, as far as it is approved."""
    listed = scene.consultation.partners
    yield Line(voice("The map of partners"), Style.TITLE)
    for one in listed[:SHOWN]:
        yield Line(partner_line(voice, scene.consultation, one), Style.ITEM)
    yield Line(_rest(voice, len(listed), voice("Nobody is on it yet.")), Style.NOTE)


def partner_line(voice: Voice, consultation: Consultation, one: Partner) -> str:
    """Return a partner with what is known of it."""
    told = {"kind": one.kind, "level": one.level, "region": one.region}
    known = [detail(voice, consultation, name, value) for name, value in told.items() if value]
    name = voice.isolated(one.name)
    return voice("{name}: {details}", name=name, details=voice(", ").join(known)) if known else name


def detail(voice: Voice, consultation: Consultation, name: str, value: str) -> str:
    """Return a detail in the words of the consultation's vocabulary, else as it was written."""
    if name == "language":
        return LANGUAGE_NAMES.get(value, value)
    label = next((label for choice, label in choices_of(consultation, name) if choice == value), None)
    return voice.show(label) if label else voice.isolated(value)


def resources(voice: Voice, scene: Scene) -> Iterator[Line]:
    """Show the consultation's resources, with those that were approved."""
    listed = scene.consultation.resources
    yield Line(voice("Resources"), Style.TITLE)
    for one in listed[-SHOWN:]:
        yield from resource_lines(voice, one)
    yield Line(_rest(voice, len(listed), voice("There are none yet.")), Style.NOTE)


def resource_lines(voice: Voice, one: Document) -> Iterator[Line]:
    """Yield a resource, where it is, and why it is of use."""
    yield Line(voice.show(one.title), Style.ITEM)
    if one.url:
        yield Line(one.url, Style.NOTE)
    if one.why:
        yield Line(voice.isolated(one.why), Style.NOTE)


def _rest(voice: Voice, listed: int, nothing: str) -> str:
    if not listed:
        return nothing
    if listed > SHOWN:
        return voice("{shown} of {all} are shown here.", shown=str(SHOWN), all=str(listed))
    return voice("/partner and /resource suggest another.")
