"""Interactions over REST: the first answer, what follows it, and when it is too late."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.discord_api import DiscordApi, GuildChannel, Interaction, Message, Person
from tests.discord_api.clients import PlainBot
from tests.discord_api.interactions import (
    DEFERRED_REPLY,
    DEFERRED_UPDATE,
    OPEN_MODAL,
    REPLY,
    SUGGEST,
    UPDATE,
)

Rows = list[dict[str, Any]]
BUTTON: Rows = [{"type": 1, "components": [{"type": 2, "style": 1, "label": "A", "custom_id": "a"}]}]
SELECT: Rows = [
    {"type": 1, "components": [{"type": 3, "custom_id": "s", "options": [{"label": v, "value": v} for v in "xy"]}]}
]
MODAL = {
    "custom_id": "m",
    "title": "Why?",
    "components": [{"type": 1, "components": [{"type": 4, "custom_id": "t", "label": "Because", "style": 2}]}],
}
HIDDEN = {"content": "for you", "flags": 64}


@pytest.fixture
def drawn(ada: Person, bot: PlainBot) -> Message:
    """Draw a message with a button and a select, in Ada's direct messages."""
    bot.gets("POST", f"/channels/{ada.dm.id}/messages", {"content": "?", "components": BUTTON + SELECT})
    return ada.dm.last


def callback(interaction: Interaction) -> str:
    return f"/interactions/{interaction.id}/{interaction.token}/callback"


def webhook(interaction: Interaction, message: str = "") -> str:
    return f"/webhooks/{interaction.bot.id}/{interaction.token}{message and f'/messages/{message}'}"


def answers(bot: PlainBot, interaction: Interaction, kind: int, data: Any = None) -> Any:
    return bot.gets("POST", callback(interaction), {"type": kind, "data": data})


def test_a_press_is_answered_with_a_message(ada: Person, bot: PlainBot, drawn: Message) -> None:
    press = ada.presses(drawn.button("A"))
    assert (press.responded, press.message, press.failed) == (False, None, False)
    assert answers(bot, press, REPLY, {"content": "thanks"}) is None
    assert (press.responded, press.deferred, press.ephemeral, press.modal) == (True, False, False, None)
    assert press.message is ada.dm.last
    assert press.message.content == "thanks"


def test_an_answer_may_be_for_one_person(api: DiscordApi, bot: PlainBot, ada: Person, general: GuildChannel) -> None:
    bot.gets("POST", f"/channels/{general.id}/messages", {"content": "?", "components": BUTTON})
    press = ada.presses(general.last, "a")
    given = bot.gets("POST", f"{callback(press)}?with_response=1", {"type": REPLY, "data": HIDDEN})
    assert given["interaction"]["response_message_ephemeral"] is True
    assert given["resource"]["message"]["content"] == "for you"
    assert [message.content for message in general.messages] == ["?"]
    assert ada.ephemerals == [press.message]
    assert press.ephemeral
    hidden = f"/channels/{general.id}/messages/{ada.ephemerals[0].id}"
    assert bot.is_refused("PATCH", hidden, {"content": "b"}) == "404 10008 Unknown Message"
    bob = api.person("bob")
    general.guild.adds(bob)
    assert bob.ephemerals == []
    with pytest.raises(AssertionError, match="bob does not see"):
        bob.presses(ada.ephemerals[0], "a", stale=True)


def test_a_press_may_change_its_message(ada: Person, bot: PlainBot, drawn: Message) -> None:
    press = ada.presses(drawn, "a")
    answers(bot, press, UPDATE, {"content": "pressed", "components": []})
    assert (press.message, drawn.content, drawn.rows) == (drawn, "pressed", [])
    with pytest.raises(AssertionError, match=r"no button 'a' below #\d+ palabre: pressed; there are \[\]"):
        ada.presses(drawn, "a")
    answers(bot, ada.presses(drawn, "a", stale=True), DEFERRED_UPDATE)
    assert len(ada.dm.messages) == 1


