"""Modals: checked as the documentation states them, shown as a person sees them, and what a person sends back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.discord_api.components import (
    LABEL,
    ROW,
    STRING_SELECT,
    TEXT_DISPLAY,
    TEXT_INPUT,
    CustomIds,
    check_custom_id,
    check_select,
)
from tests.discord_api.forms import Field

if TYPE_CHECKING:
    from tests.discord_api.interactions import Interaction

LONGEST_TITLE = LONGEST_LABEL = 45
LONGEST_INPUT = 4000
MOST_PARTS = 5

Answers = dict[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class Input:
    """A field to fill in: a text, or a select where there are `options`."""

    custom_id: str
    label: str
    description: str = ""
    placeholder: str = ""
    value: str = ""
    required: bool = True
    long: bool = False
    min_length: int = 0
    max_length: int = LONGEST_INPUT
    options: tuple[str, ...] = ()
    """The values of a select."""


@dataclass(slots=True, eq=False)
class Modal:
    """A modal that is open before somebody."""

    custom_id: str
    title: str
    inputs: list[Input]
    texts: list[str]
    """What stands between the inputs, in Markdown."""
    components: list[dict[str, Any]] = field(repr=False)
    interaction: Interaction = field(repr=False)
    submitted: bool = False

    def input(self, custom_id: str) -> Input:
        found = [each for each in self.inputs if each.custom_id == custom_id]
        assert found, f"no input {custom_id!r} in {self.title!r}; there are {[each.custom_id for each in self.inputs]}"
        return found[0]

    def filled(self, answers: Answers) -> list[dict[str, Any]]:
        """Return the components that a client sends; AssertionError where it would not let them through."""
        for custom_id in answers:
            self.input(custom_id)
        for each in self.inputs:
            _allows(each, answers.get(each.custom_id, each.value))
        return [_filled(part, answers) for part in self.components]


def _allows(asked: Input, answer: str | list[str]) -> None:
    if asked.options or isinstance(answer, list):
        chosen = [answer] if isinstance(answer, str) and answer else [*answer]
        assert set(chosen) <= set(asked.options), f"{asked.custom_id} has the options {asked.options}, not {chosen}"
        assert chosen or not asked.required, f"{asked.custom_id} is required"
        return
    assert answer or not asked.required, f"{asked.custom_id} is required"
    assert not answer or asked.min_length <= len(answer) <= asked.max_length, (
        f"{asked.custom_id} takes {asked.min_length} to {asked.max_length} characters, not {len(answer)}"
    )


def _filled(part: dict[str, Any], answers: Answers) -> dict[str, Any]:
    kind, number = part["type"], part["id"]
    if kind == ROW:
        return {"type": kind, "id": number, "components": [_filled(inner, answers) for inner in part["components"]]}
    if kind == LABEL:
        return {"type": kind, "id": number, "component": _filled(part["component"], answers)}
    if kind == TEXT_DISPLAY:
        return {"type": kind, "id": number}
    named = {"type": kind, "id": number, "custom_id": part["custom_id"]}
    answer = answers.get(part["custom_id"], part.get("value") or "")
    if kind == TEXT_INPUT:
        return named | {"value": answer}
    return named | {"values": [answer] if isinstance(answer, str) and answer else [*answer]}


# What bots open


def check_modal(data: Field) -> None:
    """Note what is wrong with the data of a modal."""
    if not data.known("custom_id title components"):
        return
    if data["custom_id"].required():
        data["custom_id"].text(1, 100)
    if data["title"].required():
        data["title"].text(1, LONGEST_TITLE)
    seen: CustomIds = set()
    data["components"].required()
    for part in data["components"].items(1, MOST_PARTS):
        _check_part(part, seen)


def _check_part(part: Field, seen: CustomIds) -> None:
    kind = part["type"].value
    if kind == ROW:
        part.known("type id components")
        part["components"].required()
        for inner in part["components"].items(1, 1):
            _check_text_input(inner, seen, labelled=False)
    elif kind == LABEL:
        _check_label(part, seen)
    elif kind == TEXT_DISPLAY:
        part.known("type id content")
        if part["content"].required():
            part["content"].text(1, LONGEST_INPUT)
    else:
        allowed = (ROW, TEXT_DISPLAY, LABEL)
        part["type"].wrong("UNION_TYPE_CHOICES", f'Value of field "type" must be one of {allowed}.')


def _check_label(part: Field, seen: CustomIds) -> None:
    part.known("type id label description component")
    if part["label"].required():
        part["label"].text(1, LONGEST_LABEL)
    part["description"].text(0, 100)
    inner = part["component"]
    if not inner.required():
        return
    if inner["type"].value == TEXT_INPUT:
        _check_text_input(inner, seen, labelled=True)
    elif inner["type"].value == STRING_SELECT:
        check_select(inner, seen)
    else:
        inner["type"].wrong(
            "UNION_TYPE_CHOICES", f'Value of field "type" must be one of {(STRING_SELECT, TEXT_INPUT)}.'
        )


def _check_text_input(asked: Field, seen: CustomIds, *, labelled: bool) -> None:
    asked.known("type id custom_id style label min_length max_length required value placeholder")
    if asked["type"].value != TEXT_INPUT:
        asked["type"].wrong("UNION_TYPE_CHOICES", f'Value of field "type" must be one of {(TEXT_INPUT,)}.')
        return
    check_custom_id(asked, seen)
    asked["style"].choice((1, 2))
    if labelled and asked["label"].given:
        asked["label"].wrong("TEXT_INPUT_LABEL", "label cannot be used inside of a Label component")
    elif not labelled and asked["label"].required():
        asked["label"].text(1, LONGEST_LABEL)
    asked["required"].flag()
    asked["placeholder"].text(0, 100)
    asked["value"].text(0, LONGEST_INPUT)
    lowest = asked["min_length"].number(0, LONGEST_INPUT)
    if lowest > asked["max_length"].number(1, LONGEST_INPUT, LONGEST_INPUT):
        asked["min_length"].wrong("TEXT_INPUT_LENGTHS", "min_length must be less than or equal to max_length")


def opened(data: dict[str, Any], interaction: Interaction) -> Modal:
    """Return a modal as its data, which was checked, describes it."""
    parts = _numbered(data["components"])
    inputs: list[Input] = []
    for part in parts:
        if part["type"] == ROW:
            inputs.append(_input(part["components"][0], part["components"][0]["label"]))
        elif part["type"] == LABEL:
            inputs.append(_input(part["component"], part["label"], part.get("description") or ""))
    texts = [part["content"] for part in parts if part["type"] == TEXT_DISPLAY]
    return Modal(data["custom_id"], data["title"], inputs, texts, parts, interaction)


def _numbered(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    counted = iter(range(1, 1000))

    def number(part: dict[str, Any]) -> dict[str, Any]:
        made = part | {"id": part.get("id") or next(counted)}
        if "components" in part:
            made["components"] = [number(inner) for inner in part["components"]]
        if "component" in part:
            made["component"] = number(part["component"])
        return made

    return [number(part) for part in parts]


def _input(part: dict[str, Any], label: str, description: str = "") -> Input:
    return Input(
        part["custom_id"],
        label,
        description,
        placeholder=part.get("placeholder") or "",
        value=part.get("value") or "",
        required=part.get("required", True) is not False,
        long=part.get("style") == 2,
        min_length=part.get("min_length") or 0,
        max_length=part.get("max_length") or LONGEST_INPUT,
        options=tuple(option["value"] for option in part.get("options", [])),
    )
