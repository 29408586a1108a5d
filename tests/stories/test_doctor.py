"""A facilitator asks whether the installation is well, and is told what to mend."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.engine import connect
from tests.stories.commands import Palabre, Ran
from tests.stories.serving import discord_town, telegram_settings, town, webhook_settings

pytestmark = pytest.mark.story

TELEGRAMS_STRANGER = "123456789:AAneverHeardOfThisOne-0123456789_xyz"
DISCORDS_STRANGER = "MTIzNDU2Nzg5.Strngr.neverHeardOfThisOne-0123456789_xyz"


def findings(palabre: Palabre, settings: Mapping[str, str] = {}, *, exits: int = 0) -> dict[str, tuple[str, str, str]]:
    """Return what is found by part: the verdict, what was found, the remedy."""
    ran = palabre.run("doctor", "--json", exits=exits, settings=settings)
    return {one["part"]: (one["verdict"], one["found"], one["remedy"]) for one in json.loads(ran.out)}


def test_a_new_installation_is_well_and_is_not_begun_by_looking(palabre: Palabre) -> None:
    ran = palabre.run("doctor")
    assert ran.out.splitlines()[-1] == "all is well"
    assert not palabre.home.exists()


def test_one_in_use_is_well(palabre: Palabre) -> None:
    palabre.talk("I agree")
    found = findings(palabre)
    assert {verdict for verdict, _, _ in found.values()} == {"well"}
    assert found["rounds"][1] == "1 in all, open: partnerships-talk"


def test_a_key_that_others_can_read_or_that_is_gone(palabre: Palabre) -> None:
    palabre.talk("I agree")
    key = palabre.home / "keys" / "identity.key"
    key.chmod(0o644)
    ran: Ran = palabre.run("doctor", exits=1)
    assert f"→ run: chmod 600 {key}" in ran.out
    assert ran.out.splitlines()[-1] == "1 to mend"
    key.unlink()
    assert findings(palabre, exits=1)["keys"][:2] == ("wrong", f"{key} is gone")
    assert not key.exists()


def test_a_change_of_keys_that_was_not_ended(palabre: Palabre) -> None:
    palabre.talk("I agree")
    palabre.run("keys", "rotate")
    verdict, found, remedy = findings(palabre)["keys"]
    assert (verdict, found) == ("doubtful", "an address key from before still opens: a change was begun and not ended")
    assert remedy.endswith("run: palabre keys rotate")
    palabre.run("keys", "rotate", "--at-once")
    assert findings(palabre)["keys"][0] == "well"


def test_a_database_that_is_damaged_old_new_or_silent(palabre: Palabre, tmp_path: Path) -> None:
    palabre.talk("I agree")
    database = palabre.home / "palabre.db"

    def at(migration: str) -> None:
        opened = connect(f"sqlite:///{database}")
        with opened.writing() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :at"), {"at": migration})
        opened.forget_deleted()
        opened.close()

    at("0003")
    found = findings(palabre)["migrations"]
    assert (found[0], found[1].split(",")[0]) == ("doubtful", "at 0003")
    at("9999")
    assert findings(palabre, exits=1)["migrations"][2] == "install the newer version of Palabre"
    database.write_bytes(b"not a database, by any measure" * 100)
    assert findings(palabre, exits=1)["database"][0] == "wrong"
    silent = findings(Palabre(tmp_path / "x", database="postgresql://nobody:hunter2@127.0.0.1:9/none"), exits=1)
    assert silent["database"][0] == "wrong"
    assert "hunter2" not in str(silent)


def test_a_consultation_that_went_missing(palabre: Palabre, tmp_path: Path) -> None:
    palabre.talk("I agree")
    opened = connect(f"sqlite:///{palabre.home / 'palabre.db'}")
    with opened.writing() as connection:
        connection.execute(text("UPDATE rounds SET consultation = :gone"), {"gone": str(tmp_path / "gone")})
    opened.close()
    assert findings(palabre, exits=1)["consultation"][0] == "wrong"


def test_a_home_that_is_no_folder(palabre: Palabre) -> None:
    palabre.home.write_text("a file", encoding="utf-8")
    assert findings(palabre, exits=1)["home"] == (
        "wrong", f"{palabre.home} is not a folder", "set PALABRE_HOME to a folder",
    )  # fmt: skip


def test_telegram_says_whose_the_token_is_and_whether_groups_let_the_bot_write(palabre: Palabre) -> None:
    with town(palabre) as there:
        there.launches()
        settings = telegram_settings(there.api, there.token)
        ada = there.api.person("Ada")
        salon = there.api.group("Salon", members=[ada])
        with there.serves():
            salon.adds_bot(by=ada, admin=True)
            there.api.waits_until_idle()
        found = findings(palabre, settings)
        assert found["telegram"][0] == "well"
        assert found["telegram"][1].startswith("the token is that of @")
        assert found["clock"][0] == "well"
        assert found["webhook"][1].startswith("none: updates are polled")
        assert found["telegram group"][:2] == ("well", "Salon: the bot may write there")
        salon.removes_bot(by=ada)
        assert findings(palabre, settings)["telegram group"][0] == "doubtful"
        unset = findings(palabre, settings | webhook_settings())
        assert unset["webhook"] == (
            "doubtful", "it is not set to PALABRE_TELEGRAM_WEBHOOK", "palabre serve sets it as it begins",
        )  # fmt: skip
        stranger = palabre.run("doctor", exits=1, settings=settings | {"telegram_token": TELEGRAMS_STRANGER})
        assert "✗ telegram" in stranger.out
        assert "neverHeard" not in stranger.out + stranger.err


def test_discord_says_whose_the_token_is(palabre: Palabre) -> None:
    with discord_town(palabre) as there:
        found = findings(palabre, there.settings)
        assert (found["discord"][0], found["telegram"][1]) == ("well", "no token; the bot is not served")
        stranger = palabre.run("doctor", exits=1, settings=there.settings | {"discord_token": DISCORDS_STRANGER})
        assert "PALABRE_DISCORD_TOKEN" in stranger.out
        assert "neverHeard" not in stranger.out + stranger.err


def test_a_platform_that_cannot_be_reached(palabre: Palabre) -> None:
    nowhere = {"telegram_token": TELEGRAMS_STRANGER, "telegram_api": "http://127.0.0.1:9"}
    assert findings(palabre, nowhere, exits=1)["telegram"][1] == "it cannot be reached"
