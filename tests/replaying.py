"""The transcripts of the terminal, as they are played again in other channels."""

import re
from pathlib import Path

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").rglob("*.txt"))
CHANCE = re.compile(
    r"\b[A-Z2-7]{8,10}\b|\d{4}-\d\d-\d\dT[\d:.]+(\+00:00|Z)?|\d+ \w+ \d{4}, \d\d:\d\d \(UTC\)|partnerships-\w+"
)
"""Codes, ids and times, which the terminal's run has from its seed and its clock, and the name of its own round."""


def told(lines: list[str]) -> list[str]:
    """Return lines as they are compared: those that are not empty, without what chance decides."""
    return [CHANCE.sub("…", line) for line in lines if line.strip("│ ")]


def exchanges(transcript: Path) -> list[tuple[str, list[str]]]:
    """Return what was typed and the answer, in turns; the first answer is to the invitation."""
    turns: list[tuple[str, list[str]]] = [("", [])]
    for line in transcript.read_text(encoding="utf-8").splitlines():
        if line.startswith("> "):
            turns.append((line.removeprefix("> "), []))
        else:
            turns[-1][1].append(line.removeprefix("< "))
    return turns
