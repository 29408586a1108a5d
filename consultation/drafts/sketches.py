"""A version of a draft in the making: begun, written part by part, made. Imports the standard library only.

It is kept in a facilitator's seat as words by name until it is saved or thrown away. What is made of it is what
``palabre draft import`` makes of a file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import get_args

from consultation.guide import Consultation, Draft, Lineage, Relation, Unit

PREFIX = "sketch."
RELATIONS: tuple[Relation, ...] = get_args(Relation)


class Text(StrEnum):
    """The texts of a draft."""

    TITLE = "title"
    SHORT = "short"
    FULL = "full"


LONGEST: Mapping[Text, int] = MappingProxyType({Text.TITLE: 200, Text.SHORT: 1500, Text.FULL: 40_000})
"""Characters of each at most: a title and a short text are read in one message."""


class Lack(StrEnum):
    """Why a version cannot be entered yet."""

    TITLE = "no title in the original language"
    SHORT = "no short text in the original language"
    MERGED = "merged from fewer than two"
    SPLIT = "split from none"
    SAME = "nothing changed"


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is in the making.

    ``group`` is what the consultation is remembered by; ``base`` the version of the draft that it was begun from, ""
    for a new draft; ``language`` the one being written in; ``texts`` are by (text, language); ``relation`` and
    ``sources`` as in `Lineage`.
    """

    group: str
    draft: str
    base: str
    language: str
    relation: Relation
    sources: tuple[str, ...] = ()
    texts: Mapping[tuple[Text, str], str] = field(default_factory=lambda: MappingProxyType({}))

    def held(self) -> dict[str, str]:
        """Return it as words by name, for a seat."""
        words = {"group": self.group, "draft": self.draft, "base": self.base, "language": self.language}
        words |= {"relation": self.relation, "sources": " ".join(self.sources)}
        words |= {f"{text}.{language}": words for (text, language), words in self.texts.items()}
        return {f"{PREFIX}{name}": word for name, word in words.items()}

    def languages(self, text: Text) -> tuple[str, ...]:
        """Return the languages in which a text stands."""
        return tuple(language for one, language in self.texts if one is text)

    def written(self, text: Text, words: str) -> "Sketch":
        """Return it with a text in the language being written in."""
        return replace(self, texts={**self.texts, (text, self.language): words})

    def without(self, language: str) -> "Sketch":
        """Return it without anything in a language."""
        return replace(self, texts={place: words for place, words in self.texts.items() if place[1] != language})


def kept(held: Mapping[str, str]) -> dict[str, str]:
    """Return of what a seat holds that which is in the making: it stays in hand whatever else is done."""
    return {name: word for name, word in held.items() if name.startswith(PREFIX)}


def in_hand(held: Mapping[str, str]) -> Sketch | None:
    """Return what is in the making in a seat, None where nothing is."""
    words = {name.removeprefix(PREFIX): word for name, word in kept(held).items()}
    relation = next((one for one in RELATIONS if one == words.get("relation")), None)
    if relation is None:
        return None
    texts = {
        (text, name.removeprefix(f"{text}.")): word
        for name, word in words.items()
        for text in Text
        if name.startswith(f"{text}.")
    }
    sources = tuple(words["sources"].split())
    return Sketch(words["group"], words["draft"], words["base"], words["language"], relation, sources, texts)


def begun(consultation: Consultation, group: str, draft_id: str = "") -> Sketch:
    """Return a new version of a draft, with the texts that it has, or a new draft where no id is given."""
    original = consultation.languages[0]
    known = current(consultation, draft_id)
    if known is None:
        return Sketch(group, _next_id(consultation), "", original, "new")
    units = {Text.TITLE: known.title, Text.SHORT: known.short, Text.FULL: known.full}
    texts = {(text, language): words for text, unit in units.items() if unit for language, words in unit.texts.items()}
    return Sketch(group, known.id, known.version, original, "kept", (f"{known.version}/{known.id}",), texts)


def current(consultation: Consultation, draft_id: str) -> Draft | None:
    """Return the newest version of a draft that is not part of others, if there is one."""
    return next((one for one in consultation.current_drafts() if one.id == draft_id), None)


def related(sketch: Sketch, relation: Relation) -> Sketch:
    """Return it with another relation, and what it then comes from by itself."""
    own = (f"{sketch.base}/{sketch.draft}",) if sketch.base and relation != "new" else ()
    return replace(sketch, relation=relation, sources=own)


def toggled(sketch: Sketch, source: str) -> Sketch:
    """Return it with a source added or taken off; what is split comes from one alone."""
    if sketch.relation == "split":
        return replace(sketch, sources=(source,))
    left = tuple(one for one in sketch.sources if one != source)
    return replace(sketch, sources=left if source in sketch.sources else (*sketch.sources, source))


