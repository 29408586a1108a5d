"""getUpdates, the webhook, and getMe."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from tests.bot_api.errors import bad_request, conflict
from tests.bot_api.methods.table import Encoded, method
from tests.bot_api.queries import Query
from tests.bot_api.updates import ALL_TYPES, DEFAULT_TYPES
from tests.bot_api.webhooks import Webhook

LONGEST_POLL = 50
PORTS = (80, 88, 443, 8443)
WEBHOOK_IS_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
ABILITIES = ("can_connect_to_business", "has_main_web_app", "has_topics_enabled", "allows_users_to_create_topics")


@method("getMe")
def get_me(query: Query) -> dict[str, Any]:
    bot = query.bot
    can = {"can_join_groups": True, "can_read_all_group_messages": not bot.privacy, "supports_inline_queries": False}
    return bot.user | can | dict.fromkeys(ABILITIES, False)


@method("getUpdates", "offset limit timeout allowed_updates")
async def get_updates(query: Query) -> Encoded:
    bot = query.bot
    if bot.webhook is not None:
        raise conflict(WEBHOOK_IS_ACTIVE)
    offset = query.integer("offset")
    limit = query.integer("limit", 100, 1, 100)
    timeout = query.integer("timeout", 0, 0, LONGEST_POLL)
    _remember_types(query)
    if not bot.updates.knows(offset):
        query.complains(f"offset {offset} lies beyond the next update and is ignored")
    bot.updates.confirm(offset)
    return Encoded(await bot.updates.poll(limit, timeout))


@method("setWebhook", "url certificate ip_address max_connections allowed_updates drop_pending_updates secret_token")
async def set_webhook(query: Query) -> bool:
    url = query.text("url")
    if not url:
        await _forget_webhook(query)
        return True
    _check_url(url, any_port=query.bot.api.allow_http_webhook)
    secret = query.text("secret_token")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not re.fullmatch("[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
    bot = query.bot
    connections = query.integer("max_connections", 40, 1, 100)
    await _forget_webhook(query)
    _remember_types(query)
    bot.updates.end_poll(conflict("terminated by setWebhook request"))
    bot.webhook = Webhook(bot.updates, url, secret, connections, backoff=bot.api.webhook_backoff)
    bot.webhook.start(bot.api.complaints)
    return True


@method("deleteWebhook", "drop_pending_updates")
async def delete_webhook(query: Query) -> bool:
    await _forget_webhook(query)
    return True


@method("getWebhookInfo")
def get_webhook_info(query: Query) -> dict[str, Any]:
    bot = query.bot
    about: dict[str, Any] = {"url": "", "has_custom_certificate": False, "pending_update_count": len(bot.updates)}
    if bot.webhook is not None:
        about |= bot.webhook.info()
    if bot.updates.types != DEFAULT_TYPES:
        about["allowed_updates"] = sorted(bot.updates.types)
    return about


async def _forget_webhook(query: Query) -> None:
    bot = query.bot
    if bot.webhook is not None:
        webhook, bot.webhook = bot.webhook, None
        await webhook.stop()
    if query.flag("drop_pending_updates"):
        bot.updates.clear()


def _check_url(url: str, *, any_port: bool) -> None:
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        port = parts.port
    except ValueError:
        raise bad_request("invalid webhook URL specified") from None
    if not parts.hostname or parts.scheme not in ("http", "https"):
        raise bad_request("invalid webhook URL specified")
    if any_port:
        return
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (port or 443) not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def _remember_types(query: Query) -> None:
    """Take over `allowed_updates` for what happens from now on; without it, what was said before holds."""
    if "allowed_updates" not in query.params:
        return
    try:
        wanted = query.decoded("allowed_updates")
    except ValueError:
        wanted = None
    if not isinstance(wanted, list):
        query.complains("allowed_updates is no JSON array and therefore ignored")
        return
    if unknown := {*wanted} - ALL_TYPES:
        query.complains(f"allowed_updates names what Telegram does not know: {', '.join(sorted(unknown))}")
    query.bot.updates.types = frozenset(wanted) & ALL_TYPES or DEFAULT_TYPES
