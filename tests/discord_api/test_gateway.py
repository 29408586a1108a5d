"""The gateway, spoken to without a library: who may connect, what is told, and how a session goes on."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.bots.loops import Beside
from tests.discord_api import DiscordApi, Guild, GuildChannel, Person, intents
from tests.discord_api.clients import PlainBot, PlainSocket

Connect = Callable[..., PlainSocket]
EVERYWHERE = intents.GUILDS | intents.GUILD_MESSAGES | intents.DIRECT_MESSAGES


@pytest.fixture
def connect(api: DiscordApi, loop: Beside) -> Iterator[Connect]:
    made: list[PlainSocket] = []

    def connected(**query: str) -> PlainSocket:
        made.append(PlainSocket(loop, api, **query))
        return made[-1]

    yield connected
    for socket in made:
        socket.close()


def test_ready_says_who_and_where(
    api: DiscordApi, bot: PlainBot, salon: Guild, general: GuildChannel, connect: Connect
) -> None:
    socket = connect()
    ready = socket.identifies(bot.token, EVERYWHERE)
    assert ready["user"]["id"] == ready["application"]["id"] == str(bot.id)
    assert ready["guilds"] == [{"id": str(salon.id), "unavailable": True}]
    assert (ready["resume_gateway_url"], ready["shard"]) == (api.gateway, [0, 1])
    guild = socket.hears_event("GUILD_CREATE")
    assert (guild["name"], guild["unavailable"]) == ("Salon", False)
    assert [channel["id"] for channel in guild["channels"]] == [str(general.id)]
    assert [member["user"]["id"] for member in guild["members"]] == [str(bot.id)]


@pytest.mark.parametrize("compress", ["", "zlib-stream"])
def test_events_are_numbered(ada: Person, bot: PlainBot, connect: Connect, compress: str) -> None:
    socket = connect(**({"compress": compress} if compress else {}))
    socket.identifies(bot.token, EVERYWHERE)
    ada.says("é" * 10)
    ada.says("b")
    heard = [socket.hears() for _ in range(2)]
    assert [(each["s"], each["t"], each["d"]["content"]) for each in heard] == [
        (2, "MESSAGE_CREATE", "é" * 10),
        (3, "MESSAGE_CREATE", "b"),
    ]


def test_a_heartbeat_is_acknowledged(connect: Connect) -> None:
    socket = connect()
    assert socket.hears()["d"] == {"heartbeat_interval": 41250}
    socket.says(1, None)
    assert socket.hears()["op"] == 11


def test_without_a_heartbeat_the_connection_ends(api: DiscordApi, bot: PlainBot, connect: Connect) -> None:
    api.heartbeat = 0.05
    socket = connect()
    socket.identifies(bot.token)
    assert socket.is_closed() == 4009
    assert api.complaints == ["gateway closed with 4009 Session timed out."]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"token": "wrong"}, 4004),
        ({"intents": intents.MESSAGE_CONTENT}, 4014),
        ({"intents": intents.GUILD_MEMBERS}, 4014),
        ({"intents": 1 << 40}, 4013),
        ({"intents": -1}, 4013),
        ({"intents": None}, 4002),
        ({"shard": [2, 2]}, 4010),
        ({"shard": "0"}, 4010),
    ],
)
def test_who_may_not_identify(
    api: DiscordApi, bot: PlainBot, connect: Connect, said: dict[str, Any], code: int
) -> None:
    socket = connect()
    socket.says(2, {"token": bot.token, "intents": 0, "properties": {}} | said)
    assert socket.is_closed() == code
    assert [complaint.split()[3] for complaint in api.complaints] == [str(code)]


def test_a_privileged_intent_may_be_given(api: DiscordApi, connect: Connect) -> None:
    token = api.bot("reader", privileged=["message_content"])
    assert connect().identifies(token, intents.MESSAGE_CONTENT)["application"]["flags"] == 1 << 19
    assert api.complaints == []


@pytest.mark.parametrize(
    ("query", "code"), [({"v": "9"}, 4012), ({"encoding": "etf"}, 4002), ({"compress": "brotli"}, 4002)]
)
def test_what_a_gateway_does_not_speak(connect: Connect, query: dict[str, str], code: int) -> None:
    assert connect(**query).is_closed() == code


@pytest.mark.parametrize(
    ("text", "code"), [("nonsense", 4002), ("[]", 4002), ('{"op": 77, "d": 1}', 4001), ('{"op": 3, "d": {}}', 4003)]
)
def test_what_a_gateway_does_not_understand(connect: Connect, text: str, code: int) -> None:
    socket = connect()
    socket.says_text(text)
    assert socket.is_closed() == code


def test_nobody_identifies_twice(bot: PlainBot, connect: Connect) -> None:
    socket = connect()
    socket.identifies(bot.token)
    socket.says(2, {"token": bot.token, "intents": 0, "properties": {}})
    assert socket.is_closed() == 4005


def test_who_says_too_much_is_cut_off(bot: PlainBot, connect: Connect) -> None:
    socket = connect()
    socket.identifies(bot.token)
    for _ in range(120):
        socket.says(3, {})
    assert socket.is_closed() == 4008


def test_more_shards_may_be_required(api: DiscordApi, bot: PlainBot, connect: Connect) -> None:
    api.least_shards = 2
    socket = connect()
    socket.says(2, {"token": bot.token, "intents": 0, "properties": {}})
    assert socket.is_closed() == 4011


# What is told


def test_only_what_was_asked_for_is_told(ada: Person, bot: PlainBot, general: GuildChannel, connect: Connect) -> None:
    socket = connect()
    socket.identifies(bot.token, intents.GUILD_MESSAGES)
    ada.says("not this")
    ada.says_in(general, f"this, <@{bot.id}>")
    assert socket.hears_event("MESSAGE_CREATE")["content"] == f"this, <@{bot.id}>"


def test_content_is_kept_from_who_may_not_read_it(
    ada: Person, bot: PlainBot, general: GuildChannel, connect: Connect
) -> None:
    socket = connect()
    socket.identifies(bot.token, intents.GUILD_MESSAGES | intents.DIRECT_MESSAGES)
    said = ada.says_in(general, "a secret")
    ada.edits(said, "another secret")
    private = ada.says("for the bot")
    heard = [socket.hears() for _ in range(3)]
    assert [(each["t"], each["d"]["id"], each["d"]["content"]) for each in heard] == [
        ("MESSAGE_CREATE", str(said.id), ""),
        ("MESSAGE_UPDATE", str(said.id), ""),
        ("MESSAGE_CREATE", str(private.id), "for the bot"),
    ]
    assert heard[0]["d"]["member"]["roles"] == []
    assert "guild_id" not in heard[2]["d"]


def test_an_edit_and_a_deletion_are_told(ada: Person, bot: PlainBot, connect: Connect) -> None:
    socket = connect()
    socket.identifies(bot.token, intents.DIRECT_MESSAGES)
    message = ada.says("a")
    assert socket.hears_event("MESSAGE_CREATE")["edited_timestamp"] is None
    ada.edits(message, "b")
    edited = socket.hears_event("MESSAGE_UPDATE")
    assert (edited["content"], edited["edited_timestamp"]) == ("b", message.edited_at)
    ada.deletes(message)
    assert socket.hears_event("MESSAGE_DELETE") == {"id": str(message.id), "channel_id": str(ada.dm.id)}
    assert (message.deleted, ada.dm.messages) == (True, [])


def test_a_bot_hears_itself(ada: Person, bot: PlainBot, connect: Connect) -> None:
    socket = connect()
    socket.identifies(bot.token, intents.DIRECT_MESSAGES)
    bot.gets("POST", f"/channels/{ada.dm.id}/messages", {"content": "a"})
    assert socket.hears_event("MESSAGE_CREATE")["author"]["id"] == str(bot.id)


def test_guilds_and_channels_come_and_go(api: DiscordApi, bot: PlainBot, salon: Guild, connect: Connect) -> None:
    socket = connect()
    socket.identifies(bot.token, intents.GUILDS)
    socket.hears_event("GUILD_CREATE")
    salon.adds(api.person("bob"))
    channel = salon.channel("more")
    assert socket.hears_event("CHANNEL_CREATE")["name"] == "more"
    salon.denies(channel, "send_messages")
    overwrites = socket.hears_event("CHANNEL_UPDATE")["permission_overwrites"]
    assert overwrites == [{"id": str(salon.id), "type": 0, "allow": "0", "deny": str(1 << 11)}]
    salon.denies(channel, "view_channel")
    socket.hears_event("CHANNEL_UPDATE")
    salon.deletes(channel)
    salon.goes_dark()
    assert socket.hears_event("GUILD_DELETE") == {"id": str(salon.id), "unavailable": True}
    salon.comes_back()
    assert socket.hears_event("GUILD_CREATE")["channels"] == []
    salon.removes_bot()
    assert socket.hears_event("GUILD_DELETE") == {"id": str(salon.id)}
    other = api.guild("Autre")
    assert socket.hears_event("GUILD_CREATE")["id"] == str(other.id)


def test_shards_share_the_guilds(api: DiscordApi, ada: Person, bot: PlainBot, connect: Connect) -> None:
    guilds = [api.guild(f"G{shard}", members=[ada], shard=shard, of=2) for shard in (0, 1)]
    sockets = [connect(), connect()]
    for shard, socket in enumerate(sockets):
        ready = socket.identifies(bot.token, EVERYWHERE, shard=[shard, 2])
        assert (ready["shard"], [each["id"] for each in ready["guilds"]]) == ([shard, 2], [str(guilds[shard].id)])
        socket.hears_event("GUILD_CREATE")
    for guild in guilds:
        guild.channel("c")
    for shard, socket in enumerate(sockets):
        assert socket.hears_event("CHANNEL_CREATE")["guild_id"] == str(guilds[shard].id)
    ada.says("a")
    assert socket.hears_nothing()
    assert sockets[0].hears_event("MESSAGE_CREATE")["content"] == "a"


# Going on


def test_what_was_missed_is_told_again(api: DiscordApi, ada: Person, bot: PlainBot, connect: Connect) -> None:
    socket = connect()
    session = socket.identifies(bot.token, intents.DIRECT_MESSAGES)["session_id"]
    ada.says("heard")
    socket.hears_event("MESSAGE_CREATE")
    api.drops()
    assert socket.is_closed() == 1006
    ada.says("missed")
    again = connect()
    again.hears()
    again.says(6, {"token": bot.token, "session_id": session, "seq": 2})
    assert [again.hears_event("MESSAGE_CREATE")["content"], again.hears_event("RESUMED")] == ["missed", {"_trace": []}]
    ada.says("after")
    assert again.hears()["s"] == 5
    assert (api.identified, api.resumed) == (1, 1)


@pytest.mark.parametrize("ended", ["closed", "forgotten", "unknown"])
def test_a_session_may_be_over(api: DiscordApi, bot: PlainBot, connect: Connect, loop: Beside, ended: str) -> None:
    socket = PlainSocket(loop, api)
    session = socket.identifies(bot.token)["session_id"]
    if ended == "forgotten":
        api.forgets_sessions()
    socket.close(1000 if ended == "closed" else 4000)
    again = connect()
    again.hears()
    again.says(6, {"token": bot.token, "session_id": "x" if ended == "unknown" else session, "seq": 1})
    assert again.hears() == {"op": 9, "s": None, "t": None, "d": False}
    assert again.hears_nothing()


def test_a_session_survives_another_code(api: DiscordApi, bot: PlainBot, connect: Connect, loop: Beside) -> None:
    socket = PlainSocket(loop, api)
    session = socket.identifies(bot.token)["session_id"]
    socket.close(4000)
    again = connect()
    again.hears()
    again.says(6, {"token": bot.token, "session_id": session, "seq": 1})
    assert again.hears_event("RESUMED")


@pytest.mark.parametrize(("said", "code"), [({"seq": 99}, 4007), ({"seq": None}, 4007), ({"token": "wrong"}, 4004)])
def test_who_may_not_resume(api: DiscordApi, bot: PlainBot, connect: Connect, said: dict[str, Any], code: int) -> None:
    socket = connect()
    session = socket.identifies(bot.token)["session_id"]
    api.drops()
    again = connect()
    again.hears()
    again.says(6, {"token": bot.token, "session_id": session, "seq": 1} | said)
    assert again.is_closed() == code


def test_a_half_open_socket_takes_everything_and_says_nothing(
    api: DiscordApi, ada: Person, bot: PlainBot, connect: Connect
) -> None:
    socket = connect()
    session = socket.identifies(bot.token, intents.DIRECT_MESSAGES)["session_id"]
    api.drops(silently=True)
    ada.says("missed")
    socket.says(1, 1)
    assert socket.hears_nothing()
    again = connect()
    again.hears()
    again.says(6, {"token": bot.token, "session_id": session, "seq": 1})
    assert again.hears_event("MESSAGE_CREATE")["content"] == "missed"


def test_a_gateway_may_send_a_bot_away(api: DiscordApi, bot: PlainBot, connect: Connect) -> None:
    socket = connect()
    socket.identifies(bot.token)
    api.asks_to_reconnect()
    api.invalidates(resumable=True)
    api.invalidates()
    assert [(each["op"], each["d"]) for each in (socket.hears() for _ in range(3))] == [
        (7, None),
        (9, True),
        (9, False),
    ]
    api.drops(code=4000)
    assert socket.is_closed() == 4000
