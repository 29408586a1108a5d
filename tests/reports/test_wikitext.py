"""What the wikitext is: a page that MediaWiki shows, with the footnotes and units that it was given and no others.

mwparserfromhell reads anything without complaint, so what it finds is counted, and nothing may be found that is not
ours: no template, no link but to an anchor of the page, no tag but those that are written.
"""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import mwparserfromhell
import pytest
from mwparserfromhell.nodes import Tag
from mwparserfromhell.wikicode import Wikicode

from consultation.guide import Shown
from reports.document import Address, Block, Chapter, Document, Link, Paragraph, Part, Quotation, Role, Strong, Table
from reports.evidence import Evidence, anchor_of
from reports.formats import wikitext_file
from reports.formats.letters import LINE_ENDS, PICTURES
from reports.formats.wiki_escaping import begun, escaped, place
from reports.formats.wiki_units import Piece, Units
from reports.render import write_report
from reports.sentences import Figure
from reports.statements import heard
from tests.reports.every_node import FEW, MANY, SAID, document, number, titled
from tests.reports.goldens import everything
from tests.reports.nasty import NASTY
from tests.reports.snapshots import FINDER, token


def written(made: Document, folder: Path) -> str:
    wikitext_file.write(made, folder / "report.wikitext")
    return (folder / "report.wikitext").read_bytes().decode("utf-8")


def only(*blocks: Block) -> Document:
    """Return the document with these blocks alone after its opening."""
    return replace(document(), chapters=(Chapter("only", ("Only",), lambda: iter(blocks)),))


def body(folder: Path, *blocks: Block) -> str:
    """Return what blocks become, without markers, opening and notes."""
    text = written(only(*blocks), folder).split('<span id="only"></span>\n')[1]
    text = re.sub(r" ?<!--T:\d+-->", "", text)
    return text.split("</translate>\n\n", 1)[1].split("<translate>\n== Notes ==")[0].strip()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(document(), tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="module")
def code(page: str) -> Wikicode:
    return mwparserfromhell.parse(page)


def tags(code: Wikicode, name: str) -> list[Tag]:
    return [tag for tag in code.filter_tags() if str(tag.tag) == name]


# The page as a whole.


def test_there_is_what_was_written_and_nothing_else(code: Wikicode) -> None:
    headings = [re.sub(r"<!--.*?-->|</?tvar[^>]*>", "", str(one.title)).strip() for one in code.filter_headings()]
    assert headings == [
        "The drafts",
        "For",
        "Against",
        "Draft 1 · Fund small groups",
        "More",
        "Evidence",
        "All statements",
        "Not in the contents",
        "Notes",
    ]
    assert [one.level for one in code.filter_headings()] == [2, 3, 3, 3, 3, 2, 2, 2, 2]
    expected = {
        "languages": 1,
        "table": 4,  # the counts and three of themes
        "blockquote": 4 + len(SAID),
        "references": 1,
        "ref": 3 + 2,  # named three times in prose, defined twice
    }
    assert {name: len(tags(code, name)) for name in expected} == expected
    assert code.filter_templates() == []
    assert [str(one.url) for one in code.filter_external_links()] == ["https://example.org/a_b?c=d&e=f"]
    assert len(code.filter_arguments()) == 0
    # Numbers in tables, the chapters they lead to, quotes, evidence, footnotes, and what statements are on.
    assert len(code.filter_wikilinks()) == 1 + 3 * 3 + 4 + len(FEW) + len(MANY) + (len(FEW) + 2) + len(SAID)


def test_the_same_document_gives_the_same_bytes(page: str, tmp_path: Path) -> None:
    assert written(document(), tmp_path) == page


