"""What people do in Telegram beside answering: edits, pictures, forwards, old buttons, other languages, being late."""

import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from consultation.records import Participation
from consultation.rounds import Round
from tests.bot_api.messages import Message
from tests.bot_api.people import Person
from tests.bot_api.phone import Respondent
from tests.stories.commands import Palabre
from tests.stories.serving import Town, said, town

pytestmark = pytest.mark.story

KEPT = "Kept. You can go on writing."
ONLY_TEXT = "I can only read text. Nothing is lost: please put it into words."
ONLY_WORDS = "I can only read text: of what you sent, I have kept the words."
OUT_OF_PLACE = "That is not possible here any more. Let us go on:"
REVISED = "Changed. Your new words stand; reports made from the old ones will be made anew."


@dataclass
class Stage:
    """A bot at work in a round of its own, in which each test has a person of its own."""

    town: Town
    round: Round
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def arrives(self, *, language: str = "en") -> Respondent:
        """Return somebody who has agreed to take part."""
        name = f"Person{next(self.numbers)}"
        newcomer = Respondent(self.town.api.person(name, language=language), self.round.code)
        newcomer.joins()
        self.town.api.waits_until_idle()
        return newcomer

    def answers_to(self, person: Person, act: Callable[[], object]) -> list[str]:
        """Return the texts that the bot has sent to a person when all that follows from an act is done."""
        before = {message.id for message in person.chat.messages}
        act()
        self.town.api.waits_until_idle()
        new = [message for message in person.chat.messages if message.id not in before]
        return [message.text for message in new if message.sender is not person]

    def record(self, mark: str) -> Participation:
        """Return what is kept of the one person whose words hold a mark."""
        found = [one for one in self.town.kept(self.round) if mark in str(said(one))]
        assert len(found) == 1, f"{len(found)} people said {mark!r}"
        return found[0]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with town(Palabre(tmp_path_factory.mktemp("home"))) as there:
        launched = there.launches()
        with there.serves() as process:
            yield Stage(there, launched)
            assert process.stop() == 0
        assert there.api.complaints == []
        assert [press for press in there.api.unanswered if not press.expired] == []


# Words


def test_an_edited_message_edits_the_answer(stage: Stage) -> None:
    ada = stage.arrives()
    ada.presses("q:capacity")
    ada.sees("back", but="done")
    sent = ada.person.says("Ada-Edits asks: who pays for the coffee at our meetings?")
    ada.after(sent)
    ada.sees("done")
    (receipt,) = stage.answers_to(
        ada.person, lambda: ada.person.edits(sent, "Ada-Edits asks for more training of volunteers, and mentoring.")
    )
    assert receipt.startswith(REVISED)
    (answer,) = stage.record("Ada-Edits").answers
    texts = [revision.text for revision in answer.revisions]
    assert texts == [
        "Ada-Edits asks: who pays for the coffee at our meetings?",
        "Ada-Edits asks for more training of volunteers, and mentoring.",
    ]
    assert ["skills" in revision.themes for revision in answer.revisions] == [False, True]
    assert stage.answers_to(ada.person, lambda: ada.person.edits(sent, "Ada-Edits, once more, in time."))
    assert len(stage.record("Ada-Edits").answers[0].revisions) == 3


def test_an_edit_of_what_was_said_before_agreeing_keeps_nothing(stage: Stage) -> None:
    person = stage.town.api.person("Early", language="en")
    sent = person.says("Early-Words before any agreement.")
    stage.answers_to(person, lambda: person.says(f"/start {stage.round.code}"))
    (told,) = stage.answers_to(person, lambda: person.edits(sent, "Early-Words, edited."))
    assert told.startswith("I have not kept that: first I need your agreement.")
    assert not any("Early-Words" in str(said(one)) for one in stage.town.kept(stage.round))


def test_several_messages_make_one_answer_word_for_word(stage: Stage) -> None:
    bela = stage.arrives()
    marks = 'Bela-Marks: <b>bold</b> & "quotes" <script>alert(1)</script> *stars* _lines_ [link](http://x) …'
    long = "Bela says it at length. " * 160
    messages = (marks, long.strip(), long.strip(), "العربية أيضا 👩‍👩‍👧", "/ no command, dear bot")
    bela.answers("areas", *messages)
    assert said(stage.record("Bela-Marks")) == (("areas", *messages),)
    review = stage.answers_to(bela.person, lambda: bela.presses("finish"))
    assert len(review) > 1
    assert all(len(text) <= 4096 for text in review)
    assert marks in review[0]
    assert "\n".join(review).count("Bela says it at length.") == 320
    assert all(text.rstrip().endswith((".", "…", "👩‍👩‍👧", "bot", ":")) for text in review)


