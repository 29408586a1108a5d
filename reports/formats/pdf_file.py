"""The report as PDF/UA-1, set by Typst. Imports consultation; Typst itself runs in a process of its own.

A PDF is held in memory whole while it is set, about 75 kB for each paragraph and twice that for each statement: a long
report is cut into volumes, which are set one after the other.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from consultation.errors import NotMade
from reports.document import Document
from reports.formats import typesetting
from reports.formats.boxes import boxes
from reports.formats.typst_nodes import Node, Nodes
from reports.formats.volumes import anchors_of, volumes

FONTS = Path(__file__).parents[1] / "fonts"
TEMPLATE = Path(__file__).parents[1] / "templates" / "typst" / "report.typ"

MOST = 12_000
"""How much one file may hold, in paragraphs: some hundred pages with all their links, set in less than 1 GB."""


def write(document: Document, path: Path, *, most: int = MOST) -> list[Path]:
    """Write ``document`` to ``path`` and return its further volumes (``report-2.pdf``, …), which few reports have.

    The same document gives the same bytes on every machine: its date is the edition's and its letters are our own.
    Raises `NotMade` where the typesetter gives up.
    """
    with TemporaryDirectory(dir=path.parent, prefix=".pdf-") as folder:
        room = Path(folder)
        shutil.copy(TEMPLATE, room / "report.typ")
        (room / "boxes.ttf").write_bytes(boxes())
        targets = _fill(room, document, path, most)
        for number, target in enumerate(targets, start=1):
            (room / f"{number}.json").replace(room / "content.json")
            _typeset(room, target)
    return targets[1:]


def _fill(room: Path, document: Document, path: Path, most: float) -> list[Path]:
    """Write what each volume holds, and where every anchor is, into ``room``; return the files they shall become."""
    nodes = Nodes(document)
    about, opening = nodes.about(), nodes.opening()
    anchors, targets = dict.fromkeys(anchors_of(opening["blocks"]), 1), []
    for number, held in enumerate(_volumes(document, nodes, most), start=1):
        anchors |= dict.fromkeys(anchors_of(held), number)
        targets.append(path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}"))
        front = opening if number == 1 else None
        _keep(room / f"{number}.json", {"about": about, "volume": number, "opening": front, "blocks": held})
    _keep(room / "places.json", {"files": [target.name for target in targets], "anchors": anchors})
    return targets


def _volumes(document: Document, nodes: Nodes, most: float) -> Iterator[list[Node]]:
    """Yield one volume with all its links where one is enough, else as many as it takes."""
    tried = list(islice(volumes(nodes.chapters(), most, linked=True), 2))
    return iter(tried) if len(tried) == 1 else volumes(Nodes(document).chapters(), most, linked=False)


def _keep(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _typeset(room: Path, target: Path) -> None:
    arguments = [str(room), str(FONTS), str(target)]
    done = subprocess.run(  # noqa: S603 - our own script, and paths
        [sys.executable, "-I", typesetting.__file__, *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        why = done.stderr.strip() or f"the typesetter was stopped by signal {-done.returncode}; is there enough memory?"
        raise NotMade(f"{target.name} could not be typeset: {why}")
