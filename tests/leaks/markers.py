"""A corpus with marked notes, and the search for what stands in them: whatever a run leaves behind is searched."""

from __future__ import annotations

import json
import re
import threading
import unicodedata
from asyncio import new_event_loop, run_coroutine_threadsafe
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from casewright.testing import FaultEndpoint, Received, replies

__all__ = ["COPIES", "MARKED", "faithfully", "kept", "leaked", "serving", "told", "with_copy", "write_corpus"]

ENDINGS = ("orvax", "ilbrenk", "umthar", "yskoll", "endrip")
STEMS = ("z", "qu", "vr", "xo", "kj", "tz", "wl", "ph")
MARKED = [[f"{stem}{ending}{number}q" for ending in ENDINGS] for number, stem in enumerate(STEMS)]
"""Words that no text has by chance, five to a marker."""
COPIES = [" ".join(word for marker in MARKED[at : at + 4] for word in marker) for at in (0, 4)]
"""What a writer copies: twenty words of one note, eight more than the screen lets pass."""
WORDS = frozenset(" ".join(COPIES).split())
JSON_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def write_corpus(path: Path) -> Path:
    """Notes of twelve patients, two of whom have the marked words in theirs."""
    notes = [f"Patient {n} was seen on the ward and slept badly on night {n}." for n in range(10)]
    notes += [f"She repeated: {copy}, and then fell silent." for copy in COPIES]
    rows = [{"text": text, "patient": f"p{number}"} for number, text in enumerate(notes)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def leaked(*places: bytes | str) -> list[str]:
    """Marked words found in the places, in any case, behind JSON's escapes, accents and invisible characters."""
    folded = [_folded(place if isinstance(place, str) else place.decode("utf-8", "replace")) for place in places]
    return sorted(word for word in WORDS if any(word in text for text in folded))


def _folded(text: str) -> str:
    text = JSON_ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text)
    plain = unicodedata.normalize("NFKD", INVISIBLE.sub("", text)).lower()
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def kept(*folders: Path, but: tuple[Path, ...] = ()) -> list[bytes]:
    """Every file below the folders, names and contents: databases with their logs and free pages as they lie there."""
    paths = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file() and path not in but]
    return [b"%s\n%s" % (str(path.name).encode(), path.read_bytes()) for path in paths]


def faithfully(content: str) -> str:
    """What a model says that does as it is told: a whole document, or a few statements joined."""
    facts = content.partition("This is an earlier draft")[0]
    blocks = re.findall(r"^(\S[^\n]*:)\n((?:- .+\n?)*)", facts.partition("colon.")[2], re.MULTILINE)
    if not blocks:
        return " ".join(re.findall(r"^- (.+)$", facts, re.MULTILINE))
    return "\n\n".join(f"{head}\n" + lines.replace("\n", " ").replace("- ", "") for head, lines in blocks)


def with_copy(content: str, copy: str) -> str:
    """A faithful document with a copy in the middle."""
    return faithfully(content).replace("\n\n", f" She repeated: {copy}.\n\n", 1)


def told(received: Received) -> str:
    """The last message of a request."""
    return str(received.body["messages"][-1]["content"])


@contextmanager
def serving(script: Callable[[Received], replies.EndpointReply | str]) -> Iterator[FaultEndpoint]:
    """An endpoint in a thread of its own, for tests that wait for other processes."""
    endpoint, loop = FaultEndpoint(script), new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    run_coroutine_threadsafe(endpoint.__aenter__(), loop).result(10)
    try:
        yield endpoint
    finally:
        run_coroutine_threadsafe(endpoint.__aexit__(None, None, None), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
