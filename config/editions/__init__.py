"""Editions of a report: made, superseded, given in chat, listed."""
