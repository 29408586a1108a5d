"""The words of a conversation test: a small consultation, an installation of it, somebody in a chat. No test itself."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Self, cast

from config.time_and_chance import SeededTokens, SteppedClock
from consultation import facilitation, naming
from consultation.codebook import Codebook, Span, Tag, Tagged, Theme
from consultation.drafts.others import Others
from consultation.flow import Position, State
from consultation.going import Status
from consultation.guide import Attribute, Choice, Consultation, Draft, Guide, Question, Unit
from consultation.interview import Elsewhere, Interview, Material
from consultation.messages import FORWARDED, Button, Incoming, Reply
from consultation.ports import Store
from consultation.reception import Reception
from consultation.records import Answer, Participation, RoundRecord
from consultation.rounds import Kind, Round
from nlp.private_data import PrivateDataFinder
from storage.store import SqlStore

BEGINS = datetime(2030, 3, 1, 9, tzinfo=UTC)
WEEK = timedelta(days=7)
LANGUAGES = ("en", "fr", "ar")

# What is said so often that its words stand here once.

KEPT = "Kept. You can go on writing."
KEPT_WITH_BEFORE = "Kept, with what you wrote before."
KEPT_FREELY = "Kept, as a free contribution. You can go on writing."
SAY_MORE = "Could you say a little more, or give an example?"
CHANGED = "Changed. Your new words stand; reports made from the old ones will be made anew."
TAKEN_BACK = "You deleted that, so I have taken it back."
IN_NO_ANSWER = "That message is in none of your answers in this round, so nothing changes."
OUT_OF_PLACE = "That is not possible here any more. Let us go on:"
ONLY_TEXT = "I can only read text. Nothing is lost: please put it into words."
ONLY_WORDS = "I can only read text: of what you sent, I have kept the words."
NOT_YOURS = "You forwarded that, so I have not kept it: please say it in your own words."
NOT_KEPT = "I have not kept that: first I need your agreement. Please send it again afterwards."
CHOOSE_FIRST = "I have not kept that. Please choose first:"
NOTHING_HERE = "You have no answers here at the moment."
NOTHING_SAID = "You have not said anything yet, or have withdrawn it."
SEND_START = "Send /start to begin."
MAY_WE_QUOTE = "May reports and later rounds quote your words? Your name never appears."
ERASED = "Everything is erased. Copies of a report already downloaded cannot be called back. Thank you."
PARTED = "No longer linked."
MENU = ("Choose a question, in any order, or simply write what is on your mind.",)
AGENDA = ("1. Which tools does your community need?", "2. What do you hope for?")
DRAFTS_MENU = ("Choose a draft, in any order, or simply write what is on your mind.",)
DRAFTS_AGENDA = ("1. A shared fund", "2. One entry point", "13. A research agenda")
CLOSED = (
    "This round closed on 2030-03-08 09:00 Africa/Bamako; new answers are no longer taken.",
    "You can still read, change or withdraw yours with /my.",
    "What comes later goes to the group: partnerships [at] example [dot] org",
)
REMIND_ME = "Remind me another day"
LATE_WORDS = "I have not kept what you just wrote."
CONSENT = (
    (
        "We keep what you write under a pseudonym, never your name or number. Reports count it and, only if you allow "
        "it, quote it. We delete the means to reach you 90 days after the last report."
    ),
    (
        "You can change, withdraw or erase everything at any time. Copies of a report already downloaded cannot be "
        "called back."
    ),
    "Do you agree to take part?",
)
WELCOME = (
    "Partnerships",
    (
        "The working group asks for your view. Answer in your own words, as much or as little as you like: 10 minutes "
        "will do."
    ),
    "How we work with others.",
    "Open until 2030-03-08 09:00 Africa/Bamako.",
)
HOPES = ("What do you hope for?", "Write one message or several.")


# The consultation

STEPS = {"name", "kind", "level", "region", "link", "language", "why"}


def texts(path: str, english: str, *, missing: tuple[str, ...] = ()) -> Unit:
    """Return a unit whose translations are the English with the language behind it."""
    translated = {lang: english if lang == "en" else f"{english} ({lang})" for lang in LANGUAGES}
    return Unit(path, {lang: text for lang, text in translated.items() if lang not in missing})


def draft(number: str, title: str, *, version: str = "2019-09", full: str = "", research: bool = False) -> Draft:
    """Return a version of a draft."""
    return Draft(
        id=number,
        version=version,
        kind="research" if research else "recommendation",
        status=texts(f"drafts.{number}.status", "draft"),
        title=texts(f"drafts.{number}.title", title),
        short=texts(f"drafts.{number}.short", f"{title}, in short."),
        full=texts(f"drafts.{number}.full", full) if full else None,
    )


def _theme(theme: str, label: str, cues: dict[str, tuple[str, ...]], *, probe: str = "") -> Theme:
    probes = texts("probe", probe).texts if probe else {}
    return Theme(theme, texts("label", label).texts, texts("definition", label).texts, cues, {}, probes)


def _attribute(name: str, question: str, *choices: str, several: bool = False) -> Attribute:
    path = f"attributes.{name}"
    offered = tuple(Choice(choice, texts(f"{path}.{choice}", choice.capitalize())) for choice in choices)
    asked = texts(f"{path}.question", question)
    return Attribute(name, texts(f"{path}.label", name.capitalize()), asked, offered, several=several)


CODEBOOK = Codebook(
    version=1,
    themes=(
        _theme("tools", "Tools", {"en": ("tool", "upload"), "fr": ("outil",), "ar": ("أداة",)}),
        _theme("people", "People", {"en": ("coordinator",), "fr": ("relève",)}, probe="Who does that work today?"),
        _theme("money", "Money", {"en": ("grant", "budget"), "fr": ("subvention",)}),
    ),
    fingerprint="0123456789ab",
)

NEEDS = Question(
    "needs",
    texts("needs.text", "Which tools does your community need?"),
    texts("needs.title", "Needs"),
    texts("needs.probe", "What would it change?"),
)
HOPES_ASKED = Question(
    "hopes", texts("hopes.text", "What do you hope for?", missing=("ar",)), texts("hopes.title", "Hopes")
)

CONSULTATION = Consultation(
    id="partnerships",
    languages=LANGUAGES,
    chains={"fr": ("en",), "ar": ("fr", "en")},
    timezone="Africa/Bamako",
    title=texts("title", "Partnerships"),
    group=texts("group", "The working group"),
    attribution=texts("attribution", "Meta-Wiki, CC BY-SA"),
    licence="CC BY-SA 4.0",
    minutes=10,
    retention_days=90,
    summary=texts("summary", "How we work with others."),
    keywords=(),
    focus=(texts("focus.0", "Who our partners are"),),
    rationale=(texts("rationale.0", "We are not alone."),),
    finding=texts("finding", "Levels differ."),
    guides=(
        Guide("guiding", texts("g.title", "Questions"), texts("g.preface", "In any order."), (NEEDS, HOPES_ASKED)),
    ),
    attributes=(
        _attribute("role", "What is your role?", "volunteer", "staff"),
        _attribute("criteria", "What do you bring?", "partner", "law", several=True),
        _attribute("organisation", "Which organisation are you with?"),
    ),
    members=(),
    mailing_list="partnerships@example.org",
    drafts=(
        draft("1", "A shared fund", full="The whole text of the fund."),
        draft("2", "One entry point"),
        draft("13", "A research agenda", research=True),
    ),
    documents=(),
    resources=(),
    plan=(),
    codebook=CODEBOOK,
    next_steps=texts("next_steps", "The report comes in May."),
    partner_kinds=(Choice("glam", texts("partner_kinds.glam", "Library or museum")),),
)


@dataclass(frozen=True)
class Translation:
    """A catalogue that says each sentence in English with the language behind it."""

    language: str

    def gettext(self, message: str, /) -> str:
        return message if self.language == "en" else f"{message} ({self.language})"

    def ngettext(self, one: str, many: str, number: int, /) -> str:
        return self.gettext(one if number == 1 else many)

    def day(self, when: date, /) -> str:
        return when.isoformat()

    def moment(self, when: datetime, timezone: str, /) -> str:
        return f"{when:%Y-%m-%d %H:%M} {timezone}"


CATALOGUES = {language: Translation(language) for language in LANGUAGES}


def _nothing() -> None:
    """Do nothing."""


@dataclass
class WordTagger:
    """Hears a theme where one of its cues stands, in any language; what the question itself said is no evidence.

    ``meanwhile`` is what happens elsewhere while it works.
    """

    codebook: Codebook
    meanwhile: Callable[[], object] = _nothing

    def tag(self, text: str, *, spoken: str, question: str = "") -> Tagged:
        """Return the themes, in the codebook's order."""
        self.meanwhile()
        found = [(theme, self._evidence(theme, text, question)) for theme in self.codebook.themes]
        return Tagged(spoken, tuple(Tag(theme.id, "cue", 1.0, spans) for theme, spans in found if spans))

    def _evidence(self, theme: Theme, text: str, question: str) -> tuple[Span, ...]:
        cues = [cue for several in theme.cues.values() for cue in several if cue not in question]
        if not cues:
            return ()
        matches = re.finditer("|".join(map(re.escape, cues)), text, flags=re.IGNORECASE)
        return tuple(Span(match.start(), match.end(), match.group()) for match in matches)


