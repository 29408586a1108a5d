"""Findings, and the files that a reader opens; imports only consultation."""
