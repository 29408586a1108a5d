"""What a person meant: tables of what they sent, where they were, and what was understood."""

from datetime import UTC, datetime

import pytest

from consultation.flow import Event, Position, State
from consultation.messages import Button, Incoming
from consultation.understanding import BUTTONS, COMMANDS, Heard, plain, start_code, understand

NOW = datetime(2030, 3, 1, tzinfo=UTC)
OFFERED = (
    Button("done", "That is all"),
    Button("back", "Menu"),
    Button("refuse", "No, thank you"),
    Button("agree", "J’accepte"),
    Button("go-on", "\u2068لا شيء آخر\u2069"),
    Button("pick:role:staff", "✓ Staff"),
)
OTHERS = [state for state in State if state not in (State.CONSENTING, State.DECLINED)]


def heard(
    text: str = "",
    *,
    state: State = State.ANSWERING,
    item: str = "",
    button: str = "",
    medium: str = "",
    edited: bool = False,
) -> Heard:
    """Return what is understood of a message named m1."""
    incoming = Incoming("who", "delivery", "m1", NOW, text=text, button=button, medium=medium, edited=edited)
    return understand(incoming, Position(state, item=item), OFFERED)


# Commands


@pytest.mark.parametrize(("command", "event"), COMMANDS.items())
def test_a_command_is_understood_in_any_case_with_blanks_and_with_the_name_of_the_bot(
    command: str, event: Event
) -> None:
    spelt = (command, command.upper(), f"  {command}\n", f"{command}@PalabreBot")
    assert [heard(text) for text in spelt] == [Heard(event)] * 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/start abc", Heard(Event.START, "abc")),
        ("/start@PalabreBot ABC", Heard(Event.START, "ABC")),
        ("/link  K7QX", Heard(Event.LINK, "K7QX")),
        ("/language", Heard(Event.LANGUAGE)),
        ("/language FR", Heard(Event.SET_LANGUAGE, "fr")),
        ("/language@PalabreBot ar", Heard(Event.SET_LANGUAGE, "ar")),
    ],
)
def test_a_command_takes_a_word_with_it(text: str, expected: Heard) -> None:
    assert heard(text) == expected


@pytest.mark.parametrize("text", ["/unknown", "/Unknown", "/unknown@PalabreBot", "/settings"])
def test_an_unknown_command_gets_help(text: str) -> None:
    assert heard(text) == Heard(Event.HELP)


@pytest.mark.parametrize(
    "text",
    [
        "/my favourite project is the one in Bamako",
        "/shrug whatever",
        "/",
        "/2 of us agree",
        "main menu",
        "I like /menu",
        "/stop\n\nthis is what I would tell them",
    ],
)
def test_what_only_begins_like_a_command_is_words(text: str) -> None:
    assert heard(text) == Heard(Event.WORDS, words=text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("/start abcd", "ABCD"),
        ("/START@bot ABCD", "ABCD"),
        (" /start abcd ", "ABCD"),
        ("/start", ""),
        ("/link abcd", ""),
        ("start abcd", ""),
        ("", ""),
    ],
)
def test_the_code_of_an_invitation(text: str, code: str) -> None:
    assert start_code(Incoming("who", "delivery", "m1", NOW, text=text)) == code


@pytest.mark.parametrize(("button", "code"), [("start:abcd", "ABCD"), ("start", ""), ("menu", ""), ("q:abcd", "")])
def test_the_code_under_an_invitation(button: str, code: str) -> None:
    assert start_code(Incoming("who", "delivery", "m1", NOW, button=button)) == code


# Labels and buttons


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("That is all", Event.DONE),
        ("that is ALL", Event.DONE),
        ("  That   is\nall ", Event.DONE),
        ("\u2068That is all\u2069", Event.DONE),
        ("\u200fThat is all\u200e", Event.DONE),
        ("menu", Event.BACK),
        ("j'accepte", Event.AGREE),
        ("J’ACCEPTE", Event.AGREE),
        ("لا شيء آخر", Event.GO_ON),
        ("no, thank you", Event.REFUSE),
    ],
)
def test_a_message_that_is_only_a_label_is_that_button(text: str, event: Event) -> None:
    assert heard(text) == Heard(event)


def test_a_label_is_known_without_its_tick_and_means_what_its_button_means() -> None:
    for text in ("Staff", "✓ Staff", "staff"):
        assert heard(text, state=State.DESCRIBING, item="role") == Heard(Event.PICK, "staff")
    assert heard("Staff", state=State.DESCRIBING, item="level") == Heard(Event.STALE)


@pytest.mark.parametrize("text", ["That is all I want", "That is all.", "all", "Support", "The menu"])
def test_a_message_that_is_more_or_less_than_a_label_is_words(text: str) -> None:
    assert heard(text) == Heard(Event.WORDS, words=text)


