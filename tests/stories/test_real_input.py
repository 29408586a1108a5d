"""A facilitator brings answers in from elsewhere: a survey, a workshop, an earlier consultation."""

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter

from consultation.records import Participation, Quoting
from storage.store import SqlStore
from tests.stories.commands import Palabre

pytestmark = pytest.mark.story

QUESTION = """
    Comment renforcer notre capacité de collaboration pour être le meilleur partenaire
    et le plus efficace ?
"""
"""As it stands in the consultation, but for its spaces, one of which there does not break."""

SURVEY: list[dict[str, object]] = [
    {
        "id": "s1",
        "text": "Un petit budget stable,\nsans dossier de quarante pages.",
        "lang": "fr",
        "question": QUESTION,
        "date": "2019-09-20T18:30",
        "role": "Bénévole",
        "region": "west-africa;north-africa",
        "organisation": "Cercle des bibliothèques; Dakar",
        "labels": "funding",
    },
    {
        "id": "s2",
        "text": "Notes of our table: translators are tired; one \"thank you\" would help, and =1+1 is 2.",
        "lang": "en",
        "date": "2019-09-21",
        "source": "workshop in Accra",
        "people": 12,
        "record": "off",
    },
    {"id": "s3", "text": "  Ethics first.  ", "question": "partners", "respondent": "17", "date": "2019-09-22"},
    {"id": "s4", "text": "Data, too.", "question": "areas", "respondent": "17", "date": "2019-09-22", "labels": "[]"},
]  # fmt: skip


def jsonl(path: Path, rows: Sequence[Mapping[str, object]]) -> Path:
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
    return path


def table(rows: Sequence[Mapping[str, object]]) -> list[list[object]]:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    return [list(columns), *([row.get(column, "") for column in columns] for row in rows)]


