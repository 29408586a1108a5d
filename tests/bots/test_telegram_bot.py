"""The bot as people meet it: in process, over a real store, beside a strict Bot API server."""

import logging
import time
from collections.abc import Iterator, Sequence

import pytest
from telegram import Update

import bots.telegram_bot
import bots.telegram_polling
import bots.telegram_sending
import bots.turns
from bots.outcomes import Sent
from consultation.errors import InvalidInput, PalabreError
from consultation.flow import State
from consultation.messages import Incoming, Line, Reply
from consultation.notices import Group
from tests.bot_api import BotApi, Person
from tests.bots.loops import Beside, until
from tests.bots.telegram_world import World, polling, told
from tests.consultation.conversations import (
    AGENDA,
    CHANGED,
    KEPT,
    NOT_YOURS,
    ONLY_TEXT,
    ONLY_WORDS,
    OUT_OF_PLACE,
)

ANSWER = "We need a <tool> & a grant, every one of us."
TROUBLE = "That could not be kept just now. Please send it again in a few minutes."
COMMANDS = [
    *("menu", "why", "my", "withdraw", "language", "privacy", "export", "report"),
    *("plan", "partners", "partner", "resources", "resource", "link", "stop", "forget"),
]


def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing wait long before it is tried again."""
    for module in (bots.telegram_sending, bots.telegram_polling, bots.turns):
        monkeypatch.setattr(module, "PATIENCE", (0.01, 0.02))


@pytest.fixture
def started(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Give a world in which the bot polls."""
    hurry(monkeypatch)
    with polling(world):
        yield world


@pytest.fixture
def ada(started: World) -> Person:
    """Give Ada, who has agreed to take part."""
    return started.person()


# The way


def test_an_interview_from_the_link_to_the_thanks(api: BotApi, started: World) -> None:
    ada = api.person("Ada", language="en")
    started.hears(ada, f"/start {started.round.code}")
    started.presses(ada, "agree")
    assert started.presses(ada, "q:needs")[0].startswith("Which tools does your community need?")
    assert started.hears(ada, ANSWER)[0].startswith(KEPT)
    started.presses(ada, "done")
    started.presses(ada, "finish")
    started.presses(ada, "go-on")
    started.presses(ada, "quote:verbatim")
    started.presses(ada, "pick:role:staff")
    started.presses(ada, "skip:criteria")
    [thanks] = started.presses(ada, "skip:organisation")
    assert thanks.startswith("Thank you for taking part.\n\nThe report comes in May.")
    assert started.said(ada) == [ANSWER]
    assert started.participation(ada).position.state is State.THANKED
    assert api.unanswered == []


def test_after_a_press_the_keyboard_is_taken_away(api: BotApi, started: World, ada: Person) -> None:
    for data in ("q:needs", "back", "q:hopes", "back", "free"):
        started.presses(ada, data)
    assert [len(message.buttons) > 0 for message in told(ada)] == [*[False] * (len(told(ada)) - 1), True]
    assert api.unanswered == []


def test_themes_are_corrected_in_place(api: BotApi, started: World, ada: Person) -> None:
    started.presses(ada, "q:needs")
    started.hears(ada, ANSWER)
    started.hears(ada, "/my")
    started.presses(ada, "open:")
    started.presses(ada, "correct:")
    count, message = len(ada.chat.messages), ada.chat.last
    labels = [button.label for row in message.buttons for button in row]
    assert labels == ["Tools", "People", "✓ Money", "Done"]
    assert started.presses(ada, message.button("✓ Money").data) == []
    assert len(ada.chat.messages) == count
    assert ada.chat.last is message
    assert [button.label for row in message.buttons for button in row] == ["Tools", "People", "Money", "Done"]
    assert started.answers(ada)[0].current.themes == ()
    assert api.unanswered == []


def test_several_messages_at_once_are_one_answer_in_order(api: BotApi, started: World, ada: Person) -> None:
    started.presses(ada, "q:needs")
    for number in range(5):
        ada.says(f"Part {number} of what we need here")
    api.waits_until_idle()
    assert started.said(ada) == ["\n".join(f"Part {number} of what we need here" for number in range(5))]


