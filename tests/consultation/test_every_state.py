"""Each state, come to on foot, and everything that can be sent there: the promises hold after each."""

from collections.abc import Callable

import pytest

from consultation.editions import Edition
from consultation.flow import UNCONSENTED, State
from consultation.loop.echoes import Echo
from consultation.rounds import Kind
from consultation.suggestions import Sort
from consultation.understanding import BUTTONS, COMMANDS
from storage.memory import MemoryStore
from tests.consultation.conversations import (
    BEGINS,
    ERASED,
    IN_NO_ANSWER,
    NOT_YOURS,
    ONLY_WORDS,
    OUT_OF_PLACE,
    TAKEN_BACK,
    Installation,
    Respondent,
    Twins,
    can_be,
)
from tests.databases import Place

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
    State.SUGGESTING: f"{TO_REVIEW} /partner = skip:",
    State.THANKED: f"{TO_REVIEW} go-on quote: skip: skip: skip:",
    State.STOPPING: f"{TO_REVIEW} /stop",
    State.FORGETTING: f"{TO_REVIEW} /forget",
    State.LINKING: f"{TO_REVIEW} /link",
    State.JOINING: f"{TO_REVIEW} /withdraw take-all-back /link",
    State.CROSSING: TO_REVIEW,
    State.EXPLAINING: TO_REVIEW,
}
LINKED = frozenset({State.LINKING, State.JOINING})
KEEP_NO_WORDS = UNCONSENTED | {
    State.DESCRIBING,
    State.STOPPING,
    State.FORGETTING,
    State.LINKING,
    State.CROSSING,
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
        crossing = state is State.CROSSING
        self.round = self.installation.launch(Kind.DRAFTS, beside=not crossing)
        self.other = self.installation.launch(name="other", beside=False) if crossing else None
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
        if self.state in LINKED:
            somebody.says(f"/link {self._code()}")
        if self.other:
            somebody.enters(self.other)
        if self.state is State.EXPLAINING:
            somebody.presses_old(f"right:{self._echo(somebody)}:wrong")
        assert somebody.at.state is self.state
        return somebody

    def _echo(self, somebody: Respondent) -> str:
        """Ask somebody whether an edition got them right, and return the name of the question."""
        asked = Echo(f"ECHO{self.came}", self.round.id, 1, somebody.kept.respondent, self.round.id, BEGINS, BEGINS)
        with self.installation.opened() as store:
            if not store.editions(self.round.id):
                store.add_edition(Edition(self.round.id, 1, BEGINS, {}))
            store.ask([asked])
        return asked.id

    def kept_of(self, somebody: Respondent) -> str:
        """Return all that the store has of what somebody said, in words."""
        with self.installation.opened() as store:
            return repr((somebody.kept, store.asked(somebody.kept.respondent)))

    def _code(self) -> str:
        """Return the code of somebody else's account, who took a position too."""
        other = Respondent(self.installation, f"other-{self.came}")
        other.agrees(self.round)
        other.goes("d: side:1:oppose /link")
        return other.hears[0].removeprefix("In the other app, send: /link ")


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


def test_media_edits_and_deletions_have_a_defined_outcome(comers: Comers) -> None:
    acts: tuple[Act, ...] = (
        lambda somebody: somebody.sends_medium("voice"),
        lambda somebody: somebody.sends_medium("photo", caption="A tool"),
        lambda somebody: somebody.edits(1, "A better tool"),
        lambda somebody: somebody.edits(somebody.messages, "A better tool"),
        lambda somebody: somebody.edits(somebody.messages, ""),
        lambda somebody: somebody.deletes(somebody.messages),
        lambda somebody: somebody.deletes(99),
    )
    for act in acts:
        somebody = comers.one()
        act(somebody)
        assert not any(reply.in_place for reply in somebody.replies)
        assert keeps_its_promises(somebody)


def test_whatever_is_deleted_stands_nowhere_and_all_else_stays(comers: Comers) -> None:
    for number in range(1, comers.one().messages + 1):
        somebody = comers.one()
        before, name = somebody.kept, f"'{somebody.name}/{number}'"
        said = name in repr([answer.current for answer in before.standing()])
        somebody.deletes(number)
        assert name not in repr([answer.current for answer in somebody.kept.standing()])
        assert somebody.hears[0] == (TAKEN_BACK if said else IN_NO_ANSWER)
        assert said or somebody.kept == before
        assert len(list(somebody.kept.standing())) == len(list(before.standing())) - said
        assert keeps_its_promises(somebody)


def all_kept(somebody: Respondent) -> str:
    """Return all that is kept of them, with what they suggested."""
    with somebody.installation.opened() as store:
        return repr((somebody.kept, store.suggestions("partnerships", Sort.PARTNER)))


def test_words_with_a_photo_are_said_to_be_kept_where_they_are(comers: Comers) -> None:
    somebody = comers.one()
    somebody.sends_medium("photo", caption="A secret tool of ours")
    assert (somebody.hears[0] == ONLY_WORDS) is ("secret" in comers.kept_of(somebody) + all_kept(somebody))
    assert ("secret" in comers.kept_of(somebody) + all_kept(somebody)) is (comers.state not in KEEP_NO_WORDS)
    assert ONLY_WORDS not in somebody.hears[1:]


def test_what_somebody_else_wrote_is_kept_nowhere(comers: Comers) -> None:
    somebody = comers.one()
    before = somebody.kept
    for text in ("", "A secret of somebody else", "/forget", "/start", *somebody.offered):
        somebody.forwards(text)
        assert somebody.hears[0] == NOT_YOURS
        assert somebody.kept == before
    assert "secret" not in repr(comers.installation.record(comers.round))


def test_only_what_a_button_toggles_is_shown_in_place(comers: Comers) -> None:
    for place in range(len(comers.one().data)):
        pressing, writing = comers.one(), comers.one()
        data = pressing.data[place]
        pressing.presses(data)
        writing.says(writing.offered[place])
        assert [reply.in_place for reply in pressing.replies] == [
            data.startswith(("theme:", "pick:criteria:", "about:"))
        ]
        assert [reply.in_place for reply in writing.replies] == [False]


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


def test_what_is_loaded_on_the_way_to_any_state_is_what_was_kept(place: Place) -> None:
    with place.store() as file:
        installation = Installation.over(Twins.of(MemoryStore(), file))
        known = installation.launch(Kind.DRAFTS)
        for number, way in enumerate((*WAYS.values(), f"{TO_REVIEW} open: correct: theme: theme: back")):
            somebody = Respondent(installation, f"person-{number}", language="fr" if number % 2 else "en")
            somebody.enters(known)
            somebody.goes(way)
            installation.record(known)
            if number % 3:
                elsewhere = Respondent(installation, f"elsewhere-{number}")
                elsewhere.agrees(known)
                elsewhere.goes("d: side:1:oppose = /link")
                somebody.says(f"/link {elsewhere.hears[0].split()[-1]}")
                if any(data.startswith("bring:") for data in somebody.data):  # else nothing was said, nothing is asked
                    somebody.goes("bring:")
                installation.record(known)
                somebody.says("/unlink")
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
