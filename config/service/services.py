"""The services of a serving process: each bot with what brings its events and what carries its notices.

Imports everyone. A platform's library is imported where its bot is configured.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from bots.across import Across
from bots.courier import Courier
from bots.house import House
from bots.outcomes import Outcome
from bots.pace import Pace
from bots.turns import Turns
from config.service.calendar import CalendarService
from config.service.metrics import Metrics
from config.settings import Settings
from config.wiring import Deployment
from consultation.errors import InvalidInput
from consultation.messages import Reply
from consultation.notices import Group
from consultation.rounds import Round

if TYPE_CHECKING:
    from bots.discord_bot import DiscordBot
    from bots.listening import Listener
    from bots.telegram_bot import TelegramBot

FINISH_SECONDS = 20.0
"""How long what is under way may take when the process ends."""

log = logging.getLogger("palabre.serve")


class Service(Protocol):
    """Something that runs until it is cancelled; ``state`` says how it is."""

    name: str
    state: str

    async def run(self) -> None:
        """Run until cancelled; raise what it fails of."""
        ...


class Bot(Protocol):
    """A bot, as its courier sees it."""

    pace: Pace

    async def carry(self, address: str, reply: Reply) -> Outcome:
        """Send a notice once and tell what became of it."""
        ...

    def regroup(self, address: str) -> Group:
        """Return the group at an address."""
        ...


class TelegramService:
    """The Telegram bot, polling or, where there is a ``listener``, called by webhook if one is set."""

    name = "telegram"

    def __init__(self, deployment: Deployment, house: House, listener: "Listener | None", metrics: Metrics) -> None:
        self._deployment = deployment
        self._house = house
        self._listener = listener
        self._metrics = metrics
        self.state = "starting"

    async def run(self) -> None:
        """Run until cancelled; raise what it fails of."""
        from bots.telegram_bot import TelegramBot
        from bots.telegram_polling import Polling
        from bots.telegram_webhook import Webhook

        settings = self._deployment.settings
        bot = TelegramBot(settings.telegram_token.get_secret_value(), self._house, api=settings.telegram_api)
        source: Polling | Webhook
        bringing: Callable[[], Coroutine[Any, Any, None]]
        if settings.telegram_webhook and self._listener:
            source = Webhook(bot.bot, bot.handle, url=settings.telegram_webhook)
            bringing = partial(source.run, self._listener)
        else:
            source = Polling(bot.bot, bot.request, bot.handle)
            bringing = source.run
        try:
            await bot.start()
            self._show_the_way(bot)
            async with asyncio.TaskGroup() as group:
                group.create_task(bringing())
                group.create_task(courier(self.name, bot, self._house, self._metrics).run())
                self.state = "running"
        except* InvalidInput as errors:
            raise errors.exceptions[0] from None
        finally:
            self.state = "stopping"
            await source.finish(FINISH_SECONDS)
            await bot.stop()

    def _show_the_way(self, bot: "TelegramBot") -> None:
        """Say by which link people come into each open round."""
        for known in _announced(self._house):
            log.info("%s: https://t.me/%s?start=%s", known.id, bot.bot.username, known.code)


class DiscordService:
    """The Discord bot at its gateway."""

    name = "discord"

    def __init__(self, deployment: Deployment, house: House, metrics: Metrics) -> None:
        self._deployment = deployment
        self._house = house
        self._metrics = metrics
        self._bot: DiscordBot | None = None
        self._state = "starting"

    @property
    def state(self) -> str:
        """How it is; while it runs the library connects anew by itself what has dropped."""
        if self._state == "running" and self._bot and any(shard.is_closed() for shard in self._bot.shards.values()):
            return "disconnected"
        return self._state

    @state.setter
    def state(self, state: str) -> None:
        self._state = state

    async def run(self) -> None:
        """Run until cancelled; raise what it fails of."""
        from bots.discord_bot import DiscordBot

        settings = self._deployment.settings
        bot = self._bot = DiscordBot(
            settings.discord_token.get_secret_value(),
            self._house,
            api=settings.discord_api,
            gateway=settings.discord_gateway,
            shards=settings.discord_shards,
        )
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(bot.run_until_closed(FINISH_SECONDS))
                await bot.ready()
                if bot.is_ready():
                    self._show_the_way()
                    self.state = "running"
                    group.create_task(courier(self.name, bot, self._house, self._metrics).run())
        except* InvalidInput as errors:
            raise errors.exceptions[0] from None
        finally:
            self.state = "stopping"

    def _show_the_way(self) -> None:
        """Say by which command people come into each open round."""
        for known in _announced(self._house):
            log.info("%s: /start %s", known.id, known.code)


def _announced(house: House) -> tuple[Round, ...]:
    """Return the open rounds, which the log says how to enter."""
    launched = house.open_rounds()
    if not launched:
        log.warning("no round is open; launch one with: palabre round launch partnerships --questions")
    return launched


def courier(platform: str, bot: Bot, house: House, metrics: Metrics) -> Courier:
    """Return what carries the notices of a platform."""
    return Courier(
        house.outbox,
        metrics.carrying(platform, bot.carry),
        platform=platform,
        worker=house.worker,
        open_address=house.identities.opened,
        regroup=bot.regroup,
        clock=house.clock,
        pace=bot.pace,
    )


def house_of(deployment: Deployment, metrics: Metrics | None = None) -> House:
    """Return what all bots of a deployment share."""
    reception = deployment.reception()
    hear_all = metrics.hearing(reception.hear_all) if metrics else reception.hear_all
    return House(
        turns=Turns(hear_all, Across(deployment.turnstile) if deployment.turnstile else None),
        announcer=deployment.announcer(),
        outbox=deployment.outbox,
        identities=deployment.identities(),
        clock=deployment.clock,
        open_rounds=partial(open_rounds, deployment),
        form=reception.form,
        heard=reception.heard,
    )


def configured(settings: Settings) -> dict[str, bool]:
    """Return which bots have a token."""
    return {
        "telegram": bool(settings.telegram_token.get_secret_value()),
        "discord": bool(settings.discord_token.get_secret_value()),
    }


def services(deployment: Deployment, house: House, listener: "Listener | None", metrics: Metrics) -> list[Service]:
    """Return a service for each bot that has a token, and the calendar."""
    has = configured(deployment.settings)
    made: list[Service] = [CalendarService(deployment, house.worker)]
    if has["telegram"]:
        made.append(TelegramService(deployment, house, listener, metrics))
    if has["discord"]:
        made.append(DiscordService(deployment, house, metrics))
    return made


def open_rounds(deployment: Deployment) -> tuple[Round, ...]:
    """Return the rounds that take answers."""
    now = deployment.clock.now()
    return tuple(known for known in deployment.store.rounds() if known.takes_answers(now))


def sync_commands(deployment: Deployment, guild: int) -> int:
    """Make the slash commands known to Discord, in one server or (0) in all; return how many there are.

    Raises `InvalidInput` where there is no token or Discord does not know it, and `NotFound` without that server.
    """
    from bots.discord_bot import DiscordBot

    settings = deployment.settings
    if not configured(settings)["discord"]:
        raise InvalidInput("there is no token; docs/discord.md says how to get one", where="PALABRE_DISCORD_TOKEN")

    async def synced() -> int:
        house = house_of(deployment)
        bot = DiscordBot(settings.discord_token.get_secret_value(), house, api=settings.discord_api)
        try:
            return await bot.sync(guild)
        finally:
            await bot.close()
            house.turns.close()

    return asyncio.run(synced())
