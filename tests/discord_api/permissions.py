"""Permissions: their bits, and what a member may do in a channel once roles and overwrites are counted together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

BITS = {
    "kick_members": 1,
    "ban_members": 2,
    "administrator": 3,
    "manage_channels": 4,
    "manage_guild": 5,
    "add_reactions": 6,
    "view_channel": 10,
    "send_messages": 11,
    "manage_messages": 13,
    "embed_links": 14,
    "attach_files": 15,
    "read_message_history": 16,
    "mention_everyone": 17,
    "manage_roles": 28,
    "use_application_commands": 31,
    "send_messages_in_threads": 38,
}
EVERYTHING = (1 << 53) - 1

ROLE, MEMBER = 0, 1


def bits(*names: str) -> int:
    """Return a bit set of permissions by Discord's names in small letters; KeyError for one that is none of `BITS`."""
    return sum(1 << BITS[name] for name in {*names})


OF_EVERYONE = bits(
    "add_reactions", "view_channel", "send_messages", "embed_links", "attach_files", "read_message_history",
    "use_application_commands", "send_messages_in_threads",
)  # fmt: skip


@dataclass(slots=True)
class Overwrite:
    """What a channel takes from, or gives to, a role or a member."""

    id: int
    kind: int
    allow: int = 0
    deny: int = 0

    @property
    def json(self) -> dict[str, object]:
        return {"id": str(self.id), "type": self.kind, "allow": str(self.allow), "deny": str(self.deny)}

    def sets(self, which: int, *, allowed: bool) -> None:
        self.allow = self.allow | which if allowed else self.allow & ~which
        self.deny = self.deny & ~which if allowed else self.deny | which


def in_channel(base: int, everyone: int, roles: Iterable[int], member: int, overwrites: Iterable[Overwrite]) -> int:
    """Return a member's permissions in a channel, from those in its guild and the overwrites, in Discord's order.

    `everyone`, `roles` and `member` are identifiers. Without view_channel nothing is left.
    """
    if base & bits("administrator"):
        return EVERYTHING
    by_id = {overwrite.id: overwrite for overwrite in overwrites}
    held = [by_id[role] for role in roles if role in by_id]
    for layer in ([by_id[everyone]] if everyone in by_id else [], held, [by_id[member]] if member in by_id else []):
        for overwrite in layer:
            base &= ~overwrite.deny
        for overwrite in layer:
            base |= overwrite.allow
    return base if base & bits("view_channel") else 0
