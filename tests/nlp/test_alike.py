"""Who says much the same is one group, whoever does not is in none, and the order of what is said changes nothing."""

import random
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultation.likeness import ALIKE, Grouped, Passage
from nlp.alike import FEWEST_WORDS, StarGrouper
from nlp.denials import denies

TRAINING = (
    "We need training for new volunteers.",
    "New volunteers need training!",
    "Training for the new volunteers, please.",
)
KEYS = ("Give the librarians keys to the archive.", "The librarians have no keys to the archive.")
ELSE = "Purple giraffes waltz slowly around the frozen harbour tonight."

GROUPER = StarGrouper()


def passages(*texts: str, language: str = "en", by: Sequence[str] = ()) -> list[Passage]:
    return [
        Passage(f"{language}{n:03}", by[n] if by else f"{language} person {n}", language, 0, text)
        for n, text in enumerate(texts)
    ]


def groups(*texts: str, language: str = "en", by: Sequence[str] = ()) -> list[set[str]]:
    """Return the texts in each group."""
    found = GROUPER.group(passages(*texts, language=language, by=by)).groups
    return [{one.text for one in group.passages} for group in found]


@pytest.mark.parametrize(
    ("language", "alike", "other"),
    [
        ("en", TRAINING, ELSE),
        (
            "fr",
            (
                "Il faut des formations pour les nouveaux bénévoles.",
                "La formation des nouveaux bénévoles !",
                "formations, nouveaux benevoles",
            ),
            "Les girafes mauves dansent la valse.",
        ),
        (
            "ar",
            ("نحتاج تدريب المتطوعين الجدد", "تدريب المتطوعين الجدد من فضلكم", "التدريب للمتطوعين الجدد"),
            "الزرافات ترقص في الميناء",
        ),
        (
            "es",
            (
                "Formación para voluntarios nuevos",
                "La formación de los voluntarios nuevos",
                "¡Formación, voluntarios nuevos!",
            ),
            "Las jirafas bailan en el puerto",
        ),
    ],
)
def test_who_says_much_the_same_is_one_group_and_no_other_is_forced_into_it(
    language: str, alike: tuple[str, ...], other: str
) -> None:
    assert groups(*alike, other, language=language) == [set(alike)]


def test_groups_of_more_people_come_first_and_what_is_nearest_to_all_of_them_leads() -> None:
    boats = ("A boat for the island.", "The island needs a boat.")
    found = GROUPER.group(passages(*boats, *TRAINING, "New volunteers need training and a warm, dry room to meet in."))
    assert [group.respondents for group in found.groups] == [4, 2]
    assert found.groups[0].passages[-1].text.endswith("a warm, dry room to meet in.")
    assert found.groups[0].words == ("new", "training", "volunteers", "need")
    assert found.groups[1].words == ()


def test_a_word_that_names_a_group_is_written_by_three_people_and_used_by_half() -> None:
    (group,) = GROUPER.group(passages(*TRAINING)).groups
    assert group.words == ("new", "training", "volunteers")
    (again,) = GROUPER.group(passages(*TRAINING, by=["ada", "ada", "bo"])).groups
    assert again.words == ()


def test_who_denies_does_not_say_the_same_as_who_affirms() -> None:
    assert groups(*KEYS) == []
    assert groups(KEYS[0], KEYS[0]) == [{KEYS[0]}]
    assert groups(KEYS[1], KEYS[1]) == [{KEYS[1]}]


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [("t", "en", True), ("Não", "pt-BR", True), ("JAMAIS", "fr", True), ("keys", "en", False), ("no", "xx", False)],
)
def test_denials_are_known_by_language(word: str, language: str, *, expected: bool) -> None:
    assert denies(word, language) is expected


def test_one_word_in_common_is_enough_only_where_there_is_hardly_another() -> None:
    assert groups("Museums.", "The museums!") == [{"Museums.", "The museums!"}]
    assert groups("Museums.", "Museums closed early because somebody lost every catalogue.") == []
    assert groups("Museums closed early.", "Museums painted blue.") == []
    assert groups("Museums, museums: closed.", "Museums, museums: painted.") == []


def test_across_languages_nothing_is_joined_and_regional_kinds_of_one_are() -> None:
    same = "Wikidata Commons Wikisource"
    across = [*passages(same, language="fr"), *passages(same, language="en")]
    assert GROUPER.group(across).groups == ()
    assert len(GROUPER.group([*passages(same, language="pt"), *passages(same, language="pt-BR")]).groups) == 1


def test_one_person_alone_is_no_group_however_often_they_say_it() -> None:
    assert groups(*TRAINING, by=["ada", "ada", "ada"]) == []
    assert groups(*TRAINING, by=["ada", "ada", "bo"]) == [set(TRAINING)]


def test_an_answer_is_in_the_larger_of_two_groups_with_the_sentence_that_is_nearest() -> None:
    boat = "A boat for the island."
    both = [Passage("z", "zoe", "en", 0, boat), Passage("z", "zoe", "en", 40, TRAINING[0])]
    found = GROUPER.group([*passages(*TRAINING), *both, Passage("y", "yan", "en", 0, boat)])
    (group,) = found.groups
    assert [one.start for one in group.passages if one.answer == "z"] == [40]


