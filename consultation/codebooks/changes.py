"""What becomes of the themes of one version of a codebook in the next. Imports the core only.

A theme of the new version continues the old one of the same id, and those that it says it ``was``: one other id is a
renaming, several are a merger, one that several themes name (or that stays a theme itself) is split. What nobody
continues is retired. An id in ``was`` that stood there in the old version already is left over from an earlier
change, and says nothing of this one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from consultation.codebook import Codebook, Theme

Kind = Literal["added", "renamed", "merged", "split", "retired"]

Onto = Mapping[str, tuple[str, ...]]
"""The ids that a theme goes on as, in the new version's order; none where it is retired."""


@dataclass(frozen=True, slots=True)
class ThemeChange:
    """What happened to themes: ``old`` are ids of the old version, ``new`` of the new one."""

    kind: Kind
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextChange:
    """What was ``added`` to and ``removed`` from one part of a theme of the new version, "" in no language.

    ``part`` is label, definition, cues, needs (``cue + needed``), probe or bears_on.
    """

    theme: str
    part: str
    language: str
    added: tuple[str, ...]
    removed: tuple[str, ...]


def origins(old: Codebook, theme: Theme) -> tuple[str, ...]:
    """Return the ids of the old version that a theme of the new one continues, in the old version's order."""
    named = {theme.id, *theme.was} - _left_over(old, theme)
    return tuple(before.id for before in old.themes if before.id in named)


def unknown_origins(old: Codebook, theme: Theme) -> tuple[str, ...]:
    """Return what a theme says it was, and the old version has not."""
    known = {before.id for before in old.themes} | _left_over(old, theme) | {theme.id}
    return tuple(named for named in theme.was if named not in known)


def _left_over(old: Codebook, theme: Theme) -> set[str]:
    before = old.theme(theme.id)
    return set(before.was) - {theme.id} if before else set()


def continuations(old: Codebook, new: Codebook) -> Onto:
    """Return, for each theme of either version, the themes of the new one that continue it."""
    onto: dict[str, tuple[str, ...]] = {theme.id: () for theme in old.themes}
    for theme in new.themes:
        for origin in origins(old, theme):
            onto[origin] = (*onto[origin], theme.id)
    return {theme.id: (theme.id,) for theme in new.themes if theme.id not in onto} | onto


def theme_changes(old: Codebook, new: Codebook) -> tuple[ThemeChange, ...]:
    """Return what happened to themes, what is new first; where all go on under their ids, nothing."""
    onto = continuations(old, new)
    found = [*_of_new(old, new, onto), *_of_old(old, onto)]
    order: tuple[Kind, ...] = ("added", "renamed", "merged", "split", "retired")
    return tuple(sorted(found, key=lambda change: order.index(change.kind)))


def _of_new(old: Codebook, new: Codebook, onto: Onto) -> Iterator[ThemeChange]:
    for theme in new.themes:
        came_from = origins(old, theme)
        if not came_from:
            yield ThemeChange("added", (), (theme.id,))
        elif len(came_from) > 1:
            yield ThemeChange("merged", came_from, (theme.id,))
        elif came_from != (theme.id,) and len(onto[came_from[0]]) == 1:
            yield ThemeChange("renamed", came_from, (theme.id,))


def _of_old(old: Codebook, onto: Onto) -> Iterator[ThemeChange]:
    for theme in old.themes:
        if len(onto[theme.id]) > 1:
            yield ThemeChange("split", (theme.id,), onto[theme.id])
        elif not onto[theme.id]:
            yield ThemeChange("retired", (theme.id,), ())


def text_changes(old: Codebook, new: Codebook) -> tuple[TextChange, ...]:
    """Return what each theme of the new version says otherwise than those that it continues, taken together."""
    return tuple(change for theme in new.themes for change in _texts_of(old, theme))


def _texts_of(old: Codebook, theme: Theme) -> Iterator[TextChange]:
    came_from = [before for before in old.themes if before.id in origins(old, theme)]
    if not came_from:
        return
    now = _phrases(theme)
    was = [_phrases(before) for before in came_from]
    for place in dict.fromkeys((*now, *(place for parts in was for place in parts))):
        before = tuple(dict.fromkeys(phrase for parts in was for phrase in parts.get(place, ())))
        after = now.get(place, ())
        added = tuple(phrase for phrase in after if phrase not in before)
        removed = tuple(phrase for phrase in before if phrase not in after)
        if added or removed:
            yield TextChange(theme.id, *place, added, removed)


def _phrases(theme: Theme) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return what a theme says, by part and language."""
    said: dict[tuple[str, str], tuple[str, ...]] = {}
    for part, texts in (("label", theme.labels), ("definition", theme.definitions), ("probe", theme.probes)):
        said |= {(part, language): (text,) for language, text in texts.items()}
    said |= {("cues", language): cues for language, cues in theme.cues.items()}
    for language, broad in theme.needs.items():
        said["needs", language] = tuple(f"{cue} + {needed}" for cue, phrases in broad.items() for needed in phrases)
    return said | {("bears_on", ""): theme.bears_on}
