"""The static site: what its pages hold, what they lead to, and what they may never show."""

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from consultation.editions import Cause
from reports.document import Citing
from reports.site import addresses, citing, searching
from reports.site.searching import folded, shard, words_in
from reports.site.words import WORDS, words_for
from tests.reports.nasty import NASTY, nasty_people
from tests.reports.sites import held, site, withdrawn, written
from tests.reports.snapshots import crowd, person, said, snapshot, token

WHOLE = snapshot(
    [
        person("ana", said("We need a grant for the roof.", "funding")),
        person("bo", said("Les outils manquent ici.", "tools", language="fr"), language="fr"),
    ]
)


def read(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_words_of_every_language_are_the_same_ones() -> None:
    for language, words in WORDS.items():
        assert list(words) == list(WORDS["en"]), language
        for key, english in WORDS["en"].items():
            assert set(re.findall(r"{\w+}", words[key])) == set(re.findall(r"{\w+}", english)), (language, key)
    assert words_for(("sw", "fr"))[0] == "fr"
    assert words_for(("sw",))[0] == "en"


def test_the_same_editions_give_the_same_bytes(tmp_path: Path) -> None:
    first, again = written(site(WHOLE), tmp_path / "a"), written(site(WHOLE), tmp_path / "b")
    assert everything(first) == everything(again)


def test_whatever_people_write_stands_on_its_page_as_they_wrote_it(tmp_path: Path) -> None:
    folder = written(site(snapshot(nasty_people())), tmp_path / "site")
    for name, text in NASTY.items():
        page = (folder / "town" / "s" / f"{token(text)}.html").read_bytes().decode("utf-8")
        (words,) = re.findall(r'<p class="words"[^>]*>(.*?)</p>', page, re.DOTALL)
        assert unescape(words) == text, name
        assert "<script>" not in page


def test_the_page_of_a_statement_says_where_it_stands_in_the_report(tmp_path: Path) -> None:
    folder = written(site(WHOLE), tmp_path / "site")
    id_ = token("We need a grant for the roof.")
    page = read(folder, f"town/s/{id_}.html")
    assert f'href="../../town/en/R1/1/report.html#s-{id_}"' in page
    assert f'id="s-{id_}"' in read(folder, "town/en/R1/1/report.html")
    assert "Help · Funding" in page


def test_an_edition_that_is_gone_keeps_its_addresses_and_no_words(tmp_path: Path) -> None:
    first = held(WHOLE)
    rest = snapshot([person("bo", said("Les outils manquent ici.", "tools", language="fr"), language="fr")])
    second = held(rest, 2)
    folder = written(site(rest, second, withdrawn(first, superseded_by=2)), tmp_path / "site")
    assert [name for name, content in everything(folder).items() if b"grant for the roof" in content] == []
    assert "This statement is no longer shown." in read(folder, f"town/s/{token('We need a grant for the roof.')}.html")
    assert "Les outils manquent" in read(folder, f"town/s/{token('Les outils manquent ici.')}.html")
    for file in ("index.html", "report.html"):
        assert "../../../../town/fr/R1/2/index.html" in read(folder, f"town/fr/R1/1/{file}")
    assert not (folder / "town/fr/R1/1/report.pdf").exists()
    assert "Cette édition n’est plus montrée." in read(folder, "town/fr/R1/1/report.html")
    rounds = read(folder, "town/en/R1/index.html")
    assert "Statements: 2 → 1" in rounds
    assert "Answers or positions withdrawn: 1" in rounds


def test_of_two_editions_that_may_be_read_the_newest_words_are_at_the_permanent_address(tmp_path: Path) -> None:
    old = said("We need a grant for the roof.", "funding")
    new = replace(said("We need a grant for the cellar.", "funding"), id=old.id)
    first, second = held(snapshot([person("ana", old)])), held(snapshot([person("ana", new)]), 2)
    stale = replace(first, edition=replace(first.edition, causes={Cause.EDITED: 1}))
    folder = written(site(WHOLE, second, stale), tmp_path / "site")
    assert "for the cellar." in read(folder, f"town/s/{old.id}.html")
    assert "../../town/en/R1/2/report.html#s-" in read(folder, f"town/s/{old.id}.html")
    assert "for the cellar." in read(folder, "town/en/R1/statements/all.html")
    assert "for the roof." in read(folder, "town/en/R1/1/report.html")
    assert "statements/index.html" not in read(folder, "town/en/R1/1/index.html")


def test_a_round_whose_only_edition_is_gone_says_so(tmp_path: Path) -> None:
    folder = written(site(WHOLE, withdrawn(held(WHOLE))), tmp_path / "site")
    assert "No edition of this round can be read at present." in read(folder, "town/en/R1/index.html")
    assert not (folder / "town/en/R1/statements").exists()
    assert b"Les outils" not in b"".join(everything(folder).values())


def test_long_lists_are_cut_into_pages_which_lead_to_each_other(tmp_path: Path) -> None:
    people = [person(f"p{n}", said(f"Statement number {n}.", "funding")) for n in range(401)]
    folder = written(site(snapshot(people)), tmp_path / "site")
    at = "town/en/R1/statements"
    shown = [
        read(folder, f"{at}/{name}.html").count('<article class="statement"') for name in ("all", "all.2", "all.3")
    ]
    assert shown == [200, 200, 1]
    assert 'rel="next" href="all.3.html"' in read(folder, f"{at}/all.2.html")
    assert 'rel="prev" href="all.html"' in read(folder, f"{at}/all.2.html")
    assert 'rel="next"' not in read(folder, f"{at}/all.3.html")
    assert "Statements: 401" in read(folder, f"{at}/theme.funding.html")
    first_load = f"{at}/index.html", "style.css", "search.js"
    assert sum((folder / name).stat().st_size for name in first_load) < 60_000  # however many statements there are


def test_statements_are_never_listed_by_group_and_small_groups_are_masked(tmp_path: Path) -> None:
    people = [*crowd(9, "funding", region="north"), *crowd(8, "tools", start=50, region="south")]
    people += crowd(2, "equity", start=90, region="east")
    folder = written(site(snapshot(people)), tmp_path / "site")
    search = read(folder, "town/en/R1/statements/index.html")
    groups = search[search.index("By group") :]
    told = dict(
        re.findall(r'<th scope="row">(?:<a [^>]*>)?(North|South|East)(?:</a>)?</th>\s*<td class="n">(.*?)</td>', groups)
    )
    plain = {name: re.sub("<.*?>", "", cell) for name, cell in told.items()}
    assert plain == {"North": "9", "South": "masked", "East": "masked"}
    for name, content in everything(folder).items():
        if "/s/" in name or "/search/" in name or "statements/theme" in name:
            assert b"North" not in content, name
            assert b"north" not in content, name


def test_first_load_is_under_500_kilobytes_with_ten_thousand_statements() -> None:
    """What a reader loads first: the page, its style and script; then the files that a search asks for."""
    people = [
        person(f"p{n}", said(f"Statement {n} on grant {n % 97} and tool {n % 31}.", "funding")) for n in range(10_000)
    ]
    entries = [
        searching.Entry(one, ("theme.funding",), "question.guiding.capacity", "language.en")
        for one in held(snapshot(people)).page().statements()  # type: ignore[misc]
    ]
    sizes = {name: len(content.encode()) for name, content in searching.files(entries)}
    assert len(entries) == 10_000
    words = max(size for name, size in sizes.items() if name.startswith("words-"))
    texts = sorted(size for name, size in sizes.items() if name.startswith("texts-"))
    assert sizes["facets.json"] + words + 20 * texts[-1] < 500_000
    assert len(texts) == 200


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’Éducation à Nîmes", ["l", "education", "a", "nimes"]),
        ("التمويل في القرية", ["تمويل", "في", "قرية"]),
        ("snake_case 2030½", ["snake", "case", "20301", "2"]),
        ("STRASSE Straße", ["strasse", "straße"]),
    ],
)
def test_words_are_found_without_case_and_accents(text: str, words: list[str]) -> None:
    assert words_in(text) == words


