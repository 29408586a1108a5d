"""Telephone numbers, and long numbers that nothing explains. Imports `phonenumbers`, when a number is first met.

A run of digits is a telephone number where it begins with + or 00 and its country has such numbers; where a word like
"phone" or "WhatsApp" stands before it; where it begins with 0 and is as long as such numbers are; or where it is valid
in a country in which the text's language is spoken. Eight digits in a row that are none of these are a long number.
Dates, laws and amounts must be taken out before, see `nlp.references`.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from consultation.private_data import Kind, Private
from nlp.digits import NO_CODE, UNSEEN

REGIONS = {
    "en": "US GB CA AU NZ IE IN ZA NG KE GH UG TZ PH PK",
    "fr": "FR BE CH LU CA SN CI CM CD MA TN DZ ML BF BJ TG NE MG HT RW",
    "es": "ES MX AR CO CL PE EC UY BO VE PY CR",
    "ar": "EG MA DZ TN SA AE JO LB IQ SY LY SD KW QA BH OM YE PS MR",
    "ca": "ES AD FR",
    "de": "DE AT CH",
    "pt": "PT BR AO MZ CV",
    "it": "IT CH",
    "nl": "NL BE",
    "pl": "PL",
    "ru": "RU KZ",
    "uk": "UA",
    "tr": "TR",
    "el": "GR",
    "cs": "CZ",
    "sv": "SE",
    "da": "DK",
    "nb": "NO",
    "fi": "FI",
    "hu": "HU",
    "ro": "RO",
    "he": "IL",
    "fa": "IR AF",
    "hi": "IN",
    "bn": "BD IN",
    "ur": "PK IN",
    "id": "ID",
    "sw": "KE TZ",
    "zh": "CN TW HK",
    "ja": "JP",
    "ko": "KR",
    "vi": "VN",
}
"""Where a language is spoken by most of those who use it, as ISO 639-1 and ISO 3166-1 name both."""

_BETWEEN = rf"[ ().\-/·{UNSEEN}]"
_RUN = re.compile(rf"(?:{NO_CODE}|(?=\+))(?:[+(][{UNSEEN}]?){{0,2}}\d(?:{_BETWEEN}{{0,4}}+\d)*+")
_GROUP = re.compile(r"[+(]{0,2}\d+")
_GLUED = re.compile(r"[A-Za-z\u00aa-\u024f\u0370-\u052f]")
_YEAR = re.compile(r"[.]? (?:19|20)\d\d")
_OF_SEVERAL = re.compile(r"\. |[.\-/].* (?:19|20)\d\d$")
"""A number that ends a sentence or a range, with another behind it."""

_UNSEEN = re.compile(f"[{UNSEEN}]")
_STRONG = re.compile(r" ?[/·] ?| - |  ")
_PARTS = " / "
_NAMED = re.compile(
    r"(?:\b(?:t[eéè]l[eéè]?(?:f[oò]n[oe]?|phone|fon)?|tlf|tfno|tel[eè]fon|ph|phone|mob|mobile?|m[oóò]vil|m[oò]bil|celular"
    r"|cell?|portable|gsm|handy|whats? ?app|wsp|fax|call(?: me)?|text me|sms|ring me|appel(?:ez|er|le)(?:[- ]moi)?"
    r"|ll[aá]m(?:ar|a|e|en)?(?:me)?|truqueu(?:-me)?|truca'?m|ligu?[ea](?:[- ]me)?|ruf(?:t|en)?(?: Sie)?(?: mich)?)"
    r"|هاتف\w{0,2}|الهاتف|جوال\w{0,2}|الجوال|موبايل|الموبايل|واتس ?اب|واتساب|تلفون|تليفون|اتصلوا|اتصل)\b"
    rf"(?:[\s:.°=,(\-{UNSEEN}]{{1,3}}(?:is|est|es|ist|é|no|nr|n|at|au|al|on|number|nummer|n[uú]m(?:ero)?|unter|para|على|بي|هو)\b)"
    rf"{{0,2}}[\s:.°=(\-{UNSEEN}]{{0,4}}$",
    re.IGNORECASE,
)
_LOOK_BACK = 40
_FEWEST, _MOST = 8, 15
_LONGEST = 2 * _MOST + 4  # code points, with separators
_FEWEST_NAMED = 6
_MOST_IN_ROW = 24
_IN_THREES = len("612 345 678")
_AMERICAN = re.compile(r"\(?\d{3}\)?[ .-]\d{3}[.-]\d{4}|\(\d{3}\) ?\d{3} \d{4}")
_AMOUNT = re.compile(r"[1-9]\d{0,2}(?:([ .])\d{3})(?:\1\d{3})*")
_TRUNK = re.compile(r"\(?0[1-9](?:[ .\-/()]{0,3}\d){7,9}")


class Telephones:
    """Finds telephone numbers as people write them where these ``languages`` are spoken."""

    def __init__(self, languages: Sequence[str]) -> None:
        self._languages = languages or tuple(REGIONS)[:7]

    def find(self, text: str, language: str) -> Iterator[Private]:
        """Yield the numbers in ``text``, whose digits are ASCII; ``language`` is its own, "" where it is not known."""
        own = _regions((language,)) or _regions(self._languages)
        expected = tuple(dict.fromkeys([*own, *_regions(self._languages)]))
        for run in _RUN.finditer(text):
            if run.end() - run.start() >= _FEWEST_NAMED:
                yield from _Run(text, run.span(), own, expected).numbers()


@lru_cache(maxsize=256)
def _regions_of(languages: tuple[str, ...]) -> tuple[str, ...]:
    named = (REGIONS.get(one.partition("-")[0], "").split() for one in languages)
    return tuple(dict.fromkeys(region for some in named for region in some))


def _regions(languages: Sequence[str]) -> tuple[str, ...]:
    return _regions_of(tuple(languages))


class _Run:
    """Digits with nothing but separators between them: one number, several, or none."""

    def __init__(self, text: str, span: tuple[int, int], own: tuple[str, ...], expected: tuple[str, ...]) -> None:
        self._text = text
        self._own, self._expected = own, expected
        self._groups = [found.span() for found in _GROUP.finditer(text, *span)]
        if _GLUED.match(text, span[1]) and len(self._groups) > 1:
            del self._groups[-1]  # "06 12 34 56 78 9th": the last belongs to a word
        before = text[max(0, span[0] - _LOOK_BACK) : span[0]]
        self._named = bool(_NAMED.search(before))
        self._in_code = bool(re.search(r"[^\W\d_]-$|[\d,][.,]$|[#§]$", before))

    def numbers(self) -> Iterator[Private]:
        at = 0
        while at < len(self._groups):
            taken, kind = self._longest(at) if self._may_begin(at) else (0, Kind.NUMBER)
            if taken:
                yield Private(self._groups[at][0], self._groups[at + taken - 1][1], kind)
            at += taken or 1

    def _may_begin(self, at: int) -> bool:
        start, end = self._groups[at]
        leads = self._text[start] in "+(" or (self._text[start] == "0" and end - start > 1)
        return leads or at == 0 or self._breaks(at)

    def _breaks(self, at: int) -> bool:
        """Say whether what stands before a group parts two numbers."""
        return at == len(self._groups) or bool(_STRONG.search(self._between(at)))

    def _between(self, at: int) -> str:
        """Return what stands between a group and the one before."""
        return _UNSEEN.sub("", self._text[self._groups[at - 1][1] : self._groups[at][0]])

    def _longest(self, at: int) -> tuple[int, Kind]:
        """Return how many groups from ``at`` on make a number, and of which kind; (0, …) where none do."""
        start, most = self._groups[at][0], at
        while most < len(self._groups) and self._groups[most][1] - start <= _LONGEST:
            if most > at and _PARTS in self._between(most):
                break
            most += 1
        for last in range(max(most, at + 1), at, -1):
            kind = self._kind(at, last)
            if kind and not (last > at + 1 and self._is_year(last - 1) and self._stands_alone(at, last - 1)):
                return last - at, kind
        return 0, Kind.NUMBER

    def _is_year(self, group: int) -> bool:
        return bool(_YEAR.fullmatch(self._between(group) + self._text[slice(*self._groups[group])]))

    def _stands_alone(self, at: int, last: int) -> bool:
        """Say whether the groups up to ``last`` are a valid number by themselves, so that a year may follow it."""
        written = _UNSEEN.sub("", self._text[self._groups[at][0] : self._groups[last - 1][1]])
        return _is_valid(written, self._own)

    def _kind(self, at: int, last: int) -> Kind | None:
        written = _UNSEEN.sub("", self._text[self._groups[at][0] : self._groups[last - 1][1]])
        digits = sum(character.isdigit() for character in written)
        if written[0] == "+" or written[:2] in {"(+", "00"}:
            return Kind.PHONE if digits <= _MOST + 2 and _is_international(written.strip("(")) else None
        if self._named and at == 0 and _FEWEST_NAMED <= digits <= _MOST:
            return Kind.PHONE
        if digits < _FEWEST or (self._in_code and at == 0):
            return None
        if digits <= _MOST and self._is_telephone(written, digits, whole=self._breaks(last) or self._is_year(last)):
            return Kind.PHONE
        return Kind.NUMBER if last == at + 1 and digits <= _MOST_IN_ROW else None

    def _is_telephone(self, written: str, digits: int, *, whole: bool) -> bool:
        if written.lstrip("(").startswith("0"):
            return bool(_TRUNK.fullmatch(written)) or _is_valid(
                written, self._expected if digits > _FEWEST else self._own
            )
        if not whole or _OF_SEVERAL.search(written):
            return False
        if _AMERICAN.fullmatch(written):
            return True
        amount = _AMOUNT.fullmatch(written)  # "612 345 678" is written in threes where amounts are too
        if amount and (amount[1] == "." or len(written) != _IN_THREES):
            return False
        return _is_valid(written, self._own)


def _is_international(written: str) -> bool:
    from phonenumbers import NumberParseException, ValidationResult, is_possible_number_with_reason, parse

    plus = written if written.startswith("+") else f"+{written[2:]}"
    try:
        return is_possible_number_with_reason(parse(plus)) == ValidationResult.IS_POSSIBLE
    except NumberParseException:
        return False


@lru_cache(maxsize=4096)
def _is_valid(written: str, regions: tuple[str, ...]) -> bool:
    return any(_is_valid_in(written, region) for region in regions)


def _is_valid_in(written: str, region: str) -> bool:
    from phonenumbers import NumberParseException, is_valid_number, parse

    try:
        return is_valid_number(parse(written, region))
    except NumberParseException:
        return False
