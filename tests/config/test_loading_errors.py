"""Everything wrong with a consultation is told at once, by file, line and unit."""

from pathlib import Path

import pytest

from config.loading import load_consultation
from consultation.errors import InvalidFiles
from consultation.rounds import Target

SOUND = {
    "consultation.yaml": """\
id: small
languages: [en, fr]
timezone: UTC
licence: CC0
minutes: 5
retention_days: 30
title: Small
group: A group
summary: Why.
attribution: Ours.
next_steps: A report.
finding: None yet.
guides:
  first:
    title: Bank
    preface: Any order.
    questions:
      no: {title: No, text: Why no?}
attributes:
  role: {label: Role, question: Which?, choices: {staff: Staff}}
  region: {label: Region, question: Where?, several: yes, choices: {north: North}}
""",
    "fr.yaml": "title: Petit\nguides.first.questions.no.text: Pourquoi non ?\n",
    "drafts.yaml": "one:\n  status: Draft\n  drafts:\n    1: {title: A, short: Aa.}\n",
    "codebook.yaml": "version: 1\nthemes:\n  - id: money\n    label: {en: Money}\n    bears_on: [1]\n",
}


def written(directory: Path, **changes: str) -> Path:
    for name, text in (SOUND | {f"{stem}.yaml": text for stem, text in changes.items()}).items():
        (directory / name).write_text(text, encoding="utf-8")
    return directory


def problems(directory: Path) -> list[str]:
    with pytest.raises(InvalidFiles) as raised:
        load_consultation(directory)
    return [str(problem) for problem in raised.value.problems]


def changed(old: str, new: str, file: str = "consultation") -> dict[str, str]:
    text = SOUND[f"{file}.yaml"]
    assert old in text
    return {file: text.replace(old, new)}


def test_the_sound_one_loads_and_no_stays_a_text(tmp_path: Path) -> None:
    loaded = load_consultation(written(tmp_path))
    assert loaded.guides[0].questions[0].id == "no"
    assert loaded.guides[0].questions[0].title.texts == {"en": "No"}
    assert loaded.attributes[1].several
    assert not loaded.attributes[0].several
    assert loaded.completeness() == {"en": 1.0, "fr": 2 / len(loaded.units)}


BROKEN = {
    "consultation": """\
id: Broken One
languages: [en, fr, es]
chains:
  fr: [es]
  es: [fr, xx]
  pt: [en]
timezone: Europe/Pariss
licence: CC0
minutes: soon
retention_days: 30
titel: Broken
group: ""
summary: [a, list]
attribution: Ours.
next_steps:
finding: None yet.
guides:
  first:
    title: Bank
    preface: Any order.
    questions:
      areas: {title: A title that is by far too long for any button, text: Which?}
      areas: {title: Twice, text: Which?}
      An id with spaces: {title: Spaces, text: Which?}
  second:
    title: Bank
    preface: Any order.
    questions:
      areas: {title: Taken, text: Which?}
attributes:
  role: {label: Role, question: Which?, choices: {staff: Staff}}
  region: {label: Region, question: Where?, several: maybe, choices: {north: North}}
members:
  - name: A Person
    organisations: [One]
    role: stuff
    regions: [north, sotuh]
documents:
  old: {kind: report, title: Old, dated: 2019-13}
plan:
  map: {title: Map, starts: 5, ends: 3}
""",
    "fr": "title: Cassé\nguides:\n  first:\n    titel: Banque\n    questions.areas.title: >\n"
    "      Un titre qui est bien trop long pour tenir dans un bouton\n",
    "es": "group:\n",
    "drafts": """\
one:
  status: Draft
  drafts:
    1: {title: A, short: Aa., lineage: {relation: kept, sources: [nul]}}
    2: {title: {en: B, xx: C}, short: Bb., kind: recomendation, dated: soon}
    3: {title: C, short: "", lineage: {relation: new, sources: []}}
    4: {short: D}
""",
    "codebook": """\
version: 1
themes:
  - id: money
    label: {en: Money, de: Geld}
    bears_on: [1, 9]
  - id: money
    definition: {en: Twice}
    cues: {en: grant}
    probes: {en: Why?}
""",
}


