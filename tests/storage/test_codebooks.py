"""Committed codebooks and answers that were tagged anew: one contract for all stores."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from consultation.codebook import Codebook, Tag, Theme
from consultation.codebooks.recoding import Fate, Recoding
from consultation.editions import Edition
from consultation.errors import Conflict, NotFound
from consultation.ports import Commit, Store
from consultation.records import Act, Participation
from storage.codebook_json import from_json, to_json
from storage.store import SqlStore
from tests.storage.samples import NOW, a_revision, an_answer, kept, somebody
from tests.storage.test_round_trip import any_of

MONEY = Theme("money", {"fr": "Argent"}, {}, {"fr": ("sou", "été")}, {"fr": {"sou": ("x",)}}, {}, ("1",), ("funding",))
FIRST = Codebook(1, (replace(MONEY, id="funding", was=()),), "c0ffee")
SECOND = Codebook(2, (MONEY,), "facade")
ACT = Act(NOW, "command line", "commit codebook", "partnerships")


def recoded(before: Participation) -> Participation:
    (answer,) = before.answers
    revision = a_revision(number=2, tags=(Tag("money", "reviewer"),), refused=(), codebook="facade")
    after = replace(answer, revisions=(*answer.revisions, revision), coded=("money",))
    return replace(before, answers=(after,))


def commit(*whose: Participation, codebooks: tuple[Codebook, ...] = (FIRST, SECOND)) -> Commit:
    codes = tuple(
        Recoding(answer.id, 2, "coded", "funding", fate, onto)
        for one in whose
        for answer in one.answers
        for fate, onto in ((Fate.CARRIED, ("money",)), (Fate.RETIRED, ()))
    )
    return Commit("partnerships", codebooks, tuple((one, recoded(one)) for one in whose), codes, ACT)


def ada(store: Store) -> Participation:
    return kept(store, None, somebody("ada", answers=(an_answer("A1", coded=("funding",)),)))


def test_everything_is_kept_at_once(opened: Store) -> None:
    before = ada(opened)
    opened.add_edition(Edition("r1", 1, NOW, {"A1": 1}))
    assert opened.codebooks("partnerships") == ()
    made = commit(before)
    opened.commit_codebook(made)
    assert opened.codebooks("partnerships") == (FIRST, SECOND)
    assert opened.codebooks("another") == ()
    assert opened.record("r1").participations == (replace(recoded(before), turn=before.turn + 1),)
    assert opened.recodings("r1") == made.codes
    assert opened.recodings("r2") == ()
    assert opened.acts() == (ACT,)
    assert opened.editions("r1")[0].pins == {"A1": 1}


def test_the_words_and_tags_that_an_edition_pinned_are_as_they_were(opened: Store) -> None:
    before = ada(opened)
    opened.commit_codebook(commit(before))
    (after,) = opened.record("r1").participations
    assert after.answers[0].revisions[0] == before.answers[0].revisions[0]


def test_a_conversation_that_went_on_undoes_all_of_it(opened: Store) -> None:
    bob = kept(opened, None, somebody("bob", answers=(an_answer("B1"),)))
    before = ada(opened)
    went_on = kept(opened, before, before)
    with pytest.raises(Conflict):
        opened.commit_codebook(commit(bob, before))
    assert opened.record("r1").participations == (went_on, bob)
    assert (opened.codebooks("partnerships"), opened.recodings("r1"), opened.acts()) == ((), (), ())


def test_who_loaded_what_was_before_loads_again(opened: Store) -> None:
    before = ada(opened)
    assert opened.recall("identity-of-ada", "").participation == before
    opened.commit_codebook(commit(before))
    assert opened.recall("identity-of-ada", "").participation == replace(recoded(before), turn=before.turn + 1)
    with pytest.raises(Conflict):
        kept(opened, before, before)


def test_the_same_version_is_kept_once_and_another_of_its_number_never(opened: Store) -> None:
    opened.commit_codebook(commit())
    opened.commit_codebook(commit())
    third = Codebook(3, (), "3")
    opened.commit_codebook(commit(codebooks=(SECOND, third)))
    assert opened.codebooks("partnerships") == (FIRST, SECOND, third)
    for others in ((SECOND, replace(third, fingerprint="else")), (Codebook(0, ()), FIRST)):
        with pytest.raises(Conflict):
            opened.commit_codebook(commit(codebooks=others))
    assert opened.codebooks("partnerships") == (FIRST, SECOND, third)


def test_what_became_of_the_codes_of_the_erased_is_forgotten(opened: Store) -> None:
    opened.commit_codebook(commit(ada(opened)))
    opened.erase("ada", at=NOW)
    assert opened.recodings("r1") == ()


def test_an_unknown_round_is_not_found(opened: Store) -> None:
    with pytest.raises(NotFound):
        opened.recodings("none")


def test_another_process_sees_it(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'palabre.db'}"
    with SqlStore.open(url) as one, SqlStore.open(url) as other:
        one.commit_codebook(commit())
        assert other.codebooks("partnerships") == (FIRST, SECOND)


@given(any_of(Codebook))
def test_whatever_a_codebook_holds_comes_back(codebook: Codebook) -> None:
    assert from_json(json.loads(json.dumps(to_json(codebook)))) == codebook
