"""What a person meets, sentence by sentence of the design: consent, answering, odd messages, the end, the calendar."""

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from consultation.editions import Edition
from consultation.errors import Conflict
from consultation.flow import Position, State
from consultation.messages import Style
from consultation.phrases import CONSENT_VERSION
from consultation.records import Consent, Part, Quoting
from consultation.rounds import Kind, Round
from tests.consultation.conversations import (
    AGENDA,
    BEGINS,
    CHOOSE_FIRST,
    CLOSED,
    CONSENT,
    DRAFTS_AGENDA,
    DRAFTS_MENU,
    HOPES,
    KEPT,
    KEPT_FREELY,
    KEPT_WITH_BEFORE,
    LATE_WORDS,
    MAY_WE_QUOTE,
    MENU,
    NOT_KEPT,
    NOT_YOURS,
    NOTHING_HERE,
    ONLY_TEXT,
    ONLY_WORDS,
    OUT_OF_PLACE,
    REMIND_ME,
    SAY_MORE,
    SEND_START,
    WEEK,
    WELCOME,
    Installation,
    Respondent,
)

DECLINED = "That is fine. Nothing you wrote was kept. If you change your mind, you are welcome."
NOT_TAKING_PART = "You are not taking part at the moment."
LOST = (
    "I do not know which consultation you mean. Please follow the link of your invitation, or send /start and its code."
)
LONG = "We would like to meet others like us more often"
MORE = "You have spoken on {} of 2. Choose another, write freely, or finish."


@pytest.fixture
def newcomer(installation: Installation) -> Respondent:
    return Respondent(installation, "zoe")


class TestConsent:
    def test_an_invitation_leads_to_a_welcome_and_the_question_for_consent(
        self, newcomer: Respondent, questions: Round
    ) -> None:
        newcomer.enters(questions)
        newcomer.assert_hears(*WELCOME, *CONSENT)
        newcomer.assert_offered("I agree", "No, thank you", "Why do you ask?")

    def test_agreeing_leads_to_the_menu(self, newcomer: Respondent, questions: Round) -> None:
        newcomer.enters(questions)
        newcomer.presses("I agree")
        newcomer.assert_hears("Thank you. /help shows what you can do at any time.", "In any order.", *AGENDA, *MENU)
        newcomer.assert_offered("Needs", "Hopes", "Something else")

    @pytest.mark.parametrize("yes", ["yes", "I AGREE", "oui", "نعم"])
    def test_consent_can_be_written(self, newcomer: Respondent, questions: Round, yes: str) -> None:
        newcomer.enters(questions)
        newcomer.says(yes)
        assert newcomer.kept.consented

    def test_a_consent_names_its_text_and_its_time(self, newcomer: Respondent, questions: Round) -> None:
        newcomer.enters(questions)
        asked_at = newcomer.installation.clock.time
        newcomer.presses("agree")
        assert newcomer.kept.consent == Consent(CONSENT_VERSION, asked_at)

    def test_words_before_consent_are_not_kept_and_the_person_is_told(
        self, newcomer: Respondent, questions: Round
    ) -> None:
        newcomer.says("A secret of mine")
        newcomer.assert_hears(NOT_KEPT, *WELCOME, *CONSENT)
        newcomer.says("And another secret")
        newcomer.assert_hears(NOT_KEPT, *CONSENT)
        newcomer.edits(2, "A third secret")
        newcomer.assert_hears(NOT_KEPT, *CONSENT)
        assert "secret" not in repr(newcomer.installation.record(questions))

    @pytest.mark.parametrize("no", ["no", "No, thank you", "non merci", "لا"])
    def test_no_while_consenting_is_a_refusal(self, newcomer: Respondent, questions: Round, no: str) -> None:
        newcomer.enters(questions)
        newcomer.says(no)
        newcomer.assert_hears(DECLINED)
        newcomer.assert_offered("Take part after all")

    def test_after_a_refusal_words_are_not_kept_and_ok_is_no_consent(
        self, newcomer: Respondent, questions: Round
    ) -> None:
        newcomer.enters(questions)
        newcomer.presses("refuse")
        for word in ("A secret of mine", "ok", "yes"):
            newcomer.says(word)
            newcomer.assert_hears(NOT_KEPT, NOT_TAKING_PART)
        assert newcomer.kept.consent is None
        assert "secret" not in repr(newcomer.installation.record(questions))

    def test_who_refused_may_take_part_after_all(self, newcomer: Respondent, questions: Round) -> None:
        newcomer.enters(questions)
        newcomer.presses("refuse")
        newcomer.presses("Take part after all")
        newcomer.assert_hears(*WELCOME, *CONSENT)
        newcomer.presses("agree")
        assert newcomer.kept.consented

    def test_why_is_answered_before_consent(self, newcomer: Respondent, questions: Round) -> None:
        newcomer.enters(questions)
        newcomer.presses("Why do you ask?")
        newcomer.assert_hears(
            "Why we ask",
            "• Who our partners are",
            "We are not alone.",
            "Who asks: The working group.",
            "Write to the group: partnerships [at] example [dot] org",
            "Meta-Wiki, CC BY-SA",
            *CONSENT,
        )

    def test_nothing_can_be_taken_up_before_consent(self, newcomer: Respondent, questions: Round) -> None:
        newcomer.enters(questions)
        for data in ("q:needs", "free", "done", "finish", "menu", "quote:verbatim", "pick:role:staff", "side:1:oppose"):
            newcomer.presses_old(data)
            assert newcomer.at == Position(State.CONSENTING)
        assert (newcomer.kept.answers, newcomer.kept.stances) == ((), ())
        assert (newcomer.kept.quoting, dict(newcomer.kept.attributes)) == (None, {})


