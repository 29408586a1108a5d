"""A small model to tag with, learnt in a moment from a few dozen answers."""

from pathlib import Path

from nlp.learning.component import pipeline
from nlp.learning.lessons import learnt, prepared
from nlp.learning.said import Said
from tests.nlp.codebooks import FOUR_LANGUAGES

LEARNT_FROM = FOUR_LANGUAGES

_SAID = (
    ("We lack money for travel and meetings", "en", ("funding",)),
    ("A grant paid for our first year", "en", ("funding",)),
    ("Tell each other what failed and what worked", "en", ("sharing",)),
    ("The upload tool breaks with every large file", "en", ("tools",)),
    ("Nothing comes to mind", "en", ()),
    ("Il faut de l’argent pour les voyages", "fr", ("funding",)),
    ("Raconter ce qui a échoué ailleurs", "fr", ("sharing",)),
    ("Un outil d’import qui ne casse pas", "fr", ("tools",)),
)


def learnt_model(folder: Path, *, coded: int = 24) -> Path:
    """Learn from some answers, the first of which are coded, write the model into ``folder`` and return that."""
    answers = [
        Said(f"{text}, as I said {number} times", language, "What do you need?", themes)
        for number in range(8)
        for text, language, themes in _SAID
    ]
    model = learnt(prepared(LEARNT_FROM, answers), range(coded))
    pipeline(model, LEARNT_FROM).to_disk(folder)
    return folder
