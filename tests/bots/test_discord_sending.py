"""What Discord's answers say of a notice, how a notice is carried, and a token that Discord does not know."""

from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest

from bots import discord_sending
from bots.discord_sending import lacking, outcome, reason, surely
from bots.outcomes import Closed, NotSent, Outcome, Refused, Sent, TooMany, Unknown
from consultation.errors import InvalidInput, NotFound
from consultation.messages import Button, Line, Reply, Style
from tests.bots.discord_world import World, choices, in_discord, seen

SECRET = "what somebody said"


def said(status: int, code: int, kind: type[discord.HTTPException] = discord.HTTPException) -> discord.HTTPException:
    response: Any = SimpleNamespace(status=status, reason="reason")
    return kind(response, {"code": code, "message": SECRET})


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (said(403, 50007, discord.Forbidden), Closed()),
        (said(403, 50278, discord.Forbidden), Closed()),
        (said(403, 50001, discord.Forbidden), Refused("the bot may not write there, or is no longer there")),
        (said(403, 50013, discord.Forbidden), Refused("the bot may not write there, or is no longer there")),
        (said(404, 10003, discord.NotFound), Refused("the channel is gone")),
        (said(400, 50035), Refused("HTTPException 50035")),
        (said(400, 40003), TooMany(60.0)),
        (said(429, 0), TooMany(60.0)),
        (discord.RateLimited(42.0), TooMany(42.0)),
        (said(503, 0, discord.DiscordServerError), Unknown("DiscordServerError")),
        (aiohttp.ServerDisconnectedError(), Unknown("ServerDisconnectedError")),
        (TimeoutError(), Unknown("TimeoutError")),
        (
            aiohttp.ClientConnectorError(SimpleNamespace(ssl=None, host="", port=0), OSError()),  # type: ignore[arg-type]
            NotSent("ClientConnectorError"),
        ),
    ],
    ids=str,
)
def test_an_error_says_what_became_of_a_notice(error: Exception, expected: Outcome) -> None:
    assert outcome(error) == expected
    assert SECRET not in reason(error)


def test_what_is_lacking_is_named() -> None:
    allowed = discord.Permissions(view_channel=True, send_messages=True)
    assert lacking(allowed, thread=False) == ""
    assert lacking(allowed, thread=True) == "send messages in threads"
    assert lacking(discord.Permissions.none(), thread=False) == "view channel, send messages"


@in_discord
async def test_a_notice_is_tried_once_and_its_rest_until_it_arrives(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord_sending, "PATIENCE", (0.0,))
    ada = world.discord.person()
    notice = Reply((Line("A sentence of it. " * 200, Style.QUOTE),), (Button("start:CODE", "Begin"),))
    world.discord.env.inject_error("POST", "/channels/*/messages", status=503)
    assert await world.bot.carry(f"person:{ada.id}", notice) == Unknown("HTTPException")
    assert ada.chat == []
    send, calls = discord_sending._send, list[str]()

    async def sent(*given: Any, **named: Any) -> None:
        calls.append(given[1])
        if len(calls) == 2:
            raise TimeoutError
        await send(*given, **named)

    monkeypatch.setattr(discord_sending, "_send", sent)
    assert await world.bot.carry(f"person:{ada.id}", notice) == Sent()
    assert calls[1] == calls[2]
    assert [bool(choices(message)) for message in ada.chat] == [False, True]
    assert "".join(seen(message.content).text for message in ada.chat).count("A sentence") == 200


@in_discord
async def test_a_long_wait_that_discord_asks_for_is_kept(world: World) -> None:
    waits = iter([discord.RateLimited(0.01), None])

    async def call() -> None:
        if error := next(waits):
            raise error

    await surely(call)
    assert next(waits, "none left") == "none left"
    assert world.another().http.max_ratelimit_timeout == 30.0


@in_discord
async def test_a_token_that_discord_does_not_know(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def refused(*_: object) -> None:
        raise discord.LoginFailure("Improper token has been passed.")

    monkeypatch.setattr(discord.http.HTTPClient, "static_login", refused)
    bot = world.another()
    with pytest.raises(InvalidInput) as told:
        await bot.run_until_closed(0.0)
    await bot.ready()
    assert str(told.value) == (
        "PALABRE_DISCORD_TOKEN: Discord does not know this token; the developer portal shows the right one"
    )


@in_discord
async def test_a_server_that_the_bot_is_not_in_gets_no_commands(world: World) -> None:
    world.discord.env.inject_error("PUT", "/applications/*/guilds/1/commands", status=403, code=50001)
    with pytest.raises(NotFound, match="there is no server 1 that this bot is in"):
        await world.bot.sync(1)
