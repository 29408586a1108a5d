"""What the PDF is: tagged, navigable, the same bytes everywhere, and all that it was given, as it was written."""

import re
import signal
import unicodedata
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import typst

from consultation.errors import NotMade
from reports.document import Block, Chapter, Chart, Document, Link, Paragraph, Part, Quotation, StatementText
from reports.evidence import Evidence
from reports.formats import pdf_file, typesetting
from reports.formats.boxes import FAMILY, boxes
from reports.formats.footnotes import FEW as FEW_IDS
from reports.formats.footnotes import Note, noted
from reports.formats.letters import LINE_ENDS, PICTURES, line, lines, tongue
from reports.formats.typst_nodes import Nodes
from reports.formats.volumes import IDS, volumes
from reports.render import write_report
from reports.sentences import Figure
from reports.statements import heard
from tests.reports.every_node import FEW, MANY, SAID, SVG, document, table, titled
from tests.reports.goldens import everything
from tests.reports.nasty import NASTY
from tests.reports.pdf_reader import Pdf
from tests.reports.snapshots import FINDER, token

LANGUAGES = ("en", "fr", "ar")


def written(made: Document, folder: Path, name: str = "report.pdf", most: int = pdf_file.MOST) -> Pdf:
    assert pdf_file.write(made, folder / name, most=most) == []
    return Pdf(folder / name)


def only(*blocks: Block) -> Document:
    """Return the document with these blocks alone after its opening."""
    return replace(document(), chapters=(Chapter("only", ("Only",), lambda: iter(blocks)),))


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Pdf:
    return written(document(), tmp_path_factory.mktemp("english"))


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Pdf:
    return written(document("ar"), tmp_path_factory.mktemp("arabic"))


def seen(text: str) -> str:
    """Return what of ``text`` leaves ink on paper."""
    shown = LINE_ENDS.sub("", text).translate(PICTURES)
    return "".join(one for one in shown if not one.isspace() and unicodedata.category(one) not in {"Cf", "Mn", "Me"})


# What the file says of itself.


def test_it_is_pdf_ua_1_with_title_author_subject_keywords_and_language(english: Pdf) -> None:
    assert "<pdfuaid:part>1</pdfuaid:part>" in english.metadata
    assert ">What a town said</rdf:li>" in english.metadata
    assert ">The town group</rdf:li>" in english.metadata
    assert ">A synthesis of two rounds.</rdf:li>" in english.metadata
    assert "town, funding" in english.metadata
    assert "/Lang(en)" in english.catalog
    assert "/Marked true" in english.catalog


def test_its_date_is_the_editions_never_todays(english: Pdf, tmp_path: Path) -> None:
    assert "<xmp:CreateDate>2026-04-11T00:00:00" in english.metadata
    undated = document()
    undated = replace(undated, citing=replace(undated.citing, date=""))
    first = written(undated, tmp_path)
    assert first.bytes == written(undated, tmp_path, "again.pdf").bytes
    assert "CreateDate>20" not in first.metadata


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_document_gives_the_same_bytes_whatever_the_place_is_called(language: str, tmp_path: Path) -> None:
    elsewhere = tmp_path / "a b" / "ü"
    elsewhere.mkdir(parents=True)
    first, second = document(language), document(language)
    assert written(first, tmp_path).bytes == written(second, elsewhere, "other.pdf").bytes


