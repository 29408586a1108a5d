"""What is sent without being a reply: announcements in groups, invitations and results for people, once, at a pace."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from consultation.rounds import Round
from tests.bot_api.groups import CHANNEL_ADMINISTRATOR, Channel, Group
from tests.bot_api.messages import Message
from tests.bot_api.people import Person
from tests.bot_api.phone import Respondent, a_crowd, all_at_once
from tests.stories.commands import Palabre
from tests.stories.serving import Town, town, until

pytestmark = pytest.mark.story

STORIES = dict.fromkeys(("can_post_stories", "can_edit_stories", "can_delete_stories"), False)
"""Rights of every administrator, which the Bot API always names."""

PRIVATELY = "Answers are given in private: nobody here sees them."


@dataclass(frozen=True)
class Stage:
    """A bot at work, with a round that is open, and others of which each is for one test."""

    town: Town
    round: Round
    others: Iterator[Round]

    def run(self, *arguments: str) -> str:
        return self.town.palabre.run(*arguments).out

    def groups(self) -> dict[str, str]:
        """Return the ids of the groups that a facilitator sees, by name."""
        self.town.api.waits_until_idle()
        listed = json.loads(self.run("group", "list", "--json"))
        assert all(str(chat)[1:] not in str(listed) for chat in self.town.api.bot_of().chats)
        return {group["name"]: group["id"] for group in listed}

    def fates(self, launched: Round) -> Counter[str]:
        """Return what became of the notices of a round."""
        return Counter(sending.fate.value for sending in self.town.sendings(launched))

    def goes_wrong_three_times(self) -> None:
        """Let Telegram's word on the next message be lost, and not come on two more before the bot is killed."""
        self.town.api.faults.add("sendMessage", "lost_reply")
        self.town.api.faults.add("sendMessage", "timeout", times=2, effect=True)

    def link(self, launched: Round) -> str:
        return f"https://t.me/palabre_bot?start={launched.code}"


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with town(Palabre(tmp_path_factory.mktemp("home"))) as there:
        launched = [
            there.launches(kind, "--beside")
            for kind in ("--questions", "--questions", "--drafts", "--questions", "--drafts")
        ]
        with there.serves() as process:
            yield Stage(there, launched[0], iter(launched[1:]))
            assert process.stop() == 0
        assert there.api.complaints == []


def from_the_bot(chat: Group | Channel | Person) -> list[Message]:
    """Return what the bot has written in a chat, oldest first."""
    where = chat.chat if isinstance(chat, Person) else chat
    bot = where.api.bot_of()
    return [message for message in where.messages if message.sender is bot]


def links(message: Message) -> list[str]:
    """Return where the buttons of a message lead."""
    return [button.url for row in message.buttons for button in row]


# Groups


def test_in_a_group_the_bot_only_shows_the_way_into_the_private_chat(stage: Stage) -> None:
    api, before = stage.town.api, len(stage.town.kept(stage.round))
    ada = api.person("Ada", language="fr")
    group = api.group("Wikimedia Ghana", members=[ada])
    group.adds_bot(by=ada)
    assert "Wikimedia Ghana" in stage.groups()
    ada.says_in(group, "/start@palabre_bot")
    shown = group.wait(lambda message: bool(message.buttons))
    assert shown.text == "Je n’écoute qu’en privé. Répondez ici\N{NO-BREAK SPACE}:"
    assert stage.link(stage.round) in links(shown)
    for text in ("We need more training.", f"/start@palabre_bot {stage.round.code}", "/my@palabre_bot"):
        ada.says_in(group, text)
    api.waits_until_idle()
    assert {message.text for message in from_the_bot(group)} == {shown.text}
    assert len(from_the_bot(group)) == 3
    assert ada.chat.messages == []
    assert len(stage.town.kept(stage.round)) == before


