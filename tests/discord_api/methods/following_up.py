"""What a bot does with an interaction it has answered: more messages, edits and deletions, for fifteen minutes."""

from __future__ import annotations

from typing import Any

from tests.discord_api.errors import invalid_webhook_token, unknown
from tests.discord_api.interactions import Interaction
from tests.discord_api.messages import LOADING, Message
from tests.discord_api.methods.answering import send_answer
from tests.discord_api.methods.table import method
from tests.discord_api.queries import Query
from tests.discord_api.writing import OF_WEBHOOK, Draft, note_pings, put_in_place, read_draft

WEBHOOK = "/webhooks/{application}/{token}"
IN_THREADS = "thread_id with_components"


@method(f"POST {WEBHOOK}", "create_followup_message", query=f"wait {IN_THREADS}", needs_bot=False)
def create_followup_message(query: Query) -> dict[str, Any]:
    interaction = _interaction(query)
    draft = read_draft(query, query.form().root, OF_WEBHOOK, may_be_ephemeral=True)
    original = interaction.message
    if original is not None and original.loading and not original.deleted:
        if draft.is_ephemeral != original.ephemeral:
            query.complains("the flag EPHEMERAL of the deferred answer counts, not this one")
        return _edit(query, interaction, original, draft)
    return send_answer(query, interaction, draft).json()


@method(f"GET {WEBHOOK}/messages/@original", "get_original_interaction_response", query="thread_id", needs_bot=False)
def get_original_interaction_response(query: Query) -> dict[str, Any]:
    return _original(_interaction(query)).json()


@method(f"PATCH {WEBHOOK}/messages/@original", "edit_original_interaction_response", query=IN_THREADS, needs_bot=False)
def edit_original_interaction_response(query: Query) -> dict[str, Any]:
    interaction = _interaction(query)
    return _edit(query, interaction, _original(interaction), read_draft(query, query.form().root))


@method(
    f"DELETE {WEBHOOK}/messages/@original", "delete_original_interaction_response", query="thread_id", needs_bot=False
)
def delete_original_interaction_response(query: Query) -> None:
    _delete(query, _original(_interaction(query)))


@method(f"GET {WEBHOOK}/messages/{{message}}", "get_followup_message", query="thread_id", needs_bot=False)
def get_followup_message(query: Query) -> dict[str, Any]:
    return _followup(query, _interaction(query)).json()


@method(f"PATCH {WEBHOOK}/messages/{{message}}", "edit_followup_message", query=IN_THREADS, needs_bot=False)
def edit_followup_message(query: Query) -> dict[str, Any]:
    interaction = _interaction(query)
    return _edit(query, interaction, _followup(query, interaction), read_draft(query, query.form().root))


@method(f"DELETE {WEBHOOK}/messages/{{message}}", "delete_followup_message", query="thread_id", needs_bot=False)
def delete_followup_message(query: Query) -> None:
    _delete(query, _followup(query, _interaction(query)))


def _interaction(query: Query) -> Interaction:
    """Return the answered interaction of a token; Refused where there is none or it is too late."""
    found = query.api.by_token.get(query.path["token"])
    if found is None or found.bot.id != query.number("application") or not found.responded:
        raise unknown("Webhook")
    if found.expired:
        raise invalid_webhook_token()
    return found


def _original(interaction: Interaction) -> Message:
    if interaction.message is None or interaction.message.deleted:
        raise unknown("Message")
    return interaction.message


def _followup(query: Query, interaction: Interaction) -> Message:
    for message in (interaction.message, *interaction.followups):
        if message is not None and message.id == query.number("message") and not message.deleted:
            return message
    raise unknown("Message")


def _edit(query: Query, interaction: Interaction, message: Message, draft: Draft) -> dict[str, Any]:
    was_loading = message.loading
    put_in_place(draft, message)
    message.flags &= ~LOADING
    if was_loading:
        note_pings(query.api, message, draft)
    interaction.channel.bot_did(message, edited=True)
    return message.json()


def _delete(query: Query, message: Message) -> None:
    message.channel.forget(message)
    query.api.announce(message.channel, message)
