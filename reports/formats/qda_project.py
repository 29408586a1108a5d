"""A report as the XML of a REFI-QDA project: users, codes, variables, sources with their codings, and sets.

Imports only consultation. REFI-QDA 1.5, https://www.qdasoftware.org: elements stand in the order of its Project.xsd.
Positions count Unicode code points from 0. The standard defines a selection "by the first and the last character";
the programs that follow it write the position after the last one, as its own examples do, and so does this.

Themes are codes, nested by the full stops in their ids. A statement that may be shown is a source; a theme heard in it
is a coding, of a selection where there is evidence, else of the whole. Who heard it is a user: the machine, all
respondents together, reviewers, and those who coded by hand. No time and no attribute of an author is in it.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import escape

from consultation.codebook import MACHINE, Source
from consultation.refi_qda import code_guid, draft_guid, guid_of, held, parent_of
from reports.data.editions import EDITION, day_of
from reports.data.places import ITEM, LIST, PLACE
from reports.data.statements import LANGUAGE
from reports.marks import Mark, Marked, marked
from reports.page import Page

NAMESPACE = "urn:QDA-XML:project:1.0"
ORIGIN = "Palabre"
BY_HAND = "by-hand"
"""The user who coded by hand: all who did, as one."""

VARIABLES = {
    "language": LANGUAGE,
    "place": PLACE,
    "list": LIST,
    "item": ITEM,
    "title": ("What the question or draft is called", "Le titre de la question ou du projet"),
}
"""What is said of each source, described in English and French."""


def project(page: Page) -> Iterator[str]:
    """Yield the XML, piece by piece."""
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    named = {
        "xmlns": NAMESPACE,
        "name": page.labels.unit(page.consultation.title).text,
        "origin": ORIGIN,
        "creatingUserGUID": str(guid_of("user", ORIGIN)),
        "creationDateTime": f"{day_of(page, page.snapshot.taken)}T00:00:00",
    }
    yield f"<Project{_attributes(named)}>\n"
    yield from _within("Users", _users(page))
    yield from _within("CodeBook", _within("Codes", _codes(page)))
    yield from _within("Variables", _variables())
    yield from _within("Sources", (_source(one, page) for one in marked(page)))
    yield from _within("Sets", _sets(page))
    yield f"<Description>{_text(EDITION.english)}</Description>\n</Project>\n"


def source_name(statement_id: str) -> str:
    """Return the name of the file with a statement's words, within ``sources/``."""
    return f"{guid_of('statement', statement_id)}.txt"


def _within(name: str, pieces: Iterable[str]) -> Iterator[str]:
    """Yield an element around others, which it needs one of: nothing where there are none."""
    empty = True
    for piece in pieces:
        if empty:
            yield f"<{name}>\n"
        yield piece
        empty = False
    if not empty:
        yield f"</{name}>\n"


def _users(page: Page) -> Iterator[str]:
    names = {
        ORIGIN: ORIGIN,
        "respondent": page.words["source_respondent"],
        "reviewer": page.words["source_reviewer"],
        BY_HAND: page.words["coded"],
    }
    for user, name in names.items():
        yield f"<User{_attributes({'guid': str(guid_of('user', user)), 'name': name, 'id': user})}/>\n"


def _user(source: Source) -> str:
    return ORIGIN if source in MACHINE else source


def _codes(page: Page) -> Iterator[str]:
    """Yield the themes of the codebook, then those that answers have besides, each within the one it is nested in."""
    declared = [theme.id for theme in page.consultation.codebook.themes]
    ids = list(dict.fromkeys((*declared, *sorted(one.theme for one in page.findings.themes))))
    within: dict[str | None, list[str]] = {}
    for one in ids:
        within.setdefault(parent_of(one, ids), []).append(one)
    yield from (_code(one, within, page) for one in within.get(None, ()))


