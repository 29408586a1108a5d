"""What Telegram and Discord say of the bots: tokens, webhook, the clock, where they may write. Imports everyone.

Nothing is sent and nothing changed. No message shows a token or where anybody is.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from datetime import timedelta
from typing import Any

import aiohttp

from bots.identity import Identities
from config.doctor.installation import Finding, doubtful, well, wrong
from config.service.platforms import DISCORD, PATIENCE, TELEGRAM, Said, asked
from config.settings import Settings
from consultation.notices import Group, platform_of
from consultation.ports import Clock

OUT_BY = timedelta(seconds=30)
"""How wrong a clock may be before rounds close and notices go out at times that surprise people."""

NO_TOKEN = "no token; the bot is not served"  # noqa: S105 - a sentence
OK, UNAUTHORIZED, NOT_FOUND = 200, 401, 404


def bots(settings: Settings, clock: Clock, groups: Iterable[Group]) -> list[Finding]:
    """Ask both platforms; ``groups`` are those in which rounds are announced."""
    return asyncio.run(_bots(settings, clock, tuple(groups)))


async def _bots(settings: Settings, clock: Clock, groups: tuple[Group, ...]) -> list[Finding]:
    async with aiohttp.ClientSession(timeout=PATIENCE) as session:
        answers = (_telegram(session, settings, clock, groups), _discord(session, settings, clock, groups))
        return [finding for findings in answers async for finding in findings]


async def _telegram(
    session: aiohttp.ClientSession, settings: Settings, clock: Clock, groups: tuple[Group, ...]
) -> AsyncIterator[Finding]:
    token = settings.telegram_token.get_secret_value()
    if not token:
        yield well("telegram", NO_TOKEN)
        return
    base = f"{(settings.telegram_api or TELEGRAM).rstrip('/')}/bot{token}"
    me = await asked(session, f"{base}/getMe")
    if me.status in (UNAUTHORIZED, NOT_FOUND):
        yield wrong("telegram", "it does not know the token", "get it from @BotFather and set PALABRE_TELEGRAM_TOKEN")
        return
    if me.status != OK:
        yield _silent("telegram", me, "PALABRE_TELEGRAM_API")
        return
    yield well("telegram", f"the token is that of @{me.content['result']['username']}")
    if late := _clock(me, clock):
        yield late
    yield _webhook(settings, (await asked(session, f"{base}/getWebhookInfo")).content.get("result", {}))
    for group, chat in _places(settings, groups, "telegram"):
        there = await asked(session, f"{base}/getChat", {"chat_id": chat})
        may = there.status == OK and there.content["result"].get("permissions", {}).get("can_send_messages", True)
        yield _may_write("telegram", group, may=may)


def _webhook(settings: Settings, told: Mapping[str, Any]) -> Finding:
    own, waiting = settings.telegram_webhook, told.get("pending_update_count", 0)
    set_to = told.get("url", "")
    if set_to and not own:
        return doubtful("webhook", "one is set, and updates are to be polled", "palabre serve removes it as it begins")
    if own and set_to != own:
        return doubtful("webhook", "it is not set to PALABRE_TELEGRAM_WEBHOOK", "palabre serve sets it as it begins")
    if own and (error := told.get("last_error_message")):
        return wrong(
            "webhook", f"Telegram could not call it: {error}", "docs/telegram.md says what has to listen where"
        )
    return well("webhook", f"{'set' if own else 'none: updates are polled'}; {waiting} waiting")


async def _discord(
    session: aiohttp.ClientSession, settings: Settings, clock: Clock, groups: tuple[Group, ...]
) -> AsyncIterator[Finding]:
    token = settings.discord_token.get_secret_value()
    if not token:
        yield well("discord", NO_TOKEN)
        return
    base, headers = (settings.discord_api or DISCORD).rstrip("/"), {"Authorization": f"Bot {token}"}
    me = await asked(session, f"{base}/users/@me", headers=headers)
    if me.status == UNAUTHORIZED:
        yield wrong("discord", "it does not know the token", "reset it in the developer portal: PALABRE_DISCORD_TOKEN")
        return
    if me.status != OK:
        yield _silent("discord", me, "PALABRE_DISCORD_API")
        return
    yield well("discord", f"the token is that of {me.content['username']}")
    if late := _clock(me, clock):
        yield late
    limit = (await asked(session, f"{base}/gateway/bot", headers=headers)).content.get("session_start_limit", {})
    if not limit.get("remaining", 1):
        hours = limit.get("reset_after", 0) / 3_600_000
        yield wrong("discord", "it was started too often today", f"wait {hours:.0f} hours; what restarts it?")
    for group, channel in _places(settings, groups, "discord"):
        there = await asked(session, f"{base}/channels/{channel}", headers=headers)
        yield _may_write("discord", group, may=there.status == OK)


def _places(settings: Settings, groups: tuple[Group, ...], platform: str) -> list[tuple[Group, str]]:
    """Return the groups of a platform with what it calls them."""
    if not groups:
        return []
    identities = Identities(settings.home / "keys")
    return [
        (group, identities.opened(group.address).rpartition(":")[2])
        for group in groups
        if platform_of(group.address) == platform
    ]


def _may_write(platform: str, group: Group, *, may: bool) -> Finding:
    part = f"{platform} group"
    if may:
        return well(part, f"{group.name}: the bot may write there")
    return doubtful(part, f"{group.name}: the bot may not write there", "ask who runs it to let the bot in again")


def _silent(part: str, said: Said, variable: str) -> Finding:
    found = f"it answers with {said.status}" if said.status else "it cannot be reached"
    return wrong(part, found, f"look at the network, a proxy or firewall, and {variable}")


def _clock(said: Said, clock: Clock) -> Finding | None:
    """Return what is to be said of this machine's clock, None where the platform tells no time."""
    if said.date is None:
        return None
    out = abs(clock.now() - said.date)
    if out <= OUT_BY:
        return well("clock", f"within {OUT_BY.seconds} seconds of theirs")
    return wrong(
        "clock", f"wrong by {out.total_seconds():.0f} seconds", "set it by the network: timedatectl set-ntp true"
    )
