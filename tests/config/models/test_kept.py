"""Models of a consultation: learnt, numbered, used where they fit, gone back from, and removed with whom they hold."""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from config.models.kept import ERASED, KEPT, Card, Shelf, shelf_of, with_models
from config.models.listing import learnt_lines, models_json, models_table
from config.models.rolling_back import roll_back
from config.models.taggers import Taggers
from config.models.teaching import Learnt, learn_model
from config.settings import Settings
from config.time_and_chance import SteppedClock
from config.wiring import Deployment
from consultation.checking.quality import ModelQuality
from consultation.codebook import Codebook, Tagged
from consultation.errors import NotAllowed, NotFound
from storage.memory import MemoryStore
from storage.memory_codings import MemoryCodings
from tests.reports.snapshots import OPENED, QUESTIONS, person, said, town

TOWN = town()
SPOKEN = {
    "funding": ("the cheque came late", "our treasurer waits"),
    "equity": ("elders were never asked", "no dialect"),
}
ENDS = ("in town", "last year", "as always", "says my group", "once more", "since then")
NEWS = "Our treasurer waits for a cheque."


def card(number: int, *, before: int = 0, codebook: str = TOWN.codebook.fingerprint, gone: str = "") -> Card:
    return Card(
        number, "2026", codebook, 9, {"by hand": 8}, 0.5, 0.4, before, 0.3, 0.2, ("A",), ("respondent-a",), gone
    )


def shelved(shelf: Shelf, *cards: Card) -> Shelf:
    """Return a shelf with these models on it, the last in use; none of them is one that tags."""
    for one in cards:
        shelf.add(one, Path.mkdir)
        shelf.use(one.number)
    return shelf


@pytest.fixture
def house(tmp_path: Path) -> Deployment:
    """Give a round in which people said 24 things that no cue finds, and somebody coded each by hand."""
    store = MemoryStore()
    store.add_round(QUESTIONS.round)
    every = [(theme, f"{words} {end}") for theme, spoken in SPOKEN.items() for words in spoken for end in ENDS]
    for n, (theme, text) in enumerate(every):
        whose = replace(person(f"p{n}", said(text, coded=(theme,))), round="R1")
        store.keep(None, whose, identity=f"i{n}", delivery="", at=OPENED)
    return Deployment(
        Settings(home=tmp_path),
        clock=SteppedClock(OPENED),
        _store=store,
        _codings=MemoryCodings(store),
        _loaded={"town": TOWN},
    )


def learn(house: Deployment) -> Learnt:
    return learn_model(house, "town", lambda *_: None)


def heard(house: Deployment, text: str = NEWS) -> Tagged:
    return house.tagger(TOWN).tag(text, spoken="en")


def themes(tagged: Tagged) -> list[tuple[str, str]]:
    return [(tag.theme, tag.source) for tag in tagged.tags]


def log_of(house: Deployment) -> list[tuple[str, str, str]]:
    return [(act.verb, act.subject, act.note.partition(": F1")[0]) for act in house.store.acts()]


def test_what_is_learnt_is_heard_at_once_and_one_can_go_back(house: Deployment) -> None:
    assert themes(heard(house)) == []
    done = learn(house)
    assert (done.better, done.card.number, done.card.before, done.elsewhere) == (True, 1, 0, 0)
    assert themes(heard(house)) == [("funding", "model")]
    assert next(iter(learnt_lines(done))) == "24 examples in 24 of 24 answers: 24 by hand"

    again = learn(house)
    assert (again.better, again.card.before) == (False, 1)
    assert "not better by 0.01: nothing changes, model 1 stays in use" in learnt_lines(again)
    assert [path.name for path in sorted(house.shelf("town").folder.iterdir())] == ["1", "1.json", "current"]

    assert roll_back(house, "town") == 0
    assert themes(heard(house)) == []
    assert roll_back(house, "town", 1) == 1
    assert themes(heard(house)) == [("funding", "model")]
    assert log_of(house) == [
        ("learn model", "town", "model 1 in place of cues alone"),
        ("learn model", "town", "model 1 stays"),
        ("roll back model", "town", "cues alone in place of model 1"),
        ("roll back model", "town", "model 1 in place of cues alone"),
    ]


