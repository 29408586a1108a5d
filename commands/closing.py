"""What comes after a publication: ``response …``, ``dispute …``. Imports everyone."""

from collections.abc import Mapping
from typing import Annotated

import typer

from commands.parts import AsJson, RoundId, deployment_here, this_user
from consultation.errors import InvalidInput
from consultation.loop.responses import Verdict

app = typer.Typer()
responses = typer.Typer(help="Record what the working group answers to drafts and themes.", no_args_is_help=True)
disputes = typer.Typer(help="See who says that a report did not get them right.", no_args_is_help=True)
app.add_typer(responses, name="response")
app.add_typer(disputes, name="dispute")


@responses.command("set")
def response_set(
    round_id: RoundId,
    verdict: Annotated[Verdict, typer.Option(help="What becomes of it; open where nothing is decided.")],
    draft: Annotated[str, typer.Option(help="The draft's number, or a version of it: 2019-09/3.")] = "",
    theme: Annotated[str, typer.Option(help="The theme's id.")] = "",
    why: Annotated[str, typer.Option(help="Why; shown in the report, and sent to those whose words it answers.")] = "",
    language: Annotated[str, typer.Option(help="The language of the reason; the original's by default.")] = "",
) -> None:
    """Record what the working group answers to a draft or theme; the same verdict again adds a language."""
    from consultation.facilitation import ACTOR
    from consultation.loop.responses import Recorded
    from consultation.responding import draft_named, respond, theme_named

    if bool(draft) == bool(theme):
        raise typer.BadParameter("give one of --draft and --theme")
    deployment = deployment_here()
    launched = deployment.store.round(round_id)
    asked = deployment.consultation(launched.consultation)
    subject = draft_named(asked, draft) if draft else theme_named(asked, theme)
    now, spoken = deployment.clock.now(), language or asked.languages[0]
    respond(deployment.store, asked, Recorded(launched.id, subject, verdict, spoken, why, now, ACTOR))
    print(f"{subject.name}: {verdict}")


@responses.command("list")
def response_list(round_id: RoundId, as_json: AsJson = False) -> None:
    """Print every draft and theme with what the working group answers, and how much has no answer."""
    from config.editions.closing_listing import responses_listed, responses_table
    from config.listings import json_of
    from consultation.loop.responses import standing
    from consultation.responding import subjects

    deployment = deployment_here()
    launched = deployment.store.round(round_id)
    asked = deployment.consultation(launched.consultation)
    answered = subjects(asked, standing(deployment.store.responses(launched.id)))
    print(json_of(responses_listed(answered, asked)) if as_json else responses_table(answered, asked))


@disputes.command("list")
def dispute_list(
    round_id: RoundId,
    as_json: AsJson = False,
    reveal: Annotated[
        str, typer.Option("--reveal", metavar="REASON", help="Show why people say so; the audit log keeps the reason.")
    ] = "",
    name: Annotated[str, typer.Option("--as", metavar="NAME", help="Who asks; the system's user by default.")] = "",
) -> None:
    """Print what people say an edition did not get right, those first that are best reviewed first; no words."""
    from config.editions.closing_listing import disputes_listed, disputes_table
    from config.listings import json_of
    from consultation.loop.explaining import explanations

    deployment = deployment_here()
    store = deployment.store
    found = store.disputes(store.round(round_id).id)
    words: Mapping[str, str] = {}
    if reveal:
        if not (by := name or this_user()):
            raise InvalidInput("say who asks; the audit log keeps it", where="--as")
        words = explanations(store, found, reason=reveal, by=by, now=deployment.clock.now())
    print(json_of(disputes_listed(found, words)) if as_json else disputes_table(found, words))