def test_what_is_deferred_comes_later(ada: Person, bot: PlainBot, drawn: Message) -> None:
    press = ada.presses(drawn, "a")
    answers(bot, press, DEFERRED_REPLY, {"flags": 64})
    assert (press.deferred, press.thinking, press.ephemeral) == (True, True, True)
    bot.gets("PATCH", webhook(press, "@original"), {"content": "at last"})
    assert (press.thinking, [message.content for message in ada.ephemerals]) == (False, ["at last"])
    bot.gets("POST", webhook(press), HIDDEN)
    assert [message.content for message in press.followups] == ["for you"]


def test_the_first_message_after_a_deferred_answer_is_that_answer(
    api: DiscordApi, ada: Person, bot: PlainBot, drawn: Message
) -> None:
    press = ada.presses(drawn, "a")
    answers(bot, press, DEFERRED_REPLY)
    assert (len(ada.dm.messages), ada.dm.last.loading) == (2, True)
    bot.gets("POST", webhook(press), HIDDEN)
    assert (press.thinking, press.ephemeral, press.followups, ada.dm.last.content) == (False, False, [], "for you")
    assert api.complaints == ["create_followup_message: the flag EPHEMERAL of the deferred answer counts, not this one"]


def test_what_follows_may_be_changed(ada: Person, bot: PlainBot, drawn: Message) -> None:
    press = ada.presses(drawn, "a")
    answers(bot, press, REPLY, HIDDEN)
    more = bot.gets("POST", f"{webhook(press)}?wait=1", {"content": "more"})["id"]
    assert bot.gets("GET", webhook(press, "@original"))["content"] == "for you"
    bot.gets("PATCH", webhook(press, "@original"), {"content": "changed"})
    bot.gets("PATCH", webhook(press, more), {"content": "less"})
    assert ([message.content for message in ada.ephemerals], ada.dm.last.content) == (["changed"], "less")
    assert bot.asks("DELETE", webhook(press, "@original")) == (204, None)
    assert bot.asks("DELETE", webhook(press, more)) == (204, None)
    assert (ada.ephemerals, ada.dm.messages) == ([], [drawn])
    for message in ("@original", more, str(drawn.id)):
        assert bot.is_refused("PATCH", webhook(press, message), {"content": "b"}) == "404 10008 Unknown Message"


def test_an_answer_is_given_once(ada: Person, bot: PlainBot, drawn: Message) -> None:
    press = ada.presses(drawn, "a")
    answers(bot, press, DEFERRED_UPDATE)
    again = bot.is_refused("POST", callback(press), {"type": REPLY, "data": {"content": "b"}})
    assert again == "400 40060 Interaction has already been acknowledged."
    assert ada.dm.messages == [drawn]


def test_an_answer_is_given_within_three_seconds(api: DiscordApi, ada: Person, bot: PlainBot, drawn: Message) -> None:
    early, late = ada.presses(drawn, "a"), ada.presses(drawn, "a")
    api.clock.advance(2)
    answers(bot, early, DEFERRED_REPLY)
    api.clock.advance(1.1)
    refused = bot.is_refused("POST", callback(late), {"type": DEFERRED_REPLY})
    assert refused == "404 10062 Unknown interaction"
    assert (early.failed, late.failed) == (False, True)


def test_a_wrong_token_is_none(ada: Person, bot: PlainBot, drawn: Message) -> None:
    press = ada.presses(drawn, "a")
    wrong = callback(press).replace(press.token, "wrong")
    assert bot.is_refused("POST", wrong, {"type": DEFERRED_UPDATE}) == "404 10062 Unknown interaction"
    assert bot.is_refused("POST", webhook(press), {"content": "a"}) == "404 10015 Unknown Webhook"


def test_a_token_lasts_fifteen_minutes(api: DiscordApi, ada: Person, bot: PlainBot, drawn: Message) -> None:
    press = ada.presses(drawn, "a")
    answers(bot, press, REPLY, HIDDEN)
    api.clock.advance(14.9 * 60)
    bot.gets("POST", webhook(press), HIDDEN)
    api.clock.advance(0.2 * 60)
    for verb, path in (("POST", webhook(press)), ("PATCH", webhook(press, "@original"))):
        assert bot.is_refused(verb, path, {"content": "b"}) == "401 50027 Invalid Webhook Token"
    assert [message.content for message in ada.ephemerals] == ["for you", "for you"]


