"""Prints pages of a site: fills a template and writes the file. Imports consultation, jinja2 and markupsafe."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from jinja2 import Template
from markupsafe import Markup

from consultation.guide import Shown
from reports.formats.html_file import environment
from reports.languages import direction, language_name
from reports.site import addresses
from reports.site.words import NATIVE, native, words_for


@dataclass(frozen=True, slots=True)
class Tongue:
    """The language of a page: what was asked for, and what the page's own words are in."""

    asked: str
    language: str
    words: Mapping[str, str]

    def way(self, shown: Shown) -> Markup:
        """Return the attributes of an element that holds a text, where these are not the page's."""
        if shown.language == self.language:
            return Markup("")
        said = Markup(' lang="{}"').format(shown.language) if shown.language else Markup("")
        return said + Markup(' dir="{}"').format(direction(shown.language))

    def text(self, shown: Shown) -> Markup:
        """Return a text within a line, and which language it is in where that is not the one asked for."""
        way = self.way(shown)
        body = Markup("<bdi{}>{}</bdi>").format(way, shown.text) if way else Markup("{}").format(shown.text)
        return body + self.fallback(shown)

    def fallback(self, shown: Shown) -> Markup:
        """Return which language a text is in, where it is not the one asked for."""
        if not shown.fallback:
            return Markup("")
        return Markup(' <small class="fallback">{}</small>').format(self.name_of(shown.language))

    def name_of(self, code: str) -> str:
        """Return what a language is called: in this one, or by itself."""
        named = language_name(code, self.language)
        return NATIVE.get(code, code) if named == code else named


def tongue(chain: tuple[str, ...]) -> Tongue:
    """Return how pages speak to a reader of the language that ``chain`` starts with."""
    language, words = words_for(chain)
    return Tongue(chain[0], language, words)


@dataclass(frozen=True, slots=True)
class Press:
    """Prints into ``folder``; ``site`` is the public address, "" where it is not known."""

    folder: Path
    site: str = ""
    pages: list[str] = field(default_factory=list)

    def room(self, address: str) -> Path:
        """Return where a file of this address is written, its folder made."""
        path = self.folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def page(  # noqa: PLR0913 - what every page has, by name
        self,
        template: str,
        address: str,
        speaks: Tongue,
        *,
        title: str,
        others: Callable[[str], str] | None = None,
        languages: tuple[str, ...] = (),
        canonical: str = "",
        listed: bool = True,
        **values: object,
    ) -> None:
        """Print a page; ``others`` gives the same page's address in each of ``languages``.

        ``canonical`` is the address to prefer where the same page stands at another, too; ``listed`` whether search
        engines are told of it.
        """
        root = addresses.from_root(address)
        alternates = [(code, native(code), root + others(code)) for code in languages] if others else []
        text = _template(template).render(
            root=root,
            say=speaks,
            w=speaks.words,
            title=title,
            alternates=alternates,
            canonical=f"{self.site}{canonical or address}" if self.site else "",
            listed=listed,
            addresses=addresses,
            **values,
        )
        self.room(address).write_text(text, encoding="utf-8", newline="\n")
        if listed and not canonical:
            self.pages.append(address)

    def text(self, address: str, text: str) -> None:
        """Write a file that is no page."""
        self.room(address).write_text(text, encoding="utf-8", newline="\n")


@cache
def _template(name: str) -> Template:
    return environment().get_template(f"site/{name}.html.j2")
