"""Whoever is refused, and whatever breaks, leaves a line: route and status, nobody's words."""

from collections.abc import Mapping, MutableMapping
from typing import Any

import httpx
from structlog.testing import capture_logs

from shared.web.guards import MAX_BODY

SECRET = "a-token-that-opens-something"  # opens nothing
OWN = {"sec-fetch-site": "same-origin"}
Line = MutableMapping[str, Any]


async def noted(
    client: httpx.AsyncClient,
    method: str,
    path: str,
    body: bytes = b"",
    headers: Mapping[str, str] = OWN,
) -> list[Line]:
    with capture_logs() as lines:
        await client.request(method, path, content=body, headers=headers)
    return lines


async def test_whoever_is_refused_is_noted_by_route_and_status(client: httpx.AsyncClient) -> None:
    (line,) = await noted(client, "GET", f"/fi/taulu?token={SECRET}")

    assert (line["event"], line["route"]) == ("request served", "/{language}/taulu")
    assert line["status"] in {303, 403}
    assert SECRET not in str(line)


async def test_a_form_of_another_site_is_noted(client: httpx.AsyncClient) -> None:
    (line,) = await noted(client, "POST", "/fi/hello", headers={"origin": "http://evil.test"})

    assert (line["method"], line["status"]) == ("POST", 403)


async def test_a_body_too_large_is_noted(client: httpx.AsyncClient) -> None:
    (line,) = await noted(client, "POST", "/fi/hello", b"x" * (MAX_BODY + 1))

    assert line["status"] == 413


async def test_what_breaks_is_noted_with_its_place(client: httpx.AsyncClient) -> None:
    told, served = await noted(client, "GET", "/fi/broken")

    assert (told["event"], told["log_level"]) == ("request failed", "error")
    assert isinstance(told["exc_info"], ValueError)
    assert served["status"] == 500
