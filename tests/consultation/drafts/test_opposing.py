"""What others said, shown before a position: chosen by the rule, allowed, masked, in the order of a kept seed."""

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from consultation.codebook import Codebook
from consultation.drafts.opposing import KEPT, SETS, SEVERAL, Pool, choose, in_order, pools
from consultation.drafts.others import HOLDS, Others
from consultation.guide import Consultation, Draft, Lineage
from consultation.ports import Store
from consultation.records import (
    Answer,
    Basis,
    Consent,
    Part,
    Participation,
    Piece,
    Quoting,
    Revision,
    RoundRecord,
    Showing,
    Side,
    Stance,
)
from consultation.rounds import Kind, Round
from nlp.private_data import PrivateDataFinder
from storage.memory import MemoryStore
from storage.recent import RecentStore
from storage.store import SqlStore
from tests.consultation.conversations import (
    BEGINS,
    CODEBOOK,
    CONSULTATION,
    OUT_OF_PLACE,
    Installation,
    Respondent,
    draft,
)
from tests.databases import Place

FUND = CONSULTATION.drafts[0]
ASKED = ("1. A shared fund", "A shared fund, in short.", "What is your position?")
TAKEN_SIDES = (
    "What people said of this draft in an earlier round, as it was then: as many for as against, in random order. They "
    "allow their words to be shown."
)
ON_THEMES = (
    "What two people said in an earlier round on the themes of this draft: the two that differ most, in random order. "
    "They allow their words to be shown."
)
NOTHING = "Nobody has said anything on this that can be shown here."
PRO = "A fund lets small groups begin what they could never pay for alone."
CON = "A fund is spent by those who write well, not by those who work."


def person(
    name: str,
    text: str,
    side: Side | None = None,
    *,
    version: str = "2019-09",
    language: str = "en",
    themes: tuple[str, ...] | None = None,
    **changes: object,
) -> Participation:
    """Return somebody of an earlier round: reasons with a position, or an answer that people coded with themes."""
    said = Revision(1, BEGINS, (Piece(f"{name}/1", text),), language)
    part = Part.WHY if side else Part.ANSWER
    answer = Answer(f"S-{name}", "1" if side else "needs", part, (said,), version if side else "", coded=themes)
    stances = (Stance("1", version, side, BEGINS),) if side else ()
    whole = Participation(
        name, "first", language, BEGINS, consent=Consent("v", BEGINS), quoting=Quoting.VERBATIM, answers=(answer,),
        stances=stances,
    )  # fmt: skip
    return replace(whole, **changes)  # type: ignore[arg-type]


def first_round(*people: Participation) -> RoundRecord:
    return RoundRecord(Round("first", "FIRST", "partnerships", Kind.DRAFTS, opens=BEGINS), people)


def pool(of: Draft, consultation: Consultation, earlier: Sequence[RoundRecord]) -> Pool:
    """Return what may be shown on one draft."""
    return pools(consultation, earlier)[of.id, of.version]


def chosen(*people: Participation, reader: str = "reader", language: str = "en", of: Draft = FUND) -> list[str]:
    """Return whose statements are chosen."""
    found = choose(pool(of, CONSULTATION, [first_round(*people)]), respondent=reader, language=language)
    return [one.respondent for one in found]


LONG = "word " * 20
SAID_OF_MONEY = (
    ("a", "A grant for every one of us here"),
    ("b", "A budget for one coordinator in each town"),
)


