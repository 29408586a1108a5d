"""A five-question interview in Telegram: `palabre serve` beside python-telegram-bot as it comes, on the same server.

``python -m benchmarks telegram``, or ``make bench-telegram``. ``PEOPLE=2000`` take part, and with the other bots, whose
rate does not depend on it, a tenth as many; ``AT_ONCE=64,256`` of them at a time. Latencies are also taken at
``RATES=30,100,1000`` updates a second, for ``SECONDS=3`` each. ``BOTS=palabre,echo-concurrent`` names bots: the echo
that handles updates concurrently is left out, for it always was the slower one.

Each bot is a process of its own, Palabre on SQLite in a fresh home. The Bot API server of the tests, and the people in
it, are another: what it costs per call is printed, too, for while that is less than a core the bot is the limit.
"""

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.conversation import WORDS, launched
from benchmarks.telegram_crowd import Borne, Load, Script, crowd
from config.settings import Settings
from config.wiring import Deployment

OURS = "palabre"
OTHERS = 10
"""By how many the people of the other bots are fewer."""

ECHOES = ("echo", "echo-concurrent")
TOKEN = "7000000001:a-token-of-the-benchmark-that-opens-nothing"  # noqa: S105 (opens nothing)
WARM_UP = Load(people=20, at_once=10)
AIM = 2.5
TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 300.0
"""Seconds that a bot may take to end."""


class Wrong(Exception):
    """What was measured does not count: the bot did not do what it should."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a bot did with a load, and in how many seconds of the processor's."""

    bot: str
    load: Load
    borne: Borne
    busy: float

    @property
    def rate(self) -> float:
        """Updates a second."""
        return self.borne.updates / self.borne.seconds

    @property
    def cpu(self) -> float:
        """The processor's seconds per update."""
        return self.busy / self.borne.updates

    def row(self) -> str:
        """Return its line of the table."""
        load, borne = self.load, self.borne
        how = f"{load.rate:,.0f}/s" if load.rate else f"{load.at_once} at once"
        cells = (
            f"{self.rate:,.0f}",
            f"{1e3 * self.cpu:.2f}",
            f"{1e3 * borne.p50:.1f}",
            f"{1e3 * borne.p95:.1f}",
            f"{borne.calls / borne.updates:.2f}",
            f"{1e3 * borne.busy / borne.calls:.3f}",
            f"{borne.busy / borne.seconds:.0%}",
        )
        return f"  {self.bot:16}{how:>12}{''.join(f'{cell:>10}' for cell in cells)}"


HEADS = ("updates/s", "CPU ms", "p50 ms", "p95 ms", "calls", "srv ms", "srv")


