"""How a codebook changes, and what becomes of tags and codes. Imports the core."""
