"""What a new version of a codebook would change in every number of a round, before it is committed. Imports the core.

Every answer that may count is tagged by both versions, and people's codes are carried along by the rule of
`recoding`: nothing is kept, and what a commit will do is what is shown.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from consultation.codebook import Codebook
from consultation.codebooks.changes import (
    Onto,
    TextChange,
    ThemeChange,
    origins,
    text_changes,
    theme_changes,
)
from consultation.codebooks.commit import Hearing, Telling
from consultation.codebooks.recoding import Fate, Recoder, Recoding
from consultation.ports import Finder
from consultation.private_data import masked
from consultation.records import Answer, Participation, RoundRecord, may_count, may_quote

SHOWN = 80
"""How many characters of an answer are shown."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A count of answers and one of their respondents, before and after."""

    id: str
    answers: tuple[int, int]
    respondents: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Changed:
    """An answer whose themes change: ``lost`` are old ids, ``gained`` new ones; ``words`` how it begins.

    What a theme is renamed to or merged into is no change. ``words`` are masked, and "" where the answer may not be
    quoted.
    """

    answer: str
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """What changes in a round.

    ``themes`` are those of the new version, then the retired, each with what it continues before; ``drafts`` those
    that a theme bears on; ``untagged`` the answers without any theme, ``codes`` the human codes by their fate.
    """

    round: str
    answers: int
    themes: tuple[Moved, ...]
    drafts: tuple[Moved, ...]
    untagged: tuple[int, int]
    changed: tuple[Changed, ...]
    codes: Mapping[str, int]
    open: tuple[Recoding, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two versions: themes, what they say, and the numbers of a round where one was given."""

    old: int
    new: int
    themes: tuple[ThemeChange, ...]
    texts: tuple[TextChange, ...]
    numbers: Numbers | None = None


def difference(old: Codebook, new: Codebook, numbers: Numbers | None = None) -> Difference:
    """Return what differs between two versions."""
    return Difference(old.version, new.version, theme_changes(old, new), text_changes(old, new), numbers)


@dataclass(frozen=True, slots=True)
class _Seen:
    """An answer as each version sees it."""

    person: Participation
    answer: Answer
    before: frozenset[str]
    after: frozenset[str]
    codes: tuple[Recoding, ...]


def numbers(
    record: RoundRecord, old: Hearing, new: Hearing, change: Recoder, *, finder: Finder, tell: Telling
) -> Numbers:
    """Return what the change does to a round, heard by the tagger of either version; private data is masked."""
    same = Recoder.between(change.old, change.old)
    counted = [(person, answer) for person in record.participations for answer in person.answers]
    counted = [(person, answer) for person, answer in counted if may_count(person, answer)]
    seen: list[_Seen] = []
    for person, answer in counted:
        seen.append(_seen(person, answer, (same, old), (change, new)))
        tell(len(seen), len(counted))
    codes = [code for one in seen for code in one.codes]
    fates = Counter(code.fate for code in codes)
    return Numbers(
        round=record.round.id,
        answers=len(seen),
        themes=_themes(seen, change.old, change.new),
        drafts=_drafts(seen, change.old, change.new),
        untagged=(sum(not one.before for one in seen), sum(not one.after for one in seen)),
        changed=tuple(found for one in seen if (found := _changed(one, change.onto, finder))),
        codes={fate.value: fates[fate] for fate in Fate},
        open=tuple(code for code in codes if code.fate is Fate.OPEN),
    )


def _seen(person: Participation, answer: Answer, old: tuple[Recoder, Hearing], new: tuple[Recoder, Hearing]) -> _Seen:
    """Return an answer as either version tags it; what people coded counts in both."""
    at = answer.current.at
    before, after = (one.recoded(answer, hearing.hear(person, answer), at=at) for one, hearing in (old, new))
    themes = [frozenset(seen.answer.current.themes) for seen in (before, after)]
    return _Seen(person, answer, themes[0], themes[1], after.codes)


def _themes(seen: Sequence[_Seen], old: Codebook, new: Codebook) -> tuple[Moved, ...]:
    continued = {theme.id: origins(old, theme) for theme in new.themes}
    gone = [theme.id for theme in old.themes if not any(theme.id in came_from for came_from in continued.values())]
    staying = (_moved(theme, seen, continued[theme], (theme,)) for theme in continued)
    return (*staying, *(_moved(theme, seen, (theme,), ()) for theme in gone))


def _drafts(seen: Sequence[_Seen], old: Codebook, new: Codebook) -> tuple[Moved, ...]:
    bearing = [_bearing(old), _bearing(new)]
    drafts = sorted({*bearing[0], *bearing[1]}, key=lambda draft: (len(draft), draft))
    return tuple(_moved(draft, seen, bearing[0].get(draft, ()), bearing[1].get(draft, ())) for draft in drafts)


def _bearing(codebook: Codebook) -> dict[str, tuple[str, ...]]:
    drafts = dict.fromkeys(draft for theme in codebook.themes for draft in theme.bears_on)
    return {draft: tuple(theme.id for theme in codebook.themes if draft in theme.bears_on) for draft in drafts}


def _moved(name: str, seen: Sequence[_Seen], old: Collection[str], new: Collection[str]) -> Moved:
    before = [one.person.respondent for one in seen if not one.before.isdisjoint(old)]
    after = [one.person.respondent for one in seen if not one.after.isdisjoint(new)]
    return Moved(name, (len(before), len(after)), (len(set(before)), len(set(after))))


def _changed(one: _Seen, onto: Onto, finder: Finder) -> Changed | None:
    lost = tuple(sorted(old for old in one.before if one.after.isdisjoint(_straight(old, onto))))
    gained = tuple(sorted(one.after.difference(*(_straight(old, onto) for old in one.before))))
    if not lost and not gained:
        return None
    return Changed(one.answer.id, lost, gained, _words(one.person, one.answer, finder))


def _straight(old: str, onto: Onto) -> tuple[str, ...]:
    """Return the one theme that an old one goes on as; of one that was split, the part that kept its id."""
    parts = onto.get(old, ())
    return parts if len(parts) == 1 else tuple(part for part in parts if part == old)


def _words(person: Participation, answer: Answer, finder: Finder) -> str:
    if not may_quote(person, answer):
        return ""
    text, language = answer.current.text, answer.current.language
    shown = " ".join(masked(text, finder.find(text, language=language)).split())
    return shown if len(shown) <= SHOWN else f"{shown[: SHOWN - 1]}…"
