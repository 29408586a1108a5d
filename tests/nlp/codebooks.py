"""Codebooks to try a tagger with, and texts with what they are about marked in them."""

from collections.abc import Mapping
from typing import Any

from consultation.codebook import Codebook, Tagged, Theme


def a_theme(theme_id: str, **by_language: Mapping[str, Any]) -> Theme:
    """Return a theme of ``labels``, ``definitions``, ``cues`` and ``needs``, each by language."""
    cues = {language: tuple(cues) for language, cues in by_language.get("cues", {}).items()}
    return Theme(
        id=theme_id,
        labels=by_language.get("labels", {}),
        definitions=by_language.get("definitions", {}),
        cues=cues,
        needs=by_language.get("needs", {}),
        probes={},
    )


def a_codebook(*themes: Theme) -> Codebook:
    return Codebook(1, themes)


def cue_codebook(language: str, **cues: str) -> Codebook:
    """Return a codebook of one theme per keyword, with one cue."""
    return a_codebook(*(a_theme(theme, cues={language: [cue]}) for theme, cue in cues.items()))


FOUR_LANGUAGES = a_codebook(
    a_theme(
        "funding",
        labels={"en": "Funding", "fr": "Financement", "es": "Financiación", "ar": "التمويل"},
        cues={
            "en": ["grant", "budget"],
            "fr": ["subvention", "budget"],
            "es": ["subvención", "presupuesto"],
            "ar": ["تمويل", "منحة"],
        },
        needs={"en": {"credit": ("money", "bank loan")}},
    ),
    a_theme(
        "sharing",
        labels={"en": "Sharing experience", "fr": "Partage d’expérience"},
        cues={"en": ["case study", "lessons learned"], "fr": ["étude de cas", "retour d'expérience"]},
    ),
    a_theme(
        "tools",
        labels={"en": "Tools", "fr": "Outils", "es": "Herramientas"},
        cues={"en": ["tool"], "fr": ["outil"]},
    ),
)


def evidence(tagged: Tagged) -> dict[str, list[str]]:
    """Return the words that each theme was heard by."""
    return {tag.theme: [span.text for span in tag.evidence] for tag in tagged.tags}
