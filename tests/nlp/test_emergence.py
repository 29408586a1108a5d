"""Groups of answers are proposed, the same from the same answers, and no answer is lost."""

import random
from collections.abc import Sequence

import pytest

from consultation.codebooks.emergence import Loose
from nlp.emergence import FEWEST_ANSWERS, MOST_GROUPS, find, how_many
from nlp.weighing import Weighed

BOATS = (
    "The boat in the harbour was late again",
    "Our harbour needs a bigger boat",
    "Boats leave the harbour without us",
    "A boat and a harbour, that is what we lack",
    "No harbour for small boats",
)
BREAD = (
    "The bakery bread smells good in the morning",
    "We love bread from the bakery",
    "Fresh bread at the bakery please",
    "The bakery closed and bread is far away",
    "Bread from every bakery",
)
ELSE = ("Purple giraffes waltz", "Nothing")


def loose(*texts: str, language: str = "en", by: str = "") -> list[Loose]:
    return [Loose(f"{language}{n}", by or f"person {n}", language, text) for n, text in enumerate(texts)]


def grouped(answers: Sequence[Loose]) -> list[tuple[tuple[str, ...], set[str]]]:
    """Return the cues of each proposal with the texts behind it."""
    texts = {one.id: one.text for one in answers}
    return [(one.cues, {texts[answer] for answer in one.answers}) for one in find(answers).proposals]


TOWN = loose(*BOATS, *BREAD, *ELSE)


def test_answers_with_words_in_common_are_proposed_under_these() -> None:
    assert sorted(grouped(TOWN)) == [(("bakery", "bread"), set(BREAD)), (("boat", "harbour"), set(BOATS))]


def test_every_answer_is_in_one_place() -> None:
    found = find(TOWN)
    assert (found.alone, found.non_answers) == (("en10",), ("en11",))
    assert sorted((*found.alone, *found.non_answers, *(a for one in found.proposals for a in one.answers))) == sorted(
        one.id for one in TOWN
    )


def test_the_same_answers_in_any_order_give_the_same_proposals() -> None:
    shuffled = random.Random(3).sample(TOWN, len(TOWN))
    assert find(shuffled) == find(TOWN)


def test_a_proposal_s_id_says_which_answers_are_in_it() -> None:
    ids = {one.id for one in find(TOWN).proposals}
    assert len(ids) == 2
    assert not ids & {one.id for one in find([one for one in TOWN if one.id not in {"en0", "en5"}]).proposals}


def test_languages_are_grouped_apart_the_larger_first() -> None:
    french = [f"Le train de {town} est en retard à la gare" for town in ("Lyon", "Nantes", "Rennes", "Metz", "Brest")]
    french += [f"Le jardin de {town} a des arbres malades" for town in ("Nice", "Dijon", "Tours", "Lille", "Caen")]
    found = find([*loose(*french, language="fr"), *TOWN]).proposals
    assert [one.language for one in found] == ["en", "en", "fr", "fr"]
    assert [one.cues[:2] for one in found[2:]] == [("arbres", "jardin"), ("gare", "retard")]


def test_few_answers_are_listed_only() -> None:
    few = TOWN[: FEWEST_ANSWERS - 1]
    assert find(few).proposals == ()
    assert find(few).alone == tuple(sorted(one.id for one in few))


def test_one_voice_however_loud_is_no_theme() -> None:
    assert find(loose(*BOATS, *BREAD, by="ana")).proposals == ()


@pytest.mark.parametrize(("people", "is_cue"), [(2, False), (3, True)])
def test_a_word_is_a_cue_from_the_third_person_on(people: int, is_cue: bool) -> None:  # noqa: FBT001 - parametrized
    weighed = Weighed("en", loose(*[f"{text} Dupont" if n < people else text for n, text in enumerate(BOATS)], *BREAD))
    shared = weighed.shared_words(range(len(BOATS)), range(weighed.matrix.shape[1]), by=3)
    assert ("dupont" in shared) is is_cue
    assert {"boat", "harbour"} <= set(shared)


def test_private_data_is_no_cue() -> None:
    written = [f"{text} mayor@harbour.example" for text in BOATS]
    cues = {cue for one in find(loose(*written, *BREAD)).proposals for cue in one.cues}
    assert cues == {"boat", "harbour", "bakery", "bread"}


def test_what_stands_before_an_apostrophe_is_no_cue() -> None:
    cues = {
        cue for one in find(loose(*[f"{text}, don’t they" for text in BOATS], *BREAD)).proposals for cue in one.cues
    }
    assert cues == {"boat", "harbour", "bakery", "bread"}


@pytest.mark.parametrize("text", ["the the the", "2024", "Trains"])
def test_words_that_tell_nothing_apart_make_no_group(text: str) -> None:
    found = find(loose(*[f"{text} {'!' * n}" for n in range(12)]))
    assert (found.proposals, len(found.alone)) == ((), 12)


def test_a_script_without_blanks_is_grouped_by_pairs_of_characters() -> None:
    chinese = [
        "公园太少",
        "公园很脏",
        "我们要公园",
        "公园的树",
        "大公园好",
        "地铁太慢",
        "地铁拥挤",
        "坐地铁难",
        "地铁票贵",
        "新地铁线",
    ]
    found = find(loose(*chinese, language="zh")).proposals
    assert sorted(one.cues[0] for one in found) == ["公园", "地铁"]


def test_a_group_that_is_found_again_is_surer() -> None:
    noise = [" ".join(random.Random(n).sample(["red", "blue", "green", "gold", "grey", "pink"], 3)) for n in range(12)]
    found = find(loose(*BOATS, *BREAD, *noise)).proposals
    sureness = {one.cues[0]: one.sureness for one in found}
    assert sureness["boat"] > max(value for cue, value in sureness.items() if cue not in {"boat", "bakery"})
    assert all(0 <= value <= 1 for value in sureness.values())


def test_there_are_more_groups_of_more_answers_up_to_what_a_person_reads() -> None:
    assert [how_many(answers) for answers in (10, 25, 100, 400, 100_000)] == [3, 4, 8, 16, MOST_GROUPS]
