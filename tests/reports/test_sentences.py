from collections.abc import Mapping
from datetime import date
from string import Formatter

import pytest

from consultation.checking.measures import score
from consultation.guide import Precision, Shown
from consultation.records import Side
from reports.draft_findings import StanceFinding
from reports.english import English
from reports.evidence import Evidence
from reports.french import French
from reports.sentences import Figure, Grammar, Named, Sentence, Share, percentage

EN, FR = English(), French()


def behind(respondents: int, answers: int = 0) -> Evidence:
    return Evidence("x", respondents, answers)


def en(label: str) -> Shown:
    return Shown(label, "en", fallback=False)


def fr(label: str) -> Shown:
    return Shown(label, "fr", fallback=False)


def stance(
    *counts: int, sides: tuple[Side, ...] = (Side.SUPPORT, Side.CHANGES, Side.OPPOSE, Side.NONE)
) -> StanceFinding:
    taken = tuple((side, behind(count)) for side, count in zip(sides, counts, strict=True))
    return StanceFinding(sum(counts), sum(counts[:-1]), taken, (), ())


@pytest.mark.parametrize(
    ("count", "of", "english", "french"),
    [
        (61, 61, "All 61 respondents raised", "Les 61 répondants ont tous évoqué"),
        (57, 61, "Nearly all respondents (57 of 61) raised", "Presque tous les répondants (57 sur 61) ont évoqué"),
        (41, 61, "Most respondents (41 of 61) raised", "La plupart des répondants (41 sur 61) ont évoqué"),
        (
            29,
            61,
            "About half of respondents (29 of 61) raised",
            "Environ la moitié des répondants (29 sur 61) ont évoqué",
        ),
        (14, 61, "A minority of respondents (14 of 61) raised", "Une minorité des répondants (14 sur 61) ont évoqué"),
        (4, 61, "A few respondents (4 of 61) raised", "Quelques répondants (4 sur 61) ont évoqué"),
        (1, 61, "One respondent of 61 raised", "Un répondant sur 61 a évoqué"),
        (0, 61, "None of 61 respondents raised", "Aucun des 61 répondants n’a évoqué"),
        (3, 7, "Of only 7 respondents, 3 raised", "Sur 7 répondants seulement, 3 ont évoqué"),
        (1, 7, "Of only 7 respondents, one raised", "Sur 7 répondants seulement, un a évoqué"),
        (0, 7, "Of only 7 respondents, none raised", "Sur 7 répondants seulement, aucun n’a évoqué"),
        (1, 1, "Of only one respondent, one raised", "Sur un répondant seulement, un a évoqué"),
        (
            30_000,
            45_000,
            "Most respondents (30,000 of 45,000) raised",
            "La plupart des répondants (30\u202f000 sur 45\u202f000) ont évoqué",
        ),
    ],
)
def test_a_share_is_said_with_its_numbers(count: int, of: int, english: str, french: str) -> None:
    assert EN.raised(en("Funding"), behind(count), of).text == f"{english} the theme “Funding”."
    assert FR.raised(fr("Financement"), behind(count), of).text == f"{french} le thème «\u202fFinancement\u202f»."


def test_answers_are_said_beside_respondents() -> None:
    assert EN.raised(en("Funding"), behind(14, 1), 61).text == (
        "A minority of respondents (14 of 61) raised the theme “Funding”, in one answer."
    )
    assert FR.raised(fr("Outils"), behind(14, 20), 61).text == (
        "Une minorité des répondants (14 sur 61) ont évoqué le thème «\u202fOutils\u202f», dans 20 réponses."
    )
    assert FR.raised(fr("Outils"), behind(14, 1), 61).text.endswith(", dans une réponse.")


@pytest.mark.parametrize(
    "label", ["Economie, aide aux entreprises", "Aucun", "les outils", "GLAM", "Équité", "h", "التمويل"]
)
def test_a_theme_is_named_as_it_is_written(label: str) -> None:
    """Facilitators write labels: no language's grammar knows what they are."""
    for language in ("en", "fr", "ar"):
        shown = Shown(label, language, fallback=False)
        english, french = EN.raised(shown, behind(4), 61), FR.raised(shown, behind(4), 61)
        assert english.text == f"A few respondents (4 of 61) raised the theme “{label}”."
        assert french.text == f"Quelques répondants (4 sur 61) ont évoqué le thème «\u202f{label}\u202f»."
        assert shown in english.parts  # and so keeps its language
        assert shown in french.parts


