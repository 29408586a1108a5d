"""A codebook file: the form of commands.md, what may be left out, and what is wrong by line."""

from pathlib import Path

import pytest

from config.codebooks.form import CodebookForm
from config.loading import load_codebook
from consultation.codebook import Codebook, Theme
from consultation.errors import InvalidFiles

OF_THE_CONTRACT = """\
version: 1
themes:
  - id: funding
    label: {en: Funding, fr: Financement}
    definition: {en: The money that sustains partnerships.}
    cues: {en: [grant, budget], fr: [subvention, budget]}     # phrases; stems, case and accents folded
    needs: {en: {credit: [money, loan]}}                      # optional
    bears_on: [6, 8, 11, 13]                                  # optional: drafts
"""


def save(directory: Path, text: str) -> Path:
    path = directory / "codebook.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def problems(path: Path) -> list[str]:
    with pytest.raises(InvalidFiles) as raised:
        load_codebook(path)
    return [str(problem) for problem in raised.value.problems]


def test_the_form_of_the_contract(tmp_path: Path) -> None:
    codebook = load_codebook(save(tmp_path, OF_THE_CONTRACT))
    assert codebook.version == 1
    assert codebook.themes == (
        Theme(
            id="funding",
            labels={"en": "Funding", "fr": "Financement"},
            definitions={"en": "The money that sustains partnerships."},
            cues={"en": ("grant", "budget", "credit"), "fr": ("subvention", "budget")},
            needs={"en": {"credit": ("money", "loan")}},
            probes={},
            bears_on=("6", "8", "11", "13"),
        ),
    )


def test_a_label_is_enough_and_ids_may_be_long_and_in_any_script(tmp_path: Path) -> None:
    long = "q147-" + "a" * 75
    text = f"version: 2\nthemes:\n  - {{id: {long}, label: {{ca: 'No'}}}}\n  - {{id: التمويل, label: {{ar: no}}}}\n"
    codebook = load_codebook(save(tmp_path, text))
    assert [theme.id for theme in codebook.themes] == [long, "التمويل"]
    assert codebook.languages == ("ar", "ca")
    assert codebook.themes[1].labels == {"ar": "no"}


def test_a_theme_may_have_a_probe(tmp_path: Path) -> None:
    codebook = load_codebook(save(tmp_path, OF_THE_CONTRACT + "    probe: {en: For how long?}\n"))
    assert codebook.themes[0].probes == {"en": "For how long?"}


def test_the_fingerprint_is_that_of_the_content(tmp_path: Path) -> None:
    def fingerprint(old: str = "", new: str = "") -> str:
        return load_codebook(save(tmp_path, OF_THE_CONTRACT.replace(old, new))).fingerprint

    assert fingerprint() == "968531172047"
    assert fingerprint("# optional", "# may be left out") == fingerprint()
    assert fingerprint("[grant, budget]", "[budget, grant]") != fingerprint()
    assert fingerprint("version: 1", "version: 2") == fingerprint()


def test_all_problems_at_once(tmp_path: Path) -> None:
    text = """\
version: one
themes:
  - label: {en: Nameless}
  - {id: a b, label: Plain, definition: {}, cues: [grant]}
  - {id: twice, label: {en: ""}, cues: {english: [grant]}, cue: {}}
  - {id: twice, label: {en: B}, cues: {en: [grant, ]}, needs: {en: {credit: money}}}
"""
    assert problems(save(tmp_path, text)) == [
        'codebook.yaml:1 version: "one" is not a whole number from 0 to 999999',
        "codebook.yaml:3 themes.1.id: is required, and missing",
        "codebook.yaml:4 themes.a b.cues: must be keys with what belongs to each",
        'codebook.yaml:4 themes.a b.id: "a b" is no id: 1 to 80 letters, digits, "-", "_" and ".", no spaces',
        "codebook.yaml:4 themes.a b.label: must be keys with what belongs to each",
        "codebook.yaml:4 themes.a b.definition: has no text",
        'codebook.yaml:5 themes.twice.cues.english: "english" is no code of a language, like en or pt-BR',
        "codebook.yaml:5 themes.twice.label.en: is empty",
        'codebook.yaml:5 themes.twice.cue: nothing is read by this name; did you mean "cues"?',
        "codebook.yaml:6 themes.twice.needs.en.credit: must be a list",
        'codebook.yaml:6 themes.twice: the id "twice" is taken in line 5',
    ]
    assert problems(save(tmp_path, "version: 1\n")) == ["codebook.yaml:1 themes: is required, and missing"]
    assert problems(tmp_path / "none.yaml") == ["none.yaml: there is no such file"]


BEFORE = Codebook(1, tuple(Theme(name, {}, {}, {}, {}, {}) for name in ("funding", "skills", "people")))


def test_what_a_theme_was_changes_no_tag(tmp_path: Path) -> None:
    written = load_codebook(save(tmp_path, OF_THE_CONTRACT + "    was: [money, no]\n"))
    assert written.themes[0].was == ("money", "no")
    assert written.fingerprint == "968531172047"


def test_what_a_theme_was_is_a_theme_of_the_version_before(tmp_path: Path) -> None:
    text = """\
version: 2
themes:
  - {id: money, label: {en: Money}, was: [fundign]}
  - {id: people, label: {en: People}, was: [people, skills]}
  - {id: helpers, label: {en: Helpers}, was: [people]}
  - {id: x, label: {en: All}, was: [funding, helpers]}
  - {id: odd, label: {en: Odd}, was: [a b]}
"""
    path = save(tmp_path, text)
    with pytest.raises(InvalidFiles) as raised:
        load_codebook(path, CodebookForm(before=BEFORE))
    assert [str(problem) for problem in raised.value.problems] == [
        'codebook.yaml:3 themes.money.was: there was no theme "fundign"; did you mean "funding"?',
        'codebook.yaml:6 themes.x.was: "helpers" still is a theme: take it out to merge it, or name it alone to split',
        'codebook.yaml:6 themes.x.was: there was no theme "helpers"; known: funding, skills, people',
        'codebook.yaml:7 themes.odd.was.1: "a b" is no id: 1 to 80 letters, digits, "-", "_" and ".", no spaces',
        'codebook.yaml:7 themes.odd.was: there was no theme "a b"; known: funding, skills, people',
    ]
