"""What records say of themselves: how many messages, made as what, all problems in one message."""

from dataclasses import replace
from datetime import UTC, datetime

from consultation.codebook import Codebook
from consultation.codebooks.difference import difference
from consultation.editions import Edition
from consultation.errors import InvalidFiles, InvalidInput
from consultation.records import IMPORTED, Answer, Consent, Part, Participation, Piece, Revision

NOW = datetime(2030, 3, 1, 9, tzinfo=UTC)


def test_messages_are_those_of_the_chat() -> None:
    revision = Revision(1, NOW, (Piece("m1", "A grant"), Piece("m2", "soon")), "en")
    answers = (
        Answer("A1", "needs", Part.ANSWER, (revision,)),
        Answer("A2", "", Part.ANSWER, (revision,), aside="spam"),
    )
    person = Participation("ada", "r1", "en", NOW, consent=Consent("v1", NOW), answers=answers)
    assert person.messages == 2
    assert replace(person, consent=Consent(IMPORTED, NOW)).messages == 0


def test_editions_of_one_kind_are_made_as_the_same() -> None:
    edition = Edition("r1", 1, NOW, {}, language="fr", others=("r2",), formats=("md",), by="region")
    assert edition.made_as == (("r1", "r2"), "fr", ("md",), "region")
    assert replace(edition, number=2).made_as == edition.made_as
    assert replace(edition, by="").made_as != edition.made_as


def test_all_problems_are_told_at_once() -> None:
    problems = [InvalidInput("is empty", where="a.yaml:1"), InvalidInput("is missing")]
    found = InvalidFiles(problems)
    assert found.problems == tuple(problems)
    assert str(found) == "a.yaml:1: is empty\nis missing"


def test_a_codebook_differs_from_itself_in_nothing() -> None:
    codebook = Codebook(1, (), "c0ffee")
    found = difference(codebook, replace(codebook, version=2))
    assert (found.old, found.new, found.texts, found.numbers) == (1, 2, (), None)
