"""The keys of addresses: one seals, the one before opens until it is dropped, and whoever runs meanwhile goes on."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet, InvalidToken

from bots.address_keys import NO_KEY, AddressKeys
from bots.identity import Identities
from consultation.errors import InvalidInput

NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)
KEY = "c" * 43 + "="


def keys(folder: Path) -> AddressKeys:
    return AddressKeys(folder / "address.key")


def test_what_was_sealed_before_opens_until_the_old_key_is_dropped(tmp_path: Path) -> None:
    held = keys(tmp_path)
    old = held.seal("here")
    assert (held.retired, held.seals(old)) == (None, True)
    held.turn(NOW)
    new = held.seal("there")
    assert (held.retired, held.seals(old), held.seals(new)) == (NOW, False, True)
    assert (held.open(old), held.open(new)) == ("here", "there")
    held.drop()
    assert (held.retired, held.open(new)) == (None, "there")
    with pytest.raises(InvalidToken):
        held.open(old)


def test_who_has_the_keys_in_memory_goes_on_with_the_new_one(tmp_path: Path) -> None:
    """A bot that is served is another process: it sees nothing but the file."""
    serving, turning = keys(tmp_path), keys(tmp_path)
    mark, old = serving.sealing, serving.seal("here")
    assert serving.sealing == mark
    turning.turn(NOW)
    assert serving.sealing != mark
    assert turning.seals(serving.seal("here"))
    assert serving.open(old) == "here"
    assert serving.retired == NOW
    turning.drop()
    with pytest.raises(InvalidToken):
        serving.open(old)


def test_a_file_that_is_gone_or_no_key_does_not_stop_who_runs(tmp_path: Path) -> None:
    serving = keys(tmp_path)
    sealed = serving.seal("here")
    (tmp_path / "address.key").write_text("nonsense")
    assert serving.open(sealed) == "here"
    (tmp_path / "address.key").unlink()
    assert serving.seals(serving.seal("there"))


@pytest.mark.parametrize("written", ["", "nonsense", "\n", "é", f"{KEY} soon", f"{KEY}\nnonsense {NOW.isoformat()}"])
def test_a_file_that_holds_no_key_is_refused_with_what_to_do(tmp_path: Path, written: str) -> None:
    file = tmp_path / "address.key"
    file.write_text(written, encoding="utf-8")
    file.chmod(0o600)
    with pytest.raises(InvalidInput, match="put back the file that you keep elsewhere"):
        AddressKeys(file)


def test_a_file_whose_first_key_seals_no_more_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "address.key"
    file.write_text(f"{Fernet.generate_key().decode()} {NOW.isoformat()}\n")
    file.chmod(0o600)
    with pytest.raises(InvalidInput) as refused:
        AddressKeys(file)
    assert str(refused.value) == f"{file}: {NO_KEY}"


@pytest.mark.parametrize("written", ["", "no hex digits", "é"])
def test_an_identity_key_that_is_none_is_refused(tmp_path: Path, written: str) -> None:
    file = tmp_path / "identity.key"
    file.write_text(written, encoding="utf-8")
    file.chmod(0o600)
    with pytest.raises(InvalidInput, match="put back the file that you keep elsewhere"):
        Identities(tmp_path)


def test_an_installation_from_before_has_one_line_and_needs_nothing(tmp_path: Path) -> None:
    file = tmp_path / "address.key"
    key = Fernet.generate_key()
    file.write_bytes(key + b"\n")
    file.chmod(0o600)
    assert keys(tmp_path).open(Fernet(key).encrypt(b"here").decode()) == "here"


def test_turning_twice_lets_both_that_were_before_open(tmp_path: Path) -> None:
    held = keys(tmp_path)
    sealed = []
    for _ in range(3):
        sealed.append(held.seal("here"))
        held.turn(NOW)
    assert [held.open(one) for one in sealed] == ["here"] * 3


def test_a_key_is_replaced_whole_and_stays_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = keys(tmp_path)
    before = (tmp_path / "address.key").read_text()

    def fails(_: int) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("bots.key_files.os.fsync", fails)
    with pytest.raises(OSError, match="full"):
        held.turn(NOW)
    monkeypatch.undo()
    assert (tmp_path / "address.key").read_text() == before
    assert [path.name for path in tmp_path.iterdir()] == ["address.key"]
    held.turn(NOW)
    assert (tmp_path / "address.key").stat().st_mode & 0o777 == 0o600


def test_an_address_is_sealed_anew_once(tmp_path: Path) -> None:
    identities = Identities(tmp_path)
    old = identities.sealed("telegram", "123")
    assert identities.resealed(old) == old
    identities.keys.turn(NOW)
    new = identities.resealed(old)
    assert new != old
    assert (new.partition(":")[0], identities.opened(new), identities.resealed(new)) == ("telegram", "123", new)


def test_an_address_that_no_key_opens_is_left_as_it_is(tmp_path: Path) -> None:
    strange = Identities(tmp_path / "elsewhere").sealed("telegram", "123")
    identities = Identities(tmp_path / "here")
    identities.keys.turn(NOW)
    assert identities.resealed(strange) == strange
    assert identities.resealed("telegram:") == "telegram:"
