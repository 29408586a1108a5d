"""All out and back: ``backup``, ``restore``, ``export``. Imports everyone."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from commands.parts import RoundId, deployment_here, this_user

app = typer.Typer()

Keys = Annotated[
    Path | None, typer.Option("--keys", metavar="FILE", help="The keys too, locked with the passphrase in this file.")
]


class Format(StrEnum):
    """In which form answers are exported."""

    JSONL = "jsonl"
    CSV = "csv"


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The backup to write; - is standard output.")],
    keys: Keys = None,
) -> None:
    """Write all that is kept into one file, while bots are served, and read it back; the keys only on asking."""
    from config.keeping.backing_up import back_up
    from config.keeping.erasures import keep_list
    from config.keeping.key_copies import passphrase_in
    from config.reading.standard_streams import written_out

    deployment = deployment_here()
    passphrase = passphrase_in(keys) if keys else ""
    with written_out(file) as path:
        saved = back_up(deployment.settings, path, at=deployment.clock.now(), passphrase=passphrase)
    keep_list(deployment)
    rows = sum(saved.rows.values())
    print(f"{rows} rows of {len(saved.rows)} tables and {saved.files} files, read back", file=sys.stderr)
    if not saved.keys:
        kept = deployment.settings.home / "keys"
        print(f"without the keys: keep {kept} elsewhere, or nobody is recognised again", file=sys.stderr)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup; - is standard input.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of what is there; whoever was erased stays so.")
    ] = False,
    keys: Keys = None,
    erased: Annotated[
        Path | None,
        typer.Option("--erased", metavar="FILE", help="A list that `palabre erased` wrote: they are erased again."),
    ] = None,
) -> None:
    """Put a backup back, whole or not at all; stop `palabre serve` first."""
    from config.editions.settling import bury_everywhere
    from config.keeping.backing_up import restore as put_back
    from config.keeping.erasures import keep_list, kept_in, read_list
    from config.keeping.key_copies import passphrase_in
    from config.models.kept import with_models
    from config.reading.standard_streams import read_in

    deployment = deployment_here()
    settings, now = deployment.settings, deployment.clock.now()
    passphrase = passphrase_in(keys) if keys else ""
    gone = kept_in(settings.home) | (read_list(erased) if erased else frozenset())
    with read_in(file) as path:
        done = put_back(settings, path, at=now, replace=replace, passphrase=passphrase, erased=gone)
    for consultation in with_models(settings.home):
        deployment.sweep(consultation)
    bury_everywhere(deployment)
    keep_list(deployment)
    print(f"{done.rows} rows, as of {done.made.isoformat(timespec='minutes')}", file=sys.stderr)
    if done.erased_again:
        print(f"{done.erased_again} had been erased since, and are again", file=sys.stderr)
    if done.foreign:
        kept = settings.home / "keys"
        print(f"the keys in {kept} are not those of this backup: nobody will be recognised", file=sys.stderr)


@app.command()
def export(
    round_id: RoundId,
    form: Annotated[Format, typer.Option("--format", help="jsonl or csv.")] = Format.JSONL,
    raw: Annotated[
        bool, typer.Option("--raw", help="Whole, with authors and what may not be shown; the audit log says so.")
    ] = False,
) -> None:
    """Print the answers of a round as they may be published, in the columns that `import` reads."""
    from config.answers.exporting import export_answers

    for line in export_answers(deployment_here(), round_id, table=form is Format.CSV, raw=raw, by=this_user()):
        sys.stdout.write(line)
