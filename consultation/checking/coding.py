"""Coding by people, by which the machine's tags are checked: a sample, who coded what of it, and the queue.

Part of a sample is coded *blind*: its coders see the words alone. The other part is coded with the machine's tags
*shown*, and only after it; the difference between the two says how far people follow the machine. An answer leaves the
sample where it may not count any more, or its author has changed its words since. Standard library only.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from consultation.codebook import MACHINE, Codebook
from consultation.errors import InvalidInput, NotAllowed
from consultation.private_data import masked
from consultation.records import Answer, Part, Revision, RoundRecord, may_count

if TYPE_CHECKING:
    from consultation.ports import Finder

MOST_CODERS = 2
"""How many people code one sample: what is measured is what two careful people reach with each other."""

ALIAS = re.compile(r"\w[\w .'’-]{0,39}")


class Showing(StrEnum):
    """Whether the machine's tags are hidden from who codes."""

    BLIND = "blind"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Drawn:
    """An answer of a sample: the revision that is coded, how, and the themes that the machine had given it.

    ``weight`` is how many answers of the round it stands for: one over the chance that it had to be drawn.
    """

    answer: str
    revision: int
    showing: Showing
    weight: float
    heard: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """Answers drawn from a round to be coded, in the order in which they are: the blind ones first.

    ``number`` counts the samples of a round from 1; ``population`` is how many answers it was drawn from, ``seed``
    what draws the same again; ``codebook`` the fingerprint of the one that coders are given.
    """

    round: str
    number: int
    drawn: datetime
    seed: int
    codebook: str
    population: int
    answers: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class Coding:
    """What one person coded one revision of an answer with: ``themes``, none of them where they found none.

    ``coder`` is an alias that a facilitator chose, ``codebook`` the fingerprint of the one they had before them.
    """

    answer: str
    revision: int
    showing: Showing
    coder: str
    themes: tuple[str, ...]
    codebook: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Coded:
    """A revision that stands with what one person coded it with: an example to learn from, and how it came about."""

    answer: str
    revision: Revision
    coding: Coding


@dataclass(frozen=True, slots=True)
class Statement:
    """An answer of the sample that stands, as a coder meets it; ``item``, ``part`` and version say what it is on."""

    drawn: Drawn
    item: str
    part: Part
    draft_version: str
    revision: Revision

    @property
    def id(self) -> str:
        """The answer's public id."""
        return self.drawn.answer

    def words(self, finder: "Finder") -> str:
        """Return what was said, with private data masked."""
        text, language = self.revision.text, self.revision.language
        return masked(text, finder.find(text, language=language))


@dataclass(frozen=True, slots=True)
class Desk:
    """A sample as it stands now: ``statements`` in their order, and the codings of them by coder and answer."""

    sample: Sample
    statements: tuple[Statement, ...]
    codings: Mapping[str, Mapping[str, Coding]]

    @property
    def coders(self) -> tuple[str, ...]:
        """Who has coded any of it, in alphabetical order."""
        return tuple(sorted(self.codings))

    @property
    def gone(self) -> frozenset[str]:
        """The answers that have left the sample, by id; those that were erased are not known any more."""
        return frozenset(drawn.answer for drawn in self.sample.answers) - {one.id for one in self.statements}

    def part(self, showing: Showing) -> tuple[Statement, ...]:
        """Return the statements that are coded blind, or with the machine's tags shown."""
        return tuple(one for one in self.statements if one.drawn.showing is showing)

    def coding(self, coder: str, answer: str) -> Coding | None:
        """Return what somebody coded an answer with."""
        return self.codings.get(coder, {}).get(answer)

    def left(self, coder: str, showing: Showing) -> tuple[Statement, ...]:
        """Return what somebody has still to code in one part."""
        return tuple(one for one in self.part(showing) if self.coding(coder, one.id) is None)

    def stage(self, coder: str) -> Showing:
        """Return which part is before somebody: the blind one until all of it is coded."""
        return Showing.BLIND if self.left(coder, Showing.BLIND) else Showing.SHOWN

    def done(self, showing: Showing) -> bool:
        """Say whether there is a coder, and each has coded all of one part."""
        return bool(self.coders) and not any(self.left(coder, showing) for coder in self.coders)

    @property
    def complete(self) -> bool:
        """Whether everybody who began has coded all of it."""
        return all(self.done(showing) for showing in Showing)

    def after(self, new: Iterable[Coding]) -> "Desk":
        """Return the desk with more codings on it."""
        codings = {coder: dict(theirs) for coder, theirs in self.codings.items()}
        for coding in new:
            codings.setdefault(coding.coder, {})[coding.answer] = coding
        return replace(self, codings=codings)

    def heard(self, coder: str, statement: Statement) -> tuple[str, ...] | None:
        """Return the machine's themes where this coder may see them now, None where they are hidden.

        They are shown in the shown part alone, and there only to who has coded the whole blind part.
        """
        shown = statement.drawn.showing is Showing.SHOWN and self.stage(coder) is Showing.SHOWN
        return statement.drawn.heard if shown else None

    def takes(self, name: str) -> bool:
        """Say whether somebody of that name codes here, or still may."""
        try:
            self.known_as(name)
        except (InvalidInput, NotAllowed):
            return False
        return True

    def known_as(self, name: str) -> str:
        """Return the alias of a coder, in the spelling that it has here already.

        Raises `InvalidInput` for what is no alias, `NotAllowed` for one more coder than a sample takes.
        """
        alias = " ".join(name.split())
        if not ALIAS.fullmatch(alias):
            raise InvalidInput("an alias has 1 to 40 letters, digits, spaces, and . ' -", where=f'"{alias}"')
        known = next((coder for coder in self.coders if coder.casefold() == alias.casefold()), None)
        if known is None and len(self.coders) >= MOST_CODERS:
            raise NotAllowed(f"this sample is coded by {' and '.join(self.coders)}: it takes no third coder")
        return known or alias


