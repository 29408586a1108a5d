import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest

from consultation.checking.reviews import Lean, Leaning, Review
from consultation.errors import InvalidInput, Refused
from consultation.ports import Grouper
from consultation.records import IMPORTED, Consent, Participation, Snapshot
from reports import render
from reports.findings import Findings, find
from reports.formats import DEFAULT
from reports.render import write_report
from tests.reports.pages import PageReader
from tests.reports.snapshots import (
    FINDER,
    LIST,
    OPENED,
    crowd,
    missing,
    person,
    said,
    snapshot,
    takes,
    token,
    town,
    why,
)

LANGUAGES = ("en", "fr", "ar", "es")

Reports = Callable[..., dict[str, str]]


@pytest.fixture
def reports(tmp_path: Path) -> Reports:
    """Give the text of a report in each format."""

    def written(of: Snapshot, language: str = "en", **more: object) -> dict[str, str]:
        paths = write_report(of, language=language, finder=FINDER, out=tmp_path / "report", **more)  # type: ignore[arg-type]
        return {path.suffix[1:]: path.read_text(encoding="utf-8") for path in paths}

    return written


def voices() -> list[Participation]:
    return [
        person("ana", said("A small grant would help us.\nAnd <b>soon</b> & *surely*.", "funding"), region="north"),
        person("bo", said("Des outils simples, s’il vous plaît.", "tools", language="fr"), language="fr"),
        person("cy", said("نريد تمويلا صغيرا ومستمرا لمكتبتنا في القرية.", "funding", language="ar"), language="ar"),
        person("di", said("Nothing that the codebook knows.", item="")),
        *crowd(12, "equity", region="south"),
    ]


def opinions() -> list[Participation]:
    return [
        person("ana", takes("support"), why("It would help at once.", "funding")),
        person("bo", takes("oppose"), why("It would not help anybody.", "funding")),
        person("cy", takes("changes"), why("Only for the small ones."), missing("An upper limit.")),
        person("ed", takes("study", on="3"), missing("Who pays today?", on="3")),
    ]


def whole() -> Snapshot:
    return snapshot(voices(), opinions(), identities=21, erased=1)


def read_by_a_reviewer() -> Snapshot:
    """Return all that, with a reviewer who read everything on the first draft as for it and against it in turn."""
    leans = cycle(Lean)
    rounds = tuple(
        replace(record, participations=tuple(_read(one, leans) for one in record.participations))
        for record in whole().rounds
    )
    return replace(whole(), rounds=rounds)


def _read(one: Participation, leans: Iterator[Lean]) -> Participation:
    return replace(
        one,
        answers=tuple(
            replace(
                answer,
                revisions=(replace(answer.current, review=Review(1, (), (Leaning("1", LIST, next(leans)),))),),
            )
            for answer in one.answers
        ),
    )


def coded_by_hand() -> Snapshot:
    """Return all that with a person's coding, which agrees with the machine here and there."""
    themes = iter([("funding",), ("tools", "gone"), (), ("equity",)] * 9)
    rounds = tuple(
        replace(record, participations=tuple(_coded(one, themes) for one in record.participations))
        for record in whole().rounds
    )
    return replace(whole(), rounds=rounds)


def _coded(one: Participation, themes: Iterator[tuple[str, ...]]) -> Participation:
    return replace(one, answers=tuple(replace(answer, coded=next(themes)) for answer in one.answers))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "of", [whole(), snapshot(voices()), snapshot(), snapshot((), opinions()), coded_by_hand(), read_by_a_reviewer()]
)
def test_the_page_is_well_formed_and_every_link_leads_somewhere(reports: Reports, of: Snapshot, language: str) -> None:
    page = PageReader(reports(of, language, by="region")["html"])
    assert page.problems == []
    assert page.targets <= page.ids
    assert page.labels <= page.ids
    assert page.loaded == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("of", [whole(), coded_by_hand(), read_by_a_reviewer()])
def test_every_link_of_the_markdown_leads_somewhere(reports: Reports, of: Snapshot, language: str) -> None:
    text = reports(of, language, by="region")["md"]
    targets, ids = set(re.findall(r"\]\(#([^)]+)\)", text)), set(re.findall(r'<a id="([^"]+)"></a>', text))
    assert len(targets) > 20
    assert targets <= ids


