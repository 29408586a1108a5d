"""A sample of a small town's answers on a desk, to be coded in sheets and at the terminal."""

from collections.abc import Mapping, Sequence

from consultation.checking.coding import Coding, Desk, Drawn, Sample, Showing, desk
from tests.reports.snapshots import OPENED, person, said, snapshot, token, town

TOWN = town()
FINGERPRINT = TOWN.codebook.fingerprint


def a_desk(
    blind: Sequence[str], shown: Sequence[str] = (), codings: Mapping[str, Mapping[str, Sequence[str]]] | None = None
) -> Desk:
    """Return a desk with these words on it, all heard as equity; ``codings`` are by coder and words."""
    words = [*blind, *shown]
    record = snapshot([person(f"p{n}", said(one, "equity"), quoting="none") for n, one in enumerate(words)]).rounds[0]
    drawn = [
        Drawn(token(one), 1, Showing.BLIND if n < len(blind) else Showing.SHOWN, 1.0, ("equity",))
        for n, one in enumerate(words)
    ]
    sample = Sample("R1", 1, OPENED, 7, FINGERPRINT, len(words), tuple(drawn))
    showings = {one.answer: one.showing for one in drawn}
    made = [
        Coding(token(one), 1, showings[token(one)], coder, tuple(themes), FINGERPRINT, OPENED)
        for coder, theirs in (codings or {}).items()
        for one, themes in theirs.items()
    ]
    return desk(sample, record, made)
