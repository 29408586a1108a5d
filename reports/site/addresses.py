"""Where each page of a site is, from the site's root. Imports only consultation.

What has an address here keeps it: a statement's depends on its id alone, a finding's on its edition and its name.
"""

import re
from hashlib import sha256

from reports.chapters.pieces import place_anchor
from reports.evidence import anchor_of
from reports.statements import Place

HOME, STYLE, SCRIPT, FEED, MAP, ROBOTS = "index.html", "style.css", "search.js", "feed.xml", "sitemap.xml", "robots.txt"
SAFE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,80}")


def safe(name: str) -> str:
    """Return a name as a part of an address: as it is where every file system takes it, else a digest of it."""
    fit = SAFE.fullmatch(name) and not name.endswith(".")
    return name if fit else sha256(name.encode()).hexdigest()[:16]


def consultation(consultation_id: str, language: str) -> str:
    """Return where a consultation is told of in a language."""
    return f"{safe(consultation_id)}/{safe(language)}/index.html"


def front(consultation_id: str) -> str:
    """Return where a consultation is told of, whatever the language."""
    return f"{safe(consultation_id)}/index.html"


def of_round(consultation_id: str, language: str, round_id: str) -> str:
    """Return where a round is told of."""
    return f"{safe(consultation_id)}/{safe(language)}/{safe(round_id)}/index.html"


def edition(consultation_id: str, language: str, round_id: str, number: int) -> str:
    """Return where an edition is offered."""
    return f"{safe(consultation_id)}/{safe(language)}/{safe(round_id)}/{number}/index.html"


def in_edition(consultation_id: str, language: str, round_id: str, number: int, file: str) -> str:
    """Return where a file of an edition is: ``report.html``, a download, a page beside another."""
    return edition(consultation_id, language, round_id, number).removesuffix("index.html") + file


def listing(consultation_id: str, language: str, round_id: str, name: str = "index", page: int = 1) -> str:
    """Return where a page of a list of statements is; the list ``index`` is the search and the way to all others."""
    folder = of_round(consultation_id, language, round_id).removesuffix("index.html")
    return f"{folder}statements/{name}{f'.{page}' if page > 1 else ''}.html"


def index(consultation_id: str, round_id: str, file: str = "") -> str:
    """Return where a file of a round's search is, or their folder."""
    return f"{safe(consultation_id)}/search/{safe(round_id)}/{file}"


def statement(consultation_id: str, statement_id: str) -> str:
    """Return the permanent address of a statement."""
    return f"{safe(consultation_id)}/s/{safe(statement_id)}.html"


def of_theme(theme: str) -> str:
    """Return the name of a theme's list."""
    return safe(anchor_of("theme", theme))


def of_place(place: Place) -> str:
    """Return the name of the list of a question or draft."""
    return safe(place_anchor(place))


def of_language(language: str) -> str:
    """Return the name of a language's list."""
    return safe(f"language.{language or 'unknown'}")


def from_root(address: str) -> str:
    """Return the way from a page back to the site's root: "" or so many ``../``."""
    return "../" * address.count("/")
