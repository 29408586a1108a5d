"""Whatever two people send, in whatever order, the promises of the conversation hold after every message.

No answer without standing consent; erasing leaves nothing; the position is always valid; every state has a way out
and help; any sequence survives save and reload: what is loaded from the file is what the memory holds.
"""

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from consultation.flow import MOVES, UNCONSENTED, State
from consultation.messages import Incoming, clean
from consultation.ports import Store
from consultation.records import Participation, RoundRecord
from consultation.rounds import Kind
from consultation.understanding import BUTTONS, COMMANDS, NO, YES
from consultation.voice import END_ISOLATE, ISOLATE
from storage.memory import MemoryStore
from storage.store import SqlStore
from tests.consultation.conversations import (
    BEGINS,
    CHOOSE_FIRST,
    CLOSED,
    ERASED,
    LANGUAGES,
    OUT_OF_PLACE,
    WEEK,
    Installation,
    Respondent,
    Twins,
    can_be,
    draft,
)

REMEMBERED = timedelta(hours=47)
THINGS = (
    "",
    "needs",
    "1",
    "13",
    "role",
    "criteria",
    "fr",
    "verbatim",
    "tools",
    "support",
    "study",
    "staff",
    "nonsense",
)
OTHER_COMMANDS = ["/language fr", "/language ko", "/start NOSUCH", "/link NOSUCH", "/nonsense"]

PATHS = [
    "/start agree",
    "/menu q: = =",
    "/menu d: = side: = done =",
    "/menu d: side: skip:",
    "/menu free = /my open:",
    "/menu free = /my open: reword: =",
    "/menu free = /my open: correct: theme:",
    "/menu free = /my go-on quote:",
    "/my go-on quote: skip: skip:",
    "/menu free = /withdraw take-back:",
    "/withdraw take-all-back",
    "/stop",
    "/forget erase",
]
"""Ways that are long for chance: commands, ``=`` for words, and what is pressed, by the beginning of its data."""

names = st.sampled_from(("ada", "ben"))
places = st.integers(0, 99)
texts = st.text(st.characters(), max_size=20) | st.sampled_from(
    [
        "a grant for every one of us",
        "one tool",
        "relève, أداة",
        "👩‍👩‍👧\u202e",
        "\ud83d \0",
        "budget\nand\r\n ",
        "x" * 5000,
    ]
)
phrases = st.sampled_from([*COMMANDS, *OTHER_COMMANDS, *sorted(YES | NO), "", "\u200b"])


def heard(respondent: Respondent) -> str:
    """Return the first line of what somebody heard last, in English."""
    first = respondent.hears[0].replace(ISOLATE, "").replace(END_ISOLATE, "")
    return first.removesuffix(f" ({respondent.replies[0].language})")