def test_nothing_is_left_beside_it(tmp_path: Path) -> None:
    written(document(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]


def test_a_page_right_to_left_reads_so(arabic: Pdf) -> None:
    assert "/Lang(ar)" in arabic.catalog
    assert "/Direction/R2L" in arabic.catalog


# What a reader finds.


def test_pages_are_numbered_and_have_running_heads(english: Pdf) -> None:
    assert len(english.pages) == 7
    for number, text in enumerate(english.pages, start=1):
        assert text.endswith(f"{number} / 7")
    assert not english.pages[0].startswith("What a town said")
    heads = ["Contents", "The drafts", "The drafts", "Evidence", "All statements", "Not in the contents"]
    assert [
        text.startswith(f"What a town said{head}") for text, head in zip(english.pages[1:], heads, strict=True)
    ] == [True] * 6


def test_the_first_page_says_who_asked_and_how_many_took_part(english: Pdf) -> None:
    assert english.pages[0] == (
        "Synthesis of a consultation·Edition 2What a town saidWhat should we do?"
        "Asked byThe town groupWhen2 – 16 March 2026"
        "12Respondentseach counted once15AnswersA preview.1 / 7"
    )


def test_the_contents_list_what_is_listed_and_lead_there(english: Pdf) -> None:
    contents = english.pages[1].removeprefix("What a town saidContents").removesuffix("2 / 7")
    assert contents.replace("\u2060", "") == "ContentsThe drafts3Draft 1Fund small groups3Evidence5All statements6"
    assert english.outline == 7  # four chapters, a draft, and what stands behind two numbers
    assert {"drafts", "draft.1", "evidence", "e-statements"} <= set(english.links)


def test_headings_tables_quotes_notes_and_pictures_are_tagged_as_such(english: Pdf) -> None:
    expected = {
        "Title": 1,
        "H1": 5,  # the contents and four chapters
        "H2": 6,  # two sides, a draft, what is folded, and what stands behind two numbers
        "Table": 3,
        "THead": 3,
        "TH": 9,
        "TD": 18,
        "BlockQuote": 4,
        "Note": 2,
        "L": 1,
        "LI": 2,
        "Figure": 1,
        "TOCI": 4,
    }
    assert {kind: english.tags[kind] for kind in expected} == expected
    assert english.tags["Link"] == len(english.links)
    assert english.alternatives == ["Positions on draft 1. One bar."]


def test_numbers_lead_to_their_evidence_and_ids_to_their_statements(english: Pdf) -> None:
    leads = Counter(english.links)
    assert leads["e-funding"] >= 4
    assert leads["e-equity"] >= 4
    assert "e-nobody" not in leads
    assert leads["https://example.org/a_b?c=d&e=f"] == 1
    # Statements have no names in a PDF: four quotes, one footnote, two lists of evidence, and what leads back.
    assert leads[""] >= 4 + len(FEW) + len(FEW) + len(MANY)


def test_a_sentence_has_one_footnote_with_its_statements_or_where_many_are_listed(english: Pdf) -> None:
    drafts = english.pages[2]
    assert "3 spoke of money.1 Nobody else did." in drafts
    assert "Most (12) raised Équité and 3 money.2 And 0 wrote nothing." in drafts
    assert "".join(drafts.split()).endswith(f"1{''.join(FEW)}2Evidence:p.53/7")


def test_a_text_in_another_language_says_so_and_where_it_falls_back(english: Pdf) -> None:
    assert "Équité\u00a0(French)" in english.pages[2]
    assert b"/Lang(fr)" in b"".join(english._stream(body) for body in english._objects.values() if b"/Flate" in body)


def test_a_long_first_page_is_set_smaller_and_stays_one_side(tmp_path: Path) -> None:
    made = document()
    more = (Paragraph(("What was said at length. " * 12,)),) * 18  # of which sixteen would fit as they are
    long = replace(made, opening=replace(made.opening, blocks=more))
    pages = written(long, tmp_path).pages
    assert pages[0].count("What was said at length.") == 18 * 12
    assert pages[1].startswith("What a town saidContents")


def test_a_drawing_taller_than_a_page_is_set_smaller(tmp_path: Path) -> None:
    pdf = written(only(Chart("tall", "Tall", "", SVG.replace('height="40"', 'height="2000"'), table())), tmp_path)
    (drawn, *_) = pdf.scales(page=2)
    assert 500 < 2000 * drawn < 650  # of the 842 points of a page


def test_no_font_of_the_machine_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A font that a person has installed may have the name of one of ours and other letters."""
    home = tmp_path / "home" / ".local" / "share" / "fonts"
    home.mkdir(parents=True)
    name, other = FAMILY.encode("utf-16-be"), "Noto Sans".ljust(len(FAMILY)).encode("utf-16-be")
    (home / "other.ttf").write_bytes(boxes().replace(name, other).replace(name.replace(b"\0 ", b""), other))
    before = written(document(), tmp_path).bytes
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home.parent))
    assert written(document(), tmp_path, "again.pdf").bytes == before


def test_a_link_to_nowhere_is_words(tmp_path: Path) -> None:
    made = document()
    alone = replace(made, chapters=(Chapter("drafts", ("The drafts",), made.chapters[0].blocks),))
    pdf = written(alone, tmp_path)
    assert "Of 12 respondents, 3 spoke of money." in pdf.text
    assert {"e-funding", ""} & set(pdf.links) == {""}  # the footnote marks


# Whatever people write.


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what the appendix shows of each text, by the id that stands below it."""
    texts = {token(text): (text, "en") for text in NASTY.values()}
    text = written(document(texts=texts), tmp_path_factory.mktemp("nasty")).text
    appendix = text.split("All statementsAll statements")[1]
    appendix = re.sub(r"\d+ / \d+\nWhat a town saidAll statements", "", appendix)
    shown = re.split(r"([A-Z2-7]{8})What would help you\?\s*· Funding", appendix)
    return dict(zip(shown[1::2], shown[0::2], strict=False))


OFTEN = ("combining", "scripts", "emoji")
"""Texts in which one sign is drawn with several: the typesetter gives each of these the whole sign's letters."""


@pytest.mark.parametrize("name", NASTY)
def test_whatever_people_write_is_shown_as_they_wrote_it(nasty: dict[str, str], name: str) -> None:
    shown = seen(nasty[token(NASTY[name])])
    expected = seen(NASTY[name].replace("\uffff", "\ufffd").replace("\ufffe", "\ufffd"))
    if name in OFTEN:
        assert set(shown) == set(expected)
    elif any(unicodedata.bidirectional(one) in {"R", "AL", "RLO", "RLE"} for one in NASTY[name]):
        assert Counter(shown) == Counter(expected)  # drawn from the left
    else:
        assert shown == expected


def test_names_of_things_may_be_nasty_too(tmp_path: Path) -> None:
    pdf = written(titled(document(), " ".join(text for text in NASTY.values() if len(text) < 500)), tmp_path)
    assert pdf.tags["Title"] == 1


def test_what_no_font_has_is_a_box_and_copied_as_it_was(tmp_path: Path) -> None:
    pdf = written(document(texts={"AAAAAAAA": ("here \U00020bb7 it is", "")}), tmp_path)
    assert "here \U00020bb7 it is" in pdf.text
    assert FAMILY.replace(" ", "").encode() in pdf.bytes


def test_every_font_of_ours_is_known_to_the_template() -> None:
    template = pdf_file.TEMPLATE.read_text(encoding="utf-8")
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(pdf_file.FONTS)])
    assert [family for family in found.families() if f'"{family}"' not in template] == []
    licensed = (pdf_file.FONTS / "README.md").read_text(encoding="utf-8")
    assert "OFL.txt" in licensed
    assert (pdf_file.FONTS / "OFL.txt").exists()