def test_who_took_part() -> None:
    assert EN.took_part(behind(61, 240), 5).text == "61 respondents gave 240 answers in 5 languages."
    assert EN.took_part(behind(1, 1), 1).text == "One respondent gave one answer in one language."
    assert EN.took_part(behind(0), 0).text == "Nobody has taken part so far."
    assert FR.took_part(behind(61, 240), 5).text == "61 répondants ont donné 240 réponses en 5 langues."
    assert FR.took_part(behind(1, 1), 1).text == "Un répondant a donné une réponse en une langue."
    assert FR.took_part(behind(0), 0).text == "Personne n’a encore participé."


THREE = [
    Named(en("Funding"), behind(23)),
    Named(en("Business, jobs"), behind(20), 0.104),
    Named(en("None"), behind(1)),
]
TROIS = [
    Named(fr("Économie, aide aux entreprises"), behind(134), 0.104),
    Named(fr("Aucun"), behind(123)),
    Named(fr("Éducation"), behind(72)),
]


def test_what_was_raised_most() -> None:
    assert EN.most_heard(THREE, 61).text == (
        "The themes raised by the most respondents are “Funding” (23 of 61 respondents), "
        "“Business, jobs” (20; precision 0.10) and “None” (1)."
    )
    assert EN.most_heard(THREE[:1], 61, by_machine=True).text == (
        "As the machine hears it, the theme raised by the most respondents is “Funding” (23 of 61 respondents)."
    )
    assert FR.most_heard(TROIS, 597).text == (
        "Les thèmes évoqués par le plus de répondants sont «\u202fÉconomie, aide aux entreprises\u202f» "
        "(134 répondants sur 597\u202f; précision 0,10), «\u202fAucun\u202f» (123) et «\u202fÉducation\u202f» (72)."
    )
    assert FR.most_heard(TROIS[1:2], 597, by_machine=True).text == (
        "Selon la machine, le thème évoqué par le plus de répondants est «\u202fAucun\u202f» (123 répondants sur 597)."
    )


def test_what_was_heard_most_in_one_place() -> None:
    assert EN.heard_there(THREE[1:], 30).text == (
        "The themes heard most here are “Business, jobs” (20 of 30 respondents; precision 0.10) and “None” (1)."
    )
    assert FR.heard_there([Named(fr("Outils"), behind(1))], 9).text == (
        "Le thème le plus évoqué ici est «\u202fOutils\u202f» (1 répondant sur 9)."
    )
    assert FR.heard_there(TROIS[1:], 200).text == (
        "Les thèmes les plus évoqués ici sont «\u202fAucun\u202f» (123 répondants sur 200) et "
        "«\u202fÉducation\u202f» (72)."
    )


def test_what_people_coded_stands_beside_what_was_heard() -> None:
    assert EN.most_coded(THREE[::2], 60).text == (
        "The themes coded by hand for the most respondents are “Funding” (23 of 60 respondents) and “None” (1)."
    )
    assert FR.most_coded(TROIS[2:], 597).text == (
        "Le thème codé à la main pour le plus de répondants est «\u202fÉducation\u202f» (72 répondants sur 597)."
    )
    assert EN.coded(behind(62), 597, None).text == "Coded by hand: 62 of 597 respondents (10%)."
    assert EN.coded(behind(25), 597, 0.104).text == (
        "Coded by hand: 25 of 597 respondents (4%); fewer than half of the machine’s tags agree with this coding "
        "(precision 0.10)."
    )
    assert FR.coded(behind(1), 597, None).text == "Codé à la main\u00a0: 1 répondant sur 597 (<1\u202f%)."
    assert FR.coded(behind(25), 597, 0.104).text == (
        "Codé à la main\u00a0: 25 répondants sur 597 (4\u202f%)\u202f; moins de la moitié des attributions de la "
        "machine s’accordent avec ce codage (précision 0,10)."
    )


def test_how_well_the_machine_agrees_with_people() -> None:
    measured = score(hits=502, extra=360, missed=423)
    assert EN.quality(behind(597, 597), measured).text == (
        "Against coding by hand of 597 answers, the machine’s tags have precision 0.58 and recall 0.54."
    )
    assert FR.quality(behind(597, 597), measured).text == (
        "Comparés au codage à la main de 597 réponses, les thèmes attribués par la machine ont une précision de 0,58 "
        "et un rappel de 0,54."
    )
    assert EN.quality(behind(1, 1), measured).figures[0].text == "one answer"


