"""Stems of words, per language. Imports PyStemmer and `nlp.folding`.

The folded word is stemmed and never the accented one, so that what is typed without accents has the same stem. What
Snowball does not see then, and what it never saw, is mended by a few rules of spelling before and after it.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import Stemmer

from nlp.folding import fold

Stem = Callable[[str], str]
Rules = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Spelling:
    """Rules of one language: patterns and what replaces them, in order. ``kept`` words are their own stems."""

    before: Rules = ()
    after: Rules = ()
    kept: str = ""


_SPELLING = {
    "ar": _Spelling(  # every noun gets its article and no other proclitic: Snowball strips endings only behind one
        before=((r"ه\Z", "ة"), (r"\A[وف]?(ال|بال|كال|لل)(?=...)", ""), (r"\A(?=...)", "ال")),
    ),
    "ca": _Spelling(
        before=(
            (r"(?<=i)ons\Z", "o"),
            (r"(?<=[aeiou])ns\Z", ""),
            (r"(?<=a)n(a|es)\Z", ""),  # ciutadana
            (r"ques\Z", "ca"),
            (r"gu(a|es)\Z", "ga"),  # llengües
        ),
    ),
    "en": _Spelling(
        before=(
            (r"(?<=.i)z(?=(e[drs]?|ers|es|ing|ations?)\Z)", "s"),  # organization
            (r"(?<=\Alicen)s(?=(e[ds]?|ing)\Z)", "c"),
        ),
        kept="commons goods means news",  # no plurals of common, good, mean, new
    ),
    "es": _Spelling(before=((r"(?<=du)ccion(es)?\Z", "cir"), (r"ces\Z", "z"))),  # traducción, veces
    "fr": _Spelling(
        before=(
            (r"(?<=..[^s])s\Z", ""),
            (r"(?<=e)(a?u)x\Z", r"\1"),
            (r"a(ux|il)\Z", "al"),  # travail, travaux
            (r"ee\Z", "e"),  # salariée
            (r"(?<=[^gq]u)e\Z", ""),  # élue
            (r"ive\Z", "if"),
            (r"iere\Z", "ier"),
            (r"trice\Z", "teur"),
            (r"(?<=du)(i(re|te?|sent|sez|sons?|sant|sai[st]?|saient|r[aeo].*)|ct(ion|eur))\Z", "i"),  # traduire
        ),
        after=((r"(?<=..)eu[rx]\Z", "eu"), (r"qu\Z", "c")),  # chercheur and chercheuse; public and publique
        kept=(  # they would become other words: data are not given, an entry is not between, funds are no bottom
            "annee armee arrivee assemblee donnee duree entree idee journee lycee montee musee pensee portee soiree"
            " acces corps cours delai essai fois fonds mois pays processus progres sens succes temps"
        ),
    ),
    "pt": _Spelling(before=((r"[ao]es\Z", "ao"), (r"(?<=[ae])is\Z", "l"))),  # formações, nacionais
}
_BOKMAL_AND_NYNORSK = {"nb": "no", "nn": "no"}


def stemmer(language: str, kept: Iterable[str] = ()) -> Stem:
    """Return what turns a word of ``language`` (``pt``, ``pt-BR``), as written, into its stem, which is never empty.

    Folded words that are ``kept`` are their own stems. A language that Snowball does not know has the folded words
    themselves. A stemmer is not safe for several threads at once.
    """
    code = language.partition("-")[0]
    try:
        snowball = Stemmer.Stemmer(_BOKMAL_AND_NYNORSK.get(code, code)).stemWord
    except KeyError:
        return fold
    spelling = _SPELLING.get(code, _Spelling())
    return _spelt(snowball, spelling, frozenset((*spelling.kept.split(), *kept)))


def _spelt(snowball: Stem, spelling: _Spelling, kept: frozenset[str]) -> Stem:
    before, after = _substitution(spelling.before), _substitution(spelling.after)

    def stem(word: str) -> str:
        folded = fold(word)
        for known in (folded, folded.removesuffix("s")):
            if known in kept:
                return known
        return after(snowball(before(folded))) or folded

    return stem


def _substitution(rules: Rules) -> Stem:
    steps = [(re.compile(pattern).sub, replacement) for pattern, replacement in rules]

    def substitute(word: str) -> str:
        for step, replacement in steps:
            word = step(replacement, word)
        return word

    return substitute
