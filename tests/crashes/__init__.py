"""The crash matrix: processes that die at each step of what they do, and what is found after them.

    python -m tests.crashes            the whole matrix, on SQLite and PostgreSQL
    python -m tests.crashes --sample 2 two steps of each use case, picked by the recorded seed

`steps` counts the steps of a process and kills it at one, `scenes` are installations to do that in, `commands` and
`serving` are the use cases, `matrix` goes through them.
"""
