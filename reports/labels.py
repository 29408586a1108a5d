"""What things are called in a report: the consultation's own texts, in the language asked for or visibly in another.

Imports only consultation.
"""

from collections.abc import Iterator

from consultation.guide import Consultation, Draft, Shown, Unit
from reports.circles import Subject
from reports.coverage import LANGUAGE, OTHER, UNSAID
from reports.languages import language_name
from reports.sentences import Grammar
from reports.statements import Place, drafts_by_place


class Labels:
    """Names of themes, questions, drafts, attributes and groups, for a reader of the language ``chain`` starts with."""

    def __init__(self, consultation: Consultation, grammar: Grammar, chain: tuple[str, ...]) -> None:
        self.consultation = consultation
        self.grammar = grammar
        self.chain = chain
        self._titles = dict(_titles(consultation))
        self._themes: dict[str, Shown] = {}

    def own(self, text: str) -> Shown:
        """Return a text of the report's own."""
        return Shown(text, self.grammar.language, fallback=False)

    def unit(self, unit: Unit) -> Shown:
        """Return a text of the consultation."""
        return unit.shown(self.chain)

    def theme(self, theme_id: str) -> Shown:
        """Return a theme's label; a theme that is not in the codebook has its id."""
        if theme_id not in self._themes:
            self._themes[theme_id] = self._theme(theme_id, self.chain)
        return self._themes[theme_id]

    def theme_in_sentence(self, theme_id: str) -> Shown:
        """Return a theme's label for a sentence: in the sentence's language where it has one."""
        return self._theme(theme_id, (self.grammar.language, *self.chain))

    def _theme(self, theme_id: str, chain: tuple[str, ...]) -> Shown:
        theme = self.consultation.codebook.theme(theme_id)
        if theme is None or not theme.labels:
            return Shown(theme_id, "", fallback=False)
        return Unit(f"themes.{theme_id}.label", theme.labels).shown(chain)

    def definition(self, theme_id: str) -> Shown | None:
        """Return what a theme is about, where the codebook says so."""
        theme = self.consultation.codebook.theme(theme_id)
        if theme is None or not theme.definitions:
            return None
        return Unit(f"themes.{theme_id}.definition", theme.definitions).shown(self.chain)

    def place(self, place: Place) -> Shown:
        """Return the title of a question or draft, or what free contributions are called."""
        if place.kind == "free":
            return self.own(self.grammar.words["free"])
        title = self._titles.get(place) or self._titles.get(Place(place.kind, "", place.item))
        return self.unit(title) if title else Shown(place.item, "", fallback=False)

    def subject(self, subject: Subject) -> Shown:
        """Return the name of what people spoke of: a draft's title or a theme's label."""
        return self.place(subject.place) if subject.place else self.theme(subject.theme)

    def draft_number(self, draft: Draft) -> str:
        """Return what a draft is called for short: its number, and its version where that is not the newest."""
        name = self.grammar.words["draft"].format(number=draft.id)
        current = draft in self.consultation.current_drafts()
        return name if current else f"{name} ({self.grammar.words['draft_version'].format(version=draft.version)})"

    def attribute(self, attribute_id: str) -> Shown:
        """Return the name of an attribute."""
        attribute = self.consultation.attribute(attribute_id)
        return self.unit(attribute.label) if attribute else self.own(self.grammar.words["language"])

    def group(self, attribute_id: str, group: str) -> Shown:
        """Return the name of a group."""
        if group in {OTHER, UNSAID}:
            return self.own(self.grammar.words["other" if group == OTHER else "unsaid"])
        if attribute_id == LANGUAGE:
            return self.own(self.language(group))
        attribute = self.consultation.attribute(attribute_id)
        label = next((one.label for one in attribute.choices if one.id == group), None) if attribute else None
        return self.unit(label) if label else Shown(group, "", fallback=False)

    def language(self, code: str) -> str:
        """Return what a language is called."""
        return language_name(code, self.grammar.language)


def _titles(consultation: Consultation) -> Iterator[tuple[Place, Unit]]:
    """Yield the titles of questions and drafts by place, and of questions by id for a round that names no bank."""
    for place, draft in drafts_by_place(consultation).items():
        yield place, draft.title
    for guide in reversed(consultation.guides):
        for question in guide.questions:
            yield Place("question", "", question.id), question.title
            yield Place("question", guide.id, question.id), question.title
