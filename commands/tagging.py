"""Themes of answers in files, without a database: ``tag``. Imports everyone."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from consultation.errors import InvalidInput

app = typer.Typer()


@app.command()
def tag(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A JSON object per line, with id and text; - is standard input.")
    ],
    codebook: Annotated[Path, typer.Option(help="The codebook, a YAML file.")],
    out: Annotated[str, typer.Option(help="The file to write; - is standard output.")] = "-",
    workers: Annotated[int, typer.Option(min=1, help="How many processes share the work.")] = 1,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Go on past lines that cannot be read.")] = False,
) -> None:
    """Tag the answers in a file by the themes of a codebook, without a database."""
    from config.screens import progress_bar
    from config.tagging import tag_file

    bad: list[InvalidInput] = []

    def name(problem: InvalidInput) -> None:
        bad.append(problem)
        print(problem, file=sys.stderr)

    with progress_bar() as progress:
        skip = name if skip_bad else None
        tag_file(file, codebook=codebook, out=out, workers=workers, skip_bad=skip, progress=progress)
    if bad:
        raise typer.Exit(1)
