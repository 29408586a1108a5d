"""The charts of a report: what is drawn where, as data, and how it is written."""
