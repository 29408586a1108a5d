"""Writes the statements: lists of them, the files of their search, and for each a page whose address is permanent.

Imports only consultation.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from consultation.guide import Consultation, Shown
from reports.chapters import coverage
from reports.chapters.whole import whole
from reports.formats.html_text import HtmlText
from reports.page import Page, Statement
from reports.render import in_language
from reports.site import addresses, searching
from reports.site.holdings import Held, PublishedConsultation, PublishedRound
from reports.site.press import Press, Tongue, tongue
from reports.statements import Place, drafts_by_place

ON_A_PAGE = 200
"""How many statements a page of a list has."""

Written = set[str]
"""The ids of statements that have their page."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of statements: ``key`` is its name, in addresses and in the search."""

    key: str
    label: Callable[[Page, Tongue], Shown]
    statements: tuple[Statement, ...]


def statement_lists(press: Press, one: PublishedConsultation, known: PublishedRound, held: Held, page: Page) -> None:
    """Write the lists of the statements of a round's current edition, in every language, and their search."""
    everything = tuple(page.statements())
    themes, places, languages = _by_theme(everything), _by_place(page, everything), _by_language(everything)
    for name, content in searching.files([_entry(said) for said in everything]):
        press.text(addresses.index(one.consultation.id, known.round.id, name), content)
    for language in one.languages:
        spoken = in_language(page, language)
        _search_page(press, one, known, held, spoken, len(everything), (themes, places, languages))
        whole_list = Listed("all", _all, everything)
        for several in (whole_list, *themes, *places, *languages):
            _list(press, one, known, spoken, several)


def _entry(said: Statement) -> searching.Entry:
    themes = tuple(map(addresses.of_theme, said.themes))
    return searching.Entry(said, themes, addresses.of_place(said.place), addresses.of_language(said.language))


def _by_theme(everything: Iterable[Statement]) -> list[Listed]:
    found: dict[str, list[Statement]] = {}
    for said in everything:
        for theme in said.themes:
            found.setdefault(theme, []).append(said)
    most = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [Listed(addresses.of_theme(theme), _theme_name(theme), tuple(said)) for theme, said in most]


def _by_place(page: Page, everything: Iterable[Statement]) -> list[Listed]:
    """Return a list for each question and draft, in the order they were asked."""
    found: dict[Place, list[Statement]] = {}
    for said in everything:
        found.setdefault(said.place, []).append(said)
    asked = list(_places(page.consultation))
    order = {place: number for number, place in enumerate(asked)}
    ranked = sorted(found.items(), key=lambda pair: (order.get(pair[0], len(order)), pair[0]))
    return [Listed(addresses.of_place(place), _place_name(place), tuple(said)) for place, said in ranked]


def _places(consultation: Consultation) -> Iterator[Place]:
    for bank in consultation.guides:
        yield from (Place("question", bank.id, question.id) for question in bank.questions)
    yield from drafts_by_place(consultation)


def _by_language(everything: Iterable[Statement]) -> list[Listed]:
    found: dict[str, list[Statement]] = {}
    for said in everything:
        found.setdefault(said.language, []).append(said)
    most = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [Listed(addresses.of_language(code), _language_name(code), tuple(said)) for code, said in most]


def _all(_: Page, speaks: Tongue) -> Shown:
    return Shown(speaks.words["statements"], speaks.language, fallback=False)


def _theme_name(theme: str) -> Callable[[Page, Tongue], Shown]:
    return lambda page, _: page.labels.theme(theme)


def _place_name(place: Place) -> Callable[[Page, Tongue], Shown]:
    def named(page: Page, speaks: Tongue) -> Shown:
        if place.kind == "free":
            return Shown(speaks.words["free"], speaks.language, fallback=False)
        title = page.labels.place(place)
        number = speaks.words["draft"].format(number=place.item) + " · " if place.kind == "draft" else ""
        return Shown(number + title.text, title.language, fallback=title.fallback)

    return named


def _language_name(code: str) -> Callable[[Page, Tongue], Shown]:
    return lambda _, speaks: Shown(speaks.name_of(code) or "?", "", fallback=False)