class Conversations(RuleBasedStateMachine):
    """Two accounts, which may be one person's, in two rounds."""

    def __init__(self) -> None:
        super().__init__()
        self.here = Installation.over(self.store())
        self.people = {name: Respondent(self.here, name) for name in ("ada", "ben")}
        self.marks = (f"#{number}#" for number in count())
        self.seen: list[str] = []
        self.delivered: list[tuple[Incoming, datetime]] = []
        self.undisturbed = ""

    def store(self) -> Store:
        """Return what everything is kept in."""
        return MemoryStore()

    @initialize(closes=st.sampled_from([None, BEGINS + WEEK]), place=places)
    def begins(self, *, closes: datetime | None, place: int) -> None:
        self.rounds = [self.here.launch(known, closes=closes) for known in Kind]
        self.people["ada"].agrees(self.rounds[place % 2])
        self.people["ben"].enters(self.rounds[place // 2 % 2])
        if place % 5:
            self.people["ben"].presses("agree")

    # What people and platforms do.

    @rule(name=names, text=texts)
    def says(self, name: str, text: str) -> None:
        who, marked = self.people[name], f"{next(self.marks)} {text}"
        self._sends_words(name, marked, lambda: who.says(marked))

    @rule(name=names, text=texts)
    def sends_a_photo_with_a_caption(self, name: str, text: str) -> None:
        who, marked = self.people[name], f"{next(self.marks)} {text}"
        self._sends_words(name, marked, lambda: who.sends_medium("photo", caption=marked))

    @rule(name=names, number=places, text=texts)
    def edits(self, name: str, number: int, text: str) -> None:
        who, marked = self.people[name], f"{next(self.marks)} {text}"
        self._sends_words(name, marked, lambda: who.edits(1 + number % who.messages, marked), new=False)

    @rule(name=names, phrase=phrases)
    def says_a_phrase(self, name: str, phrase: str) -> None:
        self._acts(name, lambda: self.people[name].says(phrase))

    @rule(name=names, place=places)
    def enters_a_round(self, name: str, place: int) -> None:
        self._acts(name, lambda: self.people[name].enters(self.rounds[place % 2]))

    @rule(name=names, several=st.lists(places, max_size=5))
    def presses_what_is_offered(self, name: str, several: list[int]) -> None:
        for place in several:
            self._presses(name, place)

    def _presses(self, name: str, place: int, beginning: str = "") -> None:
        who, was_undisturbed = self.people[name], self.undisturbed == name
        fitting = [data for data in who.data if data.startswith(beginning)]
        if fitting:
            self._acts(name, lambda: who.presses(fitting[place % len(fitting)]))
            assert not (was_undisturbed and heard(who) == OUT_OF_PLACE)

    @rule(name=names, path=st.sampled_from(PATHS), place=places, several=st.lists(places, max_size=3))
    def goes_somewhere_and_on(self, name: str, path: str, place: int, several: list[int]) -> None:
        for step in path.split():
            if step == "=":
                self.says(name, "a tool or a grant")
            elif step.startswith("/"):
                self.says_a_phrase(name, step)
            else:
                self._presses(name, place, step)
        self.presses_what_is_offered(name, several)

    @rule(name=names, place=places)
    def writes_the_label_of_what_is_offered(self, name: str, place: int) -> None:
        who = self.people[name]
        if who.data:
            self._acts(name, lambda: who.says(who.offered[place % len(who.data)]))

    @rule(name=names, button=places, thing=places, other=st.sampled_from(THINGS))
    def presses_what_nobody_offered(self, name: str, button: int, thing: int, other: str) -> None:
        who = self.people[name]
        person = who.found()
        state, answers = (person.position.state, person.answers) if person else (State.ARRIVING, ())
        moving = [known for known, event in BUTTONS.items() if event in MOVES[state]]
        things = (*THINGS, *(answer.id for answer in answers))
        data = ":".join((moving[button % len(moving)], things[thing % len(things)], other)).rstrip(":")
        self._acts(name, lambda: who.presses_old(data))

    @rule(name=names, place=places)
    def presses_what_was_offered_earlier(self, name: str, place: int) -> None:
        if self.seen:
            self._acts(name, lambda: self.people[name].presses_old(self.seen[-1 - place % len(self.seen)]))

    @rule(name=names)
    def links_the_other_account(self, name: str) -> None:
        other = "ben" if name == "ada" else "ada"
        self._acts(name, lambda: self.people[name].says("/link"))
        _, _, code = heard(self.people[name]).partition("/link ")
        self._acts(other, lambda: self.people[other].says(f"/link {code}"))

    @rule(place=places)
    def the_platform_delivers_again(self, place: int) -> None:
        recent = [sent for sent, at in self.delivered if self.here.clock.time - at < REMEMBERED]
        if recent:
            before = self._records()
            self.here.hear(recent[-1 - place % len(recent)])
            assert self._records() == before

    @rule(name=names)
    def asks_for_help_and_finds_a_way_out(self, name: str) -> None:
        who = self.people[name]
        before = who.found()
        if before is None:
            return
        self._acts(name, lambda: who.says("/help"))
        assert heard(who) == "What you can do at any time"
        assert who.at == before.position
        self._acts(name, lambda: who.says("/menu"))
        assert who.at.state is (State.CHOOSING if before.consented else before.position.state)
        assert who.offered or not self.rounds[0].takes_answers(self.here.clock.time)

    @rule(hours=st.sampled_from([1, 50]))
    def time_passes(self, hours: int) -> None:
        self.here.later(timedelta(hours=hours))
        self.undisturbed = ""

    @rule()
    def a_draft_changes(self) -> None:
        version = f"version-{len(self.here.consultation.drafts)}"
        self.here.enter(draft("1", "A shared fund", version=version))

    # What is done with it all; the classes below check more.

    def _acts(self, name: str, act: Callable[[], object]) -> None:
        """Let somebody do something."""
        who, at = self.people[name], self.here.clock.time
        act()
        self.undisturbed = name
        self.seen += who.data
        if (heard(who) == ERASED or who.found()) and "link" not in who.sent[-1].text:
            self.delivered.append((who.sent[-1], at))

    def _sends_words(self, name: str, marked: str, act: Callable[[], object], *, new: bool = True) -> None:
        """Let somebody write, caption or edit something that begins with a mark."""
        del marked, new
        self._acts(name, act)

    def _records(self) -> list[RoundRecord]:
        return [self.here.record(known) for known in self.rounds]


class Promises(Conversations):
    """What holds after every message."""

    def __init__(self) -> None:
        super().__init__()
        self.marks_of: dict[str, list[str]] = defaultdict(list)
        self.without_consent: list[str] = []

    @invariant()
    def nothing_stands_without_consent(self) -> None:
        for person in self._everybody():
            said = [*person.standing(), *(stance for stance in person.stances if stance.withdrawn is None)]
            assert person.consented or not said
            assert person.consented == (person.position.state not in UNCONSENTED)

    @invariant()
    def nothing_is_kept_that_was_said_without_consent(self) -> None:
        kept = repr(self._records())
        assert [mark for mark in self.without_consent if mark in kept] == []

    @invariant()
    def everybody_is_somewhere(self) -> None:
        wrong = [person.position for person in self._everybody() if not can_be(person, self.here.consultation)]
        assert wrong == []

    @invariant()
    def every_reply_can_be_shown(self) -> None:
        for reply in (reply for who in self.people.values() for reply in who.replies):
            assert all(line.text for line in reply.lines)
            assert reply.lines
            assert reply.language in LANGUAGES
            labels = [button.label for button in reply.buttons]
            assert len(set(labels)) == len(labels)
            assert all(0 < len(button.data.encode()) <= 64 for button in reply.buttons)

    def _acts(self, name: str, act: Callable[[], object]) -> None:
        before = self.people[name].found()
        super()._acts(name, act)
        if heard(self.people[name]) == ERASED:
            self._is_forgotten(name, before)

    def _sends_words(self, name: str, marked: str, act: Callable[[], object], *, new: bool = True) -> None:
        who, mark = self.people[name], marked.partition(" ")[0]
        before = who.found()
        super()._sends_words(name, marked, act)
        after = who.found()
        if before is None or not before.consented:
            self.without_consent.append(mark)
        elif after is not None:
            self.marks_of[after.respondent].append(mark)
            pieces = [piece for answer in after.answers for piece in answer.current.pieces if mark in piece.text]
            assert [piece.text for piece in pieces] in ([], [clean(marked)])
            assert pieces or mark in repr(after.attributes) or not new or heard(who) in (CHOOSE_FIRST, *self._closed())

    def _closed(self) -> list[str]:
        at = self.here.clock.time
        is_closed = any(known.closes and known.closes <= at for known in self.rounds)
        return [CLOSED[0]] if is_closed else []

    def _is_forgotten(self, name: str, before: Participation | None) -> None:
        assert self.people[name].found() is None
        if before is not None:
            kept = repr(self._records())
            marks = self.marks_of.pop(before.respondent, [])
            assert [mark for mark in (before.respondent, *marks) if mark in kept] == []

    def _everybody(self) -> list[Participation]:
        return [person for record in self._records() for person in record.participations]


class Reloaded(Conversations):
    """The same in a file: whatever is loaded from it is what the memory holds."""

    files: ClassVar[Iterator[Path]]

    def store(self) -> Store:
        """Return a store in memory and one in a file, as one."""
        self.file = SqlStore.open(f"sqlite:///{next(self.files)}")
        return Twins.of(MemoryStore(), self.file)

    def teardown(self) -> None:
        self.file.close()

    @invariant()
    def everything_is_loaded_as_it_was_kept(self) -> None:
        self._records()


def thorough(*, examples: int, steps: int) -> settings:
    """Return settings that bound the work and nothing else."""
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )


def test_the_promises_hold_whatever_is_sent() -> None:
    run_state_machine_as_test(Promises, settings=thorough(examples=100, steps=30))


def test_any_sequence_survives_save_and_reload(empty: Path, tmp_path: Path) -> None:
    Reloaded.files = (Path(shutil.copy(empty, tmp_path / f"{number}.db")) for number in count())
    run_state_machine_as_test(Reloaded, settings=thorough(examples=15, steps=20))
