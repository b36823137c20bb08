"""Someone is invited, sets their account up, signs in both ways, and is signed out everywhere."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from playwright.async_api import Browser, Page

from tests.support.browser import Visitor, visitor
from tests.support.guests import answer_passkey
from tests.support.looks import DESK, Look
from tests.support.town import Town

pytestmark = pytest.mark.asyncio(loop_scope="session")

PASSWORD = "kolme mustaa kissaa"
_DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@dataclass
class Walk:
    """Someone of the staff at their browser, where each page is looked at."""

    person: Visitor
    who: str
    noticed: list[str] = field(default_factory=list)

    @property
    def page(self) -> Page:
        return self.person.page

    async def look(self, what: str) -> None:
        found = await self.person.hindrances(f"staff-{self.who}-{what}")
        self.noticed += [f"{what}: {problem}" for problem in found]

    async def press(self, name: str) -> None:
        async with self.page.expect_navigation():
            await self.page.get_by_role("button", name=name, exact=True).click()

    async def fill(self, **values: str) -> None:
        for name, value in values.items():
            await self.page.locator(f"[name={name}]").fill(value)

    async def give_password(self, origin: str, name: str, password: str) -> None:
        await self.page.goto(f"{origin}/fi/kirjaudu")
        await self.fill(name=name, password=password)
        await self.press("Kirjaudu")


async def invite(boss: Walk, town: Town, name: str) -> str:
    """Make a link, not without mistakes on the way."""
    passkey = await town.passkey("demo-admin")
    await boss.give_password(town.origin, "demo-admin", town.password("demo-admin"))
    await answer_passkey(boss.page, passkey)
    await boss.page.goto(f"{town.origin}/fi/henkilosto")
    await boss.look("accounts")
    await (
        boss.page.get_by_role("button", name="Kutsu uusi")
        .or_(boss.page.get_by_role("link", name="Kutsu uusi"))
        .click()
    )
    await boss.press("Tee kutsulinkki")
    await boss.look("invite-wrong")
    await boss.fill(name=name)
    await boss.page.locator("[value=coordinator]").check()
    await boss.press("Tee kutsulinkki")
    await boss.look("link")
    return await boss.page.locator("#link").input_value()


async def choose_password(walk: Walk, link: str) -> None:
    """Open the link at the number of this machine, and choose a password at the second try."""
    await walk.page.goto(link.replace("//localhost", "//127.0.0.1"))
    assert walk.page.url == link
    await walk.look("password")
    await walk.fill(password="salasana12345", again="salasana12345")
    await walk.press("Jatka")
    await walk.look("password-wrong")
    await walk.fill(password=PASSWORD, again=PASSWORD)
    await walk.press("Jatka")
    await walk.look("new-factor")


async def recovery_codes(walk: Walk) -> list[str]:
    await walk.look("recovery-codes")
    codes = re.findall(r"(?:[a-z2-7]{4}-){5}[a-z2-7]{4}", await walk.page.inner_text("main"))
    assert len(codes) == 10
    return codes


async def sign_in_by_recovery_code(walk: Walk, town: Town, name: str, code: str) -> None:
    await walk.give_password(town.origin, name, PASSWORD)
    await walk.fill(code="aaaa-aaaa-aaaa-aaaa-aaaa-aaaa")
    await walk.press("Jatka koodilla")
    await walk.look("factor-wrong")
    await walk.fill(code=code)
    await walk.press("Jatka koodilla")
    assert walk.page.url.endswith("/fi/taulu")


async def end_everywhere(boss: Walk, town: Town, name: str) -> None:
    await boss.page.goto(f"{town.origin}/fi/henkilosto")
    await boss.page.get_by_role("link", name=name).click()
    await boss.look("account")
    await boss.press("Kirjaa ulos kaikkialta")


async def signed_out(page: Page, address: str) -> str:
    """Open a page until it asks who is there: a session's end travels by event."""
    for _ in range(100):
        await page.goto(address)
        if "/kirjaudu" in page.url:
            break
        await page.wait_for_timeout(50)
    return page.url


async def see_the_board_until_signed_out(boss: Walk, walk: Walk, town: Town, name: str) -> None:
    """Have an administrator sign the person out, here and at every service."""
    await walk.page.goto(f"{town.origin}/fi/toimitukset")
    assert walk.page.url.endswith("/fi/toimitukset")
    await end_everywhere(boss, town, name)
    for path in ("taulu", "toimitukset", "raportit"):
        page = await signed_out(walk.page, f"{town.origin}/fi/{path}")
        assert "/fi/kirjaudu" in page


@pytest.mark.timeout(300)
async def test_by_a_passkey(town: Town, browser: Browser) -> None:
    name = "veera.avain"
    async with visitor(browser, Look(width=DESK)) as admin, visitor(browser, Look()) as person:
        boss, walk = Walk(admin, "boss"), Walk(person, "passkey")
        link = await invite(boss, town, name)
        device = await person.context.new_cdp_session(person.page)
        await device.send("WebAuthn.enable", {"enableUI": False})
        await device.send("WebAuthn.addVirtualAuthenticator", {"options": _DEVICE})
        await choose_password(walk, link)
        await walk.press("Tallenna avain")
        codes = await recovery_codes(walk)
        await walk.give_password(town.origin, name, PASSWORD)
        await walk.look("factor")
        await walk.press("Käytä avainta")
        assert walk.page.url.endswith("/fi/taulu")
        await see_the_board_until_signed_out(boss, walk, town, name)
        await sign_in_by_recovery_code(walk, town, name, codes[0])
        await device.detach()

    assert (boss.noticed, walk.noticed) == ([], [])
    assert person.complaints == []


@pytest.mark.timeout(300)
async def test_by_a_code_app(town: Town, browser: Browser) -> None:
    name = "toivo.koodi"
    async with visitor(browser, Look()) as admin, visitor(browser, Look(width=DESK)) as person:
        boss, walk = Walk(admin, "boss"), Walk(person, "app")
        await choose_password(walk, await invite(boss, town, name))
        app = await walk.page.get_by_role("link", name="Avaa koodisovellus").get_attribute("href")
        phone = pyotp.parse_uri(app or "")
        assert isinstance(phone, pyotp.TOTP)
        await walk.fill(code=phone.now())
        await walk.press("Ota koodit käyttöön")
        await recovery_codes(walk)
        await walk.give_password(town.origin, name, PASSWORD)
        # the code that was shown at the start is used up: the next one counts already
        await walk.fill(code=phone.at(datetime.now(UTC) + timedelta(seconds=30)))
        await walk.press("Jatka koodilla")
        assert walk.page.url.endswith("/fi/taulu")
        await walk.press("Kirjaudu ulos")

    assert (boss.noticed, walk.noticed) == ([], [])
    assert person.complaints == []
