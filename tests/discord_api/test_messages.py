"""Messages over REST: what is sent, edited and deleted, what is refused, whom they call."""

from typing import Any

import pytest

from tests.discord_api import DiscordApi, File, Guild, GuildChannel, Person
from tests.discord_api.clients import PlainBot

NONE: dict[str, Any] = {"parse": []}


@pytest.fixture
def there(ada: Person) -> str:
    """Where Ada's direct messages are."""
    return f"/channels/{ada.dm.id}/messages"


def test_a_message_arrives(api: DiscordApi, ada: Person, bot: PlainBot, there: str) -> None:
    sent = bot.gets("POST", there, {"content": " hello\n", "tts": False})
    assert (ada.dm.last.content, ada.dm.last.author.name, ada.dm.last.edited) == ("hello", "palabre", False)
    assert (sent["id"], sent["author"]["id"], sent["flags"]) == (str(ada.dm.last.id), str(bot.id), 0)
    assert bot.gets("GET", f"{there}/{sent['id']}")["content"] == "hello"
    assert api.complaints == []
    assert [(call.method, call.status) for call in api.calls][-2:] == [
        ("create_message", 200),
        ("get_channel_message", 200),
    ]


def test_a_message_is_edited_and_deleted(ada: Person, bot: PlainBot, there: str) -> None:
    message = f"{there}/{bot.gets('POST', there, {'content': 'a', 'embeds': [{'title': 't'}]})['id']}"
    bot.gets("PATCH", message, {"content": "b"})
    assert (ada.dm.last.content, ada.dm.last.edited, len(ada.dm.last.embeds)) == ("b", True, 1)
    assert bot.is_refused("PATCH", message, {"content": "", "embeds": []}) == "400 50006 Cannot send an empty message"
    kept = ada.dm.last
    assert kept.content == "b"
    assert bot.asks("DELETE", message) == (204, None)
    assert (kept.deleted, ada.dm.messages) == (True, [])
    for verb in ("GET", "PATCH", "DELETE"):
        assert bot.is_refused(verb, message, {"content": "c"}) == "404 10008 Unknown Message"


@pytest.mark.parametrize("body", [{}, {"content": " \n"}, {"content": None}, {"content": "", "components": []}])
def test_an_empty_message_is_refused(ada: Person, bot: PlainBot, there: str, body: dict[str, Any]) -> None:
    assert bot.is_refused("POST", there, body) == "400 50006 Cannot send an empty message"
    assert ada.dm.messages == []


def test_length_is_counted_in_characters(ada: Person, bot: PlainBot, there: str) -> None:
    bot.gets("POST", there, {"content": "😀" * 2000})
    assert len(ada.dm.last.content) == 2000
    status, answer = bot.asks("POST", there, {"content": "a" * 2001})
    assert (status, answer) == (
        400,
        {
            "message": "Invalid Form Body",
            "code": 50035,
            "errors": {
                "content": {
                    "_errors": [{"code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 2000 or fewer in length."}]
                }
            },
        },
    )


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"content": 7}, {"content": "STRING_TYPE_CONVERT"}),
        ({"content": "a", "nonce": "n" * 26}, {"nonce": "BASE_TYPE_MAX_LENGTH"}),
        ({"content": "a", "embeds": [{"title": "t" * 257}]}, {"embeds.0.title": "BASE_TYPE_MAX_LENGTH"}),
        ({"content": "a", "embeds": [{}] * 11}, {"embeds": "BASE_TYPE_MAX_LENGTH"}),
        ({"content": "a", "flags": "64"}, {"flags": "NUMBER_TYPE_COERCE"}),
        ({"content": "a", "allowed_mentions": {"parse": ["all"]}}, {"allowed_mentions.parse.0": "BASE_TYPE_CHOICES"}),
        (
            {"content": "a", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
            {"allowed_mentions": "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"},
        ),
        ({"content": "a", "attachments": [{"id": 0}]}, {"attachments.0.id": "ATTACHMENT_NOT_FOUND"}),
        (
            {"content": "a", "message_reference": {"message_id": "1"}},
            {"message_reference": "MESSAGE_REFERENCE_UNKNOWN_MESSAGE"},
        ),
        ([], {"": "MODEL_TYPE_CONVERT"}),
    ],
)  # fmt: skip
def test_a_form_says_what_is_wrong_and_where(ada: Person, bot: PlainBot, there: str, body: Any, wrong: Any) -> None:
    assert bot.is_wrong("POST", there, body) == wrong
    assert ada.dm.messages == []


