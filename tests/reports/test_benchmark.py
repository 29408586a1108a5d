"""What the benchmark of the report measures is a report: made from the store, of all the answers."""

from pathlib import Path

import pytest

from benchmarks import report_data, report_paper
from benchmarks.report import ANSWERS_EACH, ROUNDS, fill, measure, opened


def test_it_measures_a_whole_report_from_the_store(tmp_path: Path) -> None:
    fill(str(tmp_path), 40)
    records = [opened(str(tmp_path)).store.record(asked.id) for asked in ROUNDS]
    answers = [answer for record in records for person in record.participations for answer in person.answers]
    assert len(answers) == 40
    assert sum(answer.coded is not None for answer in answers) > 0
    read, written, each, held, peak, files = map(float, measure(str(tmp_path), 40).split())
    assert read + written > 0
    assert each > 0
    assert 0 < held <= peak
    assert files > 0.0
    html = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert f">{40 // ANSWERS_EACH} respondents</a> gave" in html
    assert ">40 answers</a>" in html


@pytest.mark.parametrize("name", report_data.NAMES)
def test_it_measures_whole_data_from_the_store(name: str, tmp_path: Path) -> None:
    fill(str(tmp_path), 40)
    found, written, held, peak, files = map(float, report_data.measure(str(tmp_path), name).split())
    assert found > 0
    assert written >= 0
    assert 0 < held <= peak
    assert files >= 0
    assert (tmp_path / f"report.{name}").stat().st_size > 1000


@pytest.mark.parametrize("name", report_paper.NAMES)
def test_it_measures_whole_pages_from_the_store(name: str, tmp_path: Path) -> None:
    fill(str(tmp_path), 40)
    found, written, peak, setting, files, size = map(float, report_paper.measure(str(tmp_path), name).split())
    assert found > 0
    assert written > 0
    assert peak > 0
    assert setting > 0
    assert files == 1
    assert size >= 0
    assert (tmp_path / f"report.{name}").stat().st_size > 10_000
