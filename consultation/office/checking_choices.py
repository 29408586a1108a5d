"""Which buttons reviewing and coding offer; see `office.choices`. Imports the standard library only."""

from collections.abc import Callable, Iterator, Sequence

from consultation.checking.reviewing import leanings_of, standing
from consultation.checking.reviews import Lean
from consultation.choices import shortened, ticked
from consultation.codebook import Theme
from consultation.messages import Button
from consultation.office.checking import leans_in, listed, page_of
from consultation.office.checking_wording import LEANS, leaning_on, statement_in_hand
from consultation.office.flow import Where
from consultation.office.hearing import button
from consultation.office.scene import OfficeScene
from consultation.voice import Voice

PAGE = 20
"""How many themes are offered at once: with the buttons below them they fit a menu of any channel."""


def _reviewing(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    asked, case = scene.consultation, scene.case
    if asked and case:
        themes = listed(scene.seat.held, "themes")
        leans = {one.draft: one.lean for one in leanings_of(case.answer)}
        same = set(themes) == set(standing(case.answer.current)) and leans_in(scene.seat.held) == leans
        yield button("keep", voice("Right as it is") if same else voice("Keep it so"), case.answer.id)
        for theme in themes:
            known = asked.codebook.theme(theme)
            label = known.label(voice.chain) if known else theme
            yield button("off", shortened(voice("Not: {theme}", theme=label)), known.key if known else theme)
        yield button("themes", voice("Add a theme"))
        if leaning_on(scene):
            yield button("leanings", voice("For or against"))
        yield button("skip", voice("Skip"), case.answer.id)
    elif scene.seat.held.get("answer"):
        yield button("skip", voice("The next one"), scene.seat.held["answer"])
    yield button("back", voice("Stop here"))


def _adding(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    asked, case = scene.consultation, scene.case
    if asked and case:
        taken = {*listed(scene.seat.held, "themes"), *case.answer.current.refused}
        yield from _themes(voice, scene, [one for one in asked.codebook.themes if one.id not in taken], ())
    yield button("back", voice("Back"))


def _leaning(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    chosen = scene.seat.held.get("draft", "")
    if chosen:
        for lean in Lean:
            yield button("lean", LEANS[lean](voice), lean)
    else:
        for draft in leaning_on(scene):
            title = voice.show(draft.title)
            yield button("leanings", shortened(voice("{number}. {title}", number=draft.id, title=title)), draft.id)
    yield button("back", voice("Back"))


def _coding(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    asked, statement = scene.consultation, statement_in_hand(scene)
    if asked and statement:
        chosen = listed(scene.seat.held, "themes")
        yield button("keep", voice("Keep it so") if chosen else voice("No theme"), statement.id)
        yield from _themes(voice, scene, asked.codebook.themes, chosen)
        yield button("before", voice("The one before"))
    elif scene.seat.held.get("answer"):
        yield button("keep", voice("The next one"), scene.seat.held["answer"])
    yield button("back", voice("Stop here"))


def _themes(voice: Voice, scene: OfficeScene, themes: Sequence[Theme], chosen: Sequence[str]) -> Iterator[Button]:
    """Offer a page of themes, those chosen with a tick, and the way to the next page."""
    pages = [themes[start : start + PAGE] for start in range(0, len(themes), PAGE)]
    if not pages:
        return
    page = page_of(scene.seat.held) % len(pages)
    for theme in pages[page]:
        yield button("on", ticked(shortened(theme.label(voice.chain)), theme.id in chosen), theme.key)
    if len(pages) > 1:
        yield button("themes", voice("More themes"), str((page + 1) % len(pages)))


CHECKING_OFFERS: dict[Where, Callable[[Voice, OfficeScene], Iterator[Button]]] = {
    Where.REVIEWING: _reviewing,
    Where.ADDING: _adding,
    Where.LEANING: _leaning,
    Where.CODING: _coding,
}
