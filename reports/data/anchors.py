"""The columns that lead from a number to the statements behind it."""

from reports.evidence import Evidence

EVIDENCE = (
    "Its name in the tables numbers and evidence; empty where nothing stands behind it",
    "Son nom dans les tableaux numbers et evidence\u00a0; vide s’il n’y a rien derrière lui",
)
CODED_EVIDENCE = (
    "The same for what people found; empty where that is nothing",
    "De même pour ce que des personnes ont trouvé\u00a0; vide si rien",
)


def anchor(found: Evidence | None) -> str | None:
    """Return the name of a number behind which anything stands."""
    return found.anchor if found and (found.answers or found.respondents) else None
