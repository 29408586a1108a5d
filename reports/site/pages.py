"""Writes a whole site into an empty folder: the same holdings, the same bytes. Imports only consultation.

Here are the pages of consultations and rounds; those of editions and of statements have modules of their own.
"""

from collections.abc import Iterator
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

from consultation.guide import Consultation, Shown
from consultation.rounds import Round
from reports.site import addresses, feed
from reports.site.edition_pages import edition_pages
from reports.site.holdings import Held, PublishedConsultation, PublishedRound, Site
from reports.site.press import Press, Tongue, tongue
from reports.site.statement_pages import Written, gone_statements, statement_lists, statement_pages
from reports.site.words import native

STYLES = "html/style.css", "charts.css", "site/site.css"


def write_site(site: Site, folder: Path) -> None:
    """Write the pages of ``site``; raise `Refused` where one would show words that may not be shown."""
    press = Press(folder, site.address)
    templates = files("reports") / "templates"
    press.text(addresses.STYLE, "".join((templates / name).read_text(encoding="utf-8") for name in STYLES))
    press.text(addresses.SCRIPT, (templates / "site" / "search.js").read_text(encoding="utf-8"))
    _home(press, site)
    for one in site.consultations:
        _consultation(press, one)
    press.text(addresses.FEED, feed.atom(site))
    press.text(addresses.ROBOTS, feed.robots(site))
    if site.address:
        press.text(addresses.MAP, feed.sitemap(site, sorted(press.pages)))


def _home(press: Press, site: Site) -> None:
    """Print the list of consultations, and which have which keyword."""
    speaks = tongue((site.language,))
    listed = [_card(one.consultation, speaks.language) for one in site.consultations]
    keywords: dict[str, tuple[Shown, list[dict[str, object]]]] = {}
    for one, card in zip(site.consultations, listed, strict=True):
        chain = one.consultation.chain(speaks.language)
        for keyword in one.consultation.keywords:
            keywords.setdefault(keyword.id, (keyword.label.shown(chain), []))[1].append(card)
    press.page(
        "home",
        addresses.HOME,
        speaks,
        title=speaks.words["consultations"],
        consultations=listed,
        keywords=[(name, label, about) for name, (label, about) in keywords.items()],
    )


def _card(consultation: Consultation, language: str) -> dict[str, object]:
    chain = consultation.chain(language)
    spoken = language if language in consultation.languages else consultation.languages[0]
    return {
        "title": consultation.title.shown(chain),
        "summary": consultation.summary.shown(chain),
        "address": addresses.consultation(consultation.id, spoken),
        "languages": [
            (one, native(one), addresses.consultation(consultation.id, one)) for one in consultation.languages
        ],
    }


def _consultation(press: Press, one: PublishedConsultation) -> None:
    written: Written = set()
    for language in one.languages:
        address = addresses.consultation(one.consultation.id, language)
        _about(press, one, language, address)
    _about(press, one, one.languages[0], addresses.front(one.consultation.id), canonical=address_of_original(one))
    for known in one.rounds:
        for language in one.languages:
            _round(press, one, known, language)
        for held in known.editions:
            page = held.page() if held.page else None
            edition_pages(press, one, known, held, page)
            if page:
                if held is known.current:
                    statement_lists(press, one, known, held, page)
                statement_pages(press, one, held, page, written)
    gone_statements(press, one, written)


def address_of_original(one: PublishedConsultation) -> str:
    """Return where a consultation is told of in its original language."""
    return addresses.consultation(one.consultation.id, one.languages[0])


def _about(press: Press, one: PublishedConsultation, language: str, address: str, *, canonical: str = "") -> None:
    """Print what a consultation is about."""
    told, chain = one.consultation, one.consultation.chain(language)
    speaks = tongue(chain)
    press.page(
        "consultation",
        address,
        speaks,
        title=told.title.shown(chain).text,
        others=lambda code: addresses.consultation(told.id, code),
        languages=one.languages,
        canonical=canonical,
        heading=told.title.shown(chain),
        summary=told.summary.shown(chain),
        group=told.group.shown(chain),
        keywords=[(keyword.id, keyword.label.shown(chain)) for keyword in told.keywords],
        focus=[unit.shown(chain) for unit in told.focus],
        rationale=[unit.shown(chain) for unit in told.rationale],
        guides=[
            (bank.title.shown(chain), [asked.text.shown(chain) for asked in bank.questions]) for bank in told.guides
        ],
        drafts=list(_drafts(told, chain, speaks)),
        rounds=[_round_card(one, known, language, speaks) for known in one.rounds],
        licence=told.licence,
        attribution=told.attribution.shown(chain),
    )


