"""A food bank's day on a phone: invited, joined, asked three times, a line logged, left.

Its own computer hears of it by a receiver made with the official Standard Webhooks library.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from typing import Final

import asyncpg
import pytest
from playwright.async_api import Browser, Page

from deploy.local.databases import addresses
from deploy.local.secrets import Secrets
from shared.clock import shift
from tests.support.browser import visitor
from tests.support.guests import answer_passkey, create_passkey
from tests.support.looks import Look
from tests.support.messaging import until
from tests.support.notify.official_receiver import OfficialReceiver, receiving
from tests.support.passkey import SoftPasskey
from tests.support.person import Person, links_in
from tests.support.town import Town, ask, signed_in
from tests.support.town_walk import Walk

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.long]

EMAIL = "veera@example.org"
CONTACT = "veera.v"
PASSWORD = "leipäjono kello kahdeksan"
MOST_FOR_A_LINE: Final = 30
"""Taps and strokes: at one in two seconds a minute."""
HEARD: Final = {
    "endpoint.challenge": 1,
    "endpoint.test": 1,
    "referral.sent": 3,
    "referral.accepted": 1,
    "referral.completed": 1,
    "referral.declined": 1,
    "referral.answered": 1,
    "activity.logged": 1,
}
"""What the receiver of the food bank hears of its day, at least."""


@dataclass
class Day:
    """The food bank's contact person, the coordinator, and a computer of the food bank's."""

    walk: Walk
    town: Town
    coordinator: Person
    receiver: OfficialReceiver
    read: set[str] = field(default_factory=set)
    """Links of letters that were opened before."""
    home: str = ""
    """The organisation's page."""

    @property
    def page(self) -> Page:
        """What is shown now."""
        return self.walk.person.page

    @property
    def organisation(self) -> str:
        """Give its id."""
        return self.home.rpartition("/")[2]

    @property
    def news(self) -> str:
        """Where it says what it wants to hear."""
        return f"{self.town.origin}/fi/uutiset/{self.organisation}"

    async def letter(self, path: str) -> tuple[str, str]:
        """Wait for a letter with a link not seen before; gives the link and the letter."""
        found: list[tuple[str, str]] = []

        async def has_come() -> bool:
            for mail in await self.town.mails(EMAIL):
                found.extend((link, mail) for link in links_in(mail) if path in link)
            found[:] = [each for each in found if each[0] not in self.read]
            return bool(found)

        await until(has_come, seconds=self.town.patience)
        self.read.add(found[0][0])
        return found[0]

    async def open_letter(self, path: str, what: str) -> str:
        """Follow the link of the next letter, and look; gives the letter."""
        link, mail = await self.letter(path)
        await self.walk.go(link, what)
        return mail

    async def until_shown(self, selector: str) -> None:
        """Look again until something is there: what was said travels as events."""

        async def is_shown() -> bool:
            if await self.page.locator(selector).count():
                return True
            await self.page.reload()
            return False

        await until(is_shown, seconds=self.town.patience)

    async def follow(self, name: str, what: str = "") -> None:
        """Follow a link of the page, and look unless that was done before."""
        async with self.page.expect_navigation():
            await self.page.get_by_role("link", name=name, exact=True).first.click()
        if what:
            await self.walk.look(what)

    async def click(self, name: str, what: str = "") -> None:
        """Press a button by its words, and look unless that was done before."""
        async with self.page.expect_navigation():
            await self.page.get_by_role("button", name=name, exact=True).first.click()
        if what:
            await self.walk.look(what)


async def invite(day: Day) -> None:
    """Have a coordinator invite the food bank."""
    page = await day.coordinator.open("/fi/jarjestot/kutsu")
    form = page.form("kutsu")
    page = await day.coordinator.submit(form, name="Ruoka-apu ry", contact=CONTACT, email=EMAIL)
    assert page.status == HTTPStatus.OK, page.text


