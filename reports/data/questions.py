"""The table of the questions."""

from reports.data.anchors import EVIDENCE, anchor
from reports.data.model import Table, count, share, text
from reports.data.places import place_columns
from reports.page import Page
from reports.question_findings import QuestionFinding
from reports.statements import Place


def _questions(page: Page) -> tuple[QuestionFinding, ...]:
    return page.findings.questions


def _asked(page: Page, found: QuestionFinding) -> str | None:
    return page.labels.unit(found.question.text).text if found.question else None


def _place(one: QuestionFinding) -> Place:
    return one.place


QUESTIONS: Table[QuestionFinding] = Table(
    "questions",
    "The questions that were asked, in their order, then what was said freely.",
    "Les questions posées, dans leur ordre, puis ce qui a été dit librement.",
    _questions,
    (
        *place_columns(_place),
        text(
            "title",
            ("What it is called for short", "Son nom court"),
            lambda page, one: page.labels.place(one.place).text,
        ),
        text(
            "title_language",
            (
                "The language that the title is in; empty where it is an id",
                "La langue de ce nom\u00a0; vide si c’est un identifiant",
            ),
            lambda page, one: page.labels.place(one.place).language,
        ),
        text(
            "question",
            ("The question; empty where there is none", "La question\u00a0; vide s’il n’y en a pas"),
            _asked,
            optional=True,
        ),
        count(
            "respondents",
            ("Respondents who answered it", "Répondants qui y ont répondu"),
            lambda _, one: one.evidence.respondents,
            "respondents",
        ),
        count(
            "of",
            ("Respondents of the rounds in which it was asked", "Répondants des tours où elle a été posée"),
            lambda _, one: one.of,
            "respondents",
        ),
        share(
            ("Its share of those", "Sa part de ceux-ci"),
            lambda _, one: (one.evidence.respondents, one.of),
            "respondents",
        ),
        count("answers", ("Their answers", "Leurs réponses"), lambda _, one: one.evidence.answers, "answers"),
        text("evidence", EVIDENCE, lambda _, one: anchor(one.evidence), optional=True),
    ),
)
