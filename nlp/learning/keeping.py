"""A model on disk: arrays in one file, everything else in another. Imports numpy, the core and `nlp`.

Written are plain arrays and JSON: nothing in a model that somebody hands on is ever executed.
"""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from consultation.codebook import Codebook, Theme
from consultation.errors import InvalidInput
from nlp.learning.alone import Alone
from nlp.learning.codesigns import Codesigns
from nlp.learning.codewords import Codewords
from nlp.learning.examples import Taught
from nlp.learning.model import VERSION, Echo, Model
from nlp.learning.vocabulary import Array, Vocabulary
from nlp.learning.weighing import Scale

ARRAYS, TOLD = "model.npz", "model.json"

_ANCIENT = (1980, 1, 1, 0, 0, 0)  # the same model is the same bytes, whenever it is written
_TAUGHT = ("words", "runs", "meaning", "mean", "middles", "centre", "precision", "coded")


def write(model: Model, codebook: Codebook, path: Path) -> None:
    """Write a model and the codebook that it was learnt for into the folder ``path``."""
    path.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path / ARRAYS, "w") as file:
        for name, array in _arrays(model):
            content = io.BytesIO()
            np.save(content, array, allow_pickle=False)
            file.writestr(zipfile.ZipInfo(f"{name}.npy", _ANCIENT), content.getvalue(), zipfile.ZIP_DEFLATED, 1)
    told = {
        "version": VERSION,
        "codebook": asdict(codebook),
        "about": model.about,
        "words": model.vocabulary.words,
        "alone": model.alone.least if np.isfinite(model.alone.least) else None,
        "coded": model.taught.total if model.taught else 0,
        "vectors": model.vectors,
    }
    (path / TOLD).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read(path: Path) -> tuple[Model, Codebook]:
    """Return the model in the folder ``path`` and its codebook; raise `InvalidInput` where there is none."""
    try:
        told = json.loads((path / TOLD).read_text(encoding="utf-8"))
        if told["version"] != VERSION:
            raise InvalidInput(
                f"the model is of version {told['version']}, this is {VERSION}: learn it anew", where=str(path)
            )
        with (path / ARRAYS).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return _model(told, arrays), _codebook(told["codebook"])
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise InvalidInput(f"is no model that palabre learn made ({error})", where=str(path)) from None


def _arrays(model: Model) -> Iterator[tuple[str, Array]]:
    signs, words = model.codesigns, model.codesigns.words
    yield from (("rarity", model.vocabulary.rarity), ("idle", model.vocabulary.idle), ("basis", model.basis))
    yield from (("query", words.query), ("worth", words.worth), ("like", words.like.toarray()))
    yield from (
        ("company", signs.company),
        ("meaning", signs.meaning),
        ("spread", signs.spread),
        ("means", signs.means),
    )
    yield from (("nothing", signs.nothing), ("thresholds", model.thresholds))
    yield from (("alone_mean", model.alone.mean), ("alone_deviation", model.alone.deviation))
    if model.taught and model.scale and model.weights is not None and model.echo:
        yield from ((f"taught_{name}", getattr(model.taught, name)) for name in _TAUGHT)
        yield from (("scale_mean", model.scale.mean), ("scale_deviation", model.scale.deviation))
        yield from (("weights", model.weights), ("echo_spread", model.echo.spread), ("echo_means", model.echo.means))


def _model(told: Mapping[str, Any], arrays: Mapping[str, Array]) -> Model:
    words = Codewords(arrays["worth"], arrays["query"], csr_matrix(arrays["like"]))
    signs = (arrays[name] for name in ("company", "meaning", "spread", "means", "nothing"))
    least = np.inf if told["alone"] is None else told["alone"]
    model = Model(
        vocabulary=Vocabulary(told["words"], arrays["rarity"], arrays["idle"]),
        basis=arrays["basis"],
        codesigns=Codesigns(words, *signs),
        alone=Alone(arrays["alone_mean"], arrays["alone_deviation"], least),
        thresholds=arrays["thresholds"],
        vectors=told["vectors"],
        about=told["about"],
    )
    return _with_taught(model, told["coded"], arrays) if told["coded"] else model


def _with_taught(model: Model, coded: float, arrays: Mapping[str, Array]) -> Model:
    taught = Taught(**{name: arrays[f"taught_{name}"] for name in _TAUGHT}, total=coded)
    return replace(
        model,
        taught=taught,
        scale=Scale(arrays["scale_mean"], arrays["scale_deviation"]),
        weights=arrays["weights"],
        echo=Echo(arrays["echo_spread"], arrays["echo_means"]),
    )


def _codebook(told: Mapping[str, Any]) -> Codebook:
    themes = tuple(
        Theme(
            **theme
            | {
                "cues": {language: tuple(cues) for language, cues in theme["cues"].items()},
                "needs": {
                    language: {cue: tuple(needed) for cue, needed in needs.items()}
                    for language, needs in theme["needs"].items()
                },
                "bears_on": tuple(theme["bears_on"]),
                "was": tuple(theme["was"]),
            }
        )
        for theme in told["themes"]
    )
    return Codebook(told["version"], themes, told["fingerprint"])
