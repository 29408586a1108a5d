"""People are interviewed in Discord: by direct message, or, where they take none, where only they see it.

`palabre serve` runs discord.py's real client against a local gateway and REST API.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from consultation.rounds import Round
from tests.discord_api import GuildChannel, Person
from tests.stories.commands import Palabre
from tests.stories.serving import DiscordTown, Guest, Serving, discord_town, said, until

pytestmark = pytest.mark.story

QUESTIONS = ("capacity", "areas", "partners", "changes")


@dataclass(frozen=True)
class Stage:
    """A bot at work in a round of its own, in a server in which it may announce."""

    town: DiscordTown
    round: Round
    process: Serving
    facilitator: Person
    channel: GuildChannel

    def run(self, *arguments: str) -> str:
        return self.town.palabre.run(*arguments).out

    def kept_of(self, mark: str) -> tuple[tuple[str, ...], ...]:
        """Return what is kept of the one person whose words hold a mark."""
        found = [said(one) for one in self.town.kept(self.round) if mark in str(said(one))]
        assert len(found) == 1, f"{len(found)} people said {mark!r}"
        return found[0]

    def comes_by_announcement(self, name: str) -> Guest:
        """Return somebody whose direct messages are closed, who has agreed where only they see it."""
        guest = Guest(self.town.api.person(name), self.round.code)
        self.channel.guild.adds(guest.person)
        guest.person.closes_dms()
        guest.follows(self.channel.messages[0])
        guest.presses("agree")
        guest.sees("free", "write")
        return guest


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with discord_town(Palabre(tmp_path_factory.mktemp("home"))) as there:
        launched, facilitator = there.launches(), there.api.person("Facilitator", locale="fr")
        guild = there.api.guild("Salon", members=[facilitator])
        guild.grants(facilitator, "manage_channels")
        channel = guild.channel("general")
        there.syncs()
        with there.serves() as process:
            answered = facilitator.runs("announce-here", channel).wait()
            assert answered.message is not None
            assert (
                answered.message.content.startswith("Les séries de questions peuvent désormais") or answered.ephemeral
            )
            (listed,) = json.loads(there.palabre.run("group", "list", "--json").out)
            assert listed["name"] == "Salon #general"
            announced = there.palabre.run("round", "announce", launched.id, "--group", listed["id"][:8])
            assert announced.out == "groups: 1\n"
            channel.wait(lambda message: bool(message.buttons))
            yield Stage(there, launched, process, facilitator, channel)
            there.api.waits_until_idle()
            assert process.stop() == 0
        assert [each for each in there.api.interactions.values() if not each.responded or each.thinking] == []
        assert there.api.complaints == []
        assert there.api.pings == []
        assert len(channel.messages) == 1, "in public there is the announcement, and nothing else"


# By direct message


def test_a_whole_interview_by_direct_message(stage: Stage) -> None:  # noqa: PLR0915 (one story)
    ada = stage.town.arrives("Ada", stage.round)
    first, second = ada.answers("capacity", "Ada-One: more training.", "Ada-Two: <@1> @everyone *more* mentoring.")
    ada.edits(first, "Ada-One: more training, in our languages.")
    ada.reads("Changed. Your new words stand")
    ada.presses("q:partners")
    ada.sees("back", but="done")
    ada.writes("Ada-Three: libraries.", "done")
    regretted = ada.writes("Ada-Four: my neighbour, whom I should not name.", "done")
    ada.deletes(regretted)
    ada.reads("You deleted that, so I have taken it back.")
    until(lambda: "Ada-Four" not in str(stage.kept_of("Ada-One")), "words taken back")
    ada.runs("my")
    shown = ada.reads("Ada-One")
    assert "Ada-Three: libraries." in shown
    assert "\\*more\\*" in shown
    ada.presses("go-on")
    ada.presses("quote:verbatim")
    ada.presses("pick:role:volunteer")
    ada.presses("pick:region:oceania")
    ada.sees("skip:region")
    ada.presses("skip:region")
    ada.presses("skip:level")
    ada.sees("skip:organisation")
    ada.writes("Library of Kisumu")
    ada.presses("skip:criterion")
    ada.reads("Thank you for taking part.")
    ada.runs("withdraw")
    ada.sees("take-all-back")
    assert stage.kept_of("Ada-One") == (
        ("capacity", "Ada-One: more training, in our languages.", second.content),
        ("partners", "Ada-Three: libraries."),
    )
    (kept,) = [one for one in stage.town.kept(stage.round) if "Ada-One" in str(said(one))]
    assert {name: kept.attributes[name] for name in ("role", "region")} == {
        "role": ("volunteer",),
        "region": ("oceania",),
    }
    before = json.loads(stage.run("round", "status", stage.round.id, "--json"))
    ada.presses("take-all-back")
    ada.reads("withdrawn")
    after = json.loads(stage.run("round", "status", stage.round.id, "--json"))
    assert (before["answers"] - after["answers"], after["withdrawn"] - before["withdrawn"]) == (2, 2)


def test_the_button_of_an_announcement_begins_a_conversation_by_direct_message(stage: Stage) -> None:
    bela = Guest(stage.town.api.person("Bela", locale="fr"), stage.round.code)
    stage.channel.guild.adds(bela.person)
    pressed = bela.follows(stage.channel.messages[0])
    bela.presses("agree")
    bela.sees("free")
    assert pressed.wait().ephemeral
    assert pressed.message is not None
    assert [button.url.rpartition("/")[2] for row in pressed.message.buttons for button in row] == [
        str(bela.person.dm.id)
    ]
    assert "Acceptez-vous de participer" in str(bela.person.dm.messages[0])
    bela.answers("areas", "Bela-Mots: les bibliothèques.")
    assert stage.kept_of("Bela-Mots") == (("areas", "Bela-Mots: les bibliothèques."),)


def test_buttons_and_commands_may_be_used_anywhere_and_several_people_talk_at_once(stage: Stage) -> None:
    crowd = [stage.town.arrives(name, stage.round) for name in ("Chen", "Dede", "Emil", "Fay")]
    words = [f"{guest.person.name}-Word {number}." for number in range(5) for guest in crowd]
    for guest in crowd:
        guest.presses("free")
        guest.sees("back", but="done")
    sent = [guest.person.says(text) for text, guest in zip(words, crowd * 5, strict=True)]
    stage.town.api.waits_until_idle()
    for guest in crowd:
        guest.runs("menu")
        guest.sees("free", "finish")
        own = [message.content for message in sent if message.author is guest.person]
        assert stage.kept_of(f"{guest.person.name}-Word") == (("", *own),)


# Where they take no direct messages


def test_closed_direct_messages_do_not_keep_anyone_from_answering(stage: Stage) -> None:
    gus = stage.comes_by_announcement("Gus")
    gus.presses("q:changes")
    form = gus.opens()
    (only,) = form.inputs
    assert (only.label, only.long, only.max_length) == ("What should change", True, 4000)
    question = "What structural changes, technical ones included, should we make, if any, to foster partnerships?"
    assert question in (only.description, *form.texts)
    gus.fills(form, changes="Gus-Words, written *in a form* for @everyone.")
    gus.sees("done")
    gus.fills(gus.opens(), changes="And more of it.")
    gus.reads("Kept")
    gus.presses("done")
    gus.sees("free", "finish")
    assert stage.kept_of("Gus-Words") == (
        ("changes", "Gus-Words, written *in a form* for @everyone.", "And more of it."),
    )
    assert stage.channel.guild.has(gus.person)
    assert gus.person.dm.messages == []
    assert all(message.viewer is gus.person for message in gus.person.ephemerals)


def test_a_form_takes_several_answers_at_once(stage: Stage) -> None:
    hila = stage.comes_by_announcement("Hila")
    form = hila.opens()
    assert 2 <= len(form.inputs) <= 5
    assert all(len(each.label) <= 45 and not each.required for each in form.inputs)
    shown = "\n".join([*form.texts, *(each.description for each in form.inputs)])
    assert (
        "How do we strengthen our capacity for collaboration, so as to be the best and most effective partner?" in shown
    )
    hila.fills(form, **{question: f"Hila-Words on {question}." for question in QUESTIONS[:3]})
    hila.sees("free", "finish", "write")
    hila.fills(hila.opens(), changes="Hila-Words on changes.")
    hila.sees("free", "finish")
    assert stage.kept_of("Hila-Words") == tuple((each, f"Hila-Words on {each}.") for each in QUESTIONS)
    hila.runs("my", stage.channel)
    assert "Hila-Words on areas." in hila.reads("Hila-Words on changes.")
    assert hila.person.dm.messages == []


def test_a_command_in_a_server_is_answered_so_that_only_the_person_sees_it(stage: Stage) -> None:
    ines = Guest(stage.town.api.person("Ines", locale="es-ES"), stage.round.code)
    stage.channel.guild.adds(ines.person)
    asked = ines.runs("por-que", stage.channel).wait()
    assert asked.ephemeral
    assert ines.person.dm.messages == []
    began = ines.runs("start", stage.channel, code=stage.round.code).wait()
    assert began.ephemeral
    ines.presses("agree")
    ines.sees("free")
    ines.runs("why", stage.channel).wait()
    assert "Por qué preguntamos" in ines.reads("Stuart Prior: Wikimedia UK")


# What stays within


def test_nothing_of_anybody_is_in_the_log_and_no_raw_id_in_the_database(stage: Stage) -> None:
    api = stage.town.api
    zora = stage.town.arrives("ZoraPlanted", stage.round)
    api.faults.add("create_message", "reset")
    api.faults.add("create_message", "server_error", after=1)
    zora.answers("capacity", "PlantedWords of mine.")
    yves = stage.comes_by_announcement("YvesPlanted")
    yves.fills(yves.opens(), capacity="PlantedWords of Yves.")
    yves.sees("finish")
    api.waits_until_idle()
    files = [file.read_bytes() for file in stage.town.palabre.home.glob("palabre.db*")]
    assert any(b"PlantedWords" in content for content in files), "we look in the right place"
    assert any(b"discord:gAAAA" in content for content in files), "addresses are kept, sealed"
    assert stage.process.said.count("a reply is tried again") >= 1
    guests = (zora.person, yves.person, stage.facilitator)
    ids = [*(person.id for person in guests), *(person.dm.id for person in guests), stage.channel.id]
    tokens = [stage.town.token, *stage.town.token.split(".")[1:], *(each.token for each in api.interactions.values())]
    for planted in ("Planted", *map(str, ids), str(stage.channel.guild.id), *tokens):
        assert planted not in stage.process.said
    raw = [str(each).encode() for each in ids] + [each.to_bytes(8) for each in ids] + [t.encode() for t in tokens]
    raw += [person.name.encode() for person in guests]
    assert [planted for planted in raw if any(planted in content for content in files)] == []
