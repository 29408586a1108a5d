"""What everything that keeps samples and codings does, sentence by sentence of `consultation.ports.Codings`."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import pytest

from consultation.checking.coding import Coding, Drawn, Sample, Showing
from consultation.errors import Conflict, NotFound
from consultation.joining import Bringing
from consultation.ports import Codings, Store
from consultation.records import Participation
from storage.codings import SqlCodings
from storage.memory import MemoryStore
from storage.memory_codings import MemoryCodings
from storage.store import SqlStore
from tests.storage.conftest import POSTGRES
from tests.storage.samples import HOUR, NOW, a_revision, a_round, an_answer, kept, somebody

BLIND, SHOWN = Showing.BLIND, Showing.SHOWN
SAMPLE = Sample(
    round="r1",
    number=1,
    drawn=NOW,
    seed=2**40,
    codebook="c0ffee",
    population=9,
    answers=(
        Drawn("B1", 1, BLIND, 4 / 3, ()),
        Drawn("A1", 1, BLIND, 0.1 + 0.2, ("funding", "tools")),
        Drawn("A2", 1, SHOWN, 1.0, ("équité",)),
    ),
)


class Shelf(NamedTuple):
    """A store with what is coded in it; Ada and Bob have answered there."""

    store: Store
    codings: Codings
    ada: Participation


@pytest.fixture(params=["memory", "sqlite", POSTGRES])
def shelf(request: pytest.FixtureRequest) -> Shelf:
    store: MemoryStore | SqlStore = (
        MemoryStore() if request.param == "memory" else request.getfixturevalue(request.param)
    )
    for name in ("r1", "r2"):
        store.add_round(a_round(name))
    ada = kept(store, None, somebody("ada", answers=(an_answer("A1", "Words of Ada."), an_answer("A2"))))
    kept(store, None, somebody("bob", answers=(an_answer("B1", "Words of Bob."),)))
    codings = MemoryCodings(store) if isinstance(store, MemoryStore) else SqlCodings(store.database)
    return Shelf(store, codings, ada)


@pytest.fixture
def drawn(shelf: Shelf) -> Shelf:
    shelf.codings.add_sample(SAMPLE)
    return shelf


def by(coder: str, answer: str, *themes: str, **changes: object) -> Coding:
    one = next(one for one in SAMPLE.answers if one.answer == answer)
    made = Coding(answer, one.revision, one.showing, coder, themes, "c0ffee", NOW)
    return replace(made, **changes)  # type: ignore[arg-type]


class TestSamples:
    def test_a_sample_comes_back_as_it_was_kept(self, drawn: Shelf) -> None:
        assert drawn.codings.samples("r1") == (SAMPLE,)
        assert drawn.codings.samples("r2") == drawn.codings.samples("nowhere") == ()

    def test_samples_come_by_number(self, drawn: Shelf) -> None:
        second, tenth = replace(SAMPLE, number=2, answers=SAMPLE.answers[:1]), replace(SAMPLE, number=10)
        drawn.codings.add_sample(tenth)
        drawn.codings.add_sample(second)
        assert drawn.codings.samples("r1") == (SAMPLE, second, tenth)

    def test_one_in_which_nobody_has_coded_is_replaced(self, drawn: Shelf) -> None:
        other = replace(SAMPLE, seed=8, answers=SAMPLE.answers[1:])
        drawn.codings.add_sample(other)
        assert drawn.codings.samples("r1") == (other,)

    def test_one_in_which_somebody_has_is_not(self, drawn: Shelf) -> None:
        drawn.codings.keep_codings("r1", 1, [by("ana", "A1")])
        with pytest.raises(Conflict, match="sample 1 of r1 has been coded in already"):
            drawn.codings.add_sample(replace(SAMPLE, seed=8))
        assert drawn.codings.samples("r1") == (SAMPLE,)
        assert drawn.codings.codings("r1", 1) == (by("ana", "A1"),)

    def test_one_with_an_answer_that_is_gone_is_not_kept(self, shelf: Shelf) -> None:
        shelf.store.erase("bob", at=NOW)
        with pytest.raises(Conflict):
            shelf.codings.add_sample(SAMPLE)
        unknown = replace(SAMPLE, answers=(replace(SAMPLE.answers[1], revision=2),))
        with pytest.raises(Conflict):
            shelf.codings.add_sample(unknown)
        assert shelf.codings.samples("r1") == ()

    def test_one_of_no_round_is_not_found(self, shelf: Shelf) -> None:
        with pytest.raises(NotFound, match="no round r9"):
            shelf.codings.add_sample(replace(SAMPLE, round="r9"))


class TestCodings:
    def test_codings_come_by_coder_in_the_order_of_the_sample(self, drawn: Shelf) -> None:
        made = (by("Zoé", "A1", "funding"), by("ana", "A2"), by("ana", "A1", "tools", "équité"), by("ana", "B1"))
        drawn.codings.keep_codings("r1", 1, made)
        assert drawn.codings.codings("r1", 1) == (made[0], made[3], made[2], made[1])
        assert drawn.codings.codings("r1", 2) == drawn.codings.codings("r2", 1) == ()

    def test_a_later_one_stands_in_the_place_of_the_earlier(self, drawn: Shelf) -> None:
        drawn.codings.keep_codings("r1", 1, [by("ana", "A1", "tools"), by("bo", "A1", "tools")])
        changed = by("ana", "A1", "funding", at=NOW + HOUR, codebook="beef")
        drawn.codings.keep_codings("r1", 1, [changed])
        assert drawn.codings.codings("r1", 1) == (changed, by("bo", "A1", "tools"))

    @pytest.mark.parametrize(
        "wrong", [replace(by("ana", "A2"), answer="Z9"), by("ana", "A2", showing=BLIND), by("ana", "A2", revision=2)]
    )
    def test_what_is_not_in_the_sample_so_is_not_found_and_nothing_is_kept(self, drawn: Shelf, wrong: Coding) -> None:
        with pytest.raises(NotFound, match=f"sample 1 of r1 has no answer {wrong.answer}"):
            drawn.codings.keep_codings("r1", 1, [by("ana", "A1"), wrong])
        with pytest.raises(NotFound):
            drawn.codings.keep_codings("r1", 2, [by("ana", "A1")])
        assert drawn.codings.codings("r1", 1) == ()

    def test_a_third_coder_is_a_conflict_and_nothing_is_kept(self, drawn: Shelf) -> None:
        drawn.codings.keep_codings("r1", 1, [by("ana", "A1"), by("bo", "A2")])
        with pytest.raises(Conflict, match="sample 1 of r1 has its 2 coders already"):
            drawn.codings.keep_codings("r1", 1, [by("ana", "B1"), by("chen", "A1")])
        assert drawn.codings.codings("r1", 1) == (by("ana", "A1"), by("bo", "A2"))
        drawn.codings.add_sample(replace(SAMPLE, number=2))
        drawn.codings.keep_codings("r1", 2, [by("chen", "A1")])


def withdraw(shelf: Shelf) -> None:
    answers = tuple(replace(one, withdrawn=NOW) if one.id == "A1" else one for one in shelf.ada.answers)
    kept(shelf.store, shelf.ada, replace(shelf.ada, answers=answers))


def set_aside(shelf: Shelf) -> None:
    shelf.store.set_aside("A1", "spam")


def reword(shelf: Shelf) -> None:
    first, second = shelf.ada.answers
    reworded = replace(first, revisions=(*first.revisions, a_revision("Other words.", number=2)))
    kept(shelf.store, shelf.ada, replace(shelf.ada, answers=(reworded, second)))


class TestWhatIsCoded:
    def test_revisions_come_with_who_coded_them_and_how(self, drawn: Shelf) -> None:
        made = [by("ana", "A1", "tools"), by("ana", "A2"), by("bo", "A1", "funding")]
        drawn.codings.keep_codings("r1", 1, made)
        drawn.codings.add_sample(replace(SAMPLE, number=2))
        drawn.codings.keep_codings("r1", 2, [by("chen", "B1", "funding")])
        found = drawn.codings.coded("r1")
        assert [(one.answer, one.revision.text, one.coding) for one in found] == [
            ("A1", "Words of Ada.", made[0]),
            ("A1", "Words of Ada.", made[2]),
            ("A2", "Il faut une subvention.", made[1]),
            ("B1", "Words of Bob.", by("chen", "B1", "funding")),
        ]
        assert [one.coding.showing for one in found] == [BLIND, BLIND, SHOWN, BLIND]
        assert drawn.codings.coded("r2") == ()

    @pytest.mark.parametrize("happens", [withdraw, set_aside, reword])
    def test_what_does_not_stand_any_more_is_left_out(self, drawn: Shelf, happens: Callable[[Shelf], None]) -> None:
        drawn.codings.keep_codings("r1", 1, [by("ana", "A1", "tools"), by("ana", "A2")])
        happens(drawn)
        assert [one.answer for one in drawn.codings.coded("r1")] == ["A2"]

    def test_what_was_erased_is_in_no_sample_and_no_coding(self, drawn: Shelf) -> None:
        drawn.codings.keep_codings("r1", 1, [by("ana", "A1", "tools"), by("ana", "B1"), by("bo", "A1")])
        drawn.store.erase("ada", at=NOW)
        assert [one.answer for one in drawn.codings.samples("r1")[0].answers] == ["B1"]
        assert drawn.codings.codings("r1", 1) == (by("ana", "B1"),)
        assert [one.answer for one in drawn.codings.coded("r1")] == ["B1"]
        with pytest.raises(NotFound):
            drawn.codings.keep_codings("r1", 1, [by("ana", "A1")])

    def test_who_is_linked_keeps_what_was_coded_and_who_left_it_out_does_not_count(self, drawn: Shelf) -> None:
        drawn.codings.keep_codings("r1", 1, [by("ana", "A1"), by("ana", "B1")])
        drawn.store.open_link("ada", "SECRET", until=NOW)
        drawn.store.link("identity-of-bob", "SECRET", at=NOW, bringing=Bringing.OWN)
        assert [one.answer for one in drawn.codings.coded("r1")] == ["B1", "A1"]
        drawn.store.unlink("identity-of-bob", at=NOW)
        drawn.store.open_link("ada", "ANOTHER", until=NOW)
        drawn.store.link("identity-of-bob", "ANOTHER", at=NOW, bringing=Bringing.NOTHING)
        assert [one.answer for one in drawn.codings.coded("r1")] == ["A1"]
