"""The documents say what the code does."""

from pathlib import Path
from typing import Any

import pytest
import typer

from config.data_reference import rewritten
from config.diagrams import DRAWN, documents, redrawn
from consultation.roles import Right
from palabre import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(command: Any, name: str = "palabre") -> list[tuple[str, Any]]:
    if hasattr(command, "commands"):
        return [pair for sub, child in command.commands.items() for pair in commands(child, f"{name} {sub}")]
    return [(name, command)]


COMMANDS = dict(commands(typer.main.get_command(app)))


def test_the_groups_are_seen_through() -> None:
    assert {"palabre check", "palabre round launch", "palabre draft import"} <= COMMANDS.keys()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_stands_in_the_readme(name: str) -> None:
    assert COMMANDS[name].help
    assert f"`{name.removeprefix('palabre ')}" in README


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_help(name: str) -> None:
    nameless = [option.name for option in COMMANDS[name].params if not getattr(option, "help", None)]
    assert nameless == []


def test_what_documents_show_of_the_code_is_drawn_from_it() -> None:
    texts = [path.read_text(encoding="utf-8") for path in documents()]
    assert [name for name in DRAWN if not any(f"<!-- diagram: {name} -->" in text for text in texts)] == []
    stale = [path.name for path, text in zip(documents(), texts, strict=True) if redrawn(text) != text]
    assert stale == [], "draw them anew: python -m config.diagrams"


def test_the_tables_of_the_data_are_those_that_are_written() -> None:
    text = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    assert "\n### statements\n" in text
    assert rewritten(text) == text, "write them anew: python -m config.data_reference docs/data.md"


def test_the_table_of_rights_says_what_the_code_does() -> None:
    head, _, *rows = DRAWN["rights"]().splitlines()
    assert head == "|  | owner | facilitator | analyst | reader |"
    assert "| launch a round | yes | yes |  |  |" in rows
    assert len(rows) == len(Right)


def test_make_has_the_four_targets_the_readme_names() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("demo", "test", "lint", "bench"):
        assert f"\n{target}:" in makefile
        assert f"make {target}" in README
