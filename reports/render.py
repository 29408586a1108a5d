"""From a snapshot to files: templates are filled and written, whole or not at all.

Imports consultation, jinja2 and markupsafe. The same snapshot gives the same bytes: nothing here reads a clock, a path
or the order of a set. Files are written as they are made, so a long report needs no more memory than a short one.
"""

from collections.abc import Sequence
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

    What ``finder`` finds is masked. Raises `InvalidInput` for an unknown format or attribute, and `Refused`, with
    nothing written, if any words would be shown that may not be.
    """
    for unknown in set(formats) - set(FORMATS):
        raise InvalidInput(f"no such format; there are: {', '.join(FORMATS)}", where=f"--format {unknown}")
    page = page_of(snapshot, language=language, finder=finder, by=by, preview=preview, edition=edition)
    targets = [out.parent / f"{out.name}.{extension}" for extension in formats]
    out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out.parent, prefix=".report-") as room:
        made = [_filled(page, extension, Path(room)) for extension in formats]
        for path, target in zip(made, targets, strict=True):
            path.replace(target)
    return targets


def grammar_of(chain: Sequence[str]) -> Grammar:
    """Return the grammar of the first language along ``chain`` that has one, else English."""
    return next((GRAMMARS[one] for one in chain if one in GRAMMARS), GRAMMARS["en"])


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
    grammar = grammar_of(chain)
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


def _filled(page: Page, extension: str, room: Path) -> Path:
    template = _environment(extension).get_template(f"report.{extension}.j2")
    path = room / extension
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(template.generate(page=page))
    return path


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
