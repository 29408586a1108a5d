"""SECURITY.md says what is held by what: each of its rows names code and tests that are there."""

import re
from pathlib import Path

import pytest

from config.time_and_chance import RandomTokens
from consultation.joining import WRONG_CODES
from consultation.roles import CODE_LENGTH

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`((?:bots|commands|config|consultation|nlp|reports|storage|tests|docs)/[\w./-]+)`")
BITS = 5
"""Of each character of a code, which is one of 32."""


@pytest.mark.parametrize("path", sorted(set(NAMED.findall(PAGE))))
def test_what_it_names_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_each_threat_names_a_test() -> None:
    table = PAGE.partition("\n## By what\n")[2].partition("\n## ")[0]
    _, _, *threats = [line.split(" | ") for line in table.splitlines() if line.startswith("|")]
    assert len(threats) > 20
    assert [row[0] for row in threats if len(row) != 3 or "`tests/" not in row[2]] == []


def test_an_invitation_has_128_bits_and_a_linking_code_50_and_few_tries() -> None:
    assert CODE_LENGTH * BITS >= 128
    tokens = RandomTokens()
    made = {tokens.token(10) for _ in range(2000)}
    assert len(made) == 2000
    assert {len(code) for code in made} == {10}
    assert set("".join(made)) == set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    assert WRONG_CODES <= 10
