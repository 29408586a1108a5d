"""The form of a codebook file (see commands.md), and loading one. Imports the core and ours."""

import hashlib
import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from config.reading.files import open_yaml
from config.reading.places import Place
from config.reading.problems import Problems, did_you_mean
from consultation.codebook import Codebook, Theme
from consultation.codebooks.changes import unknown_origins
from consultation.guide import Unit

SLUG = re.compile(r"\w[\w.-]{0,79}")
"""A theme is chosen by its place among the others, not by its id: so its id may be longer, and in any script."""

STILL_THERE = '"{}" still is a theme: take it out to merge it, or name it alone to split'

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def load_codebook(path: Path, form: "CodebookForm | None" = None) -> Codebook:
    """Return the codebook in ``path``, in whatever languages it is; raise `InvalidFiles` with all its problems."""
    problems = Problems()
    codebook = (form or CodebookForm()).read(open_yaml(path, problems))
    problems.finish()
    return codebook


def codebook_units(codebook: Codebook) -> Iterator[Unit]:
    """Yield what people read of a codebook, as units of its consultation: ``themes.funding.label``."""
    for theme in codebook.themes:
        texts = {"label": theme.labels, "definition": theme.definitions, "probe": theme.probes}
        yield from (Unit(f"themes.{theme.id}.{name}", by_lang) for name, by_lang in texts.items() if by_lang)


@dataclass(frozen=True, slots=True)
class CodebookForm:
    """How a codebook is written, within a consultation of these ``languages`` and ``drafts`` (ids), if any.

    ``before`` is the version that this one comes after, where that is known: what a theme was must be a theme there.
    """

    languages: Collection[str] | None = None
    drafts: Collection[str] | None = None
    before: Codebook | None = None

    def read(self, top: Place) -> Codebook:
        """Return the codebook written at ``top``, reporting what is wrong with it."""
        version = top.at("version").number(0, 999_999)
        themes = tuple(self._theme(place) for place in top.at("themes").items())
        _report_twins(top.find("themes"))
        self._report_origins(top.find("themes"), themes)
        top.close()
        return Codebook(version, themes, fingerprint_of(themes))

    def _theme(self, place: Place) -> Theme:
        cues = {language: list(cues.texts()) for language, cues in self._by_language(place, "cues")}
        needs = {language: _needs(broad) for language, broad in self._by_language(place, "needs")}
        for language, broad in needs.items():
            listed = cues.setdefault(language, [])
            listed.extend(cue for cue in broad if cue not in listed)
        return Theme(
            id=_slug(place.at("id")),
            labels=self._texts(place, "label", required=True),
            definitions=self._texts(place, "definition"),
            cues={language: tuple(listed) for language, listed in cues.items()},
            needs=needs,
            probes=self._texts(place, "probe"),
            bears_on=self._bears_on(place.find("bears_on")),
            was=tuple(_slug(old) for old in place.find("was").items()),
        )

    def _report_origins(self, places: Place, themes: Sequence[Theme]) -> None:
        """Report what a theme cannot have been: one that still is a theme, unless it is split, or that never was."""
        here = {theme.id for theme in themes}
        for place, theme in zip(places.items(), themes, strict=True):
            others = [old for old in theme.was if old != theme.id]
            for old in others if len(others) > 1 else ():
                if old in here:
                    place.find("was").report(STILL_THERE.format(old))
            for old in unknown_origins(self.before, theme) if self.before else ():
                known = [one.id for one in self.before.themes] if self.before else []
                place.find("was").report(f'there was no theme "{old}"{did_you_mean(old, known)}')

    def _by_language(self, theme: Place, key: str, *, required: bool = False) -> Iterator[tuple[str, Place]]:
        place = theme.at(key) if required else theme.find(key)
        for language, text in place.entries().items():
            self._check_language(language, text)
            yield language, text

    def _texts(self, theme: Place, key: str, *, required: bool = False) -> dict[str, str]:
        by_language = {lang: text.text() for lang, text in self._by_language(theme, key, required=required)}
        if theme.find(key).is_keyed and not by_language:
            theme.find(key).report("has no text")
        return by_language

    def _check_language(self, language: str, place: Place) -> None:
        if self.languages is not None and language not in self.languages:
            place.report(f'there is no language "{language}"{did_you_mean(language, self.languages)}')
        elif not LANGUAGE.fullmatch(language):
            place.report(f'"{language}" is no code of a language, like en or pt-BR')

    def _bears_on(self, place: Place) -> tuple[str, ...]:
        if self.drafts is None:
            return place.texts()
        return tuple(item.word(self.drafts, "draft") for item in place.items())


def _needs(broad: Place) -> dict[str, tuple[str, ...]]:
    """Return what each broad cue needs beside it; a broad cue is a cue, whether it is listed as one or not."""
    return {cue: needed.texts() for cue, needed in broad.entries().items()}


def _slug(place: Place) -> str:
    slug = place.text()
    if slug and not SLUG.fullmatch(slug):
        place.report(f'"{slug}" is no id: 1 to 80 letters, digits, "-", "_" and ".", no spaces')
    return slug


def _report_twins(themes: Place) -> None:
    lines: dict[str, int] = {}
    for place in themes.items():
        theme_id = place.find("id").text() if place.find("id") else ""
        if theme_id and theme_id in lines:
            place.report(f'the id "{theme_id}" is taken in line {lines[theme_id]}')
        lines.setdefault(theme_id, place.line)


def fingerprint_of(themes: tuple[Theme, ...]) -> str:
    """Return 12 hex digits of the content; the version and what themes were, which change no tag, are no part of it."""
    content = json.dumps([_content(theme) for theme in themes], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def _content(theme: Theme) -> dict[str, object]:
    return {name: value for name, value in asdict(theme).items() if name != "was"}
