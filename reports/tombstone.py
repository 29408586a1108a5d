"""What stands where an edition stood that is no longer shown. Imports consultation and markupsafe.

It says that it is gone, how often what happened, and which edition is current: no word of what stood there.
"""

from collections.abc import Mapping

from markupsafe import escape

from consultation.editions import Edition
from reports.difference_text import causes_told
from reports.languages import direction
from reports.sentences import Grammar

NOTE = "tombstone.md"
PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark }}
body {{ max-width: 40rem; margin: 4rem auto; padding: 0 1rem; font: 1.1rem/1.6 system-ui, sans-serif }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
{paragraphs}
</main>
</body>
</html>
"""


def tombstone(edition: Edition, current: Edition | None, grammar: Grammar) -> Mapping[str, str]:
    """Return the files that stand in an edition's place: a note, and where it had a page, a page at its address."""
    words, number = grammar.words, str(edition.number)
    title = words["tombstone"].format(number=number)
    causes = causes_told(edition.causes, edition.number, grammar)
    now = words["tombstone_current"].format(number=current.number) if current else words["tombstone_none"]
    said = [words["tombstone_why"], *causes, now]
    note = "\n\n".join((f"# {title}", *said)) + "\n"
    if "html" not in edition.formats:
        return {NOTE: note}
    lines = [f"<p>{escape(line)}</p>" for line in said]
    if current and "html" in current.formats:
        lines[-1] = f'<p><a href="../{current.number}/report.html">{escape(now)}</a></p>'
    language = grammar.language
    paragraphs = "\n".join(lines)
    page = PAGE.format(language=language, direction=direction(language), title=escape(title), paragraphs=paragraphs)
    return {NOTE: note, "report.html": page}
