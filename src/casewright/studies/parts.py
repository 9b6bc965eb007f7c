"""The parts of a report by name, measured one after the other; one that fails doesn't take the others down"""

from __future__ import annotations

import traceback
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from time import perf_counter

from casewright.errors import CasewrightError, StorageError, UnknownNameError
from casewright.hashing import content_hash
from casewright.studies.cache import keep_part, kept_part
from casewright.studies.fingerprint import material_fingerprint
from casewright.studies.material import Material
from casewright.studies.part import Part
from casewright.wire import to_json

__all__ = ["COMPARISONS", "PARTS", "PartEntry", "PartRun", "chosen_parts", "measure_parts"]


@dataclass(frozen=True, slots=True)
class PartEntry:
    """Where a part is measured: a package with ``measure`` and ``VERSION``."""

    place: str
    title: str


PARTS: Mapping[str, PartEntry] = {
    "acceptance": PartEntry("casewright.studies.acceptance", "Acceptance, attempts and cost"),
    "fidelity": PartEntry("casewright.studies.fidelity", "Fidelity"),
    "recoverability": PartEntry("casewright.studies.recoverability", "Code recoverability"),
    "resemblance": PartEntry("casewright.studies.resemblance", "Resemblance"),
    "populations": PartEntry("casewright.studies.populations", "Populations"),
    "diversity": PartEntry("casewright.studies.diversity", "Diversity"),
    "privacy": PartEntry("casewright.studies.privacy", "Privacy"),
    "usefulness": PartEntry("casewright.studies.usefulness", "Usefulness"),
    "comparisons": PartEntry("casewright.studies.comparisons", "Comparisons"),
}
"""In the order of reading, which is that of work: the last compares the scores of those before it."""
COMPARISONS = "comparisons"


@dataclass(frozen=True, slots=True)
class PartRun:
    """A part as it was measured.

    Attributes:
        part: What it found; where it failed, nothing but that it did.
        seconds: How long it took.
        reused: Whether it was measured earlier, on the same.
        failed: Whether it failed.
    """

    part: Part
    seconds: float
    reused: bool = False
    failed: bool = False


def chosen_parts(only: Collection[str]) -> tuple[str, ...]:
    """The names of parts to measure, in order; all of them where none is named.

    Raises:
        UnknownNameError: there is no part of that name.
    """
    for name in only:
        if name not in PARTS:
            raise UnknownNameError("part", name, PARTS)
    return tuple(name for name in PARTS if not only or name in only)


def measure_parts(
    material: Material, folder: Path | None = None, only: Collection[str] = (), given: Sequence[Part] = ()
) -> tuple[PartRun, ...]:
    """Measures parts of a report, or takes those that were measured on the same material.

    Args:
        material: What is measured; its ``tell`` hears which part is at work.
        folder: The report's folder, where parts are kept; ``None`` keeps none.
        only: Names of parts; all where none is named.
        given: Parts that were made elsewhere, whose scores are compared too.

    Raises:
        UnknownNameError: there is no part of that name.
        StorageError: a part can't be kept.
    """
    names = chosen_parts(only)
    base = material_fingerprint(material)
    found: list[PartRun] = []
    for place, name in enumerate(names):
        material.tell(PARTS[name].title, place, len(names))
        with _one_thread():
            found.append(_part(name, material, folder, base, [*given, *(one.part for one in found)]))
    material.tell("parts measured", len(names), len(names))
    return tuple(found)


def _one_thread() -> AbstractContextManager[object]:
    """Our matrices are small: more threads of linear algebra cost more than they save, most so on a busy machine."""
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    return threadpool_limits(1, "blas")  # type: ignore[no-any-return]


def _part(name: str, material: Material, folder: Path | None, base: str, before: Sequence[Part]) -> PartRun:
    started = perf_counter()
    try:
        room = import_module(PARTS[name].place)
        key = content_hash([base, name, room.VERSION, _of_scores(before) if name == COMPARISONS else ""])
        kept = kept_part(folder, name, key) if folder else None
        if kept is not None:
            return PartRun(kept, perf_counter() - started, reused=True)
        part: Part = room.measure(material, before) if name == COMPARISONS else room.measure(material)
        _check(part, name)
        if folder:
            keep_part(folder, part, key)
    except StorageError:
        raise
    except CasewrightError as error:
        return PartRun(_failed(name, str(error)), perf_counter() - started, failed=True)
    except Exception as error:  # noqa: BLE001 - one part's fault leaves the others; its message may hold a text
        return PartRun(_failed(name, _where(error)), perf_counter() - started, failed=True)
    return PartRun(part, perf_counter() - started)


def _of_scores(parts: Sequence[Part]) -> list[object]:
    return [to_json(score) for part in parts for score in part.scores]


def _check(part: Part, name: str) -> None:
    if part.id != name:
        raise CasewrightError(f"it calls itself {part.id!r}")


def _failed(name: str, why: str) -> Part:
    told = f"the part {name!r} failed and says nothing: {why}"
    return Part(name, PARTS[name].title, not_assessed=(told,))


def _where(error: Exception) -> str:
    """What kind of failure and in which line of code, without its message."""
    frames = [one for one in traceback.extract_tb(error.__traceback__) if "casewright" in one.filename]
    last = frames[-1] if frames else None
    missing = f" {error.name!r}" if isinstance(error, ModuleNotFoundError) else ""
    at = f" at {'/'.join(Path(last.filename).parts[-2:])}:{last.lineno}" if last else ""
    return f"{type(error).__name__}{missing}{at}"
