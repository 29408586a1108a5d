"""Modals: what opens, what is refused, and what a person sends back."""

from typing import Any

import pytest

from tests.discord_api import DiscordApi, Input, Interaction, Modal, Person
from tests.discord_api.clients import PlainBot

Part = dict[str, Any]


@pytest.fixture
def asked(ada: Person, bot: PlainBot) -> Interaction:
    """Let Ada run a command that nobody has answered yet."""
    bot.gets("POST", f"/applications/{bot.id}/commands", {"name": "why", "description": "d"})
    return ada.runs("why")


def text(custom_id: str = "t", **more: Any) -> Part:
    return {"type": 4, "custom_id": custom_id, "style": 1} | more


def row(*parts: Part) -> Part:
    return {"type": 1, "components": [*parts]}


def label(inner: Part, **more: Any) -> Part:
    return {"type": 18, "label": "Q?", "component": inner} | more


def select(*values: str) -> Part:
    return {"type": 3, "custom_id": "s", "options": [{"label": value, "value": value} for value in values]}


def opens(asked: Interaction, *parts: Part, **more: Any) -> tuple[str, Part]:
    data = {"custom_id": "m", "title": "Why?", "components": [*parts]} | more
    return f"/interactions/{asked.id}/{asked.token}/callback", {"type": 9, "data": data}


def opened(bot: PlainBot, asked: Interaction, *parts: Part) -> Modal:
    bot.gets("POST", *opens(asked, *parts))
    assert asked.modal is not None
    return asked.modal


def test_what_is_shown(api: DiscordApi, bot: PlainBot, asked: Interaction) -> None:
    modal = opened(
        bot,
        asked,
        {"type": 10, "content": "The *whole* question"},
        row(text("a", label="A", placeholder="p", value="v", min_length=1, max_length=9, required=False)),
        label(text("b", style=2, label=None), description="in your words"),
        label(select("x", "y")),
    )
    assert (modal.custom_id, modal.title, modal.texts) == ("m", "Why?", ["The *whole* question"])
    assert modal.inputs == [
        Input("a", "A", placeholder="p", value="v", required=False, min_length=1, max_length=9),
        Input("b", "Q?", "in your words", long=True),
        Input("s", "Q?", options=("x", "y")),
    ]
    assert (asked.responded, asked.message, api.complaints) == (True, None, [])


@pytest.mark.parametrize(
    ("parts", "more", "wrong"),
    [
        ([], {}, {"components": "BASE_TYPE_BAD_LENGTH"}),
        ([row(text(str(place), label="l")) for place in range(6)], {}, {"components": "BASE_TYPE_BAD_LENGTH"}),
        ([row(text(label="l"))], {"title": "t" * 46}, {"title": "BASE_TYPE_BAD_LENGTH"}),
        ([row(text(label="l"))], {"title": None}, {"title": "BASE_TYPE_REQUIRED"}),
        ([row(text(label="l"))], {"custom_id": "c" * 101}, {"custom_id": "BASE_TYPE_BAD_LENGTH"}),
        ([row(text(label="l" * 46))], {}, {"components.0.components.0.label": "BASE_TYPE_BAD_LENGTH"}),
        ([row(text())], {}, {"components.0.components.0.label": "BASE_TYPE_REQUIRED"}),
        ([row(text(label="l", max_length=4001))], {}, {"components.0.components.0.max_length": "NUMBER_TYPE_MAX"}),
        ([row(text(label="l", style=3))], {}, {"components.0.components.0.style": "BASE_TYPE_CHOICES"}),
        ([row(text("a", label="l"), text("b", label="l"))], {}, {"components.0.components": "BASE_TYPE_BAD_LENGTH"}),
        ([row(select("x"))], {}, {"components.0.components.0.type": "UNION_TYPE_CHOICES"}),
        ([label(text(), label="l" * 46)], {}, {"components.0.label": "BASE_TYPE_BAD_LENGTH"}),
        ([label(text(), description="d" * 101)], {}, {"components.0.description": "BASE_TYPE_MAX_LENGTH"}),
        ([label(text(label="l"))], {}, {"components.0.component.label": "TEXT_INPUT_LABEL"}),
        ([label(text(placeholder="p" * 101))], {}, {"components.0.component.placeholder": "BASE_TYPE_MAX_LENGTH"}),
        ([label(text(value="v" * 4001))], {}, {"components.0.component.value": "BASE_TYPE_MAX_LENGTH"}),
        ([label(text()), label(text())], {}, {"components.1.component.custom_id": "COMPONENT_CUSTOM_ID_DUPLICATED"}),
        ([{"type": 10, "content": ""}], {}, {"components.0.content": "BASE_TYPE_BAD_LENGTH"}),
        ([{"type": 2}], {}, {"components.0.type": "UNION_TYPE_CHOICES"}),
    ],
)
def test_what_is_refused(
    bot: PlainBot, asked: Interaction, parts: list[Part], more: Part, wrong: dict[str, str]
) -> None:
    found = bot.is_wrong("POST", *opens(asked, *parts, **more))
    assert {place.removeprefix("data."): code for place, code in found.items()} == wrong
    assert (asked.responded, asked.modal) == (False, None)