def csv_file(path: Path, rows: Sequence[Mapping[str, object]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(table(rows))
    return path


def xlsx_file(path: Path, rows: Sequence[Mapping[str, object]]) -> Path:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate(table(rows)):
            sheet.write_row(number, 0, cells)
    return path


def launched(palabre: Palabre, *asked: str) -> str:
    return palabre.run("round", "launch", "partnerships", *(asked or ("--questions",))).out.strip()


def kept(palabre: Palabre, round_id: str) -> tuple[Participation, ...]:
    with SqlStore.open(f"sqlite:///{palabre.home / 'palabre.db'}") as store:
        return store.record(round_id).participations


def test_a_survey_is_imported_once_and_counted(palabre: Palabre, tmp_path: Path) -> None:
    round_id = launched(palabre)
    file = jsonl(tmp_path / "survey.jsonl", SURVEY)
    assert palabre.run("import", round_id, file).out == "4 new answers, 0 already there, 0 refused\n"
    before = kept(palabre, round_id)
    again = palabre.run("import", round_id, file)
    assert (again.out, again.err) == ("0 new answers, 4 already there, 0 refused\n", "")
    assert kept(palabre, round_id) == before
    status = json.loads(palabre.run("round", "status", round_id, "--json").out)
    assert (status["respondents"], status["answers"], status["items"]) == (
        3, 4, {"": 1, "areas": 1, "capacity": 1, "partners": 1},
    )  # fmt: skip


def test_who_erased_themselves_does_not_come_back_with_the_file(palabre: Palabre, tmp_path: Path) -> None:
    round_id = launched(palabre)
    file = jsonl(tmp_path / "survey.jsonl", SURVEY)
    palabre.run("import", round_id, file)
    *others, seventeen = kept(palabre, round_id)
    assert len(seventeen.answers) == 2
    palabre.run("forget", seventeen.respondent)
    for options in (["--dry-run"], []):
        again = palabre.run("import", round_id, file, *options)
        assert again.out.startswith("0 new answers, 2 already there, 0 refused")
        assert again.err == "2 left out: their authors erased themselves\n"
        assert kept(palabre, round_id) == tuple(others)


def test_what_a_group_and_a_person_said_of_themselves_is_kept(palabre: Palabre, tmp_path: Path) -> None:
    round_id = launched(palabre)
    palabre.run("import", round_id, jsonl(tmp_path / "survey.jsonl", SURVEY), "--quote", "verbatim")
    person, group, other = kept(palabre, round_id)
    assert (person.source, person.people, person.on_record, person.language) == ("survey.jsonl", None, True, "fr")
    assert person.attributes == {
        "role": ("volunteer",),
        "region": ("west-africa", "north-africa"),
        "organisation": ("Cercle des bibliothèques; Dakar",),
    }
    assert [(answer.item, answer.coded) for answer in person.answers] == [("capacity", ("funding",))]
    assert "funding" in person.answers[0].current.themes
    assert (group.source, group.people, group.on_record) == ("workshop in Accra", 12, False)
    assert [(answer.current.text, answer.coded) for answer in other.answers] == [
        ("  Ethics first.  ", None), ("Data, too.", ()),
    ]  # fmt: skip
    assert {one.quoting for one in (person, group, other)} == {Quoting.VERBATIM}


def test_a_table_and_a_spreadsheet_say_what_the_lines_say(tmp_path: Path) -> None:
    records = []
    for write, suffix in ((jsonl, "jsonl"), (csv_file, "csv"), (xlsx_file, "xlsx")):
        palabre = Palabre(tmp_path / suffix)
        round_id = launched(palabre)
        palabre.run("import", round_id, write(tmp_path / f"survey.{suffix}", SURVEY))
        people = kept(palabre, round_id)
        assert [person.source for person in people] == [f"survey.{suffix}", "workshop in Accra", f"survey.{suffix}"]
        records.append([replace(person, source="") for person in people])
    assert records[0] == records[1] == records[2]
    for other in ("jsonl", "csv"):
        again = palabre.run("import", round_id, tmp_path / f"survey.{other}")
        assert again.out == "0 new answers, 4 already there, 0 refused\n"


def test_bad_rows_are_listed_by_number_and_the_good_ones_imported(palabre: Palabre, tmp_path: Path) -> None:
    round_id = launched(palabre)
    file = tmp_path / "survey.csv"
    file.write_text(
        'text,role,question\n"good,\nindeed",staff,\n\n,staff,\nbad,boss,whither\nfine,,areas\n', encoding="utf-8"
    )
    listed = (
        f"{file}:4: text: is empty\n"
        f'{file}:5: question: this round asks no question "whither"; known: '
        "capacity, areas, partners, responsibilities, changes; "
        'role: there is no choice "boss"; known: volunteer, staff, board\n'
    )
    nothing = palabre.run("import", round_id, file, "--all-or-nothing", exits=1)
    assert nothing.err == listed
    assert nothing.out.startswith("0 new answers, 0 already there, 2 refused; nothing is imported")
    assert kept(palabre, round_id) == ()
    some = palabre.run("import", round_id, file, exits=1)
    assert (some.out, some.err) == ("2 new answers, 0 already there, 2 refused\n", listed)
    assert sorted(person.answers[0].current.text for person in kept(palabre, round_id)) == ["fine", "good,\nindeed"]


def test_a_dry_run_says_what_would_be_and_keeps_nothing(palabre: Palabre, tmp_path: Path) -> None:
    round_id = launched(palabre)
    said = palabre.run("import", round_id, jsonl(tmp_path / "survey.jsonl", SURVEY), "--dry-run").out.splitlines()
    assert said[-1] == "4 new answers, 0 already there, 0 refused; nothing is kept (--dry-run)"
    assert said[0].startswith("fr  capacity  [")
    assert said[0].endswith("]  Un petit budget stable, sans dossier de quarante pages.")
    assert len(said) == 5
    assert kept(palabre, round_id) == ()


def test_lines_come_through_a_pipe_into_a_round_on_drafts(palabre: Palabre) -> None:
    round_id = launched(palabre, "--drafts")
    good, bad = (f'{{"text": "It costs us nothing.", "draft": 3, "stance": "{side}"}}\n' for side in ("support", "for"))
    ran = palabre.run("import", round_id, "-", stdin=good + bad, exits=1)
    assert ran.err == '-:2: stance: "for" is no stance on a draft of this kind; known: support, changes, oppose, none\n'
    (person,) = kept(palabre, round_id)
    assert (person.source, person.quoting) == ("standard input", Quoting.PARAPHRASE)
    assert [(stance.draft, stance.version, stance.side) for stance in person.stances] == [("3", "2019-09", "support")]


def test_what_is_wrong_as_a_whole_is_one_message(palabre: Palabre, tmp_path: Path) -> None:
    round_id = launched(palabre)
    wrong = {
        "none.csv: cannot be read: No such file or directory": None,
        "a.ods: answers are read from a file in .jsonl": "",
        'a.csv:1: there is no column "texte" (did you mean "text"?); the columns are: text, ': "texte;id\nA;1\n",
        "a.jsonl:1: there is no column text": '{"id": "1"}',
        "a.xlsx: this is no spreadsheet": "text",
    }
    for what, content in wrong.items():
        file = tmp_path / what.partition(":")[0]
        if content is not None:
            file.write_text(content, encoding="utf-8")
        ran = palabre.run("import", round_id, file, exits=1)
        assert (ran.out, ran.err.count("\n")) == ("", 1)
        assert ran.err.startswith(f"{tmp_path}/{what}")
    assert palabre.run("import", "nowhere", tmp_path / "a.csv", exits=1).err == "there is no round nowhere\n"
