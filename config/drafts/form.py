"""The form in which lists of drafts are written (drafts.yaml). Imports the core and ours.

Version by version, oldest first; what holds for a whole list is said once, and a draft may say otherwise::

    2019-09:
      dated: 2019-09
      status: Draft recommendation
      lineage: {relation: kept, sources: [2019-08]}
      drafts:
        1: {kind: recommendation, title: …, short: …, full: …}

A source is a list (``2019-08``) or a draft of one (``2019-08/12``). A list whose drafts are not known has none.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import get_args

from config.reading.places import Place
from config.reading.units import Units
from consultation.guide import Draft, DraftKind, Lineage, Relation, Unit

KINDS: tuple[DraftKind, ...] = get_args(DraftKind)
RELATIONS: tuple[Relation, ...] = get_args(Relation)


class DraftForm:
    """How drafts are written where those of ``earlier`` are known, with ``units`` to make their texts."""

    def __init__(self, units: Units, earlier: Iterable[Draft] = ()) -> None:
        self._units = units
        self._known: dict[tuple[str, str], Draft] = {}
        self._present: dict[str, Draft] = {}
        self._sources: dict[str, None] = {}
        for draft in earlier:
            self._remember(draft)

    def read(self, top: Place) -> tuple[Draft, ...]:
        """Return the drafts written at ``top``, reporting what is wrong with them."""
        lists = top.identified().items()
        drafts = tuple(chain.from_iterable(self._list(version, listed) for version, listed in lists))
        top.close()
        return drafts

    def _list(self, version: str, listed: Place) -> Iterator[Draft]:
        defaults = Defaults(version, self._units.maybe(listed.find("status")), listed)
        read = [self._draft(draft_id, place, defaults) for draft_id, place in listed.at("drafts").identified().items()]
        self._sources[version] = None
        for draft in read:
            self._remember(draft)
        return iter(read)

    def _draft(self, draft_id: str, place: Place, listed: "Defaults") -> Draft:
        known = self._known.get((listed.version, draft_id))
        present = known or self._present.get(draft_id)
        dated, precision = (place.find("dated") or listed.dated).date()
        draft = Draft(
            id=draft_id,
            version=listed.version,
            kind=_kind(place.find("kind"), present),
            status=self._status(place, listed.status, present),
            title=self._units.unit(place.at("title")),
            short=self._units.unit(place.at("short")),
            full=self._units.maybe(place.find("full")),
            lineage=self._lineage(place.find("lineage") or listed.lineage, listed.version, present),
            dated=dated,
            precision=precision,
        )
        if known not in (None, draft):
            place.report("this version is there already, and versions never change: give the list another name")
        return draft

    def _status(self, place: Place, listed: Unit | None, present: Draft | None) -> Unit:
        said = self._units.maybe(place.find("status")) or listed
        usual = present or next(reversed(self._present.values()), None)
        if said is None and usual is not None:
            return usual.status
        return said or self._units.unit(place.at("status"))

    def _lineage(self, place: Place, version: str, present: Draft | None) -> Lineage:
        if not place:
            return _unsaid(version, present)
        relation = place.at("relation").one_of(RELATIONS, "relation")
        sources = tuple(s.word(self._sources, "earlier list or draft") for s in place.find("sources").items())
        if (relation == "new") == bool(sources):
            place.report("a new draft has no sources; any other names them")
        return Lineage(relation, sources)

    def _remember(self, draft: Draft) -> None:
        self._known[draft.version, draft.id] = self._present[draft.id] = draft
        lists = (source.partition("/")[0] for source in draft.lineage.sources)
        self._sources |= dict.fromkeys((*lists, draft.version, f"{draft.version}/{draft.id}"))


class Defaults:
    """What a list says of all its drafts."""

    def __init__(self, version: str, status: Unit | None, listed: Place) -> None:
        self.version = version
        self.status = status
        self.dated = listed.find("dated")
        self.lineage = listed.find("lineage")


def _kind(place: Place, present: Draft | None) -> DraftKind:
    if place:
        return place.one_of(KINDS, "kind of draft")
    return present.kind if present else KINDS[0]


def _unsaid(version: str, present: Draft | None) -> Lineage:
    """Return the lineage of a draft that says nothing of it: kept from the present version of the same id."""
    if present is None:
        return Lineage("new")
    return present.lineage if present.version == version else Lineage("kept", (f"{present.version}/{present.id}",))
