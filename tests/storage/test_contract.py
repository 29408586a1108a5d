"""What every store does, sentence by sentence of `consultation.ports.Store`."""

from dataclasses import replace
from datetime import timedelta, timezone
from hashlib import sha256
from typing import Any

import pytest

from consultation.checking.reviews import Lean, Leaning, Removed, Review
from consultation.codebook import Tag
from consultation.editions import Cause, Edition
from consultation.errors import Conflict, NotFound, Withdrawn
from consultation.flow import Position, State
from consultation.guide import Lineage, Unit
from consultation.joining import Bringing, Linking, Parting
from consultation.ports import Recalled, Store
from consultation.records import Act, Answer, Consent, Lent, Participation, Quoting, RoundRecord, Side
from consultation.rounds import Step, Target
from tests.storage.samples import (
    HOUR,
    NOW,
    a_draft,
    a_revision,
    a_round,
    a_stance,
    an_answer,
    kept,
    somebody,
    with_answers,
)

REVIEW = Review(2, (Removed("funding", "cue"),), (Leaning("1", "2019-09", Lean.AGAINST),))
REVIEWED = Act(NOW, "Ada", "review", "A1", "-funding, against 1")


def _reviewed(whose: Participation) -> Participation:
    """Return a participation whose first answer was reviewed."""
    first, *others = whose.answers
    new = a_revision(first.current.text, tags=(Tag("tools", "reviewer"),), review=REVIEW)
    done = replace(first, revisions=(*first.revisions, replace(new, number=2)))
    return replace(whose, answers=(done, *others))


def _rewritten(whose: Participation) -> tuple[Answer, ...]:
    return tuple(replace(one, revisions=(a_revision("Other words."),)) for one in whose.answers)


class TestRounds:
    def test_a_round_comes_back_as_it_was_kept(self, store: Store) -> None:
        aims = (Target("region", "oceania", 30), Target("language", "fr", 10))
        launched = a_round(closes=NOW + HOUR, guide="guiding", beside=True, targets=aims)
        store.add_round(launched)
        assert store.round("r1") == launched

    def test_rounds_come_in_the_order_in_which_they_were_added(self, store: Store) -> None:
        added = (a_round("z", opens=NOW), a_round("é", opens=NOW - HOUR), a_round("A", opens=NOW + HOUR))
        for launched in added:
            store.add_round(launched)
        assert store.rounds() == added

    @pytest.mark.parametrize("second", [a_round(code="OTHER"), a_round("r2", code="CODE-r1")])
    def test_an_id_or_code_that_is_taken_is_a_conflict(self, store: Store, second: object) -> None:
        store.add_round(a_round())
        with pytest.raises(Conflict):
            store.add_round(second)  # type: ignore[arg-type]  # parametrize hands on objects
        assert store.rounds() == (a_round(),)

    def test_an_unknown_round_is_not_found(self, store: Store) -> None:
        with pytest.raises(NotFound, match="no round r9"):
            store.round("r9")

    def test_a_time_of_any_zone_comes_back_as_the_same_moment_in_utc(self, store: Store) -> None:
        paris = timezone(timedelta(hours=2))
        store.add_round(a_round(opens=NOW.astimezone(paris)))
        assert store.round("r1").opens == NOW

    def test_a_round_is_replaced_while_it_is_what_one_has_seen(self, store: Store) -> None:
        store.add_round(a_round())
        opened = a_round().after(Step.EXTEND, NOW, closes=NOW + HOUR)
        store.change_round(a_round(), opened)
        assert store.rounds() == (opened,)

    def test_a_round_that_changed_in_the_meantime_is_a_conflict(self, store: Store) -> None:
        store.add_round(a_round())
        opened = a_round().at(NOW)
        store.change_round(a_round(), opened)
        with pytest.raises(Conflict):
            store.change_round(a_round(), replace(opened, guide="other"))
        assert store.round("r1") == opened

    def test_targets_that_changed_in_the_meantime_are_a_conflict(self, store: Store) -> None:
        store.add_round(a_round())
        aimed = a_round(targets=(Target("region", "oceania", 30),))
        store.change_round(a_round(), aimed)
        with pytest.raises(Conflict):
            store.change_round(a_round(), a_round(guide="other"))
        store.change_round(aimed, a_round())
        assert store.round("r1") == a_round()

    def test_a_round_does_not_take_another_ones_code(self, store: Store) -> None:
        store.add_round(a_round())
        store.add_round(a_round("r2"))
        with pytest.raises(Conflict):
            store.change_round(a_round(), a_round(code="CODE-r2"))
        assert store.rounds() == (a_round(), a_round("r2"))

    def test_a_round_that_is_not_there_is_not_changed(self, store: Store) -> None:
        with pytest.raises(NotFound):
            store.change_round(a_round(), a_round())


class TestDrafts:
    def test_versions_come_in_the_order_in_which_they_were_entered(self, store: Store) -> None:
        august = (a_draft("12", version="2019-08"), a_draft("2", version="2019-08"))
        lineage = Lineage("merged", ("2019-08/12", "2019-08/2"))
        september = a_draft("1", full=Unit("full", {"ar": "نص", "fr": "Texte"}), lineage=lineage, dated=NOW.date())
        store.add_drafts("partnerships", august)
        store.add_drafts("partnerships", [september])
        assert store.drafts("partnerships") == (*august, september)
        assert store.drafts("diversity") == ()

    def test_entering_the_same_again_adds_nothing(self, store: Store) -> None:
        store.add_drafts("partnerships", [a_draft("1")])
        store.add_drafts("partnerships", [a_draft("1"), a_draft("2"), a_draft("2")])
        assert store.drafts("partnerships") == (a_draft("1"), a_draft("2"))

    def test_other_words_under_a_version_that_is_there_are_a_conflict(self, store: Store) -> None:
        store.add_drafts("partnerships", [a_draft("1")])
        with pytest.raises(Conflict, match="2019-09/1"):
            store.add_drafts("partnerships", [a_draft("2"), a_draft("1", title="Autre titre")])
        assert store.drafts("partnerships") == (a_draft("1"),)


