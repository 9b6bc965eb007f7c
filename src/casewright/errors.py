"""The error tree. What a user did wrong is shown without a traceback, with the exit code named here.

::

    CasewrightError                 1
      UsageError                    2   the call is wrong
        UnknownCodeError            2
        UnknownNameError            2   a kind, model, critic, endpoint, concept or sample that does not exist
        InputError                  2   a file, a row or a document that can't be used
          DocumentError             2   a YAML document, with line and column
        SettingsError               2
      PausedError                   4   the run is paused and can be resumed
        ModelAccessError            4   refused key, unknown model, endpoint that is not there
        StorageError                4   the disk is full or the ledger can't be written
        BudgetError                 3   what may be spent on models is spent; what was accepted is kept
        StoppedError              130   a signal: what could finish in its grace has, the rest was given back
      SampleFaultError              1   a fault of the program met single samples, which stay undecided
      ModelFailure                  -   a typed failure of one call; the gate turns it into a reason
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Literal

__all__ = [
    "BudgetError",
    "CasewrightError",
    "DocumentError",
    "FailureKind",
    "InputError",
    "ModelAccessError",
    "ModelFailure",
    "PausedError",
    "SampleFaultError",
    "SettingsError",
    "StoppedError",
    "StorageError",
    "UnknownCodeError",
    "UnknownNameError",
    "UsageError",
]

MOST_LISTED = 40
"""Names that an error lists; of more it says how many there are."""

FailureKind = Literal[
    "rate_limited",
    "server",
    "timeout",
    "connection",
    "empty",
    "refusal",
    "content_filter",
    "truncated",
    "garbage",
    "too_long",
    "breaker_open",
    "unsupported",
]


class CasewrightError(Exception):
    """Base of everything we raise on purpose."""

    exit_code = 1


class UsageError(CasewrightError):
    """The call is wrong; running it again unchanged would fail again."""

    exit_code = 2


class UnknownCodeError(UsageError):
    """A code the table doesn't have, or one that means something else in the system asked."""


class UnknownNameError(UsageError):
    """A name that exists in no registry; the message lists what does, or the nearest where that is a long list."""

    def __init__(self, noun: str, name: str, known: Iterable[str]) -> None:
        options = sorted(known)
        near = get_close_matches(name, options, n=3)
        hint = f"; nearest: {', '.join(near)}" if near else ""
        listed = ", ".join(options) or "none"
        known = listed if len(options) <= MOST_LISTED else f"{len(options)} names, such as {', '.join(options[:5])}"
        super().__init__(f"unknown {noun} {name!r}; known: {known}{hint}")


class InputError(UsageError):
    """A file, row or value that can't be used."""


class DocumentError(InputError):
    """A YAML document that can't be used, with its place; ``rule`` is the name that lint has for what is wrong."""

    def __init__(
        self, source: str, message: str, line: int | None = None, column: int | None = None, rule: str | None = None
    ) -> None:
        place = source if line is None else f"{source}:{line}:{column or 1}"
        super().__init__(f"{place}: {message}")
        self.source, self.message, self.line, self.column, self.rule = source, message, line, column, rule


class SettingsError(UsageError):
    """A settings file or a setting that can't be used."""


class PausedError(CasewrightError):
    """The run can't go on now; what was completed is kept and the same command goes on."""

    exit_code = 4


class ModelAccessError(PausedError):
    """401, 403, 404, or nobody there: no retry would help."""


class StorageError(PausedError):
    """The ledger can't be written."""


class BudgetError(PausedError):
    """A limit on calls, tokens or dollars is reached; with a larger one the run goes on."""

    exit_code = 3


class StoppedError(PausedError):
    """A signal stopped the run; it can be resumed."""

    exit_code = 130


class SampleFaultError(CasewrightError):
    """A program error while samples were worked on. Nothing is lost: they stay undecided, the others went on."""


class ModelFailure(CasewrightError):  # noqa: N818 - a failure is recorded and retried; an error ends something
    """One model call that gave no usable answer. Never a default score.

    ``retry_after`` are seconds after which it may go better; ``model`` is whose failure it was, where a pool was asked.
    """

    def __init__(
        self, kind: FailureKind, message: str, *, retry_after: float | None = None, model: str | None = None
    ) -> None:
        super().__init__(message)
        self.kind: FailureKind = kind
        self.retry_after = retry_after
        self.model = model
