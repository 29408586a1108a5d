"""One's own words: read back, edited, corrected, withdrawn, erased, exported."""

import json
import re
from dataclasses import replace

import pytest

from consultation import moderating
from consultation.editions import Edition
from consultation.flow import Position, State
from consultation.own_text import own_text
from consultation.records import Aside, Consent, Participation, Quoting, Side, Stance
from consultation.rounds import Round
from consultation.voice import Voice
from tests.consultation.conversations import (
    AGENDA,
    BEGINS,
    CATALOGUES,
    CHANGED,
    CHOOSE_FIRST,
    ERASED,
    HOPES,
    KEPT,
    MENU,
    NOT_KEPT,
    NOT_YOURS,
    NOTHING_HERE,
    NOTHING_SAID,
    ONLY_TEXT,
    ONLY_WORDS,
    OUT_OF_PLACE,
    SEND_START,
    Installation,
    Respondent,
)
from tests.databases import Place

LONG = "We would like to meet others like us more often"
GRANT = "A grant for every one of us"
NO_THEME = "No theme recognised: a person will read it."
CHOOSE = "Choose an answer to change it, or go on."
ALL_WITHDRAWN = "All your answers are withdrawn and you are no longer taking part. /forget erases them for good."


EXPORTED = """\
All we hold about you

Your code is {code}. Whoever knows it can have all your answers erased.

Partnerships · on-questions

You began on 2030-03-01 09:00 Africa/Bamako.

You agreed on 2030-03-01 09:00 Africa/Bamako.

May reports and later rounds quote your words? Your name never appears.
So far: Yes, as it is

What is your role?
Staff

Hopes

On 2030-03-01 09:02 Africa/Bamako you wrote:
│ A grant

Themes heard: Money

Before, on 2030-03-01 09:01 Africa/Bamako:
│ A tool, a grant and a place to meet

Needs

On 2030-03-01 09:03 Africa/Bamako you wrote:
│ Money
│ and time

No theme recognised: a person will read it.

Withdrawn on 2030-03-01 09:04 Africa/Bamako.

Partnerships · on-drafts

You began on 2030-03-01 09:06 Africa/Bamako.

You agreed on 2030-03-01 09:06 Africa/Bamako.

Draft 1: Oppose
2030-03-01 09:07 Africa/Bamako
"""
"""What somebody reads who answered, changed, withdrew and took a position."""


@pytest.fixture
def spoken(ada: Respondent) -> Respondent:
    """Give Ada with two answers: her second message on needs, her fourth on hopes."""
    ada.answers("needs", GRANT)
    ada.answers("hopes", LONG)
    return ada


class TestReading:
    def test_everything_is_read_back_with_the_themes_heard(self, spoken: Respondent) -> None:
        spoken.presses("Finish and review")
        spoken.assert_hears(
            "You gave 2 answers:",
            "1. Needs",
            GRANT,
            "Themes heard: Money",
            "2. Hopes",
            LONG,
            NO_THEME,
            CHOOSE,
        )
        spoken.assert_offered("Change answer 1", "Change answer 2", "That is right, go on", "Menu")

    def test_with_nothing_said_there_is_nothing_to_read(self, ada: Respondent) -> None:
        ada.says("/my")
        ada.assert_hears(NOTHING_SAID)
        ada.assert_offered("Menu")

    def test_one_answer_is_opened(self, spoken: Respondent) -> None:
        spoken.says("/my")
        spoken.presses("Change answer 2")
        spoken.assert_hears("Hopes", LONG, NO_THEME)
        spoken.assert_offered("Change the words", "Correct the themes", "Withdraw this answer", "Back")

    def test_an_answer_that_was_withdrawn_or_never_given_is_not_opened(self, spoken: Respondent) -> None:
        spoken.says("/my")
        pressed = spoken.data[0]
        spoken.says("/withdraw")
        spoken.presses("Answer 1")
        spoken.says("/my")
        for data in (pressed, "open:NOBODYS7", "open:"):
            spoken.presses_old(data)
            spoken.assert_hears(OUT_OF_PLACE, "You gave 1 answer:", "1. Hopes", LONG, NO_THEME, CHOOSE)

    def test_what_a_facilitator_set_aside_is_its_authors_still(self, spoken: Respondent) -> None:
        with spoken.installation.opened() as store:
            moderating.set_aside(store, spoken.last.id, Aside.OFF_TOPIC, now=BEGINS, by="Mo")
        spoken.says("/my")
        assert LONG in spoken.hears
        spoken.edits(spoken.messages - 1, "We would like to meet")
        assert (spoken.last.current.text, spoken.last.aside) == ("We would like to meet", "off-topic")


