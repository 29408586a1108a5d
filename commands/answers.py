"""What people said, in and out: ``import``, ``reveal``, ``forget``. Imports everyone."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from commands.parts import RoundId, deployment_here, this_user
from consultation.errors import InvalidInput
from consultation.records import Quoting

app = typer.Typer()


@app.command("import")
def import_file(
    round_id: RoundId,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="JSONL, CSV or XLSX; - reads JSONL from standard input.")
    ],
    all_or_nothing: Annotated[
        bool, typer.Option("--all-or-nothing", help="Import nothing where a row is refused.")
    ] = False,
    quote: Annotated[Quoting, typer.Option(help="How these people allowed to be quoted.")] = Quoting.PARAPHRASE,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be imported; keep nothing.")] = False,
) -> None:
    """Import answers from a file into a round; what is there already does not come twice."""
    from config.answers.importing import import_answers, previewed, remarks, summary
    from config.screens import progress_bar

    deployment = deployment_here()
    with progress_bar() as progress:
        done = import_answers(
            deployment,
            round_id,
            file,
            quoting=quote,
            all_or_nothing=all_or_nothing,
            dry_run=dry_run,
            progress=progress,
        )
    for refusal in done.refused:
        print(f"{file}:{refusal.number}: {refusal.why}", file=sys.stderr)
    for remark in remarks(done):
        print(remark, file=sys.stderr)
    if dry_run:
        asked = deployment.consultation(deployment.store.round(round_id).consultation)
        for line in previewed(done.people, deployment.finder(asked)):
            print(line)
    print(summary(done, dry_run=dry_run, all_or_nothing=all_or_nothing))
    if done.refused:
        raise typer.Exit(1)


@app.command()
def reveal(
    statement: Annotated[str, typer.Argument(metavar="STATEMENT", help="The statement's id, as the report gives it.")],
    reason: Annotated[str, typer.Option(help="Why it is needed; the audit log keeps it.")],
    name: Annotated[str, typer.Option("--as", metavar="NAME", help="Who asks; the system's user by default.")] = "",
) -> None:
    """Print a statement with its private data shown, and write to the audit log who saw it and why."""
    from config.answers.cells import printable
    from consultation.facilitation import reveal as shown_whole

    deployment = deployment_here()
    now = deployment.clock.now()
    words = shown_whole(deployment.store, statement, reason=reason, by=name or this_user(), now=now)
    print("\n".join(map(printable, words.split("\n"))))


@app.command()
def forget(code: Annotated[str, typer.Argument(metavar="CODE", help="The code that /privacy shows a person.")]) -> None:
    """Erase a person: every answer, in every round, for good, and the models that may hold their words."""
    from config.editions.settling import bury_everywhere
    from config.keeping.erasures import keep_list
    from config.models.kept import with_models
    from consultation import facilitation

    deployment = deployment_here()
    if not facilitation.forget(deployment.store, code.strip().upper(), now=deployment.clock.now()):
        raise InvalidInput("nobody here has that code; /privacy shows a person theirs", where=code)
    for consultation in with_models(deployment.settings.home):
        deployment.sweep(consultation)
    bury_everywhere(deployment)
    keep_list(deployment)
    print("erased", file=sys.stderr)
