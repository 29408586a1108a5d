"""The codebook of a consultation: compared with a file, and replaced by one, over a real database and tagger."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.codebooks.listing import committed_lines, difference_lines, open_line
from config.codebooks.versions import codebook_of, commit_file, compare_files, compare_on, left_open
from config.codebooks.writing import codebook_yaml
from config.settings import Settings
from config.time_and_chance import SteppedClock
from config.wiring import Deployment
from consultation.codebook import Codebook, Tag, Theme
from consultation.errors import InvalidFiles, InvalidInput
from consultation.records import Answer, Consent, Part, Participation, Piece, Quoting, Revision
from consultation.rounds import Kind, Round
from storage.store import SqlStore

NOW = datetime(2024, 3, 1, tzinfo=UTC)
WORDS = {
    "A1": "We need a grant.\x1b[2J",
    "A2": "A workshop, a course!",
    "A3": "Nothing of that kind.",
    "A4": "A course.",
}


def quiet(_what: str, _done: int, _of: int) -> None:
    """Tell nobody."""


@pytest.fixture
def deployment(tmp_path: Path) -> Iterator[Deployment]:
    """Give an installation with a round in which Ada gave three answers, and Ben one."""
    with SqlStore.open(f"sqlite:///{tmp_path / 'palabre.db'}") as store:
        made = Deployment(Settings(home=tmp_path), SteppedClock(NOW), _store=store)
        fingerprint = made.consultation("partnerships").codebook.fingerprint
        answers = [
            Answer(name, "", Part.ANSWER, (Revision(1, NOW, (Piece(name, words),), "en", codebook=fingerprint),))
            for name, words in WORDS.items()
        ]
        tagged = replace(answers[1].current, tags=(Tag("skills", "respondent"),))
        answers[1:3] = [replace(answers[1], revisions=(tagged,)), replace(answers[2], coded=("skills", "funding"))]
        agreed = Participation("ada", "r1", "en", NOW, consent=Consent("1", NOW), quoting=Quoting.VERBATIM)
        store.add_round(Round("r1", "CODE", "partnerships", Kind.QUESTIONS, NOW))
        ben = replace(agreed, respondent="ben", quoting=None, answers=tuple(answers[3:]))
        store.add_participations([replace(agreed, answers=tuple(answers[:3])), ben])
        yield made


def a_theme(name: str, *cues: str, was: str = "") -> Theme:
    return Theme(name, {"en": name.title()}, {}, {"en": cues}, {}, {}, was=tuple(was.split()))


def saved(directory: Path, codebook: Codebook) -> Path:
    path = directory / f"version-{codebook.version}.yaml"
    path.write_text(codebook_yaml(codebook), encoding="utf-8")
    return path


SPLIT = Codebook(
    2,
    (
        a_theme("money", "grant", was="funding"),
        a_theme("courses", "course", was="skills"),
        a_theme("more", "workshop", was="skills"),
    ),
)


def test_what_is_shown_of_a_change(deployment: Deployment, tmp_path: Path) -> None:
    found = compare_on(deployment, "current", str(saved(tmp_path, SPLIT)), "r1", quiet)
    lines = list(difference_lines(found))
    assert lines[:6] == [
        "version 1 → 2",
        "",
        "themes",
        "  renamed  funding → money",
        "  split    skills → courses, more",
        "  retired  global-issues",
    ]
    assert "  courses label en  + Courses  − Skills" in lines
    shown = lines[lines.index("r1: 4 answers") :]
    assert shown[:6] == [
        "r1: 4 answers",
        "",
        "answers, respondents by theme",
        "  money                  1 → 1          1 → 1",
        "  courses                2 → 2          2 → 2",
        "  more                   2 → 1          2 → 1    *",
    ]
    assert shown[shown.index("answers without a theme") + 1] == "  1 → 1"
    at = shown.index("answers whose themes change: 2")
    assert shown[at + 1 : at + 3] == [
        "  A2  − skills + courses + more  A workshop, a course!",
        "  A4  − skills + courses",
    ]
    assert shown[-3:] == [
        "human codes: 1 carried, 2 open, 0 retired",
        "  A2  respondent  skills → courses or more",
        "  A3  coded       skills → courses or more",
    ]


def test_a_committed_codebook_is_the_one_in_use(deployment: Deployment, tmp_path: Path) -> None:
    path = saved(tmp_path, SPLIT)
    done = commit_file(deployment, "partnerships", path, quiet)
    assert next(committed_lines(done)) == "version 2: 4 answers tagged anew; 1 carried, 2 open, 0 retired"
    used = deployment.consultation("partnerships")
    assert [theme.id for theme in used.codebook.themes] == ["money", "courses", "more"]
    assert codebook_of(deployment, "partnerships") == codebook_of(deployment, str(path)) == used.codebook
    heard = deployment.material(deployment.store.round("r1")).tagger.tag("A workshop.", spoken="en")
    assert [tag.theme for tag in heard.tags] == ["more"]
    assert commit_file(deployment, "partnerships", path, quiet).answers == 0


def test_open_codes_are_listed_until_somebody_decided(deployment: Deployment, tmp_path: Path) -> None:
    commit_file(deployment, "partnerships", saved(tmp_path, SPLIT), quiet)
    assert [open_line(code) for code in left_open(deployment, "r1")] == [
        "A2  respondent  skills → courses or more",
        "A3  coded       skills → courses or more",
    ]
    deployment.store.code([("A3", ["money", "more"])])
    assert [code.answer for code in left_open(deployment, "r1")] == ["A2"]


def test_a_round_by_another_path_of_the_same_consultation_is_tagged_too(deployment: Deployment, tmp_path: Path) -> None:
    path = str(Path("config/consultations/partnerships").resolve())
    deployment.store.add_round(Round("r2", "CODE2", path, Kind.QUESTIONS, NOW))
    deployment.store.add_round(Round("r3", "CODE3", str(tmp_path / "gone"), Kind.QUESTIONS, NOW))
    revision = Revision(1, NOW, (Piece("m", "A grant."),), "en")
    answer = Answer("Z1", "", Part.ANSWER, (revision,))
    deployment.store.add_participations(
        [
            Participation("zoe", name, "en", NOW, consent=Consent("1", NOW), answers=(replace(answer, id=name),))
            for name in ("r2", "r3")
        ]
    )
    assert commit_file(deployment, "partnerships", saved(tmp_path, SPLIT), quiet).answers == 5


def test_a_codebook_is_one_of_its_consultation_and_of_the_version_before(
    deployment: Deployment, tmp_path: Path
) -> None:
    strange = replace(a_theme("strange", "x", was="fundign"), labels={"tlh": "Huch"}, bears_on=("99",))
    path = saved(tmp_path, Codebook(2, (strange,)))
    for job in (
        lambda: commit_file(deployment, "partnerships", path, quiet),
        lambda: compare_on(deployment, "current", str(path), "r1", quiet),
    ):
        with pytest.raises(InvalidFiles) as raised:
            job()
        assert [str(problem).partition(": ")[2].partition(";")[0] for problem in raised.value.problems] == [
            'there was no theme "fundign"',
            'there is no language "tlh"',
            'there is no draft "99"',
        ]
    assert deployment.store.codebooks("partnerships") == ()


def test_without_a_round_two_files_are_compared(tmp_path: Path) -> None:
    old, new = saved(tmp_path, replace(SPLIT, version=1, themes=(a_theme("skills", "course"),))), saved(tmp_path, SPLIT)
    with pytest.raises(InvalidFiles, match='there was no theme "funding"'):
        compare_files(str(old), str(new))
    assert list(difference_lines(compare_files(str(old), str(old)))) == ["version 1 → 1", "the two say the same"]
    with pytest.raises(InvalidInput, match='"current" is the codebook of a round: give its --round'):
        compare_files("current", str(new))