class TestRecallAndKeep:
    def test_a_stranger_is_nobody(self, opened: Store) -> None:
        assert opened.recall("identity", "delivery") == Recalled(None, heard_before=False, respondent="")

    def test_what_was_kept_is_recalled_one_turn_later(self, opened: Store) -> None:
        after = somebody(
            position=Position(State.ANSWERING, "capacity", "2019-09", "A1", probed=True),
            consent=Consent("v1", NOW, NOW + HOUR),
            quoting=Quoting.PARAPHRASE,
            silent=True,
            attributes={"role": ("staff", "board"), "organisation": ("Œuvre «é»",), "region": ()},
            answers=(an_answer("B1"), an_answer("A1", coded=("data", "tools"), aside="spam", withdrawn=NOW)),
            stances=(a_stance(), a_stance(Side.OPPOSE, withdrawn=NOW)),
            source="poster",
            people=12,
            on_record=False,
        )
        opened.keep(None, after, identity="identity", delivery="d1", at=NOW)
        found = Recalled(replace(after, turn=1), heard_before=False, respondent="ada")
        assert opened.recall("identity", "d2") == found
        assert opened.participation("r1", "ada") == replace(after, turn=1)

    def test_everything_in_a_participation_can_change(self, opened: Store) -> None:
        first = kept(opened, None, somebody(answers=(an_answer(),), stances=(a_stance(),)))
        reworded = a_revision("Autrement dit.", number=2, tags=(), refused=("funding",))
        answer = replace(first.answers[0], revisions=(a_revision(), reworded), withdrawn=NOW, coded=(), aside="x")
        second = replace(
            first,
            language="ar",
            position=Position(State.REVIEWING),
            consent=Consent("v2", NOW, NOW),
            quoting=Quoting.NONE,
            silent=True,
            attributes={"level": ("local",)},
            answers=(answer, an_answer("A2")),
            stances=(a_stance(withdrawn=NOW), a_stance(Side.CHANGES)),
            source="link",
            people=3,
            on_record=False,
        )
        assert kept(opened, first, second) == replace(second, turn=2)
        assert opened.recall("identity-of-ada", "d").participation == replace(second, turn=2)

    def test_the_round_last_taken_part_in_is_the_one_recalled(self, opened: Store) -> None:
        first = kept(opened, None, somebody())
        second = kept(opened, None, somebody(round="r2"))
        assert opened.recall("identity-of-ada", "d").participation == second
        assert opened.recall("identity-of-ada", "d", "r1").participation == first
        back = kept(opened, first, first)
        assert opened.recall("identity-of-ada", "d").participation == back

    def test_a_known_person_is_known_in_a_round_that_is_new_to_them(self, opened: Store) -> None:
        kept(opened, None, somebody())
        found = opened.recall("identity-of-ada", "d", "r2")
        assert found == Recalled(None, heard_before=False, respondent="ada")

    def test_two_who_loaded_the_same_turn_do_not_both_keep(self, opened: Store) -> None:
        first = kept(opened, None, somebody())
        second = kept(opened, first, with_answers(first, an_answer("A1")))
        with pytest.raises(Conflict):
            opened.keep(first, with_answers(first, an_answer("A2")), identity="identity-of-ada", delivery="d", at=NOW)
        assert opened.recall("identity-of-ada", "d") == Recalled(second, heard_before=False, respondent="ada")

    def test_one_respondent_begins_a_round_once(self, opened: Store) -> None:
        kept(opened, None, somebody())
        with pytest.raises(Conflict):
            kept(opened, None, somebody(language="ar"))

    def test_one_identity_is_one_respondent(self, opened: Store) -> None:
        first = kept(opened, None, somebody("ada"), identity="identity")
        with pytest.raises(Conflict):
            kept(opened, None, somebody("bob"), identity="identity")
        assert opened.participation("r1", "bob") is None
        assert opened.recall("identity", "d").participation == first

    def test_going_on_needs_an_identity_that_is_the_respondents(self, opened: Store) -> None:
        first = kept(opened, None, somebody())
        with pytest.raises(Conflict):
            kept(opened, first, first, identity="a stranger")
        assert opened.participation("r1", "ada") == first

    def test_an_unknown_round_is_not_found(self, opened: Store) -> None:
        with pytest.raises(NotFound, match="no round r9"):
            kept(opened, None, somebody(round="r9"))
        assert opened.recall("identity-of-ada", "d") == Recalled(None, heard_before=False)

    def test_an_answer_id_is_one_persons(self, opened: Store) -> None:
        kept(opened, None, somebody("ada", answers=(an_answer("A1"),)))
        before = kept(opened, None, somebody("bob"))
        after = replace(with_answers(before, an_answer("A2"), an_answer("A1")), language="ar", stances=(a_stance(),))
        with pytest.raises(Conflict):
            opened.keep(before, after, identity="identity-of-bob", delivery="d9", at=NOW, address="sealed")
        assert opened.recall("identity-of-bob", "d9") == Recalled(before, heard_before=False, respondent="bob")
        assert [whose.respondent for whose in opened.record("r1").participations] == ["ada", "bob"]

    def test_what_was_said_is_not_rewritten(self, opened: Store) -> None:
        before = kept(opened, None, somebody(answers=(an_answer("A1"), an_answer("A2")), stances=(a_stance(),)))
        rewritten = replace(before.answers[0], revisions=(a_revision("Autre chose."),))
        for after in (
            replace(before, answers=(rewritten, before.answers[1])),
            replace(before, answers=before.answers[1:]),
            replace(before, answers=before.answers[::-1]),
            replace(before, answers=(replace(before.answers[0], item="other"), before.answers[1])),
            replace(before, stances=()),
            replace(before, stances=(a_stance(Side.OPPOSE),)),
            with_answers(before, an_answer("A3", revisions=())),
        ):
            with pytest.raises(ValueError, match=r"append-only|was kept"):
                opened.keep(before, after, identity="identity-of-ada", delivery="d", at=NOW)
        assert opened.recall("identity-of-ada", "d") == Recalled(before, heard_before=False, respondent="ada")

    def test_revisions_keep_their_numbers_and_their_order(self, opened: Store) -> None:
        first = kept(opened, None, somebody(answers=(an_answer(),)))
        numbers = (1, 2, 10)
        revised = replace(first.answers[0], revisions=tuple(a_revision(number=number) for number in numbers))
        second = kept(opened, first, replace(first, answers=(revised,)))
        assert [revision.number for revision in second.answers[0].revisions] == [1, 2, 10]

    def test_a_person_and_a_facilitator_do_not_undo_each_other(self, opened: Store) -> None:
        before = kept(opened, None, somebody(answers=(an_answer("A1"), an_answer("A2"))))
        opened.set_aside("A1", "spam")
        opened.code([("A2", ["data"])])
        withdrawn = replace(before.answers[0], withdrawn=NOW)
        after = kept(opened, before, replace(before, answers=(withdrawn, before.answers[1])))
        assert after.answers == (replace(withdrawn, aside="spam"), replace(before.answers[1], coded=("data",)))


class TestDeliveries:
    def test_a_delivery_that_was_handled_is_known_and_has_no_second_effect(self, opened: Store) -> None:
        first = kept(opened, None, somebody(), delivery="d1")
        with pytest.raises(Conflict):
            opened.keep(first, replace(first, language="ar"), identity="identity-of-ada", delivery="d1", at=NOW)
        assert opened.recall("identity-of-ada", "d1") == Recalled(first, heard_before=True, respondent="ada")

    def test_it_is_known_whoever_asks(self, opened: Store) -> None:
        kept(opened, None, somebody(), delivery="d1")
        assert opened.recall("a stranger", "d1") == Recalled(None, heard_before=True)

    def test_it_is_known_for_48_hours_and_hardly_longer(self, opened: Store) -> None:
        first = kept(opened, None, somebody(), delivery="d1", at=NOW)
        second = kept(opened, first, first, at=NOW + 48 * HOUR)
        assert opened.recall("identity-of-ada", "d1").heard_before
        third = kept(opened, second, second, at=NOW + 48 * HOUR + timedelta(minutes=1))
        assert not opened.recall("identity-of-ada", "d1").heard_before
        assert kept(opened, third, third, delivery="d1", at=NOW + 49 * HOUR).turn == 4

    def test_a_message_without_a_delivery_is_never_heard_before(self, opened: Store) -> None:
        first = kept(opened, None, somebody(), delivery="")
        kept(opened, first, first, delivery="")
        assert not opened.recall("identity-of-ada", "").heard_before

    def test_it_outlives_its_author(self, opened: Store) -> None:
        kept(opened, None, somebody(), delivery="d1")
        assert opened.erase("ada", at=NOW + HOUR, delivery="d2")
        assert opened.recall("identity-of-ada", "d1") == Recalled(None, heard_before=True)
        assert opened.recall("identity-of-ada", "d2") == Recalled(None, heard_before=True)
        for delivery in ("d1", "d2"):
            with pytest.raises(Conflict):
                kept(opened, None, somebody(), delivery=delivery, at=NOW + 47 * HOUR)


