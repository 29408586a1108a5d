"""Draws diagrams and tables of documents from the code, so that they cannot lie. Imports the core.

``python -m config.diagrams`` puts each between its marks in every document; a test fails when one is stale.
"""

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from consultation.flow import MOVES, UNCONSENTED, Event, State
from consultation.office.flow import WAYS, Where
from consultation.roles import RIGHTS, Role
from consultation.rounds import LIFE

ROOT = Path(__file__).parents[1]
NOT_DRAWN = frozenset(
    {
        *("", "set_language", "speak_again", "link", "unlink", "revise", "take_back_words"),
        *("remind", "remind_no_more", "judge", "reexplain", "unexplain", "keep_as_said"),
    }
)
ROOMS = ("commands", "config", "bots", "nlp", "storage", "reports", "consultation")


def conversation() -> str:
    """Return the conversation's table as a Mermaid state diagram.

    Asides, which leave one where one is, are left out; moves that hold after consent wherever one is are drawn once.
    """
    consented = [state for state in State if state not in UNCONSENTED]
    everywhere = {event for event in Event if len({_to(state, event) for state in consented}) == 1}
    everywhere = {event for event in everywhere if _to(consented[0], event)}
    lines = [f"    [*] --> {State.ARRIVING}"]
    for state in State:
        events = [event for event in MOVES[state] if state in UNCONSENTED or event not in everywhere]
        lines += _edges(state, events)
    lines += [f"    anywhere --> {_to(consented[0], event)}: {event}" for event in Event if event in everywhere]
    return _mermaid("stateDiagram-v2", lines)


def _to(state: State, event: Event) -> State | None:
    move = MOVES[state].get(event)
    return move.to if move else None


def _edges(state: State, events: list[Event]) -> Iterator[str]:
    """Yield one edge per state that these events lead to, with all of them on it."""
    targets = dict.fromkeys(MOVES[state][event].to for event in events)
    for target in targets:
        heard = [
            event
            for event in events
            if MOVES[state][event].to is target and (target is not state or _says(state, event))
        ]
        if heard:
            yield f"    {state} --> {target}: {', '.join(heard)}"


def _says(state: State, event: Event) -> bool:
    """Say whether staying in a state is more than an aside: something is kept."""
    return MOVES[state][event].do not in NOT_DRAWN


def life_of_a_round() -> str:
    """Return a round's life as a Mermaid state diagram."""
    lines = ["    [*] --> drafted"]
    lines += [f"    {stage} --> {target}: {step}" for stage, row in LIFE.items() for step, target in row.items()]
    return _mermaid("stateDiagram-v2", lines)


def rooms() -> str:
    """Return which room imports which, as found in the code, as a Mermaid flowchart."""
    found = {room: sorted(_imported(room)) for room in ROOMS}
    return _mermaid("flowchart TD", [f"    {room} --> {other}" for room in ROOMS for other in found[room]])


def _imported(room: str) -> set[str]:
    """Return the other rooms that a room's modules import, also inside functions."""
    names: set[str] = set()
    for path in sorted((ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.split(".")[0])
            elif isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
    return {name for name in names if name in ROOMS and name != room}


def _mermaid(kind: str, lines: list[str]) -> str:
    return "\n".join(("```mermaid", kind, *lines, "```"))


def rights() -> str:
    """Return the table of rights: act × role."""
    rows = [("", *(role.value for role in Role))]
    rows += [(right.value, *("yes" if role in RIGHTS[right] else "" for role in Role)) for right in RIGHTS]
    return _table(rows)


def office() -> str:
    """Return what can be done in each place of the office, and where it leads; what can be anywhere stands first."""
    anywhere = WAYS[Where.AWAY]
    rows = [("where", "asked", "right", "leads to")]
    for where in Where:
        ways = {asked: way for asked, way in WAYS[where].items() if where is Where.AWAY or asked not in anywhere}
        for asked, way in ways.items():
            place = "anywhere" if where is Where.AWAY else where.value
            leads = "where one is" if way.to is Where.AWAY else way.to.value
            rows.append((place, asked.value, way.right.value if way.right else "", leads))
    return _table(rows)


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join((lines[0], "|---" * len(rows[0]) + "|", *lines[1:]))


def modules() -> str:
    """Return what each module of each room is for: the first sentence of its docstring, under the room's."""
    return "\n\n".join(_room(room) for room in reversed(ROOMS))


def _room(room: str) -> str:
    paths = sorted((ROOT / room).rglob("*.py"), key=lambda path: path.relative_to(ROOT).with_suffix("").parts)
    rows = [(_module(path), _purpose(path)) for path in paths if path.name != "__init__.py" and _purpose(path)]
    return f"## `{room}/`\n\n{_purpose(ROOT / room / '__init__.py')}\n\n" + _table([("module", "what it is"), *rows])


def _module(path: Path) -> str:
    return f"`{'/'.join(path.relative_to(ROOT).with_suffix('').parts[1:])}`"


def _purpose(path: Path) -> str:
    """Return the first sentence of a module's docstring on one line; nothing where there is none, as in migrations."""
    words = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n\n")[0]
    sentence = re.split(r"(?<=[.:]) (?=[A-Z])", " ".join(words.split()), maxsplit=1)[0]
    return sentence.replace("|", "\\|").rstrip(":")


DRAWN = {
    "conversation": conversation,
    "life of a round": life_of_a_round,
    "rooms": rooms,
    "rights": rights,
    "office": office,
    "modules": modules,
}
"""What documents show of the code, by the name in their marks."""

MARKED = re.compile(r"(<!-- diagram: ([a-z ]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def documents() -> list[Path]:
    """Return all documents in which something may be drawn."""
    return [ROOT / "ARCHITECTURE.md", *sorted((ROOT / "docs").glob("*.md"))]


def redrawn(text: str) -> str:
    """Return a document with everything between its marks drawn anew."""
    return MARKED.sub(lambda found: f"{found[1]}{DRAWN[found[2]]()}\n{found[3]}", text)


if __name__ == "__main__":
    for document in documents():
        document.write_text(redrawn(document.read_text(encoding="utf-8")), encoding="utf-8")