class TestFindingTheRound:
    @pytest.mark.usefixtures("questions")
    def test_without_a_code_the_only_open_round_is_meant(self, newcomer: Respondent) -> None:
        newcomer.says("/start")
        newcomer.assert_hears(*WELCOME, *CONSENT)

    def test_a_code_counts_in_any_case(self, newcomer: Respondent, questions: Round) -> None:
        newcomer.says(f"/START {questions.code.lower()}")
        newcomer.assert_hears(*WELCOME, *CONSENT)

    @pytest.mark.usefixtures("questions")
    def test_with_several_open_rounds_only_a_code_tells_which(self, newcomer: Respondent, on_drafts: Round) -> None:
        newcomer.says("/start")
        newcomer.assert_hears(LOST)
        newcomer.says("hello")
        newcomer.assert_hears(LOST)
        newcomer.enters(on_drafts)
        assert newcomer.kept.round == on_drafts.id

    @pytest.mark.usefixtures("questions")
    def test_an_unknown_code_is_told_in_ones_language(self, installation: Installation) -> None:
        awa = Respondent(installation, "awa", language="fr")
        awa.says("/start NOSUCH")
        awa.assert_hears(f"{LOST} (fr)")
        assert awa.found() is None

    def test_the_button_of_an_invitation_leads_into_its_round_in_any_case(
        self, newcomer: Respondent, questions: Round, on_drafts: Round
    ) -> None:
        newcomer.presses_old(f"start:{questions.code}")
        newcomer.assert_hears(*WELCOME, *CONSENT)
        newcomer.presses_old(f"start:{on_drafts.code.lower()}")
        newcomer.assert_hears(*WELCOME, *CONSENT)
        assert newcomer.kept.round == on_drafts.id

    @pytest.mark.usefixtures("questions")
    def test_the_button_of_an_invitation_to_nowhere_is_told(self, newcomer: Respondent) -> None:
        newcomer.presses_old("start:NOSUCH")
        newcomer.assert_hears(LOST)

    def test_an_unknown_code_leaves_a_respondent_where_they_are(self, ada: Respondent) -> None:
        ada.presses("q:hopes")
        ada.says("/start NOSUCH")
        ada.assert_hears(LOST)
        ada.says(LONG)
        assert ada.standing == [("hopes", LONG)]

    def test_the_same_respondent_answers_in_two_rounds(
        self, ada: Respondent, questions: Round, on_drafts: Round
    ) -> None:
        ada.answers("hopes", LONG)
        ada.agrees(on_drafts)
        ada.presses("d:1")
        ada.presses("Oppose")
        ada.says("It costs more than it brings to anyone")
        assert ada.standing == [("1", "It costs more than it brings to anyone")]
        ada.enters(questions)
        ada.assert_hears("Welcome back. You are where you left off.", MORE.format(1))
        assert ada.standing == [("hopes", LONG)]
        first, second = ada.found(questions), ada.found(on_drafts)
        assert first is not None
        assert second is not None
        assert first.respondent == second.respondent

    def test_consent_to_one_round_is_none_to_another(self, ada: Respondent, on_drafts: Round) -> None:
        ada.enters(on_drafts)
        ada.says("A secret of mine")
        ada.assert_hears(NOT_KEPT, *CONSENT)
        assert not ada.kept.consented

    def test_the_language_one_has_chosen_is_spoken_in_the_next_round(self, ada: Respondent, on_drafts: Round) -> None:
        ada.says("/language fr")
        ada.enters(on_drafts)
        assert ada.kept.language == "fr"


