"""What is kept no longer than it must be: ``keys rotate``, ``retention``, ``erased``. Imports everyone."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from commands.parts import deployment_here, this_user

app = typer.Typer()
keys = typer.Typer(no_args_is_help=True)
app.add_typer(keys, name="keys", help="The keys that people's addresses are sealed with.")


@keys.command()
def rotate(
    at_once: Annotated[
        bool, typer.Option("--at-once", help="Let the old key go now: no bot is being served anywhere.")
    ] = False,
) -> None:
    """Seal all addresses with a new key, also while bots are served; what was begun and not ended is gone on with."""
    from config.keeping.key_turning import turn_key

    done = turn_key(deployment_here(), by=this_user(), at_once=at_once)
    print(f"{done.resealed} addresses sealed anew")
    if done.until:
        until = done.until.isoformat(timespec="minutes")
        print(f"the old key opens what is under way until {until}; `palabre serve` then removes it,", file=sys.stderr)
        print("or run `palabre keys rotate` again", file=sys.stderr)


@app.command()
def retention(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be dropped; change nothing.")] = False,
) -> None:
    """Drop the addresses of people whose rounds ended as many days ago as they were promised; `serve` does so, too."""
    from config.keeping.retaining import drop_due, what_is_due

    deployment = deployment_here()
    now = deployment.clock.now()
    if dry_run:
        found = what_is_due(deployment, now)
        of = f", of {', '.join(found.rounds)}" if found.rounds else ""
        print(f"{len(found.contacts)} addresses would be dropped{of}")
    else:
        print(f"{drop_due(deployment, now)} addresses dropped")


@app.command()
def erased(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Where to write it; - is standard output.")] = Path(
        "-"
    ),
) -> None:
    """Write the list of the erased, which says nothing of anybody: `restore --erased` erases them again."""
    from config.keeping.erasures import listed
    from config.reading.standard_streams import written_out

    lines = listed(deployment_here().store.erasures())
    with written_out(out) as path:
        path.write_text(lines, encoding="ascii")
