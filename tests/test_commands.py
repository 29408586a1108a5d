"""The command line is a contract: other tools call it, so what is promised stays."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from palabre import app

COMMAND = Path(sys.executable).with_name("palabre")
CONTRACT = {
    "demo": {"--out"},
    "check": {"CONSULTATION"},
    "talk": {"CONSULTATION", "--language", "--round", "--as", "--clock", "--seed", "--transcript"},
    "round launch": {
        "CONSULTATION",
        "--questions",
        "[BANK]",
        "--drafts",
        "--opens",
        "--closes",
        "--beside",
        "--target",
    },
    "plan": {"CONSULTATION", "--json"},
    "step set": {"CONSULTATION", "STEP", "--kind", "--title", "--language", "--starts", "--ends"},
    "step remove": {"CONSULTATION", "STEP"},
    "partner add": {"CONSULTATION", "NAME", "--kind", "--level", "--region"},
    "partner list": {"CONSULTATION", "--waiting", "--json"},
    "partner approve": {"CONSULTATION", "ID"},
    "partner refuse": {"CONSULTATION", "ID"},
    "resource add": {"CONSULTATION", "TITLE", "--link", "--language", "--why"},
    "resource list": {"CONSULTATION", "--waiting", "--json"},
    "resource approve": {"CONSULTATION", "ID"},
    "resource refuse": {"CONSULTATION", "ID"},
    "round target": {"ROUND", "TARGET…"},
    "round link": {"ROUND", "--source", "--qr"},
    "round invitation": {"ROUND", "--source", "--language"},
    "round status": {"ROUND", "--json"},
    "round close": {"ROUND"},
    "round extend": {"ROUND", "--closes"},
    "round plan": {"ROUND", "--json"},
    "round list": {"--json"},
    "serve": set(),
    "facilitator invite": {"NAME", "--role", "--consultation", "--lasts"},
    "facilitator list": {"--json"},
    "facilitator revoke": {"NAME"},
    "office": {"--language", "--as", "--clock", "--seed", "--transcript"},
    "audit": {"--since", "--json"},
    "round announce": {"ROUND", "--group", "--people-of", "--language"},
    "round tell": {"ROUND"},
    "round results": {"ROUND", "--responses", "--dry-run"},
    "response set": {"ROUND", "--verdict", "--draft", "--theme", "--why", "--language"},
    "response list": {"ROUND", "--json"},
    "dispute list": {"ROUND", "--json", "--reveal", "--as"},
    "group list": {"--json"},
    "outbox": {"--round", "--json"},
    "discord sync": {"--guild"},
    "draft import": {"CONSULTATION", "FILE"},
    "draft list": {"CONSULTATION", "--json"},
    "draft show": {"CONSULTATION", "ID", "--version", "--language"},
    "import": {"ROUND", "FILE", "--all-or-nothing", "--quote", "--dry-run"},
    "tag": {"FILE", "--codebook", "--model", "--out", "--workers", "--skip-bad"},
    "learn": {"FILE", "--codebook", "--model", "--skip-bad"},
    "evaluate": {"FILE", "--codebook", "--train", "--seeds", "--json"},
    "themes find": {"[ROUND]", "--file", "--codebook", "--json"},
    "themes list": {"ROUND", "--json"},
    "themes accept": {"ROUND", "PROPOSAL", "--id", "--label", "--cue", "--codebook", "--out"},
    "themes merge": {"ROUND", "PROPOSAL", "--into", "--cue", "--codebook", "--out"},
    "themes refuse": {"ROUND", "PROPOSAL", "--reason"},
    "agreement draw": {"ROUND", "--size", "--shown", "--seed"},
    "agreement sheet": {"ROUND", "--as", "--out"},
    "agreement enter": {"ROUND", "FILE", "--as"},
    "agreement code": {"ROUND", "--as"},
    "agreement show": {"ROUND", "--json"},
    "review list": {"ROUND", "--json"},
    "review next": {"ROUND", "--as"},
    "model learn": {"CONSULTATION"},
    "model list": {"CONSULTATION", "--json"},
    "model rollback": {"CONSULTATION", "--to"},
    "report": {"ROUND", "--format", "--language", "--by", "--out", "--draft", "--edition"},
    "edition list": {"ROUND", "--json"},
    "edition supersede": {"ROUND"},
    "publish": {"ROUND", "--site"},
    "answer aside": {"STATEMENT", "--reason", "--note"},
    "answer restore": {"STATEMENT"},
    "answer list": {"ROUND", "--aside", "--json"},
    "reveal": {"STATEMENT", "--reason", "--as"},
    "codebook diff": {"OLD", "NEW", "--round", "--json"},
    "codebook commit": {"CONSULTATION", "NEW"},
    "codebook open": {"ROUND", "--json"},
    "codebook import": {"FILE", "--out", "--version", "--language"},
    "codebook export": {"CODEBOOK", "--out"},
    "forget": {"CODE"},
    "export": {"ROUND", "--format", "--raw"},
    "backup": {"FILE", "--keys"},
    "doctor": {"--json"},
    "restore": {"FILE", "--replace", "--keys", "--erased"},
    "keys rotate": {"--at-once"},
    "retention": {"--dry-run"},
    "erased": {"--out"},
}
"""What each command built so far takes; it may take more, never less."""


def command(name: str) -> Any:
    found: Any = typer.main.get_command(app)
    for part in name.split():
        found = found.commands[part]
    return found


@pytest.mark.parametrize("name", CONTRACT)
def test_a_command_takes_what_was_promised(name: str) -> None:
    taken = {option for parameter in command(name).params for option in (*parameter.opts, parameter.metavar)}
    assert CONTRACT[name] <= taken


def test_no_command_is_without_a_contract() -> None:
    groups: Any = typer.main.get_command(app)
    built = {
        f"{name} {sub}" if sub else name
        for name, group in groups.commands.items()
        for sub in getattr(group, "commands", None) or [""]
    }
    assert built == CONTRACT.keys()


def test_help_answers_without_loading_the_heavy_parts() -> None:
    heavy = "{'spacy', 'sqlalchemy', 'alembic', 'jinja2', 'telegram', 'aiohttp', 'discord', 'sklearn', 'numpy'}"
    code = "import sys, palabre; sys.argv = ['palabre', '--help']\ntry: palabre.main()\nexcept SystemExit: pass\n"
    code += f"sys.exit(sorted({heavy} & set(sys.modules)) or 0)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_help_is_as_quick_as_python_itself_within_a_factor() -> None:
    def seconds(*arguments: str | Path) -> float:
        """Return the least of three times that the processor worked for a command, whatever else it had to do."""
        runs = []
        for _ in range(3):
            before = os.times()
            subprocess.run(arguments, capture_output=True, check=True)
            after = os.times()
            runs.append(after.children_user + after.children_system - before.children_user - before.children_system)
        return min(runs)

    bare = seconds(sys.executable, "-c", "import typer, dataclasses, json")
    assert seconds(COMMAND, "--help") < 4 * bare
