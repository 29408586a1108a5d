"""A report as a REFI-QDA project (.qdpx), which programs for qualitative analysis open. Imports only consultation.

A zip with ``project.qde`` (`qda_project`) and, in ``sources/``, a plain text in UTF-8 for each statement, byte for byte
as it is shown: without a byte order mark and with its own line ends, so that positions count the same everywhere.
"""

from io import TextIOWrapper
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reports.formats.qda_project import project, source_name
from reports.page import Page

EPOCH = (1980, 1, 1, 0, 0, 0)
"""When everything in the zip was made: the first moment that a zip can hold."""

UNIX = 3
READABLE = 0o644 << 16


def write(page: Page, path: Path) -> list[Path]:
    """Write the project to ``path`` and return that."""
    with ZipFile(path, "w", ZIP_DEFLATED) as zipped:
        with TextIOWrapper(zipped.open(_member("project.qde"), "w"), encoding="utf-8", newline="\n") as file:
            file.writelines(project(page))
        for one in page.statements():
            zipped.writestr(_member(f"sources/{source_name(one.id)}"), one.words.encode())
    return [path]


def _member(name: str) -> ZipInfo:
    """Return what the zip says of a file: the same on every machine and at every time."""
    member = ZipInfo(name, EPOCH)
    member.compress_type, member.create_system, member.external_attr = ZIP_DEFLATED, UNIX, READABLE
    return member
