from dataclasses import replace
from datetime import timedelta

import pytest

from consultation.errors import InvalidInput
from consultation.records import Side, Snapshot
from reports.evidence import Evidence
from reports.findings import Counts, Findings, find
from reports.method import Allowed, LeftOut
from reports.statements import Place, pins
from tests.reports.snapshots import (
    DRAFT_LIST,
    LIST,
    OPENED,
    crowd,
    draft,
    missing,
    person,
    said,
    snapshot,
    takes,
    token,
    town,
    why,
)


def theme_counts(found: Findings) -> dict[str, tuple[int, int]]:
    """Return respondents and answers by theme."""
    return {one.theme: (one.evidence.respondents, one.evidence.answers) for one in found.themes}


def test_the_four_counts_are_kept_apart() -> None:
    found = find(
        snapshot(
            [person("ana", said("One.\nTwo."), said("Three.", item="partners")), person("bo", said("Four."))],
            [person("ana", why("Five."), takes("support"))],
            identities=3,
        )
    )
    assert found.counts == Counts(messages=5, answers=4, respondents=2, identities=3)


def test_a_theme_is_counted_in_respondents_and_those_heard_most_come_first() -> None:
    ana = person("ana", said("a", "tools"), said("b", "tools"), said("c", "tools", "funding"))
    found = find(snapshot([ana, person("bo", said("d", "funding"))]))
    assert list(theme_counts(found).items()) == [
        ("funding", (2, 2)),
        ("tools", (1, 3)),
        ("equity", (0, 0)),
        ("process", (0, 0)),
    ]


def test_a_respondent_of_two_rounds_is_one() -> None:
    found = find(snapshot([person("ana", said("a", "tools"))], [person("ana", why("b", "tools"), takes("support"))]))
    assert theme_counts(found)["tools"] == (1, 2)
    assert found.counts.respondents == 1


def test_a_theme_that_its_author_took_off_is_not_counted() -> None:
    found = find(snapshot([person("ana", said("a", "tools", "funding", refused=("tools",)))]))
    assert theme_counts(found)["tools"] == (0, 0)
    assert theme_counts(found)["funding"] == (1, 1)


def test_a_theme_that_is_in_no_codebook_is_counted_under_its_id() -> None:
    assert theme_counts(find(snapshot([person("ana", said("a", "gone"))])))["gone"] == (1, 1)


def test_only_the_statements_that_may_be_shown_are_named() -> None:
    shown, kept = said("May be shown.", "tools"), said("Only counted.", "tools")
    found = find(snapshot([person("ana", shown), person("bo", kept, quoting="paraphrase")]))
    assert found.themes[0].evidence == Evidence("theme.tools", respondents=2, answers=2, ids=(shown.id,))
    assert found.themes[0].evidence.unshown == 1


def planted() -> Snapshot:
    people = [
        person("ana", said("Counted and shown.", "tools")),
        person("bo", said("Set aside.", "tools", aside="abuse"), said("Withdrawn.", "tools", withdrawn=OPENED)),
        person("cy", said("Consent withdrawn.", "tools"), agreed=False),
        person("di", said("Off the record.", "tools"), on_record=False, people=12),
        person("ed", said("Nobody asked me.", "tools"), quoting=None),
        person("flo", said("Only counted.", "tools"), quoting="none"),
    ]
    return snapshot(people, erased=2)


def test_what_is_left_out_is_counted_and_nothing_else() -> None:
    found = find(planted())
    assert found.method.left_out == LeftOut(set_aside=1, withdrawn=2, erased=2)
    assert found.method.allowed == Allowed(verbatim=1, paraphrase=0, none=1, unasked=1, off_record=1)
    assert theme_counts(found)["tools"] == (4, 4)
    assert found.counts.respondents == 4
    assert found.method.notes == (12,)


def test_an_edition_pins_what_it_counts_and_the_revision_it_read() -> None:
    assert pins(planted()) == dict.fromkeys(
        sorted(token(text) for text in ("Counted and shown.", "Off the record.", "Nobody asked me.", "Only counted.")),
        1,
    )


def test_positions_are_those_that_stand_one_per_respondent() -> None:
    found = find(
        snapshot(
            (),
            [
                person("ana", takes("support"), why("Good.")),
                person("bo", takes("support"), takes("oppose", days=1), why("Bad after all.")),
                person("cy", replace(takes("oppose"), withdrawn=OPENED)),
                person("di", takes("oppose"), agreed=False),
                person("ed", takes("none")),
            ],
        )
    )
    first = found.drafts[0]
    assert first.stance is not None
    assert {side: one.respondents for side, one in first.stance.sides} == {
        Side.SUPPORT: 1,
        Side.CHANGES: 0,
        Side.OPPOSE: 1,
        Side.NONE: 1,
    }
    assert (first.stance.respondents, first.stance.decided) == (3, 2)
    assert first.stance.side(Side.OPPOSE).ids == (token("Bad after all."),)
    assert [one.text for one in first.stance.quotes_for] == ["Good."]
    assert [one.text for one in first.stance.quotes_against] == ["Bad after all."]


