"""What every outbox does, sentence by sentence of `consultation.ports.Outbox`."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from consultation.errors import NotFound
from consultation.flow import Position, State
from consultation.joining import Bringing
from consultation.messages import Attachment, Line, Reply, Style
from consultation.notices import AT_MOST_ONCE, Errand, Fate, Group, Met, Notice, Purpose, Reachable, Sending
from consultation.ports import Keeping, Outbox, Store
from consultation.records import Consent
from storage.memory import MemoryStore
from storage.memory_outbox import MemoryOutbox
from storage.outbox import SqlOutbox
from storage.store import SqlStore
from tests.storage.conftest import POSTGRES
from tests.storage.samples import HOUR, NOW, a_notice, a_round, an_answer, kept, somebody, with_answers

MINUTE = timedelta(minutes=1)
GROUP = Group("g1", "Wikimedians", "telegram:group", NOW)


@dataclass
class Post:
    """A store and the outbox in it, with Ada, Bob and Eve in round r1."""

    store: Store
    outbox: Outbox

    def claim(
        self,
        *,
        worker: str = "w1",
        now: datetime = NOW,
        limit: int = 100,
        platform: str = "telegram",
        identity: str = "",
    ) -> tuple[Errand, ...]:
        return self.outbox.claim(platform, worker=worker, now=now, until=now + MINUTE, limit=limit, identity=identity)

    def claimed(self, *, worker: str = "w1", now: datetime = NOW, limit: int = 100) -> list[str]:
        return [errand.notice.key for errand in self.claim(worker=worker, now=now, limit=limit)]

    def settle(self, errand: Errand, fate: Fate, *, worker: str = "w1", at: datetime = NOW) -> bool:
        return self.outbox.settle(errand.number, worker=worker, fate=fate, at=at)

    def fates(self) -> list[Fate]:
        return [sending.fate for sending in self.outbox.sendings()]

    def comes(self, name: str, **changes: object) -> None:
        whose = replace(somebody(name), **changes)  # type: ignore[arg-type]  # named as the fields are
        kept(self.store, None, whose, address=f"telegram:{name}")


@pytest.fixture(params=["memory", "sqlite", POSTGRES])
def post(request: pytest.FixtureRequest) -> Post:
    """Give an outbox in which nothing is."""
    if request.param == "memory":
        in_memory = MemoryStore()
        made = Post(in_memory, MemoryOutbox(in_memory))
    else:
        in_database: SqlStore = request.getfixturevalue(request.param)
        made = Post(in_database, SqlOutbox(in_database.database))
    for round_id in ("r1", "r2"):
        made.store.add_round(a_round(round_id))
    for name in ("ada", "bob", "eve"):
        made.comes(name, reminding=True)
    return made


def to(name: str, key: str = "", **changes: object) -> Notice:
    """Return a notice to somebody."""
    return replace(a_notice(key or f"to-{name}", identity=f"identity-of-{name}"), **changes)  # type: ignore[arg-type]


def to_group(key: str = "announced", **changes: object) -> Notice:
    """Return an announcement in the group."""
    notice = a_notice(key, purpose=Purpose.ANNOUNCEMENT, identity="", group=GROUP.id)
    return replace(notice, **changes)  # type: ignore[arg-type]  # named as the fields are


class TestReachable:
    def test_they_come_by_when_they_began_then_by_respondent(self, post: Post) -> None:
        post.comes("é", began=NOW)
        post.comes("Z", began=NOW - HOUR, language="ar", position=Position(State.ANSWERING, "needs"))
        assert post.outbox.reachable("r1") == (
            Reachable("identity-of-Z", "Z", "ar", State.ANSWERING),
            *(Reachable(f"identity-of-{name}", name, "fr", State.ARRIVING) for name in ("ada", "bob", "eve", "é")),
        )
        assert post.outbox.reachable("r2") == ()
        assert post.outbox.reachable("r9") == ()

    def test_nobody_who_is_silent_without_consent_paused_or_without_an_address(self, post: Post) -> None:
        post.comes("silent", silent=True)
        post.comes("visitor", consent=None)
        post.comes("withdrawn", consent=Consent("v1", NOW, withdrawn=NOW))
        kept(post.store, None, somebody("nowhere"))
        post.store.add_participations([somebody("imported")])
        post.outbox.pause("identity-of-bob", paused=True)
        assert _names(post) == ["ada", "eve"]
        everybody = post.outbox.reachable("r1", consenting=False)
        assert [who.respondent for who in everybody] == ["ada", "eve", "withdrawn"]

    def test_of_several_accounts_it_is_the_one_met_last_that_is_not_paused(self, post: Post) -> None:
        post.store.open_link("ada", "SECRET", until=NOW)
        post.store.link("discord", "SECRET", at=NOW)
        assert _accounts(post) == ["identity-of-ada"]  # there is no address yet
        ada = post.store.recall("discord", "").participation
        assert ada is not None
        kept(post.store, ada, ada, identity="discord", at=NOW + HOUR, address="discord:ada")
        assert _accounts(post) == ["discord"]
        post.outbox.pause("discord", paused=True)
        assert _accounts(post) == ["identity-of-ada"]
        post.outbox.pause("discord", paused=False)
        assert _accounts(post) == ["discord"]

    def test_who_joins_another_is_written_to_once_where_they_joined(self, post: Post) -> None:
        bob = post.store.recall("identity-of-bob", "").participation
        assert bob is not None
        kept(post.store, bob, with_answers(bob, an_answer()))
        post.outbox.pause("identity-of-bob", paused=True)
        post.store.open_link("ada", "SECRET", until=NOW + HOUR)
        post.store.link("identity-of-bob", "SECRET", at=NOW + HOUR, bringing=Bringing.ALONG)
        assert (_names(post), _accounts(post)) == (["ada", "eve"], ["identity-of-bob"])
        post.store.unlink("identity-of-bob", at=NOW + HOUR)
        assert _names(post) == ["ada", "bob", "eve"]

    def test_whoever_writes_is_reachable_again(self, post: Post) -> None:
        post.outbox.pause("identity-of-ada", paused=True)
        post.outbox.pause("identity-of-bob", paused=True)
        ada, bob = (post.store.recall(f"identity-of-{name}", "").participation for name in ("ada", "bob"))
        assert ada is not None
        assert bob is not None
        kept(post.store, ada, ada)
        assert _names(post) == ["ada", "eve"]
        kept(post.store, None, replace(bob, round="r2"), identity="identity-of-bob")
        assert _names(post) == ["ada", "bob", "eve"]

    def test_an_unknown_account_is_passed_over(self, post: Post) -> None:
        post.outbox.pause("nobody", paused=True)
        assert _names(post) == ["ada", "bob", "eve"]


class TestMet:
    def test_who_was_heard_lately_on_a_platform_comes_last_first(self, post: Post) -> None:
        kept(post.store, None, somebody("dan"), address="discord:dan", at=NOW)
        kept(post.store, None, somebody("fay"), address="discord:fay", at=NOW + HOUR)
        kept(post.store, None, somebody("gus"), address="discord:gus", at=NOW - HOUR)
        kept(post.store, None, somebody("nowhere"), at=NOW)
        kept(post.store, None, somebody("odd"), address="discordant:odd", at=NOW)
        fay, dan = (
            Met(f"identity-of-{name}", f"discord:{name}", at) for name, at in (("fay", NOW + HOUR), ("dan", NOW))
        )
        assert post.outbox.met("discord", since=NOW, limit=9) == (fay, dan)
        assert post.outbox.met("discord", since=NOW, limit=1) == (fay,)
        whose = post.store.recall("identity-of-dan", "").participation
        assert whose is not None
        kept(post.store, whose, whose, at=NOW + 2 * HOUR)
        assert post.outbox.met("discord", since=NOW, limit=1) == (Met(dan.identity, dan.address, NOW + 2 * HOUR),)


class TestGroups:
    def test_they_come_oldest_first_as_they_were_kept(self, post: Post) -> None:
        older = Group("g2", "é", "telegram:2", NOW - HOUR)
        for group in (GROUP, older):
            post.outbox.join_group(group)
        assert post.outbox.groups() == (older, GROUP)

    def test_one_that_is_joined_again_keeps_its_day(self, post: Post) -> None:
        post.outbox.join_group(GROUP)
        again = Group("g1", "Renamed", "telegram:moved", NOW + HOUR)
        post.outbox.join_group(again)
        assert post.outbox.groups() == (replace(again, joined=NOW),)

    def test_one_that_is_left_is_forgotten_with_what_waits_for_it(self, post: Post) -> None:
        post.outbox.join_group(GROUP)
        post.outbox.add_notices([to_group("first"), to_group("second"), to_group("third"), to("ada")])
        _sent(post, limit=1)
        post.claim(limit=1)
        post.outbox.leave_group("g1")
        post.outbox.leave_group("g1")
        post.outbox.leave_group("")
        assert post.outbox.groups() == ()
        assert [(sending.fate, sending.group) for sending in post.outbox.sendings()] == [
            (Fate.SENT, ""),
            (Fate.WAITING, ""),
        ]
        assert not post.outbox.settle(2, worker="w1", fate=Fate.SENT, at=NOW)
        post.outbox.join_group(GROUP)
        assert post.outbox.add_notices([to_group("first"), to_group("second")]) == 1

    def test_one_that_moved_takes_its_notices_along(self, post: Post) -> None:
        post.outbox.join_group(GROUP)
        post.outbox.add_notices([to_group()])
        moved = Group("g2", "Wikimedians, all", "telegram:super", NOW - HOUR)
        post.outbox.move_group("g1", moved)
        assert post.outbox.groups() == (replace(moved, joined=NOW),)
        (errand,) = post.claim()
        assert (errand.address, errand.notice) == ("telegram:super", to_group(group="g2"))

    @pytest.mark.parametrize(("known", "joined"), [(NOW - HOUR, NOW - HOUR), (NOW + HOUR, NOW)])
    def test_one_that_moved_to_a_known_one_becomes_it(self, post: Post, known: datetime, joined: datetime) -> None:
        post.outbox.join_group(GROUP)
        post.outbox.join_group(Group("g2", "Other", "telegram:2", known))
        post.outbox.add_notices([to_group("first"), to_group("second", group="g2")])
        moved = Group("g2", "Wikimedians, all", "telegram:super", NOW + 2 * HOUR)
        post.outbox.move_group("g1", moved)
        assert post.outbox.groups() == (replace(moved, joined=joined),)
        assert [sending.group for sending in post.outbox.sendings()] == ["Wikimedians, all"] * 2
        assert post.claimed() == ["first"]

    def test_one_that_keeps_its_id_only_changes(self, post: Post) -> None:
        post.outbox.join_group(GROUP)
        post.outbox.add_notices([to_group()])
        post.outbox.move_group("g1", replace(GROUP, name="Renamed", joined=NOW + HOUR))
        assert post.outbox.groups() == (replace(GROUP, name="Renamed"),)
        assert post.claimed() == ["announced"]

    def test_an_unknown_one_does_not_move(self, post: Post) -> None:
        post.outbox.move_group("g9", GROUP)
        assert post.outbox.groups() == ()


class TestQueueing:
    def test_a_notice_comes_back_as_it_was_queued(self, post: Post) -> None:
        lines = (Line("العربية\n«é»", Style.QUOTE), Line("", Style.TITLE))
        said = Reply(lines, a_notice().reply.buttons, "ar", Attachment("a.json", "{}"), in_place=True)
        notice = to("ada", reply=said, purpose=Purpose.RESULTS, round="r2", due=NOW - HOUR)
        assert post.outbox.add_notices(iter([notice])) == 1
        assert post.claim() == (Errand(1, notice, "telegram:ada", 1),)

    def test_one_queued_again_is_the_same_one(self, post: Post) -> None:
        assert post.outbox.add_notices([to("ada"), to("bob"), to("ada", reply=Reply(()))]) == 2
        assert post.outbox.add_notices([to("ada")]) == 0
        assert post.outbox.add_notices([to("ada", due=NOW - HOUR), to("eve")]) == 1
        assert [errand.notice for errand in post.claim()] == [to("ada"), to("bob"), to("eve")]

    def test_one_that_was_sent_is_not_sent_again(self, post: Post) -> None:
        post.outbox.add_notices([to("ada")])
        _sent(post)
        assert post.outbox.add_notices([to("ada")]) == 0
        assert post.claimed() == []

    def test_who_is_unknown_or_has_no_address_is_left_out(self, post: Post) -> None:
        kept(post.store, None, somebody("nowhere"))
        assert post.outbox.add_notices([to("nowhere"), to("nobody"), to_group(), to("ada")]) == 1
        assert post.outbox.add_notices([to_group()]) == 0
        assert post.outbox.add_notices([]) == 0
        assert post.claimed() == ["to-ada"]
        post.outbox.join_group(GROUP)
        assert post.outbox.add_notices([to_group()]) == 1

    def test_without_the_round_none_is_queued(self, post: Post) -> None:
        with pytest.raises(NotFound, match="no round r9"):
            post.outbox.add_notices([to("ada"), to("bob", round="r9")])
        assert post.outbox.sendings() == ()

    def test_a_great_many_are_queued(self, post: Post) -> None:
        many = [to("ada", f"n{number:04}", due=NOW + number * MINUTE) for number in range(1203)]
        assert post.outbox.add_notices(many) == 1203
        assert post.outbox.add_notices(many) == 0
        assert [sending.due for sending in post.outbox.sendings()] == [notice.due for notice in many]

    def test_facilitators_see_what_becomes_of_them(self, post: Post) -> None:
        post.outbox.join_group(GROUP)
        post.outbox.add_notices([to("ada", due=NOW + HOUR), to_group(), to("bob", round="r2", purpose=Purpose.RESULTS)])
        (announced, _) = post.claim()
        post.outbox.settle(announced.number, worker="w1", fate=Fate.REFUSED, at=NOW + MINUTE, note="not an admin")
        ada = Sending(1, Purpose.INVITATION, "telegram", "r1", Fate.WAITING, due=NOW + HOUR, at=NOW + HOUR)
        group = Sending(
            2,
            Purpose.ANNOUNCEMENT,
            "telegram",
            "r1",
            Fate.REFUSED,
            due=NOW,
            at=NOW + MINUTE,
            attempts=1,
            note="not an admin",
            group="Wikimedians",
        )
        bob = Sending(3, Purpose.RESULTS, "telegram", "r2", Fate.SENDING, due=NOW, at=NOW, attempts=1)
        assert post.outbox.sendings() == (ada, group, bob)
        assert post.outbox.sendings("r1") == (ada, group)
        assert post.outbox.sendings("r2") == (bob,)


class TestTheLanguageOfAnAnnouncement:
    def test_it_is_that_of_the_last_one_also_once_it_was_sent(self, post: Post) -> None:
        post.outbox.join_group(GROUP)
        spoken = [replace(a_notice().reply, language=language) for language in ("fr", "es", "ar", "en")]
        post.outbox.add_notices([to_group("first", reply=spoken[0]), to_group("second", reply=spoken[1])])
        post.outbox.add_notices([to_group("elsewhere", reply=spoken[2], round="r2"), to("ada", reply=spoken[3])])
        _sent(post, limit=1)
        assert [post.outbox.announced(name) for name in ("r1", "r2", "r9")] == ["es", "ar", ""]
        post.outbox.leave_group("g1")
        assert post.outbox.announced("r1") == "fr"


class TestClaiming:
    def test_something_waits_until_all_on_that_platform_has_an_end(self, post: Post) -> None:
        assert not post.outbox.waits("telegram")
        post.outbox.add_notices([to("ada", due=NOW + HOUR)])
        assert post.outbox.waits("telegram"), "though it is not due"
        assert not post.outbox.waits("discord")
        (errand,) = post.claim(now=NOW + HOUR)
        assert post.outbox.waits("telegram"), "it is being sent, and may come back"
        assert post.settle(errand, Fate.WAITING)
        assert post.outbox.waits("telegram")
        (errand,) = post.claim(now=NOW + HOUR)
        assert post.settle(errand, Fate.SENT)
        assert not post.outbox.waits("telegram")

    def test_what_is_due_on_that_platform_comes_oldest_first(self, post: Post) -> None:
        kept(post.store, None, somebody("dan"), address="discord:dan")
        later = to("eve", due=NOW + timedelta(microseconds=1))
        post.outbox.add_notices([to("bob"), later, to("dan"), to("ada", due=NOW - HOUR)])
        assert post.claimed() == ["to-ada", "to-bob"]
        assert [errand.address for errand in post.claim(platform="discord", worker="w2")] == ["discord:dan"]
        assert post.claimed(now=later.due) == ["to-eve"]

    def test_no_more_are_claimed_than_asked_for_and_none_twice(self, post: Post) -> None:
        post.outbox.add_notices([to("ada"), to("bob"), to("eve")])
        assert post.claimed(limit=2) == ["to-ada", "to-bob"]
        assert post.claimed(limit=2) == ["to-eve"]
        assert post.claimed(limit=2) == []

    def test_one_recipient_is_sent_one_at_a_time_the_oldest_first(self, post: Post) -> None:
        post.outbox.join_group(GROUP)
        both = [to("ada", "second"), to("ada", "first", due=NOW - HOUR), to("ada", "third")]
        post.outbox.add_notices([*both, to_group("G2"), to_group("G1", due=NOW - MINUTE)])
        assert post.claimed() == ["first", "G1"]
        assert post.claimed() == []
        assert post.outbox.settle(2, worker="w1", fate=Fate.SENT, at=NOW)
        assert post.claimed() == ["second"]
        assert post.outbox.settle(1, worker="w1", fate=Fate.UNKNOWN, at=NOW)
        assert post.outbox.settle(5, worker="w1", fate=Fate.REFUSED, at=NOW)
        assert post.claimed() == ["third", "G2"]

    def test_nothing_while_another_worker_holds_a_claim_there(self, post: Post) -> None:
        kept(post.store, None, somebody("dan"), address="discord:dan")
        post.outbox.add_notices([to("ada"), to("bob"), to("dan")])
        (errand,) = post.claim(limit=1)
        assert post.claimed(worker="w2", now=NOW + timedelta(seconds=59)) == []
        assert [errand.notice.key for errand in post.claim(platform="discord", worker="w2")] == ["to-dan"]
        post.settle(errand, Fate.SENT)
        assert post.claimed(worker="w2", now=NOW + timedelta(seconds=59)) == ["to-bob"]

    @pytest.mark.parametrize("purpose", Purpose)
    def test_a_claim_that_ran_out_is_unknown_or_waits_again(self, post: Post, purpose: Purpose) -> None:
        post.outbox.add_notices([to("ada", purpose=purpose)])
        (first,) = post.claim()
        again = post.claim(worker="w2", now=NOW + MINUTE)
        (listed,) = post.outbox.sendings()
        interrupted = "the sender stopped before it knew whether it arrived"
        assert (listed.at, listed.note) == (NOW + MINUTE, interrupted)
        if purpose in AT_MOST_ONCE:
            assert again == ()
            assert (listed.fate, listed.attempts) == (Fate.UNKNOWN, 1)
            assert post.claim(worker="w2", now=NOW + HOUR) == ()
        else:
            assert again == (replace(first, attempts=2),)
            assert (listed.fate, listed.attempts) == (Fate.SENDING, 2)
            assert not post.settle(first, Fate.SENT, worker="w1")
            assert post.settle(first, Fate.SENT, worker="w2")

    def test_only_the_claim_that_ran_out_is_taken_over(self, post: Post) -> None:
        post.outbox.add_notices([to("ada", purpose=Purpose.RECEIPT), to("bob"), to("eve")])
        post.claim(limit=1)
        post.claim(limit=1, now=NOW + MINUTE / 2)
        assert post.claimed(worker="w2", now=NOW + MINUTE) == []
        assert post.fates() == [Fate.WAITING, Fate.SENDING, Fate.WAITING]

    def test_the_platform_of_another_is_not_taken_over(self, post: Post) -> None:
        post.outbox.add_notices([to("ada")])
        post.claim()
        post.claim(platform="discord", now=NOW + HOUR)
        assert post.fates() == [Fate.SENDING]

    def test_a_worker_whose_claim_ran_out_may_still_settle_it(self, post: Post) -> None:
        post.outbox.add_notices([to("ada")])
        (errand,) = post.claim()
        assert post.settle(errand, Fate.SENT, at=NOW + HOUR)
        assert post.claimed(worker="w2", now=NOW + HOUR) == []
        assert post.fates() == [Fate.SENT]

    def test_what_is_for_a_paused_account_waits(self, post: Post) -> None:
        post.outbox.add_notices([to("ada"), to("bob")])
        post.outbox.pause("identity-of-ada", paused=True)
        assert post.claimed() == ["to-bob"]
        post.outbox.pause("identity-of-ada", paused=False)
        assert post.claimed() == ["to-ada"]

    def test_what_is_for_somebody_silent_is_refused_when_it_is_due(self, post: Post) -> None:
        post.comes("zoe", silent=True)
        kept(post.store, None, somebody("ada", round="r2", silent=True))
        kept(post.store, None, somebody("bob", round="r2", silent=True))
        bob = post.store.recall("identity-of-bob", "", "r1").participation
        assert bob is not None
        kept(post.store, bob, bob)  # he is not silent where he was last
        later = to("ada", "later", due=NOW + HOUR)
        post.outbox.add_notices([to("zoe"), to("ada"), later, to("bob", round="r2"), to("eve")])
        assert post.claimed(limit=1) == ["to-bob"]
        assert [(sending.fate, sending.at, sending.note) for sending in post.outbox.sendings()][:3] == [
            (Fate.REFUSED, NOW, "they asked for no more messages"),
            (Fate.REFUSED, NOW, "they asked for no more messages"),
            (Fate.WAITING, NOW + HOUR, ""),
        ]

    def test_it_goes_to_where_its_recipient_is_now(self, post: Post) -> None:
        post.outbox.join_group(GROUP)
        post.outbox.add_notices([to("ada"), to_group()])
        ada = post.store.recall("identity-of-ada", "").participation
        assert ada is not None
        kept(post.store, ada, ada, address="telegram:new")
        post.outbox.join_group(replace(GROUP, address="telegram:super"))
        assert [errand.address for errand in post.claim()] == ["telegram:new", "telegram:super"]

    def test_an_address_stays_where_none_is_given(self, post: Post) -> None:
        post.outbox.add_notices([to("ada"), to("bob")])
        recalled = [post.store.recall(f"identity-of-{name}", "").participation for name in ("ada", "bob")]
        people = [whose for whose in recalled if whose is not None]
        keepings = [Keeping(whose, whose, f"identity-of-{whose.respondent}", "", NOW) for whose in people]
        assert post.store.keep_all([replace(keepings[0], address="telegram:new"), keepings[1]]) == (None, None)
        assert [errand.address for errand in post.claim()] == ["telegram:new", "telegram:bob"]


class TestClaimingForSomebodyWhoIsThere:
    """With an identity, what waits for it is claimed, wherever it waits."""

    def test_theirs_come_in_order_paused_or_put_off_or_never_tried(self, post: Post) -> None:
        later = to("ada", "not yet due", due=NOW + timedelta(microseconds=1))
        post.outbox.add_notices([to("ada", "first"), to("bob"), to("ada", "second"), later, to("ada", "third")])
        (tried, *_) = post.claim(limit=1)
        assert post.outbox.settle(tried.number, worker="w1", fate=Fate.WAITING, at=NOW, due=NOW + HOUR)
        post.outbox.pause("identity-of-ada", paused=True)
        errands = post.claim(identity="identity-of-ada")
        assert [(errand.notice.key, errand.attempts) for errand in errands] == [
            ("first", 2),
            ("second", 1),
            ("third", 1),
        ]
        assert {errand.address for errand in errands} == {"telegram:ada"}
        assert post.fates() == [Fate.SENDING, Fate.WAITING, Fate.SENDING, Fate.WAITING, Fate.SENDING]
        assert post.settle(errands[0], Fate.SENT)
        assert post.claim(identity="identity-of-ada") == ()

    def test_nothing_where_nothing_waits_on_that_platform(self, post: Post) -> None:
        post.outbox.add_notices([to("bob"), to("ada")])
        assert post.claim(identity="identity-of-eve") == ()
        assert post.claim(identity="nobody") == ()
        assert post.claim(identity="identity-of-ada", platform="discord") == ()
        assert post.fates() == [Fate.WAITING] * 2

    def test_no_more_are_claimed_than_asked_for(self, post: Post) -> None:
        post.outbox.add_notices([to("ada", "first"), to("ada", "second")])
        assert [errand.notice.key for errand in post.claim(identity="identity-of-ada", limit=1)] == ["first"]

    def test_whoever_else_is_sending_does_not_matter_unless_it_is_to_them(self, post: Post) -> None:
        post.outbox.add_notices([to("bob"), to("ada", "first"), to("ada", "second")])
        post.claim(limit=1)
        (first, _) = post.claim(worker="w2", identity="identity-of-ada")
        assert post.claim(worker="w3", identity="identity-of-ada") == ()
        assert post.settle(first, Fate.SENT, worker="w2")
        assert post.claim(worker="w3", identity="identity-of-ada") == ()

    def test_none_is_sent_by_two(self, post: Post) -> None:
        post.outbox.add_notices([to("ada", "first"), to("ada", "second")])
        assert post.claimed() == ["first"]
        assert post.claim(identity="identity-of-ada") == ()

    @pytest.mark.parametrize("purpose", Purpose)
    def test_a_claim_that_ran_out_is_unknown_or_told_again(self, post: Post, purpose: Purpose) -> None:
        post.outbox.add_notices([to("ada", purpose=purpose)])
        post.claim(identity="identity-of-ada")
        again = post.claim(worker="w2", now=NOW + MINUTE, identity="identity-of-ada")
        assert [errand.attempts for errand in again] == ([] if purpose in AT_MOST_ONCE else [2])
        assert post.fates() == [Fate.UNKNOWN if purpose in AT_MOST_ONCE else Fate.SENDING]

    def test_who_asked_for_silence_is_told_nothing_also_not_what_was_put_off(self, post: Post) -> None:
        post.comes("silent", silent=True)
        post.outbox.add_notices([to("silent", "first"), to("silent", "second"), to("ada")])
        kept(post.store, None, replace(somebody("dan")), address="telegram:dan")
        post.outbox.add_notices([to("dan", "put off")])
        (errand,) = post.claim(identity="identity-of-dan")
        post.outbox.settle(errand.number, worker="w1", fate=Fate.WAITING, at=NOW, due=NOW + HOUR)
        dan = post.store.recall("identity-of-dan", "").participation
        assert dan is not None
        kept(post.store, dan, replace(dan, silent=True), identity="identity-of-dan")
        assert post.claim(identity="identity-of-dan") == ()
        assert post.claim(identity="identity-of-silent") == ()
        assert post.fates() == [Fate.REFUSED, Fate.REFUSED, Fate.WAITING, Fate.REFUSED]


class TestSettling:
    @pytest.mark.parametrize("fate", [Fate.SENT, Fate.REFUSED, Fate.UNKNOWN])
    def test_what_has_an_end_is_not_claimed_again(self, post: Post, fate: Fate) -> None:
        post.outbox.add_notices([to("ada")])
        (errand,) = post.claim()
        assert post.settle(errand, fate, at=NOW + MINUTE)
        assert not post.settle(errand, Fate.WAITING)
        (listed,) = post.outbox.sendings()
        assert (listed.fate, listed.at, listed.note, listed.attempts) == (fate, NOW + MINUTE, "", 1)
        assert post.claimed(now=NOW + HOUR, worker="w2") == []

    def test_what_waits_again_is_tried_when_it_is_due(self, post: Post) -> None:
        post.outbox.add_notices([to("ada")])
        (errand,) = post.claim()
        later = NOW + HOUR
        assert post.outbox.settle(errand.number, worker="w1", fate=Fate.WAITING, at=NOW, note="429", due=later)
        (listed,) = post.outbox.sendings()
        assert (listed.fate, listed.due, listed.note) == (Fate.WAITING, later, "429")
        assert post.claim(now=later - MINUTE) == ()
        assert post.claim(now=later, worker="w2") == (Errand(1, to("ada", due=later), "telegram:ada", 2),)

    def test_without_a_time_it_waits_as_it_did(self, post: Post) -> None:
        post.outbox.add_notices([to("ada")])
        (errand,) = post.claim()
        assert post.settle(errand, Fate.WAITING)
        assert post.claim() == (replace(errand, attempts=2),)

    def test_a_time_is_for_what_waits_again(self, post: Post) -> None:
        post.outbox.add_notices([to("ada")])
        post.claim()
        assert post.outbox.settle(1, worker="w1", fate=Fate.SENT, at=NOW, due=NOW + HOUR)
        assert [sending.due for sending in post.outbox.sendings()] == [NOW]

    def test_only_who_claimed_it_settles_it(self, post: Post) -> None:
        post.outbox.add_notices([to("ada")])
        assert not post.outbox.settle(1, worker="", fate=Fate.SENT, at=NOW)
        (errand,) = post.claim()
        assert not post.settle(errand, Fate.SENT, worker="w2")
        assert not post.outbox.settle(99, worker="w1", fate=Fate.SENT, at=NOW)
        assert post.fates() == [Fate.SENDING]

    def test_being_sent_is_no_outcome(self, post: Post) -> None:
        post.outbox.add_notices([to("ada")])
        (errand,) = post.claim()
        with pytest.raises(ValueError, match="no outcome"):
            post.settle(errand, Fate.SENDING)
        assert post.settle(errand, Fate.SENT)


class TestWhoGoes:
    def test_who_is_erased_takes_what_waits_and_what_was_sent(self, post: Post) -> None:
        post.outbox.add_notices([to("ada", "sent"), to("ada", "claimed"), to("ada", "waiting"), to("bob")])
        _sent(post, limit=1)
        (errand, _) = post.claim()
        post.store.erase("ada", at=NOW)
        assert [sending.number for sending in post.outbox.sendings()] == [4]
        assert not post.settle(errand, Fate.SENT)
        post.comes("new")
        assert post.outbox.add_notices([to("ada", "waiting")]) == 0

    def test_who_comes_back_is_not_told_what_waited_for_them_before(self, post: Post) -> None:
        post.outbox.add_notices([to("ada")])
        post.store.erase("ada", at=NOW)
        kept(post.store, None, somebody("new"), identity="identity-of-ada", address="telegram:ada")
        assert post.claimed() == []
        assert post.outbox.add_notices([to("ada")]) == 1

    def test_an_account_that_is_unlinked_takes_its_own(self, post: Post) -> None:
        post.store.open_link("ada", "SECRET", until=NOW)
        post.store.link("discord", "SECRET", at=NOW)
        ada = post.store.recall("discord", "").participation
        assert ada is not None
        kept(post.store, ada, ada, identity="discord", address="discord:ada")
        post.outbox.add_notices([to("ada"), to("", "to-discord", identity="discord")])
        post.store.unlink("discord", at=NOW)
        assert [sending.platform for sending in post.outbox.sendings()] == ["telegram"]

    def test_an_account_that_is_linked_leaves_what_waited_for_its_visit(self, post: Post) -> None:
        post.outbox.pause("identity-of-bob", paused=True)
        post.outbox.add_notices([to("ada"), to("bob")])
        post.store.open_link("ada", "SECRET", until=NOW + HOUR)
        assert post.store.link("identity-of-bob", "SECRET", at=NOW + HOUR)
        assert post.claimed() == ["to-ada"]
        assert len(post.outbox.sendings()) == 1
        assert _accounts(post) == ["identity-of-bob"]

    def test_no_number_is_used_again(self, post: Post) -> None:
        post.outbox.add_notices([to("ada"), to("bob")])
        (_, errand) = post.claim()
        post.store.erase("bob", at=NOW)
        post.outbox.add_notices([to("eve")])
        post.claim()
        assert not post.settle(errand, Fate.SENT)
        assert post.fates() == [Fate.SENDING] * 2


def _names(post: Post) -> list[str]:
    return [found.respondent for found in post.outbox.reachable("r1")]


def _accounts(post: Post) -> list[str]:
    return [found.identity for found in post.outbox.reachable("r1") if found.respondent == "ada"]


def _sent(post: Post, *, limit: int = 100) -> None:
    for errand in post.claim(limit=limit):
        assert post.settle(errand, Fate.SENT)