class TestEditing:
    def test_the_answer_follows_an_edited_message_with_history_and_new_themes(self, ada: Respondent) -> None:
        ada.presses("q:hopes")
        number = ada.says("A tool, a grant and a place to meet")
        ada.edits(number, "A grant and a place to meet, for all")
        ada.assert_hears(CHANGED, *HOPES)
        assert [revision.text for revision in ada.last.revisions] == [
            "A tool, a grant and a place to meet",
            "A grant and a place to meet, for all",
        ]
        assert [revision.number for revision in ada.last.revisions] == [1, 2]
        assert [revision.themes for revision in ada.last.revisions] == [("tools", "money"), ("money",)]
        assert [[s.start for tag in r.tags for s in tag.evidence] for r in ada.last.revisions] == [[2, 10], [2]]

    def test_one_of_several_messages_is_edited_in_its_place(self, ada: Respondent) -> None:
        ada.presses("q:hopes")
        first, second, _ = ada.says(LONG), ada.says("and to leran"), ada.says("from each other")
        ada.edits(second, "and to learn")
        assert ada.standing == [("hopes", f"{LONG}\nand to learn\nfrom each other")]
        ada.edits(first, "To meet")
        ada.says("every year")
        assert ada.standing == [("hopes", "To meet\nand to learn\nfrom each other\nevery year")]

    def test_an_earlier_answer_is_edited_while_one_is_somewhere_else(self, spoken: Respondent) -> None:
        spoken.presses("Something else")
        spoken.says("You forgot to ask about schools")
        spoken.edits(3, "A budget for every one of us")
        spoken.says("and about libraries")
        assert spoken.standing == [
            ("needs", "A budget for every one of us"),
            ("hopes", LONG),
            ("", "You forgot to ask about schools\nand about libraries"),
        ]

    def test_an_edit_is_tagged_for_the_question_that_was_answered(self, ada: Respondent) -> None:
        ada.answers("needs", "None of these tools, I would say")  # the question itself says tools
        number = ada.messages
        ada.presses("q:hopes")
        ada.edits(number, "None of these tools, I should say")
        assert ada.last.current.themes == ()
        ada.says("/my")
        ada.presses("Change answer 1")
        ada.presses("Change the words")
        ada.says("None of those tools")
        assert ada.last.current.themes == ()

    def test_editing_a_message_that_is_in_no_answer_changes_nothing(self, spoken: Respondent) -> None:
        before = spoken.kept
        for number in (1, 99):
            spoken.edits(number, "Something else entirely")
            assert spoken.hears[0] == OUT_OF_PLACE
        assert spoken.kept == before

    def test_an_edit_that_leaves_nothing_changes_nothing(self, spoken: Respondent) -> None:
        before = spoken.kept
        spoken.edits(3, " \u200b")
        assert spoken.hears[0] == "That message was empty."
        assert spoken.kept == before

    def test_an_edit_delivered_twice_makes_one_revision(self, spoken: Respondent) -> None:
        spoken.edits(3, "A budget for every one of us")
        spoken.delivers_again()
        assert len(spoken.kept.answers[0].revisions) == 2

    def test_an_edited_caption_is_words_and_one_is_told_that_no_more_was_read(self, ada: Respondent) -> None:
        ada.presses("q:hopes")
        ada.sends_medium("photo", caption="Our last meeting, with all of us in it")
        ada.edits(ada.messages, "Our last meeting, with most of us in it", medium="photo")
        ada.assert_hears(ONLY_WORDS, CHANGED, *HOPES)
        ada.edits(ada.messages, "", medium="photo")
        ada.assert_hears(ONLY_TEXT, *HOPES)
        assert ada.standing == [("hopes", "Our last meeting, with most of us in it")]

    def test_a_caption_in_no_answer_is_not_said_to_be_kept(self, spoken: Respondent) -> None:
        spoken.edits(99, "A secret of mine", medium="photo")
        assert spoken.hears[0] == OUT_OF_PLACE

    def test_a_caption_is_put_in_place_of_other_words(self, spoken: Respondent) -> None:
        spoken.goes("/my open: reword:")
        spoken.sends_medium("photo", caption="A budget for some of us")
        spoken.assert_hears(ONLY_WORDS, CHANGED, "Needs", "A budget for some of us", "Themes heard: Money")

    def test_what_somebody_else_wrote_is_not_put_in_place_of_ones_words(self, spoken: Respondent) -> None:
        spoken.goes("/my open: reword:")
        before = spoken.kept
        spoken.forwards("A budget for some of us")
        assert spoken.hears[0] == NOT_YOURS
        assert spoken.kept == before

    def test_an_edited_command_or_label_is_words(self, spoken: Respondent) -> None:
        spoken.edits(3, "/forget")
        spoken.edits(5, "Menu")
        assert spoken.standing == [("needs", "/forget"), ("hopes", "Menu")]

    def test_what_was_withdrawn_is_not_edited(self, spoken: Respondent) -> None:
        spoken.says("/withdraw")
        spoken.presses("Answer 1")
        before = spoken.kept
        spoken.edits(3, "A secret of mine")
        assert spoken.hears[0] == OUT_OF_PLACE
        assert spoken.kept == before

    def test_words_are_put_in_place_of_others(self, spoken: Respondent) -> None:
        spoken.says("/my")
        spoken.presses("Change answer 1")
        spoken.presses("Change the words")
        spoken.assert_hears("Write the answer as it should be; it replaces the present one.")
        spoken.assert_offered("Leave it as it is")
        number = spoken.says("A budget for some of us")
        spoken.assert_hears(CHANGED, "Needs", "A budget for some of us", "Themes heard: Money")
        spoken.edits(number, "A budget for a few of us")
        assert spoken.standing == [("needs", "A budget for a few of us"), ("hopes", LONG)]

    def test_a_message_that_was_replaced_is_not_edited(self, spoken: Respondent) -> None:
        spoken.says("/my")
        spoken.presses("Change answer 1")
        spoken.presses("Change the words")
        spoken.says("A budget for some of us")
        spoken.edits(3, "A grant for all")
        assert spoken.hears[0] == OUT_OF_PLACE
        assert spoken.standing[0] == ("needs", "A budget for some of us")

    def test_an_answer_can_be_left_as_it_is(self, spoken: Respondent) -> None:
        spoken.says("/my")
        spoken.presses("Change answer 1")
        spoken.presses("Change the words")
        spoken.presses("Leave it as it is")
        spoken.assert_hears("Needs", GRANT, "Themes heard: Money")
        assert spoken.standing == [("needs", GRANT), ("hopes", LONG)]

    @pytest.mark.parametrize("label", ["Change the words", "Correct the themes"])
    def test_a_button_under_another_answer_never_changes_the_one_in_hand(self, spoken: Respondent, label: str) -> None:
        spoken.says("/my")
        spoken.presses("Change answer 1")
        under_the_first = dict(zip(spoken.offered, spoken.data, strict=True))
        spoken.presses("Back")
        spoken.presses("Change answer 2")
        spoken.presses_old(under_the_first[label])
        spoken.assert_hears(OUT_OF_PLACE, "Hopes", LONG, NO_THEME)


