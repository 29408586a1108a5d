"""Tags checked by people: coding a sample, reviewing, and what is learnt from both. Imports the core."""
