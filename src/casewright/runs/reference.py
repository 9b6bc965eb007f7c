"""The reference corpus of a run: read, indexed in memory under the user's own key, and never written."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from casewright.errors import SettingsError, StorageError
from casewright.measures.privacy import ReferenceIndex, ScreenLimits, read_reference
from casewright.settings import Screen, Settings

__all__ = ["corpus", "corpus_key", "load_reference"]


def load_reference(
    path: Path,
    *,
    patient_field: str | None = None,
    text_field: str = "text",
    key_env: str | None = None,
    screen: Screen | None = None,
) -> ReferenceIndex:
    """Indexes a corpus; ``screen`` are the limits that settings draw.

    Raises:
        InputError: the file can't be used.
        SettingsError: the key's environment variable is not set.
        UsageError: tracing of a dependency is on, which would carry notes out of the process.
    """
    _refuse_tracing()
    notes = read_reference(path, patient_field=patient_field, text_field=text_field)
    named, lines = patient_field is not None, _limits(screen or Screen())
    return ReferenceIndex.build(notes, corpus_key(key_env), path.name, patients_named=named, screen=lines)


def _limits(screen: Screen) -> ScreenLimits:
    return ScreenLimits(screen.longest_run, screen.containment_quantile, screen.containment_cap, screen.novelty_floor)


def corpus(given: Path | None, patient_field: str | None, settings: Settings) -> ReferenceIndex | None:
    """The corpus of a run: the file given, else the one that settings name, if there is one.

    Raises:
        SettingsError: settings name several, and none was given.
    """
    if given is not None:
        return load_reference(given, patient_field=patient_field, screen=settings.screen)
    if len(settings.corpora) > 1:
        raise SettingsError(f"settings name several corpora ({', '.join(settings.corpora)}); name a file")
    for found in settings.corpora.values():
        return load_reference(
            Path(found.path),
            patient_field=patient_field or found.patient_field,
            text_field=found.text_field,
            key_env=found.key_env,
            screen=settings.screen,
        )
    return None


def _refuse_tracing() -> None:
    names = ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2", "LANGCHAIN_TRACING")
    on = [name for name in names if os.environ.get(name, "").lower() in ("1", "true", "yes", "on")]
    if on:
        raise SettingsError(f"{on[0]} is on: tracing would carry reference text out; unset it to load a corpus")


def corpus_key(key_env: str | None = None) -> bytes:
    """The key of the corpus fingerprints: from the named variable, else one of this user's own, made once.

    Raises:
        SettingsError: the variable is not set or too short.
        StorageError: the user's key can't be kept.
    """
    if key_env is not None:
        value = os.environ.get(key_env, "")
        if len(value) < 16:
            raise SettingsError(f"{key_env!r} must hold a key of at least 16 characters for the corpus fingerprints")
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
