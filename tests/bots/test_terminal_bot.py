"""The terminal: what it shows, what a typed line means, and a transcript that can be typed again."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.terminal_bot import Terminal, Transcript, drawn, messages_before, spoken, unescaped
from config.time_and_chance import SeededTokens, SteppedClock
from consultation.messages import Attachment, Button, Incoming, Line, Reply, Style
from storage.memory import MemoryStore
from tests.consultation.conversations import BEGINS, Installation

CHOICES = (Button("q:needs", "Needs"), Button("done", "That is all"), Button("back", "✓ \u2068القائمة\u2069"))
typed_lines = st.lists(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"])), min_size=1)


class TestDrawing:
    def test_lines_then_a_file_then_numbered_choices(self) -> None:
        reply = Reply(
            lines=(
                Line("Title", Style.TITLE),
                Line("mine\nall mine", Style.QUOTE),
                Line("a\nb"),
                Line("n", Style.NOTE),
            ),
            buttons=CHOICES[:2],
            attachment=Attachment("export.json", "{\n}"),
        )
        assert list(drawn(reply)) == [
            ("Title", Style.TITLE),
            ("│ mine", Style.QUOTE),
            ("│ all mine", Style.QUOTE),
            ("a", Style.PLAIN),
            ("b", Style.PLAIN),
            ("n", Style.NOTE),
            ("[export.json]", Style.NOTE),
            ("│ {", Style.QUOTE),
            ("│ }", Style.QUOTE),
            ("[1] Needs", Style.PLAIN),
            ("[2] That is all", Style.PLAIN),
        ]

    def test_nothing_is_cut(self) -> None:
        assert list(drawn(Reply((Line("x" * 20_000),)))) == [("x" * 20_000, Style.PLAIN)]


class TestTranscripts:
    def test_what_was_typed_and_answered_is_marked(self) -> None:
        written: list[str] = []
        transcript = Transcript(written.append)
        transcript.typed("hello")
        transcript.answered(Reply((Line("Kept.\n\nGo on."),), CHOICES[:1]))
        assert "".join(written) == "> hello\n< Kept.\n<\n< Go on.\n< [1] Needs\n"

    @pytest.mark.parametrize(
        ("lines", "said"),
        [
            (["> hello\n", "< Kept.\n", "<\n", "> \n", "> > a quote\n"], ["hello", "", "> a quote"]),
            (["< Welcome\r\n", "> hello\r\n", "a comment\n"], ["hello"]),
            (["hello\n", "> a quote\n", "< 3\n", "\n"], ["hello", "> a quote", "< 3", ""]),
            ([], []),
        ],
    )
    def test_a_transcript_is_reduced_to_what_was_typed_and_other_lines_are_typed_themselves(
        self, lines: list[str], said: list[str]
    ) -> None:
        assert list(spoken(lines)) == said

    @given(typed_lines)
    def test_whatever_is_typed_is_read_back_from_the_transcript(self, lines: list[str]) -> None:
        written: list[str] = []
        transcript = Transcript(written.append)
        for line in lines:
            transcript.typed(line)
            transcript.answered(Reply((Line("> not typed"),)))
        assert list(spoken("".join(written).split("\n")[:-1])) == lines


class Channel:
    """The other end of a terminal: notes what it is sent, and offers the same choices each time."""

    def __init__(self) -> None:
        self.sent: list[Incoming] = []

    def hear(self, incoming: Incoming) -> tuple[Reply, ...]:
        """Note a message."""
        self.sent.append(incoming)
        return (Reply((Line("Yes?"),), CHOICES),)


def terminal(channel: Channel, *, messages: int = 0) -> Terminal:
    """Return a terminal of somebody called me."""
    return Terminal(
        channel.hear,
        "me",
        (),
        SteppedClock(BEGINS),
        SeededTokens("terminal"),
        language="fr",
        address="sealed",
        messages=messages,
    )


def after(*lines: str, messages: int = 0) -> list[Incoming]:
    """Return what is sent for lines typed once choices are on offer."""
    channel = Channel()
    opened = terminal(channel, messages=messages)
    opened.start("CODE")
    opened.run(lines)
    return channel.sent[1:]


class TestTyping:
    def test_it_enters_the_round_of_a_code(self) -> None:
        channel = Channel()
        terminal(channel).start("CODE")
        (sent,) = channel.sent
        assert (sent.text, sent.identity, sent.language, sent.address) == ("/start CODE", "me", "fr", "sealed")

    @pytest.mark.parametrize(
        ("line", "data"),
        [
            ("1", "q:needs"),
            (" 2 ", "done"),
            ("٣", "back"),
            ("needs", "q:needs"),
            ("THAT is all", "done"),
            ("القائمة", "back"),
        ],
    )
    def test_a_number_or_a_label_chooses(self, line: str, data: str) -> None:
        (sent,) = after(line)
        assert (sent.button, sent.text) == (data, "")

    @pytest.mark.parametrize(
        "line", ["0", "4", "-1", "1.", "²", "1 or 2", "9" * 5_000, "Needs and hopes", "", "  ", "👍", "9999"]
    )
    def test_all_else_is_words(self, line: str) -> None:
        (sent,) = after(line)
        assert (sent.text, sent.button) == (line, "")

    def test_before_anything_is_offered_a_number_is_words(self) -> None:
        channel = Channel()
        terminal(channel).run(["1"])
        assert channel.sent[0].text == "1"

    def test_a_line_break_is_typed_with_a_backslash(self) -> None:
        (sent,) = after(r"one\ntwo\n\nfour")
        assert sent.text == unescaped(r"one\ntwo\n\nfour") == "one\ntwo\n\nfour"

    def test_a_message_is_edited_by_its_number_and_commands_and_choices_do_not_count(self) -> None:
        *_, edited, last = after("first", "/menu", "1", "second", r"/edit 2 two\nlines", "third")
        assert (edited.text, edited.message, edited.edited) == ("two\nlines", "me:2", True)
        assert (last.text, last.message, last.edited) == ("third", "me:3", False)

    def test_counting_goes_on_after_a_pause(self) -> None:
        (sent,) = after("again", messages=7)
        assert sent.message == "me:8"
        assert messages_before("me", ["me:2", "me:10", "you:99", "me:x", "me:"]) == 10
        assert messages_before("me", []) == 0

    def test_each_line_is_a_delivery_of_its_own(self) -> None:
        sent = after("same", "same", "1", "/menu")
        assert len({incoming.delivery for incoming in sent}) == 4

    @pytest.mark.parametrize("line", [f"/edit {'9' * 5_000} text", "/edit 99 text", "/edit 0 text"])
    def test_an_edit_of_a_message_that_is_not_there_is_left_to_the_interview(self, line: str) -> None:
        (sent,) = after(line)
        assert sent.text in (line, "text")


def talked(lines: Iterable[str]) -> str:
    """Return the transcript of a conversation with the real interview."""
    installation, written = Installation.over(MemoryStore()), list[str]()
    launched = installation.launch()
    opened = Terminal(
        installation.hear, "me", [Transcript(written.append)], installation.clock, installation.tokens, language="en"
    )
    opened.start(launched.code)
    opened.run(lines)
    return "".join(written)


SAID = [
    "I agree",
    "1",
    r"A grant\nfor every one of us",
    "That is all",
    "",
    "> a quote",
    "/edit 1 A budget for some of us",
    "/my",
    "[1]",
    "2",
    "/export",
]


def test_a_transcript_typed_again_gives_the_same_transcript() -> None:
    first = talked(SAID)
    assert "< │ A budget for some of us\n" in first
    assert talked(spoken(first.splitlines(keepends=True))) == first
