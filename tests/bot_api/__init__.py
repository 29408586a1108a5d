"""A strict Telegram Bot API server for tests: bots talk HTTP to it, tests play the people.

    with BotApi() as api:
        token = api.bot(username="palabre_bot")
        ada = api.person("Ada", language="fr")
        ada.says("/start")
        [greeting] = ada.chat.wait()
        ada.presses(greeting.button("Oui"))

It refuses what Telegram refuses, in Telegram's words; what Telegram tolerates in silence stands in `api.complaints`.
"""

from tests.bot_api.chats import Chat, PrivateChat
from tests.bot_api.errors import Refused
from tests.bot_api.faults import Fault, Faults
from tests.bot_api.gateway import Call
from tests.bot_api.groups import Channel, Group, OtherBot
from tests.bot_api.messages import Button, Document, Message
from tests.bot_api.people import CallbackAnswer, Person, Press
from tests.bot_api.server import BotApi

__all__ = [
    "BotApi",
    "Button",
    "Call",
    "CallbackAnswer",
    "Channel",
    "Chat",
    "Document",
    "Fault",
    "Faults",
    "Group",
    "Message",
    "OtherBot",
    "Person",
    "Press",
    "PrivateChat",
    "Refused",
]
