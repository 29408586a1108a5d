"""Whom the quotes stand for: counted on few answers by hand, and by rule on many."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultation.records import Participation, Snapshot
from reports.coverage import attributes_of, coverage, groups_by
from reports.english import English
from reports.findings import Findings, find
from reports.french import French
from reports.labels import Labels
from reports.masking import THRESHOLD, is_small
from reports.omission_text import OmissionText, filled
from reports.omissions import PICKS, AttributeReach, Audit, Chance, GroupReach, Omissions, Reach, quotes_in, seed_of
from reports.quotes import Quote, quote_from
from reports.stances import positions
from reports.statements import heard
from tests.reports.charts.lively import lively
from tests.reports.snapshots import crowd, missing, person, said, snapshot, takes, why

GROUPS = ("north", "south", "east", "west", "islands")


def audit(of: Snapshot) -> Omissions:
    return find(of).omissions


def audit_of(of: Snapshot, quotes: Iterable[Quote]) -> Omissions:
    """Audit quotes of one's own choice."""
    answers, taken = tuple(heard(of)), positions(of)
    people: dict[str, list[Participation]] = {}
    for record in of.rounds:
        for one in record.participations:
            people.setdefault(one.respondent, []).append(one)
    groups = {one: groups_by(one, of.consultation, people) for one in attributes_of(of.consultation)}
    coverages = tuple(coverage(one, of.consultation, theirs) for one, theirs in groups.items())
    return Audit(answers, taken, people.keys(), coverages, groups).of(quotes, 7)


def by_region(found: Omissions) -> AttributeReach:
    return next(one for one in found.attributes if one.attribute == "region")


def test_where_everybody_is_quoted_all_are_represented_and_chance_can_do_no_better() -> None:
    found = audit(snapshot([person(f"p{n}", said(f"This is voice {n}.", "tools")) for n in range(3)]))
    everybody = Reach(3, 3, Chance(3.0, 3, 3))
    assert found.quotes == 3
    assert found.respondents == everybody
    assert found.stated == 3
    assert found.views == Reach(1, 1, Chance(1.0, 1, 1))
    assert found.positions == Reach(0, 0, Chance(0.0, 0, 0))
    assert found.quoted.respondents == found.quoted.answers == 3


def test_where_nobody_may_be_quoted_nobody_is_represented_by_a_quote() -> None:
    found = audit(snapshot([person("ana", said("A word.", "tools"), quoting="paraphrase")]))
    assert (found.quotes, found.characters) == (0, 0)
    assert found.respondents == Reach(0, 1, Chance(0.0, 0, 0))
    assert found.stated == 1


def test_what_the_quotes_stand_for_is_counted_on_whom_they_are_by() -> None:
    """Ana is quoted on draft 1, with her position and her theme; Bo took another and may not be quoted."""
    of = snapshot(
        [],
        [
            person("ana", takes("support"), why("It would help all of us here.", "funding")),
            person("bo", takes("oppose"), why("It would not.", "tools"), quoting="paraphrase"),
            person("cy", takes("none"), missing("A date by which it is done.")),
            person("di", takes("none", on="2")),
        ],
    )
    found = audit(of)
    assert (found.respondents.quoted, found.respondents.of) == (2, 4)
    assert (found.positions.quoted, found.positions.of) == (1, 2)  # "no position" is none
    assert (found.views.quoted, found.views.of) == (2, 3)  # funding in support, no theme without a position, tools
    assert found.stated == 2  # ana and bo: cy and di took no position, and raised no theme


def test_a_random_pick_has_as_many_characters_as_the_quotes() -> None:
    """Statements of one length, one per respondent: a pick has as many as there are quotes, whichever they are."""
    people = [person(f"p{n:02}", said(f"This is voice {n:02} of all.", "tools")) for n in range(40)]
    found = audit(snapshot(people))
    assert found.respondents == Reach(found.quotes, 40, Chance(float(found.quotes), found.quotes, found.quotes))
    assert 0 < found.quotes < 40


