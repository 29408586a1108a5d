"""Where a version of a draft comes from, in a line. Imports only consultation."""

from collections.abc import Iterator

from consultation.guide import Draft
from reports.chapters.pieces import place_anchor, row
from reports.document import Line, Link
from reports.page import Page
from reports.statements import Place


def lineage(page: Page, draft: Draft) -> Line:
    """Return which version a draft is, of when, in which state, and what became of which drafts in it."""
    words = page.words
    parts: list[Line] = [(words["version"].format(version=draft.version),)]
    if draft.dated:
        parts.append((page.grammar.dated(draft.dated, draft.precision),))
    parts.append((page.labels.unit(draft.status),))
    relation = words[f"lineage_{draft.lineage.relation}"]
    sources = row(_sources(page, draft), words["comma"])
    parts.append((relation, " ", *sources) if sources else (relation,))
    return row(parts, " · ")


def _sources(page: Page, draft: Draft) -> Iterator[Line]:
    """Yield each earlier version, as a way to it where the report has it, and each earlier list."""
    known = {f"{one.version}/{one.id}": one for one in page.consultation.drafts}
    here = {one.place for one in page.findings.drafts}
    for source in draft.lineage.sources:
        if source not in known:
            yield (page.words["lineage_list"].format(list=source),)
            continue
        earlier = known[source]
        place = Place("draft", earlier.version, earlier.id)
        name = f"{page.words['draft'].format(number=earlier.id)} ({earlier.version})"
        yield (Link(name, place_anchor(place)) if place in here else name,)
