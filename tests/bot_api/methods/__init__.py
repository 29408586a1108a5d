"""The methods of the Bot API that this server plays, each with the parameters that the documentation names."""

from tests.bot_api.methods import about_bot, about_chats, getting_updates, sending
from tests.bot_api.methods.table import METHODS, Encoded, Method

__all__ = ["METHODS", "Encoded", "Method", "about_bot", "about_chats", "getting_updates", "sending"]
