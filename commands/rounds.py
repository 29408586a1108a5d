"""A round, from its launch to telling people what came of it: ``round …``. Imports everyone."""

from pathlib import Path
from typing import Annotated

import typer

from commands.parts import AsJson, Reference, RoundId, deployment_here
from consultation.errors import InvalidInput

app = typer.Typer()
rounds = typer.Typer(help="Launch, follow, extend and close rounds.", no_args_is_help=True)
app.add_typer(rounds, name="round")


@rounds.command("launch")
def round_launch(
    reference: Reference,
    questions: Annotated[bool, typer.Option("--questions", help="Ask a bank of guiding questions.")] = False,
    bank: Annotated[
        str, typer.Argument(metavar="[BANK]", help="The bank; the first of the consultation by default.")
    ] = "",
    on_drafts: Annotated[bool, typer.Option("--drafts", help="Ask for positions on the drafts.")] = False,
    opens: Annotated[str, typer.Option(help="When it opens (ISO 8601 or 7d); at once by default.")] = "",
    closes: Annotated[str, typer.Option(help="When it closes (ISO 8601 or 7d); by hand by default.")] = "",
    beside: Annotated[
        bool, typer.Option("--beside", help="People may be in it and in another round of the consultation at once.")
    ] = False,
    *,
    target: Annotated[
        list[str] | None,
        typer.Option("--target", help="How many of a group to hear: region=oceania:30; 0 for none; several times."),
    ] = None,
) -> None:
    """Launch a round and print its id alone."""
    from config.wiring import reference_of
    from consultation.facilitation import launch
    from consultation.moments import parse_time
    from consultation.progress import targets
    from consultation.rounds import Kind

    if questions == on_drafts:
        raise typer.BadParameter("give one of --questions and --drafts")
    deployment = deployment_here()
    consultation = deployment.consultation(reference)
    now = deployment.clock.now()
    starts = parse_time(opens, now=now, timezone=consultation.timezone, option="--opens") if opens else now
    launched = launch(
        deployment.store,
        consultation,
        reference=reference_of(reference),
        kind=Kind.DRAFTS if on_drafts else Kind.QUESTIONS,
        guide=bank or (consultation.guides[0].id if consultation.guides else ""),
        opens=starts,
        closes=parse_time(closes, now=starts, timezone=consultation.timezone, option="--closes") if closes else None,
        now=now,
        tokens=deployment.tokens,
        beside=beside,
        aims=targets(target or (), consultation, option="--target"),
    )
    print(launched.id)


@rounds.command("status")
def round_status(round_id: RoundId, as_json: AsJson = False) -> None:
    """Print how a round goes: what was said, by how many, in which languages."""
    from config.listings import json_of
    from config.status import status_json, status_text

    deployment = deployment_here()
    going = deployment.going(round_id)
    if as_json:
        print(json_of(status_json(going.status, going.progress)))
    else:
        print(status_text(going.status, going.progress, deployment.consultation(going.status.round.consultation)))


@rounds.command("target")
def round_target(
    round_id: RoundId,
    targets: Annotated[
        list[str],
        typer.Argument(metavar="TARGET…", help="How many of a group to hear: region=oceania:30; 0 ends it."),
    ],
) -> None:
    """Set how many people of which groups a round is to hear; round status says how many it has."""
    from consultation.facilitation import aim
    from consultation.progress import targets as read_targets

    deployment = deployment_here()
    consultation = deployment.consultation(deployment.store.round(round_id).consultation)
    wanted = read_targets(targets, consultation, option="TARGET")
    aim(deployment.store, round_id, wanted, now=deployment.clock.now())


@rounds.command("close")
def round_close(round_id: RoundId) -> None:
    """Close a round now."""
    from consultation.facilitation import close

    deployment = deployment_here()
    close(deployment.store, round_id, now=deployment.clock.now())


@rounds.command("extend")
def round_extend(
    round_id: RoundId, closes: Annotated[str, typer.Option(help="When it closes now (ISO 8601 or 7d).")]
) -> None:
    """Give a round more time; one that has closed opens again."""
    from consultation.facilitation import extend
    from consultation.moments import parse_time

    deployment = deployment_here()
    consultation = deployment.consultation(deployment.store.round(round_id).consultation)
    now = deployment.clock.now()
    until = parse_time(closes, now=now, timezone=consultation.timezone, option="--closes")
    extend(deployment.store, round_id, closes=until, now=now)


