"""What the core asks of the world: the time, chance, tags, private data, likeness, pictures. Standard library only."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from consultation.codebook import Tagged
from consultation.editions import Edition
from consultation.going import Going
from consultation.guide import Consultation
from consultation.likeness import Grouped, Passage
from consultation.private_data import Private


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the present, aware."""
        ...


class Tokens(Protocol):
    """Makes ids that nobody can guess, or repeatable ones where a seed was given."""

    def token(self, length: int = 8) -> str:
        """Return ``length`` characters of A-Z and 2-7."""
        ...


class Syntheses(Protocol):
    """Gives what was made with an edition to whoever asks for it in chat."""

    @property
    def address(self) -> str:
        """Where editions are read on the web, "" where nowhere."""
        ...

    def summary(self, edition: Edition, language: str) -> tuple[str, ...]:
        """Return the first page in plain words, paragraph by paragraph; () where there is none."""
        ...

    def paper(self, edition: Edition, language: str) -> bytes:
        """Return the whole report as a PDF that every app takes, empty where there is none."""
        ...


class Draughtsman(Protocol):
    """Draws how a round goes."""

    def standing(self, going: Going, consultation: Consultation, language: str) -> bytes:
        """Return it as a PNG picture, in that language; raise `NotMade` where it cannot be drawn."""
        ...


class Tagger(Protocol):
    """Hears themes in a text."""

    def tag(self, text: str, *, spoken: str, question: str = "") -> Tagged:
        """Return the text's language (``spoken`` where it cannot be told) and its themes with their evidence."""
        ...


class Finder(Protocol):
    """Finds private data: what is masked wherever somebody's words are shown to others."""

    def find(self, text: str, *, language: str = "") -> tuple[Private, ...]:
        """Return what is private in a text of that language ("": not known), in order, not overlapping."""
        ...


class Grouper(Protocol):
    """Finds who says much the same, among people who spoke of one thing."""

    def group(self, passages: Iterable[Passage]) -> Grouped:
        """Return groups of passages that are alike, and answers that are like no other.

        No answer is in two groups, and no group has one respondent only. The order of ``passages`` changes nothing.
        """
        ...
