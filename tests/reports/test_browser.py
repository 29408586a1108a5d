"""The page in a browser, on a telephone and on a desk."""

import json
import re
import shutil
import subprocess
from html import escape, unescape
from pathlib import Path

import axe_core_python
import pytest

from reports.render import pages_of, write_report
from tests.reports.nasty import NASTY, nasty_people
from tests.reports.snapshots import FINDER, crowd, draft, missing, person, said, snapshot, takes, token, town, why

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
LINE_END = re.compile(r"\r\n?")
AXE = Path(axe_core_python.__file__).with_name("axe.min.js")
PDFTOTEXT = shutil.which("pdftotext")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium"),
]


def browse(page: Path, *options: str) -> str:
    """Open a page and return what the browser prints."""
    return browse_address(page.as_uri(), page.parent, *options)


def browse_address(address: str, room: Path, *options: str) -> str:
    """Open a page by its address, with a profile in ``room``, and return what the browser prints."""
    command = [str(CHROMIUM), *FLAGS, f"--user-data-dir={room / 'profile'}", *options, address]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
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


def printed(page: Path) -> list[str]:
    """Print a page on A4 and return the text of each side."""
    pdf = page.with_suffix(".pdf")
    browse(page, "--no-pdf-header-footer", f"--print-to-pdf={pdf}")
    command = [str(PDFTOTEXT), "-layout", str(pdf), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout.split("\f")


@pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext is not installed: apt-get install poppler-utils")
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_first_page_takes_one_side_of_paper_also_with_many_drafts_of_long_titles(
    tmp_path: Path, language: str
) -> None:
    titles = [f"Title of draft {number}, which says at length what would be done by whom" for number in range(1, 15)]
    many = town(drafts=tuple(draft(str(number), title) for number, title in enumerate(titles, 1)))
    people = [person(f"p{n}", takes("support", on=str(n % 14 + 1))) for n in range(80)]
    of = snapshot(crowd(40, "tools", region="north", role="staff"), people, consultation=many)
    (path,) = write_report(of, language=language, finder=FINDER, out=tmp_path / "report", formats=("html",))
    first, second, *_ = printed(path)
    assert "Title of draft 14" in first
    assert ("How to read this" if language == "en" else "Comment lire") in second.splitlines()[0]


@pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext is not installed: apt-get install poppler-utils")
def test_what_is_folded_on_a_screen_is_printed(page: Path) -> None:
    text = " ".join(" ".join(printed(page)).split())
    assert "What it is about" in text
    assert "A word for a share always means the same" in text


def test_whatever_people_write_is_shown_as_they_wrote_it(tmp_path: Path) -> None:
    """A browser makes one line end of each that HTML knows; all else it shows is what is kept."""
    of = snapshot(nasty_people())
    (path,) = write_report(of, language="en", finder=FINDER, out=tmp_path / "report", formats=("html",))
    each = "Array.from(document.querySelectorAll('.statement'), one => [one.id, one.children[0].textContent])"
    script = f"<script>document.body.textContent = JSON.stringify({each})</script>"
    source = path.read_bytes().decode("utf-8")
    path.write_bytes(source.replace("</body>", f"{script}</body>").encode("utf-8"))
    found = re.search(r"<body>(.*)</body>", browse(path, "--dump-dom"), re.DOTALL)
    assert found is not None
    shown = dict(json.loads(unescape(found.group(1))))
    assert shown == {f"s-{token(text)}": LINE_END.sub("\n", text) for text in NASTY.values()}


def violations(page: Path, planted: str = "") -> list[str]:
    """Return which rules of accessibility a page breaks, with ``planted`` at its end."""
    found = (
        "axe.run().then(found => { document.body.textContent = JSON.stringify(found.violations.map(one => one.id)) })"
    )
    scripts = f"<script>{AXE.read_text(encoding='utf-8')}</script><script>{found}</script>"
    checked = page.with_name(f"checked-{page.name}")
    checked.write_text(
        page.read_text(encoding="utf-8").replace("</body>", f"{planted}{scripts}</body>"), encoding="utf-8"
    )
    told = re.search(r"<body>(.*)</body>", browse(checked, "--virtual-time-budget=30000", "--dump-dom"), re.DOTALL)
    assert told is not None
    return list(json.loads(unescape(told.group(1))))


def test_the_page_and_a_page_on_a_draft_break_no_rule_of_accessibility(page: Path) -> None:
    short = pages_of(page.with_suffix(""))[0]
    assert violations(page) == []
    assert violations(short) == []
    assert violations(short, planted="<main><img src='x'></main>") != []
