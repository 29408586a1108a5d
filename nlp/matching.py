"""Hears themes in a text cut into words: a component of spaCy pipelines. Imports spaCy, the core and `nlp`.

It leaves its tags, with offsets into the original text, in ``doc._.tags``.
"""

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc
from spacy.vocab import Vocab

from consultation.codebook import Span, Tag
from nlp.company import Company
from nlp.folding import JOINTS
from nlp.labels import score
from nlp.lexicon import Lexicon
from nlp.phrases import Find, finder
from nlp.words import Phrase

_ROUNDING = 1e-9

Doc.set_extension("tags", default=(), force=True)


class ThemeMatcher:
    """Listens for the signs of a lexicon, by their stems."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab
        self.listen_for(Lexicon())

    def listen_for(self, lexicon: Lexicon) -> None:
        """Listen for the signs of ``lexicon``, and no longer for any other."""
        signs = {self._vocab.strings.add(f"sign {number}"): sign for number, sign in enumerate(lexicon.meanings)}
        self._lexicon = lexicon
        self._meanings = {key: lexicon.meanings[sign] for key, sign in signs.items()}
        self._enough = [lexicon.enough.get(at, 0.0) - _ROUNDING for at in range(len(lexicon.themes))]
        self._finder = finder(self._vocab, {key: sign.phrase for key, sign in signs.items()})
        self._company = Company(self._vocab, {key: sign.needs for key, sign in signs.items() if sign.needs})
        self._signs: dict[int, set[int]] = {}
        for key, meanings in self._meanings.items():
            for theme, _ in meanings:
                self._signs.setdefault(theme, set()).add(key)

    @property
    def cues(self) -> frozenset[Phrase]:
        """The cues among the signs."""
        signs = self._lexicon.meanings.items()
        return frozenset(sign.phrase for sign, meanings in signs if any(not meaning.worth for meaning in meanings))

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.tags`` and return ``doc``."""
        doc._.tags = self.match(doc)
        return doc

    def match(self, doc: Doc) -> tuple[Tag, ...]:
        """Return the themes heard in ``doc``, each once, in the codebook's order."""
        finds: list[Find] = self._finder(doc)
        if not finds:
            return ()
        finds = self._company.kept(doc, finds)
        worths: dict[int, float] = {}
        for key in dict.fromkeys([key for key, _, _ in finds]):
            for theme, worth in self._meanings[key]:
                worths[theme] = worths.get(theme, 0.0) + worth
        heard = [theme for theme, worth in worths.items() if worth >= self._enough[theme]]
        return tuple([self._tag(doc, theme, worths[theme], finds) for theme in sorted(heard)])

    def _tag(self, doc: Doc, at: int, worth: float, finds: Sequence[Find]) -> Tag:
        signs = self._signs[at]
        spots = _apart([(start, end) for key, start, end in finds if key in signs])
        evidence = tuple([_span(doc, start, end) for start, end in spots])
        if at in self._lexicon.enough:
            return Tag(self._lexicon.themes[at], "label", score(worth), evidence)
        return Tag(self._lexicon.themes[at], "cue", 1.0, evidence)


def _apart(spots: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return ``spots``, which are in order, without those inside a longer one or overlapping the one before."""
    apart: list[tuple[int, int]] = []
    for start, end in spots:
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
        elif start == apart[-1][0]:
            apart[-1] = (start, end)
    return apart


def _span(doc: Doc, start: int, end: int) -> Span:
    """Return the original text from one token to another, without hyphens and apostrophes around it."""
    first = doc[start]
    text = first.text
    if end > start + 1:
        text = "".join([doc[at].text_with_ws for at in range(start, end - 1)]) + doc[end - 1].text
    bare = text.strip(JOINTS) or text
    offset = first.idx if bare == text else first.idx + text.index(bare)
    return Span(offset, offset + len(bare), bare)
