"""What is kept of answers that are imported: participations like those of an interview. Imports the core and ours.

An imported respondent stands where one stands at the end of an interview, and consented to what the importer states.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from config.contributions import OFF, Facts
from config.new_answers import QUOTE, NewAnswer
from config.progress import Progress
from consultation.flow import Position, State
from consultation.guide import Consultation
from consultation.ports import Tagger
from consultation.records import IMPORTED, Answer, Consent, Participation, Piece, Quoting, Revision, Stance
from consultation.rounds import Round

NO_ATTRIBUTES = frozenset({"people", "record", "source", QUOTE})

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


def participations(
    new: Sequence[NewAnswer], facts: Mapping[str, Facts], terms: Terms, progress: Progress
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
