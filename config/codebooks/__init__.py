"""Codebooks in files, their versions, and themes that emerge."""