class TestErasing:
    def test_nothing_is_left_of_a_person_in_any_round(self, opened: Store) -> None:
        kept(opened, None, somebody(answers=(an_answer("A1"),), stances=(a_stance(),)))
        kept(opened, None, somebody(round="r2", answers=(an_answer("A2"),)))
        other = kept(opened, None, somebody("bob", answers=(an_answer("A3"),)))
        assert opened.erase("ada", at=NOW)
        assert opened.recall("identity-of-ada", "d") == Recalled(None, heard_before=False)
        assert opened.participation("r1", "ada") is None
        assert opened.record("r1").participations == (other,)
        assert opened.record("r2").participations == ()

    def test_they_may_come_back_as_strangers(self, opened: Store) -> None:
        kept(opened, None, somebody(answers=(an_answer("A1"),)))
        opened.erase("ada", at=NOW)
        assert kept(opened, None, somebody("new", answers=(an_answer("A2"),)), identity="identity-of-ada").turn == 1

    def test_erasing_nobody_says_so_and_keeps_the_delivery(self, opened: Store) -> None:
        assert not opened.erase("nobody", at=NOW, delivery="d1")
        assert opened.recall("identity", "d1").heard_before

    def test_the_erased_are_known_and_nobody_else_is(self, opened: Store) -> None:
        for name in ("ada", "bob", "eve"):
            kept(opened, None, somebody(name))
        opened.erase("ada", at=NOW)
        opened.erase("nobody", at=NOW)
        opened.open_link("bob", "SECRET", until=NOW)
        opened.link("identity-of-eve", "SECRET", at=NOW)  # she leaves a visit behind, which is no erasure
        assert opened.erased(["ada", "bob", "eve", "nobody"]) == {"ada"}
        kept(opened, None, somebody("ada"))
        assert opened.erase("ada", at=NOW)
        assert opened.erased(iter(["ada"])) == {"ada"}
        assert opened.erased([]) == frozenset()
        assert opened.erasures() == {sha256(b"ada").hexdigest()}

    def test_a_delivery_that_was_handled_erases_nobody(self, opened: Store) -> None:
        first = kept(opened, None, somebody(), delivery="d1")
        with pytest.raises(Conflict):
            opened.erase("ada", at=NOW, delivery="d1")
        assert opened.participation("r1", "ada") == first

    def test_a_conversation_that_was_loaded_before_is_a_conflict(self, opened: Store) -> None:
        first = kept(opened, None, somebody())
        opened.erase("ada", at=NOW)
        with pytest.raises(Conflict):
            kept(opened, first, with_answers(first, an_answer()))
        assert opened.record("r1").participations == ()


class TestLinks:
    def test_an_identity_joins_the_round_that_its_respondent_was_last_in(self, opened: Store) -> None:
        first = kept(opened, None, somebody(answers=(an_answer(),)), at=NOW)
        kept(opened, None, somebody(round="r2"), at=NOW + HOUR)
        back = kept(opened, first, first, at=NOW + 2 * HOUR)
        opened.open_link("ada", "SECRET", until=NOW + 3 * HOUR)
        assert opened.link("discord", "SECRET", at=NOW + 3 * HOUR)
        assert opened.recall("discord", "d") == Recalled(back, heard_before=False, respondent="ada")
        onward = kept(opened, back, replace(back, language="ar"), identity="discord", at=NOW + 3 * HOUR)
        assert opened.recall("identity-of-ada", "d").participation == onward

    def test_a_code_is_used_once(self, opened: Store) -> None:
        kept(opened, None, somebody())
        opened.open_link("ada", "SECRET", until=NOW)
        assert opened.link("discord", "SECRET", at=NOW)
        assert not opened.link("third", "SECRET", at=NOW)
        assert not opened.link("discord", "SECRET", at=NOW)

    def test_a_code_that_is_unknown_late_or_replaced_joins_nobody(self, opened: Store) -> None:
        kept(opened, None, somebody())
        opened.open_link("ada", "FIRST", until=NOW)
        assert not opened.link("discord", "OTHER", at=NOW)
        assert not opened.link("discord", "FIRST", at=NOW + timedelta(seconds=1))
        opened.open_link("ada", "SECOND", until=NOW)
        assert not opened.link("discord", "FIRST", at=NOW)
        assert opened.recall("discord", "d").respondent == ""
        assert opened.link("discord", "SECOND", at=NOW)

    def test_after_five_wrong_codes_none_is_looked_at_for_a_quarter_of_an_hour(self, opened: Store) -> None:
        kept(opened, None, somebody())
        opened.open_link("ada", "SECRET", until=NOW + 2 * HOUR)
        for minute in range(5):
            assert opened.link("discord", "GUESS", at=NOW + timedelta(minutes=minute)) is Linking.REFUSED
        almost = NOW + timedelta(minutes=15, microseconds=-1)
        assert opened.link("discord", "SECRET", at=almost) is Linking.LIMITED
        assert opened.recall("discord", "d").respondent == ""
        assert opened.link("third", "GUESS", at=almost) is Linking.REFUSED, "others are not held to it"
        assert opened.link("discord", "SECRET", at=NOW + timedelta(minutes=15)) is Linking.JOINED

    def test_what_is_no_guess_is_not_counted(self, opened: Store) -> None:
        kept(opened, None, somebody())
        opened.open_link("ada", "SECRET", until=NOW)
        for _ in range(6):
            assert opened.link("identity-of-ada", "SECRET", at=NOW) is Linking.REFUSED, "their own"
            assert opened.link("identity-of-ada", "LATE", at=NOW, bringing=Bringing.ALONG) is Linking.REFUSED
        assert opened.link("identity-of-ada", "GUESS", at=NOW) is Linking.REFUSED

    def test_who_is_erased_is_forgotten_with_their_wrong_codes(self, opened: Store) -> None:
        kept(opened, None, somebody())
        for _ in range(5):
            opened.link("identity-of-ada", "GUESS", at=NOW)
        assert opened.link("identity-of-ada", "GUESS", at=NOW) is Linking.LIMITED
        opened.erase("ada", at=NOW)
        assert opened.link("identity-of-ada", "GUESS", at=NOW) is Linking.REFUSED

    @pytest.mark.parametrize("said", [{"answers": (an_answer("B1"),)}, {"stances": (a_stance(),)}])
    def test_who_has_spoken_is_to_be_asked(self, opened: Store, said: dict[str, object]) -> None:
        kept(opened, None, somebody("ada"))
        own = kept(opened, None, replace(somebody("bob"), **said))  # type: ignore[arg-type]  # parametrized
        opened.open_link("ada", "SECRET", until=NOW)
        assert opened.link("identity-of-bob", "SECRET", at=NOW) is Linking.ASKED
        assert opened.recall("identity-of-bob", "d").participation == own
        assert opened.link("identity", "SECRET", at=NOW) is Linking.JOINED  # the code was not used up

    def test_a_visit_in_which_nothing_was_said_is_left_behind(self, opened: Store) -> None:
        first = kept(opened, None, somebody("ada"))
        kept(opened, None, somebody("bob"), address="sealed")
        opened.open_link("ada", "SECRET", until=NOW)
        assert opened.link("identity-of-bob", "SECRET", at=NOW)
        assert opened.record("r1").participations == (first,)
        assert opened.counts("r1") == (2, 0)

    def test_who_leaves_an_account_leaves_the_others_there(self, opened: Store) -> None:
        kept(opened, None, somebody("ada"))
        first = kept(opened, None, somebody("bob"))
        opened.open_link("bob", "TO-BOB", until=NOW)
        opened.link("discord", "TO-BOB", at=NOW)
        opened.open_link("ada", "TO-ADA", until=NOW)
        assert opened.link("discord", "TO-ADA", at=NOW)
        assert opened.recall("identity-of-bob", "d").participation == first
        assert opened.recall("discord", "d").respondent == "ada"

    def test_nobody_joins_themselves(self, opened: Store) -> None:
        kept(opened, None, somebody())
        opened.open_link("ada", "SECRET", until=NOW)
        assert not opened.link("identity-of-ada", "SECRET", at=NOW)
        assert opened.link("discord", "SECRET", at=NOW)

    def test_unlinking_makes_a_stranger_again(self, opened: Store) -> None:
        first = kept(opened, None, somebody(answers=(an_answer(),)))
        opened.open_link("ada", "SECRET", until=NOW)
        opened.link("discord", "SECRET", at=NOW)
        assert opened.unlink("discord", at=NOW)
        assert opened.recall("discord", "d") == Recalled(None, heard_before=False)
        assert opened.recall("identity-of-ada", "d").participation == first
        with pytest.raises(Conflict):
            kept(opened, first, first, identity="discord")
        assert not opened.unlink("discord", at=NOW)

    def test_who_was_not_linked_cannot_be_unlinked(self, opened: Store) -> None:
        first = kept(opened, None, somebody())
        assert not opened.unlink("identity-of-ada", at=NOW)
        assert not opened.unlink("a stranger", at=NOW)
        assert opened.recall("identity-of-ada", "d").participation == first

    def test_erasing_takes_the_codes_and_all_identities_along(self, opened: Store) -> None:
        kept(opened, None, somebody())
        opened.open_link("ada", "FIRST", until=NOW)
        opened.link("discord", "FIRST", at=NOW)
        opened.open_link("ada", "SECOND", until=NOW)
        opened.erase("ada", at=NOW)
        assert opened.recall("discord", "d").respondent == ""
        assert not opened.link("discord", "SECOND", at=NOW)

    def test_a_code_needs_a_respondent_and_is_one_persons(self, opened: Store) -> None:
        with pytest.raises(NotFound):
            opened.open_link("nobody", "SECRET", until=NOW)
        kept(opened, None, somebody("ada"))
        kept(opened, None, somebody("bob"))
        opened.open_link("ada", "SECRET", until=NOW)
        with pytest.raises(Conflict):
            opened.open_link("bob", "SECRET", until=NOW)
        opened.link("discord", "SECRET", at=NOW)
        assert opened.recall("discord", "d").respondent == "ada"


