"""What an operator's machine shows by itself: the outage page, the caught mails, the partner."""

import smtplib
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from email.message import EmailMessage

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser

from deploy.local.folders import CLONE, Folders
from deploy.local.front import front
from deploy.local.ports import free_port
from tests.support.browser import chromium, visitor
from tests.support.deploy.programs import python_program
from tests.support.looks import Look
from tests.support.servers import temporary_folder

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
SERVICES = ("intake", "matching", "notify", "reporting")
LETTER = """\
Hei Aino,

joku lähistöllä tarvitsee apua. Avaa tehtävä tästä ja vastaa kyllä tai ei:

http://localhost:8080/fi/v/dTjapFEPBNG8HcZW_8-GN4RGax7B4u0VAjgsG8M9uRU
"""


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    """Run Caddy and a catcher with something to show; every service is away."""
    with ExitStack() as stack:
        folder = stack.enter_context(temporary_folder())
        folders, smtp, port = Folders(folder / "state"), free_port(), free_port()
        folders.make()
        ports = {name: free_port() for name in (*SERVICES, "catcher")}
        catching = ["deploy.local.catcher", "--http", str(ports["catcher"]), "--smtp", str(smtp)]
        for program in (
            python_program(
                folder,
                [*catching, "--folder", str(folders.mail)],
                {"CATCHER_PARTNER_SECRET": SECRET},
                CLONE,
            ),
            front(folders, port, ports),
        ):
            stack.callback(program.kill)
            program.start()
        origin = f"http://localhost:{port}"
        until_answers(f"{origin}/_posti")
        show_something(origin, smtp)
        yield origin


def until_answers(page: str) -> None:
    give_up = time.monotonic() + 20
    while True:
        try:
            if httpx.get(page, trust_env=False).is_success:
                return
        except httpx.TransportError:
            assert time.monotonic() < give_up, "nobody answers"
        time.sleep(0.1)


def show_something(origin: str, smtp: int) -> None:
    message = EmailMessage()
    message["Subject"] = "Porukalla: voisitko auttaa?"
    message.set_content(LETTER)
    message["Content-Language"] = "fi"
    with smtplib.SMTP("127.0.0.1", smtp) as server:
        server.send_message(message, "porukalla@demo.invalid", ["vapaaehtoinen1@demo.invalid"])
    httpx.post(f"{origin}/_kumppani", content=b"{}", trust_env=False)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as started:
        yield started


@pytest.mark.asyncio(loop_scope="module")
async def test_its_pages_keep_nobody_out(origin: str, browser: Browser) -> None:
    paths = {
        "outage-fi": "/fi",
        "outage-sv": "/sv/raportit",
        "outage-en": "/en",
        "mails": "/_posti",
        "partner": "/_kumppani",
    }
    async with visitor(browser, Look()) as person:
        assert await person.problems_at(origin, paths, "{}", is_public=True) == {}
        assert person.complaints == []
        assert person.hosts == {origin.removeprefix("http://")}


def test_the_letter_is_listed_as_it_was_written(origin: str) -> None:
    mails = httpx.get(f"{origin}/_posti.json", trust_env=False).json()["mails"]

    assert [mail["text"] for mail in mails] == [LETTER]
