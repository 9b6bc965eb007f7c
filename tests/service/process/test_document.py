"""What docs/service.md tells people to send, set and export is what the service takes."""

from __future__ import annotations

import json
import re
from pathlib import Path

from casewright.service.jobs import JobRequest
from casewright.service.process.serving import ServePlan
from casewright.settings.serving import Serving

TEXT = (Path(__file__).parents[3] / "docs" / "service.md").read_text("utf-8")


def test_the_job_can_be_sent() -> None:
    """As it stands there."""
    (body,) = re.findall(r"--json \\\n +'(\{.*\})'", TEXT)
    assert JobRequest.model_validate(json.loads(body)).orders[0].n == 5


def test_limits_are_told_as_they_are() -> None:
    """Each setting of the table exists, with the default that is told."""
    told = re.findall(r"^\| (`.+?`) \| (.+?) \|", TEXT, re.MULTILINE)
    defaults = {"4 MiB": "4194304"}
    for names, values in told:
        fields = re.findall(r"`(\w+)`", names)
        for name, value in zip(fields, values.split(", "), strict=True):
            assert float(Serving.model_fields[name].default) == float(defaults.get(value, value.replace(",", "")))
    assert len(told) > 5


def test_the_port_is_the_one_that_is_told() -> None:
    """In every example."""
    assert set(re.findall(r"(?:localhost|127\.0\.0\.1):(\d+)", TEXT)) == {
        str(ServePlan.__dataclass_fields__["port"].default)
    }
