"""How tests wait for a bot, and how people act inside the server."""

import asyncio
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.bot_api import BotApi, Chat, Message, Person
from tests.bot_api.clients import PlainBot

ROOT = Path(__file__).parents[2]


def test_a_wait_counts_from_the_last_one(ada: Person, bot: PlainBot) -> None:
    for text in "abc":
        sent = bot.gets("sendMessage", chat_id=ada.id, text=text)
    bot.gets("editMessageText", chat_id=ada.id, message_id=sent["message_id"], text="d")
    assert [message.text for message in ada.chat.wait()] == ["a"]
    assert [message.text for message in ada.chat.wait()] == ["b"]
    assert ada.chat.wait(lambda message: message.edited).text == "d"
    bot.gets("sendMessage", chat_id=ada.id, text="e")
    bot.gets("sendMessage", chat_id=ada.id, text="f")
    ada.chat.catch_up()
    with pytest.raises(AssertionError, match=r"no 1 more of a bot's messages .* there were 0(.|\n)*#6 Palabre Bot: f"):
        ada.chat.wait(timeout=0.01)


def test_a_wait_ends_when_the_bot_answers(ada: Person, bot: PlainBot) -> None:
    later = threading.Timer(0.05, bot.gets, ("sendMessage",), {"chat_id": ada.id, "text": "a"})
    before = time.monotonic()
    later.start()
    assert [message.text for message in ada.chat.wait(timeout=60)] == ["a"]
    assert time.monotonic() - before < 50, "it ended only with its timeout"
    later.join()


def test_a_wait_says_what_there_is(ada: Person, bot: PlainBot) -> None:
    bot.gets("sendMessage", chat_id=ada.id, text="a")
    with pytest.raises(
        AssertionError, match=r"no such message of a bot (.*) there were 1\. Now there is:\n#1 Ada: /start\n#2 "
    ):
        ada.chat.wait(lambda message: message.text == "b", timeout=0.01)


def test_an_async_test_waits_in_a_thread(ada: Person, bot: PlainBot) -> None:
    async def story() -> list[Message]:
        answer = asyncio.to_thread(bot.gets, "sendMessage", chat_id=ada.id, text="a")
        messages, _ = await asyncio.gather(asyncio.to_thread(ada.chat.wait), answer)
        return messages

    assert [message.text for message in asyncio.run(story())] == ["a"]


def test_idle_means_that_every_update_is_confirmed(api: BotApi, ada: Person, bot: PlainBot) -> None:
    ada.says("a")
    [update] = bot.gets("getUpdates")
    with pytest.raises(AssertionError, match=r"not idle within 0\.02 s: updates waiting: \{'palabre_bot': 1\}"):
        api.waits_until_idle(0.02, quiet=0)
    bot.gets("getUpdates", offset=update["update_id"] + 1)
    api.waits_until_idle()


def test_idle_means_that_no_request_is_under_way(api: BotApi, ada: Person, bot: PlainBot) -> None:
    api.faults.add("sendMessage", "slow", seconds=0.15)
    sending = threading.Thread(target=bot.gets, args=("sendMessage",), kwargs={"chat_id": ada.id, "text": "a"})
    sending.start()
    while not api.faults.log:
        pass
    api.waits_until_idle(quiet=0.01)
    assert ada.chat.last.text == "a"
    sending.join()


def test_people_may_act_in_the_server(api: BotApi, ada: Person, bot: PlainBot) -> None:
    def answers(chat: Chat, message: Message) -> None:
        if chat is ada.chat and message.text == "How are you?":
            ada.says("Fine")
            ada.presses(message, "more")
            with pytest.raises(AssertionError, match="can't wait for itself"):
                chat.wait()

    api.on_bot_message = answers
    keyboard = {"inline_keyboard": [[{"text": "More", "callback_data": "more"}]]}
    bot.gets("sendMessage", chat_id=ada.id, text="How are you?", reply_markup=keyboard)
    said, pressed = bot.gets("getUpdates", timeout=5)
    assert (said["message"]["text"], pressed["callback_query"]["data"]) == ("Fine", "more")


def test_a_failure_in_the_server_is_no_secret(api: BotApi, ada: Person, bot: PlainBot) -> None:
    def presses_nothing(chat: Chat, message: Message) -> None:
        ada.presses(message, chat.kind)

    api.on_bot_message = presses_nothing
    bot.gets("sendMessage", chat_id=ada.id, text="a")
    bot.gets("getMe")
    [complaint] = api.complaints
    assert complaint.startswith("on_bot_message failed, AssertionError(")


def test_people_may_act_from_many_threads(ada: Person, bot: PlainBot) -> None:
    threads = [threading.Thread(target=ada.says, args=(str(number),)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(message.id for message in ada.chat.messages) == list(range(1, 22))
    assert len(bot.gets("getUpdates")) == 20


def test_a_server_ends_although_a_bot_holds_on(ada: Person, api: BotApi, bot: PlainBot) -> None:
    assert ada.chat.messages
    connection = HTTPConnection("127.0.0.1", api.port, timeout=60)
    connection.request("POST", f"/bot{bot.token}/getUpdates?timeout=50")
    while not api.bot_of().updates.is_polled:
        pass
    api.close()
    assert not any(thread.name == "bot-api" for thread in threading.enumerate())
    connection.close()


def test_a_taken_port_is_said_at_once(api: BotApi) -> None:
    with pytest.raises(OSError, match="address already in use"), BotApi(port=api.port):
        pass


@pytest.mark.story
def test_the_server_runs_alone() -> None:
    token = f"7000000001:{'a' * 35}"
    command = [sys.executable, "-m", "tests.bot_api", "--port", "0", "--token", token]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        connection = HTTPConnection(url.removeprefix("http://"), timeout=60)
        connection.request("GET", f"/bot{token}/getMe")
        assert connection.getresponse().status == 200
        connection.close()
        process.terminate()
        assert process.wait(timeout=60) == 0
