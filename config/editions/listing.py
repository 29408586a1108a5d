"""The editions of a round as a table or as data. Imports the core."""

from collections.abc import Mapping, Sequence

from config.listings import aligned
from consultation.editions import Edition, State, current_edition


def listed(editions: Sequence[Edition]) -> list[Mapping[str, object]]:
    """Return what is told of each edition, without what it used."""
    current = current_edition(editions)
    return [
        {
            "number": one.number,
            "made": one.made,
            "rounds": one.rounds,
            "language": one.language,
            "formats": one.formats,
            "by": one.by,
            "state": one.state,
            "current": one is current,
            "causes": {cause: one.causes[cause] for cause in sorted(one.causes)},
            "superseded_by": one.superseded_by,
            "can_be_made_again": one.pinned,
        }
        for one in editions
    ]


def editions_table(editions: Sequence[Edition]) -> str:
    """Return editions as aligned lines: number, when and as what it was made, how it is and why."""
    if not editions:
        return "no editions yet; make one with: palabre report ROUND"
    current = current_edition(editions)
    return aligned([(str(one.number), _line(one, current=one is current)) for one in editions])


def _line(one: Edition, *, current: bool) -> str:
    made_as = f"{one.made:%Y-%m-%d %H:%M}Z  {one.language}  {','.join(one.formats)}"
    by = f"  by {one.by}" if one.by else ""
    others = f"  with {', '.join(one.others)}" if one.others else ""
    return f"{made_as}{by}{others}  {_state(one)}{', current' if current else ''}"


def _state(one: Edition) -> str:
    causes = ", ".join(f"{one.causes[cause]} {cause}" for cause in sorted(one.causes))
    succeeded = f" by {one.superseded_by}" if one.state is State.SUPERSEDED else ""
    return f"{one.state}{succeeded}{f' ({causes})' if causes else ''}"
