"""The dictionary of the data: a row for each column of each table. Imports only consultation."""

from collections.abc import Iterator

from reports.data.model import Type
from reports.data.tables import TABLES

DICTIONARY = ("table", "column", "type", "unit", "optional", "choices", "description_en", "description_fr")
"""The columns of the dictionary."""

TYPES = {
    Type.TEXT: ("text", "texte"),
    Type.COUNT: ("a whole number, 0 or more", "un nombre entier, 0 ou plus"),
    Type.SHARE: ("a number from 0 to 1, four decimals", "un nombre de 0 à 1, quatre décimales"),
    Type.FIGURE: ("a number, four decimals", "un nombre, quatre décimales"),
    Type.DAY: ("a day, in the consultation's time zone", "un jour, dans le fuseau horaire de la consultation"),
    Type.FLAG: ("true or false", "vrai (true) ou faux (false)"),
    Type.LIST: (
        "several words; in a cell, “; ” between them",
        "plusieurs mots\u00a0; dans une cellule, « ; » entre eux",
    ),
}
"""What each type is, in English and in French."""

CSV = (
    (
        "In CSV only: a text that begins with an apostrophe has one more, and so has one that a spreadsheet would take"
        " for a formula (it begins with =, +, -, @, a tab or a line end). Take off the first to have it as written"
    ),
    (
        "Dans le CSV seulement\u00a0: un texte qui commence par une apostrophe en a une de plus, et de même celui qu’un"
        " tableur prendrait pour une formule (il commence par =, +, -, @, une tabulation ou une fin de ligne). Sans"
        " la première, il est tel qu’écrit"
    ),
)
XLSX = (
    (
        "In XLSX only: a text longer than a cell holds (32,767 characters) continues in the cells after the row's last;"
        " a table of more than 1,048,575 rows continues on a further sheet"
    ),
    (
        "Dans le XLSX seulement\u00a0: un texte plus long qu’une cellule (32\u202f767 caractères) continue dans les"
        " cellules après la dernière de la ligne\u00a0; un tableau de plus de 1\u202f048\u202f575 lignes, sur une"
        " feuille de plus"
    ),
)


def dictionary() -> Iterator[tuple[str, ...]]:
    """Yield the rows: tables and types first, with no column, then columns; as texts, the same for every report."""
    for table in TABLES:
        yield (table.name, "", "", "", "", "", table.english, table.french)
        for column in table.columns:
            optional, choices = "optional" if column.optional else "", "; ".join(column.choices)
            described = (column.unit, optional, choices, column.english, column.french)
            yield (table.name, column.name, column.type.value, *described)
    for kind, words in TYPES.items():
        yield ("", "", kind.value, "", "", "", *words)
    for words in (CSV, XLSX):
        yield ("", "", "", "", "", "", *words)
