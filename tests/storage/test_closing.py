"""What comes after a publication, sentence by sentence of `consultation.ports.loop.Loop`, in every store."""

import json
import zlib
from dataclasses import replace
from typing import Any

import pytest

from consultation.editions import Edition
from consultation.errors import Conflict, NotFound
from consultation.joining import Bringing, Linking
from consultation.loop.echoes import Dispute, Echo, Judged, Judgement, judged
from consultation.loop.responses import Recorded, Response, Subject, Verdict, standing
from consultation.pinning import pinned
from consultation.ports import Keeping, Store
from consultation.records import RoundRecord, Snapshot
from storage.snapshot_json import packed, unpacked
from tests.reports.snapshots import town
from tests.storage.samples import HOUR, NOW, a_round, an_answer, kept, somebody

LATER = NOW + HOUR
THIRD = Subject("3", "2019-09")
FUNDING = Subject(theme="funding")


def an_echo(respondent: str = "ada", **changes: Any) -> Echo:
    echo = Echo(f"E-{respondent}", "r1", 1, respondent, "r1", NOW, NOW)
    return replace(echo, **changes)


def says(echo: Echo, judgement: Judgement, **changes: Any) -> Echo:
    return replace(echo, judgement=judgement, at=LATER, **changes)


@pytest.fixture
def asking(opened: Store) -> Store:
    """Give a store in which ada and bob spoke, an edition used it, and ada was asked about it."""
    kept(opened, None, somebody("ada", answers=(an_answer("A1"), an_answer("A2", "Deux."))))
    kept(opened, None, somebody("bob", answers=(an_answer("B1"),)))
    opened.add_edition(Edition("r1", 1, NOW, {"A1": 1, "A2": 1, "B1": 1}))
    opened.add_edition(Edition("r1", 2, NOW, {"A1": 1, "A2": 1, "B1": 1}))
    opened.ask([an_echo()])
    return opened


def judge(store: Store, echo: Echo, *, whose: str = "ada") -> None:
    """Let somebody say what they make of an edition, as a message that changes nothing else."""
    before = store.participation("r1", whose)
    assert before is not None
    kept(store, before, before, echo=echo)


def change(store: Store, respondent: str, **changes: Any) -> None:
    before = store.participation("r1", respondent)
    assert before is not None
    kept(store, before, replace(before, **changes))


# Who is asked


def test_who_is_asked_is_asked_once_about_an_edition(asking: Store) -> None:
    asking.ask([an_echo(id="E-again", asked=LATER), an_echo("bob")])
    asking.ask([])
    asking.ask([an_echo(id="E-second", edition=2, asked=LATER)])
    assert asking.echoes("r1") == (an_echo(), an_echo("bob"), an_echo(id="E-second", edition=2, asked=LATER))
    assert asking.asked("ada") == (an_echo(), an_echo(id="E-second", edition=2, asked=LATER))
    assert asking.asked("nobody") == ()
    assert asking.echoes("r2") == ()


@pytest.mark.parametrize("changes", [{"edition": 3}, {"round": "r2"}, {"respondent": "nobody"}])
def test_nobody_is_asked_about_nothing(asking: Store, changes: dict[str, Any]) -> None:
    with pytest.raises(NotFound):
        asking.ask([an_echo("bob"), an_echo(id="E-new", **changes)])
    assert asking.echoes("r1") == (an_echo(),)


def test_what_people_were_told_is_kept(asking: Store) -> None:
    asking.ask([an_echo("bob")])
    asking.inform([an_echo()], LATER)
    asking.inform([], LATER + HOUR)
    assert asking.echoes("r1") == (an_echo(told=LATER), an_echo("bob"))


# What they say


def test_what_somebody_says_is_kept_with_their_message_and_may_be_said_anew(asking: Store) -> None:
    asking.ask([an_echo("bob")])
    wrong = says(an_echo(), Judgement.WRONG, answer="A1", message="m7", words='Not "more", better.')
    judge(asking, wrong)
    assert asking.echoes("r1") == (wrong, an_echo("bob"))
    judge(asking, says(an_echo(), Judgement.YES))
    assert asking.echoes("r1") == (says(an_echo(), Judgement.YES), an_echo("bob"))
    assert asking.asked("ada") == (says(an_echo(), Judgement.YES),)


def test_what_they_were_told_stays_as_it_is_when_they_say_something(asking: Store) -> None:
    asking.inform([an_echo()], LATER)
    judge(asking, says(an_echo(), Judgement.YES))
    assert asking.echoes("r1") == (says(an_echo(told=LATER), Judgement.YES),)


