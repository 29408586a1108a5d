"""The conversation and what is sent: ``talk``, ``serve``, ``outbox``, ``group``, ``discord``. Imports everyone."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from commands.parts import AsJson, Reference, deployment_here

app = typer.Typer()
groups = typer.Typer(help="The groups and channels in which rounds can be announced.", no_args_is_help=True)
discord = typer.Typer(help="What Discord needs beside the bot.", no_args_is_help=True)
app.add_typer(groups, name="group")
app.add_typer(discord, name="discord")


@app.command()
def talk(
    reference: Reference,
    language: Annotated[str, typer.Option(help="The language to be spoken to in.")] = "",
    round_id: Annotated[
        str, typer.Option("--round", help="The round to take part in; without one, one of its own.")
    ] = "",
    name: Annotated[str, typer.Option("--as", help="Who speaks; the same name resumes where it left.")] = "me",
    clock: Annotated[str, typer.Option(help="The time it is, for a run that repeats byte for byte.")] = "",
    seed: Annotated[str, typer.Option(help="The seed of all chance, for a run that repeats byte for byte.")] = "",
    transcript: Annotated[Path | None, typer.Option(help="Write the conversation down here.")] = None,
) -> None:
    r"""Take part in a consultation in the terminal.

    A line is a message (\n in it is a line break); a button is chosen by its number or its label; /edit K text edits
    your K-th message. From a file or a pipe, the conversation is printed as a transcript, and a transcript can be read.
    """
    from bots.terminal_bot import Transcript, spoken
    from config.screens import ConsoleScreen, keyboard, saving
    from config.terminals import sit_down

    deployment = deployment_here(clock=clock, seed=seed)
    consultation = deployment.consultation(reference)
    launched = deployment.store.round(round_id) if round_id else deployment.own_round(reference, consultation)
    interactive = sys.stdin.isatty()
    sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]  # bytes that are no UTF-8 are shown as U+FFFD
    with saving(transcript) as saved:
        shown = ConsoleScreen() if interactive else Transcript(sys.stdout.write)
        screens = [shown, *([Transcript(saved.write)] if saved else [])]
        terminal = sit_down(deployment, launched, name=name, language=language, screens=screens)
        terminal.run(keyboard() if interactive else spoken(sys.stdin))


@app.command()
def office(
    language: Annotated[str, typer.Option(help="The language to be spoken to in.")] = "",
    name: Annotated[str, typer.Option("--as", help="Who sits down; a role is given by /facilitate and a code.")] = "me",
    clock: Annotated[str, typer.Option(help="The time it is, for a run that repeats byte for byte.")] = "",
    seed: Annotated[str, typer.Option(help="The seed of all chance, for a run that repeats byte for byte.")] = "",
    transcript: Annotated[Path | None, typer.Option(help="Write the conversation down here.")] = None,
) -> None:
    """Facilitate in the terminal, as in a chat: launch rounds, try them, extend and close them."""
    from bots.terminal_bot import Transcript, spoken
    from config.screens import ConsoleScreen, keyboard, saving
    from config.terminals import terminal_of

    deployment = deployment_here(clock=clock, seed=seed)
    interactive = sys.stdin.isatty()
    sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]  # bytes that are no UTF-8 are shown as U+FFFD
    with saving(transcript) as saved:
        shown = ConsoleScreen() if interactive else Transcript(sys.stdout.write)
        screens = [shown, *([Transcript(saved.write)] if saved else [])]
        terminal = terminal_of(deployment, name=name, language=language, screens=screens)
        terminal.run(keyboard() if interactive else spoken(sys.stdin))


@app.command()
def serve() -> None:
    """Serve all configured bots, the calendar and the outbox, until SIGTERM."""
    from config.service.logs import start_logging
    from config.service.serving import serve

    deployment = deployment_here()
    start_logging(deployment.settings.log)
    serve(deployment)


@app.command()
def outbox(
    round_id: Annotated[str, typer.Option("--round", help="Of this round only.")] = "", as_json: AsJson = False
) -> None:
    """Print what became of notices: how many wait or are sent, and each that was refused or whose fate is unknown."""
    from config.listings import json_of, outbox_table

    sendings = deployment_here().outbox.sendings(round_id)
    print(json_of(sendings) if as_json else outbox_table(sendings))


@groups.command("list")
def group_list(as_json: AsJson = False) -> None:
    """Print the groups and channels that a bot is in."""
    from config.listings import groups_table, json_of

    known = deployment_here().outbox.groups()
    shown = [{"id": group.id, "name": group.name, "joined": group.joined} for group in known]
    print(json_of(shown) if as_json else groups_table(known))


@discord.command("sync")
def discord_sync(
    guild: Annotated[int, typer.Option("--guild", help="In this server only, at once; in all by default.")] = 0,
) -> None:
    """Make the slash commands known to Discord; needed once, and after an update."""
    from config.service.services import sync_commands

    print(sync_commands(deployment_here(), guild))
