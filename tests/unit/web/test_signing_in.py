"""Whose session a request carries, and who is sent to sign in."""

import httpx
import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from shared.contracts.words import StaffRole
from shared.web.pages import open_pages
from shared.web.session_cookies import cookie_of, remove_cookie, set_cookie, token_of
from shared.web.sessions import find_staff
from tests.support.web.showcase import CONTACT
from tests.support.web.staff import cookie_for, session_cookies

COOKIE = cookie_for(StaffRole.COORDINATOR)


def request(cookie: str = "", *, secure: bool = False) -> Request:
    app = Starlette()
    app.state.secure = secure
    app.state.session_cookies = session_cookies()
    app.state.pages = open_pages(rooms={}, texts=[], contact=CONTACT)
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


async def test_nobody_is_sent_to_sign_in_in_their_language(client: httpx.AsyncClient) -> None:
    answer = await client.get("/sv/taulu")

    assert (answer.status_code, answer.headers["location"]) == (303, "/sv/kirjaudu")
    assert answer.text == ""


async def test_who_is_signed_in_is_known() -> None:
    entry = await find_staff(request(f"porukalla={COOKIE}"))

    assert entry.who.roles == {StaffRole.COORDINATOR}


@pytest.mark.parametrize("cookie", ["", "porukalla=", "porukalla=other", f"other={COOKIE}"])
async def test_a_cookie_that_opens_nothing_is_sent_to_sign_in(cookie: str) -> None:
    with pytest.raises(HTTPException) as refused:
        await find_staff(request(cookie))

    assert refused.value.status_code == 303


def test_with_https_only_the_cookie_bound_to_this_host_counts() -> None:
    assert cookie_of(request("porukalla=token", secure=True)) is None
    assert cookie_of(request("__Host-porukalla=token", secure=True)) == "token"
    assert cookie_of(request("__Host-porukalla=token")) is None


def test_a_token_is_found_whatever_else_is_wrong() -> None:
    assert token_of(request("porukalla=token~nonsense")) == "token"
    assert token_of(request("porukalla=token")) == "token"
    assert token_of(request()) is None


@pytest.mark.parametrize("secure", [False, True])
def test_scripts_and_other_sites_never_get_the_cookie(*, secure: bool) -> None:
    answer, gone = Response(), Response()

    set_cookie(answer, "token", secure=secure)
    remove_cookie(gone, secure=secure)

    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("__host-porukalla=token" if secure else "porukalla=token")
    assert all(part in cookie for part in ("httponly", "samesite=lax", "path=/", "max-age=43200"))
    assert ("secure" in cookie) is secure
    assert "max-age=0" in gone.headers["set-cookie"].lower()
