"""Columns and cells of the tables beside charts. Imports only consultation."""

from reports.document import Column, Inline
from reports.evidence import Evidence
from reports.labels import Labels
from reports.sentences import Figure


def named(heading: Inline) -> Column:
    """Return a column of texts."""
    return Column((heading,))


def counted(*heading: Inline) -> Column:
    """Return a column of numbers."""
    return Column(heading, number=True)


def respondents(evidence: Evidence, of: int, labels: Labels) -> Figure:
    """Return the number of respondents behind ``evidence``."""
    return Figure(labels.grammar.number(evidence.respondents), evidence.respondents, of, evidence)


def answers(evidence: Evidence, of: int, labels: Labels) -> Figure:
    """Return the number of answers behind ``evidence``."""
    return Figure(labels.grammar.number(evidence.answers), evidence.answers, of, evidence)


def number(count: int | None, labels: Labels) -> str:
    """Return a number that leads to no statement; None is masked."""
    return labels.grammar.words["masked"] if count is None else labels.grammar.number(count)
