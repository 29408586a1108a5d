"""What the working group answers, as columns; and the table of whether people were got right."""

from collections.abc import Callable
from typing import TypeVar

from consultation.loop.responses import Response, Verdict
from reports.data.model import Column, Table, count, figure, text
from reports.disputes import DisputeFinding, Known
from reports.page import Page

T = TypeVar("T")

MASKED = "empty where it is masked", "vide si masqué"


def response_columns(found: Callable[[T], Response | None]) -> tuple[Column[T], ...]:
    """Return the columns of what the working group answers to a row."""

    def verdict(_: Page, one: T) -> str | None:
        response = found(one)
        return response.verdict.value if response else None

    def why(page: Page, one: T) -> str | None:
        shown = page.closing.why(found(one))
        return shown.text if shown else None

    return (
        text(
            "verdict",
            (
                "What the working group makes of it; empty where no response is recorded",
                "Ce que le groupe de travail en fait\u00a0; vide si aucune réponse n’est consignée",
            ),
            verdict,
            choices=tuple(Verdict),
            optional=True,
        ),
        text(
            "response",
            (
                "Why, in the working group's words; empty where none is recorded",
                "Pourquoi, dans les mots du groupe de travail\u00a0; vide si rien n’est consigné",
            ),
            why,
            optional=True,
        ),
    )


def _disputes(page: Page) -> tuple[DisputeFinding, ...]:
    return page.findings.disputes


DISPUTES: Table[DisputeFinding] = Table(
    "disputes",
    "Whether people say that earlier editions got them right; numbers of one to four are masked.",
    "Si les éditions précédentes ont bien compris les gens\u00a0; les nombres de un à quatre sont masqués.",
    _disputes,
    (
        text("round", ("The round that led the edition", "La consultation de l’édition"), lambda _, one: one.round),
        count("edition", ("The edition's number", "Le numéro de l’édition"), lambda _, one: one.edition, ""),
        count(
            "asked",
            (f"Respondents who were asked; {MASKED[0]}", f"Répondants interrogés\u00a0; {MASKED[1]}"),
            lambda _, one: one.asked,
            "respondents",
            optional=True,
        ),
        count(
            "answered",
            (f"Those of them who answered; {MASKED[0]}", f"Ceux d’entre eux qui ont répondu\u00a0; {MASKED[1]}"),
            lambda _, one: one.answered,
            "respondents",
            optional=True,
        ),
        count(
            "disputed",
            (
                f"Those of them who did not say yes; {MASKED[0]}",
                f"Ceux d’entre eux qui n’ont pas dit oui\u00a0; {MASKED[1]}",
            ),
            lambda _, one: one.disputed,
            "respondents",
            optional=True,
        ),
        count(
            "not_quite",
            (f"Those who said not quite; {MASKED[0]}", f"Ceux qui ont dit pas tout à fait\u00a0; {MASKED[1]}"),
            lambda _, one: one.not_quite,
            "respondents",
            optional=True,
        ),
        count(
            "wrong",
            (f"Those who said wrong; {MASKED[0]}", f"Ceux qui ont dit non\u00a0; {MASKED[1]}"),
            lambda _, one: one.wrong,
            "respondents",
            optional=True,
        ),
        text(
            "known",
            (
                "What is known of the rate: rate, it is given; below or above, it is below or above that; else nothing",
                "Ce qu’on sait du taux\u00a0: rate, il est donné\u00a0; below ou above, il est en dessous ou au-dessus",
            ),
            lambda _, one: one.known.value,
            choices=tuple(Known),
        ),
        figure(
            "rate",
            (
                "The dispute rate, from 0 to 1, or what it is below or above",
                "Le taux de contestation, de 0 à 1, ou ce en dessous ou au-dessus de quoi il est",
            ),
            lambda _, one: one.bound[0] / one.bound[1] if one.bound else None,
            "respondents",
        ),
    ),
)
