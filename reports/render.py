"""From a snapshot to files: a page becomes documents and data, each written by its format, all of them or none.

Imports only consultation. The same snapshot gives the same bytes: nothing here reads a clock, a path or the order of a
set. Files are written as they are made, so a long report needs no more memory than a short one.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from consultation.errors import InvalidInput
from consultation.guide import Consultation
from consultation.ports import Finder, Grouper
from consultation.records import Snapshot
from reports.arabic import Arabic
from reports.chapters.one_draft import one_draft
from reports.chapters.pieces import place_anchor
from reports.chapters.whole import whole
from reports.document import Around
from reports.english import English
from reports.findings import find
from reports.formats import DEFAULT, FORMATS, Text
from reports.french import French
from reports.labels import Labels
from reports.page import Page
from reports.quotes import Gate
from reports.sentences import Grammar
from reports.spanish import Spanish

GRAMMARS: dict[str, Grammar] = {grammar.language: grammar for grammar in (English(), French(), Spanish(), Arabic())}

DRAFTS = "-drafts"
"""What is added to a report's name for the folder of its pages on drafts."""


def write_report(
    snapshot: Snapshot,
    *,
    language: str,
    finder: Finder,
    grouper: Grouper | None = None,
    out: Path,
    formats: Sequence[str] = DEFAULT,
    by: str | None = None,
    preview: bool = False,
    edition: int | None = None,
) -> list[Path]:
    """Write a report of ``snapshot`` in each of ``formats`` and return the paths: ``out`` with the format as suffix.

    A format of data may write further files beside it. Beside a format of text may lie its `pages_of` drafts, to which
    it leads. What ``finder`` finds is masked; ``grouper`` says who uses much the same words, see `find`. Raises
    `InvalidInput` for an unknown format or attribute, and `Refused`, with nothing written, if any words would be shown
    that may not be.
    """
    require_known(formats)
    page = page_of(snapshot, language=language, finder=finder, grouper=grouper, by=by, preview=preview, edition=edition)
    return write_page(page, out=out, formats=formats)


def require_known(formats: Sequence[str]) -> None:
    """Raise `InvalidInput` for a format that there is not."""
    for unknown in set(formats) - set(FORMATS):
        raise InvalidInput(f"no such format; there are: {', '.join(FORMATS)}", where=f"--format {unknown}")


def write_page(page: Page, *, out: Path, formats: Sequence[str], around: Around | None = None) -> list[Path]:
    """Write a page as `write_report` does; on a site it says with ``around`` where it stands."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out.parent, prefix=".report-") as room:
        made = [path for name in dict.fromkeys(formats) for path in _written(page, name, Path(room) / out.name, around)]
        pages = pages_of(Path(room) / out.name)
        _clear(out, {path.name for path in pages})
        for path in (*made, *pages):
            target = out.parent / path.relative_to(room)
            target.parent.mkdir(exist_ok=True)
            path.replace(target)
    return [out.parent / path.name for path in made]


def pages_of(out: Path) -> list[Path]:
    """Return the pages on drafts that belong to the report at ``out``, a path without suffix."""
    return sorted(out.with_name(f"{out.name}{DRAFTS}").glob("draft.*"))


def _written(page: Page, name: str, out: Path, around: Around | None) -> list[Path]:
    """Write one format and return the report's paths."""
    form, path = FORMATS[name], out.with_name(f"{out.name}.{name}")
    if not isinstance(form, Text):
        return list(form.module().write(page, path))
    folder = out.with_name(f"{out.name}{DRAFTS}") if form.pages else None
    report = replace(whole(page, pages=f"{folder.name}/" if folder else ""), around=around)
    further = form.module().write(report, path)
    if folder:
        folder.mkdir(exist_ok=True)
        for found in page.findings.drafts:
            short = one_draft(page, found, report=f"../{out.name}")
            below = replace(short, around=around and around.below())
            form.module().write(below, folder / f"{place_anchor(found.place)}.{name}")
    return [path, *(further or ())]


def _clear(out: Path, pages: Collection[str]) -> None:
    """Remove the pages on drafts that a report at ``out`` had, in the formats of ``pages``, and has no more."""
    for before in pages_of(out):
        if before.name not in pages and before.suffix in {Path(name).suffix for name in pages}:
            before.unlink()


def grammar_of(chain: Sequence[str]) -> Grammar:
    """Return the grammar of the first language along ``chain`` that has one, else English."""
    return next((GRAMMARS[one] for one in chain if one in GRAMMARS), GRAMMARS["en"])


def page_of(
    snapshot: Snapshot,
    *,
    language: str,
    finder: Finder,
    grouper: Grouper | None = None,
    by: str | None = None,
    preview: bool = False,
    edition: int | None = None,
) -> Page:
    """Return what chapters show of ``snapshot`` to a reader of ``language``, with what ``finder`` finds masked."""
    grammar, labels = _spoken(snapshot.consultation, language)
    return Page(
        snapshot=snapshot,
        findings=find(snapshot, by=by, grouper=grouper),
        grammar=grammar,
        labels=labels,
        gate=Gate(snapshot, finder),
        asked_language=language,
        preview=preview,
        edition=edition,
    )


def in_language(page: Page, language: str) -> Page:
    """Return the same page for a reader of another language: what was found does not depend on it."""
    grammar, labels = _spoken(page.consultation, language)
    return replace(page, grammar=grammar, labels=labels, asked_language=language)


def labels_for(consultation: Consultation, language: str) -> Labels:
    """Return what things are called for a reader of ``language``."""
    return _spoken(consultation, language)[1]


def _spoken(consultation: Consultation, language: str) -> tuple[Grammar, Labels]:
    chain = consultation.chain(language)
    grammar = grammar_of(chain)
    return grammar, Labels(consultation, grammar, chain)
