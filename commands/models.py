"""The models of a consultation, learnt from what people said of its rounds: ``model …``. Imports everyone."""

import sys
from typing import Annotated

import typer

from commands.parts import AsJson, Reference, deployment_here

app = typer.Typer()
models = typer.Typer(help="Learn from what people coded and corrected, and go back.", no_args_is_help=True)
app.add_typer(models, name="model")


@models.command("learn")
def model_learn(reference: Reference) -> None:
    """Learn from all rounds, and use the new model from now on where it is better on answers held back."""
    from config.models.listing import learnt_lines
    from config.models.teaching import learn_model
    from config.screens import progress_bar

    with progress_bar() as progress:
        done = learn_model(deployment_here(), reference, progress)
    if done.elsewhere:
        print(
            f"{done.elsewhere} answers teach nothing: they were judged by another version of the codebook",
            file=sys.stderr,
        )
    print("\n".join(learnt_lines(done)))


@models.command("list")
def model_list(reference: Reference, as_json: AsJson = False) -> None:
    """Print the models: what each was learnt from, how good it was on answers held back, which is in use."""
    from config.listings import json_of
    from config.models.listing import models_json, models_table

    deployment = deployment_here()
    consultation = deployment.consultation(reference)
    deployment.sweep(consultation.id)
    shelf = deployment.shelf(consultation.id)
    print(json_of(models_json(shelf)) if as_json else models_table(shelf))


@models.command("rollback")
def model_rollback(
    reference: Reference,
    to: Annotated[int | None, typer.Option(min=0, help="The model to use; 0 is cues alone.")] = None,
) -> None:
    """Use the model that was in use before, or another, from now on; answers that were tagged stay as they are."""
    from config.models.rolling_back import named, roll_back

    print(f"{named(roll_back(deployment_here(), reference, to))} in use")
