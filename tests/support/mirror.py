"""A page in which axe stays at hand, and what somebody sees is written once more to be looked at.

To load axe into each page anew, where it runs slowly until it is warm, took half of all the time.
"""

import gzip
import os
import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final, Self
from urllib.parse import urljoin

from playwright.async_api import Browser, Frame, Page

import shared.web
from tests.support.looks import DESK, OLD_PHONE, PHONE, Colours, Look

_BUNDLED: Final = str(files("axe_playwright_python") / "axe.min.js")
AXE: Final = Path(os.environ.get("PORUKALLA_AXE", _BUNDLED))
FAULTS: Final = Path(__file__).with_name("page_faults.js")
TAGS: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
LATER_PAGE: Final = 5_000
"""Bytes, compressed, of a page whose styles are there already, with a script that it alone has."""

# with what is typed and chosen, and without what its scripts would do to the copy
_COPY: Final = """
() => {
  const copy = document.documentElement.cloneNode(true);
  const fields = "input:not([type=hidden], [type=file]), textarea, option";
  const copies = copy.querySelectorAll(fields);
  document.querySelectorAll(fields).forEach((part, at) => {
    if (part.matches("[type=radio], [type=checkbox]"))
      copies[at].toggleAttribute("checked", part.checked);
    else if (part.matches("option")) copies[at].toggleAttribute("selected", part.selected);
    else if (part.matches("textarea")) copies[at].textContent = part.value;
    else if (part.value) copies[at].setAttribute("value", part.value);
  });
  copy.querySelectorAll("script").forEach(script => script.type = "kept");
  return copy.outerHTML;
}
"""
_OF_THIS_RUN = re.compile(r"localhost:\d+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[\w-]{40,}")
_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
_SCRIPT = re.compile(r'<script src="/assets/([\w.]+)"')


@dataclass
class Mirror:
    """Looks at pages of others; what was fine at such a width it skips.

    A walk has other colours in each language (looks.py), so that a page to which another walk comes
    once more was seen in all of them already.
    """

    frame: Frame
    colours: Colours = "light"
    sheets: set[str] = field(default_factory=set)
    seen: set[tuple[object, ...]] = field(default_factory=set)

    @classmethod
    async def of(cls, browser: Browser) -> Self:
        """Open it beside what others open in this browser."""
        page = await (await browser.new_context(locale="fi-FI")).new_page()
        await page.set_content("<!doctype html><iframe style='border: 0; height: 800px'></iframe>")
        (frame,) = page.main_frame.child_frames
        await frame.evaluate(f"{AXE.read_text()};{FAULTS.read_text()};undefined")
        return cls(frame)

    async def faults(self, page: Page, look: Look, *, is_public: bool) -> list[str]:
        """Name what keeps somebody out of what is shown now.

        Pages for everybody are light and pressed by thumbs; tables of the staff are dense.
        """
        copy = await page.evaluate(_COPY)
        colours = look.colours if look.alone else None
        state = _OF_THIS_RUN.sub("", copy), colours, look.width < DESK, is_public
        if state in self.seen:
            return []
        found: list[str] = await self._look_at(copy, page, look, is_public=is_public)
        found += _too_heavy(copy) if is_public else []
        if not found:
            self.seen.add(state)
        return found

    async def _look_at(self, copy: str, page: Page, look: Look, *, is_public: bool) -> list[str]:
        sheets = _SHEET.findall(copy)
        for sheet in {*sheets} - self.sheets:
            answer = await page.context.request.get(urljoin(page.url, sheet))
            await self.frame.evaluate("keepSheet", [sheet, await answer.text()])
            self.sheets.add(sheet)
        if look.colours != self.colours:
            await show_in(self.frame.page, look)
            self.colours = look.colours
        narrowest = OLD_PHONE if is_public else min(PHONE, look.width)
        asked = {
            "page": _SHEET.sub("", copy),
            "sheets": sheets,
            "tags": [*TAGS],
            "widths": [*sorted({narrowest, DESK} - {look.width}), look.width],
            "isPublic": is_public,
        }
        found: list[str] = await self.frame.evaluate("faultsOf", asked)
        return found


async def show_in(page: Page, look: Look) -> None:
    """Show a page in the colours of this look."""
    await page.emulate_media(
        media="null",
        color_scheme="dark" if look.colours == "night" else "light",
        forced_colors="active" if look.colours == "forced" else "none",
    )


def _too_heavy(page: str) -> list[str]:
    """Weigh a page that is not the first."""
    weight = len(gzip.compress(page.encode())) + sum(map(_weight, _SCRIPT.findall(page)))
    return [f"{weight} bytes"] if weight > LATER_PAGE else []


@cache
def _weight(script: str) -> int:
    (folder,) = shared.web.__path__
    return len(gzip.compress((Path(folder) / "static" / script).read_bytes()))
