"""The first answer to an interaction, within three seconds and only once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.discord_api.errors import already_acknowledged, unknown
from tests.discord_api.forms import Field
from tests.discord_api.interactions import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    DEFERRED_REPLY,
    DEFERRED_UPDATE,
    OPEN_MODAL,
    REPLY,
    SUBMIT,
    SUGGEST,
    UPDATE,
    Interaction,
)
from tests.discord_api.messages import EPHEMERAL, LOADING, Message
from tests.discord_api.methods.table import method
from tests.discord_api.modals import check_modal, opened
from tests.discord_api.queries import Query
from tests.discord_api.writing import Draft, as_parts, note_pings, put_in_place, read_draft

ANSWERS = {
    COMMAND: (REPLY, DEFERRED_REPLY, OPEN_MODAL),
    COMPONENT: (REPLY, DEFERRED_REPLY, DEFERRED_UPDATE, UPDATE, OPEN_MODAL),
    SUBMIT: (REPLY, DEFERRED_REPLY, DEFERRED_UPDATE, UPDATE),
    AUTOCOMPLETE: (SUGGEST,),
}
NEED_A_SOURCE = (DEFERRED_UPDATE, UPDATE)
OF_COMMAND = 20
"""The type of a message that answers a slash command."""


@method(
    "POST /interactions/{interaction}/{token}/callback",
    "create_interaction_response",
    query="with_response",
    needs_bot=False,
)
def create_interaction_response(query: Query) -> dict[str, Any] | None:
    interaction = query.api.interactions.get(query.number("interaction"))
    if interaction is None or interaction.token != query.path["token"]:
        raise unknown("interaction")
    if interaction.responded:
        raise already_acknowledged()
    if interaction.expired:
        raise unknown("interaction")
    form = query.form()
    form.root.known("type data")
    answer = form.root["type"].choice(_allowed(interaction))
    form.check()
    TABLE[answer](query, interaction, form.root["data"])
    interaction.acknowledges(answer)
    return _callback(interaction) if query.flag("with_response") else None


def _allowed(interaction: Interaction) -> tuple[int, ...]:
    allowed = ANSWERS[interaction.kind]
    return allowed if interaction.source else tuple(each for each in allowed if each not in NEED_A_SOURCE)


def _callback(interaction: Interaction) -> dict[str, Any]:
    """Return what Discord says of an answer: a message only where the answer was one."""
    shown: dict[str, Any] = {"id": str(interaction.id), "type": interaction.kind}
    resource: dict[str, Any] = {"type": interaction.answer}
    message = interaction.message
    if message is not None:
        shown |= {"response_message_id": str(message.id), "response_message_loading": message.loading}
        shown["response_message_ephemeral"] = message.ephemeral
        if interaction.answer in (REPLY, UPDATE):
            resource["message"] = message.json()
    return {"interaction": shown, "resource": resource}


# The answers


def _reply(query: Query, interaction: Interaction, data: Field) -> None:
    data.required()
    data.form.check()
    draft = read_draft(query, data, may_be_ephemeral=True)
    send_answer(query, interaction, draft)


def _defer(query: Query, interaction: Interaction, data: Field) -> None:
    flags = _empty_data(data)
    if flags & ~EPHEMERAL:
        query.complains(f"flags {flags & ~EPHEMERAL} are ignored here")
    message = new_answer(interaction, "", ephemeral=bool(flags & EPHEMERAL), flags=LOADING | flags & EPHEMERAL)
    interaction.message = message
    if not message.ephemeral:
        interaction.channel.tell_message("MESSAGE_CREATE", message)


def _defer_update(query: Query, interaction: Interaction, data: Field) -> None:  # noqa: ARG001 (as all in the table)
    _empty_data(data)


def _empty_data(data: Field) -> int:
    """Return the flags of data in which nothing else has a meaning."""
    if not data.given:
        return 0
    data.known("flags")
    flags = data["flags"].number(0, 1 << 31)
    data.form.check()
    return flags


def _update(query: Query, interaction: Interaction, data: Field) -> None:
    source = interaction.source
    if source is None or source.deleted:
        raise unknown("Message")
    draft = read_draft(query, data)
    put_in_place(draft, source)
    source.channel.bot_did(source, edited=True)


def _open(query: Query, interaction: Interaction, data: Field) -> None:  # noqa: ARG001 (as all in the table)
    data.required()
    check_modal(data)
    data.form.check()
    interaction.modal = opened(data.value, interaction)


def _suggest(query: Query, interaction: Interaction, data: Field) -> None:  # noqa: ARG001 (as all in the table)
    data.known("choices")
    for choice in data["choices"].items(0, 25):
        choice.known("name name_localizations value")
        choice["name"].text(1, 100)
    data.form.check()
    interaction.suggestions = data["choices"].value or []


TABLE: dict[int, Callable[[Query, Interaction, Field], None]] = {
    REPLY: _reply,
    DEFERRED_REPLY: _defer,
    DEFERRED_UPDATE: _defer_update,
    UPDATE: _update,
    SUGGEST: _suggest,
    OPEN_MODAL: _open,
}


# Messages that answer


def new_answer(interaction: Interaction, content: str, *, ephemeral: bool, **parts: Any) -> Message:
    """Put a message below an interaction, without telling anyone."""
    extra = {
        "application_id": str(interaction.bot.id),
        "webhook_id": str(interaction.bot.id),
        "interaction_metadata": interaction.metadata,
    }
    kind = OF_COMMAND if interaction.kind == COMMAND else 0
    viewer = interaction.person if ephemeral else None
    channel = interaction.channel
    message = channel.new_message(interaction.bot, content, kind=kind, viewer=viewer, extra=extra, **parts)
    if viewer is not None:
        interaction.api.ephemerals.append(message)
    return message


def send_answer(query: Query, interaction: Interaction, draft: Draft) -> Message:
    """Send what was drafted, as the first answer or a later one."""
    message = new_answer(interaction, ephemeral=draft.is_ephemeral, **as_parts(draft))
    note_pings(query.api, message, draft)
    if interaction.message is None and not interaction.responded:
        interaction.message = message
    else:
        interaction.followups.append(message)
    interaction.channel.bot_did(message)
    return message
