"""What a screen reader reads of a page, and in which order."""

import re
from collections.abc import Sequence

from playwright.async_api import Page

_INDENT = re.compile(r"^\s*- ", re.MULTILINE)


async def read(page: Page) -> str:
    """Give the accessibility tree as it is read from the top: a line each, without its depth."""
    tree = await page.locator("body").aria_snapshot()
    plain = tree.replace("\N{NO-BREAK SPACE}", " ").replace('\\"', '"')
    return _INDENT.sub("", plain)


def out_of_order(read_out: str, parts: Sequence[str]) -> str | None:
    """Give the first part that is not read after those before it; None where all are."""
    place = 0
    for part in parts:
        found = read_out.find(part.replace("\N{NO-BREAK SPACE}", " "), place)
        if found < 0:
            return part
        place = found + len(part)
    return None
