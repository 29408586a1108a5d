"""What stands in deploy/ and docs/deployment.md fits the program."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from config.service.metrics import Metrics
from config.settings import Settings
from storage import engine

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
TEXT = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def compose() -> Any:
    return YAML(typ="safe").load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", [*sorted(DEPLOY.iterdir()), ROOT / "docs" / "deployment.md"], ids=lambda one: one.name)
def test_every_setting_that_is_named_is_one(path: Path) -> None:
    named = set(re.findall(r"\bPALABRE_([A-Z_]+)", path.read_text(encoding="utf-8")))
    assert {name.lower() for name in named} <= Settings.model_fields.keys()


def test_the_services_share_what_they_must_and_discord_is_one(compose: Any) -> None:
    telegram, discord = compose["services"]["telegram"], compose["services"]["discord"]
    assert telegram["volumes"] == discord["volumes"] == ["home:/var/lib/palabre", "site:/site"]
    databases = {one["environment"]["PALABRE_DATABASE"] for one in (telegram, discord)}
    assert len(databases) == 1
    assert (telegram["deploy"]["replicas"], "deploy" in discord) == (3, False)
    assert "PALABRE_DISCORD_TOKEN" not in telegram["environment"]
    assert "PALABRE_TELEGRAM_TOKEN" not in discord["environment"]


def test_the_proxy_leads_the_webhook_and_nothing_else_to_where_it_is_listened(compose: Any) -> None:
    caddy = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    environment = compose["services"]["telegram"]["environment"]
    path = "/" + environment["PALABRE_TELEGRAM_WEBHOOK"].rpartition("/")[2]
    port = environment["PALABRE_LISTEN"].rpartition(":")[2]
    assert re.findall(r"handle (\S+) {", caddy) == [path]
    assert re.findall(r"dynamic a (\S+) (\d+)", caddy) == [("telegram", port)]
    assert [name for name, one in compose["services"].items() if "ports" in one] == ["proxy"]


def test_the_document_names_the_limits_that_hold() -> None:
    limits = re.findall(r"after (\d+) s|waited for (\d+) s|after (\d+) min|(\d+) s to connect", TEXT)
    found = [int(number) for row in limits for number in row if number]
    assert found == [engine.STATEMENT_SECONDS, engine.BUSY_SECONDS, engine.IDLE_SECONDS // 60, engine.CONNECT_SECONDS]
    assert f"{engine.CONNECTIONS} kept open, {engine.MORE_CONNECTIONS} more" in TEXT


def test_the_metrics_that_are_named_are_told() -> None:
    metrics = Metrics()
    metrics.watch(lambda: {"telegram": {"state": "running"}})
    told = metrics.told().decode()
    named = {name.removesuffix("_total") for name in re.findall(r"\bpalabre_[a-z_]+", TEXT)}
    there = re.findall(r"# TYPE (palabre_\w+)", told)
    assert named == {name.removesuffix("_total") for name in there if not name.endswith("_created")}


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd-analyze here")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    unit = (
        (DEPLOY / "palabre.service").read_text(encoding="utf-8").replace("/opt/palabre/.venv/bin/palabre", "/bin/true")
    )
    (tmp_path / "palabre.service").write_text(unit, encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", str(tmp_path / "palabre.service")]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    own = [line for line in ran.stderr.splitlines() if "palabre.service" in line]
    assert own == []
