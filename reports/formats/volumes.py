"""Nodes of the PDF cut into volumes that can be typeset one at a time. Imports only consultation.

A volume begins with the headings that its first node stands under, so that it can be read by itself.
"""

from collections.abc import Iterable, Iterator

from reports.formats.typst_nodes import Node

IDS = 500
"""So many statement ids stand in one node at most: a longer list is several, between which a volume may end."""

CHARACTERS = 600
"""A text of so many characters costs as much again as the node that it stands in."""

LINKED = 0.3
"""What one id in a list costs, of what a statement does."""


def anchors_of(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield where links may lead among ``nodes``, in their order."""
    for node in nodes:
        if node["node"] == "statement":
            yield f"s-{node['id']}"
        elif node["node"] == "heading" and node["to"]:
            yield node["to"]


def volumes(nodes: Iterable[Node], most: float) -> Iterator[list[Node]]:
    """Yield the nodes of each volume, which holds ``most`` statements of ordinary length, or what costs as much."""
    above: list[Node] = []
    held: list[Node] = []
    weight = 0.0
    for node in _short(nodes):
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


def _short(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        if node["node"] != "backing" or len(node["ids"]) <= IDS:
            yield node
            continue
        yield node | {"ids": node["ids"][:IDS]}
        for start in range(IDS, len(node["ids"]), IDS):
            yield {"node": "backing", "behind": "", "ids": node["ids"][start : start + IDS]}


def _weight(node: Node) -> float:
    text = sum(map(len, node.get("lines", ()))) if node["node"] == "statement" else 0
    return 1 + text / CHARACTERS + LINKED * len(node.get("ids", ()))
