"""A new user has Python and make; a bare machine says what it lacks."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.story

ROOT = Path(__file__).parents[2]


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make in ``folder`` with nothing else on the path than the system's own programs."""
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        ["/usr/bin/make", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Give a folder with what make needs to set itself up, and no environment yet."""
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def python(folder: Path, body: str) -> str:
    """Write a python3 of a bare machine and return its path."""
    path = folder / "python3"
    path.write_text(f'#!/bin/sh\n{body}\nexec {sys.executable} "$@"\n', encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_make_says_what_there_is_to_make() -> None:
    said = make(ROOT, "help").stdout
    assert [line.split()[1] for line in said.splitlines() if line.split()[1] in ("demo", "test", "lint", "bench")] == [
        "demo", "test", "lint", "bench",
    ]  # fmt: skip


def test_without_venv_support_make_names_the_package_that_is_missing(bare: Path) -> None:
    lacking = python(bare, 'case "$*" in *ensurepip*) exit 1;; esac')
    done = make(bare, ".venv", f"PYTHON={lacking}")
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert done.returncode != 0
    assert f"On Debian: apt install python{version}-venv" in done.stderr


def test_a_python_that_is_too_old_is_named(bare: Path) -> None:
    old = python(bare, 'case "$*" in -V) echo Python 3.9.2; exit;; *version_info*) exit 1;; esac')
    done = make(bare, ".venv", f"PYTHON={old}")
    assert done.returncode != 0
    assert "Palabre needs Python 3.11 or newer; " in done.stderr
    assert "Python 3.9.2" in done.stderr


def test_ci_calls_lint_and_test_and_nothing_that_is_not_in_the_checkout() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert script.splitlines()[-2:] == ["make lint", "make test"]


def test_every_version_is_locked_with_its_hashes_and_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = [line for line in lock.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(pinned) > 50
    assert [line for line in pinned if "==" not in line] == []
    assert lock.count("--hash=sha256:") >= len(pinned)
    assert "://" not in lock


def test_the_benchmark_of_the_conversation_runs_with_one_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "conversation"],
        cwd=ROOT,
        env=os.environ | {"PEOPLE": "2"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[0] == "conversation: 2 people, 20 turns each, one after another"
    assert "SQLite, each answer committed, at " in done.stdout
