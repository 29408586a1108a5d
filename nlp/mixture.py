"""Hears cues of several languages in a text that seemed to be in another. Imports the core and `nlp`.

It is asked about every text in which nothing was heard. So it first looks whether any word belongs to a cue, at each
form of a word only once, and listens only then.
"""

from collections.abc import Iterator, Sequence

from consultation.codebook import Span, Tag
from nlp.folding import parts
from nlp.listener import Listener
from nlp.stems import stemmer

_REMEMBERED, _LONGEST = 100_000, 60  # pieces of text; code points, more than any word of a cue has


class Mixture:
    """Several languages at once. Labels do not count here: their words are too common."""

    def __init__(self, listeners: Sequence[Listener], themes: Sequence[str]) -> None:
        self._listeners = listeners
        self._themes = themes
        self._promising = _Promising(listeners)

    def hear(self, text: str) -> tuple[Tag, ...]:
        """Return the themes whose cues are heard in any of the languages, in the order of ``themes``."""
        pieces = text.split() if self._listeners else []
        if not any(map(self._promising.__getitem__, pieces)):
            return ()
        promising = set[int]().union(*map(self._promising.__getitem__, pieces))
        tags = [tag for at in sorted(promising) for tag in self._listeners[at].hear(text) if tag.source == "cue"]
        return tuple(self._joined(tags)) if tags else ()

    def _joined(self, tags: Sequence[Tag]) -> Iterator[Tag]:
        for theme in self._themes:
            spans = [span for tag in tags if tag.theme == theme for span in tag.evidence]
            if spans:
                yield Tag(theme, "cue", 1.0, tuple(_apart(spans)))


class _Promising(dict[str, tuple[int, ...]]):
    """Which of the languages know a word of a piece of text as the longest, and so the rarest, of a cue.

    What was found out is remembered, until it becomes too much.
    """

    def __init__(self, listeners: Sequence[Listener]) -> None:
        super().__init__()
        self._languages = [
            (stemmer(listener.language), frozenset(max(cue, key=len) for cue in listener.cues))
            for listener in listeners
        ]

    def __missing__(self, piece: str) -> tuple[int, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        words = parts(piece)
        knowing = tuple(
            at for at, (stem, known) in enumerate(self._languages) if not known.isdisjoint(map(stem, words))
        )
        if len(piece) <= _LONGEST:
            self[piece] = knowing
        return knowing


def _apart(spans: Sequence[Span]) -> Iterator[Span]:
    """Yield ``spans`` without those that stand inside a longer one or overlap the one before."""
    reached = 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start >= reached:
            yield span
            reached = span.end
