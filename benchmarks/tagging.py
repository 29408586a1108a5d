"""Texts per second of tagging in one process, beside spaCy's bare tokenizer on the same texts.

``python -m benchmarks tagging``: answers put together from what the sample respondents say. ``DATA=DIR`` takes every
``answers.jsonl`` below DIR, with the ``codebook.yaml`` beside it where there is one. The aim is half of the
tokenizer's rate where the language of a text is given. Seconds are the processor's: other work does not count.
"""

import json
import os
import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import spacy

from config.loading import find_consultation, load_codebook, load_consultation
from config.sample import read_sample
from consultation.codebook import Codebook
from consultation.messages import clean
from nlp.tagger import CueTagger

ANSWERS, ROUNDS, SEED = 8000, 5, 1


@dataclass(frozen=True, slots=True)
class Sample:
    """Texts, each after its language, and the codebook that they are tagged with."""

    name: str
    texts: Sequence[tuple[str, str]]
    codebook: Codebook


def main() -> None:
    """Print the rates of each sample."""
    print("tagging: texts per second in one process; * where the language of each text is found as well")
    print(f"  {'':22}{'texts':>7}{'chars':>7}{'tokenizer':>11}{'tagged':>9}{'ratio':>7}{'tagged*':>9}{'finding':>10}")
    for sample in _samples():
        _measure(sample)


def _samples() -> Iterator[Sample]:
    home = find_consultation("partnerships")
    shipped = load_consultation(home).codebook
    if "DATA" not in os.environ:
        yield Sample("four languages", list(_made_up(home)), shipped)
        return
    for path in sorted(Path(os.environ["DATA"]).rglob("answers.jsonl")):
        beside = path.with_name("codebook.yaml")
        yield Sample(path.parent.name, list(_read(path)), load_codebook(beside) if beside.exists() else shipped)


def _read(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line:
            row = json.loads(line)
            yield row.get("lang") or "en", clean(row["text"])


def _made_up(home: Path) -> Iterator[tuple[str, str]]:
    """Yield answers of one to five sentences that sample respondents say somewhere, no two the same."""
    sentences: dict[str, list[str]] = {}
    for person in read_sample(home):
        said = " ".join(message for answer in person.questions for message in answer.messages)
        sentences.setdefault(person.language, []).extend(re.split(r"(?<=[.!?؟]) ", said))
    chance = random.Random(SEED)
    for number in range(ANSWERS):
        language = chance.choice(list(sentences))
        yield language, f"{' '.join(chance.choices(sentences[language], k=chance.randint(1, 5)))} {number}"


def _measure(sample: Sample) -> None:
    tagger = CueTagger(sample.codebook)
    tokenizers = {language: spacy.blank(language).tokenizer for language in {language for language, _ in sample.texts}}
    bare = _seconds(sample, lambda language, text: tokenizers[language](text))
    given = _seconds(sample, tagger.tag_in)
    found = _seconds(sample, lambda _, text: tagger.tag(text, spoken=""))
    characters = sum(len(text) for _, text in sample.texts) / len(sample.texts)
    print(
        f"  {sample.name:22}{len(sample.texts):7,}{characters:7.0f}{1 / bare:11,.0f}{1 / given:9,.0f}"
        f"{bare / given:7.2f}{1 / found:9,.0f}{(found - given) * 1e6:7.0f} µs"
    )


def _seconds(sample: Sample, work: Callable[[str, str], object]) -> float:
    """Return the seconds per text of the best round; in the first, words are met for the first time."""
    return min(_round(sample, work) for _ in range(ROUNDS)) / len(sample.texts)


def _round(sample: Sample, work: Callable[[str, str], object]) -> float:
    start = time.process_time()
    for language, text in sample.texts:
        work(language, text)
    return time.process_time() - start


if __name__ == "__main__":
    main()
