"""Sets of reports: healthy ones of real notes, and such as a writer makes whose mode collapsed."""

from __future__ import annotations
