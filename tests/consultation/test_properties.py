"""Whatever two people send, in whatever order, the promises of the conversation hold after every message.

No answer without standing consent; erasing leaves nothing; the position is always valid; every state has a way out
and help; any sequence survives save and reload: what is loaded from the file is what the memory holds.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import ClassVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from consultation.flow import MOVES, UNCONSENTED, State
from consultation.messages import Incoming, Reply, clean
from consultation.ports import Store
from consultation.records import Participation, RoundRecord, may_count, may_quote
from consultation.rounds import Kind
from consultation.suggestions import Sort
from consultation.understanding import BUTTONS, COMMANDS, NO, YES
from consultation.voice import END_ISOLATE, ISOLATE
from storage.memory import MemoryStore
from tests.consultation.conversations import (
    BEGINS,
    CHOOSE_FIRST,
    CLOSED,
    ERASED,
    LANGUAGES,
    LATE_WORDS,
    OUT_OF_PLACE,
    PARTED,
    WEEK,
    Installation,
    Respondent,
    Twins,
    can_be,
    draft,
)
from tests.databases import Place

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

SPOKEN = [
    "/start agree /menu d: side: =",
    "/start agree /menu q: =",
    "/start agree /menu free = /my go-on quote: pick:",
]
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

    @rule(name=names, text=texts)
    def forwards_what_somebody_else_wrote(self, name: str, text: str) -> None:
        mark = next(self.marks)
        self._acts(name, lambda: self.people[name].forwards(f"{mark} {text}"))
        assert mark not in repr(self._records())

    @rule(name=names, number=places, text=texts)
    def edits(self, name: str, number: int, text: str) -> None:
        who, marked = self.people[name], f"{next(self.marks)} {text}"
        self._sends_words(name, marked, lambda: who.edits(1 + number % who.messages, marked), new=False)

    @rule(name=names, number=places)
    def deletes(self, name: str, number: int) -> None:
        who = self.people[name]
        which = 1 + number % who.messages
        self._acts(name, lambda: who.deletes(which))
        person = who.found()
        pieces = [piece for answer in (person.standing() if person else ()) for piece in answer.current.pieces]
        assert f"{name}/{which}" not in {piece.message for piece in pieces}

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

    @rule(name=names, place=places)
    def links_the_other_account(self, name: str, place: int) -> None:
        other = "ben" if name == "ada" else "ada"
        self._acts(name, lambda: self.people[name].says("/link"))
        _, _, code = heard(self.people[name]).partition("/link ")
        self._acts(other, lambda: self.people[other].says(f"/link {code}"))
        if place % 7:
            self._presses(other, place, "bring:")

    @rule(name=names, place=places, path=st.sampled_from(SPOKEN))
    def speaks_in_both_and_links_them(self, name: str, place: int, path: str) -> None:
        for who in self.people:
            self.enters_a_round(who, place)
            self.goes_somewhere_and_on(who, path, place, [])
        self.links_the_other_account(name, place)
        self.goes_somewhere_and_on(name, path, place, [])
        if place % 2:
            self.parts_the_accounts("ben" if name == "ada" else "ada")

    @rule(name=names)
    def parts_the_accounts(self, name: str) -> None:
        self._acts(name, lambda: self.people[name].says("/unlink"))

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
        if heard(who) in (ERASED, PARTED) or who.found():
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
        self.pseudonyms: set[str] = set()
        self.answers: set[str] = set()
        self.seen_before_linking: tuple[set[str], set[str]] = (set(), set())

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
    def nobody_is_counted_twice_and_nothing_that_was_said_is_lost(self) -> None:
        with self.here.opened() as store:
            joined = {own for name in self.pseudonyms for own in store.joined(name)}
            kept = [store.participation(known.id, name) for known in self.rounds for name in self.pseudonyms]
        assert {person.respondent for person in self._everybody()} & joined == set()
        answers = [answer.id for person in kept if person for answer in person.answers]
        assert len(answers) == len(set(answers))
        assert self.answers <= set(answers)
        self.answers |= set(answers)

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
        before, shown = self.people[name].found(), self._shown()
        names = self._names(before)
        super()._acts(name, act)
        after = self.people[name].found()
        if heard(self.people[name]) == ERASED:
            self._is_forgotten(name, names)
        elif before and after and before.respondent != after.respondent:
            self._is_shown_no_more_widely(shown, joined=before.respondent in self._names(after))
        self.pseudonyms |= {person.respondent for person in (after, *self._everybody()) if person}

    def _names(self, person: Participation | None) -> tuple[str, ...]:
        """Return the pseudonyms of somebody."""
        if person is None:
            return ()
        with self.here.opened() as store:
            return (person.respondent, *store.joined(person.respondent))

    def _shown(self) -> tuple[set[str], set[str]]:
        """Return the answers that count, and those that may be quoted."""
        said = [(person, answer) for person in self._everybody() for answer in person.answers]
        counting = {answer.id for person, answer in said if may_count(person, answer)}
        return counting, {answer.id for person, answer in said if may_quote(person, answer)}

    def _is_shown_no_more_widely(self, before: tuple[set[str], set[str]], *, joined: bool) -> None:
        """Check that linking shows nothing that was not shown, and parting only what was shown before either."""
        (counted, quoted), (counting, quoting) = before, self._shown()
        if joined:
            self.seen_before_linking = (self.seen_before_linking[0] | counted, self.seen_before_linking[1] | quoted)
            assert counting <= counted
            assert quoting <= quoted
        else:
            assert counting <= counted | self.seen_before_linking[0]
            assert quoting <= quoted | self.seen_before_linking[1]

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
            elsewhere = mark in repr(after.attributes) + self._suggested()
            assert pieces or elsewhere or not new or heard(who) in (CHOOSE_FIRST, *self._closed())

    def _suggested(self) -> str:
        """Return all that people suggested for the lists."""
        with self.here.opened() as store:
            return repr([store.suggestions("partnerships", sort) for sort in Sort])

    def _closed(self) -> list[str]:
        at = self.here.clock.time
        is_closed = any(known.closes and known.closes <= at for known in self.rounds)
        return [CLOSED[0], LATE_WORDS] if is_closed else []

    def _is_forgotten(self, name: str, pseudonyms: tuple[str, ...]) -> None:
        assert self.people[name].found() is None
        kept = repr(self._records())
        marks = [mark for pseudonym in pseudonyms for mark in self.marks_of.pop(pseudonym, [])]
        assert [mark for mark in (*pseudonyms, *marks) if mark in kept] == []
        with self.here.opened() as store:
            left = [store.participation(known.id, pseudonym) for known in self.rounds for pseudonym in pseudonyms]
            stay = [store.participation(known.id, other) for known in self.rounds for other in self.pseudonyms]
        assert [person for person in left if person] == []
        self.answers &= {answer.id for person in stay if person for answer in person.answers}

    def _everybody(self) -> list[Participation]:
        return [person for record in self._records() for person in record.participations]


class Reloaded(Conversations):
    """The same in a file: whatever is loaded from it is what the memory holds."""

    place: ClassVar[Place]

    def store(self) -> Store:
        """Return a store in memory and one in a file, as one."""
        self.opened = self.place.store()
        return Twins.of(MemoryStore(), self.opened.__enter__())

    def teardown(self) -> None:
        self.opened.__exit__(None, None, None)

    @invariant()
    def everything_is_loaded_as_it_was_kept(self) -> None:
        self._records()


class Company:
    """Three people in two rounds, heard together or each by themselves."""

    def __init__(self, store: Store) -> None:
        self.here = Installation.over(store)
        self.rounds = [self.here.launch(known) for known in Kind]
        self.people = {name: Respondent(self.here, name) for name in ("ada", "ben", "cleo")}
        for name, known in (("ada", 0), ("ben", 1)):
            self.people[name].agrees(self.rounds[known])

    def act(self, name: str, act: str, place: int, text: str) -> Callable[[], object]:
        """Return what somebody will do."""
        who = self.people[name]
        acts: dict[str, Callable[[], object]] = {
            "says": lambda: who.says(text),
            "enters": lambda: who.enters(self.rounds[place % 2]),
            "sends a photo": lambda: who.sends_medium("photo", text),
            "forwards": lambda: who.forwards(text),
            "edits": lambda: who.edits(1 + place % max(who.messages, 1), text),
            "deletes": lambda: who.deletes(1 + place % max(who.messages, 1)),
        }
        if act == "is delivered again" and who.sent:
            return who.delivers_again
        offered = who.data if who.replies else []
        return acts.get(act) or (lambda: who.presses_old(offered[place % len(offered)] if offered else "menu"))

    def told(self) -> list[tuple[Reply, ...]]:
        """Return what everybody was told last."""
        return [who.replies for who in self.people.values()]

    def kept(self) -> list[tuple[RoundRecord, object]]:
        """Return all that is kept of everybody."""
        with self.here.opened() as store:
            return [(store.record(known.id), store.counts(known.id)) for known in self.rounds]


acts = st.sampled_from(
    ["presses"] * 6 + ["says"] * 3 + ["enters", "sends a photo", "forwards", "edits", "deletes", "is delivered again"]
)
at_once = st.lists(
    st.tuples(st.sampled_from(("ada", "ben", "cleo")), acts, places, texts | phrases),
    min_size=1,
    max_size=3,
    unique_by=lambda done: done[0],
)


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


def test_several_heard_at_once_are_heard_as_if_each_by_themselves(place: Place) -> None:
    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(at_once, min_size=5, max_size=20))
    def whatever_they_do(script: list[list[tuple[str, str, int, str]]]) -> None:
        with place.store() as file:
            together, apart = Company(Twins.of(MemoryStore(), file)), Company(MemoryStore())
            for done in script:
                together.here.together(*(together.act(*each) for each in done))
                for act in [apart.act(*each) for each in done]:
                    act()
                assert together.told() == apart.told()
            assert together.kept() == apart.kept()

    whatever_they_do()


def test_any_sequence_survives_save_and_reload(place: Place) -> None:
    Reloaded.place = place
    run_state_machine_as_test(Reloaded, settings=thorough(examples=15, steps=20))