def test_what_discord_would_ignore_is_noted(api: DiscordApi, bot: PlainBot, there: str) -> None:
    bot.gets("POST", there, {"content": "a", "flags": 64, "colour": 1, "allowed_mentions": {"parsed": []}})
    bot.gets("GET", f"{there}?limits=3")
    assert api.complaints == [
        "create_message: unknown field 'colour'",
        "create_message: unknown field 'allowed_mentions.parsed'",
        "create_message: flags 64 are ignored here",
        "get_channel_messages: unknown query parameter 'limits'",
    ]


def test_a_nonce_may_be_enforced(ada: Person, bot: PlainBot, there: str) -> None:
    sent = [bot.gets("POST", there, {"content": "a", "nonce": "1", "enforce_nonce": True})["id"] for _ in range(2)]
    assert sent[0] == sent[1]
    bot.gets("POST", there, {"content": "b", "nonce": "1"})
    assert [message.content for message in ada.dm.messages] == ["a", "b"]


def test_a_reply_names_its_message(ada: Person, bot: PlainBot, there: str) -> None:
    asked = ada.says("a")
    answer = bot.gets("POST", there, {"content": "b", "message_reference": {"message_id": str(asked.id)}})
    assert (answer["type"], answer["referenced_message"]["content"]) == (19, "a")
    assert ada.dm.last.reply_to is asked


def test_files_come_and_stay(api: DiscordApi, ada: Person, bot: PlainBot, there: str) -> None:
    payload = {"attachments": [{"id": 0, "filename": "a.txt", "description": "an a"}]}
    status, sent = bot.uploads("POST", there, payload, **{"a.txt": b"aaa", "b.txt": b"b"})
    assert (status, [each["filename"] for each in sent["attachments"]]) == (200, ["a.txt", "b.txt"])
    kept, other = ada.dm.last.files
    assert (kept.name, kept.content, kept.description, other.content) == ("a.txt", b"aaa", "an a", b"b")
    bot.gets("PATCH", f"{there}/{sent['id']}", {"attachments": [{"id": str(kept.id)}]})
    assert ada.dm.last.files == [kept]
    assert sent["attachments"][0]["url"] == f"{api.files_url}/attachments/{kept.id}/a.txt"


def test_a_file_may_be_too_large(ada: Person, bot: PlainBot, there: str) -> None:
    refused = bot.uploads("POST", there, {}, large=b"a" * (10 * 1024 * 1024 + 1))
    assert refused == (413, {"message": "Request entity too large", "code": 40005})
    assert ada.dm.messages == []


def test_people_send_files(ada: Person, bot: PlainBot, there: str) -> None:
    ada.says("", files=[File("notes.txt", b"mine", "text/plain")])
    [shown] = bot.gets("GET", there)
    assert [(each["filename"], each["size"]) for each in shown["attachments"]] == [("notes.txt", 4)]


# Where


def test_direct_messages_are_opened_once(api: DiscordApi, bot: PlainBot) -> None:
    bob = api.person("bob")
    assert bot.is_refused("POST", f"/channels/{bob.dm.id}/messages", {"content": "a"}) == "404 10003 Unknown Channel"
    opened = [bot.gets("POST", "/users/@me/channels", {"recipient_id": str(bob.id)}) for _ in range(2)]
    assert opened[0] == opened[1]
    assert (opened[0]["type"], opened[0]["recipients"][0]["username"]) == (1, "bob")
    bot.gets("POST", f"/channels/{opened[0]['id']}/messages", {"content": "a"})
    assert bob.dm.last.content == "a"
    assert bot.is_refused("POST", "/users/@me/channels", {"recipient_id": "1"}) == "400 50033 Invalid Recipient(s)"
    assert bot.is_wrong("POST", "/users/@me/channels", {}) == {"recipient_id": "BASE_TYPE_REQUIRED"}


def test_direct_messages_may_be_closed(ada: Person, bot: PlainBot, there: str) -> None:
    ada.closes_dms()
    assert bot.is_refused("POST", there, {"content": "a"}) == "403 50007 Cannot send messages to this user"
    ada.opens_dms()
    ada.shares_no_guild = True
    assert bot.is_refused("POST", there, {"content": "a"}).startswith("403 50278 Cannot send messages to this user due")
    ada.shares_no_guild = False
    bot.gets("POST", there, {"content": "b"})
    assert [message.content for message in ada.dm.messages] == ["b"]


def test_a_bot_changes_its_own_messages_only(ada: Person, bot: PlainBot, there: str) -> None:
    said = ada.says("a")
    refusals = [bot.is_refused(verb, f"{there}/{said.id}", {"content": "b"}) for verb in ("PATCH", "DELETE")]
    assert refusals == [
        "403 50005 Cannot edit a message authored by another user",
        "403 50003 Cannot execute action on a DM channel",
    ]


