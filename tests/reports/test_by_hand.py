"""Coding by hand beside what the machine heard: no reader is misled by a theme that is over-heard."""

import pytest

from consultation.records import Participation
from reports.by_hand import ByHand, by_hand
from reports.findings import find
from reports.render import page_of
from reports.statements import Place, heard
from reports.tables import Row
from tests.reports.snapshots import FINDER, OPENED, draft, missing, person, said, snapshot, token, town, why

CAPACITY, PARTNERS = Place("question", "guiding", "capacity"), Place("question", "guiding", "partners")


def coded(*people: Participation) -> ByHand:
    found = by_hand(heard(snapshot(people)))
    assert found is not None
    return found


def over_heard() -> list[Participation]:
    """Give ten people whom the machine heard on tools; a person found that in three, and equity in eight."""
    themes = [("tools",)] * 2 + [("tools", "equity")] + [("equity",)] * 7
    people = [person(f"p{n}", said(f"Words {n}.", "tools", coded=by)) for n, by in enumerate(themes)]
    return [*people, person("q", said("Not coded.", "tools"))]


def test_where_nobody_coded_there_is_nothing_by_hand() -> None:
    assert by_hand(heard(snapshot([person("ana", said("a", "tools"))]))) is None


def test_respondents_are_counted_for_whom_a_person_coded_a_theme() -> None:
    twice = person("ana", said("a", coded=("tools",)), said("b", item="partners", coded=("tools", "equity")))
    kept = person("bo", said("c", "funding", coded=("tools",)), quoting="none")
    found = coded(twice, kept)
    assert {theme: (one.respondents, one.answers) for theme, one in found.themes.items()} == {
        "tools": (2, 3),
        "equity": (1, 1),
    }
    assert found.theme("tools").ids == tuple(sorted([token("a"), token("b")]))
    assert (found.theme("funding").respondents, found.theme("funding").answers) == (0, 0)
    assert [(place, one.respondents) for place, one in found.places_of("tools")] == [(CAPACITY, 2), (PARTNERS, 1)]


def test_only_what_may_count_is_counted() -> None:
    found = coded(
        person("ana", said("a", coded=("tools",))),
        person("bo", said("b", coded=("tools",), withdrawn=OPENED), said("c", coded=("tools",), aside="abuse")),
        person("cy", said("d", coded=("tools",)), agreed=False),
    )
    assert found.theme("tools").respondents == 1
    assert (found.everything.respondents, found.everything.answers, found.agreement.answers) == (1, 1, 1)


def test_the_machine_is_measured_against_coding_by_hand() -> None:
    found = coded(
        person("ana", said("a", "tools", coded=("tools", "equity")), said("b", "funding", coded=())),
        person("bo", said("c", "equity", source="reviewer", coded=("equity",)), said("d", "tools")),
    )
    assert found.agreement.answers == 3
    micro = found.agreement.micro
    assert (micro.precision, micro.recall) == (1 / 2, 1 / 3)  # a reviewer's tag is no machine's
    assert found.untagged.ids == (token("b"),)


def test_a_theme_is_doubtful_where_fewer_than_half_of_its_tags_agree() -> None:
    half = [person("ana", said("a", "equity", coded=("equity",))), person("bo", said("b", "equity", coded=()))]
    never = person("cy", said("c", coded=("process",)))  # not heard once: there are no tags to doubt
    fewer = [person(f"p{n}", said(f"{n}", "tools", coded=("tools",) if n == 0 else ())) for n in range(3)]
    assert coded(*half, never, *fewer).doubtful == {"tools": pytest.approx(1 / 3)}


def test_agreement_by_language_is_masked_like_any_group() -> None:
    english = [person(f"e{n}", said(f"e{n}", "tools", coded=("tools",))) for n in range(7)]
    french = [person(f"f{n}", said(f"f{n}", language="fr", coded=("tools",)), language="fr") for n in range(6)]
    arabic = [person(f"a{n}", said(f"a{n}", language="ar", coded=("tools",)), language="ar") for n in range(3)]
    assert [code for code, _ in coded(*english, *french).by_language] == ["en", "fr"]
    assert [code for code, _ in coded(*english, *french, *arabic).by_language] == ["en"]
    assert coded(*english).by_language == ()


def test_a_theme_that_people_alone_found_is_a_finding() -> None:
    found = find(snapshot([person("ana", said("a", coded=("equity", "gone")))]))
    raised = {one.theme: one.coded and one.coded.respondents for one in found.themes if one.raised}
    assert raised == {"equity": 1, "gone": 1}


