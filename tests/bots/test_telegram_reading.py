"""Every kind of update there is has a meaning, and no meaning holds a platform's id."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import telegram
from telegram import Update

from bots.identity import Identities
from bots.telegram_polling import read
from bots.telegram_reading import (
    ADDRESSES,
    ALBUMS,
    NOTHING,
    WANTED,
    AskedInPublic,
    Joined,
    Left,
    Meaning,
    Moved,
    Nothing,
    Reached,
    Reader,
    Said,
)
from bots.telegram_request import AiohttpRequest
from config.time_and_chance import SystemClock
from consultation.messages import FORWARDED, Incoming
from tests.bot_api import BotApi, Group, Message, Person, groups
from tests.bot_api import media as sent_media
from tests.bots.loops import Beside

TOLD = "Il nous faut une relève."


class Reading:
    """A bot's reader, and what the server has for it."""

    def __init__(self, api: BotApi, bot: telegram.Bot, identities: Identities) -> None:
        self.api = api
        self.bot = bot
        self.identities = identities
        self.reader = Reader(identities, SystemClock())

    def updates(self) -> list[Update]:
        """Return what has come since."""
        queue = self.api.bot_of().updates
        pending = [json.loads(update.json) for update in queue.pending]
        self.api.run(queue.clear)
        found = [read(raw, self.bot) for raw in pending]
        assert None not in found
        return [update for update in found if update is not None]

    def all(self) -> list[Meaning]:
        return [self.reader.meaning(update) for update in self.updates()]

    def one(self) -> Meaning:
        [meaning] = self.all()
        return meaning

    def said(self) -> Incoming:
        meaning = self.one()
        assert isinstance(meaning, Said)
        return meaning.incoming

    def means(self, **update: Any) -> Meaning:
        """Return what an update of one's own making means."""
        found = read({"update_id": 1, **update}, self.bot)
        assert found is not None
        return self.reader.meaning(found)


@pytest.fixture
def reading(api: BotApi, token: str, loop: Beside, identities: Identities) -> Iterator[Reading]:
    bot = telegram.Bot(token, base_url=f"{api.url}/bot", request=AiohttpRequest(), get_updates_request=AiohttpRequest())
    loop.does(bot.initialize())
    yield Reading(api, bot, identities)
    loop.does(bot.shutdown())


@pytest.fixture
def ada(api: BotApi, token: str) -> Person:
    assert token
    return api.person("Ada Lovelace", language="fr-CA", username="ada")


@pytest.fixture
def group(api: BotApi, token: str, ada: Person, reading: Reading) -> Group:
    assert token
    group = api.group("Les amies", members=[ada])
    group.adds_bot(by=ada)
    reading.all()
    return group


# Words


def test_words_are_said_by_somebody_whom_nobody_can_name(reading: Reading, ada: Person) -> None:
    message = ada.says(TOLD)
    meaning = reading.one()
    assert isinstance(meaning, Said)
    assert (meaning.chat, meaning.callback, meaning.pressed) == (ada.id, "", 0)
    incoming = meaning.incoming
    identities = reading.identities
    assert incoming == Incoming(
        identity=identities.hashed("telegram", str(ada.id)),
        delivery=incoming.delivery,
        message=identities.hashed("telegram", str(ada.id), str(message.id)),
        at=datetime.fromtimestamp(message.date, UTC),
        text=TOLD,
        language="fr",
        address=incoming.address,
    )
    assert identities.opened(incoming.address) == str(ada.id)
    assert incoming.address.startswith("telegram:")


def test_an_address_stays_the_same_while_it_is_remembered(reading: Reading, ada: Person) -> None:
    ada.says("a")
    ada.says("b")
    assert len({said.incoming.address for said in reading.all() if isinstance(said, Said)}) == 1
    for number in range(ADDRESSES + 5):
        reading.reader._addresses[reading.identities.sealing, -number - 1] = "x"
    ada.says("c")
    assert reading.identities.opened(reading.said().address) == str(ada.id)
    assert len(reading.reader._addresses) == ADDRESSES


def test_an_address_is_sealed_with_the_key_of_now(reading: Reading, ada: Person) -> None:
    ada.says("a")
    before = reading.said().address
    reading.identities.keys.turn(datetime.now(UTC))
    ada.says("b")
    after = reading.said().address
    assert reading.identities.resealed(after) == after != before


