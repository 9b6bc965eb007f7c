"""What studies need of a record: no report text, quotation or message, and what repeats from record to record once"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

__all__ = ["Slimmer"]

JSON = Mapping[str, Any]
KEPT = (
    "id", "order", "seed", "title", "synthetic", "masked", "sections", "diagnoses", "attempts", "models", "rubric",
    "cost", "wording_share", "marks", "certificates", "gated_by", "diversity", "privacy",
)  # fmt: skip


class Slimmer:
    """Makes records small. Parts of several records that are alike become one object: none may be changed.

    A record of a progress note has some 27 kB of JSON; ten thousand of them have to be held at once.
    """

    def __init__(self) -> None:
        self._once: dict[Hashable, Any] = {}

    def slim(self, row: JSON) -> dict[str, Any]:
        """The fields of `StudyReport.record`, of a record as JSON. Whatever could hold words of a text is empty."""
        kept = {name: row.get(name) for name in KEPT}
        for name in ("models", "rubric"):
            found = kept[name]
            if isinstance(found, dict):
                kept[name] = self._flat(found)
        kept["decision"] = {**row["decision"], "reasons": self._reasons(row["decision"].get("reasons", ()))}
        kept["fidelity"] = self._fidelity(row.get("fidelity"))
        kept["seal"] = self._fidelity(row.get("seal"))
        kept["facts"] = self._facts(row.get("facts"))
        kept["case"] = self._case(row.get("case"))
        kept["history"] = [self._attempt(item) for item in row.get("history") or ()]
        return kept

    def _same(self, key: Hashable, value: Any) -> Any:
        return self._once.setdefault(key, value)

    def _flat(self, value: JSON) -> Any:
        """A mapping of plain values."""
        return self._same(("flat", *value.items()), dict(value))

    def _reasons(self, reasons: Sequence[JSON]) -> list[Any]:
        return [
            self._flat(
                {
                    "kind": item["kind"],
                    "message": "",
                    "criterion": item.get("criterion"),
                    "target": item.get("target"),
                }
            )
            for item in reasons
        ]

    def _fidelity(self, scored: JSON | None) -> dict[str, Any] | None:
        if scored is None:
            return None
        return {**scored, "criteria": [self._criterion(item) for item in scored.get("criteria", ())]}

    def _criterion(self, item: JSON) -> Any:
        votes = [self._vote(vote) for vote in item.get("votes", ())]
        failures = [self._failure(one) for one in item.get("failures", ())]
        plain = tuple(item.get(name) for name in ("id", "role", "aspect", "weight", "verdict"))
        key = ("criterion", *plain, *map(id, votes), "failures", *map(id, failures))
        made = dict(zip(("id", "role", "aspect", "weight", "verdict"), plain, strict=True))
        return self._same(key, {**made, "votes": votes, "failures": failures})

    def _vote(self, vote: JSON) -> Any:
        told = {name: vote.get(name) for name in ("critic", "criterion", "method", "answer")}
        return self._flat({**told, "reason": "", "margin": vote.get("margin")})

    def _failure(self, item: JSON) -> Any:
        return self._flat({**{name: item.get(name) for name in ("critic", "criterion", "kind")}, "message": ""})

    def _facts(self, found: JSON | None) -> dict[str, Any] | None:
        if found is None:
            return None
        return {
            "items": [self._flat({"id": item["id"], "state": item["state"]}) for item in found.get("items", ())],
            "added": [{**item, "message": ""} for item in found.get("added", ())],
        }

    def _case(self, case: JSON | None) -> dict[str, Any] | None:
        if case is None:
            return None
        return {**case, "facts": [self._fact(item) for item in case.get("facts", ())]}

    def _fact(self, fact: JSON) -> Any:
        quantity = fact.get("quantity")
        if quantity is None:
            return self._flat(fact)
        own = self._flat(quantity)
        rest = tuple(item for item in fact.items() if item[0] != "quantity")
        return self._same(("fact", id(own), *rest), {**fact, "quantity": own})

    def _attempt(self, item: JSON) -> dict[str, Any]:
        found = item.get("assessment")
        return {
            "number": item["number"],
            "reasons": self._reasons(item.get("reasons", ())),
            "assessment": None if found is None else self._assessment(found),
        }

    def _assessment(self, found: JSON) -> dict[str, Any]:
        report = found.get("report") or {}
        return {
            "report": {"text": "", "sections": [], "masked": bool(report.get("masked"))},
            "diversity": found.get("diversity"),
            "facts": self._facts(found.get("facts")),
            "fidelity": self._fidelity(found.get("fidelity")),
        }
