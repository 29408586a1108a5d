"""Addresses of machines: IPv4, IPv6 and MAC, and no versions, chapters or times. Imports the standard library only."""

import re
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address

_V4 = re.compile(r"(?<![\w.-])(?P<ip>\d{1,3}(?:\.\d{1,3}){3})(?P<more>/\d{1,2}|:\d{2,5})?(?![\w-]|\.\d)")
_V6 = re.compile(
    r"(?<![\w:.])(?P<ip>[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:\.\d{1,3}){0,3})(?P<more>/\d{1,3})?(?![\w:])",
    re.IGNORECASE,
)
_MAC = re.compile(r"(?<![\w:-])[0-9a-f]{2}(?P<by>[:-])[0-9a-f]{2}(?:(?P=by)[0-9a-f]{2}){4}(?![\w:-])", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?:\bv(?:er)?\.?|versi\w{1,4}|release|firmware|build|update|section|secci\w{1,3}|se[cç]\w{1,3}|chapter|chapitre"
    r"|cap[ií]tulo|kapitel|abschnitt|art(?:icle|[ií]culo|ikel|igo)?\.?|point|punto|§|annex\w?|clause|table|figure|fig\."
    r"|paragraph\w?|chrome|firefox|android|ios|python|mediawiki|الإصدار|المادة|الفصل)[ /:]{0,2}$",
    re.IGNORECASE,
)
_BEFORE = 16  # code points, the longest of these words and what may stand behind it
_FEWEST_SIGNS = 6
_SMALL = 10
_LARGEST = 255


def machines(text: str) -> Iterator[tuple[int, int]]:
    """Yield where addresses of machines stand, with their port or prefix."""
    if "." in text:
        yield from (found.span() for found in _V4.finditer(text) if _is_v4(found, text))
    if ":" in text or "-" in text:
        yield from (found.span() for found in _V6.finditer(text) if _is_v6(found["ip"]))
        yield from (found.span() for found in _MAC.finditer(text))


def _is_v4(found: re.Match[str], text: str) -> bool:
    numbers = [int(part) for part in found["ip"].split(".")]
    before = text[max(0, found.start() - _BEFORE) : found.start()]
    if max(numbers) > _LARGEST or _COUNTED.search(before):
        return False
    counts_up = max(numbers) < _SMALL and not before.rstrip(" :").lower().endswith("ip")
    return not counts_up and _is_somebodys(".".join(map(str, numbers)))


def _is_v6(written: str) -> bool:
    return len(written) >= _FEWEST_SIGNS and any(map(str.isdigit, written)) and _is_somebodys(written)


def _is_somebodys(written: str) -> bool:
    """Say whether this is an address that leads to a machine other than the reader's own."""
    try:
        found: IPv4Address | IPv6Address = ip_address(written)
    except ValueError:
        return False
    return not (found.is_loopback or found.is_unspecified or found.is_multicast)
