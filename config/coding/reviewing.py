"""The jobs behind `palabre review`: the queue, and reviewing at a terminal. Imports everyone."""

import sys
from collections.abc import Sequence
from typing import Any

from config.codebooks.themes_shown import WIDTH
from config.coding.agreeing import typed
from config.coding.review_session import ReviewSession
from config.wiring import Deployment
from consultation.checking.review_desk import case_of, decide, queue_of, taken_next
from consultation.checking.reviewing import Reason
from consultation.errors import NotAllowed


def review_queue(deployment: Deployment, round_id: str) -> list[dict[str, Any]]:
    """Return which answers wait to be reviewed, in order: id, reason, and who has it in hand, "" for nobody."""
    queue = queue_of(deployment.store, deployment.codings, round_id)
    hands = deployment.claims.claimed([one.answer for one in queue], now=deployment.clock.now())
    return [
        {"statement": one.answer, "reason": one.reason.value, "in_hand": hands.get(one.answer, "")} for one in queue
    ]


def queue_table(queue: Sequence[dict[str, Any]]) -> str:
    """Return the queue as lines, and how many wait for which reason."""
    lines = [
        f"{number:5}  {one['statement']}  {one['reason']:9}  {one['in_hand']}".rstrip()
        for number, one in enumerate(queue, 1)
    ]
    counted = ", ".join(f"{sum(one['reason'] == reason for one in queue)} {reason}" for reason in Reason)
    return "\n".join((*lines, f"{len(queue)} answers wait: {counted}"))


def review_in_terminal(deployment: Deployment, round_id: str, alias: str) -> None:
    """Let somebody review at the terminal, or from standard input; raise `NotAllowed` without a name."""
    from rich.console import Console

    name = " ".join(alias.split())
    if not name:
        raise NotAllowed("say who reviews, with --as; the audit log keeps it")
    consultation = deployment.consultation(deployment.store.round(round_id).consultation)
    finder, store, clock = deployment.finder(consultation), deployment.store, deployment.clock
    ReviewSession(
        consultation,
        console=Console(width=min(Console().width, WIDTH), highlight=False, markup=False, emoji=False),
        lines=typed() if sys.stdin.isatty() else (line.rstrip("\r\n") for line in sys.stdin),
        following=lambda skipped: taken_next(
            store, deployment.codings, deployment.claims, round_id, by=name, now=clock.now(), skipped=skipped
        ),
        look=lambda answer: case_of(store, answer, finder),
        keep=lambda ruling: decide(store, consultation, ruling, by=name, now=clock.now()),
    ).run()
    deployment.claims.claim((), by=name, now=clock.now(), until=clock.now())
