"""Backups, keys, and what is not kept any longer."""
