"""What is kept of a person: pseudonymous, append-only where an edition may have used it. Standard library only.

A `Participation` is the aggregate that the interview loads, changes as a value and keeps: one respondent in one round.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from consultation.checking.quality import ModelQuality, Quality
from consultation.checking.reviews import Removed, Review
from consultation.codebook import MACHINE, Tag
from consultation.codebooks.emergence import Proposal
from consultation.editions import Earlier, Superseded
from consultation.flow import Position
from consultation.guide import Consultation
from consultation.loop.echoes import Judged
from consultation.loop.responses import Response
from consultation.rounds import Round

IMPORTED = "import"
"""The version of a consent that was not given here: what people agreed to is known to whoever imports."""


class Quoting(StrEnum):
    """How a person allows their words to appear."""

    VERBATIM = "verbatim"
    PARAPHRASE = "paraphrase"
    NONE = "none"


class Part(StrEnum):
    """What an answer is to its item: a question has one part, a draft has two, a free contribution has no item."""

    ANSWER = "answer"
    WHY = "why"
    MISSING = "missing"


class Side(StrEnum):
    """The value of a stance. The last two are for drafts of kind research."""

    SUPPORT = "support"
    CHANGES = "changes"
    OPPOSE = "oppose"
    NONE = "none"
    STUDY = "study"
    NOT_NOW = "not-now"


class Aside(StrEnum):
    """Why an answer is set aside."""

    ABUSE = "abuse"
    SPAM = "spam"
    OFF_TOPIC = "off-topic"
    PRIVATE_DATA = "private-data"


@dataclass(frozen=True, slots=True)
class Consent:
    """To which version of the consent text a person agreed, when, and when they took it back."""

    version: str
    given: datetime
    withdrawn: datetime | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """One chat message of an answer: ``message`` names it, so that its edit finds it."""

    message: str
    text: str


@dataclass(frozen=True, slots=True)
class Revision:
    """An immutable state of an answer: its messages, the language found, the tags and the codebook they were made with.

    ``refused`` are themes that the respondent took off; they stay off in later revisions. ``review`` is what a reviewer
    decided on these very words, None where nobody has.
    """

    number: int
    at: datetime
    pieces: tuple[Piece, ...]
    language: str
    tags: tuple[Tag, ...] = ()
    refused: tuple[str, ...] = ()
    codebook: str = ""
    review: Review | None = None

    @property
    def text(self) -> str:
        """The whole answer: its messages joined by newlines. Offsets of evidence count in it."""
        return "\n".join(piece.text for piece in self.pieces)

    @property
    def themes(self) -> tuple[str, ...]:
        """The ids of the themes heard."""
        return tuple(tag.theme for tag in self.tags)

    @property
    def by_machine(self) -> tuple[str, ...]:
        """The ids of the themes that the machine gave these words, also those that a reviewer took off."""
        given: tuple[Tag | Removed, ...] = (*self.tags, *(self.review.removed if self.review else ()))
        return tuple(dict.fromkeys(tag.theme for tag in given if tag.source in MACHINE))

    @property
    def reviewed(self) -> bool:
        """Whether a reviewer has decided on this revision and nothing was changed since."""
        return self.review is not None and self.review.revision == self.number


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said on one item.

    ``id`` is a random token, the statement's permanent public id, unrelated to its author. ``item`` is a question's or
    draft's id, "" for a free contribution; ``draft_version`` pins the version a draft had. ``aside`` is the reason why
    a facilitator set it aside (an `Aside`), "" where nobody did; ``coded`` the themes a person coded by hand, None
    where nobody has; ``brought_by`` the pseudonym it was said under before two accounts were linked, "" where it was
    said under its author's.
    """

    id: str
    item: str
    part: Part
    revisions: tuple[Revision, ...]
    draft_version: str = ""
    withdrawn: datetime | None = None
    aside: str = ""
    coded: tuple[str, ...] | None = None
    brought_by: str = ""

    @property
    def current(self) -> Revision:
        """The newest revision."""
        return self.revisions[-1]


@dataclass(frozen=True, slots=True)
class Stance:
    """A position asked and taken on one version of a draft. The last one on a version stands; see `Answer`."""

    draft: str
    version: str
    side: Side
    at: datetime
    withdrawn: datetime | None = None
    brought_by: str = ""


class Basis(StrEnum):
    """On what ground statements are called opposed: the positions their authors took, or the themes they raised."""

    STANCES = "stances"
    THEMES = "themes"


@dataclass(frozen=True, slots=True)
class Showing:
    """What others said that somebody was shown on a version of a draft, on asking, before they took a position.

    ``statements`` are ids in the order in which they were shown, which is that of ``seed`` (see `opposing.in_order`).
    """

    draft: str
    version: str
    seed: str
    statements: tuple[str, ...]
    basis: Basis
    at: datetime


