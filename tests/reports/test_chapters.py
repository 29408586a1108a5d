from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from consultation.errors import Refused
from consultation.guide import Consultation, Lineage
from consultation.loop.responses import Response, Subject, Verdict
from consultation.records import Participation, Snapshot
from reports.chapters.minority import rare
from reports.chapters.one_draft import one_draft
from reports.chapters.whole import whole
from reports.document import (
    Backing,
    Beside,
    Block,
    Chart,
    Document,
    Folded,
    Link,
    Paragraph,
    Part,
    Quotation,
    Role,
    StatementText,
    Table,
)
from reports.evidence import anchor_of
from reports.page import Page
from reports.render import page_of
from tests.reports.documents import chapter, every, text
from tests.reports.snapshots import (
    DRAFT_LIST,
    FINDER,
    LIST,
    OPENED,
    crowd,
    draft,
    missing,
    person,
    said,
    snapshot,
    takes,
    town,
    why,
)


def opinions() -> list[Participation]:
    return [
        person("ana", takes("support"), why("It would help at once.", "funding")),
        person("bo", takes("oppose"), why("It would not help anybody.", "funding")),
        person("cy", takes("changes"), why("Only for the small ones."), missing("An upper limit.")),
        person("di", takes("none")),
        person("ed", takes("study", on="3"), why("Nobody knows.", on="3"), missing("Who pays today?", on="3")),
    ]


def page(of: Snapshot, language: str = "en", **more: object) -> Page:
    return page_of(of, language=language, finder=FINDER, **more)  # type: ignore[arg-type]


def asked(language: str = "en", *, responses: tuple[Response, ...] = ()) -> Page:
    return page(snapshot(crowd(12, "tools", region="south"), opinions(), responses=responses), language)


def drafts_of(of: Document) -> list[Part]:
    return [one for one in every(Part, chapter(of, "drafts")) if one.kind == "draft"]


def paragraphs(blocks: Iterable[Block], role: Role = Role.PLAIN) -> list[str]:
    return [text(one.line) for one in every(Paragraph, blocks) if one.role is role]


def rows(table: Table) -> list[list[str]]:
    return [[text(cell) for cell in row] for row in table.rows]


def test_the_chapters_come_in_the_order_of_what_a_working_group_asks() -> None:
    assert [one.anchor for one in whole(asked()).chapters] == [
        "reading",
        "drafts",
        "themes",
        "questions",
        "coverage",
        "minority",
        "method",
        "evidence",
        "e-statements",
    ]


def test_a_consultation_without_drafts_has_no_chapter_on_them() -> None:
    without = page(snapshot(crowd(3, "tools"), consultation=town(drafts=())))
    assert "drafts" not in {one.anchor for one in whole(without).chapters}


def test_the_first_page_has_the_four_counts_the_findings_the_drafts_and_what_is_missing() -> None:
    opening = whole(asked()).opening
    assert [(one.name, text(one.line)) for one in opening.counts] == [
        ("Respondents", "17"),
        ("Answers", "18"),
        ("Messages", "18"),
        ("Linked identities", "0"),
    ]
    (table,) = every(Table, opening.rest)
    assert [text(one.heading).strip() for one in table.columns] == [
        "Draft",
        "For",
        "With changes",
        "Against",
        "No position",
        "In all",
    ]
    assert rows(table) == [
        ["Draft 1 Fund small groups", "1", "1", "1", "1", "4"],
        ["Draft 2 Build tools together", "0", "0", "0", "0", "0"],
        ["Draft 3 What to find out", "1", "", "0", "0", "1"],
    ]
    assert len(table.drawings) == len(table.rows)
    absent, missing_ = paragraphs(opening.rest, Role.ABSENT)
    assert absent.startswith("Who was not heard. Not heard from: North, East, West and Islands (0 of 17 respondents).")
    assert missing_ == (
        "What is missing. In 4 of 18 answers (22%), no theme was heard. Nobody has checked the tags blind yet. No"
        " response of the working group is recorded yet on any draft. These are small numbers: 17 respondents in all. A"
        " single answer moves the shares."
    )


