"""Answers set aside, and restored: ``answer …``. Imports everyone."""

import sys
from typing import Annotated

import typer

from commands.parts import AsJson, RoundId, deployment_here
from consultation.facilitation import ACTOR
from consultation.records import Aside

app = typer.Typer()
answers = typer.Typer(help="Set answers aside, restore them, list them.", no_args_is_help=True)
app.add_typer(answers, name="answer")

Statement = Annotated[str, typer.Argument(metavar="STATEMENT", help="The statement's id, as the list gives it.")]


@answers.command("aside")
def answer_aside(
    statement: Statement,
    reason: Annotated[Aside, typer.Option(help="Why.")],
    note: Annotated[str, typer.Option(help="More about why; the audit log keeps it.")] = "",
) -> None:
    """Set an answer aside: it appears in no output any more, is counted as set aside, and can be restored."""
    from consultation.moderating import set_aside

    deployment = deployment_here()
    now = deployment.clock.now()
    done = set_aside(deployment.store, statement.upper(), reason, note=note, now=now, by=ACTOR)
    print("set aside" if done else "set aside already, for that reason", file=sys.stderr)


@answers.command("restore")
def answer_restore(statement: Statement) -> None:
    """Let an answer that was set aside count again."""
    from consultation.moderating import restore

    deployment = deployment_here()
    done = restore(deployment.store, statement.upper(), now=deployment.clock.now(), by=ACTOR)
    print("restored" if done else "it is not set aside", file=sys.stderr)


@answers.command("list")
def answer_list(
    round_id: RoundId,
    aside: Annotated[bool, typer.Option("--aside", help="Only those set aside, without their words.")] = False,
    as_json: AsJson = False,
) -> None:
    """Print the standing answers of a round, the newest first, private data masked."""
    from config.answers.listing import answers_table, listed
    from config.listings import json_of

    found = listed(deployment_here(), round_id, aside=aside)
    print(json_of(found) if as_json else answers_table(found))