@pytest.mark.parametrize(
    ("begin", "kinds"),
    [
        (lambda ada, drawn: ada.presses(drawn, "a"), {4, 5, 6, 7, 9}),
        (lambda ada, drawn: ada.selects(drawn, "s", ["x"]), {4, 5, 6, 7, 9}),
        (lambda ada, _: ada.runs("why"), {4, 5, 9}),
        (lambda ada, _: ada.looks_up("why", "code", "A"), {8}),
    ],
)
def test_each_interaction_has_its_answers(
    ada: Person, bot: PlainBot, drawn: Message, begin: Callable[[Person, Message], Interaction], kinds: set[int]
) -> None:
    option = {"type": 3, "name": "code", "description": "d", "autocomplete": True}
    bot.gets("POST", f"/applications/{bot.id}/commands", {"name": "why", "description": "d", "options": [option]})
    data = {REPLY: {"content": "b"}, UPDATE: {"content": "b"}, OPEN_MODAL: MODAL, SUGGEST: {"choices": []}}
    taken = set()
    for kind in range(1, 11):
        status, answer = bot.asks("POST", callback(begin(ada, drawn)), {"type": kind, "data": data.get(kind)})
        assert status == 204 or answer["errors"]["type"]["_errors"][0]["code"] == "BASE_TYPE_CHOICES"
        taken |= {kind} if status == 204 else set()
    assert taken == kinds


def test_a_form_that_is_wrong_is_no_answer(ada: Person, bot: PlainBot, drawn: Message) -> None:
    press = ada.presses(drawn, "a")
    wrong = bot.is_wrong("POST", callback(press), {"type": REPLY, "data": {"content": "a" * 2001}})
    assert (wrong, press.responded) == ({"data.content": "BASE_TYPE_MAX_LENGTH"}, False)
    assert (
        bot.is_refused("POST", callback(press), {"type": REPLY, "data": {}}) == "400 50006 Cannot send an empty message"
    )
    assert bot.is_wrong("POST", callback(press), {"type": REPLY}) == {"data": "BASE_TYPE_REQUIRED"}
    answers(bot, press, REPLY, {"content": "a"})


def test_suggestions_are_seen(ada: Person, bot: PlainBot) -> None:
    option = {"type": 3, "name": "code", "description": "d", "autocomplete": True}
    bot.gets("POST", f"/applications/{bot.id}/commands", {"name": "why", "description": "d", "options": [option]})
    typed = ada.looks_up("why", "code", "A")
    answers(bot, typed, SUGGEST, {"choices": [{"name": "Abc", "value": "ABC"}]})
    assert typed.suggestions == [{"name": "Abc", "value": "ABC"}]


# What people do


def test_what_is_selected_was_offered(ada: Person, drawn: Message) -> None:
    assert ada.selects(drawn.selects[0], values=["y"]).data["values"] == ["y"]
    with pytest.raises(AssertionError, match=r"'s' has \['x', 'y'\], not \['z'\]"):
        ada.selects(drawn, "s", ["z"])
    with pytest.raises(AssertionError, match="takes 1 to 1 options, not 2"):
        ada.selects(drawn, "s", ["x", "y"])


def test_what_is_disabled_cannot_be_pressed(ada: Person, bot: PlainBot, drawn: Message) -> None:
    rows = [{"type": 1, "components": [BUTTON[0]["components"][0] | {"disabled": True}]}]
    bot.gets("PATCH", f"/channels/{ada.dm.id}/messages/{drawn.id}", {"components": rows})
    with pytest.raises(AssertionError, match="is disabled"):
        ada.presses(drawn, "a")


def test_a_wait_says_what_there_is(ada: Person, bot: PlainBot, drawn: Message) -> None:
    press = ada.presses(drawn, "a")
    answers(bot, press, DEFERRED_UPDATE)
    assert press.wait() is press
    with pytest.raises(
        AssertionError, match=r"<Interaction of ada: a> was not answered within 0\.01 s; so far: answer 6"
    ):
        press.wait(lambda press: press.followups, timeout=0.01)
