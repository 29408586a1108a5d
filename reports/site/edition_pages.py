"""Writes an edition in each language: the report, downloads, how to cite it, translations side by side; or a tombstone.

Imports only consultation.
"""

from collections.abc import Iterator
from pathlib import Path

from consultation.guide import Shown, Unit
from reports.chapters.opening import citing
from reports.chapters.pieces import said
from reports.chapters.whole import whole
from reports.document import Around, Line
from reports.formats import FORMATS
from reports.formats.html_text import HtmlText, plain
from reports.page import Page
from reports.render import in_language, write_page
from reports.site import addresses
from reports.site.citing import bibtex, citation, csl, dublin_core, linked_data
from reports.site.holdings import Held, PublishedConsultation, PublishedRound
from reports.site.press import Press, Tongue, tongue
from reports.site.words import native

REPORT = "report"
READ = "pdf", "html", "md", "wikitext", "xlsx", "qdpx", "json", "csv"
"""The ends of files' names in the order in which they are offered."""


def edition_pages(
    press: Press, one: PublishedConsultation, known: PublishedRound, held: Held, page: Page | None
) -> None:
    """Write an edition from its ``page`` in the original language, or what stands in its place where it has none."""
    for language in one.languages:
        if page:
            _edition(press, one, known, held, in_language(page, language))
        else:
            _gone(press, one, known, held, language)


def _edition(press: Press, one: PublishedConsultation, known: PublishedRound, held: Held, page: Page) -> None:
    told, number, language = one.consultation, held.edition.number, page.asked_language
    speaks = tongue(told.chain(language))
    name = speaks.words["edition"].format(number=number)
    address = addresses.edition(told.id, language, known.round.id, number)
    root = addresses.from_root(address)
    others = tuple(
        (code, native(code), root + addresses.in_edition(told.id, code, known.round.id, number, f"{REPORT}.html"))
        for code in one.languages
        if code != language
    )
    folder = press.room(address).parent
    write_page(page, out=folder / REPORT, formats=tuple(FORMATS), around=Around("index.html", name, others))
    url = f"{press.site}{address}" if press.site else ""
    cited = citing(page)
    press.text(f"{address.removesuffix('index.html')}cite.bib", bibtex(cited, name, url))
    press.text(f"{address.removesuffix('index.html')}cite.json", csl(cited, name, url, language))
    sizes = list(_sizes(folder))
    besides = [code for code in one.languages if code != language]
    press.page(
        "edition",
        address,
        speaks,
        title=f"{cited.title} · {name}",
        others=lambda code: addresses.edition(told.id, code, known.round.id, number),
        languages=one.languages,
        up=addresses.of_round(told.id, language, known.round.id),
        about=addresses.consultation(told.id, language),
        round_name=speaks.words[f"round_{known.round.kind.value}"],
        kicker=(name, f"{speaks.words['made']} {cited.date}"),
        heading=page.labels.unit(page.consultation.title),
        current=held is known.current,
        causes=[(cause.value, count) for cause, count in sorted(held.edition.causes.items())],
        lead=HtmlText(whole(page), REPORT).line(_lead(page)),
        report_language=page.language,
        statements=addresses.listing(told.id, language, known.round.id) if held is known.current else "",
        besides=[(code, _beside_file(code)) for code in besides],
        files=[_offered(file, size) for file, size in sizes if not _is_table(file)],
        tables=[_offered(file, size) for file, size in sizes if _is_table(file)],
        cited=cited,
        dublin_core=list(dublin_core(cited, language, url)),
        linked_data=linked_data(cited, language, url, number, sizes),
        citation=citation(cited, name, url),
    )
    for code in besides:
        _beside(press, one, known, page, in_language(page, code), speaks, number)


def _lead(page: Page) -> Line:
    return said(page.telling.lead())


def _sizes(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield the files of a report in a folder, and their sizes: what most people read first."""
    order = {name: number for number, name in enumerate(READ)}
    found = (path for path in folder.glob(f"{REPORT}*") if path.is_file())
    for path in sorted(found, key=lambda path: (order.get(path.suffix[1:], len(order)), path.name)):
        yield path.name, path.stat().st_size


def _is_table(file: str) -> bool:
    """Say whether a file is one of the many tables beside the first."""
    return file.endswith(".csv") and file != f"{REPORT}.csv"


def _offered(file: str, size: int) -> dict[str, str]:
    return {"name": file, "size": _size(size)}


def _size(size: int) -> str:
    """Return a size as people read it: thousands of bytes, or millions."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB"  # noqa: PLR2004 - a million


def _beside_file(code: str) -> str:
    return addresses.safe(f"beside.{code}") + ".html"


def _beside(
    press: Press,
    one: PublishedConsultation,
    known: PublishedRound,
    page: Page,
    other: Page,
    speaks: Tongue,
    number: int,
) -> None:
    """Print the texts of an edition in two languages next to each other."""
    told, language = one.consultation, page.asked_language
    name = speaks.words["edition"].format(number=number)
    press.page(
        "beside",
        addresses.in_edition(told.id, language, known.round.id, number, _beside_file(other.asked_language)),
        speaks,
        title=f"{speaks.words['beside']} · {name} · {page.labels.unit(page.consultation.title).text}",
        about=addresses.consultation(told.id, language),
        edition_name=name,
        columns=[(code, native(code)) for code in (language, other.asked_language)],
        rows=list(zip(_texts(page), _texts(other), strict=True)),
    )


def _texts(page: Page) -> Iterator[Shown]:
    """Yield what stands side by side: the same texts and sentences, in the same order, in every language."""
    consultation = page.consultation
    yield from map(page.labels.unit, (consultation.title, consultation.summary))
    yield _own(page, _lead(page))
    yield _own(page, said(page.telling.absences()))
    for found in page.findings.drafts:
        yield from map(page.labels.unit, _units(found.draft.title, found.draft.short))
        yield _own(page, said(page.telling.on_draft(found)))
    for theme in page.findings.themes:
        if theme.raised:
            yield page.labels.theme(theme.theme)
            yield _own(page, said(page.telling.on_theme(theme)))


def _units(*units: Unit) -> tuple[Unit, ...]:
    return units


def _own(page: Page, line: Line) -> Shown:
    """Return sentences of the report: in the language asked for, or visibly in another."""
    return Shown(plain(line), page.language, fallback=not page.translated)


def _gone(press: Press, one: PublishedConsultation, known: PublishedRound, held: Held, language: str) -> None:
    """Print that an edition is no longer shown, at its address and where its report was."""
    told, edition = one.consultation, held.edition
    speaks = tongue(told.chain(language))
    name = speaks.words["edition"].format(number=edition.number)
    after = edition.superseded_by
    for file in ("index.html", f"{REPORT}.html"):
        press.page(
            "gone",
            addresses.in_edition(told.id, language, known.round.id, edition.number, file),
            speaks,
            title=f"{name} · {told.title.shown(told.chain(language)).text}",
            others=lambda code, file=file: addresses.in_edition(  # type: ignore[misc]
                told.id, code, known.round.id, edition.number, file
            ),
            languages=one.languages,
            listed=False,
            up=addresses.of_round(told.id, language, known.round.id),
            up_name=speaks.words[f"round_{known.round.kind.value}"],
            sentence=speaks.words["gone_edition" if held.gone else "not_kept"],
            successor=addresses.edition(told.id, language, known.round.id, after) if after else "",
            replaced=speaks.words["replaced"].format(number=after),
        )
