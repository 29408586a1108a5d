"""Draws learning curves as an SVG picture, readable on light and dark pages. Imports the standard library."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Protocol

SHOWN = {
    "palabre, weights of other families": ("Palabre", "ours"),
    "cues alone": ("cues alone", "cues"),
    "one linear model per theme": ("a linear model per theme", "linear"),
    "spaCy textcat_multilabel": ("spaCy textcat", "spacy"),
}
"""Methods with their names and classes in the picture."""

FROM = 200
"""Sets of fewer answers are in the table alone: half a curve says little."""

_WIDTH, _HEIGHT = 420, 240  # of a panel
_LEFT, _TOP, _ACROSS, _DOWN = 48, 96, 500, 320  # where the first one begins, and from one to the next
_HIGHEST = 0.8
_STYLE = """
svg { background: #fcfbf8; font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; }
text { fill: #5a616a; } .title { fill: #23272b; font-size: 21px; font-weight: 600; }
.panel { fill: #23272b; font-weight: 600; font-size: 14px; } .grid { stroke: #ddd7ca; stroke-width: 1; }
.line { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
.ours { stroke: #0b5a66; stroke-width: 3.5; } .dot { fill: #0b5a66; } .value { fill: #0b5a66; font-weight: 600; }
.cues { stroke: #8a8577; stroke-dasharray: 2 5; stroke-width: 2.5; } .linear { stroke: #b4531f; }
.spacy { stroke: #7a5c99; stroke-dasharray: 8 4; }
@media (prefers-color-scheme: dark) {
svg { background: #15181b; } text { fill: #a9afb6; } .title, .panel { fill: #e7e3da; } .grid { stroke: #343a40; }
.ours { stroke: #84c9d2; } .dot, .value { fill: #84c9d2; } .cues { stroke: #a09a8c; } .linear { stroke: #e8935c; }
.spacy { stroke: #b99ad6; }
}
"""


class Point(Protocol):
    """What a picture needs of a point of a curve."""

    @property
    def set(self) -> str: ...
    @property
    def answers(self) -> int: ...
    @property
    def themes(self) -> int: ...
    @property
    def method(self) -> str: ...
    @property
    def examples(self) -> int: ...
    @property
    def micro_f1(self) -> float: ...
    @property
    def macro_f1(self) -> float: ...


def picture(points: Sequence[Point]) -> str:
    """Return the picture: a row of two panels for each set of `FROM` answers or more, F1 over pairs and by theme."""
    names = list(dict.fromkeys(point.set for point in points if point.answers >= FROM))
    width, height = _LEFT + 2 * _ACROSS - 20, _TOP + _DOWN * len(names) + 10
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-labelledby="t d">',
        '<title id="t">How good tags are after so many coded answers</title>',
        f'<desc id="d">Learning curves on {escape(", ".join(names))}; the figures stand in tagging-curves.csv.</desc>',
        f"<style>{_STYLE}</style>",
        f'<text class="title" x="{_LEFT}" y="34">How good tags are after so many coded answers</text>',
        *_legend(),
    ]
    for row, name in enumerate(names):
        of_set = [point for point in points if point.set == name]
        for column, (figure, words) in enumerate(
            [("micro_f1", "F1 over all pairs"), ("macro_f1", "F1, mean of themes")]
        ):
            parts.append(f'<g transform="translate({_LEFT + column * _ACROSS} {_TOP + row * _DOWN})">')
            title = f"{name} · {words}" if column else f"{name}, {of_set[0].themes} themes · {words}"
            parts += [f'<text class="panel" y="-8">{escape(title)}</text>', *_panel(of_set, figure), "</g>"]
    return "\n".join([*parts, "</svg>", ""])


def _legend() -> Iterator[str]:
    x = _LEFT
    for name, style in SHOWN.values():
        yield f'<path class="line {style}" d="M{x} 58h34"/><text x="{x + 42}" y="62">{name}</text>'
        x += 72 + 8 * len(name)


def _panel(points: Sequence[Point], figure: str) -> Iterator[str]:
    steps = sorted({point.examples for point in points})
    for tenths in range(0, round(_HIGHEST * 10) + 1, 2):
        y = _y(tenths / 10)
        yield f'<path class="grid" d="M0 {y}h{_WIDTH}"/><text x="-10" y="{y + 4}" text-anchor="end">.{tenths}</text>'
    for step in steps:
        yield f'<text x="{_x(steps, step)}" y="{_HEIGHT + 20}" text-anchor="middle">{step}</text>'
    for method, (_, style) in reversed(SHOWN.items()):
        curve = [(_x(steps, at.examples), getattr(at, figure)) for at in points if at.method == method]
        path = " L".join(f"{x} {_y(value)}" for x, value in curve)
        yield f'<path class="line {style}" d="M{path}"/>'
        if style == "ours":
            for x, value in curve:
                yield f'<circle class="dot" cx="{x}" cy="{_y(value)}" r="4.5"/>'
                label = f"{value:.2f}".removeprefix("0")
                yield f'<text class="value" x="{x}" y="{_y(value) - 11}" text-anchor="middle">{label}</text>'


def _x(steps: Sequence[int], step: int) -> int:
    """Return where a number of examples stands: each is as far from the next."""
    return 14 + round((_WIDTH - 28) * steps.index(step) / max(1, len(steps) - 1))


def _y(value: float) -> float:
    return round(_HEIGHT * (1 - value / _HIGHEST), 1)
