"""What a bot tells Telegram about itself: commands by scope and language, name and descriptions by language."""

from __future__ import annotations

from dataclasses import dataclass, field

Commands = list[dict[str, str]]


@dataclass(slots=True)
class Profile:
    """What a person would see of a bot before they talk to it. The language "" is for everyone else."""

    commands: dict[tuple[str, str], Commands] = field(default_factory=dict)
    """By scope ("default", "all_private_chats", …, "chat:123") and language."""
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