async def set_up(day: Day) -> None:
    """Make an account by the letter, sign in, and come to the organisation's page."""
    walk, passkey = day.walk, SoftPasskey(CONTACT, day.town.origin)
    await day.open_letter("/kutsu/", "password")
    await walk.write(password=PASSWORD, again=PASSWORD)
    await walk.press("factor")
    await create_passkey(day.page, passkey)
    await walk.look("codes")
    await day.follow("Kirjaudu", "sign-in")
    await walk.write(name=CONTACT, password=PASSWORD)
    await walk.press("second-factor")
    await answer_passkey(day.page, passkey)
    await day.until_shown("a[href$='/tiedot']")
    await walk.look("home-invited")
    day.home = day.page.url.partition("?")[0]


async def join(day: Day) -> None:
    """Say what they do, agree, and tell how much they can give."""
    walk = day.walk
    await day.follow("Kertokaa, mitä teette, missä ja milloin", "facts")
    await walk.write(name="Ruoka-apu ry", number="123.456", hours_1="9-12")
    for value in ("food", "491", "fi"):
        await walk.choose(value)
    await day.click("Tallenna")
    await day.follow("Lukekaa sopimus ja liittykää", "agreement")
    await day.click("Hyväksymme ja liitymme")
    await day.follow("Kerro, kuinka paljon pystytte", "capacity")
    await walk.write(amount_food="20")
    await day.click("Tallenna", "capacity-told")
    assert "20 kassia viikossa" in await day.page.inner_text("main")


async def connect(day: Day) -> None:
    """Choose a daily letter, and have the food bank's own computer told as well."""
    walk, receiver = day.walk, day.receiver
    await day.follow("Uutiset: mitä ja miten haluatte kuulla", "news")
    await day.follow("Valitkaa, miten kuulette", "letters")
    await walk.write(email=EMAIL)
    await day.click("Tallenna")
    await day.open_letter("/vahvista/", "confirm")
    await walk.press("confirmed")
    await day.page.goto(day.news)
    await day.follow("Lisää rajapinta", "endpoint")
    await walk.write(url=receiver.url)
    await day.click("Lisää ja näytä salaisuus", "secret")
    receiver.secret = await shown_secret(day)
    await day.click("Tarkista osoite")
    await day.click("Lähetä kokeilu", "endpoint-tested")
    assert receiver.types == ["endpoint.challenge", "endpoint.test"]
    assert receiver.secret not in await day.page.content()


async def shown_secret(day: Day) -> str:
    """Read the secret that is shown this once."""
    return await day.page.locator(".govuk-inset-text code").inner_text()


async def refer(day: Day, number: int) -> None:
    """Let somebody ask for food, and the coordinator refer it to the food bank."""
    key = f"{day.organisation}-{number}"
    asked = await ask(day.town, postal_code="50100", category="food_aid", key=key)
    (request_id,) = await day.town.rows(
        "intake", "SELECT id::text FROM requests WHERE reference = $1", asked.json()["reference"]
    )
    page = await day.coordinator.open(f"/fi/taulu/{request_id}/kysy")
    form = page.form("kumppani")
    page = await day.coordinator.submit(form, organisation=day.organisation, consent="yes")
    assert page.status == HTTPStatus.OK, page.text


async def accept(day: Day) -> None:
    """Two clicks from the letter; then see who it is, and say that the help was given."""
    await refer(day, 1)
    await day.open_letter("/ohjaus/", "asked")
    await day.click("Autamme", "accepted")
    await day.follow("Kirjaudu sisään", "referral")
    await day.follow("Kuka tarvitsee apua")
    await day.until_shown("text=Kaino")
    await day.walk.look("person")
    await day.follow("Takaisin")
    await day.click("Apu on annettu", "completed")