def test_the_box_is_a_font_of_one_shape(tmp_path: Path) -> None:
    (tmp_path / "boxes.ttf").write_bytes(boxes())
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(tmp_path)])
    assert found.families() == [FAMILY]


# Lines, as the typesetter takes them.


def test_a_line_shows_controls_keeps_spaces_and_may_break() -> None:
    assert line("a\x07b\x7f") == "a\u2407b\u2421"
    assert line(" two\tand  three ") == " two\u00a0\u00a0\u00a0\u00a0and \u00a0three "
    assert lines("  two\n three ") == ["\u00a0\u00a0two", "\u00a0three\u00a0"]
    assert line("x" * 81) == "\u200b".join(["x" * 40, "x" * 40, "x"])
    assert line("x" * 39 + "e\u0301y") == "x" * 39 + "e\u0301\u200by"  # an accent stays with its letter
    assert line("one\r\ntwo\u2028three") == "one two three"
    assert line("a\ufeffb\ufffe") == "a\u2060b\ufffd"
    assert lines("one\r\ntwo\u2028three\n") == ["one", "two", "three", ""]


def test_of_a_language_the_typesetter_knows_the_first_part() -> None:
    assert [tongue(code) for code in ("fr", "pt-BR", "zh_Hans", "gsw", "", "x-klingon", "simple")] == [
        "fr",
        "pt",
        "zh",
        "gsw",
        "",
        "",
        "",
    ]


# Reports as they are made.


