"""Reading drafts from a file that a facilitator has: YAML, CSV or wikitext. Imports the core and ours.

Each is brought into the form of drafts.yaml and read by it, so that the same is checked, by line.
"""

from pathlib import Path

from config.drafts.form import DraftForm
from config.drafts.tables import written_in_csv
from config.drafts.wikitext import written_in_wikitext
from config.reading.files import open_yaml, read_text
from config.reading.places import Place
from config.reading.problems import Problems
from config.reading.units import Units
from consultation.errors import InvalidInput
from consultation.guide import Consultation, Draft

YAML = (".yaml", ".yml")
CSV = (".csv",)
WIKITEXT = (".wikitext", ".wiki", ".mediawiki", ".txt")


def read_drafts(path: Path, consultation: Consultation, *, version: str = "", language: str = "") -> tuple[Draft, ...]:
    """Return the drafts in ``path``; raise `InvalidFiles` with all its problems.

    Where a CSV or wikitext file does not say them, ``version`` names the list and ``language`` the texts' language (the
    original, by default). What a draft does not say of its kind, status and lineage is as in the present version
    of the same id, from which it then is kept; the status of a new draft is that of the others.
    """
    problems = Problems()
    languages = consultation.languages
    top = _open(path, problems, version=version, language=language or languages[0])
    drafts = DraftForm(Units(languages, {}), consultation.drafts).read(top)
    problems.finish()
    return drafts


def _open(path: Path, problems: Problems, *, version: str, language: str) -> Place:
    suffix = path.suffix.lower()
    if suffix in YAML:
        return open_yaml(path, problems, root="drafts")
    if suffix not in CSV + WIKITEXT:
        known = ", ".join(YAML + CSV + WIKITEXT)
        raise InvalidInput(f"drafts are read from a file in {known}", where=path.name)
    read = written_in_csv if suffix in CSV else written_in_wikitext
    text = read_text(path, problems)
    written = read(text, problems, file=path.name, version=version, language=language) if text.strip() else None
    return Place(problems, file=path.name, path="drafts", written=written)
