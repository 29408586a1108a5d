"""The jobs behind `palabre agreement`: draw a sample, find it, enter what people coded. Imports everyone."""

import secrets
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from config.codebooks.themes_shown import WIDTH
from config.coding.entries import read_sheet
from config.coding.session import Session
from config.wiring import Deployment
from consultation.checking import coding_desk
from consultation.checking.coding import Coding, Desk, Sample, Showing, codings_of, desk, require_codebook
from consultation.checking.coding_desk import keep_coded
from consultation.checking.quality import Quality
from consultation.checking.sampling import draw
from consultation.errors import InvalidFiles, InvalidInput, NotAllowed
from consultation.facilitation import ACTOR
from consultation.guide import Consultation
from consultation.records import Act

SEEDS = 1_000_000_000
"""Where no seed is given it is drawn below this: short enough to be read out."""


def draw_sample(deployment: Deployment, round_id: str, *, size: int, shown: float, seed: int | None) -> Sample:
    """Draw a sample of a round and keep it, noted in the audit log.

    One that nobody has begun to code is replaced; once it is coded whole another can be drawn. Raises `NotAllowed`
    while somebody still has something to code.
    """
    codings, record = deployment.codings, deployment.store.record(round_id)
    before = codings.samples(round_id)
    number = before[-1].number if before else 1
    if begun := before and codings.codings(round_id, number):
        there = desk(before[-1], record, begun)
        if still := tuple(left(there)):
            raise NotAllowed(f"sample {number} of {round_id} is being coded: {'; '.join(still)}")
        number += 1
    now = deployment.clock.now()
    sample = draw(
        record,
        number=number,
        size=size,
        shown=shown,
        seed=secrets.randbelow(SEEDS) if seed is None else seed,
        codebook=deployment.consultation(record.round.consultation).codebook.fingerprint,
        at=now,
    )
    codings.add_sample(sample)
    note = f"sample {number}: {len(sample.answers)} of {sample.population}, seed {sample.seed}"
    deployment.store.note(Act(now, ACTOR, "draw sample", round_id, note))
    return sample


def desk_of(deployment: Deployment, round_id: str) -> Desk:
    """Return the newest sample of a round as it stands; raise `NotFound` where none was drawn."""
    return coding_desk.desk_of(deployment.store, deployment.codings, round_id)


def consultation_of(deployment: Deployment, there: Desk) -> Consultation:
    """Return the consultation that a sample is of."""
    return deployment.consultation(deployment.store.round(there.sample.round).consultation)


def enter(
    deployment: Deployment, there: Desk, coder: str, coded: Sequence[tuple[str, Sequence[str]]]
) -> tuple[Coding, ...]:
    """Keep what somebody coded, (answer id, theme ids) each, all or nothing; return what is new of it.

    It is noted in the audit log. Raises as `codings_of` does, and `NotFound` where an answer was erased since.
    """
    codebook = consultation_of(deployment, there).codebook
    new = codings_of(there, coder, coded, codebook=codebook, at=deployment.clock.now())
    keep_coded(deployment.store, deployment.codings, there, new, by=ACTOR)
    return new


@dataclass(frozen=True, slots=True)
class Entered:
    """What entering a sheet did: rows that are new or changed, those as they were, those of answers that are gone."""

    desk: Desk
    new: int
    same: int
    gone: int


def enter_sheet(deployment: Deployment, there: Desk, coder: str, path: Path) -> Entered:
    """Enter a sheet that somebody filled in, all of it or nothing.

    Raises `InvalidInput`, every problem at once by row, also where a row is not before this coder.
    """
    codebook = consultation_of(deployment, there).codebook
    require_codebook(there.sample, codebook)
    sheet = read_sheet(path, there, codebook)
    problems = []
    for entry in sheet.entries:
        try:
            codings_of(there, coder, [entry.coded], codebook=codebook, at=there.sample.drawn)
        except NotAllowed as error:
            problems.append(InvalidInput(str(error), where=f"{path}:{entry.row}"))
    if problems:
        raise InvalidFiles(problems)
    new = enter(deployment, there, coder, [entry.coded for entry in sheet.entries])
    return Entered(there.after(new), len(new), len(sheet.entries) - len(new), sheet.gone)


def code_in_terminal(deployment: Deployment, round_id: str, alias: str) -> None:
    """Let somebody code at the terminal, or from standard input, a line an answer."""
    from rich.console import Console

    there = desk_of(deployment, round_id)
    consultation = consultation_of(deployment, there)
    require_codebook(there.sample, consultation.codebook)
    coder = there.known_as(alias)
    width = min(Console().width, WIDTH)
    Session(
        there,
        coder,
        consultation,
        deployment.finder(consultation),
        console=Console(width=width, highlight=False, markup=False, emoji=False),
        lines=typed() if sys.stdin.isatty() else (line.rstrip("\r\n") for line in sys.stdin),
        enter=lambda before, coded: enter(deployment, before, coder, coded),
        again=lambda: desk_of(deployment, round_id),
    ).run()


def typed() -> Iterator[str]:
    """Yield what is typed until the end of input."""
    with suppress(EOFError):
        while True:
            yield input("> ")


def quality_of(deployment: Deployment, there: Desk) -> Quality | None:
    """Return how good the tags are by one sample, None until its blind part is coded."""
    from nlp.agreement import quality

    return quality(there, [theme.id for theme in consultation_of(deployment, there).codebook.themes])


def left(there: Desk) -> Iterator[str]:
    """Yield who still has how much to code, in words."""
    for coder in there.coders:
        for showing in Showing:
            still, whole = len(there.left(coder, showing)), len(there.part(showing))
            if still:
                yield f"{coder} has {still} of {whole} {showing} answers left"


def require_blind_done(there: Desk) -> None:
    """Raise `NotAllowed` until the blind part is coded by everybody who began: the machine's figures are hidden."""
    if not there.done(Showing.BLIND):
        still = "; ".join(left(there)) or "nobody has begun"
        raise NotAllowed(f"how good the tags are is not told before the blind part is coded: {still}")