def test_the_later_of_two_rounds_on_the_same_draft_counts() -> None:
    asked = snapshot((), [person("ana", takes("support", days=0))])
    again = snapshot((), [person("ana", takes("oppose", days=9))])
    both = replace(asked, rounds=(again.rounds[1], asked.rounds[1]))
    stance = find(both).drafts[0].stance
    assert stance is not None
    assert stance.side(Side.OPPOSE).respondents == 1
    assert stance.respondents == 1


def test_changes_are_what_is_missing_and_why_somebody_wants_changes() -> None:
    found = find(
        snapshot(
            (),
            [
                person("ana", takes("changes"), why("Only if it is simple.")),
                person("bo", takes("support"), why("Yes."), missing("A date.")),
            ],
        )
    )
    assert found.drafts[0].changes.ids == tuple(sorted([token("Only if it is simple."), token("A date.")]))
    assert found.drafts[0].changes.respondents == 2


def test_a_draft_of_kind_research_has_positions_of_its_own() -> None:
    found = find(snapshot((), [person("ana", takes("study", on="3"), missing("Why so few?", on="3"))]))
    stance = found.drafts[2].stance
    assert stance is not None
    assert [side for side, _ in stance.sides] == [Side.STUDY, Side.NOT_NOW, Side.NONE]
    assert found.drafts[2].changes.ids == (token("Why so few?"),)


def test_where_no_position_was_asked_for_there_is_none() -> None:
    found = find(snapshot([person("ana", said("Money is short here, and always was, every single year.", "funding"))]))
    assert found.asked is False
    assert [one.stance for one in found.drafts] == [None, None, None]
    assert [theme for theme, _ in found.drafts[0].bearing] == ["funding", "equity"]
    assert [quote.text[:5] for quote in found.drafts[0].quotes_bearing] == ["Money"]


def test_an_earlier_version_is_shown_where_somebody_spoke_on_it() -> None:
    old = draft("1", "Fund groups", version="2025-08")
    asked = town(drafts=(old, *DRAFT_LIST))
    nobody = find(snapshot((), [person("ana", takes("support"))], consultation=asked))
    somebody = find(snapshot((), [person("ana", takes("support", version="2025-08"))], consultation=asked))
    assert [one.draft.version for one in nobody.drafts] == [LIST] * 3
    assert [one.draft.version for one in somebody.drafts] == [LIST, LIST, LIST, "2025-08"]
    assert somebody.drafts[0].stance is not None
    assert somebody.drafts[0].stance.respondents == 0


def test_a_question_is_measured_against_those_who_were_asked() -> None:
    found = find(
        snapshot(
            [person("ana", said("a", "tools")), person("bo", said("b", item="partners"), said("c", item=""))],
            [person("cy", why("d"), takes("support"))],
        )
    )
    assert [(one.place.item, one.of, one.evidence.respondents) for one in found.questions] == [
        ("capacity", 2, 1),
        ("partners", 2, 1),
        ("", 3, 1),
    ]


def test_a_consultation_without_drafts_has_no_drafts() -> None:
    assert find(snapshot([person("ana", said("a", "tools"))], consultation=town(drafts=()))).drafts == ()


def test_nobody_at_all_is_found_too() -> None:
    found = find(snapshot())
    assert found.counts == Counts(0, 0, 0, 0)
    assert [one.withheld for one in found.coverages] == [False] * 4


def test_tags_are_counted_by_their_source() -> None:
    ana = person("ana", said("a", "tools", "equity"), said("b", "equity", source="reviewer"))
    assert dict(find(snapshot([ana])).method.tags) == {"cue": 2, "label": 0, "model": 0, "respondent": 0, "reviewer": 1}


def test_an_attribute_that_does_not_exist_is_an_error_that_names_those_that_do() -> None:
    with pytest.raises(InvalidInput) as error:
        find(snapshot(crowd(3)), by="shoe size")
    assert str(error.value) == ("--by shoe size: no such attribute; there are: role, region, criterion, language")


def test_findings_are_a_pure_function_of_the_snapshot() -> None:
    assert find(planted(), by="region") == find(planted(), by="region")
    later = replace(planted(), taken=OPENED + timedelta(days=99))
    assert find(later) == find(planted())


def test_an_answer_in_no_bank_has_a_place_of_its_own() -> None:
    found = find(snapshot([person("ana", said("a", item="forgotten"))]))
    assert found.questions[-1].place == Place("question", "guiding", "forgotten")
    assert found.questions[-1].question is None
