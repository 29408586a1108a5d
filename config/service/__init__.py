"""A serving process: its bots, calendar, health and logs."""
