"""Codebooks, from one version to the next: ``codebook …``. Imports everyone."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from commands.parts import AsJson, Reference, RoundId, deployment_here
from consultation.errors import InvalidInput

app = typer.Typer()
codebooks = typer.Typer(
    help="Change a codebook, see what changes in every number, and commit it.", no_args_is_help=True
)
app.add_typer(codebooks, name="codebook")


@codebooks.command("diff")
def codebook_diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A codebook file; with --round also: current.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The codebook file that comes after it.")],
    round_id: Annotated[str, typer.Option("--round", help="The round whose numbers are compared.")] = "",
    as_json: AsJson = False,
) -> None:
    """Print what differs between two versions of a codebook, and what changes in every number of a round."""
    from config.codebooks.listing import difference_lines
    from config.codebooks.versions import compare_files, compare_on
    from config.listings import json_of
    from config.screens import progress_bar

    with progress_bar() as progress:
        found = compare_on(deployment_here(), old, new, round_id, progress) if round_id else compare_files(old, new)
    print(json_of(found) if as_json else "\n".join(difference_lines(found)))


@codebooks.command("commit")
def codebook_commit(
    reference: Reference,
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The codebook file, with a higher version.")],
) -> None:
    """Use a new version from now on: tag the answers of all rounds anew, and carry what people coded along."""
    from config.codebooks.listing import committed_lines
    from config.codebooks.versions import commit_file
    from config.screens import progress_bar

    with progress_bar() as progress:
        done = commit_file(deployment_here(), reference, new, progress)
    print("\n".join(committed_lines(done)))


@codebooks.command("open")
def codebook_open(round_id: RoundId, as_json: AsJson = False) -> None:
    """Print the codes of a round that a split left open: which answer, which theme, of which parts to choose."""
    from config.codebooks.listing import open_line
    from config.codebooks.versions import left_open
    from config.listings import json_of

    left = left_open(deployment_here(), round_id)
    if not as_json and not left:
        print("nothing is open", file=sys.stderr)
        return
    print(json_of(left) if as_json else "\n".join(map(open_line, left)))


@codebooks.command("import")
def codebook_import(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV, XLSX or REFI-QDA (.qdc).")],
    out: Annotated[Path, typer.Option(help="The codebook file to write (YAML), which must not be there yet.")],
    version: Annotated[int, typer.Option(min=0, max=999_999, help="Its version.")] = 1,
    language: Annotated[str, typer.Option(help="The language of texts that say none.")] = "en",
) -> None:
    """Make a codebook file from a table of themes, or from a codebook of another program."""
    from config.codebooks.files import export_codebook, import_codebook

    if out.exists():
        raise InvalidInput("is there already: give another --out, or move it away", where=str(out))
    if out.suffix.lower() != ".yaml":
        raise InvalidInput("a codebook file ends in .yaml", where=str(out))
    imported = import_codebook(file, version=version, language=language)
    export_codebook(imported, out)
    print(f"{out}: {len(imported.themes)} themes in {', '.join(imported.languages)}", file=sys.stderr)


@codebooks.command("export")
def codebook_export(
    codebook: Annotated[
        str, typer.Argument(metavar="CODEBOOK", help="A codebook file, or a consultation: the one it uses now.")
    ],
    out: Annotated[Path, typer.Option(help="The file to write: .qdc (REFI-QDA), .csv, .xlsx or .yaml.")],
) -> None:
    """Write a codebook for another program, for a spreadsheet, or as a codebook file."""
    from config.codebooks.files import export_codebook
    from config.codebooks.versions import codebook_of

    export_codebook(codebook_of(deployment_here(), codebook), out)
