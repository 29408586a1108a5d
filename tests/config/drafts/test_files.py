"""Drafts that a facilitator imports: from YAML, CSV and wikitext, each checked alike and by line."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from config.loading import find_consultation, load_consultation, read_drafts
from consultation.errors import InvalidFiles, InvalidInput
from consultation.guide import Consultation, Draft, Lineage


@pytest.fixture(scope="module")
def shipped() -> Consultation:
    return load_consultation(find_consultation("partnerships"))


def save(directory: Path, name: str, text: str) -> Path:
    path = directory / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def problems(path: Path, consultation: Consultation) -> list[str]:
    with pytest.raises(InvalidFiles) as raised:
        read_drafts(path, consultation)
    return [str(problem) for problem in raised.value.problems]


def texts(draft: Draft) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    full = draft.full.texts if draft.full else {}
    return dict(draft.title.texts), dict(draft.short.texts), dict(full)


YAML = """\
2019-11:
  dated: 2019-11-02
  status: Revised
  drafts:
    3:
      title: {en: Tools, fr: Outils}
      short: Short.
      full: |
        First.

        Second.
    14: {kind: research, title: New, short: Ask., status: {fr: Nouveau}}
    15: {title: Both, short: Merged., lineage: {relation: merged, sources: [2019-09/8, 2019-09/9]}}
"""


def test_yaml_with_languages_lineage_and_defaults(tmp_path: Path, shipped: Consultation) -> None:
    third, new, merged = read_drafts(save(tmp_path, "revised.yaml", YAML), shipped)
    assert (third.id, third.version, third.kind, third.dated) == ("3", "2019-11", "recommendation", date(2019, 11, 2))
    assert texts(third) == ({"en": "Tools", "fr": "Outils"}, {"en": "Short."}, {"en": "First.\n\nSecond."})
    assert third.lineage == Lineage("kept", ("2019-09/3",))
    assert (new.kind, new.status.texts, new.lineage) == ("research", {"fr": "Nouveau"}, Lineage("new"))
    assert merged.status.texts == {"en": "Revised"}
    assert merged.lineage == Lineage("merged", ("2019-09/8", "2019-09/9"))


CSV = """\
id,version,kind,status,title,short,full,lang,dated,relation,sources\r
3,2019-11,,Revised,Tools,Short.,"First.\r
\r
Second.",,2019-11,,\r
,,,,,,,,,,\r
3,2019-11,,Révisé,Outils,Court.,,fr,,,\r
13,2019-11,,,More research,Ask.,,,,,\r
15,2019-11,recommendation,New,Both,Merged.,,,,merged,2019-09/8 2019-09/9\r
"""


def test_csv_with_a_row_per_language(tmp_path: Path, shipped: Consultation) -> None:
    third, research, merged = read_drafts(save(tmp_path, "revised.csv", "\ufeff" + CSV), shipped)
    assert texts(third) == (
        {"en": "Tools", "fr": "Outils"},
        {"en": "Short.", "fr": "Court."},
        {"en": "First.\n\nSecond."},
    )
    assert third.status.texts == {"en": "Revised", "fr": "Révisé"}
    assert (third.dated, third.precision) == (date(2019, 11, 1), "month")
    assert third.lineage == Lineage("kept", ("2019-09/3",))
    assert (research.kind, research.status) == ("research", shipped.drafts[12].status)
    assert merged.lineage == Lineage("merged", ("2019-09/8", "2019-09/9"))


def test_csv_without_versions_takes_the_one_given(tmp_path: Path, shipped: Consultation) -> None:
    path = save(tmp_path, "short.csv", "id,title,short\n3,Outils,Court.\n")
    (draft,) = read_drafts(path, shipped, version="2020-01", language="fr")
    assert (draft.version, texts(draft)[:2]) == ("2020-01", ({"fr": "Outils"}, {"fr": "Court."}))


WIKITEXT = """\
<!-- version: 2019-11 --> <!-- dated: 2019-11-02 --> <!-- language: fr -->
<languages/>
An introduction that is not read.
<translate>
== 3. <!--T:1--> '''Outils''' communs ==
<!--T:2-->
Le [[Special:MyLanguage/Outil|premier]] paragraphe.

