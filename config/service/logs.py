"""What a serving process says of itself, on standard error: states and troubles, nothing of anybody.

Imports the standard library only. Libraries' own messages may hold tokens, addresses or texts: of those only the name,
the level and the kind of the error are shown.
"""

import json
import logging
import re
import sys
from datetime import UTC, datetime

OURS = "palabre"


CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""What could begin a line of its own, or command the terminal that shows it."""


class Discreet(logging.Formatter):
    """Formats our own messages whole, and of all others what cannot give anything away."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line."""
        when, name = self.formatTime(record, "%Y-%m-%d %H:%M:%S"), record.name
        said = record.getMessage() if _is_ours(record) else f"{record.levelname.lower()} {_kind(record)}".rstrip()
        return f"{when} {name}: {CONTROL.sub(_escaped, said)}"


def _escaped(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode()


class Structured(Discreet):
    """The same as JSON, an object a line.

    ``event`` is the sentence without what it is said of, by which lines can be counted, ``values`` what it is said of.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return one line."""
        when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told: dict[str, object] = {"time": when, "level": record.levelname.lower(), "logger": record.name}
        if _is_ours(record):
            told |= {"event": record.msg, "values": [*map(str, record.args or ())], "message": record.getMessage()}
        elif kind := _kind(record):
            told["error"] = kind
        return json.dumps(told, ensure_ascii=False)


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] == OURS


def _kind(record: logging.LogRecord) -> str:
    """Return the kind of error that a line is about, "" for none."""
    return record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""


def start_logging(how: str = "text") -> None:
    """Write what is worth knowing to standard error, as ``text`` or ``json``."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Structured() if how == "json" else Discreet())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger(OURS).setLevel(logging.INFO)
    logging.raiseExceptions = False
