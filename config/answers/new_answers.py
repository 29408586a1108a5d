"""Which contributions are new, and under which ids. Imports the core and ours.

An answer's id is the beginning of its row's key (`imported`), so the same row is known again, in whatever format and
order it comes; its mark tells a changed row, whatever has been edited, coded or withdrawn in the meantime.

These ids are therefore not random as those of an interview are: nobody reads a row out of one, but who knows the round
and a whole row, or its id, can make the row's ids and so tell whether it was imported.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from config.answers.cells import shown
from consultation.errors import InvalidInput
from consultation.imported import (
    ANSWER_LENGTH,
    KEY_LENGTH,
    OFF,
    ON,
    QUOTE,
    RESPONDENT_LENGTH,
    Contribution,
    Facts,
    NewAnswer,
    key_of,
    mark_of,
    named_respondent,
    row_key,
)
from consultation.records import Answer, Participation, Quoting, RoundRecord


class Newcomers:
    """Tells new contributions to a round from those that are there, earlier ones of the same file among them.

    ``quoting`` is what the importer states for all; ``facts`` what is known of the respondents who are new.
    ``quoted_otherwise`` counts the known contributions that were imported with another.
    """

    def __init__(self, round_id: str, quoting: Quoting, records: Iterable[RoundRecord]) -> None:
        self._round = round_id
        self._quoting = quoting
        self._marks: dict[str, str] = {}
        self._kept: dict[str, Facts] = {}
        for record in records:
            for person in record.participations:
                self._marks.update((answer.id, _mark(answer)) for answer in person.answers)
                if record.round.id == round_id:
                    self._kept[person.respondent] = _facts(person)
        self._rows: dict[str, int] = {}
        self._owners: dict[str, str] = {}
        self._times: Counter[str] = Counter()
        self.facts: dict[str, dict[str, tuple[str, ...]]] = {}
        self.quoted_otherwise = 0

    def place(self, one: Contribution) -> NewAnswer | None:
        """Return what is new, None where it is there already.

        Raises `InvalidInput` for what would change an answer or a respondent that is there.
        """
        key = self._key(one)
        mark = mark_of(key, one)
        answer, respondent = self._answer(key), self._respondent(one, key)
        if answer in self._marks:
            if self._marks[answer] != mark:
                raise InvalidInput(self._changed(one, answer))
            self.quoted_otherwise += self._kept.get(respondent, {}).get(QUOTE, (self._quoting,)) != (self._quoting,)
            return None
        self._check_facts(one, respondent)
        self._marks[answer], self._rows[answer] = mark, one.number
        return NewAnswer(one, answer, mark, respondent)

    def _key(self, one: Contribution) -> str:
        """Return the key of a row. Where nobody is named, the same words again are somebody else's."""
        if one.id:
            return row_key(self._round, one.id)
        content = one.content()
        self._times[content] += not one.respondent
        return key_of(self._round, "content", content, str(self._times[content]))

    def _answer(self, key: str) -> str:
        """Return the shortest beginning of a key that is no other answer's id."""
        lengths = range(ANSWER_LENGTH, KEY_LENGTH + 1)
        return next(key[:length] for length in lengths if self._marks.get(key[:length], key).startswith(key))

    def _respondent(self, one: Contribution, key: str) -> str:
        """Return the pseudonym of whoever is named, or of somebody who has said this alone."""
        owner = named_respondent(self._round, one.respondent) if one.respondent else key_of(self._round, "author", key)
        lengths = range(RESPONDENT_LENGTH, KEY_LENGTH + 1)
        return next(owner[:length] for length in lengths if self._owners.setdefault(owner[:length], owner) == owner)

    def _changed(self, one: Contribution, answer: str) -> str:
        row = self._rows.get(answer)
        name = f"the id {shown(one.id)}" if one.id else "this"
        before = f"is that of row {row}, which says" if row else "was imported before, and said"
        return f"{name} {before} something else; nothing is overwritten: give it an id of its own"

    def _check_facts(self, one: Contribution, respondent: str) -> None:
        """Learn what a row says of its respondent; raise `InvalidInput` where it is not what is known."""
        said = {**one.facts, QUOTE: (self._quoting.value,)}
        kept = self._kept.get(respondent)
        known = self.facts.setdefault(respondent, {}) if kept is None else kept
        other = [name for name, words in said.items() if known.get(name, words if kept is None else ()) != words]
        if other and kept is None:
            raise InvalidInput(f"respondent {shown(one.respondent)}: an earlier row says otherwise: {', '.join(other)}")
        if other:
            raise InvalidInput(f"respondent {shown(one.respondent)} is here already, otherwise: {', '.join(other)}")
        if kept is None:
            self.facts[respondent].update(said)


def _mark(answer: Answer) -> str:
    """Return what an imported answer's row was marked with; nothing like it for one from a chat."""
    return answer.revisions[0].pieces[0].message


def _facts(person: Participation) -> Mapping[str, tuple[str, ...]]:
    """Return what is known of a respondent who is there."""
    people = {"people": (str(person.people),)} if person.people else {}
    record = {"record": (ON if person.on_record else OFF,)}
    return {**person.attributes, **people, **record, "source": (person.source,), QUOTE: (person.quoting or "",)}
