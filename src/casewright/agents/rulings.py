"""What a judge must reply, and the strict reading of what it did reply. Nothing is guessed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from casewright.errors import ModelFailure
from casewright.models.protocol import ModelReply
from casewright.types import Answer

__all__ = ["Ruling", "Rulings", "read_ruling", "read_rulings", "ruling_schema", "rulings_schema"]


class Ruling(BaseModel):
    """The reply to one question, in this order: what is said after the answer could only excuse it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    reason: str = Field(min_length=1, max_length=2000)
    quote: str = Field(max_length=2000)
    answer: Answer


class _Named(Ruling):
    criterion: str


class Rulings(BaseModel):
    """The reply to several questions: a list in which each ruling names its criterion first."""

    model_config = ConfigDict(extra="forbid", strict=True)

    rulings: list[_Named]


T = TypeVar("T", bound=BaseModel)
ORDER = ["reason", "quote", "answer"]
NAMED_ORDER = ["criterion", *ORDER]


def ruling_schema() -> Mapping[str, Any]:
    """JSON schema of the reply to one question."""
    answers = {"type": "string", "enum": ["present", "absent", "not_mentioned", "unclear"]}
    return _object(dict(zip(ORDER, ({"type": "string"}, {"type": "string"}, answers), strict=True)))


def rulings_schema(criteria: Sequence[str]) -> Mapping[str, Any]:
    """JSON schema of the reply to the questions with these ids."""
    one = ruling_schema()["properties"]
    item = _object({"criterion": {"type": "string", "enum": list(criteria)}, **one})
    return _object({"rulings": {"type": "array", "items": item}})


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Closed and whole, as providers that enforce a schema ask for; lengths are held when the reply is read."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def read_ruling(reply: ModelReply) -> Ruling:
    """The ruling of a reply.

    Raises:
        ModelFailure: ``truncated``, or ``garbage`` with what is wrong with it.
    """
    data = _data(reply)
    ruling = _validated(Ruling, data)
    _check_order(data, ORDER)
    return ruling


def read_rulings(reply: ModelReply, criteria: Sequence[str]) -> Mapping[str, Ruling]:
    """The rulings of a reply by criterion. One that is left out is not here.

    Raises:
        ModelFailure: ``truncated``; or ``garbage``: no such list, or one that names an unknown criterion or one twice.
    """
    data = _data(reply)
    found = _validated(Rulings, data).rulings
    for item in data["rulings"]:
        _check_order(item, NAMED_ORDER)
    names = [item.criterion for item in found]
    unknown = [name for name in names if name not in criteria]
    if unknown:
        raise ModelFailure("garbage", f"unknown criterion {unknown[0][:80]!r}; asked: {', '.join(criteria)}")
    if len(set(names)) < len(names):
        raise ModelFailure("garbage", "a criterion is answered twice")
    return {item.criterion: item for item in found}


def _data(reply: ModelReply) -> Any:
    if reply.finish == "length":
        raise ModelFailure("truncated", "the answer was cut off")
    text = reply.text.strip()
    if text.startswith("```") and text.endswith("```"):
        text = text.strip("`").removeprefix("json").strip()
    try:
        return json.loads(text, object_pairs_hook=_each_key_once)
    except (ValueError, RecursionError):
        raise ModelFailure("garbage", "not a JSON object") from None


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ModelFailure("garbage", "a key stands twice in one object")
    return found


def _validated(model: type[T], data: Any) -> T:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "the reply"
        raise ModelFailure("garbage", f"{place}: {first['msg']}") from None


def _check_order(data: Mapping[str, Any], order: Sequence[str]) -> None:
    if list(data) != list(order):
        raise ModelFailure("garbage", f"the keys must come in this order: {', '.join(order)}")
