"""The settings of one deployment: environment variables ``PALABRE_*`` over ``palabre.toml``. Imports consultation."""

from pathlib import Path

from pydantic import ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from consultation.errors import InvalidInput

FILE = "palabre.toml"


class Settings(BaseSettings):
    """What a deployment may set.

    ``home`` holds database, keys and editions; ``database`` is an SQLAlchemy URL ("" for SQLite in ``home``);
    ``site`` the public address of the site.
    """

    model_config = SettingsConfigDict(env_prefix="PALABRE_", toml_file=FILE, frozen=True, extra="ignore")

    home: Path = Path("var")
    database: str = ""
    site: str = ""

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


def read_settings(**given: Path | str) -> Settings:
    """Return the settings, ``given`` ones over all others; raise `InvalidInput` naming the setting that is wrong."""
    try:
        return Settings(**given)  # type: ignore[arg-type]  # pydantic checks them, and says which is wrong
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise InvalidInput(problems, where=f"settings ({FILE}, PALABRE_*)") from None
    except ValueError as error:
        raise InvalidInput(str(error), where=FILE) from None
