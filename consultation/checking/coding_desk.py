"""Coding a sample over the stores: the desk of a round, and what is kept of a coding. Standard library only.

Chat and command line share it.
"""

from collections.abc import Sequence

from consultation.checking.coding import Coding, Desk, desk
from consultation.errors import NotFound
from consultation.ports import Codings, Store
from consultation.records import Act


def desk_of(store: Store, codings: Codings, round_id: str) -> Desk:
    """Return the newest sample of a round as it stands; raise `NotFound` where none was drawn."""
    record, samples = store.record(round_id), codings.samples(round_id)
    if not samples:
        raise NotFound(f"no sample of round {round_id} was drawn yet: palabre agreement draw {round_id}")
    newest = samples[-1]
    return desk(newest, record, codings.codings(round_id, newest.number))


def keep_coded(store: Store, codings: Codings, there: Desk, new: Sequence[Coding], *, by: str) -> None:
    """Keep the codings of one coder that are new (`coding.codings_of`), noted in the audit log.

    Raises `NotFound` where an answer was erased since.
    """
    if new:
        sample, (first, *_) = there.sample, new
        codings.keep_codings(sample.round, sample.number, new)
        store.note(Act(first.at, by, "code", sample.round, f"sample {sample.number}: {len(new)} by {first.coder}"))