def test_an_edit_edits_the_answer(api: BotApi, started: World, ada: Person) -> None:
    started.presses(ada, "q:needs")
    message = ada.says(ANSWER)
    api.waits_until_idle()
    ada.edits(message, "We need a coordinator, every one of us.")
    api.waits_until_idle()
    assert ada.chat.last.text.startswith(CHANGED)
    [answer] = started.answers(ada)
    assert [revision.text for revision in answer.revisions] == [ANSWER, "We need a coordinator, every one of us."]


def test_a_stale_button_answers_kindly_and_leads_back(api: BotApi, started: World, ada: Person) -> None:
    old = ada.chat.messages[1]
    started.presses(ada, "q:needs")
    count = len(told(ada))
    ada.presses(old, "theme:A1:tools", stale=True)
    api.waits_until_idle()
    [answer] = told(ada)[count:]
    assert answer.text.startswith(OUT_OF_PLACE)
    assert api.unanswered == []


# What is no text


def test_each_medium_has_its_answer_and_loses_nothing(api: BotApi, started: World, ada: Person) -> None:
    started.presses(ada, "q:needs")
    for sends in (ada.sends_photo, ada.sends_voice, ada.sends_sticker, ada.sends_location, ada.sends_contact):
        sends()
        api.waits_until_idle()
        assert ada.chat.last.text.startswith(ONLY_TEXT)
    ada.forwards("A coordinator said that we need tools")
    api.waits_until_idle()
    assert ada.chat.last.text.startswith(NOT_YOURS)
    ada.sends_photo(ANSWER)
    api.waits_until_idle()
    assert ada.chat.last.text.startswith(ONLY_WORDS)
    assert started.said(ada) == [ANSWER]


def test_an_album_is_answered_once(api: BotApi, started: World, ada: Person) -> None:
    started.presses(ada, "q:needs")
    count = len(told(ada))
    for _ in range(5):
        ada.sends_photo(album="1")
    api.waits_until_idle()
    assert len(told(ada)) == count + 1


# Redeliveries and trouble


def test_an_update_that_comes_twice_has_one_effect(api: BotApi, started: World, ada: Person) -> None:
    api.faults.duplicate_updates(6)
    started.presses(ada, "q:needs")
    started.hears(ada, ANSWER)
    started.hears(ada, "And more tools for the others.")
    assert started.said(ada) == [f"{ANSWER}\nAnd more tools for the others."]
    assert sum(injected.kind == "duplicate" for injected in api.faults.log) >= 3
    assert api.unanswered == []


def test_whatever_goes_wrong_every_answer_is_there_once(api: BotApi, started: World, ada: Person) -> None:
    rates = {"server_error": 0.1, "reset": 0.1, "lost_reply": 0.1, "garbage": 0.1}
    api.faults.random(7, rates, ["sendMessage", "editMessageText", "answerCallbackQuery", "getUpdates"])
    api.faults.duplicate_updates(0.2)
    started.presses(ada, "q:needs")
    for number in range(6):
        ada.says(f"Part {number} of what we need here")
    api.waits_until_idle()
    api.faults.clear()
    assert started.said(ada) == ["\n".join(f"Part {number} of what we need here" for number in range(6))]
    assert started.hears(ada, "/menu") != []
    assert len(api.faults.log) > 5


def test_an_expired_query_is_no_trouble(api: BotApi, started: World, ada: Person) -> None:
    def presses_too_late() -> None:
        ada.presses(started.button(ada, "q:needs")).expired = True

    api.run(presses_too_late)
    api.waits_until_idle()
    assert ada.chat.last.text.startswith("Which tools does your community need?")


def test_a_button_under_an_inaccessible_message_works(api: BotApi, started: World, ada: Person) -> None:
    ada.presses(started.button(ada, "q:needs"), inaccessible=True)
    api.waits_until_idle()
    assert ada.chat.last.text.startswith("Which tools does your community need?")


