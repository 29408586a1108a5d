"""What people say an edition did not get right, in their words: for who reviews answers. Standard library only."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from consultation.errors import NotAllowed
from consultation.loop.echoes import Dispute
from consultation.ports import Store
from consultation.records import Act


def explanations(
    store: Store, disputes: Sequence[Dispute], *, reason: str, by: str, now: datetime
) -> Mapping[str, str]:
    """Return why people dispute an edition, by the dispute's id, once the audit log says who read it, and why.

    Raises `NotAllowed` without a reason or a name.
    """
    if not reason.strip() or not by.strip():
        raise NotAllowed("say who reads people's words and why; the audit log keeps it")
    found = {one.id: one.words for one in disputes if one.words}
    for one in found:
        store.note(Act(now, by.strip(), "reveal dispute", one, reason.strip()))
    return found
