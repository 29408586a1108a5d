"""Making the units of a consultation from the original's texts and their translations. Imports the core and ours.

A translation (fr.yaml) mirrors consultation.yaml, with translated texts alone: each stands under its unit's path,
nested or with dots as the translator likes. A unit of the original may also hold its own translations, by language.
"""

from collections.abc import Iterator, Mapping

from config.reading.places import Place
from config.reading.problems import did_you_mean
from consultation.guide import Unit


class Units:
    """The units ``made`` so far, in ``languages``, of which the first is the original."""

    def __init__(self, languages: tuple[str, ...], translations: Mapping[str, Place]) -> None:
        self.languages = languages
        self.made: list[Unit] = []
        self._waiting: dict[str, dict[str, Place]] = {}
        for language, top in translations.items():
            self._expect(language, top)

    def unit(self, place: Place, *, longest: int = 0) -> Unit:
        """Return the unit written at ``place``; report texts longer than ``longest`` characters, if that is given."""
        places = self._own(place) | self._translated(place)
        texts = {lang: places[lang].text() for lang in self.languages if lang in places}
        for language, text in texts.items():
            if longest and len(text) > longest:
                places[language].report(f"has {len(text)} characters; a button takes {longest}")
        if place and not places:
            place.report("has no text")
        self.made.append(Unit(place.path, texts))
        return self.made[-1]

    def maybe(self, place: Place, *, longest: int = 0) -> Unit | None:
        """Return the unit written at ``place``, if there is one."""
        return self.unit(place, longest=longest) if place else None

    def report_strangers(self) -> None:
        """Report the translations of units that the original does not have."""
        paths = [unit.path for unit in self.made]
        for path, places in self._waiting.items():
            for place in places.values():
                place.report(f"the original has no such unit{did_you_mean(path, paths)}")

    def _expect(self, language: str, top: Place) -> None:
        for leaf in _leaves(top):
            first = self._waiting.setdefault(leaf.path, {}).setdefault(language, leaf)
            if first is not leaf:
                leaf.report(f"stands here a second time, after line {first.line}")

    def _own(self, place: Place) -> dict[str, Place]:
        if not place.is_keyed:
            return {self.languages[0]: place} if place else {}
        for language, text in place.entries().items():
            if language not in self.languages:
                text.report(f'there is no language "{language}"{did_you_mean(language, self.languages)}')
        return place.entries()

    def _translated(self, place: Place) -> dict[str, Place]:
        translated = self._waiting.pop(place.path, {})
        for language in translated.keys() & self._own(place).keys():
            translated[language].report(f"has a text already: {place.file}:{place.line}")
        return translated


def _leaves(place: Place) -> Iterator[Place]:
    """Yield the places that hold texts; the top must have keys."""
    if not place.is_keyed and place.path:
        yield place
        return
    for below in place.entries().values():
        yield from _leaves(below)
