"""Replies arrive whatever happens on the way, each part once where that can be known; notices are tried once."""

import asyncio
import logging
import struct
import time
from collections.abc import Coroutine, Iterator
from itertools import pairwise
from typing import Any

import pytest
import telegram
from telegram.error import BadRequest, Forbidden, NetworkError

import bots.telegram_request
import bots.telegram_sending
from bots.outcomes import Moved, NotSent, Outcome, Paused, Refused, Sent, TooMany, Unknown
from bots.pace import Limit, Pace
from bots.telegram_request import AiohttpRequest
from bots.telegram_sending import Sender, is_group
from consultation.messages import Attachment, Button, Line, Reply, Style
from tests.bot_api import BotApi, Message, Person
from tests.bot_api.methods.sending import PNG
from tests.bots.loops import Beside, until

TOLD = "Une réponse & <plus>."
LONG = "Une phrase assez longue. " * 400


class Sending:
    """A sender and its bot."""

    def __init__(self, bot: telegram.Bot, loop: Beside) -> None:
        self.bot = bot
        self.pace = Pace(is_group=is_group)
        self.sender = Sender(bot, self.pace)
        self.loop = loop

    def answers(self, who: Person, reply: Reply, *, pressed: int = 0) -> None:
        self.loop.does(self.answering(who, reply, pressed=pressed))

    def answering(self, who: Person, reply: Reply, *, pressed: int = 0) -> Coroutine[Any, Any, None]:
        return self.sender.answer(who.id, reply, pressed=pressed)

    def carries(self, chat: int, reply: Reply) -> Outcome:
        return self.loop.does(self.sender.carry(str(chat), reply))


@pytest.fixture
def sending(api: BotApi, token: str, loop: Beside, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sending]:
    monkeypatch.setattr(bots.telegram_sending, "PATIENCE", (0.01, 0.02))
    bot = telegram.Bot(token, base_url=f"{api.url}/bot", request=AiohttpRequest(), get_updates_request=AiohttpRequest())
    loop.does(bot.initialize())
    api.calls.clear()
    yield Sending(bot, loop)
    loop.does(bot.shutdown())


@pytest.fixture
def ada(api: BotApi, token: str) -> Person:
    assert token
    return writer(api, "Ada")


def writer(api: BotApi, name: str) -> Person:
    person = api.person(name)
    person.says("/start")
    return person


def saying(text: str, *buttons: str, in_place: bool = False) -> Reply:
    return Reply((Line(text),), tuple(Button(name, name.capitalize()) for name in buttons), "fr", in_place=in_place)


def told(who: Person) -> list[str]:
    return [message.text for message in who.chat.messages if message.sender is not who]


def tries(api: BotApi, method: str = "sendMessage") -> int:
    return sum(call.method == method for call in api.calls)


# Replies


def test_a_reply_arrives_as_it_is_drawn(sending: Sending, ada: Person) -> None:
    lines = (Line("Titre", Style.TITLE), Line(TOLD, Style.QUOTE))
    sending.answers(ada, Reply(lines, (Button("agree", "Oui"), Button("refuse", "Non")), "fr"))
    last = ada.chat.last
    assert last.html == "<b>Titre</b>\n<blockquote>Une réponse &amp; &lt;plus&gt;.</blockquote>"
    assert [[(button.label, button.data) for button in row] for row in last.buttons] == [
        [("Oui", "agree"), ("Non", "refuse")]
    ]
    assert last.link_preview_disabled


def test_a_long_reply_has_its_buttons_under_the_last_part(sending: Sending, ada: Person) -> None:
    sending.answers(ada, saying(LONG, "menu"))
    _, *parts = ada.chat.messages
    assert len(parts) == 3
    assert [bool(part.buttons) for part in parts] == [False, False, True]
    assert " ".join(part.text for part in parts) == LONG.strip()


def test_a_file_comes_after_the_words(sending: Sending, ada: Person) -> None:
    reply = Reply((Line(TOLD),), attachment=Attachment("palabre-export.json", '{"é": 1}'))
    sending.answers(ada, reply)
    words, file = ada.chat.messages[-2:]
    assert words.text == TOLD
    assert file.document is not None
    assert (file.document.name, file.document.content) == ("palabre-export.json", '{"é": 1}'.encode())


