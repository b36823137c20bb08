"""Who asked for help and helps as well asks what is known of them: all services answer."""

import re

import pytest

from tests.support.patience import PATIENCE
from tests.support.person import Page, Person
from tests.support.town import Town, ask, sign_up
from tests.support.town_ledger import verdict

PLACE = "97510"
WORDS = "Tuokaa tuoretta taimenta"
CODE = re.compile(r"\b\d{4} \d{4}\b")


async def code_at(town: Town, to: str) -> str:
    """Give the code of the newest letter."""
    (newest, *_) = await town.mails(to)
    found = CODE.search(newest)
    assert found is not None, newest
    return found.group()


async def prove(town: Town, to: str) -> None:
    """Ask by the form, and type the code that came."""
    async with Person.at(town.origin) as person:
        page = await person.open("/fi/omat-tiedot")
        page = await person.submit(page.form(), reach=to)
        await until_letter(town, to, "koodi")
        page = await person.submit(page.form(), code=await code_at(town, to))
        assert page.status == 200, page.text


async def until_letter(town: Town, to: str, words: str) -> None:
    """Wait for a letter that says something."""
    await town.until("/_posti.json?to=" + to, lambda page: words in page.html.lower())


async def read_answer(town: Town, to: str) -> Page:
    """Open what the letter leads to."""
    link = await town.link(to, "/omat-tiedot/")
    async with Person.at(town.origin) as person:
        page = await person.open(link)
        return await person.submit(page.form(), code=await code_at(town, to))


@pytest.mark.timeout(PATIENCE * 6)
async def test_all_services_say_what_they_keep_and_nothing_is_lost_or_said_in_clear(
    town: Town,
) -> None:
    # the town is shared: who helps with something else is in nobody's way
    to = await sign_up(town, postal_code=PLACE, categories=("digital_support",))
    answer = await ask(town, postal_code="50100", email=to, text=WORDS)
    assert answer.status_code == 201, answer.text

    await prove(town, to)
    page = await read_answer(town, to)

    assert page.status == 200, page.text
    for each in (WORDS, "Kaino", "Vilja", to, answer.json()["reference"], "Kirjeet sinulle"):
        assert each in page.text, each
    said = await town.rows("intake", "SELECT body FROM outbox WHERE type LIKE 'right.%'")
    said += await town.rows("matching", "SELECT body FROM outbox WHERE type LIKE 'right.%'")
    said += await town.rows("notify", "SELECT body FROM outbox WHERE type LIKE 'right.%'")
    assert len(said) >= 4
    assert not [body for body in said if to in str(body) or "Vilja" in str(body)]
    assert (await verdict(town)).holds
