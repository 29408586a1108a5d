"""The translations are whole: every message of the source, in every language, in every form, fit to be shown."""

import gettext
import re
from collections import Counter
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import read_po

from config.catalogues import LOCALE, read_catalogues
from consultation.choices import LABEL_LENGTH
from consultation.office.hearing import COMMANDS as OFFICE_COMMANDS
from consultation.understanding import COMMANDS, plain
from consultation.voice import END_ISOLATE, ISOLATE, LANGUAGE_NAMES
from tests.consultation.messages import CHOICES, PHRASES, Message, buttons, collected

FRENCH_SPACES = "\u00a0\u202f"
NUMBERS = (0, 1, 2, 3, 10, 11, 100, 101)
PLURALS = {
    "fr": (0, 0, 1, 1, 1, 1, 1, 1),
    "es": (1, 0, 1, 1, 1, 1, 1, 1),
    "ar": (0, 1, 2, 3, 3, 4, 5, 5),
}
"""By language, the index of the form that each of `NUMBERS` takes."""

in_each_language = pytest.mark.parametrize("language", PLURALS)


@cache
def catalogue(language: str) -> Catalog:
    with (LOCALE / f"{language}.po").open("rb") as file:
        return read_po(file, abort_invalid=True)


def entries(language: str) -> list[Entry]:
    """Return all entries but the header."""
    return [entry for entry in catalogue(language) if entry.id]


def source(entry: Entry) -> tuple[str, str]:
    return (entry.id, "") if isinstance(entry.id, str) else (entry.id[0], entry.id[1])


def forms(entry: Entry) -> tuple[str, ...]:
    return (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())


def translated(language: str, message: str) -> str:
    """Return the translation of a message without plural; one that is missing is itself."""
    return next((forms(entry)[0] for entry in entries(language) if source(entry)[0] == message), message)


