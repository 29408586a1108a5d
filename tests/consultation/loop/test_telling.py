"""Where words went, whether that gets people right, what they say, and what the working group answers since."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import pytest

from consultation.checking.review_desk import queue_of
from consultation.checking.reviewing import Reason
from consultation.editions import Edition, current_edition
from consultation.errors import InvalidInput, NotAllowed, NotFound
from consultation.flow import State
from consultation.guide import Consultation
from consultation.loop.echoes import Dispute, Judged, Judgement, judged
from consultation.loop.explaining import explanations
from consultation.loop.responses import Recorded, Subject, Verdict
from consultation.loop.results import Results
from consultation.loop.telling import Teller, Telling
from consultation.messages import Reply, Style
from consultation.notices import Fate, Purpose
from consultation.pinning import pinned
from consultation.ports import Outbox, Store
from consultation.records import Act, Snapshot, may_quote
from consultation.responding import draft_named, respond, subjects, theme_named
from consultation.rounds import Kind, Round
from storage.memory import MemoryStore
from storage.memory_codings import MemoryCodings
from storage.memory_outbox import MemoryOutbox
from storage.outbox import SqlOutbox
from storage.store import SqlStore
from tests.consultation.conversations import (
    BEGINS,
    CATALOGUES,
    CHANGED,
    CONSULTATION,
    IN_NO_ANSWER,
    NOT_KEPT,
    OUT_OF_PLACE,
    TAKEN_BACK,
    WEEK,
    Installation,
    Respondent,
)
from tests.databases import Place

MADE = BEGINS + WEEK
NOTED = "Noted. It goes to those who review the answers."
THANKS = "Thank you, that is good to know."
EXPLAINED = "Kept, for those who review the answers. The next report says how many people dispute this one."
WHAT = "What did we not get right? Write one message, if you like."
PRIVATE = "Only those who review the answers read it; no report shows it."
WHICH = "You can also choose which of your answers it is about."
ENDING = (
    "You can still read, change or withdraw what you said with /my.",
    "/stop ends such messages.",
    "Did we get you right?",
)
NOT_ANSWERED = "The working group has not answered yet. When it does, you can be told here."
BEARING = replace(
    CONSULTATION,
    codebook=replace(
        CONSULTATION.codebook,
        themes=tuple(
            replace(theme, bears_on=("2",)) if theme.id == "tools" else theme for theme in CONSULTATION.codebook.themes
        ),
    ),
)


class Web:
    """A site at an address."""

    def edition(self, consultation: Consultation, language: str, edition: Edition) -> str:
        return f"https://example.org/{consultation.id}/{language}/{edition.round}/{edition.number}"

    def statement(self, consultation: Consultation, statement: str) -> str:
        return f"https://example.org/{consultation.id}/s/{statement}"


class Nowhere:
    """No site."""

    def edition(self, *_: object) -> str:
        return ""

    def statement(self, *_: object) -> str:
        return ""


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, place: Place) -> Iterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
    else:
        with place.store() as made:
            yield made


@pytest.fixture
def outbox(store: Store) -> Outbox:
    if isinstance(store, MemoryStore):
        return MemoryOutbox(store)
    assert isinstance(store, SqlStore)
    return SqlOutbox(store.database)


@pytest.fixture
def town(store: Store) -> Installation:
    return Installation(lambda: nullcontext(store), consultation=BEARING)


@pytest.fixture
def known(town: Installation) -> Round:
    return town.launch()


@pytest.fixture
def ada(town: Installation, known: Round) -> Respondent:
    """Give somebody who gave two answers, and may be quoted."""
    ada = Respondent(town, "ada")
    ada.agrees(known)
    ada.answers("hopes", "A shared grant for every community, and someone who keeps the tools we upload with in order.")
    ada.answers("needs", "Nothing to do with any theme at all.")
    ada.goes("/my go-on quote:verbatim")
    return ada


@pytest.fixture
def teller(store: Store, outbox: Outbox, town: Installation) -> Teller:
    return telling(store, outbox, town)


def telling(store: Store, outbox: Outbox, town: Installation, site: Web | Nowhere | None = None) -> Teller:
    return Teller(store, outbox, Results(lambda _: BEARING, CATALOGUES, site or Nowhere()), town.tokens)


def publishes(town: Installation, *rounds: Round, supersedes: tuple[int, ...] = ()) -> Edition:
    """Make an edition of these rounds, of which the first leads."""
    with town.opened() as store:
        for known in rounds:
            if store.round(known.id).takes_answers(town.clock.now()):
                town.close(known)
        snapshot = pinned(Snapshot(BEARING, tuple(store.record(one.id) for one in rounds), MADE))
        people = [person for record in snapshot.rounds for person in record.participations]
        edition = Edition(
            rounds[0].id,
            len(store.editions(rounds[0].id)) + 1,
            MADE,
            {answer.id: answer.current.number for person in people for answer in person.answers},
            shown=frozenset(a.id for person in people for a in person.answers if may_quote(person, a)),
            others=tuple(one.id for one in rounds[1:]),
        )
        store.add_edition(edition, snapshot, supersedes=supersedes)
        return edition


def carried(outbox: Outbox) -> list[tuple[str, Reply]]:
    """Carry all that waits; return to whom what went."""
    found = []
    while errands := outbox.claim("telegram", worker="w", now=MADE + WEEK, until=MADE + 2 * WEEK, limit=50):
        for errand in errands:
            assert errand.notice.purpose is Purpose.RESULTS
            found.append((errand.notice.identity, errand.notice.reply))
            outbox.settle(errand.number, worker="w", fate=Fate.SENT, at=MADE + WEEK)
    return found


def lines(reply: Reply) -> list[str]:
    return [line.text for line in reply.lines]


def told(teller: Teller, outbox: Outbox, known: Round) -> list[tuple[str, Reply]]:
    teller.where(known, now=MADE)
    return carried(outbox)


def button(reply: Reply, label: str) -> str:
    return next(one.data for one in reply.buttons if one.label.startswith(label))


def disputed(town: Installation, known: Round) -> list[str]:
    """Return the answers that stand first in the review queue, since their authors dispute an edition."""
    with town.opened() as store:
        queue = queue_of(store, MemoryCodings(MemoryStore()), known.id)
        return [one.answer for one in queue if one.reason is Reason.DISPUTED]


def disputes(town: Installation, known: Round) -> list[tuple[Judgement, str, str]]:
    with town.opened() as store:
        return [(one.judgement, one.answer, one.words) for one in store.disputes(known.id)]


class Dies(Exception):
    """The process ends."""


class Dying:
    """An outbox whose process ends when something is queued."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox

    def __getattr__(self, name: str) -> Any:
        if name == "add_notices":
            raise Dies
        return getattr(self._outbox, name)