class TestAnswering:
    def test_a_question_is_answered_in_free_words(self, ada: Respondent) -> None:
        ada.presses("Hopes")
        ada.assert_hears(*HOPES)
        ada.assert_offered("Menu")
        ada.says(LONG)
        ada.assert_hears(KEPT)
        ada.assert_offered("That is all", "Menu", REMIND_ME)
        assert (ada.last.item, ada.last.part, ada.last.current.text) == ("hopes", Part.ANSWER, LONG)

    def test_several_messages_are_one_answer(self, ada: Respondent) -> None:
        ada.presses("q:hopes")
        ada.says(LONG)
        ada.says("and to learn")
        ada.assert_hears(KEPT_WITH_BEFORE)
        ada.says("from each other")
        ada.presses("That is all")
        assert ada.standing == [("hopes", f"{LONG}\nand to learn\nfrom each other")]

    def test_each_message_is_kept_at_once(self, ada: Respondent) -> None:
        ada.presses("q:hopes")
        ada.says(LONG)
        assert ada.standing == [("hopes", LONG)]

    def test_questions_are_answered_in_any_order_and_ticked_in_the_menu(self, ada: Respondent) -> None:
        ada.answers("hopes", LONG)
        ada.assert_hears(MORE.format(1))
        ada.assert_offered("Needs", "✓ Hopes", "Something else", "Finish and review", REMIND_ME)
        ada.answers("needs", "A grant for every one of us")
        ada.assert_hears(MORE.format(2))
        assert [item for item, _ in ada.standing] == ["hopes", "needs"]

    def test_another_question_ends_an_answer(self, ada: Respondent) -> None:
        ada.presses("q:hopes")
        ada.says(LONG)
        ada.presses_old("q:needs")
        ada.says("A grant for every one of us")
        assert ada.standing == [("hopes", LONG), ("needs", "A grant for every one of us")]

    def test_a_question_answered_before_gets_a_second_answer(self, ada: Respondent) -> None:
        ada.answers("hopes", LONG)
        ada.answers("hopes", "And that we are heard at last")
        assert ada.standing == [("hopes", LONG), ("hopes", "And that we are heard at last")]

    def test_words_without_a_question_are_a_free_contribution(self, ada: Respondent) -> None:
        ada.says("You forgot to ask about schools")
        ada.assert_hears(KEPT_FREELY)
        ada.says("and about libraries")
        ada.assert_hears(KEPT_WITH_BEFORE)
        assert ada.standing == [("", "You forgot to ask about schools\nand about libraries")]

    def test_something_else_asks_for_a_free_contribution(self, ada: Respondent) -> None:
        ada.presses("Something else")
        ada.assert_hears("Write freely: one message or several.")
        ada.says("You forgot to ask about schools")
        ada.assert_hears(KEPT)
        assert ada.standing == [("", "You forgot to ask about schools")]

    def test_words_after_that_is_all_are_not_part_of_the_answer(self, ada: Respondent) -> None:
        ada.answers("hopes", LONG)
        ada.says("By the way, thank you for asking")
        assert ada.standing == [("hopes", LONG), ("", "By the way, thank you for asking")]

    @pytest.mark.parametrize("leave", ["/my", "/withdraw", "finish", "go-on"])
    def test_words_where_a_button_was_expected_are_a_free_contribution(self, ada: Respondent, leave: str) -> None:
        ada.answers("hopes", LONG)
        for data in {"go-on": ("finish", "go-on")}.get(leave, (leave,)):
            ada.says(data) if data.startswith("/") else ada.presses(data)
        ada.says("By the way, thank you for asking")
        ada.assert_hears(KEPT_FREELY)
        assert ada.standing == [("hopes", LONG), ("", "By the way, thank you for asking")]

    def test_menu_instead_of_an_answer_keeps_nothing(self, ada: Respondent) -> None:
        ada.presses("q:hopes")
        ada.presses("Menu")
        ada.assert_hears(*MENU)
        assert ada.standing == []

    def test_no_is_an_answer_while_answering(self, ada: Respondent) -> None:
        ada.presses("q:hopes")
        ada.says("No")
        assert ada.standing == [("hopes", "No")]

    def test_a_theme_is_heard_with_its_evidence_and_the_codebook(self, ada: Respondent) -> None:
        ada.presses("q:hopes")
        ada.says("Better tools for everyone")
        ada.says("and a grant now and then")
        revision = ada.last.current
        assert [(tag.theme, tag.source, [span.text for span in tag.evidence]) for tag in revision.tags] == [
            ("tools", "cue", ["tool"]),
            ("money", "cue", ["grant"]),
        ]
        spans = [span for tag in revision.tags for span in tag.evidence]
        assert [revision.text[span.start : span.end] for span in spans] == [span.text for span in spans]
        assert revision.codebook == ada.installation.consultation.codebook.fingerprint


class TestFollowUp:
    def test_a_very_short_answer_gets_the_questions_own(self, ada: Respondent) -> None:
        ada.presses("q:needs")
        ada.says("Some money")
        ada.assert_hears(KEPT, "What would it change?")

    def test_a_very_short_answer_gets_a_general_one_where_the_question_has_none(self, ada: Respondent) -> None:
        ada.presses("q:hopes")
        ada.says("Peace")
        ada.assert_hears(KEPT, SAY_MORE)

    def test_a_theme_has_one_of_its_own(self, ada: Respondent) -> None:
        ada.presses("q:hopes")
        ada.says("A coordinator who has time for all of this")
        ada.assert_hears(KEPT, "Who does that work today?")

    def test_there_is_only_one(self, ada: Respondent) -> None:
        ada.presses("q:hopes")
        for text, heard in (("Peace", [KEPT, SAY_MORE]), ("Yes", [KEPT_WITH_BEFORE]), ("A coordinator", None)):
            ada.says(text)
            ada.assert_hears(*(heard or [KEPT_WITH_BEFORE]))
        ada.presses("That is all")
        assert ada.standing == [("hopes", "Peace\nYes\nA coordinator")]

    def test_the_next_answer_may_get_one_too(self, ada: Respondent) -> None:
        ada.answers("hopes", "Peace")
        ada.presses("q:hopes")
        ada.says("Bread")
        ada.assert_hears(KEPT, SAY_MORE)

    @pytest.mark.parametrize(
        "text",
        [
            LONG,
            "我们希望不同语言的社区能够更经常地见面，互相学习，并且共同决定哪些合作伙伴真正适合我们，而不是由别人来替我们作出决定。",
        ],
    )
    def test_an_answer_of_some_length_gets_none(self, ada: Respondent, text: str) -> None:
        ada.presses("q:hopes")
        ada.says(text)
        ada.assert_hears(KEPT)

    def test_a_free_contribution_gets_none(self, ada: Respondent) -> None:
        ada.says("Peace")
        ada.assert_hears(KEPT_FREELY)

    def test_it_need_not_be_answered(self, ada: Respondent) -> None:
        ada.presses("q:needs")
        ada.says("Money")
        ada.presses("That is all")
        ada.assert_hears(MORE.format(1))


