"""What a terminal shows: the conversation in colour, tables of rounds, JSON. Imports the core, rich and bots."""

import dataclasses
import json
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from bots.terminal_bot import drawn_attachment, drawn_buttons, drawn_line
from config.progress import Progress
from config.reporting import Made
from consultation.facilitation import Status
from consultation.guide import Consultation
from consultation.messages import Reply, Style
from consultation.rounds import Round

LISTED = re.compile(r"• |\d+\. |/")
STYLES = {Style.PLAIN: "", Style.TITLE: "bold cyan", Style.QUOTE: "italic", Style.NOTE: "dim"}


class ConsoleScreen:
    """The conversation on a terminal, wrapped at 80 columns at most."""

    def __init__(self) -> None:
        from rich.console import Console

        width = Console().width
        self._console = Console(width=min(width, 80), highlight=False, markup=False, emoji=False)

    def typed(self, line: str) -> None:
        """Show nothing: the keyboard has shown it."""

    def answered(self, reply: Reply) -> None:
        """Show an answer, air between its paragraphs and before the choices."""
        for line in reply.lines:
            if not LISTED.match(line.text) and line.style is not Style.NOTE:
                self._console.print()
            for text, style in drawn_line(line):
                self._console.print(text, style=STYLES[style])
        for text, style in drawn_attachment(reply):
            self._console.print(text, style=STYLES[style])
        self._console.print()
        for text, _ in drawn_buttons(reply):
            self._console.print(text, style="green")
        self._console.print()


def keyboard() -> Iterator[str]:
    """Yield what is typed until the end of input."""
    while True:
        try:
            yield input("> ")
        except EOFError:
            print("\nEverything is kept. The same command takes you back here.", file=sys.stderr)  # noqa: T201 (a screen)
            return


@contextmanager
def saving(path: Path | None) -> Iterator[TextIO | None]:
    """Give a file to write to at ``path``, None for none."""
    if path is None:
        yield None
        return
    with path.open("w", encoding="utf-8", newline="\n") as file:
        yield file


def json_of(value: object) -> str:
    """Return records as indented JSON, times in ISO 8601."""
    return json.dumps(_plain(value), ensure_ascii=False, indent=2)


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: _plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def status_table(found: Status, consultation: Consultation) -> str:
    """Return the status of a round as aligned lines."""
    titles = {question.id: question.title for guide in consultation.guides for question in guide.questions}
    titles |= {draft.id: draft.title for draft in consultation.drafts}
    chain = consultation.chain(consultation.languages[0])
    closes = found.round.closes.isoformat(timespec="minutes") if found.round.closes else "by hand"
    rows: list[tuple[str, object]] = [
        ("round", f"{found.round.id} ({found.round.stage}, closes {closes}, code {found.round.code})"),
        ("respondents", found.respondents),
        ("answers", found.answers),
        ("messages", found.messages),
        ("linked identities", found.identities),
        ("came to the end", found.finished),
        ("withdrawn", found.withdrawn),
        ("set aside", found.set_aside),
        ("erased", found.erased),
    ]
    rows += [(f"answers in {language}", count) for language, count in found.languages.items()]
    for item, count in found.items.items():
        title = titles[item].shown(chain).text if item in titles else "free contributions"
        rows.append((title, count))
    return _aligned(rows)


def rounds_table(rounds: Sequence[Round]) -> str:
    """Return rounds as aligned lines: id, stage, kind, code, closing time."""
    if not rounds:
        return "no rounds yet; launch one with: palabre round launch CONSULTATION --questions"
    rows = [
        (
            known.id,
            f"{known.stage:9}  {known.kind:9}  {known.code}  {known.closes.isoformat() if known.closes else '—'}",
        )
        for known in rounds
    ]
    return _aligned(rows)


def _aligned(rows: Sequence[tuple[str, object]]) -> str:
    width = max(len(name) for name, _ in rows)
    return "\n".join(f"{name:{width}}  {value}" for name, value in rows)


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Give a function that shows how far things are, on standard error; silent where that is no terminal."""
    from rich.progress import Progress as Bars

    if not sys.stderr.isatty():
        yield lambda _what, _done, _total: None
        return
    from rich.console import Console

    tasks: dict[str, Any] = {}
    with Bars(console=Console(stderr=True)) as bars:

        def show(what: str, done: int, total: int) -> None:
            task = tasks.get(what)
            if task is None:
                task = tasks[what] = bars.add_task(what, total=total)
            bars.update(task, completed=done)

        yield show


def demo_summary(made: Made, out: Path) -> str:
    """Return what the demonstration made and what to try next, in one screen."""
    people = {person.respondent for record in made.snapshot.rounds for person in record.participations}
    answers = [a for record in made.snapshot.rounds for p in record.participations for a in p.answers]
    withdrawn = sum(answer.withdrawn is not None for answer in answers)
    erased = "1 person" if made.snapshot.erased == 1 else f"{made.snapshot.erased} people"
    files = "\n".join(f"  {path}" for path in made.paths)
    return f"""
The consultation on Partnerships, held with {len(people)} fictional respondents in two rounds.
They gave {len(answers)} answers in the real interview; {withdrawn} were withdrawn, and {erased} erased everything.

Open the synthesis:
{files}

Try next:
  .venv/bin/palabre talk partnerships --language fr       be interviewed yourself
  .venv/bin/palabre check partnerships                    how complete each language is
  .venv/bin/palabre round launch partnerships --drafts    a round of your own, on the drafts
  PALABRE_HOME={out / "home"} .venv/bin/palabre round list
                                                          the rounds of this demonstration"""