class TestCorrecting:
    def test_a_theme_is_taken_off_and_another_one_added(self, spoken: Respondent) -> None:
        spoken.says("/my")
        spoken.presses("Change answer 1")
        spoken.presses("Correct the themes")
        spoken.assert_hears(GRANT, "Themes heard: Money", "Choose a theme to add it or take it off.")
        spoken.assert_offered("Tools", "People", "✓ Money", "Done")
        spoken.presses("✓ Money")
        spoken.presses("People")
        spoken.assert_offered("Tools", "✓ People", "Money", "Done")
        assert [reply.in_place for reply in spoken.replies] == [True]
        spoken.presses("Done")
        assert [reply.in_place for reply in spoken.replies] == [False]
        spoken.assert_hears("Needs", GRANT, "Themes heard: People")
        revision = spoken.kept.answers[0].current
        assert [(tag.theme, tag.source) for tag in revision.tags] == [("people", "respondent")]
        assert (revision.number, revision.text, revision.refused) == (3, GRANT, ("money",))

    def test_a_theme_taken_off_can_be_put_back(self, spoken: Respondent) -> None:
        spoken.says("/my")
        spoken.presses("Change answer 1")
        spoken.presses("Correct the themes")
        spoken.presses("✓ Money")
        spoken.presses("Money")
        revision = spoken.kept.answers[0].current
        assert [(tag.theme, tag.source) for tag in revision.tags] == [("money", "respondent")]
        assert revision.refused == ()

    def test_corrections_survive_a_later_edit(self, spoken: Respondent) -> None:
        spoken.says("/my")
        spoken.presses("Change answer 1")
        spoken.presses("Correct the themes")
        spoken.presses("✓ Money")
        spoken.presses("People")
        spoken.edits(3, "A grant, a budget, an upload for every one of us")
        revision = spoken.kept.answers[0].current
        assert [(tag.theme, tag.source) for tag in revision.tags] == [("tools", "cue"), ("people", "respondent")]
        assert revision.refused == ("money",)

    def test_a_theme_that_does_not_exist_changes_nothing(self, spoken: Respondent) -> None:
        spoken.says("/my")
        spoken.presses("Change answer 1")
        spoken.presses("Correct the themes")
        before = spoken.kept
        spoken.presses_old(f"theme:{spoken.at.item}:nonsense")
        assert spoken.kept == before