def test_what_cannot_be_heard_is_told_in_the_person_s_language(started: World) -> None:
    ada = started.person(language="fr")
    started.presses(ada, "q:needs")

    def breaks() -> None:
        raise KeyError(ANSWER)

    started.installation.meanwhile = breaks
    tagger = started.interview._material(started.round).tagger
    tagger.meanwhile = breaks  # type: ignore[attr-defined]  # the small consultation's own tagger
    [trouble] = started.hears(ada, ANSWER)
    assert trouble.endswith("(fr)")
    assert started.said(ada) == []


def test_a_database_that_does_not_answer_is_waited_for(started: World, ada: Person) -> None:
    started.presses(ada, "q:needs")
    failures = 5

    def locked(_: Sequence[Incoming]) -> None:
        nonlocal failures
        failures -= 1
        if failures >= 0:
            raise PalabreError("the database does not answer: locked")

    started.before = locked
    assert started.hears(ada, ANSWER)[0].startswith(KEPT)
    assert started.said(ada) == [ANSWER]
    assert failures < 0


def test_nobody_is_answered_before_it_is_kept(api: BotApi, started: World, ada: Person) -> None:
    started.presses(ada, "q:needs")
    seen: list[list[str]] = []

    api.on_bot_message = lambda *_: seen.append(started.said(ada))
    started.hears(ada, ANSWER)
    assert seen == [[ANSWER]]


def test_a_long_answer_comes_back_whole(started: World, ada: Person) -> None:
    started.presses(ada, "q:needs")
    long = "A tool & a grant for <every> one of us. " * 100
    started.hears(ada, long)
    started.hears(ada, long)
    texts = started.hears(ada, "/my")
    assert len(texts) == 2
    assert "".join(texts).count("A tool & a grant for <every> one of us.") == 200


# Typing


def test_typing_is_shown_only_where_an_answer_takes_long(
    api: BotApi, started: World, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bots.telegram_bot, "TYPING_AFTER", 1.5)
    started.presses(ada, "q:needs")
    time.sleep(1.6)  # it would have been shown by now
    assert api.typing == []
    monkeypatch.setattr(bots.telegram_bot, "TYPING_AFTER", 0.05)
    started.before = lambda _: time.sleep(0.2)
    started.hears(ada, ANSWER)
    assert [(action.chat, action.action) for action in api.typing] == [(ada.chat, "typing")]


# Menus


def test_menus_stand_in_every_language(api: BotApi, started: World) -> None:
    assert started.bot.bot.username == "palabre_bot"
    scopes = ("all_private_chats", "all_group_chats")
    assert set(api.commands) == {(scope, language) for scope in scopes for language in ("", "fr", "ar")}
    private = api.commands["all_private_chats", "fr"]
    assert [command["command"] for command in private] == COMMANDS
    assert all(command["description"] for command in private)
    assert [command["command"] for command in api.commands["all_group_chats", "ar"]] == ["start"]
    profile = api.bot_of().profile
    assert set(profile.descriptions) == set(profile.short_descriptions) == {"", "fr", "ar"}
    assert profile.short_descriptions["fr"] == ("Consultations in which you answer in your own words, in private. (fr)")


def test_the_menu_follows_the_language_a_person_chooses(api: BotApi, started: World) -> None:
    ada = started.person(language="fr")
    assert [scope for scope, _ in api.commands if scope.startswith("chat")] == []
    started.hears(ada, "/language")
    started.presses(ada, "language:ar")
    chosen = api.commands[f"chat:{ada.id}", ""]
    assert chosen == api.commands["all_private_chats", "ar"]
    started.hears(ada, "/language fr")
    assert api.commands[f"chat:{ada.id}", ""] == api.commands["all_private_chats", "fr"]


def test_the_menu_of_an_app_in_another_language_is_the_interview_s(api: BotApi, started: World) -> None:
    ada = started.person(language="de")
    assert (f"chat:{ada.id}", "") not in api.commands
    started.hears(ada, "/language fr")
    assert api.commands[f"chat:{ada.id}", ""] == api.commands["all_private_chats", "fr"]


def test_a_menu_is_shown_once(api: BotApi, started: World) -> None:
    ada = started.person(language="de")
    for text in ("/language fr", "/menu", "/why", "/language fr"):
        started.hears(ada, text)
    own = [call for call in api.calls if call.method == "setMyCommands" and "chat_id" in str(call.params["scope"])]
    assert len(own) == 1


