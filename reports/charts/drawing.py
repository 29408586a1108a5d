"""What a chart is drawn with: marks as data, placed before anything is written. Imports the standard library only.

Across, places and lengths are percent of the width there is; down, pixels: the same drawing fits a telephone, a desk
and a page of print without its letters growing or shrinking. Everything is placed from left to right first; `mirrored`
turns a drawing over for a language that is written from right to left.

Each mark has an `Ink`: a class by which a page chooses a colour, and a colour of its own, fit for print.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise
from typing import Literal

Anchor = Literal["start", "middle", "end"]


class Ink(Enum):
    """A colour: ``style`` is the class that a page may give another one, ``colour`` the one for print.

    The colours are told apart by who sees no red or no green, and by their lightness in grey; the two light sides are
    hatched besides.
    """

    INK = "ink", "#23272b"
    SOFT = "soft", "#5a616a"
    ON_DARK = "on-dark", "#ffffff"
    PAPER = "paper", "#ffffff"
    LINE = "line", "#ddd7ca"
    TRACK = "track", "#eeeae0"
    BAR = "bar", "#3c7f8b"
    HEAT = "heat", "#3c7f8b"
    BAND = "band", "#3c7f8b"
    CHANCE = "chance", "#b9cfd3"
    SUPPORT = "side-support", "#2a6f97"
    STUDY = "side-study", "#2a6f97"
    CHANGES = "side-changes", "#9cc3d8"
    OPPOSE = "side-oppose", "#b4531f"
    NOT_NOW = "side-not-now", "#b4531f"
    NONE = "side-none", "#e3dfd5"

    def __init__(self, style: str, colour: str) -> None:
        self.style = style
        self.colour = colour


class Hatch(Enum):
    """A pattern that is laid over a box, ``dotted`` or in leaning stripes.

    ``style`` is a name that class and id are made of, ``size`` the side of the square that repeats, in pixels.
    """

    CHANGES = "changes", "#4d86a6", "stripes", 7
    NONE = "none", "#a09a8c", "dots", 6
    MASKED = "masked", "#a09a8c", "stripes", 5

    def __init__(self, style: str, colour: str, form: str, size: int) -> None:
        self.style = style
        self.colour = colour
        self.dotted = form == "dots"
        self.size = size


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, as long as a share of the width; ``strength`` is its opacity, 0 to 1."""

    x: float
    y: float
    length: float
    height: float
    ink: Ink
    hatch: Hatch | None = None
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """An upright line, ``thickness`` pixels thick, that begins at ``x``, or ends there where it is drawn ``back``."""

    x: float
    y: float
    height: float
    ink: Ink
    thickness: float = 1.0
    back: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle around ``x`` and ``y``; ``radius`` in pixels."""

    x: float
    y: float
    radius: float
    ink: Ink


@dataclass(frozen=True, slots=True)
class Swatch:
    """A small square that shows a colour beside its name, ``shift`` pixels further on than ``x``."""

    x: float
    y: float
    ink: Ink
    hatch: Hatch | None = None
    shift: float = 0.0
    size: int = 12


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text on a baseline, ``shift`` pixels further on than ``x``; ``language`` "" is not known.

    Upright text reads from bottom to top. ``halo`` is drawn around letters that stand on a pattern.
    """

    x: float
    y: float
    text: str
    language: str
    anchor: Anchor = "start"
    ink: Ink = Ink.INK
    shift: float = 0.0
    small: bool = False
    strong: bool = False
    upright: bool = False
    halo: Ink | None = None


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A band from one height to another: where it begins and ends, and how thick it is, in pixels."""

    begins: float
    ends: float
    thickness: float
    strength: float


@dataclass(frozen=True, slots=True)
class Ribbons:
    """Bands over the same stretch of the width, ``height`` pixels high in all; ``turned`` where they run backwards."""

    x: float
    length: float
    height: float
    ribbons: tuple[Ribbon, ...]
    ink: Ink
    turned: bool = False


Shape = Box | Stroke | Dot | Swatch | Words | Ribbons

OPPOSITE: dict[Anchor, Anchor] = {"start": "end", "middle": "middle", "end": "start"}


@dataclass(frozen=True, slots=True)
class Drawing:
    """Marks in the order in which they are drawn, in ``height`` pixels."""

    height: float
    shapes: tuple[Shape, ...]

    def hatches(self) -> Iterator[Hatch]:
        """Yield the patterns that it needs."""
        used = {one.hatch for one in self.shapes if isinstance(one, Box | Swatch)}
        return (hatch for hatch in Hatch if hatch in used)


def mirrored(drawing: Drawing) -> Drawing:
    """Return a drawing turned over: what began on the left begins on the right."""
    return replace(drawing, shapes=tuple(_turned(shape) for shape in drawing.shapes))


def _turned(shape: Shape) -> Shape:
    match shape:
        case Box(x=x, length=length):
            return replace(shape, x=_away(x + length))
        case Ribbons(x=x, length=length):
            return replace(shape, x=_away(x + length), turned=not shape.turned)
        case Words():
            return replace(shape, x=_away(shape.x), anchor=OPPOSITE[shape.anchor], shift=-shape.shift)
        case Swatch():
            return replace(shape, x=_away(shape.x), shift=-shape.shift - shape.size)
        case Stroke():
            return replace(shape, x=_away(shape.x), back=not shape.back)
        case Dot():
            return replace(shape, x=_away(shape.x))


def _away(x: float) -> float:
    return round(100 - x, 3)


def parted(counts: Sequence[int]) -> list[tuple[float, float]]:
    """Return where each part of a whole begins, and its length: together they are the full width, to the last digit."""
    whole, before, ends = sum(counts), 0, [0.0]
    for count in counts:
        before += count
        ends.append(percent(before, whole))
    return [(start, round(end - start, 3)) for start, end in pairwise(ends)]


def percent(part: float, whole: float) -> float:
    """Return a share of the width."""
    return round(100 * part / whole, 3) if whole else 0.0