def test_the_page_needs_no_script_and_no_other_file(reports: Reports) -> None:
    page = reports(whole())["html"]
    assert "<script" not in page
    assert not re.search(r"https?://|url\((?!#)|@import", page)


def test_every_statement_that_may_be_shown_is_in_the_appendix_in_order_of_its_id(reports: Reports) -> None:
    page = reports(whole())["html"]
    shown = re.findall(r'<article class="statement" id="s-([A-Z2-7]{8})">', page)
    people = [*voices(), *opinions()]
    assert shown == sorted(answer.id for one in people for answer in one.answers)


def test_what_people_write_is_text(reports: Reports) -> None:
    written = reports(whole())
    assert "And &lt;b&gt;soon&lt;/b&gt; &amp; *surely*." in written["html"]
    assert "<b>soon" not in written["html"]
    assert r"> And \<b>soon\</b> & \*surely\*." in written["md"]


def test_texts_say_their_language_and_direction(reports: Reports) -> None:
    page = reports(whole())["html"]
    assert page.startswith('<!DOCTYPE html>\n<html lang="en" dir="ltr">')
    assert PageReader(page).ways >= {("en", "ltr"), ("fr", "ltr"), ("ar", "rtl")}
    arabic = voices()[2].answers[0].current.text
    assert f'<blockquote lang="ar" dir="rtl">{arabic}</blockquote>' in page
    assert f'<p class="words" lang="ar" dir="rtl">{arabic}</p>' in page


def test_a_report_in_arabic_shows_what_is_arabic_as_such_and_the_rest_as_what_it_is(reports: Reports) -> None:
    page = reports(whole(), "ar")["html"]
    assert '<html lang="ar" dir="rtl">' in page
    assert re.search(r"<h1[^>]*>مدينة تسأل</h1>", page)
    assert '<bdi lang="fr" dir="ltr">Outils</bdi> <small class="fallback">الفرنسية</small>' in page  # ar, fr, en


def test_sentences_of_no_language_asked_for_say_so_and_stand_in_the_next_of_its_chain(reports: Reports) -> None:
    consulted = replace(town(), chains={"br": ("fr",)})
    page = reports(replace(whole(), consultation=consulted), "br")["html"]
    assert '<html lang="fr" dir="ltr">' in page
    assert "Les phrases de ce rapport n’existent pas encore dans la langue demandée" in page


def test_what_is_not_translated_is_shown_visibly_in_another_language(reports: Reports) -> None:
    page = reports(whole(), "fr")["html"]
    assert '<bdi lang="en" dir="ltr">The town group</bdi> <small class="fallback">anglais</small>' in page
    assert "The town group (anglais)" in reports(whole(), "fr")["md"]


def test_tables_have_what_people_coded_beside_what_was_heard(reports: Reports) -> None:
    """One person is over-heard on tools, ten are not heard on equity; what is coded leads to its statements too."""
    people = [person("ana", said("Ana speaks.", "tools", coded=("equity",)))]
    people += [person(f"p{n}", said(f"Voice {n} speaks.", "funding", coded=("equity", "funding"))) for n in range(10)]
    written = reports(snapshot(people))
    head = "| Theme | Respondents | Share | Coded by hand |\n| --- | ---: | ---: | ---: |\n"
    funding = "| [Funding](#theme.funding) | [10](#e-theme.funding) | 91% | [10](#e-coded.funding) |\n"
    tools = (
        "| [Tools](#theme.tools) *fewer than half agree (precision\u00a00.00)* | [1](#e-theme.tools) | 9% | 0 |\n"
        "| [Equity](#theme.equity) | 0 | 0% | [11](#e-coded.equity) |\n"
    )
    assert head + funding + tools in written["md"]
    assert '<th scope="col" class="n">Coded by hand</th>' in written["html"]
    row = written["html"].split('<a href="#theme.tools">Tools</a>')[1].split("</tr>")[0]
    assert row.startswith(' <small class="hint">fewer than half agree (precision\u00a00.00)</small></th>')
    assert row.endswith('<td class="n">0</td>')
    statement = written["html"].split(f'id="s-{token("Ana speaks.")}"')[1].split("</article>")[0]
    assert 'Tools</a> · coded by hand: <a href="#theme.equity">Equity</a></p>' in statement
    assert "· [Tools](#theme.tools) · coded by hand: [Equity](#theme.equity)\n" in written["md"]
    assert PageReader(written["html"]).problems == []


