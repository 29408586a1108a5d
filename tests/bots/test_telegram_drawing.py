"""Replies as messages: nothing lost, nothing too long, nothing of anybody's taken for a mark, and good to read."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import InlineKeyboardMarkup

from bots.telegram_drawing import LIMIT, keyboard, messages
from config.settings import Settings
from config.time_and_chance import SeededTokens, SteppedClock
from config.wiring import Deployment
from consultation.facilitation import launch
from consultation.messages import Button, Incoming, Line, Reply, Style
from consultation.rounds import Kind
from tests.bot_api import html_mode
from tests.bot_api.markup import utf16_length

LOOKS = {Style.TITLE: "bold", Style.QUOTE: "blockquote", Style.NOTE: "italic"}

WORD = "partenariat "
ARABIC = "نريد شراكات تدوم. هل هذا ممكن؟ نعم، إن شاء الجميع! "
CHINESE = "我们需要更多的合作伙伴。谁来做这项工作？没有人！"
FAMILY = "👨\u200d👩\u200d👧\u200d👦"


def read_back(html: str) -> tuple[str, list[tuple[str, str]]]:
    """Return what a person sees, and what of it stands out, as Telegram reads it; nothing may be only tolerated."""
    text, entities, complaints = html_mode.parse(html)
    assert complaints == []
    units = text.encode("utf-16-le", "surrogatepass")
    marked = [
        (
            str(entity["type"]),
            units[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le"),
        )
        for entity in entities
    ]
    return text, marked


def seen(*lines: Line) -> list[str]:
    return [read_back(html)[0] for html in messages(lines)]


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


# Any lines of any text

PIECES = st.sampled_from(
    [
        *("<b>&amp;</b>", "</blockquote>", "&lt;", "&", "<", '"', "<a href='tg://user?id=1'>x</a>", "&#60;"),
        *("\n", "\n\n", " ", "\u00a0", "a", "é", WORD * 20, ARABIC * 10, CHINESE * 20, FAMILY, "𝒳", "🇫🇷"),
        *("x" * 500, "😀" * 300, "e\u0301" * 200, "\u2068", "\u2069", "Fin. "),
    ]
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=40).map("".join),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=80),
).map(lambda text: f".{text}.")
LINES = st.lists(st.builds(Line, TEXTS, st.sampled_from(Style)), min_size=1, max_size=8)


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_whatever_is_said_arrives_whole_in_order_and_within_the_limit(lines: list[Line]) -> None:
    drawn = [read_back(html) for html in messages(lines)]
    assert max(utf16_length(text) for text, _ in drawn) <= LIMIT
    assert bare("".join(text for text, _ in drawn)) == bare("".join(line.text for line in lines))
    for style, look in LOOKS.items():
        said = bare("".join(line.text for line in lines if line.style is style))
        assert bare("".join(part for _, marked in drawn for kind, part in marked if kind == look)) == said


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_only_white_space_is_lost_at_the_cuts(lines: list[Line]) -> None:
    words = [word for line in lines for word in line.text.split()]
    drawn = "\n".join(text for text, _ in map(read_back, messages(lines))).split()
    if max(map(utf16_length, words)) < LIMIT // 2:
        assert drawn == words  # none was torn apart either
    else:
        assert "".join(drawn) == "".join(words)


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_no_message_begins_or_ends_with_blanks_or_is_empty(lines: list[Line]) -> None:
    for html in messages(lines):
        text, _ = read_back(html)
        assert text.strip() != ""
        assert text == text.strip() or any(text.strip() in line.text for line in lines)


# Where a long text is cut


def test_a_text_that_just_fits_is_one_message() -> None:
    assert seen(Line("x" * LIMIT)) == ["x" * LIMIT]
    assert seen(Line("x" * (LIMIT + 1))) == ["x" * LIMIT, "x"]


def test_characters_are_counted_as_telegram_counts_them() -> None:
    assert seen(Line("😀" * 2048)) == ["😀" * 2048]
    assert seen(Line("😀" * 2049)) == ["😀" * 2048, "😀"]
    assert seen(Line("x" + "😀" * 2048)) == ["x" + "😀" * 2047, "😀"]


def test_marks_and_escapes_are_not_counted() -> None:
    text = "<&>" * (LIMIT // 3)
    assert seen(Line(text, Style.QUOTE)) == [text]


def test_lines_share_a_message_as_long_as_they_fit() -> None:
    half = "x" * (LIMIT // 2 - 1)
    assert seen(Line(half), Line(half)) == [f"{half}\n\n{half}"]
    assert seen(Line(half), Line(f"{half}y")) == [half, f"{half}y"]


def test_a_cut_comes_at_a_paragraph_first() -> None:
    first, second = "Une phrase. " * 200, "Une autre phrase. " * 200
    assert seen(Line(f"{first}\n{second}"))[0] == first.strip()


@pytest.mark.parametrize(
    ("sentence", "ends"),
    [
        ("Nous voulons des partenaires qui restent. ", "."),
        ("Est-ce vraiment possible\u00a0? ", "?"),
        ("« Nous voulons rester.\u00a0» ", "»"),
        ("“We want to stay.” ", "”"),
        ("نريد شراكات تدوم طويلا. ", "."),
        ("هل هذا ممكن الآن؟ ", "؟"),
        ("我们需要更多的合作伙伴。", "。"),
        ("谁来做这项工作？", "？"),
        ("「没有人来做。」", "」"),
        ("सहयोग चाहिए। ", "।"),
    ],
)
def test_a_cut_comes_at_the_end_of_a_sentence(sentence: str, ends: str) -> None:
    parts = seen(Line(sentence * (9000 // len(sentence))))
    assert len(parts) > 1
    assert {part[-1] for part in parts} == {ends}
    assert len({part[:5] for part in parts}) == 1


def test_without_sentences_a_cut_comes_between_words() -> None:
    parts = seen(Line(WORD * 1000))
    assert {word for part in parts for word in part.split()} == {WORD.strip()}


def test_what_a_no_break_space_holds_together_is_not_cut() -> None:
    text = "bon\u00a0!! " * 1500
    for part in seen(Line(text)):
        assert part.startswith("bon")
        assert part.endswith("!!")


def test_a_sentence_near_the_beginning_is_no_place_to_cut() -> None:
    first, *_ = seen(Line("Oui. " + WORD * 1000))
    assert utf16_length(first) > LIMIT - 2 * len(WORD)


@pytest.mark.parametrize(
    "sign", ["😀", FAMILY, "👍🏽", "❤️", "e\u0301", "ه\u064e\u0651", "🏴\U000e0067\U000e0062\U000e007f"], ids=ascii
)
@pytest.mark.parametrize("shift", range(4))
def test_what_is_one_sign_is_not_torn_apart(sign: str, shift: int) -> None:
    parts = seen(Line("." * shift + sign * 3000))
    assert "".join(parts) == "." * shift + sign * 3000
    for part in parts:
        assert part.lstrip(".").replace(sign, "") == ""


def test_signs_that_never_end_are_cut_all_the_same() -> None:
    text = "a" + "\u0301" * 10_000
    assert "".join(seen(Line(text))) == text


# Marks


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize(
    "text", ["<b>&", "</blockquote><b>", "&lt;b&gt; &amp; &#128512;", '<a href="x">', "a < b && c > d", "</i></b>"]
)
def test_what_people_write_is_shown_as_they_wrote_it(text: str, style: Style) -> None:
    assert seen(Line(text, style)) == [text]


def test_a_quote_stays_a_quote_across_a_cut() -> None:
    text = "Nous voulons <b>rester</b> & grandir. " * 250
    drawn = [read_back(html) for html in messages([Line("Titre", Style.TITLE), Line(text, Style.QUOTE)])]
    quoted = [part for _, marked in drawn for kind, part in marked if kind == "blockquote"]
    assert len(quoted) == len(drawn) > 2
    assert " ".join(quoted) == text.strip()


def test_what_has_no_text_leaves_no_mark() -> None:
    assert messages([Line("", Style.TITLE), Line("  \n", Style.QUOTE), Line("a")]) == ["a"]


def test_too_many_blanks_leave_no_empty_message() -> None:
    assert seen(Line("a"), Line(" " * (LIMIT + 10), Style.QUOTE), Line("b")) == ["a\n\nb"]


# Layout


def test_titles_stand_on_their_lists_and_quotes() -> None:
    lines = [
        Line("Reponses :"),
        Line("1. Argent", Style.TITLE),
        Line("De l'argent.\nVite.", Style.QUOTE),
        Line("Thème : argent", Style.NOTE),
        Line("2. Gens", Style.TITLE),
        Line("Des gens.", Style.QUOTE),
        Line("Choisissez."),
        Line("Liste", Style.TITLE),
        Line("• a", Style.ITEM),
        Line("• b", Style.ITEM),
        Line("Fin.", Style.NOTE),
    ]
    [drawn] = messages(lines)
    assert drawn.split("\n\n") == [
        "Reponses :",
        "<b>1. Argent</b>\n<blockquote>De l'argent.\nVite.</blockquote>\n<i>Thème : argent</i>",
        "<b>2. Gens</b>\n<blockquote>Des gens.</blockquote>",
        "Choisissez.",
        "<b>Liste</b>\n• a\n• b",
        "<i>Fin.</i>",
    ]


def test_a_title_goes_with_what_it_is_the_title_of() -> None:
    long = "Une phrase de plus. " * 150
    lines = [Line("1. Un", Style.TITLE), Line(long, Style.QUOTE), Line("2. Deux", Style.TITLE), Line(long, Style.QUOTE)]
    first, second = seen(*lines)
    assert first == f"1. Un\n{long.strip()}"
    assert second == f"2. Deux\n{long.strip()}"


def test_a_title_stays_where_it_is_over_a_text_that_fills_a_message() -> None:
    lines = [Line("Avant."), Line("Titre", Style.TITLE), Line("x" * LIMIT, Style.QUOTE)]
    assert seen(*lines) == ["Avant.\n\nTitre", "x" * LIMIT]


# Buttons


def rows(buttons: Sequence[Button], *, public: str = "") -> list[list[str]]:
    drawn = keyboard(buttons, public=public)
    assert isinstance(drawn, InlineKeyboardMarkup)
    return [[button.text for button in row] for row in drawn.inline_keyboard]


def labelled(*labels: str) -> list[Button]:
    return [Button(f"b:{number}", label) for number, label in enumerate(labels)]


def test_no_buttons_are_no_keyboard() -> None:
    assert keyboard([]) is None


def test_short_labels_stand_in_pairs_and_long_ones_alone() -> None:
    assert rows(labelled("Oui", "Non", "Peut-être")) == [["Oui", "Non"], ["Peut-être"]]
    assert rows(labelled("x" * 16, "y" * 16)) == [["x" * 16, "y" * 16]]
    assert rows(labelled("x" * 17, "y" * 16)) == [["x" * 17], ["y" * 16]]
    assert rows(labelled("x" * 60, "a", "b")) == [["x" * 60], ["a", "b"]]
    assert rows(labelled("a", "x" * 32, "b", "c")) == [["a"], ["x" * 32], ["b", "c"]]


@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=30))
def test_every_button_is_there_in_order(labels: list[str]) -> None:
    drawn = keyboard(labelled(*labels))
    assert drawn is not None
    flat = [button for row in drawn.inline_keyboard for button in row]
    assert [(button.text, button.callback_data) for button in flat] == [
        (label, f"b:{number}") for number, label in enumerate(labels)
    ]
    assert all(len(row) == 1 or sum(len(button.text) for button in row) <= 32 for row in drawn.inline_keyboard)


def test_in_public_buttons_are_links_into_the_private_chat() -> None:
    drawn = keyboard([Button("start:CODE7", "Répondre")], public="palabre_bot")
    assert drawn is not None
    [[button]] = drawn.inline_keyboard
    assert (button.text, button.url, button.callback_data) == (
        "Répondre",
        "https://t.me/palabre_bot?start=CODE7",
        None,
    )


# What a person sees of the shipped consultation


class Somebody:
    """Goes through the shipped consultation; each act returns the messages of its answer as they are seen."""

    def __init__(self, home: Path, language: str) -> None:
        self.deployment = Deployment(
            Settings(home=home), SteppedClock(datetime(2030, 3, 1, tzinfo=UTC)), SeededTokens(language)
        )
        self.language = language
        asked, now = self.deployment.consultation("partnerships"), self.deployment.clock.now()
        self.round = launch(
            self.deployment.store,
            asked,
            reference="partnerships",
            kind=Kind.QUESTIONS,
            guide=asked.guides[0].id,
            opens=now,
            closes=now + timedelta(days=14),
            now=now,
            tokens=self.deployment.tokens,
        )
        self.interview = self.deployment.interview()
        self.count = 0

    def does(self, text: str = "", button: str = "") -> list[str]:
        self.count += 1
        number, now = str(self.count), self.deployment.clock.now()
        incoming = Incoming("me", f"d{number}", number, now, text=text, button=button, language=self.language)
        replies: Sequence[Reply] = self.interview.hear(incoming)
        for reply in replies:
            keyboard(reply.buttons)
        return [read_back(html)[0] for reply in replies for html in messages(reply.lines)]


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_the_shipped_consultation_reads_well(tmp_path: Path, language: str) -> None:
    somebody = Somebody(tmp_path, language)
    told = {
        "welcome": somebody.does(f"/start {somebody.round.code}"),
        "why": somebody.does("/why"),
        "help": somebody.does("/help"),
        "agenda": somebody.does(button="agree"),
        "question": somebody.does(button="q:capacity"),
        "kept": somebody.does("Rien <b>que</b> des mots & encore des mots, sans rien d'autre."),
        "review": somebody.does("/my"),
    }
    for name, texts in told.items():
        for text in texts:
            assert "\n\n\n" not in text, name
            for paragraph in text.split("\n\n"):
                assert paragraph == paragraph.strip(), name
            assert right_to_left(text) == (language == "ar"), name
    [agenda] = told["agenda"]
    numbered = [line for line in agenda.split("\n") if re.match(r"\d\. ", line)]
    assert [line[0] for line in numbered] == list("12345")
    assert "\n".join(numbered) in agenda  # a list without gaps
    [help_] = told["help"]
    commands = help_.split("\n\n")[0].split("\n")[1:]
    assert len(commands) == 16
    assert all("/" in line for line in commands)
    [review] = told["review"]
    title, quote, note = review.split("\n\n")[1].split("\n")
    assert title.startswith("1. ")
    assert quote == "Rien <b>que</b> des mots & encore des mots, sans rien d'autre."
    assert note


def right_to_left(text: str) -> bool:
    """Say in which direction a text's first paragraph is laid out: by its first strong character."""
    depth = 0
    for char in text:
        depth += (char in "\u2066\u2067\u2068") - (char == "\u2069")
        kind = unicodedata.bidirectional(char)
        if depth == 0 and kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def test_of_more_buttons_than_telegram_takes_the_ways_on_are_never_left_out() -> None:
    many = [Button(f"open:{number}", f"Change answer {number}") for number in range(120)]
    drawn = keyboard([*many, Button("go-on", "Go on"), Button("back", "Menu")])
    data = [button.callback_data for row in drawn.inline_keyboard for button in row] if drawn else []
    assert (len(data), data[0], data[-2:]) == (100, "open:0", ["go-on", "back"])
