"""Someone without scripts on an old phone, who reads each page as a screen reader does."""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.async_api import Browser
from typing_extensions import override

from services.intake.app import SERVICE as INTAKE
from services.matching.app import SERVICE as MATCHING
from shared.contracts.words import Language
from shared.help_lines import read_help_lines
from shared.web.catalogues import UnknownTextError
from tests.support.browser import PHONE, Visitor, visitor
from tests.support.intake.page_world import PageWorld
from tests.support.intake.walk import OLD_PHONE, Walk
from tests.support.reading import out_of_order, read
from tests.support.serving import served
from tests.support.web.page_world import pages_of

WIDTHS = (PHONE, OLD_PHONE)
FRAME = ("kit.skip", "banner", "kit.languages", "kit.emergency", "main:", "[level=1]")
FOOT = ("contentinfo", "kit.phone_line", "kit.concern")
_OF_THIS_WALK = re.compile(r"localhost:\d+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""What differs from one walk to the next on a page that says the same."""

_CRAMPED = """
() => {
const words = ({data}) => [...(data ?? "").matchAll(/[^\\s-]+/g)];
const isBroken = text => words(text).some(word => {
  const range = document.createRange();
  range.setStart(text, word.index);
  range.setEnd(text, word.index + word[0].length);
  return new Set([...range.getClientRects()].map(({top}) => top)).size > 1;
});
return [
  ...[...document.querySelectorAll("a[href^='tel:']")]
    .filter(({innerText}) => /^[+\\d\\s]+$/.test(innerText))
    .filter(number => number.getClientRects().length > 1),
  ...[...document.querySelectorAll(".pk-leave")]
    .filter(({offsetTop, offsetHeight}) =>
      offsetTop + offsetHeight > document.querySelector("main").offsetTop),
  ...[...document.querySelectorAll("h1, h2, h3, button, .govuk-button")].filter(part =>
    [...part.childNodes].some(isBroken)),
].map(part => part.outerHTML);
}
"""
"""A number or a large word broken over two lines, and what stands beside the button to leave."""

Answers = Mapping[str, str | bool]


@dataclass
class Pages:
    """The walks of one worker: what was looked at once need not be looked at again."""

    browser: Browser
    seen: set[tuple[str, ...]] = field(default_factory=set)


class Journey(Walk):
    """A walk in which each page fits both phones, keeps nobody out and is read in order."""

    def __init__(self, pages: Pages, name: str, walk: Walk) -> None:
        super().__init__(walk.world, walk.visitor, walk.origin, walk.language)
        self.pages, self.name, self.number = pages, name, 0

    def say(self, text_id: str) -> str:
        """Give a text of the pages, and what is none as it is."""
        for service in (INTAKE, MATCHING):
            try:
                return pages_of(service).catalogues.text(Language(self.language), text_id)
            except UnknownTextError:
                continue
        return text_id

    def lines(self, *kinds: str) -> tuple[str, ...]:
        """Give the numbers of the lines of help of these kinds, 112 before all."""
        found = read_help_lines().of(kinds, Language(self.language))
        return ("112", *(line.number for line in found))

    async def at(self, name: str, *order: str) -> None:
        """Look at the page, where this is read in this order, and nowhere another page's."""
        self.number += 1
        await self.look(f"{self.name}-{self.number:02}-{name}")
        aloud = await read(self.page)
        for parts in (FRAME, ("main:", "kit.problem", "[level=1]"), ("main:", *order, *FOOT)):
            if "kit.problem" not in parts or await self.page.get_by_role("alert").count():
                missed = out_of_order(aloud, [*map(self.say, parts)])
                assert missed is None, f"{name}: not read in its place: {missed}\n{aloud}"

    @override
    async def look(self, name: str) -> None:
        content = _OF_THIS_WALK.sub("", await self.page.content())
        if (self.language, content) in self.pages.seen:
            return
        for width in WIDTHS:
            await self.page.set_viewport_size({"width": width, "height": 800})
            await super().look(name)
            assert await self.page.evaluate(_CRAMPED) == [], name
        self.pages.seen.add((self.language, content))

    async def answer(self, name: str, answers: Answers, *order: str) -> None:
        """Look at a question, answer it, and go on."""
        await self.at(name, *order)
        await self.fill_in(answers)

    async def fail(self, name: str, *order: str) -> None:
        """Send nothing, and hear what is missing before what is asked."""
        await self.press()
        await self.at(f"{name}-wrong", "kit.problem", *order)

    async def begin(self) -> None:
        """Come from the front page to the first question about the help."""
        await self.page.goto(f"{self.origin}/{self.language}")
        await self.at("landing", "landing.title", "landing.ask", "landing.how", "landing.volunteer")
        await self.page.locator("main a.govuk-button >> nth=0").click()

    async def go(self, path: str, name: str, *order: str) -> None:
        """Open a page by its address."""
        await self.page.goto(f"{self.origin}/{self.language}{path}")
        await self.at(name, *order)

    async def follow(self, end: str, name: str, *order: str) -> None:
        """Follow the link whose address ends so."""
        await self.page.locator(f"main a[href$='{end}']").click()
        await self.at(name, *order)

    async def never(self, *text_ids: str) -> None:
        """Be promised none of this."""
        aloud = await read(self.page)
        assert [text_id for text_id in text_ids if self.say(text_id) in aloud] == []


@asynccontextmanager
async def journey(pages: Pages, name: str, language: str) -> AsyncIterator[Journey]:
    """Set out without scripts in a town where nobody has asked yet."""
    world = PageWorld()
    async with served(world.app) as origin, somebody(pages, origin) as person:
        yield Journey(pages, name, Walk(world, person, origin, language))


@asynccontextmanager
async def somebody(pages: Pages, origin: str) -> AsyncIterator[Visitor]:
    """Give a phone of its own, which is led nowhere else and has nothing to complain of."""
    async with visitor(pages.browser, width=PHONE, scripts=False) as person:
        yield person
        assert person.hosts <= {urlsplit(origin).netloc}
        assert person.complaints == []


@asynccontextmanager
async def helper_of(person: Journey, origin: str = "") -> AsyncIterator[Journey]:
    """Give the helper's own phone, at the pages of the request or of another service."""
    origin = origin or person.origin
    async with somebody(person.pages, origin) as helper:
        walk = Walk(person.world, helper, origin, person.language)
        yield Journey(person.pages, f"{person.name}-helper", walk)
