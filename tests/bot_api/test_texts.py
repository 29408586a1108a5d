"""Texts and captions: empty, too long, trimmed, with entities given or found."""

from typing import Any

import pytest

from tests.bot_api import BotApi, Person
from tests.bot_api.clients import PlainBot

AT = "entity beginning at UTF-16 offset "


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"text": ""}, "message text is empty"),
        ({}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "👍" * 2049}, "message is too long"),
        ({"text": "é" * 20_000}, "text is too long"),
        ({"text": "a", "parse_mode": "HTLM"}, "unsupported parse_mode"),
        ({"text": "a", "link_preview_options": "{"}, "can't parse link preview options JSON object"),
        ({"text": "a", "link_preview_options": "[]"}, "object expected as link preview options"),
        ({"text": "a", "reply_parameters": "{"}, "can't parse reply parameters JSON object"),
        ({"text": "a", "reply_parameters": "[]"}, "object expected as reply parameters"),
        ({"text": "a", "reply_parameters": {"chat_id": 1}}, 'can\'t find field "message_id"'),
        ({"text": "a", "reply_parameters": {"message_id": "x"}}, 'field "message_id" must be a valid Number'),
        ({"text": "a", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
    ],
)
def test_a_text_that_telegram_refuses(ada: Person, bot: PlainBot, params: dict[str, Any], reason: str) -> None:
    assert bot.is_refused("sendMessage", chat_id=ada.id, **params) == f"400 Bad Request: {reason}"


@pytest.mark.parametrize("text", ["a" * 4096, "👍" * 2048, f"{'<b>a</b>' * 4096}", f"{' ' * 100}{'a' * 4096}"])
def test_length_is_counted_after_parsing_in_utf_16(ada: Person, bot: PlainBot, text: str) -> None:
    bot.gets("sendMessage", chat_id=ada.id, text=text, parse_mode="HTML")


def test_text_is_trimmed(ada: Person, bot: PlainBot) -> None:
    assert bot.gets("sendMessage", chat_id=ada.id, text="\n a \n")["text"] == "a"


def test_a_reply_stands_below_what_it_replies_to(ada: Person, bot: PlainBot) -> None:
    asked = ada.says("Pourquoi ?")
    sent = bot.gets("sendMessage", chat_id=ada.id, text="Parce que.", reply_parameters={"message_id": asked.id})
    assert sent["reply_to_message"]["text"] == "Pourquoi ?"
    assert ada.chat.last.reply_to is asked


def test_a_link_preview_can_be_switched_off(ada: Person, bot: PlainBot) -> None:
    bot.gets("sendMessage", chat_id=ada.id, text="a.org", link_preview_options={"is_disabled": True})
    assert ada.chat.last.link_preview_disabled
    bot.gets("editMessageText", chat_id=ada.id, message_id=ada.chat.last.id, text="b.org")
    assert not ada.chat.last.link_preview_disabled


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("👍 /start", [("bot_command", 3, 6)]),
        ("/start@palabre_bot x", [("bot_command", 0, 18)]),
        ("a/b 1/2 <c>/d", []),
        ("https://a.org/b?c=1.", [("url", 0, 19)]),
        ("@ada, #été2026 a@b.org", [("mention", 0, 4), ("hashtag", 6, 8), ("email", 15, 7)]),
    ],
)
def test_telegram_finds_entities_itself(
    ada: Person, bot: PlainBot, text: str, found: list[tuple[str, int, int]]
) -> None:
    for message in (bot.gets("sendMessage", chat_id=ada.id, text=text), ada.says(text).json()):
        entities = message.get("entities", [])
        assert [(entity["type"], entity["offset"], entity["length"]) for entity in entities] == found


# Entities as a parameter


def test_entities_may_be_given(ada: Person, bot: PlainBot) -> None:
    given = [
        {"type": "bold", "offset": 3, "length": 1},
        {"type": "text_link", "offset": 0, "length": 2, "url": "http://a.org/"},
    ]
    bot.gets("sendMessage", chat_id=ada.id, text="👍 b", entities=given)
    assert ada.chat.last.html == '<a href="http://a.org/">👍</a> <b>b</b>'


