"""How a report was made, how good its tags are, what it left out, and what it cannot show. Imports consultation."""

from collections.abc import Iterator
from functools import partial

from reports.by_hand import ByHand
from reports.chapters.pieces import bulleted, numbers, plain, text
from reports.document import Block, Chapter, Items, Paragraph, Part, Role, Table
from reports.page import Page
from reports.quality_text import QualityText


def chapter(page: Page) -> Chapter:
    """Return the chapter on method and limits."""
    return Chapter("method", (page.words["method"],), partial(_blocks, page))


def _blocks(page: Page) -> Iterator[Block]:
    words, consultation = page.words, page.consultation
    yield Part((words["codebook"],), tuple(_codebook(page)))
    yield Part((words["quality"],), tuple(_quality(page)))
    yield Part((words["by_hand"],), tuple(_by_hand(page)))
    private = f"{words['private']} {page.private()}"
    yield Part((words["quotes"],), (Paragraph((words["quotes_how"],)), Paragraph((private,))))
    yield Part((words["alike_method"],), tuple(Paragraph((line,)) for line in page.method.grouping()))
    yield Part((words["echoes"],), tuple(Paragraph((line,)) for line in page.closing.disputes()), "echoes")
    if looked := tuple(page.method.looked()):
        yield Part((words["looked_title"],), (Paragraph((" ".join(looked),)),))
    yield Part((words["who_allowed"],), _listed(page.method.allowed()))
    yield Part((words["left_out"],), _listed(page.method.left_out()))
    yield Part((words["limits"],), _listed(page.method.limits()), "limits")
    yield Part((words["next"],), (text(page, consultation.next_steps),))
    licence = Paragraph((consultation.licence,))
    yield Part((words["attribution"],), (text(page, consultation.attribution), licence))


def _listed(lines: Iterator[str]) -> tuple[Block, ...]:
    found = bulleted(lines)
    return (Items(found),) if found else ()


def _codebook(page: Page) -> Iterator[Block]:
    words = page.words
    yield Paragraph((" ".join(page.method.codebook()),))
    yield Table(
        (words["tags_by_source"],),
        (*plain(words["source"]), *numbers(words["tags"], words["share"])),
        tuple(
            ((words[f"source_{source}"],), (page.grammar.number(count),), (share,))
            for source, count, share in page.method.tags_by_source()
        ),
        titled=True,
    )


def _quality(page: Page) -> Iterator[Block]:
    """Yield what people who coded a sample blind say of the tags, for each round where they did."""
    found = page.qualities()
    if not found:
        yield Paragraph((page.words["quality_none"],))
    for one in found:
        yield Paragraph((" ".join(one.sample()),))
        yield _rows(page, one)
        yield Paragraph((" ".join(one.meaning()),))


def _rows(page: Page, one: QualityText) -> Table:
    words = page.words
    return Table(
        (f"{words['quality']}: {one.title}",),
        (*plain(""), *numbers(words["quality_coded"], words["quality_heard"], words["alpha"], words["f1"])),
        tuple(((row.name,), (row.coded,), (row.heard,), (row.alpha,), (row.f1,)) for row in one.rows()),
        titled=len(page.snapshot.rounds) > 1,
        wide=True,
    )


def _by_hand(page: Page) -> Iterator[Block]:
    found = page.findings.by_hand
    if found is None:
        yield Paragraph((page.words["by_hand_none"],))
        return
    intro = page.grammar.counted("by_hand_intro", found.agreement.answers)
    yield Paragraph((f"{intro} {page.words['by_hand_formula']}",))
    yield _scores(page)
    if found.by_language:
        yield _by_language(page, found)
        yield Paragraph((page.words["by_hand_languages_masked"],), Role.NOTE)


def _scores(page: Page) -> Table:
    words, grammar = page.words, page.grammar
    return Table(
        (words["by_hand"],),
        (*plain(""), *numbers(words["precision"], words["recall"], words["f1"], words["coded"])),
        tuple(
            (
                (name,),
                *((grammar.ratio(figure),) for figure in (score.precision, score.recall, score.f1)),
                (grammar.number(score.support),),
            )
            for name, score in page.method.scores()
        ),
    )


def _by_language(page: Page, found: ByHand) -> Table:
    words, grammar = page.words, page.grammar
    figures = [f"{words[mean]} {words['f1']}" for mean in ("micro", "macro")]
    return Table(
        (words["by_hand_language"],),
        (*plain(words["answer_language"]), *numbers(words["answers"], *figures)),
        tuple(
            (
                (page.labels.language(code),),
                (grammar.number(one.answers),),
                (grammar.ratio(one.micro.f1),),
                (grammar.ratio(one.macro.f1),),
            )
            for code, one in found.by_language
        ),
        titled=True,
    )
