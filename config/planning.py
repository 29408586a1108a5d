"""An entry of a plan as it is said on the command line. Imports the core."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from config.reading.places import ID
from consultation.errors import InvalidInput
from consultation.guide import Consultation
from consultation.plan import Kind, PlanEntry, Planned, day, entry_of, require_order, title_of


def changed(
    plan: Sequence[Planned], entry_id: str, told: Mapping[str, str], consultation: Consultation, *, now: datetime
) -> PlanEntry:
    """Return an entry with what is ``told`` of it, by the names of the options; what is "" stays as it is.

    Raises `InvalidInput` naming the option.
    """
    known = next((entry_of(one) for one in plan if one.id == entry_id and one.launched is None), None)
    if known is None and not ID.fullmatch(entry_id):
        raise InvalidInput(f'"{entry_id}" is no id: 1 to 24 of a-z, 0-9 and "-"', where="STEP")
    if known is None and not (told["title"] and told["starts"]):
        raise InvalidInput(f"there is no step {entry_id} yet: a new one needs --title and --starts", where="STEP")
    entry = known or PlanEntry(entry_id, Kind.OTHER, {})
    entry = replace(entry, kind=_kind(told["kind"], entry.kind), titles=_titles(entry, told, consultation))
    days = {
        name: day(told[name], timezone=consultation.timezone, now=now, option=f"--{name}")
        for name in ("starts", "ends")
        if told[name]
    }
    if "starts" in days and "ends" not in days and entry.ends and entry.ends < days["starts"]:
        entry = replace(entry, ends=None)
    entry = replace(entry, starts=days.get("starts", entry.starts), ends=days.get("ends", entry.ends))
    require_order(entry.starts, entry.ends, option="--ends")
    return entry


def _kind(text: str, before: Kind) -> Kind:
    if text and text not in set(Kind):
        raise InvalidInput(f"there is no kind {text!r}; there are: {', '.join(Kind)}", where="--kind")
    return Kind(text) if text else before


def _titles(entry: PlanEntry, told: Mapping[str, str], consultation: Consultation) -> Mapping[str, str]:
    if not told["title"]:
        return entry.titles
    language = told["language"] or consultation.languages[0]
    if language not in consultation.languages:
        known = ", ".join(consultation.languages)
        raise InvalidInput(f"the consultation does not speak {language!r}; it speaks: {known}", where="--language")
    return {**entry.titles, language: title_of(told["title"], option="--title")}
