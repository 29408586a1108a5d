"""What is not kept any longer: addresses when their time has come, the old key once nothing is under way."""

import logging
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import InvalidToken

from bots.identity import Identities
from config.keeping.erasures import HEADER, NAME, keep_list, kept_in, listed, read_list
from config.keeping.key_turning import UNDER_WAY, Turn, turn_key
from config.keeping.retaining import Due, drop_due, what_is_due
from config.loading import find_consultation, load_consultation
from config.settings import Settings
from config.time_and_chance import SteppedClock
from config.wiring import Deployment
from consultation.editions import Edition
from consultation.errors import InvalidInput
from consultation.facilitation import ACTOR
from consultation.records import Act, Consent, Participation
from consultation.rounds import Kind, Round, Stage
from storage.memory import MemoryStore
from storage.memory_addresses import MemoryAddresses
from storage.memory_codings import MemoryCodings
from storage.memory_outbox import MemoryOutbox

NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
PARTNERSHIPS = load_consultation(find_consultation("partnerships"))
KEPT = timedelta(days=PARTNERSHIPS.retention_days)


@pytest.fixture
def house(tmp_path: Path) -> Deployment:
    """Give a house with a round that is closed and one that is open, and Ada and Bob in the closed one."""
    store = MemoryStore()
    for name, stage in (("r1", Stage.CLOSED), ("r2", Stage.OPEN)):
        store.add_round(Round(name, f"CODE-{name}", "partnerships", Kind.QUESTIONS, NOW, guide="guiding", stage=stage))
    made = Deployment(
        Settings(home=tmp_path),
        clock=SteppedClock(NOW),
        _store=store,
        _outbox=MemoryOutbox(store),
        _codings=MemoryCodings(store),
        _addresses=MemoryAddresses(store),
        _loaded={"partnerships": PARTNERSHIPS},
    )
    for name in ("ada", "bob"):
        comes(made, name)
    return made


def comes(house: Deployment, name: str, round_id: str = "r1") -> None:
    person = Participation(name, round_id, "fr", NOW, consent=Consent("v1", NOW))
    sealed = house.identities().sealed("telegram", name)
    house.store.keep(None, person, identity=f"at-{name}", delivery="", at=NOW, address=sealed)


def reported(house: Deployment, at: datetime) -> None:
    house.store.add_edition(Edition("r1", 1, at, {}))


def addresses(house: Deployment) -> dict[str, str]:
    """Return what opens, by account."""
    opened = house.identities().opened
    return {one.identity: opened(one.address) for one in house.outbox.met("telegram", since=NOW - 999 * DAY, limit=99)}


class TestAddresses:
    def test_they_go_so_many_days_after_the_last_report(self, house: Deployment) -> None:
        reported(house, NOW + DAY)
        assert drop_due(house, NOW + DAY + KEPT - timedelta(seconds=1)) == 0
        assert len(addresses(house)) == 2
        assert drop_due(house, NOW + DAY + KEPT) == 2
        assert addresses(house) == {}
        assert drop_due(house, NOW + DAY + KEPT) == 0

    def test_the_audit_log_says_how_many_and_of_which_round_once(self, house: Deployment) -> None:
        reported(house, NOW)
        for _ in range(2):
            drop_due(house, NOW + KEPT)
        assert house.store.acts() == (Act(NOW + KEPT, ACTOR, "drop addresses", "r1", "2 addresses"),)

    def test_who_takes_part_in_a_round_that_goes_on_keeps_theirs(self, house: Deployment) -> None:
        reported(house, NOW)
        person = house.store.participation("r1", "ada")
        assert person is not None
        other = Participation("ada", "r2", "fr", NOW, consent=Consent("v1", NOW))
        house.store.keep(None, other, identity="at-ada", delivery="", at=NOW)
        assert [one.identity for one in what_is_due(house, NOW + KEPT).contacts] == ["at-bob"]
        assert drop_due(house, NOW + KEPT) == 1
        assert addresses(house) == {"at-ada": "ada"}

    def test_to_ask_changes_nothing(self, house: Deployment) -> None:
        reported(house, NOW)
        found = what_is_due(house, NOW + KEPT)
        assert (len(found.contacts), found.rounds) == (2, ("r1",))
        assert what_is_due(house, NOW) == Due((), ())
        assert len(addresses(house)) == 2

    def test_a_round_whose_consultation_cannot_be_loaded_keeps_its_addresses_and_says_so(
        self, house: Deployment, caplog: pytest.LogCaptureFixture
    ) -> None:
        store = house.store
        store.add_round(Round("r3", "CODE-r3", "nowhere", Kind.QUESTIONS, NOW - 999 * DAY, NOW - 998 * DAY))
        comes(house, "eve", "r3")
        with caplog.at_level(logging.WARNING):
            assert drop_due(house, NOW + 999 * DAY) == 2
        assert addresses(house) == {"at-eve": "eve"}
        assert "r3 keeps its addresses: NotFound" in caplog.text


