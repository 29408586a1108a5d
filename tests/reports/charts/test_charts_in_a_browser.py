"""The charts in a browser: on a telephone and on a desk, from left to right and from right to left."""

import json
import re
from html import escape, unescape
from pathlib import Path

import pytest

from reports.charts.lettering import NARROWEST
from tests.reports.charts.lively import charts_of, labels_of, lively
from tests.reports.charts.test_charts import STYLES
from tests.reports.test_browser import CHROMIUM, browse

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium"),
]

MEASURE = """
onload = () => {
  const meet = (one, other) => one.left < other.right - 1 && other.left < one.right - 1
    && one.top < other.bottom - 4 && other.top < one.bottom - 4;
  const found = [];
  for (const frame of Array.from(frames)) {
    for (const chart of frame.document.querySelectorAll("svg.drawing")) {
      const all = chart.getBoundingClientRect(), name = chart.getAttribute("aria-labelledby");
      const texts = [...chart.querySelectorAll("text")].map(text => [text.textContent, text.getBoundingClientRect()]);
      texts.forEach(([words, box], at) => {
        if (box.left < all.left - 12 || box.right > all.right + 12) found.push([all.width, name, "out", words]);
        if (box.bottom > all.bottom + 2 || box.top < all.top - 4) found.push([all.width, name, "high", words]);
        texts.slice(at + 1).forEach(([other, there]) => {
          if (meet(box, there)) found.push([all.width, name, words, other]);
        });
      });
    }
  }
  document.body.textContent = JSON.stringify({ frames: frames.length, found });
};
"""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_words_meet_others_or_leave_their_chart(tmp_path: Path, language: str) -> None:
    of = lively()
    charts = "".join(f"<div>{one.svg}</div>" for one in charts_of(of, labels_of(of, language)))
    root = ":root { --sans: 'Noto Sans', sans-serif; } body { margin: 0 }"
    way = "rtl" if language == "ar" else "ltr"
    styles = f"<style>{root}{STYLES.read_text(encoding='utf-8')}</style>"
    source = escape(f'<!DOCTYPE html><html lang="{language}" dir="{way}"><meta charset="utf-8">{styles}{charts}</html>')
    widths = (NARROWEST, 700, 1100)
    frames = "".join(
        f'<iframe width="{width}" height="900" style="border:0" srcdoc="{source}"></iframe>' for width in widths
    )
    wall = tmp_path / "wall.html"
    page = f'<!DOCTYPE html><meta charset="utf-8"><body>{frames}<script>{MEASURE}</script>'
    wall.write_text(page, encoding="utf-8")
    body = re.search(r"<body>(\{.*\})</body>", browse(wall, "--dump-dom"), re.DOTALL)
    assert body is not None
    assert json.loads(unescape(body.group(1))) == {"frames": 3, "found": []}
