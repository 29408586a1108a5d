"""Answers in files: read, checked and kept; listed; written out."""
