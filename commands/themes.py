"""Themes that may be emerging, and what a facilitator makes of them: ``themes …``. Imports everyone."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from commands.parts import AsJson, RoundId, deployment_here

app = typer.Typer()
themes = typer.Typer(help="Find emerging themes; accept, merge or refuse them.", no_args_is_help=True)
app.add_typer(themes, name="themes")

ProposalId = Annotated[str, typer.Argument(metavar="PROPOSAL", help="The proposal's id; see themes list.")]
Cues = Annotated[
    list[str] | None, typer.Option("--cue", help="A cue, in the proposal's language; its own words by default.")
]
Base = Annotated[
    Path | None, typer.Option("--codebook", help="The codebook to change; the consultation's own by default.")
]
Out = Annotated[Path, typer.Option(help="The file to write the changed codebook to.")]


@themes.command("find")
def themes_find(
    round_id: Annotated[str, typer.Argument(metavar="[ROUND]", help="The round's id.")] = "",
    file: Annotated[
        Path | None, typer.Option(help="A file of answers instead, a JSON object per line; nothing is kept.")
    ] = None,
    codebook: Annotated[Path | None, typer.Option(help="The codebook for the file.")] = None,
    as_json: AsJson = False,
) -> None:
    """Group the answers that no theme fits, and propose themes; a file's proposals are printed as JSON."""
    from config.codebooks.emerging import find_in_file, find_in_round
    from config.listings import emerging_table, json_of

    if bool(round_id) == bool(file) or bool(file) != bool(codebook):
        raise typer.BadParameter("give a ROUND, or --file and --codebook")
    if file and codebook:
        print(json_of(find_in_file(file, codebook)))
    else:
        found = find_in_round(deployment_here(), round_id)
        print(json_of(found) if as_json else emerging_table(found))


@themes.command("list")
def themes_list(round_id: RoundId, as_json: AsJson = False) -> None:
    """Print what was found in a round, as it stands now."""
    from config.codebooks.emerging import list_round
    from config.listings import emerging_table, json_of

    found = list_round(deployment_here(), round_id)
    print(json_of(found) if as_json else emerging_table(found))


@themes.command("accept")
def themes_accept(
    round_id: RoundId,
    proposal: ProposalId,
    theme: Annotated[str, typer.Option("--id", help="The new theme's id.")],
    label: Annotated[list[str], typer.Option(help="What the theme is called, as en=Boats; once for each language.")],
    out: Out,
    cue: Cues = None,
    codebook: Base = None,
) -> None:
    """Make a theme of a proposal, in a new codebook file, and print its path."""
    from config.codebooks.deciding import Deciding, NewCodebook

    Deciding(deployment_here(), round_id, proposal).accept(theme, label, cue or (), NewCodebook(out, codebook))
    print(out)


@themes.command("merge")
def themes_merge(
    round_id: RoundId,
    proposal: ProposalId,
    into: Annotated[str, typer.Option(help="The id of the theme that it belongs to.")],
    out: Out,
    cue: Cues = None,
    codebook: Base = None,
) -> None:
    """Give a proposal's cues to a theme that there is, in a new codebook file, and print its path."""
    from config.codebooks.deciding import Deciding, NewCodebook

    had_none = Deciding(deployment_here(), round_id, proposal).merge(into, cue or (), NewCodebook(out, codebook))
    if had_none:
        print(f"{into} had no cues in this language: it was heard by its label, which is a cue now", file=sys.stderr)
    print(out)


@themes.command("refuse")
def themes_refuse(
    round_id: RoundId, proposal: ProposalId, reason: Annotated[str, typer.Option(help="Why it is no theme.")]
) -> None:
    """Refuse a proposal; it is not made again."""
    from config.codebooks.deciding import Deciding

    Deciding(deployment_here(), round_id, proposal).refuse(reason)