class TestJoining:
    """Respondents who have both spoken; `tests/consultation/test_linking.py` tells what comes along."""

    @pytest.fixture
    def both(self, opened: Store) -> tuple[Participation, Participation]:
        """Give Ada, and Bob who is her in another app; both are in r1, Bob also in r2 and there last."""
        ada = kept(opened, None, somebody("ada", answers=(an_answer("A1"),), stances=(a_stance(),)))
        answers = (an_answer("B1"), an_answer("B2", aside="spam", coded=("data",)))
        bob = kept(opened, None, somebody("bob", began=NOW + HOUR, answers=answers, stances=(a_stance(Side.OPPOSE),)))
        kept(
            opened, None, somebody("bob", round="r2", language="ar", answers=(an_answer("B3"),)), address="telegram:bob"
        )
        opened.open_link("ada", "SECRET", until=NOW)
        return ada, bob

    def _links(self, opened: Store, bringing: Bringing | None, **given: Any) -> Linking:
        return opened.link("identity-of-bob", "SECRET", at=NOW, bringing=bringing, **given)

    def test_a_code_tells_whose_it_is_while_it_is_valid(self, opened: Store) -> None:
        kept(opened, None, somebody("ada"))
        opened.open_link("ada", "SECRET", until=NOW)
        assert opened.opened_by("SECRET", at=NOW) == "ada"
        assert opened.opened_by("OTHER", at=NOW) == ""
        assert opened.opened_by("SECRET", at=NOW + timedelta(seconds=1)) == ""
        opened.link("discord", "SECRET", at=NOW)
        assert opened.opened_by("SECRET", at=NOW) == ""

    @pytest.mark.parametrize("bringing", [None, Bringing.ALONG])
    def test_where_both_took_a_position_it_is_to_be_asked_which_stands(
        self, opened: Store, both: tuple[Participation, Participation], bringing: Bringing | None
    ) -> None:
        assert self._links(opened, bringing, delivery="d1") is Linking.ASKED
        assert opened.record("r1").participations == both
        assert not opened.recall("identity-of-bob", "d1").heard_before
        assert opened.opened_by("SECRET", at=NOW) == "ada"
        assert opened.joined("ada") == ()

    @pytest.mark.parametrize(("bringing", "side"), [(Bringing.OWN, Side.OPPOSE), (Bringing.THEIRS, Side.SUPPORT)])
    def test_what_comes_along_is_the_others(
        self, opened: Store, both: tuple[Participation, Participation], bringing: Bringing, side: Side
    ) -> None:
        ada, bob = both
        assert self._links(opened, bringing) is Linking.JOINED
        (found,) = opened.record("r1").participations
        brought = tuple(replace(answer, brought_by="bob") for answer in bob.answers)
        assert (found.respondent, found.turn, found.began) == ("ada", ada.turn + 1, ada.began)
        assert found.answers == (*ada.answers, *brought)
        assert found.stance("1", "2019-09") in (*ada.stances, replace(bob.stances[0], brought_by="bob"))
        stands = found.stance("1", "2019-09")
        assert stands is not None
        assert stands.side is side
        assert opened.recall("identity-of-bob", "d") == Recalled(found, heard_before=False, respondent="ada")
        (elsewhere,) = opened.record("r2").participations
        assert (elsewhere.respondent, elsewhere.language, elsewhere.turn) == ("ada", "ar", 1)
        assert (elsewhere.brought_by, [answer.id for answer in elsewhere.answers]) == ("bob", ["B3"])
        assert opened.joined("ada") == ("bob",)
        assert opened.counts("r1") == opened.counts("r2") == (2, 0)

    def test_what_is_left_out_is_in_no_record_and_no_count(
        self, opened: Store, both: tuple[Participation, Participation]
    ) -> None:
        ada, bob = both
        assert self._links(opened, Bringing.NOTHING) is Linking.JOINED
        assert opened.record("r1").participations == (ada,)
        assert opened.record("r2").participations == ()
        assert opened.participation("r1", "bob") == replace(bob, turn=bob.turn + 1)
        assert opened.counts("r1") == (2, 0)
        assert opened.counts("r2") == (0, 0)
        assert opened.recall("identity-of-bob", "d").participation == ada

    @pytest.mark.parametrize("bringing", [Bringing.OWN, Bringing.THEIRS, Bringing.NOTHING])
    @pytest.mark.usefixtures("both")
    def test_parting_undoes_it(self, opened: Store, bringing: Bringing) -> None:
        before = [opened.record(name).participations for name in ("r1", "r2")]
        self._links(opened, bringing)
        assert opened.unlink("identity-of-ada", at=NOW, delivery="d1") is Parting.ELSEWHERE
        assert not opened.recall("identity-of-ada", "d1").heard_before
        assert opened.unlink("identity-of-bob", at=NOW, delivery="d2") is Parting.PARTED
        assert opened.recall("identity-of-bob", "d2").heard_before
        after = [opened.record(name).participations for name in ("r1", "r2")]
        assert [[replace(who, turn=0) for who in known] for known in after] == [
            [replace(who, turn=0) for who in known] for known in before
        ]
        found = opened.recall("identity-of-bob", "d").participation
        assert found is not None
        assert (found.respondent, found.round) == ("bob", "r2")
        assert opened.recall("identity-of-ada", "d").respondent == "ada"
        assert opened.joined("ada") == ()
        assert opened.unlink("identity-of-ada", at=NOW) is Parting.NOTHING
        assert opened.unlink("identity-of-bob", at=NOW) is Parting.NOTHING

    @pytest.mark.usefixtures("both")
    def test_both_go_on_after_it_and_lose_nothing(self, opened: Store) -> None:
        self._links(opened, Bringing.OWN)
        for number in range(2):
            found = opened.recall("identity-of-bob", "d").participation
            assert found is not None
            answered = with_answers(found, an_answer(f"C{number}"))
            kept(opened, found, replace(answered, stances=(*found.stances, a_stance())), identity="identity-of-bob")
        opened.unlink("identity-of-bob", at=NOW)
        for name in ("ada", "bob"):
            before = opened.participation("r1", name)
            assert before is not None
            withdrawn = tuple(replace(stance, withdrawn=NOW) for stance in before.stances)
            after = replace(with_answers(before, an_answer(f"{name}-4")), stances=(*withdrawn, a_stance(Side.NONE)))
            assert replace(kept(opened, before, after), turn=0) == replace(after, turn=0)
        ada, bob = opened.record("r1").participations
        assert [answer.id for answer in ada.answers] == ["A1", "C0", "C1", "ada-4"]
        assert [answer.id for answer in bob.answers] == ["B1", "B2", "bob-4"]
        assert len(ada.stances) == 4
        assert [stance.side for stance in bob.stances] == [Side.OPPOSE, Side.NONE]

    def test_who_has_loaded_what_was_before_loads_again(
        self, opened: Store, both: tuple[Participation, Participation]
    ) -> None:
        ada, bob = both
        self._links(opened, Bringing.OWN)
        for whose in both:
            with pytest.raises(Conflict):
                kept(opened, whose, with_answers(whose, an_answer("C1")))
        linked = opened.participation("r1", "ada")
        opened.unlink("identity-of-bob", at=NOW)
        assert linked is not None
        for whose in (ada, bob, linked):
            with pytest.raises(Conflict):
                kept(opened, whose, with_answers(whose, an_answer("C1")))

    @pytest.mark.parametrize("bringing", [Bringing.OWN, Bringing.NOTHING])
    @pytest.mark.parametrize("name", ["ada", "bob"])
    @pytest.mark.usefixtures("both")
    def test_erasing_either_erases_both(self, opened: Store, bringing: Bringing, name: str) -> None:
        self._links(opened, bringing)
        opened.add_edition(Edition("r1", 1, NOW, {"A1": 1}))
        assert opened.erase(name, at=NOW)
        for known in ("r1", "r2"):
            assert opened.record(known).participations == ()
            assert opened.participation(known, "ada") is opened.participation(known, "bob") is None
            assert opened.counts(known) == (0, 1)
        assert opened.erased(["ada", "bob"]) == {"ada", "bob"}
        assert opened.recall("identity-of-bob", "d").respondent == ""
        assert opened.add_participations([somebody("bob", answers=(an_answer("B1"),))]) == (0, 0)
        assert not opened.erase(name, at=NOW)

    @pytest.mark.usefixtures("both")
    def test_what_was_left_out_and_pinned_leaves_a_tombstone(self, opened: Store) -> None:
        opened.add_edition(Edition("r1", 1, NOW, {"B1": 1}))
        self._links(opened, Bringing.NOTHING)
        opened.erase("ada", at=NOW)
        assert opened.add_participations([somebody("eve", answers=(an_answer("B1"),))]) == (0, 1)

    @pytest.mark.usefixtures("both")
    def test_a_delivery_that_was_handled_joins_and_parts_nobody(self, opened: Store) -> None:
        kept(opened, None, somebody("eve"), delivery="d1")
        with pytest.raises(Conflict):
            self._links(opened, Bringing.OWN, delivery="d1")
        assert opened.joined("ada") == ()
        self._links(opened, Bringing.OWN, delivery="d2")
        with pytest.raises(Conflict):
            opened.unlink("identity-of-bob", at=NOW, delivery="d2")
        assert opened.joined("ada") == ("bob",)
        assert opened.recall("identity-of-bob", "d2").heard_before

    @pytest.mark.usefixtures("both")
    def test_who_has_joined_somebody_opens_no_link_and_whose_was_open_is_closed(self, opened: Store) -> None:
        opened.open_link("bob", "BOBS", until=NOW)
        self._links(opened, Bringing.OWN)
        assert opened.opened_by("BOBS", at=NOW) == ""
        with pytest.raises(Conflict):
            opened.open_link("bob", "BOBS", until=NOW)

    @pytest.mark.usefixtures("both")
    def test_who_is_linked_already_is_told_so(self, opened: Store) -> None:
        self._links(opened, Bringing.OWN)
        kept(opened, None, somebody("eve"))
        opened.open_link("eve", "EVES", until=NOW)
        for identity in ("identity-of-bob", "identity-of-ada"):
            assert opened.link(identity, "EVES", at=NOW, bringing=Bringing.ALONG) is Linking.LINKED
            assert opened.link(identity, "OTHER", at=NOW, bringing=Bringing.ALONG) is Linking.REFUSED
        assert opened.opened_by("EVES", at=NOW) == "eve"

    def test_an_import_goes_to_who_has_the_rest(self, opened: Store, both: tuple[Participation, Participation]) -> None:
        imported = replace(both[1], answers=(*both[1].answers, an_answer("B4")), stances=())
        self._links(opened, Bringing.OWN)
        assert opened.add_participations([imported]) == (1, 2)
        (found,) = opened.record("r1").participations
        assert [answer.id for answer in found.answers] == ["A1", "B1", "B2", "B4"]

    def test_an_import_of_what_was_left_out_is_left_out(
        self, opened: Store, both: tuple[Participation, Participation]
    ) -> None:
        imported = replace(both[1], answers=(*both[1].answers, an_answer("B4")))
        self._links(opened, Bringing.NOTHING)
        assert opened.add_participations([imported]) == (1, 3)
        assert opened.record("r1").participations == both[:1]
        opened.unlink("identity-of-bob", at=NOW)
        found = opened.participation("r1", "bob")
        assert found is not None
        assert [answer.id for answer in found.answers] == ["B1", "B2", "B4"]

    @pytest.mark.usefixtures("both")
    def test_what_was_left_out_while_a_report_was_made_is_in_no_edition(self, opened: Store) -> None:
        self._links(opened, Bringing.NOTHING)
        with pytest.raises(Withdrawn):
            opened.add_edition(Edition("r1", 1, NOW, {"A1": 1, "B1": 1}))
        opened.unlink("identity-of-bob", at=NOW)
        opened.add_edition(Edition("r1", 1, NOW, {"A1": 1, "B1": 1}))

    @pytest.mark.usefixtures("both")
    def test_what_was_brought_along_is_in_editions_and_can_be_marked(self, opened: Store) -> None:
        self._links(opened, Bringing.OWN)
        opened.add_edition(Edition("r1", 1, NOW, {"A1": 1, "B1": 1}))
        opened.set_aside("B1", "spam")
        opened.code([("B3", ["tools"])])
        opened.unlink("identity-of-bob", at=NOW)
        opened.set_aside("B2", "")
        found = opened.participation("r1", "bob")
        assert found is not None
        assert [answer.aside for answer in found.answers] == ["spam", ""]

    def test_everything_lent_is_loaded_as_it_was_kept(self, opened: Store) -> None:
        taken_back = Consent("v1", NOW, NOW + HOUR)
        kept(opened, None, somebody("ada", consent=taken_back))
        kept(opened, None, somebody("ada", round="r2"))
        own = somebody("bob", quoting=Quoting.NONE, silent=True, attributes={"b": ("x",), "a": ("y",)})
        kept(opened, None, with_answers(own, an_answer("B1")))
        opened.open_link("ada", "SECRET", until=NOW)
        assert self._links(opened, Bringing.ALONG) is Linking.JOINED
        found = opened.participation("r1", "bob")
        assert found is not None
        assert found.lent == Lent(
            consent=True,
            before=taken_back,
            quoting=True,
            quoted=Quoting.NONE,
            silenced=True,
            silent=True,
            attributes=("a", "b"),
        )
        opened.unlink("identity-of-bob", at=NOW)
        ada = opened.participation("r1", "ada")
        assert ada is not None
        assert (ada.consent, ada.quoting, ada.silent, ada.attributes) == (taken_back, None, False, {})
        assert opened.participation("r1", "bob") == replace(with_answers(own, an_answer("B1")), turn=3)


