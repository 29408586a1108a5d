"""Lines in, lines out: in their order, the same for any number of workers, and a bad line is named."""

import json
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.errors import InvalidInput
from nlp.batch import tag_lines
from nlp.rows import read_row
from tests.nlp.codebooks import FOUR_LANGUAGES

GOOD = b'{"id": "a", "text": "A grant", "lang": "en"}\n'
TAGGED = (
    b'{"id":"a","lang":"en","tags":[{"theme":"funding","source":"cue","score":1.0,'
    b'"evidence":[{"start":2,"end":7,"text":"grant"}]}]}\n'
)


def tagged(*lines: bytes, workers: int = 1) -> list[bytes]:
    return list(tag_lines(lines, name="answers.jsonl", codebook=FOUR_LANGUAGES, workers=workers))


def until_bad(lines: Iterable[bytes], *, workers: int = 1) -> tuple[list[bytes], str]:
    """Return what was written before the first bad line, and how that was named."""
    written: list[bytes] = []
    try:
        for line in tag_lines(lines, name="answers.jsonl", codebook=FOUR_LANGUAGES, workers=workers):
            written.append(line)
    except InvalidInput as problem:
        return written, str(problem)
    return written, ""


def test_a_line_is_written_as_the_contract_says() -> None:
    assert tagged(GOOD) == [TAGGED]


def test_words_are_written_as_they_are() -> None:
    line = '{"id": "é", "text": "Des études de cas 🙂 «études de cas»"}'.encode()
    (written,) = tagged(line)
    assert "études de cas" in written.decode()
    assert [span["start"] for span in json.loads(written)["tags"][0]["evidence"]] == [4, 21]


def test_the_language_is_found_where_the_line_has_none() -> None:
    lines = [
        b'{"id": 1, "text": "Il nous faut des outils et des subventions pour tout le monde."}',
        b'{"id": 2, "text": "Il nous faut des outils.", "lang": null}',
        b'{"id": 3, "text": "Il nous faut des outils.", "lang": "sw"}',
        '{"id": 4, "text": "👍"}'.encode(),
    ]
    assert [(row["id"], row["lang"]) for row in map(json.loads, tagged(*lines))] == [
        (1, "fr"),
        (2, "fr"),
        (3, "sw"),
        (4, "en"),
    ]


def test_a_text_is_cleaned_before_its_offsets_are_taken() -> None:
    (written,) = tagged(rb'{"id": "\ud800", "text": "\ud83d\ude42 \u0000\udc00 grant", "lang": "en"}')
    row = json.loads(written)
    assert (row["id"], row["tags"][0]["evidence"]) == ("\ufffd", [{"start": 5, "end": 10, "text": "grant"}])


def test_a_byte_order_mark_and_empty_lines_are_no_trouble() -> None:
    assert tagged(b"\xef\xbb\xbf" + GOOD, b"\n", b"  \r\n", GOOD.replace(b"\n", b"\r\n")) == [TAGGED, TAGGED]


BAD_LINES = [
    (b"not json", "is no JSON: Expecting value in column 1"),
    (b'{"id": "a", "text": "\xff"}', "is not UTF-8: save the file as UTF-8"),
    (b'["a", "b"]', 'is no object, like {"id": "1", "text": "…"}'),
    (b'{"text": "A grant"}', '"id" is missing'),
    (b'{"id": " ", "text": "A grant"}', '"id" is missing'),
    (b'{"id": true, "text": "A grant"}', '"id" is true, and not a text or a whole number'),
    (b'{"id": 1.5, "text": "A grant"}', '"id" is 1.5, and not a text or a whole number'),
    (b'{"id": "a"}', '"text" is missing'),
    (b'{"id": "a", "text": null}', '"text" is missing'),
    (b'{"id": "a", "text": ["x"]}', '"text" is ["x"], and not a text'),
    (b'{"id": "a", "text": "x", "lang": 3}', '"lang" is 3, and not a text'),
]


@pytest.mark.parametrize(("line", "what"), BAD_LINES)
def test_a_bad_line_is_named_and_nothing_past_it_is_written(line: bytes, what: str) -> None:
    assert until_bad([GOOD, b"\n", line, GOOD]) == ([TAGGED], f"answers.jsonl:3: {what}")


@pytest.mark.parametrize("line", [b"[" * 100_000, b'{"id": ' + b"9" * 5000 + b', "text": ""}'])
def test_json_that_python_cannot_hold_is_a_bad_line(line: bytes) -> None:
    written, problem = until_bad([line])
    assert (written, problem[:49]) == ([], "answers.jsonl:1: is JSON beyond what can be read:")


def test_bad_lines_can_be_skipped_and_are_reported_in_their_order() -> None:
    problems: list[InvalidInput] = []
    lines = [b"bad", GOOD, b"{}", GOOD]
    written = list(tag_lines(lines, name="x", codebook=FOUR_LANGUAGES, skip_bad=problems.append))
    assert written == [TAGGED, TAGGED]
    assert [problem.where for problem in problems] == ["x:1", "x:3"]


def test_two_workers_write_the_same_bytes_as_one_and_stop_at_the_same_line() -> None:
    texts = (
        "grants {}",
        "un outil {} de {}",
        "étude de cas {}",
        "👍 {}",
        "credit for money {}",
        "الشراكات والتمويل {}",
    )
    lines = [
        json.dumps({"id": number, "text": texts[number % len(texts)].replace("{}", str(number))}).encode()
        for number in range(1000)
    ]
    lines[900] = b"bad"
    together, alone = until_bad(lines, workers=2), until_bad(lines)
    assert together == alone
    assert (len(alone[0]), alone[1][:19]) == (900, "answers.jsonl:901: ")


def test_few_lines_are_read_ahead() -> None:
    read = 0

    def lines() -> Iterator[bytes]:
        nonlocal read
        for _ in range(100_000):
            read += 1
            yield GOOD

    stream = tag_lines(lines(), name="-", codebook=FOUR_LANGUAGES, workers=2)
    assert (next(stream), read < 4000) == (TAGGED, True)
    stream.close()  # type: ignore[attr-defined]  # it is a generator
    alone = tag_lines(lines(), name="-", codebook=FOUR_LANGUAGES)
    read = 0
    assert (next(alone), read) == (TAGGED, 1)


@given(st.text(min_size=1).filter(str.strip), st.text())
def test_any_line_of_json_is_read_as_it_was_meant(row_id: str, text: str) -> None:
    row = read_row(json.dumps({"id": row_id, "text": text}).encode())
    assert (len(row.id) if isinstance(row.id, str) else row.id, len(row.text)) == (len(row_id), len(text))
