"""What commands have in common: arguments of the same name, and the deployment that they work on. Imports everyone."""

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from config.wiring import Deployment

Reference = Annotated[str, typer.Argument(metavar="CONSULTATION", help="A directory, or the name of a shipped one.")]
RoundId = Annotated[str, typer.Argument(metavar="ROUND", help="The round's id.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def this_user() -> str:
    """Return the name by which the system knows whoever runs the command, "" where it has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def deployment_here(*, clock: str = "", seed: str = "") -> "Deployment":
    """Return the deployment that the settings describe, repeatable where a clock or a seed is given."""
    from datetime import UTC, datetime

    from config.settings import read_settings
    from config.time_and_chance import RandomTokens, SeededTokens, SteppedClock, SystemClock
    from config.wiring import Deployment
    from consultation.moments import parse_time

    start = parse_time(clock, now=datetime.now(UTC), timezone="UTC", option="--clock") if clock else None
    return Deployment(
        read_settings(),
        clock=SteppedClock(start) if start else SystemClock(),
        tokens=SeededTokens(seed) if seed else RandomTokens(),
    )