def test_an_interview_hears_by_what_is_in_use_when_words_come_and_presses_make_nobody_look(
    house: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    (launched, *_) = house.store.rounds()
    looked: list[int] = []
    in_use = Shelf.in_use

    def noted(shelf: Shelf) -> int:
        looked.append(in_use(shelf))
        return looked[-1]

    monkeypatch.setattr(Shelf, "in_use", noted)
    material = house.material(launched)
    assert looked == []
    assert themes(material.tagger.tag(NEWS, spoken="en")) == []
    learn(house)
    assert themes(material.tagger.tag(NEWS, spoken="en")) == [("funding", "model")]


def test_whoever_is_erased_takes_the_models_along_that_read_their_words(
    house: Deployment, caplog: pytest.LogCaptureFixture
) -> None:
    learn(house)
    assert house.store.erase("respondent-p3", at=OPENED)
    other = replace(house, _taggers=Taggers())  # a process that starts now
    assert themes(heard(other)) == []
    (kept,) = house.shelf("town").cards()
    assert (kept.gone, kept.coded, kept.respondents) == (ERASED, (), ())
    assert "respondent" not in (house.shelf("town").folder / "1.json").read_text(encoding="utf-8").replace(
        '"respondents"', ""
    )
    assert not house.shelf("town").pipeline(1).exists()
    assert log_of(house)[-1] == ("remove model", "town", f"model 1: {ERASED}")
    assert [record.message for record in caplog.records] == [
        f"town: model 1: {ERASED}; palabre model learn makes another"
    ]
    assert (learn(house).card.number, learn(house).card.before) == (2, 2)
    assert len(house.shelf("town").cards()[1].respondents) == 23
    assert house.store.erase("respondent-p4", at=OPENED)
    assert learn(house).card.before == 0


def test_whoever_is_erased_while_a_model_is_learnt_is_in_none(house: Deployment) -> None:
    def meanwhile(_: str, done: int, __: int) -> None:
        if done == 2:
            house.store.erase("respondent-p3", at=OPENED)

    assert learn_model(house, "town", meanwhile).better
    assert [(one.number, one.gone) for one in house.shelf("town").cards()] == [(1, ERASED)]
    assert house.shelf("town").in_use() == 0


def test_a_process_that_serves_takes_up_another_model_at_the_next_words(house: Deployment) -> None:
    shelved(house.shelf("town"), card(1))
    assert themes(heard(house)) == []
    learn(house)
    assert themes(heard(house)) == [("funding", "model")]


def test_a_process_that_serves_looks_for_the_erased_now_and_then(
    house: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelved(house.shelf("town"), card(1))
    asked: list[str] = []
    monkeypatch.setattr(house, "sweep", asked.append)
    for now, so_far in ((0.0, 1), (599.0, 1), (600.0, 2)):
        monkeypatch.setattr("time.monotonic", lambda now=now: now)
        house.tagger(TOWN)
        assert len(asked) == so_far


def test_a_model_for_another_codebook_is_not_used_which_is_said_once(
    house: Deployment, caplog: pytest.LogCaptureFixture
) -> None:
    shelved(house.shelf("town"), card(1, codebook="ba9876543210"))
    heard(house)
    heard(house)
    assert [record.message for record in caplog.records] == [
        "model 1 of town was learnt for another codebook: cues alone tag until the next palabre model learn"
    ]
    assert house.shelf("town").card_in_use(TOWN.codebook.fingerprint) is None


def test_a_damaged_model_leaves_cues_alone_and_loses_nobodys_words(
    house: Deployment, caplog: pytest.LogCaptureFixture
) -> None:
    shelved(house.shelf("town"), card(1))
    with caplog.at_level(logging.WARNING):
        assert themes(heard(house, "Funding!")) == [("funding", "label")]
    assert "cues alone tag until then" in caplog.text


def test_few_coded_answers_are_too_few_to_tell(house: Deployment) -> None:
    for n in range(15):
        house.store.erase(f"respondent-p{n}", at=OPENED)
    with pytest.raises(NotAllowed, match=r"people have coded 9 answers of town .* a model needs 10"):
        learn(house)
    assert not house.shelf("town").folder.exists()


def test_going_back_passes_over_what_cannot_be_used(house: Deployment) -> None:
    with pytest.raises(NotAllowed, match="cues alone are in use"):
        roll_back(house, "town")
    cards = card(1), card(2, before=1), card(3, before=2, codebook="ba9876543210"), card(4, before=3)
    shelf = shelved(house.shelf("town"), *cards)
    shelf.remove(shelf.cards()[1], "it was old")
    assert roll_back(house, "town") == 1
    for to, error, why in (
        (2, NotAllowed, "it was old"),
        (3, NotAllowed, "another codebook"),
        (9, NotFound, "no model 9"),
    ):
        with pytest.raises(error, match=why):
            roll_back(house, "town", to)
    assert shelf.in_use() == 1


def test_the_newest_are_kept_and_the_one_in_use_and_no_number_comes_twice(tmp_path: Path) -> None:
    shelf = shelved(shelf_of(tmp_path, "town"), *(card(n) for n in range(1, KEPT + 4)))
    shelf.use(1)
    assert [one.number for one in shelf.prune()] == [2, 3]
    assert [one.number for one in shelf.cards() if not one.gone] == [1, *range(4, KEPT + 4)]
    shelf.remove(shelf.cards()[-1], ERASED)
    assert shelf.free() == KEPT + 4
    assert with_models(tmp_path) == ("town",)
    assert models_table(shelf).splitlines()[1].startswith("* 1  2026  F1 0.50 overall, 0.40 by theme; 8 by hand")


def test_a_list_tells_nobodys_pseudonym(tmp_path: Path) -> None:
    shelf = shelved(shelf_of(tmp_path, "town"), card(1))
    told = json.dumps(models_json(shelf))
    assert (json.loads(told)["in_use"], "respondent" in told, '"A"' in told) == (1, False, False)
    assert shelf.folder.joinpath("1.json").stat().st_mode & 0o077 == 0


def test_a_model_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    shelf = shelved(shelf_of(tmp_path, "town"), card(1))

    def full(folder: Path) -> Iterator[None]:
        folder.mkdir()
        raise OSError("no space left on device")

    with pytest.raises(OSError, match="no space"):
        shelf.add(card(2, before=1), full)
    assert sorted(path.name for path in shelf.folder.iterdir()) == ["1", "1.json", "current"]


def test_a_new_codebook_gets_cues_although_the_old_one_has_a_model(house: Deployment) -> None:
    learn(house)
    new = replace(TOWN, codebook=Codebook(8, TOWN.codebook.themes, "ba9876543210"))
    fresh = replace(house, _taggers=Taggers())
    for _ in range(2):
        assert fresh.tagger(new).tag(NEWS, spoken="en").tags == ()
        assert themes(heard(fresh)) == [("funding", "model")]


def test_a_snapshot_has_the_model_that_is_in_use(house: Deployment) -> None:
    assert house.snapshot(["R1"]).model is None
    shelved(house.shelf("town"), card(1))
    assert house.snapshot(["R1"]).model == ModelQuality(1, 8, 0.5, 0.4)
