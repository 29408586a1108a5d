"""Whatever Discord and the network do in the middle of interviews: every answer is kept once, everyone is answered.

One process on two shards, whose gateway and REST API fail in every way; and processes that are killed.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event
from typing import Any

import pytest

from consultation.rounds import Round
from tests.discord_api import DiscordApi, GuildChannel
from tests.discord_api.faults import Kind
from tests.stories.commands import Palabre
from tests.stories.serving import DiscordTown, Guest, discord_town, said, until

pytestmark = pytest.mark.story

HEARTBEAT = 4.0
"""Seconds: a bot that forgets its heartbeat is thrown out, and that is a complaint, before these tests are over."""

SHARDS = 2


@dataclass(frozen=True)
class Stage:
    """A bot at work on two shards, in a round of its own, with a channel of a server on each."""

    town: DiscordTown
    round: Round
    channels: Sequence[GuildChannel]

    @property
    def api(self) -> DiscordApi:
        return self.town.api

    def arrives(self, name: str) -> Guest:
        return self.town.arrives(name, self.round)

    def kept_of(self, guest: Guest) -> tuple[tuple[str, ...], ...]:
        """Return what is kept of the one person whose words hold their name."""
        found = [said(one) for one in self.town.kept(self.round) if guest.person.name in str(said(one))]
        assert len(found) == 1, f"{len(found)} people said {guest.person.name!r}"
        return found[0]

    def shows(self, guest: Guest, *answers: tuple[str, ...]) -> None:
        """Check that these answers stand once and that each of their messages was taken note of once."""
        assert self.kept_of(guest) == answers
        receipts = [message for message in guest.person.dm.messages if message.content.startswith("Kept")]
        assert len(receipts) == sum(len(messages) for _, *messages in answers)


@pytest.fixture(scope="module")
def starting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DiscordTown]:
    """Give an installation whose process is being connected."""
    with discord_town(Palabre(tmp_path_factory.mktemp("home")), heartbeat=HEARTBEAT, shards=SHARDS) as there:
        there.launches()
        owner = there.api.person("Owner")
        for number in range(SHARDS):
            guild = there.api.guild(f"Shard{number}", members=[owner], shard=number, of=SHARDS)
            guild.grants(owner, "manage_channels")
            guild.channel("general")
        there.syncs()
        with there.serves(settings={"discord_shards": str(SHARDS)}) as process:
            yield there
            there.api.faults.clear()
            there.api.waits_until_idle()
            assert process.stop() == 0
        assert there.api.complaints == []
        assert there.api.pings == []


@pytest.fixture(scope="module")
def stage(starting: DiscordTown) -> Stage:
    api = starting.api
    until(lambda: len(api.connected) == SHARDS, "two shards")
    assert sorted((session.shard, session.shards) for session in api.connected) == [(0, 2), (1, 2)]
    channels = [guild.channels[0] for guild in api.guilds.values()]
    (owner,) = (person for person in api.people.values() if person.name == "Owner")
    for channel in channels:
        owner.runs("announce-here", channel).wait()
    with starting.store() as store:
        (launched,) = store.rounds()
    return Stage(starting, launched, channels)


# Killed


@pytest.mark.usefixtures("starting")  # its second shard takes five seconds
def test_kill_9_in_the_middle_of_interviews(tmp_path_factory: pytest.TempPathFactory) -> None:  # noqa: PLR0915 (one story)
    with discord_town(Palabre(tmp_path_factory.mktemp("killed"))) as there:
        launched = there.launches()
        channel = there.api.guild("Salon").channel("general")
        there.syncs()
        killed = Event()
        with there.serves() as process, ThreadPoolExecutor(5) as pool:
            crowd = [there.arrives(name, launched) for name in ("Ada", "Bela", "Chen", "Dede", "Emil")]
            fay = Guest(there.api.person("Fay"), launched.code)
            channel.guild.adds(fay.person)
            fay.runs("start", channel, code=launched.code)
            fay.presses("agree")
            form = fay.opens()
            talking = [pool.submit(writes_on, guest, killed) for guest in crowd]
            until(lambda: sum(len(guest.person.dm.messages) for guest in crowd) > 100, "much said")
            process.kill()
            killed.set()
            acknowledged = [talk.result() for talk in talking]
        assert all(len(words) > 3 for words in acknowledged)
        with there.serves() as process:
            for guest in crowd:
                guest.looks_back()
                guest.presses("done")
                guest.sees("free", "finish")
                guest.answers("areas", f"{guest.person.name}, after all.")
            fay.fills(form, partners="Fay, in a form that was open all the while.")
            fay.sees("free", "finish")
            assert process.stop() == 0
        kept = {said(one)[0][1].partition(" ")[0]: said(one) for one in there.kept(launched)}
        assert kept.pop("Fay,") == (("partners", "Fay, in a form that was open all the while."),)
        for guest, words in zip(crowd, acknowledged, strict=True):
            (free, *told), after = kept.pop(guest.person.name)
            assert (free, told[: len(words)]) == ("", words)
            assert len(told) <= len(words) + 1, "the last one may have been kept before it was answered"
            assert after == ("areas", f"{guest.person.name}, after all.")
        assert kept == {}
        assert there.api.complaints == []


def writes_on(guest: Guest, killed: Event) -> list[str]:
    """Write message after message until nobody answers any more; return those that were acknowledged."""
    acknowledged: list[str] = []
    guest.presses("free")
    guest.sees("back")
    while True:
        words = f"{guest.person.name} says this as number {len(acknowledged)}."
        guest.writes(words)
        while not guest.offered("done"):
            if killed.is_set():
                return acknowledged
            time.sleep(0.01)
        acknowledged.append(words)


# Two shards


def test_people_come_from_the_servers_of_all_shards(stage: Stage) -> None:
    known = stage.town.group_ids()
    assert known.keys() == {"Shard0 #general", "Shard1 #general"}
    named = [option for group in known.values() for option in ("--group", group)]
    assert stage.town.palabre.run("round", "announce", stage.round.id, *named).out == "groups: 2\n"
    for channel in stage.channels:
        (announced,) = channel.wait()
        guest = Guest(stage.api.person(f"Of{channel.guild.name}"), stage.round.code)
        channel.guild.adds(guest.person)
        guest.person.closes_dms()
        guest.follows(announced)
        guest.presses("agree")
        guest.fills(guest.opens(), areas=f"{guest.person.name}, in a form.")
        guest.sees("free", "finish")
        assert stage.kept_of(guest) == (("areas", f"{guest.person.name}, in a form."),)
        direct = stage.arrives(f"{guest.person.name}Directly")
        direct.answers("areas", f"{direct.person.name}, directly.")
        stage.shows(direct, ("areas", f"{direct.person.name}, directly."))


# The gateway


BREAKS: dict[str, Callable[[DiscordApi], None]] = {
    "dropped": DiscordApi.drops,
    "closed": lambda api: api.drops(code=4000),
    "asked-to-reconnect": DiscordApi.asks_to_reconnect,
    "invalid-but-resumable": lambda api: api.invalidates(resumable=True),
}


@pytest.mark.parametrize("broken", BREAKS)
def test_what_is_said_while_the_socket_is_gone_is_answered_once_when_the_session_resumes(
    stage: Stage, broken: str
) -> None:
    ada, bela = stage.arrives(f"Ada-{broken}"), stage.arrives(f"Bela-{broken}")
    ada.presses("q:capacity")
    ada.sees("back", but="done")
    bela.presses("free")
    bela.sees("back")
    identified, resumed = stage.api.identified, stage.api.resumed
    BREAKS[broken](stage.api)
    words = [f"{ada.person.name}, one.", f"{ada.person.name}, two."]
    ada.writes(words[0])
    ada.writes(words[1], "done")
    bela.writes(f"{bela.person.name} alone.", "done")
    bela.presses("done")
    bela.sees("free")
    until(lambda: stage.api.resumed == resumed + SHARDS, "sessions that went on")
    stage.api.waits_until_idle()
    assert stage.api.identified == identified
    stage.shows(ada, ("capacity", *words))
    stage.shows(bela, ("", f"{bela.person.name} alone."))


# The REST API


FAULTS: dict[str, tuple[Kind, dict[str, Any]]] = {
    "Many": ("too_many", {"retry_after": 0.3}),
    "Everywhere": ("too_many", {"retry_after": 0.3, "is_global": True}),
    "Internal": ("server_error", {"status": 500}),
    "Gateway": ("server_error", {"status": 502}),
    "Unavailable": ("server_error", {"status": 503}),
    "Reset": ("reset", {}),
    "Lost": ("lost_reply", {}),
    "Garbled": ("garbage", {}),
    "Misread": ("garbage", {"effect": True}),
    "Slow": ("slow", {"seconds": 0.4}),
}
STRUCK = ("create_message", "create_interaction_response", "create_followup_message")


def test_each_fault_of_an_answer_alone(stage: Stage) -> None:
    crowd = [stage.arrives(name) for name in FAULTS]
    before = len(stage.api.faults.log)
    for guest, (kind, how) in zip(crowd, FAULTS.values(), strict=True):
        for method in STRUCK:
            stage.api.faults.add(method, kind, after=1, when=concerns(stage.api, guest), **how)
    all_at_once(crowd, answers_three)
    struck = stage.api.faults.log[before:]
    assert len(struck) == len(STRUCK) * len(FAULTS), [(fault.kind, fault.method) for fault in struck]
    for guest in crowd:
        stage.shows(guest, *three_of(guest))


def test_an_answer_of_which_nothing_readable_comes_back_is_given_again_where_there_is_no_other_way(
    stage: Stage,
) -> None:
    salon = stage.channels[0].guild
    for effect in (False, True):
        guest = Guest(stage.api.person(f"Shut{effect}"), stage.round.code)
        salon.adds(guest.person)
        guest.runs("start", stage.channels[0], code=stage.round.code)
        guest.person.closes_dms()
        for method in ("create_interaction_response", "create_followup_message"):
            stage.api.faults.add(method, "garbage", effect=effect, when=concerns(stage.api, guest))
        guest.presses("agree")
        guest.presses("q:capacity")
        guest.sees("back", but="done")


def test_everything_at_random_and_one_shard_begins_anew_since_its_session_is_lost(stage: Stage) -> None:
    crowd = [stage.arrives(f"{name}-Random") for name in ("Dede", "Emil", "Fay", "Gus")]
    elsewhere = Guest(stage.api.person("Hila-Invalid"), stage.round.code)
    stage.channels[1].guild.adds(elsewhere.person)
    elsewhere.runs("start", stage.channels[1], code=stage.round.code)
    elsewhere.presses("agree")
    form = elsewhere.opens()
    identified = stage.api.identified
    stage.api.invalidates(shard=1)
    stage.api.faults.random(20180414, dict.fromkeys(("server_error", "reset", "lost_reply", "slow"), 0.03), STRUCK)
    all_at_once(crowd, answers_three)
    stage.api.faults.clear()
    for guest in crowd:
        stage.shows(guest, *three_of(guest))
    until(lambda: stage.api.identified == identified + 1 and len(stage.api.connected) == SHARDS, "a new session")
    elsewhere.fills(form, areas="Hila-Invalid goes on.")
    elsewhere.sees("free", "finish")
    assert stage.kept_of(elsewhere) == (("areas", "Hila-Invalid goes on."),)


def concerns(api: DiscordApi, guest: Guest) -> Callable[[dict[str, Any]], bool]:
    """Return what says of a request whether it answers somebody."""

    def is_theirs(params: dict[str, Any]) -> bool:
        asked = api.by_token.get(params.get("token", ""))
        return asked.person is guest.person if asked else params.get("channel") == str(guest.person.dm.id)

    return is_theirs


def answers_three(guest: Guest) -> None:
    for question, *messages in three_of(guest):
        guest.answers(question, *messages)
    guest.runs("my")
    guest.reads("You gave 3 answers")


def three_of(guest: Guest) -> tuple[tuple[str, ...], ...]:
    name = guest.person.name
    return (
        ("capacity", f"{name} on capacity, to begin with.", f"{name} on capacity, once more."),
        ("areas", f"{name} on areas."),
        ("changes", f"{name} on changes."),
    )


def all_at_once(crowd: Sequence[Guest], act: Callable[[Guest], None]) -> None:
    with ThreadPoolExecutor(len(crowd)) as pool:
        list(pool.map(act, crowd))