class TestTheRule:
    def test_as_many_for_as_against_and_two_of_each_at_most(self) -> None:
        supporting = [person(f"a{number}", LONG, Side.SUPPORT) for number in range(5)]
        assert chosen(*supporting, person("b", LONG, Side.OPPOSE)) == ["a0", "b"]
        opposing = [person(f"b{number}", LONG, Side.OPPOSE) for number in range(3)]
        assert chosen(*supporting, *opposing) == ["a0", "a1", "b0", "b1"]
        assert SEVERAL == 2

    def test_research_has_its_own_sides(self) -> None:
        assert chosen(person("a", LONG, Side.STUDY), person("b", LONG, Side.NOT_NOW)) == ["a", "b"]

    @pytest.mark.parametrize("side", [Side.CHANGES, Side.NONE])
    def test_changes_and_no_position_are_on_neither_side(self, side: Side) -> None:
        assert chosen(person("a", LONG, side), person("b", LONG, Side.OPPOSE), person("c", LONG, side)) == []

    @pytest.mark.parametrize(
        "changes",
        [
            {"quoting": Quoting.PARAPHRASE},
            {"quoting": Quoting.NONE},
            {"quoting": None},
            {"on_record": False},
            {"consent": None},
            {"consent": Consent("v", BEGINS, withdrawn=BEGINS)},
            {"stances": ()},
        ],
    )
    def test_only_what_may_be_quoted_and_stands(self, changes: dict[str, object]) -> None:
        against = person("b", LONG, Side.OPPOSE)
        assert chosen(person("a", LONG, Side.SUPPORT), against) == ["a", "b"]
        assert chosen(replace(person("a", LONG, Side.SUPPORT), **changes), against) == []  # type: ignore[arg-type]

    @pytest.mark.parametrize("changes", [{"withdrawn": BEGINS}, {"aside": "abuse"}, {"part": Part.MISSING}])
    def test_only_reasons_that_stand(self, changes: dict[str, object]) -> None:
        against, pro = person("b", LONG, Side.OPPOSE), person("a", LONG, Side.SUPPORT)
        gone = replace(pro, answers=tuple(replace(one, **changes) for one in pro.answers))  # type: ignore[arg-type]
        assert chosen(gone, against) == []

    def test_lengths_that_read_well_come_first_then_ids(self) -> None:
        pro = [
            person("a-short", "Yes, please.", Side.SUPPORT),
            person("b-long", LONG * 5, Side.SUPPORT),
            person("d-right", LONG, Side.SUPPORT),
            person("c-right", LONG, Side.SUPPORT),
        ]
        con = [person(f"z{number}", LONG, Side.OPPOSE) for number in range(2)]
        assert chosen(*pro, *con) == ["c-right", "d-right", "z0", "z1"]
        assert chosen(*pro[:2], *con) == ["b-long", "a-short", "z0", "z1"]

    def test_nobody_is_shown_their_own_words(self) -> None:
        people = [person("a", LONG, Side.SUPPORT), person("b", LONG, Side.OPPOSE), person("c", LONG, Side.OPPOSE)]
        assert chosen(*people, reader="b") == ["a", "c"]
        assert chosen(*people, reader="a") == []

    def test_nobody_speaks_for_both_sides(self) -> None:
        earlier, later = person("a", LONG, Side.SUPPORT), person("a", LONG, Side.OPPOSE, version="2019-09b")
        newer = replace(FUND, version="2019-10")
        consultation = replace(CONSULTATION, drafts=(FUND, replace(FUND, version="2019-09b"), newer))
        found = pool(newer, consultation, [first_round(earlier), first_round(later)])
        assert {one.leaning for one in found.candidates} == {"for", "against"}
        assert choose(found, respondent="reader", language="en") == ()

    def test_the_readers_language_where_both_sides_have_it(self) -> None:
        people = [
            person("a", LONG, Side.SUPPORT),
            person("b", LONG, Side.SUPPORT, language="fr"),
            person("c", LONG, Side.OPPOSE),
            person("d", LONG, Side.OPPOSE, language="fr"),
        ]
        assert chosen(*people, language="fr") == ["b", "d"]
        assert chosen(*people, language="en") == ["a", "c"]
        assert chosen(*people[:3], language="fr") == ["a", "c"]

    def test_what_a_draft_comes_from_counts_whatever_its_number(self) -> None:
        merged = replace(
            draft("7", "One fund"), version="2019-11", lineage=Lineage("merged", ("2019-09/1", "2019-09/2"))
        )
        consultation = replace(CONSULTATION, drafts=(*CONSULTATION.drafts, merged))
        record = first_round(person("a", LONG, Side.SUPPORT), person("b", LONG, Side.OPPOSE))
        found = choose(pool(merged, consultation, [record]), respondent="reader", language="en")
        assert [one.respondent for one in found] == ["a", "b"]
        other = replace(merged, lineage=Lineage("new"))
        consultation = replace(CONSULTATION, drafts=(*CONSULTATION.drafts, other))
        assert pool(other, consultation, [record]).candidates == ()

    def test_of_many_only_some_are_remembered(self) -> None:
        sides = (Side.SUPPORT, Side.OPPOSE)
        people = [person(f"{side}{number}", LONG, side) for side in sides for number in range(3 * KEPT)]
        assert len(pool(FUND, CONSULTATION, [first_round(*people)]).candidates) == 2 * KEPT


