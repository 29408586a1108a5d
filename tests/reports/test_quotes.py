from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.codebook import Span, Tag
from consultation.errors import Refused
from consultation.excerpts import LONGEST, excerpt, sentences
from consultation.records import Answer, Participation, Snapshot
from reports.quotes import Gate, Quote, choose, quote_from
from reports.statements import heard
from tests.reports.snapshots import FINDER, OPENED, person, said, snapshot

LONG = "This sentence is about as long as a sentence should be, so that it may well be quoted."


def chosen(people: Iterable[Participation], limit: int = 3, used: Counter[str] | None = None) -> list[str]:
    return [one.text for one in choose(heard(snapshot(people)), limit, Counter() if used is None else used)]


def test_one_per_respondent_and_those_of_a_good_length_first() -> None:
    ana = person("ana", said("Short."), said(f"{LONG} First."), said(f"{LONG} Second."))
    assert len(chosen([ana])) == 1
    assert chosen([ana])[0].startswith(LONG)
    assert chosen([person("bo", said("Short."))]) == ["Short."]


def test_an_answer_that_is_quoted_elsewhere_comes_after_the_others() -> None:
    people = [person("ana", said(f"{LONG} A.")), person("bo", said(f"{LONG} B."))]
    used: Counter[str] = Counter()
    first, second, third = (chosen(people, 1, used)[0] for _ in range(3))
    assert {first, second} == {f"{LONG} A.", f"{LONG} B."}
    assert third == first


def test_languages_take_turns() -> None:
    english = [person(f"e{n}", said(f"{LONG} {n}.")) for n in range(5)]
    french = [person("f", said("Une phrase assez longue pour être citée ici.", language="fr"), language="fr")]
    assert chosen([*english, *french])[1] == "Une phrase assez longue pour être citée ici."


def test_an_answer_in_which_a_person_did_not_find_the_theme_comes_last() -> None:
    misheard = [person(f"m{n}", said(f"{LONG} Misheard {n}.", "tools", coded=("equity",))) for n in range(3)]
    short = [person("a", said("Agreed.", "tools", coded=("tools",))), person("b", said("Not coded.", "tools"))]
    answers = list(heard(snapshot([*misheard, *short])))
    used: Counter[str] = Counter()
    on_theme = [one.text for one in choose(answers, 3, used, theme="tools")]
    assert set(on_theme[:2]) == {"Agreed.", "Not coded."}
    assert "Misheard" in on_theme[2]
    assert all("Misheard" in one.text for one in choose(answers, 2, Counter()))  # no theme is asked for


def test_what_may_not_be_shown_is_not_chosen() -> None:
    assert chosen([person("ana", said(LONG), quoting="paraphrase")]) == []


def test_choosing_does_not_depend_on_the_order_of_people() -> None:
    people = [person(f"p{n}", said(f"{LONG} {n}.")) for n in range(9)]
    assert chosen(people) == chosen(list(reversed(people)))


def test_a_long_answer_is_quoted_around_its_evidence() -> None:
    text = f"{'Before it. ' * 40}Here stands the grant that we need. {'After it. ' * 40}"
    start = text.index("grant")
    tag = Tag("funding", "cue", 1.0, (Span(start, start + 5, "grant"),))
    answer = said(text)
    tagged = replace(answer, revisions=(replace(answer.current, tags=(tag,)),))
    quote = quote_from(tagged, "funding")
    assert "Here stands the grant that we need." in quote.text
    assert quote.text == text[quote.start : quote.end]
    assert len(quote.text) <= LONGEST


def test_sentences_end_where_languages_end_them() -> None:
    text = "One. Two? Three…\nFour!” Five؟ ستة۔ v1.2 stays"
    assert [text[start:end] for start, end in sentences(text)] == [
        "One.", "Two?", "Three…", "Four!”", "Five؟", "ستة۔", "v1.2 stays",
    ]  # fmt: skip


@given(st.text(alphabet="ab .!?\n…", max_size=900), st.integers(0, 900))
def test_an_excerpt_is_a_span_that_is_not_too_long(text: str, at: int) -> None:
    start, end = excerpt(text, (min(at, len(text)), min(at + 3, len(text))))
    assert 0 <= start <= end <= len(text)
    assert end - start <= LONGEST
    assert text[start:end] == text[start:end].strip()
    assert bool(text[start:end]) == bool(text.strip())


def only(answer: Answer, **author: object) -> Snapshot:
    return snapshot([person("ana", answer, **author)])  # type: ignore[arg-type]


WORDS = said("We need a small grant, and soon.")
QUOTE = Quote(WORDS.id, 8, 21, "a small grant", "en")


def test_an_exact_span_passes_the_gate() -> None:
    assert Gate(only(WORDS), FINDER).words(QUOTE) == "a small grant"


@pytest.mark.parametrize(
    "tampered",
    [
        replace(QUOTE, text="a large grant"),
        replace(QUOTE, start=7),
        replace(QUOTE, start=-24, end=-11),
        replace(QUOTE, end=400),
        replace(QUOTE, start=8, end=8, text=""),
    ],
)
def test_words_that_nobody_wrote_are_refused_by_name(tampered: Quote) -> None:
    with pytest.raises(Refused, match=f"statement {WORDS.id}"):
        Gate(only(WORDS), FINDER).words(tampered)


@pytest.mark.parametrize(
    "kept",
    [
        only(replace(WORDS, withdrawn=OPENED)),
        only(replace(WORDS, aside="abuse")),
        only(WORDS, agreed=False),
        only(WORDS, quoting="paraphrase"),
        only(WORDS, quoting="none"),
        only(WORDS, quoting=None),
        only(WORDS, on_record=False),
        snapshot(),
    ],
)
def test_words_that_may_not_be_shown_are_refused_by_name(kept: Snapshot) -> None:
    with pytest.raises(Refused, match=f"statement {WORDS.id}"):
        Gate(kept, FINDER).words(QUOTE)
    with pytest.raises(Refused, match=f"statement {WORDS.id}"):
        Gate(kept, FINDER).statement(WORDS.id)


def test_a_quote_of_an_earlier_revision_is_refused() -> None:
    reworded = replace(WORDS, revisions=(*WORDS.revisions, said("We need a big grant.").current))
    with pytest.raises(Refused, match=WORDS.id):
        Gate(only(reworded), FINDER).words(QUOTE)


def test_private_data_does_not_pass_the_gate() -> None:
    answer = said("Write to ana@example.org or @ana.")
    gate = Gate(only(answer), FINDER)
    assert gate.words(quote_from(answer)) == "Write to […] or […]."
    assert gate.words(Quote(answer.id, 0, 12, "Write to ana", "en")) == "Write to […]"
    assert gate.statement(answer.id) == "Write to […] or […]."


def test_a_blank_answer_is_not_quoted() -> None:
    assert chosen([person("ana", said(" "))]) == []


def test_private_data_is_looked_for_in_the_language_of_the_answer() -> None:
    for language, shown in (("es", "[…] es mi casa"), ("nl", "55 1234 5678 es mi casa")):
        answer = said("55 1234 5678 es mi casa")
        answer = replace(answer, revisions=(replace(answer.current, language=language),))
        assert Gate(only(answer), FINDER).statement(answer.id) == shown
