"""litellm, imported at the first call and kept from phoning home, retrying, or repeating messages in logs."""

from __future__ import annotations

import logging
import os
from functools import cache
from typing import Any

__all__ = ["litellm"]


@cache
def litellm() -> Any:
    """The module. Takes seconds at first: call it in a thread."""
    # read while it is imported: without them it fetches a price map and reads .env in the working directory
    os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")
    os.environ.setdefault("LITELLM_MODE", "PRODUCTION")
    import litellm as library

    library.suppress_debug_info = True
    library.turn_off_message_logging = True
    library.redact_messages_in_exceptions = True
    library.num_retries = 0
    for name in ("LiteLLM", "LiteLLM Router", "LiteLLM Proxy"):
        logging.getLogger(name).addFilter(_is_critical)  # the others repeat what was sent and received
    return library


def _is_critical(record: logging.LogRecord) -> bool:
    """A filter rather than a level: whoever sets all loggers to DEBUG, before or after, doesn't undo it."""
    return record.levelno >= logging.CRITICAL
