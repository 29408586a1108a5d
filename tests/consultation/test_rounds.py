"""A round's life, its calendar, and what a facilitator does with it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from config.time_and_chance import SeededTokens
from consultation import facilitation, moderating
from consultation.errors import NotAllowed, NotFound
from consultation.ports import Store
from consultation.records import Act, Aside
from consultation.rounds import LIFE, Kind, Round, Stage, Step, Target
from storage.memory import MemoryStore
from tests.consultation.conversations import BEGINS, CONSULTATION, WEEK, Installation, Respondent

HOUR = timedelta(hours=1)
ENDS = BEGINS + WEEK


def a_round(stage: Stage = Stage.DRAFTED) -> Round:
    return Round("r1", "CODE", "partnerships", Kind.QUESTIONS, opens=BEGINS, closes=ENDS, guide="guiding", stage=stage)


class TestCalendar:
    @pytest.mark.parametrize(
        ("passed", "stage", "takes"),
        [
            (-HOUR, Stage.DRAFTED, False),
            (timedelta(0), Stage.OPEN, True),
            (WEEK - timedelta(microseconds=1), Stage.OPEN, True),
            (WEEK, Stage.CLOSED, False),
            (2 * WEEK, Stage.CLOSED, False),
        ],
    )
    def test_it_opens_and_closes_by_itself(self, passed: timedelta, stage: Stage, *, takes: bool) -> None:
        now = BEGINS + passed
        assert a_round().at(now) == a_round(stage)
        assert a_round().takes_answers(now) is takes

    def test_without_an_end_it_stays_open(self) -> None:
        assert replace(a_round(), closes=None).takes_answers(BEGINS + 1000 * WEEK)

    @pytest.mark.parametrize("stage", [Stage.CLOSED, Stage.REPORTED, Stage.PUBLISHED])
    def test_what_is_over_does_not_open_by_itself(self, stage: Stage) -> None:
        assert a_round(stage).at(BEGINS + HOUR) == a_round(stage)
        assert not a_round(stage).takes_answers(BEGINS + HOUR)


class TestLife:
    def test_every_stage_has_its_row(self) -> None:
        assert list(LIFE) == list(Stage)

    @pytest.mark.parametrize("stage", Stage)
    @pytest.mark.parametrize("step", Step)
    def test_a_step_is_made_where_it_is_allowed_and_refused_where_not(self, stage: Stage, step: Step) -> None:
        now = BEGINS - HOUR if stage is Stage.DRAFTED else BEGINS + HOUR
        known, until = a_round(stage), BEGINS + 2 * WEEK
        if step in LIFE[stage]:
            assert known.after(step, now, closes=until).stage is LIFE[stage][step]
        else:
            with pytest.raises(NotAllowed) as refused:
                known.after(step, now, closes=until)
            possible = ", ".join(LIFE[stage])
            assert str(refused.value) == f"round r1 is {stage}: cannot {step} it; possible now: {possible}"

    def test_closing_early_is_the_end(self) -> None:
        closed = a_round().after(Step.CLOSE, BEGINS + HOUR)
        assert closed == replace(a_round(Stage.CLOSED), closes=BEGINS + HOUR)

    def test_what_the_calendar_closed_is_not_closed_again(self) -> None:
        with pytest.raises(NotAllowed, match="round r1 is closed: cannot close it"):
            a_round().after(Step.CLOSE, ENDS)

    def test_an_extension_lets_it_go_on_or_opens_it_again(self) -> None:
        longer = replace(a_round(Stage.OPEN), closes=ENDS + WEEK)
        assert a_round().after(Step.EXTEND, BEGINS + HOUR, closes=ENDS + WEEK) == longer
        assert a_round().after(Step.EXTEND, ENDS + HOUR, closes=ENDS + WEEK) == longer

    def test_an_extension_does_not_open_it_before_its_time(self) -> None:
        early = BEGINS - HOUR
        closed = a_round().after(Step.CLOSE, early)
        assert closed.after(Step.EXTEND, early, closes=ENDS) == a_round()

    @pytest.mark.parametrize("closes", [None, BEGINS, BEGINS + HOUR])
    def test_an_extension_into_the_past_is_refused(self, closes: object) -> None:
        with pytest.raises(NotAllowed, match="the new closing time must lie in the future"):
            a_round().after(Step.EXTEND, BEGINS + HOUR, closes=closes)  # type: ignore[arg-type]  # parametrized

    def test_after_a_report_it_is_not_opened_again(self) -> None:
        reported = a_round(Stage.CLOSED).after(Step.REPORT, ENDS)
        with pytest.raises(NotAllowed, match="round r1 is reported: cannot extend it; possible now: report, publish"):
            reported.after(Step.EXTEND, ENDS, closes=ENDS + WEEK)


def launched(store: Store, **changes: object) -> Round:
    """Launch a round on questions for a week, with changes."""
    given = {
        "reference": "partnerships",
        "kind": Kind.QUESTIONS,
        "guide": "guiding",
        "opens": BEGINS,
        "closes": ENDS,
        "now": BEGINS,
        "tokens": SeededTokens("rounds"),
        **changes,
    }
    return facilitation.launch(store, CONSULTATION, **given)  # type: ignore[arg-type]  # options by their names


class TestFacilitating:
    def test_a_round_is_launched_open_with_a_code_and_a_line_in_the_log(self) -> None:
        store = MemoryStore()
        made = launched(store)
        assert made == Round(
            "partnerships-1", made.code, "partnerships", Kind.QUESTIONS, BEGINS, ENDS, "guiding", Stage.OPEN
        )
        assert len(made.code) == 8
        assert store.rounds() == (made,)
        assert store.acts() == (Act(BEGINS, "command line", "launch", "partnerships-1"),)

    def test_the_next_round_has_another_id_and_code(self) -> None:
        store, tokens = MemoryStore(), SeededTokens("rounds")
        first, second = (launched(store, tokens=tokens) for _ in range(2))
        assert (first.id, second.id) == ("partnerships-1", "partnerships-2")
        assert first.code != second.code

    def test_a_round_that_opens_later_waits(self) -> None:
        assert launched(MemoryStore(), now=BEGINS - HOUR).stage is Stage.DRAFTED

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"guide": "other"}, "consultation partnerships has no question bank 'other'; there are: guiding"),
            ({"closes": BEGINS}, "the round would close before anyone could answer; choose a later --closes"),
            ({"now": ENDS}, "the round would close before anyone could answer; choose a later --closes"),
        ],
    )
    def test_a_round_that_cannot_be_answered_is_not_launched(self, changes: dict[str, object], reason: str) -> None:
        store = MemoryStore()
        with pytest.raises(NotAllowed) as refused:
            launched(store, **changes)
        assert str(refused.value) == reason
        assert (store.rounds(), store.acts()) == ((), ())

    def test_a_round_on_drafts_needs_drafts(self) -> None:
        store = MemoryStore()
        bare = replace(CONSULTATION, drafts=())
        with pytest.raises(NotAllowed, match="has no drafts; enter some with: palabre draft import"):
            facilitation.launch(
                store,
                bare,
                reference="partnerships",
                kind=Kind.DRAFTS,
                opens=BEGINS,
                closes=None,
                now=BEGINS,
                tokens=SeededTokens("rounds"),
            )

    def test_closing_extending_and_reporting_are_kept_and_logged(self) -> None:
        store = MemoryStore()
        known = launched(store)
        facilitation.close(store, known.id, now=BEGINS + HOUR)
        facilitation.extend(store, known.id, closes=ENDS, now=BEGINS + 2 * HOUR)
        assert store.round(known.id) == known
        facilitation.close(store, known.id, now=BEGINS + 3 * HOUR)
        facilitation.reported(store, known.id, now=BEGINS + 4 * HOUR)
        assert store.round(known.id) == replace(known, stage=Stage.REPORTED, closes=BEGINS + 3 * HOUR)
        assert [(act.at - BEGINS, act.verb) for act in store.acts()] == [
            (0 * HOUR, "launch"),
            (1 * HOUR, "close"),
            (2 * HOUR, "extend"),
            (3 * HOUR, "close"),
            (4 * HOUR, "report"),
        ]

    def test_what_is_refused_is_not_logged(self) -> None:
        store = MemoryStore()
        known = launched(store)
        with pytest.raises(NotAllowed):
            facilitation.reported(store, known.id, now=BEGINS + HOUR)
        with pytest.raises(NotFound):
            facilitation.close(store, "r9", now=BEGINS + HOUR)
        assert (store.round(known.id), len(store.acts())) == (known, 1)

    def test_how_a_round_goes_counts_people_answers_messages_and_accounts_apart(
        self, installation: Installation, questions: Round
    ) -> None:
        ada, ben, awa, zoe = (Respondent(installation, name) for name in ("ada", "ben", "awa", "zoe"))
        for person in (ada, ben, awa):
            person.agrees(questions)
        zoe.enters(questions)
        ada.answers("hopes", "To meet others like us more often", "and to learn")
        ada.answers("needs", "A grant for every one of us")
        ben.answers("hopes", "Buy my watches, they are cheap")
        with installation.opened() as store:
            moderating.set_aside(store, ben.last.id, Aside.SPAM, now=BEGINS, by="Mo")
        ada.says("/link")
        Respondent(installation, "ada-elsewhere").says(f"/link {ada.hears[0].rpartition(' ')[2]}")
        ada.says("/withdraw")
        ada.presses("Answer 2")
        awa.says("/language fr")
        awa.says("/stop")
        awa.presses("keep")
        found = installation.status(questions)
        counted = (found.respondents, found.answers, found.messages, found.identities, found.finished)
        assert counted == (1, 1, 2, 4, 1), "whose only answer was set aside is no respondent"
        assert (found.withdrawn, found.set_aside, found.erased) == (1, 1, 0)
        assert (found.items, found.languages) == ({"hopes": 1}, {"en": 2, "fr": 1})

    def test_who_withdrew_the_only_position_is_no_respondent(self, ben: Respondent, on_drafts: Round) -> None:
        ben.presses("d:1")
        ben.presses("Oppose")
        assert ben.installation.status(on_drafts).respondents == 1
        ben.says("/withdraw")
        ben.presses("Position on draft 1")
        assert ben.installation.status(on_drafts).respondents == 0


class TestAiming:
    def test_targets_are_set_one_by_one_and_taken_away_by_none(self) -> None:
        store = MemoryStore()
        store.add_round(a_round(Stage.OPEN))
        two = [Target("region", "oceania", 30), Target("language", "ar", 10)]
        assert facilitation.aim(store, "r1", two, now=BEGINS).targets == (two[1], two[0])
        after = facilitation.aim(store, "r1", [replace(two[0], people=0)], now=BEGINS)
        assert after.targets == store.round("r1").targets == (two[1],)
        assert [act.note for act in store.acts()] == ["region=oceania:30, language=ar:10", "region=oceania:0"]

    def test_a_reported_round_is_published(self) -> None:
        store = MemoryStore()
        store.add_round(a_round(Stage.CLOSED))
        assert facilitation.reported(store, "r1", now=ENDS).stage is Stage.REPORTED
        assert facilitation.published(store, "r1", now=ENDS).stage is Stage.PUBLISHED
