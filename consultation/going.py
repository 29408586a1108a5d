"""What is told of how a round goes. Imports the standard library only."""

from dataclasses import dataclass

from consultation.progress import Progress
from consultation.rounds import Round


@dataclass(frozen=True, slots=True)
class Status:
    """How a round goes: counts that are never merged, and how far people are.

    ``finished`` counts those who came to the thanks, ``items`` standing answers per question or draft, ``languages``
    respondents per language.
    """

    round: Round
    respondents: int
    answers: int
    messages: int
    identities: int
    finished: int
    withdrawn: int
    set_aside: int
    erased: int
    items: dict[str, int]
    languages: dict[str, int]


@dataclass(frozen=True, slots=True)
class Going:
    """All that is told of how a round goes: what was counted, and how far it has come, groups masked and steadied."""

    status: Status
    progress: Progress
