"""Whether somebody denies: by the words with which a language says no. Imports `nlp.folding`.

Affirming and denying share all their other words. Where a denial stands in a passage, what it denies is not looked for.
"""

from functools import cache

from nlp.folding import fold

_WORDS = {
    "ar": "لا ليس ليست لم لن",
    "ca": "no mai ni res ningu",
    "de": "nicht kein keine keinen keinem keiner nie niemals nichts niemand",
    "en": "no not never nor neither nothing none nobody cannot t dont doesnt didnt wont cant isnt arent wasnt werent"
    " hasnt havent hadnt couldnt wouldnt shouldnt",  # the t of don't
    "es": "no nunca jamas ni nada nadie ningun ninguna ninguno",
    "fr": "non ne n ni pas jamais rien aucun aucune",
    "it": "no non mai niente nulla nessun nessuna nessuno",
    "nl": "niet nee geen nooit niets niemand",
    "pt": "nao nunca jamais nem nada ninguem nenhum nenhuma",
    "ru": "нет не ни никогда ничего никто",
}


def denies(word: str, language: str) -> bool:
    """Say whether ``word`` is a denial; none is in a language (``pt``, ``pt-BR``) whose denials are not known."""
    return fold(word) in _denials(language.partition("-")[0])


@cache
def _denials(language: str) -> frozenset[str]:
    return frozenset(map(fold, _WORDS.get(language, "").split()))
