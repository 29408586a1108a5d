"""Texts per second of tagging, beside spaCy's bare tokenizer on the same texts.

``python -m benchmarks tagging``: answers put together from what the sample respondents say. ``DATA=DIR`` takes every
``answers.jsonl`` below DIR, with the ``codebook.yaml`` beside it where there is one. A model is learnt from 200 coded
answers; where people coded none, cues stand in for them. Aims, where the language of a text is given: by cues alone
half of the tokenizer's rate, by a model a fifth; two processes 1.6 times one. Seconds of the rates are the processor's:
other work does not count. Those of the processes are of the clock, from their first line on.

``MILLION=1`` instead tags a million texts, all different, by a model, and prints the memory after each 100,000.
"""

import json
import os
import random
import re
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import spacy

from config.loading import find_consultation, load_codebook, load_consultation
from config.sample import read_sample
from consultation.codebook import Codebook
from consultation.messages import clean
from nlp.batch import tag_lines
from nlp.learning.component import load, pipeline
from nlp.learning.lessons import learnt, prepared
from nlp.learning.said import Said
from nlp.learning.tagger import LearntTagger
from nlp.tagger import CueTagger

ANSWERS, ROUNDS, SEED = 8000, 5, 1
CODED, TOGETHER = 200, 256
MANY, MILLION, STEP = 50_000, 1_000_000, 100_000


@dataclass(frozen=True, slots=True)
class Sample:
    """Answers, with labels where people coded them, and the codebook that they are tagged with."""

    name: str
    answers: Sequence[Said]
    codebook: Codebook


def main() -> None:
    """Print the rates of each sample, or the memory that a million texts take."""
    if "MILLION" in os.environ:
        _million(next(_samples()))
        return
    print("tagging: texts per second in one process; * where the language of each text is found as well")
    print(
        f"  {'':22}{'texts':>7}{'chars':>7}{'tokenizer':>11}{'cues':>9}{'ratio':>7}{'cues*':>9}{'finding':>10}"
        f"{'model':>9}{'ratio':>7}{'two processes':>15}"
    )
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


def _read(path: Path) -> Iterator[Said]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line:
            row = json.loads(line)
            yield Said(clean(row["text"]), row.get("lang") or "en", row.get("question") or "", row.get("labels"))


def _made_up(home: Path) -> Iterator[Said]:
    """Yield answers of one to five sentences that sample respondents say somewhere, no two the same."""
    sentences: dict[str, list[str]] = {}
    for person in read_sample(home):
        said = " ".join(message for answer in person.questions for message in answer.messages)
        sentences.setdefault(person.language, []).extend(re.split(r"(?<=[.!?؟]) ", said))
    chance = random.Random(SEED)
    for number in range(ANSWERS):
        language = chance.choice(list(sentences))
        yield Said(f"{' '.join(chance.choices(sentences[language], k=chance.randint(1, 5)))} {number}", language)


def _measure(sample: Sample) -> None:
    tagger = CueTagger(sample.codebook)
    tokenizers = {language: spacy.blank(language).tokenizer for language in {said.language for said in sample.answers}}
    bare = _seconds(sample, _each(lambda said: tokenizers[said.language](said.text)))
    given = _seconds(sample, _each(lambda said: tagger.tag_in(said.language, said.text)))
    found = _seconds(sample, _each(lambda said: tagger.tag(said.text, spoken="")))
    characters = sum(len(said.text) for said in sample.answers) / len(sample.answers)
    with TemporaryDirectory() as folder:
        model = _learnt(sample, Path(folder) / "model")
        taught = _seconds(sample, LearntTagger(sample.codebook, load(model)[0]).tag_all)
        one, two = (_rate(sample, model, workers) for workers in (1, 2))
    print(
        f"  {sample.name:22}{len(sample.answers):7,}{characters:7.0f}{1 / bare:11,.0f}{1 / given:9,.0f}"
        f"{bare / given:7.2f}{1 / found:9,.0f}{(found - given) * 1e6:7.0f} µs{1 / taught:9,.0f}{bare / taught:7.2f}"
        f"{two / one:15.2f}"
    )


def _learnt(sample: Sample, folder: Path) -> Path:
    """Learn from the first coded answers, write the model into ``folder`` and return that."""
    answers = list(sample.answers)
    random.Random(SEED).shuffle(answers)
    if all(said.labels is None for said in answers):
        tagger = CueTagger(sample.codebook)
        themes = (tagger.tag_in(said.language, said.text).tags for said in answers[:CODED])
        answers[:CODED] = [
            replace(said, labels=tuple(tag.theme for tag in tags)) for said, tags in zip(answers, themes, strict=False)
        ]
    coded = [row for row, said in enumerate(answers) if said.labels is not None][:CODED]
    pipeline(learnt(prepared(sample.codebook, answers), coded), sample.codebook).to_disk(folder)
    return folder


def _each(work: Callable[[Said], object]) -> Callable[[Sequence[Said]], object]:
    return lambda answers: [work(said) for said in answers]


def _seconds(sample: Sample, work: Callable[[Sequence[Said]], object]) -> float:
    """Return the seconds per text of the best round; in the first, words are met for the first time."""
    return min(_round(sample, work) for _ in range(ROUNDS)) / len(sample.answers)


def _round(sample: Sample, work: Callable[[Sequence[Said]], object]) -> float:
    start = time.process_time()
    for at in range(0, len(sample.answers), TOGETHER):
        work(sample.answers[at : at + TOGETHER])
    return time.process_time() - start


def _rate(sample: Sample, model: Path, workers: int) -> float:
    """Return the lines per second of ``workers`` processes, from their first line on."""
    told = tag_lines(_lines(sample, MANY), name="-", codebook=sample.codebook, model=model, workers=workers)
    next(told)
    start = time.perf_counter()
    lines = sum(1 for _ in told)
    return lines / (time.perf_counter() - start)


def _lines(sample: Sample, number: int) -> Iterator[bytes]:
    """Yield so many answers, in which one word is new each time."""
    for at, said in enumerate(islice(cycle(sample.answers), number)):
        yield json.dumps({"id": at, "text": f"{said.text} x{at:x}", "lang": said.language}).encode()


def _million(sample: Sample) -> None:
    """Print the most memory that this process ever took, after each step."""
    with TemporaryDirectory() as folder:
        with ProcessPoolExecutor(1, get_context("spawn")) as elsewhere:  # learning takes more memory than tagging
            model = elsewhere.submit(_learnt, sample, Path(folder) / "model").result()
        told = tag_lines(_lines(sample, MILLION), name="-", codebook=sample.codebook, model=model)
        for number, _ in enumerate(told, start=1):
            if number % STEP == 0:
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                print(f"  {number:9,} texts: {peak:,.0f} MB at most", flush=True)


if __name__ == "__main__":
    main()