# What is not text


def test_an_album_is_answered_once_and_its_caption_kept(stage: Stage) -> None:
    chen = stage.arrives()
    silent = stage.answers_to(chen.person, lambda: [chen.person.sends_photo(album="silent-album") for _ in range(4)])
    assert [text.partition("\n")[0] for text in silent] == [ONLY_TEXT]
    spoken = stage.answers_to(
        chen.person,
        lambda: [chen.person.sends_photo("Chen-Caption of an album." * first, album="album") for first in (1, 0, 0)],
    )
    assert [text.partition("\n")[0] for text in spoken] == [ONLY_WORDS]
    assert said(stage.record("Chen-Caption")) == (("", "Chen-Caption of an album."),)


def test_the_caption_of_a_photo_is_kept_and_can_be_edited(stage: Stage) -> None:
    dede = stage.arrives()
    photos: list[Message] = []
    (told,) = stage.answers_to(dede.person, lambda: photos.append(dede.person.sends_photo("Dede-Photo of training.")))
    assert told.startswith(ONLY_WORDS)
    (told,) = stage.answers_to(dede.person, lambda: dede.person.edits(photos[0], "Dede-Photo of a library."))
    assert told.split("\n\n")[:2] == [ONLY_WORDS, REVISED]
    assert said(stage.record("Dede-Photo")) == (("", "Dede-Photo of a library."),)


MEDIA: dict[str, Callable[[Person], Message]] = {
    "photo": Person.sends_photo,
    "voice": Person.sends_voice,
    "video": Person.sends_video,
    "video note": Person.sends_video_note,
    "sticker": Person.sends_sticker,
    "animation": Person.sends_animation,
    "document": Person.sends_document,
    "location": Person.sends_location,
    "contact": Person.sends_contact,
    "poll": Person.sends_poll,
    "dice": Person.sends_dice,
}


def test_whatever_is_no_text_is_told_so_and_loses_nothing(stage: Stage) -> None:
    emil = stage.arrives()
    emil.presses("q:changes")
    emil.sees("back", but="done")
    stage.answers_to(emil.person, lambda: emil.person.says("Emil-Media, before."))
    told = {kind: stage.answers_to(emil.person, lambda send=send: send(emil.person)) for kind, send in MEDIA.items()}  # type: ignore[misc]  # mypy: a default of a lambda
    assert {kind: [text.partition("\n")[0] for text in texts] for kind, texts in told.items()} == {
        kind: [ONLY_TEXT] for kind in MEDIA
    }
    stage.answers_to(emil.person, lambda: emil.person.says("And after."))
    assert said(stage.record("Emil-Media")) == (("changes", "Emil-Media, before.", "And after."),)


def test_what_others_wrote_is_not_kept_and_what_one_forwards_of_oneself_is(stage: Stage) -> None:
    fay = stage.arrives()
    for origin in ("user", "hidden_user", "channel"):
        (told,) = stage.answers_to(fay.person, lambda origin=origin: fay.person.forwards("Fay-Else wrote.", origin))  # type: ignore[misc]  # mypy: a default of a lambda
        assert told.startswith("You forwarded that, so I have not kept it: please say it in your own words.")
    stage.answers_to(fay.person, lambda: fay.person.forwards("Fay-Self wrote this yesterday.", "self"))
    stage.answers_to(fay.person, lambda: fay.person.via_bot("Fay sent this through a bot."))
    kept = said(stage.record("Fay-Self"))
    assert kept == (("", "Fay-Self wrote this yesterday.", "Fay sent this through a bot."),)


def test_posts_in_channels_and_other_bots_are_nobody(stage: Stage) -> None:
    gus, api = stage.arrives(), stage.town.api
    channel = api.channel("Gazette")
    channel.adds_bot()
    group = api.group("Hall", members=[gus.person])
    group.adds_bot(by=gus.person)
    post = channel.posts("/start@palabre_bot Channel-Words")
    channel.edits_post(post, "Channel-Words, edited")
    api.other_bot("other_bot").says_in(group, "/start@palabre_bot Bot-Words")
    sent = gus.person.chat.last.json() | {"message_id": 9_999, "text": "Bot-Words in private."}
    for kind in ("message", "edited_message"):
        api.acts({kind: sent | {"from": {"id": 42, "is_bot": True, "first_name": "Bot"}, "edit_date": 1}})
    for kind in ("channel_post", "edited_channel_post"):
        api.acts({kind: post.json()})
    assert stage.answers_to(gus.person, lambda: None) == []
    assert [message for chat in (channel, group) for message in chat.messages if message.sender is api.bot_of()] == []
    assert not any("-Words" in str(said(one)) and "Bot-" in str(said(one)) for one in stage.town.kept(stage.round))


