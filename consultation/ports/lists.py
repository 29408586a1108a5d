"""What a store keeps of what was proposed: themes, partners, resources, the plan. Standard library only."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from consultation.codebooks.emergence import Decision, Proposal
from consultation.plan import PlanEntry
from consultation.suggestions import Sort, Suggestion, Verdict


class Lists(Protocol):
    """Keeps what was proposed, and what was decided on it."""

    def propose(self, round_id: str, found: Sequence[Proposal]) -> tuple[Proposal, ...]:
        """Keep the proposals of themes found in a round, beside those that are decided; return all that are kept now.

        See `emergence.renewed`. Raises `NotFound` without the round.
        """
        ...

    def proposals(self, round_id: str) -> tuple[Proposal, ...]:
        """Return the proposals of a round, as `propose` returned them, with what was decided since."""
        ...

    def decide(self, round_id: str, proposal_id: str, decision: Decision) -> None:
        """Keep a facilitator's decision on a proposal, in place of an earlier one; raise `NotFound`."""
        ...

    def suggest(self, suggestion: Suggestion) -> None:
        """Keep a suggestion; one of its id that nobody has decided on gets its name and details, another stays."""
        ...

    def suggestions(self, consultation: str, sort: Sort) -> tuple[Suggestion, ...]:
        """Return what was suggested for a list of a consultation, by its id, whatever was decided: the oldest first.

        What was approved stays when the person is erased who named it; all else goes with them.
        """
        ...

    def suggested_by(self, respondents: Sequence[str]) -> tuple[Suggestion, ...]:
        """Return what these respondents suggested to any consultation and nobody has approved, the oldest first."""
        ...

    def judge_suggestion(self, suggestion_id: str, verdict: Verdict, *, at: datetime) -> Suggestion:
        """Keep what was decided on a suggestion, and return it as it is then; raise `NotFound`."""
        ...

    def enter_plan(self, consultation: str, entry: PlanEntry) -> None:
        """Keep an entry of a consultation's plan, in place of the one of its id."""
        ...

    def plan(self, consultation: str) -> tuple[PlanEntry, ...]:
        """Return the entries of a consultation's plan, also those that are removed, by id."""
        ...
