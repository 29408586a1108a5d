"""Drafts in chat: versions in the making, what changed, what others said. Imports the core."""
