"""The queue of answers to be reviewed, what a decision makes of one, and what follows when words or codebook change."""

import random
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from consultation.checking.coding import machine_heard
from consultation.checking.reviewing import Reason, may_lean, reviewed, waiting, with_answer
from consultation.checking.reviews import Lean, Leaning, Removed, Review
from consultation.codebook import Span, Tag, Tagged
from consultation.codebooks.recoding import Fate, Recoder, open_codes
from consultation.errors import InvalidInput
from consultation.records import Answer, Part, Participation, Revision, RoundRecord, Side, Stance
from tests.reports.snapshots import DRAFT_LIST, LIST, OPENED, QUESTIONS, person, said, theme, token, town

HOUR = timedelta(hours=1)
TOWN = town()
BOOK = TOWN.codebook


def record(*people: Participation) -> RoundRecord:
    return replace(QUESTIONS, participations=people)


def by_model(text: str, score: float, *themes: str) -> Answer:
    answer = said(text)
    tags = tuple(Tag(one, "model", score) for one in themes)
    return replace(answer, revisions=(replace(answer.current, tags=tags),))


def later(answer: Answer, hours: int = 0, **changes: object) -> Answer:
    """Return an answer with one revision more."""
    current = answer.current
    new = replace(current, number=current.number + 1, at=OPENED + hours * HOUR, **changes)  # type: ignore[arg-type]
    return replace(answer, revisions=(*answer.revisions, new))


def decided(answer: Answer, *themes: str, hours: int = 1, leanings: tuple[Leaning, ...] = ()) -> Answer:
    return reviewed(answer, themes, leanings, codebook=BOOK, at=OPENED + hours * HOUR)


def queue(*people: Participation, **more: object) -> list[tuple[str, Reason]]:
    found = waiting(record(*people), **({"disputed": {}} | more))  # type: ignore[arg-type]
    return [(one.answer, one.reason) for one in found]


def ids(*texts: str) -> list[str]:
    return [token(text) for text in texts]


COMMON = tuple(said(f"Everybody says so, {number}", "funding") for number in range(45))