def _search_page(
    press: Press,
    one: PublishedConsultation,
    known: PublishedRound,
    held: Held,
    page: Page,
    count: int,
    lists: Sequence[Sequence[Listed]],
) -> None:
    told, language, number = one.consultation, page.asked_language, held.edition.number
    speaks = tongue(told.chain(language))
    address = addresses.listing(told.id, language, known.round.id)
    report = addresses.in_edition(told.id, language, known.round.id, number, "report")
    document = whole(page)
    lead_to = HtmlText(document, addresses.from_root(address) + report)
    themes, places, languages = [[_offered(listed, page, speaks) for listed in several] for several in lists]
    press.page(
        "statements",
        address,
        speaks,
        title=f"{speaks.words['statements']} · {page.labels.unit(page.consultation.title).text}",
        others=lambda code: addresses.listing(told.id, code, known.round.id),
        languages=one.languages,
        up=addresses.of_round(told.id, language, known.round.id),
        about=addresses.consultation(told.id, language),
        round_name=speaks.words[f"round_{known.round.kind.value}"],
        edition=addresses.edition(told.id, language, known.round.id, number),
        edition_number=number,
        count=count,
        index=addresses.index(told.id, known.round.id),
        themes=themes,
        places=places,
        languages_heard=languages,
        groups=list(coverage.by_group(page)),
        document=document,
        html=lead_to,
    )


def _offered(listed: Listed, page: Page, speaks: Tongue) -> dict[str, object]:
    label = listed.label(page, speaks)
    return {"key": listed.key, "file": f"{listed.key}.html", "label": label, "count": len(listed.statements)}


def _list(press: Press, one: PublishedConsultation, known: PublishedRound, page: Page, listed: Listed) -> None:
    """Print the pages of a list."""
    told, language = one.consultation, page.asked_language
    speaks = tongue(told.chain(language))
    about = About(page, speaks)
    of = max(1, -(-len(listed.statements) // ON_A_PAGE))

    def at(code: str, number: int) -> str:
        return addresses.listing(told.id, code, known.round.id, listed.key, number)

    for number in range(1, of + 1):
        shown = listed.statements[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
        press.page(
            "listing",
            at(language, number),
            speaks,
            title=f"{listed.label(page, speaks).text} ({number}/{of}) · {speaks.words['statements']}",
            others=lambda code, number=number: at(code, number),  # type: ignore[misc]
            languages=one.languages,
            about=addresses.consultation(told.id, language),
            heading=listed.label(page, speaks),
            count=len(listed.statements),
            number=number,
            of=of,
            previous=_file(at(language, number - 1)) if number > 1 else "",
            next=_file(at(language, number + 1)) if number < of else "",
            statements=[about.row(said) for said in shown],
        )


def _file(address: str) -> str:
    return address.rpartition("/")[2]


class About:
    """What stands under a statement: names come back with every one of them, and are kept."""

    def __init__(self, page: Page, speaks: Tongue) -> None:
        self._page = page
        self._speaks = speaks
        self._kept: dict[object, Markup] = {}

    def row(self, said: Statement) -> dict[str, object]:
        """Return a statement as templates show it."""
        return {
            "id": said.id,
            "address": addresses.statement(self._page.consultation.id, said.id),
            "language": said.language,
            "words": said.words,
            "place": self._named(said.place, _place_name(said.place)),
            "themes": [self._named(theme, _theme_name(theme)) for theme in said.themes],
        }

    def _named(self, key: object, name: Callable[[Page, Tongue], Shown]) -> Markup:
        if key not in self._kept:
            self._kept[key] = self._speaks.text(name(self._page, self._speaks))
        return self._kept[key]


def statement_pages(press: Press, one: PublishedConsultation, held: Held, page: Page, written: Written) -> None:
    """Write the page of each statement of an edition that has none yet, in the original language."""
    told, edition = one.consultation, held.edition
    language = one.languages[0]
    speaks = tongue(told.chain(language))
    about = About(page, speaks)
    report = addresses.in_edition(told.id, language, edition.round, edition.number, "report.html")
    for said in page.statements():
        if said.id in written:
            continue
        written.add(said.id)
        press.page(
            "statement",
            addresses.statement(told.id, said.id),
            speaks,
            title=speaks.words["statement"].format(id=said.id),
            up=addresses.consultation(told.id, language),
            consultation_title=told.title.shown(told.chain(language)),
            one=about.row(said),
            report=f"{report}#s-{said.id}",
            number=edition.number,
        )


def gone_statements(press: Press, one: PublishedConsultation, written: Written) -> None:
    """Write a tombstone, without words, for each statement that could be read once and cannot any more."""
    told, language = one.consultation, one.languages[0]
    speaks = tongue(told.chain(language))
    for gone in sorted(one.shown - written):
        press.page(
            "gone",
            addresses.statement(told.id, gone),
            speaks,
            title=speaks.words["statement"].format(id=gone),
            listed=False,
            up=addresses.consultation(told.id, language),
            up_name=told.title.shown(told.chain(language)).text,
            sentence=speaks.words["gone_statement"],
            successor="",
            replaced="",
        )