@pytest.mark.parametrize(
    ("width", "height", "sent"),
    [
        (760, 9240, ["sendPhoto"]),
        (760, 9241, ["sendPhoto", "sendDocument"]),
        (100, 2001, ["sendPhoto", "sendDocument"]),
    ],
)
def test_a_picture_is_seen_without_being_opened_unless_it_is_too_large(
    api: BotApi, sending: Sending, ada: Person, width: int, height: int, sent: list[str]
) -> None:
    drawn = PNG + b"\0\0\0\rIHDR" + struct.pack(">II", width, height)
    sending.answers(ada, Reply((Line(TOLD),), attachment=Attachment("round.png", drawn)))
    file = ada.chat.messages[-1].document
    assert file is not None
    assert (file.name, file.content) == ("round.png", drawn)
    assert [call.method for call in api.calls if call.method in ("sendPhoto", "sendDocument")] == sent


@pytest.mark.parametrize("kind", ["reset", "server_error", "garbage"])
def test_trouble_on_the_way_is_tried_again(api: BotApi, sending: Sending, ada: Person, kind: Any) -> None:
    api.faults.add("sendMessage", kind, times=4)
    sending.answers(ada, saying(TOLD))
    assert told(ada) == [TOLD]
    assert tries(api) == 5


def test_an_answer_that_does_not_come_is_tried_again(
    api: BotApi, sending: Sending, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bots.telegram_request, "READ_SECONDS", 0.1)
    api.faults.add("sendMessage", "timeout")
    sending.answers(ada, saying(TOLD))
    assert told(ada) == [TOLD]


def test_between_tries_there_is_time(
    api: BotApi, sending: Sending, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bots.telegram_sending, "PATIENCE", (0.05, 0.15))
    api.faults.add("sendMessage", "server_error", times=3)
    sending.answers(ada, saying(TOLD))
    times = [call.at for call in api.calls]
    pauses = [later - earlier for earlier, later in pairwise(times)]
    assert pauses[0] >= 0.05
    assert min(pauses[1:]) >= 0.15


def test_a_part_that_arrived_is_not_sent_again(api: BotApi, sending: Sending, ada: Person) -> None:
    api.faults.add("sendMessage", "server_error", times=2, after=1)
    sending.answers(ada, saying(LONG, "menu"))
    assert len(told(ada)) == 3
    assert " ".join(told(ada)) == LONG.strip()


def test_a_file_that_fails_is_sent_again_without_the_words(api: BotApi, sending: Sending, ada: Person) -> None:
    api.faults.add("sendDocument", "server_error", times=2)
    sending.answers(ada, Reply((Line(TOLD),), attachment=Attachment("a.json", "{}")))
    words, file = ada.chat.messages[1:]
    assert (words.text, bool(file.document)) == (TOLD, True)


def test_what_cannot_arrive_is_given_up(
    api: BotApi, sending: Sending, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bots.telegram_sending, "GIVE_UP", 0.1)
    api.faults.add("sendMessage", "server_error", times=1000)
    error = sending.loop.fails(sending.answering(ada, saying(TOLD)))
    assert type(error) is NetworkError
    assert str(error) == "given up"


def test_who_blocked_the_bot_is_not_tried_again(api: BotApi, sending: Sending, ada: Person) -> None:
    ada.blocks()
    assert type(sending.loop.fails(sending.answering(ada, saying(LONG)))) is Forbidden
    assert tries(api) == 1


def test_what_telegram_says_no_to_is_not_tried_again(api: BotApi, sending: Sending, ada: Person) -> None:
    assert type(sending.loop.fails(sending.answering(ada, saying("\u200b")))) is BadRequest
    assert tries(api) == 1


# Too many


def test_one_chat_waits_as_long_as_telegram_says_and_no_other(api: BotApi, sending: Sending, ada: Person) -> None:
    ben = writer(api, "Ben")
    api.faults.add("sendMessage", "too_many", retry_after=1, when=lambda params: params["chat_id"] == ada.id)
    begun = time.time()
    slow = sending.loop.begins(sending.answering(ada, saying(TOLD)))
    until(lambda: tries(api) == 1, "it is refused")
    again = sending.loop.begins(sending.answering(ada, saying("Encore.")))
    sending.answers(ben, saying(TOLD))
    assert time.time() - begun < 0.8
    assert not slow.done()
    until(lambda: slow.done() and again.done(), "both arrive")
    arrived = [call for call in api.calls if call.params["chat_id"] == ada.id and call.status == 200]
    assert min(call.at for call in arrived) >= begun + 1
    assert sorted(told(ada)) == sorted([TOLD, "Encore."])
    assert tries(api) == 4  # the second one to Ada was not even tried before


def test_replies_are_noted_so_that_notices_give_way(sending: Sending, ada: Person) -> None:
    async def asked() -> float:
        await sending.sender.answer(ada.id, saying(TOLD))
        return sending.pace.ask(str(ada.id), time.monotonic())

    assert 0.5 < sending.loop.does(asked()) <= 1.01


