"""How a round goes, for the terminal and for other programs. Imports the core."""

import dataclasses
from collections.abc import Iterator
from typing import Any

from config.listings import aligned
from consultation.going import Status
from consultation.guide import Consultation
from consultation.progress import LANGUAGE, NOTHING_SAID, SOURCE, Progress, Reach

MASKED = "masked"
"""What stands for a number that may not stand apart, be it few or one from which few would follow."""

Row = tuple[str, object]
Names = dict[tuple[str, str], str]


def status_json(found: Status, reached: Progress) -> dict[str, Any]:
    """Return the status of a round as one object; what is masked is null."""
    counted = {field.name: getattr(found, field.name) for field in dataclasses.fields(found)}
    counted["languages"] = {one.group: one.heard for one in reached.groups[LANGUAGE] if one.heard != 0}
    return counted | {"progress": {**dataclasses.asdict(reached), "completion": reached.completion}}


def status_text(found: Status, reached: Progress, consultation: Consultation) -> str:
    """Return the status of a round as aligned lines: counts, the way through it, groups, who is absent."""
    titles, names = _titles(consultation), _names(consultation)
    parts: list[list[Row]] = [
        list(_counts(found, reached)),
        [(titles.get(item, "free contributions"), f"{count} answers") for item, count in found.items.items()],
        [(f"stopped after: {_place(item, titles)}", count) for item, count in reached.stopped.items()],
        *_shown(reached, names),
        [(f"nobody yet: {name}", ", ".join(groups)) for name, groups in _absent(reached, names)],
    ]
    return "\n\n".join(aligned(rows) for rows in parts if rows)


def _counts(found: Status, reached: Progress) -> Iterator[Row]:
    closes = found.round.closes.isoformat(timespec="minutes") if found.round.closes else "by hand"
    yield "round", f"{found.round.id} ({found.round.stage}, closes {closes}, code {found.round.code})"
    yield "respondents", found.respondents
    yield "answers", found.answers
    yield "messages", found.messages
    yield "linked identities", found.identities
    yield "agreed to take part", reached.began
    share = "" if reached.completion is None else f" ({reached.completion:.0%})"
    yield "came to the end", f"{reached.finished}{share}"
    yield "median time", "too few to say" if reached.median_minutes is None else f"{reached.median_minutes:g} minutes"
    yield "withdrawn", found.withdrawn
    yield "set aside", found.set_aside
    yield "erased", found.erased


def _titles(consultation: Consultation) -> dict[str, str]:
    """Return the titles of questions and drafts in the consultation's first language, by id."""
    chain = consultation.chain(consultation.languages[0])
    titles = {question.id: question.title for guide in consultation.guides for question in guide.questions}
    titles |= {draft.id: draft.title for draft in consultation.drafts}
    return {item: title.shown(chain).text for item, title in titles.items()}


def _place(item: str, titles: dict[str, str]) -> str:
    return "agreeing" if item == NOTHING_SAID else titles.get(item, "a free contribution")


def _names(consultation: Consultation) -> dict[tuple[str, str], str]:
    """Return what attributes (with "" for the group) and their groups are called in the first language."""
    chain = consultation.chain(consultation.languages[0])
    names = {(SOURCE, ""): "by none", (LANGUAGE, ""): "none"}
    for attribute in consultation.attributes:
        names[attribute.id, ""] = attribute.label.shown(chain).text
        names |= {(attribute.id, choice.id): choice.label.shown(chain).text for choice in attribute.choices}
    return names


def _shown(reached: Progress, names: Names) -> Iterator[list[Row]]:
    """Yield the groups that were heard or are to be, by what tells them apart."""
    for name, several in reached.groups.items():
        of = name if name in (SOURCE, LANGUAGE) else names[name, ""]
        shown = [one for one in several if one.heard != 0 or one.target]
        yield [(f"{of}: {names.get((name, one.group), one.group)}", _reach(one)) for one in shown]


def _reach(one: Reach) -> str:
    heard = MASKED if one.heard is None else str(one.heard)
    aim = f" of {one.target}" if one.target else ""
    ended = "" if one.finished is None or not one.heard else f", {one.finished} to the end"
    return f"{heard}{aim}{ended}"


def _absent(reached: Progress, names: Names) -> Iterator[tuple[str, list[str]]]:
    for name in reached.groups:
        groups = [names.get((of, group), group) for of, group in reached.absent if of == name]
        if groups and name not in (SOURCE, LANGUAGE):
            yield names[name, ""], groups