def test_of_two_sentences_that_are_alike_the_nearer_one_stands_for_the_answer() -> None:
    farther = f"{TRAINING[0].removesuffix('.')} with old maps."
    both = [Passage("z", "zoe", "en", 0, farther), Passage("z", "zoe", "en", 90, TRAINING[0])]
    (group,) = GROUPER.group([*passages(TRAINING[0], TRAINING[0]), *both]).groups
    assert [one.start for one in group.passages if one.answer == "z"] == [90]


def test_a_word_that_fewer_than_half_of_a_group_use_does_not_name_it() -> None:
    (group,) = GROUPER.group(
        passages(*["Training new volunteers."] * 5, *["Training new volunteers: museum."] * 3)
    ).groups
    assert group.words == ("new", "training", "volunteers")


def test_who_is_like_somebody_of_another_group_is_in_none_and_not_apart_either() -> None:
    centre = "boat island bread bakery music school"
    chain = ("boat island bread garden letters walnut", "garden letters walnut cherry medlar quince")
    here = passages(centre, centre, *chain)
    besides = Passage(here[-1].answer, here[-1].respondent, "en", 100, ELSE)
    found = GROUPER.group([*here, besides])
    assert [{one.text for one in group.passages} for group in found.groups] == [{centre, chain[0]}]
    assert found.apart == ()


def test_what_says_nothing_or_hides_an_address_is_compared_with_nobody() -> None:
    assert groups("Nothing", "Nothing", "…", "…", "don't know", "don't know") == []
    assert groups("ana@example.org", "ana@example.org", "+33 6 12 34 56 78", "+33 6 12 34 56 78") == []


def test_apart_is_who_is_like_nobody_and_says_enough_the_farthest_first() -> None:
    near = "Volunteers from the museum showed our teachers old maps of the town."
    found = GROUPER.group(passages(*TRAINING, near, ELSE, "Zebras sing."))
    assert [one.passage.text for one in found.apart] == [ELSE, near]
    assert 0 == found.apart[0].nearness < found.apart[1].nearness < ALIKE
    assert len(ELSE.split()) >= FEWEST_WORDS > len(["Zebras", "sing"])


def test_an_answer_of_which_one_sentence_is_like_somebody_elses_is_not_apart() -> None:
    here = passages(*TRAINING)
    more = Passage(here[0].answer, here[0].respondent, "en", 50, ELSE)
    assert GROUPER.group([*here, more]).apart == ()


def test_who_is_grouped_through_another_answer_of_their_own_is_not_apart() -> None:
    centre = "boat island bread bakery music school"
    here = passages(centre, "boat island bread garden letters walnut", "bakery music school cherry medlar quince")
    by_two = [replace(one, respondent="bo" if n == 2 else "ada") for n, one in enumerate(here)]
    found = GROUPER.group(by_two)
    assert [len(group.passages) for group in found.groups] == [3]
    assert found.apart == ()


def test_of_nothing_or_of_marks_alone_there_is_nothing() -> None:
    assert GROUPER.group([]) == Grouped()
    assert GROUPER.group(passages("!!!", "the of and", "the of and")) == Grouped()


WORDS = ("boat", "island", "bread", "bakery", "music", "school", "garden", "not", "the", "our", "is", "letters")
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join)


@st.composite
def said(draw: st.DrawFn) -> list[Passage]:
    """Draw passages of up to three sentences an answer and one or two answers a person, in two languages."""
    found = []
    for n in range(draw(st.integers(0, 14))):
        respondent, language = f"person {draw(st.integers(0, 9))}", draw(st.sampled_from(["en", "fr"]))
        for start in range(draw(st.integers(1, 3))):
            found.append(Passage(f"answer {n:02}", respondent, language, 100 * start, draw(TEXTS)))
    return found


@settings(max_examples=60, deadline=None)
@given(said(), st.randoms(use_true_random=False))
def test_an_answer_is_in_one_group_at_most_and_the_order_changes_nothing(
    here: list[Passage], dice: random.Random
) -> None:
    found = GROUPER.group(here)
    grouped = [one.answer for group in found.groups for one in group.passages]
    assert len(grouped) == len(set(grouped))
    assert all(group.respondents > 1 for group in found.groups)
    assert not {one.passage.answer for one in found.apart} & set(grouped)
    assert {one for group in found.groups for one in group.passages} <= set(here)
    dice.shuffle(here)
    assert StarGrouper().group(here) == found


@settings(max_examples=60, deadline=None)
@given(said(), st.lists(st.sampled_from(["quince", "walnut", "medlar", "cherry"]), min_size=2, max_size=4))
def test_what_is_said_twice_but_for_case_accents_and_marks_is_in_one_group(
    here: list[Passage], words: list[str]
) -> None:
    text = " ".join(words)
    accented = unicodedata.normalize("NFC", text.upper().replace("E", "E\u0301"))
    twice = [Passage("first", "first", "en", 0, text), Passage("second", "second", "en", 0, f"¡{accented} !!")]
    found = GROUPER.group([*here, *twice])
    assert [{one.answer for one in group.passages} for group in found.groups].count({"first", "second"}) == 1


@settings(max_examples=60, deadline=None)
@given(
    st.permutations(["boat", "island", "bread", "bakery", "music", "school", "garden", "letters", "walnut", "cherry"])
)
def test_whose_words_are_all_others_are_never_in_one_group(words: list[str]) -> None:
    texts = [" ".join(words[n : n + 2]) for n in range(0, 10, 2)]
    assert groups(*texts) == []