class TestImports:
    def test_the_same_twice_adds_nothing(self, opened: Store) -> None:
        imported = (
            somebody("ada", turn=3, answers=(an_answer("A1"), an_answer("A2")), stances=(a_stance(),)),
            somebody("bob", round="r2", people=30, on_record=False),
        )
        assert opened.add_participations(iter(imported)) == (3, 0)
        assert opened.participation("r1", "ada") == imported[0]
        assert opened.add_participations(imported) == (0, 3)
        assert opened.record("r1").participations == imported[:1]
        assert opened.record("r2").participations == imported[1:]

    def test_who_is_there_gains_what_they_lack_and_nothing_else(self, opened: Store) -> None:
        first = kept(opened, None, somebody(answers=(an_answer("A1"),), stances=(a_stance(),)))
        more = somebody(
            language="ar",
            quoting=Quoting.VERBATIM,
            answers=(an_answer("A1", "Autre texte."), an_answer("A2")),
            stances=(a_stance(), a_stance(Side.OPPOSE, at=NOW + HOUR)),
        )
        assert opened.add_participations([more]) == (2, 2)
        gained = replace(
            first, turn=2, answers=(*first.answers, an_answer("A2")), stances=(*first.stances, more.stances[1])
        )
        assert opened.participation("r1", "ada") == gained

    def test_a_stance_without_a_date_of_its_own_is_imported_once(self, opened: Store) -> None:
        opened.add_participations([somebody(stances=(a_stance(at=NOW),))])
        assert opened.add_participations([somebody(stances=(a_stance(at=NOW + HOUR),))]) == (0, 1)

    def test_one_respondent_may_come_in_several_rows(self, opened: Store) -> None:
        rows = [somebody(answers=(an_answer(name),)) for name in ("A1", "A2", "A1")]
        assert opened.add_participations(rows) == (2, 1)
        assert opened.participation("r1", "ada") == somebody(answers=(an_answer("A1"), an_answer("A2")))

    def test_all_or_none(self, opened: Store) -> None:
        first = kept(opened, None, somebody("ada", answers=(an_answer("A1"),)))
        new = somebody("bob", answers=(an_answer("B1"),))
        gaining = replace(first, answers=(an_answer("A2"),))
        with pytest.raises(Conflict):
            opened.add_participations([new, gaining, somebody("eve", answers=(an_answer("A1"),))])
        with pytest.raises(NotFound, match="no round r9"):
            opened.add_participations([new, gaining, somebody("eve", round="r9")])
        assert opened.record("r1").participations == (first,)

    def test_a_conversation_that_was_loaded_before_the_import_is_a_conflict(self, opened: Store) -> None:
        first = kept(opened, None, somebody())
        opened.add_participations([somebody(answers=(an_answer("A1"),))])
        with pytest.raises(Conflict):
            kept(opened, first, with_answers(first, an_answer("A2")))

    def test_who_erased_themselves_does_not_come_back_with_a_file(self, opened: Store) -> None:
        said = {"role": ("staff",)}
        imported = somebody(attributes=said, answers=(an_answer("A1"), an_answer("A2")), stances=(a_stance(),))
        opened.add_participations([imported])
        opened.add_edition(Edition("r1", 1, NOW, {"A1": 1}))
        opened.erase("ada", at=NOW)
        elsewhere, other = replace(imported, round="r2"), somebody("bob", answers=(an_answer("B1"),))
        assert opened.add_participations([imported, other, elsewhere]) == (1, 0)
        assert opened.add_participations([imported, other]) == (0, 1)
        assert opened.record("r1").participations == (other,)
        assert opened.record("r2").participations == ()

    def test_an_answer_with_a_tombstone_comes_back_under_no_other_name(self, opened: Store) -> None:
        opened.add_participations([somebody(answers=(an_answer("A1"),))])
        opened.add_edition(Edition("r1", 1, NOW, {"A1": 1}))
        opened.erase("ada", at=NOW)
        assert opened.add_participations([somebody("eve", answers=(an_answer("A1"), an_answer("A2")))]) == (1, 1)
        assert opened.record("r1").participations == (somebody("eve", answers=(an_answer("A2"),)),)

    def test_many_are_imported_in_their_order(self, opened: Store) -> None:
        many = [somebody(f"p{number:04}", answers=(an_answer(f"A{number}"),)) for number in range(1203)]
        assert opened.add_participations(many) == (1203, 0)
        assert opened.record("r1").participations == tuple(many)