class TestTheQueue:
    def test_what_teaches_most_stands_first(self) -> None:
        put_on = said("She corrected this")
        corrected = later(put_on, 5, tags=(Tag("equity", "respondent"),))
        first = later(said("And this before that", "funding"), 4, tags=(), refused=("funding",))
        answers = (
            said("Two said this", "tools"),
            said("Two said that", "tools"),
            by_model("Hardly heard", 0.31, "funding"),
            by_model("Heard still less", 0.12, "funding"),
            by_model("Heard well", 0.5, "funding"),
            said("Nothing heard"),
            said("One said this", "process"),
            corrected,
            first,
        )
        late = replace(answers[5], id="LATE", revisions=(replace(answers[5].current, at=OPENED - HOUR),))
        found = queue(person("ana", *answers, late), person("bo", *COMMON))
        assert found[:5] == [
            (first.id, Reason.DISPUTED),
            (corrected.id, Reason.DISPUTED),
            (token("Heard still less"), Reason.UNCERTAIN),
            (token("Hardly heard"), Reason.UNCERTAIN),
            (token("One said this"), Reason.RARE),
        ]
        assert {name for name, reason in found if reason is Reason.RARE} == {
            *ids("One said this", "Two said this", "Two said that")
        }
        assert found[7] == ("LATE", Reason.OTHER)
        assert len(found) == len(answers) + 1 + len(COMMON)

    def test_the_order_of_the_record_changes_nothing(self) -> None:
        answers = [*COMMON, by_model("a", 0.2, "tools"), said("b", "process"), said("c", "process"), said("d")]
        found = queue(person("ana", *answers))
        random.Random(1).shuffle(answers)
        assert queue(person("bo", *answers[20:]), person("ana", *answers[:20])) == found

    def test_what_people_said_of_an_edition_disputes_it(self) -> None:
        answer = said("We need a grant.", "funding")
        found = queue(person("ana", *COMMON, answer), disputed={answer.id: OPENED, COMMON[3].id: OPENED - HOUR})
        assert found[:3] == [
            (COMMON[3].id, Reason.DISPUTED),
            (answer.id, Reason.DISPUTED),
            (min(one.id for one in COMMON if one.id != COMMON[3].id), Reason.OTHER),
        ]

    def test_who_decides_takes_it_out_until_it_changes_or_is_disputed_again(self) -> None:
        done = decided(said("We need a grant.", "funding"), "funding")
        assert queue(person("ana", done)) == []
        assert queue(person("ana", done), disputed={done.id: OPENED}) == []
        assert queue(person("ana", done), disputed={done.id: done.current.at}) == []
        assert queue(person("ana", done), disputed={done.id: OPENED + 2 * HOUR}) == [(done.id, Reason.DISPUTED)]
        recorrected = later(done, 2, tags=(*done.current.tags, Tag("tools", "respondent")))
        assert queue(person("ana", recorrected)) == [(done.id, Reason.DISPUTED)]
        reworded = later(done, 2, pieces=said("Now all is otherwise").current.pieces, review=None)
        assert queue(person("ana", reworded)) == [(done.id, Reason.RARE)]

    def test_a_correction_before_the_last_review_disputes_nothing_any_more(self) -> None:
        corrected = later(said("We need a grant.", "funding"), tags=(), refused=("funding",))
        assert queue(person("ana", decided(corrected))) == []
        tagged_anew = later(decided(corrected), 3, codebook="another")
        assert queue(person("ana", tagged_anew)) == [(corrected.id, Reason.OTHER)]

    def test_what_a_reviewer_took_off_is_no_correction_by_its_author(self) -> None:
        put_on = later(said("We need a grant.", "funding"), tags=(Tag("equity", "respondent"),))
        touched = later(decided(put_on, "funding"), 3)
        assert queue(person("ana", touched)) == [(touched.id, Reason.RARE)]

    def test_what_nobody_may_read_never_appears(self) -> None:
        for hidden in (
            person("ana", said("Off the record"), on_record=False),
            person("ana", said("Taken back", withdrawn=OPENED)),
            person("ana", said("Spam", aside="spam")),
            replace(person("ana", said("Not agreed")), consent=None),
        ):
            assert queue(hidden) == []

    def test_what_is_being_coded_blind_waits(self) -> None:
        one, other = said("a"), said("b")
        assert queue(person("ana", one, other), hidden={one.id}) == [(other.id, Reason.OTHER)]

    def test_what_its_author_took_off_counts_for_no_reason(self) -> None:
        sure = later(by_model("a", 0.1, "tools"), refused=("tools",), codebook="another")
        assert queue(person("ana", sure)) == [(sure.id, Reason.OTHER)]


