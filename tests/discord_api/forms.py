"""The body of a request as a form: each field is read where it stands, and what is wrong is noted at its place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

from tests.discord_api.errors import invalid_form

Complain = Callable[[str], None]
Path = tuple[str | int, ...]


class Form:
    """All fields of one body, and what is wrong with them; `complain` hears of fields that Discord does not know."""

    def __init__(self, body: Any, complain: Complain) -> None:
        self.complain = complain
        self.errors: dict[str, Any] = {}
        self.root = Field(self, (), body)

    def check(self) -> None:
        """Refuse with 50035 where anything is wrong."""
        if self.errors:
            raise invalid_form(self.errors)


class Field:
    """A value at its place in a form. Reading it wrongly notes an error there and gives a harmless value."""

    def __init__(self, form: Form, path: Path, value: Any) -> None:
        self.form = form
        self.path = path
        self.value = value

    def __getitem__(self, name: str) -> Field:
        inner = self.value.get(name) if isinstance(self.value, dict) else None
        return Field(self.form, (*self.path, name), inner)

    @property
    def given(self) -> bool:
        return self.value is not None

    def has(self, name: str) -> bool:
        return isinstance(self.value, dict) and name in self.value

    def wrong(self, code: str, message: str) -> None:
        place = self.form.errors
        for step in self.path:
            place = place.setdefault(str(step), {})
        place.setdefault("_errors", []).append({"code": code, "message": message})

    def required(self) -> bool:
        """Say whether there is a value; note where it is missing."""
        if not self.given:
            self.wrong("BASE_TYPE_REQUIRED", "This field is required")
        return self.given

    # What the value may be

    def known(self, names: str) -> bool:
        """Say whether this is an object, and complain of fields that are none of those named."""
        if not isinstance(self.value, dict):
            self.wrong("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
            return False
        for name in sorted(self.value.keys() - set(names.split())):
            where = ".".join(map(str, (*self.path, name)))
            self.form.complain(f"unknown field {where!r}")
        return True

    def text(self, lowest: int, highest: int) -> str:
        """Return a text of that length, counted in characters; an empty one for none."""
        if not self.given:
            return ""
        if not isinstance(self.value, str):
            self.wrong("STRING_TYPE_CONVERT", f'Could not interpret "{self.value}" as string.')
            return ""
        self._measure(len(self.value), lowest, highest)
        return self.value

    def items(self, lowest: int, highest: int) -> Iterator[Field]:
        """Give the fields of a list of that length; nothing for none."""
        if not self.given:
            return
        if not isinstance(self.value, list):
            self.wrong("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return
        self._measure(len(self.value), lowest, highest)
        for place, value in enumerate(self.value):
            yield Field(self.form, (*self.path, place), value)

    def _measure(self, length: int, lowest: int, highest: int) -> None:
        if lowest == 0 and length > highest:
            self.wrong("BASE_TYPE_MAX_LENGTH", f"Must be {highest} or fewer in length.")
        elif not lowest <= length <= highest:
            self.wrong("BASE_TYPE_BAD_LENGTH", f"Must be between {lowest} and {highest} in length.")

    def number(self, lowest: int, highest: int, default: int = 0) -> int:
        """Return a whole number within those bounds."""
        if not self.given:
            return default
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            self.wrong("NUMBER_TYPE_COERCE", f'Value "{self.value}" is not int.')
            return default
        if self.value < lowest:
            self.wrong("NUMBER_TYPE_MIN", f"int value should be greater than or equal to {lowest}.")
        if self.value > highest:
            self.wrong("NUMBER_TYPE_MAX", f"int value should be less than or equal to {highest}.")
        return self.value

    def choice(self, among: Collection[Any]) -> Any:
        """Return a value that is one of those; None for any other."""
        if self.required() and self.value in among:
            return self.value
        if self.given:
            self.wrong("BASE_TYPE_CHOICES", f"Value must be one of {{{', '.join(map(repr, among))}}}.")
        return None

    def flag(self) -> bool:
        if self.given and not isinstance(self.value, bool):
            self.wrong("BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
        return self.value is True

    def snowflake(self) -> int:
        """Return an identifier, 0 where there is none."""
        if not self.given:
            return 0
        if not str(self.value).isdigit():
            self.wrong("NUMBER_TYPE_COERCE", f'Value "{self.value}" is not snowflake.')
            return 0
        return int(self.value)
