"""What a reader downloads: ``report``, ``publish``, ``demo``. Imports everyone."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from commands.parts import RoundId, deployment_here
from reports.formats import DEFAULT, FORMATS

app = typer.Typer()


@app.command()
def report(
    round_id: RoundId,
    *,
    formats: Annotated[
        str,
        typer.Option("--format", help=f"With commas: {', '.join(FORMATS)}. {' and '.join(DEFAULT)} by default."),
    ] = "",
    language: Annotated[str, typer.Option(help="The language of the report; the original's by default.")] = "",
    by: Annotated[str, typer.Option(help="Cut by region, language, role, level or criterion.")] = "",
    out: Annotated[Path | None, typer.Option(help="The folder to write to; var/editions/ROUND/N by default.")] = None,
    draft: Annotated[bool, typer.Option("--draft", help="Make a preview, which is no edition.")] = False,
    others: Annotated[
        list[str] | None, typer.Option("--with", help="Another round of the consultation to draw on.")
    ] = None,
    edition: Annotated[
        int | None, typer.Option("--edition", min=1, help="Make this edition again, as it was, instead of a new one.")
    ] = None,
) -> None:
    """Make an edition of the report and print the paths of its files; an open round gives a preview."""
    from config.editions.reporting import make_report, remake

    wanted = [name.strip() for name in formats.split(",") if name.strip()]
    base = out / "report" if out else None
    if edition is not None:
        if by or draft or others:
            raise typer.BadParameter("an edition is made again as it was: without --by, --draft and --with")
        made = remake(deployment_here(), round_id, edition, language=language, formats=wanted, base=base)
    else:
        made = make_report(
            deployment_here(),
            (round_id, *(others or ())),
            language=language,
            formats=wanted or DEFAULT,
            by=by or None,
            base=base,
            preview=draft,
        )
    if made.number is None:
        print("a preview: the round is not closed, or --draft was given", file=sys.stderr)
    for path in made.paths:
        print(path)


@app.command()
def publish(
    round_id: RoundId,
    site: Annotated[Path, typer.Option(help="The folder of the site: new, empty, or a site published before.")],
) -> None:
    """Publish a round's editions as a static site, or update it, and print its first page."""
    from config.sites.publishing import publish as publish_round

    deployment = deployment_here()
    made = publish_round(deployment, round_id, site)
    print(f"{made.files} files, {made.changed} of them new or changed, {made.removed} removed", file=sys.stderr)
    if made.told:
        print(f"{made.told} people are told where their words went", file=sys.stderr)
    if not deployment.settings.site:
        print("without PALABRE_SITE, the site's public address, it has no map and no whole links", file=sys.stderr)
    print(made.page)


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="The folder that the demonstration fills, and replaces.")] = Path(
        "var/demo"
    ),
) -> None:
    """Run the shipped consultation from the first message to the report, without any account."""
    from config.demo import run_demo
    from config.screens import demo_summary, progress_bar

    with progress_bar() as progress:
        made = run_demo(out, progress)
    print(demo_summary(made, out))