def test_what_cannot_be_read_stops_nobody(stage: Stage) -> None:
    hila = stage.arrives()
    stage.town.api.acts({"message": {"message_id": "x", "chat": "y"}})
    stage.town.api.acts({"something_of_next_year": {"from": {"id": 1}}})
    (told,) = stage.answers_to(hila.person, lambda: hila.person.says("Hila-Words are heard."))
    assert told.startswith("Kept, as a free contribution.")


# Menus and buttons


def test_menus_stand_in_every_language_and_scope(stage: Stage) -> None:
    commands = stage.town.api.commands
    for language, (menu, start) in {
        "": ("the questions or drafts", "where to answer in private"),
        "fr": ("les questions ou les propositions", "où répondre en privé"),
        "es": ("", "dónde responder en privado"),
        "ar": ("", ""),
    }.items():
        private, public = commands["all_private_chats", language], commands["all_group_chats", language]
        names = [command["command"] for command in private]
        assert names[:3] == ["menu", "why", "my"]
        assert {"withdraw", "language", "privacy", "export", "report", "link", "stop", "forget"} <= {*names}
        assert private[0]["description"] == (menu or private[0]["description"])
        assert [command["command"] for command in public] == ["start"]
        assert public[0]["description"] == (start or public[0]["description"])


def test_the_menu_of_a_chat_follows_the_language_that_is_spoken_there(stage: Stage) -> None:
    api, ines = stage.town.api, stage.arrives()
    scope = f"chat:{ines.person.id}", ""
    assert scope not in api.commands
    stage.answers_to(ines.person, lambda: ines.person.says("/language"))
    ines.presses("language:fr")
    api.waits_until_idle()
    assert api.commands[scope] == api.commands["all_private_chats", "fr"]
    stage.answers_to(ines.person, lambda: ines.person.says("/language ar"))
    assert api.commands[scope] == api.commands["all_private_chats", "ar"]
    stage.answers_to(ines.person, lambda: ines.person.says("/language en"))
    assert api.commands[scope] == api.commands["all_private_chats", ""]


def test_a_button_pressed_twice_acts_once(stage: Stage) -> None:
    jo = stage.arrives()
    button = jo.sees("q:capacity")
    told = stage.answers_to(jo.person, lambda: [jo.person.presses(button, stale=True) for _ in range(2)])
    assert [text.partition("\n")[0] for text in told] == [told[0].partition("\n")[0]] * 2
    assert told[0].startswith("How do we strengthen our capacity")
    jo.after(jo.person.says("Jo-Words, and that is all."))
    done = jo.sees("done")
    told = stage.answers_to(jo.person, lambda: [jo.person.presses(done, stale=True) for _ in range(2)])
    assert told[0].startswith("You have spoken on 1 of 5.")
    assert told[1].startswith(OUT_OF_PLACE)
    assert said(stage.record("Jo-Words")) == (("capacity", "Jo-Words, and that is all."),)


@pytest.mark.parametrize("data", ["q:nosuch", "d:99", "side:8:support", "open:GONE", "nonsense", "theme:X:y", "::"])
def test_a_button_of_what_is_gone_answers_kindly_and_leads_back(stage: Stage, data: str) -> None:
    kim = stage.arrives()
    menu = kim.sees("free").message
    assert menu is not None
    (told,) = stage.answers_to(kim.person, lambda: kim.person.presses(menu, data, stale=True))
    assert told.startswith(OUT_OF_PLACE)
    kim.answers("areas", "We go on.")


def test_a_press_that_came_too_late_or_of_a_message_that_is_gone_counts_all_the_same(stage: Stage) -> None:
    lea = stage.arrives()
    button = lea.sees("q:areas")

    def presses_late() -> None:
        stage.town.api.run(lambda: setattr(lea.person.presses(button), "expired", True))

    (told,) = stage.answers_to(lea.person, presses_late)
    assert told.startswith("What are the specific areas")
    back = lea.sees("back")
    (told,) = stage.answers_to(lea.person, lambda: lea.person.presses(back, inaccessible=True))
    assert told.startswith("Choose a question")
    button = lea.sees("q:changes")
    assert button.message is not None
    lea.person.deletes(button.message)
    (told,) = stage.answers_to(lea.person, lambda: lea.person.presses(button, stale=True))
    assert told.startswith("What structural changes")


