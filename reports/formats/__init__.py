"""The files that a report becomes, a module for each format. Imports consultation and what the format needs."""
