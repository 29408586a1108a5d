"""Tables of what the report is made of: the edition, its rounds and its four counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from consultation.records import RoundRecord
from consultation.rounds import Kind, Round
from reports.coverage import attributes_of
from reports.data.model import Table, count, day, flag, listed, text
from reports.page import Page


def day_of(page: Page, moment: datetime) -> date:
    """Return the day of a moment, where the consultation is."""
    return moment.astimezone(ZoneInfo(page.consultation.timezone)).date()


def the_page(page: Page) -> tuple[Page]:
    """Return what the one row of a single table is about."""
    return (page,)


EDITION: Table[Page] = Table(
    "edition",
    "What was reported on, by whom it was asked, when, and with which codebook.",
    "De quoi ce rapport rend compte, qui a demandé, quand, et avec quel codage.",
    the_page,
    (
        text(
            "consultation",
            ("The consultation's id", "L’identifiant de la consultation"),
            lambda page, _: page.consultation.id,
        ),
        text(
            "title",
            ("The consultation's title", "Le titre de la consultation"),
            lambda page, _: page.labels.unit(page.consultation.title).text,
        ),
        text(
            "group",
            ("The group that asks", "Le groupe qui demande"),
            lambda page, _: page.labels.unit(page.consultation.group).text,
        ),
        count(
            "edition",
            (
                "The edition's number; empty for a preview, which is no edition",
                "Le numéro de l’édition\u00a0; vide pour un aperçu, qui n’en est pas une",
            ),
            lambda page, _: page.edition,
            "",
            optional=True,
        ),
        count(
            "supersedes",
            (
                "The number of the edition in whose place this is; empty for none",
                "Le numéro de celle qu’elle remplace\u00a0; vide sinon",
            ),
            lambda page, _: page.snapshot.supersedes.number if page.snapshot.supersedes else None,
            "",
            optional=True,
        ),
        flag("preview", ("Whether it is a preview only", "Si ce n’est qu’un aperçu"), lambda page, _: page.preview),
        day(
            "taken",
            ("The day on which the answers were read", "Le jour où les réponses ont été lues"),
            lambda page, _: day_of(page, page.snapshot.taken),
        ),
        text(
            "language",
            (
                "The language of titles and labels, where they have one in it",
                "La langue des titres et libellés, s’ils en ont un dans cette langue",
            ),
            lambda page, _: page.asked_language,
        ),
        listed(
            "languages",
            ("The languages of the answers", "Les langues des réponses"),
            lambda page, _: page.findings.languages,
        ),
        text(
            "cut_by",
            (
                "The attribute that the table cut is by; empty where there is no cut",
                "La caractéristique selon laquelle le tableau cut est découpé\u00a0; vide sans découpage",
            ),
            lambda page, _: page.findings.cut.attribute if page.findings.cut else None,
            optional=True,
        ),
        listed(
            "attributes",
            (
                "The attributes by which respondents are counted",
                "Les caractéristiques selon lesquelles les répondants sont comptés",
            ),
            lambda page, _: attributes_of(page.consultation),
        ),
        count(
            "codebook_version",
            ("The version of the codebook", "La version du codage"),
            lambda page, _: page.consultation.codebook.version,
            "",
        ),
        text(
            "codebook",
            (
                "The codebook's fingerprint: 12 hexadecimal digits of its content",
                "L’empreinte du codage\u00a0: 12 chiffres hexadécimaux de son contenu",
            ),
            lambda page, _: page.consultation.codebook.fingerprint,
        ),
        text(
            "licence",
            ("The licence of the consultation's texts", "La licence des textes de la consultation"),
            lambda page, _: page.consultation.licence,
        ),
        text(
            "attribution",
            ("Whom these texts are from", "De qui viennent ces textes"),
            lambda page, _: page.labels.unit(page.consultation.attribution).text,
        ),
    ),
    single=True,
)

COUNTS: Table[Page] = Table(
    "counts",
    "The four counts, which are never merged.",
    "Les quatre comptes, qui ne se confondent jamais.",
    the_page,
    (
        count(
            "messages",
            (
                "Chat messages that the answers are made of; none where they were imported",
                "Messages dont les réponses sont faites\u00a0; aucun si elles ont été importées",
            ),
            lambda page, _: page.findings.counts.messages,
            "messages",
        ),
        count(
            "answers",
            ("Answers that count", "Réponses qui comptent"),
            lambda page, _: page.findings.counts.answers,
            "answers",
        ),
        count(
            "respondents",
            ("Respondents, each once over all rounds", "Répondants, une fois chacun sur tous les tours"),
            lambda page, _: page.findings.counts.respondents,
            "respondents",
        ),
        count(
            "identities",
            ("Accounts from which respondents wrote", "Comptes depuis lesquels des répondants ont écrit"),
            lambda page, _: page.findings.counts.identities,
            "identities",
        ),
    ),
    single=True,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A round and its number in the order of opening, from 1, by which other tables name it."""

    number: int
    record: RoundRecord

    @property
    def round(self) -> Round:
        """The round itself."""
        return self.record.round


def rounds(page: Page) -> Iterator[Asked]:
    """Yield the rounds in the order in which they opened."""
    for number, record in enumerate(sorted(page.snapshot.rounds, key=lambda one: one.round.opens), start=1):
        yield Asked(number, record)


ROUND = "The round's number, in the order of opening", "Le numéro du tour, dans l’ordre d’ouverture"

ROUNDS: Table[Asked] = Table(
    "rounds",
    "The rounds that the report draws on.",
    "Les tours dont le rapport rend compte.",
    rounds,
    (
        count("round", ROUND, lambda _, one: one.number, ""),
        text(
            "kind",
            ("What it asked about", "Sur quoi portait le tour"),
            lambda _, one: one.round.kind.value,
            choices=[kind.value for kind in Kind],
        ),
        text(
            "bank",
            (
                "The bank of questions that it asked; empty where none is named",
                "La liste de questions posée\u00a0; vide si aucune n’est nommée",
            ),
            lambda _, one: one.round.guide or None,
            optional=True,
        ),
        day(
            "opens",
            ("The day on which it opened", "Le jour de son ouverture"),
            lambda page, one: day_of(page, one.round.opens),
        ),
        day(
            "closes",
            (
                "The day on which it closes; empty where it is closed by hand",
                "Le jour de sa clôture\u00a0; vide si elle se fait à la main",
            ),
            lambda page, one: day_of(page, one.round.closes) if one.round.closes else None,
            optional=True,
        ),
    ),
)
