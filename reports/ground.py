"""Who asks, and on what ground: what the working group says of itself and builds on. Imports only consultation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from consultation.guide import Consultation, Document, Shown
from consultation.wording import obfuscated
from reports.labels import Labels

SAFE = ":/?#@!$&'*+,;=%~"
"""What stays as it is in an address; the rest, brackets and quotation marks among it, is written in percent."""


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member of the working group; names are written as the group writes them."""

    name: str
    organisations: str
    role: Shown
    regions: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document or resource: ``address`` is "" where there is nothing to follow, ``dated`` where it has no date."""

    title: Shown
    address: str
    dated: str


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A partner on the map; what nobody told of it is an empty text."""

    name: str
    kind: Shown
    level: Shown
    region: Shown


@dataclass(frozen=True, slots=True)
class Ground:
    """The front matter of one report."""

    consultation: Consultation
    labels: Labels

    def keywords(self) -> list[Shown]:
        """Return the keywords."""
        return [self.labels.unit(keyword.label) for keyword in self.consultation.keywords]

    def finding(self) -> Shown:
        """Return the main finding of the earlier report."""
        return self.labels.unit(self.consultation.finding)

    def members(self) -> Iterator[MemberLine]:
        """Yield the members in their order."""
        for member in self.consultation.members:
            role = self.labels.group("role", member.role)
            regions = tuple(self.labels.group("region", region) for region in member.regions)
            yield MemberLine(member.name, ", ".join(member.organisations), role, regions)

    def mailing_list(self) -> str:
        """Return where to write to, as people read it and harvesters do not; "" where there is no list."""
        return obfuscated(self.consultation.mailing_list)

    def lists(self) -> Iterator[tuple[str, list[DocumentLine]]]:
        """Yield documents and resources, where there are any, under what they are called."""
        words = self.labels.grammar.words
        for name, listed in (("documents", self.consultation.documents), ("resources", self.consultation.resources)):
            if listed:
                yield words[name], self._lines(listed)

    def partners(self) -> Iterator[PartnerLine]:
        """Yield the partners that were approved, by name."""
        for one in self.consultation.partners:
            level, region = self._of("level", one.level), self._of("region", one.region)
            yield PartnerLine(one.name, self._kind(one.kind), level, region)

    def _of(self, attribute: str, value: str) -> Shown:
        return self.labels.group(attribute, value) if value else self.labels.own("")

    def _kind(self, value: str) -> Shown:
        known = next((kind.label for kind in self.consultation.partner_kinds if kind.id == value), None)
        return self.labels.unit(known) if known else Shown(value, "", fallback=False)

    def _lines(self, listed: Sequence[Document]) -> list[DocumentLine]:
        return [DocumentLine(self.labels.unit(one.title), followed(one.url), self._dated(one)) for one in listed]

    def _dated(self, document: Document) -> str:
        return self.labels.grammar.dated(document.dated, document.precision) if document.dated else ""


def followed(url: str) -> str:
    """Return an address of the web, fit to be a link; "" for any other."""
    return quote(url, safe=SAFE) if url.startswith(("https://", "http://")) else ""
