"""A facilitator publishes editions as a site; readers browse it; what is taken back is gone from every file of it."""

import io
import re
import shutil
import subprocess
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest

from tests.stories.commands import Palabre

pytestmark = pytest.mark.story

FINISH = ("That is all", "Finish and review", "That is right, go on", "Yes, as it is")
ADA = "We pay the <b>grant</b> writer & the room ourselves, since last spring."
BELA = "Zanzibar taught our volunteers how to ask a museum for a budget."
CHEN = "Our sponsor left on a rainy Tuesday, so a small grant would help."


class Links(HTMLParser):
    """Reads the ids of a page and where it leads."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.leads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {} if tag == "base" else dict(attrs)
        self.ids |= {told["id"] or ""} if "id" in told else set()
        self.leads += [
            told[name] or "" for name in ("href", "src") if name in told and told.get("rel") != "schema.dcterms"
        ]


def read(page: Path) -> Links:
    links = Links()
    links.feed(page.read_text(encoding="utf-8"))
    return links


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def holding(site: Path, words: str) -> list[str]:
    """Return the files that have these words in them, packed or not."""
    return [name for name, content in files(site).items() if words in _text(name, content, site / name)]


def _text(name: str, content: bytes, path: Path) -> str:
    if name.endswith(".pdf"):
        command = shutil.which("pdftotext")
        shown = subprocess.run([command, path, "-"], check=True, capture_output=True).stdout if command else b""
        return " ".join(shown.decode().split())
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "\n".join(packed.read(one).decode() for one in packed.namelist())


@pytest.fixture
def said(palabre: Palabre) -> str:
    """Give a closed round in which three people allowed their words to be shown."""
    name = palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    for who, words in {"ada": ADA, "bela": BELA, "chen": CHEN}.items():
        palabre.talk("I agree", "1", words, *FINISH, options=("partnerships", "--round", name), name=who)
    palabre.run("round", "close", name)
    return name


def test_a_published_edition_is_found_by_its_readers_and_published_again_stays_as_it_is(
    palabre: Palabre, said: str, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    assert "possible now: extend, report" in palabre.run("publish", said, "--site", site, exits=1).err
    palabre.run("report", said, "--format", "md")
    settings = {"site": "https://example.org/consultations"}
    made = palabre.run("publish", said, "--site", site, settings=settings)
    assert made.out == f"{site}/index.html\n"
    assert '"stage": "published"' in palabre.run("round", "status", said, "--json").out
    first = files(site)
    again = palabre.run("publish", said, "--site", site, settings=settings)
    assert f"{len(first) - 1} files, 0 of them new or changed, 0 removed" in again.err
    assert files(site) == first
    for end in ("html", "md", "pdf", "wikitext", "xlsx", "csv", "json", "qdpx"):
        for language in ("en", "fr", "es", "ar"):
            assert f"partnerships/{language}/{said}/1/report.{end}" in first
    assert len(holding(site, "Zanzibar taught our volunteers")) > 30
    offered = (site / f"partnerships/en/{said}/1/index.html").read_text(encoding="utf-8")
    size = len(first[f"partnerships/en/{said}/1/report.xlsx"])
    assert f'report.xlsx</bdi></a></th><td class="n"><bdi>{round(size / 1000)} kB' in offered
    assert '<html lang="ar" dir="rtl">' in first[f"partnerships/ar/{said}/statements/index.html"].decode()
    feed = ET.fromstring(first["feed.xml"])  # noqa: S314 - our own
    atom = "{http://www.w3.org/2005/Atom}"
    (entry,) = feed.findall(f"{atom}entry")
    link = entry.find(f"{atom}link")
    assert link is not None
    assert link.get("href") == f"https://example.org/consultations/partnerships/en/{said}/1/index.html"
    listed = re.findall("<loc>https://example.org/consultations/(.*)</loc>", first["sitemap.xml"].decode())
    assert set(listed) <= set(first)
    assert "Sitemap: https://example.org/consultations/sitemap.xml" in first["robots.txt"].decode()


def test_every_link_of_the_site_leads_somewhere(palabre: Palabre, said: str, tmp_path: Path) -> None:
    site = tmp_path / "site"
    palabre.run("report", said)
    palabre.run("publish", said, "--site", site)
    pages = {page.as_uri(): read(page) for page in site.rglob("*.html")}
    followed = 0
    for address, page in pages.items():
        for lead in page.leads:
            parts = urlsplit(urljoin(address, lead))
            if parts.scheme != "file":
                continue
            target = Path(unquote(parts.path))
            assert target.is_relative_to(site), (address, lead)
            assert target.is_file(), (address, lead)
            if parts.fragment:
                assert unquote(parts.fragment) in pages[target.as_uri()].ids, (address, lead)
            followed += 1
    assert followed > 1000


def test_what_was_withdrawn_is_in_no_file_of_the_site_that_follows(palabre: Palabre, said: str, tmp_path: Path) -> None:
    site, here = tmp_path / "site", ("partnerships", "--round", said)
    palabre.run("report", said)
    palabre.run("publish", said, "--site", site)
    (page,) = [name for name in holding(site, "Zanzibar") if "/s/" in name]
    palabre.talk("/withdraw", "Answer 1", options=here, name="bela")
    assert f"published again: {site / 'index.html'}" in palabre.run("edition", "supersede", said).err
    assert holding(site, "Zanzibar") == []
    assert "This statement is no longer shown." in (site / page).read_text(encoding="utf-8")
    assert "Answers or positions withdrawn: 1" in (site / f"partnerships/en/{said}/index.html").read_text("utf-8")
    assert f"partnerships/en/{said}/2/report.pdf" in holding(site, "a rainy Tuesday") or not shutil.which("pdftotext")
    rounds = (site / f"partnerships/en/{said}/index.html").read_text(encoding="utf-8")
    assert rounds.index("Edition 2") < rounds.index(">current<") < rounds.index("Edition 1")
    assert "Respondents: 3 → 2" in rounds
    assert "This edition is no longer shown." in (site / f"partnerships/en/{said}/1/report.html").read_text("utf-8")


def test_a_folder_with_something_else_is_left_alone(palabre: Palabre, said: str, tmp_path: Path) -> None:
    palabre.run("report", said)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.txt").write_text("mine", encoding="utf-8")
    refused = palabre.run("publish", said, "--site", tmp_path / "site", exits=1)
    assert "this folder holds something else, and no site of Palabre" in refused.err
    assert files(tmp_path / "site") == {"thesis.txt": b"mine"}
