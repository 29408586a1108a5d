"""The people whom tests play: what they write, press, choose, run and fill in. Every act may come from any thread."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from tests.discord_api.accounts import LOCALES, Account
from tests.discord_api.acts import act
from tests.discord_api.channels import Channel, DirectMessages
from tests.discord_api.commands import chosen_options
from tests.discord_api.interactions import AUTOCOMPLETE, COMMAND, COMPONENT, SUBMIT, Interaction
from tests.discord_api.messages import BUTTON, SELECT, Button, File, Message, Select
from tests.discord_api.modals import Answers, Modal
from tests.discord_api.permissions import bits

if TYPE_CHECKING:
    from tests.discord_api.bots import Bot
    from tests.discord_api.guilds import Guild
    from tests.discord_api.server import DiscordApi

IN_GUILDS, IN_BOT_DMS = 0, 1
LONGEST_TEXT = 4000
"""What Discord's client lets somebody with Nitro write; others write 2,000."""


class Person(Account):
    """A person with direct messages for each bot; acts without a channel go to the first bot."""

    def __init__(self, api: DiscordApi, name: str, *, locale: str) -> None:
        assert locale in LOCALES, f"{locale} is no locale of Discord"
        super().__init__(api.clock.new_id(), name)
        self.api = api
        self.locale = locale
        self.guilds: set[Guild] = set()
        self.has_closed_dms = False
        self.shares_no_guild = False
        self.interactions: list[Interaction] = []
        self._dms: dict[Bot, DirectMessages] = {}

    @property
    def dm(self) -> DirectMessages:
        """The direct messages with the first bot, opened or not."""
        return self.dm_with()

    @act
    def dm_with(self, token: str = "") -> DirectMessages:
        bot = self.api.bot_of(token)
        if bot not in self._dms:
            channel = self._dms[bot] = DirectMessages(self.api, self, bot)
            self.api.direct[channel.id] = channel
        return self._dms[bot]

    @property
    def ephemerals(self) -> list[Message]:
        """What only this person sees now, oldest first."""
        return [message for message in self.api.ephemerals if message.viewer is self and not message.deleted]

    # Words

    def says(self, text: str, *, reply_to: Message | None = None, files: Iterable[File] = ()) -> Message:
        """Write to the bot; this opens the direct messages."""
        return self.says_in(self.dm, text, reply_to=reply_to, files=files)

    @act
    def says_in(
        self, channel: Channel, text: str, *, reply_to: Message | None = None, files: Iterable[File] = ()
    ) -> Message:
        assert text.strip() or [*files], "Discord sends no empty message"
        return self._sends(channel, text, reply_to=reply_to, files=[self.api.keeps(file) for file in files])

    @act
    def sends(self, /, text: str = "", *, channel: Channel | None = None, **fields: Any) -> Message:
        """Send anything else, given as the fields of a Message object: stickers, a poll, a forward."""
        return self._sends(channel or self.dm, text, extra=fields)

    def _sends(self, channel: Channel, text: str, **parts: Any) -> Message:
        channel.expects(self)
        assert channel.permissions_of(self) & bits("send_messages"), f"{self.name} may not write in {channel!r}"
        message = channel.new_message(self, _as_sent(text), **parts)
        if message.reply_to is not None:
            message.kind = 19
        channel.tell_message("MESSAGE_CREATE", message)
        return message

    @act
    def edits(self, message: Message, text: str) -> Message:
        assert message.author is self, f"{message} is not {self.name}'s"
        assert not message.deleted, f"{message} is deleted"
        message.content, message.edited_at = _as_sent(text), self.api.clock.timestamp()
        message.channel.tell_message("MESSAGE_UPDATE", message)
        return message

    @act
    def deletes(self, message: Message) -> None:
        """Take a message of one's own away for everyone, or dismiss what only oneself sees."""
        assert self in (message.author, message.viewer), f"{message} is not {self.name}'s"
        message.channel.forget(message)

    @act
    def types(self, channel: Channel | None = None) -> None:
        """Begin to write."""
        channel = channel or self.dm
        channel.expects(self)
        shown = {"channel_id": str(channel.id), "user_id": str(self.id), "timestamp": int(self.api.clock.now())}
        channel.tell("TYPING_START", shown | ({"guild_id": str(channel.guild.id)} if channel.guild else {}))

    # Interactions

    @act
    def presses(self, what: Message | Button, custom_id: str = "", *, stale: bool = False) -> Interaction:
        """Press a button of a message, by its custom id or as it was found there.

        It must still be drawn and enabled, else AssertionError; `stale` presses it all the same, as a client would
        that has not yet seen an edit.
        """
        message, custom_id = (what.message, what.custom_id) if isinstance(what, Button) else (what, custom_id)
        assert message is not None, f"{what} was not found in a message"
        assert custom_id, f"{what} sends nothing"
        buttons = {button.custom_id: button for row in message.buttons for button in row}
        if not stale:
            assert custom_id in buttons, f"no button {custom_id!r} below {message}; there are {[*buttons]}"
            assert not buttons[custom_id].disabled, f"{buttons[custom_id]} is disabled"
        return self._uses(message, {"component_type": BUTTON, "custom_id": custom_id}, stale=stale)

    @act
    def selects(
        self, what: Message | Select, custom_id: str = "", values: Iterable[str] = (), *, stale: bool = False
    ) -> Interaction:
        """Choose options of a select, by their values."""
        message, custom_id = (what.message, what.custom_id) if isinstance(what, Select) else (what, custom_id)
        assert message is not None, f"{what} was not found in a message"
        chosen = [*values]
        if not stale:
            selects = {select.custom_id: select for select in message.selects}
            assert custom_id in selects, f"no select {custom_id!r} below {message}; there are {[*selects]}"
            _allows(selects[custom_id], chosen)
        return self._uses(message, {"component_type": SELECT, "custom_id": custom_id, "values": chosen}, stale=stale)

    def _uses(self, message: Message, data: dict[str, Any], *, stale: bool) -> Interaction:
        assert message.viewer in (None, self), f"{self.name} does not see {message}"
        assert stale or not message.deleted, f"{message} is deleted"
        parts = [part for row in message.components for part in row["components"]]
        number = next((part["id"] for part in parts if part.get("custom_id") == data["custom_id"]), 1)
        return self._acts(message.channel, COMPONENT, data | {"id": number}, self.api.bot_that(message.author), message)

    @act
    def runs(self, /, command: str, where: Channel | None = None, *, token: str = "", **options: Any) -> Interaction:
        """Run a slash command, in the direct messages or in a channel; a subcommand as "group command"."""
        bot = self.api.bot_of(token)
        channel = where or self.dm_with(token)
        name, *path = command.removeprefix("/").split()
        found = bot.command(name, channel.guild)
        self._may_run(found, channel)
        data = {"id": found["id"], "name": found["name"], "type": 1, "options": chosen_options(found, path, options)}
        if "guild_id" in found:
            data["guild_id"] = found["guild_id"]
        return self._acts(channel, COMMAND, data, bot)

    def _may_run(self, command: dict[str, Any], channel: Channel) -> None:
        context = IN_GUILDS if channel.guild else IN_BOT_DMS
        contexts = command["contexts"]
        assert contexts is None or context in contexts, f"/{command['name']} does not show in {channel!r}: {contexts}"
        needed = int(command["default_member_permissions"] or 0)
        if channel.guild is not None:
            held = channel.permissions_of(self)
            assert held & needed == needed, f"{self.name} lacks the permissions for /{command['name']}"

    @act
    def looks_up(self, command: str, option: str, text: str, where: Channel | None = None) -> Interaction:
        """Begin to fill in an option that the bot completes; the answer's `suggestions` are what is offered."""
        bot = self.api.bot_of()
        channel = where or self.dm
        found = bot.command(command, channel.guild)
        [asked] = [each for each in found["options"] if each["name"] == option and each.get("autocomplete")]
        typed = {"name": option, "type": asked["type"], "value": text, "focused": True}
        data = {"id": found["id"], "name": found["name"], "type": 1, "options": [typed]}
        return self._acts(channel, AUTOCOMPLETE, data, bot)

    @act
    def submits(self, modal: Modal | None, answers: Answers) -> Interaction:
        """Fill in a modal, by custom ids, and send it; what is left out keeps its value."""
        assert modal is not None, "there is no modal"
        assert modal.interaction.person is self, f"{modal} is open before {modal.interaction.person.name}"
        assert not modal.submitted, f"{modal} was sent already"
        data = {"custom_id": modal.custom_id, "components": modal.filled(answers)}
        modal.submitted = True
        opener = modal.interaction
        return self._acts(opener.channel, SUBMIT, data, opener.bot, opener.source)

    def _acts(
        self, channel: Channel, kind: int, data: dict[str, Any], bot: Bot, message: Message | None = None
    ) -> Interaction:
        channel.expects(self)
        interaction = Interaction(self, bot, channel, kind, data, message)
        self.api.interactions[interaction.id] = self.api.by_token[interaction.token] = interaction
        self.interactions.append(interaction)
        bot.tell("INTERACTION_CREATE", interaction.json, guild=channel.guild)
        return interaction

    # What they let through

    @act
    def closes_dms(self) -> None:
        """Let no bot write first, as a setting of Discord's does; what the person writes still arrives."""
        self.has_closed_dms = True

    @act
    def opens_dms(self) -> None:
        self.has_closed_dms = False

    def leaves(self, guild: Guild) -> None:
        guild.removes(self)


def _as_sent(text: str) -> str:
    assert len(text) <= LONGEST_TEXT, f"Discord's clients send at most {LONGEST_TEXT} characters"
    return text.strip()


def _allows(select: Select, chosen: list[str]) -> None:
    assert not select.disabled, f"{select} is disabled"
    values = [option.value for option in select.options]
    assert set(chosen) <= set(values), f"{select.custom_id!r} has {values}, not {chosen}"
    assert select.min_values <= len(chosen) <= select.max_values, (
        f"{select.custom_id!r} takes {select.min_values} to {select.max_values} options, not {len(chosen)}"
    )
