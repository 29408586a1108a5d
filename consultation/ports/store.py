"""A store, whole. Standard library only."""

from typing import Protocol

from consultation.ports.answers import Answers
from consultation.ports.editions import Editions
from consultation.ports.lists import Lists
from consultation.ports.loop import Loop
from consultation.ports.people import People
from consultation.ports.rounds import Rounds


class Store(Rounds, People, Answers, Editions, Lists, Loop, Protocol):
    """Keeps everything. Each method is one transaction; one that raises has changed nothing."""