class TestWhereNoSidesWereTaken:
    themes = tuple(replace(theme, bears_on=("1",)) if theme.id == "money" else theme for theme in CODEBOOK.themes)
    consultation = replace(CONSULTATION, codebook=Codebook(1, themes))

    def chosen(self, *people: Participation, reader: str = "reader", language: str = "en") -> list[str]:
        found = pool(FUND, self.consultation, [first_round(*people)])
        assert found.basis is Basis.THEMES
        return [one.respondent for one in choose(found, respondent=reader, language=language)]

    def test_the_two_that_differ_most_by_themes_on_the_drafts_themes(self) -> None:
        people = [
            person("a", LONG, themes=("money",)),
            person("b", LONG, themes=("money", "tools")),
            person("c", LONG, themes=("money", "tools", "people")),
            person("d", LONG, themes=("tools", "people")),
        ]
        assert self.chosen(*people) == ["a", "c"]
        assert self.chosen(*people, reader="c") == ["a", "b"]

    def test_the_same_themes_are_no_opposition(self) -> None:
        assert self.chosen(person("a", LONG, themes=("money",)), person("b", LONG, themes=("money",))) == []

    def test_two_statements_of_one_person_are_no_opposition(self) -> None:
        both = person("a", LONG, themes=("money",))
        other = replace(both.answers[0], id="S-other", coded=("money", "tools"))
        assert self.chosen(replace(both, answers=(*both.answers, other))) == []

    def test_sides_of_one_only_are_not_enough(self) -> None:
        people = [
            person("p", LONG, Side.SUPPORT),
            person("a", LONG, themes=("money",)),
            person("b", LONG, themes=("money", "people")),
        ]
        assert self.chosen(*people) == ["a", "b"]

    def test_without_a_persons_code_the_tags_count(self, installation: Installation) -> None:
        questions = installation.launch(name="first")
        for name, text in (
            ("a", "A grant for every one of us here"),
            ("b", "A budget for one coordinator in each town"),
        ):
            said = Respondent(installation, name)
            said.agrees(questions)
            said.answers("needs", text)
        (one, other) = installation.record(questions).participations
        allowed = [replace(each, quoting=Quoting.VERBATIM) for each in (one, other)]
        assert sorted(self.chosen(*allowed)) == sorted([one.respondent, other.respondent])

    def test_of_many_sets_of_themes_the_most_frequent_are_remembered(self) -> None:
        some = [
            person(f"p{n}-{m}", LONG, themes=("money", f"t{n}")) for n in range(2 * SETS) for m in range(n // 4 + 1)
        ]
        found = pool(FUND, self.consultation, [first_round(*some)])
        sets = {one.themes for one in found.candidates}
        assert len(sets) == SETS
        assert frozenset(("money", f"t{2 * SETS - 1}")) in sets
        assert frozenset(("money", "t0")) not in sets


def test_the_order_is_that_of_the_seed() -> None:
    found = pool(
        FUND, CONSULTATION, [first_round(person("a", LONG, Side.SUPPORT), person("b", LONG, Side.OPPOSE))]
    ).candidates
    for seed in ("ABCD", "EFGH", "IJKL"):
        expected = list(found)
        random.Random(seed).shuffle(expected)
        assert in_order(found, seed) == tuple(expected)
    assert len({in_order(found, str(seed)) for seed in range(20)}) == 2


# Asked for in chat


@pytest.fixture(params=["memory", "sqlite", "recent", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
    elif request.param == "postgres":
        with SqlStore.open(request.getfixturevalue("empty_postgres")) as made:
            yield made
    else:
        place: Place = request.getfixturevalue("place")
        with place.store() as made:
            yield RecentStore(made) if request.param == "recent" else made


class Two:
    """A round on drafts that is over, in which Pia was for and Otto against a fund, and one that is open."""

    def __init__(self, store: Store, *, words: dict[str, str] | None = None) -> None:
        self.store = store
        self.installation = Installation(lambda: nullcontext(store))
        self.first = self.installation.launch(Kind.DRAFTS, name="first")
        said = {"pia": PRO, "otto": CON} | (words or {})
        self.pia, self.otto = (Respondent(self.installation, name) for name in said)
        for who, side in ((self.pia, "Support"), (self.otto, "Oppose")):
            self.tells(who, side, said[who.name])
        self.installation.close(self.first)
        self.installation.later(timedelta(days=1))
        self.second = replace(self.first, id="second", code="SECOND", opens=self.installation.clock.time, closes=None)
        store.add_round(self.second)

    def tells(self, who: Respondent, side: str, text: str, quoting: str = "verbatim") -> None:
        who.agrees(self.first)
        who.presses("d:1")
        who.presses(side)
        who.says(text)
        who.goes(f"done skip /my go-on quote:{quoting} skip: skip: skip:")

    def reads(self, name: str = "rita", language: str = "en") -> Respondent:
        """Return somebody in the open round who has the draft before them."""
        reader = Respondent(self.installation, name, language)
        reader.agrees(self.second)
        reader.presses("d:1")
        return reader

    def others(self) -> Others:
        """Return what remembers what may be shown, as a process that goes on does."""
        return Others(self.store, lambda one: PrivateDataFinder(one.languages), self.installation.tokens)

    def statement(self, who: Respondent) -> Answer:
        found = who.found(self.first)
        assert found is not None
        return found.answers[-1]


@pytest.fixture
def two(store: Store) -> Two:
    return Two(store)


def quotes(reader: Respondent) -> dict[str, str]:
    """Return what was shown: texts by what stands above each."""
    lines = [line.text for reply in reader.replies for line in reply.lines]
    return {text: above for above, text in pairwise(lines) if text in (PRO, CON)}


def test_opposing_statements_are_shown_before_a_position(two: Two) -> None:
    rita = two.reads()
    rita.assert_hears(*ASKED)
    rita.assert_offered(
        "Support", "Support with changes", "Oppose", "No position", "What others said", "Full text", "Menu"
    )
    rita.presses("What others said")
    assert rita.hears[0] == TAKEN_SIDES
    assert quotes(rita) == {PRO: "For", CON: "Against"}
    assert tuple(rita.hears[5:]) == ASKED
    (kept,) = rita.kept.shown
    ids = {PRO: two.statement(two.pia).id, CON: two.statement(two.otto).id}
    order = [ids[text] for text in quotes(rita)]
    made = [ids[PRO], ids[CON]]
    random.Random(kept.seed).shuffle(made)
    assert order == made
    at = two.installation.clock.now()
    assert replace(kept, at=at) == Showing("1", "2019-09", kept.seed, tuple(order), Basis.STANCES, at)
    rita.presses("Oppose")
    (stance,) = rita.kept.stances
    assert stance.at >= kept.at


def test_their_own_data_has_what_they_were_shown(two: Two) -> None:
    rita = two.reads()
    rita.presses("What others said")
    (kept,) = rita.kept.shown
    rita.says("/export")
    attached = rita.replies[-1].attachment
    assert attached
    (told,) = json.loads(attached.content)["rounds"]
    (shown,) = told["shown_of_others"]
    assert shown == {
        "draft": "1",
        "version": "2019-09",
        "statements": list(kept.statements),
        "basis": "stances",
        "seed": kept.seed,
        "at": kept.at.isoformat(),
    }
    assert told["told_of_new_versions"] == []


def test_shown_again_they_come_in_the_same_order_and_are_kept_once(two: Two) -> None:
    rita = two.reads()
    rita.presses("What others said")
    before = rita.hears
    rita.presses("What others said")
    assert rita.hears == before
    rita.delivers_again()
    assert len(rita.kept.shown) == 1


def test_it_is_not_offered_after_a_position(two: Two) -> None:
    rita = two.reads()
    rita.presses("Support")
    assert "What others said" not in rita.offered
    rita.presses_old("others:1")
    assert rita.hears[0] == OUT_OF_PLACE
    assert rita.kept.shown == ()


def test_a_button_under_another_draft_shows_nothing_on_this_one(two: Two) -> None:
    rita = two.reads()
    rita.presses_old("others:2")
    assert rita.hears[0] == OUT_OF_PLACE


Withdrawing = Callable[[Two], object]


@pytest.mark.parametrize(
    "happens",
    [
        pytest.param(lambda two: two.otto.goes("/withdraw take-back:"), id="withdrawn"),
        pytest.param(lambda two: two.otto.goes("/withdraw take-back:side-1"), id="position withdrawn"),
        pytest.param(lambda two: two.otto.goes("/withdraw take-all-back"), id="all withdrawn"),
        pytest.param(lambda two: two.otto.goes("/forget erase"), id="erased"),
        pytest.param(lambda two: two.otto.goes("/my go-on quote:paraphrase"), id="not to be quoted any more"),
        pytest.param(lambda two: two.otto.edits(2, "Other words, and rather more of them."), id="edited"),
        pytest.param(lambda two: two.store.set_aside(two.statement(two.otto).id, "abuse"), id="set aside"),
    ],
)
def test_what_was_taken_back_is_not_shown_even_where_the_rest_is_remembered(two: Two, happens: Withdrawing) -> None:
    others = two.others()
    rita = two.reads().kept
    asked = (CONSULTATION.drafts[0], CONSULTATION, two.second, rita)
    shown = others.on(*asked, now=two.installation.clock.now())
    assert shown is not None
    assert {one.text for one in shown.said} == {PRO, CON}
    happens(two)
    assert others.on(*asked, now=two.installation.clock.now()) is None
    assert not others.any_on(*asked, now=two.installation.clock.now())


def test_another_stands_in_for_what_was_taken_back(store: Store) -> None:
    two = Two(store, words={})
    olga = Respondent(two.installation, "olga")
    store.change_round(store.round("first"), two.first)  # open once more
    two.tells(olga, "Oppose", "It would take a new office, and nobody would ever close that again.")
    two.installation.close(two.first)
    others = two.others()
    asked = (CONSULTATION.drafts[0], CONSULTATION, two.second, two.reads().kept)
    first = others.on(*asked, now=two.installation.clock.now())
    assert first is not None
    against = next(one for one in first.said if one.leaning == "against").text
    (two.otto if against == CON else olga).goes("/withdraw take-back:")
    second = others.on(*asked, now=two.installation.clock.now())
    assert second is not None
    assert against not in {one.text for one in second.said}
    assert len(second.said) == 2


def test_what_became_ones_own_by_a_link_is_not_shown_as_anothers(two: Two) -> None:
    others, rita = two.others(), two.reads()
    asked = (FUND, CONSULTATION, two.second)
    assert others.on(*asked, rita.kept, now=two.installation.clock.now()) is not None
    rita.says("/link")
    code = re.findall(r"/link (\w+)", " ".join(rita.hears))[0]
    two.pia.says(f"/link {code}")
    two.pia.presses("Bring it along")
    assert two.statement(two.pia).brought_by
    assert others.on(*asked, rita.kept, now=two.installation.clock.now()) is None


def test_private_data_is_masked_and_long_statements_are_exact_excerpts(store: Store) -> None:
    long = " ".join(f"Sentence number {number} says that it is worth the money." for number in range(20))
    two = Two(store, words={"pia": long, "otto": "Ask otto@example.org why a fund is spent by those who write well."})
    rita = two.reads()
    rita.presses("What others said")
    shown = [line for line in rita.hears if line.startswith(("Sentence", "Ask"))]
    assert "Ask […] why a fund is spent by those who write well." in shown
    (excerpt,) = [line for line in shown if line.startswith("Sentence")]
    assert excerpt in long
    assert len(excerpt) <= 280


def test_of_a_long_statement_on_the_themes_that_part_is_shown_which_raises_them() -> None:
    two = ThemesOnly("A word on nothing that matters here. " * 12 + "A grant for every one of us here.")
    rita = two.reads()
    rita.presses("others:1")
    assert [line for line in rita.hears if line.endswith("A grant for every one of us here.")]


def test_nothing_is_offered_where_there_is_nothing(store: Store) -> None:
    two = Two(store)
    rita = two.reads()
    rita.presses("Menu")
    rita.presses("d:2")
    assert "What others said" not in rita.offered
    rita.presses_old("others:2")
    assert rita.hears[0] == NOTHING
    assert rita.kept.shown == ()


def test_an_earlier_round_that_still_takes_answers_is_not_shown(store: Store) -> None:
    two = Two(store)
    store.change_round(store.round("first"), replace(two.first, closes=None))
    assert "What others said" not in two.reads().offered


def test_a_later_round_is_not_shown(store: Store) -> None:
    two = Two(store)
    store.change_round(store.round("first"), replace(store.round("first"), opens=two.second.opens + timedelta(hours=1)))
    assert "What others said" not in two.reads().offered


def test_what_is_remembered_is_worked_out_anew_after_a_while_and_when_a_draft_changes(two: Two) -> None:
    installation = two.installation
    others = two.others()
    rita = two.reads().kept
    otto = two.statement(two.otto).id
    two.store.set_aside(otto, "abuse")
    assert not others.any_on(FUND, CONSULTATION, two.second, rita, now=installation.clock.now())
    two.store.set_aside(otto, "")
    assert not others.any_on(FUND, CONSULTATION, two.second, rita, now=installation.clock.now())
    newer = replace(draft("1", "A fund for all", version="2019-10"), dated=date(2019, 10, 1))
    changed = replace(
        CONSULTATION, drafts=(*(replace(one, dated=date(2019, 9, 1)) for one in CONSULTATION.drafts), newer)
    )
    assert others.any_on(newer, changed, two.second, rita, now=installation.clock.now())
    installation.later(HOLDS)
    assert others.any_on(FUND, CONSULTATION, two.second, rita, now=installation.clock.now())


class ThemesOnly:
    """A round on questions that is over, in which two spoke of money, and one on drafts that is open."""

    def __init__(self, first: str = SAID_OF_MONEY[0][1], store: Store | None = None) -> None:
        kept = store or MemoryStore()
        self.installation = Installation(lambda: nullcontext(kept))
        themes = tuple(replace(one, bears_on=("1",)) if one.id == "money" else one for one in CODEBOOK.themes)
        self.installation.consultation = replace(CONSULTATION, codebook=Codebook(1, themes, "ffff"))
        asked = self.installation.launch(name="first")
        for name, text in zip("ab", (first, SAID_OF_MONEY[1][1]), strict=True):
            said = Respondent(self.installation, name)
            said.agrees(asked)
            said.answers("needs", text)
            said.goes("/my go-on quote:verbatim")
        self.installation.close(asked)
        self.installation.later(timedelta(days=1))
        now = self.installation.clock.time
        self.second = replace(asked, id="second", code="SECOND", kind=Kind.DRAFTS, opens=now, closes=None)
        kept.add_round(self.second)

    def reads(self, language: str = "en") -> Respondent:
        """Return somebody in the open round who has the draft before them."""
        reader = Respondent(self.installation, "rita", language)
        reader.agrees(self.second)
        reader.presses("d:1")
        return reader


def test_the_themes_stand_above_what_was_said_on_them(store: Store) -> None:
    rita = ThemesOnly(store=store).reads("fr")
    rita.presses("others:1")
    assert rita.hears[0] == f"{ON_THEMES} (fr)"
    shown = rita.hears[1:5]
    assert sorted(zip(shown[::2], shown[1::2], strict=True)) == [
        ("Money (fr) [en]", "A grant for every one of us here"),
        ("People (fr),  (fr)Money (fr) [en]", "A budget for one coordinator in each town"),
    ]
    assert rita.kept.shown[0].basis is Basis.THEMES