class TestOddMessages:
    def test_twenty_thousand_characters_are_kept_whole_and_read_back_whole(self, ada: Respondent) -> None:
        text = "".join(chr(0x61 + place % 26) if place % 7 else "\n" for place in range(20_000))
        ada.presses("q:hopes")
        ada.says(text)
        ada.presses("That is all")
        assert ada.standing == [("hopes", text)]
        ada.says("/my")
        assert [line.text for line in ada.replies[0].lines if line.style is Style.QUOTE] == [text]

    @pytest.mark.parametrize("text", ["", "   ", "\n", "\u200b\u200d", "\u2068\u2069"])
    def test_an_empty_message_is_told_and_changes_nothing(self, ada: Respondent, text: str) -> None:
        ada.presses("q:hopes")
        ada.says(text)
        ada.assert_hears("That message was empty.", *HOPES)
        assert ada.standing == []

    @pytest.mark.parametrize("text", ["👍", "❤️🎉", "👩‍👩‍👧", "\U0001fae8"])
    def test_emoji_are_an_answer(self, ada: Respondent, text: str) -> None:
        ada.presses("q:hopes")
        ada.says(text)
        ada.assert_hears(KEPT, SAY_MORE)
        assert ada.standing == [("hopes", text)]

    @pytest.mark.parametrize(
        "text",
        [
            "نأمل أن نلتقي أكثر مع من يشبهوننا",
            "\u202bאנחנו רוצים להיפגש יותר\u202c",
            "ကျွန်တော်တို့ ပိုမို တွေ့ဆုံချင်ပါတယ်",
            "हम और अधिक बार मिलना चाहते हैं",
            "{minutes} {0} %(name)s \\n <b>&amp;</b> *_`[",
            "line one\r\n\r\n\tline three  ",
        ],
    )
    def test_other_scripts_and_signs_are_kept_and_read_back_as_they_are(self, ada: Respondent, text: str) -> None:
        ada.presses("q:hopes")
        ada.says(text)
        assert ada.standing == [("hopes", text)]
        ada.says("/my")
        assert text in ada.hears

    def test_what_no_database_can_hold_is_replaced_before_it_is_kept(self, ada: Respondent) -> None:
        ada.presses("q:hopes")
        ada.says("half a pair \ud83d and a \0 in the middle")
        assert ada.standing == [("hopes", "half a pair \ufffd and a \ufffd in the middle")]

    def test_a_message_that_is_only_a_label_is_the_button(self, ada: Respondent) -> None:
        ada.says("hopes")
        ada.assert_hears(*HOPES)
        ada.says(LONG)
        ada.says("THAT IS ALL")
        ada.assert_hears(MORE.format(1))
        assert ada.standing == [("hopes", LONG)]

    @pytest.mark.parametrize("medium", ["photo", "voice", "sticker", "video", "document", "location"])
    def test_a_medium_gets_a_clear_word_and_loses_nothing(self, ada: Respondent, medium: str) -> None:
        ada.presses("q:hopes")
        ada.says(LONG)
        ada.sends_medium(medium)
        ada.assert_hears(ONLY_TEXT, *HOPES)
        ada.says("and to learn")
        assert ada.standing == [("hopes", f"{LONG}\nand to learn")]

    def test_the_caption_of_a_medium_is_words_and_one_is_told_that_no_more_was_read(self, ada: Respondent) -> None:
        ada.presses("q:hopes")
        ada.sends_medium("photo", caption="Our last meeting, with all of us in it")
        ada.assert_hears(ONLY_WORDS, KEPT)
        ada.sends_medium("video", caption="and this is how it sounded")
        ada.assert_hears(ONLY_WORDS, KEPT_WITH_BEFORE)
        assert ada.standing == [("hopes", "Our last meeting, with all of us in it\nand this is how it sounded")]

    def test_a_caption_is_followed_up_as_words_are(self, ada: Respondent) -> None:
        ada.presses("q:hopes")
        ada.sends_medium("photo", caption="Peace")
        ada.assert_hears(ONLY_WORDS, KEPT, SAY_MORE)

    def test_a_caption_without_a_question_is_a_free_contribution(self, ada: Respondent) -> None:
        ada.sends_medium("document", caption="You forgot to ask about schools")
        ada.assert_hears(ONLY_WORDS, KEPT_FREELY)
        assert ada.standing == [("", "You forgot to ask about schools")]

    def test_a_caption_that_is_not_kept_is_not_said_to_be(
        self, newcomer: Respondent, ada: Respondent, questions: Round
    ) -> None:
        newcomer.sends_medium("photo", caption="A secret of mine")
        newcomer.assert_hears(NOT_KEPT, *WELCOME, *CONSENT)
        newcomer.sends_medium("photo", caption="Another secret of mine")
        newcomer.assert_hears(NOT_KEPT, *CONSENT)
        ada.says("/stop")
        ada.sends_medium("photo", caption="A third secret of mine")
        assert ada.hears[0] == CHOOSE_FIRST
        ada.presses("back")
        ada.installation.later(WEEK)
        ada.sends_medium("photo", caption="A fourth secret of mine")
        ada.assert_hears(LATE_WORDS, *CLOSED)
        assert "secret" not in repr(ada.installation.record(questions))

    def test_a_caption_may_be_a_command_or_the_label_of_a_button(self, ada: Respondent) -> None:
        ada.sends_medium("photo", caption="Hopes")
        ada.assert_hears(*HOPES)
        ada.sends_medium("photo", caption="/menu")
        ada.assert_hears(*AGENDA, *MENU)
        assert ada.standing == []

    def test_what_one_did_not_write_oneself_is_not_kept(self, ada: Respondent) -> None:
        ada.presses("q:hopes")
        ada.says(LONG)
        for text in ("", "A secret of somebody else", "/forget", "That is all", "/start NOSUCH"):
            before = ada.kept
            ada.forwards(text)
            ada.assert_hears(NOT_YOURS, *HOPES)
            assert ada.kept == before

    def test_who_forwards_something_before_anything_else_is_told_and_stays_outside(
        self, newcomer: Respondent, questions: Round
    ) -> None:
        for text in ("A secret of somebody else", f"/start {questions.code}"):
            newcomer.forwards(text)
            newcomer.assert_hears(NOT_YOURS, SEND_START)
        assert newcomer.at == Position(State.ARRIVING)
        assert "secret" not in repr(newcomer.installation.record(questions))

    def test_an_unknown_command_gets_help_and_changes_nothing(self, ada: Respondent) -> None:
        ada.presses("q:hopes")
        ada.says("/sttop")
        assert ada.hears[0] == "What you can do at any time"
        assert ada.hears[-2:] == list(HOPES)
        assert ada.standing == []

    @pytest.mark.parametrize("data", ["done", "side:1:support", "theme:ABC:tools", "draft_1", "erase", "keep", "d:1"])
    def test_a_button_that_no_longer_fits_says_so_and_changes_nothing(self, ada: Respondent, data: str) -> None:
        before = ada.kept
        ada.presses_old(data)
        ada.assert_hears(OUT_OF_PLACE, *MENU)
        assert ada.kept == before


