"""REFI-QDA: pyrefiqda reads it back whole, and its selections are the words that are the evidence."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from pyrefiqda.models.project import CodeType, CodingType, TextSourceType

from consultation.codebook import Theme
from consultation.private_data import Kind, Private, masked, masked_span
from consultation.records import Snapshot
from consultation.refi_qda import code_guid, guid_of
from reports.formats.qda_project import VARIABLES
from tests.reports.data_files import Qdpx, qdpx, written
from tests.reports.data_snapshots import LONG_WAY, everything, tagged
from tests.reports.nasty import NASTY, nasty_people
from tests.reports.snapshots import THEMES, person, said, snapshot, theme, token, town


def opened(of: Snapshot, folder: Path, language: str = "en") -> Qdpx:
    (path,) = written(of, folder, "qdpx", language=language)
    return qdpx(path, folder / "opened")


def sources(read: Qdpx) -> dict[str, TextSourceType]:
    return {str(one.name): one for one in (read.project.sources.text_source if read.project.sources else [])}


def codes(read: Qdpx) -> dict[str, str]:
    """Return the names of the codes by guid."""
    top = read.project.code_book.codes.code if read.project.code_book else []
    return {code.guid: code.name for code in _nested(top)}


def _nested(top: list[CodeType]) -> Iterator[CodeType]:
    for code in top:
        yield code
        yield from _nested(code.code)


def told(read: Qdpx, coding: CodingType) -> tuple[str, str]:
    """Return the name of a coding's code and the id of who gave it."""
    users = {user.guid: str(user.id) for user in (read.project.users.user if read.project.users else [])}
    return codes(read)[coding.code_ref.target_guid], users[str(coding.creating_user)]