@pytest.mark.parametrize(
    ("counts", "english", "french"),
    [
        (
            (30, 12, 6, 5),
            (
                "48 respondents took a position on this draft: 30 support it, 12 support it with changes and 6 oppose "
                "it; 5 chose no position."
            ),
            (
                "48 répondants ont pris position sur ce projet\u00a0: 30 le soutiennent, 12 le soutiennent avec des "
                "changements et 6 s’y opposent\u202f; 5 restent sans position."
            ),
        ),
        (
            (1, 0, 11, 0),
            "12 respondents took a position on this draft: one supports it and 11 oppose it.",
            "12 répondants ont pris position sur ce projet\u00a0: un le soutient et 11 s’y opposent.",
        ),
        (
            (0, 3, 0, 1),
            (
                "Only 3 respondents took a position on this draft: nobody supports it, 3 support it with changes and "
                "nobody opposes it; one chose no position."
            ),
            (
                "Seulement 3 répondants ont pris position sur ce projet\u00a0: aucun ne le soutient, 3 le soutiennent "
                "avec des changements et aucun ne s’y oppose\u202f; un reste sans position."
            ),
        ),
        (
            (1, 0, 0, 0),
            "Only one respondent took a position on this draft: one supports it and nobody opposes it.",
            "Seulement un répondant a pris position sur ce projet\u00a0: un le soutient et aucun ne s’y oppose.",
        ),
        (
            (0, 0, 0, 2),
            "Nobody took a position on this draft.",
            "Personne n’a pris position sur ce projet.",
        ),
    ],
)
def test_positions(counts: tuple[int, ...], english: str, french: str) -> None:
    assert EN.positions(stance(*counts), behind(0)).text == english
    assert FR.positions(stance(*counts), behind(0)).text == french


def test_positions_on_research() -> None:
    found = stance(11, 1, 0, sides=(Side.STUDY, Side.NOT_NOW, Side.NONE))
    assert EN.positions(found, behind(0)).text == (
        "12 respondents took a position on this draft: 11 want it studied and one says not now."
    )
    assert FR.positions(found, behind(0)).text == (
        "12 répondants ont pris position sur ce projet\u00a0: 11 veulent qu’on l’étudie "
        "et un dit «\u202fpas maintenant\u202f»."
    )


def test_changes_and_missing_questions() -> None:
    assert EN.changes(behind(17, 20), 48, research=False).text == (
        "17 respondents asked for changes or said what is missing, in 20 answers."
    )
    assert EN.changes(behind(0), 48, research=False).text == "Nobody asked for changes or said what is missing."
    assert EN.changes(behind(1, 1), 48, research=True).text == (
        "One respondent named a question that is missing, in one answer."
    )
    assert FR.changes(behind(1, 2), 48, research=False).text == (
        "Un répondant a demandé des changements ou dit ce qui manque, dans 2 réponses."
    )
    assert FR.changes(behind(0), 48, research=True).text == "Personne n’a nommé une question qui manque."


def test_the_most_supported_and_the_most_opposed() -> None:
    assert EN.most_supported(["5"], stance(40, 8, 0, 0)).text == (
        "Of the drafts with ten positions or more, draft 5 has the largest share of support: 40 of 48 positions."
    )
    assert EN.most_supported(["3", "5"], stance(40, 8, 0, 0)).text == (
        "Of the drafts with ten positions or more, drafts 3 and 5 each have the largest share of support: "
        "40 of 48 positions."
    )
    assert EN.most_opposed(["6"], stance(30, 1, 14, 0)).text == (
        "Draft 6 has the largest share of opposition: 14 of 45 positions."
    )
    assert EN.most_opposed(["6"], stance(30, 1, 0, 0)).text == "Nobody opposed any of these."
    assert FR.most_supported(["5"], stance(40, 8, 0, 0)).text == (
        "Parmi les projets qui ont dix positions ou plus, le projet 5 a la plus grande part de soutien\u00a0: "
        "40 positions sur 48."
    )
    assert FR.most_opposed(["2", "6"], stance(13, 1, 1, 0)).text == (
        "Les projets 2 et 6 ont chacun la plus grande part d’opposition\u00a0: 1 position sur 15."
    )
    assert FR.most_opposed(["6"], stance(30, 1, 0, 0)).text == "Personne ne s’est opposé à l’un d’eux."


def test_questions_answered_and_free_contributions() -> None:
    assert EN.answered(behind(40, 44), 61).text == "Most respondents (40 of 61) answered this question, in 44 answers."
    assert FR.answered(behind(0), 61).text == "Aucun des 61 répondants n’a répondu à cette question."
    assert EN.freely(behind(2, 2), 61).text == (
        "A few respondents (2 of 61) wrote something that no question had asked for, in 2 answers."
    )
    assert (
        FR.freely(behind(2, 2), 61).text
        == "Quelques répondants (2 sur 61) ont écrit hors de toute question, dans 2 réponses."
    )


