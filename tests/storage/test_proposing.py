"""What every store does with proposals of themes, sentence by sentence of `consultation.ports.Store`."""

from dataclasses import replace

import pytest

from consultation.codebooks.emergence import Decision, Proposal, Verdict
from consultation.errors import NotFound
from consultation.ports import Store
from tests.storage.samples import NOW

BOATS = Proposal("BOATS", "en", ("boat", "harbour"), ("A1", "A2", "A3"), 0.75)
TRAINS = Proposal("TRAINS", "fr", ("train", "gare"), ("A4", "A5", "A6"), 0.5)
REFUSED = Decision(Verdict.REFUSED, NOW, reason="a question of the harbour’s, not of ours")


def test_proposals_come_back_as_they_were_kept_in_their_order(opened: Store) -> None:
    assert opened.proposals("r1") == ()
    assert opened.propose("r1", [TRAINS, BOATS]) == (TRAINS, BOATS)
    assert opened.proposals("r1") == (TRAINS, BOATS)
    assert opened.proposals("r2") == ()


def test_proposals_of_an_unknown_round_are_not_kept(opened: Store) -> None:
    with pytest.raises(NotFound, match="no round r9"):
        opened.propose("r9", [BOATS])
    assert opened.proposals("r9") == ()


def test_finding_again_replaces_what_is_undecided(opened: Store) -> None:
    opened.propose("r1", [BOATS, TRAINS])
    opened.propose("r2", [BOATS])
    found = replace(BOATS, id="NEW", answers=("A1", "A2", "A3", "A7"))
    assert opened.propose("r1", [found]) == (replace(found, id="BOATS"),)
    assert opened.proposals("r1") == (replace(found, id="BOATS"),)
    assert opened.proposals("r2") == (BOATS,)


@pytest.mark.parametrize(
    "decision",
    [REFUSED, Decision(Verdict.ACCEPTED, NOW, theme="boats"), Decision(Verdict.MERGED, NOW, theme="tools")],
)
def test_a_decision_stays_and_is_not_proposed_again(opened: Store, decision: Decision) -> None:
    opened.propose("r1", [BOATS, TRAINS])
    opened.decide("r1", "BOATS", decision)
    decided = replace(BOATS, decision=decision)
    assert opened.proposals("r1") == (decided, TRAINS)
    assert opened.propose("r1", [TRAINS, replace(BOATS, id="AGAIN")]) == (decided, TRAINS)
    assert opened.proposals("r1") == (decided, TRAINS)


def test_a_later_decision_stands_in_place_of_an_earlier_one(opened: Store) -> None:
    opened.propose("r1", [BOATS])
    opened.decide("r1", "BOATS", REFUSED)
    opened.decide("r1", "BOATS", Decision(Verdict.ACCEPTED, NOW, theme="boats"))
    assert opened.proposals("r1") == (replace(BOATS, decision=Decision(Verdict.ACCEPTED, NOW, theme="boats")),)


@pytest.mark.parametrize(("round_id", "proposal"), [("r1", "TRAINS"), ("r2", "BOATS"), ("r9", "BOATS")])
def test_what_was_not_proposed_in_a_round_is_not_decided(opened: Store, round_id: str, proposal: str) -> None:
    opened.propose("r1", [BOATS])
    with pytest.raises(NotFound):
        opened.decide(round_id, proposal, REFUSED)
    assert opened.proposals("r1") == (BOATS,)
