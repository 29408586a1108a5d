"""Tables of the themes and of what no theme fits."""

from collections.abc import Iterator
from dataclasses import dataclass

from consultation.loop.responses import Response
from reports.data.anchors import CODED_EVIDENCE, EVIDENCE, anchor
from reports.data.closing import response_columns
from reports.data.model import Table, count, flag, listed, share, text
from reports.data.places import place_columns
from reports.emerging import ProposalFinding
from reports.evidence import Evidence
from reports.page import Page
from reports.statements import Place
from reports.tables import Row
from reports.theme_findings import ThemeFinding

CODED = "empty where nobody coded any answer", "vide si personne n’a codé de réponse"


def _response(one: ThemeFinding) -> Response | None:
    return one.response


def _themes(page: Page) -> tuple[ThemeFinding, ...]:
    return page.findings.themes


THEMES: Table[ThemeFinding] = Table(
    "themes",
    "The themes, the most raised first; those of the codebook that nobody raised are among them.",
    "Les thèmes, les plus évoqués d’abord\u00a0; ceux du codage que personne n’a évoqués en sont.",
    _themes,
    (
        text("theme", ("The theme's id", "L’identifiant du thème"), lambda _, one: one.theme),
        text(
            "label", ("What it is called", "Comment il s’appelle"), lambda page, one: page.labels.theme(one.theme).text
        ),
        text(
            "label_language",
            (
                "The language that the label is in; empty where it is an id",
                "La langue de ce libellé\u00a0; vide si c’est un identifiant",
            ),
            lambda page, one: page.labels.theme(one.theme).language,
        ),
        flag(
            "in_codebook",
            (
                "Whether the codebook has it; others come from people or from an earlier codebook",
                "Si le codage le contient\u00a0; d’autres viennent de personnes ou d’un codage antérieur",
            ),
            lambda page, one: page.consultation.codebook.theme(one.theme) is not None,
        ),
        count(
            "respondents",
            ("Respondents in whose answers it was heard", "Répondants chez qui il a été entendu"),
            lambda _, one: one.evidence.respondents,
            "respondents",
        ),
        count("of", ("All respondents", "Tous les répondants"), lambda page, _: page.respondents, "respondents"),
        share(
            ("Its share of those", "Sa part de ceux-ci"),
            lambda page, one: (one.evidence.respondents, page.respondents),
            "respondents",
        ),
        count(
            "answers",
            ("Answers in which it was heard", "Réponses où il a été entendu"),
            lambda _, one: one.evidence.answers,
            "answers",
        ),
        count(
            "coded_respondents",
            (
                f"Respondents in whose answers a person found it; {CODED[0]}",
                f"Répondants chez qui une personne l’a trouvé\u00a0; {CODED[1]}",
            ),
            lambda _, one: one.coded.respondents if one.coded else None,
            "respondents",
            optional=True,
        ),
        count(
            "coded_answers",
            (
                f"Answers in which a person found it; {CODED[0]}",
                f"Réponses où une personne l’a trouvé\u00a0; {CODED[1]}",
            ),
            lambda _, one: one.coded.answers if one.coded else None,
            "answers",
            optional=True,
        ),
        listed(
            "bears_on",
            ("The current drafts it bears on", "Les projets actuels qu’il concerne"),
            lambda _, one: one.bears_on,
        ),
        *response_columns(_response),
        text("evidence", EVIDENCE, lambda _, one: anchor(one.evidence), optional=True),
        text("coded_evidence", CODED_EVIDENCE, lambda _, one: anchor(one.coded), optional=True),
    ),
)


@dataclass(frozen=True, slots=True)
class ThemePlace:
    """A theme in one place."""

    theme: str
    row: Row[Place]


def _theme_places(page: Page) -> Iterator[ThemePlace]:
    tables = page.tables
    for found in page.findings.themes:
        for row in tables.places_of(found):
            yield ThemePlace(found.theme, row)


def _place(one: ThemePlace) -> Place:
    return one.row.key


