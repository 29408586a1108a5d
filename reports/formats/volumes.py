"""Nodes of the PDF cut into volumes that can be typeset one at a time. Imports only consultation.

A volume begins with the headings that its first node stands under, so that it can be read by itself. What is too long
for one has hundreds of thousands of ids in its evidence, and as many themes below its statements, most of which lead
into other volumes: there they are written out and no links, which would cost ten times as much.
"""

from collections.abc import Iterable, Iterator

from reports.formats.typst_nodes import Node

IDS = 5_000
"""So many statement ids stand in one node at most: a longer list is several, between which a volume may end."""

CHARACTERS = 600
"""A text of so many characters costs as much as a paragraph."""

STATEMENT, LINKED, WRITTEN = 2.0, 0.36, 0.02
"""What a statement costs, and each id, place or theme as a link or written out; of a paragraph, about 75 kB."""


def anchors_of(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield where links may lead among ``nodes``, in their order."""
    for node in nodes:
        if node["node"] == "statement":
            yield f"s-{node['id']}"
        elif node["node"] == "heading" and node["to"]:
            yield node["to"]


def volumes(nodes: Iterable[Node], most: float, *, linked: bool) -> Iterator[list[Node]]:
    """Yield the nodes of each volume, which holds what costs as much as ``most`` paragraphs."""
    above: list[Node] = []
    held: list[Node] = []
    weight = 0.0
    for node in _short(nodes, linked):
        level = node["level"] if node["node"] == "heading" else len(above) + 1
        above = above[: level - 1]
        if weight >= most:
            yield held
            held = [one | {"to": "", "listed": False} for one in above]
            weight = 0.0
        if node["node"] == "heading":
            above.append(node)
        held.append(node)
        weight += _weight(node)
    yield held


def _short(nodes: Iterable[Node], linked: bool) -> Iterator[Node]:  # noqa: FBT001 - as it was said
    for node in nodes:
        if node["node"] == "statement":
            yield node | {"linked": linked}
        elif node["node"] == "backing":
            yield from (one | {"linked": linked} for one in _cut(node))
        else:
            yield node


def _cut(node: Node) -> Iterator[Node]:
    for start in range(0, len(node["ids"]) or 1, IDS):
        yield node | {"behind": "" if start else node["behind"], "ids": node["ids"][start : start + IDS]}


def _weight(node: Node) -> float:
    each = LINKED if node.get("linked") else WRITTEN
    if node["node"] == "statement":
        leading = sum(isinstance(one, dict) for one in node["about"])
        return STATEMENT + sum(map(len, node["lines"])) / CHARACTERS + each * leading
    return 1 + each * len(node.get("ids", ()))
