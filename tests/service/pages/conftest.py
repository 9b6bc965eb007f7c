"""People at the pages: signed in by cookie over ASGI, or with a real browser on a real port."""

from __future__ import annotations

import shutil
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from tests.service.conftest import Live, MakeKey

Visit = Callable[..., Awaitable[httpx.AsyncClient]]
Browse = Callable[..., Awaitable[Any]]


@pytest.fixture
async def visitor(app: FastAPI, key: MakeKey) -> AsyncGenerator[Visit, None]:
    """Somebody's browser, signed in: ``ana = await visitor("review")``; as `client` otherwise."""
    async with AsyncExitStack() as stack:

        async def make(*roles: Any, **owner: Any) -> httpx.AsyncClient:
            transport = httpx.ASGITransport(app, raise_app_exceptions=False)
            headers = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
            made = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", headers=headers)
            await stack.enter_async_context(made)
            if roles:
                answer = await made.post("/login", data={"key": await key(*roles, **owner)})
                assert answer.status_code == 303, answer.text
            return made

        yield make


@pytest.fixture
async def chromium() -> AsyncGenerator[Any, None]:
    """Chromium without a window. For tests marked ``server``."""
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        found = shutil.which("chromium")
        browser = await playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        await browser.close()


@pytest.fixture
async def browse(chromium: Any, live: Live) -> Browse:
    """A page of somebody signed in: ``page = await browse("review", name="ana", width=390)``; no script fails on it."""

    async def make(*roles: Any, width: int = 1280, height: int = 800, scripts: bool = True, **owner: Any) -> Any:
        context = await chromium.new_context(
            base_url=live.url, viewport={"width": width, "height": height}, java_script_enabled=scripts
        )
        page = await context.new_page()
        page.failures = []
        page.on("pageerror", lambda error: page.failures.append(str(error)))
        page.on("console", lambda said: page.failures.append(said.text) if said.type == "error" else None)
        await page.goto("/login")
        await page.fill("#key", await live.key(*roles, **owner))
        await page.press("#key", "Enter") if scripts else await page.click("main button")
        await page.wait_for_url(lambda url: "/login" not in url)
        return page

    return make


@pytest.fixture
def axe() -> Callable[[Any], Awaitable[None]]:
    """Asserts that axe finds nothing serious on a page."""
    from axe_playwright_python.async_playwright import Axe

    async def check(page: Any) -> None:
        found = (await Axe().run(page)).response["violations"]
        serious = [one for one in found if one["impact"] in ("serious", "critical")]
        told = [f"{one['id']}: {[node['html'][:200] for node in one['nodes'][:3]]}" for one in serious]
        assert not told, "\n".join(told)

    return check