def test_a_long_answer_is_drawn_as_it_would_be_quoted() -> None:
    """Else one long answer would fill a pick, and chance look worse than it is."""
    long = " ".join(f"Sentence {n} of many is like any other." for n in range(500))
    people = [person(f"p{n:02}", said(f"{n:02} {long}", "tools")) for n in range(20)]
    found = audit(snapshot(people))
    assert found.respondents.chance.low >= found.quotes - 1


def test_chance_draws_only_what_may_be_shown() -> None:
    shown = [person(f"p{n}", said(f"This is voice {n}.", "tools")) for n in range(4)]
    unshown = [person(f"q{n}", said(f"That is voice {n}.", "tools"), quoting="none") for n in range(30)]
    found = audit(snapshot([*shown, *unshown]))
    assert found.respondents.quoted == found.respondents.chance.high
    assert found.respondents.of == 34
    assert found.respondents.chance.mean <= 4


def test_the_seed_is_a_digest_of_what_is_pinned_and_of_nothing_else() -> None:
    of = lively()
    assert audit(of).seed == 2921208193
    assert seed_of({"A": 1, "B": 2}) == seed_of({"B": 2, "A": 1})
    assert len({seed_of({"A": 1}), seed_of({"A": 2}), seed_of({"B": 1}), seed_of({})}) == 4
    relabelled = replace(of, identities=99, erased=3)
    assert audit(relabelled).seed == audit(of).seed


def test_the_same_seed_draws_the_same_picks_on_every_machine() -> None:
    found = audit(lively())
    assert (found.picks, found.quotes, found.characters) == (PICKS, 36, 1442)
    assert found.respondents == Reach(27, 60, Chance(27.665, 24, 31))


def test_the_order_in_which_people_came_does_not_matter() -> None:
    of = lively()
    turned = replace(
        of,
        rounds=tuple(replace(one, participations=tuple(reversed(one.participations))) for one in of.rounds),
    )
    assert audit(turned) == audit(of)


def test_no_quote_in_any_finding_escapes() -> None:
    found = find(lively(), by="region")
    listed = [
        *(
            quote
            for one in found.drafts
            if one.stance
            for quote in (*one.stance.quotes_for, *one.stance.quotes_against)
        ),
        *(quote for one in found.drafts for quote in (*one.quotes_changes, *one.quotes_bearing)),
        *(quote for one in found.themes for quote in one.quotes),
        *(quote for one in found.questions for quote in one.quotes),
        *(quote for one in found.emerging.proposals for quote in one.quotes),
        *found.emerging.quotes_alone,
    ]
    assert Counter(quotes_in(found)) == Counter(listed)
    assert found.omissions.quotes == len(set(listed))
    assert set(found.omissions.quoted.ids) == {one.id for one in listed}


def test_quotes_are_found_wherever_they_lie() -> None:
    quote = Quote("A", 0, 1, "a", "en")
    assert list(quotes_in({"x": [(quote,)], "y": ("no", 1, None, Quote)})) == [quote]


@given(st.permutations(range(6)), st.lists(st.integers(0, 5), min_size=1, max_size=12))
def test_neither_order_nor_repeating_quotes_changes_the_audit(order: list[int], repeated: list[int]) -> None:
    found = find(lively())
    quotes = list(quotes_in(found.themes))[:6]
    again = [*(quotes[n] for n in order), *(quotes[n] for n in repeated)]
    assert audit_of(lively(), again) == audit_of(lively(), quotes)


def grouped(*sizes: tuple[str, int, int]) -> list[Participation]:
    """Return groups of so many respondents, of whom so many may be quoted."""
    people = []
    for region, size, quotable in sizes:
        for n in range(size):
            answer = said(f"Number {n:02} of the {region}.", *(("tools",) if n % 2 else ()))
            quoting = "verbatim" if n < quotable else "none"
            people.append(person(f"{region}{n:02}", answer, region=region, quoting=quoting))
    return people


def first_of(of: Snapshot, region: str, count: int) -> list[Quote]:
    """Return quotes by the first of a group."""
    theirs = (one for one in of.rounds[0].participations if one.attributes["region"] == (region,))
    return [quote_from(one.answers[0]) for one in islice(theirs, count)]


