"""Components below a message: what is drawn, and what is refused."""

from typing import Any

import pytest

from tests.discord_api import Button, DiscordApi, Option, Person, Select
from tests.discord_api.clients import PlainBot

Part = dict[str, Any]


def button(custom_id: str | None = "a", **more: Any) -> Part:
    return {"type": 2, "style": 1, "label": "A", "custom_id": custom_id} | more


def link(**more: Any) -> Part:
    return {"type": 2, "style": 5, "label": "A", "url": "https://palabre.example"} | more


def select(*values: str, **more: Any) -> Part:
    return {"type": 3, "custom_id": "s", "options": [{"label": value, "value": value} for value in values]} | more


def row(*parts: Part) -> Part:
    return {"type": 1, "components": [*parts]}


def test_what_is_drawn(api: DiscordApi, ada: Person, bot: PlainBot) -> None:
    rows = [
        row(button("a"), button("b", label=None, emoji={"name": "🗳"}, disabled=True), link()),
        row(select("x", "y", placeholder="?", min_values=0, max_values=2)),
    ]
    sent = bot.gets("POST", f"/channels/{ada.dm.id}/messages", {"content": "a", "components": rows})
    assert ada.dm.last.rows == [
        [
            Button("A", "a", style=1),
            Button("", "b", style=1, emoji="🗳", disabled=True),
            Button("A", url="https://palabre.example", style=5),
        ],
        [Select("s", (Option("x", "x"), Option("y", "y")), "?", 0, 2)],
    ]
    assert (len(ada.dm.last.buttons), [each.custom_id for each in ada.dm.last.selects]) == (1, ["s"])
    assert [part["id"] for each in sent["components"] for part in (each, *each["components"])] == [1, 2, 3, 4, 5, 6]
    bot.gets("PATCH", f"/channels/{ada.dm.id}/messages/{sent['id']}", {"components": []})
    assert ada.dm.last.rows == []
    assert api.complaints == []


OPTION = "0.components.0.options.0"
ROWS: list[tuple[list[Part], dict[str, str]]] = [
    ([row(button(str(place))) for place in range(6)], {"": "BASE_TYPE_MAX_LENGTH"}),
    ([row(*(button(str(place)) for place in range(6)))], {"0.components": "BASE_TYPE_BAD_LENGTH"}),
    ([row()], {"0.components": "BASE_TYPE_BAD_LENGTH"}),
    ([button()], {"0.type": "UNION_TYPE_CHOICES"}),
    ([row(button(), select("x"))], {"0.components": "COMPONENT_LAYOUT_WIDTH_EXCEEDED"}),
    ([row({"type": 4})], {"0.components.0.type": "UNION_TYPE_CHOICES"}),
    ([row(button(), button())], {"0.components.1.custom_id": "COMPONENT_CUSTOM_ID_DUPLICATED"}),
    ([row(button()), row(button())], {"1.components.0.custom_id": "COMPONENT_CUSTOM_ID_DUPLICATED"}),
    ([row(button(""))], {"0.components.0.custom_id": "BASE_TYPE_BAD_LENGTH"}),
    ([row(button("c" * 101))], {"0.components.0.custom_id": "BASE_TYPE_BAD_LENGTH"}),
    ([row(button(custom_id=None))], {"0.components.0.custom_id": "BASE_TYPE_REQUIRED"}),
    ([row(button(label="l" * 81))], {"0.components.0.label": "BASE_TYPE_MAX_LENGTH"}),
    ([row(button(label=""))], {"0.components.0": "BUTTON_COMPONENT_INVALID_LABEL"}),
    ([row(button(style=9))], {"0.components.0.style": "BASE_TYPE_CHOICES"}),
    ([row(button(url="https://a.example"))], {"0.components.0.url": "BUTTON_COMPONENT_INVALID_URL"}),
    ([row(link(url="tg://a"))], {"0.components.0.url": "URL_TYPE_INVALID_SCHEME"}),
    ([row(link(url=None))], {"0.components.0.url": "BASE_TYPE_REQUIRED"}),
    ([row(link(custom_id="a"))], {"0.components.0.custom_id": "BUTTON_COMPONENT_CUSTOM_ID"}),
    ([row(select(*map(str, range(26))))], {"0.components.0.options": "BASE_TYPE_BAD_LENGTH"}),
    ([row(select())], {"0.components.0.options": "BASE_TYPE_BAD_LENGTH"}),
    ([row(select("x", "x"))], {"0.components.0.options.1.value": "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"}),
    ([row(select("x", placeholder="p" * 151))], {"0.components.0.placeholder": "BASE_TYPE_MAX_LENGTH"}),
    ([row(select("x", max_values=2))], {"0.components.0.options": "SELECT_COMPONENT_MAX_VALUES"}),
    ([row(select("x", min_values=2))], {"0.components.0.min_values": "BASE_TYPE_MIN_VALUES"}),
    ([row(select(options=[{"label": "l" * 101, "value": "v"}]))], {f"{OPTION}.label": "BASE_TYPE_BAD_LENGTH"}),
    ([row(select(options=[{"label": "l"}]))], {f"{OPTION}.value": "BASE_TYPE_REQUIRED"}),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "wrong"), ROWS)
def test_what_is_refused(ada: Person, bot: PlainBot, rows: list[Part], wrong: dict[str, str]) -> None:
    found = bot.is_wrong("POST", f"/channels/{ada.dm.id}/messages", {"content": "a", "components": rows})
    places = {place.removeprefix("components").removeprefix("."): code for place, code in found.items()}
    assert (places, ada.dm.messages) == (wrong, [])


def test_what_discord_would_ignore_is_noted(api: DiscordApi, ada: Person, bot: PlainBot) -> None:
    rows = [row(button(colour="red"))]
    bot.gets("POST", f"/channels/{ada.dm.id}/messages", {"content": "a", "components": rows})
    assert api.complaints == ["create_message: unknown field 'components.0.components.0.colour'"]


def test_components_v2_are_not_drawn_here(api: DiscordApi, ada: Person, bot: PlainBot) -> None:
    assert bot.is_wrong("POST", f"/channels/{ada.dm.id}/messages", {"flags": 1 << 15}) == {"flags": "UNSUPPORTED"}
    assert api.complaints == ["create_message: this server does not draw components v2"]
