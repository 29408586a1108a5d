"""What tells machines of a site: an Atom feed of its editions, a map of its pages, robots.txt. Imports consultation."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from reports.site import addresses
from reports.site.holdings import Held, PublishedConsultation, Site
from reports.site.words import words_for

ATOM = "http://www.w3.org/2005/Atom"
MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
UNFIT = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(site: Site) -> str:
    """Return the feed: an entry for each edition, the newest first, also for those that are gone."""
    words = words_for((site.language,))[1]
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": site.language})
    _add(feed, "title", words["feed"])
    _add(feed, "id", _urn(*(known.round.id for one in site.consultations for known in one.rounds)))
    found = [(one, held) for one in site.consultations for known in one.rounds for held in known.editions]
    found.sort(key=lambda pair: (-_changed(pair[1]).timestamp(), pair[1].edition.round, -pair[1].edition.number))
    _add(feed, "updated", _time(max(_changed(held) for _, held in found)))
    if site.address:
        _add(feed, "link", rel="self", type="application/atom+xml", href=site.address + addresses.FEED)
    _add(feed, "link", rel="alternate", type="text/html", href=site.address + addresses.HOME)
    for one, held in found:
        _entry(ET.SubElement(feed, "entry"), site, one, held)
    return _xml(feed)


def _entry(entry: ET.Element, site: Site, one: PublishedConsultation, held: Held) -> None:
    consultation, edition = one.consultation, held.edition
    language = one.languages[0]
    chain = consultation.chain(language)
    words = words_for(chain)[1]
    name = words["edition"].format(number=edition.number)
    _add(entry, "title", f"{consultation.title.shown(chain).text} · {name} ({edition.round})")
    _add(entry, "id", _urn(edition.round, str(edition.number)))
    _add(entry, "published", _time(edition.made))
    _add(entry, "updated", _time(_changed(held)))
    _add(ET.SubElement(entry, "author"), "name", consultation.group.shown(chain).text)
    address = addresses.edition(consultation.id, language, edition.round, edition.number)
    _add(entry, "link", rel="alternate", type="text/html", hreflang=language, href=site.address + address)
    _add(entry, "rights", consultation.licence)
    for keyword in consultation.keywords:
        _add(entry, "category", term=keyword.id, label=keyword.label.shown(chain).text)
    _add(entry, "summary", words["gone_edition"] if held.gone else consultation.summary.shown(chain).text)


def _changed(held: Held) -> datetime:
    """Return when an edition last changed, as far as its readers are told."""
    return max(held.edition.made, held.edition.edited or held.edition.made)


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _urn(*names: str) -> str:
    return uuid5(NAMESPACE_URL, "palabre:" + "/".join(names)).urn


def sitemap(site: Site, pages: Iterable[str]) -> str:
    """Return the map of these pages; a map has whole addresses, so the site's must be known."""
    root = ET.Element("urlset", {"xmlns": MAP})
    for page in pages:
        _add(ET.SubElement(root, "url"), "loc", site.address + page)
    return _xml(root)


def robots(site: Site) -> str:
    """Return robots.txt: everybody may read everything."""
    known = f"\nSitemap: {site.address}{addresses.MAP}\n" if site.address else ""
    return f"User-agent: *\nDisallow:\n{known}"


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> None:
    made = ET.SubElement(parent, tag, {name: UNFIT.sub("\ufffd", value) for name, value in attributes.items()})
    made.text = UNFIT.sub("\ufffd", text) or None


def _xml(root: ET.Element) -> str:
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
