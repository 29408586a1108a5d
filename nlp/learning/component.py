"""The model as a component of a spaCy pipeline, ``learnt_themes``. Imports spaCy, the core and `nlp`.

``palabre learn`` writes a whole pipeline: ``spacy.load(DIR)(text)._.tags`` are the tags, once this module is imported.
"""

from pathlib import Path
from typing import Any, cast

from spacy.language import Language
from spacy.tokens import Doc

from consultation.codebook import Codebook
from consultation.errors import InvalidInput
from nlp.learning.keeping import read, write
from nlp.learning.model import Model
from nlp.learning.tagger import LearntTagger
from nlp.words import blank

NAME = "learnt_themes"

Doc.set_extension("question", default="", force=True)
Doc.set_extension("tags", default=(), force=True)


class LearntThemes:
    """Sets ``doc._.tags`` by a model; the question that was asked may stand in ``doc._.question``."""

    def __init__(self) -> None:
        self._model: Model | None = None
        self._codebook: Codebook | None = None
        self._tagger: LearntTagger | None = None

    def teach(self, model: Model, codebook: Codebook) -> None:
        """Tag by ``model`` from now on."""
        self._model, self._codebook = model, codebook
        self._tagger = LearntTagger(codebook, model)

    @property
    def taught(self) -> tuple[Model, Codebook]:
        """The model, and the codebook that it was learnt for."""
        return cast(Model, self._model), cast(Codebook, self._codebook)

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.tags`` and return ``doc``."""
        if self._tagger is not None:
            language = self._tagger.language_of(doc.text)
            doc._.tags = self._tagger.tag_in(language, doc.text, doc._.question).tags
        return doc

    def to_disk(self, path: Path | str, *, exclude: Any = ()) -> None:  # noqa: ARG002 (spaCy passes it)
        """Write the model into the folder ``path``."""
        write(*self.taught, Path(path))

    def from_disk(self, path: Path | str, *, exclude: Any = ()) -> "LearntThemes":  # noqa: ARG002 (spaCy passes it)
        """Read the model in the folder ``path``."""
        self.teach(*read(Path(path)))
        return self


@Language.factory(NAME, assigns=["doc._.tags"])
def learnt_themes(nlp: Language, name: str) -> LearntThemes:  # noqa: ARG001 (spaCy passes both)
    """Return a component that has learnt nothing yet."""
    return LearntThemes()


def pipeline(model: Model, codebook: Codebook) -> Language:
    """Return a pipeline that tags by ``model``; ``to_disk`` writes it."""
    nlp = blank("xx")
    cast(LearntThemes, nlp.add_pipe(NAME)).teach(model, codebook)
    return nlp


def load(folder: Path) -> tuple[Model, Codebook]:
    """Return the model of the pipeline that was written into ``folder``; raise `InvalidInput` where there is none."""
    if not (folder / NAME).is_dir():
        raise InvalidInput("there is no model; palabre learn makes one", where=str(folder))
    return read(folder / NAME)
