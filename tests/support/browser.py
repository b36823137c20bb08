"""A real Chromium for tests: no background traffic, axe at hand, pictures where asked for."""

import os
import shutil
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Request,
    async_playwright,
)

from deploy.packages import CHROMIUM
from tests.support.looks import Look
from tests.support.mirror import Mirror, show_in

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    # pictures are drawn by one process less, and every page of a test in one process
    *("--in-process-gpu", "--disable-gpu-compositing", "--use-gl=disabled"),
    *("--disable-site-isolation-trials", "--renderer-process-limit=1"),
    "--no-first-run",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)


@dataclass
class _Kept:
    """What the visitors of one Chromium leave to the next.

    To open a page and warm it up costs more than to look at it: with or without scripts is its key.
    """

    mirror: Mirror
    free: defaultdict[bool, list[BrowserContext]] = field(default_factory=lambda: defaultdict(list))


_KEPT: WeakKeyDictionary[Browser, _Kept] = WeakKeyDictionary()


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Start the machine's Chromium, and stop it at the end."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=next(filter(None, map(shutil.which, CHROMIUM)), None), args=list(QUIET)
        )
        yield browser
        await browser.close()


@asynccontextmanager
async def visitor(browser: Browser, look: Look) -> AsyncIterator["Visitor"]:
    """Give a watched page whose profile knows nothing of those before."""
    if browser not in _KEPT:
        _KEPT[browser] = _Kept(await Mirror.of(browser))
    kept = _KEPT[browser]
    free = kept.free[look.scripts]
    context = free.pop() if free else await _opened(browser, look)
    person = Visitor(context, look, kept.mirror)
    try:
        await person.arrive()
        yield person
        await person.leave()
    except BaseException:
        await context.close()
        raise
    free.append(context)


async def _opened(browser: Browser, look: Look) -> BrowserContext:
    context = await browser.new_context(locale="fi-FI", java_script_enabled=look.scripts)
    await context.new_page()
    return context


class Visitor:
    """A page with what a careful person would notice."""

    def __init__(self, context: BrowserContext, look: Look, mirror: Mirror) -> None:
        """Watch the page's requests and messages from the start."""
        self.context = context
        (self.page,) = context.pages
        self.look = look
        self._mirror = mirror
        self.complaints: list[str] = []
        self.hosts: set[str] = set()
        self.page.on("console", self._hear)
        self.page.on("request", self._see)

    async def arrive(self) -> None:
        """Have the page as wide and in the colours in which this person looks at it."""
        await self.page.set_viewport_size({"width": self.look.width, "height": 800})
        await show_in(self.page, self.look)

    async def leave(self) -> None:
        """Leave nothing behind."""
        self.page.remove_listener("console", self._hear)
        self.page.remove_listener("request", self._see)
        for other in self.context.pages[1:]:
            await other.close()
        await self.page.goto("about:blank")  # else a page that listens would ask on
        await self.page.unroute_all()
        await self.context.unroute_all()
        await self.context.clear_cookies()

    async def bring(self, cookies: Mapping[str, str], origin: str) -> None:
        """Have cookies of an origin."""
        for name, value in cookies.items():
            await self.context.add_cookies([{"name": name, "value": value, "url": origin}])

    async def hindrances(self, name: str, *, is_public: bool = False) -> list[str]:
        """Keep a picture of what is shown now, and name what keeps somebody out of it."""
        await self.page.wait_for_load_state()
        await self.picture(name)
        return await self._mirror.faults(self.page, self.look, is_public=is_public)

    async def problems_at(
        self, origin: str, paths: Mapping[str, str], picture: str, *, is_public: bool = False
    ) -> dict[str, list[str]]:
        """Open every page; gives those that keep somebody out, by name, with what does.

        `picture` is what each is called, with `{}` for the name of the page.
        """
        found: dict[str, list[str]] = {}
        for name, path in paths.items():
            await self.page.goto(f"{origin}{path}")
            found[name] = await self.hindrances(picture.format(name), is_public=is_public)
        return {name: problems for name, problems in found.items() if problems}

    async def picture(self, name: str) -> None:
        """Keep a picture when PORUKALLA_SHOTS names a folder."""
        folder = os.environ.get("PORUKALLA_SHOTS")
        if folder:
            file = f"{name}-{self.look.width}.png"
            # to hide the caret the tool would write a style into the page, which its policy forbids
            await self.page.screenshot(path=Path(folder) / file, full_page=True, caret="initial")

    def _hear(self, message: ConsoleMessage) -> None:
        # that a page itself is an error page is what the test asks for
        its_status = "status of" in message.text and message.location["url"] == self.page.url
        if message.type == "error" and not its_status:
            self.complaints.append(message.text)

    def _see(self, request: Request) -> None:
        host = urlsplit(request.url).netloc
        if host:
            self.hosts.add(host)
