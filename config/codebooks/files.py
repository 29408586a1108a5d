"""A codebook from a file of another program, and into one: CSV, XLSX, REFI-QDA. Imports the core and ours."""

from pathlib import Path

from config.answers.tables import csv_cells, xlsx_cells
from config.codebooks.form import CodebookForm
from config.codebooks.qdc import codebook_qdc, read_qdc
from config.codebooks.sheets import csv_bytes, xlsx_bytes
from config.codebooks.tables import COLUMNS, table_themes
from config.codebooks.writing import codebook_yaml
from config.reading.places import Place
from config.reading.problems import Problems
from config.reading.written import Keyed, Many, Text
from consultation.codebook import Codebook
from consultation.errors import InvalidInput

XLSX = (".xlsx", ".xlsm")
WRITERS = {
    ".yaml": lambda codebook: codebook_yaml(codebook).encode(),
    ".csv": csv_bytes,
    ".xlsx": xlsx_bytes,
    ".qdc": codebook_qdc,
}
"""What makes the bytes of a file, by the end of its name."""


def import_codebook(path: Path, *, version: int, language: str) -> Codebook:
    """Return the codebook in a table or a REFI-QDA file; what says no language is in ``language``.

    Raises `InvalidInput` where the file as a whole cannot be read, `InvalidFiles` with all problems of its themes.
    """
    problems = Problems()
    problems.rank(path.name)
    themes = _themes(path, language, problems)
    written = Keyed(1, (("version", Text(1, str(version))), ("themes", themes)))
    codebook = CodebookForm().read(Place(problems, file=path.name, written=written))
    problems.finish()
    return codebook


def _themes(path: Path, language: str, problems: Problems) -> Many:
    suffix, file = path.suffix.lower(), path.name
    if suffix not in (".csv", *XLSX, ".qdc"):
        raise InvalidInput("a codebook is imported from a file in .csv, .xlsx or .qdc", where=str(path))
    if suffix in XLSX:
        rows = xlsx_cells(path, wanted="id", file=file)
        return table_themes(rows, file=file, language=language, problems=problems)
    data = path.read_bytes()
    if suffix == ".qdc":
        return read_qdc(data, file=file, language=language, problems=problems)
    return table_themes(csv_cells(data, COLUMNS, file=file), file=file, language=language, problems=problems)


def export_codebook(codebook: Codebook, path: Path) -> None:
    """Write a codebook in the format that the name of the file says."""
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise InvalidInput(f"a codebook is exported to a file in {', '.join(WRITERS)}", where=str(path))
    path.write_bytes(writer(codebook))
