"""Interactions heard and answered: buttons, menus, commands, forms. Imports consultation and discord.py.

Each is answered where it was asked. Who presses the button of an announcement is written to directly; who takes no
direct messages is interviewed on the spot, in messages that only they see, with forms to write in.
"""

import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from functools import partial

import discord

from bots.discord_drawing import View, view
from bots.discord_forms import Written, modal, place, written
from bots.discord_markdown import messages
from bots.discord_reading import PERSON, Interaction, Reader, chosen, language
from bots.discord_responding import Response, Thinking
from bots.discord_sending import TROUBLE, Sender, reason
from bots.house import House
from bots.waiting import Tell, Waiting
from consultation.forms import Form
from consultation.messages import Incoming, Reply

MENU = "menu"
"""The button that puts down what was taken up, and goes on from there."""

Replies = tuple[Reply, ...]
InOrder = Callable[[int], AbstractAsyncContextManager[None]]
log = logging.getLogger("palabre.discord")


class Answering:
    """Hears what people do and answers them, each ``in_order``."""

    def __init__(
        self,
        house: House,
        reader: Reader,
        sender: Sender,
        waiting: Waiting,
        thinking: Thinking,
        in_order: InOrder,
    ) -> None:
        self._house = house
        self._reader = reader
        self._sender = sender
        self._waiting = waiting
        self._thinking = thinking
        self._in_order = in_order

    async def heard(self, *incomings: Incoming) -> Replies:
        """Return the replies to the last of what somebody did; whatever is wrong with it, they are told."""
        replies: Replies = ()
        for incoming in incomings:
            try:
                replies = await self._house.turns.hear(incoming)
            except Exception as error:  # noqa: BLE001 (whatever is wrong with one message, the person must be told)
                log.error("a message could not be heard: %s", type(error).__name__)
                return (self._house.announcer.trouble(incoming.language),)
        return replies

    async def pressed(self, interaction: Interaction) -> None:
        """Answer a button, or a line of a menu."""
        await self._acted(interaction, self._reader.acted(interaction, button=chosen(interaction)))

    async def used(self, interaction: Interaction, typed: str) -> None:
        """Answer a command."""
        await self._acted(interaction, self._reader.acted(interaction, text=typed))

    async def filled(self, interaction: Interaction) -> None:
        """Answer a form."""
        response = Response(interaction)
        identity = self._reader.identity(interaction.user.id)
        async with self._thinking.about(response), self._in_order(interaction.user.id):
            replies = await self._taken(interaction, identity)
            await self._answer(response, identity, replies)

    async def open_form(self, interaction: Interaction) -> None:
        """Show the form of where somebody is, or where they are when nothing can be written there."""
        response = Response(interaction)
        identity = self._reader.identity(interaction.user.id)
        async with self._in_order(interaction.user.id):
            form = await self._form(identity)
            if form and form.fields:
                return await self._shown(response, form)
        return await self._acted(interaction, self._reader.acted(interaction, button=MENU))

    async def _shown(self, response: Response, form: Form) -> None:
        try:
            await response.open(modal(form))
        except TROUBLE as error:
            log.info("a form could not be shown: %s", reason(error))

    async def _acted(self, interaction: Interaction, incoming: Incoming) -> None:
        response = Response(interaction)
        async with self._thinking.about(response), self._in_order(interaction.user.id):
            await self._answer(response, incoming.identity, await self.heard(incoming))

    # Forms

    async def _taken(self, interaction: Interaction, identity: str) -> Replies:
        """Hear a form, field by field; of several the receipts come before what is next."""
        there, fields = place(interaction), list(written(interaction))
        if not fields:
            return await self.heard(self._reader.acted(interaction, button=MENU))
        form = await self._form(identity) if there else None
        if there:
            way = () if form and form.place == there else fields[0].way
            return await self._said(interaction, 0, replace(fields[0], way=way))
        receipts: dict[str, Reply] = {}
        for number, field in enumerate(fields):
            reply, *_ = await self._said(interaction, number, field)
            receipts.setdefault(reply.lines[0].text, reply)
        last, *_ = await self.heard(self._reader.acted(interaction, button=MENU, part=MENU))
        return (replace(last, lines=(*(reply.lines[0] for reply in receipts.values()), *last.lines)),)

    async def _said(self, interaction: Interaction, number: int, field: Written) -> Replies:
        """Take a field up, and hear what it says: as in a chat, taking up the next puts it down."""
        way = [self._reader.acted(interaction, button=button, part=f"{number}:{button}") for button in field.way]
        return await self.heard(*way, self._reader.acted(interaction, text=field.words, part=f"{number}:{MENU}"))

    async def _form(self, identity: str) -> Form | None:
        return await self._house.turns.apart(partial(self._house.form, identity))

    # Answers

    async def _answer(self, response: Response, identity: str, replies: Replies) -> None:
        """Answer somebody, and tell them there what waits for them."""
        if tell := await self._answered(response, replies):
            await self._waiting.told(identity, tell)

    async def _answered(self, response: Response, replies: Replies) -> Tell | None:
        """Answer where it was asked; where that cannot be any more, by direct message.

        Returns how more is told where the answer arrived, None where it did not.
        """
        invited = response.in_public and not response.is_command and not response.below_own
        directly = partial(self._sender.carry, f"{PERSON}:{response.interaction.user.id}")
        tell: Tell = response.carry
        if invited and (channel := await self._reached(response, replies)):
            spoken = language(response.interaction.locale)
            replies, tell = (self._house.announcer.written(spoken, channel.jump_url),), directly
        try:
            await self._told(response, replies, write=await self._writing(response))
        except TROUBLE as error:
            log.info("an interaction could not be answered: %s", reason(error))
            if not invited:
                return directly if await self._reached(response, replies) else None
            return tell if tell is directly else None
        return tell

    async def _writing(self, response: Response) -> str:
        """Return the label of the button that opens a form, "" where nothing can be written, or in a chat."""
        if not response.in_public:
            return ""
        form = await self._form(self._reader.identity(response.interaction.user.id))
        return form.label if form and form.fields else ""

    async def _told(self, response: Response, replies: Replies, *, write: str = "") -> None:
        """Answer in place of the pressed message where it reads better there, else after it."""
        first, *others = replies
        placed = self._placed(response, first, write)
        if placed:
            await response.put_in_place(*placed)
        else:
            others = [first, *others]
            if response.below_own:
                await response.take_choices_away()
        for reply in others:
            await response.tell(reply, write=write)

    def _placed(self, response: Response, reply: Reply, write: str) -> tuple[str, View] | None:
        """Return what goes in place of the pressed message, None where nothing does.

        What only the person sees, in the middle of others' talk, stays one message.
        """
        stays = reply.in_place or response.in_public
        if not (response.below_own and stays) or reply.attachment:
            return None
        text, *others = messages(reply.lines)
        return None if others else (text, view(reply.buttons, write=write))

    async def _reached(self, response: Response, replies: Sequence[Reply]) -> discord.DMChannel | None:
        """Write to the person directly; return the channel, or None where they take no direct messages."""
        user = response.interaction.user.id
        try:
            channel = await self._sender.open(user)
            for reply in replies:
                await self._sender.answer(user, channel, reply)
        except TROUBLE as error:
            log.info("no direct message: %s", reason(error))
            return None
        return channel
