"""Numbers of bank accounts and cards, by their check digits. Imports `nlp.digits`.

IBAN: ISO 13616, with the length that each country gives it; card: ISO/IEC 7812, Luhn's digit and the first digits of
issuers. One without its check digits right is believed where its name stands before it.
"""

import re
from collections.abc import Iterator

from nlp.digits import NO_CODE

_LENGTHS = (
    "NO15 BE16 DK18 FI18 FK18 FO18 GL18 NL18 SD18 MK19 SI19 AT20 BA20 EE20 KZ20 LT20 LU20 MN20 XK20 CH21 HR21 LI21 LV21"
    " BG22 BH22 CR22 DE22 GB22 GE22 IE22 ME22 RS22 VA22 AE23 GI23 IL23 IQ23 OM23 SO23 TL23 AD24 CZ24 ES24 MD24 PK24"
    " RO24 SA24 SE24 SK24 TN24 VG24 AO25 CV25 LY25 MZ25 PT25 ST25 DZ26 IR26 IS26 TR26 BI27 CF27 CG27 CM27 DJ27 FR27"
    " GA27 GQ27 GR27 IT27 KM27 MC27 MG27 MR27 SM27 TD27 AL28 AZ28 BF28 BJ28 BY28 CI28 CY28 DO28 GT28 GW28 HN28"
    " HU28 LB28 MA28 ML28 NE28 NI28 PL28 SN28 SV28 TG28 EG29 PS29 QA29 UA29 BR29 JO30 KW30 MU30 YE30 MT31 SC31 LC32"
    " RU33"
)
_LENGTH = {entry[:2]: int(entry[2:]) for entry in _LENGTHS.split()}
_COUNTRIES = "|".join(sorted(_LENGTH))
_GAP = r"[ .\-\u200b-\u200f\u2060]{0,2}"
_IBAN = re.compile(rf"{NO_CODE}(?:{_COUNTRIES}){_GAP}\d{_GAP}\d(?={_GAP}[a-z0-9])", re.IGNORECASE)
_NEXT = re.compile(rf"{_GAP}(?P<character>[a-z0-9])", re.IGNORECASE)
_NAMED_IBAN = re.compile(
    r"\b(?:iban|rib|ccc|konto|compte|cuenta|conta|account|bank|الآيبان|حساب)\W{0,4}(?:is|est|es|n°)?\W{0,3}$",
    re.IGNORECASE,
)
_NAMED_CARD = re.compile(
    r"\b(?:card|carte|tarjeta|targeta|cart[aã]o|karte|visa|mastercard|بطاقة)\b[^\d\n]{0,20}$", re.IGNORECASE
)

_RUN = re.compile(rf"{NO_CODE}(?<![.,])\d(?:[ .\-\u200b-\u200f\u2060]{{0,2}}\d){{11,}}+(?![A-Za-z])")
_GROUP = re.compile(r"\d+")
_CARD_LENGTHS = range(13, 20)
_ISSUED = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}"
    r"|3(?:0[0-5]|[689]\d)\d{11}(?:\d{2})?|35(?:2[89]|[3-8]\d)\d{12,15}|6(?:011|5\d\d|4[4-9]\d|2\d\d)\d{12,15}"
    r"|(?:5[06-9]|6\d)\d{10,17}|9792\d{12}|220[0-4]\d{12,15}"
)
_BEFORE = 30
_MODULUS, _RIGHT = 97, 1
_GROUPS = 6


def ibans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where numbers of bank accounts stand."""
    at = 0
    for found in _IBAN.finditer(text):
        span = _iban(text, found) if found.start() >= at else None
        if span:
            at = span[1]
            yield span


def _iban(text: str, found: re.Match[str]) -> tuple[int, int] | None:
    country = found.group()[:2].upper()
    characters, end = [character for character in found.group() if character.isalnum()], found.end()
    while len(characters) < _LENGTH[country] and (further := _NEXT.match(text, end)):
        characters.append(further["character"])
        end = further.end()
    number = "".join(characters).upper()
    whole = len(number) == _LENGTH[country] and not text[end : end + 1].isalnum()
    named = _NAMED_IBAN.search(text[max(0, found.start() - _BEFORE) : found.start()])
    return (found.start(), end) if whole and (named or _checks(number)) else None


def _checks(iban: str) -> bool:
    """Say whether ISO 7064's MOD 97-10 of an IBAN is right."""
    turned = iban[4:] + iban[:4]
    return int("".join(str(int(character, 36)) for character in turned)) % _MODULUS == _RIGHT


def cards(text: str) -> Iterator[tuple[int, int]]:
    """Yield where numbers of cards stand."""
    for run in _RUN.finditer(text):
        groups = [found.span() for found in _GROUP.finditer(text, *run.span())]
        at = 0
        while at < len(groups):
            taken = _card(text, groups[at : at + _GROUPS])
            if taken:
                yield groups[at][0], groups[at + taken - 1][1]
            at += taken or 1


def _card(text: str, groups: list[tuple[int, int]]) -> int:
    """Return how many of these groups of digits make a card's number; 0 where none do."""
    for count in range(len(groups), 0, -1):
        if groups[count - 1][1] - groups[0][0] > 2 * _CARD_LENGTHS[-1]:
            continue
        number = "".join(text[start:end] for start, end in groups[:count])
        if len(number) in _CARD_LENGTHS and (_is_card(number) or _called_card(text, groups[0][0])):
            return count
    return 0


def _is_card(number: str) -> bool:
    return bool(_ISSUED.fullmatch(number)) and len(set(number)) > 1 and _luhn(number)


def _called_card(text: str, start: int) -> bool:
    return bool(_NAMED_CARD.search(text[max(0, start - _BEFORE) : start]))


def _luhn(number: str) -> bool:
    """Say whether the last digit is the check digit of the others (ISO/IEC 7812-1, annex B)."""
    doubled = (2 * int(digit) for digit in number[-2::-2])
    return (sum(map(int, number[-1::-2])) + sum(one // 10 + one % 10 for one in doubled)) % 10 == 0
