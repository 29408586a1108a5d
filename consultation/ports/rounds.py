"""What a store keeps of rounds: drafts, codebooks, and the audit log. Standard library only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from consultation.codebook import Codebook
from consultation.codebooks.recoding import Recoding
from consultation.glance import Glance
from consultation.guide import Draft
from consultation.records import Act, Participation
from consultation.rounds import Round


@dataclass(frozen=True, slots=True)
class Commit:
    """What a new version of a codebook changes, as one value.

    ``codebooks`` are the version it comes after and the new one; ``pairs`` participations before and after, whose
    answers have a revision more; ``codes`` what became of their human codes.
    """

    consultation: str
    codebooks: tuple[Codebook, ...]
    pairs: tuple[tuple[Participation, Participation], ...]
    codes: tuple[Recoding, ...]
    act: Act


class Rounds(Protocol):
    """Keeps rounds, and what belongs to a consultation rather than to a person."""

    def add_round(self, launched: Round) -> None:
        """Keep a new round; raise `Conflict` where its id or code is taken."""
        ...

    def rounds(self) -> tuple[Round, ...]:
        """Return all rounds, oldest first."""
        ...

    def round(self, round_id: str) -> Round:
        """Return a round as it was kept; raise `NotFound`."""
        ...

    def change_round(self, before: Round, after: Round, act: Act | None = None) -> None:
        """Replace a round, and append ``act`` to the audit log with it.

        Raises `Conflict` where it is no longer ``before``, `NotFound` where it never was.
        """
        ...

    def add_drafts(self, consultation: str, drafts: Sequence[Draft]) -> None:
        """Keep new draft versions of a consultation, in order; raise `Conflict` where one is there and differs."""
        ...

    def drafts(self, consultation: str) -> tuple[Draft, ...]:
        """Return the versions entered for a consultation, in the order they were entered."""
        ...

    def commit_codebook(self, commit: Commit) -> None:
        """Keep what a new version of a codebook changes: all of it, or nothing.

        Raises `Conflict` where a higher version, or another one of the same number, is there, or a conversation went
        on since it was loaded. A version that is there already is passed over.
        """
        ...

    def codebooks(self, consultation: str) -> tuple[Codebook, ...]:
        """Return the versions of a codebook that were committed, the lowest first; the last is the one in use."""
        ...

    def recodings(self, round_id: str) -> tuple[Recoding, ...]:
        """Return what became of the human codes of a round's answers, oldest first; raise `NotFound`."""
        ...

    def glance(self, round_id: str) -> Glance | None:
        """Return what was last told of a round's groups, None before anything was; raise `NotFound`."""
        ...

    def keep_glance(self, round_id: str, told: Glance) -> None:
        """Keep what was told of a round's groups; raise `NotFound`."""
        ...

    def note(self, act: Act) -> None:
        """Append to the audit log."""
        ...

    def acts(self) -> tuple[Act, ...]:
        """Return the audit log, oldest first."""
        ...
