"""The site in a browser, served as a web host would: accessible, no wider than a telephone, and its search finds."""

import json
import re
from collections.abc import Iterator
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote

import pytest

from reports.site import statement_pages
from tests.reports.sites import held, site, withdrawn, written
from tests.reports.snapshots import DRAFT_LIST, crowd, missing, person, said, snapshot, takes, token, why
from tests.reports.test_browser import AXE, CHROMIUM, browse_address

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium"),
]

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
DRIVER = """<!DOCTYPE html><title>driver</title><body><script>
const pages = %s, planted = %s;
const opened = page => new Promise(done => {
  const frame = document.createElement("iframe");
  frame.width = 1200; frame.height = 900; frame.src = page; frame.onload = () => done(frame);
  document.body.append(frame);
});
(async () => {
  const told = {};
  for (const page of pages) {
    const frame = await opened(page), inside = frame.contentWindow;
    if (planted) inside.document.body.insertAdjacentHTML("beforeend", planted);
    const found = await inside.axe.run();
    const broken = found.violations.map(one => one.id + ": " + one.nodes.map(node => node.html).slice(0, 2));
    frame.width = 360;
    told[page] = [broken, inside.document.documentElement.scrollWidth];
    frame.remove();
  }
  document.body.textContent = JSON.stringify(told);
})();
</script>"""


class Host(SimpleHTTPRequestHandler):
    """Serves a site; under ``/checked/`` its pages let a script of ours in."""

    def do_GET(self) -> None:
        if not self.path.startswith("/checked/"):
            super().do_GET()
            return
        self.path = self.path.removeprefix("/checked")
        path = Path(self.translate_path(self.path))
        if path.suffix != ".html":
            super().do_GET()
            return
        page = POLICY.sub("", path.read_text(encoding="utf-8"))
        content = page.replace("</body>", f"<script>{AXE.read_text(encoding='utf-8')}</script></body>").encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's word
        """Say nothing."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a site with two editions, one of them gone, three scripts and a list of two pages."""
    voices = [
        person("ana", said("Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 3, "funding")),
        person("cy", said("نريد تمويلا صغيرا ومستمرا لمكتبتنا في القرية.", "funding", language="ar"), language="ar"),
        person(
            "eve", said("Élan <b>nouveau</b> pour les écoles & les musées.", "equity", language="fr"), language="fr"
        ),
        *crowd(30, "tools", region="north"),
        *crowd(9, "funding", start=300, region="south"),
    ]
    opinions = [
        person("ana", takes("support"), why("It would help.")),
        person("bo", takes("oppose"), why("It would not."), missing("A date.")),
    ]
    of = snapshot(voices, opinions)
    made = site(of, held(of, 2), withdrawn(held(of), superseded_by=2), address="https://town.example/")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(statement_pages, "ON_A_PAGE", 40)
        return written(made, tmp_path_factory.mktemp("host") / "site")


@pytest.fixture(scope="module")
def host(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def checked(host: str, folder: Path, pages: list[str], *, planted: str = "") -> dict[str, Any]:
    """Return, by page, which rules of accessibility it breaks on a desk, and how wide it is on a telephone."""
    driver = DRIVER % (json.dumps([f"/checked/{page}" for page in pages]), json.dumps(planted))
    (folder / "driver.html").write_text(driver, encoding="utf-8")
    dom = browse_address(f"{host}/driver.html", folder.parent, "--virtual-time-budget=900000", "--dump-dom")
    found = re.search(r"<body>({.*})</body>", dom, re.DOTALL)
    assert found is not None, dom[-2000:]
    return {page.removeprefix("/checked/"): told for page, told in json.loads(unescape(found.group(1))).items()}


KINDS = (
    "index.html",
    "R1/index.html",
    "R1/1/index.html",
    "R1/2/index.html",
    "R1/2/report.html",
    "R1/2/beside.ar.html",
    "R1/2/beside.fr.html",
    "R1/statements/index.html",
    "R1/statements/all.2.html",
)


def pages_of(folder: Path) -> list[str]:
    """Return a page of each kind in English and Arabic, the longest and slowest, the report, in Arabic only."""
    pages = ["index.html", "town/fr/index.html", f"town/s/{token('It would help.')}.html"]
    pages += [f"town/en/{kind}" for kind in KINDS if "report" not in kind]
    pages += [f"town/ar/{kind}" for kind in KINDS]
    return [page for page in pages if (folder / page).exists()]


@pytest.fixture(scope="module")
def looked_at(host: str, folder: Path) -> dict[str, Any]:
    """Give what is to be said of each kind of page in each language."""
    pages = pages_of(folder)
    assert len(pages) == 3 + 2 * len(KINDS) - 2  # no page stands beside itself
    told = checked(host, folder, pages)
    assert list(told) == pages
    return told


def test_no_kind_of_page_breaks_a_rule_of_accessibility_in_any_language(looked_at: dict[str, Any]) -> None:
    assert {page: broken for page, (broken, _) in looked_at.items() if broken} == {}


def test_no_page_is_wider_than_a_telephone(looked_at: dict[str, Any]) -> None:
    assert {page: wide for page, (_, wide) in looked_at.items() if wide > 360} == {}


def test_what_breaks_a_rule_or_is_too_wide_is_noticed(host: str, folder: Path) -> None:
    told = checked(host, folder, ["index.html"], planted="<img src='x'><p style='width: 800px'>wide</p>")
    broken, wide = told["index.html"]
    assert any(one.startswith("image-alt") for one in broken)
    assert wide > 360


def found(host: str, folder: Path, language: str = "en", **query: str) -> tuple[int, list[str]]:
    """Search as a reader does, and return how many were found and the words that are shown."""
    asked = "&".join(f"{name}={quote(value)}" for name, value in query.items())
    address = f"{host}/town/{language}/R1/statements/index.html?{asked}"
    dom = browse_address(address, folder.parent, "--virtual-time-budget=30000", "--dump-dom")
    room = dom[dom.index('id="found"') : dom.index("<h2>")]
    count = re.search(r'<p class="note">[^<]*: (\d+)</p>', room)
    assert count is not None, room[:2000]
    words = re.findall(r'<p class="words"[^>]*>(.*?)</p>', room, re.DOTALL)
    for link in re.findall(r'class="id" href="([^"]*)"', room):
        assert (folder / "town/en/R1/statements" / link).resolve().is_file()
    return int(count.group(1)), [unescape(one) for one in words]


def test_the_search_finds_words_by_their_beginning_without_case_and_accents(host: str, folder: Path) -> None:
    assert found(host, folder, q="ELAN ecole") == (1, ["Élan <b>nouveau</b> pour les écoles & les musées."])
    assert found(host, folder, q="قرية", language="ar") == (1, ["نريد تمويلا صغيرا ومستمرا لمكتبتنا في القرية."])
    assert found(host, folder, q="nobody") == (0, [])


def test_the_search_filters_by_theme_place_and_language(host: str, folder: Path) -> None:
    assert found(host, folder, theme="theme.equity")[0] == 1
    assert found(host, folder, language="en", theme="theme.funding", q="القرية")[0] == 1
    assert found(host, folder, place=f"draft.{DRAFT_LIST[0].version}.1")[0] == 3
    count, shown = found(host, folder, theme="theme.tools")
    assert (count, len(shown)) == (30, 20)
