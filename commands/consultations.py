"""What a consultation is made of: ``check``, ``draft import``. Imports everyone."""

from pathlib import Path
from typing import Annotated

import typer

from commands.parts import Reference, deployment_here

app = typer.Typer()
drafts = typer.Typer(help="Enter recommendation drafts and their new versions.", no_args_is_help=True)
app.add_typer(drafts, name="draft")


@app.command()
def check(reference: Reference) -> None:
    """Validate a consultation and print how complete each language is; list every error with file, line and unit."""
    from config.loading import find_consultation, load_consultation

    consultation = load_consultation(find_consultation(reference))
    print(f"{consultation.id}: {len(consultation.units)} units, {len(consultation.codebook.themes)} themes")
    for language, share in consultation.completeness().items():
        print(f"{language}  {share:4.0%}  falls back on {' → '.join(consultation.chain(language)[1:]) or 'nothing'}")


@drafts.command("import")
def draft_import(
    reference: Reference,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="YAML, CSV or wikitext.")],
    version: Annotated[str, typer.Option(help="The version's name, where the file does not say (wikitext).")] = "",
) -> None:
    """Enter drafts, or new versions of drafts, with lineage, short and full texts."""
    from config.loading import read_drafts
    from consultation.facilitation import enter_drafts

    deployment = deployment_here()
    consultation = deployment.consultation(reference)
    entered = read_drafts(file, consultation, version=version)
    enter_drafts(deployment.store, consultation.id, entered, now=deployment.clock.now())
    for draft in entered:
        print(f"{draft.id}\t{draft.version}\t{draft.title.shown(consultation.chain(consultation.languages[0])).text}")
