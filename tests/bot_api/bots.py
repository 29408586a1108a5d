"""A bot's account: its token, its updates, the chats it can name, and what it told Telegram about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bot_api.accounts import Account
from tests.bot_api.updates import Updates

if TYPE_CHECKING:
    from tests.bot_api.chats import Chat
    from tests.bot_api.profile import Profile
    from tests.bot_api.server import BotApi
    from tests.bot_api.webhooks import Webhook


class Bot(Account):
    """A bot that this server knows by its token."""

    def __init__(self, api: BotApi, token: str, username: str, *, privacy: bool, profile: Profile) -> None:
        bot_id = int(token.partition(":")[0])
        super().__init__(bot_id, username.replace("_", " ").title(), is_bot=True, username=username)
        self.api = api
        self.token = token
        self.privacy = privacy
        self.profile = profile
        self.updates = Updates(api.random.randrange(10**8, 9 * 10**8), api.faults)
        self.webhook: Webhook | None = None
        self.chats: dict[int, Chat] = {}
        self.met: set[int] = set()
        """The people whom updates have shown to the bot; Telegram knows no others for it."""

    def chat(self, name: str) -> Chat | None:
        """Return the chat of an identifier or a public @username."""
        if name.startswith("@"):
            return next((chat for chat in self.chats.values() if chat.username == name[1:]), None)
        try:
            return self.chats.get(int(name))
        except ValueError:
            return None
