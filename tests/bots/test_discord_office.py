"""The office in Discord: by direct message, and with a form where somebody takes none."""

from consultation.roles import Role
from consultation.rounds import Stage
from tests.bots.discord_world import World, in_discord
from tests.bots.test_discord_servers import synced


@in_discord
async def test_a_role_is_taken_up_by_a_command_and_a_round_closed(world: World) -> None:
    await synced(world)
    ada = world.discord.person()
    await ada.slash("facilitate", code=world.code("Ada"))
    assert ada.last.startswith("Welcome, Ada. Your role here: facilitator.")
    await ada.says("/rounds")
    await ada.presses(f"office:round:{world.round.id}")
    await ada.presses(f"office:close:{world.round.id}")
    await ada.presses("office:do")
    assert ada.last.startswith("Closed. What was said can still be changed and withdrawn.")
    assert world.store.round(world.round.id).stage is Stage.CLOSED
    assert [(act.actor, act.verb) for act in world.store.acts()][-1] == ("Ada", "close")


@in_discord
async def test_a_code_given_in_a_server_is_seen_by_nobody_else(world: World) -> None:
    await synced(world)
    ada = world.discord.person()
    await ada.slash_there("facilitate", code=world.code("Ada", Role.OWNER))
    assert ada.last.startswith("Welcome, Ada. Your role here: owner.")
    assert ada.told[-1].is_ephemeral


@in_discord
async def test_a_time_is_written_in_a_form_where_no_direct_messages_come(world: World) -> None:
    await synced(world)
    ada = await world.shut_off()
    await ada.slash_there("facilitate", code=world.code("Ada"))
    await ada.presses("office:rounds")
    await ada.presses(f"office:round:{world.round.id}")
    await ada.presses(f"office:extend:{world.round.id}")
    await ada.fills(await ada.presses("write"), "2030-05-01 18:00")
    assert ada.last.startswith("It has more time now.")
    assert f"{world.store.round(world.round.id).closes:%Y-%m-%d %H:%M}" == "2030-05-01 18:00"


@in_discord
async def test_who_has_no_role_is_answered_as_to_any_unknown_command(world: World) -> None:
    await synced(world)
    ada = await world.participant()
    await ada.says("/nosuchcommand")
    unknown = ada.last
    for command in ("/rounds", "/launch", "/preview", "/extend", "/close", "/moderate", "/note"):
        await ada.says(command)
        assert ada.last == unknown
    await ada.slash("facilitate")
    assert ada.last == unknown
    assert world.store.acts() == ()
