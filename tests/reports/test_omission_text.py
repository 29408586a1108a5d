"""What is said of whom the quotes stand for, in English and French."""

from dataclasses import replace

import pytest

from consultation.records import Snapshot
from reports.blocks import blocks
from reports.english import English
from reports.findings import Findings, find
from reports.french import French
from reports.labels import Labels
from reports.omission_text import OmissionText, filled
from reports.omissions import AttributeReach, GroupReach, Omissions, Reach
from reports.picks import Chance
from tests.reports.charts.lively import lively
from tests.reports.snapshots import crowd, person, said, snapshot

GROUPS = ("north", "south", "east", "west", "islands")


def audit(of: Snapshot) -> Omissions:
    return find(of).omissions


def said_of(of: Findings, found: Omissions, language: str = "en") -> list[str]:
    """Return the sentences on an audit that somebody made up."""
    text = OmissionText(replace(of, omissions=found), labels(language))
    return [one.text for one in text.sentences()]


def labels(language: str) -> Labels:
    consultation = lively().consultation
    return Labels(consultation, French() if language == "fr" else English(), consultation.chain(language))


def made_up(quoted: int, **more: object) -> Omissions:
    base = audit(lively())
    made = replace(base, respondents=Reach(quoted, 120, Chance(38.4, 35, 41)), stated=120, quotes=42, attributes=())
    made = replace(made, positions=Reach(21, 27, Chance(20.2, 18, 24)), views=Reach(61, 96, Chance(59, 55, 63)))
    return replace(made, **more)  # type: ignore[arg-type]


FOUND = find(lively())


@pytest.mark.parametrize(
    ("quoted", "english", "french"),
    [
        (35, "from 35 of 120 respondents (29%), as many as by", "de 35 répondants sur 120 (29\u202f%), autant que par"),
        (41, "from 41 of 120 respondents (34%), as many as by", "de 41 répondants sur 120 (34\u202f%), autant que par"),
        (38, "from 38 of 120 respondents (32%), as many as by", "de 38 répondants sur 120 (32\u202f%), autant que par"),
        (34, "from 34 of 120 respondents (28%), fewer than by", "de 34 répondants sur 120 (28\u202f%), moins que par"),
        (42, "from 42 of 120 respondents (35%), more than by", "de 42 répondants sur 120 (35\u202f%), plus que par"),
    ],
)
def test_the_quotes_are_said_beside_chance(quoted: int, english: str, french: str) -> None:
    assert said_of(FOUND, made_up(quoted))[0] == (
        f"The 42 quotes in this report come {english} chance: random picks of the same length come from 38 on average,"
        " nine in ten of them from 35 to 41."
    )
    assert said_of(FOUND, made_up(quoted), "fr")[0] == (
        f"Les 42 citations de ce rapport viennent {french} hasard\u00a0: des tirages de même longueur viennent en"
        " moyenne de 38 d’entre eux, neuf sur dix de 35 à 41."
    )


def test_positions_and_combinations_are_said() -> None:
    assert said_of(FOUND, made_up(38))[1:] == [
        "Of 27 different positions taken on the drafts, 21 are quoted (78%); in random picks, 18 to 24.",
        "Of 96 different combinations of theme, place and position, 61 are quoted (64%); in random picks, 55 to 63.",
        "Sentences state, with its count, a theme or a position of each respondent: 120 of 120 respondents.",
    ]
    few = made_up(38, positions=Reach(1, 1, Chance(1, 1, 1)), views=Reach(0, 4, Chance(1, 0, 2)), stated=100)
    assert said_of(FOUND, few)[1:] == [
        "Of 1 position taken on the drafts, one is quoted (100%); in random picks, 1.",
        "Of 4 different combinations of theme, place and position, none is quoted; in random picks, 0 to 2.",
        (
            "Sentences state, with its count, a theme or a position of 100 of 120 respondents (83%); what the others"
            " said is in the totals, and in the appendix where it may be shown."
        ),
    ]
    assert said_of(FOUND, few, "fr")[1:] == [
        "Sur 1 position prise sur les projets, une est citée (100\u202f%)\u202f; dans les tirages au hasard, 1.",
        (
            "Sur 4 combinaisons différentes de thème, de lieu et de position, aucune n’est citée\u202f; dans les"
            " tirages au hasard, 0 à 2."
        ),
        (
            "Des phrases énoncent, avec leur nombre, un thème ou une position de 100 répondants sur 120"
            " (83\u202f%)\u202f; ce que les autres ont dit est dans les totaux, et dans l’annexe quand il peut être"
            " montré."
        ),
    ]


