"""A chart as a PNG picture, for a chat. Drawn by Typst in a process of its own, with our letters alone."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from consultation.errors import NotMade
from reports.charts.lettering import NARROWEST
from reports.charts.writing import sized
from reports.formats import typesetting
from reports.formats.pdf_file import FONTS

PAGE = f"""#set page(width: {NARROWEST + 40}pt, height: auto, margin: 20pt)
#image("drawing.svg", width: 100%)
"""


def png(svg: str, *, title: str) -> bytes:
    """Return a drawing on white, twice as wide as a telephone; raise `NotMade`, which says ``title``."""
    with TemporaryDirectory(prefix="palabre-png-") as folder:
        room = Path(folder)
        (room / "report.typ").write_text(PAGE, encoding="utf-8")
        (room / "drawing.svg").write_text(sized(svg, NARROWEST), encoding="utf-8")
        drawn = room / "drawing.png"
        done = subprocess.run(  # noqa: S603 - our own script, and paths
            [sys.executable, "-I", typesetting.__file__, folder, str(FONTS), str(drawn)],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise NotMade(f"the picture of {title} could not be drawn: {done.stderr.strip()}")
        return drawn.read_bytes()
