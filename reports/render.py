"""From a snapshot to files: a page becomes documents and data, each written by its format, all of them or none.

Imports only consultation. The same snapshot gives the same bytes: nothing here reads a clock, a path or the order of a
set. Files are written as they are made, so a long report needs no more memory than a short one.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from consultation.errors import InvalidInput
from consultation.ports import Finder
from consultation.records import Snapshot
from reports.chapters.one_draft import one_draft
from reports.chapters.pieces import place_anchor
from reports.chapters.whole import whole
from reports.english import English
from reports.findings import find
from reports.formats import DEFAULT, FORMATS, Text
from reports.french import French
from reports.labels import Labels
from reports.page import Page
from reports.quotes import Gate
from reports.sentences import Grammar

GRAMMARS: dict[str, Grammar] = {grammar.language: grammar for grammar in (English(), French())}

DRAFTS = "-drafts"
"""What is added to a report's name for the folder of its pages on drafts."""


def write_report(
    snapshot: Snapshot,
    *,
    language: str,
    finder: Finder,
    out: Path,
    formats: Sequence[str] = DEFAULT,
    by: str | None = None,
    preview: bool = False,
    edition: int | None = None,
) -> list[Path]:
    """Write a report of ``snapshot`` in each of ``formats``: ``out`` with the format as suffix, and what belongs to it.

    Return all paths. A page for each draft lies in the folder that is called like ``out`` with "-drafts" after it. What
    ``finder`` finds is masked. Raises `InvalidInput` for an unknown format or attribute, and `Refused`, with nothing
    written, if any words would be shown that may not be.
    """
    for unknown in set(formats) - set(FORMATS):
        raise InvalidInput(f"no such format; there are: {', '.join(FORMATS)}", where=f"--format {unknown}")
    page = page_of(snapshot, language=language, finder=finder, by=by, preview=preview, edition=edition)
    out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out.parent, prefix=".report-") as room:
        made = [path for name in dict.fromkeys(formats) for path in _written(page, name, Path(room) / out.name)]
        return _put(made, Path(room), out)


def _written(page: Page, name: str, out: Path) -> Iterator[Path]:
    """Write one format and yield its paths, the report's own first."""
    form, path = FORMATS[name], out.with_name(f"{out.name}.{name}")
    if not isinstance(form, Text):
        yield from form.module().write(page, path)
        return
    folder = f"{out.name}{DRAFTS}"
    further = form.module().write(whole(page, pages=f"{folder}/" if form.pages else ""), path)
    yield from (path, *(further or ()))
    if form.pages:
        yield from _pages(page, form, out.with_name(folder), name)


def _pages(page: Page, form: Text, folder: Path, name: str) -> Iterator[Path]:
    """Write a page for each draft, called by the draft's anchor, and yield their paths."""
    folder.mkdir(exist_ok=True)
    report = f"../{folder.name.removesuffix(DRAFTS)}"
    for found in page.findings.drafts:
        path = folder / f"{place_anchor(found.place)}.{name}"
        form.module().write(one_draft(page, found, report=report), path)
        yield path


def _put(made: Sequence[Path], room: Path, out: Path) -> list[Path]:
    """Move what was made in ``room`` to where it belongs, in place of what was there; return where it is now."""
    targets = [out.parent / path.relative_to(room) for path in made]
    folder = out.with_name(f"{out.name}{DRAFTS}")
    for before in folder.glob("draft.*"):
        if before not in targets and before.suffix in {path.suffix for path in targets}:
            before.unlink()  # a draft that the report has no more
    for path, target in zip(made, targets, strict=True):
        target.parent.mkdir(exist_ok=True)
        path.replace(target)
    return targets


def page_of(
    snapshot: Snapshot,
    *,
    language: str,
    finder: Finder,
    by: str | None = None,
    preview: bool = False,
    edition: int | None = None,
) -> Page:
    """Return what chapters show of ``snapshot`` to a reader of ``language``, with what ``finder`` finds masked."""
    chain = snapshot.consultation.chain(language)
    grammar = next((GRAMMARS[one] for one in chain if one in GRAMMARS), GRAMMARS["en"])
    return Page(
        snapshot=snapshot,
        findings=find(snapshot, by=by),
        grammar=grammar,
        labels=Labels(snapshot.consultation, grammar, chain),
        gate=Gate(snapshot, finder),
        asked_language=language,
        preview=preview,
        edition=edition,
    )
