"""The tables of the data: what stands in them is what the report says, and nothing says who wrote what."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from consultation.records import Snapshot
from reports.chapters.whole import whole as document_of
from reports.data.dictionary import DICTIONARY, dictionary
from reports.data.model import DIGITS, Column, Type, ratio
from reports.data.tables import TABLES
from reports.document import Beside, Block, Folded, Part, Quotation, StatementText
from reports.page import Page
from reports.render import page_of
from tests.reports.charts.lively import lively
from tests.reports.data_snapshots import GROUPER, LONG_WAY, TRAINING, everything, planted
from tests.reports.snapshots import FINDER, crowd, person, said, snapshot, takes, token

Rows = dict[str, list[dict[str, Any]]]

PYTHON = {
    Type.TEXT: str,
    Type.COUNT: int,
    Type.SHARE: float,
    Type.FIGURE: float,
    Type.DAY: date,
    Type.FLAG: bool,
    Type.LIST: tuple,
}


def page(of: Snapshot, language: str = "en", by: str | None = "region") -> Page:
    return page_of(of, language=language, finder=FINDER, grouper=GROUPER, by=by)


def rows(of: Page) -> Rows:
    return {table.name: [dict(zip(table.names, row, strict=True)) for row in table.rows(of)] for table in TABLES}


@pytest.fixture(scope="module")
def found() -> Rows:
    return rows(page(everything()))


# The model


def test_names_are_plain_and_different() -> None:
    names = [table.name for table in TABLES]
    columns = [(table.name, name) for table in TABLES for name in table.names]
    assert len({*names}) == len(names)
    assert len({*columns}) == len(columns)
    assert [
        name for name in (*names, *(name for _, name in columns)) if not re.fullmatch("[a-z][a-z0-9_]*", name)
    ] == []
    assert max(map(len, names)) <= 31  # a sheet has no longer name


def test_everything_is_described_in_both_languages_in_one_line() -> None:
    described = [row[-2:] for row in dictionary()]
    assert [pair for pair in described if not all(pair)] == []
    assert [words for pair in described for words in pair if words != words.strip() or "\n" in words] == []


def test_what_counts_says_what_it_counts() -> None:
    numbers = {"edition", "supersedes", "codebook_version", "model", "round", "sample", "seed", "group"}
    counted = [column for table in TABLES for column in table.columns if column.type is Type.COUNT]
    assert {column.name for column in counted if not column.unit} == numbers


def test_the_dictionary_has_a_row_for_each_table_and_column() -> None:
    told = list(dictionary())
    assert {len(row) for row in told} == {len(DICTIONARY)}
    columns = [(row[0], row[1]) for row in told if row[1]]
    assert columns == [(table.name, name) for table in TABLES for name in table.names]
    assert [row[0] for row in told if row[0] and not row[1]] == [table.name for table in TABLES]


@pytest.mark.parametrize("of", [everything(), everything(*planted()), snapshot(), snapshot(crowd(3, "tools"))])
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_each_value_is_what_its_column_says(of: Snapshot, language: str) -> None:
    made = page(of, language)
    for table in TABLES:
        held = list(table.rows(made))
        assert len(held) == 1 or not table.single
        for row in held:
            for column, value in zip(table.columns, row, strict=True):
                assert fits(column, value), f"{table.name}.{column.name}: {value!r}"


def fits(column: Column[Any], value: Any) -> bool:
    if value is None:
        return column.optional
    whole = {Type.COUNT: lambda: value >= 0, Type.SHARE: lambda: 0 <= value <= 1}
    listed = {Type.LIST: lambda: not any("; " in one for one in value)}
    return (
        isinstance(value, PYTHON[column.type])
        and isinstance(value, bool) == (column.type is Type.FLAG)
        and (not column.choices or value in column.choices)
        and (whole | listed).get(column.type, lambda: True)()
    )


def test_every_table_has_something_of_everything(found: Rows) -> None:
    assert [name for name, held in found.items() if not held] == []


def test_every_column_has_something_of_everything(found: Rows) -> None:
    empty = {
        f"{name}.{column}"
        for name, held in found.items()
        for column in held[0]
        if all(row[column] is None for row in held)
    }
    assert empty == {"edition.edition", "untagged.decision", "agreement.language"}


def test_a_share_is_rounded_and_of_nothing_there_is_none() -> None:
    assert (ratio(1, 3), ratio(2, 2), ratio(0, 7), ratio(0, 0)) == (0.3333, 1.0, 0.0, None)
    assert DIGITS == 4


# What stands in them


def test_the_four_counts_are_those_of_the_report(found: Rows) -> None:
    counts = page(everything()).findings.counts
    assert found["counts"] == [
        {
            "messages": counts.messages,
            "answers": counts.answers,
            "respondents": counts.respondents,
            "identities": counts.identities,
        }
    ]


def test_days_are_those_where_the_consultation_is(found: Rows) -> None:
    """It opened at nine in the morning in London, which is the evening in Auckland."""
    assert found["edition"][0]["taken"] == date(2026, 4, 11)
    assert [(row["round"], row["opens"], row["closes"]) for row in found["rounds"]] == [
        (1, date(2026, 3, 2), date(2026, 3, 16)),
        (2, date(2026, 3, 22), None),
    ]
    late = everything()
    record, *others = late.rounds
    shifted = replace(record, round=replace(record.round, opens=record.round.opens.replace(hour=23)))
    assert rows(page(replace(late, rounds=(shifted, *others))))["rounds"][0]["opens"] == date(2026, 3, 3)


def test_positions_are_counted_with_their_whole(found: Rows) -> None:
    on_first = [row for row in found["positions"] if row["draft"] == "1"]
    assert [(row["side"], row["respondents"], row["of"], row["share"], row["answers"]) for row in on_first] == [
        ("support", 1, 3, 0.3333, 1),
        ("changes", 1, 3, 0.3333, 1),
        ("oppose", 1, 3, 0.3333, 1),
        ("none", 0, 3, 0.0, 0),
    ]
    on_second = [row for row in found["positions"] if row["draft"] == "2"]
    assert [(row["side"], row["respondents"], row["of"], row["share"]) for row in on_second] == [
        ("support", 6, 8, 0.75),
        ("changes", 0, 8, 0.0),
        ("oppose", 1, 8, 0.125),
        ("none", 1, 8, 0.125),
    ]
    first = found["drafts"][0]
    assert (first["took_position"], first["decided"], first["asked"], first["changes_respondents"]) == (3, 3, True, 1)


def test_without_a_round_on_drafts_no_position_was_asked_for() -> None:
    held = rows(page(snapshot(crowd(3, "tools")), by=None))
    assert held["positions"] == held["cut"] == held["silent_groups"] == []
    assert [(row["asked"], row["took_position"], row["decided"]) for row in held["drafts"]] == [(False, None, None)] * 3
    assert held["edition"][0]["cut_by"] is None


def test_themes_are_told_with_what_people_found() -> None:
    coded = [person("ana", said("Ana speaks.", "tools", coded=("equity",))), *crowd(3, "tools")]
    held = {row["theme"]: row for row in rows(page(snapshot(coded)))["themes"]}
    tools, equity = held["tools"], held["equity"]
    assert (tools["respondents"], tools["of"], tools["share"], tools["coded_respondents"]) == (4, 4, 1.0, 0)
    assert (equity["respondents"], equity["coded_respondents"], equity["coded_evidence"]) == (0, 1, "coded.equity")
    assert (equity["evidence"], tools["coded_evidence"]) == (None, None)
    assert rows(page(snapshot(crowd(3, "tools"))))["themes"][0]["coded_respondents"] is None
    there = {row["theme"]: row for row in rows(page(snapshot(coded)))["theme_places"]}
    found = [(name, row["respondents"], row["coded_respondents"], row["coded_answers"]) for name, row in there.items()]
    assert found == [("tools", 4, 0, 0), ("equity", 0, 1, 1)]
    assert there["equity"]["coded_evidence"] == "coded.equity.question.guiding.capacity"


def test_groups_are_masked_as_in_the_report() -> None:
    many = [*crowd(9, "tools", region="north"), *crowd(7, "tools", start=9, region="south")]
    others = [*crowd(8, "equity", start=20, region="north"), *crowd(6, "equity", start=28, region="south")]
    held = rows(page(snapshot([*many, *others, *crowd(3, "tools", start=16, region="islands")])))
    regions = [row for row in held["coverage"] if row["attribute"] == "region"]
    assert {row["group"]: (row["status"], row["respondents"]) for row in regions} == {
        "north": ("heard", 17),
        "south": ("masked", None),
        "islands": ("masked", None),
        "east": ("absent", 0),
        "west": ("absent", 0),
    }
    cut = {row["group"]: (row["masked"], row["respondents"]) for row in held["cut"] if row["theme"] == "tools"}
    assert cut == {"north": (False, 9), "south": (True, None), "islands": (True, None)}
    roles = [row for row in held["coverage"] if row["attribute"] == "role"]
    assert [(row["group"], row["status"]) for row in roles] == [(None, "nobody-said")]


def test_too_few_for_an_attribute_and_it_is_withheld() -> None:
    few = rows(page(snapshot([*crowd(2, region="north"), *crowd(1, start=2, region="south")])))
    regions = [row for row in few["coverage"] if row["attribute"] == "region"]
    assert [(row["group"], row["status"], row["respondents"]) for row in regions] == [(None, "withheld", None)]
    assert few["cut"] == []


def test_the_cut_says_what_was_said_and_by_which_group() -> None:
    people = [person(f"p{n}", said(f"Voice {n}.", "tools"), region="north") for n in range(12)]
    taken = snapshot(
        people, [person(f"p{n}", *([] if n > 5 else [takes("support")]), region="north") for n in range(12)]
    )
    held = [row for row in rows(page(taken))["cut"] if row["theme"] == "tools" or row["draft"]]
    assert [(row["theme"], row["draft"], row["version"], row["side"], row["group"]) for row in held] == [
        ("tools", None, None, None, "north"),
        (None, "1", "2026-01", "support", "north"),
    ]


def test_groups_of_like_words_stand_with_those_in_none(found: Rows) -> None:
    held = [row for row in found["alike"] if row["theme"] == "process"]
    assert [row["group"] for row in held] == [*range(1, len(held)), None]
    assert len(held) > 1
    everybody = {row["of"] for row in held}
    assert len(everybody) == 1
    training = next(row for row in held if "training" in row["shared"])
    assert (training["respondents"], training["answers"], training["language"]) == (3, 3, "en")
    best = [row["statement"] for row in found["quotes"] if (row["section"], row["theme"]) == ("best", "process")]
    assert set(map(token, TRAINING)) & set(best)


def test_few_who_took_a_position_and_who_are_far_from_all_stand_apart(found: Rows) -> None:
    took = [row for row in found["minorities"] if row["side"]]
    assert [(row["item"], row["side"], row["respondents"], row["of"], row["share"]) for row in took] == [
        ("2", "oppose", 1, 7, 0.1429)
    ]
    far = [row for row in found["minorities"] if row["speaking"]]
    assert all(row["of"] >= 10 and row["respondents"] for row in far)
    sections = {row["section"] for row in found["quotes"]}
    assert {"few-took", "apart", "best"} <= sections


def test_the_audit_is_that_of_the_report(found: Rows) -> None:
    omissions = page(everything()).findings.omissions
    assert found["audit"] == [
        {"quotes": omissions.quotes, "characters": omissions.characters, "picks": 200, "seed": omissions.seed}
    ]
    whole = {row["what"]: row for row in found["omissions"] if row["what"] != "group"}
    reach = omissions.respondents
    assert (whole["respondents"]["quoted"], whole["respondents"]["of"]) == (reach.quoted, reach.of)
    assert whole["respondents"]["stated"] == omissions.stated
    assert (whole["views"]["chance_low"], whole["views"]["chance_high"]) == (
        omissions.views.chance.low,
        omissions.views.chance.high,
    )
    told = [row for row in found["omissions"] if row["what"] == "group"]
    assert [(row["attribute"], row["group"], row["masked"], row["stated"]) for row in told] == [
        (one.attribute, group.group, group.reach is None, group.stated)
        for one in omissions.attributes
        for group in one.groups
    ]
    assert {row["stated"] is None for row in told} == {True, False}
    assert {row["quoted"] for row in told if row["masked"]} <= {None}


def test_the_timeline_is_masked_as_in_the_report() -> None:
    lively_round = lively()
    found = page(lively_round).findings.timeline
    held = rows(page(lively_round))["timeline"]
    assert found is not None
    assert [(row["unit"], row["starts"], row["answers"]) for row in held] == [
        (found.unit.value, span.starts, span.answers) for span in found.spans
    ]
    assert [row["masked"] for row in held] == [span.answers is None for span in found.spans]


# Where each number leads


def test_every_number_leads_to_its_statements(found: Rows) -> None:
    """By the two rules of the dictionary: rows of the number itself, or of its parts."""
    behind: dict[str, set[str]] = {row["number"]: set() for row in found["numbers"]}
    shown = {row["number"]: row["shown"] for row in found["numbers"]}
    for row in found["evidence"]:
        behind[row["number"]].add(row["statement"])
        if row["part_of"]:
            behind[row["part_of"]].add(row["statement"])
    assert {row["number"] for row in found["evidence"]} & {row["part_of"] for row in found["evidence"]} == set()
    assert len({(row["number"], row["statement"]) for row in found["evidence"]}) == len(found["evidence"])
    assert shown == {number: len(ids) for number, ids in behind.items()}
    assert {one for ids in behind.values() for one in ids} == {row["statement"] for row in found["statements"]}


@pytest.mark.parametrize("of", [everything(), snapshot(crowd(3, "tools", "gone"))])
def test_every_name_of_a_number_is_that_of_one(of: Snapshot) -> None:
    held = rows(page(of))
    named = {row[key] for name in held for row in held[name] for key in row if key.endswith("evidence")} - {None}
    assert len(named) >= 5
    assert named <= {row["number"] for row in held["numbers"]}


def test_the_numbers_are_those_that_the_report_opens() -> None:
    made = page(everything())
    assert {row["number"] for row in rows(made)["numbers"]} == set(_anchors(made))


def _anchors(made: Page) -> Iterator[str]:
    for block in made.blocks():
        yield from (one.evidence.anchor for one in (block, *block.parts))


def test_the_quotes_are_all_that_the_document_shows_and_no_others(found: Rows) -> None:
    made = document_of(page(everything()))
    nodes = [node for chapter in made.chapters for node in _every(chapter.blocks())]
    nodes += _every(made.opening.blocks)
    quotes = {(node.id, node.words, node.language) for node in nodes if isinstance(node, Quotation)}
    assert quotes == {(row["statement"], row["words"], row["language"]) for row in found["quotes"]}
    texts = [(node.id, node.words, node.language) for node in nodes if isinstance(node, StatementText)]
    assert texts == [(row["statement"], row["words"], row["language"]) for row in found["statements"]]


def _every(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Part | Folded):
            yield from _every(block.blocks)
        elif isinstance(block, Beside):
            yield from (one for side in block.sides for one in _every(side))


# Statements and their tags


def test_a_tag_stands_where_its_words_stand_as_they_are_shown(found: Rows) -> None:
    shown = next(row["words"] for row in found["statements"] if row["statement"] == token(LONG_WAY))
    assert shown == "Ask […] first 👍🏽: the grant, and tools, and […] after."
    tags = [row for row in found["tags"] if row["statement"] == token(LONG_WAY)]
    assert [(row["theme"], row["source"], row["score"], shown[row["start"] : row["end"]]) for row in tags] == [
        ("funding", "cue", 0.8765, "grant"),
        ("tools", "model", 0.8765, shown),
        ("equity", "cue", 0.8765, "grant"),
        ("process", "cue", 0.8765, "and […] after"),
        ("gone", "respondent", 0.8765, shown),
    ]


def test_themes_that_the_author_took_off_are_no_tags(found: Rows) -> None:
    row = next(row for row in found["statements"] if row["statement"] == token("Taken off."))
    assert (row["themes"], row["by_hand"], row["coded"]) == ((), True, ("funding", "tools"))
    assert [row for row in found["tags"] if row["statement"] == token("Taken off.")] == []


def test_nobody_coded_it_and_somebody_found_nothing_are_two_things(found: Rows) -> None:
    held = {row["statement"]: (row["by_hand"], row["coded"]) for row in found["statements"]}
    assert held[token("Nothing there")] == (True, ())
    assert held[token(LONG_WAY)] == (False, ())


def test_no_table_of_statements_has_an_attribute_or_a_time(found: Rows) -> None:
    attributes = {*found["edition"][0]["attributes"], "group", "attribute", "region", "role"} - {"language"}
    for held in found.values():
        if "statement" in held[0]:
            assert not attributes & set(held[0])
            assert not any(isinstance(value, date) for row in held for value in row.values())
    columns = ("statement", "language", "place", "list", "item", "themes", "by_hand", "coded", "words")
    assert tuple(found["statements"][0]) == columns
