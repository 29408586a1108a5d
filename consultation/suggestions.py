"""What people suggest for a consultation's lists: partners for its map, resources for its reading. Standard library.

A suggestion is seen by facilitators until one of them approves it. From then on it is the consultation's, and who named
it is not kept: until then it goes with them.
"""

from base64 import b32encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType
from typing import Protocol
from urllib.parse import urlsplit

from consultation.errors import InvalidInput
from consultation.flow import Event
from consultation.guide import Consultation, Document, Partner, Unit
from consultation.private_data import Private
from consultation.records import Participation

LONGEST = 300
"""Code points of a name, a link or a detail at most."""

MOST_EACH = 20
"""How many suggestions of one person wait for a decision at most."""

SUGGESTED = "suggested"
"""What a resource is that somebody suggested, as a kind of document."""


class Sort(StrEnum):
    """What is suggested."""

    PARTNER = "partner"
    RESOURCE = "resource"


class Verdict(StrEnum):
    """What a facilitator decides."""

    APPROVED = "approved"
    REFUSED = "refused"


DETAILS: Mapping[Sort, tuple[str, ...]] = MappingProxyType(
    {Sort.PARTNER: ("kind", "level", "region"), Sort.RESOURCE: ("link", "language", "why")}
)
"""What may be told beside the name, in the order in which it is asked."""


class Finds(Protocol):
    """Finds private data: the port `Finder`, which knows this module."""

    def find(self, text: str, *, language: str = "") -> tuple[Private, ...]:
        """Return what is private in a text."""
        ...


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something suggested for a list of a ``consultation`` (its id).

    ``details`` are by the names of `DETAILS`: ids of the consultation's vocabularies where it has any, words where not.
    ``respondent`` named it, "" for a facilitator and for what is approved; ``decided`` is when the ``verdict`` was
    given.
    """

    id: str
    consultation: str
    sort: Sort
    name: str
    at: datetime
    details: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    respondent: str = ""
    verdict: Verdict | None = None
    decided: datetime | None = None

    def after(self, verdict: Verdict, at: datetime) -> "Suggestion":
        """Return what a verdict makes of it: who named what is approved is not kept."""
        named_by = "" if verdict is Verdict.APPROVED else self.respondent
        return replace(self, verdict=verdict, decided=at, respondent=named_by)


def id_of(*about: str) -> str:
    """Return the id of what was suggested by that message of that account: heard again, it is the same."""
    return b32encode(sha256("\n".join(about).encode()).digest()).decode()[:10]


def approved(suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """Return what is on the list, by name."""
    listed = [one for one in suggestions if one.verdict is Verdict.APPROVED]
    return tuple(sorted(listed, key=lambda one: (one.name.casefold(), one.id)))


def waiting(suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """Return what nobody has decided on, the oldest first."""
    return tuple(one for one in suggestions if one.verdict is None)


def fitting(name: str, words: str) -> str:
    """Return what somebody wrote as a detail of that name, on one line; raise `InvalidInput` where it cannot be."""
    text = " ".join(words.split())
    if len(text) > LONGEST:
        raise InvalidInput(f"{len(text)} characters are too many; at most {LONGEST}", where=name)
    if not text and name == "name":
        raise InvalidInput("it needs a name", where=name)
    if name == "link" and text and not _is_link(text):
        raise InvalidInput(f"{text!r} is no link; write one such as https://meta.wikimedia.org", where=name)
    return text


def grown(consultation: Consultation, partners: Iterable[Suggestion], resources: Iterable[Suggestion]) -> Consultation:
    """Return a consultation with all that was approved of these on its lists."""
    named, added = approved(partners), approved(resources)
    if not named and not added:
        return consultation
    return replace(
        consultation,
        partners=(*consultation.partners, *(Partner(one.name, **one.details) for one in named)),
        resources=(*consultation.resources, *(_document(consultation, one) for one in added)),
    )


def _document(consultation: Consultation, one: Suggestion) -> Document:
    told = one.details.get("language", "")
    language = told if told in consultation.languages else consultation.languages[0]
    title = Unit(f"resources.{one.id}.title", {language: one.name})
    return Document(one.id, SUGGESTED, title, one.details.get("link", ""), why=one.details.get("why", ""))


def may_hold_private_data(one: Suggestion, finder: Finds) -> bool:
    """Say whether a machine finds private data in what was written; a link is meant to be shown."""
    written = (one.name, *(text for name, text in one.details.items() if name != "link"))
    return any(finder.find(text) for text in written)


def _is_link(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in parts.netloc and " " not in text


def choices_of(consultation: Consultation, name: str) -> tuple[tuple[str, Unit], ...]:
    """Return what a detail is chosen from, as ids and labels; () where it is told in words."""
    if name == "kind":
        return tuple((choice.id, choice.label) for choice in consultation.partner_kinds)
    attribute = consultation.attribute(name) if name in ("level", "region") else None
    return tuple((choice.id, choice.label) for choice in attribute.choices) if attribute else ()


def suggested(
    known: Iterable[Suggestion], words: str, whose: Participation, *, consultation: str, message: str, now: datetime
) -> Suggestion | Event:
    """Return a suggestion as it is after these words, or what else has happened where they cannot be taken.

    ``known`` are those on the same list, ``whose`` position says what the words are.
    """
    at, everything = whose.position, tuple(known)
    sort, step = at.item.split("-")
    try:
        text = fitting(step, words)
    except InvalidInput:
        return Event.UNFIT
    if step == "name":
        if sum(one.respondent == whose.respondent for one in waiting(everything)) >= MOST_EACH:
            return Event.ENOUGH
        named = id_of(whose.respondent, message)
        return Suggestion(named, consultation, Sort(sort), text, now, respondent=whose.respondent)
    found = next((one for one in everything if one.id == at.version), None)
    return replace(found, details={**found.details, step: text}) if found else Event.BACK


def suggestion(
    consultation: Consultation, sort: Sort, name: str, details: Mapping[str, str], *, suggested: str, at: datetime
) -> Suggestion:
    """Return what a facilitator enters, ``suggested`` its id; raise `InvalidInput` naming what cannot be."""
    told = {each: fitting(each, details.get(each, "")) for each in DETAILS[sort]}
    for each, value in told.items():
        known = [choice for choice, _ in choices_of(consultation, each)]
        if value and known and value not in known:
            raise InvalidInput(f"there is no {each} {value!r}; there are: {', '.join(known)}", where=each)
    kept = {each: value for each, value in told.items() if value}
    return Suggestion(suggested, consultation.id, sort, fitting("name", name), at, kept)
