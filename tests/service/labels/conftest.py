"""Reports that people answer questions about, as in reviews."""

from __future__ import annotations

from tests.service.reviews.conftest import ana, ben, kept, raters, settings_text

__all__ = ["ana", "ben", "kept", "raters", "settings_text"]
