"""Where editions and statements are read on the web, once a round is published there. Imports the core and reports."""

from dataclasses import dataclass

from consultation.editions import Edition
from consultation.guide import Consultation
from reports.site import addresses


@dataclass(frozen=True, slots=True)
class WebAddresses:
    """The addresses of the site at ``site``, all "" where that is "": nobody knows then where it is."""

    site: str

    def edition(self, consultation: Consultation, language: str, edition: Edition) -> str:
        """Return where an edition is read."""
        return self._at(addresses.edition(consultation.id, language, edition.round, edition.number))

    def statement(self, consultation: Consultation, statement: str) -> str:
        """Return where a statement has its permanent page."""
        return self._at(addresses.statement(consultation.id, statement))

    def _at(self, address: str) -> str:
        return f"{self.site.rstrip('/')}/{address}" if self.site else ""
