"""Proposals of themes: what stays from one search to the next, and how they enter a new codebook."""

from dataclasses import replace

import pytest

from consultation.codebook import Codebook, Theme
from consultation.codebooks.emergence import Decision, Proposal, Verdict, likeness, renewed, with_cues, with_theme
from consultation.codebooks.unthemed import without_theme
from consultation.errors import InvalidInput
from consultation.records import Quoting, RoundRecord
from tests.storage.samples import NOW, a_revision, a_round, an_answer, somebody

BOATS = Proposal("BOATS", "en", ("boat", "harbour"), ("1", "2", "3", "4"), 0.8)
BREAD = Proposal("BREAD", "en", ("bread",), ("5", "6", "7"), 0.8)
REFUSED = replace(BOATS, decision=Decision(Verdict.REFUSED, NOW, reason="no"))


def test_likeness_is_the_share_of_answers_or_words_in_common() -> None:
    assert likeness(BOATS, BREAD) == 0
    assert likeness(BOATS, replace(BOATS, cues=(), answers=("1", "2", "9"))) == 2 / 5
    assert likeness(BOATS, replace(BOATS, cues=("boat", "sail", "sea"), answers=())) == 1 / 4
    assert likeness(BOATS, replace(BOATS, language="fr")) == 0
    assert likeness(replace(BOATS, cues=(), answers=()), replace(BOATS, cues=(), answers=())) == 0


def test_what_was_decided_is_not_proposed_again() -> None:
    again = replace(BOATS, id="AGAIN", answers=("1", "2", "3", "9"))
    assert renewed([REFUSED, BREAD], [again, BREAD]) == (REFUSED, BREAD)


def test_what_shares_less_than_half_with_it_is_new() -> None:
    other = replace(BOATS, id="OTHER", cues=("sail",), answers=("1", "2", "9"))
    assert renewed([REFUSED], [other]) == (REFUSED, other)


def test_an_undecided_proposal_keeps_its_id_once() -> None:
    grown = replace(BOATS, id="GROWN", answers=("1", "2", "3", "4", "9"))
    twin = replace(BOATS, id="TWIN", answers=("10", "11", "12"))
    assert renewed([BOATS], [grown, twin]) == (replace(grown, id="BOATS"), twin)


def test_an_undecided_proposal_that_is_not_found_again_is_gone() -> None:
    assert renewed([BOATS, BREAD], [BREAD]) == (BREAD,)
    assert renewed([REFUSED, BREAD], []) == (REFUSED,)


OWN = Codebook(
    3,
    (
        Theme("tools", {"en": "Tools", "fr": "Outils"}, {}, {"en": ("tool",)}, {}, {}),
        Theme("funding", {"en": "Money"}, {}, {}, {}, {}),
    ),
)


def test_a_theme_is_added_at_the_end_and_no_other_changes() -> None:
    boats = Theme("boats", {"en": "Boats"}, {}, {"en": ("boat",)}, {}, {})
    assert with_theme(OWN, boats) == Codebook(3, (*OWN.themes, boats))


def test_an_id_that_is_taken_is_told() -> None:
    with pytest.raises(InvalidInput, match='there is a theme "tools" already'):
        with_theme(OWN, OWN.themes[0])


def test_cues_are_added_once_after_those_there_are() -> None:
    tools, funding = with_cues(OWN, "tools", "en", ("saw", "tool")).themes
    assert (tools.cues, funding) == ({"en": ("tool", "saw")}, OWN.themes[1])


def test_a_theme_without_cues_in_the_language_keeps_its_label_as_one() -> None:
    assert with_cues(OWN, "tools", "fr", ("scie",)).themes[0].cues == {"en": ("tool",), "fr": ("Outils", "scie")}
    assert with_cues(OWN, "funding", "fr", ("sou",)).themes[1].cues == {"fr": ("sou",)}


def test_a_theme_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(InvalidInput, match='there is no theme "boats"; there are: tools, funding'):
        with_cues(OWN, "boats", "en", ("boat",))


def test_answers_without_a_theme_are_those_in_which_nobody_found_one() -> None:
    tags = a_revision().tags
    answers = (
        an_answer("heard"),
        an_answer("unheard", revisions=(a_revision("Sails!", tags=()),)),
        an_answer("taken off", revisions=(a_revision("Boats!", refused=tuple(tag.theme for tag in tags)),)),
        an_answer("coded", revisions=(a_revision(tags=()),), coded=("boats",)),
        an_answer("coded with none", revisions=(a_revision("Oars!", tags=()),), coded=()),
        an_answer("withdrawn", revisions=(a_revision(tags=()),), withdrawn=NOW),
        an_answer("aside", revisions=(a_revision(tags=()),), aside="spam"),
    )
    people = (
        somebody("ada", answers=answers, quoting=Quoting.NONE),
        somebody("bob", consent=None, answers=(an_answer("not agreed", revisions=(a_revision(tags=()),)),)),
    )
    found = {one.id: (one.respondent, one.language, one.text) for one in without_theme(RoundRecord(a_round(), people))}
    assert found == {
        "unheard": ("ada", "fr", "Sails!"),
        "taken off": ("ada", "fr", "Boats!"),
        "coded with none": ("ada", "fr", "Oars!"),
    }


def test_words_off_the_record_are_counted_among_those_without_a_theme_and_not_looked_at() -> None:
    loose = (an_answer("L", revisions=(a_revision("Sails!", tags=()),)),)
    record = RoundRecord(a_round(), (somebody("salon", answers=loose, people=12, on_record=False),))
    assert [one.id for one in without_theme(record)] == ["L"]
    assert list(without_theme(record, readable=True)) == []
