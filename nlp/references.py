"""Numbers that refer to what anybody may look up: dates, years, laws, books, articles, amounts, hours, coordinates.

Imports the standard library only. They are taken out of a text before private numbers are looked for, and only where
they stand alone: a telephone number that has a year in it is not broken up.
"""

import re

_ALONE = r"(?<![\w+])(?<!\d[ .\-/+()])(?<!\d\)[ \-])"
_END = r"(?!\w)(?![ .\-/]\d)"
_YEAR = r"(?:1[4-9]|20)\d\d"
_HOUR = r"(?:(?:[01]\d|2[0-4])[.:h]?|\d[.:h])[0-5]\d"
_ISO_DAY = r"(?:1[89]|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_MONEY = (
    r"€|\$|£|¥|₹|%|‰|euros?\b|eur\b|dollars?\b|usd\b|dh\b|dirhams?\b|mad\b|f?cfa\b|reais\b|pesos?\b|francs?\b|chf\b|gbp\b"
    r"|millions?\b|mill?ones\b|milhões\b|milliards?\b|billions?\b|bytes?\b|octets?\b|km\b|kg\b|يورو|دولار|درهم|دينار"
)
_DATE = (
    r"(?:\d{1,2}[./-]\d{1,2}[./-](?:(?:1[4-9]|20)\d\d|\d\d)|(?:1[4-9]|20)\d\d[./-](?:0?[1-9]|1[0-2])[./-](?:0?[1-9]"
    r"|[12]\d|3[01]))"
)
_KEPT = (
    rf"{_ALONE}{_DATE}(?:[ ]?[-/ ][ ]?{_DATE}){{0,3}}(?:[ T,]{{1,2}}{_HOUR}(?:[:.]\d\d)?(?:[ ]?-[ ]?{_HOUR})?)?{_END}",
    rf"{_ALONE}{_YEAR}(?:[ ]?[-/ ][ ]?(?:{_YEAR}|\d\d(?!\d)))+{_END}",
    rf"{_ALONE}{_ISO_DAY}{_END}",
    rf"{_ALONE}{_HOUR}[ ]?[-/][ ]?{_HOUR}{_END}",
    # laws, decrees, regulations: a year and a number, either first
    rf"{_ALONE}{_YEAR}[-/]\d{{1,5}}{_END}",
    rf"{_ALONE}\d{{1,5}}[-/]{_YEAR}{_END}",
    rf"{_ALONE}\d{{2}}-\d{{1,4}}{_END}",
    rf"{_ALONE}\d{{5}}-\d{{3,4}}{_END}",  # postal codes of Brazil and of the United States
    (
        r"\b(?:isbn|issn|ean|siret|siren|doi|arxiv|rfc|iso|oclc|viaf|pmid|lccn|ark|hdl|revid|oldid|curid|pageid)\b"
        r"[ :°-]{0,3}[\dx][\dx. /-]{0,30}[\dx](?!\w)"
    ),
    r"(?<![\d-])97[89]-?(?:\d-?){9}\d(?!\d)",
    r"\b10\.\d{4,9}/[^\s\"<>]{1,100}",
    # amounts: groups of three, a fraction, a currency or a unit
    rf"{_ALONE}[1-9]\d{{0,2}}(?:[.,'’ ]\d{{3}})+(?:[.,]\d{{1,2}})?[ ]?(?:{_MONEY})",
    rf"{_ALONE}\d{{1,15}}(?:[.,]\d{{1,9}})?[ ]?(?:{_MONEY})",
    rf"(?:[€$£¥₹]|\b(?:usd|eur|chf|gbp|mad|us\$))[ ]?\d{{1,15}}(?:[.,'’ ]\d{{3}})*(?:[.,]\d{{1,2}})?{_END}",
    rf"{_ALONE}[1-9]\d{{0,2}}(?:[.,'’]\d{{3}}){{2,}}(?:[.,]\d{{1,2}})?{_END}",
    rf"{_ALONE}[1-9]\d{{0,2}}(?:[ ]\d{{3}}){{1,2}}[ ]-[ ][1-9]\d{{0,2}}(?:[ ]\d{{3}}){{1,2}}{_END}",
    rf"{_ALONE}[1-9]\d?(?:[ ]000){{2,}}{_END}",
    rf"{_ALONE}[1-9]\d{{0,2}}0{{6,}}{_END}",
    r"(?<![\w+])(?<!\d[.,])-?\d{1,3}[.,]\d{3,15}(?:[,;][ ]?-?\d{1,3}[.,]\d{3,15})?(?![ .\-/]?\d)",
)
_REFERENCE = re.compile("|".join(_KEPT), re.IGNORECASE)


def without_references(text: str) -> str:
    """Return ``text``, as long as it was, with letters in the place of references: they are numbers no more."""
    return _REFERENCE.sub(lambda found: "x" * len(found.group()), text)
