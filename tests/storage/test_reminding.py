"""Who wishes to be reminded, and what waits although nobody wishes it any more: the same in every outbox."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from consultation.joining import Bringing
from consultation.notices import Errand, Fate, Notice, Purpose
from consultation.records import Consent
from consultation.reminding import Begun
from tests.storage.samples import HOUR, NOW, a_round, an_answer, kept, somebody
from tests.storage.test_outbox import Post, post, to

__all__ = ["post"]  # the fixture

DAY = timedelta(days=1)
LATER = NOW + DAY


pytestmark = pytest.mark.usefixtures("wishes")


@pytest.fixture
def wishes(post: Post) -> None:
    """Let Eve and Ada have answered, and wish to be reminded; Bob does not."""
    goes_on(post, "bob", reminding=False)
    for name in ("eve", "ada"):
        known = post.store.participation("r1", name)
        assert known
        kept(post.store, known, replace(known, reminding=True, answers=(an_answer(f"of-{name}"),)))


def begun(post: Post, *, since: datetime = LATER, round_id: str = "r1") -> dict[str, Begun]:
    found = post.outbox.begun(round_id, quiet_since=since)
    assert [one.respondent for one in sorted(found, key=lambda one: (one.heard, one.respondent))] == [
        one.respondent for one in found
    ]
    return {one.respondent: one for one in found}


def goes_on(post: Post, name: str, *, at: datetime = NOW, identity: str = "", **changes: object) -> None:
    """Let somebody write from one of their accounts."""
    known = post.store.participation("r1", name)
    assert known
    kept(post.store, known, replace(known, **changes), at=at, identity=identity)  # type: ignore[arg-type]  # as named


def reminder(name: str, key: str = "", **changes: object) -> Notice:
    return to(name, key, **{"purpose": Purpose.REMINDER, **changes})


ENDINGS: dict[str, Callable[[Post], None]] = {
    "finished": lambda post: goes_on(post, "ada", finished=NOW),
    "withdrew": lambda post: goes_on(post, "ada", consent=Consent("v1", NOW, withdrawn=NOW)),
    "wants none": lambda post: goes_on(post, "ada", reminding=False),
    "spoke": lambda post: goes_on(post, "ada", at=NOW + HOUR),
    "went on to another round": lambda post: post.comes("ada", round="r2"),
}
"""What makes a reminder void that waits for Ada, each with how."""


class TestWhoBegan:
    """`Outbox.begun`."""

    def test_those_who_wish_it_by_when_they_were_heard(self, post: Post) -> None:
        goes_on(post, "ada", at=NOW + HOUR)
        assert post.outbox.begun("r1", quiet_since=LATER) == (
            Begun("identity-of-eve", "eve", "fr", NOW),
            Begun("identity-of-ada", "ada", "fr", NOW + HOUR),
        )
        assert begun(post, since=NOW).keys() == {"eve"}
        assert begun(post, since=NOW - HOUR) == begun(post, round_id="r2") == {}

    @pytest.mark.parametrize(
        "changes",
        [
            {"finished": NOW},
            {"consent": Consent("v1", NOW, withdrawn=NOW)},
            {"consent": None},
            {"reminding": False},
            {"silent": True},
        ],
        ids=["finished", "withdrew", "never-agreed", "wants-none", "silent"],
    )
    def test_nobody_else(self, post: Post, changes: dict[str, object]) -> None:
        goes_on(post, "ada", **changes)  # type: ignore[arg-type]  # named as the fields are
        assert begun(post).keys() == {"eve"}

    def test_nobody_who_cannot_be_written_to(self, post: Post) -> None:
        post.outbox.pause("identity-of-ada", paused=True)
        assert begun(post).keys() == {"eve"}
        post.outbox.pause("identity-of-ada", paused=False)
        kept(post.store, None, replace(somebody("dede"), reminding=True))
        kept(post.store, None, replace(somebody("fay"), reminding=True), address="terminal:sealed")
        assert begun(post).keys() == {"ada", "eve"}

    def test_nobody_who_is_in_another_round_by_now(self, post: Post) -> None:
        post.comes("ada", round="r2", reminding=True)
        assert begun(post).keys() == {"eve"}
        assert begun(post, round_id="r2").keys() == {"ada"}

    def test_nobody_who_was_erased(self, post: Post) -> None:
        post.store.erase("ada", at=NOW)
        assert begun(post).keys() == {"eve"}

    def test_somebody_with_two_accounts_is_one_heard_where_they_spoke_last(self, post: Post) -> None:
        post.store.open_link("ada", "CODE", until=LATER)
        post.store.link("identity-of-bob", "CODE", at=NOW + HOUR, bringing=Bringing.ALONG)
        assert begun(post)["ada"] == Begun("identity-of-bob", "ada", "fr", NOW + HOUR)
        assert begun(post, since=NOW).keys() == {"eve"}
        goes_on(post, "ada", at=NOW + 2 * HOUR)
        assert begun(post)["ada"] == Begun("identity-of-ada", "ada", "fr", NOW + 2 * HOUR)

    def test_what_they_told_in_any_round_of_the_consultation_the_last_word_last(self, post: Post) -> None:
        post.store.add_round(a_round("other", consultation="another"))
        post.comes("ada", round="other", began=NOW + 2 * HOUR, attributes={"region": ("west",)})
        post.comes("ada", round="r2", began=NOW - HOUR, attributes={"region": ("east",), "role": ("staff",)})
        goes_on(post, "ada", attributes={"role": ("board", "volunteer")})
        assert begun(post)["ada"].attributes == {"region": ("east",), "role": ("board", "volunteer")}

    def test_how_often_they_were_reminded_and_when_and_whether_they_know_of_the_close(self, post: Post) -> None:
        post.store.add_round(a_round("r3"))
        post.outbox.add_notices([to("ada", "other", purpose=Purpose.RESULTS), reminder("ada", "elsewhere", round="r2")])
        assert begun(post)["ada"] == Begun("identity-of-ada", "ada", "fr", NOW)
        post.outbox.add_notices([reminder("ada", "1"), reminder("ada", "2", due=NOW + HOUR)])
        made = begun(post)
        assert (made["ada"].reminders, made["ada"].reminded, made["ada"].told) == (2, NOW + HOUR, False)
        assert (made["eve"].reminders, made["eve"].reminded, made["eve"].told) == (0, None, False)
        post.outbox.add_notices([to("eve", purpose=Purpose.CLOSING)])
        made = begun(post)
        assert (made["eve"].reminders, made["eve"].reminded, made["eve"].told) == (0, None, True)
        assert made["ada"].told is False

    def test_a_reminder_is_as_old_as_its_sending(self, post: Post) -> None:
        post.outbox.add_notices([reminder("ada")])
        (errand,) = post.claim()
        post.settle(errand, Fate.SENT, at=NOW + HOUR)
        assert (begun(post)["ada"].reminders, begun(post)["ada"].reminded) == (1, NOW + HOUR)


class TestWhatIsVoid:
    """`Outbox.claim` looks again at what was queued."""

    def claimed(self, post: Post, now: datetime = NOW + HOUR, **how: object) -> tuple[Errand, ...]:
        return post.claim(now=now, **how)  # type: ignore[arg-type]  # as named

    def test_a_notice_keeps_when_it_lapses(self, post: Post) -> None:
        notice = reminder("ada", lapses=LATER)
        post.outbox.add_notices([notice])
        assert [errand.notice for errand in self.claimed(post)] == [notice]

    @pytest.mark.parametrize("identity", ["", "identity-of-ada"])
    def test_what_has_lapsed_is_as_if_it_had_never_been_queued(self, post: Post, identity: str) -> None:
        notices = [reminder("ada", lapses=LATER), to("eve", lapses=None)]
        assert post.outbox.add_notices(notices) == 2
        assert [one.notice.key for one in self.claimed(post, LATER, identity=identity)] == (
            [] if identity else ["to-eve"]
        )
        assert begun(post)["ada"].reminders == 0
        assert post.outbox.add_notices(notices) == 1

    def test_it_lapses_also_while_the_account_is_paused(self, post: Post) -> None:
        post.outbox.add_notices([reminder("ada", lapses=LATER)])
        post.outbox.pause("identity-of-ada", paused=True)
        assert self.claimed(post) == ()
        assert post.fates() == [Fate.WAITING]
        assert self.claimed(post, LATER) == ()
        assert post.fates() == []

    def test_what_is_being_sent_or_was_does_not_lapse(self, post: Post) -> None:
        post.outbox.add_notices([reminder("ada", lapses=LATER), to("eve", lapses=LATER)])
        ours, _ = self.claimed(post, LATER - HOUR / 120)
        assert self.claimed(post, LATER) == ()
        post.settle(ours, Fate.SENT)
        assert self.claimed(post, LATER + DAY) == ()
        assert post.fates() == [Fate.SENT, Fate.WAITING] or post.fates() == [Fate.SENT, Fate.UNKNOWN]

    @pytest.mark.parametrize("purpose", [Purpose.REMINDER, Purpose.CLOSING])
    @pytest.mark.parametrize("ending", ENDINGS)
    def test_what_nobody_wishes_any_more_is_not_sent(self, post: Post, ending: str, purpose: Purpose) -> None:
        post.outbox.add_notices([reminder("ada", purpose=purpose), reminder("eve", purpose=purpose)])
        ENDINGS[ending](post)
        assert [one.notice.key for one in self.claimed(post, NOW + 2 * HOUR)] == ["to-eve"]
        assert post.fates() == [Fate.SENDING]

    @pytest.mark.parametrize("ending", ENDINGS)
    def test_nor_is_it_told_to_who_comes_by(self, post: Post, ending: str) -> None:
        post.outbox.add_notices([reminder("ada")])
        ENDINGS[ending](post)
        assert self.claimed(post, NOW + 2 * HOUR, identity="identity-of-ada") == ()
        assert post.fates() == []

    @pytest.mark.parametrize("ending", ENDINGS)
    def test_all_else_is_sent_all_the_same(self, post: Post, ending: str) -> None:
        post.outbox.add_notices([to("ada", purpose=Purpose.RECEIPT)])
        ENDINGS[ending](post)
        assert [one.notice.key for one in self.claimed(post, NOW + 2 * HOUR)] == ["to-ada"]

    def test_whoever_said_stop_is_refused(self, post: Post) -> None:
        post.outbox.add_notices([reminder("ada")])
        goes_on(post, "ada", silent=True, reminding=False)
        assert self.claimed(post) == ()
        assert post.fates() == [Fate.REFUSED]

    def test_whoever_was_erased_has_none(self, post: Post) -> None:
        post.outbox.add_notices([reminder("ada")])
        post.store.erase("ada", at=NOW)
        assert self.claimed(post) == ()
        assert post.fates() == []

    def test_who_spoke_from_another_account_is_not_reminded(self, post: Post) -> None:
        post.store.open_link("ada", "CODE", until=LATER)
        post.store.link("identity-of-bob", "CODE", at=NOW, bringing=Bringing.ALONG)
        goes_on(post, "ada")
        post.outbox.add_notices([reminder("ada")])
        goes_on(post, "ada", identity="identity-of-bob", at=NOW + HOUR)
        assert self.claimed(post, NOW + 2 * HOUR) == ()
        assert post.fates() == []

    def test_who_spoke_at_the_moment_it_was_queued_is_reminded(self, post: Post) -> None:
        post.outbox.add_notices([reminder("ada")])
        goes_on(post, "ada")
        assert [one.notice.key for one in self.claimed(post)] == ["to-ada"]
