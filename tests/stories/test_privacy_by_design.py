"""Nothing is kept longer than it must be, and who is erased is erased everywhere: rows, models, editions, site, backups, logs."""
