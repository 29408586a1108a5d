"""Somebody before a terminal: in a round, or in the facilitators' office. Imports everyone."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from functools import partial

from bots.terminal_bot import Screen, Terminal, messages_before
from config.wiring import Deployment
from consultation.errors import InvalidInput
from consultation.messages import Incoming, Reply
from consultation.notices import TERMINAL, Fate
from consultation.records import Participation
from consultation.rounds import Round

AT_ONCE = 5
"""How many notices somebody is told at once; the others after what they do next."""

LEASE = timedelta(minutes=1)


def sit_down(
    deployment: Deployment, launched: Round, *, name: str, language: str, screens: Sequence[Screen]
) -> Terminal:
    """Return a terminal with ``name`` before it, in the round, where they left it.

    ``language`` "" is the one they used, or the consultation's; raises `InvalidInput` for one the consultation lacks.
    """
    languages = deployment.consultation(launched.consultation).languages
    if language and language not in languages:
        raise InvalidInput(f"{language!r} is not one of its languages: {', '.join(languages)}", where="--language")
    terminal = terminal_of(deployment, name=name, language=language, screens=screens)
    known = deployment.store.recall(terminal.identity, "", launched.id).participation
    if known and language and language != known.language:
        _switch(terminal.hear, terminal.identity, launched, language, deployment)
    terminal.messages = messages_before(terminal.identity, _message_names(known))
    terminal.start(launched.code)
    return terminal


def terminal_of(deployment: Deployment, *, name: str, language: str, screens: Sequence[Screen]) -> Terminal:
    """Return a terminal with ``name`` before it, where nothing was said yet."""
    identities = deployment.identities()
    return Terminal(
        hear=deployment.reception().hear,
        identity=identities.hashed(TERMINAL, name),
        screens=screens,
        clock=deployment.clock,
        tokens=deployment.tokens,
        language=language,
        address=identities.sealed(TERMINAL, name),
        waiting=partial(_waiting, deployment, identities.hashed(TERMINAL, name)),
    )


def _waiting(deployment: Deployment, identity: str) -> tuple[Reply, ...]:
    """Return the notices that wait for somebody, settled as told: nothing is between them and their screen."""
    outbox = deployment.outbox
    if not outbox.waits(TERMINAL):
        return ()
    now = deployment.clock.now()
    errands = outbox.claim(TERMINAL, worker=TERMINAL, now=now, until=now + LEASE, limit=AT_ONCE, identity=identity)
    for errand in errands:
        outbox.settle(errand.number, worker=TERMINAL, fate=Fate.SENT, at=now)
    return tuple(errand.notice.reply for errand in errands)


def _switch(
    hear: Callable[[Incoming], object], identity: str, launched: Round, language: str, deployment: Deployment
) -> None:
    """Change the language of someone who comes back asking for another, before they are greeted."""
    for text, button in ((f"/start {launched.code}", ""), ("", f"language:{language}")):
        delivery = f"{identity}:{deployment.tokens.token(16)}"
        hear(Incoming(identity, delivery, "", deployment.clock.now(), text=text, button=button))


def _message_names(known: Participation | None) -> Iterable[str]:
    answers = known.answers if known else ()
    revisions = (revision for answer in answers for revision in answer.revisions)
    return (piece.message for revision in revisions for piece in revision.pieces)