def test_where_no_position_was_asked_for_the_first_page_has_the_themes_raised_most() -> None:
    people = [*crowd(9, "tools"), *crowd(4, "equity", start=20), person("ana", said("I pay.", "funding"))]
    opening = whole(page(snapshot(people))).opening
    (table,) = every(Table, opening.rest)
    assert (text(table.caption), table.titled) == ("Themes raised most", True)
    assert rows(table) == [["Tools", "9", "64%"], ["Equity", "4", "29%"], ["Funding", "1", "7%"]]
    assert "No position on the drafts was asked for." in paragraphs(opening.rest, Role.ABSENT)[-1]


def test_of_many_themes_that_are_level_the_first_page_names_all_or_none() -> None:
    people = [person(str(n), said(f"Number {n}.", f"theme-{n}", *(("more",) if n < 3 else ()))) for n in range(12)]
    (table,) = every(Table, whole(page(snapshot(people))).opening.rest)
    assert rows(table) == [["more", "3", "25%"]]
    (table,) = every(
        Table,
        whole(page(snapshot([one for one in people if "more" not in one.answers[0].current.themes]))).opening.rest,
    )
    assert len(table.rows) == 9


def test_of_more_drafts_than_there_is_room_for_the_first_page_has_those_with_most_positions() -> None:
    many = tuple(draft(str(n), f"Title {n}") for n in range(1, 17))
    people = [person(f"p{n}", takes("support", on=str(n))) for n in range(3, 17)] + [
        person("q", takes("oppose", on="1"))
    ]
    made = whole(page(snapshot((), people, consultation=town(drafts=many))))
    (table,) = every(Table, made.opening.rest)
    shown = [row[0].split()[1] for row in rows(table)]
    assert shown == ["1", *(str(n) for n in range(3, 16))]  # in the list's order; 2 has none, 16 is the last of equals
    in_chapter = next(iter(every(Table, chapter(made, "drafts"))))
    assert len(in_chapter.rows) == len(many)
    assert not any(table.drawings for table in every(Table, chapter(whole(asked()), "drafts")))


def test_a_draft_says_what_it_is_how_people_stand_and_why() -> None:
    first, second, research = drafts_of(whole(asked(), pages="report-drafts/"))
    assert (first.number, text(first.title), first.anchor) == ("Draft 1", "Fund small groups", "draft.2026-01.1")
    assert first.page == "report-drafts/draft.2026-01.1"
    assert paragraphs(first.blocks, Role.TEXT) == ["In short: Fund small groups"]
    (chart,) = every(Chart, first.blocks)
    assert rows(chart.table) == [
        [" Support", "1", "25%"],
        [" Support with changes", "1", "25%"],
        [" Oppose", "1", "25%"],
        [" No position", "1", "25%"],
    ]
    assert chart.description == (
        "One bar for 4 respondents, divided as the positions that they took: Support 1; Support with changes 1;"
        " Oppose 1; No position 1."
    )
    (beside,) = every(Beside, first.blocks)
    assert [text(title) for title in beside.titles] == ["What is supported, and why", "What is opposed, and why"]
    assert [[one.words for one in every(Quotation, side)] for side in beside.sides] == [
        ["It would help at once."],
        ["It would not help anybody."],
    ]
    parts = {
        text(one.title): [quote.words for quote in every(Quotation, one.blocks)] for one in every(Part, first.blocks)
    }
    assert parts == {"Changes asked for": ["An upper limit."], "Conditions": ["Only for the small ones."]}
    assert not list(every(Chart, second.blocks))
    assert [text(one.title) for one in every(Part, research.blocks)] == [
        "What should be studied: questions that are missing"
    ]
    (beside,) = every(Beside, research.blocks)
    assert [text(title) for title in beside.titles] == ["Why it should be studied", "Why not now"]
    assert paragraphs(beside.sides[1], Role.NOTE) == ["No reason was given."]


def test_reasons_that_may_not_be_shown_are_counted() -> None:
    people = [person("ana", takes("oppose"), why("Never."), quoting="paraphrase")]
    (beside,) = every(Beside, chapter(whole(page(snapshot((), people))), "drafts"))
    assert paragraphs(beside.sides[1], Role.NOTE) == ["One reason was given.", "No words that may be shown."]


