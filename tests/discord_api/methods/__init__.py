"""All methods; importing them enters them into the table."""

from tests.discord_api.methods import about_bot, answering, channels, commands, following_up
from tests.discord_api.methods.table import Method, found_at, verbs_at

__all__ = ["Method", "about_bot", "answering", "channels", "commands", "following_up", "found_at", "verbs_at"]