class TestTheNotice:
    def test_it_says_of_each_answer_which_themes_and_drafts_it_fed(
        self, town: Installation, teller: Teller, outbox: Outbox, known: Round, ada: Respondent
    ) -> None:
        publishes(town, known)
        assert teller.where(known, now=MADE) == Telling(1, new=1, before=0, languages={"en": 1})
        ((whom, reply),) = carried(outbox)
        assert whom == "identity-ada"
        assert lines(reply) == [
            "Your words went here",
            "Partnerships",
            "Edition 1 of the report, made on 2030-03-08 09:00 Africa/Bamako, uses what you said.",
            "A shared grant for every community, and someone who keeps the tools we upload…",
            "Themes: Tools, Money",
            "Draft 2: One entry point",
            "Nothing to do with any theme at all.",
            "It is counted; no theme was heard in it.",
            NOT_ANSWERED,
            *ENDING,
        ]
        assert reply.lines[3].style is Style.QUOTE
        assert [one.label for one in reply.buttons] == ["Yes", "Not quite", "Wrong"]
        assert all(len(one.data.encode()) <= 64 for one in reply.buttons)
        assert ada.kept.respondent not in repr(reply)

    def test_it_is_told_in_their_language_with_links_where_there_is_a_site(
        self, town: Installation, store: Store, outbox: Outbox, known: Round, ada: Respondent
    ) -> None:
        ada.says("/language fr")
        publishes(town, known)
        telling(store, outbox, town, Web()).where(known, now=MADE)
        ((_, reply),) = carried(outbox)
        assert reply.language == "fr"
        first, second = ada.kept.answers
        said = lines(reply)
        for answer in (first, second):
            page = f"https://example.org/partnerships/s/{answer.id}"
            assert f"Your words, as everybody can read them: {page} (fr)" in said
        assert "Read it here: https://example.org/partnerships/fr/on-questions/1 (fr)" in said

    def test_who_may_not_be_quoted_gets_no_link_to_a_statement(
        self, town: Installation, store: Store, outbox: Outbox, known: Round, ada: Respondent
    ) -> None:
        ada.goes("/my go-on quote:paraphrase")
        publishes(town, known)
        telling(store, outbox, town, Web()).where(known, now=MADE)
        ((_, reply),) = carried(outbox)
        assert "/s/" not in repr(reply)

    def test_positions_and_reasons_on_a_draft_are_told(
        self, town: Installation, teller: Teller, outbox: Outbox
    ) -> None:
        drafts = town.launch(Kind.DRAFTS)
        bob = Respondent(town, "bob")
        bob.agrees(drafts)
        bob.goes("d:1 side:1:support")
        bob.says("It would pay for the work.")
        publishes(town, drafts)
        ((_, reply),) = told(teller, outbox, drafts)
        assert lines(reply)[3:6] == [
            "It would pay for the work.",
            "Draft 1: A shared fund",
            "Your position on draft 1 is counted: Support.",
        ]

    def test_many_answers_are_not_all_told_of_one_by_one(
        self, town: Installation, teller: Teller, outbox: Outbox, known: Round
    ) -> None:
        bob = Respondent(town, "bob")
        bob.agrees(known)
        for number in range(7):
            bob.says("/menu")
            bob.says(f"Thing number {number} that I want to say.")
        publishes(town, known)
        ((_, reply),) = told(teller, outbox, known)
        assert [one.text for one in reply.lines if one.style is Style.QUOTE] == [
            f"Thing number {number} that I want to say." for number in range(5)
        ]
        assert "And 2 more answers." in lines(reply)


