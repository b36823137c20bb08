"""People in a real Chromium at an application of their own: anybody, or someone of the staff."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from fastapi import FastAPI
from playwright.async_api import Browser, Page, Route

from services.intake.call_list.wording import mark_of
from tests.support.browser import Visitor, visitor
from tests.support.looks import Look
from tests.support.passkey import SoftPasskey
from tests.support.serving import served

MARK, WAITING = "/paivystys/merkki.svg", 3


@asynccontextmanager
async def guest(
    browser: Browser, app: FastAPI, look: Look, elsewhere: str = ""
) -> AsyncIterator[tuple[Visitor, str]]:
    """Serve the application to somebody who is led nowhere else; gives them and the origin.

    `elsewhere` is the one address of others that they come to.
    """
    async with served(app) as origin, visitor(browser, look) as person:
        yield person, origin
        assert person.hosts <= {urlsplit(address).netloc for address in (origin, elsewhere)}
        assert person.complaints == []


@asynccontextmanager
async def signed_in(
    browser: Browser, app: FastAPI, token: str, look: Look
) -> AsyncIterator[tuple[Visitor, str]]:
    """Serve the application to someone of the staff; gives them and the origin."""
    async with guest(browser, app, look) as (person, origin):
        await person.bring({"porukalla": token}, origin)
        # of intake, which is not there: who waits is shown in every menu
        await person.context.route(f"**{MARK}", _show_mark)
        yield person, origin


async def _show_mark(asked: Route) -> None:
    await asked.fulfill(body=mark_of(WAITING), content_type="image/svg+xml")


async def answer_passkey(page: Page, passkey: SoftPasskey) -> None:
    """Answer the page as the person's device would, and wait for what comes."""
    await _answer(page, passkey.get)


async def create_passkey(page: Page, passkey: SoftPasskey) -> None:
    """Have the person's device remember a new passkey, and wait for what comes."""
    await _answer(page, passkey.create)


async def _answer(page: Page, answered: Callable[[str], str]) -> None:
    form = page.locator("form[data-passkey]")
    answer = answered(await form.get_attribute("data-passkey") or "")
    async with page.expect_navigation():
        await form.evaluate(
            "(form, answer) => { form.answer.value = answer; form.submit(); }", answer
        )
