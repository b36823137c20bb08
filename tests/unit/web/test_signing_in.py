"""Whose session a request carries."""

from uuid import uuid4

import httpx
import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from shared.contracts.words import StaffRole
from shared.sealing.tokens import token_hash
from shared.web.pages import open_pages
from shared.web.permissions import StaffSession
from shared.web.sessions import find_staff, session_hash, set_cookie
from tests.support.web.showcase import CONTACT

SESSION = StaffSession(uuid4(), frozenset({StaffRole.COORDINATOR}))


def request(cookie: str = "", *, secure: bool = False) -> Request:
    app = Starlette()
    app.state.secure = secure
    app.state.find_session = find
    app.state.pages = open_pages(rooms={}, locales=[], contact=CONTACT)
    headers = [(b"cookie", cookie.encode())] if cookie else []
    return Request(
        {
            "type": "http",
            "app": app,
            "method": "GET",
            "path": "/sv/taulu",
            "query_string": b"",
            "headers": headers,
            "server": ("kit.test", 80),
        }
    )


async def find(hashed: str) -> StaffSession | None:
    return SESSION if hashed == token_hash("token") else None


async def test_nobody_is_sent_to_sign_in_in_their_language(client: httpx.AsyncClient) -> None:
    answer = await client.get("/sv/taulu")

    assert (answer.status_code, answer.headers["location"]) == (303, "/sv/kirjaudu")
    assert answer.text == ""


async def test_who_is_signed_in_is_known() -> None:
    assert await find_staff(request("porukalla=token")) == SESSION


@pytest.mark.parametrize("cookie", ["", "porukalla=", "porukalla=other", "other=token"])
async def test_a_token_that_opens_nothing_is_sent_to_sign_in(cookie: str) -> None:
    with pytest.raises(HTTPException) as refused:
        await find_staff(request(cookie))

    assert refused.value.status_code == 303


def test_with_https_only_the_cookie_bound_to_this_host_counts() -> None:
    assert session_hash(request("porukalla=token", secure=True)) is None
    assert session_hash(request("__Host-porukalla=token", secure=True)) == token_hash("token")
    assert session_hash(request("__Host-porukalla=token")) is None


@pytest.mark.parametrize("secure", [False, True])
def test_scripts_and_other_sites_never_get_the_cookie(*, secure: bool) -> None:
    answer = Response()

    set_cookie(answer, "token", secure=secure)

    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("__host-porukalla=token" if secure else "porukalla=token")
    assert all(part in cookie for part in ("httponly", "samesite=lax", "path=/", "max-age=43200"))
    assert ("secure" in cookie) is secure
