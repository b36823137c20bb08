"""The guards around every answer: headers, forms of other sites, bodies that are too large."""

from collections.abc import AsyncIterator

import httpx
import pytest

from shared.web import pages
from shared.web.addresses import read_addresses
from shared.web.guards import MAX_BODY, MOST_HEADERS
from tests.support.web.small_service import Browse

OWN = {"sec-fetch-site": "same-origin"}
ICON = pages.asset("icon.svg")
PATHS = [
    *("/fi/hello", "/fi/away", "/fi/broken", "/fi/none", "/api/away", "/fi/taulu"),
    *("/health/live", "/health/ready", "/metrics", "/openapi.json"),
    *(ICON, "/assets/of-an-older-deployment.css"),
]


@pytest.mark.parametrize("path", PATHS)
async def test_every_answer_carries_the_security_headers(
    client: httpx.AsyncClient, path: str
) -> None:
    headers = (await client.get(path)).headers

    assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'self';")
    elsewhere = read_addresses(pages.PAGES_FILE).leads_to
    assert f"form-action 'self' {elsewhere}; " in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "geolocation=()" in headers["permissions-policy"]
    assert "strict-transport-security" not in headers


@pytest.mark.long
@pytest.mark.parametrize("path", PATHS)
async def test_only_an_asset_that_is_there_may_be_kept(
    client: httpx.AsyncClient, path: str
) -> None:
    kept = (await client.get(path)).headers["cache-control"]

    assert kept == ("public, max-age=31536000, immutable" if path == ICON else "no-store")


async def test_https_is_asked_for_where_there_is_https(browse: Browse) -> None:
    async with browse(secure=True) as client:
        answers = [await client.get(path) for path in ("/fi/hello", "/fi/broken")]

    assert all("max-age" in answer.headers["strict-transport-security"] for answer in answers)


@pytest.mark.long
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "none"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "http://kit.test"}, 200),
        ({"origin": "https://kit.test"}, 403),
        ({"origin": "http://kit.test:8080"}, 403),
        ({"referer": "https://kit.test/fi/hello"}, 403),
        ({"origin": "http://evil.test"}, 403),
        ({"origin": "http://kit.test.evil.test"}, 403),
        ({"origin": "null"}, 403),
        ({"referer": "http://kit.test/fi/hello"}, 200),
        ({"referer": "http://evil.test/fi/hello"}, 403),
        ({"origin": "http://evil.test", "referer": "http://kit.test/"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "http://kit.test"}, 403),
        ({}, 403),
    ],
)
async def test_a_form_of_another_site_is_refused(
    client: httpx.AsyncClient, headers: dict[str, str], status: int
) -> None:
    assert (await client.post("/fi/hello", content=b"a=b", headers=headers)).status_code == status


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
async def test_every_method_that_may_change_something_is_guarded(
    client: httpx.AsyncClient, method: str
) -> None:
    foreign = await client.request(method, "/fi/changed", headers={"sec-fetch-site": "cross-site"})
    own = await client.request(method, "/fi/changed", headers=OWN)

    assert (foreign.status_code, own.status_code) == (403, 200)


@pytest.mark.parametrize(
    ("headers", "status"),
    [({}, 200), ({"sec-fetch-site": "cross-site"}, 403), ({"origin": "http://evil.test"}, 403)],
)
async def test_the_api_is_open_to_programs_and_not_to_pages_of_other_sites(
    client: httpx.AsyncClient, headers: dict[str, str], status: int
) -> None:
    answer = await client.post(
        "/api/pleas", json={"text": "apua"}, headers={"idempotency-key": "k" * 8, **headers}
    )

    assert answer.status_code == status


async def test_a_body_at_the_limit_passes_and_one_byte_more_does_not(
    client: httpx.AsyncClient,
) -> None:
    fits = await client.post("/fi/hello", content=b"x" * MAX_BODY, headers=OWN)
    too_long = await client.post("/fi/hello", content=b"x" * (MAX_BODY + 1), headers=OWN)

    assert (fits.status_code, too_long.status_code) == (200, 413)


async def test_a_body_that_does_not_say_its_length_is_read_to_the_limit_only(
    client: httpx.AsyncClient,
) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while True:
            read += 1024
            yield b"x" * 1024

    answer = await client.post("/fi/hello", content=endless(), headers=OWN)

    assert answer.status_code == 413
    assert read <= MAX_BODY + 2 * 1024


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "Avaa lomake uudelleen"),
        ("sv", "Öppna formuläret på nytt"),
        ("en", "Open the form again"),
    ],
)
async def test_what_no_page_of_ours_sent_is_told_to_open_the_form_again(
    client: httpx.AsyncClient, language: str, words: str
) -> None:
    answer = await client.post(
        f"/{language}/hello", content=b"a=b", headers={"sec-fetch-site": "none"}
    )

    assert answer.status_code == 403
    assert words in answer.text
    assert f'href="/{language}"' in answer.text


async def test_headers_without_number_are_refused(client: httpx.AsyncClient) -> None:
    many = {f"x-{number}": "x" for number in range(MOST_HEADERS)}

    assert (await client.get("/fi/hello", headers=many)).status_code == 431
    assert (await client.get("/fi/hello", headers=dict(list(many.items())[:40]))).status_code == 200


@pytest.mark.parametrize("depth", [100, 30_000])
async def test_json_of_any_depth_is_answered(client: httpx.AsyncClient, depth: int) -> None:
    answer = await client.post(
        "/api/pleas",
        content=b"[" * depth + b"]" * depth,
        headers={"idempotency-key": "k" * 8, "content-type": "application/json"},
    )

    assert answer.status_code in {400, 422}