def selections(read: Qdpx, name: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what each selection of a source is on, and its codings."""
    words = read.words[name]
    return [
        (words[one.start_position : one.end_position], [told(read, coding) for coding in one.coding])
        for one in sources(read)[name].plain_text_selection
    ]


def test_the_project_is_read_back_whole(tmp_path: Path) -> None:
    read = opened(everything(), tmp_path)
    project = read.project
    assert (project.name, project.origin) == ("A town asks", "Palabre")
    assert project.creation_date_time is not None
    assert project.creation_date_time.to_datetime().date() == date(2026, 4, 11)
    assert list(codes(read).values()) == ["Funding", "Tools", "Equity", "This consultation", "gone"]
    assert [code.description for code in project.code_book.codes.code][:1] == ["About funding."]  # type: ignore[union-attr]
    assert {user.id: user.name for user in project.users.user} == {  # type: ignore[union-attr]
        "Palabre": "Palabre",
        "respondent": "The respondents’ own corrections",
        "reviewer": "A reviewer",
        "by-hand": "Coded by hand",
    }
    assert [one.name for one in project.variables.variable] == list(VARIABLES)  # type: ignore[union-attr]
    sets = {one.name: [codes(read)[ref.target_guid] for ref in one.member_code] for one in project.sets.set}  # type: ignore[union-attr]
    assert sets == {"Draft 1": ["Funding", "Equity"], "Draft 3": ["Funding"], "Draft 2": ["Tools"]}


def test_codings_are_by_who_gave_them_and_on_the_words_as_they_are_shown(tmp_path: Path) -> None:
    read, name = opened(everything(), tmp_path), token(LONG_WAY)
    assert read.words[name] == "Ask […] first 👍🏽: the grant, and tools, and […] after."
    assert selections(read, name) == [
        ("grant", [("Funding", "Palabre"), ("Equity", "Palabre")]),
        ("and […] after", [("This consultation", "Palabre")]),
    ]
    whole = [told(read, coding) for coding in sources(read)[name].coding]
    assert whole == [("Tools", "Palabre"), ("gone", "respondent")]
    coded = [told(read, coding) for coding in sources(read)[token("Taken off.")].coding]
    assert coded == [("Funding", "by-hand"), ("Tools", "by-hand")]
    assert selections(read, token("Freely said: =1+1")) == [("F", [("Tools", "reviewer")])]


def test_a_source_says_its_language_and_what_it_is_on(tmp_path: Path) -> None:
    read = opened(everything(), tmp_path)
    names = {one.guid: one.name for one in read.project.variables.variable}  # type: ignore[union-attr]

    def values(name: str) -> dict[str, str | None]:
        return {names[one.variable_ref.target_guid]: one.text_value for one in sources(read)[name].variable_value}

    on_draft = {"language": "en", "place": "draft", "list": "2026-01", "item": "1", "title": "Fund small groups"}
    assert values(token("It would help at once.")) == on_draft
    assert values(token("Freely said: =1+1")) == {"language": "en", "place": "free", "title": "Said freely"}


def test_nasty_texts_are_read_as_they_were_written(tmp_path: Path) -> None:
    read = opened(snapshot(nasty_people()), tmp_path)
    assert read.words == {token(text): text for text in NASTY.values()}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_evidence_in_a_nasty_text_is_found_again(text: str, tmp_path: Path) -> None:
    middle = text[len(text) // 2 : len(text) // 2 + 3]
    people = [person("ana", tagged(said(text), ("tools", "cue", middle), ("funding", "cue", text)))]
    read = opened(snapshot(people), tmp_path)
    found = {words for words, _ in selections(read, token(text))}
    assert found == {middle, text}


def test_accents_and_hostile_names_come_back(tmp_path: Path) -> None:
    hostile = '<Équité & "co">\'\n\tÀ la fin ]]>'
    themes = (*THEMES, theme("mean", hostile, ""), theme("é.ü", "Über é", ""), theme("é", "é", ""))
    people = [person("ana", said("Ça va de soi.", "mean", "é.ü"))]
    read = opened(snapshot(people, consultation=town(themes=themes)), tmp_path)
    assert codes(read)[str(code_guid("mean"))] == hostile
    (accent,) = [one for one in read.project.code_book.codes.code if one.name == "é"]  # type: ignore[union-attr]
    assert [(one.name, one.guid) for one in accent.code] == [("Über é", str(code_guid("é.ü")))]
    assert read.words[token("Ça va de soi.")] == "Ça va de soi."


def test_what_xml_cannot_hold_is_replaced_in_names_and_nothing_breaks(tmp_path: Path) -> None:
    mean = Theme("mean", {"en": "bell\x07 \ufffe"}, {"en": "one\rtwo\x0b"}, {}, {}, {})
    read = opened(snapshot([person("ana", said("Hm.", "mean"))], consultation=town(themes=(mean,))), tmp_path)
    (code,) = read.project.code_book.codes.code  # type: ignore[union-attr]
    assert (code.name, code.description) == ("bell\ufffd \ufffd", "one\rtwo\ufffd")


def test_without_statements_or_themes_it_is_a_project_still(tmp_path: Path) -> None:
    empty = opened(snapshot(consultation=town(themes=(), drafts=())), tmp_path)
    assert (empty.project.sources, empty.project.code_book, empty.project.sets, empty.words) == (None, None, None, {})


def test_every_guid_is_the_only_one_and_every_reference_leads_to_one(tmp_path: Path) -> None:
    read = opened(everything(), tmp_path)
    project = read.project
    held = list(sources(read).values())
    codings = [coding for one in held for coding in one.coding]
    codings += [coding for one in held for part in one.plain_text_selection for coding in part.coding]
    guids = [user.guid for user in project.users.user] + list(codes(read)) + [one.guid for one in held]  # type: ignore[union-attr]
    guids += [one.guid for one in project.variables.variable] + [one.guid for one in project.sets.set]  # type: ignore[union-attr]
    guids += [part.guid for one in held for part in one.plain_text_selection] + [coding.guid for coding in codings]
    assert len({*guids}) == len(guids)
    assert len(codings) > 40
    assert {coding.code_ref.target_guid for coding in codings} <= set(codes(read))


def test_writing_it_again_gives_the_same_bytes(tmp_path: Path) -> None:
    (first,), (second,) = (written(everything(), tmp_path / name, "qdpx") for name in "ab")
    assert first.read_bytes() == second.read_bytes()


def test_the_sources_lie_flat_under_their_guids(tmp_path: Path) -> None:
    (path,) = written(snapshot([person("ana", said("One."))]), tmp_path, "qdpx")
    assert ZipFile(path).namelist() == ["project.qde", f"sources/{guid_of('statement', token('One.'))}.txt"]


# Where a span stands once something private is masked

AT = (Private(4, 10, Kind.EMAIL), Private(14, 15, Kind.NUMBER))
TEXT = "abc 012345 xy 9 end"


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (0, 3, "abc"),
        (0, 4, "abc "),
        (0, 5, "abc […]"),
        (4, 10, "[…]"),
        (5, 6, "[…]"),
        (9, 11, "[…] "),
        (10, 13, " xy"),
        (11, 15, "xy […]"),
        (5, 15, "[…] xy […]"),
        (15, 19, " end"),
        (0, 19, "abc […] xy […] end"),
    ],
)
def test_a_span_that_reaches_into_what_is_private_is_widened_to_its_mark(start: int, end: int, shown: str) -> None:
    first, last = masked_span(AT, start, end)
    assert masked(TEXT, AT)[first:last] == shown
