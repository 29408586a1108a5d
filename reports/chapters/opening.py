"""What stands first, on one side: who asked, who took part, what was found, who and what is missing.

Imports only consultation.
"""

from collections.abc import Iterator

from reports.chapters.at_a_glance import at_a_glance
from reports.chapters.pieces import nonempty, row, said
from reports.document import Block, Citing, Fact, Inline, Line, Link, Opening, Paragraph, Role, Strong
from reports.evidence import Evidence
from reports.page import Page
from reports.sentences import Figure


def opening(page: Page) -> Opening:
    """Return the first page of a report."""
    consultation, labels, words = page.consultation, page.labels, page.words
    languages = row(((labels.language(code),) for code in page.findings.languages), words["comma"])
    return Opening(
        kicker=kicker(page),
        title=labels.unit(consultation.title),
        standfirst=labels.unit(consultation.summary),
        facts=(
            Fact(words["asked_by"], (labels.unit(consultation.group),)),
            *(Fact(asked, (period,)) for asked, period in page.rounds()),
            Fact(words["languages"], languages or ("–",)),
        ),
        counts=tuple(_counts(page)),
        blocks=tuple(_blocks(page)),
    )


def kicker(page: Page) -> tuple[str, ...]:
    """Return what a report is, which edition, and of when."""
    words = page.words
    edition = () if page.edition is None else (words["edition"].format(number=page.edition),)
    return words["synthesis"], *edition, words["as_of"].format(date=page.day(page.snapshot.taken))


def citing(page: Page) -> Citing:
    """Return how a report is cited."""
    consultation, labels, leading = page.consultation, page.labels, page.snapshot.rounds[0].round
    title = labels.unit(consultation.title).text
    return Citing(
        title=f"{title} · {page.words['synthesis']}" + (f" · {page.words['preview']}" if page.preview else ""),
        creator=labels.unit(consultation.group).text,
        date=page.snapshot.taken.date().isoformat(),
        identifier="" if page.edition is None else f"{leading.id}/{page.edition}",
        licence=consultation.licence,
        description=labels.unit(consultation.summary).text,
        keywords=tuple(one.text for one in page.ground.keywords()),
    )


def notices(page: Page) -> Iterator[Paragraph]:
    """Yield what a reader must know before anything else."""
    if page.preview:
        yield Paragraph((Strong(f"{page.words['preview']}."), " ", page.words["preview_notice"]), Role.NOTICE)


def _counts(page: Page) -> Iterator[Fact]:
    """Yield the four counts, which are never merged."""
    words, counts, everything = page.words, page.findings.counts, page.findings.everything
    yield Fact(words["respondents"], _count(page, counts.respondents, everything), words["count_respondents"])
    yield Fact(words["answers"], _count(page, counts.answers, everything), page.answers())
    yield Fact(words["messages"], _count(page, counts.messages, everything), page.messages())
    identities = Link(page.grammar.number(counts.identities), "limits")
    yield Fact(words["identities"], (identities,), words["count_identities"])


def _count(page: Page, count: int, everything: Evidence) -> Line:
    return (Figure(page.grammar.number(count), count, count, everything),)


def _blocks(page: Page) -> Iterator[Block]:
    words = page.words
    yield from notices(page)
    yield Paragraph(said(page.telling.lead()), Role.LEAD)
    yield at_a_glance(page)
    yield from nonempty(
        _headed(words["not_heard"], said(page.telling.absences())),
        _headed(words["missing"], row(_missing(page), " ")),
    )
    if page.findings.by_hand:
        yield Paragraph((words["lead_measures"],), Role.NOTE)
    if not page.translated:
        untranslated = words["untranslated"].format(language=page.labels.language(page.language))
        yield Paragraph((untranslated,), Role.NOTE)


def _headed(heading: str, line: Line) -> Paragraph:
    before: tuple[Inline, ...] = (Strong(heading), " ") if line else ()
    return Paragraph((*before, *line), Role.ABSENT)


def _missing(page: Page) -> Iterator[Line]:
    """Yield what this report cannot say."""
    findings = page.findings
    if findings.counts.answers:
        yield next(page.telling.untagged()).parts
    if findings.drafts and not findings.asked:
        yield (page.words["not_asked_any"],)
    if not page.qualities():
        yield (page.words["quality_none_short"],)
    if findings.drafts:
        yield (" ".join(page.closing.drafts()),)
    yield from ((limit,) for limit in page.method.small())