async def rotate(day: Day) -> None:
    """Take a new secret: the old one signs too until it is ended."""
    await day.page.goto(day.news)
    await day.follow(day.receiver.url)
    await day.click("Vaihda salaisuus", "second-secret")
    day.receiver.later = await shown_secret(day)


async def decline(day: Day) -> None:
    """Say no from the letter, and why, while both secrets sign."""
    await refer(day, 2)
    await day.open_letter("/ohjaus/", "asked-again")
    await day.walk.choose("full")
    await day.click("Emme voi auttaa", "declined")


async def end_rotation(day: Day) -> None:
    """Have the computer know the new secret, and end the old one."""
    day.receiver.secret = day.receiver.later
    await day.page.goto(day.news)
    await day.follow(day.receiver.url)
    await day.click("Lopeta vanhan salaisuuden käyttö", "one-secret")


async def ask_back(day: Day) -> None:
    """Ask the coordinator before they answer, and hear that it was answered."""
    await refer(day, 3)
    await day.letter("/ohjaus/")
    await day.page.goto(day.home)
    await day.follow("Ohjaukset järjestöllenne", "referrals")
    await day.page.get_by_role("row", name="Odottaa vastausta").get_by_role("link").click()
    await day.walk.choose("when")
    await day.click("Kysy koordinaattorilta", "asked-back")
    page = await day.coordinator.open("/fi/ohjaukset")
    await day.coordinator.submit(page.form(day.page.url.rpartition("/")[2].partition("?")[0]))


async def log_a_line(day: Day) -> int:
    """Log sixty who queued; gives how many taps and strokes that took from the own page."""
    await day.page.goto(day.home)
    strokes = 0
    for link in ("Toimintakerrat", "Kirjaa toimintakerta"):
        await day.follow(link, link.lower())
        strokes += 1
    for name, text in (("title", "Leipäjono"), ("headcount", "60"), ("minutes", "2 h")):
        await day.page.locator(f"[name={name}]").click()
        await day.page.keyboard.type(text)
        strokes += 1 + len(text)
    await day.page.keyboard.press("Enter")
    await day.page.get_by_text("Kirjattu.").wait_for()
    await day.walk.look("logged")
    return strokes + 1


async def read_in_the_morning(day: Day) -> str:
    """Be a day ahead at notify, read the digest and follow its link; gives the letter."""
    secrets = Secrets(day.town.stack.plan.folders.secrets).passwords("notify")
    dsn = addresses(day.town.network.databases["notify"], "notify", "notify", secrets).owner_dsn
    owner = await asyncpg.connect(dsn)
    await shift(owner, timedelta(days=1))
    try:
        return await day.open_letter(f"/uutiset/{day.organisation}", "morning")
    finally:
        await shift(owner, timedelta())
        await owner.close()


async def leave(day: Day) -> None:
    """Leave for good."""
    await day.follow("Takaisin")
    await day.follow("Lähdemme verkostosta", "leave")
    await day.click("Lähdemme", "left")


@pytest.mark.timeout(300)
async def test_a_day_of_a_food_bank(town: Town, browser: Browser) -> None:
    async with (
        visitor(browser, Look()) as person,
        await signed_in(town, "demo-koordinaattori") as coordinator,
    ):
        with receiving() as receiver:
            day = Day(Walk(person, "food-bank"), town, coordinator, receiver)
            for happens in (invite, set_up, join, connect, accept, rotate, decline, end_rotation):
                await happens(day)
            await ask_back(day)
            strokes = await log_a_line(day)
            digest = await read_in_the_morning(day)
            await leave(day)

    assert day.walk.noticed == []
    assert person.complaints == []
    assert person.hosts == {town.origin.partition("//")[2]}
    assert strokes <= MOST_FOR_A_LINE
    assert "Teille ohjattiin avunpyyntö: 3 (Mikkeli 3)" in digest
    assert "Kaino" not in digest
    assert receiver.refused == []
    assert Counter(receiver.types) >= Counter(HEARD)
