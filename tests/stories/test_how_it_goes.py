"""How a round goes, asked in chat and on the command line: the same numbers, masked alike."""

import json

import pytest

from tests.bot_api.phone import Phone
from tests.stories.commands import Palabre
from tests.stories.serving import Guest, discord_town, town

pytestmark = pytest.mark.story

PNG = b"\x89PNG"


def code_for(palabre: Palabre, name: str) -> str:
    return palabre.run("facilitator", "invite", name).out.strip()


def people_come(palabre: Palabre, name: str, people: int, *, language: str = "en", who: str = "p") -> None:
    agree = {"en": "I agree", "fr": "J’accepte"}[language]
    for number in range(people):
        there = ("partnerships", "--round", name, "--language", language)
        palabre.talk(agree, "1", "We need training.", options=there, name=f"{who}{number}")


def test_on_a_phone_as_text_and_as_a_picture(palabre: Palabre) -> None:
    with town(palabre) as place:
        launched = place.launches()
        palabre.run("round", "target", launched.id, "language=en:10")
        people_come(palabre, launched.id, 6)
        with place.serves() as process:
            ada = Phone(place.api, place.api.person("Ada"))
            ada.types(f"/start {code_for(palabre, 'Ada')}")
            told = ada.types("/status")
            assert told[0] == f"How {launched.id} goes"
            assert {"Respondents: 6", "English: 6 of 10; to the end: 0"} <= set(told)
            assert "Nobody was heard yet. Language: \u2068Français, Español, العربية\u2069." in told
            (picture,) = [message.document for message in ada.person.chat.messages if message.document]
            assert (picture.name, picture.content[:4]) == (f"{launched.id}.png", PNG)
            assert process.stop() == 0
        assert place.api.complaints == []


def test_in_discord_as_text_and_as_a_picture(palabre: Palabre) -> None:
    with discord_town(palabre) as place:
        launched = place.launches()
        people_come(palabre, launched.id, 5, language="fr")
        place.syncs()
        with place.serves() as process:
            ada = Guest(place.api.person("Ada"), code_for(palabre, "Ada"))
            ada.runs("facilitate", code=ada.code)
            ada.sees("office:rounds")
            ada.writes("/status", f"office:status:{launched.id}")
            assert "Français: 5" in ada.reads(f"How {launched.id} goes")
            (picture,) = [file for message in ada.person.dm.messages for file in message.files]
            assert (picture.name, picture.content[:4]) == (f"{launched.id}.png", PNG)
            assert process.stop() == 0


def test_asking_twice_tells_no_more_of_a_group_than_asking_once(palabre: Palabre) -> None:
    name = palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    people_come(palabre, name, 6)
    people_come(palabre, name, 5, language="fr", who="f")
    first = json.loads(palabre.run("round", "status", name, "--json").out)
    people_come(palabre, name, 1, language="fr", who="late")
    second = json.loads(palabre.run("round", "status", name, "--json").out)
    assert (first["respondents"], second["respondents"]) == (11, 12)
    assert first["languages"] == second["languages"] == {"en": 6, "fr": 5}
    assert first["progress"]["groups"] == second["progress"]["groups"]


def test_the_languages_of_a_small_round_are_masked(palabre: Palabre) -> None:
    name = palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    people_come(palabre, name, 2)
    assert set(json.loads(palabre.run("round", "status", name, "--json").out)["languages"].values()) == {None}