def test_what_was_not_sent_is_not_noted(api: BotApi, token: str, loop: Beside, ada: Person) -> None:
    bot = telegram.Bot(token, base_url=f"{api.url}/bot", request=AiohttpRequest(), get_updates_request=AiohttpRequest())
    pace = Pace(is_group=is_group, private=Limit(1, 100))
    loop.does(bot.initialize())
    ada.blocks()
    loop.fails(Sender(bot, pace).answer(ada.id, saying(TOLD)))
    assert pace.ask(str(ada.id), time.monotonic()) == 0
    loop.does(bot.shutdown())


# In place


@pytest.fixture
def list_of_themes(sending: Sending, ada: Person) -> Message:
    sending.answers(ada, saying("Thèmes", "theme:a", "theme:b"))
    return ada.chat.last


def test_a_reply_can_stand_in_place_of_the_pressed_message(
    api: BotApi, sending: Sending, ada: Person, list_of_themes: Message
) -> None:
    reply = Reply((Line("Thèmes : a"),), (Button("theme:a", "✓ a"),), in_place=True)
    sending.answers(ada, reply, pressed=list_of_themes.id)
    assert told(ada) == ["Thèmes : a"]
    assert [button.label for row in list_of_themes.buttons for button in row] == ["✓ a"]
    assert list_of_themes.link_preview_disabled
    assert tries(api) == 1


def test_the_same_again_is_fine(api: BotApi, sending: Sending, ada: Person, list_of_themes: Message) -> None:
    sending.answers(ada, saying("Thèmes", "theme:a", "theme:b", in_place=True), pressed=list_of_themes.id)
    assert told(ada) == ["Thèmes"]
    assert (tries(api), tries(api, "editMessageText")) == (1, 1)


def test_an_edit_whose_answer_was_lost_is_not_sent_anew(
    api: BotApi, sending: Sending, ada: Person, list_of_themes: Message
) -> None:
    api.faults.add("editMessageText", "lost_reply")
    sending.answers(ada, saying("Thèmes : a", in_place=True), pressed=list_of_themes.id)
    assert told(ada) == ["Thèmes : a"]
    assert tries(api, "editMessageText") == 2


def test_in_place_of_a_message_that_is_gone_the_reply_is_sent_anew(
    sending: Sending, ada: Person, list_of_themes: Message
) -> None:
    ada.deletes(list_of_themes)
    sending.answers(ada, saying("Thèmes : a", "theme:a", in_place=True), pressed=list_of_themes.id)
    assert told(ada) == ["Thèmes : a"]
    assert [button.data for row in ada.chat.last.buttons for button in row] == ["theme:a"]


def test_what_is_too_long_for_one_message_is_sent_anew(
    api: BotApi, sending: Sending, ada: Person, list_of_themes: Message
) -> None:
    sending.answers(ada, saying(LONG, in_place=True), pressed=list_of_themes.id)
    assert len(told(ada)) == 4
    assert tries(api, "editMessageText") == 0


def test_without_a_pressed_message_a_reply_is_sent(api: BotApi, sending: Sending, ada: Person) -> None:
    sending.answers(ada, saying(TOLD, in_place=True))
    assert told(ada) == [TOLD]
    assert tries(api, "editMessageText") == 0


def test_other_replies_do_not_take_a_message_s_place(sending: Sending, ada: Person, list_of_themes: Message) -> None:
    sending.answers(ada, saying(TOLD), pressed=list_of_themes.id)
    assert told(ada) == ["Thèmes", TOLD]


# Notices


def test_a_notice_is_sent_once(api: BotApi, sending: Sending, ada: Person) -> None:
    assert sending.carries(ada.id, saying(TOLD, "start:CODE7")) == Sent()
    assert told(ada) == [TOLD]
    assert ada.chat.last.buttons[0][0].data == "start:CODE7"
    assert tries(api) == 1


