"""What every chart has: a name, a title, a description, a table; nothing that a text could do to it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import typst

from consultation.guide import Draft
from consultation.records import Snapshot
from reports.charts.drawing import Hatch, Ink
from reports.charts.writing import NOT_IN_XML, isolated, sized
from reports.document import Chart
from tests.reports.charts.lively import ISOLATES, NAMESPACE, Mirrored, charts_of, drawn, labels_of, lively, tree
from tests.reports.nasty import NASTY
from tests.reports.snapshots import REGIONS, attribute, theme, town, unit

STYLES = Path(__file__).parents[3] / "reports" / "templates" / "charts.css"


@pytest.fixture(scope="module")
def charts() -> list[Chart]:
    return charts_of(lively())


def hostile(name: str) -> Snapshot:
    """Return the lively rounds of a consultation all of whose texts are nasty."""
    text, calm = NASTY[name], lively()
    drafts = tuple(replace(one, title=unit(text)) for one in calm.consultation.drafts)
    themes = tuple(theme(one.id, text, text, bears_on=one.bears_on) for one in calm.consultation.codebook.themes)
    regions = attribute("region", *REGIONS)
    choices = tuple(replace(one, label=unit(text)) for one in regions.choices)
    consultation = town(drafts=drafts, themes=themes)
    attributes = tuple(
        replace(regions, label=unit(text), choices=choices) if one.id == "region" else one
        for one in consultation.attributes
    )
    guides = tuple(
        replace(one, questions=tuple(replace(asked, title=unit(text)) for asked in one.questions))
        for one in consultation.guides
    )
    return replace(calm, consultation=replace(consultation, attributes=attributes, guides=guides))


def test_all_of_them_are_there(charts: list[Chart]) -> None:
    assert [one.name for one in charts] == [
        "chart.positions.draft.2026-01.1",
        "chart.positions.draft.2026-01.2",
        "chart.positions.draft.2026-01.3",
        "chart.themes",
        "chart.groups.region",
        "chart.coverage.role",
        "chart.coverage.region",
        "chart.coverage.language",
        "chart.flow",
        "chart.timeline",
        "chart.omissions",
    ]


def test_each_says_what_it_is_to_who_does_not_see_it(charts: list[Chart]) -> None:
    for one in charts:
        root = tree(one)
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == f"{one.name}-title {one.name}-desc"
        title, desc = root.find(f"{NAMESPACE}title"), root.find(f"{NAMESPACE}desc")
        assert title is not None
        assert desc is not None
        assert (title.get("id"), title.text) == (f"{one.name}-title", one.title)
        assert (desc.get("id"), desc.text) == (f"{one.name}-desc", one.description)
        assert one.title.strip()
        assert one.description.endswith(".")


def test_each_has_a_table_with_a_heading_for_each_column(charts: list[Chart]) -> None:
    for one in charts:
        assert one.table.rows, one.name
        assert {len(row) for row in one.table.rows} == {len(one.table.columns)}, one.name
        assert all(line for row in one.table.rows for line in row), one.name


def test_no_id_is_given_twice_and_each_that_is_used_is_there(charts: list[Chart]) -> None:
    whole = "".join(one.svg for one in charts)
    ids = re.findall(r' id="([^"]+)"', whole)
    used = re.findall(r"url\(#([^)]+)\)", whole)
    assert len(ids) == len(set(ids))
    assert used
    assert set(used) <= set(ids)
    for one in charts:
        assert set(re.findall(r"url\(#([^)]+)\)", one.svg)) == set(re.findall(r'pattern id="([^"]+)"', one.svg))


def test_across_all_is_percent_so_that_a_width_can_be_given(charts: list[Chart]) -> None:
    for one in charts:
        assert one.svg.startswith("<svg ")
        assert 'width="100%"' in one.svg[: one.svg.index(">")]
        assert 'width="640"' in sized(one.svg, 640)[: one.svg.index(">")]
        assert sized(one.svg, 640).count('width="640"') == 1


@pytest.mark.parametrize("name", NASTY)
def test_texts_are_texts(name: str) -> None:
    of = hostile(name)
    allowed = {"svg", "title", "desc", "defs", "pattern", "rect", "circle", "text", "path"}
    charts = charts_of(of)
    for one in charts:
        root = tree(one)
        assert {element.tag.removeprefix(NAMESPACE) for element in root.iter()} <= allowed
        assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]
    (themes,) = (one for one in charts if one.name == "chart.themes")
    said = "".join(one.text for one in drawn(themes, "ink", "text"))
    start = "".join(NOT_IN_XML.sub("", NASTY[name]).translate({ord(mark): None for mark in ISOLATES}).split())
    assert start[:20] in "".join(said.split())


def test_every_text_keeps_its_direction_to_itself(charts: list[Chart]) -> None:
    for one in (*charts, *charts_of(lively(), labels_of(lively(), "ar"))):
        for text in re.findall(r"<text [^>]*>(.*?)</text>", one.svg):
            assert text[0] in ISOLATES[:3]
            assert text[-1] == ISOLATES[3]


def test_a_text_runs_in_the_direction_of_its_language() -> None:
    assert isolated("a", "en") == "\u2066a\u2069"
    assert isolated("a", "ar") == "\u2067a\u2069"
    assert isolated("a", "") == "\u2068a\u2069"


def test_a_text_in_another_language_says_so() -> None:
    of = lively()
    (themes,) = (one for one in charts_of(of, labels_of(of, "ar")) if one.name == "chart.themes")
    texts = dict(re.findall(r"<text ([^>]*)>[\u2066-\u2068](.*?)\u2069</text>", themes.svg)[::-1])
    ways = {text: re.findall(r'lang="(\w+)"', given) for given, text in texts.items()}
    assert ways["التمويل"] == []
    assert ways["Équité"] == ["fr"]


def test_from_right_to_left_everything_is_turned_over(charts: list[Chart]) -> None:
    of = lively()
    turned = charts_of(of, labels_of(of, "en", Mirrored()))
    for one, other in zip(charts, turned, strict=True):
        for before, after in zip(drawn(one), drawn(other), strict=True):
            assert (before.tag, before.style, before.length, before.y) == (
                after.tag,
                after.style,
                after.length,
                after.y,
            )
            if before.tag in {"rect", "text", "circle"} and before.across:
                assert after.x == pytest.approx(100 - before.x - before.length, abs=0.01)
                assert after.anchor == {"start": "end", "end": "start"}.get(before.anchor, before.anchor)


def test_the_page_has_a_colour_for_each_ink_in_light_and_dark() -> None:
    styles = STYLES.read_text(encoding="utf-8")
    for ink in Ink:
        assert re.search(rf"svg\.drawing \.{ink.style}[ ,][^}}]*fill: var\(--", styles), ink
    for hatch in Hatch:
        assert re.search(rf"svg\.drawing \.hatch-{hatch.style}[ ,][^}}]*fill: var\(--", styles), hatch
    halos = {halo for one in charts_of(lively()) for halo in re.findall(r"halo-[a-z-]+", one.svg)}
    assert halos
    assert all(f"svg.drawing .{halo} {{ stroke: var(--" in styles for halo in halos)


def brightness(colour: str) -> float:
    """Return the relative luminance of a colour, by WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("letters", "ground"),
    [
        (Ink.INK, Ink.PAPER),
        (Ink.SOFT, Ink.PAPER),
        (Ink.ON_DARK, Ink.SUPPORT),
        (Ink.ON_DARK, Ink.OPPOSE),
        (Ink.INK, Ink.CHANGES),
        (Ink.INK, Ink.NONE),
    ],
)
def test_letters_can_be_read_on_paper(letters: Ink, ground: Ink) -> None:
    light, dark = sorted((brightness(letters.colour), brightness(ground.colour)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize("language", ["en", "ar"])
def test_typst_sets_them_as_pictures_of_their_own(tmp_path: Path, language: str) -> None:
    charts = charts_of(lively(), labels_of(lively(), language))
    for number, one in enumerate(charts):
        (tmp_path / f"{number}.svg").write_text(sized(one.svg, 640), encoding="utf-8")
    images = "\n".join(f'#image("{number}.svg", width: 480pt, alt: "chart")' for number in range(len(charts)))
    source = tmp_path / "charts.typ"
    source.write_text(f"#set page(width: 500pt, height: auto, margin: 10pt)\n{images}", encoding="utf-8")
    picture = typst.compile(str(source), format="png", ppi=72.0)
    assert isinstance(picture, bytes)
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20], "big") == 500
    assert len(picture) > 50_000  # a blank page takes a twentieth of that


def test_the_same_findings_give_the_same_drawings(charts: list[Chart]) -> None:
    assert [one.svg for one in charts_of(lively())] == [one.svg for one in charts]


def test_drafts_of_one_number_do_not_share_a_name() -> None:
    of = lively()
    old = replace(of.consultation.drafts[0], version="2025-01")
    drafts: tuple[Draft, ...] = (old, *of.consultation.drafts)
    names = [one.name for one in charts_of(replace(of, consultation=replace(of.consultation, drafts=drafts)))]
    assert len(names) == len(set(names))
