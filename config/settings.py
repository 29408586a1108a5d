"""The settings of one deployment: environment variables ``PALABRE_*`` over ``palabre.toml``. Imports consultation."""

import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from consultation.errors import InvalidInput

FILE = "palabre.toml"
LOOPBACK = "127.0.0.1"
LISTEN = f"{LOOPBACK}:8080"
"""Where a webhook listens unless told otherwise."""


def _token(token: SecretStr) -> SecretStr:
    bare = token.get_secret_value().strip()
    if bare and not re.fullmatch(r"\d+:[A-Za-z0-9_-]{30,}", bare):
        raise ValueError(
            "this is not the token of a Telegram bot, which looks like 123456789:AA…, as @BotFather gave it"
        )
    return SecretStr(bare)


def _discord_token(token: SecretStr) -> SecretStr:
    bare = token.get_secret_value().strip()
    if bare and not re.fullmatch(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+", bare):
        raise ValueError("this is not the token of a Discord bot, which has three parts with dots between them")
    return SecretStr(bare)


def _socket_address(url: str) -> str:
    parts = urlsplit(url)
    if url and (parts.scheme not in ("ws", "wss") or not parts.netloc):
        raise ValueError("this is not the address of a gateway, which begins with wss://")
    return url


def _web_address(url: str) -> str:
    parts = urlsplit(url)
    if url and (parts.scheme not in ("http", "https") or not parts.netloc):
        raise ValueError("this is not a web address, which begins with https://")
    return url


def _host_and_port(listen: str) -> str:
    if listen and not re.fullmatch(r"(\S+:)?\d{1,5}", listen):
        raise ValueError("write a host and a port, such as 127.0.0.1:8080, or a port of this machine alone")
    return f"{LOOPBACK}:{listen}" if listen.isdecimal() else listen


class Settings(BaseSettings):
    """What a deployment may set.

    ``home`` holds database, keys and editions; ``database`` is an SQLAlchemy URL ("" for SQLite in ``home``);
    ``site`` the public address of the site. ``telegram_token`` is what @BotFather gives, ``telegram_api`` the base URL
    of another Bot API than Telegram's own; with ``telegram_webhook``, the public URL that Telegram calls, updates come
    in at ``listen``, host:port or a port of this machine alone, instead of being asked for; there the health of the
    process and its metrics are told, too. ``log`` is how a serving process writes its log, for people or as JSON.
    ``discord_token`` is what the developer portal gives, ``discord_api`` and ``discord_gateway`` the addresses of a
    compatible server, ``discord_shards`` how many connections share the servers (0: as many as Discord advises).
    ``spacy_model`` names an installed spaCy pipeline, or a folder with one, whose word vectors are learnt with.
    """

    model_config = SettingsConfigDict(env_prefix="PALABRE_", toml_file=FILE, frozen=True, extra="ignore")

    home: Path = Path("var")
    database: str = ""
    site: str = ""
    telegram_token: Annotated[SecretStr, AfterValidator(_token)] = SecretStr("")
    telegram_api: Annotated[str, AfterValidator(_web_address)] = ""
    telegram_webhook: Annotated[str, AfterValidator(_web_address)] = ""
    discord_token: Annotated[SecretStr, AfterValidator(_discord_token)] = SecretStr("")
    discord_api: Annotated[str, AfterValidator(_web_address)] = ""
    discord_gateway: Annotated[str, AfterValidator(_socket_address)] = ""
    discord_shards: Annotated[int, Field(ge=0)] = 0
    spacy_model: str = ""
    listen: Annotated[str, AfterValidator(_host_and_port)] = ""
    log: Literal["text", "json"] = "text"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 (pydantic passes it by name)
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 (pydantic passes it by name)
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return the sources, strongest first."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def database_url(self) -> str:
        """The URL of the database."""
        return self.database or f"sqlite:///{(self.home / 'palabre.db').resolve()}"

    @property
    def listening(self) -> tuple[str, int] | None:
        """The host and port to listen at, None where nothing is to come in."""
        listen = self.listen or (LISTEN if self.telegram_webhook else "")
        host, _, port = listen.rpartition(":")
        return (host.strip("[]"), int(port)) if listen else None


def read_settings(**given: Path | str) -> Settings:
    """Return the settings, ``given`` ones over all others; raise `InvalidInput` naming the setting that is wrong."""
    try:
        return Settings(**given)  # type: ignore[arg-type]  # pydantic checks them, and says which is wrong
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(map(str, e['loc']))}: {e['msg'].removeprefix('Value error, ')}" for e in error.errors()
        )
        raise InvalidInput(problems, where=f"settings ({FILE}, PALABRE_*)") from None
    except ValueError as error:
        raise InvalidInput(str(error), where=FILE) from None
