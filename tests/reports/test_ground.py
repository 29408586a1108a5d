"""The front matter: who asks, and on what ground."""

from dataclasses import replace
from datetime import date

import pytest

from consultation.guide import Choice, Consultation, Document, Member
from reports.ground import DocumentLine, followed
from reports.render import page_of, write_report
from tests.reports.snapshots import FINDER, snapshot, town, unit

PAGE = "https://example.org/wiki/A_(page)"


def asking() -> Consultation:
    member = Member("Ada <Lovelace>", ("Analytical Society", "UNESCO"), "staff", ("north", "islands"))
    return replace(
        town(),
        keywords=(Choice("glam", unit("GLAM")), Choice("open", unit("Open science", "Science ouverte"))),
        members=(member,),
        mailing_list="town@lists.example.org",
        documents=(Document("report", "report", unit("The first report"), dated=date(2018, 1, 1), precision="year"),),
        resources=(
            Document("page", "page", unit("A page", "Une page"), PAGE, date(2019, 9, 1), "month"),
            Document("script", "page", unit("No page"), "javascript:alert(1)"),
        ),
    )


def test_keywords_members_and_documents_are_named_in_the_reader_s_language() -> None:
    ground = page_of(snapshot(consultation=asking()), language="fr", finder=FINDER).ground
    assert [keyword.text for keyword in ground.keywords()] == ["GLAM", "Science ouverte"]
    (member,) = ground.members()
    assert (member.name, member.organisations) == ("Ada <Lovelace>", "Analytical Society, UNESCO")
    assert (member.role.text, [region.text for region in member.regions]) == ("Staff", ["North", "Islands"])
    assert ground.mailing_list() == "town [at] lists [dot] example [dot] org"
    documents, resources = ground.lists()
    assert (documents[0], documents[1][0].dated) == ("Documents", "2018")
    assert (resources[0], resources[1][0].title.text) == ("Ressources", "Une page")
    assert resources[1][0].address == "https://example.org/wiki/A_%28page%29"
    assert resources[1][0].dated == "septembre 2019"
    assert resources[1][1] == DocumentLine(resources[1][1].title, "", "")


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://example.org/a?b=c&d=e#f", "http://example.org/a?b=c&d=e#f"),
        ('https://example.org/"><script>', "https://example.org/%22%3E%3Cscript%3E"),
        ("https://example.org/%C3%A9 b", "https://example.org/%C3%A9%20b"),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_only_addresses_of_the_web_are_followed_and_none_breaks_out_of_its_link(url: str, address: str) -> None:
    assert followed(url) == address


@pytest.fixture
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    room = tmp_path_factory.mktemp("report")
    paths = write_report(snapshot(consultation=asking()), language="en", finder=FINDER, out=room / "report")
    return {path.suffix[1:]: path.read_text(encoding="utf-8") for path in paths}


def test_the_page_says_who_asks_in_a_part_that_opens(written: dict[str, str]) -> None:
    page = written["html"]
    closed = page[page.index("<summary><h3>Who asks, and on what ground</h3></summary>") :].split("</details>")[0]
    assert "It depends." in closed
    assert "<strong>Ada &lt;Lovelace&gt;</strong>, Analytical Society, UNESCO" in closed
    assert "Write to the group: town [at] lists [dot] example [dot] org" in closed
    assert "<li>The first report, 2018</li>" in closed
    assert '<li><a href="https://example.org/wiki/A_%28page%29">A page</a>, September 2019</li>' in closed
    assert "<li>No page</li>" in closed
    assert "<strong>Keywords:</strong> GLAM, Open science" in page


def test_the_markdown_says_the_same(written: dict[str, str]) -> None:
    text = written["md"]
    assert "#### The main finding of the earlier report\n\nIt depends.\n" in text
    assert r"- **Ada \<Lovelace>**, Analytical Society, UNESCO (Staff; North, Islands)" in text
    assert r"Write to the group: town \[at\] lists \[dot\] example \[dot\] org" in text
    assert "- The first report, 2018\n" in text
    assert "- [A page](https://example.org/wiki/A_%28page%29), September 2019\n- No page\n" in text
    assert "\n**Keywords:** GLAM, Open science\n" in text


def test_the_address_of_the_list_is_nowhere_as_it_is(written: dict[str, str]) -> None:
    assert not any("town@" in text or "lists.example" in text for text in written.values())


def test_a_group_that_says_nothing_of_itself_has_no_empty_lists(tmp_path_factory: pytest.TempPathFactory) -> None:
    room = tmp_path_factory.mktemp("report")
    for path in write_report(snapshot(), language="en", finder=FINDER, out=room / "report"):
        text = path.read_text(encoding="utf-8")
        assert "The town group" in text
        assert not any(word in text for word in ("Write to the group", "Documents", "Resources", "Keywords"))
