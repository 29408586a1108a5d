"""`palabre serve` begins and ends: what is missing is said, nothing under way is lost, the log gives nothing away.

Also the two ways in which updates come, of which the configuration alone chooses one.
"""

import json
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.bot_api.clients import free_port
from tests.bot_api.faults import Kind
from tests.bot_api.phone import Respondent, a_crowd, all_at_once
from tests.bot_api.server import BotApi
from tests.stories.commands import InstalledPalabre, Palabre
from tests.stories.serving import Town, health, said, started, town, until, webhook_settings

pytestmark = pytest.mark.story

STRANGERS_TOKEN = "123456789:AAneverHeardOfThisOne-0123456789_xyz"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Palabre:
    return Palabre(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def there(home: Palabre) -> Iterator[Town]:
    with town(home) as there:
        there.launches()
        yield there


# What is missing or wrong


def test_without_a_token_one_line_names_the_variable_and_what_to_do(home: Palabre) -> None:
    ran = home.run("serve", exits=1)
    assert (ran.out, ran.err.count("\n")) == ("", 1)
    assert "nothing to serve: no bot has a token. @BotFather in Telegram gives you one" in ran.err
    assert "export PALABRE_TELEGRAM_TOKEN=" in ran.err


def test_what_is_no_token_is_said_in_one_line_that_does_not_show_it(home: Palabre) -> None:
    with started(home, telegram_token="123456789:hunter2") as process:
        assert process.ends() == 1
        assert process.said.count("\n") == 1
        assert "telegram_token: this is not the token of a Telegram bot" in process.said
        assert "hunter2" not in process.said


def test_a_wrong_token_is_said_in_one_line_that_does_not_show_it(there: Town) -> None:
    with started(there.palabre, telegram_token=STRANGERS_TOKEN, telegram_api=there.api.url) as process:
        assert process.ends() == 1
        assert process.said.count("\n") == 1
        assert "PALABRE_TELEGRAM_TOKEN: Telegram does not know this token" in process.said
        assert "AAnever" not in process.said


def test_telegram_that_cannot_be_reached_is_waited_for(tmp_path: Path) -> None:
    home, port = InstalledPalabre(tmp_path / "home"), free_port()
    token = "7000000001:" + "A" * 35
    with started(home, telegram_token=token, telegram_api=f"http://127.0.0.1:{port}") as process:
        process.says("it starts again in 1 s")
        with BotApi(port=port) as api:
            api.bot("late_bot", token=token)
            process.says("this is @late_bot")
            process.says("no round is open; launch one with: palabre round launch partnerships --questions")
            ada = api.person("Ada", language="en")
            ada.says("/start")
            ada.chat.wait()
            assert process.stop() == 0


# Beginning and ending


def test_sigterm_in_the_middle_of_work_loses_and_repeats_nothing(there: Town) -> None:
    launched, closed = there.launches(), there.launches()
    there.palabre.run("round", "close", closed.id)
    crowd = a_crowd(there.api, launched.code, " ".join(f"W{number}" for number in range(12)))
    with there.serves() as process:
        process.says(f"{launched.id}: https://t.me/palabre_bot?start={launched.code}\n")
        assert closed.code not in process.said
        all_at_once(crowd, Respondent.joins)
        there.api.faults.add("sendMessage", "slow", times=12, seconds=0.5)
        for one in crowd:
            one.person.chat.catch_up()
            one.person.says(f"{one.person.name} said this at the very end.")
        until(lambda: len(there.api.faults.log) >= 6, "answers on their way")
        assert process.stop() == 0
        assert process.said.splitlines()[-1].endswith("palabre.serve: stopping")
    answered = [one for one in crowd if _answers_of(one)]
    assert len(answered) >= 6
    waiting = {update.chat_id for update in there.api.bot_of().updates.pending}
    assert waiting == {one.person.id for one in crowd} - {one.person.id for one in answered}
    for one in crowd[:3]:
        one.person.says(f"{one.person.name} said this while nobody was there.")
    with there.serves() as process:
        there.api.waits_until_idle()
        assert process.stop() == 0
    kept = sorted(" ".join(said(one)[0]) for one in there.kept(launched))
    ends = [f" {one.person.name} said this at the very end." for one in crowd]
    more = [f" {one.person.name} said this while nobody was there." for one in crowd[:3]]
    assert kept == sorted([end + also for end, also in zip(ends, [*more, *[""] * 9], strict=True)])
    assert [len(_answers_of(one)) for one in crowd] == [2] * 3 + [1] * 9
    assert there.api.complaints == []


def _answers_of(respondent: Respondent) -> list[str]:
    texts = [message.text for message in respondent.person.chat.messages if message.sender is not respondent.person]
    return [text for text in texts if text.startswith("Kept")]


def test_nothing_of_anybody_is_in_the_log_and_no_raw_id_in_the_database(there: Town) -> None:
    launched = there.launches()
    zora = there.api.person("Zora Planted", language="en", username="zora_planted")
    group = there.api.group("Planted Group", members=[zora])
    phone = Respondent(zora, launched.code, {"capacity": ("PlantedWords of mine.",)})
    with there.serves() as process:
        phone.joins()
        kinds: tuple[Kind, ...] = ("reset", "garbage", "server_error")
        for number, kind in enumerate(kinds):  # each meets another message
            there.api.faults.add("sendMessage", kind, after=number)
        phone.answers("capacity", "PlantedWords of mine.")
        group.adds_bot(by=zora)
        zora.says_in(group, "/start@palabre_bot PlantedArgument")
        there.api.acts({"message": {"message_id": "PlantedGarbage", "chat": {"id": zora.id}}})
        there.api.acts({"message": {"text": "PlantedGarbage"}})
        zora.blocks()
        there.api.waits_until_idle()
        assert process.stop() == 0
        log = process.said
    files = [file.read_bytes() for file in there.palabre.home.glob("palabre.db*")]
    assert any(b"PlantedWords" in content for content in files), "we look in the right place"
    assert any(b"telegram:gAAAA" in content for content in files), "addresses are kept, sealed"
    assert log.count("a reply is tried again") == 3
    assert "an update could not be read" in log
    secret = [zora.name, zora.username, str(zora.id), str(group.id), str(-group.id), there.token, there.token[-35:]]
    for planted in (*secret, "Planted", "/start", "bot7"):
        assert planted not in log
    raw = [zora.id.to_bytes(6), group.id.to_bytes(6, signed=True)]
    for told in (zora.name, zora.username, str(zora.id), str(group.id), there.token[-35:]):
        raw.append(told.encode())
    assert [told for told in raw if any(told in content for content in files)] == []


# Polling and webhook


def test_a_webhook_checks_its_secret_and_gives_way_to_polling_and_back_by_configuration_alone(there: Town) -> None:
    launched, settings = there.launches(), webhook_settings()
    ada = Respondent(there.api.person("Ada", language="en"), launched.code)
    with there.serves(**settings) as process:
        process.says("Telegram calls at /telegram")
        ada.joins()
        assert health(settings) == (200, {"calendar": {"state": "running"}, "telegram": {"state": "running"}})
        forged = {"update_id": 1, "message": _message(ada, f"/start {launched.code}") | {"text": "Forged words."}}
        assert [_posted(settings, forged, secret) for secret in (None, "guessed", "")] == [403, 403, 403]
        ada.answers("capacity", "By webhook.")
        assert process.stop() == 0
    _writes_free_words(ada, "While nobody listened.")
    with there.serves() as process:
        process.says("there was a webhook; it is removed, since this process polls")
        ada.presses("done")
        ada.answers("areas", "By polling.")
        assert there.api.bot_of().webhook is None
        assert process.stop() == 0
    _writes_free_words(ada, "While nobody listened, again.")
    with there.serves(**settings) as process:
        ada.presses("done")
        ada.answers("partners", "By webhook again.")
        assert process.stop() == 0
    free = ("", "While nobody listened."), ("", "While nobody listened, again.")
    asked = ("capacity", "By webhook."), ("areas", "By polling."), ("partners", "By webhook again.")
    assert there.said_by_all(launched) == [(asked[0], free[0], asked[1], free[1], asked[2])]


def _writes_free_words(respondent: Respondent, words: str) -> None:
    respondent.after(respondent.person.says(words))


def _message(respondent: Respondent, text: str) -> dict[str, object]:
    sent = next(message for message in respondent.person.chat.messages if message.text == text)
    return sent.json() | {"message_id": 999}


def _posted(settings: dict[str, str], update: dict[str, object], secret: str | None) -> int:
    connection = HTTPConnection(settings["listen"], timeout=60)
    sent = {"Content-Type": "application/json"}
    if secret is not None:
        sent["X-Telegram-Bot-Api-Secret-Token"] = secret
    connection.request("POST", urlsplit(settings["telegram_webhook"]).path, json.dumps(update), sent)
    status = connection.getresponse().status
    connection.close()
    return status
