"""What Telegram shows beside the conversation: what the bot says of itself, and the menu of commands.

Imports consultation and python-telegram-bot. Both stand in the language of a person's app; a person who has chosen
another one here gets the menu in that.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Iterator

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from bots.telegram_sending import Sender
from consultation.announcing import Announcer

REMEMBERED = 10_000
ORIGINAL = "en"


class Menus:
    """The menus of one bot."""

    def __init__(self, bot: Bot, sender: Sender, announcer: Announcer) -> None:
        self._bot = bot
        self._sender = sender
        self._announcer = announcer
        self._shown: OrderedDict[int, str] = OrderedDict()

    async def hang_out(self) -> None:
        """Tell Telegram what to show, in every language."""
        calls = [call for language in self._announcer.catalogues for call in self._in(language)]
        await asyncio.gather(*(self._sender.once(call) for call in calls))

    async def follow(self, chat: int, language: str, *, app: str, chosen: bool) -> None:
        """Show a person's menu in the language they speak here, where that is not their app's.

        ``chosen`` says that they may just have chosen it: what was shown before a restart is not known.
        """
        shown = self._shown.get(chat, app if app in self._announcer.catalogues else ORIGINAL)
        if language == shown and not (chosen and chat not in self._shown):
            return
        self._shown[chat] = language
        while len(self._shown) > REMEMBERED:
            self._shown.popitem(last=False)
        menu = _commands(self._announcer.menu(language))
        await self._sender.once(self._bot.set_my_commands(menu, scope=BotCommandScopeChat(chat)))

    def _in(self, language: str) -> Iterator[Awaitable[object]]:
        code = "" if language == ORIGINAL else language  # who has none of our languages sees the original
        announcer, profile = self._announcer, self._announcer.profile(language)
        for menu, scope in (
            (announcer.menu(language), BotCommandScopeAllPrivateChats()),
            (announcer.public_menu(language), BotCommandScopeAllGroupChats()),
        ):
            yield self._bot.set_my_commands(_commands(menu), scope=scope, language_code=code)
        yield self._bot.set_my_short_description(profile, language_code=code)
        yield self._bot.set_my_description(profile, language_code=code)


def _commands(menu: tuple[tuple[str, str], ...]) -> list[BotCommand]:
    return [BotCommand(name, does) for name, does in menu]
