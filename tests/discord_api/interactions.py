"""Interactions: a command that somebody ran, a component used, a modal sent, and all that the bot answers to it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.discord_api.channels import Channel
from tests.discord_api.messages import LARGEST_FILE, Message
from tests.discord_api.modals import Modal

if TYPE_CHECKING:
    from tests.discord_api.bots import Bot
    from tests.discord_api.people import Person

COMMAND, COMPONENT, AUTOCOMPLETE, SUBMIT = 2, 3, 4, 5
REPLY, DEFERRED_REPLY, DEFERRED_UPDATE, UPDATE, SUGGEST, OPEN_MODAL = 4, 5, 6, 7, 8, 9

SECONDS_TO_ANSWER = 3.0
SECONDS_TO_FOLLOW_UP = 15 * 60.0


class Interaction:
    """Something that a person did and a bot has to answer within three seconds."""

    def __init__(
        self,
        person: Person,
        bot: Bot,
        channel: Channel,
        kind: int,
        data: dict[str, Any],
        message: Message | None = None,
    ) -> None:
        self.api = person.api
        self.person = person
        self.bot = bot
        self.channel = channel
        self.kind = kind
        self.data = data
        self.source = message
        """The message that the component, or the modal's component, stands below."""
        self.id = self.api.clock.new_id()
        self.token = secrets.token_urlsafe(64)
        self.begun = self.api.clock.now()
        self.answer = 0
        """The type of the bot's callback, 0 as long as there is none."""
        self.answered_after = 0.0
        """Seconds after which that came."""
        self.modal: Modal | None = None
        self.message: Message | None = None
        """The answer, also while it only says that the bot is thinking; the source where the bot updates that."""
        self.followups: list[Message] = []
        self.suggestions: list[dict[str, Any]] = []

    def __repr__(self) -> str:
        return f"<Interaction of {self.person.name}: {self.data.get('name') or self.data.get('custom_id')}>"

    # What has become of it

    @property
    def responded(self) -> bool:
        return self.answer > 0

    @property
    def deferred(self) -> bool:
        """Whether the first answer was to wait."""
        return self.answer in (DEFERRED_REPLY, DEFERRED_UPDATE)

    @property
    def thinking(self) -> bool:
        """Whether the person still waits for what was deferred."""
        return self.message is not None and self.message.loading and not self.message.deleted

    @property
    def ephemeral(self) -> bool:
        return self.message is not None and self.message.viewer is self.person

    @property
    def expired(self) -> bool:
        """Whether the bot may answer no more."""
        return self.age > (SECONDS_TO_FOLLOW_UP if self.responded else SECONDS_TO_ANSWER)

    @property
    def failed(self) -> bool:
        """Whether the person reads "This interaction failed"."""
        return self.expired and (not self.responded or self.thinking)

    @property
    def age(self) -> float:
        return self.api.clock.now() - self.begun

    @property
    def waits(self) -> bool:
        """Whether the bot still has to do something."""
        return not self.expired and (not self.responded or self.thinking)

    def wait(self, until: Callable[[Interaction], object] | None = None, timeout: float = 60) -> Interaction:
        """Wait for the answer, or until something is so; what is deferred is no answer yet."""
        reached = until or (lambda self: self.responded and not self.thinking)
        self.api.waits_for(lambda: bool(reached(self)), timeout)
        assert reached(self), f"{self} was not answered within {timeout} s; so far: {self._so_far()}"
        return self

    def _so_far(self) -> str:
        return f"answer {self.answer}, {self.message}, modal {self.modal}, followups {self.followups}"

    # What the bot does

    def acknowledges(self, answer: int) -> None:
        self.answer, self.answered_after = answer, self.age
        if answer in (DEFERRED_UPDATE, UPDATE):
            self.message = self.source
        self.api.notify()

    @property
    def metadata(self) -> dict[str, Any]:
        """What a message says of the interaction that it answers."""
        shown = {"id": str(self.id), "type": self.kind, "user": self.person.json}
        if self.source is not None and self.kind == COMPONENT:
            shown["interacted_message_id"] = str(self.source.id)
        if self.kind == SUBMIT:
            shown["triggering_interaction_metadata"] = shown | {"type": COMPONENT if self.source else COMMAND}
        return shown | {"authorizing_integration_owners": self._owners}

    @property
    def _owners(self) -> dict[str, str]:
        return {"0": str(self.channel.guild.id) if self.channel.guild else "0"}

    # As the bot gets it

    @property
    def json(self) -> dict[str, Any]:
        guild = self.channel.guild
        rights = self.channel.permissions_of(self.person)
        shown: dict[str, Any] = {
            "id": str(self.id),
            "application_id": str(self.bot.id),
            "type": self.kind,
            "data": self.data,
            "token": self.token,
            "version": 1,
            "channel_id": str(self.channel.id),
            "channel": self.channel.json | {"permissions": str(rights)},
            "app_permissions": str(self.channel.permissions_of(self.bot)),
            "locale": self.person.locale,
            "entitlements": [],
            "authorizing_integration_owners": self._owners,
            "context": 0 if guild else 1,
            "attachment_size_limit": LARGEST_FILE,
        }
        if self.source is not None:
            shown["message"] = self.source.json()
        if guild is None:
            return shown | {"user": self.person.json}
        shown |= {"guild_id": str(guild.id), "guild_locale": guild.locale}
        shown["guild"] = {"id": str(guild.id), "locale": guild.locale, "features": []}
        return shown | {"member": guild.member_json(self.person) | {"permissions": str(rights)}}