@pytest.mark.parametrize(
    ("label", "compared"),
    [
        ("Menu", "menu"),
        (" Straße ", "strasse"),
        ("✓ Staff", "staff"),
        ("d’accord", "d'accord"),
        ("\u2068a\u2069  b", "a b"),
        ("", ""),
    ],
)
def test_labels_are_compared_in_their_plain_form(label: str, compared: str) -> None:
    assert plain(label) == compared


ARGUED = {"q": "needs", "d": "1", "open": "ABC", "take-back": "ABC", "quote": "verbatim", "language": "fr"}
TIED = {
    "side": ("1", "support"),
    "full": ("1", ""),
    "theme": ("ABC", "tools"),
    "pick": ("role", "staff"),
    "skip": ("role", ""),
    "reword": ("ABC", ""),
    "correct": ("ABC", ""),
}
PLAIN = sorted(set(BUTTONS) - set(ARGUED) - set(TIED))


@pytest.mark.parametrize("name", PLAIN)
def test_a_button_without_argument(name: str) -> None:
    assert heard(button=name) == Heard(BUTTONS[name])


@pytest.mark.parametrize(("name", "argument"), ARGUED.items())
def test_a_button_with_an_argument(name: str, argument: str) -> None:
    assert heard(button=f"{name}:{argument}") == Heard(BUTTONS[name], argument)


@pytest.mark.parametrize(("name", "about"), TIED.items())
def test_a_button_of_another_item_is_out_of_place(name: str, about: tuple[str, str]) -> None:
    item, argument = about
    data = f"{name}:{item}:{argument}" if argument else f"{name}:{item}"
    assert heard(button=data, item=item) == Heard(BUTTONS[name], argument)
    assert heard(button=data, item="other") == Heard(Event.STALE)
    assert heard(button=data) == Heard(Event.STALE)


@pytest.mark.parametrize("side", ["study", "not-now"])
def test_a_stance_on_research_is_an_event_of_its_own(side: str) -> None:
    assert heard(button=f"side:13:{side}", item="13") == Heard(Event.STUDY, side)


@pytest.mark.parametrize("data", ["support", "draft_1", "{}", "unknown:1", "Q:needs", " q:needs", "no", "/menu", "👍"])
def test_a_button_of_an_older_version_is_out_of_place(data: str) -> None:
    assert heard(button=data).event is Event.STALE


# Yes and no


@pytest.mark.parametrize("text", ["yes", "YES!", "Ok.", "oui", "D’accord", "sí", "نعم", "\u200fأوافق\u200f"])
def test_yes_while_consenting_is_consent_and_nowhere_else(text: str) -> None:
    assert heard(text, state=State.CONSENTING) == Heard(Event.AGREE)
    for state in (State.DECLINED, *OTHERS):
        assert heard(text, state=state) == Heard(Event.WORDS, words=text)


@pytest.mark.parametrize("text", ["no", "No.", "NON", "non merci", "لا", "n"])
def test_no_while_consenting_is_a_refusal_and_an_answer_while_answering(text: str) -> None:
    assert heard(text, state=State.CONSENTING) == Heard(Event.REFUSE)
    assert heard(text, state=State.DECLINED) == Heard(Event.REFUSE)
    for state in OTHERS:
        assert heard(text, state=state) == Heard(Event.WORDS, words=text)


@pytest.mark.parametrize("text", ["yes, but who are you?", "no idea what this is", "I agree with you", "okay then"])
def test_more_than_yes_or_no_is_words(text: str) -> None:
    assert heard(text, state=State.CONSENTING) == Heard(Event.WORDS, words=text)


# What else can come


@pytest.mark.parametrize(
    "text", ["", " ", "\n\t ", "\u00a0\u3000", "\u200b", "\u200d\ufeff", "\u2068\u2069", "\u202e", "\u0007"]
)
def test_what_shows_nothing_is_empty(text: str) -> None:
    assert heard(text) == heard(text, edited=True) == Heard(Event.EMPTY)


@pytest.mark.parametrize(
    "text",
    [
        "👍",
        "❤️",
        "👩‍👩‍👧",
        "\U0001fae8",  # younger than the tables of Python 3.11
        "?",
        "7",
        "…",
        "你好",
        "ကျေးဇူးတင်ပါတယ်",
        "مرحبا بكم",
        "\u202bשלום\u202c",
        "\ufffd",
        "  two blanks\n\nand an empty line  ",
        "{minutes} %s \\n <b>",
    ],
)
def test_everything_that_shows_is_words_and_stays_as_it_is(text: str) -> None:
    assert heard(text) == Heard(Event.WORDS, words=text)


def test_a_medium_is_not_text_but_its_caption_is() -> None:
    assert heard(medium="photo") == Heard(Event.MEDIUM, "photo")
    assert heard("Our workshop", medium="photo") == Heard(Event.WORDS, words="Our workshop")


@pytest.mark.parametrize("text", ["Better words", "/stop", "Menu", "no"])
def test_an_edited_message_is_an_edit_whatever_it_says_now(text: str) -> None:
    for state in State:
        assert heard(text, state=state, edited=True) == Heard(Event.EDITED, "m1", text)
