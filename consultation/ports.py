"""What the core needs from outside: a store, a tagger, a clock, a source of tokens. Imports the standard library only.

Every implementation obeys the same contract tests (``tests/storage``): a fake is a store like another.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from consultation.codebook import Tagged
from consultation.guide import Draft
from consultation.records import Act, Edition, Participation, RoundRecord
from consultation.rounds import Round

DELIVERIES_KEPT = timedelta(hours=48)
"""How long a delivery that was handled has no second effect."""


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


class Tagger(Protocol):
    """Hears themes in a text."""

    def tag(self, text: str, *, spoken: str, question: str = "") -> Tagged:
        """Return the text's language (``spoken`` where it cannot be told) and its themes with their evidence."""
        ...


@dataclass(frozen=True, slots=True)
class Recalled:
    """What the store knows when a message arrives.

    ``respondent`` is the identity's pseudonym, "" for a stranger; ``participation`` theirs in the round asked for;
    ``heard_before`` whether this very delivery was handled.
    """

    participation: Participation | None
    heard_before: bool
    respondent: str = ""


class Store(Protocol):
    """Keeps everything. Each method is one transaction; one that raises has changed nothing."""

    def add_round(self, launched: Round) -> None:
        """Keep a new round; raise `Conflict` where its id or code is taken."""
        ...

    def rounds(self) -> tuple[Round, ...]:
        """Return all rounds, oldest first."""
        ...

    def round(self, round_id: str) -> Round:
        """Return a round as it was kept; raise `NotFound`."""
        ...

    def change_round(self, before: Round, after: Round) -> None:
        """Replace a round; raise `Conflict` where it is no longer ``before``, `NotFound` where it never was."""
        ...

    def add_drafts(self, consultation: str, drafts: Sequence[Draft]) -> None:
        """Keep new draft versions of a consultation, in order; raise `Conflict` where one is there and differs."""
        ...

    def drafts(self, consultation: str) -> tuple[Draft, ...]:
        """Return the versions entered for a consultation, in the order they were entered."""
        ...

    def recall(self, identity: str, delivery: str, round_id: str | None = None) -> Recalled:
        """Return what is known of ``identity`` in that round, or in the round it last took part in."""
        ...

    def keep(
        self,
        before: Participation | None,
        after: Participation,
        *,
        identity: str,
        delivery: str,
        at: datetime,
        address: str = "",
    ) -> None:
        """Keep what changed from ``before`` to ``after`` with the delivery, and make this the identity's round.

        Raises `Conflict`, with nothing changed, where the kept participation is no longer ``before`` (by its turn),
        the identity is not (or no longer) its respondent's, or the delivery was handled ("" is none); `NotFound`
        without the round; `ValueError` where an answer, revision or stance is gone or rewritten. What is kept has a
        turn one higher than ``before``; marks that facilitators set in the meantime stay. Deliveries are forgotten 48
        hours after ``at``. ``address`` is where to write to, already encrypted; "" leaves the one that is known.
        """
        ...

    def erase(self, respondent: str, *, at: datetime, delivery: str = "") -> bool:
        """Erase a respondent: identities, participations, answers, everything, in every round.

        Leaves a tombstone per answer that an edition pinned, a digest of the pseudonym by which an import knows whom
        not to bring back, and the delivery; raises `Conflict` where that was handled. Returns whether there was anyone.
        """
        ...

    def erased(self, respondents: Iterable[str]) -> frozenset[str]:
        """Return those of these respondents who were erased."""
        ...

    def open_link(self, respondent: str, code: str, *, until: datetime) -> None:
        """Keep a one-time code by which another identity may join ``respondent``; replaces an earlier one.

        Raises `NotFound` without the respondent, `Conflict` where somebody else's code is the same.
        """
        ...

    def link(self, identity: str, code: str, *, at: datetime) -> bool:
        """Join ``identity`` to the respondent who opened that code, in the round that one last took part in.

        Returns False where the code is unknown, used up, past its time or their own, or the identity has answers or
        stances of its own; a visit of its own in which nothing was said is left behind.
        """
        ...

    def unlink(self, identity: str) -> bool:
        """Undo `link`: the identity is a stranger again; return False where it was not linked."""
        ...

    def add_participations(self, imported: Iterable[Participation]) -> tuple[int, int]:
        """Keep imported participations, all or none; return how many answers and stances were new, and how many not.

        One whose respondent is already in that round gains the answers (by id) and stances that it lacks, and a turn.
        One whose respondent was erased is left out whole, and counted as neither; an answer with a tombstone comes
        back under no other name. Raises `NotFound` without the round, `Conflict` where an answer's id is somebody
        else's.
        """
        ...

    def participation(self, round_id: str, respondent: str) -> Participation | None:
        """Return one participation by pseudonym."""
        ...

    def set_aside(self, answer_id: str, reason: str) -> None:
        """Set an answer aside for ``reason``, or restore it with ""; raise `NotFound`."""
        ...

    def code(self, codes: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Keep the hand coding of answers, (answer id, theme ids) each; raise `NotFound` for an unknown answer."""
        ...

    def record(self, round_id: str) -> RoundRecord:
        """Return a round with all its participations, ordered by when they began, then by respondent."""
        ...

    def counts(self, *round_ids: str) -> tuple[int, int]:
        """Return how many linked identities took part in these rounds, each once, and how many erasures they saw.

        Taking part is having a consent that stands; an erasure is of a respondent who had ever given one.
        """
        ...

    def add_edition(self, edition: Edition) -> None:
        """Keep an edition.

        Raises `Conflict` where its number is taken, and `Withdrawn` where an answer that it pins, of whatever round, is
        withdrawn or gone: its author did that while the report was being made.
        """
        ...

    def editions(self, round_id: str) -> tuple[Edition, ...]:
        """Return the editions of a round, oldest first."""
        ...

    def note(self, act: Act) -> None:
        """Append to the audit log."""
        ...

    def acts(self) -> tuple[Act, ...]:
        """Return the audit log, oldest first."""
        ...