def test_where_nobody_was_asked_a_draft_says_so_and_puts_nobody_on_a_side() -> None:
    made = whole(page(snapshot([person("ana", said("A grant, please.", "funding")), *crowd(3, "tools")])))
    first, second, third = drafts_of(made)
    for one in (first, second, third):
        assert paragraphs(one.blocks, Role.ABSENT) == ["Stance was not asked in this round."]
        assert not [*every(Beside, one.blocks), *every(Chart, one.blocks)]
    assert [one.words for one in every(Quotation, first.blocks)] == ["A grant, please."]
    assert [text(one.title) for one in every(Folded, first.blocks)] == [
        "Themes that bear on this draft, across the consultation"
    ]


def responding(subject: Subject, verdict: Verdict, **why: str) -> Response:
    return Response(subject, verdict, why, OPENED)


def test_the_working_groups_response_is_shown_and_what_has_none_is_counted() -> None:
    before = whole(asked())
    assert "The working group’s response: No response is recorded yet." in paragraphs(drafts_of(before)[0].blocks)
    answered = whole(
        asked(
            responses=(
                responding(Subject("1", LIST), Verdict.PARTLY, en="We take up the grant."),
                responding(Subject("3", LIST), Verdict.OPEN),
                responding(Subject("2", "another list"), Verdict.NOT, en="That was another version."),
            )
        )
    )
    first, second, third = drafts_of(answered)
    assert "The working group’s response: Adopted in part. We take up the grant." in paragraphs(first.blocks)
    assert "The working group’s response: No response is recorded yet." in paragraphs(second.blocks)
    assert "The working group’s response: Still open." in paragraphs(third.blocks)
    intro = (
        "On one of the 3 drafts no response of the working group is recorded yet. On one of them it says that this is"
        " still open."
    )
    assert paragraphs(chapter(answered, "drafts"), Role.INTRO)[0].endswith(intro)
    assert intro in paragraphs(answered.opening.rest, Role.ABSENT)[-1]


def test_a_response_to_a_theme_stands_with_it_and_themes_without_are_counted() -> None:
    none = "No response of the working group is recorded yet on any theme."
    assert paragraphs(chapter(whole(asked()), "themes"), Role.INTRO)[0].endswith(none)
    adopted = responding(Subject(theme="tools"), Verdict.ADOPTED, fr="C’est fait.")
    answered = whole(asked(responses=(adopted,)))
    themes = {one.anchor: one for one in every(Part, chapter(answered, "themes")) if one.kind == "theme"}
    said = "The working group’s response: Adopted. C’est fait."
    found = {anchor: said in paragraphs(one.blocks) for anchor, one in themes.items()}
    assert [anchor for anchor, is_there in found.items() if is_there] == [anchor_of("theme", "tools")]
    intro = "On one of the 2 themes that were raised no response of the working group is recorded yet."
    assert paragraphs(chapter(answered, "themes"), Role.INTRO)[0].endswith(intro)


def versions() -> Consultation:
    old = [replace(draft(number, f"Old {number}", version="2025-08"), dated=date(2025, 8, 1)) for number in ("1", "9")]
    merged = replace(
        DRAFT_LIST[0],
        lineage=Lineage("merged", ("2025-08/1", "2025-08/9", "2024")),
        dated=date(2026, 1, 1),
        precision="month",
    )
    return town(drafts=(*old, merged))


def test_a_draft_says_which_version_it_is_and_where_it_comes_from() -> None:
    spoken = [person("ana", takes("oppose", version="2025-08"), why("No.", version="2025-08"))]
    made = whole(page(snapshot((), spoken, consultation=versions())))
    current, earlier = drafts_of(made)
    (line,) = (one.line for one in current.blocks if isinstance(one, Paragraph) and one.role is Role.NOTE)
    assert text(line) == (
        "Version 2026-01 · January 2026 · Draft · merged from Draft 1 (2025-08), Draft 9 (2025-08), the list 2024"
    )
    assert [one.anchor for one in line if isinstance(one, Link)] == [earlier.anchor]  # the report has no draft 9


