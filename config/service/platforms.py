"""Asks Telegram and Discord over HTTP, and reads what they say of a bot. Imports everyone.

No error shows a token or an address with one in it.
"""

from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

import aiohttp

PATIENCE = aiohttp.ClientTimeout(total=15)
TELEGRAM, DISCORD = "https://api.telegram.org", "https://discord.com/api/v10"


class Said(NamedTuple):
    """What a platform answered: the status, the JSON, the time by its clock; status 0 where it did not."""

    status: int
    content: Mapping[str, Any]
    date: datetime | None


async def asked(
    session: aiohttp.ClientSession,
    url: str,
    query: Mapping[str, str] | None = None,
    *,
    headers: Mapping[str, str] | None = None,
) -> Said:
    """Return what a platform answers."""
    try:
        async with session.get(url, params=query or {}, headers=headers or {}) as answer:
            date = answer.headers.get("Date")
            content = await answer.json(content_type=None)
            return Said(answer.status, content or {}, parsedate_to_datetime(date) if date else None)
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return Said(0, {}, None)
