"""What Discord answers when it refuses: a status, a JSON error code and its message, as documented."""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """A request that Discord refuses; `errors` is the nested object of an invalid form."""

    def __init__(self, status: int, code: int, message: str, errors: dict[str, Any] | None = None) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    @property
    def json(self) -> dict[str, Any]:
        shown: dict[str, Any] = {"message": self.message, "code": self.code}
        return shown if self.errors is None else shown | {"errors": self.errors}


class Closed(Exception):
    """A gateway connection that Discord closes, with the code that says why."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(f"{code} {reason}")
        self.code = code
        self.reason = reason


def _general(status: int, reason: str) -> Refused:
    return Refused(status, 0, f"{status}: {reason}")


def unauthorized() -> Refused:
    return _general(401, "Unauthorized")


def not_found() -> Refused:
    return _general(404, "Not Found")


def method_not_allowed() -> Refused:
    return _general(405, "Method Not Allowed")


def unknown(what: str) -> Refused:
    """Refuse with 404 and the code of what is unknown."""
    return Refused(404, UNKNOWN[what], f"Unknown {what}")


UNKNOWN = {
    "Channel": 10003,
    "Guild": 10004,
    "Message": 10008,
    "User": 10013,
    "Webhook": 10015,
    "interaction": 10062,
    "application command": 10063,
}


def missing_access() -> Refused:
    return Refused(403, 50001, "Missing Access")


def missing_permissions() -> Refused:
    return Refused(403, 50013, "Missing Permissions")


def not_in_direct_messages() -> Refused:
    return Refused(403, 50003, "Cannot execute action on a DM channel")


def not_the_author() -> Refused:
    return Refused(403, 50005, "Cannot edit a message authored by another user")


def empty_message() -> Refused:
    return Refused(400, 50006, "Cannot send an empty message")


def closed_direct_messages() -> Refused:
    return Refused(403, 50007, "Cannot send messages to this user")


def no_mutual_guilds() -> Refused:
    return Refused(403, 50278, "Cannot send messages to this user due to having no mutual guilds")


def invalid_recipient() -> Refused:
    return Refused(400, 50033, "Invalid Recipient(s)")


def already_acknowledged() -> Refused:
    return Refused(400, 40060, "Interaction has already been acknowledged.")


def invalid_webhook_token() -> Refused:
    return Refused(401, 50027, "Invalid Webhook Token")


def invalid_json() -> Refused:
    return Refused(400, 50109, "The request body contains invalid JSON.")


def too_large() -> Refused:
    return Refused(413, 40005, "Request entity too large")


def invalid_form(errors: dict[str, Any]) -> Refused:
    return Refused(400, 50035, "Invalid Form Body", errors)
