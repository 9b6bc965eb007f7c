"""A pair of answers to one instruction, and files of them in LLMBar's form (Zeng et al. 2024, arXiv 2310.07641)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from casewright.errors import InputError
from casewright.measures.privacy.rows import read_rows

__all__ = ["Pair", "read_pairs"]


@dataclass(frozen=True, slots=True)
class Pair:
    """``better`` is 1 or 2: the output that people prefer."""

    id: str
    instruction: str
    outputs: tuple[str, str]
    better: Literal[1, 2]


class _Row(BaseModel):
    model_config = ConfigDict(extra="ignore")

    input: str
    output_1: str
    output_2: str
    label: Literal[1, 2]
    id: str | int | None = None


def read_pairs(path: Path) -> tuple[Pair, ...]:
    """The pairs of a JSONL file (also gzipped) with fields input, output_1, output_2, label (1 or 2) and maybe id.

    Raises:
        InputError: no such file, no row, or a row that is no pair; it names the row and never its content.
    """
    found = tuple(_pair(number, values) for number, values in read_rows(path))
    if not found:
        raise InputError(f"{str(path)!r} has no pairs")
    return found


def _pair(number: int, values: object) -> Pair:
    try:
        row = _Row.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        field = ".".join(map(str, first["loc"])) or "the row"
        raise InputError(f"row {number} is no pair: {field}: {first['msg']}") from None
    return Pair(str(row.id or f"row-{number}"), row.input, (row.output_1, row.output_2), row.label)
