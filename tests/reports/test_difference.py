"""What an edition uses of a snapshot, what it tells in numbers, and what changed since the one it supersedes."""

from dataclasses import replace
from pathlib import Path

import pytest

from consultation.editions import Cause, Earlier, Edition, Superseded
from consultation.pinning import pinned
from consultation.records import Snapshot
from reports.difference import Change, Difference, difference
from reports.difference_text import MOST_NAMED, DifferenceText
from reports.findings import find
from reports.labels import Labels
from reports.render import GRAMMARS, grammar_of, write_report
from reports.statements import pins, shown
from reports.told import told
from reports.tombstone import tombstone
from tests.reports.snapshots import FINDER, OPENED, crowd, person, said, snapshot, takes, token, town, why

GONE = person("gone", said("Gone tomorrow.", "tools"), takes("support"), region="north")
STAYS = person("stays", said("Here to stay.", "funding"), said("Set aside.", aside="spam"), region="south")


def everything() -> Snapshot:
    """Return what a report uses beside all that it must not."""
    asked = [
        STAYS,
        GONE,
        person("withdrew", said("Withdrawn.", withdrawn=OPENED), said("Not withdrawn.", "funding")),
        person("left", said("Without consent.", "equity"), takes("oppose"), agreed=False),
        person("silent", region="east"),
        person("aside", said("Only set aside.", "tools", aside="off-topic")),
        person("note", said("A group’s note.", "process"), people=12, quoting="none"),
        person("off", said("Off the record.", "tools"), on_record=False),
        *crowd(9, "funding", region="north"),
    ]
    on_drafts = [
        person("stays", why("Because.", "funding"), takes("changes"), takes("support", days=1), role="staff"),
        person("gone", language="fr", role="volunteer"),
        person("taken", replace(takes("oppose"), withdrawn=OPENED), takes("study", on="3")),
    ]
    return snapshot(asked, on_drafts, identities=20, erased=1)


@pytest.mark.parametrize("by", [None, "region", "language"])
def test_a_report_of_what_is_pinned_finds_what_a_report_of_all_does(by: str | None) -> None:
    kept = pinned(everything())
    assert find(kept, by=by) == find(everything(), by=by)
    assert told(kept, by=by) == told(everything(), by=by)
    assert (pins(kept), shown(kept)) == (pins(everything()), shown(everything()))
    assert pinned(kept) == kept
    names = {whose.respondent for record in kept.rounds for whose in record.participations}
    assert not names & {"respondent-left", "respondent-silent", "respondent-aside"}
    assert not any(word in repr(kept) for word in ("Withdrawn.", "Set aside.", "Without consent.", "Only set aside."))


def test_and_its_files_are_the_same(tmp_path: Path) -> None:
    written = [
        [
            path.read_bytes()
            for path in write_report(of, language="en", finder=FINDER, out=tmp_path / name / "report", edition=1)
        ]
        for name, of in (("all", everything()), ("pinned", pinned(everything())))
    ]
    assert written[0] == written[1]


def superseding(before: Snapshot, now: Snapshot, causes: dict[Cause, int]) -> Snapshot:
    """Return ``now`` as it is in the place of the edition made of ``before``."""
    earlier = (Earlier("R1", 1, frozenset({"R1"}), told(before)), Earlier("R1", 2, frozenset({"R1"}), told(now)))
    return replace(now, earlier=earlier, supersedes=Superseded("R1", 1, causes, shown(before)))


def changed() -> Snapshot:
    before = snapshot([STAYS, GONE])
    new = person("new", said("A new voice.", "equity"), said("Only counted."), quoting="paraphrase")
    shown_too = person("more", said("And another.", "funding"))
    causes = {Cause.WITHDRAWN: 2, Cause.EDITED: 1}
    return superseding(before, snapshot([STAYS, new, shown_too]), causes)


