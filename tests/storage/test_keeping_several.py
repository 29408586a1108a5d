"""What `Store.keep_all` does: as much as `keep` for each, at once, with no effect of one on another."""

from dataclasses import replace

from consultation.errors import Conflict, NotFound, PalabreError
from consultation.ports import Keeping, Recalled, Store
from consultation.records import Participation, Side
from storage.store import SqlStore
from tests.storage.conftest import statements, transactions
from tests.storage.samples import NOW, a_revision, a_round, a_stance, an_answer, kept, somebody, with_answers


def _keeping(before: Participation | None, after: Participation) -> Keeping:
    name = after.respondent
    return Keeping(before, after, identity=f"identity-of-{name}", delivery=f"of-{name}", at=NOW)


def test_each_is_kept_as_if_alone(opened: Store) -> None:
    ada = kept(opened, None, somebody("ada", answers=(an_answer("A1"), an_answer("A2")), stances=(a_stance(),)))
    eve = kept(opened, None, somebody("eve"))
    reworded = replace(ada.answers[0], revisions=(a_revision(), a_revision("Autrement.", number=2)), withdrawn=NOW)
    coded = replace(ada.answers[1], coded=("data",), aside="spam")
    changed = replace(
        ada,
        language="ar",
        answers=(reworded, coded, an_answer("A3")),
        stances=(a_stance(withdrawn=NOW), a_stance(Side.OPPOSE)),
    )
    elsewhere = somebody("eve", round="r2", stances=(a_stance(Side.CHANGES),))
    told = opened.keep_all(
        [
            _keeping(ada, changed),
            _keeping(None, somebody("bob", answers=(an_answer("B1"),))),
            _keeping(None, elsewhere),
            _keeping(None, somebody("a new one")),
        ]
    )
    assert told == (None, None, None, None)
    bob = somebody("bob", turn=1, answers=(an_answer("B1"),))
    new = somebody("a new one", turn=1)
    assert opened.record("r1").participations == (new, replace(changed, turn=2), bob, eve)
    assert opened.recall("identity-of-ada", "") == Recalled(
        replace(changed, turn=2), heard_before=False, respondent="ada"
    )
    assert opened.recall("identity-of-eve", "").participation == replace(elsewhere, turn=1)
    assert [opened.recall(f"identity-of-{name}", f"of-{name}").heard_before for name in ("ada", "bob", "eve")] == [
        True,
        True,
        True,
    ]


def test_one_that_fails_hinders_no_other(opened: Store) -> None:
    names = ("ada", "bob", "cid", "dan", "eve", "fay", "gus")
    people = {name: kept(opened, None, somebody(name, answers=(an_answer(name),))) for name in names}
    kept(opened, people["bob"], people["bob"])
    opened.erase("cid", at=NOW)
    keepings = [_keeping(whose, with_answers(whose, an_answer(f"{name}-2"))) for name, whose in people.items()]
    keepings[3] = _keeping(people["dan"], replace(people["dan"], answers=()))
    keepings[4] = _keeping(None, somebody("eve", round="r9"))
    keepings[5] = _keeping(people["fay"], with_answers(people["fay"], an_answer("new"), an_answer("gus")))
    told = opened.keep_all(keepings)
    kinds = [None, Conflict, Conflict, ValueError, NotFound, Conflict, None]
    assert [error and type(error) for error in told] == kinds
    assert [len(whose.answers) for whose in opened.record("r1").participations] == [2, 1, 1, 1, 1, 2]
    heard = [opened.recall("a stranger", one.delivery).heard_before for one in keepings]
    assert heard == [True, False, False, False, False, False, True]


def test_a_delivery_that_was_handled_fails_alone(opened: Store) -> None:
    kept(opened, None, somebody("ada"), delivery="of-bob")
    told = opened.keep_all([_keeping(None, somebody(name)) for name in ("bob", "eve")])
    assert [type(error) for error in told] == [Conflict, type(None)]
    assert [whose.respondent for whose in opened.record("r1").participations] == ["ada", "eve"]