class TestComingBack:
    def test_an_interview_survives_a_restart_between_any_two_messages(self, database: Path) -> None:
        installation = Installation.in_file(database)
        ada = Respondent(installation)
        ada.agrees(installation.launch())
        ada.presses("q:needs")
        ada.says("Money")
        ada.assert_hears(KEPT, "What would it change?")
        ada.says("a grant")
        ada.assert_hears(KEPT_WITH_BEFORE)
        ada.presses("That is all")
        assert ada.standing == [("needs", "Money\na grant")]

    def test_after_any_pause_one_is_where_one_left(self, ada: Respondent) -> None:
        ada.presses("q:hopes")
        ada.says(LONG)
        ada.installation.later(timedelta(days=6))
        ada.says("/start")
        ada.assert_hears("Welcome back. You are where you left off.", *HOPES)
        ada.says("and to learn")
        assert ada.standing == [("hopes", f"{LONG}\nand to learn")]

    def test_a_message_delivered_twice_has_no_second_effect(self, ada: Respondent) -> None:
        ada.presses("q:hopes")
        ada.says(LONG)
        before = ada.kept
        ada.delivers_again()
        ada.assert_hears(*HOPES)
        ada.assert_offered("That is all", "Menu", REMIND_ME)
        assert ada.kept == before

    def test_a_button_delivered_twice_has_no_second_effect(self, ada: Respondent) -> None:
        ada.says("/menu")
        ada.presses("q:hopes")
        ada.says(LONG)
        ada.presses("That is all")
        ada.sent.append(ada.sent[-3])
        ada.delivers_again()
        ada.assert_hears(MORE.format(1))
        assert ada.at == Position(State.CHOOSING)

    def test_the_invitation_delivered_twice_makes_one_respondent(self, newcomer: Respondent, questions: Round) -> None:
        newcomer.enters(questions)
        newcomer.delivers_again()
        newcomer.assert_hears(*CONSENT)
        assert len(newcomer.installation.record(questions).participations) == 1

    def test_words_from_before_consent_delivered_again_after_it_are_not_kept(
        self, newcomer: Respondent, questions: Round
    ) -> None:
        newcomer.enters(questions)
        newcomer.says("A secret of mine")
        before_consent = newcomer.sent[-1]
        newcomer.presses("I agree")
        newcomer.sent.append(before_consent)
        newcomer.delivers_again()
        newcomer.assert_hears(*MENU)
        assert "secret" not in repr(newcomer.installation.record(questions))

    def test_a_button_that_did_nothing_does_nothing_when_it_is_delivered_again(self, ada: Respondent) -> None:
        ada.presses_old("erase")
        ada.assert_hears(OUT_OF_PLACE, *MENU)
        too_early = ada.sent[-1]
        ada.says("/forget")
        ada.sent.append(too_early)
        ada.delivers_again()
        assert ada.at == Position(State.FORGETTING)

    def test_a_message_heard_twice_at_the_same_time_is_kept_once(self, ada: Respondent) -> None:
        ada.presses("q:hopes")
        ada.installation.overtake(ada.delivers_again)
        ada.says(LONG)
        ada.assert_hears(*HOPES)
        assert ada.standing == [("hopes", LONG)]

    def test_two_messages_at_the_same_time_are_both_kept(self, ada: Respondent) -> None:
        ada.presses("q:hopes")
        ada.installation.overtake(lambda: ada.says("and to learn"))
        ada.says(LONG)
        assert ada.standing == [("hopes", f"and to learn\n{LONG}")]

    def test_who_is_always_overtaken_is_told_to_the_channel_and_nothing_is_half_kept(self, ada: Respondent) -> None:
        ada.presses("q:hopes")
        texts = [f"Overtaking for the {number}th time" for number in range(1, 6)]
        ada.installation.overtake(*(partial(ada.says, text) for text in texts))
        with pytest.raises(Conflict):
            ada.says(LONG)
        assert sorted(ada.standing[0][1].split("\n")) == texts


