"""Our own labelled texts, and how well private data is found in them. ``python -m benchmarks private`` prints it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from consultation.private_data import Private
from nlp.private_data import PrivateDataFinder

FILE = Path(__file__).with_name("private_texts.txt")
MARKED = re.compile(r"‹(\w+)\|([^›]*)›")
CARRIERS = ("{}", "1. {} 2019!", "“{}”\n2018–2020, 12 %")
"""What a text stands in, so that no end of a text helps: a list, quotation marks, another line."""

FINDER = PrivateDataFinder(("en", "fr", "es", "ar", "ca", "de", "pt"))

Label = tuple[int, int, str]


@dataclass(frozen=True)
class Labelled:
    """A text, its language and what is private in it."""

    language: str
    text: str
    labels: tuple[Label, ...]

    def found(self) -> tuple[Private, ...]:
        return FINDER.find(self.text, language=self.language)


def read() -> Iterator[Labelled]:
    """Yield every text in every carrier."""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            language, _, marked = line.partition("\t")
            yield from (_labelled(language, carrier.replace("{}", marked)) for carrier in CARRIERS)


def _labelled(language: str, marked: str) -> Labelled:
    text, labels, at = "", [], 0
    for one in MARKED.finditer(marked):
        text += marked[at : one.start()]
        labels.append((len(text), len(text) + len(one[2]), one[1]))
        text += one[2]
        at = one.end()
    return Labelled(language, text + marked[at:], tuple(labels))


def counts() -> dict[str, tuple[int, int, int, int]]:
    """Return by kind how many are labelled, how many of them hidden whole, how many found, how many of these are right.

    Labelled counts by the label's kind, found by the finder's. Right is what lies on a label and hides nothing else.
    """
    labelled, hidden, found, right = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for one in read():
        places = one.found()
        for start, end, kind in one.labels:
            labelled[kind] += 1
            hidden[kind] += all(
                any(p.start <= at < p.end for p in places) for at in range(start, end) if _says(one, at)
            )
        for place in places:
            found[place.kind] += 1
            right[place.kind] += any(start <= place.start and place.end <= end for start, end, _ in one.labels)
    return {kind: (labelled[kind], hidden[kind], found[kind], right[kind]) for kind in sorted(labelled | found)}


def _says(one: Labelled, at: int) -> bool:
    return one.text[at].isalnum()