def test_several_say_something_at_once(asking: Store) -> None:
    asking.ask([an_echo("bob")])
    several = []
    for name, judgement in (("ada", Judgement.NOT_QUITE), ("bob", Judgement.WRONG)):
        before = asking.participation("r1", name)
        assert before is not None
        said = says(an_echo(name), judgement)
        several.append(Keeping(before, before, f"identity-of-{name}", f"d-{name}", LATER, echo=said))
    assert asking.keep_all(several) == (None, None)
    assert [one.judgement for one in asking.echoes("r1")] == [Judgement.NOT_QUITE, Judgement.WRONG]


def test_who_is_not_asked_any_more_says_nothing(asking: Store) -> None:
    before = asking.participation("r1", "ada")
    assert before is not None
    with pytest.raises(Conflict):
        kept(asking, before, replace(before, silent=True), echo=says(an_echo(id="E-gone"), Judgement.WRONG))
    assert asking.participation("r1", "ada") == before
    assert asking.echoes("r1") == (an_echo(),)


def test_disputes_come_in_the_order_in_which_they_are_best_reviewed(asking: Store) -> None:
    names = ("cleo", "dan", "eve", "fay")
    for name in names:
        kept(asking, None, somebody(name, answers=(an_answer(f"X-{name}"),)))
    asking.ask([an_echo(name) for name in ("bob", *names)])
    judge(asking, says(an_echo(), Judgement.NOT_QUITE))
    judge(asking, says(an_echo("bob"), Judgement.WRONG), whose="bob")
    judge(asking, says(an_echo("cleo"), Judgement.NOT_QUITE, words="Half."), whose="cleo")
    judge(asking, says(an_echo("dan"), Judgement.WRONG, words="No.", answer="X-dan"), whose="dan")
    judge(asking, replace(says(an_echo("eve"), Judgement.WRONG), at=NOW), whose="eve")
    judge(asking, says(an_echo("fay"), Judgement.YES), whose="fay")
    assert asking.disputes("r1") == (
        Dispute("E-dan", "r1", 1, Judgement.WRONG, LATER, "X-dan", "No."),
        Dispute("E-eve", "r1", 1, Judgement.WRONG, NOW),
        Dispute("E-bob", "r1", 1, Judgement.WRONG, LATER),
        Dispute("E-cleo", "r1", 1, Judgement.NOT_QUITE, LATER, words="Half."),
        Dispute("E-ada", "r1", 1, Judgement.NOT_QUITE, LATER),
    )
    assert asking.disputes("r2") == ()
    assert judged(asking.echoes("r1")) == (Judged("r1", 1, asked=6, yes=1, not_quite=2, wrong=3),)


# What goes with what


def test_a_dispute_goes_with_the_statement_that_it_is_about(asking: Store) -> None:
    judge(asking, says(an_echo(), Judgement.WRONG, answer="A1"))
    whose = asking.participation("r1", "ada")
    assert whose is not None
    first, second = whose.answers
    change(asking, "ada", answers=(first, replace(second, withdrawn=LATER)))
    assert len(asking.disputes("r1")) == 1
    change(asking, "ada", answers=(replace(first, withdrawn=LATER), replace(second, withdrawn=LATER)))
    assert (asking.disputes("r1"), asking.echoes("r1")) == ((), ())
    assert len(asking.asked("ada")) == 1, "their own data has it still"


def test_what_was_said_of_all_goes_with_the_consent(asking: Store) -> None:
    judge(asking, says(an_echo(), Judgement.WRONG))
    whose = asking.participation("r1", "ada")
    assert whose is not None
    assert whose.consent
    change(asking, "ada", consent=replace(whose.consent, withdrawn=LATER))
    assert (asking.disputes("r1"), asking.echoes("r1")) == ((), ())


def test_all_of_it_is_erased_with_the_person(asking: Store) -> None:
    asking.ask([an_echo("bob")])
    judge(asking, says(an_echo(), Judgement.WRONG, words="A secret."))
    asking.erase("ada", at=LATER)
    assert asking.echoes("r1") == (an_echo("bob"),)
    assert asking.asked("ada") == ()


