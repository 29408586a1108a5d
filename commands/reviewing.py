"""Which tags a person should look at, and looking at them: ``review …``. Imports everyone."""

from typing import Annotated

import typer

from commands.parts import AsJson, RoundId, deployment_here

app = typer.Typer()
review = typer.Typer(help="Look at the machine's tags, those first from which most is learnt.", no_args_is_help=True)
app.add_typer(review, name="review")


@review.command("list")
def review_list(round_id: RoundId, as_json: AsJson = False) -> None:
    """Print which answers wait to be reviewed, in order, and for which reason: ids, never words."""
    from config.coding.reviewing import queue_table, review_queue
    from config.listings import json_of

    queue = review_queue(deployment_here(), round_id)
    print(json_of(queue) if as_json else queue_table(queue))


@review.command("next")
def review_next(
    round_id: RoundId,
    alias: Annotated[str, typer.Option("--as", metavar="NAME", help="Who reviews, for the audit log.")],
) -> None:
    """Review in the terminal, one answer at a time, its evidence marked; whoever stops goes on there the next time."""
    from config.coding.reviewing import review_in_terminal

    review_in_terminal(deployment_here(), round_id, alias)
