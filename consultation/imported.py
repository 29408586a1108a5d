"""What is kept of what came through no interview: rows of a file, notes written in chat. Standard library only.

Who said it stands where one stands at the end of an interview, and consented to what whoever brought it states. A row's
key is made from the round with its id or, where it has none, with all that it says; an answer's id is the beginning of
that key. Its one message carries the key with a digest of what the row said, the mark.
"""

import base64
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from consultation.flow import Position, State
from consultation.guide import Consultation
from consultation.ports import Tagger
from consultation.records import IMPORTED, Answer, Consent, Part, Participation, Piece, Quoting, Revision, Side, Stance
from consultation.rounds import Round

ANSWER_LENGTH = 8
RESPONDENT_LENGTH = 10
KEY_LENGTH = 26
"""130 bits: no two rows have the same."""

QUOTE = "quote"
NO_ATTRIBUTES = frozenset({"people", "record", "source", QUOTE})

Facts = Mapping[str, tuple[str, ...]]
"""What is said of a respondent, by column: an attribute's choices or words; people, record and source as one word."""

ON, OFF = "on", "off"


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a row says, checked.

    ``id`` and ``respondent`` are the file's own, "" where it has none, as are ``language`` and ``at``. ``facts`` is
    what it says of its respondent: attributes, and people, record and source in the same form. ``item`` is a
    question's or a draft's id, "" for a free contribution.
    """

    number: int
    text: str
    id: str = ""
    respondent: str = ""
    item: str = ""
    part: Part = Part.ANSWER
    version: str = ""
    side: Side | None = None
    language: str = ""
    at: datetime | None = None
    coded: tuple[str, ...] | None = None
    facts: Facts = field(default_factory=dict)

    def content(self) -> str:
        """Return all that was said, as one text: the same for the same row in another format.

        Hand coding is said about an answer and no part of it. Nor is the version of a draft: it is the present one.
        """
        said = {
            "text": self.text,
            "respondent": self.respondent,
            "item": self.item,
            "part": self.part,
            "side": self.side,
            "language": self.language,
            "at": self.at and self.at.isoformat(),
            "facts": dict(self.facts),
        }
        return json.dumps({name: value for name, value in said.items() if value}, sort_keys=True)


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """A contribution that is not there yet, the id it gets, the ``mark`` of its message and its author's pseudonym."""

    contribution: Contribution
    id: str
    mark: str
    respondent: str


Kept = tuple[NewAnswer, Answer]
"""What a row said, and the answer that is kept of it."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for all rows of a file.

    ``source`` is where people come from whose rows name none, ``now`` the time of a row without a date.
    """

    consultation: Consultation
    launched: Round
    tagger: Tagger
    quoting: Quoting
    source: str
    now: datetime


def key_of(*words: str) -> str:
    """Return the key that these words have, `KEY_LENGTH` characters of A-Z and 2-7."""
    digest = sha256(json.dumps(words).encode()).digest()
    return base64.b32encode(digest).decode()[:KEY_LENGTH]


def row_key(round_id: str, row_id: str) -> str:
    """Return the key of a row that has an id."""
    return key_of(round_id, "id", row_id)


def named_respondent(round_id: str, name: str) -> str:
    """Return the key of whom a file, or a note, calls by that name."""
    return key_of(round_id, "respondent", name)


def mark_of(key: str, said: Contribution) -> str:
    """Return by which a row's answer is known, and its change as well."""
    return f"{key}:{key_of(said.content(), json.dumps(said.coded))}"


def participations(
    new: Sequence[NewAnswer],
    facts: Mapping[str, Facts],
    terms: Terms,
    progress: Callable[[str, int, int], None],
) -> tuple[Participation, ...]:
    """Return the participations that answers make, in the order in which their respondents appear.

    ``facts`` are by pseudonym; a respondent without any is there already.
    """
    answers: dict[str, list[Kept]] = {}
    for done, one in enumerate(new, 1):
        answers.setdefault(one.respondent, []).append((one, _answer(one, terms)))
        progress("tagging", done, len(new))
    return tuple(_participation(whose, theirs, facts.get(whose, {}), terms) for whose, theirs in answers.items())


def _answer(one: NewAnswer, terms: Terms) -> Answer:
    """Return an answer with its one revision, tagged."""
    said = one.contribution
    spoken = said.language or terms.consultation.languages[0]
    heard = terms.tagger.tag(said.text, spoken=spoken, question=terms.consultation.asked(said.item, spoken))
    revision = Revision(
        number=1,
        at=said.at or terms.now,
        pieces=(Piece(one.mark, said.text),),
        language=said.language or heard.language,
        tags=heard.tags,
        codebook=terms.consultation.codebook.fingerprint,
    )
    return Answer(one.id, said.item, said.part, (revision,), said.version, coded=said.coded)


def _participation(whose: str, theirs: Sequence[Kept], facts: Facts, terms: Terms) -> Participation:
    began = min(answer.current.at for _, answer in theirs)
    return Participation(
        respondent=whose,
        round=terms.launched.id,
        language=theirs[0][1].current.language,
        began=began,
        position=Position(State.THANKED),
        consent=Consent(IMPORTED, began),
        quoting=terms.quoting,
        attributes={name: words for name, words in facts.items() if name not in NO_ATTRIBUTES},
        answers=tuple(answer for _, answer in theirs),
        stances=tuple(sorted(_stances(theirs), key=lambda stance: stance.at)),
        source=facts["source"][0] if "source" in facts else terms.source,
        people=int(facts["people"][0]) if "people" in facts else None,
        on_record=facts.get("record") != (OFF,),
    )


def _stances(theirs: Iterable[Kept]) -> Iterator[Stance]:
    for one, answer in theirs:
        if one.contribution.side:
            yield Stance(answer.item, answer.draft_version, one.contribution.side, answer.current.at)