def test_after_a_restart_a_menu_still_follows(
    api: BotApi, world: World, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch)
    with polling(world):
        ada = world.person(language="fr")
        world.hears(ada, "/language ar")
    world.bot = world.another(token)
    with polling(world):
        assert api.commands[f"chat:{ada.id}", ""] == api.commands["all_private_chats", "ar"]
        world.hears(ada, "/language fr")
    assert api.commands[f"chat:{ada.id}", ""] == api.commands["all_private_chats", "fr"]


# Blocked, groups, notices


def reachable(world: World) -> list[str]:
    return [who.identity for who in world.outbox.reachable(world.round.id)]


def test_who_blocks_the_bot_is_written_to_no_more_until_they_are_back(api: BotApi, started: World, ada: Person) -> None:
    assert reachable(started) == [started.identity(ada)]
    ada.blocks()
    api.waits_until_idle()
    assert reachable(started) == []
    assert started.participation(ada).consented
    ada.unblocks()
    api.waits_until_idle()
    assert reachable(started) == [started.identity(ada)]


def test_a_block_found_when_answering_counts_as_one(api: BotApi, started: World, ada: Person) -> None:
    def says_and_blocks() -> None:
        ada.says(ANSWER)
        ada.blocked.add(api.bot_of())

    started.presses(ada, "q:needs")
    api.run(says_and_blocks)
    api.waits_until_idle()
    assert reachable(started) == []
    assert started.said(ada) == [ANSWER]


def test_groups_come_and_go(api: BotApi, started: World, ada: Person) -> None:
    group = api.group("Les amies", members=[ada])
    group.adds_bot(by=ada)
    api.waits_until_idle()
    [known] = started.outbox.groups()
    assert (known.name, known.id) == ("Les amies", started.identities.hashed("telegram", str(group.id)))
    assert started.identities.opened(known.address) == str(group.id)
    new = group.upgrades()
    api.waits_until_idle()
    [moved] = started.outbox.groups()
    assert moved.id == started.identities.hashed("telegram", str(new.id))
    assert (moved.name, moved.joined) == ("Les amies", known.joined)
    new.removes_bot(by=ada)
    api.waits_until_idle()
    assert started.outbox.groups() == ()


def test_in_a_group_a_command_is_told_the_way_and_all_else_ignored(api: BotApi, started: World, ada: Person) -> None:
    api.bot_of().privacy = False
    group = api.group("Les amies", members=[ada])
    group.adds_bot(by=ada)
    ada.says_in(group, ANSWER)
    ada.says_in(group, "/start@palabre_bot")
    api.waits_until_idle()
    [answer] = [message for message in group.messages if message.sender is api.bot_of()]
    [[button]] = answer.buttons
    assert button.url == f"https://t.me/palabre_bot?start={started.round.code}"
    assert started.said(ada) == []


def test_a_command_where_the_bot_may_not_write_is_no_trouble(api: BotApi, started: World, ada: Person) -> None:
    group = api.group("Les amies", members=[ada])
    group.adds_bot(by=ada)
    api.faults.add("sendMessage", "slow", seconds=0.2)
    ada.says_in(group, "/start")
    group.removes_bot(by=ada)
    api.waits_until_idle()
    assert started.hears(ada, "/menu") != []


def test_a_notice_is_carried(started: World, ada: Person) -> None:
    reply = Reply((Line("Le rapport est là."),))
    assert started.loop.does(started.bot.carry(str(ada.id), reply)) == Sent()
    assert ada.chat.last.text == "Le rapport est là."


def test_a_group_that_has_become_another_gets_an_identity_and_an_address(started: World) -> None:
    group = started.bot.regroup("-1005")
    assert isinstance(group, Group)
    assert group.id == started.identities.hashed("telegram", "-1005")
    assert started.identities.opened(group.address) == "-1005"


# Many people


def test_many_people_at_once_are_each_heard(api: BotApi, started: World) -> None:
    people = [api.person(f"Person {number}", language="en") for number in range(20)]
    for text in (f"/start {started.round.code}", None, "/menu"):
        for person in people:
            person.presses(started.button(person, "agree")) if text is None else person.says(text)
        api.waits_until_idle()
    for person in people:
        person.says(f"{ANSWER} {person.name}")
    api.waits_until_idle()
    assert [started.said(person) for person in people] == [[f"{ANSWER} {person.name}"] for person in people]
    assert api.unanswered == []


