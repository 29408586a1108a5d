"""How a round goes, as a picture."""

import struct
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from consultation.errors import NotMade
from consultation.going import Going, Status
from consultation.progress import NOTHING_SAID, Progress, Reach
from consultation.rounds import Kind, Round
from reports.charts.standing import standing
from reports.formats.png_file import png
from tests.reports.charts.lively import ISOLATES, NAMESPACE, labels_of, lively
from tests.storage.samples import NOW

LABELS = labels_of(lively())
ROUND = Round("partnerships-1", "CODE", "partnerships", Kind.QUESTIONS, NOW, guide="guiding")
GROUPS = {
    "language": (Reach("en", 20, 10, 40), Reach("fr", None, None)),
    "source": (Reach("", 12, None), Reach("pump", 8, None)),
    "region": (Reach("north", 10, 3), Reach("east", 0, 0, 10)),
}
REACHED = Progress(40, 22, 12.5, {"capacity": 9, NOTHING_SAID: 6, "": 3}, GROUPS, (), 38)


def going(reached: Progress = REACHED) -> Going:
    return Going(Status(ROUND, 38, 60, 90, 40, 22, 0, 0, 0, {}, {}), reached)


def texts(svg: str) -> list[str]:
    found = ElementTree.fromstring(svg).iter(f"{NAMESPACE}text")  # noqa: S314 (our own)
    return [(one.text or "").strip(ISOLATES) for one in found]


def test_all_that_is_told_is_drawn_in_order() -> None:
    assert texts(standing(going(), LABELS)) == [
        *("The way through the round", "Respondents", "38", "Agreed to take part", "40", "Came to the end", "22"),
        *("Where people stopped", "Help", "9", "after agreeing", "6", "Said freely", "3"),
        *("Language of the interview", "English", "20 of 40", "French", "masked"),
        *("Source", "by no link of a source", "12", "pump", "8"),
        *("Region", "North", "10", "East", "nobody, of 10"),
    ]


def test_what_is_not_there_is_not_drawn() -> None:
    bare = replace(REACHED, stopped={}, groups={"source": (), "language": (Reach("en", 0, 0),)})
    told = texts(standing(going(bare), LABELS))
    assert "Where people stopped" not in told
    assert "Source" not in told
    assert told[-2:] == ["English", "nobody"]


def test_it_becomes_a_picture_of_a_telephones_width() -> None:
    drawn = png(standing(going(), LABELS), title="partnerships-1")
    assert drawn.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", drawn[16:24])
    assert width == 760
    assert height > width
    assert png(standing(going(), LABELS), title="partnerships-1") == drawn


def test_what_cannot_be_drawn_is_said() -> None:
    with pytest.raises(NotMade, match=r"^the picture of partnerships-1 could not be drawn: "):
        png("<svg", title="partnerships-1")
