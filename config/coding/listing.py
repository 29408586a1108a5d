"""What `palabre agreement` prints: who has coded how much, and how good the tags are. Imports the core and ours."""

from collections.abc import Iterator, Sequence
from typing import Any

from config.coding.sheets import chain_of
from consultation.checking.coding import Desk, Sample, Showing
from consultation.checking.quality import Estimate, Quality
from consultation.guide import Consultation

NO_FIGURE = "–"
GAP = "  "


def drawn_line(sample: Sample, title: str) -> str:
    """Return what was drawn, in one line."""
    blind = sum(one.showing is Showing.BLIND for one in sample.answers)
    shown = len(sample.answers) - blind
    counted = f"{len(sample.answers)} of {sample.population} answers"
    return f"{title}: {counted}, {blind} to code blind, {shown} with the machine's tags shown; seed {sample.seed}"


def progress_of(there: Desk) -> dict[str, Any]:
    """Return how far the coding of a sample is, for JSON: how many of each part each coder has coded."""
    parts = {showing: len(there.part(showing)) for showing in Showing}
    return {
        "round": there.sample.round,
        "sample": there.sample.number,
        "seed": there.sample.seed,
        "drawn": there.sample.drawn,
        "population": there.sample.population,
        **{showing.value: count for showing, count in parts.items()},
        "gone": len(there.gone),
        "coders": {
            coder: {showing.value: count - len(there.left(coder, showing)) for showing, count in parts.items()}
            for coder in there.coders
        },
    }


def progress_table(there: Desk) -> str:
    """Return how far the coding of a sample is, as lines."""
    lines = [drawn_line(there.sample, f"sample {there.sample.number} of {there.sample.round}")]
    if there.gone:
        lines.append(f"{len(there.gone)} of them left it: withdrawn, set aside or edited since")
    for coder in there.coders:
        coded = [
            f"{len(there.part(one)) - len(there.left(coder, one))} of {len(there.part(one))} {one}" for one in Showing
        ]
        lines.append(f"{coder} has coded {', '.join(coded)}")
    return "\n".join(lines)


def quality_table(found: Quality, consultation: Consultation) -> str:
    """Return how good the tags are: all themes, then each; intervals hold 95 of 100 resamples."""
    chain, book = chain_of(consultation), consultation.codebook
    header = ("", "people", "machine", "alpha", "F1")
    rows = [
        ("all themes together", "", "", estimated(found.alpha), estimated(found.micro)),
        ("mean of those people found", "", "", "", estimated(found.macro)),
    ]
    for one in found.themes:
        theme = book.theme(one.theme)
        name = theme.label(chain) if theme else one.theme
        rows.append((name, str(one.coded), str(one.heard), estimated(one.alpha), estimated(one.f1)))
    return "\n".join([*_aligned([header, *rows]), "", *_notes(found)])


def _notes(found: Quality) -> Iterator[str]:
    yield "people, machine: the blind answers in which any person found the theme, and in which the machine heard it"
    if found.coders == 1:
        yield "alpha: none, since one person coded; F1: the machine against that person, [95 % interval]"
    else:
        yield "alpha: Krippendorff's, between two people; F1: the machine against each of them, [95 % interval]"
    if found.people:
        yield f"the two people with each other, F1 all themes together: {estimated(found.people)}"
    if found.gap:
        parts = f"F1 {estimated(found.gap.shown)} shown, {estimated(found.gap.blind)} blind"
        yield f"how far people follow the machine: {parts}, gap {estimated(found.gap.gap)}"
    elif found.shown:
        yield "how far people follow the machine is not known until five answers or more are coded with its tags shown"
    yield f"{NO_FIGURE}: fewer than 5 answers, no figure"


def estimated(estimate: Estimate | None) -> str:
    """Return a figure and its interval, two decimals each."""
    if estimate is None:
        return NO_FIGURE
    return f"{estimate.value:.2f} [{estimate.low:.2f}, {estimate.high:.2f}]"


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return [GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
