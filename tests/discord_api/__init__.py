"""A strict Discord for tests, gateway and REST, on loopback: bots connect to it over sockets, tests play the people.

    with DiscordApi() as api:
        token = api.bot("palabre")
        ada = api.person("ada", locale="fr")
        guild = api.guild("Salon", members=[ada])
        channel = guild.channel("general")
        with pointed_at(api):
            …  # connect a discord.Client with that token
        ada.says("hello")
        [greeting] = ada.dm.wait()
        answer = ada.presses(greeting.button("Oui")).wait()

It refuses what Discord refuses, with Discord's codes; what Discord tolerates in silence stands in `api.complaints`,
and whoever a message called in `api.pings`.

How a client is pointed at it, here and by the product with PALABRE_DISCORD_API and PALABRE_DISCORD_GATEWAY: discord.py
has no option for it, only two attributes of classes, which are read at each request and each connection.

    discord.http.Route.BASE = api.url
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(api.gateway)

`Client` and an `AutoShardedClient` of a given shard_count connect to DEFAULT_GATEWAY; an AutoShardedClient without one
asks GET /gateway/bot; to resume, both use the resume_gateway_url of READY, and after INVALID_SESSION the default again.
Webhooks and interactions take Route.BASE too. Two of discord.py's habits make tests slow: it waits five seconds before
each IDENTIFY but the first (`Client.before_identify_hook`), and two for guilds (`Client(guild_ready_timeout=0.01)`).
"""

from tests.discord_api.channels import Channel, DirectMessages, GuildChannel
from tests.discord_api.clients import pointed_at
from tests.discord_api.errors import Refused
from tests.discord_api.faults import Fault, Faults
from tests.discord_api.guilds import Guild
from tests.discord_api.interactions import Interaction
from tests.discord_api.limits import Limit
from tests.discord_api.messages import Button, File, Message, Option, Select
from tests.discord_api.modals import Input, Modal
from tests.discord_api.people import Person
from tests.discord_api.rest import Call
from tests.discord_api.server import DiscordApi
from tests.discord_api.writing import Ping

__all__ = [
    "Button",
    "Call",
    "Channel",
    "DirectMessages",
    "DiscordApi",
    "Fault",
    "Faults",
    "File",
    "Guild",
    "GuildChannel",
    "Input",
    "Interaction",
    "Limit",
    "Message",
    "Modal",
    "Option",
    "Person",
    "Ping",
    "Refused",
    "Select",
    "pointed_at",
]