def test_a_draft_without_a_date_or_sources_is_new() -> None:
    notes = paragraphs(drafts_of(whole(asked()))[0].blocks, Role.NOTE)
    assert notes[0] == "Version 2026-01 · Draft · new"


def test_minority_views_are_themes_that_few_raised_in_no_order_of_numbers() -> None:
    people = [
        *crowd(30, "tools"),
        person("a", said("Money one.", "funding")),
        *(person(f"b{n}", said(f"Equity {n}.", "equity")) for n in range(2)),
    ]
    made = page(snapshot(people))
    assert [one.theme for one in rare(made)] == ["funding", "equity"]  # as in the codebook, which begins with funding
    few, unfit = (one for one in chapter(whole(made), "minority") if isinstance(one, Part))
    assert [
        (text(one.title), len(list(every(Quotation, one.blocks)))) for one in few.blocks if isinstance(one, Part)
    ] == [
        ("Funding", 1),
        ("Equity", 1),
    ]
    assert unfit.anchor == "untagged"


def test_one_in_ten_is_not_rare_and_neither_is_what_people_coded_often() -> None:
    ten = [*crowd(9, "tools"), person("a", said("Equity.", "equity"))]
    assert rare(page(snapshot(ten))) == []
    coded = [
        *(person(f"c{n}", said(f"Voice {n}.", "tools", coded=("equity",))) for n in range(30)),
        person("a", said("Equity.", "equity", coded=("equity",))),
    ]
    assert rare(page(snapshot(coded))) == []
    seldom = [*crowd(30, "tools"), person("a", said("Equity.", "equity", coded=("equity",)))]
    assert rare(page(snapshot(seldom))) == []  # of one whose answer people coded, all


def test_every_figure_leads_to_a_backing_and_every_statement_to_itself() -> None:
    made = whole(asked())
    backings = {one.anchor for one in every(Backing, chapter(made, "evidence"))}
    statements = [one.id for one in every(StatementText, chapter(made, "e-statements"))]
    assert statements == sorted(statements)
    assert {id_ for one in every(Backing, chapter(made, "evidence")) for id_ in one.ids} <= set(statements)
    assert "draft.2026-01.1.support" in backings


def test_a_page_of_a_draft_is_short_and_leads_into_the_report() -> None:
    of = asked()
    made = one_draft(of, of.findings.drafts[0], report="../report")
    assert made.report == "../report"
    assert made.opening.title.text == "Fund small groups"
    assert [(one.name, text(one.line), one.what) for one in made.opening.counts] == [
        ("Support", "1", "25%"),
        ("Support with changes", "1", "25%"),
        ("Oppose", "1", "25%"),
        ("No position", "1", "25%"),
    ]
    assert [one.anchor for one in made.chapters] == ["positions", "asks", "conditions", "response"]
    assert not any(one.listed for one in made.chapters)
    (back,) = (piece for one in every(Paragraph, made.opening.rest) for piece in one.line if isinstance(piece, Link))
    assert back.anchor == "draft.2026-01.1"
    quotes = [one.words for each in made.chapters for one in every(Quotation, each.blocks())]
    assert quotes == [
        "It would help at once.",
        "It would not help anybody.",
        "An upper limit.",
        "Only for the small ones.",
    ]
    assert made.citing.title == "Draft 1 · Fund small groups · A town asks · Synthesis of a consultation"


def test_a_page_of_a_draft_on_which_nobody_was_asked_has_what_was_heard_on_its_themes() -> None:
    of = page(snapshot([person("ana", said("A grant, please.", "funding"))]), preview=True)
    made = one_draft(of, of.findings.drafts[0], report="../report")
    assert [one.anchor for one in made.chapters] == ["positions", "heard", "response"]
    assert made.opening.counts == ()
    assert text(made.opening.notices[0].line).startswith("Preview.")  # type: ignore[union-attr]


def test_quotes_are_verified_when_a_chapter_is_read() -> None:
    of = asked()
    theme = next(one for one in of.findings.themes if one.quotes)
    wrong = replace(theme, quotes=(replace(theme.quotes[0], text="Nobody wrote this."),))
    changed = tuple(wrong if one is theme else one for one in of.findings.themes)
    made = whole(replace(of, findings=replace(of.findings, themes=changed)))
    with pytest.raises(Refused, match="not an exact span"):
        chapter(made, "themes")