def test_a_round_is_announced_in_a_group_and_a_channel_once(stage: Stage) -> None:
    api, owner = stage.town.api, stage.town.api.person("Owner")
    group, channel = api.group("Café", members=[owner]), api.channel("Gazette", username="gazette")
    group.adds_bot(by=owner)
    api.run(lambda: channel.moves(api.bot_of(), owner, CHANNEL_ADMINISTRATOR | STORIES))
    known = stage.groups()
    announce = ("round", "announce", stage.round.id, "--group", known["Café"], "--group", known["Gazette"][:8])
    assert stage.run(*announce, "--language", "fr") == "groups: 2\n"
    for chat in (group, channel):
        announced = chat.wait(lambda message: bool(message.buttons))
        assert announced.text.startswith("Des partenariats pour Wikimédia 2030")
        assert "en privé" in announced.text
        assert links(announced) == [stage.link(stage.round)]
    assert stage.run(*announce) == "groups: 0\n"
    channel.removes_bot(by=owner)
    group.removes_bot(by=owner)
    assert {"Café", "Gazette"}.isdisjoint(stage.groups())
    assert len(from_the_bot(group)) == len(from_the_bot(channel)) == 1


@pytest.mark.parametrize("told", [True, False], ids=["told-of-it", "found-out-by-sending"])
def test_a_group_that_becomes_a_supergroup_is_followed(stage: Stage, *, told: bool) -> None:
    api, name = stage.town.api, f"Growing {told}"
    owner = api.person("Owner")
    group = api.group(name, members=[owner])
    group.adds_bot(by=owner)
    before = stage.town.group_ids()[name]
    updates = api.bot_of().updates
    asked_for = updates.types
    if not told:
        api.run(lambda: setattr(updates, "types", frozenset(asked_for) - {"message"}))
    grown = group.upgrades()
    api.run(lambda: setattr(updates, "types", asked_for))
    given = stage.town.group_ids()[name]
    assert (given != before) is told
    assert stage.run("round", "announce", stage.round.id, "--group", given) == "groups: 1\n"
    announced = grown.wait(lambda message: bool(message.buttons))
    assert PRIVATELY in announced.text
    assert from_the_bot(group) == []
    until(lambda: stage.town.group_ids()[name] != before, "a group with another id")
    owner.says_in(grown, "/start@palabre_bot")
    grown.wait(lambda message: "I listen in private only" in message.text)


# People


def test_who_took_part_is_invited_to_the_next_round_and_told_of_the_report(stage: Stage) -> None:  # noqa: PLR0915 (one story)
    api = stage.town.api
    first, second = next(stage.others), next(stage.others)
    french = a_crowd(api, first.code, "Ada", languages=["fr"])
    crowd = french + a_crowd(api, first.code, "Bela Chen Dede Emil Gus")
    ada, bela, chen, dede, emil, gus = (one.person for one in crowd)
    all_at_once(crowd, Respondent.joins)
    crowd[0].answers("capacity", "Plus de formation pour tout le monde.")
    fay = api.person("Fay")
    fay.says(f"/start {first.code}")
    bela.says("/stop")
    crowd[1].presses("keep")
    api.waits_until_idle()
    gus.blocks()
    dede.deactivates()
    api.run(lambda: chen.blocked.add(api.bot_of()))  # Telegram's word of it has not come
    api.waits_until_idle()
    people = [ada, bela, chen, dede, emil, fay, gus]
    before = {person.id: len(from_the_bot(person)) for person in people}

    def news(person: Person) -> list[Message]:
        return from_the_bot(person)[before[person.id] :]

    invite = ("round", "announce", second.id, "--people-of", first.id)
    assert stage.run(*invite) == "people: 4\n"
    until(lambda: bool(news(ada) and news(emil)), "two invitations")
    until(lambda: stage.fates(second) == {"sent": 2, "waiting": 1, "refused": 1}, "one who waits and one refused")
    assert [news(person) for person in (bela, chen, dede, fay, gus)] == [[]] * 5
    assert news(emil)[0].text.endswith("You get this because you took part before. /stop ends such messages.")
    assert news(ada)[0].text.startswith("Des partenariats pour Wikimédia 2030")
    refused = next(line for line in stage.run("outbox", "--round", second.id).splitlines() if "deactivated" in line)
    assert "invitation  refused   Forbidden: user is deactivated" in refused
    chen.unblocks()
    gus.unblocks()
    until(lambda: bool(news(chen)), "what waited for who had blocked the bot")
    assert stage.run(*invite) == "people: 1\n"
    until(lambda: bool(news(gus)), "an invitation for who is back")
    assert [len(news(person)) for person in people] == [1, 0, 1, 0, 1, 0, 1]
    ada.presses(news(ada)[0].buttons[0][0])
    crowd[0].sees("agree")
    assert "Acceptez-vous de participer" in ada.chat.last.text

    before.update({person.id: len(from_the_bot(person)) for person in people})
    stage.run("round", "close", first.id)
    stage.run("report", first.id)
    assert stage.run("round", "tell", first.id) == "people: 5\n"
    for person in (ada, chen, emil, gus):
        until(lambda person=person: bool(news(person)), "news of the report")  # type: ignore[misc]  # mypy: a default of a lambda
    assert "The report on what was said is there: edition 1." in news(emil)[0].text
    assert "Le rapport" in news(ada)[0].text
    assert stage.run("round", "tell", first.id) == "people: 0\n"
    assert [len(news(person)) for person in people] == [1, 0, 1, 0, 1, 0, 1]