class TestNotes:
    def test_notes_are_those_who_say_how_many_people_they_are(self, opened: Store) -> None:
        salon = somebody("salon", people=12, on_record=False, source="Salon", answers=(an_answer("S1"),))
        earlier = somebody("talk", people=1, began=NOW - HOUR, answers=(an_answer("T1"),))
        gone = somebody("gone", people=3, consent=Consent("import", NOW, withdrawn=NOW))
        elsewhere = somebody("salon", round="r2", people=12, answers=(an_answer("S2"),))
        opened.add_participations([salon, somebody(), gone, earlier, elsewhere])
        assert opened.notes("r1") == (earlier, salon)
        assert opened.notes("nosuch") == ()

    def test_a_note_is_amended_and_its_turn_goes_on(self, opened: Store) -> None:
        salon = somebody("salon", people=12, source="Salon", answers=(an_answer("S1"),))
        opened.add_participations([salon])
        reworded = replace(salon.answers[0], revisions=(a_revision(), a_revision("Autrement.", number=2)))
        after = replace(
            salon,
            people=20,
            on_record=False,
            source="Salon de mars",
            answers=(reworded, an_answer("S2")),
            language="en",
        )
        opened.amend(salon, after, at=NOW)
        assert opened.notes("r1") == (replace(after, turn=salon.turn + 1),)
        with pytest.raises(Conflict):
            opened.amend(salon, replace(salon, people=30), at=NOW)
        assert opened.notes("r1")[0].people == 20

    def test_what_was_said_in_a_note_is_not_rewritten(self, opened: Store) -> None:
        salon = somebody("salon", people=12, answers=(an_answer("S1"),))
        opened.add_participations([salon])
        with pytest.raises(ValueError, match="gone"):
            opened.amend(salon, replace(salon, answers=()), at=NOW)
        assert opened.notes("r1") == (salon,)

    def test_an_amended_note_makes_stale_what_used_it_and_nobody_is_owed_a_letter(self, opened: Store) -> None:
        salon = somebody("salon", people=12, quoting=Quoting.VERBATIM, answers=(an_answer("S1"),))
        opened.add_participations([salon])
        opened.add_edition(Edition("r1", 1, NOW, {"S1": 1}, shown=frozenset({"S1"})))
        opened.amend(salon, replace(salon, source="Salon de mars"), at=NOW)
        assert opened.editions("r1")[0].causes == {}
        (now,) = opened.notes("r1")
        opened.amend(now, replace(now, on_record=False), at=NOW)
        assert opened.editions("r1")[0].causes == {Cause.QUOTING: 1}
        opened.add_edition(Edition("r1", 2, NOW, {"S1": 1}), supersedes=[1])
        assert opened.receipts("r1") == ()


