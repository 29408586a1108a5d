"""The sample respondents of a consultation: fictional people and what they will say. Imports consultation.

``sample/*.yaml`` holds a list of people per language. What they say is told by its meaning (which question, which
words, which stance), and hand-coded; how it is said to the interview is `demo`'s.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from consultation.errors import NotFound


@dataclass(frozen=True, slots=True)
class Said:
    """One answer: its messages, the themes a person coded by hand, and what becomes of it."""

    messages: tuple[str, ...]
    themes: tuple[str, ...]
    question: str = ""
    edit: str = ""
    withdraw: bool = False
    aside: str = ""
    correct: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """A position on a draft, with the reasons and what is missing."""

    draft: str
    stance: str
    why: Said | None
    missing: Said | None


@dataclass(frozen=True, slots=True)
class Person:
    """A fictional respondent. ``ends`` is finish, pause, stop or forget; ``quoting`` "" where they left before."""

    name: str
    language: str
    questions: tuple[Said, ...]
    drafts: tuple[Judged, ...]
    quoting: str
    attributes: Mapping[str, tuple[str, ...]]
    ends: str


def read_sample(directory: Path) -> tuple[Person, ...]:
    """Return the sample respondents of a consultation, by file name; raise `NotFound` where there are none."""
    files = sorted((directory / "sample").glob("*.yaml"))
    if not files:
        raise NotFound(f"no sample respondents: {directory / 'sample'} has no .yaml file")
    yaml = YAML(typ="safe", pure=True)
    return tuple(_person(entry) for file in files for entry in yaml.load(file.read_text(encoding="utf-8")))


def _person(entry: Mapping[str, Any]) -> Person:
    told = entry.get("attributes") or {}
    return Person(
        name=entry["name"],
        language=entry["language"],
        questions=tuple(_said(answer) for answer in entry.get("questions") or ()),
        drafts=tuple(_judged(position) for position in entry.get("drafts") or ()),
        quoting=entry.get("quoting") or "",
        attributes={name: tuple(value) if isinstance(value, list) else (value,) for name, value in told.items()},
        ends=entry.get("ends") or "finish",
    )


def _said(answer: Mapping[str, Any]) -> Said:
    return Said(
        messages=tuple(answer["messages"]),
        themes=tuple(answer["themes"]),
        question=answer.get("question") or "",
        edit=answer.get("edit") or "",
        withdraw=bool(answer.get("withdraw")),
        aside=answer.get("aside") or "",
        correct={name: tuple(themes) for name, themes in (answer.get("correct") or {}).items()},
    )


def _judged(position: Mapping[str, Any]) -> Judged:
    parts = {
        part: Said(tuple(position[part]), tuple(position.get(f"{part}_themes") or ())) if position.get(part) else None
        for part in ("why", "missing")
    }
    return Judged(str(position["draft"]), position["stance"], parts["why"], parts["missing"])
