"""A row of a file of answers as what it says: who said what on which question or draft. Imports the core and ours."""

from collections.abc import Callable, Iterator
from functools import partial

from config.answers.cells import (
    Cells,
    as_language,
    as_moment,
    as_people,
    as_switch,
    as_text,
    as_whole,
    as_word,
    as_words,
    folded,
    hint,
    shown,
)
from config.answers.files import COLUMNS, Row
from consultation.errors import InvalidInput
from consultation.guide import Attribute, Consultation, Draft
from consultation.imported import OFF, ON, Contribution
from consultation.records import Part, Side
from consultation.rounds import Kind, Round
from reports.stances import sides_of


class ContributionForm:
    """How a row is written in a round of this consultation."""

    def __init__(self, consultation: Consultation, launched: Round) -> None:
        bank = consultation.guide(launched.guide)
        asked = bank.questions if bank and launched.kind is Kind.QUESTIONS else ()
        drafts = consultation.current_drafts() if launched.kind is Kind.DRAFTS else ()
        self._questions = {folded(text): question.id for question in asked for text in question.text.texts.values()}
        self._questions |= {question.id: question.id for question in asked}
        self._drafts = {draft.id: draft for draft in drafts}
        self._themes = tuple(theme.id for theme in consultation.codebook.themes)
        self._attributes = {one.id: one for one in consultation.attributes if one.id not in COLUMNS}
        self._choices = {attribute.id: _choices(attribute) for attribute in consultation.attributes}
        self._kind = launched.kind
        self._timezone = consultation.timezone

    @property
    def attributes(self) -> tuple[str, ...]:
        """The ids of the attributes that a row may have."""
        return tuple(self._attributes)

    def read(self, row: Row) -> Contribution:
        """Return what a row says; raise `InvalidInput` with all that is wrong with it."""
        if row.problem:
            raise InvalidInput(row.problem)
        cells = Cells(row.values)
        draft, side = self._position(cells)
        contribution = Contribution(
            number=row.number,
            text=cells.read("text", as_text, ""),
            id=cells.read("id", as_word, ""),
            respondent=cells.read("respondent", as_word, ""),
            item=draft.id if draft else cells.read("question", self._question, ""),
            part=Part.WHY if draft else Part.ANSWER,
            version=draft.version if draft else "",
            side=side,
            language=cells.read("lang", as_language, ""),
            at=cells.read("date", partial(as_moment, timezone=self._timezone), None),
            coded=cells.read("labels", self._coding, None),
            facts=dict(self._facts(cells)),
        )
        problems = [*([] if "text" in cells else ["text: is empty"]), *cells.problems]
        if problems:
            raise InvalidInput("; ".join(problems))
        return contribution

    def _position(self, cells: Cells) -> tuple[Draft | None, Side | None]:
        """Return the draft that a row is about, and the stance on it."""
        draft = cells.read("draft", self._draft, None)
        if "draft" in cells and "question" in cells:
            cells.problems.append("draft: an answer is on a question or on a draft, not on both")
        if "stance" in cells and "draft" not in cells:
            cells.problems.append("stance: is on a draft, and there is none")
        return draft, cells.read("stance", partial(_side, draft=draft), None) if draft else None

    def _question(self, value: object) -> str:
        """Return the id of the question that is named by its id or by its text."""
        if self._kind is Kind.DRAFTS:
            raise InvalidInput("this round asks about drafts; leave the question out")
        found = self._questions.get(as_word(value)) or self._questions.get(folded(as_text(value)))
        if found is None:
            raise InvalidInput(f"this round asks no question {shown(as_word(value))}{hint(*self._near(value))}")
        return found

    def _near(self, value: object) -> tuple[str, tuple[str, ...]]:
        return folded(as_text(value)), tuple(dict.fromkeys(self._questions.values()))

    def _draft(self, value: object) -> Draft:
        if self._kind is Kind.QUESTIONS:
            raise InvalidInput("this round asks questions; leave the draft out")
        found = self._drafts.get(as_word(value))
        if found is None:
            raise InvalidInput(f"there is no current draft {shown(as_word(value))}{hint('', tuple(self._drafts))}")
        return found

    def _coding(self, value: object) -> tuple[str, ...]:
        """Return themes in the order of the codebook."""
        words = as_words(value)
        for word in words:
            if word not in self._themes:
                raise InvalidInput(f"there is no theme {shown(word)}{hint(word, self._themes)}")
        return tuple(theme for theme in self._themes if theme in words)

    def _facts(self, cells: Cells) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield what is said of the respondent."""
        readings: dict[str, Callable[[object], tuple[str, ...]]] = {
            **{name: partial(self._told, attribute) for name, attribute in self._attributes.items()},
            "people": lambda value: (str(as_people(value)),),
            "record": lambda value: (ON if as_switch(value) else OFF,),
            "source": lambda value: (as_word(value),),
        }
        nothing: tuple[str, ...] = ()
        for name, reading in readings.items():
            if words := cells.read(name, reading, nothing):
                yield name, words

    def _told(self, attribute: Attribute, value: object) -> tuple[str, ...]:
        """Return an attribute's choices in their order, or its words."""
        if not attribute.choices:
            return as_whole(value)
        words = as_words(value)
        known = self._choices[attribute.id]
        for word in words:
            if folded(word) not in known:
                raise InvalidInput(
                    f"there is no choice {shown(word)}{hint(word, tuple(dict.fromkeys(known.values())))}"
                )
        chosen = {known[folded(word)] for word in words}
        if len(chosen) > 1 and not attribute.several:
            raise InvalidInput("only one choice is possible")
        return tuple(choice.id for choice in attribute.choices if choice.id in chosen)


def _choices(attribute: Attribute) -> dict[str, str]:
    """Return the ids of an attribute's choices by what they may be called; an id goes before a label like it."""
    labels = {folded(label): choice.id for choice in attribute.choices for label in choice.label.texts.values()}
    return labels | {folded(choice.id): choice.id for choice in attribute.choices}


def _side(value: object, draft: Draft) -> Side:
    word = folded(as_text(value)).replace(" ", "-")
    sides = sides_of(draft)
    if word not in sides:
        raise InvalidInput(f"{shown(word)} is no stance on a draft of this kind{hint('', tuple(sides))}")
    return Side(word)
