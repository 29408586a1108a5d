"""What was found per draft: positions, for and against, changes asked for, the themes that bear on it, who is absent.

Imports only consultation.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from consultation.guide import Consultation, Draft
from consultation.loop.responses import Response, Subject
from consultation.records import Part, Side
from reports.coverage import Coverage, Groups, silent_on
from reports.evidence import Evidence, evidence, words_of
from reports.index import ByTheme, Index, most_first
from reports.quotes import Quote, choose
from reports.readers import Readers, spoke_key
from reports.readings import Reading, readings
from reports.stances import Positions, sides_of
from reports.statements import Heard, Place, drafts_by_place

QUOTES = 3
FOR = (Side.SUPPORT, Side.STUDY)
AGAINST = (Side.OPPOSE, Side.NOT_NOW)


@dataclass(frozen=True, slots=True)
class StanceFinding:
    """The positions taken on a draft: ``respondents`` took one, ``decided`` of them another than "no position".

    ``sides`` has every position that could be taken, with the reasons given for it; ``quotes_conditions`` are from the
    reasons of those who support with changes.
    """

    respondents: int
    decided: int
    sides: tuple[tuple[Side, Evidence], ...]
    quotes_for: tuple[Quote, ...]
    quotes_against: tuple[Quote, ...]
    quotes_conditions: tuple[Quote, ...] = ()

    def side(self, side: Side) -> Evidence:
        """Return what stands behind one position."""
        return next(found for one, found in self.sides if one is side)


@dataclass(frozen=True, slots=True)
class DraftFinding:
    """A version of a draft.

    ``stance`` is None where no round asked for one. ``changes`` are answers on what is missing and the reasons of
    those who support with changes; for a draft of kind research, the questions that are missing. ``quotes_changes`` are
    from the former alone, since the latter are quoted as conditions. ``bearing`` are the codebook's themes that bear on
    the draft, wherever they were raised, each with its quotes; ``raised`` the themes of what was said on this draft
    itself. ``silent`` are (attribute, group) of which nobody spoke on it. ``response`` is what the working group
    answers, None where no answer is recorded. ``reading`` is how reviewers read what people said who took no position,
    None where they read nothing.
    """

    draft: Draft
    said: Evidence
    stance: StanceFinding | None
    changes: Evidence
    quotes_changes: tuple[Quote, ...]
    bearing: ByTheme
    quotes_bearing: tuple[Quote, ...]
    raised: ByTheme
    silent: tuple[tuple[str, str], ...]
    response: Response | None = None
    reading: Reading | None = None

    @property
    def place(self) -> Place:
        """Where answers on this version stand."""
        return Place("draft", self.draft.version, self.draft.id)


@dataclass(frozen=True, slots=True)
class DraftFinder:
    """Finds what there is per draft. ``asked`` says whether a round on drafts took place."""

    consultation: Consultation
    index: Index
    positions: Positions
    coverages: Sequence[Coverage]
    groups: Mapping[str, Groups]
    used: Counter[str]
    asked: bool
    readers: Readers
    responses: Mapping[Subject, Response]

    def found(self) -> tuple[DraftFinding, ...]:
        """Return the findings on the current drafts, then on earlier versions that somebody spoke on."""
        drafts = drafts_by_place(self.consultation)
        current = [Place("draft", one.version, one.id) for one in self.consultation.current_drafts()]
        read = readings(self.index.answers, self.positions)
        spoken = {place for place in self.index.by_place if place.kind == "draft"} | set(self.positions) | set(read)
        earlier = [place for place in drafts if place in spoken and place not in current]
        found = (self._found(drafts[place], place) for place in (*current, *earlier))
        return tuple(replace(one, reading=read.get(one.place)) for one in found)

    def _found(self, draft: Draft, place: Place) -> DraftFinding:
        answers = self.index.by_place.get(place, ())
        changes = [one for one in answers if asks_for_changes(one, self.positions)]
        bearing = self._bearing(draft)
        return DraftFinding(
            draft=draft,
            said=self.index.place(place),
            stance=self._stance(draft, place) if self.asked else None,
            changes=evidence(changes, *words_of(place), "changes-asked"),
            quotes_changes=choose((one for one in changes if one.answer.part is Part.MISSING), QUOTES, self.used),
            bearing=bearing,
            quotes_bearing=self._quotes_bearing(bearing),
            raised=self.index.themes_at(place),
            silent=self._silent(place),
            response=self.responses.get(Subject(draft.id, draft.version)),
        )

    def _stance(self, draft: Draft, place: Place) -> StanceFinding:
        taken = self.positions.get(place, {})
        reasons = {side: self._reasons(place, side) for side in sides_of(draft)}
        return StanceFinding(
            respondents=len(taken),
            decided=sum(side is not Side.NONE for side in taken.values()),
            sides=tuple(_side(place, side, given, taken) for side, given in reasons.items()),
            quotes_for=self._quotes(reasons, FOR),
            quotes_against=self._quotes(reasons, AGAINST),
            quotes_conditions=self._quotes(reasons, (Side.CHANGES,)),
        )

    def _reasons(self, place: Place, side: Side) -> list[Heard]:
        taken, answers = self.positions.get(place, {}), self.index.by_place.get(place, ())
        return [one for one in answers if one.answer.part is Part.WHY and taken.get(one.respondent) is side]

    def _quotes(self, reasons: Mapping[Side, Sequence[Heard]], sides: Iterable[Side]) -> tuple[Quote, ...]:
        return choose([one for side in sides for one in reasons.get(side, ())], QUOTES, self.used)

    def _bearing(self, draft: Draft) -> ByTheme:
        themes = (theme.id for theme in self.consultation.codebook.themes if draft.id in theme.bears_on)
        return most_first((theme, self.index.theme(theme)) for theme in themes)

    def _quotes_bearing(self, bearing: ByTheme) -> tuple[Quote, ...]:
        """Return a quote for each of the themes most heard that bear on a draft on which nobody was asked."""
        if self.asked:
            return ()
        chosen = (
            choose(self.index.by_theme.get(theme, ()), 1, self.used, theme=theme) for theme, _ in bearing[:QUOTES]
        )
        return tuple(quote for quotes in chosen for quote in quotes)

    def _silent(self, place: Place) -> tuple[tuple[str, str], ...]:
        if not self.asked:
            return ()
        spoke = {one.respondent for one in self.index.by_place.get(place, ())} | set(self.positions.get(place, {}))
        return silent_on(self.coverages, self.groups, frozenset(spoke), spoke_key(place), self.readers)


def asks_for_changes(one: Heard, positions: Positions) -> bool:
    """Say whether an answer on a draft is on what is missing, or by somebody who supports it with changes."""
    side = positions.get(one.place, {}).get(one.respondent)
    return one.answer.part is Part.MISSING or side is Side.CHANGES


def _side(place: Place, side: Side, reasons: Sequence[Heard], taken: Mapping[str, Side]) -> tuple[Side, Evidence]:
    respondents = sum(one is side for one in taken.values())
    return side, evidence(reasons, *words_of(place), side.value).by(respondents)
