"""The year's plan of a consultation: ``plan``, ``step …``. Imports everyone."""

from typing import Annotated

import typer

from commands.parts import AsJson, Reference, deployment_here
from consultation.errors import InvalidInput

app = typer.Typer()
steps = typer.Typer(help="The steps of a year's plan: what is planned beside its rounds.", no_args_is_help=True)
app.add_typer(steps, name="step")

EntryId = Annotated[str, typer.Argument(metavar="STEP", help="The step's id: 1 to 24 of a-z, 0-9 and -.")]


@app.command("plan")
def plan(reference: Reference, as_json: AsJson = False) -> None:
    """Print the year's plan: rounds with their times as they are, and what is planned beside them."""
    from config.list_listing import plan_json, plan_table
    from config.listings import json_of

    deployment = deployment_here()
    found = deployment.plan(reference)
    print(json_of(plan_json(found)) if as_json else plan_table(found, deployment.consultation(reference)))


@steps.command("set")
def step_set(
    reference: Reference,
    entry: EntryId,
    kind: Annotated[str, typer.Option(help="review, mapping, interview, meeting, publication or other.")] = "",
    title: Annotated[str, typer.Option(help="What it is called.")] = "",
    language: Annotated[str, typer.Option(help="The language of the title; the original's by default.")] = "",
    starts: Annotated[str, typer.Option(help="Its first day (2030-05-01 or 30d).")] = "",
    ends: Annotated[str, typer.Option(help="Its last day, where it is not the first.")] = "",
) -> None:
    """Add a step to the plan, or change what is said of it here."""
    from config.planning import changed
    from consultation.facilitation import plan_entry

    if language and not title:
        raise InvalidInput("a language is that of a title: give --title", where="--language")
    deployment = deployment_here()
    consultation, now = deployment.consultation(reference), deployment.clock.now()
    told = {"kind": kind, "title": title, "language": language, "starts": starts, "ends": ends}
    made = changed(deployment.plan(reference), entry, told, consultation, now=now)
    plan_entry(deployment.store, consultation.id, made, now=now)


@steps.command("remove")
def step_remove(reference: Reference, entry: EntryId) -> None:
    """Take a step out of the plan."""
    from dataclasses import replace

    from consultation.facilitation import plan_entry
    from consultation.plan import entry_of, line_of

    deployment = deployment_here()
    gone = replace(entry_of(line_of(deployment.plan(reference), entry)), removed=True)
    plan_entry(deployment.store, deployment.consultation(reference).id, gone, now=deployment.clock.now())