# The installation


def comparable(outcomes: object) -> object:
    """Return what a store or an interview returned, with the kinds of the exceptions in it instead of themselves."""
    if not isinstance(outcomes, tuple):
        return outcomes
    return tuple(type(each) if isinstance(each, Exception) else each for each in outcomes)


class Twins:
    """A store in memory and one in a file, told the same: what one returns, the other must return."""

    def __init__(self, in_memory: Store, in_file: Store) -> None:
        self._stores = (in_memory, in_file)

    @classmethod
    def of(cls, in_memory: Store, in_file: Store) -> Store:
        """Return both as the one store that they are together."""
        return cast("Store", cls(in_memory, in_file))

    def __getattr__(self, method: str) -> Callable[..., object]:
        def both(*given: object, **named: object) -> object:
            held, loaded = [getattr(store, method)(*given, **named) for store in self._stores]
            assert comparable(held) == comparable(loaded)
            return loaded

        return both


@dataclass
class Installation:
    """What outlives a message: the store, the consultation, the clock. For each message all else is made anew."""

    opened: Callable[[], AbstractContextManager[Store]]
    consultation: Consultation = CONSULTATION
    clock: SteppedClock = field(default_factory=lambda: SteppedClock(BEGINS))
    tokens: SeededTokens = field(default_factory=lambda: SeededTokens("tests"))
    meanwhile: Callable[[], object] = _nothing
    site: str = ""
    waiting: list[tuple["Respondent", Incoming]] | None = None

    @classmethod
    def in_file(cls, path: Path) -> Self:
        """Return one whose database is closed after each message and opened for the next."""
        return cls(lambda: closing(SqlStore.open(f"sqlite:///{path}")))

    @classmethod
    def over(cls, store: Store) -> Self:
        """Return one over a store that stays open."""
        return cls(lambda: nullcontext(store))

    def hear(self, incoming: Incoming) -> tuple[Reply, ...]:
        """Hear a message as if the process had just started."""
        with self.opened() as store:
            return self.door(store).hear(incoming)

    def take(self, who: "Respondent", incoming: Incoming) -> None:
        """Hear what somebody sends and answer them, unless several are to be heard together."""
        if self.waiting is None:
            who.replies = self.hear(incoming)
        else:
            self.waiting.append((who, incoming))

    def together(self, *acts: Callable[[], object]) -> tuple[tuple[Reply, ...] | Exception, ...]:
        """Let several people do one thing each, hear them all in one go, and return what came of it."""
        waiting: list[tuple[Respondent, Incoming]] = []
        self.waiting = waiting
        for act in acts:
            act()
        self.waiting = None
        with self.opened() as store:
            outcomes = self.door(store).hear_all([incoming for _, incoming in waiting])
        for (who, _), outcome in zip(waiting, outcomes, strict=True):
            who.replies = () if isinstance(outcome, Exception) else outcome
        return outcomes

    def door(self, store: Store) -> Interview | Reception:
        """Return what hears people in one process."""
        return self.interview(store)

    def interview(self, store: Store) -> Interview:
        """Return the interview of one process."""
        others = Others(store, lambda one: PrivateDataFinder(one.languages), self.tokens)
        material = Material(self.consultation, WordTagger(self.consultation.codebook, self.meanwhile), others)
        return Interview(
            store,
            material=lambda _: material,
            catalogues=CATALOGUES,
            clock=self.clock,
            tokens=self.tokens,
            syntheses=Elsewhere(self.site),
        )

    def overtake(self, *acts: Callable[[], object]) -> None:
        """Let one of these happen each time that the next message has been loaded and is being tagged."""
        waiting = iter(acts)

        def meanwhile() -> None:
            self.meanwhile = _nothing  # what happens meanwhile is not overtaken itself
            next(waiting, _nothing)()

        self.meanwhile = meanwhile

    def launch(
        self,
        kind: Kind = Kind.QUESTIONS,
        *,
        closes: datetime | None = BEGINS + WEEK,
        name: str = "",
        beside: bool = True,
    ) -> Round:
        """Launch a round that is open for a week, which people may be in beside others unless told otherwise."""
        guide = "guiding" if kind is Kind.QUESTIONS else ""
        launched = Round(
            id=name or f"on-{kind}",
            code=f"CODE{name or kind}".upper(),
            consultation="partnerships",
            kind=kind,
            guide=guide,
            opens=BEGINS,
            closes=closes,
            beside=beside,
        )
        with self.opened() as store:
            store.add_round(launched)
        return launched

    def later(self, passed: timedelta) -> None:
        """Let time pass."""
        self.clock.time += passed

    def close(self, known: Round) -> None:
        """Close a round by hand."""
        with self.opened() as store:
            facilitation.close(store, known.id, now=self.clock.now())

    def enter(self, *drafts: Draft) -> None:
        """Enter new versions of drafts."""
        self.consultation = replace(self.consultation, drafts=(*self.consultation.drafts, *drafts))

    def record(self, known: Round) -> RoundRecord:
        """Return all that is kept of a round."""
        with self.opened() as store:
            return store.record(known.id)

    def status(self, known: Round) -> Status:
        """Return how a round goes."""
        with self.opened() as store:
            return facilitation.status(store, known.id, now=self.clock.now())


