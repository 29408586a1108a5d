"""How reviewers read what was said on a draft: beside the positions that people took, never among them."""

from dataclasses import replace

import pytest

from consultation.checking.reviews import Lean, Leaning, Review
from consultation.records import Answer, Side, Stance
from reports.findings import find
from reports.readings import SIDES, Reading
from reports.render import page_of
from tests.reports.snapshots import FINDER, LIST, OPENED, person, said, snapshot, takes, token, why


def read(answer: Answer, **leans: Lean) -> Answer:
    """Return an answer as a reviewer read it; names are ``on_1``, ``on_2``."""
    leanings = tuple(Leaning(name.removeprefix("on_"), LIST, lean) for name, lean in leans.items())
    return replace(answer, revisions=(replace(answer.current, review=Review(1, (), leanings)),))


PEOPLE = (
    person(
        "ana", read(said("A grant, yes", "funding"), on_1=Lean.FOR), read(said("Or not", "funding"), on_1=Lean.AGAINST)
    ),
    person("bo", read(said("No grant", "funding"), on_1=Lean.AGAINST), quoting="none"),
    person("cleo", read(said("Grants", "funding"), on_1=Lean.NEITHER, on_3=Lean.FOR)),
    person("dan", read(said("I said so", "funding"), on_1=Lean.FOR), Stance("1", LIST, Side.OPPOSE, OPENED)),
    person("eve", said("Nobody read this", "funding")),
)


def reading(draft: str) -> Reading | None:
    return next(one.reading for one in find(snapshot(PEOPLE)).drafts if one.draft.id == draft)


def test_words_of_who_took_no_position_are_counted_by_side() -> None:
    found = reading("1")
    assert found is not None
    assert (found.read.respondents, found.read.answers) == (3, 4)
    assert [(side, one.respondents, one.ids) for side, one in found.sides] == [
        (Lean.FOR, 1, (token("A grant, yes"),)),
        (Lean.AGAINST, 2, (token("Or not"),)),
    ]
    assert [side for side, _ in found.sides] == list(SIDES)


def test_where_nobody_read_there_is_nothing() -> None:
    assert reading("2") is None


def test_positions_are_what_people_took() -> None:
    found = find(snapshot(PEOPLE[:3], [person("fay", why("Because", "funding"), takes("support"))])).drafts[0]
    assert found.stance
    assert {side: one.respondents for side, one in found.stance.sides if one.respondents} == {Side.SUPPORT: 1}
    assert found.reading == reading("1")


def test_every_number_of_it_leads_to_its_answers() -> None:
    page = page_of(snapshot(PEOPLE), language="en", finder=FINDER)
    (block, *_) = page.blocks()
    assert [(one.title.text, one.evidence.answers) for one in block.parts][-3:] == [
        ("What a reviewer read with a view to it", 4),
        ("Read as for it", 1),
        ("Read as against it", 2),
    ]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "A reviewer read what 3 respondents said who took no position: for it 1, against it 2."),
        (
            "fr",
            "Une relecture porte sur ce qu’ont dit 3 répondants qui n’ont pas pris position\u00a0: pour 1, contre 2.",
        ),
        ("es", "Una revisión leyó lo que dijeron 3 participantes que no tomaron posición: a favor 1, en contra 2."),
        ("ar", "من راجع شخصٌ أقوالهم ولم يتخذوا موقفًا: 3 مشاركين؛ مع المسودة: 1؛ ضدها: 2."),
    ],
)
def test_it_is_said_in_every_language(language: str, sentence: str) -> None:
    page = page_of(snapshot(PEOPLE), language=language, finder=FINDER)
    (draft, *_) = page.findings.drafts
    assert [one.text for one in page.telling.on_draft(draft)][-1] == sentence