def test_what_is_sent_back(ada: Person, bot: PlainBot, asked: Interaction) -> None:
    modal = opened(bot, asked, row(text("a", label="A")), label(text("b", value="kept")), label(select("x", "y")))
    sent = ada.submits(modal, {"a": "é" * 4000, "s": ["y"]})
    assert sent.data["custom_id"] == "m"
    first, second, third = sent.data["components"]
    assert first["components"][0] | {"id": 0} == {"type": 4, "id": 0, "custom_id": "a", "value": "é" * 4000}
    assert (second["component"]["value"], third["component"]["values"]) == ("kept", ["y"])
    with pytest.raises(AssertionError, match="was sent already"):
        ada.submits(modal, {"a": "b"})


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({}, "a is required"),
        ({"a": "xx"}, "a takes 3 to 5 characters, not 2"),
        ({"a": "x" * 6}, "a takes 3 to 5 characters, not 6"),
        ({"b": "xxx"}, "no input 'b' in 'Why\\?'; there are \\['a'\\]"),
    ],
)
def test_what_a_client_does_not_send(
    ada: Person, bot: PlainBot, asked: Interaction, answers: dict[str, Any], why: str
) -> None:
    modal = opened(bot, asked, row(text("a", label="A", min_length=3, max_length=5)))
    with pytest.raises(AssertionError, match=why):
        ada.submits(modal, answers)


def test_a_modal_is_open_before_one_person(api: DiscordApi, bot: PlainBot, asked: Interaction) -> None:
    modal = opened(bot, asked, row(text("a", label="A")))
    with pytest.raises(AssertionError, match="is open before ada"):
        api.person("bob").submits(modal, {"a": "b"})


def test_a_modal_of_a_command_changes_no_message(ada: Person, bot: PlainBot, asked: Interaction) -> None:
    sent = ada.submits(opened(bot, asked, row(text("a", label="A"))), {"a": "b"})
    for kind in (6, 7):
        body = {"type": kind, "data": {"content": "!"}}
        wrong = bot.is_wrong("POST", f"/interactions/{sent.id}/{sent.token}/callback", body)
        assert wrong == {"type": "BASE_TYPE_CHOICES"}


def test_a_modal_below_a_message_may_change_it(ada: Person, bot: PlainBot) -> None:
    button = {"type": 2, "style": 1, "label": "A", "custom_id": "a"}
    bot.gets("POST", f"/channels/{ada.dm.id}/messages", {"content": "?", "components": [row(button)]})
    press = ada.presses(ada.dm.last, "a")
    sent = ada.submits(opened(bot, press, row(text("a", label="A"))), {"a": "b"})
    bot.gets("POST", f"/interactions/{sent.id}/{sent.token}/callback", {"type": 7, "data": {"content": "!"}})
    assert [message.content for message in ada.dm.messages] == ["!"]
