"""Models for the terminal: what came of learning, and which there are. Imports the core."""

from collections.abc import Iterator, Mapping
from typing import Any

from config.models.kept import CUES_ALONE, Card, Shelf
from config.models.rolling_back import named
from config.models.teaching import Learnt


def learnt_lines(done: Learnt) -> Iterator[str]:
    """Yield what a model was learnt from, both figures, and what was decided."""
    card = done.card
    yield f"{sum(card.examples.values())} examples in {len(card.coded)} of {card.answers} answers: {_kinds(card)}"
    width = max(len("new model"), len(named(card.before)))
    yield f"{'':{width}}  F1 overall  by theme   mean   (on answers held back)"
    yield _figures("new model", width, card.micro_f1, card.macro_f1)
    yield _figures(named(card.before), width, card.before_micro_f1, card.before_macro_f1)
    yield _decision(done)
    for number in done.pruned:
        yield f"{named(number)} was removed: only the newest are kept"


def models_table(shelf: Shelf) -> str:
    """Return the models as aligned lines, the one in use marked."""
    rows = [_row(card, shelf.in_use()) for card in shelf.cards()]
    first = f"{_mark(CUES_ALONE, shelf.in_use())} 0  cues alone"
    return "\n".join((first, *rows))


def models_json(shelf: Shelf) -> Mapping[str, Any]:
    """Return the models, and the number of the one in use, in the form that other tools read."""
    return {"in_use": shelf.in_use(), "models": [card.shown for card in shelf.cards()]}


def _decision(done: Learnt) -> str:
    from nlp.learning.contest import MARGIN

    new, before = named(done.card.number), named(done.card.before)
    if done.better:
        return f"better by {MARGIN} or more: {new} is in use"
    return f"not better by {MARGIN}: nothing changes, {before} stays in use"


def _figures(name: str, width: int, micro: float, macro: float) -> str:
    return f"{name:{width}}  {micro:10.3f}  {macro:8.3f}  {(micro + macro) / 2:5.3f}"


def _kinds(card: Card) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in card.examples.items())


def _row(card: Card, in_use: int) -> str:
    told = (
        f"{_mark(card.number, in_use)} {card.number}  {card.made}  F1 {card.micro_f1:.2f} overall, {card.macro_f1:.2f}"
    )
    told += f" by theme; {_kinds(card)}"
    return f"{told}; removed: {card.gone}" if card.gone else told


def _mark(number: int, in_use: int) -> str:
    return "*" if number == in_use else " "
