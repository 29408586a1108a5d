"""What a store keeps of answers beside the conversation: imports, notes, moderation, codes. Standard library only."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from consultation.records import Act, Participation, RoundRecord


class Answers(Protocol):
    """Keeps what comes in beside the conversation, and what others make of answers."""

    def add_participations(self, imported: Iterable[Participation]) -> tuple[int, int]:
        """Keep imported participations, all or none; return how many answers and stances were new, and how many not.

        One whose respondent is already in that round gains the answers (by id) and stances that it lacks, and a turn;
        one under the pseudonym of somebody who joined another, and brought along what they said, is that one's. One
        whose respondent was erased is left out whole, and counted as neither; an answer with a tombstone comes back
        under no other name. Raises `NotFound` without the round, `Conflict` where an answer's id is somebody else's.
        """
        ...

    def participation(self, round_id: str, respondent: str) -> Participation | None:
        """Return one participation by pseudonym, also of somebody who has joined another: what they left out."""
        ...

    def notes(self, round_id: str) -> tuple[Participation, ...]:
        """Return the notes that stand in a round, ordered as in `record`: those that say how many people they are."""
        ...

    def amend(self, before: Participation, after: Participation, *, at: datetime) -> None:
        """Keep what changed in a participation that came through no conversation, such as a note.

        As `keep`, without an identity and a delivery: it raises the same `Conflict` and `ValueError`, and marks
        editions stale; nobody is owed a receipt.
        """
        ...

    def said_in(self, answer_id: str) -> Participation:
        """Return the participation that an answer stands in.

        Raises `NotFound`, also where its author joined another and left it out: what is in no record is nowhere.
        """
        ...

    def set_aside(self, answer_id: str, reason: str) -> None:
        """Set an answer aside for ``reason``, or restore it with ""; raise `NotFound`.

        Editions that used it are stale from then on; so are, where it is restored and may count again, those of its
        round that were made without it when it had been given.
        """
        ...

    def newest(
        self, round_id: str, *, aside: bool, before: tuple[datetime, str] | None = None, limit: int
    ) -> tuple[str, ...]:
        """Return up to ``limit`` ids of standing answers of a round that are set aside, or of those that are not.

        The one whose present words are the newest comes first, of several at one time the highest id; with ``before``
        (such a time and id) only those after it in that order. Their authors' consent stands; who has joined another
        is not among them.
        """
        ...

    def code(self, codes: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Keep the hand coding of answers, (answer id, theme ids) each; raise `NotFound` for an unknown answer."""
        ...

    def revise(self, before: Participation, after: Participation, act: Act) -> None:
        """Keep revisions that a reviewer made of the same words, with the line of the audit log that says so.

        Nobody's round, address or delivery changes. Raises `Conflict`, with nothing changed, where the conversation
        went on since ``before`` was loaded, and `ValueError` as `keep`.
        """
        ...

    def record(self, round_id: str) -> RoundRecord:
        """Return a round with all its participations, ordered by when they began, then by respondent.

        Those who have joined another are not among them.
        """
        ...

    def counts(self, *round_ids: str) -> tuple[int, int]:
        """Return how many linked identities took part in these rounds, each once, and how many erasures they saw.

        Taking part is having a consent that stands; an erasure is of a respondent who had ever given one.
        """
        ...