def test_an_account_that_is_not_theirs_fails_alone(opened: Store) -> None:
    ada, bob = (kept(opened, None, somebody(name)) for name in ("ada", "bob"))
    stolen = replace(_keeping(ada, replace(ada, language="ar")), identity="identity-of-bob")
    other = replace(_keeping(None, somebody("eve")), identity="identity-of-ada")
    told = opened.keep_all([stolen, _keeping(bob, replace(bob, language="ar")), other])
    assert [type(error) for error in told] == [Conflict, type(None), Conflict]
    assert opened.record("r1").participations == (ada, replace(bob, language="ar", turn=2))


def test_of_several_of_one_person_only_what_follows_is_kept(opened: Store) -> None:
    first = kept(opened, None, somebody())
    both = [replace(_keeping(first, replace(first, language=of)), delivery=of) for of in ("ar", "en")]
    told = opened.keep_all(both)
    assert [type(error) for error in told] == [type(None), Conflict]
    assert opened.recall("identity-of-ada", "").participation == replace(first, language="ar", turn=2)


def test_none_at_all_are_kept(opened: Store) -> None:
    assert opened.keep_all([]) == ()


def test_what_each_changed_is_all_that_changes(opened: Store) -> None:
    ada, bob = (kept(opened, None, somebody(name, answers=(an_answer(name),))) for name in ("ada", "bob"))
    opened.set_aside("ada", "spam")
    opened.code([("bob", ["data"])])
    withdrawn = [replace(whose, answers=(replace(whose.answers[0], withdrawn=NOW),)) for whose in (ada, bob)]
    opened.keep_all([_keeping(ada, withdrawn[0]), _keeping(bob, withdrawn[1])])
    kept_answers = [answer for whose in opened.record("r1").participations for answer in whose.answers]
    assert [(answer.withdrawn, answer.aside, answer.coded) for answer in kept_answers] == [
        (NOW, "spam", None),
        (NOW, "", ("data",)),
    ]


def test_what_a_database_cannot_hold_fails_alone(sql_store: SqlStore) -> None:
    sql_store.add_round(a_round())
    naive = somebody("ada", began=NOW.replace(tzinfo=None))
    told = sql_store.keep_all([_keeping(None, whose) for whose in (naive, somebody("bob"))])
    assert [str(error)[:50] for error in told] == ["(builtins.ValueError) a time without a zone cannot", "None"]
    assert sql_store.record("r1").participations == (somebody("bob", turn=1),)


def test_a_database_that_does_not_answer_is_asked_once(sqlite: SqlStore) -> None:
    sqlite.add_round(a_round())
    with sqlite.database.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE deliveries RENAME TO elsewhere")
    with statements(sqlite) as sent:
        told = sqlite.keep_all([_keeping(None, somebody(name)) for name in ("ada", "bob", "eve")])
    assert [type(error) for error in told] == [PalabreError] * 3
    assert len(sent) == 1


def test_many_cost_as_many_statements_as_one(sql_store: SqlStore) -> None:
    sql_store.add_round(a_round())
    people = [kept(sql_store, None, somebody(f"p{number}")) for number in range(64)]
    keepings = [_keeping(whose, with_answers(whose, an_answer(whose.respondent))) for whose in people]
    with statements(sql_store) as sent:
        assert set(sql_store.keep_all(keepings)) == {None}
    # The delivery, the participation, answer, revision and tag, the identity.
    assert len(sent) == 6


def test_one_that_fails_among_many_is_found_in_few_transactions(sql_store: SqlStore) -> None:
    sql_store.add_round(a_round())
    keepings = [_keeping(None, somebody(f"p{number:02}")) for number in range(64)]
    keepings[40] = replace(keepings[40], after=somebody("p40", round="r9"))
    with transactions(sql_store) as begun:
        told = sql_store.keep_all(keepings)
    assert [number for number, error in enumerate(told) if error] == [40]
    assert len(begun) == 1 + 2 * 6
