"""Somebody who walks through a running town in Chromium, looked after by axe on each page."""

from dataclasses import dataclass, field

from tests.support.browser import Visitor


@dataclass
class Walk:
    """What was noticed on the way."""

    person: Visitor
    name: str
    noticed: list[str] = field(default_factory=list)
    seen: int = 0

    async def look(self, what: str) -> None:
        """Check the page that is shown now."""
        self.seen += 1
        name = f"{self.name}-{self.seen:02}-{what}"
        self.noticed += [f"{what}: {found}" for found in await self.person.hindrances(name)]

    async def go(self, address: str, what: str) -> None:
        """Open an address and look."""
        await self.person.page.goto(address)
        await self.look(what)

    async def press(self, what: str, button: str = "main form button[type=submit]") -> None:
        """Press a button and look at what comes."""
        await self.person.page.locator(button).first.click()
        await self.person.page.wait_for_load_state()
        await self.look(what)

    async def choose(self, value: str) -> None:
        """Choose an answer, or one of several."""
        await self.person.page.locator(f"input[value='{value}']").check()

    async def write(self, **values: str) -> None:
        """Fill fields in."""
        for name, value in values.items():
            await self.person.page.locator(f"[name={name}]").fill(value)
