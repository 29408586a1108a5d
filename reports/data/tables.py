"""All tables of the data, in the order in which a reader meets them."""

from typing import Any

from reports.data.closing import DISPUTES
from reports.data.drafts import DRAFTS, POSITIONS, SILENT_GROUPS
from reports.data.editions import COUNTS, EDITION, ROUNDS
from reports.data.groups import COVERAGE, CUT
from reports.data.likeness import ALIKE, MINORITIES
from reports.data.method import METHOD, TAG_SOURCES
from reports.data.model import Table
from reports.data.numbers import EVIDENCE, NUMBERS
from reports.data.omissions import AUDIT, OMISSIONS
from reports.data.partners import PARTNERS
from reports.data.quality import AGREEMENT, QUALITY, THEME_AGREEMENT, THEME_QUALITY
from reports.data.questions import QUESTIONS
from reports.data.statements import QUOTES, STATEMENTS, TAGS
from reports.data.themes import THEME_PLACES, THEMES, UNTAGGED
from reports.data.timeline import TIMELINE

TABLES: tuple[Table[Any], ...] = (
    EDITION,
    COUNTS,
    ROUNDS,
    DRAFTS,
    POSITIONS,
    SILENT_GROUPS,
    THEMES,
    THEME_PLACES,
    QUESTIONS,
    UNTAGGED,
    ALIKE,
    MINORITIES,
    COVERAGE,
    CUT,
    TIMELINE,
    PARTNERS,
    QUOTES,
    AUDIT,
    OMISSIONS,
    STATEMENTS,
    TAGS,
    NUMBERS,
    EVIDENCE,
    METHOD,
    DISPUTES,
    TAG_SOURCES,
    AGREEMENT,
    THEME_AGREEMENT,
    QUALITY,
    THEME_QUALITY,
)
"""The statements are the one that a file with a single table holds."""