@pytest.mark.parametrize(("app", "language"), [("", ""), ("fr", "fr"), ("pt-BR", "pt"), ("zh-hans", "zh")])
def test_the_language_is_that_of_the_app(api: BotApi, reading: Reading, app: str, language: str) -> None:
    api.person("Zoé", language=app).says("a")
    assert reading.said().language == language


def test_a_command_is_said_like_other_words(reading: Reading, ada: Person) -> None:
    ada.says("/start CODE7")
    assert reading.said().text == "/start CODE7"


def test_words_sent_through_an_inline_bot_are_the_persons_choice(reading: Reading, ada: Person) -> None:
    ada.via_bot("¯\\_(ツ)_/¯")
    said = reading.said()
    assert (said.text, said.medium) == ("¯\\_(ツ)_/¯", "")


def test_replies_and_their_quotes_are_one_s_own_words_only(reading: Reading, ada: Person) -> None:
    first = ada.says("Une première.")
    reading.all()
    ada.says("Une réponse.", reply_to=first)
    assert reading.said().text == "Une réponse."


# Edits


def test_an_edit_names_the_message_it_changes(reading: Reading, ada: Person) -> None:
    message = ada.says("Avant.")
    before = reading.said()
    ada.edits(message, "Après.")
    after = reading.said()
    assert (after.text, after.edited, after.message) == ("Après.", True, before.message)
    assert not before.edited
    assert after.delivery != before.delivery


def test_two_edits_within_one_second_both_count(reading: Reading, ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading.api, "now", lambda: 1_900_000_000)
    message = ada.says("a")
    ada.edits(message, "b")
    ada.edits(message, "c")
    deliveries = {said.incoming.delivery for said in reading.all() if isinstance(said, Said)}
    assert len(deliveries) == 3