# Somebody


@dataclass
class Respondent:
    """Somebody in a chat: writes, presses, edits, and has before them what they were told last.

    Messages count from 1, those with a caption included.
    """

    installation: Installation
    name: str = "ada"
    language: str = "en"
    replies: tuple[Reply, ...] = ()
    sent: list[Incoming] = field(default_factory=list)
    messages: int = 0

    # What they do.

    def enters(self, known: Round) -> None:
        """Follow the invitation to a round."""
        self.says(f"/start {known.code}")

    def agrees(self, known: Round) -> None:
        """Enter a round and agree to take part."""
        self.enters(known)
        self.presses("agree")

    def says(self, text: str) -> int:
        """Write a message, and return its number."""
        self.messages += 1
        self._send(text=text, message=self.messages)
        return self.messages

    def answers(self, question: str, *messages: str) -> None:
        """Take a question from the menu and answer it in full."""
        self.says("/menu")
        self.presses(f"q:{question}")
        for text in messages:
            self.says(text)
        self.presses("done")

    def goes(self, way: str) -> None:
        """Go a way: commands as they are, ``=`` for words, else the first button whose data begins so."""
        for step in way.split():
            if step == "=" or step.startswith("/"):
                self.says("A tool or a grant for every one of us" if step == "=" else step)
            else:
                self.presses(next((data for data in self.data if data.startswith(step)), step))

    def sends_medium(self, medium: str, caption: str = "") -> None:
        """Send a photo, a voice note, a sticker."""
        self.messages += 1
        self._send(medium=medium, text=caption, message=self.messages)

    def forwards(self, text: str = "") -> None:
        """Forward what somebody else wrote."""
        self.sends_medium(FORWARDED, text)

    def edits(self, number: int, text: str, *, medium: str = "") -> None:
        """Edit the message of that number, or the caption of a medium."""
        self._send(text=text, medium=medium, message=number, edited=True)

    def deletes(self, number: int) -> None:
        """Delete the message of that number."""
        self._send(message=number, deleted=True)

    def presses(self, choice: str) -> None:
        """Press a button on offer, by its label or its data."""
        data = next((button.data for button in self._buttons if choice in (button.data, button.label)), None)
        assert data is not None, f"not on offer: {choice!r}, only: {self.offered}"
        self._send(button=data)

    def presses_old(self, data: str) -> None:
        """Press a button that stands under an earlier message, on offer or not."""
        self._send(button=data)

    def delivers_again(self) -> None:
        """Let the platform deliver the last message a second time."""
        self.installation.take(self, self.sent[-1])

    def _send(
        self,
        *,
        text: str = "",
        button: str = "",
        medium: str = "",
        message: int = 0,
        edited: bool = False,
        deleted: bool = False,
    ) -> None:
        incoming = Incoming(
            identity=f"identity-{self.name}",
            delivery=f"{self.name}:{len(self.sent)}",
            message=f"{self.name}/{message}" if message else "",
            at=BEGINS,
            text=text,
            button=button,
            medium=medium,
            edited=edited,
            deleted=deleted,
            language=self.language,
            address=f"telegram:sealed-{self.name}",
        )
        self.sent.append(incoming)
        self.installation.take(self, incoming)

    # What they see.

    @property
    def _buttons(self) -> tuple[Button, ...]:
        return self.replies[-1].buttons

    @property
    def hears(self) -> list[str]:
        """All lines of the last replies."""
        return [line.text for reply in self.replies for line in reply.lines]

    @property
    def offered(self) -> list[str]:
        """The labels of the buttons under the last reply."""
        return [button.label for button in self._buttons]

    @property
    def data(self) -> list[str]:
        """The data of the buttons under the last reply."""
        return [button.data for button in self._buttons]

    def assert_hears(self, *lines: str) -> None:
        """Check every line of the last replies."""
        assert self.hears == list(lines)

    def assert_offered(self, *labels: str) -> None:
        """Check every button under the last reply."""
        assert self.offered == list(labels)

    # What is kept of them.

    @property
    def kept(self) -> Participation:
        """What the store holds of them in their last round; not the turn, which every message counts."""
        found = self.found()
        assert found is not None, f"nothing is kept of {self.name}"
        return replace(found, turn=0)

    def found(self, known: Round | None = None) -> Participation | None:
        """Return what the store holds of them, None for nothing."""
        with self.installation.opened() as store:
            return store.recall(f"identity-{self.name}", "", known.id if known else None).participation

    @property
    def at(self) -> Position:
        """Where they are."""
        return self.kept.position

    @property
    def standing(self) -> list[tuple[str, str]]:
        """What they said that stands: items and texts."""
        return [(answer.item, answer.current.text) for answer in self.kept.standing()]

    @property
    def last(self) -> Answer:
        """Their newest answer."""
        return self.kept.answers[-1]


