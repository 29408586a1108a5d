"""The themes of a codebook at a terminal: by number, by name, and what they mean. Imports the core and rich."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from config.coding.sheets import chain_of, definition
from consultation.guide import Consultation

if TYPE_CHECKING:
    from rich.table import Table

WIDTH = 88


def label(consultation: Consultation, theme_id: str) -> str:
    """Return what a theme is called, its id where the codebook has it no more."""
    theme = consultation.codebook.theme(theme_id)
    return theme.label(chain_of(consultation)) if theme else theme_id


def named(consultation: Consultation, themes: Sequence[str]) -> str:
    """Return the names of themes in a line."""
    return ", ".join(label(consultation, theme) for theme in themes) or "no theme"


def numbered(consultation: Consultation) -> Iterator[str]:
    """Yield the themes by number, read down in two columns."""
    names = [f"{number:3}  {label(consultation, one.id)}" for number, one in enumerate(consultation.codebook.themes, 1)]
    rows = -(-len(names) // 2)
    for left, right in zip(names[:rows], [*names[rows:], ""], strict=False):
        yield f"{left:{WIDTH // 2}}{right}".rstrip()


def explained(consultation: Consultation) -> "Table":
    """Return what each theme is about, as a table."""
    from rich.table import Table

    lines = Table.grid(padding=(0, 2, 0, 0))
    lines.add_column(justify="right", min_width=3)
    for number, theme in enumerate(consultation.codebook.themes, 1):
        lines.add_row(str(number), label(consultation, theme.id), definition(theme, chain_of(consultation)))
    return lines
