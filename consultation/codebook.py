"""The codebook and what tagging with it yields. Imports the standard library only."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

KEY_LENGTH = 40

Source = Literal["cue", "label", "model", "respondent", "reviewer"]
"""Who or what gave a tag: a cue of the codebook, the words of a theme's label and definition where it has no cues in
the language, a learnt model, the respondent's own correction, a reviewer."""

MACHINE: frozenset[Source] = frozenset(("cue", "label", "model"))
"""The sources that are a machine's: the others are people who corrected it."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme, its texts and cues by language.

    ``cues[lang]`` are phrases; ``needs[lang][cue]`` are the phrases one of which must stand in the same sentence for
    that broad cue to count; ``probes[lang]`` a short follow-up question that the theme may ask; ``bears_on`` are ids
    of drafts; ``was`` are ids of themes of the version before that this one continues (see `codebooks.changes`).
    """

    id: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    cues: Mapping[str, tuple[str, ...]]
    needs: Mapping[str, Mapping[str, tuple[str, ...]]]
    probes: Mapping[str, str]
    bears_on: tuple[str, ...] = ()
    was: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The id, shortened where it would not fit a button; stable, and as good as unique."""
        if len(self.id) <= KEY_LENGTH:
            return self.id
        return f"{self.id[: KEY_LENGTH - 9]}~{sha256(self.id.encode()).hexdigest()[:8]}"

    def label(self, chain: tuple[str, ...]) -> str:
        """Return the label in the first language along ``chain`` that has one, else the id."""
        return next((self.labels[language] for language in chain if language in self.labels), self.id)


@dataclass(frozen=True, slots=True)
class Codebook:
    """Themes in their order. ``version`` is the facilitators' number, ``fingerprint`` 12 hex digits of the content."""

    version: int
    themes: tuple[Theme, ...]
    fingerprint: str = ""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that any label or cue is written in, sorted."""
        return tuple(sorted({lang for theme in self.themes for lang in (*theme.labels, *theme.cues)}))

    def theme(self, theme_id: str) -> Theme | None:
        """Return the theme of that id, if there is one."""
        return next((theme for theme in self.themes if theme.id == theme_id), None)


@dataclass(frozen=True, slots=True)
class Span:
    """Evidence in a text: code points from ``start`` inclusive to ``end`` exclusive, and what stands there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A theme heard in a text, by whom (``source``), how surely (``score`` 0 to 1; a cue's is 1.0), and where."""

    theme: str
    source: Source
    score: float = 1.0
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Tagged:
    """What a tagger says of one text: its language and its tags in the codebook's order, one per theme."""

    language: str
    tags: tuple[Tag, ...]
