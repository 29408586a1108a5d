"""How good the tags are, by people who code a sample: ``agreement …``. Imports everyone."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from commands.parts import AsJson, RoundId, deployment_here

app = typer.Typer()
agreement = typer.Typer(help="Have people code a sample blind, and see how good the tags are.", no_args_is_help=True)
app.add_typer(agreement, name="agreement")

Alias = Annotated[
    str, typer.Option("--as", metavar="NAME", help="The coder's alias; at most two people code a sample.")
]


@agreement.command("draw")
def agreement_draw(
    round_id: RoundId,
    size: Annotated[int, typer.Option(help="How many answers to draw.")] = 60,
    shown: Annotated[
        float, typer.Option(metavar="SHARE", help="The share coded with the machine's tags shown, after the others.")
    ] = 0.25,
    seed: Annotated[int | None, typer.Option(min=0, help="Draws the same again; by chance by default.")] = None,
) -> None:
    """Draw a stratified sample of a round's answers for people to code; one that nobody has begun is replaced."""
    from config.coding.agreeing import draw_sample
    from config.coding.listing import drawn_line

    sample = draw_sample(deployment_here(), round_id, size=size, shown=shown, seed=seed)
    print(drawn_line(sample, f"sample {sample.number} of {round_id}"))


@agreement.command("sheet")
def agreement_sheet(
    round_id: RoundId,
    alias: Alias,
    out: Annotated[Path, typer.Option(metavar="FILE", help="The sheet to write: .csv or .xlsx; - is CSV.")],
) -> None:
    """Write a sheet to code in: the blind answers, or once they are coded those with the machine's tags shown."""
    from config.coding.agreeing import consultation_of, desk_of
    from config.coding.sheets import write_sheet

    deployment = deployment_here()
    there = desk_of(deployment, round_id)
    coder = there.known_as(alias)
    consultation = consultation_of(deployment, there)
    rows = write_sheet(out, there, coder, consultation, deployment.finder(consultation))
    how = "mark a theme with x, and the last column where there is none"
    print(f"{rows} answers, {there.stage(coder)}; {how}", file=sys.stderr)


@agreement.command("enter")
def agreement_enter(
    round_id: RoundId,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The sheet, filled in whole or in part; - is CSV.")],
    alias: Alias,
) -> None:
    """Enter a sheet; all of it or, where a row is wrong, nothing. The same again changes nothing."""
    from config.coding.agreeing import desk_of, enter_sheet, left

    deployment = deployment_here()
    there = desk_of(deployment, round_id)
    entered = enter_sheet(deployment, there, there.known_as(alias), file)
    if entered.gone:
        print(f"{entered.gone} rows passed over: their answers have left the sample", file=sys.stderr)
    print(f"{entered.new} coded, {entered.same} as they were")
    for line in left(entered.desk):
        print(line)


@agreement.command("code")
def agreement_code(round_id: RoundId, alias: Alias) -> None:
    """Code in the terminal, one answer at a time; whoever stops goes on there the next time."""
    from config.coding.agreeing import code_in_terminal

    code_in_terminal(deployment_here(), round_id, alias)


@agreement.command("show")
def agreement_show(round_id: RoundId, as_json: AsJson = False) -> None:
    """Print how good the tags are, with intervals, once the blind part is coded; until then, who has what left."""
    from config.coding.agreeing import consultation_of, desk_of, quality_of, require_blind_done
    from config.coding.listing import progress_of, progress_table, quality_table
    from config.listings import json_of

    deployment = deployment_here()
    there = desk_of(deployment, round_id)
    found = quality_of(deployment, there)
    print(json_of(progress_of(there) | {"quality": found}) if as_json else progress_table(there))
    if found is None:
        require_blind_done(there)
    elif not as_json:
        print(f"\n{quality_table(found, consultation_of(deployment, there))}")
