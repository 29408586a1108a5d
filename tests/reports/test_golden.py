from pathlib import Path

from tests.reports.goldens import GOLDEN, files, write_golden, write_golden_data


def test_a_report_of_everything_is_byte_for_byte_what_it_was(tmp_path: Path) -> None:
    """Where a difference is meant, `python -m tests.reports.goldens` renews the files."""
    write_golden(tmp_path)
    write_golden_data(tmp_path)
    made, kept = files(tmp_path), files(GOLDEN)
    assert set(made) == set(kept)
    changed = [name for name in made if made[name] != kept[name]]
    assert changed == [], "changed; if that is meant: python -m tests.reports.goldens"
