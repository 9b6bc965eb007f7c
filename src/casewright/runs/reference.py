"""The reference corpus of a run: an index, or notes that are indexed in memory under the user's own key."""

from __future__ import annotations

import os
import secrets
from dataclasses import fields
from pathlib import Path

from casewright.errors import SettingsError, StorageError, UsageError
from casewright.measures.privacy import ReferenceIndex, ScreenLimits, open_index, read_reference
from casewright.runs.tracing import refuse_tracing
from casewright.settings import Corpus, Screen, Settings

__all__ = ["INDEX_SUFFIX", "LEAST_KEY", "corpus", "corpus_key", "described", "is_index", "load_reference"]

INDEX_SUFFIX = ".cwindex"
LEAST_KEY = 16


def is_index(path: Path) -> bool:
    """Whether a file is an index rather than notes, by its name."""
    return path.name.endswith(INDEX_SUFFIX)


def load_reference(
    path: Path,
    *,
    patient_field: str | None = None,
    text_field: str = "text",
    key_env: str | None = None,
    screen: Screen | None = None,
) -> ReferenceIndex:
    """Opens an index, or indexes notes in memory; ``screen`` are the limits that settings draw.

    Raises:
        InputError: the file can't be used.
        SettingsError: the key's environment variable is not set, or tracing of a dependency is on, which would
            carry notes out of the process.
        UsageError: a patient field is named for an index, which knows its patients.
    """
    refuse_tracing()
    lines = _limits(screen or Screen())
    if is_index(path):
        if patient_field is not None:
            raise UsageError(f"{str(path)!r} is an index, which knows its patients: leave out {patient_field!r}")
        return open_index(path, corpus_key(key_env), screen=lines)
    notes = read_reference(path, patient_field=patient_field, text_field=text_field)
    named = patient_field is not None
    return ReferenceIndex.build(notes, corpus_key(key_env), path.name, patients_named=named, screen=lines)


def _limits(screen: Screen) -> ScreenLimits:
    return ScreenLimits(**screen.model_dump(include={field.name for field in fields(ScreenLimits)}))


def corpus(
    given: Path | None,
    patient_field: str | None,
    settings: Settings,
    key_env: str | None = None,
    text_field: str | None = None,
) -> ReferenceIndex | None:
    """The corpus of a run: the file or index given, else the one that settings name, if there is one.

    A file that settings describe is read as they say, with whatever is given here in place of what they say.

    Raises:
        SettingsError: settings name several, and none was given.
    """
    if given is None and len(settings.corpora) > 1:
        raise SettingsError(f"settings name several corpora ({', '.join(settings.corpora)}); name a file")
    found = described(given, settings)
    path = given or (found.place if found else None)
    if path is None:
        return None
    return load_reference(
        path,
        patient_field=patient_field or (found.patient_field if found else None),
        text_field=text_field or (found.text_field if found else "text"),
        key_env=key_env or (found.key_env if found else None),
        screen=settings.screen,
    )


def described(given: Path | None, settings: Settings) -> Corpus | None:
    """What settings say of the file given, or of the corpus that they name where none is given."""
    known = settings.corpora.values()
    if given is None:
        return next(iter(known), None)
    return next((one for one in known if one.place.resolve() == given.resolve()), None)


def corpus_key(key_env: str | None = None) -> bytes:
    """The key of the corpus fingerprints: from the named variable, else one of this user's own, made once.

    Raises:
        SettingsError: the variable is not set or too short.
        StorageError: the user's key can't be kept.
    """
    if key_env is not None:
        value = os.environ.get(key_env, "")
        if len(value) < LEAST_KEY:
            least = f"at least {LEAST_KEY} characters for the corpus fingerprints"
            raise SettingsError(f"{key_env!r} must hold a key of {least}")
        return value.encode()
    return _own_key()


def _own_key() -> bytes:
    from platformdirs import user_data_path

    path = Path(os.environ.get("CASEWRIGHT_KEY_FILE") or user_data_path("casewright") / "corpus.key")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        pass
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(secrets.token_bytes(32))
    except FileExistsError:
        pass
    except OSError as error:
        raise StorageError(f"can't keep the corpus key in {str(path)!r}: {error.strerror}") from error
    return path.read_bytes()
