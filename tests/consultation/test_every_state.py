"""Each state, come to on foot, and everything that can be sent there: the promises hold after each."""

from collections.abc import Callable
from pathlib import Path

import pytest

from consultation.flow import UNCONSENTED, State
from consultation.rounds import Kind
from consultation.understanding import BUTTONS, COMMANDS
from storage.memory import MemoryStore
from storage.store import SqlStore
from tests.consultation.conversations import ERASED, OUT_OF_PLACE, Installation, Respondent, Twins, can_be

TO_REVIEW = "agree d: side:1:support = done = done /my"
WAYS = {
    State.ARRIVING: "",
    State.CONSENTING: "",
    State.DECLINED: "refuse",
    State.CHOOSING: "agree",
    State.ANSWERING: "agree free =",
    State.WEIGHING: "agree d:",
    State.ARGUING: "agree d: side: =",
    State.COMPLETING: "agree d: side: = done =",
    State.REVIEWING: TO_REVIEW,
    State.READING: f"{TO_REVIEW} open:",
    State.REWORDING: f"{TO_REVIEW} open: reword:",
    State.CORRECTING: f"{TO_REVIEW} open: correct:",
    State.WITHDRAWING: f"{TO_REVIEW} /withdraw",
    State.QUOTING: f"{TO_REVIEW} go-on",
    State.DESCRIBING: f"{TO_REVIEW} go-on quote: skip:",
    State.THANKED: f"{TO_REVIEW} go-on quote: skip: skip: skip:",
    State.STOPPING: f"{TO_REVIEW} /stop",
    State.FORGETTING: f"{TO_REVIEW} /forget",
}
ARGUMENTS = ("", ":", ":1", ":2", ":1:support", ":2:study", ":role:staff", ":criteria:law", ":criteria", ":nonsense")
SAID = (
    "No",
    "yes",
    "👍",
    "A tool or a grant for every one of us",
    "",
    "\u200b",
    "/nonsense",
    "/language fr",
    *COMMANDS,
)

Act = Callable[[Respondent], object]


class Comers:
    """A round on drafts, and people who come to one of its states."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.installation = Installation.over(MemoryStore())
        self.round = self.installation.launch(Kind.DRAFTS)
        self.came = 0

    def one(self) -> Respondent:
        """Return somebody new, who has come to the state."""
        self.came += 1
        somebody = Respondent(self.installation, f"person-{self.came}")
        if self.state is State.ARRIVING:
            somebody.says("/menu")
        else:
            somebody.enters(self.round)
        somebody.goes(WAYS[self.state])
        assert somebody.at.state is self.state
        return somebody


def keeps_its_promises(somebody: Respondent) -> bool:
    """Say whether somebody is where one can be, with a consent for what stands, and something to read."""
    person = somebody.found()
    if person is None:
        return somebody.hears[0] == ERASED
    stands = [*person.standing(), *(stance for stance in person.stances if stance.withdrawn is None)]
    consented = person.consented == (person.position.state not in UNCONSENTED)
    shown = bool(somebody.hears) and all(somebody.hears)
    return (
        can_be(person, somebody.installation.consultation) and consented and shown and (person.consented or not stands)
    )


@pytest.fixture(params=State)
def comers(request: pytest.FixtureRequest) -> Comers:
    return Comers(request.param)


def test_every_button_on_offer_does_something(comers: Comers) -> None:
    offered = comers.one().data
    assert offered
    for place in range(len(offered)):
        somebody = comers.one()
        somebody.presses(somebody.data[place])
        assert somebody.hears[0] != OUT_OF_PLACE
        assert keeps_its_promises(somebody), somebody.data[place]


def test_every_label_on_offer_can_be_written(comers: Comers) -> None:
    for place in range(len(comers.one().data)):
        pressing, writing = comers.one(), comers.one()
        pressing.presses(pressing.data[place])
        writing.says(writing.offered[place])
        assert writing.hears == pressing.hears


@pytest.mark.parametrize("text", SAID)
def test_whatever_is_written_has_a_defined_outcome(comers: Comers, text: str) -> None:
    somebody = comers.one()
    somebody.says(text)
    assert keeps_its_promises(somebody)


def test_media_and_edits_have_a_defined_outcome(comers: Comers) -> None:
    acts: tuple[Act, ...] = (
        lambda somebody: somebody.sends_medium("voice"),
        lambda somebody: somebody.sends_medium("photo", caption="A tool"),
        lambda somebody: somebody.edits(1, "A better tool"),
        lambda somebody: somebody.edits(somebody.messages, "A better tool"),
        lambda somebody: somebody.edits(somebody.messages, ""),
    )
    for act in acts:
        somebody = comers.one()
        act(somebody)
        assert keeps_its_promises(somebody)


def test_no_forged_button_breaks_a_promise(comers: Comers) -> None:
    for name in (*BUTTONS, "nonsense"):
        somebody = comers.one()
        item, answers = somebody.at.item, somebody.kept.answers
        own = [f":{answer.id}" for answer in answers]
        for argument in (*ARGUMENTS, *own, f":{item}:support", f":{item}:tools", f":{item}:nonsense"):
            somebody.presses_old(f"{name}{argument}")
            assert keeps_its_promises(somebody), f"{name}{argument}"
            if somebody.found() is None or somebody.at.state is not comers.state:
                somebody = comers.one()


def test_what_is_loaded_on_the_way_to_any_state_is_what_was_kept(database: Path) -> None:
    with SqlStore.open(f"sqlite:///{database}") as file:
        installation = Installation.over(Twins.of(MemoryStore(), file))
        known = installation.launch(Kind.DRAFTS)
        for number, way in enumerate((*WAYS.values(), f"{TO_REVIEW} open: correct: theme: theme: back")):
            somebody = Respondent(installation, f"person-{number}", language="fr" if number % 2 else "en")
            somebody.enters(known)
            somebody.goes(way)
            installation.record(known)


def test_help_is_there_and_so_is_a_way_out(comers: Comers) -> None:
    somebody = comers.one()
    before = somebody.kept
    somebody.says("/help")
    assert somebody.hears[0] == "What you can do at any time"
    assert somebody.kept == before
    somebody.says("/menu")
    assert somebody.at.state is (State.CHOOSING if before.consented else comers.state)
    assert somebody.offered
