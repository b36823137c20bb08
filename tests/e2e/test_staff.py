"""Staff of a running town come in at once, everywhere, and are out at once."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import pytest

from shared.contracts.words import StaffRole
from tests.support.intake.sign_in.accounts import PASSWORD, add_staff
from tests.support.operating import operate
from tests.support.passkey import SoftPasskey, options_on
from tests.support.person import Page, Person
from tests.support.town import Town, signed_in

SIGN_INS: Final = int(os.environ.get("PORUKALLA_SIGN_INS", "3"))
"""Of each role; 200 were tried when this was written."""
PAGES: Final = (
    *("/fi/taulu", "/fi/perustelut/syrjassa", "/fi/toimitukset", "/fi/raportit"),
    "/fi/henkilosto",
)
"""One of every service and more: each answers with the page or says that it is for others."""
ANSWERS: Final = {200, 403, 404}
"""The last of a member whose organisation matching has not heard of."""


async def come_in(town: Town, passkey: SoftPasskey) -> tuple[Person, Page]:
    person = Person.at(town.origin)
    page = await person.open("/fi/kirjaudu")
    page = await person.submit(page.form("kirjaudu"), name=passkey.name, password=PASSWORD)
    answer = passkey.get(options_on(page.html))
    return person, await person.submit(page.form("tunniste"), answer=answer)


async def bounces(town: Town, passkey: SoftPasskey) -> list[str]:
    """Sign in and open every page at once; gives those where one is asked to sign in again."""
    person, first = await come_in(town, passkey)
    async with person:
        pages = [first, *[await person.open(path) for path in PAGES]]
    assert {page.status for page in pages} <= ANSWERS, [page.text[:200] for page in pages]
    return [page.address for page in pages if "/kirjaudu" in page.address]


@asynccontextmanager
async def frozen(town: Town, name: str) -> AsyncIterator[None]:
    pid = town.stack.keeper(name).pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


@pytest.mark.timeout(100 * SIGN_INS)
async def test_nobody_who_just_signed_in_is_asked_to_sign_in(town: Town) -> None:
    dsn = town.network.databases["intake"]
    passkeys = [await add_staff(dsn, f"newly-{role}", role, town.origin) for role in StaffRole]

    met = [await bounces(town, passkey) for passkey in passkeys for _ in range(SIGN_INS)]
    async with frozen(town, "rabbit"):
        met += [await bounces(town, passkey) for passkey in passkeys]

    assert len(met) == len(StaffRole) * (SIGN_INS + 1)
    assert [each for each in met if each] == []


async def until_out(person: Person) -> None:
    """Wait until no service knows the person any more."""
    for path in PAGES:
        async with asyncio.timeout(20):
            while "/kirjaudu" not in (await person.open(path)).address:
                await asyncio.sleep(0.02)


async def test_whose_account_is_shut_by_the_operator_is_out_everywhere(town: Town) -> None:
    passkey = await add_staff(
        town.network.databases["intake"], "leaving", "coordinator", town.origin
    )
    person, first = await come_in(town, passkey)

    await operate(town, "staff", "disable", "leaving")

    async with person:
        await until_out(person)
    assert first.address.endswith("/taulu")
    assert "leaving\tcoordinator\t-\tdisabled" in await operate(town, "staff", "list")


async def test_whose_role_an_administrator_changes_signs_in_again(town: Town) -> None:
    passkey = await add_staff(
        town.network.databases["intake"], "changing", "coordinator", town.origin
    )
    person, _ = await come_in(town, passkey)
    async with await signed_in(town, "demo-admin") as boss:
        page = await boss.open("/fi/henkilosto")
        (link,) = [each for each in page.links if each.endswith(await id_of(town, "changing"))]
        account = await boss.open(link)
        await boss.submit(account.form("roolit"), roles=["reporter"])

    async with person:
        await until_out(person)
    again, first = await come_in(town, passkey)
    async with again:
        assert first.address.endswith("/raportit")
        assert (await again.open("/fi/taulu")).status == 403


async def id_of(town: Town, name: str) -> str:
    names = await town.rows("intake", "SELECT id::text FROM staff WHERE name = $1", name)
    return str(names[0])


async def test_who_is_invited_by_the_operator_comes_in(town: Town) -> None:
    link = await operate(town, "staff", "add", "invited.one", "reporter")
    device = SoftPasskey("invited.one", town.origin)

    async with Person.at(town.origin) as person:
        page = await person.open(link)
        page = await person.submit(page.form(), password=PASSWORD, again=PASSWORD)
        codes = await person.submit(page.form(), answer=device.create(options_on(page.html)))
    again, first = await come_in(town, device)

    assert "Tallenna varakoodit" in codes.text
    async with again:
        assert first.address.endswith("/raportit")
    assert "invited.one\treporter\t-\tactive\t1\tno\t10" in await operate(town, "staff", "list")