def test_the_chart_marks_what_people_coded_only_where_they_coded_everybody(reports: Reports) -> None:
    people = [person("ana", said("Ana speaks.", "tools", coded=("tools",))), *crowd(9, "tools")]
    page = reports(snapshot(people))["html"]
    assert 'class="mark"' not in page
    assert "The stroke across a bar" not in page
    assert "among the one" not in page
    assert "Coded by hand: the one respondent of whom a person coded an answer" in page


def test_without_coding_by_hand_nothing_speaks_of_it_but_the_method(reports: Reports) -> None:
    written = reports(whole())
    assert "Coded by hand" not in written["html"] + written["md"]
    assert "Precision" not in written["md"]
    assert "No answer was coded by hand." in written["md"]


def test_one_question_and_no_drafts_leave_out_where_a_theme_was_raised(reports: Reports) -> None:
    asked = town(drafts=())
    guide = replace(asked.guides[0], questions=asked.guides[0].questions[:1])
    one = snapshot(crowd(3, "tools"), consultation=replace(asked, guides=(guide,)))
    freely = snapshot([*crowd(3, "tools"), person("ana", said("Freely.", item=""))], consultation=one.consultation)
    drafts = replace(one, consultation=replace(one.consultation, drafts=town().drafts))
    for extension in DEFAULT:
        assert "Where it was raised" not in reports(one)[extension]
        assert "Where it was raised" in reports(freely)[extension]
        assert "Where it was raised" in reports(drafts)[extension]
    assert PageReader(reports(one)["html"]).targets <= PageReader(reports(one)["html"]).ids


def imported(people: Iterable[Participation]) -> list[Participation]:
    return [replace(one, consent=Consent(IMPORTED, OPENED)) for one in people]


@pytest.mark.parametrize(
    ("language", "all_", "some", "limit"),
    [
        (
            "en",
            "the answers were imported, not written in the chat",
            "in the chat; 8 of the answers were imported",
            "of the answers that were imported, each row that names no respondent counts as a respondent of its own",
        ),
        (
            "fr",
            "les réponses ont été importées, non écrites dans la messagerie",
            "dans la messagerie\u202f; 8 des réponses ont été importées",
            "chaque ligne qui ne nomme pas de répondant compte pour un répondant à part",
        ),
    ],
)
def test_answers_that_were_imported_are_said_to_be(
    reports: Reports, language: str, all_: str, some: str, limit: str
) -> None:
    file, chat = imported(crowd(8, "tools")), crowd(2, "tools", start=20)
    accounts = "two accounts" if language == "en" else "deux comptes"
    for extension in DEFAULT:
        alone = reports(snapshot(file), language)[extension]
        both = reports(snapshot([*file, *chat], identities=2), language)[extension]
        none = reports(snapshot(chat, identities=2), language)[extension]
        assert [all_ in text for text in (alone, both, none)] == [True, False, False]
        assert [some in text for text in (alone, both, none)] == [False, True, False]
        assert [limit in text for text in (alone, both, none)] == [True, True, False]
        assert [accounts in text for text in (alone, both, none)] == [False, True, True]


def test_where_nobody_spoke_nothing_is_said_to_be_imported(reports: Reports) -> None:
    assert "in the chat, of which the answers are made" in reports(snapshot())["md"]
    assert "imported" not in reports(snapshot())["md"]


def test_rounds_are_named_as_they_followed_one_another(reports: Reports) -> None:
    there = whole()
    shortest = replace(there.rounds[1].round, id="A", closes=there.rounds[1].round.opens)
    leading = (replace(there.rounds[1], round=shortest), there.rounds[0])
    text = reports(replace(there, rounds=leading))["md"]
    assert ("| Round of questions | 2 March 2026 – 16 March 2026 |\n| Round on the drafts | 22 March 2026 |\n") in text


def test_numbers_in_the_markdown_are_not_escaped(reports: Reports) -> None:
    people = [person("ana", said("Ana speaks.", "tools", coded=("tools", "equity")))]
    assert "| Micro | 1.00 | 0.50 | 0.67 | 2 |" in reports(snapshot(people))["md"]


