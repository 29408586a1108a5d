"""Sending, editing and deleting messages, and answering buttons."""

from __future__ import annotations

import struct
from typing import Any

from tests.bot_api import media
from tests.bot_api.chats import Chat
from tests.bot_api.errors import bad_request
from tests.bot_api.formatting import Formatted, formatted, is_invisible
from tests.bot_api.keyboards import reply_markup
from tests.bot_api.links import NoLink, check_link
from tests.bot_api.markup import utf16_length
from tests.bot_api.messages import Document, Message
from tests.bot_api.methods.table import method, writable_chat
from tests.bot_api.people import CallbackAnswer
from tests.bot_api.queries import Query, Upload

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LONGEST_CALLBACK_ANSWER = 200
LARGEST_PHOTO, LONGEST_SIDE = 10_000, 20
PNG = b"\x89PNG\r\n\x1a\n"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content"
    " and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"

TO_WHERE = "business_connection_id chat_id message_thread_id direct_messages_topic_id"
HOW = (
    "disable_notification protect_content allow_paid_broadcast message_effect_id suggested_post_parameters"
    " reply_parameters reply_markup"
)


@method("sendMessage", f"{TO_WHERE} text parse_mode entities link_preview_options {HOW}")
def send_message(query: Query) -> dict[str, Any]:
    text, entities = _text(query)
    no_preview = _link_preview_disabled(query)
    return _send(query, text, entities, link_preview_disabled=no_preview)


@method("sendDocument", f"{TO_WHERE} document thumbnail caption parse_mode caption_entities"
        f" disable_content_type_detection {HOW}")  # fmt: skip
def send_document(query: Query) -> dict[str, Any]:
    upload = _upload(query, "document")
    text, entities = _caption(query)
    if upload is None:
        return _send(query, text, entities, media={"document": {"file_id": query.text("document")}})
    medium = media.document(upload.name, upload.media_type)
    medium["document"]["file_size"] = len(upload.content)
    document = Document(upload.name, upload.content, upload.media_type)
    return _send(query, text, entities, media=medium, document=document)


@method("sendPhoto", f"{TO_WHERE} photo caption parse_mode caption_entities show_caption_above_media has_spoiler {HOW}")
def send_photo(query: Query) -> dict[str, Any]:
    upload = _upload(query, "photo")
    if upload:
        _check_size(upload.content)
    text, entities = _caption(query)
    document = Document(upload.name, upload.content, upload.media_type) if upload else None
    return _send(query, text, entities, media=media.photo(), document=document)


def _check_size(content: bytes) -> None:
    """Refuse a PNG as Telegram does: 10,000 pixels around a corner at most, no side over 20 times the other."""
    if not content.startswith(PNG):
        return
    width, height = struct.unpack(">II", content[16:24])
    if width + height > LARGEST_PHOTO or max(width, height) > LONGEST_SIDE * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


@method("editMessageText", "business_connection_id chat_id message_id inline_message_id text parse_mode entities"
        " link_preview_options reply_markup")  # fmt: skip
def edit_message_text(query: Query) -> dict[str, Any]:
    text, entities = _text(query)
    no_preview = _link_preview_disabled(query)
    markup = _inline_markup(query)
    message = _own_message(query)
    if message.media:
        raise bad_request("there is no text in the message to edit")
    if (message.text, message.entities, message.reply_markup) == (text, entities, markup):
        raise bad_request(NOT_MODIFIED)
    message.link_preview_disabled = no_preview
    message.text, message.entities, message.reply_markup = text, entities, markup
    return _edited(query, message)


@method("editMessageReplyMarkup", "business_connection_id chat_id message_id inline_message_id reply_markup")
def edit_message_reply_markup(query: Query) -> dict[str, Any]:
    markup = _inline_markup(query)
    message = _own_message(query)
    if message.reply_markup == markup:
        raise bad_request(NOT_MODIFIED)
    message.reply_markup = markup
    return _edited(query, message)


