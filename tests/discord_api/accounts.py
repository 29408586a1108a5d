"""Who there is in Discord: what people and bots have in common, as the `User` object shows it."""

from __future__ import annotations

from typing import Any

_LOCALES = """
id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko
"""
LOCALES = frozenset(_LOCALES.split())


class Account:
    """A person or a bot. `json` is the User object that stands in every event about them."""

    def __init__(self, account_id: int, name: str, *, is_bot: bool = False) -> None:
        self.id = account_id
        self.name = name
        self.is_bot = is_bot
        self.json: dict[str, Any] = {
            "id": str(account_id),
            "username": name,
            "global_name": None if is_bot else name.capitalize(),
            "discriminator": "0000" if is_bot else "0",
            "avatar": None,
            "bot": is_bot,
            "public_flags": 0,
        }

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name!r})"
