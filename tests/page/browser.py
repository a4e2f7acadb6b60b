"""A real Chromium, driven by the DevTools protocol."""

from __future__ import annotations

import asyncio
import contextlib
import json
import shutil
import tempfile
from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

STARTED_WITHIN = 30.0
ANSWERED_WITHIN = 15.0

PLACE = """(() => {{
  const it = document.querySelector({});
  if (document.readyState !== "complete" || !it) return null;
  it.scrollIntoView({{block: "center"}});
  const box = it.getClientRects()[0];
  const place = {{x: box.x + box.width / 2, y: box.y + box.height / 2}};
  return it.contains(document.elementFromPoint(place.x, place.y)) ? place : null;
}})()"""
"""Where a click meets an element of a page that is whole; null as long as it would not."""

Json = dict[str, Any]


def chromium() -> str | None:
    """The path of a Chromium on this machine; None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


LEFT = "Inspected target navigated or closed"
"""What the browser says of a question about a page that was left before it was answered."""


class PageLeftError(AssertionError):
    """A page was left before it told what was asked of it."""


class Tab:
    """A page in the browser. Everything that it complains of is in `complaints`."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = count(1)
        self._waiting: dict[int, asyncio.Future[Json]] = {}
        self._loaded = asyncio.Event()
        self.complaints: list[str] = []

    async def listen(self) -> None:
        """Take what the browser says, until it is closed."""
        async for message in self._socket:
            said = json.loads(message.data)
            if "id" in said:
                self._waiting.pop(said["id"]).set_result(said)
            elif said["method"] == "Page.loadEventFired":
                self._loaded.set()
            elif said["method"] == "Runtime.exceptionThrown":
                self.complaints.append(str(said["params"]["exceptionDetails"]))
            elif said["method"] == "Runtime.consoleAPICalled" and said["params"]["type"] in (
                "error",
                "warning",
            ):
                self.complaints.append(str(said["params"]["args"]))
            elif said["method"] == "Log.entryAdded" and said["params"]["entry"]["level"] in (
                "error",
                "warning",
            ):
                self.complaints.append(str(said["params"]["entry"]))

    async def do(self, method: str, **params: Any) -> Json:
        """Call *method* of the protocol; AssertionError where the browser refuses."""
        number = next(self._numbers)
        self._waiting[number] = answer = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": params})
        said = await asyncio.wait_for(answer, ANSWERED_WITHIN)
        if LEFT in str(said.get("error")):
            raise PageLeftError(said["error"])
        assert "error" not in said, said
        result: Json = said["result"]
        return result

    async def open(self, url: str) -> None:
        """Go to *url* and wait until all of it is there."""
        for address in ("about:blank", url):  # else another place on the same page would load nothing
            self._loaded.clear()
            await self.do("Page.navigate", url=address)
            await asyncio.wait_for(self._loaded.wait(), ANSWERED_WITHIN)

    async def see(self, expression: str) -> Any:
        """The value of *expression*, in JavaScript; of a page that is being left, that of the next one."""
        asked = {"expression": expression, "returnByValue": True, "awaitPromise": True}
        async with asyncio.timeout(ANSWERED_WITHIN):
            while True:
                with contextlib.suppress(PageLeftError):
                    found = await self.do("Runtime.evaluate", **asked)
                    break
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    async def wait(self, expression: str) -> None:
        """Wait until *expression* is true of a page that is whole."""
        async with asyncio.timeout(ANSWERED_WITHIN):
            while not await self.see(f"document.readyState === 'complete' && ({expression})"):  # noqa: ASYNC110 - nothing tells
                await asyncio.sleep(0.02)

    async def click(self, selector: str) -> None:
        """Click the first element of *selector* with the mouse, once it is seen and stands still."""
        place = before = None
        async with asyncio.timeout(ANSWERED_WITHIN):
            while place is None or place != before:  # a page that still loads or scrolls moves it away
                await asyncio.sleep(0.02)
                before, place = place, await self.see(PLACE.format(json.dumps(selector)))
        for kind in ("mousePressed", "mouseReleased"):
            await self.do("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **place)

    async def press(self, key: str, code: int, text: str = "") -> None:
        """Press a key, such as Tab with the code 9."""
        for kind in ("keyDown", "keyUp"):
            typed = {"text": text} if text and kind == "keyDown" else {}
            await self.do("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, **typed)

    async def type(self, text: str) -> None:
        """Type *text* into what has the focus."""
        await self.do("Input.insertText", text=text)

    async def resize(self, width: int, height: int = 800) -> None:
        await self.do(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 500,
        )

    async def prefer(self, scheme: str = "light", *, media: str = "", scripts: bool = True) -> None:
        """Let the reader prefer a colour *scheme*, read on paper (*media* print), or run no scripts."""
        await self.do(
            "Emulation.setEmulatedMedia",
            media=media,
            features=[{"name": "prefers-color-scheme", "value": scheme}],
        )
        await self.do("Emulation.setScriptExecutionDisabled", value=not scripts)


@contextlib.asynccontextmanager
async def browser(path: str) -> AsyncIterator[Tab]:
    """A tab of the Chromium at *path*, which ends with it."""
    with tempfile.TemporaryDirectory(prefix="ots-chromium-", ignore_cleanup_errors=True) as home:
        process = await asyncio.create_subprocess_exec(
            path,
            *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"),
            *("--hide-scrollbars", "--allow-file-access-from-files", "--remote-debugging-port=0"),
            f"--user-data-dir={home}",
            "about:blank",
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            port = await _port(Path(home) / "DevToolsActivePort")
            async with aiohttp.ClientSession() as session:
                async with session.get(f"http://127.0.0.1:{port}/json/list") as response:
                    (target,) = [it for it in await response.json() if it["type"] == "page"]
                async with session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                    tab = Tab(socket)
                    listening = asyncio.create_task(tab.listen())
                    for part in ("Page", "Runtime", "Log"):
                        await tab.do(f"{part}.enable")
                    yield tab
                    listening.cancel()
        finally:
            process.terminate()
            await process.wait()


async def _port(file: Path) -> str:
    async with asyncio.timeout(STARTED_WITHIN):
        while True:
            with contextlib.suppress(OSError, IndexError):
                return file.read_text().splitlines()[0]  # noqa: ASYNC240 - two lines
            await asyncio.sleep(0.05)
