"""Cookies of one purpose."""

from datetime import timedelta

from starlette.responses import Response

from shared.web.cookies import Cookies


def written(*, secure: bool) -> str:
    answer = Response()
    Cookies(secure).write(answer, "draft", "token", timedelta(hours=1))
    return answer.headers["set-cookie"]


def test_with_https_a_cookie_is_bound_to_its_host() -> None:
    cookie = written(secure=True)

    assert cookie.startswith("__Host-porukalla-draft=token;")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_without_https_it_can_still_be_kept() -> None:
    assert written(secure=False).startswith("porukalla-draft=token;")
    assert "Secure" not in written(secure=False)
