"""The slash commands of Discord: those of every channel, with names and descriptions in the languages Discord knows.

Imports consultation and discord.py. They are made known to Discord on command (`palabre discord sync`), for all servers
or for one.
"""

import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import discord
from discord import app_commands

from bots.discord_drawing import shortened
from bots.discord_reading import Interaction, language
from bots.discord_responding import Response
from bots.discord_sending import TROUBLE
from consultation.announcing import Announcer
from consultation.voice import LANGUAGE_NAMES

Use = Callable[[Interaction, str], Awaitable[None]]
LOCALES = {"fr": ("fr",), "es": ("es-ES", "es-419")}
"""Discord's names for our languages; it has no Arabic."""

NAMES = {
    "fr": {
        "start": "commencer",
        "menu": "menu",
        "why": "pourquoi",
        "my": "mes-reponses",
        "withdraw": "retirer",
        "stop": "stop",
        "forget": "oublier",
        "export": "exporter",
        "language": "langue",
        "privacy": "confidentialite",
        "report": "rapport",
        "plan": "programme",
        "partners": "partenaires",
        "partner": "partenaire",
        "resources": "ressources",
        "resource": "ressource",
        "link": "lier",
        "unlink": "delier",
        "help": "aide",
        "announce-here": "annoncer-ici",
        "facilitate": "animer",
    },
    "es": {
        "start": "empezar",
        "menu": "menu",
        "why": "por-que",
        "my": "mis-respuestas",
        "withdraw": "retirar",
        "stop": "parar",
        "forget": "olvidar",
        "export": "exportar",
        "language": "idioma",
        "privacy": "privacidad",
        "report": "informe",
        "plan": "plan",
        "partners": "socios",
        "partner": "socio",
        "resources": "recursos",
        "resource": "recurso",
        "link": "vincular",
        "unlink": "desvincular",
        "help": "ayuda",
        "announce-here": "anunciar-aqui",
        "facilitate": "facilitar",
    },
}
WORDS = {"start": "code", "link": "code", "language": "language", "facilitate": "code"}
"""Commands that take a word, and what it is."""

NAME, DESCRIPTION = 32, 100
"""Characters of a name and of a description."""

log = logging.getLogger("palabre.discord")


class Names(app_commands.Translator):
    """Names and describes commands in the languages there are."""

    def __init__(self, announcer: Announcer) -> None:
        self._announcer = announcer

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """Return a command's name or description in Discord's language, None where we do not speak it."""
        language = next((known for known, names in LOCALES.items() if locale.value in names), "")
        command = string.extras.get("command", "")
        if not language or not command:
            return None
        if context.location is app_commands.TranslationContextLocation.command_name:
            return NAMES[language].get(command)
        if context.location is app_commands.TranslationContextLocation.parameter_description:
            return shortened(self._announcer.command_words(language)[command], DESCRIPTION)
        return described(self._announcer, language)[command]


class Commands(app_commands.CommandTree[Any]):
    """The commands of a client. Whoever uses one that fails is told."""

    def __init__(self, client: discord.Client, announcer: Announcer) -> None:
        super().__init__(
            client,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        )
        self._announcer = announcer

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        """Say what went wrong, and nothing of whom: the library would show all."""
        log.error("a command went wrong: %s", type(error).__name__)
        with suppress(*TROUBLE):
            await Response(interaction).tell(self._announcer.trouble(language(interaction.locale)))


def described(announcer: Announcer, language: str) -> dict[str, str]:
    """Return what each command does, at most 100 characters."""
    known = dict(announcer.menu(language)) | dict(announcer.commands_beside(language))
    return {name: shortened(does, DESCRIPTION) for name, does in known.items()}


def tree(client: discord.Client, announcer: Announcer, use: Use, announce_here: Use) -> Commands:
    """Return the commands: each is ``use``d with what would be typed elsewhere."""
    made = Commands(client, announcer)
    for name, does in described(announcer, "en").items():
        here = name == "announce-here"
        command = _command(name, does, announce_here if here else use, announcer)
        if here:
            command.allowed_contexts = app_commands.AppCommandContext(
                guild=True, dm_channel=False, private_channel=False
            )
            command.default_permissions = discord.Permissions(manage_channels=True)
        made.add_command(command)
    return made


def _command(name: str, does: str, use: Use, announcer: Announcer) -> "app_commands.Command[Any, ..., None]":
    return app_commands.Command(
        name=app_commands.locale_str(name, command=name),
        description=app_commands.locale_str(does, command=name),
        callback=_with_word(name, use, announcer) if name in WORDS else _alone(name, use),
    )


def _alone(name: str, use: Use) -> Any:
    async def used(interaction: Interaction) -> None:
        await use(interaction, f"/{name}")

    return used


def _with_word(name: str, use: Use, announcer: Announcer) -> Any:
    async def used(interaction: Interaction, word: str = "") -> None:
        await use(interaction, f"/{name} {word}".strip())

    renamed: Any = app_commands.rename(word=WORDS[name])(used)
    what = shortened(announcer.command_words("en")[name], DESCRIPTION)
    renamed = app_commands.describe(word=app_commands.locale_str(what, command=name))(renamed)
    if name == "language":
        spoken = [app_commands.Choice(name=LANGUAGE_NAMES.get(each, each), value=each) for each in announcer.catalogues]
        renamed = app_commands.choices(word=spoken)(renamed)
    return renamed
