"""Which tagger hears a consultation's answers now: its model in use, or cues alone. Imports the core, nlp, `models`.

Asked at all words, so that a process that serves takes up a new model at the next words. spaCy and numpy are
imported at the first words.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from config.models.kept import Card, Shelf
from consultation.codebook import Codebook, Tagged
from consultation.errors import InvalidInput
from consultation.guide import Consultation
from consultation.ports import Tagger

SWEPT_FOR = 600.0
"""Seconds after which it is asked again whether a model in use holds the words of somebody who was erased."""

log = logging.getLogger("palabre.models")


@dataclass
class TaggerWhenNeeded:
    """A tagger that is made at the first words: whoever only presses buttons does not wait for spaCy.

    ``model`` is the folder of a model that was learnt for the codebook, None for cues alone.
    """

    codebook: Codebook
    languages: tuple[str, ...]
    model: Path | None = None

    @cached_property
    def _made(self) -> Tagger:
        from nlp.tagger import CueTagger

        return self._learnt() or CueTagger(self.codebook, self.languages)

    def _learnt(self) -> Tagger | None:
        if self.model is None:
            return None
        from nlp.learning.component import load
        from nlp.learning.tagger import LearntTagger

        try:
            model, _ = load(self.model)
        except InvalidInput as error:  # nobody's answer is lost for a file: cues go on
            log.warning("%s; cues alone tag until then", error)
            return None
        return LearntTagger(self.codebook, model, self.languages)

    def tag(self, text: str, *, spoken: str, question: str = "") -> Tagged:
        """Return the language of a text and its themes."""
        return self._made.tag(text, spoken=spoken, question=question)


@dataclass(frozen=True, slots=True)
class InUse:
    """The tagger that ``current`` returns, asked at all words: whoever only presses buttons makes nobody look."""

    current: Callable[[], Tagger]

    def tag(self, text: str, *, spoken: str, question: str = "") -> Tagged:
        """Return the language of a text and its themes."""
        return self.current().tag(text, spoken=spoken, question=question)


@dataclass
class Taggers:
    """The taggers that a process has made, and when it last looked whether a consultation's models may still be used.

    Of a consultation's models only one is held, the one in use.
    """

    _cues: dict[str, Tagger] = field(default_factory=dict)
    _cards: dict[str, Card] = field(default_factory=dict)
    _learnt: dict[str, Tagger] = field(default_factory=dict)
    _swept: dict[str, float] = field(default_factory=dict)
    _warned: set[tuple[str, int]] = field(default_factory=set)

    def of(self, consultation: Consultation, shelf: Shelf, sweep: Callable[[], None]) -> Tagger:
        """Return the tagger of a consultation; ``sweep`` removes from its ``shelf`` the models that may not stay."""
        book = consultation.codebook
        try:
            self._sweep(consultation.id, shelf, sweep)
            card = self._card(consultation.id, shelf)
        except InvalidInput as error:  # nobody's answer is lost for a file
            card = None
            self._warn(consultation, 0, f"{error}; cues alone tag until then")
        if card and card.fits(book.fingerprint):
            return self._by_model(consultation, shelf, card)
        if card:
            learnt = f"model {card.number} of {consultation.id} was learnt for another codebook"
            self._warn(consultation, card.number, f"{learnt}: cues alone tag until the next palabre model learn")
        return self._cues.setdefault(book.fingerprint, TaggerWhenNeeded(book, consultation.languages))

    def _sweep(self, name: str, shelf: Shelf, sweep: Callable[[], None]) -> None:
        if shelf.in_use() and time.monotonic() - self._swept.get(name, -SWEPT_FOR) >= SWEPT_FOR:
            sweep()
            self._swept[name] = time.monotonic()

    def _card(self, name: str, shelf: Shelf) -> Card | None:
        """Return the card of the model in use, read once; what is in memory of another one goes."""
        number, known = shelf.in_use(), self._cards.get(name)
        if known is None or known.number != number:
            self._learnt.pop(name, None)
            self._cards.pop(name, None)
            if card := shelf.card(number):
                self._cards[name] = card
        return self._cards.get(name)

    def _by_model(self, consultation: Consultation, shelf: Shelf, card: Card) -> Tagger:
        if consultation.id not in self._learnt:
            folder = shelf.pipeline(card.number)
            tagger = TaggerWhenNeeded(consultation.codebook, consultation.languages, folder)
            self._learnt[consultation.id] = tagger
        return self._learnt[consultation.id]

    def _warn(self, consultation: Consultation, number: int, what: str) -> None:
        """Say once what is wrong with a model, or (0) with which one is in use."""
        if (consultation.id, number) not in self._warned:
            self._warned.add((consultation.id, number))
            log.warning("%s", what)
