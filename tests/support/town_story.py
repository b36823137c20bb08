"""What people do in a town beside asking, helping and answering."""

import asyncio
from dataclasses import dataclass

import httpx

from tests.support.patience import PATIENCE
from tests.support.person import Page, Person
from tests.support.town import (
    ROVANIEMI,
    Town,
    answer_proposal,
    ask,
    say_done,
    see_contact,
    sign_up,
)


async def press(town: Town, address: str, **fields: str) -> None:
    """Press a button of a page of ours."""
    async with httpx.AsyncClient(base_url=town.origin, timeout=PATIENCE) as client:
        headers = {"Sec-Fetch-Site": "same-origin"}
        answer = await client.post(address, data=fields, headers=headers)
    assert answer.status_code == httpx.codes.SEE_OTHER, (address, answer.text[:300])


@dataclass(frozen=True, slots=True)
class Helping:
    """A volunteer who was asked has taken the task, and sees whom they help."""

    volunteer: str
    """The mail address of the volunteer."""
    status_url: str
    """The page of whoever asked."""
    contact: Page


async def helping(
    town: Town, postal_code: str, category: str = "groceries", **asked: str
) -> Helping:
    """Let somebody ask, and somebody who signed up for that go to help them."""
    volunteer = await sign_up(town, postal_code=postal_code, categories=(category,))
    answer = await ask(town, postal_code=postal_code, category=category, **asked)
    assert answer.status_code == httpx.codes.CREATED, answer.text
    await answer_proposal(town, volunteer, "accept")
    contact = await see_contact(town, volunteer)
    return Helping(volunteer, answer.json()["status_url"], contact)


async def helped(town: Town, postal_code: str = ROVANIEMI) -> str:
    """Let somebody be helped, as it seems; gives their page."""
    help_given = await helping(town, postal_code, email="tyyne@example.org")
    await say_done(town, help_given.volunteer)
    await town.until(help_given.status_url, lambda page: "hoidettu" in page.text.lower())
    return help_given.status_url


async def say_not_helped(town: Town, status_url: str) -> None:
    """Say that the help did not come."""
    await press(town, f"{status_url}/ei-apua")


async def say_something_was_wrong(town: Town) -> None:
    """Tell whoever keeps people safe."""
    await press(town, "/fi/huoli", concern_what="Auttaja pyysi tunnuslukua")


async def ask_in_danger(town: Town) -> None:
    """Ask to be called, because one cannot ring 112."""
    await press(town, "/fi/apua/soita-112/soittakaa", reach="040 123 4567", key="")


async def open_until(person: Person, address: str, words: str) -> Page:
    """Open a page until it says the words: sessions and needs travel as events."""
    page = await person.open(address)
    for _ in range(60):
        if page.address.endswith(address) and words in page.text:
            return page
        await asyncio.sleep(0.5)
        page = await person.open(address)
    raise AssertionError(page.text[:500])
