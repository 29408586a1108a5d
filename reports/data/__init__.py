"""The data of a report as tables, from which each format of data is written."""