def test_the_lead_says_what_people_coded_before_what_the_machine_heard_and_how_well_they_agree() -> None:
    _, by_people, by_machine, quality, *_ = page_of(snapshot(over_heard()), language="en", finder=FINDER).telling.lead()
    assert by_people.text == (
        "The themes coded by hand for the most respondents are “Equity” (8 of 10 respondents) and “Tools” (3)."
    )
    assert by_machine.text == (
        "As the machine hears it, the theme raised by the most respondents is “Tools” "
        "(11 of 11 respondents; precision 0.30)."
    )
    assert quality.text == (
        "Against coding by hand of 10 answers, the machine’s tags have precision 0.30 and recall 0.27."
    )


def test_a_theme_says_what_people_coded_and_that_it_is_over_heard() -> None:
    page = page_of(snapshot(over_heard()), language="en", finder=FINDER)
    told = {one.theme: [said.text for said in page.telling.on_theme(one)] for one in page.findings.themes}
    assert told["tools"] == [
        "All 11 respondents raised the theme “Tools”, in 11 answers.",
        (
            "Coded by hand: 3 of 10 respondents (30%); fewer than half of the machine’s tags agree with this coding "
            "(precision 0.30)."
        ),
    ]
    assert told["equity"] == [
        "Coded by hand: 8 of 10 respondents (80%)."
    ]  # not heard, which is not to say that nobody did
    assert told["process"] == [
        "None of 11 respondents raised the theme “This consultation”.",
        "Coded by hand: 0 of 10 respondents (0%).",
    ]


def test_what_was_not_heard_says_what_people_found_there() -> None:
    unheard = [person(f"p{n}", said(f"Words {n}.", coded=("equity",) if n else ("tools", "equity"))) for n in range(10)]
    others = [person("a", said("A.", "tools", coded=("funding",))), person("b", said("B.", coded=()))]
    page = page_of(snapshot([*unheard, *others]), language="en", finder=FINDER)
    said_of_it = list(page.telling.untagged())
    assert [one.text for one in said_of_it] == [
        "In 11 of 12 answers (92%), no theme was heard.",
        "The themes coded by hand most in these answers are “Equity” (10 of 10 respondents) and “Tools” (1).",
        "Coded by hand: no theme in one of 12 answers.",
    ]
    assert said_of_it[1].figures[1].evidence.ids == (token("Words 0."),)
    anchors = [one.evidence.anchor for block in page.blocks() for one in (block, *block.parts)]
    assert {"missed", "missed.equity", "missed.tools", "coded", "coded-untagged", "coded.equity"} <= set(anchors)
    assert len(anchors) == len(set(anchors))


def test_tables_have_what_people_coded_beside_what_was_heard() -> None:
    page = page_of(snapshot(over_heard()), language="en", finder=FINDER)
    rows = {row.key: (row.heard.respondents, row.coded and row.coded.respondents) for row in page.tables.at_a_glance()}
    assert rows == {"tools": (11, 3), "equity": (0, 8), "funding": (0, 0), "process": (0, 0)}
    there = page.findings.questions[0]
    at = {row.key: row.coded and row.coded.respondents for row in page.tables.at(there.place, there.themes)}
    assert at == {"tools": 3, "equity": 8}
    assert page.tables.doubt("tools") == "fewer than half agree (precision\u00a00.30)"
    assert page.tables.doubt("equity") == ""


def test_without_coding_by_hand_tables_have_no_such_column() -> None:
    page = page_of(snapshot([person("ana", said("a", "tools"))]), language="en", finder=FINDER)
    assert {row.coded for row in page.tables.at_a_glance()} == {None}
    assert (page.tables.note(), page.tables.doubt("tools")) == ("", "")


def test_places_stand_in_the_order_of_the_report() -> None:
    drafts = tuple(draft(str(number), f"Draft {number}") for number in range(1, 12))
    asked = [
        person("ana", said("a", "tools", item="partners"), said("b", "tools"), said("c", item="", coded=("tools",)))
    ]
    opinions = [person("bo", why("d", "tools", on="10"), missing("e", "tools", on="2"))]
    page = page_of(snapshot(asked, opinions, consultation=town(drafts=drafts)), language="en", finder=FINDER)
    rows: list[Row[Place]] = page.tables.places_of(page.findings.themes[0])
    assert [row.key.item for row in rows] == ["2", "10", "capacity", "partners", ""]
    assert [row.coded and row.coded.respondents for row in rows] == [0, 0, 0, 0, 1]