def _code(theme_id: str, within: Mapping[str | None, list[str]], page: Page) -> str:
    guid = code_guid(theme_id)
    named = {
        "guid": str(guid),
        "name": page.labels.theme(theme_id).text,
        "isCodable": "true",
        "color": f"#{guid.hex[:6]}",
    }
    about = page.labels.definition(theme_id)
    description = f"<Description>{_text(about.text)}</Description>" if about else ""
    nested = "".join(_code(one, within, page) for one in within.get(theme_id, ()))
    return f"<Code{_attributes(named)}>{description}{nested}</Code>\n"


def _variables() -> Iterator[str]:
    for name, words in VARIABLES.items():
        named = {"guid": str(guid_of("variable", name)), "name": name, "typeOfVariable": "Text"}
        yield f"<Variable{_attributes(named)}><Description>{_text(' / '.join(words))}</Description></Variable>\n"


def _source(one: Marked, page: Page) -> str:
    named = {
        "guid": str(guid_of("statement", one.id)),
        "name": one.id,
        "plainTextPath": f"internal://{source_name(one.id)}",
    }
    whole = "".join(_coding(one.id, _user(mark.source), mark.theme) for mark in one.marks if mark.span is None)
    by_hand = "".join(_coding(one.id, BY_HAND, theme) for theme in one.coded or ())
    pieces = (*_selections(one), whole, by_hand, *_values(one, page))
    return f"<TextSource{_attributes(named)}>{''.join(pieces)}</TextSource>\n"


def _selections(one: Marked) -> Iterator[str]:
    by_span: dict[tuple[int, int], list[Mark]] = {}
    for mark in one.marks:
        if mark.span:
            by_span.setdefault(mark.span, []).append(mark)
    for (start, end), marks in sorted(by_span.items()):
        at = f"{one.id} {start} {end}"
        named = {"guid": str(guid_of("selection", at)), "startPosition": str(start), "endPosition": str(end)}
        codings = "".join(_coding(at, _user(mark.source), mark.theme) for mark in marks)
        yield f"<PlainTextSelection{_attributes(named)}>{codings}</PlainTextSelection>"


def _coding(at: str, user: str, theme_id: str) -> str:
    guid = guid_of("coding", f"{at} {user} {theme_id}")
    by = f'guid="{guid}" creatingUser="{_guid_of_user(user)}"'
    return f'<Coding {by}><CodeRef targetGUID="{_guid_of_code(theme_id)}"/></Coding>'


def _values(one: Marked, page: Page) -> Iterator[str]:
    title = page.labels.place(one.place).text
    found = {
        "language": one.language,
        "place": one.place.kind,
        "list": one.place.list,
        "item": one.place.item,
        "title": title,
    }
    return (_value(name, text) for name, text in found.items() if text)


@lru_cache(maxsize=1024)  # the same few come back with every statement
def _value(name: str, text: str) -> str:
    ref = f'<VariableRef targetGUID="{guid_of("variable", name)}"/>'
    return f"<VariableValue>{ref}<TextValue>{_text(text)}</TextValue></VariableValue>"


@lru_cache(maxsize=1024)
def _guid_of_code(theme_id: str) -> str:
    return str(code_guid(theme_id))


@lru_cache(maxsize=8)
def _guid_of_user(user: str) -> str:
    return str(guid_of("user", user))


def _sets(page: Page) -> Iterator[str]:
    """Yield a set per draft, with the themes that bear on it."""
    themes = page.consultation.codebook.themes
    for draft in dict.fromkeys(draft for theme in themes for draft in theme.bears_on):
        named = {"guid": str(draft_guid(draft)), "name": page.words["draft"].format(number=draft)}
        members = (theme for theme in themes if draft in theme.bears_on)
        codes = "".join(f'<MemberCode targetGUID="{_guid_of_code(theme.id)}"/>' for theme in members)
        yield f"<Set{_attributes(named)}>{codes}</Set>\n"


def _attributes(values: Mapping[str, str]) -> str:
    return "".join(f' {name}="{_attribute(value)}"' for name, value in values.items())


def _attribute(text: str) -> str:
    return _text(text).replace("\t", "&#9;").replace("\n", "&#10;")


def _text(text: str) -> str:
    """Return a text as XML; a carriage return would come back as a line feed."""
    return escape(held(text)).replace("\r", "&#13;")
