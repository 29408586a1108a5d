"""What HTML and Markdown make of each node of a document, and of whatever people write."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest
from rich.markdown import Markdown

from consultation.guide import Shown
from reports.document import (
    Address,
    Backing,
    Beside,
    Block,
    Chart,
    Column,
    Document,
    Folded,
    Hint,
    Items,
    Key,
    Link,
    Paragraph,
    Part,
    Quotation,
    Role,
    StatementText,
    Strong,
    Table,
)
from reports.evidence import Evidence
from reports.formats import html_file, markdown_file
from reports.render import write_report
from reports.sentences import Figure
from tests.reports.documents import document
from tests.reports.nasty import NASTY, nasty_people
from tests.reports.pages import PageReader
from tests.reports.snapshots import FINDER, snapshot, token

ARABIC = Shown("نص", "ar", fallback=False)
FALLEN = Shown("Texte", "fr", fallback=True)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="9"><rect width="9" height="9"/></svg>'
TABLE = Table(("Cap & tion",), (Column(("Head",)), Column(("n",), number=True)), ((("a | b",), ("1",)),))


def html(made: Document, tmp_path: Path) -> str:
    html_file.write(made, tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    read = PageReader(page)
    assert read.problems == []
    return page


def markdown(made: Document, tmp_path: Path) -> str:
    markdown_file.write(made, tmp_path / "a.md")
    return (tmp_path / "a.md").read_text(encoding="utf-8")


NODES: list[tuple[Block, str, str]] = [
    (Paragraph(("a < b",)), "<p>a &lt; b</p>", "a < b"),
    (Paragraph((ARABIC,)), '<p lang="ar" dir="rtl">نص</p>', "نص"),
    (
        Paragraph(("In ", ARABIC, ".")),
        '<p>In <bdi lang="ar" dir="rtl">نص</bdi>.</p>',
        "In نص.",
    ),
    (
        Paragraph((FALLEN,), Role.TEXT),
        '<p class="text" lang="fr" dir="ltr">Texte <small class="fallback">French</small></p>',
        "Texte (French)",
    ),
    (
        Paragraph((Shown("?", "", fallback=False), "!")),
        '<p><bdi dir="auto">?</bdi>!</p>',
        "?!",
    ),
    (
        Paragraph((Link("there", "draft.1"), " ", Address("web", "https://a.b/c?d=1&e"), " ", Strong("so"))),
        '<p><a href="#draft.1">there</a> <a href="https://a.b/c?d=1&amp;e">web</a> <strong>so</strong></p>',
        "[there](#draft.1) [web](https://a.b/c?d=1&e) **so**",
    ),
    (
        Paragraph((Figure("3 of 9", 3, 9, Evidence("x", 3, 3)), Figure("none", 0, 9, Evidence("y")), Hint("a | <b>"))),
        '<p><a class="figure" href="#e-x">3 of 9</a>none<small class="hint">a | &lt;b&gt;</small></p>',
        "[3 of 9](#e-x)none*a \\| \\<b>*",
    ),
    (
        Paragraph((Key("changes"), "With changes")),
        (
            '<p><svg class="swatch" aria-hidden="true" width="14" height="14">'
            '<rect class="side-changes" width="14" height="14"/>'
            '<rect fill="url(#hatch-changes)" width="14" height="14"/></svg>With changes</p>'
        ),
        "With changes",
    ),
    (Items((("one",), ("- two",))), "<ul>\n<li>one</li>\n<li>- two</li>\n</ul>", "- one\n- \\- two"),
    (
        Quotation("ABCD2345", "One\ntwo", ""),
        (
            '<blockquote dir="auto">One\ntwo</blockquote>\n'
            '<figcaption><a class="id" href="#s-ABCD2345">ABCD2345</a></figcaption>'
        ),
        "> One  \n> two  \n>\n> [ABCD2345](#s-ABCD2345)",
    ),
    (
        TABLE,
        (
            '<table>\n<caption class="unseen">Cap &amp; tion</caption>\n'
            '<thead><tr><th scope="col">Head</th><th scope="col" class="n">n</th></tr></thead>\n'
            '<tbody>\n<tr><th scope="row">a | b</th><td class="n">1</td></tr>\n</tbody>\n</table>'
        ),
        "| Head | n |\n| --- | ---: |\n| a \\| b | 1 |",
    ),
    (
        Chart("pic", "A title", "What it shows", SVG, TABLE),
        '<figure class="chart" id="pic">\n<svg width="100%" height="9"><rect width="9" height="9"/></svg>\n<table>',
        "| Head | n |",
    ),
    (
        Folded(("More",), (Paragraph(("inside",)),)),
        "<details>\n<summary><h3>More</h3></summary>\n<p>inside</p>\n</details>",
        "### More\n\ninside",
    ),
    (
        Part(("A part",), (Folded(("More",), ()),), "its.anchor", "Draft 1", kind="draft", page="drafts/one"),
        '<section class="draft">\n<h3 id="its.anchor"><span class="nr">Draft 1</span> A part</h3>',
        '<a id="its.anchor"></a>\n\n### Draft 1 · A part\n\n#### More',
    ),
    (
        Beside((("For",), ("Against",)), ((Paragraph(("yes",)),), ())),
        '<div class="sides">\n<section>\n<h3>For</h3>\n<p>yes</p>\n</section>\n<section>\n<h3>Against</h3>\n</section>',
        "### For\n\nyes\n\n### Against",
    ),
    (
        Backing("x.y", ("Funding",), "3 respondents", ("AAAA2222", "BBBB3333"), 3, "Theme"),
        (
            '<section class="evidence level-3" id="e-x.y">\n<h3><span class="nr">Theme</span> Funding</h3>\n'
            '<p class="behind">3 respondents</p>\n'
            '<p class="ids"><a href="#s-AAAA2222">AAAA2222</a> <a href="#s-BBBB3333">BBBB3333</a></p>\n</section>'
        ),
        '<a id="e-x.y"></a>\n\n### Theme · Funding\n\n3 respondents\n\n[AAAA2222](#s-AAAA2222) [BBBB3333](#s-BBBB3333)',
    ),
    (
        StatementText("ABCD2345", "Words", "fr", (Link("there", "e-q"), " · ", "more")),
        (
            '<article class="statement" id="s-ABCD2345">\n<p class="words" lang="fr" dir="ltr">Words</p>\n'
            '<p class="from"><a class="id" href="#s-ABCD2345">ABCD2345</a> <a href="#e-q">there</a> · more</p>'
        ),
        '<a id="s-ABCD2345"></a>\n\n> Words  \n>\n> [ABCD2345](#s-ABCD2345) · [there](#e-q) · more',
    ),
]


@pytest.mark.parametrize(
    ("node", "as_html", "as_markdown"),
    NODES,
    ids=[f"{number} {type(node).__name__}" for number, (node, *_) in enumerate(NODES)],
)
def test_each_node_is_written(tmp_path: Path, node: Block, as_html: str, as_markdown: str) -> None:
    made = document(node)
    assert as_html in re.sub(r"\n+", "\n", html(made, tmp_path))
    assert f"## Only\n\n{as_markdown}" in markdown(made, tmp_path)


def test_every_kind_of_node_is_tried() -> None:
    assert {type(node) for node, *_ in NODES} == set(get_args(Block))


def test_a_table_shows_its_caption_scrolls_and_draws_where_it_is_to(tmp_path: Path) -> None:
    table = Table(
        ("Title",),
        (Column(()), Column(("For",), number=True), Column((ARABIC,), number=True)),
        ((("a",), ("1",), ("2",)),),
        titled=True,
        wide=True,
        drawings=(SVG,),
    )
    page = re.sub(r"\n", "", html(document(table), tmp_path))
    assert (
        '<div class="scroll" tabindex="0" role="region" aria-label="Title">'
        '<table class="drawn"><caption>Title</caption>'
        '<thead><tr><td></td><td></td><th scope="col" class="n">For</th>'
        '<th scope="col" class="n"><bdi lang="ar" dir="rtl">نص</bdi></th></tr></thead>'
        '<tbody><tr><th scope="row">a</th>'
        '<td class="drawing"><svg width="100%" height="9"><rect width="9" height="9"/></svg></td>'
        '<td class="n" data-of="For">1</td><td class="n" data-of="نص">2</td></tr></tbody></table></div>'
    ) in page
    assert "Title:\n\n| | For | نص |\n| --- | ---: | ---: |\n| a | 1 | 2 |\n" in markdown(document(table), tmp_path)


def test_what_must_be_known_first_stands_before_the_title(tmp_path: Path) -> None:
    made = document(opening=[Paragraph(("Later.",)), Paragraph((Strong("Wait."), " Not yet."), Role.NOTICE)])
    page = html(made, tmp_path)
    assert page.index('<p class="notice" role="note"><strong>Wait.</strong> Not yet.</p>') < page.index("<h1")
    assert page.index("<h1") < page.index("<p>Later.</p>")
    assert markdown(made, tmp_path).startswith("> **Wait.** Not yet.\n\n# A title\n\nA kind · Edition 1\n\nIn short.\n")


def test_a_page_of_a_report_leads_there(tmp_path: Path) -> None:
    blocks = Paragraph((Link("there", "draft.1"), Figure("3", 3, 3, Evidence("x", 3)))), Quotation("A2", "Yes.", "en")
    made = document(*blocks, report="../report")
    page = html(made, tmp_path)
    assert [f'href="../report.html#{anchor}"' in page for anchor in ("draft.1", "e-x", "s-A2")] == [True] * 3
    text = markdown(made, tmp_path)
    assert [f"](../report.md#{anchor})" in text for anchor in ("draft.1", "e-x", "s-A2")] == [True] * 3


def test_the_page_tells_machines_what_it_is(tmp_path: Path) -> None:
    page = html(document(), tmp_path)
    assert "<title>A title</title>" in page
    described = dict(re.findall(r'<meta name="dcterms\.(\w+)" content="([^"]*)">', page))
    assert described == {
        "title": "A title",
        "creator": "A group",
        "date": "2026-04-11",
        "identifier": "R/1",
        "license": "CC0",
        "language": "en",
        "subject": "two",
    }


def test_chapters_that_are_not_listed_need_no_contents(tmp_path: Path) -> None:
    assert '<li><a href="#only">Only</a></li>' in html(document(), tmp_path)
    listed = document()
    without = Document(
        listed.language,
        listed.words,
        listed.citing,
        listed.opening,
        tuple(type(one)(one.anchor, one.title, one.blocks, listed=False) for one in listed.chapters),
        listed.language_of,
    )
    assert "<nav" not in html(without, tmp_path)


class Words(HTMLParser):
    """Collects what a reader sees in the statements of a page, by id."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._id, self._in_words = "", False
        self.feed(page)
        self.close()

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("class") == "statement":
            self._id = (given.get("id") or "")[2:]
        if given.get("class") == "words":
            self._in_words, self.found[self._id] = True, ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._in_words = False

    def handle_data(self, data: str) -> None:
        if self._in_words:
            self.found[self._id] += data


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    out = tmp_path_factory.mktemp("nasty") / "report"
    paths = write_report(snapshot(nasty_people()), language="en", finder=FINDER, out=out)
    return {path.suffix[1:]: path.read_bytes().decode("utf-8") for path in paths}


