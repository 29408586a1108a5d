from pathlib import Path

from tests.reports.goldens import GOLDEN, files, write_golden


def test_a_report_of_everything_is_byte_for_byte_what_it_was(tmp_path: Path) -> None:
    """Where a difference is meant, `python -m tests.reports.goldens` renews the files."""
    write_golden(tmp_path)
    made, kept = files(tmp_path), {name: file for name, file in files(GOLDEN).items() if "/" in name}
    assert set(made) == set(kept)
    changed = [name for name in made if made[name] != kept[name]]
    assert changed == [], "changed; if that is meant: python -m tests.reports.goldens"