def test_where_no_position_was_asked_for_none_is_spoken_of() -> None:
    of = find(snapshot(crowd(3, "tools")))
    sentences = said_of(of, of.omissions)
    assert sentences[1] == ("Of 1 combination of theme and place, one is quoted (100%); in random picks, 1.")
    assert not any("position" in one for one in sentences[:2])


def test_one_quote_and_no_quote_are_said() -> None:
    one = find(snapshot([person("ana", said("A word to all.", "tools"))]))
    assert said_of(one, one.omissions)[0] == (
        "The one quote in this report comes from 1 of 1 respondents (100%); random picks of the same length come from 1"
        " on average, nine in ten of them from 1."
    )
    assert said_of(one, one.omissions, "fr")[0] == (
        "L’unique citation de ce rapport vient de 1 répondant sur 1 (100\u202f%)\u202f; des tirages de même longueur"
        " viennent en moyenne de 1 d’entre eux, neuf sur dix de 1."
    )
    none = find(snapshot([person("ana", said("A word.", "tools"), quoting="none")]))
    assert said_of(none, none.omissions)[0] == (
        "This report quotes nobody’s words: none of 1 respondents are represented by a quote."
    )
    assert said_of(none, none.omissions, "fr")[0] == (
        "Ce rapport ne cite les mots de personne\u00a0: aucun des 1 répondants n’est représenté par une citation."
    )


def test_groups_that_chance_would_quote_otherwise_are_named() -> None:
    region = AttributeReach(
        "region",
        (
            GroupReach("north", Reach(3, 31, Chance(7, 5, 9)), 31),
            GroupReach("south", Reach(20, 40, Chance(12, 9, 15)), 40),
            GroupReach("east", Reach(12, 40, Chance(12, 9, 15)), 40),
            GroupReach("west", None, None),
            GroupReach("islands", Reach(0, 30, Chance(6, 4, 6)), 30),
        ),
    )
    assert said_of(FOUND, made_up(38, attributes=(region,)))[-2:] == [
        "Quoted less than by chance: North (3 of 31, by chance 5 to 9) and Islands (0 of 30, by chance 4 to 6).",
        "Quoted more than by chance: South (20 of 40, by chance 9 to 15).",
    ]


def test_sentences_lead_to_what_is_quoted_and_never_from_a_group_to_a_statement() -> None:
    of = find(lively(), by="region")
    first, *_ = OmissionText(of, labels("en")).sentences()
    assert first.ids == of.omissions.quoted.ids
    region = AttributeReach("region", (GroupReach("north", Reach(3, 31, Chance(7, 5, 9)), 31),))
    text = OmissionText(replace(of, omissions=replace(of.omissions, attributes=(region,))), labels("en"))
    assert list(text.sentences())[-1].ids == ()


def test_the_method_names_the_seed_and_what_is_drawn() -> None:
    found = replace(FOUND, omissions=replace(audit(lively()), characters=1585))
    lines = list(OmissionText(found, labels("en")).method())
    assert len(lines) == 3
    assert lines[1] == (
        "Chance is 200 random picks of 1,585 characters, as many as the quotes have together, from the statements that"
        " may be shown, each cut as quotes are (seed 2921208193, a digest of the answers and revisions that this report"
        " rests on: the same report, the same picks)."
    )


def test_an_attribute_of_which_all_is_masked_has_one_row() -> None:
    withheld = AttributeReach("region", ())
    text = OmissionText(replace(FOUND, omissions=made_up(38, attributes=(withheld,))), labels("en"))
    rows = list(text.rows())
    assert [row.name.text for row in rows] == [
        "Respondents",
        "Different positions on the drafts",
        "Combinations of theme, place and position",
        "Region",
    ]
    assert rows[-1].reach is None


def test_a_sentence_is_its_template_with_the_blanks_filled() -> None:
    first = next(OmissionText(FOUND, labels("en")).sentences())
    sentence = filled("{who} of {rest}", who=first.figures[0], rest=("all ", "of us"))
    assert sentence.parts == (first.figures[0], " of ", "all ", "of us")


def test_what_is_quoted_has_its_block_of_evidence() -> None:
    found = find(lively())
    (block,) = (one for one in blocks(found, labels("en")) if one.evidence.anchor == "quoted")
    assert (block.title.text, block.evidence) == ("Quoted in this report", found.omissions.quoted)