class TestWhoIsTold:
    def test_everybody_whose_words_went_in_once(
        self, town: Installation, teller: Teller, store: Store, outbox: Outbox, known: Round, ada: Respondent
    ) -> None:
        silent, gone, visitor, late = (Respondent(town, name) for name in ("silent", "gone", "visitor", "late"))
        for one in (silent, gone, visitor, late):
            one.agrees(known)
        for one in (silent, gone, late):
            one.answers("hopes", "More of everything, for all of us.")
        silent.goes("/stop keep")
        gone.goes("/forget erase")
        publishes(town, known)
        outbox.pause("identity-late", paused=True)
        assert [whom for whom, _ in told(teller, outbox, known)] == ["identity-ada"]
        assert store.acts()[-1] == Act(MADE, "command line", "tell where words went", known.id, "1")
        outbox.pause("identity-late", paused=False)
        assert teller.where(known, now=MADE) == Telling(1, new=1, before=1, languages={"en": 1})
        assert [whom for whom, _ in carried(outbox)] == ["identity-late"]
        assert teller.where(known, now=MADE) == Telling(1, new=0, before=2, languages={})
        assert carried(outbox) == []
        assert ada.kept.consented

    def test_an_edition_in_anothers_place_is_no_news(
        self, town: Installation, teller: Teller, outbox: Outbox, known: Round, ada: Respondent
    ) -> None:
        publishes(town, known)
        assert len(told(teller, outbox, known)) == 1
        ada.goes(f"/withdraw take-back:{ada.kept.answers[1].id}")
        publishes(town, known, supersedes=(1,))
        assert told(teller, outbox, known) == []

    def test_nor_is_it_to_who_took_back_what_they_disputed(
        self, town: Installation, teller: Teller, outbox: Outbox, known: Round, ada: Respondent
    ) -> None:
        publishes(town, known)
        ((_, reply),) = told(teller, outbox, known)
        first, _ = ada.kept.answers
        ada.presses_old(button(reply, "Wrong"))
        ada.goes(f"about:{ada.at.item}:{first.id}")
        ada.goes("skip:")
        ada.goes(f"/withdraw take-back:{first.id}")
        assert disputes(town, known) == []
        publishes(town, known, supersedes=(1,))
        assert told(teller, outbox, known) == []

    def test_an_edition_of_more_rounds_is_told_of_by_itself(
        self, town: Installation, teller: Teller, outbox: Outbox, known: Round, ada: Respondent
    ) -> None:
        drafts = town.launch(Kind.DRAFTS)
        bob = Respondent(town, "bob")
        bob.agrees(drafts)
        bob.goes("d:1 side:1:oppose")
        publishes(town, known)
        assert [whom for whom, _ in told(teller, outbox, known)] == ["identity-ada"]
        publishes(town, known, drafts)
        assert [whom for whom, _ in told(teller, outbox, known)] == ["identity-ada", "identity-bob"]
        assert ada.kept.consented

    def test_who_spoke_in_two_rounds_of_an_edition_is_told_once_of_both(
        self, town: Installation, teller: Teller, outbox: Outbox, known: Round, ada: Respondent
    ) -> None:
        drafts = town.launch(Kind.DRAFTS)
        ada.agrees(drafts)
        ada.goes("d:1 side:1:oppose")
        publishes(town, known, drafts)
        assert teller.where(known, now=MADE) == Telling(1, new=1, before=0, languages={"en": 1})
        ((whom, reply),) = carried(outbox)
        assert whom == "identity-ada"
        assert "Nothing to do with any theme at all." in lines(reply)
        assert "Your position on draft 1 is counted: Oppose." in lines(reply)

    def test_a_dry_run_keeps_nothing(
        self, town: Installation, teller: Teller, store: Store, outbox: Outbox, known: Round, ada: Respondent
    ) -> None:
        publishes(town, known)
        before = store.acts()
        assert teller.where(known, now=MADE, dry_run=True) == Telling(1, new=1, before=0, languages={"en": 1})
        assert (store.echoes(known.id), store.acts(), carried(outbox)) == ((), before, [])
        assert ada.kept.consented

    def test_what_was_cut_short_is_finished(
        self, town: Installation, teller: Teller, outbox: Outbox, known: Round, ada: Respondent
    ) -> None:
        publishes(town, known)

        dying = replace(teller, outbox=cast("Outbox", Dying(outbox)))
        with pytest.raises(Dies):
            dying.where(known, now=MADE)
        assert carried(outbox) == []
        money, at = Subject(theme="money"), MADE + timedelta(minutes=1)
        respond(teller.store, BEARING, Recorded(known.id, money, Verdict.ADOPTED, "en", "Asked for.", at, "bob"))
        assert teller.where(known, now=MADE + timedelta(hours=1)).new == 0
        ((whom, reply),) = carried(outbox)
        assert whom == "identity-ada"
        assert NOT_ANSWERED in lines(reply), "what is answered since is told by itself, and once"
        assert teller.responses(known, now=MADE + timedelta(hours=1)).new == 1
        assert ada.kept.consented

    def test_without_an_edition_there_is_nothing_to_tell(self, teller: Teller, known: Round) -> None:
        with pytest.raises(NotAllowed, match="palabre report on-questions"):
            teller.where(known, now=MADE)

    def test_who_linked_two_accounts_is_told_once_of_all(
        self, town: Installation, teller: Teller, outbox: Outbox, known: Round, ada: Respondent
    ) -> None:
        bob = Respondent(town, "bob")
        bob.agrees(known)
        bob.answers("hopes", "One entry point for partners.")
        bob.goes("/my go-on quote:verbatim")
        publishes(town, known)
        ada.says("/link")
        code = ada.hears[0].split()[-1]
        bob.says(f"/link {code}")
        bob.goes("bring:")
        ((_, reply),) = told(teller, outbox, known)
        quoted = [one.text for one in reply.lines if one.style is Style.QUOTE]
        assert len(quoted) == 3
        assert "One entry point for partners." in quoted


