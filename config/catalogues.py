"""Reads the translations of the bots' sentences, ``consultation/locale/*.po``. Imports consultation and Babel."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import consultation

LOCALE = Path(consultation.__file__).parent / "locale"
ORIGINAL = "en"


@dataclass(frozen=True, slots=True)
class BabelCatalogue:
    """One language's translations, with its way to write a date."""

    language: str
    translations: NullTranslations

    def gettext(self, message: str, /) -> str:
        """Return the translation, or the message itself."""
        return self.translations.gettext(message)

    def ngettext(self, one: str, many: str, number: int, /) -> str:
        """Return the translation in the form that ``number`` asks for."""
        return self.translations.ngettext(one, many, number)

    def day(self, when: date, /) -> str:
        """Return a date in words: "31 December 2026"."""
        from babel.dates import format_date

        return format_date(when, "long", locale=self._locale)

    @property
    def _locale(self) -> str:
        """English dates without the American order: most readers of English here are not from there."""
        return "en_GB" if self.language == ORIGINAL else self.language

    def moment(self, when: datetime, timezone: str, /) -> str:
        """Return a date and time in words, with the name of its zone: "31 December 2026 at 18:00 (Europe/Paris)"."""
        from babel.dates import format_time

        local = when.astimezone(ZoneInfo(timezone))
        comma = "،" if self.language == "ar" else ","
        day, hour = self.day(local.date()), format_time(local, "HH:mm", locale=self._locale)
        return f"{day}{comma} {hour} ({timezone})"


@cache
def read_catalogues() -> Mapping[str, BabelCatalogue]:
    """Return the catalogue of each language there is; English needs no file."""
    files = {path.stem: path for path in sorted(LOCALE.glob("*.po"))}
    return {ORIGINAL: BabelCatalogue(ORIGINAL, NullTranslations())} | {
        language: BabelCatalogue(language, _compiled(path)) for language, path in files.items()
    }


def _compiled(path: Path) -> GNUTranslations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    return GNUTranslations(compiled)