def test_every_link_leads_to_an_anchor_of_the_page(code: Wikicode, page: str) -> None:
    leads = {re.sub(r"</?tvar[^>]*>", "", str(link.title)) for link in code.filter_wikilinks()}
    anchors = re.findall(r' id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    assert {lead for lead in leads if lead.removeprefix("#") not in anchors} == {"#theme.funding"}  # not in this one


@pytest.mark.parametrize(
    "words", [("é",), ("théâtre", "été"), ("_", "__"), ("a b", ""), ("نعم", "لا"), ("-", "x"), ("é_", "1")]
)
def test_an_anchor_means_the_same_after_mediawiki_has_tidied_the_link(words: tuple[str, ...]) -> None:
    """Of a link's spaces and underscores in a row MediaWiki keeps one, and at the ends none."""
    link = place(anchor_of("e", *words))
    assert re.sub(r"[ _]+", "_", link).strip("_") == link


def test_places_of_different_anchors_are_different() -> None:
    names = ["a", "a_", "a:", "a.b", "a-b", "é", "é_", "_é", "", "::", ":"]
    assert len({place(anchor_of(name)) for name in names}) == len(names)


# Footnotes.


def test_a_sentence_has_a_footnote_by_name_for_each_evidence(page: str) -> None:
    assert 'spoke of money.<tvar name="3"><ref name="e-funding" /></tvar> Nobody else did.' in page
    assert '<tvar name="4"><ref name="e-equity" /><ref name="e-funding" /></tvar> And <tvar name="5">0</tvar>' in page


def test_each_footnote_is_defined_once_with_its_statements_or_where_many_are_listed(page: str) -> None:
    ids = ", ".join(f"[[#s-{id_}|{id_}]]" for id_ in FEW)
    assert page.endswith(
        "<references>\n"
        f'<ref name="e-funding">{ids} · [[#e-funding|Evidence]]</ref>\n'
        '<ref name="e-equity">[[#e-equity|Evidence]]</ref>\n'
        "</references>\n\n"
    )


def test_a_footnote_that_nothing_names_is_not_defined(tmp_path: Path) -> None:
    assert "<references>\n</references>" in written(only(Paragraph(("Nothing.",))), tmp_path)


# Units of translation.


def test_all_prose_stands_in_a_unit_with_a_number_of_its_own(page: str) -> None:
    markers = re.findall(r"<!--T:(\d+)-->", page)
    assert len(markers) == len(set(markers)) == page.count("<translate>") == page.count("</translate>")
    assert len(markers) == 9 + 8 + 7 + 9 + 1  # headings, opening, paragraphs and items, heads of tables, a caption


def test_units_do_not_nest_and_hold_no_quote_table_or_statement(page: str) -> None:
    units = re.findall(r"<translate>(.*?)</translate>", page, re.DOTALL)
    assert [unit for unit in units if "<translate>" in unit or "blockquote" in unit or "{|" in unit] == []
    for unit in units:
        names = re.findall(r'<tvar name="(\d+)">', unit)
        assert names == [str(number) for number in range(1, len(names) + 1)]


def test_a_unit_keeps_its_number_when_only_its_numbers_change() -> None:
    before = Units().next([Piece("Of "), Piece("12", fixed=True), Piece(" respondents.")])
    after = Units().next([Piece("Of "), Piece("13", fixed=True), Piece(" respondents.")])
    assert before.marker == after.marker
    assert before.text == 'Of <tvar name="1">12</tvar> respondents.'
    assert Units().next([Piece("Of all")]).marker != before.marker


def test_only_the_numbers_of_a_sentence_are_fixed(tmp_path: Path) -> None:
    shown = body(tmp_path, Paragraph((number(3, "x"), " of 1,204 in ", Figure("2.5 ways", 2, 3, Evidence("y")), ".")))
    assert shown == (
        '<translate>\n\n<tvar name="1">3</tvar> of <tvar name="2">1,204</tvar> in <tvar name="3">2.5</tvar> ways.'
        '<tvar name="4"><ref name="e-x" /></tvar>\n</translate>'
    )


def test_the_same_words_again_are_another_unit_and_always_the_same_one() -> None:
    first, second = Units(), Units()
    assert [first.next([Piece("Themes")]) for _ in range(3)] == [second.next([Piece("Themes")]) for _ in range(3)]
    assert len({first.next([Piece("Themes")]).marker for _ in range(9)}) == 9


def test_no_number_is_given_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.formats.wiki_units.HIGHEST", 50)
    units = Units()
    assert len({units.next([Piece(f"unit {number}")]).marker for number in range(50)}) == 50


# Nodes.


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Paragraph(("Some [[words]].",)), "<translate>\n\nSome &#91;&#91;words&#93;&#93;.\n</translate>"),
        (Paragraph((Shown("نص", "ar", fallback=True),)), '<div lang="ar" dir="rtl">نص <small>(Arabic)</small></div>'),
        (Paragraph((Shown("?", "", fallback=False),)), '<div dir="auto">?</div>'),
        (Paragraph(("Small.",), Role.NOTE), "<small><translate> Small.</translate></small>"),
        (
            Paragraph(("Wait.",), Role.NOTICE),
            '<div class="mw-message-box mw-message-box-warning"><translate> Wait.</translate></div>',
        ),
        (
            Paragraph((Strong("A"), " ", Link("b", "c_d"), " ", Address("e", "https://f.org/__TOC__''~~"))),
            (
                '<translate>\n\n<b>A</b> [[<tvar name="1">#c:d</tvar>|b]]'
                ' [<tvar name="2">https://f.org/%5F%5FTOC%5F%5F%27%27%7E%7E</tvar> e]\n</translate>'
            ),
        ),
        (
            Quotation("AAAA2222", "One\n  two", "fr"),
            (
                '<blockquote lang="fr" dir="ltr">One<br />&nbsp;&nbsp;two</blockquote>\n'
                "<small>[[#s-AAAA2222|AAAA2222]]</small>"
            ),
        ),
    ],
)  # fmt: skip
def test_each_node_is_written(tmp_path: Path, block: Block, expected: str) -> None:
    assert body(tmp_path, block) == expected


