"""Any of the core's frozen records as JSON and back, by its annotations. Imports the standard library only.

What a record gained since it was written has its default; what it lost is passed over. The order of a mapping stays,
a set is sorted: the same record is always the same JSON.
"""

import dataclasses
import typing
from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any


def to_json(value: Any) -> Any:
    """Return a record, or what stands in one, as what JSON can hold."""
    if dataclasses.is_dataclass(value):
        return {field.name: to_json(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {key: to_json(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(map(to_json, value))
    if isinstance(value, tuple):
        return list(map(to_json, value))
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def from_json(kind: Any, content: Any) -> Any:
    """Return the value of type ``kind`` that `to_json` was given."""
    if content is None or isinstance(kind, type):
        return content if content is None else _of_class(kind, content)
    return _of_form(typing.get_origin(kind), typing.get_args(kind), content)


def _of_form(origin: Any, inner: tuple[Any, ...], content: Any) -> Any:
    """Return the value of a type with types in it."""
    if origin in (typing.Union, UnionType):
        (only,) = (one for one in inner if one is not NoneType)
        return from_json(only, content)
    if origin is tuple:
        kinds = (inner[0],) * len(content) if inner[-1] is ... else inner
        return tuple(from_json(one, item) for one, item in zip(kinds, content, strict=True))
    if origin is frozenset:
        return frozenset(from_json(inner[0], item) for item in content)
    if origin is Mapping:
        return {from_json(inner[0], key): from_json(inner[1], item) for key, item in content.items()}
    if origin is typing.Literal:
        return content
    raise TypeError(f"no JSON is read as {origin}")


def _of_class(kind: type, content: Any) -> Any:
    if dataclasses.is_dataclass(kind):
        there = (pair for pair in _fields(kind) if pair[0] in content)
        return kind(**{name: from_json(hint, content[name]) for name, hint in there})
    if issubclass(kind, date):
        return kind.fromisoformat(content)
    return kind(content) if issubclass(kind, Enum) else content


@cache
def _fields(kind: type) -> tuple[tuple[str, Any], ...]:
    hints = typing.get_type_hints(kind)
    return tuple((field.name, hints[field.name]) for field in dataclasses.fields(kind))
