"""Everything that can go wrong and is somebody's to mend. Imports nothing.

::

    PalabreError            shown to a person as one clear message, exit status 1
    ├── InvalidInput        a file, row or option is wrong: says what, where, and what to do
    │   └── InvalidFiles    several of them at once, in the order of the files
    ├── NotFound            a round, code, consultation or file that does not exist
    ├── NotAllowed          the state forbids it: the round is closed, already launched, …
    ├── Conflict            somebody else changed the same record first: load again and repeat
    │   └── Withdrawn       an answer was withdrawn or erased while a report was made of it
    ├── Refused             a report that must not be made: a quote that nobody wrote or allowed
    └── NotMade             a file that could not be made: the typesetter gave up, or ran out of memory
"""

from collections.abc import Sequence


class PalabreError(Exception):
    """A problem that its message explains to the person who can solve it."""


class InvalidInput(PalabreError):
    """Something given is wrong.

    ``where`` names the place as precisely as it is known: file, line, unit, row.
    """

    def __init__(self, what: str, *, where: str = "") -> None:
        self.what = what
        self.where = where
        super().__init__(f"{where}: {what}" if where else what)


class InvalidFiles(InvalidInput):
    """All the problems of a set of files, so that they can be mended in one go."""

    def __init__(self, problems: Sequence[InvalidInput]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


class NotFound(PalabreError):
    """What was asked for does not exist."""


class NotAllowed(PalabreError):
    """The state of things forbids it."""


class Conflict(PalabreError):
    """A record changed between loading and keeping; nothing was written."""


class Withdrawn(Conflict):
    """An answer that an edition would pin does not stand any more."""


class Refused(PalabreError):
    """A report is not made, because it would show what it may not show."""


class NotMade(PalabreError):
    """A file could not be made, by no fault of who asked for it."""
