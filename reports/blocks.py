"""The evidence of a report: one block per number, which lists the statements behind it. Imports only consultation.

Every `Evidence` that a sentence or table names has exactly one block, found by its anchor. A theme's statements are
listed by place, so that the number of those who raised it on one question has its block too. In all, a statement is
listed once under its place, once under each of its themes, heard or coded, once under the position it gives reasons
for; and once more per draft and theme in its group of like words, or among those in none.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from consultation.guide import Shown
from reports.asks import Asks
from reports.by_hand import ByHand
from reports.draft_findings import DraftFinding
from reports.evidence import Evidence
from reports.findings import Findings
from reports.labels import Labels
from reports.statements import Place


@dataclass(frozen=True, slots=True)
class Block:
    """What stands behind one number. ``kind`` says what ``title`` is; ``parts`` are blocks of its own statements.

    ``listed`` is False where the parts list all the statements already.
    """

    kind: str
    title: Shown
    evidence: Evidence
    parts: tuple["Block", ...] = ()
    listed: bool = True


def blocks(findings: Findings, labels: Labels) -> Iterator[Block]:
    """Yield the blocks in the order of the report's chapters."""
    words = labels.grammar.words
    for draft in findings.drafts:
        yield _draft(draft, labels)
    for theme in findings.themes:
        yield _theme("theme", theme.theme, theme.evidence, theme.places, labels)
        if theme.coded and theme.coded.answers:
            yield _theme("theme_coded", theme.theme, theme.coded, theme.coded_at, labels)
    for question in findings.questions:
        yield Block(words["question"], labels.place(question.place), question.evidence)
    yield _untagged(findings, labels)
    for asks in findings.alike:
        yield _alike(asks, labels)
    for far in findings.minorities.apart:
        yield Block(words["minorities_apart"], labels.subject(far.subject), far.evidence)
    if findings.by_hand:
        yield from _by_hand(findings.by_hand, labels)
    yield Block("", labels.own(words["quoted"]), findings.omissions.quoted)


def _untagged(findings: Findings, labels: Labels) -> Block:
    words, found = labels.grammar.words, findings.emerging
    proposals = (Block("", labels.own(words["proposal"].format(id=one.id)), one.evidence) for one in found.proposals)
    parts = (
        Block("", labels.own(words["non_answers"]), found.non_answers),
        *proposals,
        Block("", labels.own(words["alone"]), found.alone),
    )
    return Block("", labels.own(words["untagged"]), findings.untagged, parts, listed=False)


def _alike(found: Asks, labels: Labels) -> Block:
    words = labels.grammar.words
    groups = (
        Block("", labels.own(words["alike_group"].format(number=one.number)), one.evidence) for one in found.groups
    )
    rest = Block("", labels.own(words["alike_rest"]), found.rest)
    kind = words[f"alike_{found.subject.speaking.value}"]
    return Block(kind, labels.subject(found.subject), found.everything, (*groups, rest), listed=False)


def _by_hand(found: ByHand, labels: Labels) -> Iterator[Block]:
    words = labels.grammar.words
    yield Block("", labels.own(words["coded"]), found.everything)
    yield Block("", labels.own(words["untagged_coded"]), found.untagged)
    missed = tuple(Block("", labels.theme(theme), evidence) for theme, evidence in found.missed.items())
    yield Block("", labels.own(words["unheard"]), found.unheard, missed)


def _draft(found: DraftFinding, labels: Labels) -> Block:
    words = labels.grammar.words
    stance = found.stance.sides if found.stance else ()
    sides = [Block("", labels.own(words[f"side_{side.value}"]), evidence) for side, evidence in stance]
    research = found.draft.kind == "research"
    changes = labels.own(words["question_missing" if research else "changes_asked"])
    title = labels.unit(found.draft.title)
    parts = (*sides, Block("", changes, found.changes), *_read(found, labels))
    return Block(labels.draft_number(found.draft), title, found.said, parts)


def _read(found: DraftFinding, labels: Labels) -> Iterator[Block]:
    """Yield what reviewers read, and which of it they read as for or against."""
    words = labels.grammar.words
    if found.reading:
        yield Block("", labels.own(words["read"]), found.reading.read)
        for side, evidence in found.reading.sides:
            yield Block("", labels.own(words[f"read_{side.value}"]), evidence)


def _theme(
    kind: str, theme: str, evidence: Evidence, places: Iterable[tuple[Place, Evidence]], labels: Labels
) -> Block:
    parts = tuple(Block("", labels.place(place), there) for place, there in places)
    return Block(labels.grammar.words[kind], labels.theme(theme), evidence, parts, listed=False)
