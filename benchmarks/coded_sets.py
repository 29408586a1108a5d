"""Answers that people coded, below a folder: each set an ``answers.jsonl`` with a ``codebook.yaml`` beside it."""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from config.loading import load_codebook
from nlp.learning.lessons import Ground, labels_of, prepared
from nlp.learning.rows import read_answers
from nlp.learning.vocabulary import Array

_QUESTION = re.compile(r"-q\d+$")


@dataclass(frozen=True, eq=False)
class CodedSet:
    """A set of coded answers, as ground to learn on."""

    name: str
    ground: Ground

    @property
    def family(self) -> str:
        """The name without the number of the question: questions of one consultation are one family."""
        return _QUESTION.sub("", self.name)

    @cached_property
    def coded(self) -> Sequence[int]:
        """The numbers of the answers that people coded."""
        return [row for row, said in enumerate(self.ground.answers) if said.labels is not None]

    @cached_property
    def labels(self) -> Array:
        """What people coded in all answers: answers × themes, 0 or 1."""
        return labels_of(self.ground, np.arange(len(self.ground.answers)))


def sets() -> Iterator[CodedSet]:
    """Yield the sets below the folder that ``DATA`` names, in the order of their names; exit where it names none."""
    data = os.environ.get("DATA")
    paths = sorted(Path(data).rglob("answers.jsonl")) if data else []
    if not paths:
        sys.exit("DATA=DIR names the folder of the coded answers: DIR/…/answers.jsonl with codebook.yaml beside it")
    for path in paths:
        codebook = load_codebook(path.with_name("codebook.yaml"))
        with path.open("rb") as lines:
            answers = list(read_answers(lines, name=str(path), codebook=codebook))
        print(f"  reading {path.parent.name}", file=sys.stderr, flush=True)
        yield CodedSet(path.parent.name, prepared(codebook, answers))
