"""What a serving process says of itself, on standard error: states and troubles, nothing of anybody.

Imports the standard library only. Libraries' own messages may hold tokens, addresses or texts: of those only the name,
the level and the kind of the error are shown.
"""

import logging
import re
import sys

OURS = "palabre"


CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""What could begin a line of its own, or command the terminal that shows it."""


class Discreet(logging.Formatter):
    """Formats our own messages whole, and of all others what cannot give anything away."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line."""
        when, name = self.formatTime(record, "%Y-%m-%d %H:%M:%S"), record.name
        if name.partition(".")[0] == OURS:
            return f"{when} {name}: {CONTROL.sub(_escaped, record.getMessage())}"
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        return f"{when} {name}: {record.levelname.lower()} {kind}".rstrip()


def _escaped(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode()


def start_logging() -> None:
    """Write what is worth knowing to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Discreet())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger(OURS).setLevel(logging.INFO)
    logging.raiseExceptions = False