def loads(people: int) -> list[Load]:
    """Return what the settings ask for."""
    seconds = float(os.environ.get("SECONDS", "3"))
    crowds = [Load(people, int(at_once)) for at_once in _listed("AT_ONCE", "64,256")]
    return [*crowds, *(Load(0, int(rate) // 5, float(rate), seconds) for rate in _listed("RATES", "30,100,1000"))]


def _listed(name: str, default: str) -> list[str]:
    return [item for item in os.environ.get(name, default).split(",") if item]


def measure(bot: str, borne_by: list[Load], home: Path) -> list[Measured]:
    """Return how a bot bears each load; raise `Wrong` where the store or the server finds anything amiss."""
    deployment = Deployment(Settings(home=home, database="", site=""))
    turns, round_id = launched(deployment)
    if bot in ECHOES:
        turns = [(text, button and "go") for text, button in turns]
    with _server(turns) as pipe:
        with _serving(bot, pipe.recv(), home) as process:
            measured = [_bear(bot, load, pipe, process) for load in (WARM_UP, *borne_by)]
        pipe.send(None)
        if complaints := pipe.recv():
            raise Wrong(f"{bot}: the server complains: {complaints[:5]}")
    if bot == OURS:
        _check(deployment, round_id, [one.borne for one in measured])
    return measured[1:]


@contextmanager
def _server(turns: Script) -> Iterator[Any]:
    """Give the pipe to a server with a crowd, which is ended at the end."""
    spawn = multiprocessing.get_context("spawn")
    pipe, theirs = spawn.Pipe()
    process = spawn.Process(target=crowd, args=(theirs, TOKEN, turns), daemon=True)
    process.start()
    theirs.close()  # a server that fails is noticed as the end of the pipe
    try:
        yield pipe
        process.join(PATIENCE)
    finally:
        process.kill()


@contextmanager
def _serving(bot: str, api: str, home: Path) -> Iterator[int]:
    """Give the process id of a bot, which is told to end at the end."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PALABRE_")}
    environment |= {"PALABRE_HOME": str(home), "PALABRE_TELEGRAM_TOKEN": TOKEN, "PALABRE_TELEGRAM_API": api}
    ours = ["-m", "palabre", "serve"]
    theirs = ["-m", "benchmarks.telegram_baselines", bot, api, TOKEN, str(home)]
    with (home / "bot.log").open("wb") as log:
        process = subprocess.Popen([sys.executable, *(ours if bot == OURS else theirs)], env=environment, stderr=log)
    try:
        yield process.pid
        process.terminate()
        process.wait(PATIENCE)
    finally:
        process.kill()
        process.wait()


def _bear(bot: str, load: Load, pipe: Any, process: int) -> Measured:
    before = _busy(process)
    pipe.send(load)
    borne: Borne = pipe.recv()
    return Measured(bot, load, borne, _busy(process) - before)


def _busy(process: int) -> float:
    """Return how many seconds of the processor's a process has used, those of the system for it included."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _check(deployment: Deployment, round_id: str, all_borne: list[Borne]) -> None:
    """Raise `Wrong` unless the store holds everything that was said, each answer once."""
    people = deployment.store.record(round_id).participations
    kept = [tuple(piece.text for answer in one.answers for piece in answer.revisions[-1].pieces) for one in people]
    said, whole = sum(borne.words for borne in all_borne), sum(borne.finished for borne in all_borne)
    amiss = [texts for texts in kept if texts != WORDS[: len(texts)]]
    if amiss or sum(map(len, kept)) != said or kept.count(WORDS) < whole:
        raise Wrong(
            f"{said} answers were given, {sum(map(len, kept))} are kept, {len(amiss)} people's are not as given"
        )
    print(f"  {OURS}: {said:,} answers were given and are kept, each once; {whole:,} people came to the end")


def main() -> None:
    """Print what each bot does with each load, and how Palabre compares with the faster echo."""
    people = int(os.environ.get("PEOPLE", "2000"))
    print(f"telegram: a five-question interview by {people:,} people; CPU per update is the bot's, srv the server's")
    print(f"{'':30}{''.join(f'{head:>10}' for head in HEADS)}")
    measured = []
    for bot in _listed("BOTS", "palabre,echo,conversation"):
        with TemporaryDirectory() as home:
            for one in measure(bot, loads(people if bot == OURS else people // OTHERS), Path(home)):
                print(one.row(), flush=True)
                measured.append(one)
    for at_once in {one.load.at_once: None for one in measured if not one.load.rate}:
        _compare([one for one in measured if not one.load.rate and one.load.at_once == at_once], at_once)


def _compare(measured: list[Measured], at_once: int) -> None:
    ours = [one for one in measured if one.bot == OURS]
    echoes = sorted((one for one in measured if one.bot in ECHOES), key=lambda one: one.rate)
    if ours and echoes:
        best, (us,) = echoes[-1], ours
        times, cheaper = us.rate / best.rate, best.cpu / us.cpu
        print(f"  {at_once} at once: {times:.2f} × the rate of the best {best.bot}, {cheaper:.2f} × (aim: {AIM} ×)")


if __name__ == "__main__":
    main()