def _drafts(told: Consultation, chain: tuple[str, ...], speaks: Tongue) -> Iterator[tuple[object, ...]]:
    for draft in told.current_drafts():
        number = speaks.words["draft"].format(number=draft.id)
        version = speaks.words["version"].format(version=draft.version)
        full = draft.full.shown(chain) if draft.full else None
        names = (addresses.safe(f"draft.{draft.id}"), f"{number} · {version}")
        yield names, draft.title.shown(chain), draft.short.shown(chain), full


def round_name(known: Round, speaks: Tongue) -> str:
    """Return what a round is called."""
    return speaks.words[f"round_{known.kind.value}"]


def _period(told: Consultation, known: Round, speaks: Tongue) -> str:
    start = day(told, known.opens)
    if known.closes is None:
        return speaks.words["from"].format(start=start)
    return speaks.words["from_to"].format(start=start, end=day(told, known.closes))


def day(told: Consultation, moment: datetime) -> str:
    """Return the day of a moment, where the consultation is: the same in every language."""
    return moment.astimezone(ZoneInfo(told.timezone)).date().isoformat()


def _round_card(one: PublishedConsultation, known: PublishedRound, language: str, speaks: Tongue) -> dict[str, str]:
    told, current = one.consultation, known.current
    card = {
        "name": round_name(known.round, speaks),
        "period": _period(told, known.round, speaks),
        "address": addresses.of_round(told.id, language, known.round.id),
        "edition": "",
    }
    if current:
        number = current.edition.number
        card |= {
            "edition": addresses.edition(told.id, language, known.round.id, number),
            "edition_name": speaks.words["edition"].format(number=number),
            "statements": addresses.listing(told.id, language, known.round.id),
        }
    return card


def _round(press: Press, one: PublishedConsultation, known: PublishedRound, language: str) -> None:
    """Print a round with its editions: which is current, what changed, which are gone."""
    told, chain = one.consultation, one.consultation.chain(language)
    speaks = tongue(chain)
    name = round_name(known.round, speaks)
    before = (*known.editions[1:], None)
    press.page(
        "round",
        addresses.of_round(told.id, language, known.round.id),
        speaks,
        title=f"{name} · {told.title.shown(chain).text}",
        others=lambda code: addresses.of_round(told.id, code, known.round.id),
        languages=one.languages,
        name=name,
        period=_period(told, known.round, speaks),
        up=addresses.consultation(told.id, language),
        consultation_title=told.title.shown(chain),
        current=known.current,
        editions=[
            _edition_card(told, known, held, earlier, language, speaks)
            for held, earlier in zip(known.editions, before, strict=True)
        ],
    )


def _edition_card(
    told: Consultation, known: PublishedRound, held: Held, before: Held | None, language: str, speaks: Tongue
) -> dict[str, object]:
    edition = held.edition
    return {
        "number": edition.number,
        "name": speaks.words["edition"].format(number=edition.number),
        "address": addresses.edition(told.id, language, known.round.id, edition.number),
        "current": held is known.current,
        "made": day(told, edition.made),
        "respondents": held.respondents,
        "answers": held.answers,
        "gone": held.gone,
        "readable": held.page is not None,
        "successor": edition.superseded_by,
        "causes": causes(held),
        "changes": list(_changes(held, before, speaks)) if before else [],
    }


def causes(held: Held) -> list[tuple[str, int]]:
    """Return what became of what an edition had used: causes by their names, and how often."""
    return [(cause.value, count) for cause, count in sorted(held.edition.causes.items())]


def _changes(held: Held, before: Held, speaks: Tongue) -> Iterator[tuple[str, int, int]]:
    """Yield the counts that are others than in the edition before."""
    for name, old, new in (
        ("respondents", before.respondents, held.respondents),
        ("answers", before.answers, held.answers),
        ("statements", len(before.edition.shown), len(held.edition.shown)),
    ):
        if old is not None and new is not None and old != new:
            yield speaks.words[name], old, new
