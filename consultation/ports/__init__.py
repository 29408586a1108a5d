"""What the core needs from outside: a store, an outbox, a tagger, a clock. Standard library only.

Every implementation obeys the same contract tests (``tests/storage``): a fake is a store like another.
"""

from consultation.ports.addresses import Addresses
from consultation.ports.answers import Answers
from consultation.ports.checking import Claims, Codings
from consultation.ports.editions import Editions
from consultation.ports.jobs import Jobs
from consultation.ports.lists import Lists
from consultation.ports.outbox import Outbox, Ticket, Turnstile
from consultation.ports.outside import Clock, Draughtsman, Finder, Grouper, Syntheses, Tagger, Tokens
from consultation.ports.people import DELIVERIES_KEPT, Keeping, People, Recalled
from consultation.ports.rounds import Commit, Rounds
from consultation.ports.staff import Staff
from consultation.ports.store import Store

__all__ = [
    "DELIVERIES_KEPT",
    "Addresses",
    "Answers",
    "Claims",
    "Clock",
    "Codings",
    "Commit",
    "Draughtsman",
    "Editions",
    "Finder",
    "Grouper",
    "Jobs",
    "Keeping",
    "Lists",
    "Outbox",
    "People",
    "Recalled",
    "Rounds",
    "Staff",
    "Store",
    "Syntheses",
    "Tagger",
    "Ticket",
    "Tokens",
    "Turnstile",
]