@pytest.mark.parametrize("language", ["en", "fr", "ar", "es"])
def test_a_whole_report_has_every_statement_that_may_be_shown_and_no_other(language: str, tmp_path: Path) -> None:
    made = write_report(everything(), language=language, finder=FINDER, out=tmp_path / "report", formats=["pdf"])
    assert made == [tmp_path / "report.pdf"]
    pdf = Pdf(made[0])
    for one in heard(everything()):
        assert (one.answer.id in pdf.text) == one.quotable
    words = "".join(pdf.text.split())
    assert "Onlyforthesmallones." in words
    for hidden in ("Notinthesewords.", "Takenback.", "di@example.org"):
        assert hidden not in words
    assert pdf.tags["Title"] == 1
    assert pdf.tags["Figure"] == len(pdf.alternatives) >= 3


# Where footnotes stand, and what they lead to.


def evidence(name: str, *ids: str, answers: int = 0) -> Figure:
    return Figure("9", 9, 9, Evidence(name, 9, answers or len(ids), ids))


def test_an_evidence_that_comes_twice_in_a_sentence_is_noted_once() -> None:
    line = ("A ", evidence("x", "A2"), " and ", evidence("x", "A2"), " more. Then ", evidence("x", "A2"))
    notes = [piece for piece in noted(line) if isinstance(piece, Note)]
    assert [[one.anchor for one in note.behind] for note in notes] == [["x"], ["x"]]


def test_ids_are_named_only_where_they_are_all_there_is_to_see() -> None:
    shown, unseen = evidence("x", "B2", "A2"), evidence("y", answers=3)
    (note,) = (piece for piece in noted((shown, " of ", evidence("z", "A2"))) if isinstance(piece, Note))
    assert note.ids == ("A2", "B2")
    (note,) = (piece for piece in noted((shown, " of ", unseen)) if isinstance(piece, Note))
    assert note.ids == ()
    many = [f"M{number}" for number in range(FEW_IDS)]
    assert Note((evidence("x", *many).evidence,)).ids == tuple(sorted(many))
    assert Note((evidence("x", *many).evidence, evidence("y", "A2").evidence)).ids == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (" said so. Others not.", ". "),
        (" said “so.” Others not.", ".” "),
        (" l’ont dit\u202f! D’autres non.", "! "),
        (" dit «\u00a0oui.\u00a0» Puis non.", ".\u00a0» "),
        (" قالوا نعم؟ لا.", "؟ "),
        (" said 2.5 and no more", "more"),
    ],
)
def test_a_note_stands_after_the_end_of_its_sentence(before: str, after: str) -> None:
    pieces = list(noted((evidence("x", "A2"), before)))
    at = next(index for index, piece in enumerate(pieces) if isinstance(piece, Note))
    assert "".join(str(piece) for piece in pieces[1:at]).endswith(after.strip())
    assert len(pieces) == (4 if after.endswith(" ") else 3)


# Nodes.


def test_headings_never_skip_a_level_and_a_place_is_named_once() -> None:
    blocks = (Part(("Deep",), (), "twice", level=5), Part(("Same",), (), "twice", level=3))
    made = only(*blocks)
    headings = list(Nodes(made).chapters())
    assert [(node["level"], node["to"]) for node in headings] == [(1, "only"), (2, "twice"), (2, "")]


def test_a_document_whose_headings_skip_and_whose_places_repeat_is_set(tmp_path: Path) -> None:
    blocks = (Part(("Deep",), (Paragraph((Link("there", "twice"),)),), "twice", level=5), Part(("Same",), (), "twice"))
    made = only(*blocks)
    assert written(made, tmp_path).links.count("twice") == 1  # from the text, to the first of the two


def test_the_first_page_has_no_footnotes() -> None:
    made = document()
    with_numbers = replace(made.opening, blocks=(Paragraph(("So ", evidence("x", "A2"), ".")),))
    nodes = Nodes(replace(made, opening=with_numbers))
    assert [piece for node in nodes.opening()["blocks"] for piece in node["line"]] == [
        "So ",
        {"node": "figure", "text": "9", "to": "e-x"},
        ".",
    ]


@pytest.mark.parametrize(("language", "way"), [("ar", "rtl"), ("he", "rtl"), ("fr", "ltr"), ("", "auto")])
def test_what_people_said_goes_its_own_way(language: str, way: str) -> None:
    for block in (Quotation("AAAA2222", "Words", language), StatementText("AAAA2222", "Words", language, ())):
        (node,) = Nodes(document()).block(block, 2)
        assert (node["language"], node["direction"]) == (language, way)


