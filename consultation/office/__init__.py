"""Facilitating in chat: one table, what it does, says and offers. Imports the core."""
