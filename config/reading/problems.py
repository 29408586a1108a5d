"""What is wrong in a set of files, gathered until all of it can be told at once. Imports the core only."""

from collections.abc import Iterable
from difflib import get_close_matches

from consultation.errors import InvalidFiles, InvalidInput

FEW = 20
"""How many known words are told to somebody whose own is like none of them."""


class Problems:
    """The problems found so far. Files rank in the order in which they were first heard of."""

    def __init__(self) -> None:
        self._files: list[str] = []
        self._found: dict[tuple[str, str], tuple[int, int]] = {}

    def rank(self, file: str) -> int:
        """Return the place of ``file`` in the order of files; a new one comes last."""
        if file not in self._files:
            self._files.append(file)
        return self._files.index(file)

    def report(self, what: str, *, file: str, line: int = 0, path: str = "") -> None:
        """Note that ``what`` is wrong at ``file:line path``, once; a line of 0 means the file as a whole."""
        where = f"{file}:{line} {path}" if line else f"{file} {path}"
        self._found.setdefault((where.strip(), what), (self.rank(file), line))

    def finish(self) -> None:
        """Raise `InvalidFiles` with every problem, by file and line, if there is any."""
        if self._found:
            in_order = sorted(self._found, key=self._found.__getitem__)
            raise InvalidFiles([InvalidInput(what, where=where) for where, what in in_order])


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``; did you mean "…"?`` with the closest known word; where none is close, what is known if it is short."""
    words = list(known)
    close = get_close_matches(word, words, n=1)
    if close:
        return f'; did you mean "{close[0]}"?'
    return f"; known: {', '.join(words)}" if 0 < len(words) <= FEW else ""
