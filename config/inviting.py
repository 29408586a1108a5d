"""The ways into a round for one community: its links, the text to paste, the QR code. Imports everyone."""

import asyncio
from pathlib import Path
from urllib.parse import quote

import aiohttp
import segno

from config.service.platforms import DISCORD, PATIENCE, TELEGRAM, asked
from config.settings import Settings
from consultation.announcing import Ways
from consultation.errors import InvalidInput, NotFound
from consultation.rounds import Round
from consultation.sources import linked, named

OK = 200
MARGIN, SCALE = 4, 10
"""Of a QR code: blank modules around it, as its standard asks, and pixels of a module in a PNG."""


def ways(settings: Settings, launched: Round, source: str) -> Ways:
    """Return how people of a source come into a round, by every bot that has a token.

    Raises `InvalidInput` for a source that no link carries, and `NotFound` where a platform does not know its bot.
    """
    word = linked(launched.code, named(source, option="--source") if source else "")
    return asyncio.run(_ways(settings, word))


def draw(found: Ways, path: Path) -> None:
    """Write the QR code of the link into Telegram, as PNG or SVG by the name of the file."""
    if path.suffix.lower() not in (".png", ".svg"):
        raise InvalidInput(f"{path.name} is neither .png nor .svg", where="--qr")
    if not found.telegram:
        raise InvalidInput("only links into Telegram carry a round's code; set PALABRE_TELEGRAM_TOKEN", where="--qr")
    if not path.parent.is_dir():
        raise InvalidInput(f"there is no folder {path.parent}", where="--qr")
    code = segno.make(found.telegram, error="m", micro=False)
    code.save(str(path), border=MARGIN, scale=SCALE)


async def _ways(settings: Settings, word: str) -> Ways:
    telegram, discord = settings.telegram_token.get_secret_value(), settings.discord_token.get_secret_value()
    async with aiohttp.ClientSession(timeout=PATIENCE) as session:
        bot = server = ""
        if telegram:
            url = f"{(settings.telegram_api or TELEGRAM).rstrip('/')}/bot{telegram}/getMe"
            me = (await asked(session, url)).content.get("result")
            if not me:
                raise NotFound("Telegram does not say who the bot is; see: palabre doctor")
            bot = f"https://t.me/{me['username']}?start={quote(word)}"
        if discord:
            url = f"{(settings.discord_api or DISCORD).rstrip('/')}/users/@me"
            said = await asked(session, url, headers={"Authorization": f"Bot {discord}"})
            if said.status != OK:
                raise NotFound("Discord does not say who the bot is; see: palabre doctor")
            server = f"https://discord.com/users/{said.content['id']}"
    return Ways(f"/start {word}", bot, server)
