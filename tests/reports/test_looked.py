"""How many positions were taken after looking at what others said: counted, told in the method, kept in an edition."""

from dataclasses import replace
from datetime import timedelta

import pytest

from consultation.pinning import pinned
from consultation.records import Basis, Participation, Showing, Snapshot
from reports.findings import find
from tests.reports.snapshots import LIST, OPENED, person, snapshot, takes, why
from tests.reports.test_render import Reports, reports

__all__ = ["reports"]

TITLES = {
    "en": "What people read before they took a position",
    "fr": "Ce que l’on a lu avant de prendre position",
    "es": "Lo que se leyó antes de tomar posición",
    "ar": "ما قُرئ قبل اتخاذ الموقف",
}
SAID = {
    "en": "2 of 4 positions on drafts were taken after looking at opposing statements of an earlier round.",
    "fr": "2 des 4 positions sur les propositions ont été prises après la lecture d’avis opposés d’un tour précédent.",
    "es": "2 de las 4 posiciones sobre los borradores se tomaron tras leer opiniones opuestas de una ronda anterior.",
    "ar": "مواقف من المسودات اتُّخذت بعد قراءة آراء متعارضة من جولة سابقة: 2 من 4.",
}


def looks(one: Participation, *, on: str = "1", version: str = LIST, days: int = 0) -> Participation:
    """Return somebody who was shown what others said, so many days after the round opened."""
    at = OPENED + timedelta(days=days)
    return replace(one, shown=(*one.shown, Showing(on, version, "SEED", ("S1", "S2"), Basis.STANCES, at)))


def looked_at() -> Snapshot:
    return snapshot(
        [],
        [
            looks(person("before", takes("support", days=2), why("It helps.", "funding")), days=1),
            looks(looks(person("at once", takes("oppose", days=2)), days=2), days=2),
            looks(person("after", takes("oppose", days=2)), days=3),
            looks(looks(person("elsewhere", takes("support", days=2)), on="2", days=1), version="older", days=1),
            looks(person("withdrawn", replace(takes("support", days=2), withdrawn=OPENED)), days=1),
            looks(person("left", takes("support", days=2), agreed=False), days=1),
        ],
    )


def test_positions_taken_after_looking_are_counted_and_no_others() -> None:
    found = find(looked_at()).method
    assert (found.looked, found.positions) == (2, 4)


def test_an_edition_keeps_it() -> None:
    kept = pinned(looked_at())
    assert find(kept).method == find(looked_at()).method
    assert pinned(kept) == kept


@pytest.mark.parametrize("language", TITLES)
def test_the_method_says_it_in_every_language(reports: Reports, language: str) -> None:
    of = replace(looked_at(), consultation=replace(looked_at().consultation, languages=("en", "fr", "es", "ar")))
    text = reports(of, language)["md"]
    assert TITLES[language] in text
    assert SAID[language] in text


def test_one_is_said_in_words_and_none_is_not_spoken_of(reports: Reports) -> None:
    one = snapshot([], [looks(person("a", takes("support", days=2)), days=1), person("b", takes("oppose"))])
    assert "One of 2 positions on drafts was taken after looking" in reports(one)["md"]
    assert TITLES["en"] not in reports(snapshot([], [person("b", takes("oppose"))]))["md"]