def secrets() -> tuple[Snapshot, list[str]]:
    """Return a snapshot in which things are planted that must never be seen, and those things."""
    hidden = {
        "XWITHDRAWN": person("a", said("XWITHDRAWN words", "tools", withdrawn=OPENED)),
        "XASIDE": person("b", said("XASIDE words", "tools", aside="XREASON")),
        "XNOCONSENT": person("c", said("XNOCONSENT words", "tools"), agreed=False),
        "XPARAPHRASE": person("d", said("XPARAPHRASE words", "tools"), quoting="paraphrase"),
        "XNONE": person("e", said("XNONE words", "tools"), quoting="none"),
        "XUNASKED": person("f", said("XUNASKED words", "tools"), quoting=None),
        "XOFFRECORD": person("g", said("XOFFRECORD words", "tools"), on_record=False, people=9),
        "XORGANISATION": person("h", said("fine", "tools"), organisation="XORGANISATION"),
        "XWRITTENIN": person("i", said("fine too", "tools"), region="XWRITTENIN"),
    }
    leaky = person(
        "j", said("Reach me: xena@example.org, +33 6 55 44 33 22, @xena_handle, https://t.me/xenalink.", "tools")
    )
    private = ["xena@example.org", "55 44 33", "xena_handle", "xenalink", "respondent-"]
    ids = [answer.id for one in hidden.values() for answer in one.answers if "words" in answer.current.text]
    return snapshot([*hidden.values(), leaky, *crowd(9, "tools")]), [*hidden, *ids, *private, "XREASON"]


@pytest.mark.parametrize("extension", DEFAULT)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_leaks(reports: Reports, language: str, extension: str) -> None:
    of, planted = secrets()
    text = reports(of, language, by="region")[extension].replace("\\", "")
    assert [one for one in planted if one in text] == []
    assert "Reach me: […], […], […], […]." in text


PRIVATE = {
    "email": "xena@example.org",
    "iban": "FR76 3000 6000 0112 3456 7890 189",
    "card": "4111 1111 1111 1111",
    "phone": "٠٦ ١٢ ٣٤ ٥٦ ٧٨",
    "handle": "@xena_b",
    "link": "https://example.org/xena",
    "ip": "2001:db8::ff00:42:8329",
    "number": "185057800608436",
}


@pytest.mark.parametrize("extension", DEFAULT)
@pytest.mark.parametrize("kind", PRIVATE)
def test_of_each_kind_nothing_is_shown_and_all_around_it_is(reports: Reports, kind: str, extension: str) -> None:
    words = "We need tools and upload them, so ask {} about the tools."
    text = reports(snapshot([person("a", said(words.format(PRIVATE[kind]), "tools"))]))[extension].replace("\\", "")
    assert PRIVATE[kind] not in text
    assert text.count(words.format("[…]")) >= 2  # quoted under its theme, and whole at the end
    assert "Something is masked in one of the statements shown." in text


def test_the_method_says_what_is_left_to_people_and_how_many_statements_are_masked(reports: Reports) -> None:
    masked = [person(str(one), said(f"{one} tools: a{one}@example.org", "tools")) for one in range(3)]
    of = snapshot([*masked, person("paraphrased", said("b@example.org", "tools"), quoting="paraphrase")])
    english, french = (reports(of, language)["md"] for language in ("en", "fr"))
    assert "names of people or postal addresses: these are left to the people who read the answers." in english
    assert "Something is masked in 3 of the statements shown." in english
    assert "ni les noms de personnes ni les adresses postales" in french
    assert "Quelque chose est masqué dans 3 des déclarations montrées." in french
    assert "Nothing had to be masked in the statements shown." in reports(snapshot())["md"]


@pytest.mark.parametrize("extension", DEFAULT)
def test_a_small_group_is_not_shown_in_any_format(reports: Reports, extension: str) -> None:
    people = [*crowd(31, region="north"), *crowd(4, start=50, region="west"), *crowd(17, start=60, region="south")]
    text = reports(snapshot(people), by="region")[extension]
    cells = {
        name: re.search(rf"(?:>| ){name}(?:</th><td[^>]*>(?:<[^>]*>)?| \| )([^<|]+)", text)
        for name in ("North", "South", "West")
    }
    assert {name: found and found.group(1).strip(" *") for name, found in cells.items()} == {
        "North": "31",
        "South": "masked",
        "West": "masked",
    }
    assert "Not heard from: East and Islands (0 of 52 respondents)." in text