class TestWithdrawing:
    def test_one_answer_is_withdrawn_and_the_others_stand(self, spoken: Respondent) -> None:
        spoken.says("/withdraw")
        spoken.assert_hears("What would you like to withdraw?", "1. Needs", GRANT, "2. Hopes", LONG)
        spoken.assert_offered("Answer 1", "Answer 2", "Everything", "Nothing")
        withdrawn_at = spoken.installation.clock.time
        spoken.presses("Answer 1")
        spoken.assert_hears(
            "Withdrawn. It will appear in no further report.", "What would you like to withdraw?", "1. Hopes", LONG
        )
        assert spoken.standing == [("hopes", LONG)]
        assert [answer.withdrawn for answer in spoken.kept.answers] == [withdrawn_at, None]

    def test_an_answer_can_be_withdrawn_where_it_is_read(self, spoken: Respondent) -> None:
        spoken.says("/my")
        spoken.presses("Change answer 1")
        spoken.presses("Withdraw this answer")
        assert spoken.hears[1:3] == ["You gave 1 answer:", "1. Hopes"]
        assert spoken.standing == [("hopes", LONG)]

    def test_nothing_is_withdrawn_with_nothing(self, spoken: Respondent) -> None:
        before = spoken.kept
        spoken.says("/withdraw")
        spoken.presses("Nothing")
        assert (spoken.kept.answers, spoken.kept.consent) == (before.answers, before.consent)

    def test_an_answer_is_withdrawn_once(self, spoken: Respondent) -> None:
        spoken.says("/withdraw")
        pressed = spoken.data[0]
        spoken.presses(pressed)
        before = spoken.kept
        spoken.presses_old(pressed)
        assert spoken.hears[0] == OUT_OF_PLACE
        assert spoken.kept == before

    def test_withdrawing_all_takes_back_the_consent_too(self, spoken: Respondent, questions: Round) -> None:
        spoken.says("/withdraw")
        spoken.presses("Everything")
        spoken.assert_hears(ALL_WITHDRAWN)
        assert spoken.standing == []
        assert not spoken.kept.consented
        assert spoken.installation.status(questions).respondents == 0
        spoken.says("A secret of mine")
        assert spoken.hears[0] == NOT_KEPT
        spoken.says("/my")
        assert spoken.hears[0] == NOTHING_HERE

    @pytest.mark.parametrize("word", ["ok", "Yes", "d’accord"])
    def test_a_polite_word_after_withdrawing_all_is_no_new_consent(self, spoken: Respondent, word: str) -> None:
        spoken.says("/withdraw")
        spoken.presses("Everything")
        spoken.says(word)
        assert not spoken.kept.consented

    def test_who_agrees_again_is_asked_again_how_to_be_quoted(self, spoken: Respondent) -> None:
        spoken.says("/my")
        spoken.presses("go-on")
        spoken.presses("Yes, as it is")
        assert spoken.kept.quoting is Quoting.VERBATIM
        spoken.says("/withdraw")
        spoken.presses("Everything")
        spoken.presses("Take part after all")
        spoken.presses("I agree")
        spoken.says("You forgot to ask about schools")
        assert spoken.standing == [("", "You forgot to ask about schools")]
        assert spoken.kept.quoting is None

    def test_words_while_withdrawing_are_not_lost(self, spoken: Respondent) -> None:
        spoken.says("/withdraw")
        spoken.says("You forgot to ask about schools")
        assert spoken.standing[-1] == ("", "You forgot to ask about schools")


