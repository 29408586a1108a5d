"""The Telegram bot: updates become Incomings, replies become messages, notices are carried.

Imports consultation and python-telegram-bot, whose `Application` handles each update; `telegram_polling` and
`telegram_webhook` bring them in. Everything here survives what Telegram or the database do: an update is done with when
it is kept and answered, or when the person was told that it could not be.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial

from telegram import Bot, Update
from telegram.constants import ChatAction
from telegram.error import Forbidden, InvalidToken, TelegramError
from telegram.ext import Application, TypeHandler

from bots.house import House
from bots.outcomes import Outcome
from bots.pace import Limit, Pace
from bots.telegram_menus import Menus
from bots.telegram_reading import PLATFORM, AskedInPublic, Joined, Left, Moved, Nothing, Reached, Reader, Said
from bots.telegram_request import AiohttpRequest
from bots.telegram_sending import Sender, is_group, reason
from consultation.errors import InvalidInput
from consultation.messages import Reply
from consultation.notices import Group
from consultation.ports import Ticket

OFFICIAL = "https://api.telegram.org"
JITTER = 0.1
"""Seconds by which messages may take different times to arrive, which is when Telegram counts them."""

TYPING_AFTER = 1.0
"""Seconds that a reply may take before the person is shown that it is being written."""

log = logging.getLogger("palabre.telegram")


class TelegramBot:
    """One bot. `start` it, hand it updates with `handle`, `stop` it."""

    def __init__(self, token: str, house: House, *, api: str = "") -> None:
        self.request = AiohttpRequest(reads_back=False)
        base = (api or OFFICIAL).rstrip("/")
        self.application = (
            Application.builder()
            .token(token)
            .base_url(f"{base}/bot")
            .base_file_url(f"{base}/file/bot")
            .request(self.request)
            .get_updates_request(AiohttpRequest())
            .updater(None)
            .build()
        )
        self.bot: Bot = self.application.bot
        self.pace = Pace(
            is_group=is_group,
            overall=Limit(30, 1 + JITTER),
            private=Limit(1, 1 + JITTER),
            group=Limit(20, 60 + JITTER),
        )
        self._house = house
        self._sender = Sender(self.bot, self.pace)
        self._reader = Reader(house.identities, house.clock)
        self._menus = Menus(self.bot, self._sender, house.announcer)
        self._kept: dict[int, Callable[[], object]] = {}
        self.application.add_handler(TypeHandler(Update, self._handled))

    async def start(self) -> None:
        """Meet Telegram; raise `InvalidInput` for a token that it does not know."""
        try:
            await self.application.initialize()
        except InvalidToken:
            raise InvalidInput(
                "Telegram does not know this token; @BotFather shows the right one", where="PALABRE_TELEGRAM_TOKEN"
            ) from None
        log.info("this is @%s", self.bot.username)
        if self.bot.can_read_all_group_messages:
            log.warning("privacy mode is off: groups' messages are sent here unread; @BotFather: /setprivacy, Enable")
        await self._menus.hang_out()

    async def stop(self) -> None:
        """Close the connections."""
        await self.application.shutdown()
        await self.bot.shutdown()  # the application leaves it alone where it could not start

    async def handle(self, update: Update, kept: Callable[[], object]) -> None:
        """Do all that an update asks for; ``kept`` is called when its effects are on disk. Raises nothing."""
        self._kept[update.update_id] = kept
        try:
            person = self._reader.person(update)
            ticket = Ticket(self._house.identities.hashed("turns", person), update.update_id)
            async with self._house.turns.in_order(person, ticket):
                await self.application.process_update(update)
        finally:
            self._kept.pop(update.update_id, None)

    async def carry(self, address: str, reply: Reply) -> Outcome:
        """Send a notice once."""
        return await self._sender.carry(address, reply)

    def regroup(self, address: str) -> Group:
        """Return the group that another has become."""
        return self._group(int(address), "")

    async def _handled(self, update: Update, _: object) -> None:
        try:
            await self._done(update)
        except TelegramError as error:
            log.warning("an answer could not be given: %s", reason(error))

    async def _done(self, update: Update) -> None:
        outbox, apart = self._house.outbox, self._house.turns.apart
        match self._reader.meaning(update):
            case Said() as said:
                await self._answer(said, update.update_id)
            case AskedInPublic(chat, language):
                reply = await apart(partial(self._in_public, language))
                await self._sender.answer(chat, reply)
            case Joined(chat, name):
                await apart(partial(outbox.join_group, self._group(chat, name)))
            case Left(chat):
                await apart(partial(outbox.leave_group, self._reader.identity(chat)))
            case Moved(chat, to, name):
                await apart(partial(outbox.move_group, self._reader.identity(chat), self._group(to, name)))
            case Reached(identity, blocked):
                await apart(partial(outbox.pause, identity, paused=blocked))
            case Nothing(callback) if callback:
                await self._sender.once(self.bot.answer_callback_query(callback))

    async def _answer(self, said: Said, update: int) -> None:
        """Hear what somebody said, and answer it."""
        replies = await self._heard(said)
        if kept := self._kept.get(update):
            kept()
        try:
            await asyncio.gather(self._told(said, replies), *self._tidied(said, replies))
        except Forbidden:
            await self._house.turns.apart(partial(self._house.outbox.pause, said.incoming.identity, paused=True))

    async def _heard(self, said: Said) -> tuple[Reply, ...]:
        async with self._typing(said.chat):
            try:
                return await self._house.turns.hear(said.incoming)
            except Exception as error:  # noqa: BLE001 (whatever is wrong with one message, the person must be told)
                log.error("a message could not be heard: %s", type(error).__name__)
                return (self._house.announcer.trouble(said.incoming.language),)

    async def _told(self, said: Said, replies: tuple[Reply, ...]) -> None:
        for reply in replies:
            await self._sender.answer(said.chat, reply, pressed=said.pressed)
        chosen = "language" in said.incoming.button or said.incoming.text.startswith("/language")
        spoken = replies[-1].language
        await self._menus.follow(said.chat, spoken, app=said.incoming.language, chosen=chosen)

    def _tidied(self, said: Said, replies: tuple[Reply, ...]) -> list[Awaitable[None]]:
        """Return the calls that end a button's waiting, and take it away unless the answer stands in its place."""
        if not said.callback:
            return []
        ended: list[Awaitable[None]] = [self._sender.once(self.bot.answer_callback_query(said.callback))]
        if not any(reply.in_place for reply in replies):
            gone = self.bot.edit_message_reply_markup(said.chat, said.pressed, reply_markup=None)
            ended.append(self._sender.once(gone))
        return ended

    @asynccontextmanager
    async def _typing(self, chat: int) -> AsyncIterator[None]:
        """Show that a reply is being written where it takes long."""
        loop = asyncio.get_running_loop()
        shown: list[asyncio.Task[None]] = []

        def show() -> None:
            shown.append(loop.create_task(self._sender.once(self.bot.send_chat_action(chat, ChatAction.TYPING))))

        later = loop.call_later(TYPING_AFTER, show)
        try:
            yield
        finally:
            later.cancel()
            await asyncio.gather(*shown)

    def _in_public(self, language: str) -> Reply:
        return self._house.announcer.in_public(self._house.open_rounds(), language)

    def _group(self, chat: int, name: str) -> Group:
        house = self._house
        address = house.identities.sealed(PLATFORM, str(chat))
        return Group(self._reader.identity(chat), name, address, house.clock.now())
