"""A draft on a page of its own, short: what it says, how people stand to it, why, what they ask for.

Imports only consultation. Its figures, quotes and links lead into the report.
"""

from collections.abc import Iterator
from dataclasses import replace

from reports.chapters.drafts import heard_on_themes
from reports.chapters.lineage import lineage
from reports.chapters.opening import citing, kicker, notices
from reports.chapters.pieces import number, place_anchor, response
from reports.chapters.positions import asks, conditions, positions, sides
from reports.document import Chapter, Document, Fact, Link, Opening, Paragraph
from reports.draft_findings import DraftFinding
from reports.page import Page


def one_draft(page: Page, found: DraftFinding, *, report: str) -> Document:
    """Return the page of a draft; ``report`` is the file of the report as seen from it, without its suffix."""
    title, cited = page.labels.unit(found.draft.title), citing(page)
    return Document(
        language=page.language,
        words=page.words,
        citing=replace(cited, title=f"{page.labels.draft_number(found.draft)} · {title.text} · {cited.title}"),
        opening=_opening(page, found),
        chapters=tuple(_chapters(page, found)),
        language_of=page.labels.language,
        report=report,
    )


def _opening(page: Page, found: DraftFinding) -> Opening:
    consultation, labels, words = page.consultation, page.labels, page.words
    return Opening(
        kicker=(labels.draft_number(found.draft), *kicker(page)),
        title=labels.unit(found.draft.title),
        standfirst=labels.unit(found.draft.short),
        facts=(
            Fact(words["consultation"], (labels.unit(consultation.title),)),
            Fact(words["asked_by"], (labels.unit(consultation.group),)),
            Fact(words["version_heading"], lineage(page, found.draft)),
        ),
        counts=tuple(_counts(page, found)),
        blocks=(*notices(page), Paragraph((Link(words["whole_report"], place_anchor(found.place)),))),
    )


def _counts(page: Page, found: DraftFinding) -> Iterator[Fact]:
    """Yield how many took each position, and which share of those who took one that is."""
    if found.stance and found.stance.respondents:
        for side, evidence in found.stance.sides:
            share = page.grammar.percent(evidence.respondents, found.stance.respondents)
            yield Fact(page.words[f"side_{side.value}"], (number(page, evidence),), share)


def _chapters(page: Page, found: DraftFinding) -> Iterator[Chapter]:
    words = page.words
    parts = (
        ("positions", (words["positions"],), (*positions(page, found), *sides(page, found))),
        ("asks", *asks(page, found)),
        ("conditions", *conditions(page, found)),
        ("heard", *heard_on_themes(page, found)),
        ("response", (words["response"],), (Paragraph(response(page, found.response)),)),
    )
    for anchor, title, blocks in parts:
        if blocks:
            yield Chapter(anchor, title, blocks.__iter__, listed=False)
