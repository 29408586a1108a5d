"""Guilds: members and their roles, channels, permissions, and bots that come and go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.discord_api.acts import act
from tests.discord_api.bots import Bot
from tests.discord_api.channels import GuildChannel
from tests.discord_api.permissions import EVERYTHING, MEMBER, OF_EVERYONE, ROLE, bits, in_channel

if TYPE_CHECKING:
    from tests.discord_api.accounts import Account
    from tests.discord_api.people import Person
    from tests.discord_api.server import DiscordApi


@dataclass(slots=True, eq=False)
class Role:
    """A role, with the permissions that it gives everywhere in its guild."""

    id: int
    name: str
    permissions: int
    position: int = 0
    managed_by: int = 0

    @property
    def json(self) -> dict[str, Any]:
        colors = {"primary_color": 0, "secondary_color": None, "tertiary_color": None}
        shown = {"id": str(self.id), "name": self.name, "permissions": str(self.permissions), "position": self.position}
        tags = {"tags": {"bot_id": str(self.managed_by)}} if self.managed_by else {}
        drawn = {"color": 0, "colors": colors, "hoist": False, "icon": None, "unicode_emoji": None}
        return shown | tags | drawn | {"managed": bool(self.managed_by), "mentionable": False, "flags": 0}


class Guild:
    """A guild of some people; a bot is told of it as soon as it is in it."""

    def __init__(self, api: DiscordApi, guild_id: int, name: str, *, locale: str) -> None:
        self.api = api
        self.id = guild_id
        self.name = name
        self.locale = locale
        self.channels: list[GuildChannel] = []
        self.everyone = Role(guild_id, "@everyone", OF_EVERYONE)
        self.roles = [self.everyone]
        self._members: dict[Account, list[Role]] = {}

    def __repr__(self) -> str:
        return f"<Guild {self.name}>"

    @property
    def members(self) -> list[Account]:
        return [*self._members]

    @property
    def bots(self) -> list[Bot]:
        return [member for member in self._members if isinstance(member, Bot)]

    def has(self, account: Account) -> bool:
        return account in self._members

    # Channels

    @act
    def channel(self, name: str) -> GuildChannel:
        """Make a text channel, which everyone may read and write in."""
        made = GuildChannel(self, name)
        self.channels.append(made)
        made.tell("CHANNEL_CREATE", made.json)
        return made

    @act
    def deletes(self, channel: GuildChannel) -> None:
        self.channels.remove(channel)
        channel.tell("CHANNEL_DELETE", channel.json)
        channel.deleted = True

    @act
    def denies(self, channel: GuildChannel, *names: str, to: Account | None = None) -> None:
        """Take permissions in a channel from one member, without one from everybody."""
        channel.sets(*self._target(to), bits(*names), allowed=False)

    @act
    def allows(self, channel: GuildChannel, *names: str, to: Account | None = None) -> None:
        channel.sets(*self._target(to), bits(*names), allowed=True)

    def _target(self, account: Account | None) -> tuple[int, int]:
        return (self.everyone.id, ROLE) if account is None else (account.id, MEMBER)

    # Members

    @act
    def adds(self, person: Person) -> None:
        """Let a person join."""
        self._members[person] = []
        person.guilds.add(self)
        joined = self.member_json(person) | {"guild_id": str(self.id)}
        self._tell("GUILD_MEMBER_ADD", joined)

    @act
    def removes(self, person: Person) -> None:
        del self._members[person]
        person.guilds.discard(self)
        self._tell("GUILD_MEMBER_REMOVE", {"guild_id": str(self.id), "user": person.json})

    @act
    def grants(self, account: Account, *names: str) -> None:
        """Give a member permissions throughout the guild, by a role of its own."""
        role = Role(self.api.clock.new_id(), f"for {account.name}", bits(*names), len(self.roles))
        self.roles.append(role)
        self._members[account].append(role)
        self._tell("GUILD_ROLE_CREATE", {"guild_id": str(self.id), "role": role.json})
        changed = self.member_json(account) | {"guild_id": str(self.id)}
        for bot in self.bots:
            if bot is account or not account.is_bot:
                bot.tell("GUILD_MEMBER_UPDATE", changed, guild=self, always=bot is account)

    @act
    def adds_bot(self, token: str = "", *names: str) -> None:
        """Let a bot join, with those permissions beside everyone's."""
        bot = self.api.bot_of(token)
        assert not self.has(bot), f"{bot!r} is in {self!r} already"
        role = Role(self.api.clock.new_id(), bot.name, bits(*names), len(self.roles), managed_by=bot.id)
        self.roles.append(role)
        self._members[bot] = [role]
        bot.guilds.append(self)
        bot.tell("GUILD_CREATE", self.json_for(bot), guild=self)

    @act
    def removes_bot(self, token: str = "") -> None:
        bot = self.api.bot_of(token)
        assert self.has(bot), f"{bot!r} is not in {self!r}"
        del self._members[bot]
        bot.guilds.remove(self)
        bot.tell("GUILD_DELETE", {"id": str(self.id)}, guild=self)

    @act
    def goes_dark(self) -> None:
        """Become unavailable, as a guild does in an outage; `comes_back` ends it."""
        self._tell("GUILD_DELETE", {"id": str(self.id), "unavailable": True})

    @act
    def comes_back(self) -> None:
        for bot in self.bots:
            bot.tell("GUILD_CREATE", self.json_for(bot), guild=self)

    def _tell(self, event: str, data: dict[str, Any]) -> None:
        for bot in self.bots:
            bot.tell(event, data, guild=self)

    # Permissions

    def permissions(self, account: Account) -> int:
        """Return what a member may do throughout the guild."""
        held = [self.everyone, *self._members[account]]
        base = 0
        for role in held:
            base |= role.permissions
        return EVERYTHING if base & bits("administrator") else base

    def permissions_in(self, channel: GuildChannel, account: Account) -> int:
        if not self.has(account):
            return 0
        roles = [role.id for role in self._members[account]]
        overwrites = channel.overwrites.values()
        return in_channel(self.permissions(account), self.everyone.id, roles, account.id, overwrites)

    # As Discord shows it

    def member_json(self, account: Account, *, with_user: bool = True) -> dict[str, Any]:
        roles = [str(role.id) for role in self._members.get(account, [])]
        shown: dict[str, Any] = {"roles": roles, "nick": None, "avatar": None, "joined_at": "2024-01-01T00:00:00+00:00"}
        shown |= {"deaf": False, "mute": False, "flags": 0, "pending": False}
        return shown | ({"user": account.json} if with_user else {})

    def json_for(self, bot: Bot) -> dict[str, Any]:
        """Return the guild as it is told to a bot when it connects or joins."""
        seen = [channel for channel in self.channels if self.permissions_in(channel, bot) & bits("view_channel")]
        sees_members = bot.asks_for_members
        members: Iterable[Account] = self._members if sees_members else [bot]
        return (
            {
                "id": str(self.id),
                "name": self.name,
                "unavailable": False,
                "owner_id": str(self.api.owner.id),
                "preferred_locale": self.locale,
                "joined_at": "2024-01-01T00:00:00+00:00",
                "large": False,
                "member_count": len(self._members),
                "members": [self.member_json(member) for member in members],
                "channels": [channel.json for channel in seen],
                "roles": [role.json for role in self.roles],
                "features": [],
            }
            | {name: [] for name in EMPTY}
            | dict.fromkeys(ZERO, 0)
        )


EMPTY = (
    "threads", "presences", "voice_states", "emojis", "stickers", "stage_instances", "guild_scheduled_events",
    "soundboard_sounds",
)  # fmt: skip
ZERO = (
    "verification_level", "default_message_notifications", "explicit_content_filter", "mfa_level", "nsfw_level",
    "premium_tier", "afk_timeout", "system_channel_flags",
)  # fmt: skip
