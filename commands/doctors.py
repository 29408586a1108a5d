"""How an installation is: ``doctor``. Imports everyone."""

import typer

from commands.parts import AsJson, deployment_here

app = typer.Typer()


@app.command()
def doctor(
    as_json: AsJson = False,
) -> None:
    """Look at keys, disk, database, rounds, clock, tokens, webhook and groups; say what is amiss and what to do."""
    from config.doctor.examining import examine, told
    from config.doctor.installation import Verdict
    from config.listings import json_of

    findings = examine(deployment_here())
    print(json_of(findings) if as_json else told(findings))
    if any(one.verdict is Verdict.WRONG for one in findings):
        raise typer.Exit(1)
