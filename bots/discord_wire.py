"""What discord.py is told of the way to Discord, and how what comes back is read. Imports discord.py.

Each of these is global in the library: one process speaks to one Discord.
"""

from typing import Any

import aiohttp
import discord.http
import discord.webhook.async_
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from discord.utils import _from_json

OK = range(200, 300)


class Garbled(aiohttp.ClientPayloadError):
    """What came back is not Discord's answer: it may have been heard, or somebody in between has spoken."""


def point(*, api: str, gateway: str) -> None:
    """Let the library speak to a compatible server; "" is Discord's own. What it cannot read is `Garbled`."""
    if api:
        Route.BASE = api.rstrip("/")
    if gateway:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
    for module in (discord.http, discord.webhook.async_):
        vars(module)["json_or_text"] = json_or_text
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nobody speaks here


async def json_or_text(response: aiohttp.ClientResponse) -> Any:
    """Return an answer's JSON, or the text of one that says no without; the library takes any text for an answer.

    Raises `Garbled` for one that says yes and is no JSON.
    """
    text = await response.text(encoding="utf-8")
    if not text:
        return text
    try:
        return _from_json(text)
    except ValueError:
        if response.status in OK:
            raise Garbled("no JSON") from None
        return text
