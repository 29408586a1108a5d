"""The page in a browser, on a telephone and on a desk."""

import re
import shutil
import subprocess
from html import escape
from pathlib import Path

import pytest

from reports.render import write_report
from tests.reports.snapshots import FINDER, crowd, missing, person, said, snapshot, takes, why

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
)
WIDTHS = (390, 768, 1280)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium"),
]


def browse(page: Path, *options: str) -> str:
    """Open a page and return what the browser prints."""
    profile = f"--user-data-dir={page.parent / 'profile'}"
    command = [str(CHROMIUM), *FLAGS, profile, *options, page.as_uri()]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    return done.stdout


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a report with a long word, three scripts, and a cut with many groups."""
    room = tmp_path_factory.mktemp("browser")
    voices = [
        person("ana", said("Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 3, "funding")),
        person("cy", said("نريد تمويلا صغيرا ومستمرا لمكتبتنا في القرية.", "funding", language="ar"), language="ar"),
        *(
            one
            for n, region in enumerate(("north", "south", "east", "west", "islands"))
            for one in crowd(9, "tools", start=20 * n, region=region)
        ),
    ]
    opinions = [
        person("ana", takes("support"), why("It would help.")),
        person("bo", takes("oppose"), why("It would not."), missing("A date.")),
    ]
    found = snapshot(voices, opinions, identities=40)
    return write_report(
        found, language="en", finder=FINDER, out=room / "report", formats=("html",), by="region", preview=True
    )[0]


@pytest.mark.parametrize(("width", "height"), [(390, 2000), (1280, 2000)])
def test_the_page_can_be_seen(page: Path, width: int, height: int) -> None:
    picture = page.with_name(f"{width}.png")
    browse(page, f"--window-size={width},{height}", f"--screenshot={picture}")
    header = picture.read_bytes()[:24]
    assert header.startswith(b"\x89PNG")
    assert int.from_bytes(header[16:20], "big") == width
    assert picture.stat().st_size > 50_000  # a blank page takes a tenth of that


def test_nothing_is_wider_than_the_window(page: Path) -> None:
    """A window is never narrower than 500 pixels; a frame is."""
    source = escape(page.read_text(encoding="utf-8"))
    frames = "".join(
        f'<iframe width="{width}" height="800" style="border:0" srcdoc="{source}"></iframe>' for width in WIDTHS
    )
    widths = "Array.from(frames, one => [one.innerWidth, one.document.documentElement.scrollWidth])"
    script = f"<script>onload = () => {{ document.body.textContent = {widths}.join() }}</script>"
    wall = page.with_name("wall.html")
    wall.write_text(f"<!DOCTYPE html><body>{frames}{script}", encoding="utf-8")
    found = re.search(r"<body>([\d,]+)</body>", browse(wall, "--dump-dom"))
    assert found is not None
    assert found.group(1) == ",".join(f"{width},{width}" for width in WIDTHS)
