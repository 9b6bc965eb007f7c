"""``docs/endpoints.md``: its settings are settings, its Python runs, and every key and failure is on it."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path
from typing import get_args

import pytest

from casewright.errors import FailureKind
from casewright.models import Policy, load_pool
from casewright.settings import Batches, Endpoint, Pool, load_settings

PAGE = (Path(__file__).parents[2] / "docs" / "endpoints.md").read_text("utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("body", BLOCKS, ids=["an endpoint", "pools", "a cache", "batches"])
def test_settings_on_the_page_are_settings(body: str, tmp_path: Path) -> None:
    """Each block is a whole file."""
    file = tmp_path / "c.yaml"
    file.write_text(body, encoding="utf-8")
    settings = load_settings(file)
    for name, pool in settings.pools.items():
        assert load_pool(name, pool, settings.endpoints).models
    for profile in settings.profiles:
        assert load_settings(file, profile).how.cache is None


@pytest.mark.parametrize(
    "name", [*Endpoint.model_fields, *Batches.model_fields, *Pool.model_fields, "cache", *get_args(FailureKind)]
)
def test_every_key_and_failure_is_on_the_page(name: str) -> None:
    """What isn't explained can't be used."""
    assert re.search(rf"\b{name}\b", PAGE)


def test_figures_on_the_page_are_the_policys() -> None:
    """A default that changes takes the page along."""
    policy, words = Policy(), {3: "three", 5: "five", 6: "six"}
    assert f"up to {words[policy.retries]} retries" in PAGE
    assert policy.retry_share == 0.1
    assert f"after {words[policy.slowdowns]} waits" in PAGE
    assert f"at most {policy.longest_wait:g} s" in PAGE
    assert (
        f"{words[policy.breaker_failures]} of these in a row | nothing is sent for {policy.breaker_seconds:g} s" in PAGE
    )


async def test_the_example_runs() -> None:
    """As it stands."""
    (body,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    code = compile(body, "endpoints.md", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    done = eval(code, {})  # noqa: S307 - our own page
    if inspect.iscoroutine(done):
        await done
