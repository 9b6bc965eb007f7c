"""Work in a process that may be killed in the middle of it."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable


def in_child(task: Callable[[], object]) -> bool:
    """Runs it in a forked process; whether that ended by itself."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # other threads sleep, and the child needs none of them
        child = os.fork()
    if child == 0:
        code = 1
        try:
            task()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert not os.WIFEXITED(status) or os.WEXITSTATUS(status) == 0, "the child failed instead of being killed"
    return os.WIFEXITED(status)
