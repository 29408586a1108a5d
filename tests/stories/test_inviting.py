"""Each community has links of its own: they lead into the round, are counted apart, and come as text and QR code."""

import re
from pathlib import Path

import pytest
import segno

from tests.bot_api.phone import Phone
from tests.stories.commands import Palabre
from tests.stories.serving import DiscordTown, Town, discord_town, town

pytestmark = pytest.mark.story


@pytest.fixture
def launched(palabre: Palabre) -> str:
    """Give the code of a round."""
    palabre.run("round", "launch", "partnerships", "--questions", "--closes", "21d")
    return palabre.run("round", "link", "partnerships-1").out.split()[-1]


def links(palabre: Palabre, place: Town | DiscordTown, *options: str | Path) -> dict[str, str]:
    ran = palabre.run("round", "link", "partnerships-1", *options, settings=settings(place))
    return dict(re.split(r"  +", line, maxsplit=1) for line in ran.out.splitlines())


def settings(place: Town | DiscordTown) -> dict[str, str]:
    if isinstance(place, DiscordTown):
        return place.settings
    return {"telegram_token": place.token, "telegram_api": place.api.url}


def test_who_follows_a_link_is_counted_with_its_source(palabre: Palabre, launched: str) -> None:
    """With a source of 17 characters the whole is as long as a code that gives a role, and is none."""
    with town(palabre) as place, place.serves():
        address = links(palabre, place, "--source", "Village_Pump_2030")["telegram"]
        assert re.fullmatch(rf"https://t\.me/\w+\?start={launched}-village_pump_2030", address)
        carried = address.partition("start=")[2]
        for name, said in {"Ada": f"/start {carried}", "Ben": f"/start {launched}"}.items():
            assert Phone(place.api, place.api.person(name)).types(said)[0] == "Partnerships for Wikimedia 2030"
        with place.store() as store:
            came = [one.source for one in store.record("partnerships-1").participations]
        assert sorted(came) == ["", "village_pump_2030"]


@pytest.mark.usefixtures("launched")
def test_the_code_says_the_link(palabre: Palabre, tmp_path: Path) -> None:
    with town(palabre) as place:
        address = links(palabre, place, "--source", "salon", "--qr", tmp_path / "salon.png")["telegram"]
        links(palabre, place, "--source", "salon", "--qr", tmp_path / "salon.svg")
    expected = segno.make(address, error="m", micro=False)
    expected.save(str(tmp_path / "expected.png"), border=4, scale=10)
    assert (tmp_path / "salon.png").read_bytes() == (tmp_path / "expected.png").read_bytes()
    side = 10 * (expected.symbol_size(border=4)[0])
    assert re.search(rf'<svg [^>]*width="{side}" height="{side}"', (tmp_path / "salon.svg").read_text())


def test_discord_gives_a_page_and_a_command(palabre: Palabre, launched: str) -> None:
    with discord_town(palabre) as place:
        found = links(palabre, place, "--source", "salon")
        assert found["command"] == f"/start {launched}-salon"
        assert re.fullmatch(r"https://discord\.com/users/\d+", found["discord"])
        refused = palabre.run("round", "link", "partnerships-1", "--qr", "x.png", exits=1, settings=place.settings)
    assert refused.err == "--qr: only links into Telegram carry a round's code; set PALABRE_TELEGRAM_TOKEN\n"


@pytest.mark.usefixtures("launched")
@pytest.mark.parametrize(
    ("language", "first", "last"),
    [
        ("en", "Partnerships for Wikimedia 2030", "Answer in Telegram:"),
        ("fr", "Des partenariats pour Wikimédia 2030", "Répondre sur Telegram\u00a0:"),
        ("es", "Alianzas para Wikimedia 2030", "Responder en Telegram:"),
        ("ar", "شراكات من أجل ويكيميديا 2030", "للإجابة في تيليغرام:"),
    ],
)
def test_an_invitation_to_paste_in_each_language(palabre: Palabre, language: str, first: str, last: str) -> None:
    with town(palabre) as place:
        address = links(palabre, place, "--source", "salon")["telegram"]
        options = ("--source", "salon", "--language", language)
        text = palabre.run("round", "invitation", "partnerships-1", *options, settings=settings(place)).out
    paragraphs = text.rstrip("\n").split("\n\n")
    assert (paragraphs[0], *paragraphs[-2:]) == (first, last, address)


@pytest.mark.usefixtures("launched")
def test_what_cannot_be_is_said(palabre: Palabre) -> None:
    def error(*arguments: str) -> str:
        return palabre.run("round", *arguments, exits=1).err

    assert error("link", "partnerships-1", "--source", "a b") == (
        "--source: 'a b' cannot stand in a link; take up to 32 letters a-z, digits and _, such as village_pump\n"
    )
    assert error("link", "partnerships-1", "--qr", "x.gif") == "--qr: x.gif is neither .png nor .svg\n"
    assert error("invitation", "partnerships-1", "--language", "de") == (
        "--language: the consultation does not speak 'de'; it speaks: en, fr, es, ar\n"
    )
    assert error("link", "nowhere").startswith("there is no round nowhere")
