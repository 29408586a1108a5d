"""Buttons below messages: what Telegram takes, and what it says of others."""

import json
from typing import Any

import pytest

from tests.bot_api import BotApi, Button, Person
from tests.bot_api.clients import PlainBot

YES = {"text": "Oui", "callback_data": "yes"}

NOTHING_TO_DO = "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"


def inline(*rows: Any) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


def test_buttons_are_drawn_as_they_were_given(api: BotApi, ada: Person, bot: PlainBot) -> None:
    site = {"text": "Site", "url": "https://a.org"}
    bot.gets("sendMessage", chat_id=ada.id, text="a", reply_markup=inline([YES, site], [YES]))
    yes = Button("Oui", data="yes")
    assert ada.chat.last.buttons == [[yes, Button("Site", url="https://a.org/")], [yes]]
    assert api.complaints == []


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("{", "can't parse reply keyboard markup JSON object"),
        ("[]", "object expected as reply markup"),
        (inline("row"), 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'),
        ({"inline_keyboard": {}}, 'field "inline_keyboard" must be of type Array'),
        (inline(["button"]), "can't parse inline keyboard button: InlineKeyboardButton must be an Object"),
        (inline([{"callback_data": "a"}]), "can't parse inline keyboard button: Can't find field \"text\""),
        (inline([YES | {"text": ""}]), "inline keyboard button text must be non-empty"),
        (inline([YES | {"text": []}]), 'can\'t parse inline keyboard button: Field "text" must be of type String'),
        (inline([{"text": "a"}]), NOTHING_TO_DO),
        (inline([{"text": "a", "callback_data": ""}]), NOTHING_TO_DO),
        (inline([{"text": "a", "callback_data": "a" * 65}]), "BUTTON_DATA_INVALID"),
        (inline([{"text": "a", "callback_data": "é" * 33}]), "BUTTON_DATA_INVALID"),
        ({"keyboard": "a"}, 'field "keyboard" must be an Array of Arrays'),
        ({"keyboard": [[{"text": ""}]]}, "keyboard button text must be non-empty"),
    ],
)
def test_a_keyboard_that_telegram_refuses(ada: Person, bot: PlainBot, markup: Any, reason: str) -> None:
    for _ in range(2):  # also when it was seen before
        refusal = bot.is_refused("sendMessage", chat_id=ada.id, text="a", reply_markup=markup)
        assert refusal == f"400 Bad Request: {reason}"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("nowhere", "Wrong HTTP URL"),
        ("ftp://a.org", "Unsupported URL protocol"),
        ("http://a b.org", "Disallowed character in URL host"),
        ("http://a.%zz", "Wrong percent-encoded symbol in URL host"),
        ("http://a.org:0", "Wrong port number specified in the URL"),
        ("http://", "URL host is empty"),
        ("http://.", "Host is invalid"),
        ("tg://https://a.org", "Wrong tg URL"),
    ],
)
def test_an_address_that_telegram_refuses(ada: Person, bot: PlainBot, url: str, reason: str) -> None:
    refusal = bot.is_refused("sendMessage", chat_id=ada.id, text="a", reply_markup=inline([{"text": "a", "url": url}]))
    assert refusal == f"400 Bad Request: inline keyboard button URL '{url}' is invalid: {reason}"


@pytest.mark.parametrize("data", ["a" * 64, "é" * 32])
def test_data_may_have_64_bytes(ada: Person, bot: PlainBot, data: str) -> None:
    bot.gets("sendMessage", chat_id=ada.id, text="a", reply_markup=inline([{"text": "a", "callback_data": data}]))


@pytest.mark.parametrize(
    ("markup", "complaints"),
    [
        (inline([YES] * 9), ["9 buttons in a row"]),
        (inline(*[[YES]] * 101), ["101 buttons below one message"]),
        (inline([YES], []), ["an empty row of buttons"]),
        (inline([YES | {"colour": "red"}]), ["unknown field 'colour' of a button"]),
        (inline([YES | {"url": "http://a.org"}]), ["a button has 'callback_data' beside 'url'"]),
        (inline([YES | {"text": " "}]), ["a button without a visible label"]),
        (inline([YES]) | {"resize_keyboard": True}, ["'resize_keyboard' beside inline_keyboard"]),
        ({}, ["reply_markup without a keyboard"]),
    ],
)
def test_a_keyboard_that_telegram_tolerates(
    api: BotApi, ada: Person, bot: PlainBot, markup: dict[str, Any], complaints: list[str]
) -> None:
    bot.gets("sendMessage", chat_id=ada.id, text="a", reply_markup=json.dumps(markup))
    assert api.complaints == [f"sendMessage: {complaint}" for complaint in complaints]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a.org", "http://a.org/"),
        ("HTTPS://A.org:443/B?c#d", "https://a.org:443/B?c#d"),
        ("https://a.org?b", "https://a.org/?b"),
        ("https://a.org/b c", "https://a.org/b%20c"),
        ("tg://resolve?domain=ada", "tg://resolve?domain=ada"),
        ("tg://user?id=5", "tg://user?id=5"),
    ],
)
def test_addresses_are_kept_as_telegram_writes_them(ada: Person, bot: PlainBot, given: str, kept: str) -> None:
    bot.gets("sendMessage", chat_id=ada.id, text="a", reply_markup=inline([{"text": "a", "url": given}]))
    assert ada.chat.last.buttons[0][0].url == kept


def test_a_hundred_buttons_eight_in_a_row(api: BotApi, ada: Person, bot: PlainBot) -> None:
    rows = [*[[YES] * 8] * 12, [YES] * 4]
    bot.gets("sendMessage", chat_id=ada.id, text="a", reply_markup=inline(*rows))
    assert sum(map(len, ada.chat.last.buttons)) == 100
    assert api.complaints == []


def test_a_reply_keyboard_is_shown_too(ada: Person, bot: PlainBot) -> None:
    bot.gets("sendMessage", chat_id=ada.id, text="a", reply_markup={"keyboard": [["Oui", {"text": "Non"}]]})
    assert ada.chat.last.buttons == [[Button("Oui"), Button("Non")]]


def test_only_an_inline_keyboard_can_be_put_below_an_old_message(ada: Person, bot: PlainBot) -> None:
    sent = bot.gets("sendMessage", chat_id=ada.id, text="a")
    refusal = bot.is_refused(
        "editMessageText", chat_id=ada.id, message_id=sent["message_id"], text="b", reply_markup={"keyboard": [["a"]]}
    )
    assert refusal == "400 Bad Request: inline keyboard expected"
