"""Tables of how the findings were made: where the tags come from, what may be shown, and what was left out."""

from collections.abc import Iterator
from dataclasses import dataclass

from consultation.codebook import Source
from reports.data.editions import the_page
from reports.data.model import Column, Table, count, figure, share, text
from reports.method import SOURCES
from reports.page import Page


@dataclass(frozen=True, slots=True)
class Tags:
    """How many tags a source gave, of all."""

    source: Source
    count: int
    of: int


def _tags(page: Page) -> Iterator[Tags]:
    given = page.findings.method.tags
    of = sum(tags for _, tags in given)
    return (Tags(source, tags, of) for source, tags in given)


TAG_SOURCES: Table[Tags] = Table(
    "tag_sources",
    "Where the tags come from, over all answers that count.",
    "D’où viennent les attributions, sur toutes les réponses qui comptent.",
    _tags,
    (
        text(
            "source",
            (
                "cue, of the codebook; label, a theme's own words; model; respondent, their correction; reviewer",
                "cue, du codage\u00a0; label, ses mots\u00a0; model\u00a0; respondent, sa correction\u00a0; reviewer",
            ),
            lambda _, one: one.source,
            choices=SOURCES,
        ),
        count("tags", ("Tags given by it", "Attributions qu’elle a faites"), lambda _, one: one.count, "tags"),
        share(
            ("Its share of all tags", "Sa part de toutes les attributions"), lambda _, one: (one.count, one.of), "tags"
        ),
    ),
)


def _way(name: str, english: str, french: str) -> Column[Page]:
    words = (f"Answers that count {english}", f"Réponses qui comptent {french}")
    return count(f"quoting_{name}", words, lambda page, _: int(getattr(page.findings.method.allowed, name)), "answers")


METHOD: Table[Page] = Table(
    "method",
    "What may be shown, and what stands in no other number.",
    "Ce qui peut être montré, et ce qui n’est dans aucun autre nombre.",
    the_page,
    (
        _way("verbatim", "and may be quoted", "et peuvent être citées"),
        _way("paraphrase", "and may be put in other words only", "et ne peuvent être que reformulées"),
        _way("none", "and may not be quoted", "et ne peuvent pas être citées"),
        _way(
            "unasked",
            "and whose author was not asked whether they may be quoted",
            "et dont l’auteur n’a pas été interrogé sur la citation",
        ),
        _way("off_record", "and were said off the record", "et ont été données en confidence"),
        count(
            "masked",
            (
                "Statements shown in which something private is masked as […]",
                "Déclarations montrées où quelque chose de privé est masqué par […]",
            ),
            lambda page, _: page.gate.masked(),
            "statements",
        ),
        count(
            "imported",
            ("Answers that count and came from a file", "Réponses qui comptent et viennent d’un fichier"),
            lambda page, _: page.findings.method.imported,
            "answers",
        ),
        count(
            "notes",
            (
                "Notes of groups, each of which counts as one respondent",
                "Notes de groupes, dont chacune compte pour un répondant",
            ),
            lambda page, _: len(page.findings.method.notes),
            "respondents",
        ),
        count(
            "notes_people",
            (
                "The stated number of people behind these notes, together",
                "Le nombre annoncé de personnes derrière ces notes, au total",
            ),
            lambda page, _: sum(page.findings.method.notes),
            "people",
        ),
        count(
            "set_aside",
            ("Answers that a facilitator set aside", "Réponses écartées par l’équipe d’animation"),
            lambda page, _: page.findings.method.left_out.set_aside,
            "answers",
        ),
        count(
            "withdrawn",
            ("Answers that were withdrawn", "Réponses retirées"),
            lambda page, _: page.findings.method.left_out.withdrawn,
            "answers",
        ),
        count(
            "erased",
            ("Respondents who erased everything", "Répondants qui ont tout effacé"),
            lambda page, _: page.findings.method.left_out.erased,
            "respondents",
        ),
        count(
            "model",
            (
                "The number of the learnt model in use; empty where cues alone are",
                "Le numéro du modèle appris en usage\u00a0; vide si seuls les indices le sont",
            ),
            lambda page, _: page.snapshot.model.number if page.snapshot.model else None,
            "",
            optional=True,
        ),
        figure(
            "model_micro_f1",
            ("Its micro-F1 on answers held back from it", "Son micro-F1 sur des réponses qu’il n’a pas apprises"),
            lambda page, _: page.snapshot.model.micro_f1 if page.snapshot.model else None,
            "F1",
        ),
        figure(
            "model_macro_f1",
            ("Its macro-F1 on them", "Son macro-F1 sur les mêmes"),
            lambda page, _: page.snapshot.model.macro_f1 if page.snapshot.model else None,
            "F1",
        ),
    ),
    single=True,
)
