"""Editing and deleting messages, pressing buttons and answering that."""

import pytest

from tests.bot_api import BotApi, Person
from tests.bot_api.clients import PlainBot

KEYBOARD = {"inline_keyboard": [[{"text": "Oui", "callback_data": "yes"}]]}
OTHER_KEYBOARD = {"inline_keyboard": [[{"text": "Non", "callback_data": "no"}]]}
NOT_MODIFIED = (
    "400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a"
    " current content and reply markup of the message"
)
TOO_OLD = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"


@pytest.fixture
def sent(ada: Person, bot: PlainBot) -> int:
    """Send a message with a button and give its id."""
    message = {"text": "<b>a</b>", "parse_mode": "HTML", "reply_markup": KEYBOARD}
    return int(bot.gets("sendMessage", chat_id=ada.id, **message)["message_id"])


def test_an_edit_replaces_text_and_buttons(ada: Person, bot: PlainBot, sent: int) -> None:
    edited = bot.gets("editMessageText", chat_id=ada.id, message_id=sent, text="b")
    assert (edited["text"], "reply_markup" in edited, "edit_date" in edited) == ("b", False, True)
    assert (ada.chat.last.text, ada.chat.last.buttons, ada.chat.last.edited) == ("b", [], True)


@pytest.mark.parametrize("changed", [{"text": "<i>a</i>"}, {"text": "b"}, {"reply_markup": OTHER_KEYBOARD}])
def test_an_edit_must_change_something(ada: Person, bot: PlainBot, sent: int, changed: dict[str, object]) -> None:
    same = {"chat_id": ada.id, "message_id": sent, "text": "<b>a</b>", "parse_mode": "HTML", "reply_markup": KEYBOARD}
    assert bot.is_refused("editMessageText", **same) == NOT_MODIFIED
    bot.gets("editMessageText", **(same | changed))


def test_buttons_alone_can_be_replaced(ada: Person, bot: PlainBot, sent: int) -> None:
    where = {"chat_id": ada.id, "message_id": sent}
    assert bot.is_refused("editMessageReplyMarkup", **where, reply_markup=KEYBOARD) == NOT_MODIFIED
    bot.gets("editMessageReplyMarkup", **where)
    assert ada.chat.last.buttons == []
    assert bot.is_refused("editMessageReplyMarkup", **where) == NOT_MODIFIED


def test_what_can_not_be_edited(ada: Person, bot: PlainBot, sent: int) -> None:
    def refusal(message_id: int) -> str:
        return bot.is_refused("editMessageText", chat_id=ada.id, message_id=message_id, text="b")

    hers = ada.says("c")
    photo = bot.gets("sendPhoto", chat_id=ada.id, photo="https://a.org/b.jpg")
    ada.deletes(ada.chat.messages[1])
    assert refusal(hers.id) == "400 Bad Request: message can't be edited"
    assert refusal(photo["message_id"]) == "400 Bad Request: there is no text in the message to edit"
    assert refusal(sent) == "400 Bad Request: message to edit not found"
    assert refusal(999) == "400 Bad Request: message to edit not found"
    assert bot.is_refused("editMessageText", text="b") == "400 Bad Request: message identifier is not specified"


def test_deleting(ada: Person, bot: PlainBot, sent: int) -> None:
    message = ada.chat.last
    bot.gets("deleteMessage", chat_id=ada.id, message_id=sent)
    assert (message.deleted, [left.text for left in ada.chat.messages]) == (True, ["/start"])
    refusal = bot.is_refused("deleteMessage", chat_id=ada.id, message_id=sent)
    assert refusal == "400 Bad Request: message to delete not found"
    assert bot.is_refused("deleteMessage") == "400 Bad Request: chat identifier is not specified"
    refusal = bot.is_refused("deleteMessage", chat_id=ada.id)
    assert refusal == "400 Bad Request: message identifier is not specified"


# Buttons


@pytest.mark.usefixtures("sent")
def test_a_press_shows_the_message_and_is_answered_once(api: BotApi, ada: Person, bot: PlainBot) -> None:
    press = ada.presses(ada.chat.last, "yes")
    [update] = bot.gets("getUpdates")
    query = update["callback_query"]
    assert (query["id"], query["data"], query["from"]) == (press.id, "yes", ada.user)
    assert query["message"]["reply_markup"] == KEYBOARD
    assert api.unanswered == [press]
    bot.gets("answerCallbackQuery", callback_query_id=press.id, text="Noté", show_alert=True)
    assert press.answer is not None
    assert (press.answer.text, press.answer.show_alert, api.callback_answers) == ("Noté", True, [press.answer])
    assert api.unanswered == []
    assert bot.is_refused("answerCallbackQuery", callback_query_id=press.id) == TOO_OLD


@pytest.mark.usefixtures("sent")
def test_an_answer_that_telegram_refuses(ada: Person, bot: PlainBot) -> None:
    press = ada.presses(ada.chat.last.button("Oui"))
    assert bot.is_refused("answerCallbackQuery", callback_query_id="1") == TOO_OLD
    refusal = bot.is_refused("answerCallbackQuery", callback_query_id=press.id, text="a" * 201)
    assert refusal == "400 Bad Request: MESSAGE_TOO_LONG"
    refusal = bot.is_refused("answerCallbackQuery", callback_query_id=press.id, url="https://a.org")
    assert refusal == "400 Bad Request: URL_INVALID"
    press.expired = True
    assert bot.is_refused("answerCallbackQuery", callback_query_id=press.id) == TOO_OLD


def test_a_press_belongs_to_the_bot_that_drew_the_button(api: BotApi, ada: Person, sent: int) -> None:
    assert sent
    press = ada.presses(ada.chat.last, "yes")
    second = PlainBot(api, api.bot("second_bot"))
    assert second.is_refused("answerCallbackQuery", callback_query_id=press.id) == TOO_OLD


def test_a_button_must_still_be_there(ada: Person, bot: PlainBot, sent: int) -> None:
    button = ada.chat.last.button("Oui")
    bot.gets("editMessageText", chat_id=ada.id, message_id=sent, text="b", reply_markup=OTHER_KEYBOARD)
    with pytest.raises(AssertionError, match=r"no button 'yes' below #2 Palabre Bot: b \[Non\]; there are \['no'\]"):
        ada.presses(button)
    assert ada.presses(button, stale=True).data == "yes"
    with pytest.raises(AssertionError, match="no button 'Oui'"):
        ada.chat.last.button("Oui")


def test_a_press_on_a_message_that_is_gone(ada: Person, bot: PlainBot, sent: int) -> None:
    button = ada.chat.last.button("Oui")
    bot.gets("deleteMessage", chat_id=ada.id, message_id=sent)
    ada.presses(button, stale=True)
    [update] = bot.gets("getUpdates")
    assert update["callback_query"]["message"] == {"chat": ada.chat.json, "message_id": sent, "date": 0}