class TestLanguage:
    def test_the_hint_of_the_channel_is_spoken_first(self, installation: Installation, questions: Round) -> None:
        awa = Respondent(installation, "awa", language="fr")
        awa.enters(questions)
        assert awa.hears[0] == "Partnerships (fr)"
        awa.assert_offered("I agree (fr)", "No, thank you (fr)", "Why do you ask? (fr)")

    def test_a_hint_at_a_language_that_is_not_there_gets_the_original(
        self, installation: Installation, questions: Round
    ) -> None:
        kim = Respondent(installation, "kim", language="ko")
        kim.enters(questions)
        kim.assert_hears(*WELCOME, *CONSENT)

    def test_the_language_is_changed_at_any_time_and_nothing_is_lost(self, ada: Respondent) -> None:
        ada.presses("q:hopes")
        ada.says(LONG)
        ada.says("/language")
        ada.assert_hears("In which language shall we go on?")
        ada.assert_offered("English", "Français", "العربية")
        ada.presses("Français")
        ada.assert_hears("What do you hope for? (fr)", "Write one message or several. (fr)")
        ada.says("et apprendre")
        assert ada.standing == [("hopes", f"{LONG}\net apprendre")]

    def test_a_command_changes_the_language_at_once(self, ada: Respondent) -> None:
        ada.says("/language FR")
        assert ada.hears[0] == f"{MENU[0]} (fr)"
        ada.says("/language ko")
        ada.assert_hears(f"{OUT_OF_PLACE} (fr)", *(f"{line} (fr)" for line in MENU))

    def test_a_text_that_is_not_translated_falls_back_visibly_and_alone(self, ada: Respondent) -> None:
        ada.says("/language ar")
        ada.says("/menu")
        assert ada.hears[:2] == [
            "1. Which tools does your community need? (ar)",
            "2. \u2068What do you hope for? (fr)\u2069 [fr]",
        ]


class TestTheEnd:
    def test_to_the_thanks(self, ada: Respondent) -> None:
        ada.answers("hopes", LONG)
        ada.presses("Finish and review")
        ada.presses("That is right, go on")
        ada.assert_hears(MAY_WE_QUOTE)
        ada.assert_offered("Yes, as it is", "In other words only", "No, not at all", "Back")
        ada.presses("Yes, as it is")
        ada.assert_hears(
            "A few optional questions about you. They show who was heard and who was not; groups of fewer than five "
            "are never shown apart.",
            "What is your role?",
        )
        ada.assert_offered("Volunteer", "Staff", "Skip")
        ada.presses("Staff")
        ada.assert_hears("What do you bring?")
        ada.assert_offered("Partner", "Law", "Skip")
        ada.presses("Law")
        ada.assert_offered("Partner", "✓ Law", "Next")
        ada.presses("Partner")
        ada.presses("✓ Law")
        ada.presses("Law")
        ada.presses("Next")
        ada.assert_hears("Which organisation are you with?")
        assert not ada.replies[0].in_place
        ada.says("  The library of Bamako ")
        ada.assert_hears(
            "Thank you for taking part.",
            "The report comes in May.",
            "Until 2030-03-08 09:00 Africa/Bamako you can add to your answers; you can change or withdraw them later "
            "too.",
        )
        assert ada.kept.quoting is Quoting.VERBATIM
        assert dict(ada.kept.attributes) == {
            "role": ("staff",),
            "criteria": ("partner", "law"),
            "organisation": ("The library of Bamako",),
        }
        assert ada.at == Position(State.THANKED)

    def test_what_several_choices_show_is_shown_in_place_where_a_button_changed_it(self, ada: Respondent) -> None:
        ada.answers("hopes", LONG)
        ada.goes("/my go-on quote:verbatim")
        ada.presses("Staff")
        assert not ada.replies[0].in_place  # another question follows
        for choice in ("Law", "✓ Law", "Partner"):
            ada.presses(choice)
            assert ada.replies[0].in_place
        for choice in ("Law", "✓ Law"):
            ada.says(choice)
            assert not ada.replies[0].in_place  # what was written stands below the buttons
        ada.presses("Law")
        ada.delivers_again()
        assert not ada.replies[0].in_place
        assert ada.kept.attributes["criteria"] == ("partner", "law")

    def test_a_caption_tells_of_oneself_too(self, ada: Respondent) -> None:
        ada.answers("hopes", LONG)
        ada.goes("/my go-on quote:verbatim")
        ada.sends_medium("photo", caption="My card")
        assert ada.hears[0] == CHOOSE_FIRST
        ada.goes("skip: skip:")
        ada.sends_medium("photo", caption="The library of Bamako")
        assert ada.hears[:2] == [ONLY_WORDS, "Thank you for taking part."]
        assert dict(ada.kept.attributes) == {"organisation": ("The library of Bamako",)}

    @pytest.mark.parametrize(
        ("label", "quoting"),
        [
            ("Yes, as it is", Quoting.VERBATIM),
            ("In other words only", Quoting.PARAPHRASE),
            ("No, not at all", Quoting.NONE),
        ],
    )
    def test_whether_and_how_one_may_be_quoted_can_be_changed(
        self, ada: Respondent, label: str, quoting: Quoting
    ) -> None:
        ada.answers("hopes", LONG)
        for choice in ("No, not at all", label):
            ada.says("/my")
            ada.presses("go-on")
            ada.presses(choice)
        assert ada.kept.quoting is quoting
        ada.says("/my")
        ada.presses("go-on")
        ada.assert_hears(MAY_WE_QUOTE, f"So far: {label}")

    def test_everything_about_oneself_may_be_skipped(self, ada: Respondent) -> None:
        ada.answers("hopes", LONG)
        ada.presses("finish")
        ada.presses("go-on")
        ada.presses("quote:none")
        for _ in range(3):
            ada.presses("Skip")
        assert ada.hears[0] == "Thank you for taking part."
        assert dict(ada.kept.attributes) == {}

    def test_what_one_ticked_can_be_unticked(self, ada: Respondent) -> None:
        ada.answers("hopes", LONG)
        ada.presses("finish")
        ada.presses("go-on")
        ada.presses("quote:none")
        ada.presses("Skip")
        ada.presses("Law")
        ada.presses("✓ Law")
        assert dict(ada.kept.attributes) == {}

    def test_words_in_place_of_a_choice_are_not_lost_without_a_word(self, ada: Respondent) -> None:
        ada.answers("hopes", LONG)
        ada.presses("finish")
        ada.presses("go-on")
        ada.presses("quote:none")
        ada.says("I am many things")
        assert ada.hears[0] == CHOOSE_FIRST
        assert ada.at == Position(State.DESCRIBING, item="role")
        ada.says("volunteer")
        assert dict(ada.kept.attributes) == {"role": ("volunteer",)}

    def test_a_choice_of_another_question_about_oneself_changes_nothing(self, ada: Respondent) -> None:
        ada.answers("hopes", LONG)
        ada.presses("finish")
        ada.presses("go-on")
        ada.presses("quote:none")
        ada.presses("Skip")
        for data in ("pick:role:staff", "pick:criteria:nonsense", "skip:role"):
            ada.presses_old(data)
        assert (ada.at.item, dict(ada.kept.attributes)) == ("criteria", {})

    def test_after_the_thanks_one_can_go_on(self, ada: Respondent) -> None:
        ada.answers("hopes", LONG)
        ada.presses("finish")
        ada.presses("go-on")
        ada.presses("quote:none")
        for _ in range(3):
            ada.presses("Skip")
        ada.presses("Menu")
        ada.presses("q:needs")
        ada.says("A grant for every one of us")
        assert ada.standing == [("hopes", LONG), ("needs", "A grant for every one of us")]


