"""A static site of published editions: pages, search, downloads, feed. Imports consultation, jinja2, markupsafe."""