@rounds.command("plan")
def round_plan(round_id: RoundId, as_json: AsJson = False) -> None:
    """Print what the calendar did in a round and will do: how many reminders when, never to whom."""
    from config.listings import json_of
    from config.round_plan import plan_text
    from config.round_plan import round_plan as plan

    found = plan(deployment_here(), round_id)
    print(json_of(found) if as_json else plan_text(found))


@rounds.command("list")
def round_list(as_json: AsJson = False) -> None:
    """Print all rounds: id, stage, code, when they close."""
    from config.listings import json_of, rounds_table

    deployment = deployment_here()
    known = [one.at(deployment.clock.now()) for one in deployment.store.rounds()]
    print(json_of(known) if as_json else rounds_table(known))


@rounds.command("announce")
def round_announce(
    round_id: RoundId,
    group: Annotated[
        list[str] | None, typer.Option("--group", help="A group or channel to announce it in; see group list.")
    ] = None,
    people_of: Annotated[
        str, typer.Option("--people-of", metavar="ROUND", help="Invite everyone who took part in that round.")
    ] = "",
    language: Annotated[str, typer.Option(help="The language in groups; the original's by default.")] = "",
) -> None:
    """Announce an open round in groups, and invite who took part in another; nobody is told twice."""
    from consultation.announcing import announce, invite

    if not group and not people_of:
        raise typer.BadParameter("give --group or --people-of")
    deployment = deployment_here()
    launched, now = deployment.store.round(round_id), deployment.clock.now()
    parts = (deployment.store, deployment.outbox, deployment.announcer(), launched)
    if group:
        print(f"groups: {announce(*parts, groups=group, language=language, now=now)}")
    if people_of:
        print(f"people: {invite(*parts, before=people_of, now=now)}")


@rounds.command("tell")
def round_tell(round_id: RoundId) -> None:
    """Tell everyone who took part in a round that its report is there; nobody is told twice of one edition."""
    from consultation.announcing import tell_results

    deployment = deployment_here()
    launched, now = deployment.store.round(round_id), deployment.clock.now()
    told = tell_results(deployment.store, deployment.outbox, deployment.announcer(), launched, now=now)
    print(f"people: {told}")


@rounds.command("results")
def round_results(
    round_id: RoundId,
    responses: Annotated[
        bool, typer.Option("--responses", help="Tell who knows that what the working group answered since.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say how many would be told; tell nobody.")] = False,
) -> None:
    """Tell everyone whose words the current edition uses where they went, once, and ask whether it got them right."""
    deployment = deployment_here()
    launched, now = deployment.store.round(round_id), deployment.clock.now()
    teller = deployment.teller()
    tell = teller.responses if responses else teller.where
    told = tell(launched, now=now, dry_run=dry_run)
    languages = ", ".join(f"{code} {count}" for code, count in told.languages.items())
    print(f"edition: {told.edition}")
    print(f"people: {told.new}{f' ({languages})' if languages else ''}")
    print(f"told before: {told.before}")


Source = Annotated[str, typer.Option(help="A word for where it is posted, such as village_pump; counted by itself.")]


@rounds.command("link")
def round_link(
    round_id: RoundId,
    source: Source = "",
    qr: Annotated[
        Path | None, typer.Option("--qr", metavar="FILE", help="Write the link as a QR code: .png or .svg.")
    ] = None,
) -> None:
    """Print the ways into a round for one community: each source has links of its own, counted by round status."""
    from config.inviting import draw, ways

    deployment = deployment_here()
    found = ways(deployment.settings, deployment.store.round(round_id), source)
    if qr is not None:
        draw(found, qr)
    print(f"command   {found.command}")
    if found.telegram:
        print(f"telegram  {found.telegram}")
    if found.discord:
        print(f"discord   {found.discord}")


@rounds.command("invitation")
def round_invitation(
    round_id: RoundId,
    source: Source = "",
    language: Annotated[str, typer.Option(help="The language; the original's by default.")] = "",
) -> None:
    """Print an invitation to a round, to paste where a community reads, with its links."""
    from config.inviting import ways

    deployment = deployment_here()
    launched = deployment.store.round(round_id)
    known = deployment.consultation(launched.consultation).languages
    if language and language not in known:
        raise InvalidInput(
            f"the consultation does not speak {language!r}; it speaks: {', '.join(known)}", where="--language"
        )
    text = deployment.announcer().text_to_paste(launched, ways(deployment.settings, launched, source), language)
    print("\n\n".join(line.text for line in text.lines))