def can_be(person: Participation, consultation: Consultation) -> bool:
    """Say whether a person can be where they are, at what they are at."""
    at, answer = person.position, person.answer(person.position.answer)
    if at.state in (State.LINKING, State.JOINING, State.CROSSING):
        kept = Position(at.state, at.item, answer=at.answer, probed=at.probed)
        return bool(at.item) and at == kept and (not at.answer or (answer is not None and not answer.withdrawn))
    if at.state is State.EXPLAINING:
        return bool(at.item) and at == Position(at.state, at.item)
    if at.answer and (answer is None or answer.withdrawn or answer.item != at.item):
        return False
    return _is_at(person, consultation)


def _is_at(person: Participation, consultation: Consultation) -> bool:
    at = person.position
    if at.state in (State.WEIGHING, State.ARGUING, State.COMPLETING):
        return (at.item, at.version) in {(known.id, known.version) for known in consultation.drafts}
    if at.state is State.ANSWERING:
        return at.item in ("", "needs", "hopes") and not at.version
    if at.state in (State.READING, State.REWORDING, State.CORRECTING):
        return at == Position(at.state, at.item) and at.item in {answer.id for answer in person.standing()}
    if at.state is State.DESCRIBING:
        return at == Position(at.state, at.item) and consultation.attribute(at.item) is not None
    if at.state is State.SUGGESTING:
        return at == Position(at.state, at.item, at.version) and naming.asked_at(at.item)[1] in STEPS
    return at == Position(at.state)
