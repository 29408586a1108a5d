"""What a bot asks about chats, shows in them without a message, and how it leaves them."""

from __future__ import annotations

from typing import Any, NamedTuple

from tests.bot_api.chats import Chat
from tests.bot_api.errors import bad_request
from tests.bot_api.groups import LEFT, Shared
from tests.bot_api.methods.table import method, named_chat, writable_chat
from tests.bot_api.queries import Query

LOADED = ("photo", "video", "voice", "document", "video_note")
RECORDED = ("video", "voice", "video_note")
ACTIONS = {"typing", "choose_sticker", "find_location"} | {
    *(f"upload_{medium}" for medium in LOADED),
    *(f"record_{medium}" for medium in RECORDED),
}


class Action(NamedTuple):
    """What a bot was shown to be doing."""

    chat: Chat
    action: str


@method("sendChatAction", "business_connection_id chat_id message_thread_id action")
def send_chat_action(query: Query) -> bool:
    action = query.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    query.bot.api.typing.append(Action(writable_chat(query), action))
    return True


@method("getChat", "chat_id")
def get_chat(query: Query) -> dict[str, Any]:
    chat = named_chat(query)
    refusal = chat.refusal(query.bot)
    if refusal is not None and chat.kind != "private":
        raise refusal
    accepted = dict.fromkeys(("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription"), False)
    return chat.json | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": accepted}


@method("leaveChat", "chat_id")
def leave_chat(query: Query) -> bool:
    chat = writable_chat(query)
    if not isinstance(chat, Shared):
        raise bad_request("chat member status can't be changed in private chats")
    chat.moves(query.bot, query.bot, LEFT)
    return True
