"""Channels and the messages in them, as a bot asks for them with its token."""

from __future__ import annotations

from typing import Any

from tests.discord_api.channels import Channel, DirectMessages
from tests.discord_api.errors import (
    Refused,
    invalid_recipient,
    missing_permissions,
    not_in_direct_messages,
    not_the_author,
    unknown,
)
from tests.discord_api.messages import Message
from tests.discord_api.methods.table import method
from tests.discord_api.people import Person
from tests.discord_api.permissions import bits
from tests.discord_api.queries import Query
from tests.discord_api.writing import OF_NEW, as_parts, note_pings, put_in_place, read_draft

REPLY = 19


@method("POST /users/@me/channels", "create_dm")
def create_dm(query: Query) -> dict[str, Any]:
    form = query.form()
    form.root.known("recipient_id")
    form.root["recipient_id"].required()
    recipient = form.root["recipient_id"].snowflake()
    form.check()
    for account in query.api.accounts_of([recipient]):
        if isinstance(account, Person):
            channel = account.dm_with(query.bot.token)
            channel.opened = True
            return channel.json
    raise invalid_recipient()


@method("GET /channels/{channel}", "get_channel")
def get_channel(query: Query) -> dict[str, Any]:
    return _channel(query).json


@method("POST /channels/{channel}/typing", "trigger_typing_indicator")
def trigger_typing_indicator(query: Query) -> None:
    channel = _channel(query)
    _needs(query, channel, "send_messages")
    query.api.typing.append(channel)


@method("GET /channels/{channel}/messages", "get_channel_messages", query="around before after limit")
def get_channel_messages(query: Query) -> list[dict[str, Any]]:
    channel = _channel(query)
    _needs(query, channel, "read_message_history")
    before = int(query.query.get("before", 1 << 63))
    after = int(query.query.get("after", 0))
    found = [message for message in channel.messages if after < message.id < before]
    limit = int(query.query.get("limit", 50))
    chosen = found[:limit] if "after" in query.query else found[-limit:]
    return [_shown(query, message) for message in reversed(chosen)]


@method("GET /channels/{channel}/messages/{message}", "get_channel_message")
def get_channel_message(query: Query) -> dict[str, Any]:
    _needs(query, _channel(query), "read_message_history")
    return _shown(query, _message(query))


@method("POST /channels/{channel}/messages", "create_message")
def create_message(query: Query) -> dict[str, Any]:
    channel = _channel(query)
    _needs(query, channel, "send_messages", *(["attach_files"] if query.files else []))
    form = query.form()
    draft = read_draft(query, form.root, OF_NEW)
    if form.root["enforce_nonce"].flag() and draft.nonce is not None:
        there = channel.new_messages_by(query.bot, draft.nonce)
        if there is not None:
            return there.json()
    parts = as_parts(draft)
    if refusal := channel.refusal_to_write(query.bot):
        raise refusal
    replied = _replied(form.root.value, channel, draft.replies_to)
    message = channel.new_message(query.bot, reply_to=replied, kind=REPLY if replied else 0, **parts)
    note_pings(query.api, message, draft)
    channel.bot_did(message)
    return message.json()


@method("PATCH /channels/{channel}/messages/{message}", "edit_message")
def edit_message(query: Query) -> dict[str, Any]:
    channel = _channel(query)
    message = _message(query)
    if message.author is not query.bot:
        raise not_the_author()
    put_in_place(read_draft(query, query.form().root), message)
    channel.bot_did(message, edited=True)
    return message.json()


@method("DELETE /channels/{channel}/messages/{message}", "delete_message")
def delete_message(query: Query) -> None:
    channel = _channel(query)
    message = _message(query)
    if message.author is not query.bot:
        if isinstance(channel, DirectMessages):
            raise not_in_direct_messages()
        _needs(query, channel, "manage_messages")
    channel.forget(message)
    query.api.announce(channel, message)


def _channel(query: Query) -> Channel:
    """Return the channel that the bot asks about; Refused where it may not see it."""
    channel = query.api.channel_of(query.number("channel"))
    if channel is None:
        raise unknown("Channel")
    if refusal := channel.refusal(query.bot):
        raise refusal
    return channel


def _message(query: Query) -> Message:
    message = _channel(query).message(query.number("message"))
    if message is None or message.ephemeral:
        raise unknown("Message")
    return message


def _needs(query: Query, channel: Channel, *names: str) -> None:
    wanted = bits(*names)
    if channel.permissions_of(query.bot) & wanted != wanted:
        raise missing_permissions()


def _shown(query: Query, message: Message) -> dict[str, Any]:
    always = message.channel.guild is None or message.author is query.bot or query.bot.id in message.mentioned
    return message.json(with_content=always or "message_content" in query.bot.privileged)


def _replied(body: dict[str, Any], channel: Channel, message_id: int) -> Message | None:
    if not message_id:
        return None
    message = channel.message(message_id)
    if message is None and body["message_reference"].get("fail_if_not_exists", True):
        errors = {"_errors": [{"code": "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "message": "Unknown message"}]}
        raise Refused(400, 50035, "Invalid Form Body", {"message_reference": errors})
    return message
