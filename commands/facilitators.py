"""Who facilitates, and what was done: ``facilitator …``, ``audit``. Imports everyone."""

from typing import Annotated

import typer

from commands.parts import AsJson, deployment_here
from consultation.roles import Role

app = typer.Typer()
facilitators = typer.Typer(help="Give roles to people and take them again.", no_args_is_help=True)
app.add_typer(facilitators, name="facilitator")

Name = Annotated[str, typer.Argument(metavar="NAME", help="By which the audit log shall name them.")]


@facilitators.command("invite")
def facilitator_invite(
    name: Name,
    role: Annotated[Role, typer.Option(help="What they may do; docs/facilitation.md has the table.")] = (
        Role.FACILITATOR
    ),
    reference: Annotated[
        str, typer.Option("--consultation", metavar="CONSULTATION", help="In this one only; in all by default.")
    ] = "",
    lasts: Annotated[str, typer.Option(help="How long the code works (48h, 30m, 7d).")] = "48h",
) -> None:
    """Print a one-time code alone: who sends it to the bot has the role. An earlier code of theirs ends."""
    from config.wiring import reference_of
    from consultation.appointing import invite
    from consultation.moments import parse_duration

    deployment = deployment_here()
    code = invite(
        deployment.store,
        deployment.staff,
        name,
        role=role,
        consultation=reference_of(reference) if reference else "",
        lasts=parse_duration(lasts, option="--lasts"),
        now=deployment.clock.now(),
        tokens=deployment.tokens,
    )
    print(code)


@facilitators.command("list")
def facilitator_list(as_json: AsJson = False) -> None:
    """Print who has a role, in what, from how many accounts, and who is invited until when."""
    from config.listings import json_of
    from config.staff_listing import staff_of, staff_table

    deployment = deployment_here()
    found = staff_of(deployment.staff, now=deployment.clock.now())
    print(json_of(found) if as_json else staff_table(found))


@facilitators.command("revoke")
def facilitator_revoke(name: Name) -> None:
    """Take the role, or the invitation to one, from all accounts of a name, at once."""
    from consultation.appointing import revoke

    deployment = deployment_here()
    revoke(deployment.store, deployment.staff, name, now=deployment.clock.now())


@app.command()
def audit(
    since: Annotated[str, typer.Option(help="From then on (ISO 8601, in UTC where it says no zone; 7d is ago).")] = "",
    as_json: AsJson = False,
) -> None:
    """Print the audit log: who did what to what, and when; never what people said."""
    from config.listings import json_of
    from config.staff_listing import acts_table
    from consultation.moments import ago

    deployment = deployment_here()
    begins = ago(since, now=deployment.clock.now(), timezone="UTC", option="--since") if since else None
    acts = [act for act in deployment.store.acts() if begins is None or act.at >= begins]
    print(json_of(acts) if as_json else acts_table(acts))
