"""Rate limits: 30 messages a second in all, one a second to a person, 20 a minute to a group."""

import pytest

from tests.bot_api import BotApi, Group, Person
from tests.bot_api.clients import PlainBot
from tests.bot_api.limits import IN_ALL, TO_A_GROUP, TO_A_PERSON, Violation


class Clock:
    """A clock that stands still until it is moved."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(api: BotApi) -> Clock:
    api.limits.on = True
    clock = api.limits.clock = Clock()
    return clock


@pytest.fixture
def group(api: BotApi, ada: Person) -> Group:
    group = api.group("Salon", members=[ada])
    group.adds_bot(by=ada)
    return group


def test_one_message_a_second_to_a_person(api: BotApi, ada: Person, bot: PlainBot, clock: Clock) -> None:
    bot.gets("sendMessage", chat_id=ada.id, text="a")
    clock.now += 0.5
    assert bot.asks("sendMessage", chat_id=ada.id, text="b") == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    assert api.limits.violations == [Violation(ada.id, TO_A_PERSON, 1)]
    clock.now += 0.5
    bot.gets("sendMessage", chat_id=ada.id, text="b")


def test_twenty_messages_a_minute_to_a_group(api: BotApi, bot: PlainBot, group: Group, clock: Clock) -> None:
    for _ in range(20):
        bot.gets("sendMessage", chat_id=group.id, text="a")
        clock.now += 1
    refusal = bot.is_refused("sendMessage", chat_id=group.id, text="a")
    assert refusal == "429 Too Many Requests: retry after 40"
    assert api.limits.violations == [Violation(group.id, TO_A_GROUP, 40)]
    clock.now += 40
    bot.gets("sendMessage", chat_id=group.id, text="a")


def test_thirty_messages_a_second_in_all(api: BotApi, bot: PlainBot, clock: Clock) -> None:
    people = [api.person(str(number)) for number in range(31)]
    for person in people:
        person.says("/start")
    for person in people[:30]:
        bot.gets("sendMessage", chat_id=person.id, text="a")
    refusal = bot.is_refused("sendMessage", chat_id=people[30].id, text="a")
    assert refusal == "429 Too Many Requests: retry after 1"
    assert api.limits.violations == [Violation(people[30].id, IN_ALL, 1)]
    clock.now += 1
    bot.gets("sendMessage", chat_id=people[30].id, text="a")


def test_limits_are_off_at_first(ada: Person, bot: PlainBot) -> None:
    for _ in range(31):
        bot.gets("sendMessage", chat_id=ada.id, text="a")


def test_edits_do_not_count(ada: Person, bot: PlainBot, clock: Clock) -> None:
    assert clock() == 1000
    sent = bot.gets("sendMessage", chat_id=ada.id, text="a")
    bot.gets("editMessageText", chat_id=ada.id, message_id=sent["message_id"], text="b")
