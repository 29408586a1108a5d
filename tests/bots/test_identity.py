"""Who is who without knowing who: keys that only we can read, hashes that stay, addresses that open."""

import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.fernet import InvalidToken

from bots.identity import Identities
from consultation.errors import InvalidInput

KEYS = ("identity.key", "address.key")


def test_keys_are_made_at_the_first_use_and_only_we_can_read_them(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        Identities(tmp_path / "new" / "keys")
    finally:
        os.umask(before)
    made = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "new" / "keys").iterdir()}
    assert made == dict.fromkeys(KEYS, 0o600)


@pytest.mark.parametrize("name", KEYS)
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666, 0o620])
def test_a_key_that_others_can_reach_is_refused(tmp_path: Path, name: str, mode: int) -> None:
    Identities(tmp_path)
    key = tmp_path / name
    key.chmod(mode)
    with pytest.raises(InvalidInput) as refused:
        Identities(tmp_path)
    assert str(refused.value) == f"{key}: this key can be read by others; run: chmod 600 {key}"
    key.chmod(0o600)
    Identities(tmp_path)


def test_a_hash_stays_for_the_life_of_an_installation(tmp_path: Path) -> None:
    assert Identities(tmp_path).hashed("telegram", "123456") == Identities(tmp_path).hashed("telegram", "123456")


def test_a_hash_is_32_hex_digits_and_tells_nothing(tmp_path: Path) -> None:
    hashed = Identities(tmp_path).hashed("telegram", "123456")
    assert re.fullmatch("[0-9a-f]{32}", hashed)
    assert "123456" not in hashed


def test_every_platform_id_and_installation_has_hashes_of_its_own(tmp_path: Path) -> None:
    here, elsewhere = Identities(tmp_path / "here"), Identities(tmp_path / "elsewhere")
    hashes = [
        here.hashed("telegram", "12"),
        here.hashed("telegram", "1", "2"),
        here.hashed("telegram", "13"),
        here.hashed("discord", "12"),
        here.hashed("telegram12"),
        here.hashed("telegram", "12", ""),
        elsewhere.hashed("telegram", "12"),
    ]
    assert len(set(hashes)) == len(hashes)


@pytest.mark.parametrize("address", ["123456", "", "terminal:عادة 👍", "x" * 5_000])
def test_a_sealed_address_is_opened_again_after_a_restart(tmp_path: Path, address: str) -> None:
    sealed = Identities(tmp_path).sealed("telegram", address)
    assert Identities(tmp_path).opened(sealed) == address


def test_a_sealed_address_shows_nothing_not_even_that_it_is_the_same(tmp_path: Path) -> None:
    identities = Identities(tmp_path)
    first, second = identities.sealed("telegram", "123456"), identities.sealed("telegram", "123456")
    assert first != second
    assert first.startswith("telegram:")
    assert "123456" not in first


def test_another_key_opens_no_address(tmp_path: Path) -> None:
    sealed = Identities(tmp_path / "here").sealed("telegram", "123456")
    with pytest.raises(InvalidToken):
        Identities(tmp_path / "elsewhere").opened(sealed)


def test_a_new_address_key_keeps_the_identities(tmp_path: Path) -> None:
    before = Identities(tmp_path).hashed("telegram", "123456")
    (tmp_path / "address.key").unlink()
    assert Identities(tmp_path).hashed("telegram", "123456") == before


@pytest.mark.parametrize("name", KEYS)
@pytest.mark.parametrize("content", ["", "0a1b", "no key at all, but a line of words"])
def test_a_piece_of_a_key_is_refused_and_says_what_to_do(tmp_path: Path, name: str, content: str) -> None:
    Identities(tmp_path)
    (tmp_path / name).write_text(content, encoding="ascii")
    with pytest.raises(InvalidInput) as refused:
        Identities(tmp_path)
    kind = name.removesuffix(".key")
    says = f"no {kind} key stands here: put back the file that you keep elsewhere"
    assert str(refused.value) == f"{tmp_path / name}: {says}"


def test_those_who_begin_at_once_have_the_same_keys(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: Identities(tmp_path), range(8)))
    assert len({one.hashed("telegram", "1") for one in made}) == 1
    assert {one.opened(made[0].sealed("telegram", "12")) for one in made} == {"12"}
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(KEYS)