class TestWhatTheySay:
    @pytest.fixture
    def asked(self, town: Installation, teller: Teller, outbox: Outbox, known: Round, ada: Respondent) -> Reply:
        publishes(town, known)
        ((_, reply),) = told(teller, outbox, known)
        assert ada.kept.consented
        return reply

    def test_yes_is_thanked_for_and_leaves_one_where_one_is(
        self, town: Installation, known: Round, ada: Respondent, asked: Reply
    ) -> None:
        before = ada.at
        ada.presses_old(button(asked, "Yes"))
        ada.assert_hears(THANKS)
        assert ada.at == before
        assert disputes(town, known) == []
        with town.opened() as store:
            assert judged(store.echoes(known.id)) == (Judged(known.id, 1, asked=1, yes=1, not_quite=0, wrong=0),)

    def test_not_quite_asks_what_was_not_right_and_keeps_the_answer(
        self, town: Installation, known: Round, ada: Respondent, asked: Reply
    ) -> None:
        first, second = ada.kept.answers
        ada.presses_old(button(asked, "Not quite"))
        ada.assert_hears(WHAT, WHICH, PRIVATE)
        ada.assert_offered(
            "1. A shared grant for every community, and someone who…",
            "2. Nothing to do with any theme at all.",
            "✓ All of it",
            "Skip",
        )
        assert disputes(town, known) == [(Judgement.NOT_QUITE, "", "")]
        ada.goes(f"about:{ada.at.item}:{second.id}")
        assert [reply.in_place for reply in ada.replies] == [True]
        assert "✓ 2. Nothing to do with any theme at all." in ada.offered
        ada.says("It had everything to do with money.")
        assert ada.hears[0] == EXPLAINED
        assert ada.at.state is State.CHOOSING
        assert disputes(town, known) == [(Judgement.NOT_QUITE, second.id, "It had everything to do with money.")]
        assert disputed(town, known) == [second.id]
        assert (first, second) == ada.kept.answers

    def test_wrong_may_be_left_unexplained(
        self, town: Installation, known: Round, ada: Respondent, asked: Reply
    ) -> None:
        ada.presses_old(button(asked, "Wrong"))
        ada.presses("Skip")
        assert ada.hears[0] == NOTED
        assert disputes(town, known) == [(Judgement.WRONG, "", "")]
        assert sorted(disputed(town, known)) == sorted(answer.id for answer in ada.kept.answers)
        ada.presses_old(button(asked, "Yes"))
        assert disputed(town, known) == []

    def test_who_gave_one_answer_disputes_that(
        self, town: Installation, teller: Teller, outbox: Outbox, ada: Respondent
    ) -> None:
        second = town.launch(name="second")
        bob = Respondent(town, "bob")
        bob.agrees(second)
        bob.answers("hopes", "One entry point for partners.")
        publishes(town, second)
        ((_, reply),) = told(teller, outbox, second)
        bob.presses_old(button(reply, "Wrong"))
        bob.assert_hears(WHAT, PRIVATE)
        assert disputes(town, second) == [(Judgement.WRONG, bob.last.id, "")]
        assert ada.kept.consented

    def test_one_may_think_again(self, town: Installation, known: Round, ada: Respondent, asked: Reply) -> None:
        ada.presses_old(button(asked, "Wrong"))
        ada.says("I never said that.")
        ada.presses_old(button(asked, "Not quite"))
        ada.assert_hears(
            WHAT,
            "I never said that.",
            "That is what you wrote so far; another message takes its place.",
            WHICH,
            PRIVATE,
        )
        ada.says("I said it otherwise.")
        assert disputes(town, known) == [(Judgement.NOT_QUITE, "", "I said it otherwise.")]
        ada.presses_old(button(asked, "Not quite"))
        ada.presses_old(button(asked, "Yes"))
        assert ada.hears[0] == THANKS
        assert ada.at.state is State.CHOOSING
        assert disputes(town, known) == []
        ada.presses_old(button(asked, "Wrong"))
        ada.assert_hears(WHAT, WHICH, PRIVATE)
        assert disputes(town, known) == [(Judgement.WRONG, "", "")]

    def test_it_works_while_one_answers_in_another_round(
        self, town: Installation, known: Round, ada: Respondent, asked: Reply
    ) -> None:
        town.clock.time = BEGINS
        other = town.launch(name="other")
        ada.enters(other)
        ada.presses_old(button(asked, "Wrong"))
        ada.assert_hears(NOTED, *ada.hears[1:])
        assert ada.at.state is State.CONSENTING
        assert disputes(town, known) == [(Judgement.WRONG, "", "")]
        ada.goes("agree free")
        ada.says("Something new for the other round, at some length.")
        ada.presses_old(button(asked, "Not quite"))
        ada.says("Half of it.")
        assert disputes(town, known) == [(Judgement.NOT_QUITE, "", "Half of it.")]
        assert [text for _, text in ada.standing] == ["Something new for the other round, at some length."]

    def test_nobody_else_can_answer_the_question(
        self, town: Installation, known: Round, ada: Respondent, asked: Reply
    ) -> None:
        eve = Respondent(town, "eve")
        town.clock.time = BEGINS
        eve.agrees(town.launch(name="other"))
        eve.presses_old(button(asked, "Wrong"))
        assert eve.hears[0] == OUT_OF_PLACE
        assert disputes(town, known) == []
        assert ada.kept.consented

    @pytest.mark.parametrize("data", ["right", "right:", "right::wrong", "right:NOSUCH:wrong", "right:{}:maybe"])
    def test_a_question_nobody_asked_is_not_answered(
        self, town: Installation, known: Round, ada: Respondent, asked: Reply, data: str
    ) -> None:
        name = button(asked, "Wrong").split(":")[1]
        ada.presses_old(data.format(name))
        assert ada.hears[0] == OUT_OF_PLACE
        assert disputes(town, known) == []

    def test_words_are_not_kept_where_nobody_asks_any_more(
        self, town: Installation, ada: Respondent, asked: Reply
    ) -> None:
        ada.presses_old(button(asked, "Wrong"))
        with town.opened() as store:
            before = store.recall("identity-ada", "").participation
            assert before
            assert before.consent
            gone = replace(before, consent=replace(before.consent, withdrawn=MADE))
            store.keep(before, gone, identity="identity-ada", delivery="elsewhere", at=MADE)
            ada.says("I never said that.")
            assert ada.hears[0] == OUT_OF_PLACE
            assert [one.words for one in store.asked(before.respondent)] == [""]

    def test_the_edit_and_the_deletion_of_the_explanation_are_followed(
        self, town: Installation, known: Round, ada: Respondent, asked: Reply
    ) -> None:
        ada.presses_old(button(asked, "Wrong"))
        number = ada.says("I never said taht.")
        ada.goes("/my")
        ada.edits(number, "I never said that.")
        assert ada.hears[0] == EXPLAINED
        assert ada.at.state is State.REVIEWING
        assert disputes(town, known) == [(Judgement.WRONG, "", "I never said that.")]
        answers = ada.kept.answers
        ada.deletes(number)
        assert ada.hears[0] == TAKEN_BACK
        assert disputes(town, known) == [(Judgement.WRONG, "", "")]
        assert ada.kept.answers == answers
        ada.deletes(number)
        assert ada.hears[0] == IN_NO_ANSWER

    def test_its_deletion_is_followed_where_nothing_may_be_kept_and_its_edit_is_not(
        self, town: Installation, known: Round, ada: Respondent, asked: Reply
    ) -> None:
        ada.presses_old(button(asked, "Wrong"))
        number = ada.says("I never said that.")
        town.clock.time = BEGINS
        ada.enters(town.launch(name="other"))
        ada.edits(number, "Something else.")
        assert ada.hears[0] == NOT_KEPT
        assert disputes(town, known) == [(Judgement.WRONG, "", "I never said that.")]
        ada.deletes(number)
        assert ada.at.state is State.CONSENTING
        assert disputes(town, known) == [(Judgement.WRONG, "", "")]

    def test_an_answer_is_edited_as_ever_while_one_explains(
        self, town: Installation, known: Round, ada: Respondent, asked: Reply
    ) -> None:
        ada.presses_old(button(asked, "Wrong"))
        ada.edits(3, "A grant, and no more than that.")
        assert ada.hears[0] == CHANGED
        assert ada.kept.answers[0].current.text == "A grant, and no more than that."
        assert disputes(town, known) == [(Judgement.WRONG, "", "")]

    def test_it_is_taken_back_with_the_consent_and_erased_with_the_person(
        self, town: Installation, known: Round, ada: Respondent, asked: Reply
    ) -> None:
        ada.presses_old(button(asked, "Wrong"))
        ada.says("A secret.")
        ada.goes("/withdraw take-all-back")
        assert disputes(town, known) == []
        ada.presses_old(button(asked, "Wrong"))
        assert ada.hears[0] == OUT_OF_PLACE
        respondent = ada.kept.respondent
        ada.goes("/forget")
        with town.opened() as store:
            assert store.asked(respondent) == ()

    def test_all_that_is_held_of_it_is_in_ones_own_data(self, ada: Respondent, asked: Reply) -> None:
        ada.presses_old(button(asked, "Wrong"))
        ada.says("I never said that.")
        ada.says("/export")
        *_, reply = ada.replies
        assert reply.attachment
        assert '"said": "wrong"' in str(reply.attachment.content)
        assert "I never said that." in str(reply.attachment.content)

    def test_a_redelivery_has_no_second_effect(
        self, town: Installation, known: Round, ada: Respondent, asked: Reply
    ) -> None:
        ada.presses_old(button(asked, "Wrong"))
        ada.presses_old(button(asked, "Yes"))
        ada.installation.take(ada, ada.sent[-2])
        assert disputes(town, known) == []

    def test_who_reviews_reads_why_and_the_audit_log_says_so(
        self, town: Installation, known: Round, ada: Respondent, asked: Reply
    ) -> None:
        ada.presses_old(button(asked, "Wrong"))
        ada.says("I never said that.")
        with town.opened() as store:
            (found,) = store.disputes(known.id)
            for reason, by in (("", "bob"), (" ", "bob"), ("To mend the tags.", "")):
                with pytest.raises(NotAllowed):
                    explanations(store, [found], reason=reason, by=by, now=MADE)
            read = explanations(store, [found], reason="To mend the tags.", by="bob", now=MADE)
            assert read == {found.id: "I never said that."}
            assert store.acts()[-1] == Act(MADE, "bob", "reveal dispute", found.id, "To mend the tags.")
            assert ada.kept.respondent not in repr(found)
            assert isinstance(found, Dispute)