THEME_PLACES: Table[ThemePlace] = Table(
    "theme_places",
    "Where each theme was raised: on which question or draft.",
    "Où chaque thème a été évoqué\u00a0: sur quelle question ou quel projet.",
    _theme_places,
    (
        text("theme", ("The theme's id", "L’identifiant du thème"), lambda _, one: one.theme),
        *place_columns(_place),
        count(
            "respondents",
            ("Respondents in whose answers there it was heard", "Répondants chez qui il y a été entendu"),
            lambda _, one: one.row.heard.respondents,
            "respondents",
        ),
        count(
            "answers",
            ("Answers there in which it was heard", "Réponses où il y a été entendu"),
            lambda _, one: one.row.heard.answers,
            "answers",
        ),
        count(
            "coded_respondents",
            (
                f"Respondents in whose answers there a person found it; {CODED[0]}",
                f"Répondants chez qui une personne l’y a trouvé\u00a0; {CODED[1]}",
            ),
            lambda _, one: one.row.coded.respondents if one.row.coded else None,
            "respondents",
            optional=True,
        ),
        count(
            "coded_answers",
            (
                f"Answers there in which a person found it; {CODED[0]}",
                f"Réponses où une personne l’y a trouvé\u00a0; {CODED[1]}",
            ),
            lambda _, one: one.row.coded.answers if one.row.coded else None,
            "answers",
            optional=True,
        ),
        text("evidence", EVIDENCE, lambda _, one: anchor(one.row.heard), optional=True),
        text("coded_evidence", CODED_EVIDENCE, lambda _, one: anchor(one.row.coded), optional=True),
    ),
)


@dataclass(frozen=True, slots=True)
class Untagged:
    """Answers in which no theme was heard: ``what`` they are, and which proposal rests on them."""

    what: str
    evidence: Evidence
    proposal: ProposalFinding | None = None


def _untagged(page: Page) -> Iterator[Untagged]:
    found = page.findings.emerging
    yield Untagged("all", page.findings.untagged)
    yield Untagged("non-answers", found.non_answers)
    for proposal in found.proposals:
        yield Untagged("proposal", proposal.evidence, proposal)
    yield Untagged("alone", found.alone)


UNTAGGED: Table[Untagged] = Table(
    "untagged",
    "The answers in which no theme was heard: all of them, then where each of them is.",
    "Les réponses où aucun thème n’a été entendu\u00a0: toutes, puis où se trouve chacune.",
    _untagged,
    (
        text(
            "what",
            (
                "all of them; non-answers, which say nothing; a proposal of a theme; alone, in no group",
                "all, toutes\u00a0; non-answers, sans contenu\u00a0; proposal, thème proposé\u00a0; alone, hors groupe",
            ),
            lambda _, one: one.what,
            choices=("all", "non-answers", "proposal", "alone"),
        ),
        text(
            "proposal",
            ("The proposal's id", "L’identifiant de la proposition"),
            lambda _, one: one.proposal.id if one.proposal else None,
            optional=True,
        ),
        listed(
            "words",
            ("The words that its answers share", "Les mots que ses réponses partagent"),
            lambda _, one: one.proposal.words if one.proposal else None,
            optional=True,
        ),
        text(
            "language",
            ("Their language", "Leur langue"),
            lambda _, one: one.proposal.language if one.proposal else None,
            optional=True,
        ),
        text(
            "decision",
            (
                "What was made of the proposal; empty while nothing was",
                "Ce qui en a été fait\u00a0; vide tant que rien n’a été décidé",
            ),
            lambda _, one: one.proposal.decision.verdict.value if one.proposal and one.proposal.decision else None,
            choices=("accepted", "merged"),
            optional=True,
        ),
        count(
            "respondents",
            ("Respondents who gave them", "Répondants qui les ont données"),
            lambda _, one: one.evidence.respondents,
            "respondents",
        ),
        count("answers", ("How many there are", "Combien il y en a"), lambda _, one: one.evidence.answers, "answers"),
        text("evidence", EVIDENCE, lambda _, one: anchor(one.evidence), optional=True),
    ),
)
