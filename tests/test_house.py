"""The direction of the arrows, read from the source of every file: what import-linter cannot see, and what it can."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("bots", "commands", "config", "consultation", "nlp", "reports", "storage")
MODULES = sorted(path.relative_to(ROOT).as_posix() for room in ROOMS for path in (ROOT / room).rglob("*.py"))
MAY_IMPORT = {
    "consultation": set[str](),
    "bots": {"consultation"},
    "nlp": {"consultation"},
    "reports": {"consultation"},
    "storage": {"consultation"},
    "config": {"consultation", "bots", "nlp", "reports", "storage"},
    "commands": {"config", "consultation", "bots", "nlp", "reports", "storage"},
}
SHADOWED = {"telegram.py", "discord.py"}


def imported(source: str) -> set[str]:
    """Return the top-level packages that a source imports anywhere, also inside functions and for type checking."""
    return {name.partition(".")[0] for name in _named(ast.parse(source))}


def _named(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "" if node.level == 0 else "a relative import"
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("import_module", "importlib.import_module"):
            yield ast.literal_eval(node.args[0])


def source_of(module: str) -> str:
    return (ROOT / module).read_text(encoding="utf-8")


IMPORTS = {module: imported(source_of(module)) for module in MODULES}


def test_there_is_something_to_look_at() -> None:
    assert {module.partition("/")[0] for module in MODULES} == set(ROOMS)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import os.path, palabre", {"os", "palabre"}),
        ("from palabre import app", {"palabre"}),
        ("def late():\n    from nlp.tagger import CueTagger", {"nlp"}),
        ("if TYPE_CHECKING:\n    import spacy", {"spacy"}),
        ("from . import flow", {"a relative import"}),
        ("importlib.import_module('discord.ui')", {"discord"}),
        ("x = 'import palabre'", set()),
    ],
)
def test_an_import_is_found_wherever_it_stands(source: str, found: set[str]) -> None:
    assert imported(source) == found


def test_nothing_imports_the_command_line() -> None:
    assert [module for module in MODULES if "palabre" in IMPORTS[module]] == []


def test_a_room_imports_of_ours_only_what_lies_further_in() -> None:
    ours = {*ROOMS, "palabre", "tests", "benchmarks"}
    rooms = {module: module.partition("/")[0] for module in MODULES}
    wrong = {module: IMPORTS[module] & ours - {room} - MAY_IMPORT[room] for module, room in rooms.items()}
    assert {module: found for module, found in wrong.items() if found} == {}


def test_the_core_imports_itself_and_the_standard_library_only() -> None:
    core = [module for module in MODULES if module.startswith("consultation/")]
    wrong = {module: IMPORTS[module] - sys.stdlib_module_names - {"consultation"} for module in core}
    assert {module: found for module, found in wrong.items() if found} == {}


def test_no_module_takes_the_name_of_a_library() -> None:
    everything = {path for path in ROOT.rglob("*.py") if ".venv" not in path.relative_to(ROOT).parts}
    assert [path for path in everything if path.name in SHADOWED] == []
    assert [room for room in ROOMS if room in sys.stdlib_module_names] == []


def test_every_module_opens_with_what_it_is() -> None:
    assert [module for module in (*MODULES, "palabre.py") if not ast.get_docstring(ast.parse(source_of(module)))] == []