@dataclass(frozen=True, slots=True)
class Lent:
    """What another took over from a participation that was brought along, to be given back when the two part.

    ``before`` is the consent that stood in the place of the one lent, ``quoting`` whether the permission to quote was
    lent and ``quoted`` the one that held for both; ``silenced`` whether the other was not silent before, ``silent``
    whether both were then; ``attributes`` are names.
    """

    consent: bool = False
    before: Consent | None = None
    quoting: bool = False
    quoted: Quoting | None = None
    silenced: bool = False
    silent: bool = False
    attributes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Participation:
    """One respondent in one round.

    ``respondent`` is the pseudonym; ``turn`` counts what was kept and guards against two writers; ``quoting`` is None
    until asked; ``source`` says through which link or import they came; ``people`` is the stated number behind a
    group's note (None for a person), which counts as one source; ``on_record`` False allows counts only;
    ``brought_by`` is as in `Answer`, where somebody took part only under that pseudonym; ``lent`` is None but while
    another has what was said here. ``finished`` is when they first came to the thanks, ``reminding`` whether they wish
    to be reminded of the round. ``shown`` is what they were shown of others; ``told_of`` the versions of drafts
    (``2019-11/8``) of which they know that they are new.
    """

    respondent: str
    round: str
    language: str
    began: datetime
    position: Position = Position()
    turn: int = 0
    consent: Consent | None = None
    quoting: Quoting | None = None
    silent: bool = False
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    answers: tuple[Answer, ...] = ()
    stances: tuple[Stance, ...] = ()
    source: str = ""
    people: int | None = None
    on_record: bool = True
    brought_by: str = ""
    lent: Lent | None = None
    finished: datetime | None = None
    reminding: bool = False
    shown: tuple[Showing, ...] = ()
    told_of: tuple[str, ...] = ()

    @property
    def consented(self) -> bool:
        """Whether a consent stands."""
        return self.consent is not None and self.consent.withdrawn is None

    @property
    def messages(self) -> int:
        """How many chat messages the standing answers are made of: none where they were imported."""
        if self.consent is not None and self.consent.version == IMPORTED:
            return 0
        return sum(len(answer.current.pieces) for answer in self.standing() if not answer.aside)

    def answer(self, answer_id: str) -> Answer | None:
        """Return the answer of that id, if it is this person's."""
        return next((answer for answer in self.answers if answer.id == answer_id), None)

    def standing(self) -> Iterator[Answer]:
        """Yield the answers that are not withdrawn, oldest first; those set aside are the author's still."""
        return (answer for answer in self.answers if answer.withdrawn is None)

    def stance(self, draft: str, version: str) -> Stance | None:
        """Return the stance that stands on that version of a draft."""
        found = None
        for stance in self.stances:
            if (stance.draft, stance.version) == (draft, version):
                found = stance if stance.withdrawn is None else None
        return found


def may_count(participation: Participation, answer: Answer) -> bool:
    """Say whether an answer may appear in any output at all, as part of a count: consented, standing, not set aside."""
    return participation.consented and answer.withdrawn is None and not answer.aside


def may_quote(participation: Participation, answer: Answer) -> bool:
    """Say whether an answer's own words may be shown: it may count, its author allowed it, and it is on the record."""
    allowed = participation.quoting is Quoting.VERBATIM and participation.on_record
    return allowed and may_count(participation, answer)


def may_review(participation: Participation, answer: Answer) -> bool:
    """Say whether who reviews may read an answer's words: it may count, and it was said on the record."""
    return may_count(participation, answer) and participation.on_record


@dataclass(frozen=True, slots=True)
class RoundRecord:
    """A round with everything kept in it, as an edition pins it.

    ``quality`` is how good its tags are, None where nobody has checked them; a store leaves it to who takes a snapshot.
    """

    round: Round
    participations: tuple[Participation, ...]
    quality: Quality | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What an edition is a pure function of: the consultation, its rounds oldest first, and when it was taken.

    ``identities`` counts linked identities, ``erased`` respondents who erased all. ``non_answers`` are ids of answers
    that no theme fits and that say nothing; ``proposals`` those made of themes that may be emerging, in any round;
    ``model`` is the one in use when it was taken, None where cues alone are. ``set_aside`` and ``withdrawn`` count
    answers that are not in it any more (see `pinning`); ``earlier`` are editions whose readers may compare, the oldest
    first, and ``supersedes`` is the one in whose place this is made, if any. ``responses`` are the working group's in
    these rounds; ``judged`` says what people made of the editions that they lead.
    """

    consultation: Consultation
    rounds: tuple[RoundRecord, ...]
    taken: datetime
    identities: int = 0
    erased: int = 0
    non_answers: frozenset[str] = frozenset()
    proposals: tuple[Proposal, ...] = ()
    model: ModelQuality | None = None
    set_aside: int = 0
    withdrawn: int = 0
    earlier: tuple[Earlier, ...] = ()
    supersedes: Superseded | None = None
    responses: tuple[Response, ...] = ()
    judged: tuple[Judged, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """A line of the audit log: who did what to what. Never holds a person's words."""

    at: datetime
    actor: str
    verb: str
    subject: str
    note: str = ""