def test_words_that_begin_alike_are_in_one_file() -> None:
    assert shard("funding") == shard("fun")
    assert len({shard(word) for word in ("grant", "tool", "roof", "museum", "علم", "outil")}) > 1
    assert folded("Ü") == "u"


def test_names_that_no_file_can_have_become_digests() -> None:
    assert addresses.safe("draft.2019-09.8") == "draft.2019-09.8"
    for name in ("../up", "a/b", "", "con.", ".hidden", "é", "x" * 90):
        assert re.fullmatch("[0-9a-f]{16}", addresses.safe(name)), name


def test_how_it_is_cited(tmp_path: Path) -> None:
    folder = written(site(WHOLE, address="https://town.example/"), tmp_path / "site")
    url = "https://town.example/town/en/R1/1/index.html"
    bib = read(folder, "town/en/R1/1/cite.bib")
    assert bib.startswith("@misc{R1-1,\n")
    assert f"url = {{{url}}}" in bib
    (item,) = json.loads(read(folder, "town/en/R1/1/cite.json"))
    assert (item["URL"], item["author"]) == (url, [{"literal": "The town group"}])
    page = read(folder, "town/en/R1/1/index.html")
    assert f'<meta name="dcterms.identifier" content="{url}">' in page
    assert f'<link rel="canonical" href="{url}">' in page
    (told,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    data: dict[str, Any] = json.loads(told)
    assert data["@type"] == "Dataset"
    sizes = {one["contentUrl"]: one["contentSize"] for one in data["distribution"]}
    assert sizes["report.pdf"] == f"{(folder / 'town/en/R1/1/report.pdf').stat().st_size} B"


def test_what_would_end_a_citation_or_a_script_is_escaped() -> None:
    cited = Citing(r"A {b} \c & 100%", "</script>", "2026-03-02", "R1/1", "CC0", "</script><b>", ())
    assert r"title = {{A \{b\} \textbackslash{}c \& 100\%}}" in citing.bibtex(cited, "1", "")
    assert "<" not in citing.linked_data(cited, "en", "", 1, [])


def test_no_page_asks_for_anything_from_elsewhere(tmp_path: Path) -> None:
    folder = written(site(WHOLE), tmp_path / "site")
    for path in folder.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert 'http-equiv="Content-Security-Policy" content="default-src \'none\';' in page, path
        loaded = re.findall(r'<(?:script|img|link rel="stylesheet")[^>]*?(?:src|href)="([^"]*)"', page)
        assert not [one for one in loaded if "//" in one], path
