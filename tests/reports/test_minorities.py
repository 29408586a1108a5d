"""What few say is shown however rare it is, in an order that no count decides, and only in words that may be shown."""

from collections import Counter

from consultation.likeness import Alike, Apart, Grouped, Passage
from consultation.records import Participation, Side
from nlp.alike import StarGrouper
from reports.circles import Circle, Speaking, Subject
from reports.findings import find
from reports.minorities import FEWEST_IN_LANGUAGE, ONE_IN, QUOTES, FarApart, Minorities, far_apart
from reports.render import page_of
from reports.sentences import FEW_IN_ALL
from reports.statements import heard
from tests.reports.snapshots import FINDER, person, said, snapshot, takes, token, why

THEME = Subject(Speaking.RAISED, theme="funding")
DISTINCT = (
    "Boats rust quietly behind the old mill.",
    "Bread rises early for hungry bakers everywhere.",
    "Music helps tired nurses through winter nights.",
    "Village schools close when snow blocks mountain roads.",
    "Public gardens bloom beside empty factory walls.",
    "Handwritten letters arrive months after urgent requests.",
    "Ripe walnuts fall upon parked bicycles each autumn.",
    "Sour cherries ripen faster near southern windows.",
    "Night trains wait while drivers drink coffee.",
    "Broken lamps flicker above narrow library stairs.",
    "Quiet rooms welcome shy readers after midnight.",
    "Painted maps guide lost travellers across borders.",
)


def minorities(asked: list[Participation], on_drafts: list[Participation] | None = None) -> Minorities:
    return find(snapshot(asked, on_drafts), grouper=StarGrouper()).minorities


def people(*texts: str, language: str = "en", quoting: str = "verbatim") -> list[Participation]:
    return [
        person(f"{language}{quoting}{n}", said(text, "funding", language=language), quoting=quoting)
        for n, text in enumerate(texts)
    ]


def taking(side: str, count: int, on: str = "1") -> list[Participation]:
    return [person(f"{side}{on}{n}", takes(side, on), why(f"Because {side} {n}.", on=on)) for n in range(count)]


def circle(*groups: tuple[str, ...], language: str = "en", quoting: str = "verbatim") -> tuple[Circle, Grouped]:
    """Return a circle in which each group says its texts; what comes first is the farthest from everything else."""
    every = [text for texts in groups for text in texts]
    answers = list(heard(snapshot(people(*every, language=language, quoting=quoting))))
    passage = {
        one.answer.current.text: Passage(one.answer.id, one.respondent, language, 0, one.answer.current.text)
        for one in answers
    }
    alike = [
        Alike(tuple(passage[text] for text in texts), (), nearness / 100)
        for nearness, texts in enumerate(groups)
        if len(texts) > 1
    ]
    apart = [Apart(passage[texts[0]], nearness / 100) for nearness, texts in enumerate(groups) if len(texts) == 1]
    return Circle(THEME, answers), Grouped(tuple(alike), tuple(apart))


def apart(*groups: tuple[str, ...], shown: set[str] | None = None, quoting: str = "verbatim") -> FarApart | None:
    return far_apart(*circle(*groups, quoting=quoting), Counter(), set() if shown is None else shown)


def quoted(found: FarApart | None) -> list[str]:
    return [quote.text for quote in found.quotes] if found else []


def test_few_are_one_in_five_at_most_of_those_who_decided() -> None:
    one_in_five = [*taking("support", 4), *taking("oppose", 1), *taking("none", 1)]
    (few,) = minorities([], one_in_five).positions
    assert (few.side, few.of, few.evidence.respondents) == (Side.OPPOSE, ONE_IN, 1)
    assert [quote.text for quote in few.quotes] == ["Because oppose 0."]
    assert minorities([], [*taking("support", 7), *taking("oppose", 2)]).positions == ()


def test_positions_stand_in_the_order_of_the_drafts_whatever_their_number() -> None:
    on_drafts = [
        *taking("oppose", 1), *taking("support", 20),
        *taking("oppose", 3, on="2"), *taking("changes", 2, on="2"), *taking("support", 40, on="2"),
    ]  # fmt: skip
    found = [(one.place.item, one.side, one.evidence.respondents) for one in minorities([], on_drafts).positions]
    assert found == [("1", Side.OPPOSE, 1), ("2", Side.CHANGES, 2), ("2", Side.OPPOSE, 3)]