def test_whatever_people_write_is_shown_as_they_wrote_it_in_html(nasty: dict[str, str]) -> None:
    assert Words(nasty["html"]).found == {token(text): text for text in NASTY.values()}
    read = PageReader(nasty["html"])
    assert (read.problems, read.loaded) == ([], [])
    assert read.targets <= read.ids


def tokens(text: str) -> Iterator[tuple[str, str]]:
    for one in Markdown(text).parsed:
        yield from ((each.type, each.content) for each in (one, *(one.children or ())))


def seen(text: str) -> str:
    return "".join(text.replace("\0", "\N{REPLACEMENT CHARACTER}").split())


@pytest.mark.parametrize("name", NASTY)
def test_whatever_people_write_is_shown_as_they_wrote_it_in_markdown(nasty: dict[str, str], name: str) -> None:
    id_ = token(NASTY[name])
    written = nasty["md"].split(f'<a id="s-{id_}"></a>\n\n')[1].split(f">\n> [{id_}]")[0]
    assert seen("".join(content for kind, content in tokens(written) if kind == "text")) == seen(NASTY[name])
    frame = {"blockquote_open", "blockquote_close", "paragraph_open", "paragraph_close", "inline"}
    assert {kind for kind, _ in tokens(written)} <= frame | {"text", "softbreak", "hardbreak"}


def test_no_anchor_of_the_markdown_is_what_somebody_wrote(nasty: dict[str, str]) -> None:
    markup = [content for kind, content in tokens(nasty["md"]) if kind.startswith("html")]
    assert set(markup) <= {"</a>"} | {
        one for one in markup if re.fullmatch(r'<a id="[\w.-]+"></a>\n?|<a id="[\w.-]+">', one)
    }
    anchors = re.findall(r'<a id="([^"]+)">', "".join(markup))
    assert len(anchors) == len(set(anchors)) > len(NASTY)
