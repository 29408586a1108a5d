"""How replies and notices reach a chat in Telegram, whatever happens on the way. Imports consultation and telegram.

A direct reply is tried until it arrives, since its message stays unconfirmed so long; a notice is tried once, and the
courier is told what became of it.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from functools import partial

from telegram import Bot, InlineKeyboardMarkup, InputFile, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bots.outcomes import Moved, NotSent, Outcome, Paused, Refused, Sent, TooMany, Unknown
from bots.pace import Pace
from bots.telegram_drawing import keyboard, messages
from bots.telegram_request import NotSent as Unreached
from consultation.messages import Attachment, Reply

PATIENCE = (0.5, 1.0, 2.0, 5.0, 10.0)
"""Seconds between attempts at a reply while Telegram does not answer; the last one goes on."""

GIVE_UP = 600.0
"""Seconds after which a reply is given up: the person will have written again, or not."""

UNCHANGED = "Message is not modified"
BLOCKED = ("bot was blocked by the user", "bot can't initiate conversation with a user")
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

Call = Callable[[], Awaitable[object]]
log = logging.getLogger("palabre.telegram")


def is_group(chat: str) -> bool:
    """Say whether a chat's id is that of a group or channel: theirs are negative."""
    return chat.startswith("-")


class Sender:
    """Sends through ``bot``, at ``pace``."""

    def __init__(self, bot: Bot, pace: Pace) -> None:
        self._bot = bot
        self._pace = pace

    async def answer(self, chat: int, reply: Reply, *, pressed: int = 0) -> None:
        """Send a reply until it has arrived, in place of the ``pressed`` message where it reads better there.

        Raises `Forbidden` where the person has blocked the bot, and what else Telegram says no to.
        """
        calls = list(self._calls(chat, reply))
        if reply.in_place and pressed and len(calls) == 1 and await self._edited(chat, reply, pressed):
            return
        for call in calls:
            await self.surely(chat, call)

    async def carry(self, chat: str, reply: Reply) -> Outcome:
        """Send a notice once and tell what became of it."""
        first, *others = self._calls(int(chat), reply)
        try:
            await first()
            for call in others:  # the rest of what has begun to arrive
                await self.surely(int(chat), call)
        except TelegramError as error:
            return outcome(error)
        return Sent()

    async def surely(self, chat: int, call: Call) -> None:
        """Make a call until Telegram has taken it; raise what it says no to, and `NetworkError` at the end."""
        end = time.monotonic() + GIVE_UP
        attempt = 0
        while True:
            if halted := self._pace.halted(str(chat), time.monotonic()):
                await asyncio.sleep(halted)
            try:
                await call()
                return self._pace.sent(str(chat), time.monotonic())
            except (BadRequest, Forbidden):
                raise
            except RetryAfter as error:
                self._pace.halt_chat(str(chat), time.monotonic() + seconds_of(error))
            except NetworkError as error:
                log.warning("a reply is tried again: %s", reason(error))
                await asyncio.sleep(PATIENCE[min(attempt, len(PATIENCE) - 1)])
            attempt += 1
            if time.monotonic() > end:
                raise NetworkError("given up")

    async def once(self, call: Awaitable[object]) -> None:
        """Make a call that matters to nobody's answers: its failure is no trouble."""
        try:
            await call
        except TelegramError as error:
            log.debug("left undone: %s", reason(error))

    async def _edited(self, chat: int, reply: Reply, pressed: int) -> bool:
        """Put a reply in a message's place; say whether it stands there now."""
        call = partial(
            self._bot.edit_message_text,
            messages(reply.lines)[0],
            chat_id=chat,
            message_id=pressed,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(reply.buttons),
            link_preview_options=NO_PREVIEW,
        )
        try:
            await self.surely(chat, call)
        except BadRequest as error:
            return UNCHANGED in error.message
        return True

    def _calls(self, chat: int, reply: Reply) -> Iterator[Call]:
        """Yield the calls that send a reply, the buttons under its last text."""
        public = self._bot.username if is_group(str(chat)) else ""
        *before, last = messages(reply.lines)
        for html in before:
            yield partial(self._text, chat, html, None)
        yield partial(self._text, chat, last, keyboard(reply.buttons, public=public))
        if reply.attachment:
            yield partial(self._file, chat, reply.attachment)

    async def _text(self, chat: int, html: str, buttons: InlineKeyboardMarkup | None) -> None:
        await self._bot.send_message(
            chat, html, parse_mode=ParseMode.HTML, reply_markup=buttons, link_preview_options=NO_PREVIEW
        )

    async def _file(self, chat: int, attachment: Attachment) -> None:
        """Send a file; a picture so that it is seen without being opened, unless it is too large for that."""
        if attachment.name.endswith(".png"):
            try:
                await self._bot.send_photo(chat, InputFile(attachment.data, filename=attachment.name))
            except BadRequest as error:
                log.debug("a picture is sent as a file: %s", reason(error))
            else:
                return
        await self._bot.send_document(chat, InputFile(attachment.data, filename=attachment.name))


def outcome(error: TelegramError) -> Outcome:
    """Return what an error says of a notice."""
    match error:
        case RetryAfter():
            return TooMany(seconds_of(error))
        case ChatMigrated():
            return Moved(str(error.new_chat_id))
        case Forbidden():
            return Paused() if any(why in error.message for why in BLOCKED) else Refused(reason(error))
        case BadRequest():
            return Refused(reason(error))
        case Unreached():
            return NotSent(reason(error))
    return Unknown(reason(error))


def reason(error: TelegramError) -> str:
    """Return why, without anything that might be a person's: Telegram quotes what it could not read."""
    said = error.message.removeprefix("Forbidden: ").partition(":")[0]
    return f"{type(error).__name__}: {said[:80]}"


def seconds_of(error: RetryAfter) -> float:
    """Return how long Telegram wants to be left alone."""
    length = error.retry_after
    return length.total_seconds() if isinstance(length, timedelta) else float(length)
