"""Components below a message, checked as Discord's documentation states them, and numbered as Discord numbers them."""

from __future__ import annotations

from typing import Any

from tests.discord_api.forms import Field

ROW, BUTTON, STRING_SELECT, TEXT_INPUT, TEXT_DISPLAY, LABEL = 1, 2, 3, 4, 10, 18
OTHER_SELECTS = (5, 6, 7, 8)
LINK = 5
STYLES = (1, 2, 3, 4, LINK)
MOST_ROWS = MOST_BUTTONS = 5

CustomIds = set[str]


def check_components(components: Field) -> None:
    """Note what is wrong with the rows of a message."""
    seen: CustomIds = set()
    for row in components.items(0, MOST_ROWS):
        if row.known("type id components") and _is_one_of(row, (ROW,)):
            _check_row(row, seen)


def numbered(components: Any) -> list[dict[str, Any]]:
    """Return rows in which every component has the number that Discord gives it."""
    counted = 0

    def number(part: dict[str, Any]) -> dict[str, Any]:
        nonlocal counted
        counted += 1
        made = {name: value for name, value in part.items() if value is not None} | {"id": part.get("id") or counted}
        return made | ({"components": [number(inner) for inner in part["components"]]} if "components" in part else {})

    return [number(row) for row in components or []]


def check_custom_id(part: Field, seen: CustomIds) -> None:
    custom_id = part["custom_id"]
    if not custom_id.required():
        return
    given = custom_id.text(1, 100)
    if given in seen:
        custom_id.wrong("COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
    seen.add(given)


def _is_one_of(part: Field, kinds: tuple[int, ...]) -> bool:
    if part["type"].value in kinds:
        return True
    part["type"].wrong("UNION_TYPE_CHOICES", f'Value of field "type" must be one of {kinds}.')
    return False


def _check_row(row: Field, seen: CustomIds) -> None:
    parts = [*row["components"].items(1, MOST_BUTTONS)]
    row["components"].required()
    if len(parts) > 1 and any(part["type"].value != BUTTON for part in parts):
        row["components"].wrong("COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width")
    for part in parts:
        if not _is_one_of(part, (BUTTON, STRING_SELECT, *OTHER_SELECTS)):
            continue
        if part["type"].value == BUTTON:
            _check_button(part, seen)
        else:
            check_select(part, seen)


def _check_button(button: Field, seen: CustomIds) -> None:
    button.known("type id style label emoji custom_id url disabled")
    style = button["style"].choice(STYLES)
    button["label"].text(0, 80)
    button["disabled"].flag()
    if button["emoji"].given:
        button["emoji"].known("id name animated")
    if not button["label"].value and not button["emoji"].given:
        button.wrong("BUTTON_COMPONENT_INVALID_LABEL", "A label or an emoji is required")
    if style == LINK:
        _check_link(button)
    else:
        check_custom_id(button, seen)
        if button["url"].given:
            button["url"].wrong("BUTTON_COMPONENT_INVALID_URL", "A url and a custom id cannot both be specified")


def _check_link(button: Field) -> None:
    url = button["url"]
    if url.required() and not url.text(0, 512).startswith(("http://", "https://", "discord://")):
        message = (
            f"Scheme \"{str(url.value).partition(':')[0]}\" is not supported. Scheme must be one of ('http', 'https')."
        )
        url.wrong("URL_TYPE_INVALID_SCHEME", message)
    if button["custom_id"].given:
        button["custom_id"].wrong("BUTTON_COMPONENT_CUSTOM_ID", "A custom id and url cannot both be specified")


def check_select(select: Field, seen: CustomIds) -> None:
    """Note what is wrong with a select, in a message or in a modal."""
    select.known(
        "type id custom_id options placeholder min_values max_values disabled required channel_types default_values"
    )
    check_custom_id(select, seen)
    select["placeholder"].text(0, 150)
    select["disabled"].flag()
    lowest = select["min_values"].number(0, 25, 1)
    highest = select["max_values"].number(1, 25, 1)
    if lowest > highest:
        select["min_values"].wrong("BASE_TYPE_MIN_VALUES", "min_values must be less than or equal to max_values")
    if select["type"].value == STRING_SELECT and select["options"].required():
        _check_options(select["options"], highest)


def _check_options(options: Field, highest: int) -> None:
    values: set[str] = set()
    defaults = 0
    for option in options.items(1, 25):
        option.known("label value description emoji default")
        for name in ("label", "value"):
            if option[name].required():
                option[name].text(1, 100)
        option["description"].text(0, 100)
        defaults += option["default"].flag()
        if option["value"].value in values:
            message = "The specified option value is already used"
            option["value"].wrong("SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message)
        values.add(option["value"].value)
    if defaults > highest:
        options.wrong("SELECT_COMPONENT_DEFAULT_OPTIONS", "The number of default options exceeds max_values")
    if highest > len(values):
        options.wrong("SELECT_COMPONENT_MAX_VALUES", "max_values is higher than the number of options")
