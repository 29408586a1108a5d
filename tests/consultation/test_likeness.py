"""Who says much the same, as it is counted."""

from consultation.likeness import Alike, Passage


def test_people_are_counted_once_however_much_they_said() -> None:
    said = (("A1", "ada", 3, "a grant"), ("A2", "ada", 0, "grants"), ("B1", "bob", 0, "grant"))
    passages = tuple(Passage(answer, who, "en", start, text) for answer, who, start, text in said)
    assert Alike(passages, ("grant",), 0.1).respondents == 2
    assert (passages[0].start, passages[0].end) == (3, 10)
