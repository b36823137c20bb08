"""Someone who walks through the form, and reads each page as a screen reader does."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from playwright.async_api import Browser

from services.intake.app import SERVICE as INTAKE
from services.matching.app import SERVICE as MATCHING
from shared.contracts.words import Language
from shared.help_lines import read_help_lines
from shared.web.catalogues import UnknownTextError
from tests.support.browser import Visitor, visitor
from tests.support.intake.page_world import PageWorld
from tests.support.intake.walk import Walk, walk
from tests.support.looks import Look
from tests.support.reading import out_of_order, read
from tests.support.web.page_world import pages_of

FRAME = ("kit.skip", "banner", "kit.languages", "kit.emergency", "main:", "[level=1]")
FOOT = ("contentinfo", "kit.phone_line", "kit.concern")
Answers = Mapping[str, str | bool]


class Journey(Walk):
    """A walk in which each page keeps nobody out and is read in order."""

    def __init__(self, name: str, world: PageWorld, visitor: Visitor, origin: str) -> None:
        super().__init__(world, visitor, origin)
        self.name, self.number = name, 0

    def say(self, text_id: str) -> str:
        """Give a text of the pages, and what is none as it is."""
        for service in (INTAKE, MATCHING):
            try:
                text = pages_of(service).catalogues.text(Language(self.language), text_id)
            except UnknownTextError:
                continue
            return text.replace("%(network)s", self.world.app.state.pages.contact.network_name)
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
        await self.go("")
        await self.at("landing", "landing.title", "landing.ask", "landing.how", "landing.volunteer")
        await self.page.locator("main a.govuk-button >> nth=0").click()

    async def go_to(self, path: str, name: str, *order: str) -> None:
        """Open a page by its address."""
        await self.go(path)
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
async def journey(browser: Browser, name: str, look: Look) -> AsyncIterator[Journey]:
    """Set out in a town where nobody has asked yet."""
    async with walk(browser, look) as person:
        yield Journey(name, person.world, person.visitor, person.origin)


@asynccontextmanager
async def helper_of(person: Journey, origin: str = "") -> AsyncIterator[Journey]:
    """Give the helper's own phone, at the pages of the request or of another service."""
    origin, browser = origin or person.origin, person.visitor.context.browser
    assert browser
    async with visitor(browser, person.visitor.look) as helper:
        yield Journey(f"{person.name}-helper", person.world, helper, origin)
        assert helper.hosts <= {urlsplit(origin).netloc}
        assert helper.complaints == []
