"""What a cookie of staff opens, for how long, and what no thief of one key can make of it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest
from fastapi import APIRouter, FastAPI, Request, Response
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.words import StaffRole
from shared.sealing.key_text import KeyText
from shared.sealing.tokens import token_hash
from shared.web.app import build_app
from shared.web.pages import open_pages
from shared.web.passes import (
    MalformedPassKeyError,
    Pass,
    PassReader,
    PassWriter,
    new_pass_key,
    public_pass_keys,
)
from shared.web.permissions import Permission
from shared.web.session_cookies import (
    CookieIssuer,
    Entry,
    SessionCookies,
    Why,
    remove_cookie,
)
from shared.web.sessions import staff_of
from shared.web.stamps import Stamps
from tests.support.web.page_world import nothing
from tests.support.web.route_tables import table_of
from tests.support.web.showcase import CONTACT, ready
from tests.support.web.staff import (
    PASS_KEYS,
    PUBLIC_PASS_KEYS,
    STAMP_KEYS,
    cookie_issuer,
    none_closed,
    session_cookies,
    someone,
)

START = datetime(2026, 11, 29, 8, tzinfo=UTC)
KAISA = someone(StaffRole.COORDINATOR, StaffRole.REPORTER, organisation=uuid4())
TOKEN = "a_token"
SAID = Pass(
    staff_id=KAISA.staff_id,
    roles=("coordinator",),
    proven_at=START,
    ends_at=START + timedelta(hours=12),
)


def at(after: timedelta) -> Callable[[], datetime]:
    return lambda: START + after


def cookie() -> str:
    return cookie_issuer(at(timedelta())).issue(TOKEN, KAISA)


def reading(after: timedelta) -> SessionCookies:
    return session_cookies(now=at(after))


async def entered(text: str, after: timedelta = timedelta()) -> Entry:
    found = await reading(after).read(text)
    assert isinstance(found, Entry)
    return found


async def test_who_has_just_signed_in_is_known_by_every_service() -> None:
    entry = await entered(cookie())

    assert (entry.who.staff_id, entry.who.roles) == (KAISA.staff_id, KAISA.roles)
    assert entry.who.organisation_id == KAISA.organisation_id
    assert entry.who.session_hash == token_hash(TOKEN)
    assert entry.is_fresh


async def test_a_closed_session_opens_nothing() -> None:
    async def is_closed(hashed: str) -> bool:
        return hashed == token_hash(TOKEN)

    assert await session_cookies(is_closed, at(timedelta())).read(cookie()) == "ended"


@pytest.mark.parametrize(("minutes", "found"), [(29, None), (30, "idle"), (24 * 60, "idle")])
async def test_half_an_hour_without_a_page_ends_it(minutes: int, found: Why | None) -> None:
    answer = await reading(timedelta(minutes=minutes)).read(cookie())

    assert answer is found if found else isinstance(answer, Entry)


async def test_a_page_anywhere_keeps_it_open_everywhere_for_twelve_hours() -> None:
    text, step = cookie(), timedelta(minutes=29)
    after = step
    while after < timedelta(hours=12):
        renewed = (await entered(text, after)).cookie
        assert renewed
        text, after = renewed, after + step

    assert await reading(after).read(text) == "ended"


async def test_a_cookie_is_renewed_once_a_minute_at_most() -> None:
    assert (await entered(cookie(), timedelta(seconds=59))).cookie is None
    assert (await entered(cookie(), timedelta(seconds=60))).cookie


async def test_after_five_minutes_it_is_no_longer_fresh_whatever_was_opened() -> None:
    renewed = (await entered(cookie(), timedelta(minutes=4))).cookie
    assert renewed

    assert (await entered(renewed, timedelta(minutes=4, seconds=59))).is_fresh
    assert not (await entered(renewed, timedelta(minutes=5))).is_fresh


async def test_a_pass_is_believed_for_twelve_hours_whatever_it_says() -> None:
    long = SAID.model_copy(update={"ends_at": START + timedelta(days=99)})
    written = PassWriter(KeyText(PASS_KEYS)).write(TOKEN, long)
    late = timedelta(hours=12)
    stamp = Stamps(KeyText(STAMP_KEYS)).of(TOKEN, START + late)

    assert await reading(late).read(f"{TOKEN}~{written}~{stamp}") == "ended"


async def test_nobody_comes_in_by_a_role_that_is_not_known_here() -> None:
    unknown = SAID.model_copy(update={"roles": ("auditor",)})
    both = SAID.model_copy(update={"roles": ("auditor", "reporter")})
    write = PassWriter(KeyText(PASS_KEYS)).write

    assert await reading(timedelta()).read(f"{TOKEN}~{write(TOKEN, unknown)}~") == "nobody"
    assert (await entered(f"{TOKEN}~{write(TOKEN, both)}~")).who.roles == {StaffRole.REPORTER}


async def test_the_key_of_stamps_lets_nobody_in() -> None:
    stolen = Stamps(KeyText(STAMP_KEYS))
    forged = PassWriter(KeyText(new_pass_key())).write(TOKEN, SAID)

    for said in ("", forged, "e30.e30"):
        text = f"{TOKEN}~{said}~{stolen.of(TOKEN, START)}"
        assert await reading(timedelta()).read(text) == "nobody"


async def test_a_pass_without_its_token_opens_nothing() -> None:
    _, said, stamp = cookie().split("~")

    found = [
        await reading(timedelta()).read(f"{token}~{said}~{stamp}")
        for token in ("", "another", token_hash(TOKEN))
    ]

    assert found == ["nobody"] * 3


async def test_a_stamp_of_another_browser_or_of_the_future_counts_for_nothing() -> None:
    token, said, _ = cookie().split("~")
    late, stamps = timedelta(minutes=45), Stamps(KeyText(STAMP_KEYS))
    wrong = [
        stamps.of("another", START + late),
        stamps.of(token, START + timedelta(days=1)),
        Stamps(KeyText("another key")).of(token, START + late),
        "",
        f"{'9' * 5000}.x",
        "1.ä",
    ]

    found = [await reading(late).read(f"{token}~{said}~{each}") for each in wrong]

    assert found == ["idle"] * len(wrong)
    right = f"{token}~{said}~{stamps.of(token, START + late)}"
    assert isinstance(await reading(late).read(right), Entry)


@given(st.text(max_size=600), st.integers(0, 600))
async def test_no_changed_cookie_is_believed(noise: str, cut: int) -> None:
    text = cookie()
    token, said, _ = text.split("~")
    changed = text[:cut] + noise + text[cut + 1 :]

    found = await reading(timedelta()).read(changed)

    if changed.split("~")[:2] != [token, said]:
        assert found == "nobody"


async def test_keys_of_before_are_believed_until_they_go() -> None:
    old, new = new_pass_key(), new_pass_key()
    issued = CookieIssuer(
        PassWriter(KeyText(old)), Stamps(KeyText("old")), at(timedelta()), 1
    ).issue(TOKEN, KAISA)

    def reader(passes: str, stamps: str) -> SessionCookies:
        public = PassReader(KeyText(public_pass_keys(passes)))
        return SessionCookies(public, Stamps(KeyText(stamps)), none_closed, at(timedelta()))

    assert isinstance(await reader(f"{new},{old}", "new,old").read(issued), Entry)
    assert await reader(new, "new").read(issued) == "nobody"


@pytest.mark.parametrize("keys", ["", "x", "AAAA", f"{'A' * 43}=,", "é"])
def test_a_malformed_key_is_said(keys: str) -> None:
    with pytest.raises(MalformedPassKeyError):
        public_pass_keys(keys)


def test_a_pass_tells_no_key_and_no_name() -> None:
    writer = PassWriter(KeyText(PASS_KEYS))

    assert PASS_KEYS not in repr(writer)
    assert PassReader(KeyText(PUBLIC_PASS_KEYS)).read(TOKEN, writer.write(TOKEN, SAID)) == SAID


def pages() -> APIRouter:
    router = APIRouter()

    @router.get("/{language}/list")
    async def shown(request: Request) -> Response:
        return Response(staff_of(request).label)

    @router.post("/{language}/bye")
    async def bye() -> Response:
        answer = Response()
        remove_cookie(answer, secure=False)
        return answer

    @router.get("/{language}/export")
    async def export() -> Response:
        return Response("all")

    return router


def application(after: timedelta) -> FastAPI:
    coordinators = frozenset({StaffRole.COORDINATOR})
    asked = {
        "GET /{language}/list": Permission(coordinators),
        "POST /{language}/bye": Permission(coordinators),
        "GET /{language}/export": Permission(coordinators, fresh=True),
    }
    router = pages()
    app = build_app(
        title="cookies",
        lifespan=nothing,
        routers=[router],
        table=table_of([router], asked),
        readiness=ready,
        pages=open_pages(rooms={}, texts=[], contact=CONTACT),
        secure=False,
    )
    app.state.session_cookies = reading(after)
    return app


async def ask(method: str, path: str, after: timedelta) -> httpx.Response:
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(application(after)),
        base_url="http://localhost",
        headers={"sec-fetch-site": "same-origin", "cookie": f"porukalla={cookie()}"},
    ) as client:
        return await client.request(method, path)


async def test_a_page_gives_the_browser_the_newer_cookie() -> None:
    soon = await ask("GET", "/fi/list", timedelta(seconds=5))
    later = await ask("GET", "/fi/list", timedelta(minutes=20))

    assert [soon.status_code, later.status_code] == [200, 200]
    assert "set-cookie" not in soon.headers
    renewed = later.cookies["porukalla"]
    assert isinstance(await reading(timedelta(minutes=45)).read(renewed), Entry)


async def test_a_page_that_takes_the_cookie_back_is_not_contradicted() -> None:
    answer = await ask("POST", "/fi/bye", timedelta(minutes=20))

    (said,) = answer.headers.get_list("set-cookie")
    assert "Max-Age=0" in said


@pytest.mark.parametrize(
    ("minutes", "status", "leads_to"),
    [(4, 200, None), (6, 303, "/fi/kirjaudu?why=fresh"), (31, 303, "/fi/kirjaudu?why=idle")],
)
async def test_an_export_asks_who_signed_in_long_ago_once_more(
    minutes: int, status: int, leads_to: str | None
) -> None:
    answer = await ask("GET", "/fi/export", timedelta(minutes=minutes))

    assert (answer.status_code, answer.headers.get("location")) == (status, leads_to)