def test_a_table_sorts_by_its_numbers_and_has_headings_for_rows_and_columns(page: str) -> None:
    table = page.split("Nothing", maxsplit=1)[0].split("https://example.org")[1].split("\n\n")[1]
    assert re.sub(r"<translate><!--T:\d+--> (.*?)</translate>", r"\1", table) == (
        '{| class="wikitable sortable"\n'
        "|-\n"
        '! scope="col" | Theme\n'
        '! scope="col" | Respondents\n'
        '! scope="col" | Share\n'
        "|-\n"
        '! scope="row" | [[#theme.funding|Funding]]\n'
        '| style="text-align:end" data-sort-value="3" | [[#e-funding|3]]\n'
        '| style="text-align:end" | 25 %\n'
        "|-\n"
        '! scope="row" | <bdi lang="fr" dir="ltr">Équité</bdi> <small>(French)</small>\n'
        '| style="text-align:end" data-sort-value="12" | [[#e-equity|12]]\n'
        '| style="text-align:end" | 100 %\n'
        "|}"
    )


def test_a_chart_is_its_table_under_the_charts_title(page: str) -> None:
    assert (
        len(
            re.findall(
                r"^\|\+ <translate><!--T:\d+--> Positions on draft <tvar name=\"1\">1</tvar></translate>$",
                page,
                re.MULTILINE,
            )
        )
        == 1
    )
    assert "svg" not in page


def test_a_legend_of_colours_is_left_out(page: str) -> None:
    assert "Oppose" not in page


# Reports as they are made.


