"""What people may write, or paste, and must read again as they wrote it: one list for the tests of every format.

The texts are as they are kept: `messages.clean` has put U+FFFD for lone surrogates and NUL already.
"""

from consultation.messages import clean
from consultation.records import Participation
from tests.reports.snapshots import person, said

LONGEST = 20_000
"""How many characters the longest text has."""

NASTY = {
    "script": "<script>alert('x')</script> </p></section> <!-- and --> &amp; &#x41; \" ' ]]>",
    "braces": "{{Template|x=1}} {% if x %} {# comment #} ${x} {{{1|}}} {|",
    "pipes": "| a | b |\n|}\n|-\n! head || cell\n| --- | ---: |",
    "wiki": "[[Category:X]] '''bold''' ''it'' ~~~~ __TOC__ -{zh}- ISBN 9780306406157 RFC 2616",
    "references": "<ref name=\"x\">no</ref> <references /> <nowiki>''x''</nowiki> </translate> <!--T:1--> <br>",
    "wiki lines": "* star\n# hash\n: colon\n; semicolon\n indented\n== heading ==\n----\n{| class=x",
    "spreadsheet": "=cmd|' /C calc'!A0\n+1+1\n-2\n@(A1)\t=1",
    "typst": '#let x = 1; #import "a": * \\ $x^2$ <label> @[ref] // comment /* more */ `raw` ~ -- --- *b* _e_',
    "markdown": "# no heading\n- no list\n1. none\n> quote\n```\ncode\n```\n![a](b) [c]: d | ~~s~~ \\* &nbsp;",
    "markdown link": '[click](javascript:alert(1)) [s-AAAAAAAA](#e-statements) <a id="e-statements">',
    "latex": "\\section{x} \\input{y} 100 % & $z$ \\\\ ^_~",
    "quotes": "\"double\" 'single' «guillemets» “curly” ‘single’ „low“ `tick`",
    "line ends": "one\r\ntwo\rthree\u2028four\u2029five\u0085six\n\n\n\nseven",
    "white space": "  two before\n\tand a tab\n  no-break:\u00a0here\u202f! zero:\u200bwidth \ufeffmark \u00adsoft  ",
    "controls": "bell\x07 escape\x1b[31m backspace\x08 vertical\x0b form\x0c delete\x7f c1\x9b unit\x1f",
    "not characters": "non\ufffe \uffff \ufdd0 private\ue000 plane\U0010ffff tag\U000e0041",
    "surrogates": clean("half \ud83d of a face, \udc00 and nothing: \0"),
    "emoji": "👍🏽 👩‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ❤️ 🇫🇷 1️⃣",
    "scripts": "日本語の文字 한국어 ไทย हिन्दी தமிழ் አማርኛ ქართული ᠮᠣᠩᠭᠣᠯ 𠮷 𝒳",
    "combining": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ e\u0301 é",
    "directions": "English then עברית ואז العربية (123) and back! \u202eevil\u202c \u2067isolated\u2069 \u200fmark",
    "unclosed directions": "\u202e\u2066\u202b never closed",
    "right to left": "«نعم»، قالت: 100% (انظر [هنا] و{{هذا}}) <ب> | ج",
    "one word": "Donaudampfschifffahrtsgesellschaftskapitän" * 30,
    "long": ("A sentence that comes again & again, <b>ever</b> the same. " * 400)[:LONGEST],
    "statement": "s-AAAAAAAA e-statements href=\"#drafts\" id='coverage'",
}
"""A name for a test → a text. No two are alike, and none holds what counts as private data."""


def nasty_people() -> list[Participation]:
    """Return a respondent per text, who wrote it as an answer to a question and allows it to be shown."""
    return [person(f"nasty {name}", said(text, "tools")) for name, text in NASTY.items()]