def test_what_the_quotes_reach_of_a_group_is_counted() -> None:
    of = snapshot(grouped(("north", 20, 20), ("south", 20, 0), ("east", 30, 30)))
    found = audit_of(of, [*first_of(of, "north", 7), *first_of(of, "east", 5)])
    north, south, east = by_region(found).groups
    assert north.reach
    assert east.reach
    assert (north.reach.quoted, north.reach.of, east.reach.quoted, east.reach.of) == (7, 20, 5, 30)
    assert south == GroupReach("south", Reach(0, 20, Chance(0.0, 0, 0)), 10)
    assert north.reach.chance.mean + east.reach.chance.mean == pytest.approx(12)
    assert north.reach.chance.mean == pytest.approx(12 * 20 / 50, abs=0.5)
    assert (north.stated, east.stated) == (10, 15)


def test_a_group_of_whom_few_may_be_quoted_is_masked() -> None:
    """Else the range of chance would tell how few."""
    for may, masked in ((0, False), (3, True), (4, True), (5, False), (40, False)):
        of = snapshot(grouped(("north", 40, 40), ("south", 40, 40), ("east", 40, may)))
        found = audit_of(of, [*first_of(of, "north", 6), *first_of(of, "south", 6)])
        north, south, east = by_region(found).groups
        assert (north.reach is None, south.reach is None, east.reach is None) == (False, masked, masked)


def test_a_planted_small_group_does_not_leak() -> None:
    for few in (1, 2, 3, 4):
        of = snapshot(grouped(("north", 60, 60), ("south", 60, 60), ("east", few, few)))
        found = audit_of(of, [*first_of(of, "north", 6), *first_of(of, "south", 6), *first_of(of, "east", few)])
        north, south, east = by_region(found).groups
        assert north.reach
        assert south.reach is None
        assert east == GroupReach("east", None, None)


def test_a_group_all_but_a_few_of_whom_are_quoted_is_masked() -> None:
    of = snapshot(grouped(("north", 40, 40), ("south", 40, 40), ("east", 10, 10)))
    found = audit_of(of, [*first_of(of, "north", 10), *first_of(of, "south", 10), *first_of(of, "east", 8)])
    assert [one.reach is None for one in by_region(found).groups] == [False, True, True]


def test_where_a_sentence_represents_everybody_it_masks_nothing_but_the_groups_that_are() -> None:
    found = audit(snapshot([*crowd(30, "tools", region="north"), *crowd(20, "tools", start=30, region="south")]))
    assert found.stated == found.respondents.of == 50
    assert [one.stated for one in by_region(found).groups] == [30, 20]


groups = st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), min_size=2, max_size=5)


@settings(max_examples=60, deadline=None)
@given(groups)
def test_no_number_of_any_group_is_small_nor_found_by_subtraction(sizes: list[tuple[int, int]]) -> None:
    people = grouped(*((region, size, min(size, may)) for region, (size, may) in zip(GROUPS, sizes, strict=False)))
    found = audit(snapshot(people))
    for one in found.attributes:
        if one.attribute != "region" or not one.groups:
            continue
        shown = [group.reach for group in one.groups if group.reach]
        for reach in shown:
            assert not is_small(reach.of)
            assert not is_small(reach.quoted)
            assert not is_small(reach.of - reach.quoted)
        if len(shown) < len(one.groups):
            quoted = found.respondents.quoted - sum(reach.quoted for reach in shown)
            rest = found.respondents.of - sum(reach.of for reach in shown) - quoted
            assert len(one.groups) - len(shown) > 1
            assert quoted >= THRESHOLD
            assert rest >= THRESHOLD
        stated = [group.stated for group in one.groups if group.stated is not None]
        assert not any(is_small(count) for count in stated)


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
    lines = list(OmissionText(FOUND, labels("en")).method())
    assert len(lines) == 3
    assert lines[1] == (
        "Chance is 200 random picks of 1,442 characters, as many as the quotes have together, from the statements that"
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
