"""One interaction and its answers: in time, in the place where it came from. Imports consultation and discord.py.

Discord gives up on an interaction that is not answered in three seconds, and lets it be answered for fifteen minutes.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any

import discord

from bots.discord_drawing import View, files
from bots.discord_forms import Modal
from bots.discord_reading import Interaction
from bots.discord_sending import TROUBLE, Call, carried, drawn
from bots.discord_wire import Garbled
from bots.outcomes import Outcome
from bots.pace import HAIR
from consultation.messages import Reply

THINKING_AFTER = 1.5
"""Seconds after which Discord is told that the answer takes a moment."""

ANSWERED = 40060
"""Discord's code for one that was acknowledged before, when its word of that was lost."""


class Response:
    """What one interaction is answered with; each answer raises one of `TROUBLE` where it cannot be given any more."""

    def __init__(self, interaction: Interaction) -> None:
        self.interaction = interaction
        self._answered = False

    @property
    def in_public(self) -> bool:
        """Whether others would see an answer that is not ephemeral."""
        return self.interaction.guild_id is not None

    @property
    def is_command(self) -> bool:
        return self.interaction.type is discord.InteractionType.application_command

    @property
    def below_own(self) -> bool:
        """Whether it comes from a message that may be changed for the person, for nobody else has it."""
        message = self.interaction.message
        return message is not None and (not self.in_public or message.flags.ephemeral)

    async def acknowledge(self) -> None:
        """Take note of the interaction without an answer yet; where that fails, the answer will tell."""
        if not self._done():
            own = self.below_own
            with suppress(*TROUBLE):
                await self.interaction.response.defer(ephemeral=self.in_public and not own, thinking=not own)

    async def put_in_place(self, text: str, shown: View) -> None:
        """Put a reply in the place of the message that was pressed."""
        await self._edit(content=text, view=shown)

    async def take_choices_away(self) -> None:
        """Leave the pressed message without its choices."""
        await self._edit(view=None)

    async def tell(self, reply: Reply, *, write: str = "") -> None:
        """Send a reply that, in a server, only the person sees."""
        for call in self._calls(reply, write):
            await call()

    async def carry(self, reply: Reply) -> Outcome:
        """Send a notice that had waited for the person, once, and tell what became of it."""
        return await carried(self._calls(reply, ""))

    async def open(self, form: Modal) -> None:
        """Show a form."""
        await _understood(lambda: self.interaction.response.send_modal(form))

    async def _edit(self, **changed: Any) -> None:
        if self._done():
            await _understood(lambda: self.interaction.edit_original_response(**changed))
        else:
            await self._first(lambda: self.interaction.response.edit_message(**changed))

    def _calls(self, reply: Reply, write: str) -> Iterator[Call]:
        for text, shown in drawn(reply, write=write):
            yield partial(self._send, text, shown, reply if shown else None)

    async def _send(self, text: str, shown: View | None, last: Reply | None) -> None:
        def extra() -> dict[str, Any]:  # anew for each attempt: a file is read once
            said: dict[str, Any] = {"ephemeral": self.in_public, "suppress_embeds": True}
            return said | ({"view": shown, "files": files(last)} if shown and last else {})

        if not self._done():
            await self._first(lambda: self.interaction.response.send_message(text, **extra()))
            if not self._answered:
                return
        await _understood(lambda: self.interaction.followup.send(text, **extra()))

    async def _first(self, call: Call) -> None:
        """Make the first answer; where Discord has had one, the next go after it."""
        try:
            await _understood(call)
        except discord.HTTPException as error:
            if error.code != ANSWERED:
                raise
            self._answered = True

    def _done(self) -> bool:
        return self._answered or self.interaction.response.is_done()


class Thinking:
    """Tells Discord which answers take a moment. One timer is for all of them: most are given before it goes off."""

    def __init__(self) -> None:
        self._open: dict[Response, float] = {}  # in the order in which they fall due
        self._acknowledging: dict[Response, asyncio.Task[None]] = {}
        self._timer: asyncio.TimerHandle | None = None

    @asynccontextmanager
    async def about(self, response: Response) -> AsyncIterator[None]:
        """Tell Discord that an answer takes a moment, where it does."""
        due = asyncio.get_running_loop().time() + THINKING_AFTER
        self._open[response] = due
        if self._timer is None:
            self._timer = self._look_at(due)
        try:
            yield
        finally:
            self._open.pop(response, None)
            self._rest()
            if begun := self._acknowledging.pop(response, None):
                await begun

    def _rest(self) -> None:
        """Look no more where nothing is to be answered."""
        if self._timer is not None and not self._open:
            self._timer.cancel()
            self._timer = None

    def _look_at(self, due: float) -> asyncio.TimerHandle:
        return asyncio.get_running_loop().call_at(due, self._look)

    def _look(self) -> None:
        """Acknowledge what is due, and look again when the next is."""
        loop = asyncio.get_running_loop()
        now = loop.time() + HAIR
        while self._open and (first := next(iter(self._open.items())))[1] <= now:
            response, _ = first
            del self._open[response]
            self._acknowledging[response] = loop.create_task(response.acknowledge())
        self._timer = self._look_at(next(iter(self._open.values()))) if self._open else None


async def _understood(call: Call) -> None:
    """Make a call, and once more where what came back is no answer: the library tries all other failures again."""
    try:
        await call()
    except Garbled:
        await call()