def test_a_statement_in_another_direction_stands_on_the_other_side(tmp_path: Path) -> None:
    right = {}
    for language, words in (("ar", "نعم"), ("fr", "oui")):
        made = only(StatementText("AAAA2222", words, language, ()))
        right[language] = sum(x > 400 for x in written(made, tmp_path, f"{language}.pdf").lefts(page=2))
    assert right["ar"] == right["fr"] + 1


# Reports too long for one file, and what goes wrong.


def test_a_report_too_long_for_one_file_goes_on_in_others(tmp_path: Path) -> None:
    further = pdf_file.write(document(), tmp_path / "report.pdf", most=12)
    assert [path.name for path in further] == [f"report-{number}.pdf" for number in (2, 3, 4, 5)]
    volumes = [Pdf(path) for path in (tmp_path / "report.pdf", *further)]
    whole = "".join(volume.text for volume in volumes)
    for id_, (words, _) in SAID.items():
        assert whole.count(words) == 1, id_
    assert volumes[0].text.count("Contents") >= 1
    assert "ContentsThe drafts" not in "".join(volume.text for volume in volumes[1:])
    for volume in volumes[1:]:
        assert "Synthesis of a consultation" not in volume.text
        assert "<pdfuaid:part>1</pdfuaid:part>" in volume.metadata
    led = {link for link in volumes[0].links if link.startswith("report-")}
    assert led
    assert {link.split("#")[0] for link in led} <= {path.name for path in further}


def test_a_list_of_ids_too_long_for_one_volume_goes_on_in_the_next() -> None:
    ids = [f"{number:08}" for number in range(2 * IDS + 1)]
    heading = {"node": "heading", "level": 1, "to": "e-x", "listed": True}
    backing = {"node": "backing", "behind": "many", "ids": ids}
    made = list(volumes([heading, backing], most=1, linked=False))
    assert [[node["node"] for node in volume] for volume in made] == [["heading"]] + [["heading", "backing"]] * 3
    lists = [volume[1] for volume in made[1:]]
    assert [one for each in lists for one in each["ids"]] == ids
    assert [each["behind"] for each in lists] == ["many", "", ""]
    assert [volume[0]["to"] for volume in made] == ["e-x", "", "", ""]
    assert [volume[0]["listed"] for volume in made] == [True, False, False, False]


def test_links_weigh_more_than_what_is_written_out() -> None:
    nodes = [{"node": "backing", "behind": "", "ids": ["A2"] * 100}] * 10
    assert len(list(volumes(nodes, most=100, linked=True))) > len(list(volumes(nodes, most=100, linked=False)))


def test_all_ids_of_the_evidence_are_on_paper_in_volumes_too(tmp_path: Path) -> None:
    further = pdf_file.write(document(), tmp_path / "report.pdf", most=12)
    text = "".join(Pdf(path).text for path in (tmp_path / "report.pdf", *further))
    assert [id_ for id_ in MANY if text.count(id_) < 3] == []  # in the list, in what it says, and below it


def test_volumes_are_the_same_bytes_too(tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    for folder in (tmp_path, tmp_path / "again"):
        pdf_file.write(document(), folder / "report.pdf", most=12)
    for path in tmp_path.glob("*.pdf"):
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()


def test_what_the_typesetter_refuses_is_one_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "broken.typ"
    broken.write_text("#no-such-function()", encoding="utf-8")
    monkeypatch.setattr(pdf_file, "TEMPLATE", broken)
    with pytest.raises(NotMade, match=r"^report\.pdf could not be typeset: unknown variable: no-such-function"):
        pdf_file.write(document(), tmp_path / "report.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["broken.typ"]


def test_a_typesetter_that_is_stopped_is_one_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "stopped.py"
    script.write_text(f"import os, signal; os.kill(os.getpid(), {signal.SIGKILL:d})", encoding="utf-8")
    monkeypatch.setattr(typesetting, "__file__", str(script))
    with pytest.raises(NotMade, match=r"^report\.pdf could not be typeset: .* signal 9; is there enough memory\?$"):
        pdf_file.write(document(), tmp_path / "report.pdf")
