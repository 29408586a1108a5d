"""What a consultation's lists grow by: ``partner …``, ``resource …``. Imports everyone."""

import sys
from typing import Annotated

import typer

from commands.parts import AsJson, Reference, deployment_here
from consultation.suggestions import Sort, Verdict

app = typer.Typer()
partners = typer.Typer(help="The map of partners: who is named, who is on it.", no_args_is_help=True)
resources = typer.Typer(help="The resources that people suggest.", no_args_is_help=True)
app.add_typer(partners, name="partner")
app.add_typer(resources, name="resource")

SuggestionId = Annotated[str, typer.Argument(metavar="ID", help="The suggestion's id, as the list has it.")]
Waiting = Annotated[bool, typer.Option("--waiting", help="Only those on which nobody has decided.")]


@partners.command("add")
def partner_add(
    reference: Reference,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the partner is called.")],
    kind: Annotated[str, typer.Option(help="The kind of partner, an id of the consultation's.")] = "",
    level: Annotated[str, typer.Option(help="The level it works on, an id of the consultation's.")] = "",
    region: Annotated[str, typer.Option(help="The region, an id of the consultation's.")] = "",
) -> None:
    """Put a partner on the map and print its id alone."""
    _add(reference, Sort.PARTNER, name, {"kind": kind, "level": level, "region": region})


@resources.command("add")
def resource_add(
    reference: Reference,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What the resource is called.")],
    link: Annotated[str, typer.Option(help="Where it is, beginning with https://.")] = "",
    language: Annotated[str, typer.Option(help="The language it is in.")] = "",
    why: Annotated[str, typer.Option(help="Why it is of use, in a sentence.")] = "",
) -> None:
    """Put a resource on the list and print its id alone."""
    _add(reference, Sort.RESOURCE, title, {"link": link, "language": language, "why": why})


@partners.command("list")
def partner_list(reference: Reference, waiting: Waiting = False, as_json: AsJson = False) -> None:
    """Print the partners that were named, with what was decided on each."""
    _list(reference, Sort.PARTNER, as_json=as_json, only_waiting=waiting)


@resources.command("list")
def resource_list(reference: Reference, waiting: Waiting = False, as_json: AsJson = False) -> None:
    """Print the resources that were suggested, with what was decided on each."""
    _list(reference, Sort.RESOURCE, as_json=as_json, only_waiting=waiting)


@partners.command("approve")
def partner_approve(reference: Reference, suggestion: SuggestionId) -> None:
    """Put a partner that was named on the map, where everybody sees it."""
    _judge(reference, Sort.PARTNER, suggestion, Verdict.APPROVED)


@resources.command("approve")
def resource_approve(reference: Reference, suggestion: SuggestionId) -> None:
    """Put a resource that was suggested on the list, where everybody sees it."""
    _judge(reference, Sort.RESOURCE, suggestion, Verdict.APPROVED)


@partners.command("refuse")
def partner_refuse(reference: Reference, suggestion: SuggestionId) -> None:
    """Leave a partner that was named off the map, or take it off."""
    _judge(reference, Sort.PARTNER, suggestion, Verdict.REFUSED)


@resources.command("refuse")
def resource_refuse(reference: Reference, suggestion: SuggestionId) -> None:
    """Leave a resource that was suggested off the list, or take it off."""
    _judge(reference, Sort.RESOURCE, suggestion, Verdict.REFUSED)


def _add(reference: str, sort: Sort, name: str, details: dict[str, str]) -> None:
    from consultation.facilitation import suggest
    from consultation.suggestions import suggestion

    deployment = deployment_here()
    now, token = deployment.clock.now(), deployment.tokens.token(10)
    made = suggestion(deployment.consultation(reference), sort, name, details, suggested=token, at=now)
    suggest(deployment.store, made, now=now)
    print(made.id)


def _list(reference: str, sort: Sort, *, as_json: bool, only_waiting: bool) -> None:
    from config.list_listing import suggestions_json, suggestions_table
    from config.listings import json_of
    from consultation.suggestions import waiting

    deployment = deployment_here()
    found = deployment.store.suggestions(deployment.consultation(reference).id, sort)
    shown = waiting(found) if only_waiting else found
    print(json_of(suggestions_json(shown)) if as_json else suggestions_table(shown))


def _judge(reference: str, sort: Sort, suggestion: str, verdict: Verdict) -> None:
    from consultation.errors import NotFound
    from consultation.facilitation import judge
    from consultation.suggestions import may_hold_private_data

    deployment = deployment_here()
    consultation = deployment.consultation(reference)
    found = {one.id: one for one in deployment.store.suggestions(consultation.id, sort)}
    if suggestion not in found:
        raise NotFound(f"there is no {sort} {suggestion}; see: palabre {sort} list {reference}")
    if verdict is Verdict.APPROVED and may_hold_private_data(found[suggestion], deployment.finder(consultation)):
        print("careful: there may be private data in it, and everybody sees it now", file=sys.stderr)
    judge(deployment.store, suggestion, verdict, now=deployment.clock.now())