class TestMarks:
    def test_an_answer_is_set_aside_and_restored(self, opened: Store) -> None:
        kept(opened, None, somebody(answers=(an_answer("A1"), an_answer("A2"))))
        opened.set_aside("A1", "not about this")
        assert _answers(opened) == (an_answer("A1", aside="not about this"), an_answer("A2"))
        opened.set_aside("A1", "")
        assert _answers(opened) == (an_answer("A1"), an_answer("A2"))

    def test_answers_are_listed_the_newest_words_first(self, opened: Store) -> None:
        reworded = an_answer("A1", revisions=(a_revision(), a_revision("Autre.", number=2, at=NOW + 3 * HOUR)))
        later = an_answer("A2", revisions=(a_revision(at=NOW + HOUR),))
        kept(opened, None, somebody(answers=(reworded, later, an_answer("A3", withdrawn=NOW), an_answer("A4"))))
        kept(opened, None, somebody("bob", answers=(an_answer("B1"), an_answer("B2", aside="spam"))))
        kept(opened, None, somebody("eve", consent=None, answers=(an_answer("E1"),)))
        gone = Consent("v1", NOW, withdrawn=NOW)
        kept(opened, None, somebody("zoe", consent=gone, answers=(an_answer("Z1"), an_answer("Z2", aside="spam"))))
        kept(opened, None, somebody("ada", round="r2", answers=(an_answer("A5"),)))
        assert opened.newest("r1", aside=False, limit=9) == ("A1", "A2", "B1", "A4")
        assert opened.newest("r1", aside=False, limit=2) == ("A1", "A2")
        assert opened.newest("r1", aside=False, before=(NOW + HOUR, "A2"), limit=9) == ("B1", "A4")
        assert opened.newest("r1", aside=False, before=(NOW, "B1"), limit=9) == ("A4",)
        assert opened.newest("r1", aside=False, before=(NOW + 2 * HOUR, "GONE"), limit=9) == ("A2", "B1", "A4")
        assert opened.newest("r1", aside=True, limit=9) == ("B2",)
        assert opened.newest("nosuch", aside=False, limit=9) == ()

    def test_what_was_left_out_of_a_link_is_in_no_list_of_answers(self, opened: Store) -> None:
        kept(opened, None, somebody("ada", answers=(an_answer("A1"),)))
        kept(opened, None, somebody("bob", answers=(an_answer("B1"),)))
        opened.open_link("ada", "CODE", until=NOW + HOUR)
        opened.link("identity-of-bob", "CODE", at=NOW, bringing=Bringing.NOTHING)
        assert opened.newest("r1", aside=False, limit=9) == ("A1",)

    def test_no_unknown_answer_is_set_aside(self, opened: Store) -> None:
        with pytest.raises(NotFound, match="no answer A9"):
            opened.set_aside("A9", "spam")

    def test_a_statement_leads_to_what_it_stands_in(self, opened: Store) -> None:
        ada = kept(opened, None, somebody("ada", answers=(an_answer("A1"), an_answer("A2"))))
        bob = kept(opened, None, somebody("bob", answers=(an_answer("B1"),)))
        assert [opened.said_in(answer_id) for answer_id in ("A1", "A2", "B1")] == [ada, ada, bob]

    def test_an_unknown_or_erased_statement_stands_nowhere(self, opened: Store) -> None:
        kept(opened, None, somebody("ada", answers=(an_answer("A1"),)))
        opened.erase("ada", at=NOW)
        for answer_id in ("A1", "A9"):
            with pytest.raises(NotFound, match=f"no answer {answer_id}"):
                opened.said_in(answer_id)

    def test_what_was_left_out_of_a_link_stands_nowhere(self, opened: Store) -> None:
        kept(opened, None, somebody("ada"))
        kept(opened, None, somebody("bob", answers=(an_answer("B1"),)))
        opened.open_link("ada", "SECRET", until=NOW + HOUR)
        assert opened.link("identity-of-bob", "SECRET", at=NOW, bringing=Bringing.NOTHING) is Linking.JOINED
        with pytest.raises(NotFound, match="no answer B1"):
            opened.said_in("B1")

    def test_answers_are_coded_by_hand_also_with_no_theme(self, opened: Store) -> None:
        kept(opened, None, somebody(answers=(an_answer("A1"), an_answer("A2"), an_answer("A3"))))
        opened.code([("A1", ["tools", "data"]), ("A2", [])])
        opened.code([("A1", ["data"])])
        assert [answer.coded for answer in _answers(opened)] == [("data",), (), None]

    def test_one_unknown_answer_leaves_all_uncoded(self, opened: Store) -> None:
        kept(opened, None, somebody(answers=(an_answer("A1"),)))
        with pytest.raises(NotFound, match="no answer A9"):
            opened.code([("A1", ["data"]), ("A9", ["data"])])
        assert _answers(opened) == (an_answer("A1"),)

    def test_a_review_is_a_revision_more_and_a_line_of_the_audit_log(self, opened: Store) -> None:
        before = kept(opened, None, somebody("ada", answers=(an_answer("A1"), an_answer("A2"))))
        opened.set_aside("A2", "spam")
        after = _reviewed(before)
        opened.revise(before, after, REVIEWED)
        aside = replace(after.answers[1], aside="spam")
        assert opened.record("r1").participations == (replace(after, answers=(after.answers[0], aside), turn=2),)
        assert opened.recall("identity-of-ada", "d").participation == opened.participation("r1", "ada")
        assert opened.acts() == (REVIEWED,)

    def test_a_review_of_what_went_on_is_not_kept(self, opened: Store) -> None:
        before = kept(opened, None, somebody("ada", answers=(an_answer("A1"), an_answer("A2"))))
        now = kept(opened, before, replace(before, quoting=Quoting.NONE))
        with pytest.raises(Conflict):
            opened.revise(before, _reviewed(before), REVIEWED)
        with pytest.raises(ValueError, match="append-only"):
            opened.revise(now, with_answers(replace(now, answers=()), *_rewritten(now)), REVIEWED)
        assert (opened.participation("r1", "ada"), opened.acts()) == (now, ())

    def test_who_talks_on_after_a_review_begins_anew(self, opened: Store) -> None:
        before = kept(opened, None, somebody("ada", answers=(an_answer("A1"),)))
        opened.revise(before, _reviewed(before), REVIEWED)
        with pytest.raises(Conflict):
            kept(opened, before, replace(before, quoting=Quoting.NONE))
        now = opened.recall("identity-of-ada", "d").participation
        assert now is not None
        assert kept(opened, now, replace(now, quoting=Quoting.NONE)).answers == _reviewed(before).answers

    def test_a_review_changes_nothing_in_an_edition(self, opened: Store) -> None:
        before = kept(opened, None, somebody("ada", answers=(an_answer("A1"),)))
        opened.add_edition(Edition("r1", 1, NOW, {"A1": 1}))
        opened.revise(before, _reviewed(before), REVIEWED)
        assert (opened.editions("r1")[0].causes, opened.editions("r1")[0].pins) == ({}, {"A1": 1})

    def test_marks_are_not_the_persons_turn(self, opened: Store) -> None:
        before = kept(opened, None, somebody(answers=(an_answer("A1"),)))
        opened.set_aside("A1", "spam")
        assert kept(opened, before, before).turn == 2


