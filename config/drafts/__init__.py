"""Recommendation drafts in files, and listed."""
