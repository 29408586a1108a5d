"""What is sent in Discord without being a reply: announcements, invitations, results. And one person in two apps."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from consultation.rounds import Round
from tests.bot_api.phone import Respondent
from tests.bot_api.server import BotApi
from tests.discord_api import Person
from tests.discord_api.interactions import SECONDS_TO_ANSWER
from tests.stories.commands import Palabre
from tests.stories.serving import DiscordTown, Guest, discord_town, said, telegram_settings, until

pytestmark = pytest.mark.story

CROWD = 40


@dataclass(frozen=True)
class Stage:
    """A process with a bot in each app, a round that is open, and who may announce in a server."""

    town: DiscordTown
    telegram: BotApi
    round: Round
    owner: Person

    def run(self, *arguments: str) -> str:
        return self.town.palabre.run(*arguments).out

    def fates(self, launched: Round) -> Counter[str]:
        """Return what became of the notices of a round."""
        return Counter(sending.fate.value for sending in self.town.sendings(launched))

    def news(self, person: Person) -> list[str]:
        """Return what somebody was sent directly that calls them to a round or to its report."""
        marks = ("You get this because", "Vous recevez ce message", "The report on what was said", "Le rapport")
        return [text for text in written_to(person) if any(mark in text for mark in marks)]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with discord_town(Palabre(tmp_path_factory.mktemp("home"))) as there, BotApi() as telegram:
        launched, owner = there.launches(), there.api.person("Owner")
        there.api.guild("Salon", members=[owner]).grants(owner, "manage_channels")
        there.syncs()
        with there.serves(settings=telegram_settings(telegram, telegram.bot())) as process:
            yield Stage(there, telegram, launched, owner)
            there.api.waits_until_idle()
            assert process.stop() == 0
        assert [each for each in there.api.interactions.values() if not each.responded or each.thinking] == []
        assert (there.api.complaints, telegram.complaints, there.api.pings) == ([], [], [])


def written_to(person: Person) -> list[str]:
    return [message.content for message in person.dm.messages if message.author is not person]


# People


def test_who_took_part_is_invited_to_the_next_round_and_told_of_the_report(stage: Stage) -> None:  # noqa: PLR0915 (one story)
    first, second = stage.town.launches(), stage.town.launches("--drafts", "--beside")
    (salon,) = stage.town.api.guilds.values()
    channel = salon.channel("elsewhere")
    ada = stage.town.arrives("Ada", first, locale="fr")
    bela, chen, dede = (stage.town.arrives(name, first) for name in ("Bela", "Chen", "Dede"))
    for guest in (ada, bela, chen, dede):
        salon.adds(guest.person)
    ada.answers("capacity", "Plus de formation pour tout le monde.")
    chen.runs("stop")
    chen.presses("keep")
    chen.reads("You")
    bela.person.closes_dms()

    assert stage.run("round", "announce", second.id, "--people-of", first.id) == "people: 3\n"
    until(lambda: stage.fates(second) == {"sent": 2, "waiting": 1}, "one who waits")
    assert [len(stage.news(guest.person)) for guest in (ada, bela, chen, dede)] == [1, 0, 0, 1]
    assert "Vous recevez ce message" in stage.news(ada.person)[0]
    stage.run("round", "close", first.id)
    stage.run("report", first.id)
    tell = ("round", "tell", first.id)
    assert stage.run(*tell) == "people: 3\n"
    until(lambda: stage.fates(first) == {"sent": 2, "waiting": 1}, "news of the report")
    assert "The report on what was said is there: edition 1." in stage.news(dede.person)[1]

    bela.runs("menu", channel)
    bela.reads("You get this because you took part before.")
    assert "The report on what was said is there: edition 1." in bela.reads("The report on what was said")
    until(lambda: (stage.fates(first), stage.fates(second)) == ({"sent": 3}, {"sent": 3}), "what waited for her")
    assert stage.run(*tell) == "people: 0\n"
    assert [len(stage.news(guest.person)) for guest in (ada, bela, chen, dede)] == [2, 0, 0, 2]
    assert [message.content for message in channel.messages] == []

    bela.presses(f"start:{second.code}")
    bela.presses("agree")
    bela.presses("d:8")
    bela.presses("side:8:support")
    bela.sees("skip:8")
    (stance,) = [stance for one in stage.town.kept(second) for stance in one.stances]
    assert (stance.draft, stance.side) == ("8", "support")


# Channels


def test_what_the_bot_is_not_allowed_is_said_before_and_when_announcing(stage: Stage) -> None:
    launched, (salon,) = stage.round, stage.town.api.guilds.values()
    closed, open_, gone = (salon.channel(name) for name in ("closed", "open", "gone"))
    bot = stage.town.api.bot_of()
    salon.denies(closed, "send_messages", to=bot)
    refused = stage.owner.runs("announce-here", closed).wait()
    assert refused.ephemeral
    assert "I may not write here. Please allow me in this channel: send messages." in str(refused.message)
    salon.allows(closed, "send_messages", to=bot)
    for channel in (closed, open_, gone):
        known = stage.owner.runs("announce-here", channel).wait()
        assert known.ephemeral
        assert f"Salon #{channel.name}" in str(known.message)
    salon.denies(closed, "send_messages", to=bot)
    named = stage.town.group_ids()
    assert {"Salon #closed", "Salon #open", "Salon #gone"} <= named.keys()
    salon.deletes(gone)
    until(lambda: "Salon #gone" not in stage.town.group_ids(), "a channel that is forgotten")
    announce = ["round", "announce", launched.id, *("--group", named["Salon #closed"], "--group", named["Salon #open"])]
    assert stage.run(*announce) == "groups: 2\n"
    until(lambda: stage.fates(launched) == {"sent": 1, "refused": 1}, "one announcement and one that was refused")
    lines = stage.run("outbox", "--round", launched.id).splitlines()
    assert "announcement  refused   the bot may not write there; it lacks: send messages" in lines[-1]
    (announced,) = open_.messages
    assert "Answers are given in private: nobody here sees them." in announced.content
    assert closed.messages == []


def test_who_only_writes_is_answered_in_the_language_of_the_announcement(stage: Stage) -> None:
    launched, (salon,) = stage.town.launches(), stage.town.api.guilds.values()
    stage.owner.runs("announce-here", channel := salon.channel("francophone")).wait()
    known = stage.town.group_ids()["Salon #francophone"]
    stage.run("round", "announce", launched.id, "--group", known, "--language", "fr")
    assert "On répond en privé" in channel.wait()[0].content
    wanda = Guest(stage.town.api.person("Wanda"), launched.code)
    wanda.writes(f"/start {launched.code}", "agree")
    wanda.reads("Nous conservons ce que vous écrivez")


# One person, two apps


def test_one_person_in_both_apps_is_one_respondent_until_they_part(stage: Stage) -> None:
    launched = stage.round
    phone = Respondent(stage.telegram.person("Ines", language="en"), launched.code)
    phone.joins()
    phone.answers("capacity", "Ines in Telegram.")
    phone.presses("q:areas")
    phone.sees("back", but="done")
    phone.person.says("/link")
    shown = phone.person.chat.wait(lambda message: "/link " in message.text)
    (code,) = re.findall(r"/link (\w+)", shown.text)
    ines = Guest(stage.town.api.person("Ines"), launched.code)
    ines.runs("link", code=code)
    linked = ines.reads("Linked. You are one person here and there, and counted once.")
    assert "What are the specific areas in which we need partners" in linked
    ines.sees("back", but="done")
    ines.writes("Ines, in Discord.", "done")
    ines.presses("done")
    ines.sees("free", "finish")
    (one,) = stage.town.kept(launched)
    assert said(one) == (("capacity", "Ines in Telegram."), ("areas", "Ines, in Discord."))
    status = json.loads(stage.run("round", "status", launched.id, "--json"))
    assert (status["respondents"], status["identities"], status["answers"]) == (1, 2, 2)
    phone.after(phone.person.says("/my"))
    phone.person.chat.wait(lambda message: "Ines, in Discord." in message.text)
    ines.runs("unlink")
    ines.reads("No longer linked.")
    ines.runs("my")
    assert "Ines in Telegram." not in ines.reads("I do not know which consultation you mean.")
    assert [said(one) for one in stage.town.kept(launched)] == [said(one)]


def test_who_has_spoken_in_both_apps_is_asked_what_becomes_of_it_and_gets_it_back(stage: Stage) -> None:
    launched = stage.round
    phone = Respondent(stage.telegram.person("Joao", language="en"), launched.code)
    phone.joins()
    phone.answers("capacity", "Joao in Telegram.")
    phone.person.says("/link")
    (code,) = re.findall(r"/link (\w+)", phone.person.chat.wait(lambda message: "/link " in message.text).text)
    joao = Guest(stage.town.api.person("Joao"), launched.code)
    joao.joins()
    joao.answers("capacity", "Joao in Discord.")
    joao.runs("link", code=code)
    joao.reads("You gave 1 answer here.")
    joao.presses(f"bring:{code}:along")
    joao.reads("Linked. You are one person here and there, and counted once.")
    both = {("capacity", "Joao in Telegram."), ("capacity", "Joao in Discord.")}
    (one,) = with_words_of(stage, "Joao")
    assert set(one) == both
    joao.runs("unlink")
    joao.reads("No longer linked.")
    assert sorted(with_words_of(stage, "Joao")) == sorted((each,) for each in both)


def test_who_presses_while_the_database_is_busy_is_told_in_time_that_it_takes_a_while(stage: Stage) -> None:
    kim = Guest(stage.town.api.person("Kim"), stage.round.code)
    kim.joins()
    with stage.town.busy():
        pressed = kim.presses("q:capacity")
        until(lambda: pressed.responded, "it is answered that the answer takes a while")
        assert pressed.deferred
        assert not kim.offered("back")
    kim.sees("back")
    assert not pressed.thinking
    kim.writes("Kim, after a while.", "done")
    assert with_words_of(stage, "Kim") == [(("capacity", "Kim, after a while."),)]


def test_of_a_crowd_that_presses_while_the_database_is_busy_nobody_waits_in_vain(stage: Stage) -> None:
    names = [f"Lou{number}" for number in range(CROWD)]
    with ThreadPoolExecutor(8) as pool:
        crowd = list(pool.map(lambda name: stage.town.arrives(name, stage.round), names))
    told = [len(written_to(guest.person)) for guest in crowd]
    with stage.town.busy():
        pressed = [guest.presses("q:capacity") for guest in crowd]
        until(lambda: all(each.responded for each in pressed), "all are told that the answer takes a while")
        assert {each.deferred for each in pressed} == {True}
        assert max(each.answered_after for each in pressed) < SECONDS_TO_ANSWER
    for guest in crowd:
        guest.sees("back")
    stage.town.api.waits_until_idle()
    assert not any(each.thinking for each in pressed)
    assert [len(written_to(guest.person)) for guest in crowd] == [before + 1 for before in told]


def with_words_of(stage: Stage, name: str) -> list[tuple[tuple[str, ...], ...]]:
    """Return what those have said in the round whose words name somebody."""
    return [said(one) for one in stage.town.kept(stage.round) if name in str(said(one))]