class TestKeys:
    def test_a_turn_seals_everything_anew_and_the_old_key_goes_when_nothing_is_under_way(
        self, house: Deployment
    ) -> None:
        before = Identities(_copied(house))
        was = house.outbox.met("telegram", since=NOW, limit=9)
        assert turn_key(house, by="awa") == Turn(2, NOW + UNDER_WAY)
        assert addresses(house) == {"at-ada": "ada", "at-bob": "bob"}
        for one in house.outbox.met("telegram", since=NOW, limit=9):
            with pytest.raises(InvalidToken):
                before.opened(one.address)
        assert house.identities().opened(was[0].address) in ("ada", "bob")
        drop_due(house, NOW + UNDER_WAY - timedelta(seconds=1))
        assert house.identities().keys.retired == NOW
        drop_due(house, NOW + UNDER_WAY)
        assert house.identities().keys.retired is None
        with pytest.raises(InvalidToken):
            house.identities().opened(was[0].address)
        assert addresses(house) == {"at-ada": "ada", "at-bob": "bob"}

    def test_what_a_bot_was_about_to_keep_is_sealed_anew_before_the_old_key_goes(self, house: Deployment) -> None:
        under_way = house.identities().sealed("telegram", "eve")
        turn_key(house, by="awa")
        person = Participation("eve", "r1", "fr", NOW, consent=Consent("v1", NOW))
        house.store.keep(None, person, identity="at-eve", delivery="", at=NOW, address=under_way)
        drop_due(house, NOW + UNDER_WAY)
        assert addresses(house) == {"at-ada": "ada", "at-bob": "bob", "at-eve": "eve"}

    def test_at_once_there_is_one_key_and_everything_opens(self, house: Deployment) -> None:
        assert turn_key(house, by="awa", at_once=True) == Turn(2)
        assert house.identities().keys.retired is None
        assert addresses(house) == {"at-ada": "ada", "at-bob": "bob"}
        assert len((house.settings.home / "keys" / "address.key").read_text().splitlines()) == 1

    @pytest.mark.parametrize("broken", ["the rows", "the old key"])
    def test_wherever_it_ends_everything_opens_and_the_next_goes_on(
        self, house: Deployment, monkeypatch: pytest.MonkeyPatch, broken: str
    ) -> None:
        def killed(*_: object) -> int:
            raise KeyboardInterrupt

        target = (
            "storage.memory_addresses.MemoryAddresses.reseal"
            if broken == "the rows"
            else "bots.address_keys.AddressKeys.drop"
        )
        monkeypatch.setattr(target, killed)
        with pytest.raises(KeyboardInterrupt):
            turn_key(house, by="awa", at_once=True)
        monkeypatch.undo()
        assert addresses(house) == {"at-ada": "ada", "at-bob": "bob"}
        begun = (house.settings.home / "keys" / "address.key").read_text().split()[0]
        done = turn_key(house, by="awa", at_once=True)
        assert done == Turn(2 if broken == "the rows" else 0)
        assert (house.settings.home / "keys" / "address.key").read_text().split() == [begun]
        assert addresses(house) == {"at-ada": "ada", "at-bob": "bob"}

    def test_identities_stay(self, house: Deployment) -> None:
        before = house.identities().hashed("telegram", "1")
        turn_key(house, by="awa", at_once=True)
        assert house.identities().hashed("telegram", "1") == before

    def test_the_audit_log_says_who_and_holds_no_key(self, house: Deployment) -> None:
        turn_key(house, by="awa")
        turn_key(house, by="awa", at_once=True)
        assert [(act.actor, act.verb, act.subject, act.note) for act in house.store.acts()] == [
            ("awa", "rotate key", "address key", "begun: 2 addresses"),
            ("awa", "rotate key", "address key", "gone on: 0 addresses, the old key is gone"),
        ]


class TestTheErased:
    def test_the_list_follows_and_nobody_comes_off_it(self, house: Deployment) -> None:
        home = house.settings.home
        keep_list(house)
        assert not (home / NAME).exists()
        house.store.erase("ada", at=NOW)
        drop_due(house, NOW)
        first = kept_in(home)
        assert first == house.store.erasures()
        assert len(first) == 1
        (home / NAME).write_text(listed(first | {"f" * 64}))
        house.store.erase("bob", at=NOW)
        keep_list(house)
        assert kept_in(home) == house.store.erasures() | {"f" * 64}
        assert [path.name for path in home.iterdir() if path.is_file()] == [NAME]

    def test_what_was_written_is_read(self, tmp_path: Path) -> None:
        file = tmp_path / "erased"
        file.write_text(listed({"b" * 64, "a" * 64}))
        assert file.read_text().splitlines() == [HEADER, "a" * 64, "b" * 64]
        assert read_list(file) == {"a" * 64, "b" * 64}

    @pytest.mark.parametrize("line", ["x", "A" * 64, "a" * 63, "a" * 65, " " + "a" * 64, "../../etc/passwd"])
    def test_a_line_that_is_none_is_named(self, tmp_path: Path, line: str) -> None:
        file = tmp_path / "erased"
        file.write_text(f"{HEADER}\n{'a' * 64}\n{line}\n")
        with pytest.raises(InvalidInput) as refused:
            read_list(file)
        assert str(refused.value) == f"{file}:3: this is no digest of somebody erased"

    def test_another_file_is_no_list(self, tmp_path: Path) -> None:
        file = tmp_path / "erased"
        file.write_bytes(b"PK\x03\x04\xff")
        with pytest.raises(InvalidInput, match="no list of the erased"):
            read_list(file)


def _copied(house: Deployment) -> Path:
    """Return a copy of the keys as they are."""
    folder = house.settings.home / "keys-of-then"
    shutil.copytree(house.settings.home / "keys", folder)
    return folder