def test_a_choice_is_ticked_in_its_own_message(stage: Stage) -> None:
    mia = stage.arrives()
    mia.answers("capacity", "Mia-Words about training.")
    mia.presses("finish")
    mia.presses("go-on")
    mia.presses("quote:verbatim")
    mia.presses("skip:role")
    region = mia.sees("pick:region:oceania")
    assert stage.answers_to(mia.person, lambda: mia.person.presses(region)) == []
    assert region.message is not None
    assert [button.label for row in region.message.buttons for button in row if button.data == region.data] == [
        "✓ Oceania"
    ]
    assert stage.record("Mia-Words").attributes == {"region": ("oceania",)}


def test_everything_of_oneself_comes_as_a_text_and_as_data(stage: Stage) -> None:
    nia = stage.arrives()
    nia.answers("capacity", "Nia-Words for the file.")
    stage.answers_to(nia.person, lambda: nia.person.says("/export"))
    text, file = [message.document for message in nia.person.chat.messages if message.document]
    assert (text.name, file.name) == ("palabre-export.txt", "palabre-export.json")
    assert "│ Nia-Words for the file.\n" in text.content.decode()
    (exported,) = json.loads(file.content)["rounds"]
    assert [answer["revisions"][0]["text"] for answer in exported["answers"]] == ["Nia-Words for the file."]


# Blocking


def test_who_blocks_the_bot_loses_nothing_and_goes_on_when_they_come_back(stage: Stage) -> None:
    oda = stage.arrives()
    oda.answers("capacity", "Oda-Words before blocking.")
    stage.answers_to(oda.person, oda.person.blocks)
    assert said(stage.record("Oda-Words")) == (("capacity", "Oda-Words before blocking."),)
    stage.answers_to(oda.person, oda.person.unblocks)
    oda.answers("areas", "And after.")
    assert said(stage.record("Oda-Words")) == (("capacity", "Oda-Words before blocking."), ("areas", "And after."))


def test_who_blocks_the_bot_before_its_answer_comes_is_kept_and_hinders_nobody(stage: Stage) -> None:
    pia, quin = stage.arrives(), stage.arrives()
    pia.person.says("Pia-Words, and away.")
    pia.person.blocks()
    (told,) = stage.answers_to(quin.person, lambda: quin.person.says("Quin-Words."))
    assert told.startswith("Kept")
    assert said(stage.record("Pia-Words")) == (("", "Pia-Words, and away."),)


# Another process


def test_buttons_from_before_a_restart_mean_the_same_and_a_round_closed_elsewhere_is_closed(tmp_path: Path) -> None:
    with town(Palabre(tmp_path / "home")) as there:
        first, second = there.launches(), there.launches("--drafts", "--beside")
        ada, bela = (Respondent(there.api.person(name, language="en"), first.code) for name in ("Ada", "Bela"))
        chen = Respondent(there.api.person("Chen", language="en"), second.code)
        with there.serves() as process:
            for each in (ada, bela):
                each.joins()
            chen.after(chen.person.says(f"/start {second.code}"))
            chen.presses("agree")
            chen.presses("d:8")
            chen.sees("side:8:support")
            assert process.stop() == 0
        with there.serves() as process:
            ada.answers("capacity", "The same as before.")
            chen.presses("side:8:support")
            chen.sees("skip:8")
            _closes_early(there, first, ada, bela)
            assert process.stop() == 0
        (stance,) = there.kept(second)[0].stances
        assert (stance.draft, stance.side) == ("8", "support")


def _closes_early(there: Town, launched: Round, ada: Respondent, bela: Respondent) -> None:
    """Show that a process notices what another one does to a round: who is late is told, who changes is heard."""
    there.palabre.run("round", "close", launched.id)
    stage = Stage(there, launched)
    told: list[str] = []
    for number in range(40):  # what was read of rounds is remembered for a second
        told = stage.answers_to(bela.person, lambda number=number: bela.person.says(f"Late {number}"))  # type: ignore[misc]  # mypy: a default of a lambda
        if "closed" in told[0]:
            break
    assert told[0].startswith("I have not kept what you just wrote.\n\nThis round closed on ")
    late = number
    (told_ada,) = stage.answers_to(ada.person, lambda: ada.presses("q:areas"))
    assert told_ada.startswith("This round closed on ")
    kept = {one[0][1].split()[0]: one for one in there.said_by_all(launched)}
    assert len(kept.get("Late", ("",))[0]) - 1 == late if late else "Late" not in kept
    sent = next(message for message in ada.person.chat.messages if message.text == "The same as before.")
    (told_ada,) = stage.answers_to(ada.person, lambda: ada.person.edits(sent, "Not quite the same."))
    assert told_ada.startswith(REVISED)
    newcomer = there.api.person("Newcomer", language="en")
    (told_newcomer,) = stage.answers_to(newcomer, lambda: newcomer.says(f"/start {launched.code}"))
    assert told_newcomer.startswith("This round closed on ")
