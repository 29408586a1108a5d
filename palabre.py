"""The command line: arguments and printing, nothing else. Imports everyone; nothing imports it.

What the commands promise to other tools is written in README.md and held by ``tests/test_commands.py``. Heavy parts
are imported inside the commands that need them: ``palabre --help`` answers at once.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from consultation.errors import InvalidInput, PalabreError
from consultation.records import Quoting

if TYPE_CHECKING:
    from config.wiring import Deployment

app = typer.Typer(
    name="palabre",
    help="Stakeholder consultations in chat: from guiding questions to a synthesis that leads back to answers.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
rounds = typer.Typer(help="Launch, follow, extend and close rounds.", no_args_is_help=True)
drafts = typer.Typer(help="Enter recommendation drafts and their new versions.", no_args_is_help=True)
groups = typer.Typer(help="The groups and channels in which rounds can be announced.", no_args_is_help=True)
app.add_typer(rounds, name="round")
app.add_typer(drafts, name="draft")
app.add_typer(groups, name="group")
discord = typer.Typer(help="What Discord needs beside the bot.", no_args_is_help=True)
app.add_typer(discord, name="discord")

Reference = Annotated[str, typer.Argument(metavar="CONSULTATION", help="A directory, or the name of a shipped one.")]
RoundId = Annotated[str, typer.Argument(metavar="ROUND", help="The round's id.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def main() -> None:
    """Run a command; a problem is one message on standard error and exit status 1."""
    try:
        app()
    except PalabreError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except OSError as error:
        print(f"{error.filename or 'palabre'}: {error.strerror or error}", file=sys.stderr)
        sys.exit(1)


def _deployment(*, clock: str = "", seed: str = "") -> "Deployment":
    """Return the deployment that the settings describe, repeatable where a clock or a seed is given."""
    from datetime import UTC, datetime

    from config.settings import read_settings
    from config.time_and_chance import RandomTokens, SeededTokens, SteppedClock, SystemClock, parse_time
    from config.wiring import Deployment

    start = parse_time(clock, now=datetime.now(UTC), timezone="UTC", option="--clock") if clock else None
    return Deployment(
        read_settings(),
        clock=SteppedClock(start) if start else SystemClock(),
        tokens=SeededTokens(seed) if seed else RandomTokens(),
    )


@app.command()
def check(reference: Reference) -> None:
    """Validate a consultation and print how complete each language is; list every error with file, line and unit."""
    from config.loading import find_consultation, load_consultation

    consultation = load_consultation(find_consultation(reference))
    print(f"{consultation.id}: {len(consultation.units)} units, {len(consultation.codebook.themes)} themes")
    for language, share in consultation.completeness().items():
        print(f"{language}  {share:4.0%}  falls back on {' → '.join(consultation.chain(language)[1:]) or 'nothing'}")


@app.command()
def talk(
    reference: Reference,
    language: Annotated[str, typer.Option(help="The language to be spoken to in.")] = "",
    round_id: Annotated[
        str, typer.Option("--round", help="The round to take part in; without one, one of its own.")
    ] = "",
    name: Annotated[str, typer.Option("--as", help="Who speaks; the same name resumes where it left.")] = "me",
    clock: Annotated[str, typer.Option(help="The time it is, for a run that repeats byte for byte.")] = "",
    seed: Annotated[str, typer.Option(help="The seed of all chance, for a run that repeats byte for byte.")] = "",
    transcript: Annotated[Path | None, typer.Option(help="Write the conversation down here.")] = None,
) -> None:
    r"""Take part in a consultation in the terminal.

    A line is a message (\n in it is a line break); a button is chosen by its number or its label; /edit K text edits
    your K-th message. From a file or a pipe, the conversation is printed as a transcript, and a transcript can be read.
    """
    from bots.terminal_bot import Transcript, spoken
    from config.screens import ConsoleScreen, keyboard, saving
    from config.wiring import sit_down

    deployment = _deployment(clock=clock, seed=seed)
    consultation = deployment.consultation(reference)
    launched = deployment.store.round(round_id) if round_id else deployment.own_round(reference, consultation)
    interactive = sys.stdin.isatty()
    sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]  # bytes that are no UTF-8 are shown as U+FFFD
    with saving(transcript) as saved:
        shown = ConsoleScreen() if interactive else Transcript(sys.stdout.write)
        screens = [shown, *([Transcript(saved.write)] if saved else [])]
        terminal = sit_down(deployment, launched, name=name, language=language, screens=screens)
        terminal.run(keyboard() if interactive else spoken(sys.stdin))


@app.command()
def serve() -> None:
    """Serve all configured bots, the calendar and the outbox, until SIGTERM."""
    from config.logs import start_logging
    from config.serving import serve

    start_logging()
    serve(_deployment())


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
) -> None:
    """Launch a round and print its id alone."""
    from config.time_and_chance import parse_time
    from config.wiring import reference_of
    from consultation.facilitation import launch
    from consultation.rounds import Kind

    if questions == on_drafts:
        raise typer.BadParameter("give one of --questions and --drafts")
    deployment = _deployment()
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
    )
    print(launched.id)


@rounds.command("status")
def round_status(round_id: RoundId, as_json: AsJson = False) -> None:
    """Print how a round goes: what was said, by how many, in which languages."""
    from config.listings import json_of, status_table
    from consultation.facilitation import status

    deployment = _deployment()
    found = status(deployment.store, round_id, now=deployment.clock.now())
    print(json_of(found) if as_json else status_table(found, deployment.consultation(found.round.consultation)))


@rounds.command("close")
def round_close(round_id: RoundId) -> None:
    """Close a round now."""
    from consultation.facilitation import close

    deployment = _deployment()
    close(deployment.store, round_id, now=deployment.clock.now())


@rounds.command("extend")
def round_extend(
    round_id: RoundId, closes: Annotated[str, typer.Option(help="When it closes now (ISO 8601 or 7d).")]
) -> None:
    """Give a round more time; one that has closed opens again."""
    from config.time_and_chance import parse_time
    from consultation.facilitation import extend

    deployment = _deployment()
    consultation = deployment.consultation(deployment.store.round(round_id).consultation)
    now = deployment.clock.now()
    until = parse_time(closes, now=now, timezone=consultation.timezone, option="--closes")
    extend(deployment.store, round_id, closes=until, now=now)


@rounds.command("list")
def round_list(as_json: AsJson = False) -> None:
    """Print all rounds: id, stage, code, when they close."""
    from config.listings import json_of, rounds_table

    deployment = _deployment()
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
    deployment = _deployment()
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

    deployment = _deployment()
    launched, now = deployment.store.round(round_id), deployment.clock.now()
    told = tell_results(deployment.store, deployment.outbox, deployment.announcer(), launched, now=now)
    print(f"people: {told}")


@groups.command("list")
def group_list(as_json: AsJson = False) -> None:
    """Print the groups and channels that a bot is in."""
    from config.listings import groups_table, json_of

    known = _deployment().outbox.groups()
    shown = [{"id": group.id, "name": group.name, "joined": group.joined} for group in known]
    print(json_of(shown) if as_json else groups_table(known))


@discord.command("sync")
def discord_sync(
    guild: Annotated[int, typer.Option("--guild", help="In this server only, at once; in all by default.")] = 0,
) -> None:
    """Make the slash commands known to Discord; needed once, and after an update."""
    from config.services import sync_commands

    print(sync_commands(_deployment(), guild))


@app.command()
def outbox(
    round_id: Annotated[str, typer.Option("--round", help="Of this round only.")] = "", as_json: AsJson = False
) -> None:
    """Print what became of notices: how many wait or are sent, and each that was refused or whose fate is unknown."""
    from config.listings import json_of, outbox_table

    sendings = _deployment().outbox.sendings(round_id)
    print(json_of(sendings) if as_json else outbox_table(sendings))


@drafts.command("import")
def draft_import(
    reference: Reference,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="YAML, CSV or wikitext.")],
    version: Annotated[str, typer.Option(help="The version's name, where the file does not say (wikitext).")] = "",
) -> None:
    """Enter drafts, or new versions of drafts, with lineage, short and full texts."""
    from config.loading import read_drafts

    deployment = _deployment()
    consultation = deployment.consultation(reference)
    entered = read_drafts(file, consultation, version=version)
    deployment.store.add_drafts(consultation.id, entered)
    for draft in entered:
        print(f"{draft.id}\t{draft.version}\t{draft.title.shown(consultation.chain(consultation.languages[0])).text}")


@app.command()
def tag(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A JSON object per line, with id and text; - is standard input.")
    ],
    codebook: Annotated[Path, typer.Option(help="The codebook, a YAML file.")],
    out: Annotated[str, typer.Option(help="The file to write; - is standard output.")] = "-",
    workers: Annotated[int, typer.Option(min=1, help="How many processes share the work.")] = 1,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Go on past lines that cannot be read.")] = False,
) -> None:
    """Tag the answers in a file by the themes of a codebook, without a database."""
    from config.screens import progress_bar
    from config.tagging import tag_file

    bad: list[InvalidInput] = []

    def name(problem: InvalidInput) -> None:
        bad.append(problem)
        print(problem, file=sys.stderr)

    with progress_bar() as progress:
        skip = name if skip_bad else None
        tag_file(file, codebook=codebook, out=out, workers=workers, skip_bad=skip, progress=progress)
    if bad:
        raise typer.Exit(1)


@app.command()
def report(
    round_id: RoundId,
    formats: Annotated[str, typer.Option("--format", help="One or several, with commas: html, md.")] = "html,md",
    language: Annotated[str, typer.Option(help="The language of the report; the original's by default.")] = "",
    by: Annotated[str, typer.Option(help="Cut by region, language, role, level or criterion.")] = "",
    out: Annotated[Path | None, typer.Option(help="The folder to write to; var/editions/ROUND/N by default.")] = None,
    draft: Annotated[bool, typer.Option("--draft", help="Make a preview, which is no edition.")] = False,
    others: Annotated[
        list[str] | None, typer.Option("--with", help="Another round of the consultation to draw on.")
    ] = None,
) -> None:
    """Make an edition of the report and print the paths of its files; an open round gives a preview."""
    from config.reporting import make_report

    made = make_report(
        _deployment(),
        (round_id, *(others or ())),
        language=language,
        formats=[name.strip() for name in formats.split(",")],
        by=by or None,
        base=out / "report" if out else None,
        preview=draft,
    )
    if made.number is None:
        print("a preview: the round is not closed, or --draft was given", file=sys.stderr)
    for path in made.paths:
        print(path)


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="The folder that the demonstration fills, and replaces.")] = Path(
        "var/demo"
    ),
) -> None:
    """Run the shipped consultation from the first message to the report, without any account."""
    from config.demo import run_demo
    from config.screens import demo_summary, progress_bar

    with progress_bar() as progress:
        made = run_demo(out, progress)
    print(demo_summary(made, out))


@app.command("import")
def import_file(
    round_id: RoundId,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="JSONL, CSV or XLSX; - reads JSONL from standard input.")
    ],
    all_or_nothing: Annotated[
        bool, typer.Option("--all-or-nothing", help="Import nothing where a row is refused.")
    ] = False,
    quote: Annotated[Quoting, typer.Option(help="How these people allowed to be quoted.")] = Quoting.PARAPHRASE,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be imported; keep nothing.")] = False,
) -> None:
    """Import answers from a file into a round; what is there already does not come twice."""
    from config.importing import import_answers, previewed, remarks, summary
    from config.screens import progress_bar

    with progress_bar() as progress:
        done = import_answers(
            _deployment(),
            round_id,
            file,
            quoting=quote,
            all_or_nothing=all_or_nothing,
            dry_run=dry_run,
            progress=progress,
        )
    for refusal in done.refused:
        print(f"{file}:{refusal.number}: {refusal.why}", file=sys.stderr)
    for remark in remarks(done):
        print(remark, file=sys.stderr)
    for line in previewed(done.people) if dry_run else ():
        print(line)
    print(summary(done, dry_run=dry_run, all_or_nothing=all_or_nothing))
    if done.refused:
        raise typer.Exit(1)


@app.command()
def forget(code: Annotated[str, typer.Argument(metavar="CODE", help="The code that /privacy shows a person.")]) -> None:
    """Erase a person: every answer, in every round, for good."""
    deployment = _deployment()
    if not deployment.store.erase(code.strip().upper(), at=deployment.clock.now()):
        raise InvalidInput("nobody here has that code; /privacy shows a person theirs", where=code)
    print("erased", file=sys.stderr)


if __name__ == "__main__":
    main()
