"""Options and places that the commands about judges share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from casewright.cli.options import FOLDER

if TYPE_CHECKING:
    from casewright.exams.store import CertificateStore
    from casewright.graphs.parts import Resolver
    from casewright.settings import Settings
    from casewright.types import Language

__all__ = ["DEFAULT_FOLDER", "certificates_option", "codes_of", "languages_of", "resolver_of", "store_in", "store_of"]

F = TypeVar("F", bound=Callable[..., Any])
DEFAULT_FOLDER = Path("certificates")


def certificates_option(command: F) -> F:
    """``--certificates FOLDER``."""
    told = "Folder of your certificates.  [default: that of the settings, or ./certificates]"
    return click.option("--certificates", type=FOLDER, help=told)(command)


def store_of(folder: Path | None, config: Path | None) -> CertificateStore:
    """The store in the folder named, that of the settings file, or the default one."""
    from casewright.settings import load_settings

    return store_in(folder, load_settings(config))


def store_in(folder: Path | None, settings: Settings) -> CertificateStore:
    """The store in the folder named, that of the settings, or the default one."""
    from casewright.exams.store import CertificateStore

    return CertificateStore(folder or settings.certificates or DEFAULT_FOLDER)


def languages_of(named: str) -> tuple[Language, ...]:
    """``both`` is English and Spanish."""
    known: dict[str, tuple[Language, ...]] = {"en": ("en",), "es": ("es",), "both": ("en", "es")}
    return known[named]


def codes_of(named: tuple[str, ...], system: str) -> tuple[str, ...] | None:
    """Codes from options that may hold several, in the table's spelling; ``None`` where none is named.

    Raises:
        UnknownCodeError: the table has no such code.
    """
    from casewright.icd10 import table

    found = [code.strip() for part in named for code in part.split(",") if code.strip()]
    return tuple(dict.fromkeys(table(system).normalise(code) for code in found)) or None


def resolver_of(overlays: tuple[Path, ...]) -> Resolver:
    """Resolves each rubric once."""
    from functools import cache

    from casewright.rubrics import ResolvedRubric, resolve

    @cache
    def found(system: str, code: str, kind: str) -> ResolvedRubric:
        return resolve(code, kind=kind, system=system, overlays=overlays)

    return found
