"""The channels of Discord in which rounds are announced: how they become known, and when they are gone.

Imports consultation and discord.py.
"""

from functools import partial
from typing import Any

import discord

from bots.discord_reading import CHANNEL, Interaction, Reader, addressee, language
from bots.discord_sending import lacking
from bots.house import House
from consultation.messages import Reply
from consultation.notices import Group


class Announcing:
    """Keeps the channels."""

    def __init__(self, house: House, reader: Reader) -> None:
        self._house = house
        self._reader = reader

    async def here(self, interaction: Interaction) -> Reply:
        """Make a channel known as one to announce in, where the bot may write there; return what to say of it."""
        spoken, channel = language(interaction.locale), interaction.channel
        missing = lacking(interaction.app_permissions, thread=isinstance(channel, discord.Thread))
        if missing or channel is None:
            return self._house.announcer.may_not_announce(missing, spoken)
        group = self._group(channel.id, _name(interaction.guild, channel))
        await self._house.turns.apart(partial(self._house.outbox.join_group, group))
        return self._house.announcer.may_announce(group.name, spoken)

    async def gone(self, *channels: int) -> None:
        """Forget channels, and what waits for them."""
        for channel in channels:
            forget = partial(self._house.outbox.leave_group, self._reader.channel(channel))
            await self._house.turns.apart(forget)

    def regroup(self, address: str) -> Group:
        """Return the channel at an address: Discord moves none."""
        return self._group(addressee(address).id, "")

    def _group(self, channel: int, name: str) -> Group:
        address = self._reader.address(CHANNEL, channel)
        return Group(self._reader.channel(channel), name, address, self._house.clock.now())


def _name(guild: discord.Guild | None, channel: Any) -> str:
    return f"{guild.name if guild else ''} #{getattr(channel, 'name', '')}".strip()