def test_what_is_missing_in_a_guild(
    api: DiscordApi, ada: Person, bot: PlainBot, salon: Guild, general: GuildChannel
) -> None:
    there = f"/channels/{general.id}/messages"
    said = ada.says_in(general, "a")
    bot.gets("POST", there, {"content": "b"})
    assert bot.is_refused("DELETE", f"{there}/{said.id}") == "403 50013 Missing Permissions"
    salon.denies(general, "attach_files")
    assert bot.uploads("POST", there, {}, a=b"a")[1] == {"message": "Missing Permissions", "code": 50013}
    salon.denies(general, "send_messages", to=api.bot_of())
    assert bot.is_refused("POST", there, {"content": "c"}) == "403 50013 Missing Permissions"
    salon.allows(general, "send_messages", to=api.bot_of())
    bot.gets("POST", there, {"content": "d"})
    salon.denies(general, "read_message_history")
    assert bot.is_refused("GET", there) == "403 50013 Missing Permissions"
    salon.denies(general, "view_channel")
    assert bot.is_refused("GET", f"/channels/{general.id}") == "403 50001 Missing Access"
    assert general.permissions_of(api.bot_of()) == 0
    salon.grants(api.bot_of(), "administrator")
    assert bot.gets("GET", f"/channels/{general.id}")["name"] == "general"
    salon.removes_bot()
    assert bot.is_refused("POST", there, {"content": "e"}) == "403 50001 Missing Access"
    assert [message.content for message in general.messages] == ["a", "b", "d"]


def test_what_people_may_not_do(ada: Person, salon: Guild, general: GuildChannel) -> None:
    salon.denies(general, "send_messages", to=ada)
    with pytest.raises(AssertionError, match="ada may not write in"):
        ada.says_in(general, "a")
    ada.leaves(salon)
    with pytest.raises(AssertionError, match="ada is no member of Salon"):
        ada.says_in(general, "a")


def test_a_channel_may_be_gone(bot: PlainBot, salon: Guild, general: GuildChannel) -> None:
    salon.deletes(general)
    assert bot.is_refused("GET", f"/channels/{general.id}") == "404 10003 Unknown Channel"
    assert bot.is_refused("POST", "/channels/1/typing") == "404 10003 Unknown Channel"


def test_typing_is_seen(api: DiscordApi, ada: Person, bot: PlainBot) -> None:
    assert bot.asks("POST", f"/channels/{ada.dm.id}/typing") == (204, None)
    assert api.typing == [ada.dm]


# Whom they call


@pytest.mark.parametrize(
    ("content", "allowed", "called"),
    [
        ("@everyone and @here", None, ["everyone", "here"]),
        ("@everyone", NONE, []),
        ("@everyone <@5> <@&6>", {"parse": ["users"]}, ["5"]),
        ("<@5> <@!6>", {"parse": [], "users": ["6"]}, ["6"]),
        ("<@&6>", {"parse": ["roles"]}, ["6"]),
        ("@\u200beveryone <@\u200b5> @ everyone", None, []),
    ],
)
def test_who_is_called_is_noted(
    api: DiscordApi, bot: PlainBot, there: str, content: str, allowed: Any, called: list[str]
) -> None:
    bot.gets("POST", there, {"content": content} | ({"allowed_mentions": allowed} if allowed is not None else {}))
    assert [ping.who for ping in api.pings] == called


# The door


def test_what_the_door_refuses(api: DiscordApi, bot: PlainBot) -> None:
    assert bot.is_refused("GET", "/users/@you") == "404 0 404: Not Found"
    assert bot.is_refused("DELETE", "/users/@me") == "405 0 405: Method Not Allowed"
    status, _, body = bot.exchange("POST", "/users/@me/channels", b"{", {"Content-Type": "application/json"})
    assert (status, body) == (400, b'{"message": "The request body contains invalid JSON.", "code": 50109}')
    bot.token = "wrong"
    assert bot.is_refused("GET", "/users/@me") == "401 0 401: Unauthorized"
    assert api.complaints == [
        "unknown route GET /api/v10/users/@you",
        "unknown route DELETE /api/v10/users/@me",
    ]


def test_what_a_bot_learns_of_itself(api: DiscordApi, bot: PlainBot, salon: Guild) -> None:
    api.shards = 2
    assert bot.gets("GET", "/users/@me")["username"] == "palabre"
    assert bot.gets("GET", "/applications/@me")["id"] == str(bot.id)
    about = bot.gets("GET", "/gateway/bot")
    assert (about["url"], about["shards"], about["session_start_limit"]["remaining"]) == (api.gateway, 2, 1000)
    assert bot.gets("GET", f"/guilds/{salon.id}")["name"] == "Salon"
    assert bot.is_refused("GET", "/guilds/1") == "404 10004 Unknown Guild"