FAULTS: dict[str, tuple[dict[str, Any], Outcome]] = {
    "429": ({"kind": "too_many", "retry_after": 7}, TooMany(7.0)),
    "500": ({"kind": "server_error"}, Unknown("NetworkError: Internal Server Error (500)")),
    "502": ({"kind": "server_error", "status": 502}, Unknown("NetworkError: Bad Gateway (502)")),
    "reset": ({"kind": "reset"}, Unknown("NetworkError: ServerDisconnectedError")),
    "lost": ({"kind": "lost_reply"}, Unknown("NetworkError: ServerDisconnectedError")),
    "garbage": ({"kind": "garbage"}, Unknown("NetworkError: the answer is no JSON")),
    "timeout": ({"kind": "timeout"}, Unknown("TimedOut: no answer in time")),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_became_of_a_notice_is_told(
    api: BotApi, sending: Sending, ada: Person, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    monkeypatch.setattr(bots.telegram_request, "READ_SECONDS", 0.1)
    how, outcome = FAULTS[fault]
    api.faults.add("sendMessage", **how)
    assert sending.carries(ada.id, saying(TOLD)) == outcome
    assert tries(api) == 1


def test_where_nobody_listens_a_notice_was_not_sent(sending: Sending, token: str) -> None:
    bot = telegram.Bot(token, base_url="http://127.0.0.1:1/bot", request=(request := AiohttpRequest()))
    bot._bot_user = sending.bot._bot_user
    sending.loop.does(request.initialize())
    outcome = sending.loop.does(Sender(bot, sending.pace).carry("5", saying(TOLD)))
    sending.loop.does(request.shutdown())
    assert outcome == NotSent("NotSent: ClientConnectorError")


def test_what_telegram_forbids_is_told_apart(api: BotApi, sending: Sending, ada: Person) -> None:
    ben, zoe = writer(api, "Ben"), writer(api, "Zoé")
    group = api.group("Les amies", members=[ada])
    group.adds_bot(by=ada)
    left = api.group("Les autres", members=[ada])
    left.adds_bot(by=ada)
    left.removes_bot(by=ada)
    ben.blocks()
    zoe.deactivates()
    new = group.upgrades()
    assert sending.carries(ben.id, saying(TOLD)) == Paused()
    assert sending.carries(zoe.id, saying(TOLD)) == Refused("Forbidden: user is deactivated")
    assert sending.carries(group.id, saying(TOLD)) == Moved(str(new.id))
    assert sending.carries(left.id, saying(TOLD)) == Refused("Forbidden: bot was kicked from the group chat")
    assert sending.carries(12345, saying(TOLD)) == Refused("BadRequest: Chat not found")


def test_in_a_group_buttons_lead_to_the_private_chat(api: BotApi, sending: Sending, ada: Person) -> None:
    group = api.group("Les amies", members=[ada])
    group.adds_bot(by=ada)
    sending.carries(group.id, saying(TOLD, "start:CODE7"))
    [[button]] = group.last.buttons
    assert button.url == "https://t.me/palabre_bot?start=CODE7"


def test_once_a_notice_has_begun_to_arrive_the_rest_is_tried_until_it_does(
    api: BotApi, sending: Sending, ada: Person
) -> None:
    api.faults.add("sendMessage", "server_error", times=2, after=1)
    assert sending.carries(ada.id, saying(LONG)) == Sent()
    assert " ".join(told(ada)) == LONG.strip()


def test_why_a_notice_was_refused_holds_nothing_that_telegram_quotes() -> None:
    # Telegram quotes addresses and tags that it could not read, after a colon.
    error = BadRequest('Bad Request: can\'t parse entities: Unsupported start tag "Émile" at byte offset 7')
    assert bots.telegram_sending.outcome(error) == Refused("BadRequest: Can't parse entities")
    assert bots.telegram_sending.reason(error) == "BadRequest: Can't parse entities"
    assert bots.telegram_sending.reason(NetworkError("x" * 500)) == f"NetworkError: {'x' * 80}"


# What matters to nobody's answers


def test_what_is_left_undone_is_no_trouble(sending: Sending) -> None:
    sending.loop.does(sending.sender.once(sending.bot.answer_callback_query("77")))


def test_no_log_holds_what_was_said_or_to_whom(
    api: BotApi, sending: Sending, ada: Person, token: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="palabre")
    api.faults.random(1, dict.fromkeys(("server_error", "reset", "garbage", "lost_reply"), 0.15))
    for _ in range(10):
        sending.answers(ada, saying(TOLD))
    api.faults.clear()
    sending.loop.does(sending.sender.once(sending.bot.answer_callback_query("77")))
    records = [record for record in caplog.records if record.name.startswith("palabre")]
    assert records != []
    shown = "\n".join(record.getMessage() for record in records)
    assert [secret for secret in (TOLD, "réponse", str(ada.id), token, "http") if secret in shown] == []
    assert all(record.exc_info is None for record in records)


def test_a_reply_that_is_cancelled_ends_at_once(api: BotApi, sending: Sending, ada: Person) -> None:
    api.faults.add("sendMessage", "server_error", times=1000)
    task = sending.loop.begins(sending.answering(ada, saying(TOLD)))
    until(lambda: tries(api) > 2, "it is tried again")
    sending.loop.ends(task)
    count = tries(api)
    sending.loop.does(asyncio.sleep(0.1))
    assert tries(api) == count
