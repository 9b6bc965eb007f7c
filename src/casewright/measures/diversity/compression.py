"""How far a text can be compressed: repetition of any length, seen by a general compressor."""

from __future__ import annotations

import zlib

__all__ = ["compression_ratio"]

GZIP_FORMAT = 31
LEVEL = 9


def compression_ratio(text: str) -> float | None:
    """Bytes of the text in UTF-8 over bytes of its gzip file (Shaib et al. 2024, section 3); ``None`` without text.

    A short text compresses badly whatever it says (the file's own 18 bytes, an empty dictionary), so that ratios are
    compared at equal bytes only. Level 9, as the ``gzip`` program's best and Python's default.
    """
    raw = text.encode("utf-8", "surrogatepass")
    if not raw:
        return None
    press = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP_FORMAT)
    return len(raw) / (len(press.compress(raw)) + len(press.flush()))
