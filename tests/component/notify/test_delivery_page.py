"""The delivery page over a fake store: who sees it, what it shows, what its buttons do."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import FastAPI

import services.notify
from services.notify.domain.model import Channel, DeliveryId
from services.notify.handlers.following_up import FollowingUp
from services.notify.queues import PARTNER_TYPES
from services.notify.web import Desk, routes
from shared.contracts.words import StaffRole
from shared.sealing.tokens import token_hash
from shared.telemetry.health import Report
from shared.web.app import build_app
from shared.web.contact import read_contact
from shared.web.pages import open_pages
from shared.web.sessions import StaffSession
from tests.support.notify.building import NOW, RECIPIENT, delivery, letter, news
from tests.support.notify.fakes import FakeStore, fake_endpoint

HERE = Path(services.notify.__path__[0])
CONTACT = HERE.parents[1] / "deploy" / "contact.toml"
ORIGIN = "http://localhost:8080"


@dataclass
class World:
    """The application over a fake store, and who is signed in by which token."""

    store: FakeStore = field(default_factory=FakeStore)
    woken: int = 0
    sessions: dict[str, StaffSession] = field(default_factory=dict)

    def wake(self) -> None:
        self.woken += 1

    async def find_session(self, hashed: str) -> StaffSession | None:
        return self.sessions.get(hashed)

    def sign_in(self, role: StaffRole) -> dict[str, str]:
        token = f"token-{role}"
        self.sessions[token_hash(token)] = StaffSession(uuid4(), role)
        return {"cookie": f"porukalla={token}"}

    def app(self) -> FastAPI:
        @asynccontextmanager
        async def lifespan(_: FastAPI) -> AsyncIterator[None]:
            yield

        async def ready() -> Report:
            return Report({})

        desk = Desk(FollowingUp(self.store, self.wake), self.find_session)
        return build_app(
            title="notify",
            lifespan=lifespan,
            routers=[routes(lambda: desk)],
            readiness=ready,
            pages=open_pages(
                templates=[HERE / "templates"],
                locales=[HERE / "locales"],
                contact=read_contact(CONTACT),
            ),
            secure=False,
        )

    @asynccontextmanager
    async def browser(
        self, role: StaffRole | None = StaffRole.COORDINATOR
    ) -> AsyncIterator[httpx.AsyncClient]:
        headers = {"sec-fetch-site": "same-origin", **(self.sign_in(role) if role else {})}
        transport = httpx.ASGITransport(self.app())
        async with httpx.AsyncClient(
            transport=transport, base_url=ORIGIN, headers=headers
        ) as client:
            yield client

    async def add_news(self, kind: str = "request.created", reason: str | None = None) -> UUID:
        endpoint, item = fake_endpoint(kind, name=f"Kumppani {kind}"), delivery(Channel.WEBHOOK)
        self.store.state.endpoints[endpoint.id] = endpoint
        async with self.store.begin() as work:
            await work.keep_news(item, endpoint.id, replace(news(item.event_id), type=kind))
        if reason:
            (claim,) = await self.store.claim_calls(1)
            async with self.store.begin() as work:
                await work.mark_failed(claim, "500", reason)
        return item.id

    async def add_letter(
        self, template: str = "proposal", response: str | None = None, reason: str | None = None
    ) -> DeliveryId:
        item = delivery()
        async with self.store.begin() as work:
            await work.keep_letter(item, replace(letter(), template=template), NOW)
        if response and reason:
            (claim,) = await self.store.claim_letters(1)
            async with self.store.begin() as work:
                await work.mark_failed(claim, response, reason)
        return item.id


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
async def test_a_stranger_is_sent_to_sign_in(language: str) -> None:
    world = World()

    async with world.browser(None) as client:
        answer = await client.get(f"/{language}/toimitukset")

    assert answer.status_code == 303
    assert answer.headers["location"] == f"/{language}/kirjaudu"


@pytest.mark.parametrize("role", [StaffRole.OPERATOR, StaffRole.REPORTER])
async def test_another_role_is_refused_everywhere(role: StaffRole) -> None:
    world = World()
    failed = await world.add_news(reason="gave_up")

    async with world.browser(role) as client:
        answers = [
            await client.get("/fi/toimitukset"),
            await client.post(f"/fi/toimitukset/{failed}/uudelleen"),
            await client.post(f"/fi/toimitukset/{failed}/hoidettu"),
        ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert await world.store.count_for_humans() == 1


async def test_a_stranger_cannot_press_the_buttons() -> None:
    world = World()
    failed = await world.add_news(reason="gave_up")

    async with world.browser(None) as client:
        answer = await client.post(f"/fi/toimitukset/{failed}/uudelleen")

    assert answer.headers["location"] == "/fi/kirjaudu"
    assert await world.store.count_for_humans() == 1


async def test_a_form_of_another_site_is_refused() -> None:
    world = World()
    failed = await world.add_news(reason="gave_up")

    async with world.browser() as client:
        answer = await client.post(
            f"/fi/toimitukset/{failed}/uudelleen", headers={"sec-fetch-site": "cross-site"}
        )

    assert answer.status_code == 403


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
async def test_an_empty_page_says_that_all_is_well(language: str) -> None:
    async with World().browser() as client:
        answer = await client.get(f"/{language}/toimitukset")

    assert answer.status_code == 200
    assert f'lang="{language}"' in answer.text
    assert "<table" not in answer.text


async def test_failures_are_shown_first_with_their_buttons() -> None:
    world = World()
    await world.add_letter()
    failed = await world.add_news(reason="gave_up")

    async with world.browser(StaffRole.ADMIN) as client:
        page = (await client.get("/fi/toimitukset")).text

    assert "1 toimitus odottaa" in page
    assert page.index("Kumppani ei vastannut kolmeen päivään") < page.index("Tehtäväehdotus")
    assert f'action="/fi/toimitukset/{failed}/uudelleen"' in page
    assert f'action="/fi/toimitukset/{failed}/hoidettu"' in page


async def test_a_failed_letter_can_be_seen_to_but_not_sent_again() -> None:
    world = World()
    failed = await world.add_letter(response="550", reason="recipient_refused")

    async with world.browser() as client:
        page = (await client.get("/fi/toimitukset")).text

    assert "sisältö on jo hävitetty" in page
    assert "uudelleen" not in re.findall(rf"{failed}/(\w+)", page)


async def test_the_page_names_no_person() -> None:
    world = World()
    await world.add_letter()
    await world.add_letter(response="550", reason="recipient_refused")

    async with world.browser() as client:
        page = (await client.get("/fi/toimitukset")).text

    assert RECIPIENT not in page
    assert "Aino" not in page
    assert "K7-0A11" not in page


async def test_sending_again_wakes_the_loop_and_says_so() -> None:
    world = World()
    failed = await world.add_news(reason="gave_up")

    async with world.browser() as client:
        answer = await client.post(f"/sv/toimitukset/{failed}/uudelleen")
        page = (await client.get(answer.headers["location"])).text

    assert answer.status_code == 303
    assert "Meddelandet skickas igen." in page
    assert world.woken == 1
    assert await world.store.count_for_humans() == 0


async def test_a_button_pressed_twice_says_that_nothing_was_done() -> None:
    world = World()
    failed = await world.add_news(reason="gave_up")

    async with world.browser() as client:
        await client.post(f"/en/toimitukset/{failed}/hoidettu")
        second = await client.post(f"/en/toimitukset/{failed}/hoidettu")
        page = (await client.get(second.headers["location"])).text

    assert "Nothing was done." in page


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
async def test_every_kind_reason_and_response_has_words(language: str) -> None:
    world = World()
    for kind in PARTNER_TYPES:
        await world.add_news(kind)
    for template in (file.stem for file in (HERE / "letters" / "fi").glob("[a-z]*.txt")):
        await world.add_letter(template)
    for reason in ("gave_up", "endpoint_gone"):
        await world.add_news(reason=reason)
    for code, reason in [
        ("expired", "expired"),
        ("550", "recipient_refused"),
        ("554", "content_refused"),
        ("bad_address", "bad_address"),
        ("content_lost", "content_lost"),
    ]:
        await world.add_letter(response=code, reason=reason)
    for code in ("timeout", "connection", "forbidden_address"):
        await world.add_letter(response=code, reason="expired")

    async with world.browser() as client:
        answer = await client.get(f"/{language}/toimitukset")

    assert answer.status_code == 200


@pytest.mark.parametrize("path", ["/de/toimitukset", "/fi/toimitukset/x/uudelleen"])
async def test_what_does_not_exist_is_not_found(path: str) -> None:
    async with World().browser() as client:
        answer = await client.post(path) if "uudelleen" in path else await client.get(path)

    assert answer.status_code == 404
