"""Whether people say that an edition got them right: what may be told of it, and in which words."""

from itertools import product

import pytest

from consultation.loop.echoes import Judged
from reports.chapters.whole import whole
from reports.disputes import DisputeFinding, Known, disputes_found
from reports.document import Paragraph, Part
from reports.page import Page
from reports.render import page_of
from tests.reports.documents import chapter, every, text
from tests.reports.snapshots import FINDER, crowd, snapshot

TITLE = {
    "en": "Did we get people right?",
    "fr": "Avons-nous bien compris\N{NARROW NO-BREAK SPACE}?",
    "es": "¿Hemos entendido bien?",
    "ar": "هل أحسنّا الفهم؟",
}


def came_back(asked: int, yes: int, not_quite: int, wrong: int, *, edition: int = 1) -> Judged:
    return Judged("R1", edition, asked, yes, not_quite, wrong)


def page(*judged: Judged, language: str = "en") -> Page:
    return page_of(snapshot(crowd(6, "tools"), judged=judged), language=language, finder=FINDER)


def told(*judged: Judged, language: str = "en") -> list[str]:
    """Return what the method says of it, paragraph by paragraph."""
    parts = every(Part, chapter(whole(page(*judged, language=language)), "method"))
    (part,) = (one for one in parts if text(one.title) == TITLE[language])
    return [text(one.line) for one in every(Paragraph, part.blocks)]


def found(judged: Judged) -> DisputeFinding:
    (one,) = disputes_found(snapshot(judged=(judged,)))
    return one


def test_before_anybody_is_asked_a_report_says_so() -> None:
    none = "Nobody has been asked yet whether an edition got them right: that is done once it is published."
    assert told() == told(came_back(0, 0, 0, 0)) == [none]


HOW = (
    "Whoever was told where their words went was asked whether the edition got them right. The dispute rate is the"
    " share of those who answered that did not say yes; who did not answer is in neither number."
)


@pytest.mark.parametrize(
    ("judged", "says"),
    [
        (came_back(40, 0, 0, 0), "None of them has answered yet."),
        (came_back(40, 1, 1, 2), "Fewer than five of them answered, which is no figure yet."),
        (came_back(40, 20, 0, 0), "20 answered, and none of them disputes it: a dispute rate of 0%."),
        (
            came_back(40, 20, 5, 5),
            "30 answered, and 10 of them dispute it: a dispute rate of 33%. Not quite: 5. Wrong: 5.",
        ),
        (came_back(40, 20, 4, 6), "30 answered, and 10 of them dispute it: a dispute rate of 33%."),
        (came_back(40, 16, 1, 3), "20 answered, and fewer than five of them dispute it: a dispute rate below 25%."),
        (
            came_back(40, 3, 9, 8),
            "20 answered, and all but fewer than five of them dispute it: a dispute rate above 75%.",
        ),
        (came_back(40, 4, 4, 0), "8 answered, too few to tell apart those who dispute it."),
        (came_back(40, 1, 5, 0), "6 answered, too few to tell apart those who dispute it."),
        (
            came_back(40, 0, 8, 0),
            "8 answered, and 8 of them dispute it: a dispute rate of 100%. Not quite: 8. Wrong: 0.",
        ),
    ],
)
def test_a_report_says_how_many_dispute_an_edition_as_far_as_that_may_be_told(judged: Judged, says: str) -> None:
    assert told(judged) == [HOW, f"After edition 1, 40 people were asked. {says}"]


def test_who_was_asked_is_masked_too_where_they_are_few() -> None:
    few = "After edition 1, fewer than five people were asked. None of them has answered yet."
    assert told(came_back(4, 0, 0, 0)) == [HOW, few]


def test_each_edition_has_a_paragraph() -> None:
    first, second = told(came_back(40, 20, 0, 0), came_back(30, 9, 0, 0, edition=4))[1:]
    assert first.startswith("After edition 1, 40 people")
    assert second.startswith("After edition 4, 30 people")


SAID = {
    "fr": "Après l’édition 1, 40 personnes ont été interrogées. Réponses~: 30, dont 10 qui contestent~: un taux de"
    " contestation de 33_%. Pas tout à fait~: 5. Non~: 5.",
    "es": "Tras la edición 1 se preguntó a 40 personas. Respuestas: 30; en desacuerdo, 10: una tasa de desacuerdo de"
    " 33~%. No del todo: 5. Mal: 5.",
    "ar": "بعد الإصدار 1، عدد من سُئلوا: 40. أجابوا: 30، واعترض منهم: 10. نسبة الاعتراض: <33%>. ليس تمامًا: 5. خطأ: 5.",
}
SIGNS = str.maketrans({"~": "\u00a0", "_": "\u202f", "<": "\u2066", ">": "\u2069"})


@pytest.mark.parametrize("language", SAID)
def test_it_is_said_in_the_language_of_the_report(language: str) -> None:
    assert told(came_back(40, 20, 5, 5), language=language)[1:] == [SAID[language].translate(SIGNS)]


def test_no_number_of_one_to_four_can_be_read_off_or_computed() -> None:
    """For every outcome there is another that would be told the same, wherever a number of one to four is in it."""
    outcomes: dict[DisputeFinding, list[Judged]] = {}
    for yes, not_quite, wrong in product(range(21), repeat=3):
        judged = came_back(60, yes, not_quite, wrong)
        if judged.answered <= 20:
            outcomes.setdefault(found(judged), []).append(judged)
    for same in outcomes.values():
        for name in ("yes", "not_quite", "wrong", "answered", "disputed"):
            numbers = {getattr(one, name) for one in same}
            assert len(numbers) > 1 or not 0 < numbers.pop() < 5, (name, same[0])


def test_a_rate_is_a_pure_function_of_what_is_pinned() -> None:
    taken = snapshot(judged=(came_back(40, 20, 5, 5),))
    assert disputes_found(taken) == disputes_found(taken)
    assert found(came_back(40, 20, 5, 5)) == DisputeFinding("R1", 1, Known.RATE, 40, 30, 10, 5, 5, (10, 30))