def lacks(sketch: Sketch, consultation: Consultation) -> Iterator[Lack]:
    """Yield why it cannot be entered."""
    original = consultation.languages[0]
    if (Text.TITLE, original) not in sketch.texts:
        yield Lack.TITLE
    if (Text.SHORT, original) not in sketch.texts:
        yield Lack.SHORT
    several = {"merged": (2, Lack.MERGED), "split": (1, Lack.SPLIT)}
    if sketch.relation in several and len(sketch.sources) < several[sketch.relation][0]:
        yield several[sketch.relation][1]
    base = next((one for one in consultation.drafts if (one.id, one.version) == (sketch.draft, sketch.base)), None)
    if base is not None and sketch.relation == "kept" and _texts(base) == _texts_in(sketch, consultation):
        yield Lack.SAME


def unchanged(sketch: Sketch, consultation: Consultation) -> tuple[str, ...]:
    """Return the languages whose texts are those of the version before, where the original's are not."""
    base = next((one for one in consultation.drafts if (one.id, one.version) == (sketch.draft, sketch.base)), None)
    if base is None:
        return ()
    before, now, original = _texts(base), _texts_in(sketch, consultation), consultation.languages[0]

    def same(language: str) -> bool:
        return [one.get(language) for one in before] == [one.get(language) for one in now]

    there = [language for language in consultation.languages[1:] if any(language in one for one in now)]
    return () if same(original) else tuple(filter(same, there))


def entered(sketch: Sketch, consultation: Consultation) -> Draft | None:
    """Return the version that was made of it already, None where it was not."""
    lineage, texts = Lineage(sketch.relation, sketch.sources), _texts_in(sketch, consultation)
    others = (one for one in consultation.drafts if one.id == sketch.draft and one.version != sketch.base)
    return next((one for one in others if (one.lineage, _texts(one)) == (lineage, texts)), None)


def overtaken(sketch: Sketch, consultation: Consultation) -> bool:
    """Say whether somebody else entered a version of the draft since this was begun."""
    newest = current(consultation, sketch.draft)
    known = any(one.id == sketch.draft for one in consultation.drafts)
    return known and (newest is None or newest.version != sketch.base)


def after(sketch: Sketch, consultation: Consultation) -> Sketch:
    """Return it as coming after the newest version, or under a number of its own where its draft is gone."""
    newest = current(consultation, sketch.draft) if sketch.base else None
    if newest is None:
        return replace(sketch, draft=_next_id(consultation), base="", relation="new", sources=())
    old, new = f"{sketch.base}/{sketch.draft}", f"{newest.version}/{newest.id}"
    return replace(sketch, base=newest.version, sources=tuple(new if one == old else one for one in sketch.sources))


def made(sketch: Sketch, consultation: Consultation, day: date) -> Draft:
    """Return the version, named by the day it is entered; it has no date, and so is newer than any list."""
    base = next((one for one in consultation.drafts if (one.id, one.version) == (sketch.draft, sketch.base)), None)
    version = _version(sketch, consultation, day)
    path = f"drafts.{version}.drafts.{sketch.draft}"
    title, short, full = (
        Unit(f"{path}.{text}", texts) for text, texts in zip(Text, _texts_in(sketch, consultation), strict=True)
    )
    usual = base or next(reversed(consultation.current_drafts()), None)
    return Draft(
        id=sketch.draft,
        version=version,
        kind=base.kind if base else "recommendation",
        status=usual.status if usual else Unit(f"{path}.status", {"en": "Draft"}),
        title=title,
        short=short,
        full=full if full.texts else None,
        lineage=Lineage(sketch.relation, sketch.sources),
    )


def _version(sketch: Sketch, consultation: Consultation, day: date) -> str:
    taken = {one.version for one in consultation.drafts if one.id == sketch.draft}
    names = (day.isoformat() if number == 1 else f"{day.isoformat()}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _next_id(consultation: Consultation) -> str:
    return str(1 + max((int(one.id) for one in consultation.drafts if one.id.isdecimal()), default=0))


def _texts(draft: Draft) -> list[Mapping[str, str]]:
    return [dict(draft.title.texts), dict(draft.short.texts), dict(draft.full.texts) if draft.full else {}]


def _texts_in(sketch: Sketch, consultation: Consultation) -> list[Mapping[str, str]]:
    """Return the texts by language, in the consultation's order: titles, short texts, full texts."""
    order = consultation.languages
    return [{lang: sketch.texts[text, lang] for lang in order if (text, lang) in sketch.texts} for text in Text]
