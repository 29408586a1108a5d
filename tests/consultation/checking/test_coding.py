"""Who codes what, in which order, and who may see the machine's tags when."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from consultation.checking.coding import (
    Coding,
    Desk,
    Drawn,
    Sample,
    Showing,
    coded,
    codings_of,
    desk,
    machine_heard,
)
from consultation.checking.sampling import draw
from consultation.codebook import Codebook, Source, Tag, Theme
from consultation.errors import InvalidInput, NotAllowed, NotFound
from consultation.records import Answer, Consent, Part, Participation, Piece, Revision, RoundRecord
from consultation.rounds import Kind, Round
from tests.reports.snapshots import FINDER

NOW = datetime(2026, 3, 1, tzinfo=UTC)
BLIND, SHOWN = Showing.BLIND, Showing.SHOWN
CODEBOOK = Codebook(
    1, tuple(Theme(one, {}, {}, {}, {}, {}) for one in ("funding", "tools", "equity")), fingerprint="c0ffee"
)
DRAWN = tuple(
    Drawn(name, 1, BLIND if name < "D" else SHOWN, 1.0, ("tools",) if name in "BD" else ()) for name in "ABCDE"
)
SAMPLE = Sample("r1", 1, NOW, 7, "c0ffee", 9, DRAWN)


def revision(text: str, number: int = 1, *tags: tuple[str, Source], **more: object) -> Revision:
    made = tuple(Tag(theme, source) for theme, source in tags)
    return replace(Revision(number, NOW, (Piece("m", text),), "en", made, (), "c0ffee"), **more)  # type: ignore[arg-type]


def an_answer(name: str, *revisions: Revision, **more: object) -> Answer:
    return replace(Answer(name, "capacity", Part.ANSWER, revisions or (revision(f"Words {name}."),)), **more)  # type: ignore[arg-type]


def a_record(*answers: Answer, consented: bool = True) -> RoundRecord:
    consent = Consent("v1", NOW, None if consented else NOW)
    whose = Participation("ada", "r1", "en", NOW, consent=consent, answers=answers)
    return RoundRecord(Round("r1", "CODE", "town", Kind.QUESTIONS, NOW), (whose,))


ALL = a_record(*map(an_answer, "ABCDE"))


def a_desk(record: RoundRecord = ALL, **by_coder: str) -> Desk:
    """Return the desk on which each coder has coded those answers, without a theme."""
    made = [
        Coding(one.answer, 1, one.showing, coder, (), "c0ffee", NOW)
        for coder, answers in by_coder.items()
        for one in DRAWN
        if one.answer in answers
    ]
    return desk(SAMPLE, record, made)


def ids(there: Desk, coder: str) -> str:
    return "".join(one.id for one in there.left(coder, there.stage(coder)))


class TestTheQueue:
    def test_all_blind_answers_come_before_any_that_is_shown(self) -> None:
        assert ids(a_desk(), "ana") == "ABC"
        assert ids(a_desk(ana="AC"), "ana") == "B"
        assert ids(a_desk(ana="ABC"), "ana") == "DE"
        assert ids(a_desk(ana="ABC"), "bo") == "ABC"
        assert ids(a_desk(ana="ABCDE"), "ana") == ""

    def test_a_part_is_done_when_everybody_who_began_has_coded_it(self) -> None:
        assert not a_desk().done(BLIND)
        assert not a_desk(ana="AB").done(BLIND)
        assert a_desk(ana="ABC").done(BLIND)
        assert not a_desk(ana="ABC", bo="A").done(BLIND)
        assert a_desk(ana="ABC", bo="ABCD").done(BLIND)
        assert not a_desk(ana="ABCDE", bo="ABCD").done(SHOWN)
        assert a_desk(ana="ABCDE", bo="ABCDE").done(SHOWN)

    def test_what_the_machine_heard_is_seen_in_the_shown_part_by_who_has_done_the_blind_one(self) -> None:
        def seen(there: Desk, coder: str) -> list[tuple[str, ...] | None]:
            return [there.heard(coder, one) for one in there.statements]

        hidden: list[tuple[str, ...] | None] = [None] * 5
        assert seen(a_desk(), "ana") == hidden
        assert seen(a_desk(ana="AB"), "ana") == hidden
        assert seen(a_desk(ana="ABC"), "ana") == [None, None, None, ("tools",), ()]
        assert seen(a_desk(ana="ABC"), "bo") == hidden

    def test_a_sample_takes_two_coders_by_whatever_spelling(self) -> None:
        both = a_desk(Ana="A", bo="B")
        assert (both.known_as(" ANA "), both.known_as("Bo")) == ("Ana", "bo")
        with pytest.raises(NotAllowed, match="coded by Ana and bo: it takes no third coder"):
            both.known_as("chen")
        assert a_desk(ana="A").known_as("José  O’Neill") == "José O’Neill"

    @pytest.mark.parametrize("name", ["", "  ", "=1", "a\x1b[2J", "x" * 41, "a/b"])
    def test_what_is_no_alias_is_refused(self, name: str) -> None:
        with pytest.raises(InvalidInput, match="an alias has 1 to 40 letters"):
            a_desk().known_as(name)


class TestWhatStands:
    def test_an_answer_that_may_not_count_leaves_the_sample_with_its_codings(self) -> None:
        withdrawn, aside = an_answer("A", withdrawn=NOW), an_answer("B", aside="spam")
        there = a_desk(a_record(withdrawn, aside, *map(an_answer, "CD")), ana="ABC", bo="AB")
        assert [one.id for one in there.statements] == ["C", "D"]
        assert (sorted(there.gone), there.coders) == (["A", "B", "E"], ("ana",))
        assert there.done(BLIND)
        assert a_desk(a_record(*map(an_answer, "ABCDE"), consented=False), ana="A").statements == ()

    def test_what_was_said_off_the_record_is_before_no_coder(self) -> None:
        (whose,) = ALL.participations
        record = replace(ALL, participations=(replace(whose, people=12, on_record=False),))
        assert a_desk(record, ana="A").statements == ()
        with pytest.raises(NotFound):
            draw(record, number=1, size=3, shown=0, seed=1, codebook="c0ffee", at=NOW)

    def test_words_that_were_changed_leave_it_and_a_correction_of_themes_does_not(self) -> None:
        said = revision("Words A.")
        reworded = an_answer("A", said, revision("Other words.", 2))
        corrected = an_answer("B", said, replace(said, number=2, refused=("tools",)))
        there = a_desk(a_record(reworded, corrected))
        assert [(one.id, one.revision.number) for one in there.statements] == [("B", 1)]

    def test_private_data_is_masked_and_the_words_are_otherwise_as_written(self) -> None:
        there = a_desk(a_record(an_answer("A", revision("Write to dina@example.org\nplease."))))
        assert there.statements[0].words(FINDER) == "Write to […]\nplease."

    def test_what_was_coded_comes_with_who_coded_it_and_how(self) -> None:
        there = a_desk(a_record(an_answer("A", aside="spam"), *map(an_answer, "BCDE")), ana="ABCD", bo="B")
        found = [(one.answer, one.revision.text, one.coding.coder, one.coding.showing) for one in coded([there])]
        assert found == [
            ("B", "Words B.", "ana", BLIND),
            ("B", "Words B.", "bo", BLIND),
            ("C", "Words C.", "ana", BLIND),
            ("D", "Words D.", "ana", SHOWN),
        ]


class TestCoding:
    def test_themes_are_kept_in_the_order_of_the_codebook_and_only_what_is_new(self) -> None:
        there = a_desk(ana="A")
        new = codings_of(there, "ana", [("A", ()), ("B", ("equity", "funding"))], codebook=CODEBOOK, at=NOW)
        assert new == (Coding("B", 1, BLIND, "ana", ("funding", "equity"), "c0ffee", NOW),)
        changed = codings_of(there, "ana", [("A", ("tools",))], codebook=CODEBOOK, at=NOW)
        assert [coding.themes for coding in changed] == [("tools",)]

    def test_once_the_blind_part_is_done_it_stands(self) -> None:
        there = a_desk(ana="ABC")
        assert codings_of(there, "ana", [("A", ())], codebook=CODEBOOK, at=NOW) == ()
        with pytest.raises(NotAllowed, match="A: the blind coding of ana is done"):
            codings_of(there, "ana", [("A", ("tools",))], codebook=CODEBOOK, at=NOW)
        assert len(codings_of(there, "bo", [("A", ("tools",))], codebook=CODEBOOK, at=NOW)) == 1

    def test_what_is_shown_is_not_coded_before_the_blind_part_is_done(self) -> None:
        with pytest.raises(NotAllowed, match="D is coded with the machine's tags shown, after all blind ones"):
            codings_of(a_desk(ana="AB"), "ana", [("C", ()), ("D", ())], codebook=CODEBOOK, at=NOW)
        later = codings_of(a_desk(ana="ABC"), "ana", [("D", ("tools",))], codebook=CODEBOOK, at=NOW)
        assert [coding.showing for coding in later] == [SHOWN]

    def test_what_is_unknown_is_named(self) -> None:
        with pytest.raises(InvalidInput, match="Z: there is no answer Z in the sample"):
            codings_of(a_desk(), "ana", [("Z", ())], codebook=CODEBOOK, at=NOW)
        with pytest.raises(InvalidInput, match="A: there is no theme gone in the codebook"):
            codings_of(a_desk(), "ana", [("A", ("tools", "gone"))], codebook=CODEBOOK, at=NOW)

    def test_a_sample_is_coded_with_the_codebook_it_was_drawn_for(self) -> None:
        with pytest.raises(NotAllowed, match=r"the codebook has changed since sample 1 of r1 was drawn \(c0ffee, now"):
            codings_of(a_desk(), "ana", [("A", ())], codebook=replace(CODEBOOK, fingerprint="beef"), at=NOW)


class TestWhatTheMachineHeard:
    def test_only_the_machines_tags_are_its_own(self) -> None:
        said = revision("w", 1, ("funding", "cue"), ("tools", "label"), ("equity", "respondent"), ("x", "model"))
        assert machine_heard(an_answer("A", said)) == ("funding", "tools", "x")

    def test_what_its_author_took_off_was_heard_all_the_same(self) -> None:
        said = revision("w", 1, ("tools", "cue"), ("funding", "cue"))
        taken_off = revision("w", 2, ("funding", "cue"), refused=("tools",))
        assert machine_heard(an_answer("A", said, taken_off)) == ("funding", "tools")

    def test_what_it_heard_in_other_words_or_by_another_codebook_is_past(self) -> None:
        before = revision("other", 1, ("tools", "cue"))
        by_another = revision("w", 2, ("equity", "cue"), codebook="beef")
        now = revision("w", 3, ("funding", "cue"), refused=("tools", "equity"))
        assert machine_heard(an_answer("A", before, by_another, now)) == ("funding",)
