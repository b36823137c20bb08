"""From the last digit that an operator types to the card of who called before, in a browser."""

import asyncio
import statistics
from collections.abc import Sequence
from typing import Final

import httpx
from playwright.async_api import Page

from tests.bench.intake.corpus.people import Caller
from tests.bench.measuring import Goal, Row, alone
from tests.support.browser import chromium
from tests.support.intake.calls.desk import BUSY

SHOWN: Final = Goal("<=", 300)
_WATCH: Final = """
() => {
  window.seen = new Promise((done) => {
    let typed = 0;
    document.querySelector("#phone").addEventListener("input", () => { typed = performance.now() });
    new MutationObserver(() => {
      if (typed && document.querySelector("#like-cards .pk-card"))
        requestAnimationFrame(() => done(performance.now() - typed));
    }).observe(document.querySelector("#like-cards"), { childList: true, subtree: true });
  });
}
"""


async def screen_rows(
    origin: str, operators: Sequence[httpx.AsyncClient], known: Sequence[Caller], tried: int
) -> list[Row]:
    """Type the numbers of some who are known by name, each in a call of its own."""
    async with chromium() as browser:
        context = await browser.new_context(locale="fi-FI")
        page, took = await context.new_page(), []
        for place in range(tried):
            operator = operators[place % len(operators)]
            for name, value in operator.cookies.items():
                await context.add_cookies([{"name": name, "value": value, "url": origin}])
            path = (await operator.post(BUSY, data={"direction": "inbound"})).headers["location"]
            await page.goto(f"{origin}{path}")
            took.append(await _shown(page, known[place * len(known) // tried]))
    p95 = statistics.quantiles(took, n=20)[-1]
    return [
        alone(f"from key to screen among {len(known):,} callers, p95", p95, "ms", SHOWN),
        alone("the same, median", statistics.median(took), "ms"),
    ]


async def _shown(page: Page, caller: Caller) -> float:
    """Give the milliseconds from the last digit; 200 of them the page waits for another one."""
    await page.locator("#first_name").fill(caller.name)
    await page.evaluate(_WATCH)
    await page.locator("#phone").press_sequentially(caller.phone)
    async with asyncio.timeout(10):
        took: float = await page.evaluate("window.seen")
    return took
