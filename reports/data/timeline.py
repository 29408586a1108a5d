"""The table of when the answers came, as far as that may be shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.data.model import Table, count, day, flag, text
from reports.page import Page
from reports.timeline import Span, Unit


@dataclass(frozen=True, slots=True)
class When:
    """A span of the timeline, and how long each is."""

    unit: Unit
    span: Span


def _spans(page: Page) -> Iterator[When]:
    found = page.findings.timeline
    if found:
        yield from (When(found.unit, span) for span in found.spans)


TIMELINE: Table[When] = Table(
    "timeline",
    "How many answers came when; empty where too few did to show it. No statement says when it was written.",
    "Combien de réponses sont venues quand\u00a0; vide si trop peu. Aucune déclaration ne dit quand elle a été écrite.",
    _spans,
    (
        text(
            "unit",
            ("How long a span is", "La durée d’une période"),
            lambda _, one: one.unit.value,
            choices=[unit.value for unit in Unit],
        ),
        day("starts", ("Its first day", "Son premier jour"), lambda _, one: one.span.starts),
        flag(
            "masked",
            ("Whether the number is masked", "Si le nombre est masqué"),
            lambda _, one: one.span.answers is None,
        ),
        count(
            "answers",
            ("Answers first given in it; empty where masked", "Réponses données alors\u00a0; vide si masqué"),
            lambda _, one: one.span.answers,
            "answers",
            optional=True,
        ),
    ),
)