class TestStopping:
    def test_stopping_asks_what_becomes_of_the_answers(self, spoken: Respondent) -> None:
        spoken.says("/stop")
        spoken.assert_hears("No more messages, then. What should become of your answers?")
        spoken.assert_offered("Keep my answers", "Erase my answers", "Go on after all")
        spoken.says("I do not know")
        spoken.assert_hears(CHOOSE_FIRST, "No more messages, then. What should become of your answers?")

    def test_the_answers_are_kept_and_no_message_comes(self, spoken: Respondent) -> None:
        spoken.says("/stop")
        spoken.presses("Keep my answers")
        spoken.assert_hears(
            "You will get no more messages. What you said stands until you withdraw it. /start brings you back."
        )
        assert spoken.kept.silent
        assert spoken.kept.consented
        assert len(spoken.standing) == 2

    def test_the_answers_are_erased(self, spoken: Respondent, questions: Round) -> None:
        spoken.says("/stop")
        spoken.presses("Erase my answers")
        spoken.assert_hears(ERASED)
        assert spoken.found() is None
        assert spoken.installation.record(questions).participations == ()

    def test_one_can_go_on_after_all(self, spoken: Respondent) -> None:
        spoken.says("/stop")
        spoken.presses("Go on after all")
        assert spoken.at == Position(State.CHOOSING)
        assert not spoken.kept.silent

    def test_coming_back_ends_the_silence(self, spoken: Respondent) -> None:
        spoken.says("/stop")
        spoken.presses("Keep my answers")
        spoken.says("/start")
        assert spoken.hears[0] == "Welcome back. You are where you left off."
        assert not spoken.kept.silent

    def test_before_consent_stopping_is_silence(self, installation: Installation, questions: Round) -> None:
        zoe = Respondent(installation, "zoe")
        zoe.enters(questions)
        zoe.says("/stop")
        assert zoe.kept.silent
        zoe.presses("Take part after all")
        zoe.presses("I agree")
        assert not zoe.kept.silent


