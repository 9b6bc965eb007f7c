"""Under which licences what made a set stands, as far as that is known here; what isn't known is called unknown."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, metadata

from casewright.icd10 import cm, spanish, who
from casewright.models.embedded.catalogue import weights

__all__ = ["package_licence", "table_licence", "writer_licence"]

OWNER = {
    who.SYSTEM: "ICD-10 is the World Health Organization's, whose terms for its titles a package can't widen",
    cm.SYSTEM: "ICD-10-CM is kept by the National Center for Health Statistics of the United States",
}
PACKAGES = {who.SYSTEM: who.PACKAGE, cm.SYSTEM: cm.PACKAGE}


def writer_licence(name: str) -> str:
    """The licence of what wrote: of embedded weights and of the parrot; of whatever else, that it is unknown."""
    if name == "parrot":
        return "no model: sentences of this project, Apache-2.0"
    short = name.removeprefix("embedded/")
    found = weights().get(short) if name.startswith("embedded/") else None
    if found is None:
        return "unknown here: read the terms of whoever provides it before its texts are passed on"
    return f"{found.licence} ({found.title}, sha256 {found.sha256})"


def table_licence(system: str, languages: tuple[str, ...]) -> str:
    """Where a code table's codes and titles were read, and under which licence."""
    package = PACKAGES.get(system)
    if package is None:
        return "unknown here"
    told = [f"{package} ({package_licence(package)})"]
    if "es" in languages and system == who.SYSTEM:
        told.append(f"Spanish titles {spanish.PACKAGE} ({package_licence(spanish.PACKAGE)})")
    return f"read from {'; '.join(told)}. {OWNER[system]}: check them before titles are passed on"


def package_licence(package: str) -> str:
    """What an installed package says of its licence."""
    try:
        told = metadata(package)
    except PackageNotFoundError:
        return "not installed here, licence unknown"
    classifiers = [str(item) for item in told.get_all("Classifier") or ()]
    named = [item.rpartition(" :: ")[2] for item in classifiers if item.startswith("License")]
    stated = [str(item) for name in ("License-Expression", "License") for item in told.get_all(name) or ()]
    return f"{told['Version']}, {next(iter((*stated[:1], *named)), 'which names no licence')}"
