"""Time and memory of a report, HTML and Markdown, from the store on: 1,000, 10,000 and 100,000 answers in SQLite.

``python -m benchmarks report``. For each size, one process imports the answers, which is not measured; another opens
the store, takes the snapshot and writes the report, and its peak is what the system says of it. Seconds are the
processor's, so that a busy machine does not count as a slow report.
"""

import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from config.loading import find_consultation, load_consultation
from config.settings import Settings
from config.wiring import Deployment
from consultation.codebook import Span, Tag
from consultation.guide import Consultation
from consultation.records import Answer, Consent, Part, Participation, Piece, Quoting, Revision, Side, Stance
from consultation.rounds import Kind, Round, Stage
from reports.render import write_report

SIZES = (1_000, 10_000, 100_000)
LIMIT_MB = 500
MEGABYTE = 1024  # ru_maxrss is in kilobytes
ANSWERS_EACH = 4
CODED = 0.1
"""The share of the answers that somebody coded by hand."""

OPENED = datetime(2026, 1, 1, tzinfo=UTC)
ROUNDS = (
    Round("Q", "Q", "partnerships", Kind.QUESTIONS, OPENED, guide="guiding", stage=Stage.CLOSED),
    Round("D", "D", "partnerships", Kind.DRAFTS, OPENED, stage=Stage.CLOSED),
)
WORDS = (
    "We need training for new volunteers, and somebody who answers when we write.",
    "The museum gave us ten thousand pictures and nobody could upload them!",
    "Chez nous la bibliothèque ouvre quand la directrice a la clé, et quand il y a le courant.",
    "Small communities are never asked first; decide locally what can be decided locally.",
    "Una página, al día, en nuestra lengua. Nada más.",
)


def people(asked: Round, answers: int) -> Iterator[Participation]:
    """Yield who took part in a round; in the two together each gives four answers, with two themes in each."""
    consultation = load_consultation(find_consultation("partnerships"))
    dice = random.Random(asked.id)
    return (_participation(asked, who, consultation, dice) for who in range(answers // ANSWERS_EACH))


def _participation(asked: Round, who: int, consultation: Consultation, dice: random.Random) -> Participation:
    draft = dice.choice(consultation.current_drafts())
    on_drafts = asked.kind is Kind.DRAFTS
    items = [draft.id] if on_drafts else [one.id for one in consultation.guides[0].questions[: ANSWERS_EACH - 1]]
    part = Part.WHY if on_drafts else Part.ANSWER
    side = dice.choice([Side.SUPPORT, Side.CHANGES, Side.OPPOSE])
    regions = consultation.attribute("region")
    return Participation(
        respondent=f"P{who}",
        round=asked.id,
        language=dice.choice(consultation.languages),
        began=OPENED,
        consent=Consent("1", OPENED),
        quoting=Quoting.VERBATIM if dice.random() < 0.8 else Quoting.PARAPHRASE,
        attributes={"region": (dice.choice(regions.choices).id,)} if regions else {},
        answers=tuple(_answer(f"{asked.id}{who}-{item}", item, part, consultation, dice) for item in items),
        stances=(Stance(draft.id, draft.version, side, OPENED),) if on_drafts else (),
    )


def _answer(token: str, item: str, part: Part, consultation: Consultation, dice: random.Random) -> Answer:
    text = " ".join(dice.sample(WORDS, dice.randint(1, 4)))
    themes = [theme.id for theme in dice.sample(consultation.codebook.themes, 3)]
    tags = tuple(Tag(theme, "cue", 1.0, (Span(3, 9, text[3:9]),)) for theme in themes[:2])
    revision = Revision(1, OPENED, (Piece("m", text),), dice.choice(consultation.languages), tags)
    return Answer(token, item, part, (revision,), coded=tuple(themes[1:]) if dice.random() < CODED else None)


def opened(home: str) -> Deployment:
    """Return the deployment that keeps everything in ``home``."""
    return Deployment(Settings(home=Path(home), database="", site=""))


def fill(home: str, answers: int) -> None:
    """Import that many answers."""
    store = opened(home).store
    for asked in ROUNDS:
        store.add_round(asked)
        store.add_participations(people(asked, answers))


def measure(home: str, answers: int) -> str:
    """Return a row: seconds to read and to write, both per answer, peak memory after each, size of the files."""
    start = time.process_time()
    deployment = opened(home)
    snapshot = deployment.snapshot([asked.id for asked in ROUNDS])
    read, held = time.process_time() - start, peak()
    finder = deployment.finder(snapshot.consultation)
    paths = write_report(
        snapshot,
        language="en",
        finder=finder,
        grouper=deployment.grouper(),
        out=Path(home) / "report",
        by="region",
    )
    seconds, most = time.process_time() - start, peak()
    size = sum(path.stat().st_size for path in paths) / MEGABYTE**2
    return f"{read:.2f} {seconds - read:.2f} {1e6 * seconds / answers:.0f} {held:.0f} {most:.0f} {size:.1f}"


def peak() -> float:
    """Return the most memory that this process had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE


def _apart(work: str, home: str, answers: int) -> list[str]:
    command = [sys.executable, "-m", "benchmarks.report", work, home, str(answers)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


def main() -> None:
    """Print time and memory for each size, and how each compares with the one before."""
    print(f"report: HTML and Markdown, from SQLite; limit {LIMIT_MB} MB at {SIZES[-1]:,} answers, time in proportion")
    heads = ("read s", "write s", "µs/answer", "MB read", "MB peak", "MB files", "time ×", "peak ×")
    print(f"{'answers':>9}{''.join(f'{head:>11}' for head in heads)}")
    before: tuple[float, float] | None = None
    for size in SIZES:
        with TemporaryDirectory() as home:
            _apart("fill", home, size)
            row = _apart("measure", home, size)
        cost = float(row[0]) + float(row[1]), float(row[4])
        ratios = [f"{now / then:.1f}" for now, then in zip(cost, before, strict=True)] if before else ["–", "–"]
        print(f"{size:>9,}{''.join(f'{cell:>11}' for cell in (*row, *ratios))}")
        before = cost
    print("×: how many times what a tenth of the answers costs")


def in_child(work: str, home: str, answers: str) -> None:
    """Fill a store, or measure the report of one: each in a process of its own."""
    if work == "fill":
        fill(home, int(answers))
    else:
        print(measure(home, int(answers)))


if __name__ == "__main__":
    in_child(*sys.argv[1:]) if sys.argv[1:] else main()