class TestRecordsAndCounts:
    def test_participations_come_by_when_they_began_then_by_respondent(self, opened: Store) -> None:
        late = (somebody("a", began=NOW + HOUR), somebody("Z", began=NOW + HOUR))
        same = (somebody("é"), somebody("e"), somebody("z"), somebody("E"), somebody("_"))
        opened.add_participations([*late, *same, somebody("x", round="r2")])
        found = opened.record("r1")
        names = [whose.respondent for whose in found.participations]
        assert names == ["E", "_", "e", "z", "é", "Z", "a"]
        assert found == RoundRecord(a_round(), tuple(_sorted([*late, *same])))

    def test_answers_and_stances_come_in_the_order_in_which_they_were_given(self, opened: Store) -> None:
        ids = ["z", "A", "é", "a", "_", "10", "9"]
        sides = [Side.SUPPORT, Side.OPPOSE, Side.SUPPORT]
        stances = tuple(a_stance(side, at=NOW - number * HOUR) for number, side in enumerate(sides))
        before = kept(opened, None, somebody(stances=stances))
        for answer_id in ids:
            before = kept(opened, before, with_answers(before, an_answer(answer_id)))
        found = opened.record("r1").participations[0]
        assert [answer.id for answer in found.answers] == ids
        assert found.stances == stances

    def test_an_unknown_round_has_no_record_and_no_counts(self, opened: Store) -> None:
        with pytest.raises(NotFound):
            opened.record("r9")
        with pytest.raises(NotFound, match="no round r9"):
            opened.counts("r1", "r9")

    def test_linked_identities_are_counted_in_the_rounds_of_their_respondent(self, opened: Store) -> None:
        kept(opened, None, somebody("ada"))
        kept(opened, None, somebody("bob", round="r2"))
        kept(opened, None, somebody("eve"))
        opened.add_participations([somebody("imported")])
        opened.open_link("ada", "SECRET", until=NOW)
        opened.link("discord", "SECRET", at=NOW)
        assert opened.counts("r1") == (3, 0)
        assert opened.counts("r2") == (1, 0)

    def test_over_several_rounds_each_identity_counts_once(self, opened: Store) -> None:
        kept(opened, None, somebody("ada"))
        kept(opened, None, somebody("ada", round="r2"))
        kept(opened, None, somebody("bob", round="r2"))
        assert opened.counts("r1", "r2") == (2, 0)
        assert opened.counts("r1", "r1") == (1, 0)
        assert opened.counts() == (0, 0)
        opened.erase("ada", at=NOW)
        assert opened.counts("r1", "r2") == (1, 2)

    def test_who_did_not_consent_or_withdrew_took_no_part(self, opened: Store) -> None:
        kept(opened, None, somebody("ada", consent=None))
        kept(opened, None, somebody("bob", consent=Consent("v1", NOW, withdrawn=NOW)))
        assert opened.counts("r1") == (0, 0)
        opened.erase("ada", at=NOW)
        opened.erase("bob", at=NOW)
        assert opened.counts("r1") == (0, 1)

    def test_the_erased_are_counted_once_in_each_of_their_rounds(self, opened: Store) -> None:
        kept(opened, None, somebody("ada", answers=(an_answer("A1"), an_answer("A2"))))
        kept(opened, None, somebody("ada", round="r2"))
        kept(opened, None, somebody("bob"))
        opened.erase("ada", at=NOW)
        opened.erase("bob", at=NOW)
        opened.erase("bob", at=NOW)
        assert opened.counts("r1") == (0, 2)
        assert opened.counts("r2") == (0, 1)


class TestEditionsAndActs:
    def test_editions_come_by_number_with_what_they_pinned(self, opened: Store) -> None:
        kept(opened, None, somebody(answers=(an_answer("A1"), an_answer("B1"))))
        first = Edition("r1", 1, NOW, {"B1": 2, "A1": 1}, language="ar")
        second = Edition("r1", 2, NOW - HOUR, {})
        elsewhere = Edition("r2", 1, NOW, {"A1": 1})
        for edition in (second, elsewhere, first):
            opened.add_edition(edition)
        assert opened.editions("r1") == (first, second)
        assert opened.editions("r2") == (elsewhere,)
        assert opened.editions("r9") == ()

    def test_a_number_that_is_taken_is_a_conflict(self, opened: Store) -> None:
        kept(opened, None, somebody(answers=(an_answer("A1"), an_answer("A2"))))
        first = Edition("r1", 1, NOW, {"A1": 1})
        opened.add_edition(first)
        with pytest.raises(Conflict) as raised:
            opened.add_edition(replace(first, pins={"A2": 1}))
        assert type(raised.value) is Conflict
        assert opened.editions("r1") == (first,)

    def test_what_was_withdrawn_or_erased_while_a_report_was_made_is_in_no_edition(self, opened: Store) -> None:
        first = kept(opened, None, somebody("ada", answers=(an_answer("A1"), an_answer("A2"))))
        kept(opened, None, somebody("bob", round="r2", answers=(an_answer("B1"), an_answer("B2"))))
        edition = Edition("r1", 1, NOW, {"A1": 1, "B1": 1})
        kept(opened, first, replace(first, answers=(replace(first.answers[0], withdrawn=NOW), first.answers[1])))
        with pytest.raises(Withdrawn):
            opened.add_edition(edition)
        opened.add_edition(replace(edition, pins={"A2": 1, "B1": 1, "B2": 1}))
        opened.erase("bob", at=NOW)
        with pytest.raises(Withdrawn):
            opened.add_edition(replace(edition, number=2, pins={"A2": 1, "B1": 1}))
        assert [made.number for made in opened.editions("r1")] == [1]

    def test_an_edition_is_of_a_round(self, opened: Store) -> None:
        with pytest.raises(NotFound):
            opened.add_edition(Edition("r9", 1, NOW, {}))

    def test_what_an_edition_pinned_outlives_the_answer(self, opened: Store) -> None:
        kept(opened, None, somebody(answers=(an_answer("A1"),)))
        edition = Edition("r1", 1, NOW, {"A1": 1})
        opened.add_edition(edition)
        opened.erase("ada", at=NOW)
        assert opened.editions("r1") == (replace(edition, causes={Cause.ERASED: 1}),)

    def test_the_audit_log_comes_as_it_was_written(self, opened: Store) -> None:
        acts = (Act(NOW, "owner", "close", "r1", "early"), Act(NOW - HOUR, "owner", "export", "r1"))
        for act in (*acts, acts[0]):
            opened.note(act)
        assert opened.acts() == (*acts, acts[0])


def _answers(store: Store) -> tuple[Answer, ...]:
    found = store.participation("r1", "ada")
    assert found is not None
    return found.answers


def _sorted(some: list[Participation]) -> list[Participation]:
    return sorted(some, key=lambda whose: (whose.began, whose.respondent))
