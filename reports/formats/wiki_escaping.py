"""Text as wikitext that MediaWiki shows and does nothing else with. Imports only consultation.

What would be read as markup, a magic word, a signature, a link or an entity becomes character references; what is safe
where it stands stays, because people read the source too. Sources: https://www.mediawiki.org/wiki/Help:Formatting,
Help:Links, Help:Tables, Help:Magic_words, Help:Signatures and Writing_systems/Syntax there.
"""

import re

from consultation.private_data import MARK
from reports.formats.letters import LINE_ENDS, PICTURES

_MARKUP = re.compile(
    rf"""
      {re.escape(MARK)}            # what stands for private data: these brackets are safe, and stay
    | [<>&\[\]{{}}|]               # tags, comments, entities, links, templates, tables, conversion between scripts
    | '(?=') | (?<=')'             # bold and italic
    | ~(?=~) | (?<=~)~             # a signature
    | _(?=_) | (?<=_)_             # a magic word
    | !(?=!) | (?<=!)!             # the next heading of a row
    | (?<=[^\W\d_]):(?=\S)         # what begins an address: https:, mailto:, urn:
    | \b[IRP](?=SBN\s|FC\s|MID\s)  # numbers that become links
    """,
    re.VERBOSE,
)
_START = re.compile(r"^[*#:;=\s!-]")
_END = re.compile(r"=$")
_SPACES = re.compile(r"^[ \t]+|[ \t]+$|(?<= ) +")
_UNFIT: dict[int, str] = {**PICTURES, 0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}


def escaped(text: str) -> str:
    """Return ``text`` on one line, as it may stand within a line of wikitext; a break in it is a space."""
    return _MARKUP.sub(_reference, LINE_ENDS.sub(" ", text).translate(_UNFIT))


def broken(text: str) -> str:
    """Return ``text`` with its line breaks and indents, as it may stand within an element."""
    return "<br />".join(begun(_SPACES.sub(_visible, escaped(line))) for line in LINE_ENDS.split(text))


def begun(wikitext: str) -> str:
    """Return a line of wikitext that begins no list, heading, rule or preformatted text and ends no heading."""
    return _END.sub("&#61;", _START.sub(_reference, wikitext))


def address(url: str) -> str:
    """Return an address, already fit to be a link, so that nothing in it is markup."""
    return url.replace("'", "%27").replace("~", "%7E").replace("__", "%5F%5F")


def place(anchor: str) -> str:
    """Return an anchor as the name of a place on the page; of underscores MediaWiki keeps one, and none at an end."""
    return anchor.replace("_", ":")


def _reference(found: re.Match[str]) -> str:
    return found.group() if found.group() == MARK else "".join(f"&#{ord(one)};" for one in found.group())


def _visible(found: re.Match[str]) -> str:
    return "&nbsp;" * len(found.group().expandtabs(4))
