"""How an edition is cited and told to machines: Dublin Core, BibTeX, CSL-JSON, schema.org. Imports consultation."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date

from markupsafe import Markup

from reports.document import Citing

TEX = str.maketrans({"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", **{sign: f"\\{sign}" for sign in "&%$#_"}})
TEX |= str.maketrans({"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"})

MEDIA = {
    "html": "text/html", "md": "text/markdown", "pdf": "application/pdf", "wikitext": "text/plain", "csv": "text/csv",
    "json": "application/json", "qdpx": "application/zip", "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip
"""Media types by the end of a file's name."""


def citation(cited: Citing, edition: str, url: str) -> str:
    """Return the line by which an edition is cited; ``edition`` is what it is called, ``url`` "" where not known."""
    stated = (f"{cited.creator} ({cited.date[:4]})", cited.title, edition, url or cited.identifier, cited.licence)
    return ". ".join(part.rstrip(".") for part in stated if part) + "."


def dublin_core(cited: Citing, language: str, url: str) -> Iterator[tuple[str, str]]:
    """Yield Dublin Core's terms and their values, those that are known."""
    yield from (
        (f"dcterms.{term}", value)
        for term, value in (
            ("title", cited.title),
            ("creator", cited.creator),
            ("date", cited.date),
            ("identifier", url or cited.identifier),
            ("license", cited.licence),
            ("description", cited.description),
            ("language", language),
            ("type", "Dataset"),
        )
        if value
    )
    yield from (("dcterms.subject", keyword) for keyword in cited.keywords)


def bibtex(cited: Citing, edition: str, url: str) -> str:
    """Return an entry for BibTeX."""
    key = re.sub(r"[^A-Za-z0-9]+", "-", cited.identifier).strip("-") or "palabre"
    fields = {
        "title": f"{{{_tex(cited.title)}}}",
        "author": f"{{{_tex(cited.creator)}}}",
        "year": cited.date[:4],
        "date": cited.date,
        "edition": _tex(edition),
        "number": _tex(cited.identifier),
        "note": _tex(cited.licence),
        "url": url,
    }
    lines = (f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}\n"


def _tex(text: str) -> str:
    return " ".join(text.translate(TEX).split())


def csl(cited: Citing, edition: str, url: str, language: str) -> str:
    """Return an item of CSL-JSON, as citation managers read it."""
    made = date.fromisoformat(cited.date)
    item = {
        "id": cited.identifier,
        "type": "report",
        "title": cited.title,
        "author": [{"literal": cited.creator}],
        "issued": {"date-parts": [[made.year, made.month, made.day]]},
        "edition": edition,
        "language": language,
        "abstract": cited.description,
        "keyword": ", ".join(cited.keywords),
        "license": cited.licence,
        "URL": url,
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=2) + "\n"


def linked_data(cited: Citing, language: str, url: str, number: int, files: Iterable[tuple[str, int]]) -> Markup:
    """Return a schema.org Dataset for a script element; ``files`` are names and sizes in bytes."""
    about = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": cited.title,
        "description": cited.description,
        "identifier": cited.identifier,
        "url": url,
        "version": str(number),
        "datePublished": cited.date,
        "inLanguage": language,
        "license": cited.licence,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": cited.creator},
        "keywords": list(cited.keywords),
        "distribution": [_download(name, size) for name, size in files],
    }
    told = json.dumps({name: value for name, value in about.items() if value}, ensure_ascii=False, indent=1)
    for sign in "<>&":
        told = told.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(told)  # noqa: S704 - nothing in it can end the element any more


def _download(name: str, size: int) -> dict[str, str]:
    kind = MEDIA.get(name.rpartition(".")[2], "application/octet-stream")
    return {"@type": "DataDownload", "contentUrl": name, "encodingFormat": kind, "contentSize": f"{size} B"}