def test_all_problems_at_once_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    directory = written(tmp_path, **BROKEN, de="title: Kaputt\n")
    circular = "the chain is circular: it leads back to the language it starts from"
    assert problems(directory) == [
        'consultation.yaml:1 id: "Broken One" is no id: 1 to 24 of a-z, 0-9 and "-"',
        "consultation.yaml:1 title: is required, and missing",
        f"consultation.yaml:4 chains.fr: {circular}",
        'consultation.yaml:5 chains.es.2: there is no language "xx"; known: en, fr, es',
        f"consultation.yaml:5 chains.es: {circular}",
        'consultation.yaml:6 chains.pt: there is no language "pt"; known: en, fr, es',
        'consultation.yaml:7 timezone: there is no time zone "Europe/Pariss"; did you mean "Europe/Paris"?',
        'consultation.yaml:9 minutes: "soon" is not a whole number from 1 to 600',
        'consultation.yaml:11 titel: nothing is read by this name; did you mean "title"?',
        "consultation.yaml:12 group: is empty",
        "consultation.yaml:13 summary: must be a text",
        "consultation.yaml:15 next_steps: is empty",
        "consultation.yaml:22 guides.first.questions.areas.title: has 46 characters; a button takes 45",
        "consultation.yaml:23 guides.first.questions.areas: stands here a second time, after line 22",
        (
            'consultation.yaml:24 guides.first.questions.An id with spaces: "An id with spaces" is no id: 1 to 24 of'
            ' a-z, 0-9 and "-"'
        ),
        'consultation.yaml:29 guides.second.questions.areas: the id "areas" is taken in first',
        'consultation.yaml:32 attributes.region.several: "maybe" is neither yes nor no',
        'consultation.yaml:36 members.1.role: there is no role "stuff"; did you mean "staff"?',
        'consultation.yaml:37 members.1.regions.2: there is no region "sotuh"; did you mean "north"?',
        (
            'consultation.yaml:39 documents.old.dated: "2019-13" is no date: write 2019-09-20, or 2019-09 or 2019 where'
            " no more is known"
        ),
        'consultation.yaml:41 plan.map.ends: "3" is not a whole number from 5 to 12',
        'fr.yaml:4 guides.first.titel: the original has no such unit; did you mean "guides.first.title"?',
        "fr.yaml:5 guides.first.questions.areas.title: has 57 characters; a button takes 45",
        "es.yaml:1 group: is empty",
        'drafts.yaml:4 drafts.one.drafts.1.lineage.sources.1: there is no earlier list or draft "nul"',
        (
            'drafts.yaml:5 drafts.one.drafts.2.dated: "soon" is no date: write 2019-09-20, or 2019-09 or 2019 where no'
            " more is known"
        ),
        (
            'drafts.yaml:5 drafts.one.drafts.2.kind: there is no kind of draft "recomendation"; did you mean'
            ' "recommendation"?'
        ),
        'drafts.yaml:5 drafts.one.drafts.2.title.xx: there is no language "xx"; known: en, fr, es',
        "drafts.yaml:6 drafts.one.drafts.3.short: is empty",
        "drafts.yaml:7 drafts.one.drafts.4.title: is required, and missing",
        'codebook.yaml:4 themes.money.label.de: there is no language "de"; known: en, fr, es',
        'codebook.yaml:5 themes.money.bears_on.2: there is no draft "9"; known: 1, 2, 3, 4',
        "codebook.yaml:6 themes.money.label: is required, and missing",
        'codebook.yaml:6 themes.money: the id "money" is taken in line 3',
        "codebook.yaml:8 themes.money.cues.en: must be a list",
        'codebook.yaml:9 themes.money.probes: nothing is read by this name; did you mean "probe"?',
        "de.yaml: is no file of a consultation in en, fr, es",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("id: small\ntitle: [open\n", "consultation.yaml:3: this is not YAML: expected ',' or ']', but got"),
        ("id: small\n\ttitle: x\n", "consultation.yaml:2: this is not YAML: found character '\\t' that cannot start"),
        ("", "consultation.yaml: is empty"),
        ("just words\n", "consultation.yaml:1: must be keys with what belongs to each"),
        ("- a\n- b\n", "consultation.yaml:1: must be keys with what belongs to each"),
        ("a: &a [*a]\n", "consultation.yaml: an alias (*name) repeats a part of the file: write it out"),
        ("a: " + "[" * 30 + "]" * 30, "consultation.yaml:1: this is not YAML: maximum depth"),
        ("a: 1\n---\nb: 2\n", "consultation.yaml:2: this is not YAML: but found another document"),
        ("a: b\nc: \x07\n", "consultation.yaml:2: this is not YAML: special characters are not allowed"),
    ],
)
def test_what_is_no_yaml_of_ours(tmp_path: Path, text: str, problem: str) -> None:
    found = problems(written(tmp_path, consultation=text))
    assert len(found) == 1
    assert found[0].startswith(problem)


def test_a_file_that_is_not_utf_8_names_the_line(tmp_path: Path) -> None:
    (written(tmp_path) / "fr.yaml").write_bytes("title: Petit\ngroup: Équipe\n".encode("latin-1"))
    assert problems(tmp_path) == ["fr.yaml:2: this is not UTF-8: save it with this encoding"]


def test_no_tag_makes_an_object(tmp_path: Path) -> None:
    evil = changed("title: Small", "title: !!python/object/apply:os.system [exit]")
    assert problems(written(tmp_path, **evil)) == ["consultation.yaml:7 title: must be a text"]


def test_a_missing_codebook_is_told_and_missing_drafts_and_translations_are_not(tmp_path: Path) -> None:
    written(tmp_path)
    for name in ("codebook.yaml", "drafts.yaml", "fr.yaml"):
        (tmp_path / name).unlink()
    assert problems(tmp_path) == ["codebook.yaml: there is no such file"]