def placeholders(text: str) -> Counter[str]:
    return Counter(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def form_of(language: str, number: int) -> int:
    return gettext.c2py(catalogue(language).plural_expr)(number)


def numbers_served(language: str, form: int) -> list[int]:
    return [number for number in range(300) if form_of(language, number) == form]


def as_po(message: Message) -> str:
    """Return the entry to add."""
    references = "".join(f"#: {file}\n" for file in message.files)
    if not message.many:
        return f'{references}msgid "{message.one}"\nmsgstr ""\n'
    return f'{references}msgid "{message.one}"\nmsgid_plural "{message.many}"\nmsgstr[0] ""\n'


def difference(language: str) -> str:
    """Say what a language lacks and what it has too much, as entries to add and texts to take out."""
    wanted = {(message.one, message.many): message for message in collected()}
    there = {source(entry) for entry in entries(language)}
    missing = "\n".join(as_po(message) for forms, message in wanted.items() if forms not in there)
    stale = "\n".join(one for one, many in there - wanted.keys())
    return f"{language}.po\n\nto add:\n{missing or 'nothing'}\n\nto take out:\n{stale or 'nothing'}"


def test_every_language_that_a_button_names_has_a_catalogue() -> None:
    assert {path.stem for path in LOCALE.iterdir()} == PLURALS.keys() == LANGUAGE_NAMES.keys() - {"en"}


@in_each_language
def test_each_catalogue_has_the_messages_of_the_source_in_their_order(language: str) -> None:
    there = [Message(*source(entry), tuple(file for file, _ in entry.locations)) for entry in entries(language)]

    assert there == list(collected()), difference(language)


@in_each_language
def test_no_message_is_given_twice_or_kept_for_later(language: str) -> None:
    lines = (LOCALE / f"{language}.po").read_text(encoding="utf-8").splitlines()

    assert sum(line.startswith("msgid ") for line in lines) == len(entries(language)) + 1
    assert [line for line in lines if line.startswith("#~")] == []


@in_each_language
def test_nothing_is_fuzzy_or_empty(language: str) -> None:
    assert not catalogue(language).fuzzy
    assert [entry.id for entry in entries(language) if entry.fuzzy] == []
    assert [entry.id for entry in entries(language) if not all(form.strip() for form in forms(entry))] == []


@in_each_language
def test_a_header_names_the_language_and_nobody(language: str) -> None:
    header = (LOCALE / f"{language}.po").read_text(encoding="utf-8").partition("\n\n")[0]
    names = re.findall(r'^"([\w-]+): ', header, flags=re.MULTILINE)

    assert str(catalogue(language).locale) == language
    assert names == ["Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Plural-Forms"]


@in_each_language
def test_every_form_holds_the_placeholders_of_its_source(language: str) -> None:
    wrong = [
        (one, form)
        for entry in entries(language)
        for one, many in [source(entry)]
        for form in forms(entry)
        if not many and placeholders(form) != placeholders(one)
    ]

    assert wrong == []


@in_each_language
def test_only_a_form_for_one_number_may_say_it_in_words(language: str) -> None:
    wrong = [
        (many, form)
        for entry in entries(language)
        for _, many in [source(entry)]
        for index, form in enumerate(forms(entry))
        if many
        and placeholders(form) != placeholders(many)
        and not (
            len(numbers_served(language, index)) == 1 and placeholders(form) == placeholders(many) - Counter(["number"])
        )
    ]

    assert wrong == []


@in_each_language
def test_numbers_take_the_form_of_their_language(language: str) -> None:
    several = [entry for entry in entries(language) if source(entry)[1]]
    spoken = read_catalogues()[language]

    assert tuple(form_of(language, number) for number in NUMBERS) == PLURALS[language]
    assert {len(forms(entry)) for entry in several} == {catalogue(language).num_plurals}
    for entry in several:
        expected = [forms(entry)[index] for index in PLURALS[language]]
        assert [spoken.ngettext(*source(entry), number) for number in NUMBERS] == expected


def test_arabic_counts_in_six_forms() -> None:
    spoken = read_catalogues()["ar"]
    days = [spoken.ngettext("{number} day", "{number} days", number).format(number=number) for number in NUMBERS]

    assert days == ["0 يوم", "يوم واحد", "يومين", "3 أيام", "10 أيام", "11 يوما", "100 يوم", "101 يوم"]


@in_each_language
def test_button_labels_are_short(language: str) -> None:
    labels = {translated(language, message) for offer in buttons().values() for message in offer}

    assert [label for label in labels if len(label) > LABEL_LENGTH] == []


@in_each_language
def test_buttons_that_can_stand_together_differ(language: str) -> None:
    for offer, messages in buttons().items():
        labels = [plain(translated(language, message)) for message in messages]
        assert [label for label, times in Counter(labels).items() if times > 1] == [], offer


@in_each_language
def test_commands_stay_as_they_are(language: str) -> None:
    wrong = [
        one
        for entry in entries(language)
        for one, _ in [source(entry)]
        for form in forms(entry)
        if Counter(re.findall(r"/\w+", form)) != Counter(re.findall(r"/\w+", one))
    ]

    assert wrong == []


@in_each_language
def test_lists_are_separated_in_the_manner_of_the_language(language: str) -> None:
    assert translated(language, ", ") == {"ar": "، "}.get(language, ", ")


def test_french_has_its_spaces_and_apostrophes() -> None:
    for form in (form for entry in entries("fr") for form in forms(entry)):
        assert re.findall(rf"[^{FRENCH_SPACES}][?!;:»]|«[^{FRENCH_SPACES}]|['\"]", form) == [], form


def test_spanish_opens_its_questions() -> None:
    for form in (form for entry in entries("es") for form in forms(entry)):
        assert form.count("¿") == form.count("?"), form


def test_arabic_isolates_its_commands_and_has_no_latin_besides() -> None:
    isolated = re.compile(rf"{ISOLATE}/\w+( \{{\w+\}})?{END_ISOLATE}")
    for form in (form for entry in entries("ar") for form in forms(entry)):
        rest = re.sub(r"\{\w+\}", "", isolated.sub("", form))
        assert re.findall(rf"[A-Za-z/,;?{ISOLATE}{END_ISOLATE}]", rest) == [], form


def test_the_commands_that_are_spoken_of_exist() -> None:
    spoken_of = {command for message in collected() for command in re.findall(r"/\w+", message.one)}

    assert spoken_of - COMMANDS.keys() - OFFICE_COMMANDS.keys() == set()


# The collecting itself


def test_messages_are_collected_once_with_the_files_they_stand_in(tmp_path: Path) -> None:
    (tmp_path / PHRASES).write_text('"""A module."""\nLOST: str = "Lost."\nFIXED = {"key": "Back"}\nSIZE = 3\n')
    (tmp_path / CHOICES).write_text(
        'def f(voice):\n    return voice("Back"), voice.several("{number} a", "{number} b", 2)\n'
    )

    assert collected(tmp_path) == (
        Message("Back", "", (f"{tmp_path.name}/{CHOICES}", f"{tmp_path.name}/{PHRASES}")),
        Message("{number} a", "{number} b", (f"{tmp_path.name}/{CHOICES}",)),
        Message("Lost.", "", (f"{tmp_path.name}/{PHRASES}",)),
    )


def test_words_that_cannot_be_collected_are_refused(tmp_path: Path) -> None:
    (tmp_path / CHOICES).write_text('def f(voice, name):\n    return voice(f"Hello {name}")\n')

    with pytest.raises(ValueError, match=r"choices\.py:2: "):
        collected(tmp_path)


def test_an_offer_holds_the_buttons_of_what_it_calls() -> None:
    offers = buttons()

    assert offers["_stopping"] == ("Keep my answers", "Erase my answers", "Go on after all")
    assert {"Support", "Oppose", "Skip", "Menu"} <= set(offers["_arguing"])