=== Pourquoi ===
[https://example.org Parce que] ''oui''.

<!-- Une remarque
sur deux lignes -->
== 14: Un nouveau ==
=== D'abord ===
Seul.
</translate>
"""


def test_wikitext_short_is_the_first_paragraph_and_full_is_all(tmp_path: Path, shipped: Consultation) -> None:
    third, new = read_drafts(save(tmp_path, "page.wiki", WIKITEXT), shipped, version="of no account")
    assert (third.version, third.dated) == ("2019-11", date(2019, 11, 2))
    assert texts(third) == (
        {"fr": "Outils communs"},
        {"fr": "Le premier paragraphe."},
        {"fr": "Le premier paragraphe.\n\nPourquoi\n\nParce que oui."},
    )
    assert third.lineage == Lineage("kept", ("2019-09/3",))
    assert (new.id, texts(new)) == ("14", ({"fr": "Un nouveau"}, {"fr": "Seul."}, {"fr": "D'abord\n\nSeul."}))


def test_wikitext_of_one_paragraph_has_no_fuller_text(tmp_path: Path, shipped: Consultation) -> None:
    (only,) = read_drafts(save(tmp_path, "page.wiki", "== 3. Tools ==\nShort.\n"), shipped, version="v2")
    assert texts(only) == ({"en": "Tools"}, {"en": "Short."}, {})


def test_wikitext_says_what_it_lacks(tmp_path: Path, shipped: Consultation) -> None:
    nameless = save(tmp_path, "page.txt", "<!-- two\nlines -->== 3. Tools ==\n\n== Also ==\n== 14. New ==\nText.\n")
    assert problems(nameless, shipped) == [
        "page.txt:1: name the version of this list: <!-- version: 2019-11 -->",
        "page.txt:2 drafts.unnamed.drafts.3.short: is required, and missing",
        "page.txt:4: a draft's heading has its number: == 3. Title ==",
    ]
    headless = save(tmp_path, "none.txt", "Words.\n")
    assert problems(headless, shipped) == ["none.txt: there is no heading like == 3. Title =="]


def test_csv_says_what_is_wrong_by_line(tmp_path: Path, shipped: Consultation) -> None:
    wrong = save(
        tmp_path,
        "wrong.csv",
        'id,version,title,short,kind,lang,dated,relation,sources\n3,v2,"Two\nlines",Short.,odd,,,,\n'
        "3,v2,Again,Short.,,en,,,\n4,v2,Four,,,,soon,,\n5,,Five,Short.,,de,,kept,2019-09/77\n6,v2,Six,S.,,,,,,,,x\n",
    )
    assert problems(wrong, shipped) == [
        'wrong.csv:2 drafts.v2.drafts.3.kind: there is no kind of draft "odd"; known: recommendation, research',
        "wrong.csv:4 drafts.v2.drafts.3.title.en: stands here a second time, after line 2",
        "wrong.csv:4 drafts.v2.drafts.3.short.en: stands here a second time, after line 2",
        (
            'wrong.csv:5 drafts.v2.drafts.4.dated: "soon" is no date: write 2019-09-20, or 2019-09 or 2019 where no'
            " more is known"
        ),
        "wrong.csv:5 drafts.v2.drafts.4.short: is required, and missing",
        "wrong.csv:6: name the version of this list in the column version",
        'wrong.csv:6 drafts.unnamed.drafts.5.title.de: there is no language "de"; known: en, fr, es, ar',
        'wrong.csv:6 drafts.unnamed.drafts.5.short.de: there is no language "de"; known: en, fr, es, ar',
        (
            'wrong.csv:6 drafts.unnamed.drafts.5.lineage.sources.1: there is no earlier list or draft "2019-09/77";'
            ' did you mean "2019-09/7"?'
        ),
        "wrong.csv:7: has 12 cells, the header 9",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "a.csv: is empty"),
        ("id,titel\n", "a.csv:1: there is no column title, short"),
        ('id,title,short\n3,"open\n', "a.csv:2: this is not CSV: unexpected end of data"),
    ],
)
def test_what_is_no_table_of_ours(tmp_path: Path, shipped: Consultation, text: str, problem: str) -> None:
    assert problems(save(tmp_path, "a.csv", text), shipped)[0] == problem


def test_yaml_says_what_is_wrong_by_line(tmp_path: Path, shipped: Consultation) -> None:
    wrong = save(tmp_path, "a.yml", "v2:\n  drafts:\n    3: {titel: T, short: S.}\n    x y: {title: T, short: S.}\n")
    assert problems(wrong, shipped) == [
        "a.yml:3 drafts.v2.drafts.3.title: is required, and missing",
        'a.yml:3 drafts.v2.drafts.3.titel: nothing is read by this name; did you mean "title"?',
        'a.yml:4 drafts.v2.drafts.x y: "x y" is no id: 1 to 24 of a-z, 0-9 and "-"',
    ]


def test_a_version_never_changes_and_the_same_again_is_no_change(tmp_path: Path, shipped: Consultation) -> None:
    path = save(tmp_path, "a.yaml", YAML)
    imported = read_drafts(path, shipped)
    known = replace(shipped, drafts=shipped.drafts + imported)
    assert read_drafts(path, known) == imported
    assert problems(save(tmp_path, "a.yaml", YAML.replace("Short.", "Shorter.")), known) == [
        (
            "a.yaml:5 drafts.2019-11.drafts.3: this version is there already, and versions never change: give the list"
            " another name"
        )
    ]


def test_another_kind_of_file_is_refused(tmp_path: Path, shipped: Consultation) -> None:
    with pytest.raises(InvalidInput, match=r"a\.docx: drafts are read from a file in \.yaml, \.yml, \.csv"):
        read_drafts(tmp_path / "a.docx", shipped)
    assert problems(tmp_path / "nowhere.csv", shipped) == ["nowhere.csv: there is no such file"]
