"""Private data in a text: e-mail, telephone, bank account, card, handle, link, machine address, long number.

Imports `consultation` and what finds each kind, in `nlp`. What overlaps becomes one place, so that nothing that any
of them found is ever shown; its kind is that of the longest, of equals the one that `Kind` names first.

Whatever the text, the time is in proportion to its length: no pattern looks back over what it has read.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from consultation.private_data import Kind, Private
from nlp.accounts import cards, ibans
from nlp.digits import plain
from nlp.emails import emails
from nlp.handles import handles
from nlp.links import links, readable
from nlp.machines import machines
from nlp.references import without_references
from nlp.telephones import Telephones

_HINT = re.compile(
    r"[@＠﹫#＃]|://|\w\.\w|\{\{|\w:\w|\bu/\w|::|\d\W{0,5}\d\W{0,5}\d\W{0,5}\d|[(\[{<] ?(?:at|ät|arro[bv]a|arr?obase)\b"
    r"|\b(?:at|arro[bv]a|arr?obase|ät) \w|\w: \w",
    re.IGNORECASE,
)
"""What a text without private data may lack; found in a fraction of the time."""

_SIGN = re.compile(r"[@＠﹫#＃:：\d{(\[<]|[.．/]\w")
_SPELT = (" dot ", "arroba", "arrova", "arobase", "arrobase", " ät ")
"""One of these signs or words stands in all that `_HINT` finds: to look for them takes a tenth of its time."""


def _spells_a_sign(text: str) -> bool:
    lowered = text.lower()
    return any(word in lowered for word in _SPELT)


_RANK = {kind: rank for rank, kind in enumerate(Kind)}


class PrivateDataFinder:
    """Finds private data in answers to one consultation; ``languages`` say which countries' numbers to expect."""

    def __init__(self, languages: Sequence[str] = ()) -> None:
        self._telephones = Telephones(languages)

    def find(self, text: str, *, language: str = "") -> tuple[Private, ...]:
        """Return what is private in ``text``, in order, not overlapping; ``language`` is the text's, if known."""
        if not (_SIGN.search(text) or _spells_a_sign(text)) or not _HINT.search(text):
            return ()
        written = plain(text)
        written = _blanked(written, readable(written))
        found = list(self._addresses(written, language))
        numbers = without_references(_blanked(written, [(one.start, one.end) for one in found]))
        return tuple(_apart([*found, *_accounts(numbers), *self._telephones.find(numbers, language)]))

    def _addresses(self, text: str, language: str) -> Iterator[Private]:
        kinds = ((Kind.EMAIL, emails(text)), (Kind.LINK, links(text, language)), (Kind.IP, machines(text)))
        for kind, spans in (*kinds, (Kind.HANDLE, handles(text))):
            yield from (Private(start, end, kind) for start, end in spans)


def _accounts(text: str) -> Iterator[Private]:
    found = chain(((Kind.IBAN, span) for span in ibans(text)), ((Kind.CARD, span) for span in cards(text)))
    return (Private(start, end, kind) for kind, (start, end) in found)


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return ``text`` with letters in the place of ``spans``: nothing there is a number any more."""
    if not spans:
        return text
    parts, at = [], 0
    for start, end in sorted(spans):
        parts += [text[at:start], "x" * (end - max(start, at))]
        at = max(at, end)
    return "".join((*parts, text[at:]))


def _apart(found: Iterable[Private]) -> Iterator[Private]:
    """Yield what was found in order, what overlaps as one."""
    ordered = sorted(found, key=lambda one: (one.start, one.end))
    if not ordered:
        return
    start, end, longest = ordered[0].start, ordered[0].end, ordered[0]
    for one in ordered[1:]:
        if one.start >= end:
            yield Private(start, end, longest.kind)
            start, end, longest = one.start, one.end, one
        else:
            end, longest = max(end, one.end), min(longest, one, key=_weight)
    yield Private(start, end, longest.kind)


def _weight(one: Private) -> tuple[int, int]:
    return one.start - one.end, _RANK[one.kind]