class TestForgetting:
    def test_erasing_asks_once_and_can_be_refused(self, spoken: Respondent) -> None:
        spoken.says("/forget")
        spoken.assert_hears("This erases everything you said, in every round, for good. Are you sure?")
        spoken.assert_offered("Yes, erase everything", "No, keep it")
        spoken.says("yes")
        assert spoken.hears[0] == CHOOSE_FIRST
        spoken.presses("No, keep it")
        assert len(spoken.standing) == 2

    def test_forgetting_leaves_nothing_in_any_round(
        self, spoken: Respondent, questions: Round, on_drafts: Round
    ) -> None:
        spoken.agrees(on_drafts)
        spoken.presses("d:1")
        spoken.presses("Oppose")
        spoken.says("/forget")
        spoken.presses("Yes, erase everything")
        spoken.assert_hears(ERASED)
        spoken.assert_offered("Begin")
        assert spoken.found(questions) is spoken.found(on_drafts) is None
        assert spoken.installation.record(questions).participations == ()
        assert spoken.installation.record(on_drafts).participations == ()

    def test_forgetting_leaves_no_trace_of_the_words_in_the_file(self, in_a_file: Installation, place: Place) -> None:
        known = in_a_file.launch()
        ada, ben = Respondent(in_a_file), Respondent(in_a_file, "ben")
        for person, word in ((ada, "tambourine"), (ben, "accordion")):
            person.agrees(known)
            person.answers("hopes", f"More of the {word} in our meetings, please")
        files = list(place.folder.iterdir())
        for planted in (b"tambourine", b"sealed-ada"):
            assert any(planted in file.read_bytes() for file in files)
        ada.says("/forget")
        ada.presses("erase")
        contents = b"".join(file.read_bytes() for file in files if file.exists())
        assert b"tambourine" not in contents
        assert b"sealed-ada" not in contents
        assert b"accordion" in contents

    def test_who_was_forgotten_is_a_stranger(self, spoken: Respondent, questions: Round) -> None:
        before = spoken.kept.respondent
        spoken.says("/forget")
        spoken.presses("erase")
        spoken.edits(3, "A secret of mine")
        assert spoken.hears[0] == NOT_KEPT
        spoken.says("/export")
        assert json.loads(attached(spoken))["rounds"] == [
            {
                "round": questions.id,
                "language": "en",
                "began": spoken.kept.began.isoformat(),
                "came_by": "",
                "finished": None,
                "consent": None,
                "quoting": None,
                "no_more_messages": False,
                "reminders": False,
                "attributes": {},
                "answers": [],
                "stances": [],
                "shown_of_others": [],
                "told_of_new_versions": [],
            }
        ]
        assert spoken.kept.respondent != before

    def test_erasing_delivered_twice_is_answered_and_does_nothing(self, spoken: Respondent) -> None:
        spoken.says("/forget")
        spoken.presses("erase")
        spoken.delivers_again()
        spoken.assert_hears(SEND_START)
        assert spoken.found() is None

    def test_a_message_from_before_delivered_again_after_erasing_is_not_kept(
        self, spoken: Respondent, questions: Round
    ) -> None:
        old = spoken.sent[4]
        assert old.text == GRANT
        spoken.says("/forget")
        spoken.presses("erase")
        spoken.sent.append(old)
        spoken.delivers_again()
        assert GRANT not in repr(spoken.installation.record(questions))

    def test_an_answer_in_an_edition_can_be_erased_too(self, spoken: Respondent, questions: Round) -> None:
        with spoken.installation.opened() as store:
            store.add_edition(Edition(questions.id, 1, BEGINS, {spoken.last.id: 1}))
        spoken.says("/forget")
        spoken.presses("erase")
        assert spoken.installation.record(questions).participations == ()
        assert spoken.installation.status(questions).erased == 1

    def test_the_others_stay(self, spoken: Respondent, questions: Round) -> None:
        ben = Respondent(spoken.installation, "ben")
        ben.agrees(questions)
        ben.answers("hopes", LONG)
        before = ben.found()
        spoken.says("/forget")
        spoken.presses("erase")
        assert spoken.installation.record(questions).participations == (before,)