class TestResponses:
    def response(self, town: Installation, known: Round, subject: Subject, verdict: Verdict, why: str = "") -> bool:
        town.later(timedelta(hours=1))
        line = Recorded(known.id, subject, verdict, "en", why, MADE + (town.clock.now() - BEGINS), "bob")
        with town.opened() as store:
            return respond(store, BEARING, line)

    def test_what_is_answered_before_stands_in_the_notice(
        self, town: Installation, teller: Teller, outbox: Outbox, known: Round, ada: Respondent
    ) -> None:
        publishes(town, known)
        self.response(town, known, Subject(theme="money"), Verdict.ADOPTED, "It was asked for everywhere.")
        self.response(town, known, Subject(theme="people"), Verdict.NOT, "Nobody raised it here.")
        teller.where(known, now=MADE + WEEK)
        ((_, reply),) = carried(outbox)
        said = lines(reply)
        start = said.index("What the working group answers:")
        assert said[start + 1 : start + 4] == ["Theme Money: adopted", "It was asked for everywhere.", ENDING[0]]
        assert NOT_ANSWERED not in said
        assert ada.kept.consented

    def test_what_is_answered_later_is_told_in_one_message(
        self, town: Installation, teller: Teller, store: Store, outbox: Outbox, known: Round, ada: Respondent
    ) -> None:
        bob = Respondent(town, "bob")
        bob.agrees(known)
        bob.answers("hopes", "Nobody will hear a theme in this.")
        publishes(town, known)
        assert len(told(teller, outbox, known)) == 2
        assert teller.responses(known, now=MADE) == Telling(1, new=0, before=2, languages={})
        self.response(town, known, Subject("2", "2019-09"), Verdict.PARTLY, "One of the two.")
        self.response(town, known, Subject(theme="tools"), Verdict.OPEN)
        once = Telling(1, new=1, before=1, languages={"en": 1})
        assert teller.responses(known, now=MADE, dry_run=True) == once
        assert carried(outbox) == []
        assert teller.responses(known, now=MADE) == once
        assert store.acts()[-1] == Act(MADE, "command line", "tell responses", known.id, "1")
        ((whom, reply),) = carried(outbox)
        assert whom == "identity-ada"
        assert lines(reply) == [
            "The working group has answered",
            "Partnerships",
            "What the working group answers:",
            "Draft 2: One entry point: adopted in part",
            "One of the two.",
            "Theme Tools: still open",
            "/stop ends such messages.",
        ]
        assert reply.buttons == ()
        assert teller.responses(known, now=MADE).new == 0
        assert carried(outbox) == []
        self.response(town, known, Subject(theme="tools"), Verdict.NOT, "We have no one to build them.")
        teller.responses(known, now=MADE)
        ((_, reply),) = carried(outbox)
        assert "Theme Tools: not adopted" in lines(reply)
        assert "Draft 2: One entry point: adopted in part" not in lines(reply)
        assert ada.kept.consented

    def test_who_was_not_told_where_their_words_went_is_not_told_what_is_answered(
        self, town: Installation, teller: Teller, outbox: Outbox, known: Round, ada: Respondent
    ) -> None:
        publishes(town, known)
        self.response(town, known, Subject(theme="tools"), Verdict.OPEN)
        assert teller.responses(known, now=MADE) == Telling(1, new=0, before=0, languages={})
        assert carried(outbox) == []
        assert ada.kept.consented

    def test_the_same_again_is_not_recorded_again(self, town: Installation, store: Store, known: Round) -> None:
        assert self.response(town, known, Subject(theme="tools"), Verdict.NOT, " No. ")
        assert not self.response(town, known, Subject(theme="tools"), Verdict.NOT, "No.")
        assert self.response(town, known, Subject(theme="tools"), Verdict.NOT, "Not now.")
        assert [one.why for one in store.responses(known.id)] == ["No.", "Not now."]
        assert [act.verb for act in store.acts()] == ["respond not"] * 2

    def test_what_is_decided_needs_a_reason_in_a_language_of_the_consultation(
        self, town: Installation, store: Store, known: Round
    ) -> None:
        with pytest.raises(InvalidInput, match="say why"):
            self.response(town, known, Subject(theme="tools"), Verdict.ADOPTED, "  ")
        line = Recorded(known.id, Subject(theme="tools"), Verdict.ADOPTED, "tlh", "Qapla", MADE, "bob")
        with pytest.raises(InvalidInput, match="en, fr, ar"):
            respond(store, BEARING, line)
        assert store.responses(known.id) == ()

    def test_subjects_are_named_as_in_the_consultation(self) -> None:
        assert draft_named(BEARING, "13") == draft_named(BEARING, "2019-09/13") == Subject("13", "2019-09")
        assert theme_named(BEARING, "tools") == Subject(theme="tools")
        for name in ("99", "2019-08/1", ""):
            with pytest.raises(NotFound, match="there are: 1, 2, 13"):
                draft_named(BEARING, name)
        with pytest.raises(NotFound, match="there are: tools, people, money"):
            theme_named(BEARING, "fun")

    def test_all_that_can_be_answered_is_listed_with_what_was(self) -> None:
        listed = [subject.name for subject, _ in subjects(BEARING, ())]
        assert listed == [
            "draft 2019-09/1",
            "draft 2019-09/2",
            "draft 2019-09/13",
            "theme tools",
            "theme people",
            "theme money",
        ]


def test_the_current_edition_is_the_one_that_is_told_of(
    town: Installation, teller: Teller, store: Store, outbox: Outbox, known: Round, ada: Respondent
) -> None:
    publishes(town, known)
    publishes(town, known)
    current = current_edition(store.editions(known.id))
    assert current
    assert current.number == 2
    ((_, reply),) = told(teller, outbox, known)
    assert lines(reply)[2].startswith("Edition 2 of the report")
    assert ada.kept.consented
