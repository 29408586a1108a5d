"""What is given of an edition in chat: its summary in each language, and its PDF. Imports the core.

Both were made with the edition and stand in its folder, so that nobody waits for them and they go with it.
"""

import json
from pathlib import Path

from consultation.editions import Edition

SUMMARY, PAPER = "summary.json", "report.pdf"
LARGEST = 8 * 2**20
"""Bytes of a file that every app takes: Discord's limit is ten megabytes, Telegram's fifty."""


class KeptSyntheses:
    """The syntheses in a folder of editions, which can be read at ``address``."""

    def __init__(self, editions: Path, address: str) -> None:
        self._editions = editions
        self.address = address

    def summary(self, edition: Edition, language: str) -> tuple[str, ...]:
        """Return the first page in words, () where the edition's files stand elsewhere."""
        try:
            told = json.loads((self._folder(edition) / SUMMARY).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return ()
        return tuple(told.get(language) or told.get(edition.language) or ())

    def paper(self, edition: Edition, language: str) -> bytes:
        """Return the PDF in that language, else in the edition's own; empty where there is none, or it is too large."""
        folders = (self._folder(edition) / language, self._folder(edition))
        wanted = folders[1:] if language == edition.language else folders
        for folder in wanted:
            try:
                if (folder / PAPER).stat().st_size <= LARGEST:
                    return (folder / PAPER).read_bytes()
            except OSError:
                continue
        return b""

    def _folder(self, edition: Edition) -> Path:
        return self._editions / edition.round / str(edition.number)