class TestTheCalendar:
    def test_before_it_opens_a_round_takes_no_consent(self, installation: Installation, newcomer: Respondent) -> None:
        known = installation.launch(closes=BEGINS + WEEK)
        installation.later(-timedelta(days=1))
        newcomer.enters(known)
        newcomer.assert_hears("This round opens on 2030-03-01 09:00 Africa/Bamako.")
        newcomer.presses_old("agree")
        assert not newcomer.kept.consented

    def test_after_it_closed_a_round_takes_no_consent(
        self, installation: Installation, newcomer: Respondent, questions: Round
    ) -> None:
        newcomer.enters(questions)
        installation.later(WEEK)
        newcomer.presses("I agree")
        newcomer.assert_hears(*CLOSED)
        newcomer.enters(questions)
        newcomer.assert_hears(*CLOSED)
        newcomer.assert_offered("Why do you ask?")
        newcomer.says("A secret of mine")
        newcomer.assert_hears(LATE_WORDS, *CLOSED)
        assert not newcomer.kept.consented
        assert "secret" not in repr(installation.record(questions))

    @pytest.mark.parametrize("by_hand", [True, False])
    def test_after_it_closed_new_answers_are_refused_kindly_and_not_kept(
        self, ada: Respondent, questions: Round, *, by_hand: bool
    ) -> None:
        ada.presses("q:hopes")
        ada.says(LONG)
        ada.installation.close(questions) if by_hand else ada.installation.later(WEEK)
        kept = ada.kept
        for late in ("and to learn", "👍"):
            ada.says(late)
            assert ada.hears[0] == LATE_WORDS
            assert ada.hears[1].startswith("This round closed on 2030-03-0")
            assert ada.hears[2:] == [*CLOSED[1:]]
        for data in ("q:needs", "free"):
            ada.presses_old(data)
            assert ada.hears[0].startswith("This round closed on 2030-03-0")
            assert ada.hears[1:] == [*CLOSED[1:]]
        assert ada.kept == kept
        ada.says("/menu")
        ada.assert_offered("Finish and review")
        ada.says("Something completely new")
        assert (ada.hears[0], ada.hears[2:]) == (LATE_WORDS, [*CLOSED[1:]])
        assert ada.standing == [("hopes", LONG)]

    def test_after_it_closed_one_can_still_edit_correct_withdraw_and_allow(self, ada: Respondent) -> None:
        ada.answers("needs", "A grant for every one of us")
        number = ada.messages
        ada.answers("hopes", LONG)
        ada.installation.later(WEEK)
        ada.edits(number, "A budget for every one of us")
        ada.says("/my")
        ada.presses("Change answer 1")
        ada.presses("Correct the themes")
        ada.presses("✓ Money")
        ada.says("/my")
        ada.presses("Change answer 1")
        ada.presses("Change the words")
        ada.says("A budget, for most of us")
        ada.says("/withdraw")
        ada.presses("Answer 2")
        ada.says("/my")
        ada.presses("go-on")
        ada.presses("In other words only")
        assert ada.standing == [("needs", "A budget, for most of us")]
        assert ada.kept.answers[0].current.themes == ()
        assert ada.kept.quoting is Quoting.PARAPHRASE

    def test_a_round_without_an_end_is_closed_by_hand(self, installation: Installation) -> None:
        known = installation.launch(closes=None)
        ada = Respondent(installation)
        ada.enters(known)
        assert ada.hears[3] == CONSENT[0]
        installation.later(100 * WEEK)
        ada.presses("agree")
        ada.says("You forgot to ask about schools")
        installation.close(known)
        ada.says("and about libraries")
        assert ada.standing == [("", "You forgot to ask about schools")]


