"""How well and how fast private data is found: ``python -m benchmarks private``.

Recall: of the labelled places of a kind, the share of which no letter or digit is shown. Precision: of the places found
as a kind, the share that lies on a labelled place, of whatever kind. The texts are those that the finder was mended on,
so that the figures say what it does, not what it would do on others.
"""

import time

from tests.nlp.private_texts import FINDER, counts, read

HOSTILE = ("a@", "1 ", "06 ", "+1 ", "a.", "ab:", "4111 ", "FR76 3000 ", "[[User:", "(1)", "@", "x.com/", "1\u200b")
LENGTH = 1_000_000


def main() -> None:
    """Print precision and recall by kind, texts per second, and how time grows with length."""
    texts = list(read())
    print(f"private data: {len(texts)} texts of our own, {sum(not one.labels for one in texts)} of them without any")
    for kind, (labelled, hidden, found, right) in counts().items():
        recall, precision = hidden / labelled, right / found if found else 1
        print(f"{kind:8} labelled {labelled:4}  recall {recall:.3f}  found {found:4}  precision {precision:.3f}")
    start = time.process_time()
    for _ in range(10):
        for one in texts:
            one.found()
    print(f"{10 * len(texts) / (time.process_time() - start):,.0f} of these texts a second")
    for unit in HOSTILE:
        short, long = (seconds((unit * LENGTH)[:length]) for length in (LENGTH // 10, LENGTH))
        print(f"{unit!r:14} a million characters in {long:5.1f} s, {long / short:4.1f} times a tenth of them")


def seconds(text: str) -> float:
    """Return the processor's time that finding takes."""
    start = time.process_time()
    FINDER.find(text, language="en")
    return time.process_time() - start


if __name__ == "__main__":
    main()
