"""A model tags the same way one by one or all at once, and in every process."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from consultation.codebook import Span, Tagged
from consultation.errors import InvalidInput
from nlp.batch import tag_lines
from nlp.learning.component import load
from nlp.learning.numbering import NOWHERE, Numbering
from nlp.learning.said import Reader, Said
from nlp.learning.tagger import LearntTagger
from nlp.learning.vocabulary import Vocabulary
from nlp.words import blank
from tests.nlp.models import LEARNT_FROM, learnt_model

TEXTS = (
    ("en", "We lack money for trips and meetings"),
    ("fr", "Il faudrait de l’argent, comme ailleurs ; pour les voyages !"),
    ("en", "uplaod tools breking with a grant"),
    ("en", ""),
    ("ar", "لا نعرف"),
    ("sw", "outil, tool"),
    ("en", "👍 ... 12"),
    ("fr", "a échoué ailleurs. Raconter ce qui ne casse pas aux jurys"),
)


@pytest.fixture(scope="module", params=[24, 0], ids=["coded", "uncoded"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return learnt_model(tmp_path_factory.mktemp("model") / "model", coded=request.param)


def test_one_by_one_is_as_all_at_once(folder: Path) -> None:
    model, codebook = load(folder)
    answers = [Said(f"{text} {number}", language) for number in range(40) for language, text in TEXTS]
    together = LearntTagger(codebook, model).tag_all(answers)
    alone = LearntTagger(codebook, model)
    assert [alone.tag_in(said.language, said.text) for said in answers] == together
    assert any(tagged.tags for tagged in together)
    assert LearntTagger(codebook, model).tag_all([]) == []


def test_evidence_is_where_the_words_stand(folder: Path) -> None:
    model, codebook = load(folder)
    tagged = LearntTagger(codebook, model).tag_all([Said(text, language) for language, text in TEXTS])
    spans = [(text, span) for (_, text), each in zip(TEXTS, tagged, strict=True) for span in evidence(each)]
    assert [span.text for _, span in spans] == [text[span.start : span.end] for text, span in spans]


def evidence(tagged: Tagged) -> list[Span]:
    return [span for tag in tagged.tags for span in tag.evidence]


def test_the_words_that_weigh_most_are_the_evidence(tmp_path: Path) -> None:
    model, codebook = load(learnt_model(tmp_path / "model"))
    (tagged,) = LearntTagger(codebook, model).tag_all([Said("Money, for the long travel to our meetings", "en")])
    assert [(tag.theme, tag.source, [span.text for span in tag.evidence]) for tag in tagged.tags] == [
        ("funding", "model", ["Money", "travel", "meetings"])
    ]


def test_words_have_the_numbers_of_their_stems_or_of_what_looks_most_like_them() -> None:
    reader, known = Reader(), ["funding", "meet", "travel", "voyag"]
    vocabulary = Vocabulary.of([known], (), frozenset())
    numbering = Numbering(vocabulary)
    for language, text in (
        ("en", "Meetings, traveling - and travell!"),
        ("fr", "les voyages"),
        ("en", ""),
        ("??", "meet"),
    ):
        doc = blank(language).make_doc(text)
        numbers = [number for number in numbering.numbers(doc, language) if number != NOWHERE]
        found = [vocabulary.spelling.find(stem) for stem in reader.stems(text, language)]
        assert numbers == [number for number in found if number is not None]


def test_few_forms_of_words_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nlp.learning.numbering._FORMS", 50)
    monkeypatch.setattr("nlp.learning.numbering._LANGUAGES", 3)
    numbering, nlp = Numbering(Vocabulary.of([["word"]], (), frozenset())), blank("en")
    for number in range(200):
        assert numbering.numbers(nlp.make_doc(f"word and x{number}"), f"en-{number % 7}") == [0, NOWHERE, NOWHERE]
        assert len(numbering._languages) <= 3
        assert all(len(forms) <= 50 + 3 for forms in numbering._languages.values())


def test_the_same_bytes_for_any_number_of_workers_also_with_bad_lines(tmp_path: Path) -> None:
    folder = learnt_model(tmp_path / "model")
    lines = [
        json.dumps({"id": number, "text": f"{TEXTS[number % 8][1]} {number}", "lang": TEXTS[number % 8][0]}).encode()
        for number in range(1100)
    ]
    lines[300] = lines[301] = lines[899] = b"bad"
    told = [tagged_by(folder, lines, workers) for workers in (1, 2, 3)]
    assert told[0] == told[1] == told[2]
    assert (len(told[0][0]), told[0][1]) == (1097, ["x:301", "x:302", "x:900"])


def tagged_by(folder: Path, lines: list[bytes], workers: int) -> tuple[list[bytes], list[str]]:
    bad: list[InvalidInput] = []
    written = tag_lines(lines, name="x", codebook=LEARNT_FROM, model=folder, workers=workers, skip_bad=bad.append)
    return list(written), [problem.where for problem in bad]


LEARN = "from pathlib import Path; from tests.nlp.models import learnt_model; learnt_model(Path({!r}))"


def test_a_model_is_the_same_bytes_whatever_process_learns_it(tmp_path: Path) -> None:
    for seed in ("1", "2"):  # sets of texts have another order in each
        made = LEARN.format(str(tmp_path / seed))
        subprocess.run([sys.executable, "-c", made], env=os.environ | {"PYTHONHASHSEED": seed}, check=True)
    first, second = (
        {path.name: path.read_bytes() for path in (tmp_path / seed / "learnt_themes").iterdir()} for seed in ("1", "2")
    )
    assert first == second
    assert len(first) == 2


def test_a_model_for_another_codebook_is_named_whoever_does_the_work(folder: Path) -> None:
    other = replace(LEARNT_FROM, fingerprint="another")
    for workers in (1, 2):
        with pytest.raises(InvalidInput, match="the model was learnt for another codebook"):
            list(tag_lines([b"{}"], name="x", codebook=other, model=folder, workers=workers))