def test_published_statements_carry_nothing_of_their_author(reports: Reports) -> None:
    marked = person("ana", said("Speaking for myself.", "tools"), region="islands", role="staff")
    page = reports(snapshot([marked, *crowd(30, region="north", role="volunteer")]))["html"]
    entry = page[page.index(f'id="s-{token("Speaking for myself.")}"') :].split("</article>")[0]
    assert not re.search("islands|staff|ana", entry, re.IGNORECASE)


def tampered(of: Snapshot, *, by: str | None = None, grouper: Grouper | None = None) -> Findings:
    found = find(of, by=by, grouper=grouper)
    quote = found.themes[0].quotes[0]
    wrong = replace(quote, text="Nobody wrote this.")
    return replace(found, themes=(replace(found.themes[0], quotes=(wrong,)), *found.themes[1:]))


def test_a_report_with_words_that_nobody_wrote_is_refused_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "report.md").write_text("the edition before", encoding="utf-8")
    monkeypatch.setattr(render, "find", tampered)
    with pytest.raises(Refused, match=r"statement [A-Z2-7]{8}: the quote is not an exact span"):
        write_report(whole(), language="en", finder=FINDER, out=tmp_path / "report", formats=("md", "html"))
    assert [path.name for path in tmp_path.iterdir()] == ["report.md"]
    assert (tmp_path / "report.md").read_text(encoding="utf-8") == "the edition before"


def test_the_same_snapshot_gives_the_same_bytes_wherever_it_is_written(tmp_path: Path) -> None:
    first = write_report(whole(), language="en", finder=FINDER, out=tmp_path / "report", by="region")
    second = write_report(whole(), language="en", finder=FINDER, out=tmp_path / "else" / "report", by="region")
    assert [path.name for path in first] == ["report.html", "report.md"]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_the_order_in_which_people_came_does_not_show(reports: Reports) -> None:
    there = reports(snapshot(voices(), opinions()))
    back = reports(snapshot(reversed(voices()), reversed(opinions())))
    assert there == back


def test_a_preview_says_so_before_anything_else(reports: Reports) -> None:
    written = reports(whole(), preview=True)
    assert written["md"].startswith("> **Preview.** The round is still open")
    assert written["html"].index("Do not cite it.") < written["html"].index("<h1")
    assert "· Preview</title>" in written["html"]
    assert "Preview" not in reports(whole())["html"]


def test_an_edition_says_its_number(reports: Reports) -> None:
    assert "Edition 3" in reports(whole(), edition=3)["html"]
    assert "Edition" not in reports(whole())["md"]


def test_where_no_position_was_asked_for_each_draft_says_so(reports: Reports) -> None:
    written = reports(snapshot(voices()))
    assert written["html"].count("Stance was not asked in this round.") == 3
    assert written["md"].count("Stance was not asked in this round.") == 3
    assert "Stance was not asked" not in reports(whole())["html"]


def test_a_consultation_without_drafts_has_no_chapter_on_them(reports: Reports) -> None:
    written = reports(snapshot(voices(), consultation=town(drafts=())))
    assert 'id="drafts"' not in written["html"]
    assert "## The drafts" not in written["md"]
    assert "bear on no draft" not in written["html"]


def test_an_unknown_format_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="--format docx: no such format; there are: html, md"):
        write_report(whole(), language="en", finder=FINDER, out=tmp_path / "report", formats=("docx",))


def test_each_chart_has_a_title_a_description_and_a_table(reports: Reports) -> None:
    page = reports(whole())["html"]
    charts = re.findall(r'<svg class="drawing" role="img" aria-labelledby="(\S+) (\S+)"', page)
    assert {title.removesuffix("-title").split(".")[1] for title, _ in charts} >= {"positions", "themes", "omissions"}
    for title, description in charts:
        assert re.search(rf'<title id="{re.escape(title)}">[^<]+</title>', page)
        assert re.search(rf'<desc id="{re.escape(description)}">[^<]+</desc>', page)
    in_rows = re.findall(r'<td class="drawing"><svg class="drawing" aria-hidden="true"', page)
    assert len(in_rows) == 3  # each draft of the first page, whose numbers stand beside
