"""Coding by hand: what it says of each theme, and how well the machine's tags agree with it. Imports only consultation.

It stands beside what was heard and never replaces it, so that a reader sees where the machine hears too much.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from consultation.checking.measures import Agreement, agreement
from reports.evidence import Evidence, evidence
from reports.index import index
from reports.masking import mask
from reports.statements import Heard, Place

KIND = "coded"
"""The word with which the anchors of what people coded begin."""

MISSED = "missed"
"""The same for what they coded where the machine heard nothing."""

HALF = 0.5
NOBODY = Evidence(KIND)


@dataclass(frozen=True, slots=True)
class ByHand:
    """The counted answers that a person coded.

    ``everything`` is all of them; ``themes`` and ``places`` what they were coded with, the most frequent theme first;
    ``untagged`` those in which nobody found a theme, ``unheard`` those in which only the machine found none, and
    ``missed`` what those were coded with.
    ``agreement`` measures the machine's tags by that, ``by_language`` for the languages that may be shown apart;
    ``doubtful`` are the themes of whose tags fewer than half agree, with their precision.
    """

    everything: Evidence
    themes: Mapping[str, Evidence]
    places: Mapping[Place, Mapping[str, Evidence]]
    untagged: Evidence
    unheard: Evidence
    missed: Mapping[str, Evidence]
    agreement: Agreement
    by_language: tuple[tuple[str, Agreement], ...]
    doubtful: Mapping[str, float]

    def theme(self, theme: str) -> Evidence:
        """Return what was coded with a theme."""
        return self.themes.get(theme, NOBODY)

    def places_of(self, theme: str) -> tuple[tuple[Place, Evidence], ...]:
        """Return where a theme was coded, in order of the places."""
        return tuple((place, there[theme]) for place, there in sorted(self.places.items()) if theme in there)


def by_hand(answers: Iterable[Heard]) -> ByHand | None:
    """Return what people coded by hand among ``answers``; None where nobody coded any."""
    coded = [one for one in answers if one.answer.coded is not None]
    if not coded:
        return None
    found, measured = index(coded, _by_person, KIND), _agreement(coded)
    unheard = [one for one in coded if _by_person(one) and not one.themes]
    return ByHand(
        everything=evidence(coded, KIND),
        themes=dict(found.themes()),
        places={place: dict(found.themes_at(place)) for place in found.by_place},
        untagged=evidence(found.untagged, f"{KIND}-untagged"),
        unheard=evidence(unheard, MISSED),
        missed=dict(index(unheard, _by_person, MISSED).themes()),
        agreement=measured,
        by_language=tuple(_by_language(coded)),
        doubtful=_doubtful(coded, measured),
    )


def _by_person(one: Heard) -> tuple[str, ...]:
    return one.answer.coded or ()


def _by_machine(one: Heard) -> tuple[str, ...]:
    return one.answer.current.by_machine


def _agreement(coded: Iterable[Heard]) -> Agreement:
    return agreement((_by_machine(one), _by_person(one)) for one in coded)


def _doubtful(coded: Iterable[Heard], measured: Agreement) -> dict[str, float]:
    """Return the precision of the themes that the machine gave, where it is below one half."""
    given = sorted({theme for one in coded for theme in _by_machine(one)})
    precisions = {theme: measured.themes[theme].precision for theme in given}
    return {theme: precision for theme, precision in precisions.items() if precision < HALF}


def _by_language(coded: Sequence[Heard]) -> Iterator[tuple[str, Agreement]]:
    """Yield the agreement per language, where there are several and their numbers of respondents may be shown."""
    spoken: dict[str, list[Heard]] = defaultdict(list)
    for one in coded:
        spoken[one.answer.current.language].append(one)
    languages = sorted(spoken)
    masked = mask([len({one.respondent for one in spoken[language]}) for language in languages])
    if len(languages) > 1 and masked is not None:
        for position, language in enumerate(languages):
            if position not in masked:
                yield language, _agreement(spoken[language])
