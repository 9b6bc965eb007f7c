"""How well identifiers are found: labelled sets, planted ones, clean texts, and what it takes.

`python -m benchmarks.identifiers report` prints the tables. With presidio installed its columns appear too.
"""
