"""Is this installation well? Every check, in the order in which one would mend what they find. Imports everyone."""

from collections.abc import Iterator, Sequence

from config.doctor.bots import bots
from config.doctor.installation import Finding, Verdict, database, home
from config.doctor.rounds import outbox, rounds
from config.wiring import Deployment

SIGNS = {Verdict.WELL: "✓", Verdict.DOUBTFUL: "!", Verdict.WRONG: "✗"}


def examine(deployment: Deployment) -> list[Finding]:
    """Return what every check finds; what needs a database is asked only of one that is well and up to date."""
    settings = deployment.settings
    found = [*home(settings), *database(settings)]
    readable = settings.database or (settings.home / "palabre.db").is_file()
    kept = readable and all(
        one.verdict is Verdict.WELL for one in found if one.part in ("keys", "database", "migrations")
    )
    if kept:
        found += [*rounds(deployment), *outbox(deployment)]
    return [*found, *bots(settings, deployment.clock, deployment.outbox.groups() if kept else ())]


def told(findings: Sequence[Finding]) -> str:
    """Return the findings as aligned lines, each remedy under what it is for, and what it comes to."""
    return "\n".join((*_lines(findings), "", _sum(findings)))


def _lines(findings: Sequence[Finding]) -> Iterator[str]:
    width = max(len(one.part) for one in findings)
    for one in findings:
        yield f"{SIGNS[one.verdict]} {one.part:{width}}  {one.found}"
        if one.remedy:
            yield f"  {'':{width}}  → {one.remedy}"


def _sum(findings: Sequence[Finding]) -> str:
    wrong, doubtful = (sum(one.verdict is which for one in findings) for which in (Verdict.WRONG, Verdict.DOUBTFUL))
    if wrong:
        return f"{wrong} to mend" + (f", {doubtful} to look at" if doubtful else "")
    return f"well, but {doubtful} to look at" if doubtful else "all is well"