@pytest.mark.parametrize(
    ("entity", "reason"),
    [
        ("bold", "can't parse MessageEntity: expected an Object"),
        ({"type": "bold", "offset": 0}, "can't parse MessageEntity: Can't find field \"length\""),
        ({"type": "bald", "offset": 0, "length": 1}, "can't parse MessageEntity: Unsupported type specified"),
        ({"type": "text_link", "offset": 0, "length": 1}, "can't parse MessageEntity: Can't find field \"url\""),
        ({"type": "bold", "offset": "x", "length": 1}, 'can\'t parse MessageEntity: Field "offset" must be a Number'),
        ({"type": "bold", "offset": -1, "length": 1}, "receive an entity with incorrect offset -1"),
        ({"type": "bold", "offset": 0, "length": -1}, "receive an entity with incorrect length -1"),
        ({"type": "bold", "offset": 4, "length": 1}, "entity begins after the end of the text at UTF-16 offset 4"),
        ({"type": "bold", "offset": 3, "length": 2}, f"{AT}3 ends after the end of the text at UTF-16 offset 5"),
        ({"type": "bold", "offset": 1, "length": 2}, "entity begins in a middle of a UTF-16 symbol at byte offset 4"),
        ({"type": "bold", "offset": 0, "length": 1}, f"{AT}0 ends in a middle of a UTF-16 symbol at byte offset 4"),
    ],
)
def test_entities_that_telegram_refuses(ada: Person, bot: PlainBot, entity: Any, reason: str) -> None:
    assert bot.is_refused("sendMessage", chat_id=ada.id, text="👍 b", entities=[entity]) == f"400 Bad Request: {reason}"


@pytest.mark.parametrize(
    ("params", "complaint"),
    [
        ({"entities": "nonsense"}, "entities is no JSON array and therefore ignored"),
        ({"entities": [], "parse_mode": "HTML"}, "entities are ignored beside parse_mode"),
    ],
)
def test_entities_that_telegram_ignores(
    api: BotApi, ada: Person, bot: PlainBot, params: dict[str, Any], complaint: str
) -> None:
    bot.gets("sendMessage", chat_id=ada.id, text="a", **params)
    assert api.complaints == [f"sendMessage: {complaint}"]


# Captions and documents


def test_a_caption_is_shorter_than_a_text(ada: Person, bot: PlainBot) -> None:
    def uploads(caption: str) -> str:
        where = ("chat_id", "", str(ada.id).encode())
        return bot.uploads(
            "sendDocument", where, ("document", '; filename="a.csv"', b"a,b"), ("caption", "", caption.encode())
        )

    assert uploads("a" * 1024) == ""
    assert uploads("a" * 1025) == "Bad Request: message caption is too long"
    assert uploads("") == ""


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        (("document", '; filename="a.csv"', b""), "file must be non-empty"),
        (("document", "", b"a,b"), "there is no document in the request"),
        (("caption", "", b"a"), "there is no document in the request"),
    ],
)
def test_a_document_that_telegram_refuses(
    ada: Person, bot: PlainBot, part: tuple[str, str, bytes], reason: str
) -> None:
    assert bot.uploads("sendDocument", ("chat_id", "", str(ada.id).encode()), part) == f"Bad Request: {reason}"


def test_a_file_may_be_sent_again_by_its_identifier(ada: Person, bot: PlainBot) -> None:
    bot.uploads("sendDocument", ("chat_id", "", str(ada.id).encode()), ("document", '; filename="a.csv"', b"a,b"))
    known = ada.chat.last.media["document"]["file_id"]
    bot.gets("sendDocument", chat_id=ada.id, document=known)
    refusal = bot.is_refused("sendDocument", chat_id=ada.id, document=f"{known}x")
    assert refusal == "400 Bad Request: wrong file identifier/HTTP URL specified"


def test_a_file_may_be_attached_under_another_name(api: BotApi, ada: Person, bot: PlainBot) -> None:
    where = ("chat_id", "", str(ada.id).encode())
    assert bot.uploads("sendPhoto", where, ("photo", "", b"attach://p"), ("p", '; filename="a.jpg"', b"jpg")) == ""
    assert ada.chat.last.document is not None
    assert (ada.chat.last.document.name, ada.chat.last.document.content) == ("a.jpg", b"jpg")
    assert api.complaints == []


def test_a_photo_can_be_sent(ada: Person, bot: PlainBot) -> None:
    assert bot.gets("sendPhoto", chat_id=ada.id, photo="https://a.org/b.jpg", caption="c")["photo"]
    assert bot.is_refused("sendPhoto", chat_id=ada.id) == "400 Bad Request: there is no photo in the request"
    refusal = bot.is_refused("sendPhoto", chat_id=ada.id, photo="https://a")
    assert refusal == "400 Bad Request: wrong HTTP URL specified"
