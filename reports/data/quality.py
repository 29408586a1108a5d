"""Tables of how good the tags are: agreement with what people coded by hand, and what a blind sample says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from consultation.checking.measures import Agreement, Score
from consultation.checking.quality import Estimate, Quality, ThemeQuality
from reports.data.editions import ROUND, Asked, day_of, rounds
from reports.data.model import Column, T, Table, count, day, figure, text
from reports.page import Page


@dataclass(frozen=True, slots=True)
class Agreed:
    """The agreement of the machine's tags with coding by hand: in one language, or in all together (None)."""

    language: str | None
    found: Agreement


def _agreements(page: Page) -> Iterator[Agreed]:
    by_hand = page.findings.by_hand
    if by_hand:
        yield Agreed(None, by_hand.agreement)
        for language, found in by_hand.by_language:
            yield Agreed(language, found)


def _of(score: Callable[[Agreement], Score]) -> Callable[[Agreed], Score]:
    return lambda one: score(one.found)


def _itself(one: tuple[str, Score]) -> Score:
    return one[1]


def _score(prefix: str, of: tuple[str, str], score: Callable[[T], Score]) -> tuple[Column[T], ...]:
    """Return the columns of precision, recall and F1."""
    return (
        figure(
            f"{prefix}precision",
            (f"Precision {of[0]}", f"Précision {of[1]}"),
            lambda _, one: score(one).precision,
            "0 to 1",
            optional=False,
        ),
        figure(
            f"{prefix}recall",
            (f"Recall {of[0]}", f"Rappel {of[1]}"),
            lambda _, one: score(one).recall,
            "0 to 1",
            optional=False,
        ),
        figure(f"{prefix}f1", (f"F1 {of[0]}", f"F1 {of[1]}"), lambda _, one: score(one).f1, "0 to 1", optional=False),
    )


AGREEMENT: Table[Agreed] = Table(
    "agreement",
    "How well the machine's tags agree with coding by hand; empty where nobody coded any answer.",
    "À quel point les attributions de la machine concordent avec le codage à la main\u00a0; vide si personne n’a codé.",
    _agreements,
    (
        text(
            "language",
            (
                "The language of the answers; empty for all together",
                "La langue des réponses\u00a0; vide pour toutes ensemble",
            ),
            lambda _, one: one.language,
            optional=True,
        ),
        count(
            "answers",
            ("Answers that a person coded", "Réponses qu’une personne a codées"),
            lambda _, one: one.found.answers,
            "answers",
        ),
        *_score(
            "micro_",
            ("of all pairs of answer and theme", "de toutes les paires de réponse et de thème"),
            _of(lambda found: found.micro),
        ),
        *_score("macro_", ("as the mean of the themes", "en moyenne des thèmes"), _of(lambda found: found.macro)),
    ),
)


def _theme_scores(page: Page) -> Iterator[tuple[str, Score]]:
    by_hand = page.findings.by_hand
    yield from sorted(by_hand.agreement.themes.items()) if by_hand else ()