def test_a_translation_may_stand_once(tmp_path: Path) -> None:
    twice = written(tmp_path, fr="guides:\n  first.title: Banque\nguides.first.title: Banque\n")
    assert problems(twice) == ["fr.yaml:3 guides.first.title: stands here a second time, after line 2"]
    both = written(tmp_path, fr="title: Petit\n", **changed("title: Small", "title: {en: Small, fr: Menu}"))
    assert problems(both) == ["fr.yaml:1 title: has a text already: consultation.yaml:7"]


def test_an_id_has_at_most_24_characters(tmp_path: Path) -> None:
    fits, does_not = "n" * 24, "n" * 25
    no = "    questions:\n      no:"
    load_consultation(written(tmp_path, fr="title: Petit\n", **changed(no, no.replace("no:", f"{fits}:"))))
    assert problems(written(tmp_path, fr="title: Petit\n", **changed(no, no.replace("no:", f"{does_not}:")))) == [
        f'consultation.yaml:18 guides.first.questions.{does_not}: "{does_not}" is no id: 1 to 24 of a-z, 0-9 and "-"'
    ]


def test_a_unit_has_a_text_in_some_language(tmp_path: Path) -> None:
    assert problems(written(tmp_path, **changed("group: A group", "group: {}"))) == [
        "consultation.yaml:8 group: has no text"
    ]


@pytest.mark.parametrize("lineage", ["{relation: new, sources: [1]}", "{relation: kept}"])
def test_only_a_new_draft_has_no_sources(tmp_path: Path, lineage: str) -> None:
    drafts = (
        f"0:\n  drafts: {{}}\n1:\n  status: Draft\n  lineage: {lineage}\n  drafts:\n    1: {{title: A, short: B}}\n"
    )
    assert "drafts.yaml:5 drafts.1.lineage: a new draft has no sources; any other names them" in problems(
        written(tmp_path, drafts=drafts)
    )


def test_a_first_list_says_its_status(tmp_path: Path) -> None:
    silent = written(tmp_path, **changed("  status: Draft\n", "", file="drafts"))
    assert problems(silent) == ["drafts.yaml:3 drafts.one.drafts.1.status: is required, and missing"]


def test_a_chain_that_begins_and_ends_with_itself_is_circular(tmp_path: Path) -> None:
    own = written(tmp_path, **changed("timezone", "chains: {fr: [fr]}\ntimezone"))
    assert problems(own) == [
        "consultation.yaml:3 chains.fr: the chain is circular: it leads back to the language it starts from"
    ]


def test_targets_and_kinds_of_the_plan_and_of_partners_are_read(tmp_path: Path) -> None:
    more = """targets: ["region=north:30", "language=fr:20"]
plan:
  talks: {kind: interview, title: Talks, starts: 1, ends: 2}
  rest: {title: Rest, starts: 3, ends: 3}
partner_kinds: {glam: Library}
"""
    loaded = load_consultation(written(tmp_path, consultation=SOUND["consultation.yaml"] + more))
    assert loaded.targets == (Target("region", "north", 30), Target("language", "fr", 20))
    assert [(step.id, step.kind) for step in loaded.plan] == [("talks", "interview"), ("rest", "other")]
    assert [(kind.id, kind.label.texts) for kind in loaded.partner_kinds] == [("glam", {"en": "Library"})]


def test_targets_and_kinds_that_cannot_be_are_told(tmp_path: Path) -> None:
    more = """targets: ["region=south:30", "shoe=42:1", "region=north", "role=staff:1", "role=staff:2"]
plan:
  talks: {kind: party, title: Talks, starts: 1, ends: 2}
"""
    told = problems(written(tmp_path, consultation=SOUND["consultation.yaml"] + more))
    parts = (
        "there is no region 'south'; there are: north",
        "there is no attribute 'shoe'; there are: language, role, region",
        "'region=north' is no target; write region=oceania:30",
        "stands here a second time",
        'there is no kind "party"',
    )
    assert len(told) == len(parts)
    assert [part for part in parts if not any(part in problem for problem in told)] == []


def test_a_region_has_the_time_zone_that_is_written_beside_it(tmp_path: Path) -> None:
    zoned = written(
        tmp_path, **changed("choices: {north: North}", "choices: {north: N, south: S}, timezones: {south: Asia/Tokyo}")
    )
    assert [(choice.id, choice.timezone) for choice in load_consultation(zoned).attributes[1].choices] == [
        ("north", ""),
        ("south", "Asia/Tokyo"),
    ]


def test_a_time_zone_is_one_there_is_and_of_a_choice_there_is(tmp_path: Path) -> None:
    wrong = "choices: {north: North}, timezones: {north: Asia/Tokio, nroth: UTC}"
    where = "consultation.yaml:21 attributes.region.timezones"
    assert problems(written(tmp_path, **changed("choices: {north: North}", wrong))) == [
        f'{where}.nroth: there is no choice "nroth"; did you mean "north"?',
        f'{where}.north: there is no time zone "Asia/Tokio"; did you mean "Asia/Tokyo"?',
    ]
