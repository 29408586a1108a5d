"""What a bot needs of the rest of the house. Imports consultation."""

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass, field

from bots.identity import Identities
from bots.turns import Turns
from consultation.announcing import Announcer
from consultation.forms import Form
from consultation.ports import Clock, Outbox
from consultation.rounds import Round


@dataclass(frozen=True, slots=True)
class House:
    """Who hears, who words, where notices lie, which rounds are open, what somebody can write now.

    ``heard`` says of an identity whether a delivery was handled. ``worker`` is under what name notices are claimed:
    this process's.
    """

    turns: Turns
    announcer: Announcer
    outbox: Outbox
    identities: Identities
    clock: Clock
    open_rounds: Callable[[], tuple[Round, ...]]
    form: Callable[[str], Form | None]
    heard: Callable[[str, str], bool]
    worker: str = field(default_factory=lambda: f"{socket.gethostname()}:{os.getpid()}")