THEME_AGREEMENT: Table[tuple[str, Score]] = Table(
    "theme_agreement",
    "The same for each theme.",
    "De même pour chaque thème.",
    _theme_scores,
    (
        text("theme", ("The theme's id", "L’identifiant du thème"), lambda _, one: one[0]),
        *_score("", ("of the machine's tags", "des attributions de la machine"), _itself),
        count(
            "support",
            ("Answers in which a person found it", "Réponses où une personne l’a trouvé"),
            lambda _, one: one[1].support,
            "answers",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Checked:
    """A round of which people coded a sample blind."""

    asked: Asked
    found: Quality


def _checked(page: Page) -> Iterator[Checked]:
    for asked in rounds(page):
        if asked.record.quality:
            yield Checked(asked, asked.record.quality)


def _estimate(name: str, words: tuple[str, str], estimate: Callable[[T], Estimate | None]) -> tuple[Column[T], ...]:
    """Return the columns of a figure and of its bounds."""

    def part(bound: str) -> Callable[[Page, T], float | None]:
        return lambda _, one: getattr(found, bound) if (found := estimate(one)) else None

    low = (
        f"{words[0]}: lower bound of 95 of 100 resamples",
        f"{words[1]}\u00a0: borne basse de 95 rééchantillonnages sur 100",
    )
    high = f"{words[0]}: upper bound", f"{words[1]}\u00a0: borne haute"
    return (
        figure(name, words, part("value"), "0 to 1"),
        figure(f"{name}_low", low, part("low"), "0 to 1"),
        figure(f"{name}_high", high, part("high"), "0 to 1"),
    )


ALPHA = (
    "Krippendorff's alpha of the coders; empty where it is not defined",
    "L’alpha de Krippendorff des codeurs\u00a0; vide s’il n’est pas défini",
)


def _in_round(estimate: Callable[[Quality], Estimate | None]) -> Callable[[Checked], Estimate | None]:
    return lambda one: estimate(one.found)


QUALITY: Table[Checked] = Table(
    "quality",
    "What people who coded a sample blind say of the tags, for each round where they did.",
    "Ce que disent des attributions les personnes qui ont codé un échantillon à l’aveugle, pour chaque tour concerné.",
    _checked,
    (
        count("round", ROUND, lambda _, one: one.asked.number, ""),
        count("sample", ("The sample's number", "Le numéro de l’échantillon"), lambda _, one: one.found.sample, ""),
        count("seed", ("The seed it was drawn with", "La graine du tirage"), lambda _, one: one.found.seed, ""),
        day(
            "drawn",
            ("The day on which it was drawn", "Le jour du tirage"),
            lambda page, one: day_of(page, one.found.drawn),
        ),
        text(
            "codebook",
            ("The fingerprint of the codebook it was coded with", "L’empreinte du codage utilisé"),
            lambda _, one: one.found.codebook,
        ),
        count(
            "population",
            ("Answers it was drawn from", "Réponses parmi lesquelles il a été tiré"),
            lambda _, one: one.found.population,
            "answers",
        ),
        count("coders", ("People who coded it", "Personnes qui l’ont codé"), lambda _, one: one.found.coders, "people"),
        count(
            "blind",
            ("Answers coded before the tags were shown", "Réponses codées avant de montrer les attributions"),
            lambda _, one: one.found.blind,
            "answers",
        ),
        count(
            "shown",
            ("Answers coded with the tags shown", "Réponses codées en voyant les attributions"),
            lambda _, one: one.found.shown,
            "answers",
        ),
        count(
            "gone",
            ("Answers that have left the sample", "Réponses qui ont quitté l’échantillon"),
            lambda _, one: one.found.gone,
            "answers",
        ),
        *_estimate("alpha", ALPHA, _in_round(lambda found: found.alpha)),
        *_estimate(
            "people_f1",
            ("F1 of two people with each other", "F1 de deux personnes entre elles"),
            _in_round(lambda found: found.people),
        ),
        *_estimate(
            "micro_f1", ("The machine's micro-F1", "Le micro-F1 de la machine"), _in_round(lambda found: found.micro)
        ),
        *_estimate(
            "macro_f1", ("The machine's macro-F1", "Le macro-F1 de la machine"), _in_round(lambda found: found.macro)
        ),
        *_estimate(
            "gap",
            ("F1 where tags were shown, less F1 where not", "F1 en voyant les attributions, moins F1 à l’aveugle"),
            _in_round(lambda found: found.gap.gap if found.gap else None),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class CheckedTheme:
    """A theme in a sample."""

    asked: Asked
    found: ThemeQuality


def _checked_themes(page: Page) -> Iterator[CheckedTheme]:
    for checked in _checked(page):
        for found in checked.found.themes:
            yield CheckedTheme(checked.asked, found)


def _in_theme(estimate: Callable[[ThemeQuality], Estimate | None]) -> Callable[[CheckedTheme], Estimate | None]:
    return lambda one: estimate(one.found)


THEME_QUALITY: Table[CheckedTheme] = Table(
    "theme_quality",
    "The same for each theme that anybody gave.",
    "De même pour chaque thème que quelqu’un a attribué.",
    _checked_themes,
    (
        count("round", ROUND, lambda _, one: one.asked.number, ""),
        text("theme", ("The theme's id", "L’identifiant du thème"), lambda _, one: one.found.theme),
        count(
            "coded",
            ("Answers in which any person found it", "Réponses où une personne l’a trouvé"),
            lambda _, one: one.found.coded,
            "answers",
        ),
        count(
            "heard",
            ("Answers in which the machine heard it", "Réponses où la machine l’a entendu"),
            lambda _, one: one.found.heard,
            "answers",
        ),
        *_estimate("alpha", ALPHA, _in_theme(lambda found: found.alpha)),
        *_estimate("f1", ("The machine's F1", "Le F1 de la machine"), _in_theme(lambda found: found.f1)),
    ),
)
