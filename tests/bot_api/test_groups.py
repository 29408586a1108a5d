"""Groups and channels: who sees what, who may write, bots that come and go."""

from typing import Any

import pytest

from tests.bot_api import BotApi, Group, Person
from tests.bot_api.clients import PlainBot


@pytest.fixture
def group(api: BotApi, ada: Person, bot: PlainBot) -> Group:
    """Make a group with Ada and the bot, which has read of its arrival."""
    group = api.group("Salon", members=[ada])
    group.adds_bot(by=ada)
    read(bot)
    return group


def read(bot: PlainBot) -> list[dict[str, Any]]:
    """Return all updates and confirm them."""
    updates: list[dict[str, Any]] = bot.gets("getUpdates")
    if updates:
        bot.gets("getUpdates", offset=updates[-1]["update_id"] + 1)
    return updates


def texts(bot: PlainBot) -> list[str]:
    return [update["message"].get("text", "") for update in read(bot) if "message" in update]


def test_a_bot_is_told_that_it_came(api: BotApi, ada: Person, bot: PlainBot) -> None:
    group = api.group("Salon", members=[ada])
    group.adds_bot(by=ada)
    change, arrival = read(bot)
    assert change["my_chat_member"]["chat"]["type"] == "group"
    assert change["my_chat_member"]["old_chat_member"]["status"] == "left"
    assert change["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert [user["username"] for user in arrival["message"]["new_chat_members"]] == ["palabre_bot"]
    bot.gets("sendMessage", chat_id=group.id, text="a")
    assert bot.gets("getChat", chat_id=group.id)["title"] == "Salon"


def test_privacy_mode_hides_what_is_not_for_the_bot(api: BotApi, ada: Person, bot: PlainBot, group: Group) -> None:
    bot.gets("sendMessage", chat_id=group.id, text="ask")
    ask = group.last
    ada.says_in(group, "to nobody")
    ada.says_in(group, "/start@palabre_bot")
    ada.says_in(group, "/start@PALABRE_bot")
    ada.says_in(group, "/start@other_bot")
    ada.says_in(group, "/start")
    ada.says_in(group, "yes", reply_to=ask)
    assert texts(bot) == ["/start@palabre_bot", "/start@PALABRE_bot", "/start", "yes"]
    other = api.other_bot("other_bot")
    other.says_in(group, "/start@palabre_bot")
    ada.says_in(group, "/help")
    assert texts(bot) == []
    group.adds_member(api.person("Ben"), by=ada)
    assert texts(bot) == [""]


def test_an_administrator_sees_everything_but_bots(api: BotApi, ada: Person, bot: PlainBot, group: Group) -> None:
    group.promotes_bot(by=ada)
    read(bot)
    ada.says_in(group, "a")
    api.other_bot("other_bot").says_in(group, "b")
    assert texts(bot) == ["a"]


def test_without_privacy_a_bot_sees_everything(api: BotApi, ada: Person) -> None:
    open_bot = PlainBot(api, api.bot("open_bot", privacy=False))
    group = api.group("Salon", members=[ada])
    group.adds_bot(by=ada, token=open_bot.token)
    read(open_bot)
    ada.says_in(group, "a")
    assert texts(open_bot) == ["a"]
    assert open_bot.gets("getMe")["can_read_all_group_messages"] is True


def test_a_bot_that_was_removed(ada: Person, bot: PlainBot, group: Group) -> None:
    group.removes_bot(by=ada)
    farewell, change = read(bot)
    assert farewell["message"]["left_chat_member"]["username"] == "palabre_bot"
    assert change["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    refusal = "403 Forbidden: bot was kicked from the group chat"
    assert bot.is_refused("sendMessage", chat_id=group.id, text="a") == refusal
    assert bot.is_refused("getChat", chat_id=group.id) == refusal
    ada.says_in(group, "/start@palabre_bot")
    assert read(bot) == []


def test_a_bot_that_left(bot: PlainBot, group: Group, ada: Person) -> None:
    bot.gets("leaveChat", chat_id=group.id)
    [change] = read(bot)
    assert change["my_chat_member"]["new_chat_member"]["status"] == "left"
    refusal = "403 Forbidden: bot is not a member of the group chat"
    assert bot.is_refused("sendMessage", chat_id=group.id, text="a") == refusal
    assert bot.is_refused("leaveChat", chat_id=group.id) == refusal
    refusal = "400 Bad Request: chat member status can't be changed in private chats"
    assert bot.is_refused("leaveChat", chat_id=ada.id) == refusal


def test_an_upgrade_moves_the_group(ada: Person, bot: PlainBot, group: Group) -> None:
    new = group.upgrades()
    farewell, arrival = read(bot)
    assert (farewell["message"]["chat"]["id"], farewell["message"]["migrate_to_chat_id"]) == (group.id, new.id)
    assert (arrival["message"]["chat"]["type"], arrival["message"]["migrate_from_chat_id"]) == ("supergroup", group.id)
    assert bot.asks("sendMessage", chat_id=group.id, text="a") == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": new.id},
    }
    bot.gets("sendMessage", chat_id=new.id, text="a")
    ada.says_in(new, "/start@palabre_bot")
    assert texts(bot) == ["/start@palabre_bot"]
    with pytest.raises(AssertionError, match="was upgraded"):
        ada.says_in(group, "a")


def test_a_bot_deletes_the_messages_of_others_as_an_administrator(ada: Person, bot: PlainBot, group: Group) -> None:
    where = {"chat_id": group.id, "message_id": ada.says_in(group, "a").id}
    assert bot.is_refused("deleteMessage", **where) == "400 Bad Request: message can't be deleted"
    group.promotes_bot(by=ada)
    bot.gets("deleteMessage", **where)


def test_a_channel(api: BotApi, bot: PlainBot) -> None:
    channel = api.channel("News", username="news")
    assert bot.is_refused("sendMessage", chat_id=channel.id, text="a") == "400 Bad Request: chat not found"
    channel.adds_bot()
    [change] = read(bot)
    assert change["my_chat_member"]["new_chat_member"]["status"] == "administrator"
    post = channel.posts("a")
    channel.edits_post(post, "b")
    first, second = read(bot)
    assert first["channel_post"]["sender_chat"] == first["channel_post"]["chat"] == channel.json
    assert (first["channel_post"]["text"], second["edited_channel_post"]["text"]) == ("a", "b")
    bot.gets("sendMessage", chat_id="@news", text="c")
    assert [message.text for message in channel.messages] == ["b", "c"]
    channel.removes_bot()
    refusal = bot.is_refused("sendMessage", chat_id=channel.id, text="a")
    assert refusal == "403 Forbidden: bot was kicked from the channel chat"


def test_a_channel_that_the_bot_left(api: BotApi, bot: PlainBot) -> None:
    channel = api.channel("News")
    channel.adds_bot()
    bot.gets("leaveChat", chat_id=channel.id)
    refusal = bot.is_refused("sendMessage", chat_id=channel.id, text="a")
    assert refusal == "403 Forbidden: bot is not a member of the channel chat"
