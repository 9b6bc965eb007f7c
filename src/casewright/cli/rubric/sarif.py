"""Findings of the lint in SARIF 2.1.0 (OASIS), which code hosts and editors show beside the line."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from casewright.rubrics.lint import LintFinding
from casewright.rubrics.lint_rules import RULES

__all__ = ["sarif"]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(findings: Sequence[LintFinding]) -> dict[str, Any]:
    """One run of the tool."""
    rules = [
        {"id": name, "shortDescription": {"text": rule.says}, "defaultConfiguration": {"level": rule.level}}
        for name, rule in RULES.items()
    ]
    driver = {"name": "casewright rubric lint", "version": version("casewright"), "rules": rules}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": [_result(item) for item in findings]}],
    }


def _result(item: LintFinding) -> dict[str, Any]:
    place = {
        "artifactLocation": {"uri": item.source},
        "region": {"startLine": item.line, "startColumn": item.column},
    }
    return {
        "ruleId": item.rule,
        "level": item.level,
        "message": {"text": item.message},
        "locations": [{"physicalLocation": place}],
    }
