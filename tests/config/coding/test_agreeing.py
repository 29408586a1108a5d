"""Samples are drawn and coded through one door: what is refused leaves nothing behind, what is done is in the log."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from config.coding.agreeing import desk_of, draw_sample, enter, enter_sheet, left, require_blind_done
from config.coding.listing import drawn_line, progress_of, progress_table, quality_table
from config.coding.sheets import write_sheet
from config.settings import Settings
from config.time_and_chance import SteppedClock
from config.wiring import Deployment
from consultation.checking.coding import Showing
from consultation.checking.quality import Quality
from consultation.errors import InvalidInput, NotAllowed, NotFound
from consultation.records import RoundRecord
from storage.memory import MemoryStore
from storage.memory_codings import MemoryCodings
from tests.config.desks import TOWN
from tests.reports.snapshots import FINDER, OPENED, QUESTIONS, person, said

WORDS = [f"Words {n}." for n in range(20)]
ALIASES = ("ana", "bo")


@pytest.fixture
def house(tmp_path: Path) -> Deployment:
    """Give a closed round in which twenty people spoke of tools, or of nothing."""
    store = MemoryStore()
    store.add_round(QUESTIONS.round)
    for n, words in enumerate(WORDS):
        whose = replace(person(f"p{n}", said(words, *(("tools",) if n % 2 else ()))), round="R1")
        store.keep(None, whose, identity=f"i{n}", delivery="", at=OPENED)
    return Deployment(
        Settings(home=tmp_path),
        clock=SteppedClock(OPENED),
        _store=store,
        _codings=MemoryCodings(store),
        _loaded={"town": TOWN},
    )


def drawn(house: Deployment, *, size: int = 8, shown: float = 0.25, seed: int | None = 7) -> int:
    return draw_sample(house, "R1", size=size, shown=shown, seed=seed).number


def code_all(house: Deployment, *coders: str, themes: tuple[str, ...] = ("tools",), parts: int = 2) -> None:
    for coder in coders:
        for showing in tuple(Showing)[:parts]:
            there = desk_of(house, "R1")
            enter(house, there, coder, [(one.id, themes) for one in there.left(coder, showing)])


def record(house: Deployment) -> RoundRecord:
    return house.store.record("R1")


def quality(house: Deployment) -> Quality:
    found = house.quality(record(house))
    assert found is not None
    return found


def test_a_sample_that_nobody_has_begun_is_drawn_anew(house: Deployment) -> None:
    assert (drawn(house), drawn(house, size=6, seed=8)) == (1, 1)
    (sample,) = house.codings.samples("R1")
    assert (sample.seed, len(sample.answers)) == (8, 6)


def test_one_that_is_being_coded_stands_and_one_that_is_coded_has_another_after_it(house: Deployment) -> None:
    drawn(house)
    code_all(house, "ana", parts=1)
    with pytest.raises(NotAllowed, match="sample 1 of R1 is being coded: ana has 2 of 2 shown answers left"):
        drawn(house)
    code_all(house, "ana")
    assert drawn(house) == 2
    assert desk_of(house, "R1").coders == ()


def test_without_a_seed_it_is_by_chance_and_kept(house: Deployment) -> None:
    seeds = set()
    for _ in range(3):
        drawn(house, seed=None)
        seeds.add(house.codings.samples("R1")[0].seed)
    assert len(seeds) == 3


def test_where_nothing_was_drawn_it_is_said_how(house: Deployment) -> None:
    with pytest.raises(NotFound, match="no sample of round R1 was drawn yet: palabre agreement draw R1"):
        desk_of(house, "R1")
    with pytest.raises(NotFound, match="no round R9"):
        draw_sample(house, "R9", size=1, shown=0, seed=1)


def test_what_was_done_is_in_the_log_without_anybodys_words(house: Deployment) -> None:
    drawn(house)
    code_all(house, "ana", parts=1)
    code_all(house, "ana", parts=1)  # nothing new
    assert [(act.verb, act.subject, act.note) for act in house.store.acts()] == [
        ("draw sample", "R1", "sample 1: 8 of 20, seed 7"),
        ("code", "R1", "sample 1: 6 by ana"),
    ]


class TestEnteringASheet:
    def sheet(self, house: Deployment, path: Path, *marks: str, coder: str = "ana") -> Path:
        """Write the sheet before a coder to ``path`` and mark its rows ("....x" is no theme)."""
        there = desk_of(house, "R1")
        write_sheet(path, there, coder, TOWN, FINDER)
        header, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
        for row, chars in zip(rows, marks, strict=False):
            row[-len(chars) :] = [char.replace(".", "") for char in chars]
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
        return path

    def test_a_part_is_enough_and_the_same_again_changes_nothing(self, house: Deployment, tmp_path: Path) -> None:
        drawn(house)
        path = self.sheet(house, tmp_path / "s.csv", "x....", ".....", "....x")
        for new, same in ((2, 0), (0, 2)):
            entered = enter_sheet(house, desk_of(house, "R1"), "ana", path)
            assert (entered.new, entered.same, entered.gone) == (new, same, 0)
            assert list(left(entered.desk)) == [
                "ana has 4 of 6 blind answers left",
                "ana has 2 of 2 shown answers left",
            ]

    def test_a_wrong_row_leaves_nothing_entered(self, house: Deployment, tmp_path: Path) -> None:
        drawn(house)
        path = self.sheet(house, tmp_path / "s.csv", "x....", "?....")
        with pytest.raises(InvalidInput, match=r"s\.csv:3: column funding"):
            enter_sheet(house, desk_of(house, "R1"), "ana", path)
        assert desk_of(house, "R1").coders == ()

    def test_a_blind_row_that_would_change_once_all_are_coded_is_named(self, house: Deployment, tmp_path: Path) -> None:
        drawn(house)
        path = self.sheet(house, tmp_path / "s.csv", *["x...."] * 6)
        enter_sheet(house, desk_of(house, "R1"), "ana", path)
        path.write_text(path.read_text(encoding="utf-8").replace("x,,,,", ",x,,,", 1), encoding="utf-8")
        with pytest.raises(InvalidInput, match=r"s\.csv:2: \w+: the blind coding of ana is done"):
            enter_sheet(house, desk_of(house, "R1"), "ana", path)

    def test_answers_that_were_withdrawn_since_are_passed_over(self, house: Deployment, tmp_path: Path) -> None:
        drawn(house)
        path = self.sheet(house, tmp_path / "s.csv", *["x...."] * 6)
        house.store.set_aside(desk_of(house, "R1").statements[0].id, "spam")
        entered = enter_sheet(house, desk_of(house, "R1"), "ana", path)
        assert (entered.new, entered.gone) == (5, 1)

    def test_another_codebook_is_refused(self, house: Deployment, tmp_path: Path) -> None:
        drawn(house)
        path = self.sheet(house, tmp_path / "s.csv", "x....")
        house._loaded["town"] = replace(TOWN, codebook=replace(TOWN.codebook, fingerprint="beef"))
        with pytest.raises(NotAllowed, match="the codebook has changed since sample 1 of R1 was drawn"):
            enter_sheet(house, desk_of(house, "R1"), "ana", path)


class TestQuality:
    def test_a_snapshot_has_it_once_the_blind_part_is_coded(self, house: Deployment) -> None:
        drawn(house)
        code_all(house, "ana", parts=1)
        (taken,) = house.snapshot(["R1"]).rounds
        assert taken.quality == quality(house)
        there = desk_of(house, "R1")
        enter(house, there, "bo", [(there.statements[0].id, ())])
        assert house.snapshot(["R1"]).rounds[0].quality is None

    def test_a_sample_that_is_not_coded_yet_does_not_hide_the_one_before(self, house: Deployment) -> None:
        drawn(house, shown=0)
        code_all(house, *ALIASES)
        before = quality(house)
        drawn(house, size=12)
        assert quality(house) == before
        code_all(house, "ana")
        assert quality(house).sample == 2

    def test_it_is_told_to_nobody_before(self, house: Deployment) -> None:
        drawn(house)
        with pytest.raises(NotAllowed, match="before the blind part is coded: nobody has begun"):
            require_blind_done(desk_of(house, "R1"))
        code_all(house, "ana")
        require_blind_done(desk_of(house, "R1"))
        there = desk_of(house, "R1")
        enter(house, there, "bo", [(there.statements[0].id, ())])
        with pytest.raises(NotAllowed, match="bo has 5 of 6 blind answers left; bo has 2 of 2 shown answers left"):
            require_blind_done(desk_of(house, "R1"))


class TestListings:
    def test_how_far_it_is(self, house: Deployment) -> None:
        drawn(house)
        code_all(house, "ana", parts=1)
        house.store.set_aside(desk_of(house, "R1").statements[0].id, "spam")
        there = desk_of(house, "R1")
        assert progress_table(there).splitlines() == [
            drawn_line(there.sample, "sample 1 of R1"),
            "1 of them left it: withdrawn, set aside or edited since",
            "ana has coded 5 of 5 blind, 0 of 2 shown",
        ]
        told = progress_of(there)
        assert (told["blind"], told["shown"], told["gone"]) == (5, 2, 1)
        assert told["coders"] == {"ana": {"blind": 5, "shown": 0}}

    def test_how_good_the_tags_are(self, house: Deployment) -> None:
        drawn(house, size=20, shown=0.3)
        code_all(house, *ALIASES)
        lines = quality_table(quality(house), TOWN).splitlines()
        assert lines[0].split() == ["people", "machine", "alpha", "F1"]
        assert [line.split("  ")[0] for line in lines[1:4]] == [
            "all themes together",
            "mean of those people found",
            "Tools",
        ]
        assert lines[3].split()[1] == "14"
        assert any(line.startswith("the two people with each other, F1 all themes together: 1.00") for line in lines)
        assert any(line.startswith("how far people follow the machine: F1 ") for line in lines)

    def test_one_coder_and_no_gap_are_said(self, house: Deployment) -> None:
        drawn(house)
        code_all(house, "ana", parts=1)
        table = quality_table(quality(house), TOWN)
        assert "alpha: none, since one person coded" in table
        assert "is not known until five answers or more are coded with its tags shown" in table
