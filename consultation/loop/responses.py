"""What the working group answers to what was said, per draft and theme. Imports the standard library only.

What is recorded is never changed: a later line adds a language, or stands in the place of what was answered before.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """What becomes of what was said; `OPEN` says that the group has not made up its mind."""

    ADOPTED = "adopted"
    PARTLY = "partly"
    NOT = "not"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a response is to: one version of a draft, or a theme; the other is ""."""

    draft: str = ""
    version: str = ""
    theme: str = ""

    @property
    def name(self) -> str:
        """How it is written in a list and in the audit log: ``draft 2019-09/3``, ``theme funding``."""
        return f"theme {self.theme}" if self.theme else f"draft {self.version}/{self.draft}"


@dataclass(frozen=True, slots=True)
class Recorded:
    """A line of the history: who recorded what, when; ``why`` in that ``language``, "" where no reason was given."""

    round: str
    subject: Subject
    verdict: Verdict
    language: str
    why: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Response:
    """The response that stands: ``why`` by language, empty where no reason was given; ``at`` is its last change."""

    subject: Subject
    verdict: Verdict
    why: Mapping[str, str]
    at: datetime


def standing(history: Iterable[Recorded]) -> tuple[Response, ...]:
    """Return the responses that stand, in the order in which their subjects were first answered.

    The same verdict again adds a language, or puts other words in the place of those in it. Another verdict begins
    anew: reasons for what is not answered any more are history.
    """
    found: dict[Subject, Response] = {}
    for line in sorted(history, key=lambda one: one.at):
        before = found.get(line.subject)
        kept = before.why if before and before.verdict is line.verdict else {}
        why = {**kept, line.language: line.why} if line.why else dict(kept)
        found[line.subject] = Response(line.subject, line.verdict, why, line.at)
    return tuple(replace(one, why={code: one.why[code] for code in sorted(one.why)}) for one in found.values())
