"""Counting from lines of toekenningen and declaraties, on an engine that can hold more than this machine's memory.

`vraag` says what is asked, `bronnen` finds the files, `kolommen` which column is which, `lezen` how a value of any type
becomes the same value on every engine, `keuren` which lines are wrong, `tellen` asks it all. The SQL is written once,
in what DuckDB and Spark both speak; `motor` has the few words in which they differ. No line and no pseudonym comes out
of an engine: only counts, sums, and ids of lines as a salted hash.
"""