@method("deleteMessage", "chat_id message_id")
def delete_message(query: Query) -> bool:
    if not query.text("chat_id"):
        raise bad_request("chat identifier is not specified")
    if query.integer("message_id") <= 0:
        raise bad_request("message identifier is not specified")
    chat = writable_chat(query)
    message = chat.message(query.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if not chat.may_delete(query.bot, message):
        raise bad_request("message can't be deleted")
    chat.forget(message)
    return True


@method("answerCallbackQuery", "callback_query_id text show_alert url cache_time")
def answer_callback_query(query: Query) -> bool:
    text, url = query.text("text"), query.text("url")
    show_alert = query.flag("show_alert")
    api = query.bot.api
    press = api.presses.get(query.text("callback_query_id"))
    if press is None or press.expired or press.answer is not None or press.message.sender is not query.bot:
        raise bad_request(TOO_OLD)
    if utf16_length(text) > LONGEST_CALLBACK_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    if url:
        raise bad_request("URL_INVALID")
    press.answer = CallbackAnswer(press, text, show_alert, url)
    api.callback_answers.append(press.answer)
    return True


# What is sent


def _send(query: Query, text: str, entities: list[dict[str, Any]], **parts: Any) -> dict[str, Any]:
    markup = reply_markup(query)
    chat = writable_chat(query)
    reply_to = _replied_to(query, chat)
    query.bot.api.limits.check(query.bot.id, chat)
    parts["reply_markup"] = markup
    message = chat.new_message(query.bot, text, entities=entities, reply_to=reply_to, **parts)
    chat.bot_did(message)
    return message.json()


def _text(query: Query) -> Formatted:
    if not query.text("text"):
        raise bad_request("message text is empty")
    text = formatted(query, "text", "entities")
    if is_invisible(text.text):
        raise bad_request("text must be non-empty")
    if utf16_length(text.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return text


def _caption(query: Query) -> Formatted:
    caption = formatted(query, "caption", "caption_entities")
    if utf16_length(caption.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return caption


def _link_preview_disabled(query: Query) -> bool:
    try:
        options = query.decoded("link_preview_options")
    except ValueError:
        raise bad_request("can't parse link preview options JSON object") from None
    if options is None:
        return False
    if not isinstance(options, dict):
        raise bad_request("object expected as link preview options")
    if not isinstance(options.get("is_disabled", False), bool):
        raise bad_request('field "is_disabled" must be of type Boolean')
    return bool(options.get("is_disabled"))


def _upload(query: Query, name: str) -> Upload | None:
    """Return the file of a request, None where it names one by identifier or address instead."""
    value = query.text(name)
    upload = query.files.get(value.removeprefix("attach://") if value.startswith("attach://") else name)
    if upload is None and value and not value.startswith("attach://"):
        _check_remote(value)
        return None
    if upload is None or not upload.name:
        raise bad_request(f"there is no {name} in the request")
    if not upload.content:
        raise bad_request("file must be non-empty")
    return upload


def _check_remote(value: str) -> None:
    if value.startswith(("http://", "https://")):
        try:
            check_link(value)
        except NoLink:
            raise bad_request("wrong HTTP URL specified") from None
    elif not media.is_known(value):
        raise bad_request("wrong file identifier/HTTP URL specified")


def _replied_to(query: Query, chat: Chat) -> Message | None:
    try:
        given = query.decoded("reply_parameters")
    except ValueError:
        raise bad_request("can't parse reply parameters JSON object") from None
    if given is None or given == {}:
        return None
    if not isinstance(given, dict):
        raise bad_request("object expected as reply parameters")
    if "message_id" not in given:
        raise bad_request('can\'t find field "message_id"')
    if not str(given["message_id"]).isdigit():
        raise bad_request('field "message_id" must be a valid Number')
    message = chat.message(int(given["message_id"]))
    if message is None and not given.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return message


# What is edited


def _inline_markup(query: Query) -> dict[str, Any] | None:
    markup = reply_markup(query)
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return markup


def _own_message(query: Query) -> Message:
    """Return the message that the bot asks to edit; Refused where there is none or it can't be edited."""
    if not query.text("chat_id") and not query.text("message_id"):
        raise bad_request("message identifier is not specified")
    message = writable_chat(query).message(query.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message.sender is not query.bot:
        raise bad_request("message can't be edited")
    return message


def _edited(query: Query, message: Message) -> dict[str, Any]:
    message.edit_date = query.bot.api.now()
    message.chat.bot_did(message)
    return message.json()
