"""An operator at the screen for calls, by keyboard alone, with every stroke counted."""

from dataclasses import dataclass, field
from typing import Final

from services.intake.calls.model.call import Call
from shared.contracts.words import StaffRole
from tests.support.intake.walk import Walk, sign_in_as

MOST_STROKES: Final = 25
"""Of a whole call, besides the letters and digits that the caller says."""


@dataclass
class Keys:
    """A keyboard that counts what the caller did not say."""

    person: Walk
    strokes: int = field(default=0, init=False)

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.person.page.keyboard.press(key)
            self.strokes += 1

    async def to(self, place: str) -> None:
        """Go on with Tab until a place is reached, by its id."""
        for _ in range(MOST_STROKES):
            if await self.focus() == place:
                return
            await self.press("Tab")
        raise AssertionError(place)

    async def to_button(self, value: str) -> None:
        """Go on with Tab until a button is reached, by its value."""
        while await self.person.page.evaluate("document.activeElement.value") != value:
            await self.press("Tab")
            assert self.strokes <= 2 * MOST_STROKES, value

    async def focus(self) -> str:
        """Say where the next letter goes."""
        return str(await self.person.page.evaluate('document.activeElement.id || ""'))

    async def say(self, place: str, words: str) -> None:
        await self.to(place)
        await self.person.page.keyboard.type(words)

    async def pick(self, place: str, *keys: str) -> None:
        await self.to(place)
        await self.press(*keys)


async def at_the_phone(person: Walk) -> Keys:
    """Sign in as Kaisa, who answers the phone, and come to where a call begins."""
    await sign_in_as(person, StaffRole.OPERATOR)
    await person.go("/ops")
    await person.page.locator("main :focus").wait_for()
    return Keys(person)


async def begin(keys: Keys) -> None:
    """Begin a call, in which likeness is shown as in one that is open."""
    await keys.press("Enter")
    await keys.person.page.wait_for_url("**/ops/*-*")
    await keys.person.page.locator("main :focus").wait_for()
    state = keys.person.world.store.state
    (kaisa,) = [one for one in state.staff.values() if one.name == "Kaisa"]
    keys.person.world.open_calls.calls.update((call_id, kaisa.id) for call_id in state.calls)


def newest_call(person: Walk) -> Call:
    """Give the call that was begun last."""
    return list(person.world.store.state.calls.values())[-1].call
