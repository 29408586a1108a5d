"""What is kept, where, and what of a person is not."""

import os
import stat
from pathlib import Path

import pytest

from tests.stories.commands import Palabre

pytestmark = pytest.mark.story


def test_keys_lie_beside_the_database_readable_by_their_owner_alone(palabre: Palabre) -> None:
    palabre.talk("I agree")
    keys = sorted((palabre.home / "keys").iterdir())
    assert [key.name for key in keys] == ["address.key", "identity.key"]
    assert {stat.S_IMODE(key.stat().st_mode) for key in [*keys, palabre.home / "palabre.db"]} == {0o600}


def test_a_key_that_others_can_read_is_refused_with_the_remedy(palabre: Palabre) -> None:
    palabre.talk("I agree")
    key = palabre.home / "keys" / "identity.key"
    key.chmod(0o644)
    ran = palabre.run("talk", "partnerships", exits=1)
    assert ran.err == f"{key}: this key can be read by others; run: chmod 600 {key}\n"


def test_the_name_of_who_speaks_is_in_no_file(palabre: Palabre) -> None:
    palabre.talk("I agree", "1", "We need training for newcomers.", name="wilhelmina-of-orange")
    files = [path for path in palabre.home.rglob("*") if path.is_file()]
    assert [path.name for path in files if b"wilhelmina" in path.read_bytes()] == []
    assert any(b"We need training for newcomers." in path.read_bytes() for path in files), (
        "not encrypted, so it is seen"
    )


def test_the_identity_key_is_what_recognises_a_person(palabre: Palabre) -> None:
    palabre.talk("I agree", "1", "We need training for newcomers.")
    (palabre.home / "keys" / "identity.key").unlink()
    assert "│ We need training for newcomers." not in palabre.talk("/my")


@pytest.mark.postgres
def test_the_whole_way_on_postgresql(palabre: Palabre, empty_postgres: str, tmp_path: Path) -> None:
    kept_in_postgres = Palabre(palabre.home, database=empty_postgres)
    name = kept_in_postgres.run("round", "launch", "partnerships", "--questions").out.strip()
    here = ("partnerships", "--round", name)
    kept_in_postgres.talk("I agree", "1", "We need training for newcomers.", options=here)
    answered = kept_in_postgres.talk(
        "That is all", "Finish and review", "That is right, go on", "Yes, as it is", options=here
    )
    assert "│ We need training for newcomers." in answered
    kept_in_postgres.run("round", "close", name)
    kept_in_postgres.run("report", name, "--out", tmp_path)
    assert "We need training for newcomers." in (tmp_path / "report.md").read_text(encoding="utf-8")
    assert not (palabre.home / "palabre.db").exists()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://someone:secret@127.0.0.1:1/nothing", "127.0.0.1"),
        ("nonsense", "PALABRE_DATABASE: this is not the URL of a database"),
        ("sqlite:////nowhere/at/all/palabre.db", "/nowhere/at/all"),
    ],
)
def test_a_database_that_cannot_be_reached_is_one_line_without_the_password(
    palabre: Palabre, url: str, said: str
) -> None:
    ran = Palabre(palabre.home, database=url).run("round", "list", exits=1)
    assert said in ran.err
    assert "secret" not in ran.err
    assert ran.err.count(os.linesep) == 1
