"""Every parser of what comes from outside, as something to throw bytes at: it reads them, or says what is wrong.

Anything but a `PalabreError` that leaves a target is a defect, as is one that takes longer than `SLOWEST` seconds.
"""

import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from config.answers.importing import import_answers
from config.codebooks.files import import_codebook
from config.coding.entries import read_sheet
from config.keeping.archive import ArchiveWriter, open_archive
from config.keeping.backing_up import restore
from config.keeping.erasures import read_list
from config.keeping.key_copies import unlocked
from config.loading import find_consultation, load_codebook, load_consultation, read_drafts
from config.reading.xml_reading import read_xml
from config.settings import Settings
from config.time_and_chance import SeededTokens, SteppedClock
from config.wiring import Deployment
from consultation.checking.coding import Sample, desk
from consultation.errors import PalabreError
from consultation.guide import Consultation
from consultation.messages import clean
from consultation.moments import ago, parse_duration, parse_time
from consultation.private_data import masked
from consultation.progress import targets as parse_targets
from consultation.records import Quoting
from consultation.rounds import Kind, Round
from nlp.learning.keeping import read as read_model
from nlp.private_data import PrivateDataFinder
from nlp.rows import Unreadable, read_row
from storage.memory import MemoryStore
from storage.memory_codings import MemoryCodings
from storage.memory_outbox import MemoryOutbox
from tests.consultation.conversations import Installation, Respondent

NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)
SLOWEST = 10.0
"""Seconds; the inputs are of some thousand bytes, and the machine may be busy."""

PASSPHRASE = "a boat, a lamp and a long rope"

Target = Callable[[bytes, Path], object]
"""Takes what was thrown and an empty folder to work in."""


@cache
def partnerships() -> Consultation:
    return load_consultation(find_consultation("partnerships"))


def _file(room: Path, name: str, data: bytes) -> Path:
    path = room / name
    path.write_bytes(data)
    return path


def _house(room: Path) -> Deployment:
    """Return an installation in memory, with one open round."""
    store = MemoryStore()
    store.add_round(Round("r1", "CODE", "partnerships", Kind.QUESTIONS, NOW, guide="guiding"))
    return Deployment(
        Settings(home=room / "home"),
        clock=SteppedClock(NOW),
        tokens=SeededTokens("1"),
        _store=store,
        _outbox=MemoryOutbox(store),
        _codings=MemoryCodings(store),
        _loaded={"partnerships": partnerships()},
    )


def _nothing(_what: str, _done: int, _all: int) -> None:
    """Show no progress."""


def _answers(end: str) -> Target:
    def target(data: bytes, room: Path) -> None:
        quoting, file = Quoting.VERBATIM, _file(room, f"answers{end}", data)
        import_answers(_house(room), "r1", file, quoting=quoting, progress=_nothing)

    return target


def _codebook(end: str) -> Target:
    return lambda data, room: import_codebook(_file(room, f"codebook{end}", data), version=1, language="en")


def _drafts(end: str) -> Target:
    return lambda data, room: read_drafts(_file(room, f"drafts{end}", data), partnerships(), version="2024-01")


def _sheet(end: str) -> Target:
    def target(data: bytes, room: Path) -> None:
        drawn = Sample("r1", 1, NOW, 1, "c0ffee", 0, ())
        there = desk(drawn, _house(room).store.record("r1"), ())
        read_sheet(_file(room, f"sheet{end}", data), there, partnerships().codebook)

    return target


def consultation(data: bytes, room: Path) -> None:
    """Load a working group's own files."""
    _file(room, "consultation.yaml", data)
    load_consultation(room)


def rows(data: bytes, _: Path) -> None:
    """Read the lines of `tag` and `learn`."""
    for line in data.split(b"\n"):
        with suppress(Unreadable):
            read_row(line)


def backup(data: bytes, room: Path) -> None:
    """Restore a file that somebody calls a backup."""
    file = _file(room, "backup", data)
    open_archive(file).check()
    restore(Settings(home=room / "home"), file, at=NOW, replace=True)


def backup_list(data: bytes, room: Path) -> None:
    """Restore a backup that is whole, with this for its list."""
    file = room / "backup"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("manifest.json", data)
    open_archive(file).check()
    restore(Settings(home=room / "home"), file, at=NOW, replace=True)


def backup_rows(data: bytes, room: Path) -> None:
    """Restore a backup of one table: its name, a line break, its rows."""
    table, _, lines = data.partition(b"\n")
    name = table.decode("ascii", "replace")
    archive = ArchiveWriter(room / "backup")
    archive.add(f"tables/{name}.jsonl", [lines])
    archive.close(made=NOW.isoformat(), schema="0010", rows={name: lines.count(b"\n")}, key_mark="")
    restore(Settings(home=room / "home"), room / "backup", at=NOW, replace=True)


def model(data: bytes, room: Path) -> None:
    """Read a model that somebody hands on: what it tells, a NUL, its arrays."""
    told, _, arrays = data.partition(b"\0")
    _file(room, "model.json", told)
    _file(room, "model.npz", arrays)
    read_model(room)


def options(data: bytes, _: Path) -> None:
    """Read times, durations and targets, as they are typed."""
    text = data.decode("utf-8", "replace")
    readings: tuple[Callable[[], object], ...] = (
        lambda: parse_time(text, now=NOW, timezone="Africa/Bamako", option="--opens"),
        lambda: ago(text, now=NOW, timezone="UTC", option="--since"),
        lambda: parse_duration(text, option="--lasts"),
        lambda: parse_targets([text], partnerships(), option="TARGET"),
    )
    for reading in readings:
        with suppress(PalabreError):
            reading()


def words(data: bytes, _: Path) -> None:
    """Look for private data in what people write."""
    text = clean(data.decode("utf-8", "surrogateescape"))
    finder = PrivateDataFinder(("en", "fr", "es", "ar"))
    for language in ("en", "ar"):
        masked(text, finder.find(text, language=language))


def conversation(data: bytes, _: Path) -> None:
    """Say every line to the interview, or press it as a button where it begins with "!"."""
    installation = Installation.over(MemoryStore())
    installation.launch(Kind.DRAFTS)
    somebody = Respondent(installation, "ada")
    for line in data.decode("utf-8", "surrogateescape").split("\n")[:40]:
        somebody.presses_old(line[1:]) if line.startswith("!") else somebody.says(line)


TARGETS: dict[str, Target] = {
    "answers.jsonl": _answers(".jsonl"),
    "answers.csv": _answers(".csv"),
    "answers.xlsx": _answers(".xlsx"),
    "codebook.yaml": lambda data, room: load_codebook(_file(room, "codebook.yaml", data)),
    "codebook.csv": _codebook(".csv"),
    "codebook.xlsx": _codebook(".xlsx"),
    "codebook.qdc": _codebook(".qdc"),
    "consultation.yaml": consultation,
    "drafts.yaml": _drafts(".yaml"),
    "drafts.csv": _drafts(".csv"),
    "drafts.wikitext": _drafts(".wikitext"),
    "sheet.csv": _sheet(".csv"),
    "sheet.xlsx": _sheet(".xlsx"),
    "xml": lambda data, _: read_xml(data, file="file.xml"),
    "rows": rows,
    "backup": backup,
    "backup-list": backup_list,
    "backup-rows": backup_rows,
    "erased": lambda data, room: read_list(_file(room, "erased.txt", data)),
    "keys": lambda data, _: unlocked(data, PASSPHRASE),
    "model": model,
    "options": options,
    "words": words,
    "conversation": conversation,
}
