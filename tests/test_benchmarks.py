"""What the benchmark of Telegram measures are whole interviews, and it tells when an answer is not kept."""

from pathlib import Path

import pytest

from benchmarks.conversation import launched
from benchmarks.telegram_bots import OURS, Wrong, _check, measure
from benchmarks.telegram_crowd import Borne, Load
from config.settings import Settings
from config.wiring import Deployment


@pytest.mark.story
def test_it_measures_whole_interviews(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    crowd, steady = measure(
        OURS, [Load(people=8, at_once=4), Load(people=0, at_once=3, rate=30, seconds=0.5)], tmp_path
    )
    borne = crowd.borne
    assert (borne.finished, borne.words, borne.updates, borne.calls) == (8, 8 * 5, 8 * 20, 8 * (6 + 14 * 3))
    assert steady.borne.updates == 15
    assert 0 < borne.p50 <= borne.p95
    assert crowd.busy > 0
    assert "are kept, each once; 28 people came to the end" in capsys.readouterr().out


def test_an_answer_that_is_not_kept_makes_it_worthless(tmp_path: Path) -> None:
    deployment = Deployment(Settings(home=tmp_path, database="", site=""))
    _, round_id = launched(deployment)
    with pytest.raises(Wrong, match="1 answers were given, 0 are kept"):
        _check(deployment, round_id, [Borne(updates=2, words=1, finished=0, calls=2, seconds=1, p50=1, p95=1, busy=1)])
