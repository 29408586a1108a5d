"""Coding and reviewing by hand: sheets, the terminal, how well people and machine agree."""