def test_who_is_absent_and_what_is_untagged() -> None:
    groups = [en("Oceania"), en("Southern Africa"), en("Central Asia")]
    assert EN.absent(groups, behind(61)).text == (
        "Not heard from: Oceania, Southern Africa and Central Asia (0 of 61 respondents)."
    )
    assert FR.absent([fr("Océanie")], behind(61)).text == "Pas entendus\u00a0: Océanie (0 répondant sur 61)."
    assert EN.untagged(behind(9, 12), 240).text == "In 12 of 240 answers (5%), no theme was heard."
    assert EN.untagged(behind(0), 240).text == "A theme was heard in each of 240 answers."
    assert FR.untagged(behind(1, 1), 240).text == "Dans une réponse sur 240 (<1\u202f%), aucun thème n’a été entendu."
    assert FR.untagged(behind(0), 240).text == "Un thème a été entendu dans chacune des 240 réponses."
    assert EN.missed(THREE[:1], 171).text == (
        "The theme coded by hand most in these answers is “Funding” (23 of 171 respondents)."
    )
    assert FR.missed(TROIS[1:], 171).text == (
        "Les thèmes les plus codés à la main dans ces réponses sont «\u202fAucun\u202f» (123 répondants sur 171) "
        "et «\u202fÉducation\u202f» (72)."
    )
    assert EN.uncoded(behind(4, 4), 597).text == "Coded by hand: no theme in 4 of 597 answers."
    assert FR.uncoded(behind(4, 4), 597).text == "Codé à la main\u00a0: aucun thème dans 4 réponses sur 597."


def test_no_sentence_without_its_count() -> None:
    with pytest.raises(ValueError, match="a sentence without a count: The community thinks so"):
        Sentence(("The community thinks so.",))


def test_a_sentence_carries_its_count_and_its_ids() -> None:
    found = Evidence("theme.funding", 14, 20, ("BBBBBBBB", "AAAAAAAA"))
    said = EN.raised(en("Funding"), found, 61)
    assert (said.count, said.of, said.ids) == (14, 61, ("AAAAAAAA", "BBBBBBBB"))
    assert said.figures[0] == Figure("14 of 61", 14, 61, found)


def test_the_words_for_shares_are_one_table() -> None:
    assert [(share.name, share.value) for share in Share] == [
        ("ALL", 100),
        ("NEARLY_ALL", 90),
        ("MOST", 60),
        ("ABOUT_HALF", 40),
        ("MINORITY", 10),
        ("FEW", 0),
    ]
    assert [Share.of(count, 100).name for count in (100, 99, 90, 89, 60, 59, 40, 39, 10, 9, 1)] == [
        "ALL", "NEARLY_ALL", "NEARLY_ALL", "MOST", "MOST", "ABOUT_HALF", "ABOUT_HALF", "MINORITY", "MINORITY",
        "FEW", "FEW",
    ]  # fmt: skip
    assert Share.of(7, 70) is Share.MINORITY
    assert all(set(grammar.shares) == set(Share) for grammar in (EN, FR))


def test_percent_rounds_halves_up_and_keeps_none_and_all_for_themselves() -> None:
    assert [percentage(count, of) for count, of in [(1, 8), (1, 3), (0, 9), (9, 9), (1, 999), (998, 999), (0, 0)]] == [
        "13", "33", "0", "100", "<1", ">99", "0",
    ]  # fmt: skip
    assert (EN.percent(1, 3), FR.percent(1, 3)) == ("33%", "33\u202f%")


def test_numbers_and_days() -> None:
    assert (EN.number(1846), FR.number(1846)) == ("1,846", "1\u202f846")
    assert (EN.ratio(0.5), FR.ratio(0.5)) == ("0.50", "0,50")
    assert (EN.day(date(2026, 8, 1)), FR.day(date(2026, 8, 1))) == ("1 August 2026", "1er août 2026")


@pytest.mark.parametrize(
    ("precision", "english", "french"),
    [
        ("day", "1 August 2019", "1er août 2019"),
        ("month", "August 2019", "août 2019"),
        ("year", "2019", "2019"),
    ],
)
def test_a_date_says_as_much_as_is_known(precision: Precision, english: str, french: str) -> None:
    assert EN.dated(date(2019, 8, 1), precision) == english
    assert FR.dated(date(2019, 8, 1), precision) == french


def placeholders(words: Mapping[str, str]) -> dict[str, set[str]]:
    return {key: {name for _, name, _, _ in Formatter().parse(text) if name} for key, text in words.items()}


def test_every_language_has_the_same_words_with_the_same_blanks() -> None:
    def common(grammar: Grammar) -> dict[str, set[str]]:
        return {key: blanks for key, blanks in placeholders(grammar.words).items() if not key.endswith(".none")}

    assert common(EN) == common(FR)


def test_french_typography_is_never_an_ordinary_space() -> None:
    for key, text in FR.words.items():
        assert not any(wrong in text for wrong in (" :", " ;", " ?", " !", " %", "« ", " »", "'", "_", "~")), key
