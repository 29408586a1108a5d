"""How spaCy cuts a text into words here, and makes stems of them. Imports spaCy, `nlp.folding` and `nlp.stems`.

One tokenizer for all languages, registered as ``palabre.words.v1``: a text comes apart at blanks, marks, hyphens and
apostrophes. A token's ``norm`` is its stem, so whatever compares norms compares stems; spaCy finds it once for every
form of a word and keeps it. A blank's norm is `BLANK`, whichever blank it is.
"""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from runpy import run_path

import spacy
import spacy.lang
from spacy.attrs import NORM  # type: ignore[import-not-found]  # spaCy ships no types for this one
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # nor for this one
from spacy.util import registry

from nlp.folding import AFTER_WORDS, BEFORE_WORDS, BETWEEN_WORDS, UNSPACED, WORDS, fold
from nlp.stems import stemmer

Phrase = tuple[str, ...]
"""The stems of consecutive words."""

BLANK = " "

_FORMS = 1_000_000  # how many spellings the tokenizer remembers; at spaCy's 10,000 Catalan takes twice as long
_LONGEST = 2**30 - 1  # code points, the tokenizer's own limit: nothing of ours needs memory as a parser does


def blank(language: str, kept: Iterable[str] = ()) -> Language:
    """Return a pipeline of our tokenizer alone, with the stems of ``language``, except for the folded words ``kept``.

    It is spaCy's multi-language one whatever the language: of a language's own class we would use nothing, and the
    French one takes two seconds to load.
    """
    tokenizer = {"@tokenizers": "palabre.words.v1", "language": language, "kept": sorted(kept)}
    nlp = spacy.blank("xx", config={"nlp": {"tokenizer": tokenizer}})
    nlp.max_length = _LONGEST
    return nlp


@registry.tokenizers("palabre.words.v1")  # type: ignore[untyped-decorator]  # catalogue's are not typed
def words_tokenizer(language: str, kept: list[str]) -> Callable[[Language], Tokenizer]:
    """Return what makes a pipeline's tokenizer, and the stems in its vocabulary."""

    def tokenizer(nlp: Language) -> Tokenizer:
        stem = stemmer(language, kept)
        norms = {NORM: lambda text: BLANK if text.isspace() else stem(text)}
        nlp.vocab.lex_attr_getters.update(norms)  # type: ignore[attr-defined]  # public, and missing in the stub
        return Tokenizer(
            nlp.vocab,
            prefix_search=BEFORE_WORDS.search,
            suffix_search=AFTER_WORDS.search,
            infix_finditer=BETWEEN_WORDS.finditer,
            max_cache_size=_FORMS,
        )

    return tokenizer


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return spaCy's stop words of a language, as they are spelt; none of a language that it does not know."""
    path = Path(spacy.lang.__path__[0]) / language / "stop_words.py"  # without its package, for the two seconds
    if not language.isalpha() or not path.is_file():
        return frozenset()
    return frozenset(run_path(str(path))["STOP_WORDS"])


@cache
def function_words(language: str) -> frozenset[str]:
    """Return the words of a language (``pt``, ``pt-BR``) that carry no theme, folded: articles, auxiliaries."""
    return frozenset(map(fold, stop_words(language.partition("-")[0])))


def stems(nlp: Language, phrase: str) -> Phrase:
    """Return the stems of a phrase, without its blanks."""
    return tuple(token.norm_ for token in nlp.make_doc(phrase) if not token.is_space)


def content_words(text: str, idle: frozenset[str]) -> list[str]:
    """Return the words of ``text`` that are neither ``idle`` (folded) nor a single letter.

    In a script without blanks a word is whatever stands between two marks.
    """
    return [word for word in WORDS.findall(text) if not _is_idle(fold(word), idle)]


def _is_idle(word: str, idle: frozenset[str]) -> bool:
    return word in idle or (len(word) == 1 and not UNSPACED.match(word))
