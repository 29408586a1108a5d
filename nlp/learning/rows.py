"""Rows of a file as answers to learn from or to be tagged by a model. Imports the core and `nlp`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from consultation.codebook import Codebook, Tagged
from consultation.errors import InvalidInput
from nlp.language import language_of
from nlp.learning.component import load
from nlp.learning.said import Said
from nlp.learning.tagger import LearntTagger
from nlp.rows import Row, Unreadable, read_row


def by_model(codebook: Codebook, folder: Path) -> Callable[[Sequence[Row]], Sequence[Tagged]]:
    """Return what tags rows by the model in ``folder``; raise `InvalidInput` where it is for another codebook."""
    model, learnt_for = load(folder)
    if learnt_for.fingerprint != codebook.fingerprint:
        raise InvalidInput(
            "the model was learnt for another codebook, or for this one before it changed: learn it anew",
            where=str(folder),
        )
    tagger = LearntTagger(codebook, model)

    def tagged(rows: Sequence[Row]) -> Sequence[Tagged]:
        return tagger.tag_all(
            [Said(row.text, row.language or tagger.language_of(row.text), row.question) for row in rows]
        )

    return tagged


def read_answers(
    lines: Iterable[bytes], *, name: str, codebook: Codebook, skip_bad: Callable[[InvalidInput], None] | None = None
) -> Iterator[Said]:
    """Yield the answers in the JSON ``lines`` of the file ``name``; raise `InvalidInput`, which names the line.

    A label that is no theme of the codebook is wrong. With ``skip_bad`` what is wrong is handed over to that instead.
    """
    themes = {theme.id for theme in codebook.themes}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _said(read_row(line), themes, codebook.languages)
        except Unreadable as error:
            problem = InvalidInput(str(error), where=f"{name}:{number}")
            if skip_bad is None:
                raise problem from None
            skip_bad(problem)


def _said(row: Row, themes: set[str], languages: Sequence[str]) -> Said:
    strangers = [label for label in row.labels or () if label not in themes]
    if strangers:
        raise Unreadable(f'the codebook has no theme "{strangers[0]}"')
    return Said(row.text, row.language or language_of(row.text, languages or ("xx",)), row.question, row.labels)
