"""The page as Chromium shows it: one picture that tests cannot compare, for every machine has other fonts."""

from __future__ import annotations

import asyncio
import base64
import tempfile
from pathlib import Path

from tests.conftest import run_ots
from tests.page.browser import browser, chromium

NAME = "page.png"
WIDTH, HEIGHT = 820, 640


def page() -> bytes | None:
    """A passage of the source, opened; None where there is no Chromium."""
    path = chromium()
    return asyncio.run(_taken(path)) if path else None


async def _taken(path: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        assert run_ots("page", folder).exit_code == 0
        async with browser(path) as tab:
            await tab.prefer()
            await tab.resize(WIDTH, HEIGHT)
            await tab.open(f"{(Path(folder) / 'index.html').as_uri()}#zangazur-corridor/43-km")
            await tab.see("scrollBy(0, -60)")
            taken = await tab.do("Page.captureScreenshot", format="png")
            return base64.b64decode(taken["data"])