def attached(respondent: Respondent) -> str:
    """Return the content of the file that came with the last reply."""
    attachment = respondent.replies[-1].attachment
    assert attachment is not None
    return attachment.data.decode()


def to_read(respondent: Respondent) -> str:
    """Return the same as a text, which comes before."""
    first, _ = respondent.replies
    assert first.attachment is not None
    assert (first.attachment.name, first.buttons) == ("palabre-export.txt", ())
    return first.attachment.data.decode()


class TestExporting:
    def test_the_export_holds_everything(self, ada: Respondent, on_drafts: Round) -> None:
        ada.presses("q:hopes")
        ada.says("A tool, a grant and a place to meet")
        ada.says("and to learn")
        ada.edits(ada.messages, "and to leran")
        ada.says("/my")
        ada.presses("Change answer 1")
        ada.presses("Correct the themes")
        ada.presses("✓ Money")
        ada.answers("needs", "Money")
        ada.says("/withdraw")
        ada.presses("Answer 2")
        ada.says("/my")
        ada.presses("go-on")
        ada.presses("Yes, as it is")
        ada.presses("Staff")
        ada.agrees(on_drafts)
        ada.presses("d:1")
        ada.presses("Oppose")
        ada.says("/export")
        ada.assert_hears("This is all we hold about you.", "Noted: Oppose.", "Why? Write one message or several.")
        first, second = json.loads(attached(ada))["rounds"]
        assert json.loads(attached(ada))["respondent"] == ada.kept.respondent
        assert [(said["item"], said["withdrawn"] is None) for said in first["answers"]] == [
            ("hopes", True),
            ("needs", False),
        ]
        assert [revision["text"] for revision in first["answers"][0]["revisions"]] == [
            "A tool, a grant and a place to meet",
            "A tool, a grant and a place to meet\nand to learn",
            "A tool, a grant and a place to meet\nand to leran",
            "A tool, a grant and a place to meet\nand to leran",
        ]
        newest = first["answers"][0]["revisions"][-1]
        assert (newest["themes"], newest["themes_taken_off"]) == ([{"theme": "tools", "by": "cue"}], ["money"])
        assert (first["quoting"], first["attributes"]) == ("verbatim", {"role": ["staff"]})
        assert [(taken["draft"], taken["version"], taken["stance"]) for taken in second["stances"]] == [
            ("1", "2019-09", "oppose")
        ]
        assert [known["round"] for known in (first, second)] == ["on-questions", on_drafts.id]

    def test_the_same_comes_to_be_read_in_ones_language(self, ada: Respondent, on_drafts: Round) -> None:
        ada.answers("hopes", "A tool, a grant and a place to meet")
        ada.edits(ada.messages, "A grant")
        ada.answers("needs", "Money\nand time")
        ada.says("/withdraw")
        ada.presses("Answer 2")
        ada.says("/my")
        ada.presses("go-on")
        ada.presses("Yes, as it is")
        ada.presses("Staff")
        ada.agrees(on_drafts)
        ada.presses("d:1")
        ada.presses("Oppose")
        ada.says("/export")
        assert to_read(ada) == EXPORTED.format(code=ada.kept.respondent)

    def test_what_was_left_out_of_a_link_and_set_aside_is_told(self, ada: Respondent, questions: Round) -> None:
        ben = Respondent(ada.installation, "ben")
        ben.agrees(questions)
        ben.answers("hopes", GRANT)
        with ada.installation.opened() as store:
            store.set_aside(ben.kept.answers[0].id, "said twice")
        own = ben.kept.respondent
        ada.says("/link")
        ben.says(next(re.findall(r"/link \w+", line)[0] for line in ada.hears if "/link " in line))
        ben.presses("Leave it out")
        ada.says("/stop")
        ada.presses("keep")
        ada.says("/export")
        told = to_read(ada).split("\n\n")
        assert "You want no more messages." in told
        left_out = told.index("Of an account that you linked, and left out of it:")
        assert told[left_out + 1].startswith(f"Your code is {own}. ")
        assert [line for line in told[left_out:] if GRANT in line or "aside" in line] == [
            f"On 2030-03-01 09:02 Africa/Bamako you wrote:\n│ {GRANT}",
            "Set aside by the working group: said twice\n",
        ]

    def test_a_consultation_that_cannot_be_read_any_more_leaves_the_words(self, spoken: Respondent) -> None:
        spoken.says("/my")
        spoken.presses("go-on")
        spoken.presses("Yes, as it is")
        spoken.presses("Staff")
        whose = replace(spoken.kept, source="café", finished=BEGINS)
        told = own_text(Voice(CATALOGUES["en"], ("en",)), [(whose.respondent, [whose])], lambda _: None)
        assert told.split("\n\n")[2:] == [
            "on-questions",
            "You began on 2030-03-01 09:00 UTC.",
            "You came by the link named café.",
            "You agreed on 2030-03-01 09:00 UTC.",
            "You came to the end on 2030-03-01 09:00 UTC.",
            "role\nstaff",
            "needs",
            f"On 2030-03-01 09:01 UTC you wrote:\n│ {GRANT}",
            "hopes",
            f"On 2030-03-01 09:02 UTC you wrote:\n│ {LONG}\n",
        ]

    def test_a_consent_and_a_position_that_were_taken_back_are_told_as_such(self) -> None:
        consent = Consent("v1", BEGINS, withdrawn=BEGINS)
        stance = Stance("1", "2019-09", Side.OPPOSE, BEGINS, withdrawn=BEGINS)
        whose = Participation("ada", "r1", "en", BEGINS, consent=consent, stances=(stance,))
        told = own_text(Voice(CATALOGUES["en"], ("en",)), [("ada", [whose])], lambda _: None)
        assert told.split("\n\n")[-2:] == [
            "You took that back on 2030-03-01 09:00 UTC.",
            "Draft 1: Oppose\n2030-03-01 09:00 UTC\nWithdrawn on 2030-03-01 09:00 UTC.\n",
        ]

    def test_the_export_is_ones_own_alone(self, spoken: Respondent, questions: Round) -> None:
        ben = Respondent(spoken.installation, "ben")
        ben.agrees(questions)
        ben.says("/export")
        assert GRANT not in attached(ben)
        assert spoken.kept.respondent not in attached(ben)

    def test_a_long_answer_in_another_script_is_exported_as_it_was_written(self, ada: Respondent) -> None:
        text = "نأمل أن نلتقي 👩‍👩‍👧 \u202b" * 1000
        ada.presses("q:hopes")
        ada.says(text)
        ada.assert_hears(KEPT)
        ada.says("/export")
        assert text in attached(ada)


def test_a_menu_after_everything_was_withdrawn_one_by_one_starts_anew(spoken: Respondent) -> None:
    spoken.says("/withdraw")
    spoken.presses("Answer 1")
    spoken.presses("Answer 1")
    spoken.assert_hears("Withdrawn. It will appear in no further report.", NOTHING_SAID)
    spoken.says("/menu")
    spoken.assert_hears(*AGENDA, *MENU)
    assert spoken.kept.consented
