"""Themes that may be emerging: groups of answers which no theme fits, proposed to a facilitator. Standard library only.

A proposal is the machine's; what becomes of it is a person's `Decision`. Nothing enters a codebook by itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from consultation.codebook import Codebook, Theme
from consultation.errors import InvalidInput

SAME = 0.5
"""From this share of their answers or of their cue words in common on, two proposals are the same."""


class Verdict(StrEnum):
    """What a facilitator made of a proposal."""

    ACCEPTED = "accepted"
    MERGED = "merged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Decision:
    """A facilitator's word on a proposal: ``theme`` it became or went into, ``reason`` for which it was refused."""

    verdict: Verdict
    at: datetime
    theme: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Answers in one language that seem to share a theme.

    ``cues`` are words as several people wrote them, the most telling first; ``answers`` ids, those that stand best for
    the rest first; ``sureness`` 0 to 1, how much of the group is found again when a fifth of the answers is missing;
    ``decision`` is None until somebody takes one.
    """

    id: str
    language: str
    cues: tuple[str, ...]
    answers: tuple[str, ...]
    sureness: float
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Loose:
    """An answer that no theme fits, with its author's pseudonym: what proposals are made of."""

    id: str
    respondent: str
    language: str
    text: str


def renewed(known: Sequence[Proposal], found: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Return the proposals of a round after others were found, those that are decided first.

    What is decided stays as it is, and a proposal that is the same is not made again. One that is the same as an
    undecided one takes over its id, once; the undecided that were not found again are gone.
    """
    decided = [one for one in known if one.decision]
    undecided = [one for one in known if not one.decision]
    fresh: list[Proposal] = []
    for one in found:
        if any(likeness(one, other) >= SAME for other in decided):
            continue
        before = max(undecided, key=lambda other: likeness(one, other), default=None)
        if before and likeness(one, before) >= SAME:
            undecided.remove(before)
            fresh.append(replace(one, id=before.id))
        else:
            fresh.append(one)
    return (*decided, *fresh)


def likeness(one: Proposal, other: Proposal) -> float:
    """Return the larger share in common (Jaccard) of their answers and of their cue words; 0 across languages."""
    if one.language != other.language:
        return 0.0
    return max(_shared(one.answers, other.answers), _shared(one.cues, other.cues))


def _shared(some: Sequence[str], others: Sequence[str]) -> float:
    both = set(some) | set(others)
    return len(set(some) & set(others)) / len(both) if both else 0.0


def with_theme(codebook: Codebook, theme: Theme) -> Codebook:
    """Return the codebook with one more theme, at its end; raise `InvalidInput` where its id is taken."""
    if codebook.theme(theme.id):
        raise InvalidInput(
            f'there is a theme "{theme.id}" already: give another --id, or merge the proposal into it', where="--id"
        )
    return Codebook(codebook.version, (*codebook.themes, theme))


def with_cues(codebook: Codebook, theme_id: str, language: str, cues: Sequence[str]) -> Codebook:
    """Return the codebook with more cues for a theme in one language; raise `InvalidInput` without that theme.

    A theme without any there was heard by its label, which cues would silence: it becomes the first of them.
    """
    if codebook.theme(theme_id) is None:
        known = ", ".join(theme.id for theme in codebook.themes)
        raise InvalidInput(f'there is no theme "{theme_id}"; there are: {known}', where="--into")
    themes = (_cued(theme, language, cues) if theme.id == theme_id else theme for theme in codebook.themes)
    return Codebook(codebook.version, tuple(themes))


def _cued(theme: Theme, language: str, cues: Sequence[str]) -> Theme:
    label = (theme.labels[language],) if language in theme.labels else ()
    listed = tuple(dict.fromkeys((*(theme.cues.get(language) or label), *cues)))
    return replace(theme, cues={**theme.cues, language: listed})