def test_the_pace_that_telegram_allows_is_held(stage: Stage) -> None:
    api, first = stage.town.api, next(stage.others)
    crowd = a_crowd(api, first.code, " ".join(f"P{number}" for number in range(36)))
    all_at_once(crowd, Respondent.joins)
    api.waits_until_idle()
    for one in crowd:
        one.person.chat.catch_up()
    rounds = [stage.round, next(stage.others)]
    api.limits.on = True
    for launched in rounds:
        assert stage.run("round", "announce", launched.id, "--people-of", first.id) == "people: 36\n"
    for one in crowd:
        one.person.chat.wait(2)
    api.limits.on = False
    assert len(api.limits.violations) < 6, "a busy machine brings a few together; without a pace it is dozens"


# Killed while sending


def test_kill_9_while_notices_are_sent(tmp_path: Path) -> None:
    with town(Palabre(tmp_path / "home")) as there:
        first, second = there.launches(), there.launches("--drafts", "--beside")
        stage = Stage(there, first, iter([second]))
        crowd = a_crowd(there.api, first.code, "Ada Bela Chen Dede Emil Fay")
        with there.serves() as process:
            all_at_once(crowd, lambda one: one.takes_part("areas"))
            there.api.waits_until_idle()
            before = received(crowd)
            stage.goes_wrong_three_times()
            assert stage.run("round", "announce", second.id, "--people-of", first.id) == "people: 6\n"
            until(lambda: stage.fates(second) == {"sent": 3, "sending": 2, "unknown": 1}, "invitations under way")
            process.kill()
        there.lets_two_minutes_pass()
        with there.serves() as process:
            until(lambda: stage.fates(second) == {"sent": 3, "unknown": 3}, "an outbox with nothing left to do")
            assert received(crowd) - before == dict.fromkeys(before, 1), "invitations come at most once"
            listed = stage.run("outbox", "--round", second.id).partition("\n\n")[2].splitlines()
            assert [line.split()[1:4] for line in listed] == [[second.id, "invitation", "unknown"]] * 3

            stage.run("round", "close", first.id)
            stage.run("report", first.id)
            before = received(crowd)
            stage.goes_wrong_three_times()
            assert stage.run("round", "tell", first.id) == "people: 6\n"
            until(lambda: stage.fates(first) == {"sent": 3, "sending": 2, "waiting": 1}, "results under way")
            process.kill()
        there.lets_two_minutes_pass()
        with there.serves() as process:
            until(lambda: stage.fates(first) == {"sent": 6}, "an outbox with nothing left to do")
            assert process.stop() == 0
        assert sorted((received(crowd) - before).values()) == [1, 1, 1, 2, 2, 2], "results come at least once"


def received(crowd: list[Respondent]) -> Counter[int]:
    """Return how much the bot has sent to each of these people."""
    return Counter({one.person.id: len(from_the_bot(one.person)) for one in crowd})
