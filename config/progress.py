"""How work that takes a while tells how far it is. Imports nothing."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Told what is going on, how much is done, and of how much."""
