"""Prompts as files: Markdown with ``{name}`` places, filled from an allow-list and nothing else."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from casewright.hashing import content_hash

__all__ = ["prompts_fingerprint", "render"]

PLACE = re.compile(r"\{([a-z_]+)\}")


@cache
def _template(name: str) -> str:
    return files(__package__).joinpath(f"{name}.md").read_text("utf-8").strip()


def render(name: str, **values: str) -> str:
    """Fills a prompt file. Values are inserted once and never read as templates themselves.

    Raises:
        KeyError: a place of the prompt has no value (a fault of ours; a test renders every prompt).
    """
    return PLACE.sub(lambda match: values[match.group(1)], _template(name))


def prompts_fingerprint(prefix: str, *, but: str | None = None) -> str:
    """Hash of the prompt files whose name starts with ``prefix``, without those that start with ``but``."""
    folder = files(__package__)
    found = sorted(item.name for item in folder.iterdir() if item.name.startswith(prefix))
    found = [name for name in found if but is None or not name.startswith(but)]
    return content_hash([[name, folder.joinpath(name).read_text("utf-8")] for name in found])
