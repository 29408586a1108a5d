"""How bots may ask: tokens, methods, the four shapes of parameters, and what is noted of each request."""

import json
import re
from urllib.parse import urlencode

import pytest
from telegram import BotCommand, InlineKeyboardButton, InlineKeyboardMarkup

from tests.bot_api import BotApi, Person
from tests.bot_api.clients import FORM, JSON, LibraryBot, PlainBot


def test_a_library_goes_the_whole_way(api: BotApi, ada: Person, library: LibraryBot) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Oui", callback_data="yes")]])
    sent = library.does(lambda bot: bot.send_message(ada.id, "<b>Hé</b>", parse_mode="HTML", reply_markup=keyboard))
    assert (sent.text, sent.chat_id, sent.text_html) == ("Hé", ada.id, "<b>Hé</b>")
    press = ada.presses(ada.chat.last.button("Oui"))
    [update] = library.does(lambda bot: bot.get_updates())
    assert update.callback_query is not None
    assert (update.callback_query.id, update.callback_query.data) == (press.id, "yes")
    library.does(lambda bot: bot.answer_callback_query(press.id, "Noté"))
    library.does(lambda bot: bot.edit_message_text("Bien", chat_id=ada.id, message_id=sent.message_id))
    library.does(
        lambda bot: bot.send_document(ada.id, b"a,b", filename="a.csv", caption="<i>ici</i>", parse_mode="HTML")
    )
    library.does(lambda bot: bot.send_chat_action(ada.id, "typing"))
    library.does(lambda bot: bot.set_my_commands([BotCommand("start", "Commencer")], language_code="fr"))
    library.does(lambda bot: bot.get_updates(offset=update.update_id + 1))
    api.waits_until_idle()
    edited, document = ada.chat.messages[-2:]
    assert (edited.text, edited.edited, edited.buttons) == ("Bien", True, [])
    assert document.document is not None
    assert (document.html, document.document.name, document.document.content) == ("<i>ici</i>", "a.csv", b"a,b")
    assert press.answer is not None
    assert press.answer.text == "Noté"
    assert [action.action for action in api.typing] == ["typing"]
    assert api.commands == {("default", "fr"): [{"command": "start", "description": "Commencer"}]}
    assert api.complaints == []
    assert {call.status for call in api.calls} == {200}


def test_a_token_has_the_form_of_a_real_one(bot: PlainBot) -> None:
    assert re.fullmatch(r"\d{8,10}:[A-Za-z0-9_-]{35}", bot.token)


@pytest.mark.parametrize("shape", ["query", "form", "json", "multipart"])
def test_parameters_come_in_four_shapes(ada: Person, bot: PlainBot, shape: str) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Oui", "callback_data": "yes"}]]}
    params = {"chat_id": str(ada.id), "text": "Ça va & toi ?", "reply_markup": json.dumps(keyboard)}
    path = f"/bot{bot.token}/sendMessage"
    if shape == "query":
        bot.exchange(f"{path}?{urlencode(params)}", verb="GET")
    elif shape == "form":
        bot.exchange(path, urlencode(params).encode(), FORM)
    elif shape == "json":
        bot.exchange(path, json.dumps(params | {"chat_id": ada.id, "reply_markup": keyboard}).encode(), JSON)
    else:
        bot.uploads("sendMessage", *((name, "", value.encode()) for name, value in params.items()))
    assert (ada.chat.last.text, ada.chat.last.buttons[0][0].data) == ("Ça va & toi ?", "yes")


@pytest.mark.parametrize(
    ("path", "refusal"),
    [
        ("/bot7000000001:wrong/getMe", (401, "Unauthorized")),
        ("/botnonsense/getMe", (404, "Not Found")),
        ("/bot{token}", (404, "Not Found")),
        ("/getMe", (404, "Not Found")),
        ("/bot{token}/getMeNot", (404, "Not Found: method not found")),
    ],
)
def test_a_wrong_address_is_refused(bot: PlainBot, path: str, refusal: tuple[int, str]) -> None:
    status, body = bot.exchange(path.format(token=bot.token), verb="GET")
    code, description = refusal
    assert (status, json.loads(body)) == (code, {"ok": False, "error_code": code, "description": description})


def test_methods_are_found_in_any_case(bot: PlainBot) -> None:
    assert bot.gets("GETme")["username"] == "palabre_bot"


def test_an_unknown_parameter_is_complained_about(api: BotApi, ada: Person, bot: PlainBot) -> None:
    bot.gets("sendMessage", chat_id=ada.id, text="a", txet="b")
    assert api.complaints == ["sendMessage: unknown parameter 'txet'"]


def test_every_request_is_noted(api: BotApi, ada: Person, bot: PlainBot) -> None:
    bot.gets("sendMessage", chat_id=ada.id, text="a")
    bot.is_refused("sendMessage", chat_id=ada.id, text="")
    noted = [(call.method, call.params["text"], call.status, call.error, call.bot) for call in api.calls]
    refused = ("sendMessage", "", 400, "Bad Request: message text is empty", "palabre_bot")
    assert noted == [("sendMessage", "a", 200, "", "palabre_bot"), refused]


def test_noting_can_be_switched_off(api: BotApi, ada: Person, bot: PlainBot) -> None:
    api.keeps_calls = False
    bot.gets("sendMessage", chat_id=ada.id, text="a")
    assert api.calls == []


def test_two_bots_have_chats_and_updates_of_their_own(api: BotApi, ada: Person, bot: PlainBot) -> None:
    second = PlainBot(api, api.bot("second_bot"))
    assert second.is_refused("sendMessage", chat_id=ada.id, text="a") == "400 Bad Request: chat not found"
    ada.says_in(ada.chat_with(second.token), "hello")
    second.gets("sendMessage", chat_id=ada.id, text="b")
    assert [message.text for message in ada.chat_with(second.token).messages] == ["hello", "b"]
    assert [message.text for message in ada.chat.messages] == ["/start"]
    assert [len(each.gets("getUpdates")) for each in (bot, second)] == [0, 1]