def test_a_position_that_nobody_may_be_quoted_on_is_counted_without_a_quote() -> None:
    hidden = person("hidden", takes("oppose"), why("Because PLANTED."), quoting="none")
    (few,) = minorities([], [hidden, *taking("support", 4)]).positions
    assert (few.evidence.respondents, few.quotes) == (1, ())


def test_the_farthest_come_first_be_they_one_or_a_few_and_never_more_than_three() -> None:
    singles = [(text,) for text in DISTINCT[2:]]
    found = apart(singles[0], DISTINCT[:2], *singles[1:])
    assert quoted(found) == [DISTINCT[2], DISTINCT[0], DISTINCT[3]]
    assert found is not None
    assert (len(found.quotes), found.evidence.respondents, found.of) == (QUOTES, 4, len(DISTINCT))
    assert found.evidence.ids == tuple(sorted(map(token, DISTINCT[:4])))


def test_a_group_of_more_than_one_in_five_is_no_minority_however_far() -> None:
    assert quoted(apart(DISTINCT[:3], *[(text,) for text in DISTINCT[3:]])) == [*DISTINCT[3:6]]


def test_of_fewer_than_ten_respondents_nobody_is_set_apart() -> None:
    assert quoted(apart(*[(text,) for text in DISTINCT[: FEW_IN_ALL - 1]])) == []
    assert len(quoted(apart(*[(text,) for text in DISTINCT[:FEW_IN_ALL]]))) == QUOTES


def test_what_may_not_be_quoted_is_not_set_apart_and_what_was_shown_is_not_shown_again() -> None:
    assert apart(*[(text,) for text in DISTINCT], quoting="paraphrase") is None
    shown = {token(DISTINCT[0])}
    assert quoted(apart(*[(text,) for text in DISTINCT], shown=shown)) == [*DISTINCT[1:4]]
    assert shown == set(map(token, DISTINCT[:4]))


def test_languages_with_several_answers_take_turns_and_one_with_few_is_not_compared() -> None:
    texts = {"fr": DISTINCT[:FEWEST_IN_LANGUAGE], "ar": DISTINCT[FEWEST_IN_LANGUAGE : 2 * FEWEST_IN_LANGUAGE - 1]}
    answers = list(
        heard(snapshot([one for language, there in texts.items() for one in people(*there, language=language)]))
    )
    english = list(heard(snapshot(people(*(f"{text} Again." for text in DISTINCT[:6])))))
    everyone = [*answers, *english]
    lone = tuple(
        Apart(Passage(one.answer.id, one.respondent, one.answer.current.language, 0, one.answer.current.text), 0.0)
        for one in everyone
    )
    found = far_apart(Circle(THEME, everyone), Grouped((), lone), Counter(), set())
    assert found is not None
    assert [quote.language for quote in found.quotes] == ["en", "fr", "en"]


def test_what_is_far_from_everything_is_found_in_a_round_and_worded_in_english_and_french() -> None:
    crowd = [f"We need training for new volunteers, number {n} says." for n in ("one", "two", "three", "four", "five")]
    crowd += [f"Training for new volunteers, please, says {n}." for n in ("six", "seven", "eight", "nine")]
    of = snapshot(people(*crowd, DISTINCT[0]))
    (found,) = find(of, grouper=StarGrouper()).minorities.apart
    assert quoted(found) == [DISTINCT[0]]
    english, french = (page_of(of, language=one, finder=FINDER, grouper=StarGrouper()) for one in ("en", "fr"))
    assert english.telling.far_apart(found).text == (
        "Only one of the 10 respondents who raised it says what is farthest from everything else said there."
    )
    assert french.telling.far_apart(found).text == (
        "Un seul des 10 répondants qui l’ont évoqué dit ce qui est le plus loin de tout ce qui s’y dit."
    )


def test_what_is_far_apart_under_two_themes_is_shown_once() -> None:
    crowd = [f"We need training for new volunteers, number {n} says." for n in range(9)]
    everyone = [person(f"p{n}", said(text, "funding", "tools")) for n, text in enumerate([*crowd, DISTINCT[0]])]
    assert [quoted(one) for one in minorities(everyone).apart] == [[DISTINCT[0]]]


def test_a_position_of_few_is_worded_in_english_and_french() -> None:
    of = snapshot([], [*taking("support", 8), *taking("oppose", 2)])
    (few,) = find(of).minorities.positions
    english, french = (page_of(of, language=one, finder=FINDER) for one in ("en", "fr"))
    assert english.telling.few_took(few).text == "Of 10 respondents who took a position, 2 oppose it."
    assert french.telling.few_took(few).text == "Sur 10 répondants qui ont pris position, 2 s’y opposent."
