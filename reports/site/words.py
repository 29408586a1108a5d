"""What the pages of a site say by themselves, in each language that the bots speak. Imports nothing of ours.

A consultation in another language has the words of the next along its chain. Counts stand after a colon: no language
here needs a plural.
"""

from collections.abc import Mapping

from reports.site.words_en_fr import ENGLISH, FRENCH
from reports.site.words_es_ar import ARABIC, SPANISH

NATIVE = {"en": "English", "fr": "Français", "es": "Español", "ar": "العربية"}
"""What languages call themselves; any other is called by its code."""

WORDS: Mapping[str, Mapping[str, str]] = {"en": ENGLISH, "fr": FRENCH, "es": SPANISH, "ar": ARABIC}


def words_for(chain: tuple[str, ...]) -> tuple[str, Mapping[str, str]]:
    """Return the first language along ``chain`` that the site's words are in, and these words; English at last."""
    language = next((one for one in chain if one in WORDS), "en")
    return language, WORDS[language]


def native(code: str) -> str:
    """Return what a language calls itself."""
    return NATIVE.get(code, code)
