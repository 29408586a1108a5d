"""Answers to what a town should do, in English, French and Arabic, put together from sentences of our own."""

import random
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from nlp.learning.lessons import Ground, prepared
from nlp.learning.said import Said
from tests.nlp.codebooks import a_codebook, a_theme

TOWN = replace(
    a_codebook(
        a_theme(
            "water",
            labels={"en": "Water", "fr": "Eau", "ar": "المياه"},
            cues={"en": ["river", "tap water"], "fr": ["rivière"], "ar": ["نهر"]},
        ),
        a_theme(
            "travel",
            labels={"en": "Getting around", "fr": "Déplacements", "ar": "التنقل"},
            definitions={"en": "Buses, bicycles and pavements."},
        ),
        a_theme("reading", labels={"en": "Libraries", "fr": "Bibliothèques", "ar": "المكتبات"}),
        a_theme("money", labels={"en": "Money", "fr": "Argent", "ar": "المال"}, cues={"en": ["tax"], "fr": ["impôt"]}),
    ),
    fingerprint="town",
)

SENTENCES = {
    ("water", "en"): ["The river is dirty.", "Fish died in spring.", "Nobody swims any more.", "Clean the fish pond."],
    ("water", "fr"): ["La rivière est sale.", "Les poissons meurent.", "Plus personne ne nage."],
    ("water", "ar"): ["النهر ملوث جدا.", "ماتت الأسماك هذا الربيع."],
    ("travel", "en"): [
        "More buses at night.",
        "The tram is late.",
        "I walk, the tram is full.",
        "Bicycles need lanes.",
    ],
    ("travel", "fr"): ["Plus de trams le soir.", "Le tram est en retard.", "Des pistes pour les vélos."],
    ("travel", "ar"): ["الحافلات تتأخر كل صباح.", "نريد دراجات في المدينة."],
    ("reading", "en"): ["Our libraries close too early.", "I borrow novels.", "Novels for children!"],
    ("reading", "fr"): ["Les bibliothèques ferment trop tôt.", "J'emprunte des romans."],
    ("reading", "ar"): ["المكتبات مغلقة مساء.", "أحب الروايات."],
    ("money", "en"): ["The tax is too high.", "Rents went up again.", "Who pays the rents?"],
    ("money", "fr"): ["Les impôts montent.", "Les loyers aussi."],
    ("money", "ar"): ["المال لا يكفي.", "الإيجار غال."],
}
FILLERS = {
    "en": ["I live here.", "Thank you 🙂", "As I said before."],
    "fr": ["J'habite ici.", "Merci 🙂", "Comme je l'ai dit."],
    "ar": ["أسكن هنا.", "شكرا 🙂"],
}
THEMES = ("water", "travel", "reading", "money")
QUESTION = "What should the town do?"


def said(text: str, language: str = "en", labels: Sequence[str] | None = None, weight: float = 1.0) -> Said:
    return Said(text, language, QUESTION, None if labels is None else tuple(labels), weight)


@cache
def answers(number: int, seed: int = 0) -> tuple[Said, ...]:
    """Return answers with labels, none to two themes each, in one or two sentences.

    Half of the sentences no cue and no label can hear.
    """
    chance = random.Random(seed)
    return tuple(_answer(chance) for _ in range(number))


def _answer(chance: random.Random) -> Said:
    language = chance.choice(["en", "en", "fr", "ar"])
    themes = chance.sample(THEMES, chance.choice([0, 1, 1, 1, 2]))
    spoken = [chance.choice(FILLERS[language])]
    for theme in themes:
        spoken += chance.sample(SENTENCES[theme, language], chance.choice([1, 2]))
    chance.shuffle(spoken)
    return said(f"{' '.join(spoken)} {chance.randrange(10**6)}", language, sorted(themes))


@cache
def ground(number: int = 240, seed: int = 0) -> Ground:
    return prepared(TOWN, answers(number, seed))