def test_who_links_two_accounts_is_one_and_the_last_word_stands(asking: Store) -> None:
    asking.ask([an_echo("bob")])
    judge(asking, says(an_echo(), Judgement.YES))
    judge(asking, replace(says(an_echo("bob"), Judgement.WRONG), at=LATER + HOUR), whose="bob")
    asking.open_link("ada", "CODE", until=LATER)
    linked = asking.link("identity-of-bob", "CODE", at=NOW, bringing=Bringing.ALONG)
    assert linked is Linking.JOINED
    (one,) = asking.echoes("r1")
    assert (one.id, one.respondent, one.judgement) == ("E-bob", "ada", Judgement.WRONG)
    assert [one.id for one in asking.asked("ada")] == [one.id for one in asking.asked("bob")] == ["E-ada", "E-bob"]
    asking.unlink("identity-of-bob", at=LATER)
    assert [(one.respondent, one.judgement) for one in asking.echoes("r1")] == [
        ("ada", Judgement.YES),
        ("bob", Judgement.WRONG),
    ]


# What an edition pins


def test_an_edition_pins_the_responses_and_what_came_back(asking: Store) -> None:
    taken = Snapshot(
        town(),
        (asking.record("r1"),),
        NOW,
        responses=(
            Response(THIRD, Verdict.PARTLY, {"en": "In part.", "fr": "En partie."}, LATER),
            Response(FUNDING, Verdict.OPEN, {}, NOW),
        ),
        judged=(Judged("r1", 1, asked=6, yes=1, not_quite=2, wrong=3),),
    )
    taken = pinned(taken)
    pins = {answer.id: 1 for person in taken.rounds[0].participations for answer in person.answers}
    asking.add_edition(Edition("r1", 3, NOW, pins), taken)
    asking.respond(Recorded("r1", THIRD, Verdict.NOT, "en", "No.", LATER, "ada"))
    judge(asking, says(an_echo(), Judgement.WRONG))
    assert asking.pinned("r1", 3) == taken
    assert asking.editions("r1")[2].causes == {}, "neither makes an edition stale"


def test_an_edition_that_was_pinned_before_there_were_any_opens() -> None:
    taken = Snapshot(town(), (RoundRecord(a_round(), ()),), NOW)
    content = json.loads(zlib.decompress(packed(taken)))
    del content["snapshot"]["responses"], content["snapshot"]["judged"]
    assert unpacked(zlib.compress(json.dumps(content).encode()), {}) == taken


# Responses


def test_the_history_of_responses_is_kept_in_its_order(opened: Store) -> None:
    lines = [
        Recorded("r1", THIRD, Verdict.OPEN, "en", "", NOW, "ada"),
        Recorded("r2", FUNDING, Verdict.ADOPTED, "en", "It was asked for everywhere.", NOW, "ada"),
        Recorded("r1", THIRD, Verdict.PARTLY, "fr", "Oui, « mais ».", LATER, "bob"),
    ]
    for line in lines:
        opened.respond(line)
    assert opened.responses("r1") == (lines[0], lines[2])
    assert opened.responses("r1", "r2") == tuple(lines)
    assert opened.responses("r3") == opened.responses() == ()
    with pytest.raises(NotFound):
        opened.respond(replace(lines[0], round="r3"))


def test_the_same_verdict_adds_a_language_and_another_begins_anew() -> None:
    first = Recorded("r1", THIRD, Verdict.PARTLY, "fr", "En partie.", NOW, "ada")
    lines = [
        first,
        replace(first, subject=FUNDING, verdict=Verdict.OPEN, why="", at=LATER - HOUR / 2),
        replace(first, language="en", why="In part.", at=NOW + HOUR),
        replace(first, language="fr", why="Pour partie.", at=NOW + 2 * HOUR),
    ]
    both = {"en": "In part.", "fr": "Pour partie."}
    assert standing(lines) == (
        Response(THIRD, Verdict.PARTLY, both, NOW + 2 * HOUR),
        Response(FUNDING, Verdict.OPEN, {}, LATER - HOUR / 2),
    )
    assert list(standing(lines)[0].why) == ["en", "fr"]
    assert standing([*lines, replace(first, verdict=Verdict.NOT, why="", at=NOW + 3 * HOUR)])[0] == Response(
        THIRD, Verdict.NOT, {}, NOW + 3 * HOUR
    )
    assert standing(reversed(lines)) == standing(lines)


def test_a_dispute_about_a_statement_that_is_left_out_is_left_out_with_it(asking: Store) -> None:
    asking.ask([an_echo("bob")])
    judge(asking, says(an_echo("bob"), Judgement.WRONG, answer="B1"), whose="bob")
    asking.open_link("ada", "CODE", until=LATER)
    asking.link("identity-of-bob", "CODE", at=NOW, bringing=Bringing.NOTHING)
    assert [one.answer for one in asking.disputes("r1")] == []
    asking.unlink("identity-of-bob", at=LATER)
    assert [one.answer for one in asking.disputes("r1")] == ["B1"]
