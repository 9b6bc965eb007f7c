"""``casewright corpus``: the index of real notes that reports must not copy, for whoever holds the notes."""

from __future__ import annotations

import click

from casewright.cli.group import LazyGroup

__all__ = ["CORPUS", "corpus"]

CORPUS = {
    "add": "Put further notes into an index.",
    "canaries": "Make markers to put among your own notes, and look for them later.",
    "index": "Make an index of real notes: keyed fingerprints, no text.",
    "info": "Say what an index holds; no key is needed.",
    "profile": "Say how notes are written, as figures over many patients that steer a writer.",
    "purge": "Delete an index.",
    "remove": "Take a patient's notes out of an index.",
    "rotate-key": "Make an index anew under another key.",
    "scan": "Hold texts against an index or a file of notes: do they copy, and where.",
}


@click.group(cls=LazyGroup, lazy=CORPUS, place="casewright.cli.corpus")
def corpus() -> None:
    """Keep the index of the real notes that reports must not copy, and hold texts against it.

    The key of the fingerprints is the one in the environment variable that --key-env names, else one of this user's
    own, made at the first need ($CASEWRIGHT_KEY_FILE, or corpus.key in the user's data folder).
    """
