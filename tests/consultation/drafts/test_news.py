"""A draft that changes in an open round: what was said stays with its version, its author is asked again once."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta

import pytest

from consultation.announcing import Announcer
from consultation.drafts import changed
from consultation.drafts.news import spoken_before
from consultation.errors import NotFound
from consultation.flow import Position, State
from consultation.guide import Draft, Lineage
from consultation.notices import Purpose
from consultation.ports import Outbox, Store
from consultation.records import Side
from consultation.rounds import Kind, Round
from storage.memory import MemoryStore
from storage.memory_outbox import MemoryOutbox
from storage.outbox import SqlOutbox
from storage.store import SqlStore
from tests.consultation.conversations import (
    CATALOGUES,
    CONSULTATION,
    DRAFTS_MENU,
    OUT_OF_PLACE,
    WEEK,
    Installation,
    Respondent,
    draft,
)
from tests.databases import Place

NEWER = draft("1", "A fund for all", version="2019-10")
NEWS = (
    "Draft 1 has changed since you spoke on it: A fund for all",
    "What you said stays with the version you read. Would you like to see the new one?",
)
SEE, KEEP = "See draft 1 as it is now", "Keep what I said"
STANDS = "What you said stands, on the version that you read."
SPOKEN = ("You have spoken on 1 of 3. Choose another, write freely, or finish.",)


@pytest.fixture
def ben(ben: Respondent) -> Respondent:
    """Give Ben, who supports the first draft."""
    ben.goes("d:1 side:1:support skip: skip:")
    return ben


def stands(respondent: Respondent) -> list[tuple[str, str, Side]]:
    return [(one.draft, one.version, one.side) for one in respondent.kept.stances if one.withdrawn is None]


def test_who_spoke_on_a_draft_is_told_once_that_it_changed(ben: Respondent) -> None:
    ben.installation.enter(NEWER)
    ben.says("/menu")
    assert tuple(ben.hears[3:]) == (*SPOKEN, *NEWS)
    assert ben.offered[:2] == [SEE, KEEP]
    assert ben.kept.told_of == ("2019-10/1",)
    ben.says("/menu")
    assert tuple(ben.hears[3:]) == SPOKEN
    assert SEE not in ben.offered


def test_the_new_version_is_seen_and_answered_and_both_positions_stand(ben: Respondent) -> None:
    ben.installation.enter(NEWER)
    ben.says("/menu")
    ben.presses(SEE)
    assert ben.hears[0] == "1. A fund for all"
    ben.presses("Oppose")
    assert stands(ben) == [("1", "2019-09", Side.SUPPORT), ("1", "2019-10", Side.OPPOSE)]


def test_what_was_said_is_kept_on_asking(ben: Respondent) -> None:
    ben.installation.enter(NEWER)
    ben.says("/menu")
    ben.presses(KEEP)
    ben.assert_hears(STANDS, *SPOKEN)
    assert stands(ben) == [("1", "2019-09", Side.SUPPORT)]


def test_who_had_finished_is_told_when_they_come_by(ben: Respondent) -> None:
    ben.goes("/my go-on quote:none skip: skip: skip:")
    assert ben.at.state is State.THANKED
    ben.installation.enter(NEWER)
    ben.says("/start")
    assert tuple(ben.hears[-2:]) == NEWS
    ben.assert_offered(SEE, KEEP, "Menu")
    ben.presses(SEE)
    assert ben.at == Position(State.WEIGHING, "1", "2019-10")


def test_nobody_is_told_in_the_middle_of_an_answer(ben: Respondent) -> None:
    ben.goes("d:2 side:2:oppose")
    ben.installation.enter(NEWER)
    ben.says("It has to be nearer to the people")
    assert NEWS[0] not in ben.hears
    ben.goes("done skip:")
    assert tuple(ben.hears[-2:]) == NEWS


def test_reasons_without_a_position_are_asked_about_again(installation: Installation, on_drafts: Round) -> None:
    cleo = Respondent(installation, "cleo")
    cleo.agrees(on_drafts)
    cleo.presses("d:1")
    cleo.says("It costs more than it brings to anyone")
    installation.enter(NEWER)
    cleo.says("/menu")
    assert tuple(cleo.hears[-2:]) == NEWS


@pytest.mark.parametrize(
    "way", ["agree", "agree d:2 side:2:oppose skip: skip:", "agree d:1 side:1:oppose /withdraw take-back:"]
)
def test_who_said_nothing_that_stands_on_it_is_not_told(installation: Installation, on_drafts: Round, way: str) -> None:
    cleo = Respondent(installation, "cleo")
    cleo.enters(on_drafts)
    cleo.goes(way)
    installation.enter(NEWER)
    cleo.says("/menu")
    assert NEWS[0] not in cleo.hears
    assert cleo.kept.told_of == ()


def test_a_further_version_is_further_news(ben: Respondent) -> None:
    ben.installation.enter(NEWER)
    ben.says("/menu")
    ben.installation.enter(draft("1", "A fund for some", version="2019-11"))
    ben.says("/menu")
    assert "Draft 1 has changed since you spoke on it: A fund for some" in ben.hears
    assert ben.kept.told_of == ("2019-10/1", "2019-11/1")


def test_seeing_one_that_changed_leaves_the_other_to_be_told(ben: Respondent) -> None:
    ben.goes("d:2 side:2:oppose skip: skip:")
    ben.installation.enter(NEWER, draft("2", "Two entry points", version="2019-10"))
    ben.presses_old("see:1")
    assert ben.kept.told_of == ("2019-10/1",)
    ben.says("/menu")
    assert "Draft 2 has changed since you spoke on it: Two entry points" in ben.hears
    assert NEWS[0] not in ben.hears


def test_who_spoke_on_both_versions_has_no_news(ben: Respondent) -> None:
    """As after an import, where nobody was told of anything."""
    changed = replace(CONSULTATION, drafts=(*CONSULTATION.drafts, NEWER))
    both = replace(ben.kept, stances=(*ben.kept.stances, replace(ben.kept.stances[0], version="2019-10")))
    assert spoken_before(ben.kept, changed) == (NEWER,)
    assert spoken_before(both, changed) == ()


def test_a_draft_that_became_part_of_another_is_news(ben: Respondent) -> None:
    ben.installation.enter(
        replace(draft("7", "All in one", version="2019-10"), lineage=Lineage("merged", ("2019-09/1",)))
    )
    ben.says("/menu")
    assert "Draft 7 has changed since you spoke on it: All in one" in ben.hears


def test_after_the_round_nobody_is_told(ben: Respondent) -> None:
    ben.installation.enter(NEWER)
    ben.installation.later(WEEK)
    ben.says("/menu")
    assert NEWS[0] not in ben.hears
    ben.presses_old("as-said")
    assert ben.hears[0] == STANDS


@pytest.mark.parametrize("data", ["see:99", "see:", "as-said:1"])
def test_a_button_that_says_nothing_is_out_of_place(ben: Respondent, data: str) -> None:
    ben.presses_old(data)
    assert ben.hears[0] == OUT_OF_PLACE
    assert ben.kept.told_of == ()


def test_in_a_language_of_theirs(installation: Installation, on_drafts: Round) -> None:
    fay = Respondent(installation, "fay", "fr")
    fay.agrees(on_drafts)
    fay.goes("d:1 side:1:support skip: skip:")
    installation.enter(NEWER)
    fay.says("/menu")
    assert fay.hears[-2] == "Draft 1 has changed since you spoke on it: A fund for all (fr) (fr)"
    assert fay.offered[0] == "See draft 1 as it is now (fr)"


def test_the_menu_of_all_drafts_stays_beside_the_question(ben: Respondent) -> None:
    ben.installation.enter(NEWER)
    ben.says("/menu")
    assert ben.data[:2] == ["see:1", "as-said"]
    assert len(set(ben.data)) == len(ben.data)
    ben.says("/language fr")
    assert ben.hears[-1] != DRAFTS_MENU[0]


# By a notice


class Posted:
    """An installation with an outbox, and two rounds on drafts."""

    def __init__(self, store: Store, outbox: Outbox) -> None:
        self.store, self.outbox = store, outbox
        self.installation = Installation(lambda: nullcontext(store))
        self.round = self.installation.launch(Kind.DRAFTS)

    def speaks(self, name: str, way: str = "d:1 side:1:support skip: skip:", language: str = "en") -> Respondent:
        who = Respondent(self.installation, name, language)
        who.agrees(self.round)
        who.goes(way)
        return who

    def tells(self, *drafts: Draft) -> int:
        announcer = Announcer(lambda _: self.installation.consultation, CATALOGUES)
        now = self.installation.clock.now()
        return changed.tell(
            self.store, self.outbox, announcer, self.store.rounds(), drafts or (NEWER,), now=now, by="Ada"
        )

    def told(self) -> dict[str, tuple[list[str], list[str]]]:
        """Return what waits for whom: lines and data of buttons."""
        now = self.installation.clock.now()
        errands = self.outbox.claim("telegram", worker="w", now=now, until=now + timedelta(minutes=1), limit=99)
        assert {one.notice.purpose for one in errands} <= {Purpose.CHANGE}
        return {
            one.notice.identity: (
                [line.text for line in one.notice.reply.lines],
                [button.data for button in one.notice.reply.buttons],
            )
            for one in errands
        }


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def posted(request: pytest.FixtureRequest) -> Iterator[Posted]:
    if request.param == "memory":
        store = MemoryStore()
        yield Posted(store, MemoryOutbox(store))
    elif request.param == "postgres":
        with SqlStore.open(request.getfixturevalue("empty_postgres")) as made:
            yield Posted(made, SqlOutbox(made.database))
    else:
        place: Place = request.getfixturevalue("place")
        with place.store() as made:
            yield Posted(made, SqlOutbox(made.database))


def test_a_notice_goes_to_who_spoke_on_it_once(posted: Posted) -> None:
    posted.speaks("ben")
    posted.speaks("fay", language="fr")
    posted.speaks("cleo", "d:2 side:2:oppose")
    posted.installation.enter(NEWER)
    assert posted.tells() == 2
    assert posted.tells() == 0
    told = posted.told()
    assert told["identity-ben"] == (
        ["Partnerships", *NEWS, "You get this because you took part. /stop ends such messages."],
        ["see:1", "as-said"],
    )
    assert told["identity-fay"][0][1] == "Draft 1 has changed since you spoke on it: A fund for all (fr) (fr)"
    assert set(told) == {"identity-ben", "identity-fay"}
    acts = [(act.actor, act.verb, act.subject, act.note) for act in posted.store.acts()]
    assert acts == [("Ada", "tell of changed drafts", "on-drafts", note) for note in ("2", "0")]


def test_drafts_that_change_together_are_told_in_one_notice(posted: Posted) -> None:
    posted.speaks("ben", "d:1 side:1:support skip: skip: d:2 side:2:oppose")
    both = (NEWER, draft("2", "Two entry points", version="2019-10"))
    posted.installation.enter(*both)
    assert posted.tells(*both) == 1
    ((lines, data),) = posted.told().values()
    assert lines[1:3] == [NEWS[0], "Draft 2 has changed since you spoke on it: Two entry points"]
    assert data == ["see:1", "see:2", "as-said"]


@pytest.mark.parametrize(
    "way", ["/stop keep", "/withdraw take-all-back", "/forget erase", "/withdraw take-back:side-1"]
)
def test_who_left_or_took_it_back_is_not_written_to(posted: Posted, way: str) -> None:
    posted.speaks("ben").goes(way)
    posted.installation.enter(NEWER)
    assert posted.tells() == 0
    assert posted.told() == {}


def test_who_was_told_in_chat_gets_no_notice_and_who_saw_the_notice_is_not_told_again(posted: Posted) -> None:
    ben, cleo = posted.speaks("ben"), posted.speaks("cleo")
    posted.installation.enter(NEWER)
    ben.says("/menu")
    assert posted.tells() == 1
    assert set(posted.told()) == {"identity-cleo"}
    cleo.presses_old("as-said")
    cleo.assert_hears(STANDS, *SPOKEN)
    cleo.says("/menu")
    assert NEWS[0] not in cleo.hears


def test_a_round_that_is_over_is_passed_over(posted: Posted) -> None:
    posted.speaks("ben")
    posted.installation.enter(NEWER)
    posted.installation.close(posted.round)
    assert posted.tells() == 0


def test_only_what_was_entered_is_told_of(posted: Posted) -> None:
    posted.speaks("ben", "d:1 side:1:support skip: skip: d:2 side:2:oppose")
    posted.installation.enter(NEWER, draft("2", "Two entry points", version="2019-10"))
    assert posted.tells(NEWER) == 1
    ((lines, _),) = posted.told().values()
    assert [line for line in lines if line.startswith("Draft ")] == [NEWS[0]]


def test_without_the_round_nothing_is_queued(posted: Posted) -> None:
    with pytest.raises(NotFound):
        posted.store.round("nosuch")
    assert posted.tells() == 0
