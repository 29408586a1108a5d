"""A codebook as JSON and back. Imports `consultation` only."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from consultation.codebook import Codebook, Theme


def to_json(codebook: Codebook) -> dict[str, Any]:
    """Return all of a codebook as what JSON can hold."""
    return asdict(codebook)


def from_json(content: Mapping[str, Any]) -> Codebook:
    """Return the codebook that `to_json` was given."""
    return Codebook(content["version"], tuple(map(_theme, content["themes"])), content["fingerprint"])


def _theme(content: Mapping[str, Any]) -> Theme:
    needs = {language: _phrases(broad) for language, broad in content["needs"].items()}
    lists = {name: tuple(content[name]) for name in ("bears_on", "was")}
    return Theme(**{**content, "cues": _phrases(content["cues"]), "needs": needs, **lists})


def _phrases(listed: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(phrases) for name, phrases in listed.items()}
