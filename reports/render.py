"""From a snapshot to files: templates are filled and written, whole or not at all.

Imports consultation, jinja2 and markupsafe. The same snapshot gives the same bytes: nothing here reads a clock, a path
or the order of a set. Files are written as they are made, so a long report needs no more memory than a short one.
"""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from jinja2 import Environment, PackageLoader, StrictUndefined

from consultation.errors import InvalidInput
from consultation.ports import Finder
from consultation.records import Snapshot
from reports.charts import stacked
from reports.english import English
from reports.evidence import anchor_of, words_of
from reports.findings import find
from reports.french import French
from reports.labels import Labels
from reports.languages import direction
from reports.markdown import inline, quoted
from reports.page import Page
from reports.quotes import Gate
from reports.sentences import Grammar

GRAMMARS: dict[str, Grammar] = {grammar.language: grammar for grammar in (English(), French())}
FORMATS = ("html", "md")
"""The formats of a report where none are named."""


def _xlsx(page: Page, path: Path) -> list[Path]:
    from reports.formats.xlsx_file import write

    return write(page, path)


def _csv(page: Page, path: Path) -> list[Path]:
    from reports.formats.csv_file import write

    return write(page, path)


def _json(page: Page, path: Path) -> list[Path]:
    from reports.formats.json_file import write

    return write(page, path)


def _qdpx(page: Page, path: Path) -> list[Path]:
    from reports.formats.qdpx_file import write

    return write(page, path)


DATA: dict[str, Callable[[Page, Path], list[Path]]] = {"xlsx": _xlsx, "csv": _csv, "json": _json, "qdpx": _qdpx}
"""The formats of data: each writes a file at a path, perhaps others beside it, and returns all their paths."""


def write_report(
    snapshot: Snapshot,
    *,
    language: str,
    finder: Finder,
    out: Path,
    formats: Sequence[str] = FORMATS,
    by: str | None = None,
    preview: bool = False,
    edition: int | None = None,
) -> list[Path]:
    """Write a report of ``snapshot`` in each of ``formats`` and return the paths: ``out`` with the format as suffix.

    Data may have further files beside it, whose names begin with that of ``out``.

    What ``finder`` finds is masked. Raises `InvalidInput` for an unknown format or attribute, and `Refused`, with
    nothing written, if any words would be shown that may not be.
    """
    known = (*FORMATS, *DATA)
    for unknown in sorted(set(formats) - set(known)):
        raise InvalidInput(f"no such format; there are: {', '.join(known)}", where=f"--format {unknown}")
    page = page_of(snapshot, language=language, finder=finder, by=by, preview=preview, edition=edition)
    out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out.parent, prefix=".report-") as room:
        made = [
            path for name in dict.fromkeys(formats) for path in _made(page, name, Path(room) / f"{out.name}.{name}")
        ]
        return [path.replace(out.parent / path.name) for path in made]


def page_of(
    snapshot: Snapshot,
    *,
    language: str,
    finder: Finder,
    by: str | None = None,
    preview: bool = False,
    edition: int | None = None,
) -> Page:
    """Return what templates show of ``snapshot`` to a reader of ``language``, with what ``finder`` finds masked."""
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


def _made(page: Page, name: str, path: Path) -> list[Path]:
    if name in DATA:
        return DATA[name](page, path)
    template = _environment(name).get_template(f"report.{name}.j2")
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(template.generate(page=page))
    return [path]


@cache
def _environment(extension: str) -> Environment:
    """Return how templates of one format are read; in both, whatever is not a template's own text is escaped."""
    environment = Environment(
        loader=PackageLoader("reports"),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=inline if extension == "md" else None,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {"anchor_of": anchor_of, "direction": direction, "stacked": stacked, "words_of": words_of}
    environment.filters["quoted"] = quoted
    return environment
