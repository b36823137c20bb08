"""A real Chromium for tests: no background traffic, axe at hand, pictures where asked for."""

import os
import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import FastAPI
from playwright.async_api import (
    Browser,
    BrowserContext,
    CDPSession,
    ConsoleMessage,
    Page,
    Request,
    Route,
    async_playwright,
)

from deploy.packages import CHROMIUM
from services.intake.call_list.wording import mark_of
from tests.support.passkey import SoftPasskey
from tests.support.serving import served

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_BUNDLED = str(files("axe_playwright_python") / "axe.min.js")
AXE = Path(os.environ.get("PORUKALLA_AXE", _BUNDLED))
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, DESK = 360, 1280
MARK, WAITING = "/paivystys/merkki.svg", 3

_AXE = """
tags => axe.run({runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})
  .then(({violations}) => violations.map(({id, nodes}) => `${id}: ${nodes[0].html.slice(0, 200)}`))
"""
_SMALL = """
() => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
  .filter(part => part.getClientRects().length && part.tabIndex >= 0)
  .filter(part => !part.matches(".govuk-skip-link, [type=radio], [type=checkbox]"))
  .filter(part => !(part.tagName === "A" && getComputedStyle(part).display === "inline"))
  .filter(part => part.getBoundingClientRect().height < 43.5)
  .map(part => part.outerHTML.slice(0, 120))
"""

# what is heard of an error: "Virhe: ", then what is wrong, from a field that names it
_UNHEARD = r"""
() => [...document.querySelectorAll(".govuk-error-message")]
  .filter(part => !/^\s*(Virhe|Fel|Error|خطأ):\s+[^\s:]/.test(part.textContent)
    || !document.querySelector(`[aria-describedby~="${part.id}"]`))
  .map(part => "error not heard: " + part.outerHTML.slice(0, 200))
"""


@cache
def _axe() -> str:
    return AXE.read_text()


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
async def visitor(
    browser: Browser, *, width: int = PHONE, scripts: bool = True
) -> AsyncIterator["Visitor"]:
    """Open a fresh profile with a watched page."""
    context = await browser.new_context(
        viewport={"width": width, "height": 800},
        locale="fi-FI",
        bypass_csp=scripts,
        java_script_enabled=scripts,
    )
    try:
        yield Visitor(context, await context.new_page(), scripts=scripts)
    finally:
        await context.close()


@asynccontextmanager
async def signed_in(
    browser: Browser, app: FastAPI, token: str, *, width: int, scripts: bool = True
) -> AsyncIterator[tuple["Visitor", str]]:
    """Serve the application to someone of the staff; gives them and the origin."""
    async with (
        served(app) as origin,
        visitor(browser, width=width, scripts=scripts) as person,
    ):
        await person.context.add_cookies([{"name": "porukalla", "value": token, "url": origin}])
        # of intake, which is not there: who waits is shown in every menu
        await person.context.route(f"**{MARK}", _show_mark)
        yield person, origin


async def _show_mark(asked: Route) -> None:
    await asked.fulfill(body=mark_of(WAITING), content_type="image/svg+xml")


async def answer_passkey(page: Page, passkey: SoftPasskey) -> None:
    """Answer the page as the person's device would, and wait for what comes."""
    form = page.locator("form[data-passkey]")
    answer = passkey.get(await form.get_attribute("data-passkey") or "")
    async with page.expect_navigation():
        await form.evaluate(
            "(form, answer) => { form.answer.value = answer; form.submit(); }", answer
        )


class Visitor:
    """A page with what a careful person would notice."""

    def __init__(self, context: BrowserContext, page: Page, *, scripts: bool = True) -> None:
        """Watch the page's requests and messages from the start."""
        self.context = context
        self.page = page
        self._scripts = scripts
        self._session: CDPSession | None = None
        self.complaints: list[str] = []
        self.hosts: set[str] = set()
        page.on("console", self._hear)
        page.on("request", self._see)

    async def violations(self) -> list[str]:
        """Run axe on what is shown now; names each rule with the first place it breaks.

        So is an error that a screen reader does not read as one.
        """
        await self.page.wait_for_load_state()
        if not await self.page.evaluate("typeof axe === 'object'"):
            await self.page.evaluate(_axe())
        await self._let_scripts_run(True)
        found: list[str] = await self.page.evaluate(_AXE, TAGS)
        found += await self.page.evaluate(_UNHEARD)
        await self._let_scripts_run(False)
        return found

    async def small_targets(self) -> list[str]:
        """Name what a thumb could miss: links outside running text and controls under 44 px."""
        found: list[str] = await self.page.evaluate(_SMALL)
        return found

    async def is_too_wide(self) -> bool:
        """Say whether a person would have to scroll sideways."""
        return bool(
            await self.page.evaluate(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            )
        )

    async def hindrances(self, origin: str) -> list[str]:
        """Name what keeps somebody out of the page, and what did not come from its origin."""
        elsewhere = self.hosts ^ {origin.removeprefix("http://")}
        wide = ["it is too wide"] if await self.is_too_wide() else []
        return [*await self.violations(), *wide, *sorted(elsewhere), *self.complaints]

    async def hindrances_at(self, origin: str, path: str, name: str) -> list[str]:
        """Go to a page, keep a picture of it, and name what keeps somebody out."""
        await self.page.goto(f"{origin}{path}")
        await self.picture(name)
        return await self.hindrances(origin)

    async def problems_at(
        self, origin: str, paths: Mapping[str, str], picture: str
    ) -> dict[str, list[str]]:
        """Open every page; gives those that keep somebody out, by name, with what does.

        `picture` is what each is called, with `{}` for the name of the page.
        """
        found: dict[str, list[str]] = {}
        for name, path in paths.items():
            await self.page.goto(f"{origin}{path}")
            await self.picture(picture.format(name))
            found[name] = await self.violations()
            if await self.is_too_wide():
                found[name].append("too wide")
        return {name: problems for name, problems in found.items() if problems}

    async def picture(self, name: str) -> None:
        """Keep a picture when PORUKALLA_SHOTS names a folder."""
        folder = os.environ.get("PORUKALLA_SHOTS")
        if folder:
            width = (self.page.viewport_size or {"width": 0})["width"]
            await self.page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)

    async def _let_scripts_run(self, run: bool) -> None:
        """Where scripts are off, axe has its timers while it reads; the page's own stay undone."""
        if self._scripts:
            return
        if self._session is None:
            self._session = await self.context.new_cdp_session(self.page)
            # it hears changes only, and does not know that they are off
            await self._session.send("Emulation.setScriptExecutionDisabled", {"value": True})
        await self._session.send("Emulation.setScriptExecutionDisabled", {"value": not run})

    def _hear(self, message: ConsoleMessage) -> None:
        # that a page itself is an error page is what the test asks for
        its_status = "status of" in message.text and message.location["url"] == self.page.url
        if message.type == "error" and not its_status:
            self.complaints.append(message.text)

    def _see(self, request: Request) -> None:
        host = urlsplit(request.url).netloc
        if host:
            self.hosts.add(host)
