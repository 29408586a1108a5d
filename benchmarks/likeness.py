"""What it costs to find who uses much the same words: ``python -m benchmarks likeness``.

For each size a snapshot of that many answers, none like another by chance: two sentences of words drawn as natural
language has them (Zipf), one in five of them a common ask with other words around it; two themes each. Findings are
made without groups and with them, each in a process of its own; seconds are the processor's.
"""

import random
import resource
import subprocess
import sys
import time
from itertools import accumulate, product

from benchmarks.report import OPENED, ROUNDS
from config.loading import find_consultation, load_consultation
from consultation.codebook import Codebook, Span, Tag
from consultation.guide import Consultation
from consultation.records import Answer, Consent, Part, Participation, Piece, Quoting, Revision, RoundRecord, Snapshot
from nlp.alike import StarGrouper
from reports.findings import find

SIZES = (1_000, 10_000, 100_000)
BEGIN, MIDDLE = "bdfgklmnprstvz", ("oba", "idre", "ulo", "ersa")
END = ("nk", "mba", "tol", "ris", "fen", "gap", "dul", "ket", "vos", "wim", "zan", "lor", "pex", "mur", "hab", "jot")
WORDS = ["".join(parts) for parts in product(BEGIN, MIDDLE, END)]
ZIPF = list(accumulate(1 / rank for rank in range(1, len(WORDS) + 1)))
ASKS = 40
"""How many asks recur."""

MEGABYTE = 1024  # ru_maxrss is in kilobytes


def snapshot(answers: int) -> Snapshot:
    """Return a round with that many answers, each by another respondent."""
    consultation, dice = load_consultation(find_consultation("partnerships")), random.Random(answers)
    asks = [_words(dice, 6) for _ in range(ASKS)]
    people = tuple(_person(number, consultation, asks, dice) for number in range(answers))
    return Snapshot(consultation, (RoundRecord(ROUNDS[0], people),), OPENED)


def _words(dice: random.Random, count: int) -> str:
    return " ".join(dice.choices(WORDS, cum_weights=ZIPF, k=count))


def _person(number: int, consultation: Consultation, asks: list[str], dice: random.Random) -> Participation:
    ask = f"{dice.choice(asks)} {_words(dice, 2)}" if dice.random() < 0.2 else _words(dice, 9)
    text = f"{ask}. {_words(dice, 10)}."
    revision = Revision(1, OPENED, (Piece("m", text),), "en", _tags(text, consultation.codebook, dice))
    return Participation(
        respondent=f"P{number}",
        round=ROUNDS[0].id,
        language="en",
        began=OPENED,
        consent=Consent("1", OPENED),
        quoting=Quoting.VERBATIM,
        answers=(Answer(f"A{number}", consultation.guides[0].questions[0].id, Part.ANSWER, (revision,)),),
    )


def _tags(text: str, codebook: Codebook, dice: random.Random) -> tuple[Tag, ...]:
    """Return two themes, of which the first was heard in the first sentence and the second in both."""
    first, second = dice.sample(codebook.themes, 2)
    begins, ends = Span(0, 1, text[:1]), Span(len(text) - 2, len(text) - 1, text[-2:-1])
    return Tag(first.id, "cue", 1.0, (begins,)), Tag(second.id, "cue", 1.0, (begins, ends))


def measure(answers: int, *, grouped: bool) -> str:
    """Return seconds, peak memory in MB, how many groups there are, and how many answers are in one."""
    of, grouper = snapshot(answers), StarGrouper() if grouped else None
    start = time.process_time()
    alike = find(of, grouper=grouper).alike
    seconds = time.process_time() - start
    groups = [group for asks in alike for group in asks.groups]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
    return f"{seconds:.2f} {peak:.0f} {len(groups)} {sum(group.evidence.answers for group in groups)}"


def _apart(answers: int, how: str) -> list[str]:
    command = [sys.executable, "-m", "benchmarks.likeness", str(answers), how]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


def main() -> None:
    """Print for each size what findings cost without groups and with them."""
    print("likeness: findings without groups, and with the groups of who uses much the same words")
    heads = ("s without", "s with", "µs/answer", "× without", "MB without", "MB with", "groups", "grouped")
    print(f"{'answers':>9}{''.join(f'{head:>12}' for head in heads)}")
    for size in SIZES:
        (before, held, *_), (seconds, peak, groups, inside) = _apart(size, "without"), _apart(size, "grouped")
        each, times = 1e6 * (float(seconds) - float(before)) / size, float(seconds) / float(before)
        row = (before, seconds, f"{each:.0f}", f"{times:.1f}", held, peak, groups, inside)
        print(f"{size:>9,}{''.join(f'{cell:>12}' for cell in row)}")


if __name__ == "__main__":
    print(measure(int(sys.argv[1]), grouped=sys.argv[2] == "grouped")) if sys.argv[1:] else main()
