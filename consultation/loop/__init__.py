"""After a publication: where people's words went, whether we got them right, what was answered. Imports the core."""
