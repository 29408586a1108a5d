"""Learns a model from a file of coded answers, and measures how good one is. Imports everyone."""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from config.loading import load_codebook
from config.models.tagging import STANDARD, reading, told_lines
from config.progress import Progress
from config.settings import read_settings
from consultation.codebook import Codebook
from consultation.errors import InvalidInput

if TYPE_CHECKING:
    from nlp.evaluation import Evaluation
    from nlp.learning.lessons import Ground

LEARNING = "Learning"
_STEPS = 6  # the ground, the model, its quality in three parts, writing


def learn_file(
    source: str,
    *,
    codebook: Path,
    model: Path,
    skip_bad: Callable[[InvalidInput], None] | None,
    progress: Progress,
) -> Mapping[str, Any]:
    """Learn from the JSON lines in ``source``, write the model into the folder ``model``; return what is known of it.

    What was in the folder is replaced once the new model is whole. Raises `InvalidInput`, with nothing changed, for a
    line that cannot be read, unless ``skip_bad`` takes it, and where ``model`` is a folder of something else.
    """
    from nlp.learning.component import NAME, pipeline
    from nlp.learning.lessons import learnt
    from nlp.learning.quality import quality

    if model.exists() and not (model / NAME).is_dir() and (model.is_file() or any(model.iterdir())):
        raise InvalidInput("there is something else here: name a folder of its own for the model", where=str(model))
    themes = load_codebook(codebook)
    ground = _ground(source, themes, skip_bad, progress)
    coded = [row for row, said in enumerate(ground.answers) if said.labels is not None]
    made = learnt(ground, coded)
    progress(LEARNING, 2, _STEPS)
    measured = quality(ground, coded, progress=lambda done: progress(LEARNING, 2 + done, _STEPS))
    made = replace(made, about={**made.about, **measured})
    model.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=model.parent, prefix=f".{model.name}-") as folder:
        pipeline(made, themes).to_disk(Path(folder) / "new")
        if model.exists():
            model.rename(Path(folder) / "old")
        (Path(folder) / "new").rename(model)
    progress(LEARNING, _STEPS, _STEPS)
    return made.about


def evaluate_file(source: str, *, codebook: Path, train: int, seeds: int, progress: Progress) -> "Evaluation":
    """Return how good tagging is after ``train`` coded examples (see `nlp.evaluation`)."""
    from nlp.evaluation import evaluate

    ground = _ground(source, load_codebook(codebook), None, progress)
    return evaluate(ground, train=train, seeds=seeds, progress=progress)


def _ground(
    source: str, themes: Codebook, skip_bad: Callable[[InvalidInput], None] | None, progress: Progress
) -> "Ground":
    from nlp.learning.lessons import prepared
    from nlp.learning.rows import read_answers
    from nlp.learning.vectors import vectors

    named = read_settings().spacy_model
    installed = vectors(named) if named else None
    name = "standard input" if source == STANDARD else source
    with reading(source) as lines:
        answers = list(read_answers(told_lines(lines, source, progress), name=name, codebook=themes, skip_bad=skip_bad))
    if not answers:
        raise InvalidInput("has no answer to learn from", where=name)
    progress(LEARNING, 0, _STEPS)
    ground = prepared(themes, answers, installed)
    progress(LEARNING, 1, _STEPS)
    return ground


def evaluation_json(codebook: Path, found: "Evaluation") -> Mapping[str, Any]:
    """Return an evaluation in the form that other tools read."""
    themes = zip(load_codebook(codebook).themes, found.scores.themes, strict=True)
    return {
        "micro_f1": found.scores.micro_f1,
        "macro_f1": found.scores.macro_f1,
        "precision": found.scores.precision,
        "recall": found.scores.recall,
        "texts_per_second": found.texts_per_second,
        "n_train": found.n_train,
        "n_test": found.n_test,
        "seeds": found.seeds,
        "themes": {theme.id: asdict(score) for theme, score in themes},
    }