def test_a_report_in_french_is_french_throughout() -> None:
    made = whole(asked("fr"))
    first, *_ = drafts_of(made)
    (beside,) = every(Beside, first.blocks)
    assert [text(title) for title in beside.titles] == [
        "Ce qui est soutenu, et pourquoi",
        "Ce qui est refusé, et pourquoi",
    ]
    assert "La réponse du groupe de travail\u00a0: Aucune réponse n’est encore enregistrée." in paragraphs(first.blocks)
    assert paragraphs(made.opening.rest, Role.ABSENT)[0].startswith("Qui n’a pas été entendu. Pas entendus\u00a0: ")


def test_the_citation_says_what_when_and_by_whom() -> None:
    made = whole(page(snapshot(crowd(3, "tools")), edition=2)).citing
    assert (made.title, made.creator, made.date) == (
        "A town asks · Synthesis of a consultation",
        "The town group",
        "2026-04-11",
    )
    assert (made.identifier, made.licence) == ("R1/2", "CC0")
    assert whole(page(snapshot(), preview=True)).citing.title.endswith(" · Preview")


def test_a_reason_for_support_with_changes_is_a_condition_and_no_change_asked_for() -> None:
    people = [person("cy", takes("changes"), why("Only for the small ones."))]
    first, *_ = drafts_of(whole(page(snapshot((), people))))
    parts = {
        text(one.title): [quote.words for quote in every(Quotation, one.blocks)] for one in every(Part, first.blocks)
    }
    assert parts == {"Conditions": ["Only for the small ones."]}
    assert "One respondent asked for changes or said what is missing, in one answer." in paragraphs(first.blocks)[0]


def test_the_coverage_of_an_attribute_says_where_several_may_be_chosen() -> None:
    people = crowd(9, region="north", criterion="law")
    blocks = chapter(whole(page(snapshot(people), by="region")), "coverage")
    tables = [one.table for one in every(Chart, blocks) if one.name.startswith(("chart.coverage", "chart.groups"))]
    assert [(text(one.caption), one.titled, one.wide) for one in tables] == [
        ("Region", False, False),
        ("Several may be chosen", True, False),
        ("Language of the interview", False, False),
        ("Respondents in each group who raised a theme or took a position", True, True),
    ]


def test_the_statements_of_a_theme_are_listed_once_by_place() -> None:
    made = whole(page(snapshot([person("ana", said("We need tools.", "tools"))])))
    backings = {one.anchor: one.ids for one in every(Backing, chapter(made, "evidence"))}
    (statement,) = every(StatementText, chapter(made, "e-statements"))
    assert backings["theme.tools"] == ()
    assert backings["theme.tools.question.guiding.capacity"] == backings["question.guiding.capacity"] == (statement.id,)
    assert text(statement.about) == "Help · Tools"
    links = [one.anchor for one in statement.about if isinstance(one, Link)]
    assert links == ["e-question.guiding.capacity", "theme.tools"]


def test_of_one_question_without_drafts_no_table_repeats_the_themes() -> None:
    asking = town(drafts=())
    guide = replace(asking.guides[0], questions=asking.guides[0].questions[:1])
    one = snapshot(crowd(3, "tools"), consultation=replace(asking, guides=(guide,)))
    assert not list(every(Table, chapter(whole(page(one)), "questions")))
    (two, *_) = every(Table, chapter(whole(page(snapshot(crowd(3, "tools")))), "questions"))
    assert rows(two) == [["Tools", "3", "100%"]]


def test_that_local_meaning_was_not_asked_for_is_a_limit_only_where_there_are_drafts() -> None:
    limit = "What a draft would mean where people live was not asked for by itself"
    with_drafts = page(snapshot(crowd(3, "tools")))
    without = page(snapshot(crowd(3, "tools"), consultation=town(drafts=())))
    assert [any(one.startswith(limit) for one in of.method.limits()) for of in (with_drafts, without)] == [True, False]
