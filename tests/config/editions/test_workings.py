"""What grouping came to is taken from the last edition where nothing was said since, and comes out the same."""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from config.editions import workings
from config.editions.workings import WORKINGS, KeptGroups, latest
from consultation.likeness import Grouped, Passage
from nlp.alike import StarGrouper

SAID = {
    "en": (
        "We need training for new volunteers.",
        "New volunteers need training!",
        "Training for the new volunteers, please.",
        "Purple giraffes waltz slowly around the frozen harbour tonight.",
    ),
    "fr": ("Il faut des formations pour les nouveaux bénévoles.", "La formation des nouveaux bénévoles !"),
}
PASSAGES = [
    Passage(f"{language}{number}", f"somebody {language} {number}", language, 0, text)
    for language, several in SAID.items()
    for number, text in enumerate(several)
]
LATER = Passage("en9", "somebody else", "en-GB", 0, "Nothing but training for our new volunteers!")


class Counting:
    """A grouper that says what it was asked."""

    def __init__(self) -> None:
        self.asked: list[set[str]] = []

    def group(self, passages: Iterable[Passage]) -> Grouped:
        passages = tuple(passages)
        self.asked.append({one.answer for one in passages})
        return StarGrouper().group(passages)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Give what an edition with all passages left."""
    groups = KeptGroups(StarGrouper(), None)
    groups.group(PASSAGES)
    (tmp_path / "1").mkdir()
    groups.write(tmp_path / "1" / WORKINGS)
    return tmp_path / "1" / WORKINGS


def test_it_is_what_the_grouper_behind_it_finds(kept: Path) -> None:
    for passages in (PASSAGES, [*PASSAGES, LATER], PASSAGES[1:], []):
        assert KeptGroups(StarGrouper(), None).group(passages) == StarGrouper().group(passages)
        assert KeptGroups(StarGrouper(), kept).group(reversed(passages)) == StarGrouper().group(passages)
    assert StarGrouper().group(PASSAGES).groups
    assert StarGrouper().group(PASSAGES).apart


def test_only_where_something_was_said_it_is_asked_anew(kept: Path) -> None:
    behind = Counting()
    KeptGroups(behind, kept).group(PASSAGES)
    assert behind.asked == []
    KeptGroups(behind, kept).group([*PASSAGES, LATER])
    assert behind.asked == [{"en0", "en1", "en2", "en3", "en9"}]


@pytest.mark.parametrize("changed", [{"respondent": "en0"}, {"text": "Training."}, {"start": 7}, {"answer": "other"}])
def test_whatever_a_passage_is_counts(kept: Path, changed: dict[str, object]) -> None:
    behind = Counting()
    KeptGroups(behind, kept).group([replace(PASSAGES[0], **changed), *PASSAGES[1:]])  # type: ignore[arg-type]
    assert len(behind.asked) == 1


def test_what_other_code_made_or_is_no_whole_file_is_made_anew(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = kept.read_text(encoding="utf-8")
    for text in (whole[:-9], "[]", "", json.dumps({"groups": 3, "made_by": workings.made_by()})):
        kept.write_text(text, encoding="utf-8")
        behind = Counting()
        KeptGroups(behind, kept).group(PASSAGES)
        assert len(behind.asked) == 2
    kept.write_text(whole, encoding="utf-8")
    monkeypatch.setattr(workings, "made_by", lambda: "another version")
    behind = Counting()
    KeptGroups(behind, kept).group(PASSAGES)
    assert len(behind.asked) == 2


def test_no_words_of_few_are_in_the_file_and_none_of_an_id(kept: Path) -> None:
    text = kept.read_text(encoding="utf-8")
    assert "giraffes" not in text
    assert "somebody" not in text
    assert "training" in text


def test_the_newest_edition_is_asked_that_has_any(kept: Path) -> None:
    for number in ("2", "10", "preview"):
        (kept.parent.parent / number).mkdir()
    assert latest(kept.parent.parent) == kept
    (kept.parent.parent / "10" / WORKINGS).write_text("{}", encoding="utf-8")
    (kept.parent.parent / "preview" / WORKINGS).write_text("{}", encoding="utf-8")
    assert latest(kept.parent.parent) == kept.parent.parent / "10" / WORKINGS
    assert latest(kept.parent / "nowhere") is None
