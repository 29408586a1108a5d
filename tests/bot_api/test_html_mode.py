"""HTML mode: what Telegram makes of tags and references, and what it says when it can't."""

import pytest

from tests.bot_api import BotApi, Person
from tests.bot_api.clients import PlainBot
from tests.bot_api.html_mode import parse

HALVES = "unmatched surrogate code units"


def entity(kind: str, offset: int, length: int, **more: str) -> dict[str, object]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("<b>a</b><strong>b</strong>", "ab", [entity("bold", 0, 2)]),
        ("<i>a</i> <em>b</em>", "a b", [entity("italic", 0, 1), entity("italic", 2, 1)]),
        ("<u>a</u> <ins>b</ins>", "a b", [entity("underline", 0, 1), entity("underline", 2, 1)]),
        ("<s>a</s> <strike>b</strike> <del>c</del>", "a b c", [entity("strikethrough", n, 1) for n in (0, 2, 4)]),
        ('<span class="tg-spoiler">a</span>', "a", [entity("spoiler", 0, 1)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [entity("spoiler", 0, 1)]),
        ("<code>a &lt; b</code>", "a < b", [entity("code", 0, 5)]),
        ("<pre>a</pre>", "a", [entity("pre", 0, 1)]),
        ('<pre><code class="language-python">a</code></pre>', "a", [entity("pre", 0, 1, language="python")]),
        ("<blockquote>a</blockquote>", "a", [entity("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [entity("expandable_blockquote", 0, 1)]),
        ("<blockquote>a <b>b</b></blockquote>", "a b", [entity("blockquote", 0, 3), entity("bold", 2, 1)]),
        ("<a href='https://a.org/?b=1&amp;c'>a</a>", "a", [entity("text_link", 0, 1, url="https://a.org/?b=1&c")]),
        ("<a href=a.org>a</a>", "a", [entity("text_link", 0, 1, url="http://a.org/")]),
        ('<tg-emoji emoji-id="53683">👍</tg-emoji>', "👍", [entity("custom_emoji", 0, 2, custom_emoji_id="53683")]),
        ("👍é<B >b</b >", "👍éb", [entity("bold", 3, 1)]),
        ("<b>a<i>b</i></b>", "ab", [entity("bold", 0, 2), entity("italic", 1, 1)]),
        ("&lt;&gt;&amp;&quot;&#233;&#x1F44D;", '<>&"é👍', []),
        ("  <b>a </b>  ", "a", [entity("bold", 0, 1)]),
        ("a\r\n<b>b</b>", "a\nb", [entity("bold", 2, 1)]),
        (" <b> a</b>", " a", [entity("bold", 0, 2)]),
        ("<b>a</> b", "a b", [entity("bold", 0, 1)]),
    ],
)
def test_html_becomes_text_and_entities(
    api: BotApi, ada: Person, bot: PlainBot, source: str, text: str, entities: list[dict[str, object]]
) -> None:
    bot.gets("sendMessage", chat_id=ada.id, text=source, parse_mode="HTML")
    assert (ada.chat.last.text, ada.chat.last.entities) == (text, entities)
    assert api.complaints == []


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("a <x>b</x>", 'Unsupported start tag "x" at byte offset 2'),
        ("é <br/>", 'Unsupported start tag "br/" at byte offset 3'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<", "Unclosed start tag at byte offset 0"),
        ("3 <4> 5", 'Unsupported start tag "4" at byte offset 2'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<a "b">a</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=b/c>a</a>", "Unexpected end of name token at byte offset 8"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ('<a href="b', "Unclosed start tag at byte offset 0"),
        ('<tg-emoji emoji-id="x">👍</tg-emoji>', "Invalid custom emoji identifier specified"),
        (
            "&#xD800;",
            f"Text contains invalid Unicode characters after decoding HTML entities, check for {HALVES}",
        ),
    ],
)
def test_html_that_telegram_refuses(ada: Person, bot: PlainBot, source: str, reason: str) -> None:
    refusal = bot.is_refused("sendMessage", chat_id=ada.id, text=source, parse_mode="HTML")
    assert refusal == f"400 Bad Request: can't parse entities: {reason}"


@pytest.mark.parametrize(
    ("source", "text", "complaint"),
    [
        ("a & b", "a & b", 'a bare "&" at byte offset 2 must be written "&amp;"'),
        ("é > b", "é > b", 'a bare ">" at byte offset 3 must be written "&gt;"'),
        ("a&nbsp;b", "a&nbsp;b", 'a bare "&" at byte offset 1 must be written "&amp;"'),
        ("a<b></b>", "a", "<b> at byte offset 4 has no text"),
        ('<a href="b">a</a>', "a", "the link to 'b' is dropped, for it is no URL"),
        (
            "<blockquote>a<blockquote>b</blockquote></blockquote>",
            "ab",
            "blockquote at UTF-16 offset 1 is dropped: quotes can't be nested",
        ),
        ("<code>a<b>b</b></code>", "ab", "bold at UTF-16 offset 1 is dropped: nothing may stand within code"),
        ("<b>a<code>b</code></b>", "ab", "code at UTF-16 offset 1 is dropped: code may stand within quotes only"),
        ("a\tb", "a b", "control characters become spaces"),
    ],
)
def test_html_that_telegram_tolerates(
    api: BotApi, ada: Person, bot: PlainBot, source: str, text: str, complaint: str
) -> None:
    bot.gets("sendMessage", chat_id=ada.id, text=source, parse_mode="HTML")
    assert (ada.chat.last.text, api.complaints) == (text, [f"sendMessage: {complaint}"])


def test_text_without_markup_is_not_looked_at() -> None:
    assert parse("nothing special") == ("nothing special", [], [])


@pytest.mark.parametrize(
    "html",
    [
        "<b>a</b>",
        "a &lt;&amp; <i>👍</i>",
        "<b>a <i>b</i></b>",
        '<a href="https://a.org/?b=1&amp;c">a</a>',
        '<pre><code class="language-python">a</code></pre>',
        "<blockquote expandable>a <u>b</u></blockquote>",
        "<blockquote>a</blockquote>b",
        "<b>a</b><i>b</i>",
    ],
)
def test_a_message_gives_its_html_back(ada: Person, bot: PlainBot, html: str) -> None:
    bot.gets("sendMessage", chat_id=ada.id, text=html, parse_mode="HTML")
    assert ada.chat.last.html == html