def desk(sample: Sample, record: RoundRecord, codings: Iterable[Coding]) -> Desk:
    """Return a sample as it stands in its round, with those of its codings that stand too."""
    standing = {answer.id: answer for answer in countable(record)}
    statements = tuple(_statements(sample, standing))
    ids = {statement.id for statement in statements}
    return Desk(sample, statements, {}).after(coding for coding in codings if coding.answer in ids)


def countable(record: RoundRecord) -> Iterator[Answer]:
    """Yield the answers of a round that may count and were said on the record, in its order: coders read the words."""
    for whose in record.participations:
        yield from (answer for answer in whose.answers if whose.on_record and may_count(whose, answer))


def _statements(sample: Sample, standing: Mapping[str, Answer]) -> Iterator[Statement]:
    for drawn in sample.answers:
        answer = standing.get(drawn.answer)
        revision = answer and next((one for one in answer.revisions if one.number == drawn.revision), None)
        # Who changes their words takes back what they were; who corrects a theme says the same as before.
        if answer and revision and revision.text == answer.current.text:
            yield Statement(drawn, answer.item, answer.part, answer.draft_version, revision)


def coded(desks: Iterable[Desk]) -> Iterator[Coded]:
    """Yield every coding that stands with the revision that it is of, by sample, statement and coder."""
    for one in desks:
        for statement in one.statements:
            for coder in one.coders:
                coding = one.coding(coder, statement.id)
                if coding is not None:
                    yield Coded(statement.id, statement.revision, coding)


def machine_heard(answer: Answer) -> tuple[str, ...]:
    """Return the themes that the machine gave to an answer's present words, also those that people took off."""
    revision, text = answer.current, answer.current.text
    before = [one for one in answer.revisions if one.text == text and one.codebook == revision.codebook]
    taken_off = [tag for one in before for tag in one.tags if tag.theme in revision.refused]
    heard = (tag.theme for tag in taken_off if tag.source in MACHINE)
    return tuple(dict.fromkeys((*revision.by_machine, *heard)))


def codings_of(
    there: Desk,
    coder: str,
    themes: Sequence[tuple[str, Sequence[str]]],
    *,
    codebook: Codebook,
    at: datetime,
) -> tuple[Coding, ...]:
    """Return the codings to keep where somebody codes answers, (answer id, theme ids) each: those that are new.

    Raises `NotAllowed` where an answer is not before them: it is shown and their blind part is not done, or it is
    blind, their blind part was done, and this would change it; `InvalidInput` for one that is not in the sample, for a
    theme that the codebook lacks, and where the codebook is not the one that the sample was drawn for.
    """
    require_codebook(there.sample, codebook)
    statements = {statement.id: statement for statement in there.statements}
    new = []
    for answer, chosen in themes:
        if answer not in statements:
            raise InvalidInput(f"there is no answer {answer} in the sample", where=answer)
        known, given = there.coding(coder, answer), tuple(one.id for one in codebook.themes if one.id in chosen)
        if unknown := sorted({*chosen} - {*given}):
            raise InvalidInput(f"there is no theme {unknown[0]} in the codebook", where=answer)
        if known is None or known.themes != given:
            drawn = statements[answer].drawn
            new.append(Coding(answer, drawn.revision, drawn.showing, coder, given, codebook.fingerprint, at))
    _require_before_them(there, coder, new)
    return tuple(new)


def _require_before_them(there: Desk, coder: str, new: Sequence[Coding]) -> None:
    stage = there.stage(coder)
    for coding in new:
        if coding.showing is Showing.BLIND and stage is Showing.SHOWN:
            raise NotAllowed(f"{coding.answer}: the blind coding of {coder} is done, and stands as it is")
        if coding.showing is Showing.SHOWN and stage is Showing.BLIND:
            raise NotAllowed(f"{coding.answer} is coded with the machine's tags shown, after all blind ones")


def require_codebook(sample: Sample, codebook: Codebook) -> None:
    """Raise `NotAllowed` where the codebook is not the one that a sample was drawn for: codings would not compare."""
    if codebook.fingerprint != sample.codebook:
        raise NotAllowed(
            f"the codebook has changed since sample {sample.number} of {sample.round} was drawn "
            f"({sample.codebook}, now {codebook.fingerprint}): code with that one, or draw another sample"
        )
