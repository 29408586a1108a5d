"""The editions of a round, and those in whose place others are made: ``edition …``. Imports everyone."""

import sys

import typer

from commands.parts import AsJson, RoundId, deployment_here

app = typer.Typer()
editions = typer.Typer(help="See which editions stand, and supersede those that are stale.", no_args_is_help=True)
app.add_typer(editions, name="edition")


@editions.command("list")
def edition_list(round_id: RoundId, as_json: AsJson = False) -> None:
    """Print the editions that a round leads: how each was made, how it is by now, and why."""
    from config.editions.listing import editions_table, listed
    from config.listings import json_of

    store = deployment_here().store
    known = store.editions(store.round(round_id).id, pins=False)
    print(json_of(listed(known)) if as_json else editions_table(known))


@editions.command("supersede")
def edition_supersede(round_id: RoundId) -> None:
    """Make an edition in the place of each stale one, remove the files of those, and print the new paths.

    Sites on which any of them stands are published again.
    """
    from config.editions.superseding import supersede
    from config.sites.publishing_anew import publish_anew
    from consultation.facilitation import ACTOR

    deployment = deployment_here()
    made = supersede(deployment, round_id)
    if not made:
        print("nothing to supersede: no edition is stale", file=sys.stderr)
    for path in (path for one in made for path in one.paths):
        print(path)
    for site in publish_anew(deployment, by=ACTOR):
        print(f"published again: {site / 'index.html'}", file=sys.stderr)
