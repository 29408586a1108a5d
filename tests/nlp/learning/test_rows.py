"""Lines of a file as answers to learn from."""

import json

import pytest

from consultation.errors import InvalidInput
from nlp.learning.rows import read_answers
from nlp.learning.said import Said
from tests.nlp.learning.town import TOWN


def lines(*rows: dict[str, object] | str) -> list[bytes]:
    return [(row if isinstance(row, str) else json.dumps(row)).encode() + b"\n" for row in rows]


def test_a_line_is_an_answer_with_labels_or_without() -> None:
    told = lines(
        {"id": 1, "text": "The tax.", "lang": "en", "question": "What?", "labels": ["money", "money"]},
        "",
        {"id": 2, "text": "La rivière est sale.", "labels": []},
        {"id": 3, "text": "Bus", "lang": "en", "labels": None, "more": 1},
    )
    assert list(read_answers(told, name="f", codebook=TOWN)) == [
        Said("The tax.", "en", "What?", ("money",)),
        Said("La rivière est sale.", "fr", "", ()),
        Said("Bus", "en"),
    ]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ({"id": 1, "text": "a", "labels": ["water", "fire"]}, 'the codebook has no theme "fire"'),
        ({"id": 1, "text": "a", "labels": "water"}, '"labels" is "water", and not a list of theme ids'),
        ({"id": 1, "text": "a", "labels": [1]}, '"labels" is [1], and not a list of theme ids'),
        ({"id": 1, "labels": []}, '"text" is missing'),
        ("hello", "is no JSON: Expecting value in column 1"),
    ],
)
def test_a_bad_line_is_named_by_its_number(row: dict[str, object] | str, what: str) -> None:
    told = lines({"id": 0, "text": "x"}, "", row, {"id": 9, "text": "y"})
    with pytest.raises(InvalidInput) as refused:
        list(read_answers(told, name="answers.jsonl", codebook=TOWN))
    assert str(refused.value) == f"answers.jsonl:3: {what}"
    skipped: list[InvalidInput] = []
    read = list(read_answers(told, name="f", codebook=TOWN, skip_bad=skipped.append))
    assert [answer.text for answer in read] == ["x", "y"]
    assert [str(problem) for problem in skipped] == [f"f:3: {what}"]
