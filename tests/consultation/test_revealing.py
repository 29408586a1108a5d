"""A statement shown whole to who reviews it: never without a line in the audit log."""

from datetime import UTC, datetime
from typing import Any

import pytest

from consultation.errors import NotAllowed, NotFound
from consultation.facilitation import reveal
from consultation.records import Act, Answer, Consent, Part, Participation, Piece, Quoting, Revision
from consultation.rounds import Kind, Round
from storage.memory import MemoryStore

NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)
WORDS = "Write to ana@example.org."


def kept(
    made: type[MemoryStore] = MemoryStore, *, withdrawn: datetime | None = None, aside: str = "", **author: Any
) -> MemoryStore:
    store = made()
    store.add_round(Round("r1", "CODE", "partnerships", Kind.QUESTIONS, opens=NOW))
    first, last = (Revision(n, NOW, (Piece("m", text),), "en") for n, text in ((1, "An earlier word."), (2, WORDS)))
    answer = Answer("A1", "areas", Part.ANSWER, (first, last), withdrawn=withdrawn, aside=aside)
    given: dict[str, Any] = {"consent": Consent("v1", NOW), **author}
    store.add_participations([Participation("ada", "r1", "en", NOW, answers=(answer,), **given)])
    return store


@pytest.mark.parametrize("quoting", [None, *Quoting])
def test_it_is_shown_as_it_was_written_once_the_log_says_to_whom_and_why(quoting: Quoting | None) -> None:
    store = kept(quoting=quoting)
    assert reveal(store, "A1", reason=" coding it ", by=" eve ", now=NOW) == WORDS
    assert store.acts() == (Act(NOW, "eve", "reveal", "A1", "coding it"),)


@pytest.mark.parametrize(
    ("of", "why"),
    [
        ({"withdrawn": NOW}, "statement A1 is shown to nobody: its author withdrew it"),
        ({"consent": Consent("v1", NOW, NOW)}, "statement A1 is shown to nobody: its author withdrew it"),
        ({"consent": None}, "statement A1 is shown to nobody: its author withdrew it"),
        ({"aside": "spam"}, "statement A1 is shown to nobody: a facilitator set it aside"),
        ({"on_record": False}, "statement A1 is shown to nobody: it was said off the record"),
    ],
)
def test_what_nobody_may_see_is_refused_and_not_noted(of: dict[str, Any], why: str) -> None:
    store = kept(**of)
    with pytest.raises(NotAllowed, match=f"^{why}$"):
        reveal(store, "A1", reason="coding it", by="eve", now=NOW)
    assert store.acts() == ()


@pytest.mark.parametrize(("reason", "by", "why"), [(" ", "eve", "say why"), ("coding it", "", "say who asks")])
def test_nobody_looks_without_a_name_and_a_reason(reason: str, by: str, why: str) -> None:
    store = kept()
    with pytest.raises(NotAllowed, match=why):
        reveal(store, "A1", reason=reason, by=by, now=NOW)
    assert store.acts() == ()


def test_an_unknown_statement_is_none() -> None:
    with pytest.raises(NotFound, match="no answer A9"):
        reveal(kept(), "A9", reason="coding it", by="eve", now=NOW)


class Full(MemoryStore):
    """A store that cannot note anything."""

    def note(self, act: Act) -> None:
        raise OSError(f"no room for {act.verb}")


def test_what_cannot_be_noted_is_not_shown() -> None:
    with pytest.raises(OSError, match="no room for reveal"):
        reveal(kept(Full), "A1", reason="coding it", by="eve", now=NOW)
