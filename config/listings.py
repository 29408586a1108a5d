"""Lists for the terminal: rounds, groups, the outbox, each as a table or JSON. Imports the core."""

import dataclasses
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from config.answers.cells import printable
from config.codebooks.emerging import Listing, Offered
from consultation.notices import Fate, Group, Sending
from consultation.rounds import Round

SETTLED_WELL = (Fate.WAITING, Fate.SENDING, Fate.SENT)
SHOWN_OF_ID = 8
"""Characters of a group's id that are shown: enough to name it."""


def json_of(value: object) -> str:
    """Return records as indented JSON, times in ISO 8601."""
    return json.dumps(_plain(value), ensure_ascii=False, indent=2)


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: _plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def rounds_table(rounds: Sequence[Round]) -> str:
    """Return rounds as aligned lines: id, stage, kind, code, closing time."""
    if not rounds:
        return "no rounds yet; launch one with: palabre round launch CONSULTATION --questions"
    rows = [
        (
            known.id,
            f"{known.stage:9}  {known.kind:9}  {known.code}  {known.closes.isoformat() if known.closes else '—'}",
        )
        for known in rounds
    ]
    return aligned(rows)


def groups_table(groups: Sequence[Group]) -> str:
    """Return groups as aligned lines: the beginning of the id, name, when the bot came."""
    if not groups:
        return "no groups yet; add the bot to one in the app, and it appears here"
    return aligned([(group.id[:SHOWN_OF_ID], f"{group.joined:%Y-%m-%d}  {printable(group.name)}") for group in groups])


def outbox_table(sendings: Sequence[Sending]) -> str:
    """Return how many notices had which fate, then each that somebody should look at, with the reason."""
    if not sendings:
        return "nothing was sent yet but replies"
    counted = Counter((sending.round, sending.purpose, sending.fate) for sending in sendings)
    rows = [(f"{launched}  {purpose}", f"{fate:8}  {count}") for (launched, purpose, fate), count in counted.items()]
    odd = [
        (f"{sending.number}  {sending.round}  {sending.purpose}", f"{sending.fate:8}  {sending.note}")
        for sending in sendings
        if sending.fate not in SETTLED_WELL
    ]
    return "\n\n".join(aligned(some) for some in (rows, odd) if some)


def learnt_table(about: Mapping[str, Any]) -> str:
    """Return what is known of a model as aligned lines: examples by theme, and how good it is."""
    rows: list[tuple[str, object]] = list(about["examples"].items())
    rows.append(("answers, of which coded", f"{about['answers']}, {about['coded']}"))
    if about["micro_f1"] is None:
        rows.append(("F1 on coded answers", "too few to measure"))
    else:
        rows.append(("F1 on coded answers, overall", _measured(about["micro_f1"], about["micro_interval"])))
        rows.append(("F1 on coded answers, by theme", _measured(about["macro_f1"], about["macro_interval"])))
    return aligned(rows)


def _measured(figure: float, interval: Sequence[float]) -> str:
    least, most = interval
    return f"{figure:.2f}, {least:.2f} to {most:.2f} with 95 % confidence"


def evaluation_table(found: Mapping[str, Any]) -> str:
    """Return an evaluation as aligned lines: all themes together, then each with its support."""
    figures = [("F1 over all pairs", "micro_f1"), ("F1, mean of themes", "macro_f1"), ("precision", "precision")]
    rows = [(name, f"{found[key]:.3f}") for name, key in [*figures, ("recall", "recall")]]
    rows.append(("examples, tested, seeds", f"{found['n_train']}, {found['n_test']}, {found['seeds']}"))
    rows.append(("texts per second", f"{found['texts_per_second']:.0f}"))
    for theme, score in found["themes"].items():
        parts = f"precision {score['precision']:.2f}  recall {score['recall']:.2f}  of {score['support']}"
        rows.append((theme, f"{score['f1']:.3f}  {parts}"))
    return aligned(rows)


def emerging_table(found: Listing) -> str:
    """Return what may be emerging: counts, then each proposal with its words and examples."""
    rows: list[tuple[str, object]] = [
        ("answers without a theme", found.without_theme),
        ("that say nothing", len(found.non_answers)),
        ("in no proposal", len(found.alone)),
    ]
    return "\n\n".join((aligned(rows), *map(_offered, found.proposals)))


def _offered(one: Offered) -> str:
    """Return one proposal as lines."""
    decision = one.decision
    status = f"{decision.verdict}: {decision.theme or decision.reason}" if decision else "not decided"
    people = f"{len(one.answers)} answers by {one.respondents} respondents ({one.share:.0%} in {one.language})"
    lines = [f"{one.id}  {', '.join(one.cues)}", f"  {people}, sureness {one.sureness:.2f} · {status}"]
    lines += [f"  – {example.id}  {' '.join(example.text.split())}" for example in one.examples]
    return "\n".join((*lines, *([f"  {one.unshown} counted only, not shown"] if one.unshown else [])))


def aligned(rows: Sequence[tuple[str, object]]) -> str:
    """Return names and values as lines, the values below each other."""
    width = max(len(name) for name, _ in rows)
    return "\n".join(f"{name:{width}}  {value}" for name, value in rows)
