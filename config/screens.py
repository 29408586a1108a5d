"""What a terminal shows: the conversation in colour, how far things are. Imports the core, rich and bots."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from bots.terminal_bot import drawn_attachment, drawn_buttons, drawn_line
from config.editions.reporting import Made
from config.progress import Progress
from consultation.messages import Reply, Style

STYLES = {Style.PLAIN: "", Style.TITLE: "bold cyan", Style.QUOTE: "italic", Style.ITEM: "", Style.NOTE: "dim"}


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
            if line.style not in (Style.ITEM, Style.NOTE):
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


TO_READ = (".html", ".pdf")


def demo_summary(made: Made, out: Path) -> str:
    """Return what the demonstration made and what to try next, in one screen."""
    people = {person.respondent for record in made.snapshot.rounds for person in record.participations}
    standing = sum(len(person.answers) for record in made.snapshot.rounds for person in record.participations)
    withdrawn = made.snapshot.withdrawn
    given = standing + withdrawn
    erased = "1 person" if made.snapshot.erased == 1 else f"{made.snapshot.erased} people"
    to_read = [path for path in made.paths if path.suffix in TO_READ]
    files = "\n".join(f"  {path}" for path in to_read)
    further = " ".join(path.suffix for path in made.paths if path not in to_read and path.stem == to_read[0].stem)
    return f"""
The consultation on Partnerships, held with {len(people)} fictional respondents in two rounds.
They gave {given} answers in the real interview; {withdrawn} were withdrawn, and {erased} erased everything.

Open the synthesis:
{files}
  and beside it, for other tools: {further}

Try next:
  .venv/bin/palabre talk partnerships --language fr       be interviewed yourself
  .venv/bin/palabre check partnerships                    how complete each language is
  .venv/bin/palabre round launch partnerships --drafts    a round of your own, on the drafts
  PALABRE_HOME={out / "home"} .venv/bin/palabre round list
                                                          the rounds of this demonstration"""
