"""The transcripts of the terminal, word for word in Telegram: `palabre serve` against a local Bot API server."""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bot_api.phone import Phone
from tests.bot_api.server import BotApi
from tests.replaying import TRANSCRIPTS, exchanges, told
from tests.stories.commands import Palabre
from tests.stories.serving import serving

pytestmark = pytest.mark.story


@dataclass(frozen=True)
class Stage:
    """A bot that serves one round."""

    api: BotApi
    code: str


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Stage]]:
    with contextlib.ExitStack() as running:
        yield {kind: running.enter_context(_stage(kind, tmp_path_factory)) for kind in ("questions", "drafts")}


@contextlib.contextmanager
def _stage(kind: str, folders: pytest.TempPathFactory) -> Iterator[Stage]:
    palabre = Palabre(folders.mktemp("home"))
    palabre.run("round", "launch", "partnerships", f"--{kind}")
    (launched,) = json.loads(palabre.run("round", "list", "--json").out)
    with BotApi() as api, serving(palabre, api, api.bot()) as process:
        yield Stage(api, launched["code"])
        assert process.stop() == 0
        assert api.complaints == []
        assert api.unanswered == []


@pytest.mark.parametrize("transcript", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_transcript_reads_the_same_in_telegram(stages: dict[str, Stage], transcript: Path) -> None:
    stage = stages[transcript.parent.name]
    phone = Phone(stage.api, stage.api.person("Ada", language=transcript.stem.split("-")[0]))
    (_, welcome), *others = exchanges(transcript)
    assert told(phone.types(f"/start {stage.code}")) == told(welcome)
    for typed, answered in others:
        if phone.can(typed):
            assert told(phone.types(typed)) == told(answered)