class TestAtAnyTime:
    def test_help_names_every_command(self, ada: Respondent) -> None:
        ada.says("/help")
        ada.assert_hears(
            "What you can do at any time",
            "/menu: the questions or drafts",
            "/why: what this is for, and who asks",
            "/my: read, change or withdraw what you said",
            "/withdraw: take back one answer or all",
            "/language: change the language",
            "/privacy: what is kept, and for how long",
            "/export: a copy of all we hold about you",
            "/report: the current report",
            "/plan: what is planned, and when",
            "/partners: the map of partners",
            "/partner: name a partner for the map",
            "/resources: what there is to read",
            "/resource: suggest something to read",
            "/link and /unlink: go on in another app as the same person",
            "/stop: no more messages",
            "/forget: erase everything",
            *MENU,
        )

    def test_privacy_shows_ones_code_once_there_is_something_to_erase(
        self, newcomer: Respondent, questions: Round
    ) -> None:
        newcomer.enters(questions)
        newcomer.says("/privacy")
        newcomer.assert_hears(
            "Your privacy", *CONSENT[:2], "/export gives you all we hold about you, /forget erases it.", *CONSENT
        )
        newcomer.presses("agree")
        newcomer.says("/privacy")
        code = newcomer.kept.respondent
        assert newcomer.hears[3] == f"Your code is {code}. Whoever knows it can have all your answers erased."

    def test_report_tells_of_the_newest_edition(self, ada: Respondent, questions: Round) -> None:
        ada.says("/report")
        ada.assert_hears("There is no report yet. The report comes in May.", *MENU)
        with ada.installation.opened() as store:
            store.add_edition(Edition(questions.id, 1, BEGINS + WEEK, {}))
            store.add_edition(Edition(questions.id, 2, BEGINS + 2 * WEEK, {}))
        ada.says("/report")
        edition = "The current report is edition 2, made on 2030-03-15 09:00 Africa/Bamako."
        ada.assert_hears(edition, "The working group publishes it on its own page.", *MENU)
        ada.installation.site = "https://example.org/report"
        ada.says("/report")
        ada.assert_hears(edition, "Read it here: https://example.org/report", *MENU)

    def test_report_tells_of_none_that_is_being_made_anew(self, ada: Respondent, questions: Round) -> None:
        ada.answers("hopes", LONG)
        with ada.installation.opened() as store:
            store.add_edition(Edition(questions.id, 1, BEGINS + WEEK, {ada.last.id: 1}))
            store.set_aside(ada.last.id, "spam")
        ada.says("/report")
        anew = "The report is being made anew, because something in it was taken back. It is back soon."
        assert ada.hears[0] == anew

    @pytest.mark.parametrize("command", ["/why", "/privacy", "/help", "/report", "/export", "/language", "/start"])
    def test_what_is_asked_in_between_does_not_end_an_answer(self, ada: Respondent, command: str) -> None:
        ada.presses("q:hopes")
        ada.says(LONG)
        ada.says(command)
        ada.says("and to learn")
        assert ada.standing == [("hopes", f"{LONG}\nand to learn")]

    def test_a_newcomer_may_ask_for_everything(self, newcomer: Respondent, questions: Round) -> None:
        for command, first in {
            "/menu": SEND_START,
            "/my": NOTHING_HERE,
            "/withdraw": NOTHING_HERE,
            "/export": "This is all we hold about you.",
            "/help": "What you can do at any time",
            "/report": "There is no report yet. The report comes in May.",
            "/link": "First agree to take part here; then /link gives you a code.",
            "/unlink": "Nothing is linked here.",
            "/language": "In which language shall we go on?",
        }.items():
            newcomer.says(command)
            assert newcomer.hears[0] == first
        assert newcomer.at == Position(State.ARRIVING)
        assert newcomer.installation.status(questions).respondents == 0


def test_rounds_of_both_kinds_introduce_themselves(installation: Installation) -> None:
    known = installation.launch(Kind.DRAFTS)
    ben = Respondent(installation, "ben")
    ben.agrees(known)
    ben.assert_hears(
        "Thank you. /help shows what you can do at any time.",
        "These are draft recommendations. Take a position on any of them, in any order, and say why.",
        *DRAFTS_AGENDA,
        *DRAFTS_MENU,
    )
    ben.assert_offered("1. A shared fund", "2. One entry point", "13. A research agenda", "Something else")