class TestADecision:
    def test_what_stays_keeps_its_evidence_and_what_goes_is_known(self) -> None:
        answer = said("We need a grant.", "funding", "tools")
        done = decided(answer, "funding", "equity")
        assert done.current == Revision(
            2,
            OPENED + HOUR,
            answer.current.pieces,
            "en",
            (answer.current.tags[0], Tag("equity", "reviewer")),
            (),
            BOOK.fingerprint,
            Review(2, (Removed("tools", "cue"),)),
        )
        assert done.current.reviewed
        assert done.revisions[0] == answer.current
        assert machine_heard(done) == ("funding", "tools")

    def test_a_theme_may_come_back_and_one_gone_stays_known(self) -> None:
        once = decided(said("We need a grant.", "funding", "tools"))
        again = decided(once, "tools")
        assert again.current.tags == (Tag("tools", "reviewer"),)
        assert again.current.review == Review(3, (Removed("funding", "cue"),))

    def test_what_its_author_took_off_stays_off(self) -> None:
        answer = said("We need a grant.", "funding", refused=("funding",))
        with pytest.raises(InvalidInput, match="its author took the theme funding off"):
            decided(answer, "funding")
        assert decided(answer).current.review == Review(2)

    def test_a_theme_that_is_none_is_refused(self) -> None:
        with pytest.raises(InvalidInput, match="there is no theme nonsense"):
            decided(said("a"), "nonsense")

    def test_an_author_corrects_what_a_reviewer_decided(self) -> None:
        done = decided(said("We need a grant.", "funding"), "tools")
        back = later(done, 2, tags=(*done.current.tags, Tag("funding", "respondent")))
        assert (back.current.reviewed, back.current.themes) == (False, ("tools", "funding"))

    def test_only_drafts_that_the_words_bear_on_and_their_author_took_no_position_on_lean(self) -> None:
        answer = said("We need a grant.", "funding")
        ana = person("ana", answer)
        assert [one.id for one in may_lean(TOWN, ana, answer, ("funding",))] == ["1", "3"]
        assert may_lean(TOWN, ana, answer, ()) == ()
        taken = replace(ana, stances=(Stance("1", LIST, Side.OPPOSE, OPENED),))
        assert [one.id for one in may_lean(TOWN, taken, answer, ("funding",))] == ["3"]

    def test_an_answer_on_a_draft_leans_on_the_version_that_it_was_given_on(self) -> None:
        newer = replace(DRAFT_LIST[0], version="2026-02")
        changed = town(drafts=(*DRAFT_LIST, newer))
        answer = said("Why not.", item="1", part=Part.WHY, version=LIST)
        found = may_lean(changed, person("ana", answer), answer, ())
        assert [(one.id, one.version) for one in found] == [("1", LIST)]
        free = said("We need a grant.", "funding")
        assert ("1", "2026-02") in {
            (one.id, one.version) for one in may_lean(changed, person("bo", free), free, ("funding",))
        }

    def test_a_participation_has_the_answer_in_its_place(self) -> None:
        one, other = said("a"), said("b")
        done = decided(one, "tools")
        assert with_answer(person("ana", one, other), done).answers == (done, other)


class TestAnotherCodebook:
    NEW = replace(
        town(themes=(theme("money", "Money", ""), *TOWN.codebook.themes[1:])).codebook, version=8, fingerprint="new"
    )
    NEW = replace(NEW, themes=(replace(NEW.themes[0], was=("funding",)), *NEW.themes[1:]))

    def recoded(self, answer: Answer, *heard: str) -> tuple[Answer, list[tuple[str, str, Fate, tuple[str, ...]]]]:
        tagged = Tagged("en", tuple(Tag(one, "cue", 1.0, (Span(0, 1, "W"),)) for one in heard))
        done = Recoder.between(BOOK, self.NEW).recoded(answer, tagged, at=datetime(2027, 1, 1, tzinfo=OPENED.tzinfo))
        assert not list(open_codes(done.codes, [done.answer]))
        return done.answer, [(one.mark, one.theme, one.fate, one.onto) for one in done.codes]

    def test_what_was_removed_stays_away_and_waits_to_be_seen_again(self) -> None:
        leaning = Leaning("1", LIST, Lean.AGAINST)
        done = decided(said("We need a grant.", "funding"), "equity", leanings=(leaning,))
        moved, codes = self.recoded(done, "money", "tools")
        assert moved.current.themes == ("tools", "equity")
        assert moved.current.review == Review(2, (Removed("money", "cue"),), (leaning,))
        assert not moved.current.reviewed
        assert machine_heard(moved) == ("tools", "money")
        assert codes == [
            ("removed", "funding", Fate.CARRIED, ("money",)),
            ("reviewer", "equity", Fate.CARRIED, ("equity",)),
        ]

    def test_what_is_not_heard_any_more_is_not_said_to_be(self) -> None:
        moved, _ = self.recoded(decided(said("We need a grant.", "funding")))
        assert moved.current.review == Review(2, (Removed("money", "reviewer"),))
        assert machine_heard(moved) == ()
