"""An edition can be made again as long as what it used stands; whatever changes that marks it, and tells who did."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from consultation.codebook import Codebook
from consultation.editions import Cause, Earlier, Edition, Receipt, State, Tally, Told, current_edition
from consultation.errors import Conflict, NotFound, Withdrawn
from consultation.joining import Bringing
from consultation.pinning import pinned
from consultation.ports import Commit, Store
from consultation.records import Act, Answer, Consent, Participation, Piece, Quoting, Side, Snapshot, may_quote
from tests.reports.snapshots import town
from tests.storage.samples import (
    HOUR,
    NOW,
    a_revision,
    a_stance,
    an_answer,
    kept,
    somebody,
    with_answers,
)

LATER = NOW + HOUR
Doing = Callable[[Store], object]
TOLD = Told(
    ((("respondents",), 2), (("theme", "funding"), 1)),
    (Tally("region", (), {"": 4, "north": 9}, frozenset({""})), Tally("region", ("funding",), {"north": 2}, None)),
)


@pytest.fixture
def filled(opened: Store) -> Store:
    """Give a store in which three people spoke in two rounds, and one of them linked nothing yet."""
    kept(
        opened,
        None,
        somebody(
            "ada",
            quoting=Quoting.VERBATIM,
            attributes={"region": ("north",)},
            answers=(an_answer("A1"), an_answer("A2", "Deux.", coded=("data",)), an_answer("A3", withdrawn=NOW)),
        ),
    )
    kept(
        opened, None, somebody("bob", reminding=True, quoting=Quoting.PARAPHRASE, answers=(an_answer("B1", coded=()),))
    )
    kept(opened, None, somebody("eve", stances=(a_stance(), a_stance(Side.OPPOSE))))
    kept(opened, None, somebody("ada", round="r2", answers=(an_answer("A4", aside="spam"), an_answer("A5"))))
    kept(opened, None, somebody("zoe", consent=None))
    return opened


def snapshot_of(store: Store, *rounds: str) -> Snapshot:
    records = tuple(store.record(name) for name in rounds or ("r1",))
    return pinned(Snapshot(town(), records, NOW, identities=3, erased=1, non_answers=frozenset({"B1"})))


def edition_of(snapshot: Snapshot, number: int = 1) -> Edition:
    leading, *others = (record.round.id for record in snapshot.rounds)
    people = [person for record in snapshot.rounds for person in record.participations]
    return Edition(
        leading,
        number,
        NOW,
        {answer.id: answer.current.number for person in people for answer in person.answers},
        language="fr",
        shown=frozenset(a.id for person in people for a in person.answers if may_quote(person, a)),
        others=tuple(others),
        formats=("html", "md"),
        by="region",
    )


def made(store: Store, *rounds: str, number: int = 1, supersedes: tuple[int, ...] = ()) -> Snapshot:
    """Make an edition of rounds, and return what it was made from."""
    snapshot = snapshot_of(store, *rounds)
    store.add_edition(edition_of(snapshot, number), snapshot, TOLD, supersedes=supersedes)
    return snapshot


def the(store: Store, number: int = 1) -> Edition:
    return store.editions("r1")[number - 1]


def found(store: Store, respondent: str = "ada", round_id: str = "r1") -> Participation:
    whose = store.participation(round_id, respondent)
    assert whose is not None
    return whose


def changed(store: Store, whose: Participation, at: int = 0, **changes: Any) -> Participation:
    """Keep one answer of somebody with changes."""
    answers = list(whose.answers)
    answers[at] = replace(answers[at], **changes)
    return kept(store, whose, replace(whose, answers=tuple(answers)), at=LATER)


def withdraw(store: Store) -> object:
    return changed(store, found(store), withdrawn=LATER)


def withdraw_all(store: Store) -> object:
    whose = found(store)
    assert whose.consent
    answers = tuple(replace(answer, withdrawn=answer.withdrawn or LATER) for answer in whose.answers)
    return kept(
        store, whose, replace(whose, answers=answers, consent=replace(whose.consent, withdrawn=LATER), quoting=None)
    )


def withdraw_stance(store: Store) -> object:
    whose = found(store, "eve")
    return kept(store, whose, replace(whose, stances=tuple(replace(one, withdrawn=LATER) for one in whose.stances)))


def take_another_stance(store: Store) -> object:
    whose = found(store, "eve")
    return kept(store, whose, replace(whose, stances=(*whose.stances, a_stance(Side.CHANGES, at=LATER))), at=LATER)


def revise(store: Store) -> object:
    whose = found(store)
    revised = (*whose.answers[0].revisions, a_revision("Autrement.", number=2))
    return changed(store, whose, revisions=revised)


def move(store: Store) -> object:
    whose = found(store)
    return kept(store, whose, replace(whose, attributes={"region": ("south",)}), at=LATER)


def quote_less(store: Store) -> object:
    return kept(store, found(store), replace(found(store), quoting=Quoting.PARAPHRASE))


def speak_off_the_record(store: Store) -> object:
    return kept(store, found(store), replace(found(store), on_record=False))


def erase(store: Store) -> object:
    return store.erase("ada", at=LATER)


def erase_a_position(store: Store) -> object:
    return store.erase("eve", at=LATER)


def set_aside(store: Store) -> None:
    store.set_aside("B1", "spam")


def link(store: Store, bringing: Bringing) -> object:
    store.open_link("ada", "CODE", until=LATER)
    return store.link("identity-of-bob", "CODE", at=LATER, bringing=bringing)


def bring_along(store: Store) -> object:
    return link(store, Bringing.ALONG)


def leave_out(store: Store) -> object:
    return link(store, Bringing.NOTHING)


TAKEN_BACK: dict[Doing, dict[Cause, int]] = {
    withdraw: {Cause.WITHDRAWN: 1},
    withdraw_all: {Cause.WITHDRAWN: 2},
    withdraw_stance: {Cause.WITHDRAWN: 1},
    erase: {Cause.ERASED: 1},
    erase_a_position: {Cause.ERASED: 1},
    set_aside: {Cause.ASIDE: 1},
    quote_less: {Cause.QUOTING: 2},
    speak_off_the_record: {Cause.QUOTING: 2},
    leave_out: {Cause.WITHDRAWN: 1},
    bring_along: {Cause.QUOTING: 2},  # the stricter of two permissions holds for both
}
CHANGED: dict[Doing, dict[Cause, int]] = {
    revise: {Cause.EDITED: 1},
    take_another_stance: {Cause.EDITED: 1},
    move: {Cause.EDITED: 1},
}


taken_back = pytest.mark.parametrize(("act", "causes"), TAKEN_BACK.items(), ids=[one.__name__ for one in TAKEN_BACK])
only_changed = pytest.mark.parametrize(("act", "causes"), CHANGED.items(), ids=[one.__name__ for one in CHANGED])


class TestPinning:
    @pytest.mark.parametrize("rounds", [("r1",), ("r1", "r2")])
    def test_what_an_edition_was_made_from_is_given_back(self, filled: Store, rounds: tuple[str, ...]) -> None:
        snapshot = made(filled, *rounds)
        assert filled.pinned("r1", 1) == snapshot
        assert replace(the(filled), pinned=False) == edition_of(snapshot)
        assert the(filled).pinned
        assert filled.told("r1") == (Earlier("r1", 1, frozenset(rounds), TOLD),)

    def test_it_has_what_counts_and_nothing_besides(self, filled: Store) -> None:
        snapshot = snapshot_of(filled, "r1", "r2")
        assert [
            (whose.respondent, [answer.id for answer in whose.answers], [stance.side for stance in whose.stances])
            for record in snapshot.rounds
            for whose in record.participations
        ] == [("ada", ["A1", "A2"], []), ("bob", ["B1"], []), ("eve", [], [Side.OPPOSE]), ("ada", ["A5"], [])]
        assert (snapshot.withdrawn, snapshot.set_aside) == (1, 1)
        assert pinned(snapshot) == snapshot
        assert not any(whose.reminding for record in snapshot.rounds for whose in record.participations)

    def test_what_others_do_since_changes_nothing_in_it(self, filled: Store) -> None:
        snapshot = made(filled)
        ada = found(filled)
        kept(filled, ada, with_answers(ada, an_answer("A6")))
        kept(filled, None, somebody("new", answers=(an_answer("N1"),)))
        filled.add_participations([somebody("bob", answers=(an_answer("B7"),))])
        filled.code([("A1", ["data"])])
        kept(filled, found(filled, "bob"), replace(found(filled, "bob"), quoting=Quoting.VERBATIM))
        before = found(filled)
        retagged = replace(before.answers[0], revisions=(*before.answers[0].revisions, a_revision(number=2)))
        after = replace(before, answers=(retagged, *before.answers[1:]))
        act = Act(NOW, "owner", "commit codebook", "town")
        filled.commit_codebook(Commit("town", (Codebook(2, ()),), ((before, after),), (), act))
        assert the(filled).state is State.STANDING
        assert filled.pinned("r1", 1) == snapshot

    def test_what_was_said_while_linked_is_pinned_under_who_said_it(self, filled: Store) -> None:
        bob = found(filled, "bob")
        kept(filled, bob, replace(bob, quoting=Quoting.VERBATIM))
        snapshot = made(filled)
        bring_along(filled)
        assert filled.pinned("r1", 1) == snapshot
        filled.unlink("identity-of-bob", at=LATER)
        assert filled.pinned("r1", 1) == snapshot
        assert the(filled).state is State.STANDING

    def test_there_is_nothing_of_an_edition_that_was_never_made_or_not_pinned(self, filled: Store) -> None:
        filled.add_edition(Edition("r1", 1, NOW, {"A1": 1}))
        for number in (1, 2):
            with pytest.raises(NotFound):
                filled.pinned("r1", number)
        assert filled.told("r1") == ()


class TestGoingStale:
    @taken_back
    def test_what_takes_words_away_takes_the_snapshot_too(
        self, filled: Store, act: Doing, causes: dict[Cause, int]
    ) -> None:
        made(filled)
        act(filled)
        assert the(filled).causes == causes
        assert (the(filled).state, the(filled).pinned) == (State.WITHDRAWN, False)
        assert current_edition(filled.editions("r1")) is None
        with pytest.raises(Withdrawn):
            filled.pinned("r1", 1)
        assert [one.told for one in filled.told("r1")] == [TOLD]

    @only_changed
    def test_what_only_changes_leaves_the_edition_to_be_read(
        self, filled: Store, act: Doing, causes: dict[Cause, int]
    ) -> None:
        snapshot = made(filled)
        act(filled)
        edition = the(filled)
        assert (edition.causes, edition.edited) == (causes, LATER)
        assert (edition.state, current_edition(filled.editions("r1"))) == (State.STALE, edition)
        assert filled.pinned("r1", 1) == snapshot

    def test_an_edition_led_by_another_round_goes_stale_too(self, filled: Store) -> None:
        made(filled, "r2", "r1")
        made(filled)
        rounds = [("r1", frozenset({"r1"})), ("r2", frozenset({"r1", "r2"}))]
        assert [(one.round, one.rounds) for one in filled.told("r2", "r1")] == rounds
        withdraw(filled)
        assert [filled.editions(name)[0].state for name in ("r1", "r2")] == [State.WITHDRAWN] * 2

    def test_of_an_answer_that_it_did_not_use_it_knows_nothing(self, filled: Store) -> None:
        made(filled)
        ada = kept(filled, found(filled), with_answers(found(filled), an_answer("A6")))
        changed(filled, ada, 3, withdrawn=LATER)
        changed(filled, found(filled, round_id="r2"), 1, withdrawn=LATER)
        filled.set_aside("A4", "off-topic")
        filled.set_aside("A4", "")
        filled.erase("zoe", at=LATER)
        assert the(filled).state is State.STANDING

    def test_what_is_restored_makes_those_stale_that_were_made_without_it(self, filled: Store) -> None:
        made(filled, "r1", "r2")
        filled.set_aside("A4", "abuse")
        assert the(filled).causes == {}
        filled.set_aside("A4", "")
        assert the(filled).causes == {Cause.RESTORED: 1}
        assert the(filled).state is State.STALE
        assert filled.pinned("r1", 1).rounds
        filled.set_aside("A4", "")
        assert the(filled).causes == {Cause.RESTORED: 1}

    def test_what_is_restored_that_it_had_used_is_set_aside_in_it_still(self, filled: Store) -> None:
        made(filled)
        filled.set_aside("B1", "spam")
        filled.set_aside("B1", "")
        assert the(filled).causes == {Cause.ASIDE: 1}
        assert the(filled).state is State.WITHDRAWN

    def test_what_was_given_since_changes_nothing_when_it_is_restored(self, filled: Store) -> None:
        made(filled)
        since = an_answer("N1", revisions=(a_revision(at=LATER),), aside="spam")
        kept(filled, None, somebody("new", answers=(since,)))
        filled.set_aside("N1", "")
        assert the(filled).causes == {}

    @pytest.mark.parametrize("how", ["withdrawn", "consent withdrawn", "left out"])
    def test_what_does_not_count_again_makes_nothing_stale(self, filled: Store, how: str) -> None:
        bob = found(filled, "bob")
        bob = kept(filled, bob, with_answers(bob, an_answer("B2", aside="spam")))
        made(filled)
        if how == "withdrawn":
            kept(filled, bob, replace(bob, answers=(bob.answers[0], replace(bob.answers[1], withdrawn=LATER))))
        elif how == "consent withdrawn":
            kept(filled, bob, replace(bob, consent=Consent("v1", NOW, withdrawn=LATER)))
        else:
            leave_out(filled)
        filled.set_aside("B2", "")
        assert Cause.RESTORED not in the(filled).causes

    def test_one_that_is_superseded_is_not_marked(self, filled: Store) -> None:
        made(filled, "r2")
        made(filled, "r2", number=2, supersedes=(1,))
        filled.set_aside("A4", "")
        assert [dict(one.causes) for one in filled.editions("r2")] == [{}, {Cause.RESTORED: 1}]

    def test_words_that_were_not_shown_need_not_go(self, filled: Store) -> None:
        made(filled)
        bob = found(filled, "bob")
        bob = kept(filled, bob, replace(bob, quoting=Quoting.VERBATIM))
        kept(filled, bob, replace(bob, quoting=Quoting.NONE))
        assert the(filled).state is State.STANDING

    def test_acts_add_up_and_the_last_change_is_dated(self, filled: Store) -> None:
        made(filled)
        revise(filled)
        again = (*found(filled).answers[0].revisions, a_revision("Encore autrement.", number=3))
        kept(
            filled,
            found(filled),
            replace(found(filled), answers=_first(found(filled), revisions=again)),
            at=LATER + HOUR,
        )
        set_aside(filled)
        filled.set_aside("B1", "another reason")
        withdraw(filled)
        assert the(filled).causes == {Cause.ASIDE: 1, Cause.EDITED: 2, Cause.WITHDRAWN: 1}
        assert the(filled).edited == LATER + HOUR

    def test_it_knows_what_was_brought_along_to_somebody_it_did_not_know(self, filled: Store) -> None:
        made(filled)
        kept(filled, None, somebody("new", quoting=Quoting.PARAPHRASE))
        filled.open_link("new", "CODE", until=LATER)
        filled.link("identity-of-bob", "CODE", at=LATER, bringing=Bringing.ALONG)
        assert the(filled).state is State.STANDING
        changed(filled, found(filled, "new"), withdrawn=LATER)
        assert the(filled).causes == {Cause.WITHDRAWN: 1}

    def test_who_withdraws_what_they_brought_along_reaches_it_too(self, filled: Store) -> None:
        kept(filled, found(filled, "bob"), replace(found(filled, "bob"), quoting=Quoting.VERBATIM))
        made(filled)
        bring_along(filled)
        ada = found(filled)
        at = next(place for place, answer in enumerate(ada.answers) if answer.id == "B1")
        changed(filled, ada, at, withdrawn=LATER)
        assert the(filled).causes == {Cause.WITHDRAWN: 1}


def _first(whose: Participation, **changes: Any) -> tuple[Answer, ...]:
    return (replace(whose.answers[0], **changes), *whose.answers[1:])


class TestSuperseding:
    def test_what_is_superseded_is_gone_but_for_what_it_told(self, filled: Store) -> None:
        made(filled)
        revise(filled)
        made(filled, number=2, supersedes=(1,))
        first, second = filled.editions("r1")
        assert (first.state, first.superseded_by, first.pinned) == (State.SUPERSEDED, 2, False)
        assert (second.state, current_edition((first, second))) == (State.STANDING, second)
        with pytest.raises(Withdrawn):
            filled.pinned("r1", 1)
        assert [one.number for one in filled.told("r1")] == [1, 2]
        withdraw(filled)
        filled.set_aside("B1", "spam")
        filled.erase("bob", at=LATER)
        assert [edition.causes for edition in filled.editions("r1")] == [
            {Cause.EDITED: 1},
            {Cause.ERASED: 1, Cause.ASIDE: 1, Cause.WITHDRAWN: 1},
        ]

    def test_only_one_takes_the_place_of_another(self, filled: Store) -> None:
        made(filled)
        made(filled, number=2, supersedes=(1,))
        for supersedes in ((1,), (2, 1), (7,)):
            with pytest.raises(Conflict) as raised:
                made(filled, number=3, supersedes=supersedes)
            assert type(raised.value) is Conflict
        assert [(one.number, one.superseded_by) for one in filled.editions("r1")] == [(1, 2), (2, None)]

    @pytest.mark.parametrize("act", [*TAKEN_BACK, *CHANGED])
    def test_what_is_not_as_it_was_is_in_no_edition(self, filled: Store, act: Doing) -> None:
        snapshot = snapshot_of(filled)
        act(filled)
        with pytest.raises(Withdrawn):
            filled.add_edition(edition_of(snapshot), snapshot, TOLD)
        assert filled.editions("r1") == ()


class TestReceipts:
    def test_who_took_something_back_is_owed_one_once_there_is_another_edition(self, filled: Store) -> None:
        made(filled)
        withdraw(filled)
        withdraw_stance(filled)
        set_aside(filled)
        assert filled.receipts("r1") == ()
        made(filled, number=2, supersedes=(1,))
        owed = (Receipt("r1", 1, 2, "ada"), Receipt("r1", 1, 2, "eve"))
        assert filled.receipts("r1") == owed
        filled.receipted(owed[:1])
        assert filled.receipts("r1") == owed[1:]
        filled.receipted(owed)
        assert filled.receipts("r1") == filled.receipts("r2") == ()

    def test_who_is_erased_is_owed_nothing_and_who_joins_another_is_that_one(self, filled: Store) -> None:
        made(filled)
        withdraw_stance(filled)
        bob = found(filled, "bob")
        kept(filled, bob, replace(bob, answers=_first(bob, withdrawn=LATER)))
        leave_out(filled)
        filled.erase("eve", at=LATER)
        made(filled, number=2, supersedes=(1,))
        assert filled.receipts("r1") == (Receipt("r1", 1, 2, "ada"),)
        filled.receipted(filled.receipts("r1"))
        assert filled.receipts("r1") == ()


def test_revising_adds_a_message_too(filled: Store) -> None:
    made(filled)
    whose = found(filled)
    pieces = (*whose.answers[0].current.pieces, Piece("m9", "Encore."))
    changed(filled, whose, revisions=(*whose.answers[0].revisions, a_revision(number=2, pieces=pieces)))
    assert the(filled).causes == {Cause.EDITED: 1}