def test_the_same_words_again_later_are_another_edit(
    reading: Reading, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = ada.says("a")
    seconds = iter(range(1_900_000_000, 1_900_000_009))
    monkeypatch.setattr(reading.api, "now", lambda: next(seconds))
    for text in "bab":
        ada.edits(message, text)
    assert len({said.incoming.delivery for said in reading.all() if isinstance(said, Said)}) == 4


def test_an_edited_caption_is_an_edit(reading: Reading, ada: Person) -> None:
    message = ada.sends_photo("Avant.")
    reading.all()
    ada.edits(message, "Après.")
    said = reading.said()
    assert (said.text, said.edited, said.medium) == ("Après.", True, "photo")


def test_a_location_that_moves_is_no_news(reading: Reading, ada: Person) -> None:
    message = ada.sends_location()
    assert reading.said().medium == "location"
    reading.api.run(lambda: message.chat.tell(message, edited=True))
    assert reading.one() == NOTHING


# Buttons


@pytest.fixture
def asked(reading: Reading, ada: Person, loop: Beside) -> Message:
    """Give a message with a button, which the bot sent to Ada."""
    ada.says("/start")
    reading.all()
    button = telegram.InlineKeyboardButton("Oui", callback_data="agree")
    markup = telegram.InlineKeyboardMarkup([[button]])
    loop.does(reading.bot.send_message(ada.id, "Acceptez-vous ?", reply_markup=markup))
    return ada.chat.last


@pytest.mark.parametrize("inaccessible", [False, True])
def test_a_button_is_pressed(reading: Reading, ada: Person, asked: Message, inaccessible: bool) -> None:  # noqa: FBT001 (a parameter)
    press = ada.presses(asked, "agree", inaccessible=inaccessible)
    meaning = reading.one()
    assert isinstance(meaning, Said)
    assert (meaning.chat, meaning.callback, meaning.pressed) == (ada.id, press.id, asked.id)
    incoming = meaning.incoming
    assert incoming == Incoming(
        identity=reading.identities.hashed("telegram", str(ada.id)),
        delivery=incoming.delivery,
        message=reading.identities.hashed("telegram", str(ada.id), str(asked.id)),
        at=incoming.at,
        button="agree",
        language="fr",
        address=incoming.address,
    )
    assert datetime.now(UTC) - incoming.at < timedelta(minutes=1)


def test_a_button_pressed_twice_is_two_deliveries(reading: Reading, ada: Person, asked: Message) -> None:
    ada.presses(asked, "agree")
    ada.presses(asked, "agree")
    first, second = reading.all()
    assert isinstance(first, Said)
    assert isinstance(second, Said)
    assert first.incoming.delivery != second.incoming.delivery


def test_a_button_in_public_or_of_a_game_only_stops_waiting(reading: Reading, group: Group, ada: Person) -> None:
    query = {"id": "77", "from": ada.user, "chat_instance": "5"}
    message = {"message_id": 3, "date": 1, "chat": group.json, "text": "x"}
    private = {"message_id": 3, "date": 1, "chat": ada.chat.json, "text": "x"}
    assert reading.means(callback_query=query | {"message": message, "data": "agree"}) == Nothing("77")
    assert reading.means(callback_query=query | {"message": private, "game_short_name": "chess"}) == Nothing("77")
    assert reading.means(callback_query=query | {"inline_message_id": "x", "data": "agree"}) == Nothing("77")


# Media

VENUE = {"location": {"latitude": 1.0, "longitude": 2.0}, "title": "Café", "address": "Rue 1"}
OTHERS: dict[str, dict[str, Any]] = {
    "venue": {"venue": VENUE, "location": VENUE["location"]},
    "audio": {"audio": sent_media.file(duration=3)},
    "story": {"story": {"chat": {"id": 5, "type": "private", "first_name": "E"}, "id": 3}},
    "game": {"game": {"title": "Chess", "description": "x", "photo": []}},
    "invoice": {
        "invoice": {"title": "x", "description": "x", "start_parameter": "x", "currency": "EUR", "total_amount": 1}
    },
    "unknown": {"hologram": {"file_id": "x"}},
}


def sending(fields: dict[str, Any]) -> Callable[[Person], Message]:
    return lambda ada: ada.sends(fields)


MEDIA: dict[str, Callable[[Person], Message]] = {
    "photo": lambda ada: ada.sends_photo(),
    "video": lambda ada: ada.sends_video(),
    "voice": lambda ada: ada.sends_voice(),
    "video_note": lambda ada: ada.sends_video_note(),
    "document": lambda ada: ada.sends_document(),
    "animation": lambda ada: ada.sends_animation(),
    "sticker": lambda ada: ada.sends_sticker(),
    "location": lambda ada: ada.sends_location(),
    "contact": lambda ada: ada.sends_contact(),
    "poll": lambda ada: ada.sends_poll(),
    "dice": lambda ada: ada.sends_dice(),
    **{kind: sending(fields) for kind, fields in OTHERS.items()},
}


@pytest.mark.parametrize("kind", MEDIA)
def test_a_medium_is_named(reading: Reading, ada: Person, kind: str) -> None:
    MEDIA[kind](ada)
    said = reading.said()
    assert (said.medium, said.text) == (kind, "")


@pytest.mark.parametrize("kind", ["photo", "video", "voice", "document", "animation"])
def test_the_caption_of_a_medium_is_kept(reading: Reading, ada: Person, kind: str) -> None:
    getattr(ada, f"sends_{kind}")(TOLD)
    said = reading.said()
    assert (said.medium, said.text) == (kind, TOLD)


@pytest.mark.parametrize(
    "event",
    [
        {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
        {"write_access_allowed": {}},
        {"chat_background_set": {"type": {"type": "chat_theme", "theme_name": "x"}}},
        {"users_shared": {"request_id": 1, "users": []}},
        {"proximity_alert_triggered": {"traveler": {}, "watcher": {}, "distance": 3}},
        {"connected_website": "example.org"},
    ],
    ids=lambda event: next(iter(event)),
)
def test_what_telegram_notes_in_a_chat_is_not_for_us(reading: Reading, ada: Person, event: dict[str, Any]) -> None:
    somebody = {"id": 1, "is_bot": False, "first_name": "E"}
    filled = {
        name: {inner: somebody if inner in ("traveler", "watcher") else told for inner, told in value.items()}
        if isinstance(value, dict)
        else value
        for name, value in event.items()
    }
    ada.sends(filled)
    assert reading.one() == NOTHING


# Albums


def test_an_album_is_answered_once(reading: Reading, ada: Person) -> None:
    for _ in range(4):
        ada.sends_photo(album="1")
    first, *others = reading.all()
    assert isinstance(first, Said)
    assert first.incoming.medium == "photo"
    assert others == [NOTHING] * 3


@pytest.mark.parametrize("place", range(3))
def test_a_caption_anywhere_in_an_album_is_kept(reading: Reading, ada: Person, place: int) -> None:
    for number in range(3):
        ada.sends_photo(TOLD if number == place else "", album="1")
    told = [said.incoming.text for said in reading.all() if isinstance(said, Said) and said.incoming.text]
    assert told == [TOLD]


def test_every_caption_of_an_album_is_kept(reading: Reading, ada: Person) -> None:
    ada.sends_photo("Un.", album="1")
    ada.sends_video("Deux.", album="1")
    assert [said.incoming.text for said in reading.all() if isinstance(said, Said)] == ["Un.", "Deux."]


def test_a_second_album_and_somebody_else_s_are_answered(api: BotApi, reading: Reading, ada: Person) -> None:
    ada.sends_photo(album="1")
    ada.sends_photo(album="2")
    api.person("Ben").sends_photo(album="1")
    assert NOTHING not in reading.all()


def test_an_album_somebody_forwarded_is_answered_once(reading: Reading, ada: Person) -> None:
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "E"}
    for number in range(3):
        ada.sends({"forward_origin": origin, **sent_media.photo()}, f"Photo {number}", album="1")
    first, *others = reading.all()
    assert isinstance(first, Said)
    assert (first.incoming.medium, first.incoming.text) == (FORWARDED, "")
    assert others == [NOTHING] * 2


def test_only_so_many_albums_are_remembered(reading: Reading, ada: Person) -> None:
    for number in range(ALBUMS + 5):
        reading.reader._albums[f"{number}"] = None
    ada.sends_photo(album="1")
    assert isinstance(reading.one(), Said)
    assert len(reading.reader._albums) == ALBUMS


# What others wrote


@pytest.mark.parametrize("origin", ["user", "hidden_user", "channel"])
def test_what_somebody_else_wrote_is_not_read(reading: Reading, ada: Person, origin: Any) -> None:
    ada.forwards("Des mots d'autrui.", origin)
    said = reading.said()
    assert (said.medium, said.text) == (FORWARDED, "")


def test_what_a_group_wrote_anonymously_is_not_read(reading: Reading, ada: Person) -> None:
    origin = {"type": "chat", "date": 1, "sender_chat": {"id": -100, "type": "supergroup", "title": "G"}}
    ada.sends({"forward_origin": origin, **sent_media.photo()}, "Des mots d'autrui.")
    said = reading.said()
    assert (said.medium, said.text) == (FORWARDED, "")


def test_one_s_own_words_forwarded_are_one_s_own(reading: Reading, ada: Person) -> None:
    ada.forwards(TOLD, "self")
    said = reading.said()
    assert (said.medium, said.text) == ("", TOLD)


def test_another_bot_is_not_answered(reading: Reading, ada: Person) -> None:
    robot = {"id": 9, "is_bot": True, "first_name": "R", "username": "r_bot"}
    said = {"message_id": 1, "date": 1, "text": "/start"}
    assert reading.means(message=said | {"chat": ada.chat.json, "from": robot}) == NOTHING


@pytest.mark.usefixtures("all_rights")
def test_channels_and_their_edits_are_not_read(api: BotApi, reading: Reading) -> None:
    channel = api.channel("Gazette", username="gazette")
    channel.adds_bot()
    reading.all()
    post = channel.posts("/start")
    channel.edits_post(post, "/start CODE7")
    assert reading.all() == [NOTHING, NOTHING]


@pytest.mark.parametrize(
    "kind",
    ["poll_answer", "message_reaction", "chat_join_request", "business_message", "hologram"],
)
def test_kinds_nobody_asked_for_mean_nothing(reading: Reading, ada: Person, kind: str) -> None:
    contents: dict[str, Any] = {
        "poll_answer": {"poll_id": "1", "option_ids": [0], "option_persistent_ids": ["0"], "user": ada.user},
        "message_reaction": {
            "chat": ada.chat.json,
            "message_id": 1,
            "date": 1,
            "user": ada.user,
            "old_reaction": [],
            "new_reaction": [],
        },
        "chat_join_request": {"chat": ada.chat.json, "from": ada.user, "user_chat_id": 1, "date": 1},
        "business_message": {"message_id": 1, "date": 1, "chat": ada.chat.json, "from": ada.user, "text": "x"},
        "hologram": {"from": ada.user},
    }
    assert reading.means(**{kind: contents[kind]}) == NOTHING


def test_only_what_has_a_meaning_is_asked_for() -> None:
    assert set(WANTED) == {"message", "edited_message", "callback_query", "my_chat_member"}


# Groups


@pytest.mark.parametrize("command", ["/start", "/start@palabre_bot", "/help@Palabre_Bot", "/start CODE7"])
def test_a_command_in_a_group_is_told_the_way(reading: Reading, group: Group, ada: Person, command: str) -> None:
    ada.says_in(group, command)
    assert reading.one() == AskedInPublic(group.id, "fr")


@pytest.mark.parametrize("text", ["Bonjour", "Bonjour /start", "@palabre_bot bonjour", "/start@autre_bot", "1 / 2"])
def test_all_else_in_a_group_is_ignored(reading: Reading, group: Group, ada: Person, text: str) -> None:
    reading.api.bot_of().privacy = False  # the worst case: everything comes in
    ada.says_in(group, text)
    assert reading.one() == NOTHING


def test_what_is_no_text_in_a_group_is_ignored(reading: Reading, group: Group, ada: Person) -> None:
    reading.api.bot_of().privacy = False
    message = ada.says_in(group, "/start")
    ada.edits(message, "/start CODE7")
    ada.sends(sent_media.photo(), "/start", chat=group)
    ben = reading.api.person("Ben")
    group.adds_member(ben)
    group.removes_member(ben)
    assert reading.all() == [AskedInPublic(group.id, "fr"), *[NOTHING] * 4]


# Where the bot comes and goes


def membership(chat: dict[str, Any], by: Person, before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    robot = {"user": {"id": 9, "is_bot": True, "first_name": "R", "username": "palabre_bot"}}
    return {
        "chat": chat,
        "from": by.user,
        "date": 1_900_000_000,
        "old_chat_member": robot | before,
        "new_chat_member": robot | after,
    }


RIGHTS = dict.fromkeys(
    (
        *("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats"),
        *("can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories"),
        *("can_edit_stories", "can_delete_stories"),
    ),
    True,
)
ALLOWED = dict.fromkeys(
    (
        *("can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos"),
        *("can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages"),
        *("can_add_web_page_previews", "can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics"),
        *("can_edit_tag", "can_react_to_messages"),
    ),
    False,
)
STANDINGS: dict[str, dict[str, Any]] = {
    "member": {"status": "member"},
    "administrator": {"status": "administrator"} | RIGHTS,
    "restricted": {"status": "restricted", "is_member": True, "until_date": 0} | ALLOWED,
    "restricted outside": {"status": "restricted", "is_member": False, "until_date": 0} | ALLOWED,
    "left": {"status": "left"},
    "kicked": {"status": "kicked", "until_date": 0},
}
INSIDE = ("member", "administrator", "restricted")


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
@pytest.mark.parametrize("standing", STANDINGS)
def test_the_bot_comes_and_goes(reading: Reading, ada: Person, kind: str, standing: str) -> None:
    chat = {"id": -1005, "type": kind, "title": "Les amies"}
    change = membership(chat, ada, STANDINGS["left"], STANDINGS[standing])
    meaning = Joined(-1005, "Les amies") if standing in INSIDE else Left(-1005)
    assert reading.means(my_chat_member=change) == meaning


def test_a_person_blocks_the_bot_and_comes_back(reading: Reading, ada: Person) -> None:
    ada.says("/start")
    ada.blocks()
    ada.unblocks()
    identity = reading.identities.hashed("telegram", str(ada.id))
    assert reading.all()[1:] == [Reached(identity, blocked=True), Reached(identity, blocked=False)]


def test_the_identity_of_a_blocked_chat_is_that_of_who_writes_there(reading: Reading, ada: Person) -> None:
    ada.says("/start")
    said = reading.said()
    ada.blocks()
    assert reading.one() == Reached(said.identity, blocked=True)


@pytest.fixture
def all_rights(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the server show every right of an administrator, as Telegram does."""
    for of_whom in (groups.ADMINISTRATOR, groups.CHANNEL_ADMINISTRATOR):
        for right, granted in RIGHTS.items():
            monkeypatch.setitem(of_whom, right, granted)


@pytest.mark.usefixtures("all_rights")
def test_a_group_in_a_real_server_is_joined_and_left(api: BotApi, reading: Reading, ada: Person) -> None:
    group = api.group("Les amies", members=[ada])
    group.adds_bot(by=ada)
    group.promotes_bot(by=ada)
    group.removes_bot(by=ada)
    meanings = [meaning for meaning in reading.all() if meaning != NOTHING]
    assert meanings == [Joined(group.id, "Les amies")] * 2 + [Left(group.id)]


def test_both_sides_of_a_move_say_the_same(reading: Reading, group: Group) -> None:
    new = group.upgrades()
    assert reading.all() == [Moved(group.id, new.id, "Les amies")] * 2


# Keys


def everything(api: BotApi, reading: Reading, ada: Person, asked: Message) -> list[Update]:
    """Return updates of many kinds, all of them different events."""
    ben = api.person("Ben", language="en")
    message = ada.says(TOLD)
    ada.says(TOLD)
    ben.says(TOLD)
    ada.edits(message, f"{TOLD} Oui.")
    ada.edits(message, f"{TOLD} Non.")
    ada.presses(asked, "agree")
    ada.presses(asked, "agree", inaccessible=True)
    ada.sends_photo(TOLD)
    ada.sends_sticker()
    ada.forwards(TOLD)
    return reading.updates()


def incomings(reading: Reading, updates: list[Update]) -> list[Incoming]:
    meanings = [reading.reader.meaning(update) for update in updates]
    return [meaning.incoming for meaning in meanings if isinstance(meaning, Said)]


def test_different_events_have_different_keys_and_the_same_one_the_same(
    api: BotApi, reading: Reading, ada: Person, asked: Message
) -> None:
    updates = everything(api, reading, ada, asked)
    first, again = incomings(reading, updates), incomings(reading, updates)
    assert len({incoming.delivery for incoming in first}) == len(first) == 10
    assert [incoming.delivery for incoming in again] == [incoming.delivery for incoming in first]
    assert [replace(i, at=first[0].at) for i in again] == [replace(i, at=first[0].at) for i in first]


def test_after_a_restart_keys_are_the_same(api: BotApi, reading: Reading, ada: Person, asked: Message) -> None:
    updates = everything(api, reading, ada, asked)
    before = [(said.identity, said.delivery, said.message) for said in incomings(reading, updates)]
    reading.reader = Reader(reading.identities, SystemClock())
    assert [(said.identity, said.delivery, said.message) for said in incomings(reading, updates)] == before


def test_no_incoming_holds_an_id(api: BotApi, reading: Reading, ada: Person, asked: Message) -> None:
    updates = everything(api, reading, ada, asked)
    raw = [update.to_json() for update in updates]
    ids = {number for update in raw for number in re.findall(r"\d{4,}", update)} | {"ada", "Lovelace"}
    ids -= {number for number in ids if number.startswith("19")}
    found = incomings(reading, updates)
    assert len(found) == 10
    for incoming in found:
        shown = repr(replace(incoming, address=""))
        # a keyed hash holds a short number or a short name by chance, and never as a whole word
        assert not ids & set(re.findall(r"[0-9A-Za-z]+", shown))
        assert not [known for known in ids if known in shown + incoming.address and len(known) > 6]


def test_whose_turn_it_is(api: BotApi, reading: Reading, ada: Person, asked: Message) -> None:
    ada.says("a")
    message = ada.says("b")
    ada.edits(message, "c")
    ada.presses(asked, "agree")
    ada.blocks()
    api.person("Ben").says("a")
    keys = [reading.reader.person(update) for update in reading.updates()]
    assert len(set(keys[:5])) == 1
    assert keys[5] != keys[0]
