"""Nothing is kept longer than promised; who is erased is so everywhere: rows, models, editions, site, logs, backups."""

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from consultation.records import Participation
from storage.copying import copied
from storage.engine import connect
from storage.tables import EditionRow, IdentityRow, RoundRow
from tests.bot_api.phone import Respondent
from tests.stories.commands import Palabre
from tests.stories.serving import Town, town, until
from tests.stories.test_models import SPOKEN, brought

pytestmark = pytest.mark.story

PLANTED = "zanzibarorchid"
SAID = f"Our treasurer waits for the {PLANTED} grant"
CHANGED = f"Our treasurer still waits for the {PLANTED} grant, and for training."


@dataclass(frozen=True)
class Traces:
    """What may lead to somebody: their words, their pseudonym, their accounts."""

    words: str
    pseudonyms: tuple[str, ...]
    identities: tuple[str, ...]

    def rows(self, palabre: Palabre) -> list[str]:
        """Return the tables in which any of it stands."""
        database = connect(palabre.database or f"sqlite:///{palabre.home / 'palabre.db'}")
        try:
            with copied(database) as copy:
                return [name for name in copy.tables if self.stand_in(json.dumps(list(copy.rows(name))))]
        finally:
            database.close()

    def files(self, *folders: Path) -> list[str]:
        """Return the files in which any of it stands, packed or not."""
        return [str(path) for folder in folders for path in sorted(folder.rglob("*")) if self._in_file(path)]

    def stand_in(self, text: str) -> bool:
        return any(trace in text for trace in (self.words, *self.pseudonyms, *self.identities))

    def _in_file(self, path: Path) -> bool:
        return path.is_file() and any(self.stand_in(content.decode("latin-1")) for content in _contents(path))


def _contents(path: Path) -> Iterator[bytes]:
    yield path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            yield from (packed.read(name) for name in packed.namelist())


def traces(there: Town, person: Participation) -> Traces:
    with there.store() as store, store.database.reading() as connection:
        theirs = select(IdentityRow.id).where(IdentityRow.respondent == person.respondent)
        return Traces(PLANTED, (person.respondent,), tuple(connection.scalars(theirs)))


def test_who_is_erased_is_erased_everywhere_and_stays_so(palabre: Palabre, tmp_path: Path) -> None:  # noqa: PLR0915 (one story)
    site, backup, erased = tmp_path / "site", tmp_path / "backup", tmp_path / "erased"
    with town(palabre) as there:
        launched = there.launches()
        name = launched.id
        ada = Respondent(there.api.person("Ada"), launched.code, {"capacity": (SAID,), "areas": (SAID, "twice")})
        bela = Respondent(there.api.person("Bela"), launched.code)
        with there.serves() as process:
            for one in (ada, bela):
                one.takes_part()
            for data in ("go-on", "quote:verbatim"):
                ada.presses(data)
            there.api.waits_until_idle()
            [person] = [one for one in there.kept(launched) if PLANTED in one.answers[0].current.text]
            ada.person.says("/my")
            palabre.run("agreement", "draw", name, "--size", "9")
            theirs = traces(there, person)

            # It is everywhere.
            brought(palabre, name, tmp_path, {theme: theme for theme in SPOKEN})
            palabre.run("codebook", "open", name)
            palabre.run("round", "close", name)
            palabre.run("report", name, "--format", "html,md,json,xlsx,csv,qdpx")
            palabre.run("publish", name, "--site", site)
            palabre.run("backup", backup)
            held = set(theirs.rows(palabre))
            assert held >= {"answers", "revisions", "participations", "respondents", "identities", "used"}
            ids = Traces(person.answers[0].id, tuple(answer.id for answer in person.answers), ())
            assert set(ids.rows(palabre)) >= {"answers", "revisions", "tags", "drawn", "pins"}
            assert len(theirs.files(palabre.home / "editions", site)) > 10
            assert theirs.files(backup.parent)

            # She erases herself.
            ada.after(ada.person.says("/forget"))
            ada.presses("erase")
            there.api.waits_until_idle()
            until(lambda: not [one for one in there.kept(launched) if one.respondent == person.respondent], "an end")
            palabre.run("edition", "supersede", name)
            palabre.run("publish", name, "--site", site)
            palabre.run("retention")
            assert process.stop() == 0
            assert not theirs.stand_in(process.said)
        assert theirs.rows(palabre) == []
        assert theirs.files(palabre.home, site) == []
        assert set(ids.rows(palabre)) == {"pins", "tombstones"}

    # A backup from before brings her back where nobody knows better, and nowhere else.
    palabre.run("erased", "--out", erased)
    assert not theirs.stand_in(erased.read_text(encoding="utf-8"))
    unknowing, knowing = Palabre(tmp_path / "unknowing"), Palabre(tmp_path / "knowing")
    unknowing.run("restore", backup)
    assert theirs.rows(unknowing)
    assert "1 had been erased since, and are again" in knowing.run("restore", backup, "--erased", erased).err
    assert theirs.rows(knowing) == []
    assert theirs.files(knowing.home) == []

    # The home alone is enough where only the database is lost.
    for file in palabre.home.glob("palabre.db*"):
        file.unlink()
    assert "1 had been erased since" in palabre.run("restore", backup, "--replace").err
    assert theirs.rows(palabre) == []
    assert theirs.files(palabre.home) == []


