"""What a consultation is made of: ``check``, ``draft …``. Imports everyone."""

from pathlib import Path
from typing import Annotated

import typer

from commands.parts import AsJson, Reference, deployment_here

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
    """Enter drafts, or new versions of drafts, with lineage, short and full texts; tell those who spoke on them."""
    from config.loading import read_drafts
    from consultation.drafts.changed import tell
    from consultation.facilitation import enter_drafts

    deployment = deployment_here()
    consultation, now = deployment.consultation(reference), deployment.clock.now()
    entered = read_drafts(file, consultation, version=version)
    new = [draft for draft in entered if draft not in consultation.drafts]
    enter_drafts(deployment.store, consultation.id, entered, now=now)
    rounds = deployment.rounds_of(consultation)
    # A file that is entered again names those again whom it named before: what was queued is not queued twice.
    tell(deployment.store, deployment.outbox, deployment.announcer(), rounds, new or entered, now=now)
    for draft in entered:
        print(f"{draft.id}\t{draft.version}\t{draft.title.shown(consultation.chain(consultation.languages[0])).text}")


@drafts.command("list")
def draft_list(reference: Reference, as_json: AsJson = False) -> None:
    """List the drafts that people are asked about; as JSON, every version of every draft."""
    from config.drafts.listing import drafts_table, listed
    from config.listings import json_of

    consultation = deployment_here().consultation(reference)
    print(json_of(listed(consultation)) if as_json else drafts_table(consultation))


@drafts.command("show")
def draft_show(
    reference: Reference,
    draft: Annotated[str, typer.Argument(metavar="ID", help="The draft's number.")],
    version: Annotated[str, typer.Option(help="One of its versions; the present one by default.")] = "",
    language: Annotated[str, typer.Option(help="The language to read it in; the original by default.")] = "",
) -> None:
    """Print a draft whole: texts, lineage, languages, versions."""
    from config.drafts.listing import found, whole

    consultation = deployment_here().consultation(reference)
    print(whole(consultation, found(consultation, draft, version), language))
