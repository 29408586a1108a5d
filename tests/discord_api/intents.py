"""Intents: the bits that a bot asks for when it connects, and the events that each lets through."""

from __future__ import annotations

GUILDS = 1 << 0
GUILD_MEMBERS = 1 << 1
GUILD_PRESENCES = 1 << 8
GUILD_MESSAGES = 1 << 9
GUILD_MESSAGE_TYPING = 1 << 11
DIRECT_MESSAGES = 1 << 12
DIRECT_MESSAGE_TYPING = 1 << 14
MESSAGE_CONTENT = 1 << 15

PRIVILEGED = {
    "members": GUILD_MEMBERS,
    "presences": GUILD_PRESENCES,
    "message_content": MESSAGE_CONTENT,
}
ALL = sum(1 << bit for bit in (*range(17), 20, 21, 24, 25))

_IN_GUILDS = {
    "GUILD_": GUILDS,
    "CHANNEL_": GUILDS,
    "GUILD_MEMBER_": GUILD_MEMBERS,
    "MESSAGE_": GUILD_MESSAGES,
    "TYPING_": GUILD_MESSAGE_TYPING,
}
_IN_DIRECT_MESSAGES = {"MESSAGE_": DIRECT_MESSAGES, "TYPING_": DIRECT_MESSAGE_TYPING}


def needed(event: str, *, in_guild: bool) -> int:
    """Return the intent that an event needs, 0 for one that everybody gets."""
    table = _IN_GUILDS if in_guild else _IN_DIRECT_MESSAGES
    fitting = [prefix for prefix in table if event.startswith(prefix)]
    return table[max(fitting, key=len)] if fitting else 0