def test_what_changed_is_told_in_numbers_and_ids() -> None:
    assert difference(changed()) == Difference(
        number=1,
        causes={Cause.WITHDRAWN: 2, Cause.EDITED: 1},
        numbers=(
            Change(("respondents",), 2, 3),
            Change(("answers",), 2, 4),
            Change(("theme", "funding"), 1, 2),
            Change(("theme", "tools"), 1, 0),
            Change(("stance", "1", "2026-01", "support"), 1, 0),
            Change(("theme", "equity"), 0, 1),
        ),
        new=(token("And another."),),
        gone=(token("Gone tomorrow."),),
    )


def test_an_edition_in_nobodys_place_has_no_difference_and_one_that_told_nothing_only_ids() -> None:
    assert difference(snapshot([STAYS])) is None
    found = difference(replace(changed(), earlier=()))
    assert found
    assert (found.numbers, found.gone) == ((), (token("Gone tomorrow."),))


def text(found: Difference, language: str) -> DifferenceText:
    return DifferenceText(found, Labels(town(), GRAMMARS[language], town().chain(language)))


def test_it_is_said_in_english_and_in_french() -> None:
    found = difference(changed())
    assert found
    english, french = text(found, "en"), text(found, "fr")
    assert english.title() == "What changed since edition 1"
    assert english.lines() == (
        "2 answers or positions were withdrawn since edition 1.",
        "One change was made to what edition 1 had used.",
        "Respondents: 2 before, 3 now.",
        "Answers: 2 before, 4 now.",
        "Funding: 1 before, 2 now.",
        "Tools: 1 before, 0 now.",
        "Draft 1 · Fund small groups · Support: 1 before, 0 now.",
        "Equity: 0 before, 1 now.",
        f"One statement is new: {token('And another.')}.",
        f"One statement can be read no longer: {token('Gone tomorrow.')}.",
    )
    assert french.title() == "Ce qui a changé depuis l’édition 1"
    assert french.lines()[0] == "2 réponses ou positions ont été retirées depuis l’édition 1."
    assert french.lines()[2] == "Répondants\u00a0: 2 avant, 3 maintenant."


@pytest.mark.parametrize("cause", Cause)
def test_every_cause_has_a_sentence_for_one_and_for_several(cause: Cause) -> None:
    said = {
        next(text(Difference(1, {cause: count}, (), (), ()), language).causes())
        for language in GRAMMARS
        for count in (1, 2)
    }
    assert len(said) == 2 * len(GRAMMARS)
    assert not any("{" in one for one in said)


def test_of_many_statements_some_are_named() -> None:
    ids = tuple(f"S{number:03}" for number in range(MOST_NAMED + 1))
    (line,) = text(Difference(1, {}, (), ids, ()), "en").lines()
    assert line == f"{MOST_NAMED + 1} statements are new: {', '.join(ids[:-1])}, ….", line


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "L’édition 1 n’est plus affichée"),
        ("ar", "لم يعد الإصدار 1 معروضًا"),
        ("br", "Edition 1 is no longer shown"),
    ],
)
def test_a_tombstone_says_what_happened_and_where_to_go(language: str, said: str) -> None:
    gone = Edition("r1", 1, OPENED, {}, language, formats=("html", "md"), causes={Cause.ERASED: 1})
    current = replace(gone, number=4, causes={})
    grammar = grammar_of((language,))
    stands = tombstone(gone, current, grammar)
    assert list(stands) == ["tombstone.md", "report.html"]
    assert stands["tombstone.md"].startswith(f"# {said}\n\n")
    assert f"<h1>{said}</h1>" in stands["report.html"]
    assert 'href="../4/report.html"' in stands["report.html"]
    elsewhere = tombstone(replace(gone, formats=("md",)), current, grammar)
    assert list(elsewhere) == ["tombstone.md"]
    assert "href" not in tombstone(gone, replace(current, formats=("md",)), grammar)["report.html"]
    assert grammar.words["tombstone_none"] in tombstone(gone, None, grammar)["tombstone.md"]
