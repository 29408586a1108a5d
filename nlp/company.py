"""What broad cues need beside them, in the same sentence. Imports spaCy and `nlp`."""

from collections.abc import Mapping

from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlp.phrases import Find, finder
from nlp.sentences import Sentences
from nlp.words import BLANK, Phrase


class Company:
    """Knows the phrases one of which each broad cue (a key) needs; looks for them only where such a cue was found."""

    def __init__(self, vocab: Vocab, needs: Mapping[int, frozenset[Phrase]]) -> None:
        phrases = {vocab.strings.add(BLANK.join(need)): need for needed in needs.values() for need in needed}
        keys = {need: key for key, need in phrases.items()}
        self._needs = {key: [keys[need] for need in needed] for key, needed in needs.items()}
        self._finder = finder(vocab, phrases)

    def kept(self, doc: Doc, finds: list[Find]) -> list[Find]:
        """Return ``finds`` without the broad cues that stand alone."""
        if not self._needs or self._needs.keys().isdisjoint([key for key, _, _ in finds]):
            return finds
        sentences = Sentences(doc)
        standing = {(need, sentences.number(at)) for need, at, _ in self._finder(doc)}
        return [find for find in finds if self._is_met(find, sentences, standing)]

    def _is_met(self, find: Find, sentences: Sentences, standing: set[tuple[int, int]]) -> bool:
        key, at, _ = find
        if key not in self._needs:
            return True
        sentence = sentences.number(at)
        return any((need, sentence) in standing for need in self._needs[key])
