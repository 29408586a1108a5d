"""What people do reaches the bot as a real library understands it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import telegram

from tests.bot_api import BotApi, Message, Person
from tests.bot_api.clients import LibraryBot, PlainBot

Read = Callable[[], telegram.Update]


@pytest.fixture
def read(library: LibraryBot) -> Read:
    """Read the one update that there is, with python-telegram-bot."""

    def read() -> telegram.Update:
        [update] = library.does(lambda bot: bot.get_updates())
        library.does(lambda bot: bot.get_updates(offset=update.update_id + 1))
        return update

    return read


def test_words(ada: Person, read: Read) -> None:
    said = ada.says("/start CODE")
    message = read().message
    assert message is not None
    assert message.from_user is not None
    assert (message.message_id, message.text, message.chat.type) == (said.id, "/start CODE", "private")
    assert message.parse_entities() == {message.entities[0]: "/start"}
    about = (message.from_user.id, message.from_user.first_name, message.from_user.language_code)
    assert about == (ada.id, "Ada", "fr")


def test_an_edit_and_a_reply(ada: Person, read: Read) -> None:
    said = ada.says("a")
    read()
    ada.edits(said, "b")
    edited = read().edited_message
    assert edited is not None
    assert (edited.message_id, edited.text, edited.edit_date is not None) == (said.id, "b", True)
    ada.says("c", reply_to=said)
    reply = read().message
    assert reply is not None
    assert reply.reply_to_message is not None
    assert reply.reply_to_message.text == "b"


MEDIA: list[tuple[str, Callable[[Person], Message]]] = [
    ("photo", lambda ada: ada.sends_photo("c", album="1")),
    ("video", lambda ada: ada.sends_video("c", album="1")),
    ("document", lambda ada: ada.sends_document("c")),
    ("animation", lambda ada: ada.sends_animation("c")),
    ("voice", lambda ada: ada.sends_voice()),
    ("video_note", lambda ada: ada.sends_video_note()),
    ("sticker", lambda ada: ada.sends_sticker()),
    ("location", lambda ada: ada.sends_location()),
    ("contact", lambda ada: ada.sends_contact()),
    ("poll", lambda ada: ada.sends_poll()),
    ("dice", lambda ada: ada.sends_dice()),
]


@pytest.mark.parametrize(("kind", "sends"), MEDIA, ids=[kind for kind, _ in MEDIA])
def test_media(ada: Person, read: Read, kind: str, sends: Callable[[Person], Message]) -> None:
    sent = sends(ada)
    message = read().message
    assert message is not None
    assert getattr(message, kind)
    assert message.text is None
    assert (message.caption or "", message.media_group_id or "") == (sent.text, sent.extra.get("media_group_id", ""))


@pytest.mark.parametrize(
    ("origin", "kind"),
    [
        ("user", telegram.MessageOriginUser),
        ("self", telegram.MessageOriginUser),
        ("hidden_user", telegram.MessageOriginHiddenUser),
        ("channel", telegram.MessageOriginChannel),
    ],
)
def test_forwards(ada: Person, read: Read, origin: str, kind: type[telegram.MessageOrigin]) -> None:
    ada.forwards("a", origin=origin)  # type: ignore[arg-type]  # one of the four
    message = read().message
    assert message is not None
    assert (message.text, type(message.forward_origin)) == ("a", kind)
    if isinstance(message.forward_origin, telegram.MessageOriginUser):
        assert (message.forward_origin.sender_user.id == ada.id) == (origin == "self")


def test_a_message_through_another_bot(ada: Person, read: Read) -> None:
    ada.via_bot("a")
    message = read().message
    assert message is not None
    assert message.via_bot is not None
    assert message.via_bot.username == "gif_bot"


def test_an_inaccessible_message(ada: Person, bot: PlainBot, read: Read) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Oui", "callback_data": "yes"}]]}
    bot.gets("sendMessage", chat_id=ada.id, text="a", reply_markup=keyboard)
    ada.presses(ada.chat.last, "yes", inaccessible=True)
    query = read().callback_query
    assert query is not None
    assert query.message is not None
    assert not query.message.is_accessible


def test_blocking_and_coming_back(ada: Person, bot: PlainBot, read: Read) -> None:
    def standings() -> tuple[str, str]:
        change = read().my_chat_member
        assert change is not None
        return change.old_chat_member.status, change.new_chat_member.status

    ada.blocks()
    assert standings() == ("member", "kicked")
    refusal = "403 Forbidden: bot was blocked by the user"
    assert bot.is_refused("sendMessage", chat_id=ada.id, text="a") == refusal
    assert bot.is_refused("sendChatAction", chat_id=ada.id, action="typing") == refusal
    with pytest.raises(AssertionError, match="Ada has blocked the bot"):
        ada.says("a")
    ada.unblocks()
    assert standings() == ("kicked", "member")
    bot.gets("sendMessage", chat_id=ada.id, text="a")


def test_deactivating_tells_nobody(ada: Person, bot: PlainBot) -> None:
    ada.deactivates()
    assert bot.gets("getUpdates") == []
    assert bot.is_refused("sendMessage", chat_id=ada.id, text="a") == "403 Forbidden: user is deactivated"
    with pytest.raises(AssertionError, match="Ada's account is deactivated"):
        ada.says("a")


def test_a_bot_can_not_begin(api: BotApi, bot: PlainBot) -> None:
    ben = api.person("Ben")
    assert ben.chat.messages == []
    assert bot.is_refused("sendMessage", chat_id=ben.id, text="a") == "400 Bad Request: chat not found"
    api.channel("News").adds_bot(by=ben)
    refusal = "403 Forbidden: bot can't initiate conversation with a user"
    assert bot.is_refused("sendMessage", chat_id=ben.id, text="a") == refusal
    ben.says("/start")
    bot.gets("sendMessage", chat_id=ben.id, text="a")


@pytest.mark.parametrize(
    ("chat_id", "reason"), [("", "chat_id is empty"), ("1", "chat not found"), ("x", "chat not found")]
)
def test_a_chat_that_is_not_there(bot: PlainBot, chat_id: str, reason: str) -> None:
    assert bot.is_refused("sendMessage", chat_id=chat_id, text="a") == f"400 Bad Request: {reason}"


def test_what_a_person_can_not_do(api: BotApi, ada: Person, bot: PlainBot) -> None:
    bot.gets("sendMessage", chat_id=ada.id, text="a")
    with pytest.raises(AssertionError, match="is not Ada's"):
        ada.edits(ada.chat.last, "b")
    with pytest.raises(AssertionError, match="sends no data"):
        ada.presses(ada.chat.last)
    with pytest.raises(AssertionError, match="Telegram sends no empty message"):
        ada.says(" ")
    with pytest.raises(AssertionError, match="split what is longer than 4096"):
        ada.says("a" * 4097)
    with pytest.raises(AssertionError, match="has not blocked the bot"):
        ada.unblocks()
    with pytest.raises(AssertionError, match="Ada is no member of"):
        ada.says_in(api.group("Salon"), "a")
