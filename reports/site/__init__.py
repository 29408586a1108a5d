"""A static site of published editions: pages, search, downloads, feed. Imports only consultation, jinja2, markupsafe."""
