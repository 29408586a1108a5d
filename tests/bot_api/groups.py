"""Groups, supergroups and channels: members, privacy mode, bots that come and go, the upgrade of a group."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from tests.bot_api import markup
from tests.bot_api.accounts import Account
from tests.bot_api.chats import Chat
from tests.bot_api.errors import Refused, bad_request, forbidden
from tests.bot_api.messages import Message
from tests.bot_api.people import KICKED, MEMBER, Person, act

if TYPE_CHECKING:
    from tests.bot_api.bots import Bot
    from tests.bot_api.server import BotApi

LEFT = {"status": "left"}
ADMINISTRATOR = {
    "status": "administrator",
    "can_be_edited": False,
    "is_anonymous": False,
    "can_manage_chat": True,
    "can_delete_messages": True,
    "can_manage_video_chats": True,
    "can_restrict_members": True,
    "can_promote_members": False,
    "can_change_info": True,
    "can_invite_users": True,
    "can_post_stories": True,
    "can_edit_stories": True,
    "can_delete_stories": True,
}
POSTING = {"can_post_messages": True, "can_edit_messages": True}
SERVICE_EVENTS = frozenset({"new_chat_members", "left_chat_member", "migrate_to_chat_id", "migrate_from_chat_id"})
CHANNEL_ADMINISTRATOR = ADMINISTRATOR | POSTING


class Shared(Chat):
    """A chat that bots are members of; `bots` says in what standing, also once they are out again."""

    def __init__(self, api: BotApi, chat_id: int, kind: str, *, title: str, username: str = "") -> None:
        super().__init__(api, chat_id, kind, title=title, username=username)
        self.bots: dict[Bot, dict[str, Any]] = {}

    def refusal(self, bot: Bot) -> Refused | None:
        standing = self.bots.get(bot)
        if standing is None:
            return bad_request("chat not found")
        if standing["status"] == "kicked":
            return forbidden(f"bot was kicked from the {self.kind} chat")
        if standing["status"] == "left":
            return forbidden(f"bot is not a member of the {self.kind} chat")
        return None

    def moves(self, bot: Bot, by: Account, after: dict[str, Any]) -> None:
        """Change a bot's standing and tell it."""
        before = self.bots.get(bot, LEFT)
        self.bots[bot] = after
        bot.chats[self.id] = self
        self.tell_membership(bot, by, before, after)

    def is_in(self, bot: Bot) -> bool:
        return self.bots.get(bot, LEFT)["status"] not in ("left", "kicked")