def test_a_model_that_read_the_words_of_somebody_erased_is_gone_from_the_home(palabre: Palabre, tmp_path: Path) -> None:
    """The model's words are packed, and its card names pseudonyms: both are looked into."""
    name = palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    here = ("partnerships", "--round", name)
    said = palabre.talk("I agree", "1", SAID, "That is all", "/my", options=here, name="Awa")
    assert any(PLANTED in line for line in said)
    corrected = palabre.talk(
        "Change answer 1", "Correct the themes", "Funding", "/my", "/privacy", options=here, name="Awa"
    )
    code = next(found[1] for line in corrected if (found := re.search(r"\b([A-Z2-7]{10})\b", line)))
    brought(palabre, name, tmp_path, {theme: theme for theme in SPOKEN})
    assert "model 1 is in use" in palabre.run("model", "learn", "partnerships").out
    theirs = Traces(PLANTED, (code,), ())
    assert theirs.files(palabre.home / "models")
    palabre.run("forget", code)
    assert theirs.files(palabre.home) == []


@pytest.mark.parametrize("database", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_a_key_is_turned_while_a_bot_is_served_and_everybody_is_still_reached(
    palabre: Palabre, request: pytest.FixtureRequest, database: str
) -> None:
    if database == "postgres":
        palabre = Palabre(palabre.home, request.getfixturevalue("empty_postgres"))
    with town(palabre) as there:
        first, second = there.launches(), there.launches("--drafts", "--beside")
        ada, bela = (Respondent(there.api.person(name), first.code) for name in ("Ada", "Bela"))
        with there.serves() as process:
            for one in (ada, bela):
                one.joins()
            before = addresses(there)
            turned = palabre.run("keys", "rotate")
            assert turned.out == "2 addresses sealed anew\n"
            assert "the old key opens what is under way until" in turned.err
            after = addresses(there)
            assert before.keys() == after.keys()
            assert not set(before.values()) & set(after.values())
            ada.looks_around()
            assert palabre.run("keys", "rotate", "--at-once").out == "0 addresses sealed anew\n"
            assert palabre.run("round", "announce", second.id, "--people-of", first.id).out == "people: 2\n"
            until(lambda: [one.fate.value for one in there.sendings(second)] == ["sent", "sent"], "two invitations")
            for one in (ada, bela):
                assert (
                    "You get this because you took part before."
                    in one.person.chat.wait(lambda message: "because you took part" in message.text).text
                )
            bela.looks_around()
            assert process.stop() == 0
        assert len((palabre.home / "keys" / "address.key").read_text().splitlines()) == 1
        acts = json.loads(palabre.run("audit", "--json").out)
        assert [act["note"] for act in acts if act["verb"] == "rotate key"] == [
            "begun: 2 addresses",
            "gone on: 0 addresses, the old key is gone",
        ]


def test_addresses_go_when_the_promised_days_have_passed_and_people_may_come_back(palabre: Palabre) -> None:
    with town(palabre) as there:
        launched = there.launches()
        ada = Respondent(there.api.person("Ada"), launched.code)
        with there.serves() as process:
            ada.takes_part("capacity")
            palabre.run("round", "close", launched.id)
            palabre.run("report", launched.id)
            assert palabre.run("retention").out == "0 addresses dropped\n"
            days_pass(there, 89)
            assert palabre.run("retention", "--dry-run").out == "0 addresses would be dropped\n"
            days_pass(there, 1)
            assert palabre.run("retention", "--dry-run").out == f"1 addresses would be dropped, of {launched.id}\n"
            assert len(addresses(there)) == 1
            assert palabre.run("retention").out == "1 addresses dropped\n"
            assert addresses(there) == {}
            assert palabre.run("round", "tell", launched.id).out == "people: 0\n"
            ada.after(ada.person.says("/my"))
            ada.sees("back")
            assert process.stop() == 0
        assert len(addresses(there)) == 1


def addresses(there: Town) -> dict[str, str]:
    """Return where people are written to, sealed, by account."""
    with there.store() as store, store.database.reading() as connection:
        known = connection.execute(select(IdentityRow.id, IdentityRow.address).where(IdentityRow.address != ""))
        return {row.id: row.address for row in known}


def days_pass(there: Town, days: int) -> None:
    """Put back what happened, as if so many days had passed since."""
    with there.store() as store, store.database.writing() as connection:
        for number, closes in connection.execute(select(RoundRow.number, RoundRow.closes)).all():
            assert closes is not None, "every round here was closed"
            of_round = RoundRow.number == number
            connection.execute(update(RoundRow).where(of_round).values(closes=closes - timedelta(days=days)))
        for made in connection.scalars(select(func.max(EditionRow.made))).all():
            connection.execute(update(EditionRow).values(made=made - timedelta(days=days)))