def test_a_slow_person_s_answer_holds_up_nobody_else(api: BotApi, started: World, ada: Person) -> None:
    ben = started.person("Ben")
    api.faults.add("sendMessage", "slow", seconds=4, when=lambda params: params["chat_id"] == ada.id)
    ada.says("/menu")
    begun = time.monotonic()
    ben.says("/menu")
    until(lambda: ben.chat.last.sender is not ben, "Ben is answered")
    assert time.monotonic() - begun < 3.9
    api.waits_until_idle()


# Beginning and end


def test_a_wrong_token_is_one_clear_error(world: World, token: str, loop: Beside) -> None:
    wrong = f"{token[:-5]}AAAAA"
    bot = world.another(wrong)
    error = loop.fails(bot.start())
    assert isinstance(error, InvalidInput)
    assert str(error) == "PALABRE_TELEGRAM_TOKEN: Telegram does not know this token; @BotFather shows the right one"
    assert error.__suppress_context__
    assert error.__cause__ is None
    loop.does(bot.stop())
    assert bot.request._session is None


def test_a_telegram_that_does_not_answer_leaves_nothing_open(
    api: BotApi, world: World, token: str, loop: Beside
) -> None:
    api.faults.add("getMe", "server_error")
    bot = world.another(token)
    loop.fails(bot.start())
    loop.does(bot.stop())
    assert bot.request._session is None


def test_menus_that_cannot_be_shown_do_not_keep_the_bot_from_starting(api: BotApi, world: World) -> None:
    api.faults.add("setMyCommands", "server_error", times=2)
    api.faults.add("setMyDescription", "too_many", retry_after=3600)
    with polling(world):
        assert world.participation(world.person()).consented


def test_privacy_mode_that_is_off_is_said(
    api: BotApi, world: World, loop: Beside, caplog: pytest.LogCaptureFixture
) -> None:
    api.bot_of().privacy = False
    loop.does(world.bot.start())
    loop.does(world.bot.stop())
    assert [
        record.getMessage().partition(":")[0] for record in caplog.records if record.name == "palabre.telegram"
    ] == ["privacy mode is off"]


def test_an_update_that_nobody_understands_raises_nothing(world: World, loop: Beside) -> None:
    loop.does(world.bot.start())
    loop.does(world.bot.handle(Update(5), lambda: None))
    assert world.bot._kept == {}
    loop.does(world.bot.stop())


def test_no_log_holds_anything_of_anybody(
    api: BotApi, world: World, token: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(incomings: Sequence[Incoming]) -> None:
        raise KeyError(incomings)

    caplog.set_level(logging.DEBUG, logger="palabre")
    hurry(monkeypatch)
    with polling(world):
        ada = world.person("Lovelace")
        api.faults.random(3, {"server_error": 0.2, "garbage": 0.1, "reset": 0.1})
        world.presses(ada, "q:needs")
        for _ in range(4):
            ada.says(ANSWER)
        api.waits_until_idle()
        api.faults.clear()
        world.before = breaks
        world.hears(ada, ANSWER)
        world.before = lambda _: None
        ada.blocked.add(api.bot_of())
        api.run(lambda: ada.chat.tell(ada.chat.messages[0]))
        api.waits_until_idle()
    records = [record for record in caplog.records if record.name.startswith("palabre")]
    shown = "\n".join(record.getMessage() for record in records)
    assert "a message could not be heard: KeyError" in shown
    assert "a reply is tried again: " in shown
    secrets = [ANSWER, "grant", str(ada.id), "ovelace", token, token.partition(":")[2], "http", world.identity(ada)]
    assert [secret for secret in secrets if secret in shown] == []
    assert all(record.exc_info is None for record in records)


def test_the_first_agenda_is_drawn_as_a_list(started: World, ada: Person) -> None:
    assert "\n".join(AGENDA) in started.hears(ada, "/menu")[0]