class Group(Shared):
    """A group or, after its upgrade, a supergroup."""

    is_group = True

    def __init__(self, api: BotApi, chat_id: int, kind: str, *, title: str, members: Iterable[Account] = ()) -> None:
        super().__init__(api, chat_id, kind, title=title)
        if kind == "group":
            self.json["all_members_are_administrators"] = False
        self.members = [*members]
        self.upgraded_to: Group | None = None
        self._last_bot: Account | None = None

    def refusal(self, bot: Bot) -> Refused | None:
        if self.upgraded_to is not None and bot in self.bots:
            reason = "group chat was upgraded to a supergroup chat"
            return bad_request(reason, migrate_to_chat_id=self.upgraded_to.id)
        return super().refusal(bot)

    def expects(self, sender: Account) -> None:
        assert sender in self.members, f"{sender.name} is no member of {self!r}"
        assert self.upgraded_to is None, f"{self!r} was upgraded to {self.upgraded_to!r}"

    def may_delete(self, bot: Bot, message: Message) -> bool:
        return message.sender is bot or bool(self.bots[bot].get("can_delete_messages"))

    # What bots see

    def witnesses(self, message: Message) -> Iterable[Bot]:
        if message.sender is not None and message.sender.is_bot:
            return ()  # no bot sees what a bot wrote
        return [bot for bot in self.bots if self.is_in(bot) and self._sees(bot, message)]

    def _sees(self, bot: Bot, message: Message) -> bool:
        if not bot.privacy or self.bots[bot]["status"] == "administrator" or _is_service(message):
            return True
        if message.reply_to is not None and message.reply_to.sender is bot:
            return True
        if message.extra.get("via_bot", {}).get("id") == bot.id:
            return True
        return any(self._is_meant(bot, command) for command in markup.commands_in(message.text, message.entities))

    def _is_meant(self, bot: Bot, command: str) -> bool:
        """Say whether a command is for a bot; without a name it is for the one that spoke last."""
        _, _, named = command.partition("@")
        return named.lower() == bot.username.lower() if named else self._last_bot in (None, bot)

    def bot_did(self, message: Message) -> None:
        self._last_bot = message.sender
        super().bot_did(message)

    def other_bot_did(self, bot: Account) -> None:
        self._last_bot = bot

    # Coming and going

    @act
    def adds_member(self, person: Person, *, by: Person | None = None) -> None:
        self.members.append(person)
        self.new_service_message(by or person, new_chat_members=[person.user])

    @act
    def removes_member(self, person: Person, *, by: Person | None = None) -> None:
        self.members.remove(person)
        self.new_service_message(by or person, left_chat_member=person.user)

    @act
    def adds_bot(self, *, by: Person, token: str = "", admin: bool = False) -> None:
        bot = self.api.bot_of(token)
        assert not self.is_in(bot), f"{bot!r} is in {self!r} already"
        self.moves(bot, by, ADMINISTRATOR if admin else MEMBER)
        self.new_service_message(by, new_chat_members=[bot.user])

    @act
    def promotes_bot(self, *, by: Person, token: str = "") -> None:
        self.moves(self.api.bot_of(token), by, ADMINISTRATOR)

    @act
    def removes_bot(self, *, by: Person, token: str = "") -> None:
        bot = self.api.bot_of(token)
        assert self.is_in(bot), f"{bot!r} is not in {self!r}"
        self.new_service_message(by, left_chat_member=bot.user)
        self.moves(bot, by, KICKED)

    @act
    def upgrades(self) -> Group:
        """Become a supergroup, which is returned: another chat, with another id, and the same members."""
        assert self.kind == "group", f"{self!r} can't be upgraded"
        assert self.members, f"nobody is there to upgrade {self!r}"
        by = self.members[0]
        new = Group(self.api, self.api.new_chat_id("supergroup"), "supergroup", title=self.json["title"])
        new.members, new.bots = (
            [*self.members],
            {bot: standing for bot, standing in self.bots.items() if self.is_in(bot)},
        )
        for bot in new.bots:
            bot.chats[new.id] = new
        self.new_service_message(by, migrate_to_chat_id=new.id)
        self.upgraded_to = new
        new.new_service_message(by, migrate_from_chat_id=self.id)
        return new


class Channel(Shared):
    """A channel, where only its name is seen to write."""

    update_kind = "channel_post"
    is_group = True

    def refusal(self, bot: Bot) -> Refused | None:
        if self.is_in(bot) and not self.bots[bot].get("can_post_messages"):
            return bad_request("need administrator rights in the channel chat")
        return super().refusal(bot)

    def witnesses(self, message: Message) -> Iterable[Bot]:
        return () if message.sender is not None else [bot for bot in self.bots if self.is_in(bot)]

    @act
    def adds_bot(self, *, by: Person | None = None, token: str = "") -> None:
        self.moves(self.api.bot_of(token), by or self.api.person("Owner"), CHANNEL_ADMINISTRATOR)

    @act
    def removes_bot(self, *, by: Person | None = None, token: str = "") -> None:
        self.moves(self.api.bot_of(token), by or self.api.person("Owner"), KICKED)

    @act
    def posts(self, text: str) -> Message:
        message = self.new_message(None, text, entities=markup.found_in(text))
        self.tell(message)
        return message

    @act
    def edits_post(self, message: Message, text: str) -> Message:
        message.text, message.entities, message.edit_date = text, markup.found_in(text), self.api.now()
        self.tell(message, edited=True)
        return message


class OtherBot(Account):
    """A bot of somebody else's; what it writes, no bot sees."""

    def __init__(self, api: BotApi, bot_id: int, username: str) -> None:
        super().__init__(bot_id, username, is_bot=True, username=username)
        self.api = api

    @act
    def says_in(self, group: Group, text: str) -> Message:
        if self not in group.members:
            group.members.append(self)
        message = group.new_message(self, text, entities=markup.found_in(text))
        group.tell(message)
        group.other_bot_did(self)
        return message


def _is_service(message: Message) -> bool:
    return not SERVICE_EVENTS.isdisjoint(message.media)