@pytest.mark.parametrize("language", ["en", "fr", "ar", "es"])
def test_a_whole_report_leads_only_where_it_goes_and_has_every_statement_that_may_be_shown(
    language: str, tmp_path: Path
) -> None:
    (path,) = write_report(
        everything(), language=language, finder=FINDER, out=tmp_path / "report", formats=["wikitext"], by="region"
    )
    page = path.read_text(encoding="utf-8")
    code = mwparserfromhell.parse(page)
    anchors = re.findall(r' id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    leads = {re.sub(r"</?tvar[^>]*>", "", str(link.title)) for link in code.filter_wikilinks()}
    assert {lead for lead in leads if lead.removeprefix("#") not in anchors} == set()
    named = re.findall(r'<ref name="([^"]+)" />', page)
    defined = re.findall(r'^<ref name="([^"]+)">', page, re.MULTILINE)
    assert len(defined) == len(set(defined))
    assert set(named) == set(defined)
    assert code.filter_templates() == []
    shown = re.findall(r'<blockquote id="s-(\w+)"', page)
    assert shown == sorted(one.answer.id for one in heard(everything()) if one.quotable)
    for hidden in ("Not in these words", "Taken back", "di@example.org"):
        assert hidden not in page


# Whatever people write.


def seen(text: str) -> str:
    shown = LINE_ENDS.sub("", text).translate(PICTURES)
    return "".join(shown.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd").split())


def stripped(wikitext: str) -> str:
    return seen(str(mwparserfromhell.parse(wikitext).strip_code(normalize=True, collapse=False)))


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    texts = {token(text): (text, "en") for text in NASTY.values()}
    text = written(document(texts=texts), tmp_path_factory.mktemp("nasty"))
    shown = re.findall(r'^<blockquote id="s-(\w+)" lang="en" dir="ltr">(.*)</blockquote>$', text, re.MULTILINE)
    return dict(shown)


@pytest.mark.parametrize("name", NASTY)
def test_whatever_people_write_is_shown_as_they_wrote_it_and_does_nothing(nasty: dict[str, str], name: str) -> None:
    shown = nasty[token(NASTY[name])]
    assert stripped(shown) == seen(NASTY[name])
    does = mwparserfromhell.parse(shown).filter(forcetype=None)
    kinds = Counter(type(one).__name__ for one in does)
    assert kinds.keys() <= {"Text", "HTMLEntity", "Tag"}
    assert [str(tag) for tag in mwparserfromhell.parse(shown).filter_tags() if str(tag) != "<br />"] == []


ACTS = (
    r"\[\[", r"\]\]", r"\{\{", r"\}\}", r"\{\|", r"\|", "''", "~~~", "__", r"-\{", r"!!", r"<", r">", r"&(?!#\d+;)",
    r"(?i)[a-z]:\S", r"\b(?:ISBN|RFC|PMID)\s",
)  # fmt: skip
"""What MediaWiki reads as markup anywhere in a line; mwparserfromhell does not know all of it."""


@pytest.mark.parametrize("name", NASTY)
def test_nothing_is_left_that_mediawiki_would_act_on(name: str) -> None:
    wikitext = begun(escaped(NASTY[name]))
    assert [act for act in ACTS if re.search(act, wikitext)] == []
    assert not re.match(r"[*#:;=\s!|-]", wikitext)
    assert not wikitext.endswith("=")
    assert "\n" not in wikitext


@pytest.mark.parametrize("name", NASTY)
def test_names_of_things_may_be_nasty_too(name: str, tmp_path: Path) -> None:
    text = NASTY[name]
    shown = Shown(text, "en", fallback=False)
    made = titled(document(extra=[Paragraph((shown, " ", Strong(shown), " ", Link(shown, "x")))]), text)
    table = replace(
        next(one for one in made.chapters[0].blocks() if isinstance(one, Table)), caption=(shown,), titled=True
    )
    made = replace(made, chapters=(*made.chapters, Chapter("last", (shown,), lambda: iter([table]))))
    code = mwparserfromhell.parse(written(made, tmp_path))
    assert code.filter_templates() == []
    assert len(code.filter_external_links()) == 1
    assert len(code.filter_headings()) == 10
    assert len(tags(code, "table")) == 5
    assert len(tags(code, "ref")) == 5
    known = {
        "languages", "translate", "tvar", "big", "b", "small", "bdi", "div", "span", "br", "blockquote", "ref",
        "references", "table", "tr", "th", "td", "li",
    }  # fmt: skip
    assert {str(tag.tag) for tag in code.filter_tags()} <= known


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[…] said", "[…] said"),
        ("[[…]]", "&#91;[…]&#93;"),
        ("don’t, don't", "don’t, don't"),
        ("''a''", "&#39;&#39;a&#39;&#39;"),
        ("snake_case __TOC__", "snake_case &#95;&#95;TOC&#95;&#95;"),
        ("10:30, a: b", "10:30, a: b"),
        ("https://a.b", "https&#58;//a.b"),
        ("Yes! No!!", "Yes! No&#33;&#33;"),
        ("R&D", "R&#38;D"),
    ],
)
def test_what_is_safe_where_it_stands_stays(text: str, expected: str) -> None:
    assert escaped(text) == expected


@pytest.mark.parametrize("start", ["*", "#", ":", ";", "=", " ", "-", "!"])
def test_a_line_begins_nothing(start: str) -> None:
    assert begun(f"{start}x") == f"&#{ord(start)};x"


def test_a_heading_ends_where_it_ends(tmp_path: Path) -> None:
    assert begun("= x =") == "&#61; x &#61;"
    shown = body(tmp_path, Part(("= x =",), ()))
    assert shown == "<translate>\n=== &#61; x &#61; ===\n</translate>"


def test_a_number_that_nothing_stands_behind_is_no_link(tmp_path: Path) -> None:
    table = replace(
        next(one for one in document().chapters[0].blocks() if isinstance(one, Table)),
        rows=((("Nobody",), (Figure("0", 0, 12, Evidence("none")),), ("0 %",)),),
    )
    assert '| style="text-align:end" data-sort-value="0" | 0' in body(tmp_path, table)
