"""Intake's pages over the fake store, and a browser without scripts to visit them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html.parser import HTMLParser
from pathlib import Path

import httpx
from fastapi import FastAPI
from typing_extensions import override

from services.intake.app import ROUTERS, SERVICE, Adapters, reactions, use_cases
from services.intake.queues import MATCHES
from shared.contracts.words import StaffRole
from shared.sealing.tokens import token_hash
from shared.telemetry.health import Report
from shared.web.app import build_app
from shared.web.sessions import StaffSession
from shared.web.use_cases import provide
from tests.support.intake.building import FIELDS, PUBLIC_URL, Sealed, letters
from tests.support.intake.fakes import FakeBoardReader, FakePasswords, FakeReception, FakeStore

CONTACT_FILE = Path(__file__).parents[3] / "deploy" / "contact.toml"
OWN = {"Sec-Fetch-Site": "same-origin"}
"""What browsers say of a form that we served ourselves."""
STEPS = ("tarve", "kiireellisyys", "paikka", "yhteystiedot", "kerro")


class Front:
    """The application, its store, and what was sealed for notify."""

    def __init__(self) -> None:
        """Build it as production does, over the fakes."""
        self.store, self.sealed = FakeStore(), Sealed()
        adapters = Adapters(
            store=self.store,
            reception=FakeReception(self.store),
            board=FakeBoardReader(self.store),
            letters=letters(self.sealed),
            passwords=FakePasswords(),
        )
        self.react = reactions(adapters)[MATCHES]
        self.app = build_app(
            title="intake",
            lifespan=_nothing,
            routers=ROUTERS,
            readiness=_ready,
            pages=SERVICE.pages(CONTACT_FILE),
            secure=False,
        )
        provide(self.app, use_cases(adapters), self._find_session)

    def visitor(self) -> httpx.AsyncClient:
        """Give a browser with cookies of its own."""
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        return httpx.AsyncClient(
            transport=transport, base_url=PUBLIC_URL, headers={"sec-fetch-site": "same-origin"}
        )

    async def _find_session(self, hashed: str) -> StaffSession | None:
        found = self.store.state.sessions.get(hashed)
        return StaffSession(found.staff_id, StaffRole(found.role)) if found else None


async def fill_in(visitor: httpx.AsyncClient, language: str = "fi", **bent: str) -> httpx.Response:
    """Answer every question; gives the page that checks the answers."""
    fields = FIELDS | bent
    answer = await visitor.post(f"/{language}/apua/vaara", data={"danger": "no"})
    for step in STEPS:
        assert answer.status_code == 303, answer.text
        assert answer.headers["location"] == f"/{language}/apua/{step}"
        answer = await visitor.post(f"/{language}/apua/{step}", data=fields)
    assert answer.headers["location"] == f"/{language}/apua/tarkista"
    return await visitor.get(answer.headers["location"])


async def send(visitor: httpx.AsyncClient, language: str = "fi") -> httpx.Response:
    """Send the form; gives the last page."""
    answer = await visitor.post(f"/{language}/apua/tarkista")
    assert answer.status_code == 303, answer.text
    return await visitor.get(answer.headers["location"])


class Seen(HTMLParser):
    """What a page holds, as far as tests look."""

    def __init__(self, html: str) -> None:
        """Read a page."""
        super().__init__()
        self.title, self.headings = "", list[str]()
        self.links: list[str] = []
        self.values: dict[str, str] = {}
        self.lang = ""
        self._open: list[str] = []
        self.feed(html)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what matters of an element."""
        given = {name: value or "" for name, value in attrs}
        self._open.append(tag)
        if tag == "html":
            self.lang = given["lang"]
        if tag == "h1":
            self.headings.append("")
        if tag == "a":
            self.links.append(given["href"])
        if tag == "input" and (given["type"] != "radio" or "checked" in given):
            self.values[given["name"]] = given.get("value", "")

    @override
    def handle_endtag(self, tag: str) -> None:
        """Leave the element with what was left open in it."""
        while self._open and self._open.pop() != tag:
            pass

    @override
    def handle_data(self, data: str) -> None:
        """Collect the texts of title and heading."""
        if "title" in self._open:
            self.title += data
        if "h1" in self._open:
            self.headings[-1] += data.strip()


def secret_of(status_url: str) -> str:
    """Give the token of a link."""
    return status_url.rpartition("/")[2]


def hashed(token: str) -> str:
    """Give what is stored of a token."""
    return token_hash(token)


@asynccontextmanager
async def _nothing(_: FastAPI) -> AsyncIterator[None]:
    yield


async def _ready() -> Report:
    return Report({})
