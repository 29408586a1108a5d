"""Who writes in Telegram: what people and bots have in common, as the `User` object shows it."""


class Account:
    """A person or a bot. `user` is the User object that stands in every update about them."""

    def __init__(
        self, account_id: int, name: str, *, is_bot: bool = False, username: str = "", language: str = ""
    ) -> None:
        self.id = account_id
        self.name = name
        self.username = username
        self.is_bot = is_bot
        self.user: dict[str, object] = {"id": account_id, "is_bot": is_bot, "first_name": name}
        if username:
            self.user["username"] = username
        if language:
            self.user["language_code"] = language

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name!r})"
